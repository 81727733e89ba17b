/**
 * Products from a company's table. Known by external id, else by name; a column that the file does not
 * have leaves what is stored as it is. One bad row does not stop the others.
 */
import { sql } from 'kysely'
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportRows,
  importResult,
  planImport,
  type ReadRow,
  readRows,
  splitList,
} from '../core/import-rows.ts'
import { foldName } from '../core/text/normalize.ts'
import { EMPTY_PRODUCT, mergeProduct, type Product, type ProductBody, type ProductFields } from './product.ts'
import { selectProducts, writeProducts } from './product-rows.ts'

const COLUMNS = {
  id: ['external_id', 'product_id', 'code', '编号', '产品编号', '产品编码', '编码', '外部编号', '产品ID'],
  name: ['product_name', 'product', '名称', '产品名称', '产品', '品名'],
  genericName: ['generic', 'inn', '通用名', '通用名称', '药品通用名称'],
  brandNames: [
    'brand',
    'brands',
    'brand_name',
    'trade_name',
    'trade_names',
    '商品名',
    '商品名称',
    '品牌',
    '品牌名',
  ],
  aliases: ['alias', 'other_names', 'synonyms', '别名', '别称', '俗称', '简称', '缩写', '曾用名'],
  englishNames: ['english', 'english_name', 'name_en', '英文名', '英文名称'],
  dosageForm: ['form', 'dosage', '剂型'],
  manufacturer: ['company', 'mah', '生产企业', '生产厂家', '厂家', '企业', '上市许可持有人', '持有人'],
  strengths: ['strength', 'specification', '规格'],
  indications: ['indication', 'label_indications', '适应症', '适应证', '功能主治'],
  own: ['is_own', 'own_product', '自有', '本公司', '是否自有'],
  state: ['status', '状态'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

const YES = new Set(['true', '1', 'yes', 'y', '是', '自有', 'own'])
const NO = new Set(['false', '0', 'no', 'n', '否', '竞品', 'competitor'])
const STATES: Readonly<Record<string, Product['state']>> = {
  active: 'active',
  在售: 'active',
  启用: 'active',
  有效: 'active',
  正常: 'active',
  retired: 'retired',
  inactive: 'retired',
  停用: 'retired',
  停售: 'retired',
  退市: 'retired',
}

export function createImportProducts(deps: {
  readonly database: Database
  readonly clock: Clock
}): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      const at = deps.clock.now()
      // The whole list is read: rows without an id are matched by name. Master data are some thousands.
      const stored = new Map<string, ProductBody>(
        (await selectProducts(trx, sql<boolean>`true`)).map((product) => [product.id, product]),
      )
      const idsByName = groupByName(stored)
      const plan = planImport<Field, ProductBody>(readRows(rows, COLUMNS), {
        identify: (row, fault) => identify(row, idsByName, fault),
        before: (id) => stored.get(id),
        build(row, _id, before, fault) {
          addFaults(row, fault)
          return mergeProduct(before ?? EMPTY_PRODUCT, productFields(row, before))
        },
        accept(_row, id, body) {
          const key = foldName(body.name)
          idsByName.set(key, [...new Set([...(idsByName.get(key) ?? []), id])])
        },
      })
      if (!options.dryRun) {
        await writeProducts(trx, plan.writes, at)
        await recordAudits(
          trx,
          plan.writes.map((write) => ({
            at,
            actorId: options.actorId,
            action: write.isNew ? 'product.create' : 'product.update',
            subjectKind: 'product',
            subjectId: write.id,
            detail: { by: 'import' },
          })),
        )
      }
      return importResult(plan, options.dryRun)
    })
}

/** The product's name of a row: its own column, else the generic name, else the first brand name. */
function nameOf(row: ReadRow<Field>): string {
  const { name, genericName, brandNames } = row.fields
  return name || genericName || splitList(brandNames ?? '')[0] || ''
}

function productFields(row: ReadRow<Field>, before: ProductBody | undefined): ProductFields {
  const { fields } = row
  const list = (field: Field) => (fields[field] === undefined ? undefined : splitList(fields[field] ?? ''))
  return {
    name: before !== undefined && fields.name === undefined ? undefined : nameOf(row),
    genericName: fields.genericName,
    brandNames: list('brandNames'),
    aliases: list('aliases'),
    englishNames: list('englishNames'),
    dosageForm: fields.dosageForm,
    manufacturer: fields.manufacturer,
    strengths: list('strengths'),
    indications: list('indications'),
    own: fields.own === undefined || fields.own === '' ? undefined : YES.has(fields.own.toLowerCase()),
    state: fields.state === undefined || fields.state === '' ? undefined : STATES[fields.state.toLowerCase()],
  }
}

function addFaults(row: ReadRow<Field>, fault: AddFault<Field>): void {
  const { id, own, state } = row.fields
  if (nameOf(row) === '') fault('name', 'missing', 'The product has no name.')
  else if (foldName(nameOf(row)) === '') {
    fault('name', 'invalid', 'The name has neither letters nor digits.')
  }
  if (id !== undefined && id.length > 128) fault('id', 'invalid', 'An id has at most 128 characters.')
  if (own !== undefined && own !== '' && !YES.has(own.toLowerCase()) && !NO.has(own.toLowerCase())) {
    fault('own', 'invalid', 'Say yes or no.')
  }
  if (state !== undefined && state !== '' && STATES[state.toLowerCase()] === undefined) {
    fault('state', 'invalid', 'The state is active or retired.')
  }
}

function identify(
  row: ReadRow<Field>,
  idsByName: ReadonlyMap<string, readonly string[]>,
  fault: AddFault<Field>,
): string | undefined {
  if (row.fields.id !== undefined && row.fields.id !== '') return row.fields.id
  const same = idsByName.get(foldName(nameOf(row))) ?? []
  if (same.length > 1) {
    fault('id', 'ambiguous', 'Several products have this name: give the id.')
    return undefined
  }
  return same[0] ?? newId()
}

function groupByName(products: ReadonlyMap<string, ProductBody>): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>()
  for (const [id, product] of products) {
    const key = foldName(product.name)
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  return groups
}
