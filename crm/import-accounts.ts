/**
 * Institutions from a company's table, in any order of rows: a parent may stand below its branches. Known by
 * external id, else by name. A row whose parent is unknown, or whose line upwards closes a circle, is refused.
 */
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { isRecordId, newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportFault,
  type ImportPlan,
  type ImportRows,
  importResult,
  planImport,
  type ReadRow,
  readRows,
  splitList,
} from '../core/import-rows.ts'
import { foldName } from '../core/text/normalize.ts'
import { type AccountBody, EMPTY_ACCOUNT, mergeAccount } from './account.ts'
import { lockAccountTree, toAccount, writeAccounts } from './account-store.ts'
import { ACCOUNT_KIND_WORDS, ACCOUNT_STATE_WORDS, wordOf } from './crm-words.ts'
import { createNameResolver, type NameResolver } from './resolve-name.ts'

const COLUMNS = {
  id: [
    'external_id',
    'account_id',
    'hospital_id',
    'code',
    '编号',
    '机构编号',
    '医院编号',
    '医院编码',
    '机构ID',
    '编码',
  ],
  name: [
    'account_name',
    'account',
    'hospital',
    'institution',
    '名称',
    '机构',
    '机构名称',
    '医院',
    '医院名称',
    '药店名称',
  ],
  aliases: ['alias', 'other_names', 'short_name', '别名', '简称', '俗称', '曾用名'],
  kind: ['type', 'account_type', '类型', '类别', '机构类型', '性质'],
  parentId: ['parent', 'parent_account', 'parent_name', '上级', '上级机构', '总院', '所属集团', '所属连锁'],
  city: ['城市', '所在城市', '地市'],
  departments: ['department', '科室', '重点科室'],
  state: ['status', '状态'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

export function createImportAccounts(deps: {
  readonly database: Database
  readonly clock: Clock
}): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockAccountTree(trx)
      const at = deps.clock.now()
      const stored = new Map<string, AccountBody>(
        (await trx.selectFrom('accounts').selectAll().execute()).map((row) => [row.id, toAccount(row)]),
      )
      const read = readRows<Field>(rows, COLUMNS)
      const names = createNameResolver(
        'account',
        [...stored].map(([id, body]) => ({ id, name: body.name, aliases: body.aliases })),
      )
      const idOfRow = nameRows(read, stored, names)
      const plan = planImport<Field, AccountBody>(read, {
        identify(row, fault) {
          const id = idOfRow.get(row.row)
          if (id === undefined) fault('id', 'ambiguous', 'Several accounts have this name: give the id.')
          else if (!isRecordId(id)) fault('id', 'invalid', 'This cannot be an id.')
          return id
        },
        before: (id) => stored.get(id),
        build: (row, _id, before, fault) => build(row, before ?? EMPTY_ACCOUNT, names, fault),
      })
      const sound = refuseBrokenLines(plan, stored)
      if (!options.dryRun) {
        await writeAccounts(trx, sound.writes, at)
        await recordAudits(
          trx,
          sound.writes.map(({ id, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'account.create' : 'account.update',
            subjectKind: 'account',
            subjectId: id,
            detail: { by: 'import' },
          })),
        )
      }
      return importResult(sound, options.dryRun)
    })
}

/** Gives every row its id before any is judged, so that a row may name a parent that comes later. */
function nameRows(
  rows: readonly ReadRow<Field>[],
  stored: ReadonlyMap<string, AccountBody>,
  names: NameResolver,
): ReadonlyMap<number, string> {
  const idOfRow = new Map<number, string>()
  for (const row of rows) {
    const name = row.fields.name ?? ''
    // By its name alone: "中心医院" may be somebody's nickname and another one's name.
    const same = names.find(name).filter((id) => {
      const before = stored.get(id)
      return before === undefined || foldName(before.name) === foldName(name)
    })
    const id = row.fields.id || (same.length === 0 ? newId() : same.length === 1 ? same[0] : undefined)
    if (id === undefined) continue
    idOfRow.set(row.row, id)
    names.add({ id, name, aliases: splitList(row.fields.aliases ?? '') })
  }
  return idOfRow
}

function build(
  row: ReadRow<Field>,
  before: AccountBody,
  names: NameResolver,
  fault: AddFault<Field>,
): AccountBody {
  const { fields } = row
  const list = (field: 'aliases' | 'departments') =>
    fields[field] === undefined ? undefined : splitList(fields[field] ?? '')
  const kind = fields.kind ? wordOf(ACCOUNT_KIND_WORDS, fields.kind) : before.kind
  if (kind === undefined) fault('kind', 'unknown', 'The kind is hospital, clinic, pharmacy or distributor.')
  const state = fields.state ? wordOf(ACCOUNT_STATE_WORDS, fields.state) : before.state
  if (state === undefined) fault('state', 'unknown', 'The state is active or inactive.')
  const body = mergeAccount(before, {
    name: fields.name,
    aliases: list('aliases'),
    kind,
    parentId: fields.parentId ? names.resolve(fields.parentId, 'parentId', fault) : fields.parentId,
    city: fields.city,
    departments: list('departments'),
    state,
  })
  if (foldName(body.name) === '') fault('name', 'missing', 'The account has no name.')
  return body
}

/** Takes out writes whose parent was refused or that stand in a circle, until nothing more falls. */
function refuseBrokenLines(
  plan: ImportPlan<AccountBody>,
  stored: ReadonlyMap<string, AccountBody>,
): ImportPlan<AccountBody> {
  let writes = plan.writes
  const rejected: ImportFault[] = [...plan.rejected]
  for (;;) {
    const parents = new Map([...stored].map(([id, body]) => [id, body.parentId]))
    for (const write of writes) parents.set(write.id, write.body.parentId)
    const faults = writes.flatMap((write): ImportFault[] => {
      const fault = { row: write.row, column: 'parentId' }
      const passed = new Set([write.id])
      for (let above = write.body.parentId; above !== null; above = parents.get(above) ?? null) {
        if (!parents.has(above)) return [{ ...fault, code: 'unknown', message: 'The parent was refused.' }]
        if (passed.has(above)) {
          return [{ ...fault, code: 'circle', message: 'An account cannot stand below itself.' }]
        }
        passed.add(above)
      }
      return []
    })
    if (faults.length === 0) return { ...plan, writes, rejected }
    rejected.push(...faults)
    writes = writes.filter((write) => !faults.some((fault) => fault.row === write.row))
  }
}
