/**
 * Contacts from a company's table. Known by external id, else by name, institution and department together;
 * the institution is named by id, name or alias. Import the accounts first.
 */
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { isRecordId, newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportRows,
  importResult,
  planImport,
  type ReadRow,
  readRows,
} from '../core/import-rows.ts'
import { foldName } from '../core/text/normalize.ts'
import { type ContactBody, EMPTY_CONTACT, mergeContact } from './contact.ts'
import { toContact, writeContacts } from './contact-store.ts'
import { CONTACT_STATE_WORDS, wordOf } from './crm-words.ts'
import { addDays, readDay } from './day.ts'
import { lockImports } from './lock-imports.ts'
import { createNameResolver, type NameResolver } from './resolve-name.ts'

const COLUMNS = {
  id: [
    'external_id',
    'contact_id',
    'hcp_id',
    'code',
    '编号',
    '客户编号',
    '医生编号',
    '客户编码',
    '医生ID',
    '客户ID',
    '编码',
  ],
  name: [
    'contact_name',
    'contact',
    'hcp',
    'hcp_name',
    'full_name',
    '姓名',
    '客户',
    '客户姓名',
    '医生',
    '医生姓名',
    '名称',
  ],
  accountId: [
    'account',
    'account_name',
    'hospital',
    'hospital_id',
    'institution',
    '机构',
    '机构编号',
    '机构名称',
    '医院',
    '医院编号',
    '医院名称',
    '所在医院',
    '单位',
  ],
  department: ['dept', '科室', '部门', '所在科室'],
  title: ['position', 'job_title', '职称', '职务', '头衔'],
  tier: ['level', 'grade', 'class', '级别', '分级', '等级', '客户级别', '客户分级'],
  state: ['status', '状态'],
  until: ['until_date', '离开日期'],
  lastDay: ['last_day', 'valid_to', '最后一天', '截止日期', '进修截止', '坐诊截止'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

interface Known {
  readonly stored: ReadonlyMap<string, ContactBody>
  readonly accounts: NameResolver
  /** Name and account -> ids, with the rows of this import as they come. */
  readonly idsByPlace: Map<string, Set<string>>
  readonly departmentOf: Map<string, string>
}

export function createImportContacts(deps: {
  readonly database: Database
  readonly clock: Clock
}): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockImports(trx)
      const at = deps.clock.now()
      const stored = new Map<string, ContactBody>(
        (await trx.selectFrom('contacts').selectAll().orderBy('id').execute()).map((row) => [
          row.id,
          toContact(row),
        ]),
      )
      const accounts = await trx.selectFrom('accounts').select(['id', 'name', 'aliases']).execute()
      const known: Known = {
        stored,
        accounts: createNameResolver('account', accounts),
        idsByPlace: new Map(),
        departmentOf: new Map(),
      }
      for (const [id, body] of stored) remember(known, id, body)
      const plan = planImport<Field, ContactBody>(readRows<Field>(rows, COLUMNS), {
        identify: (row, fault) => identify(row, known, fault),
        before: (id) => stored.get(id),
        build: (row, _id, before, fault) => build(row, before, known, fault),
        accept: (_row, id, body) => remember(known, id, body),
      })
      if (!options.dryRun) {
        await writeContacts(trx, plan.writes, at)
        await recordAudits(
          trx,
          plan.writes.map(({ id, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'contact.create' : 'contact.update',
            subjectKind: 'contact',
            subjectId: id,
            detail: { by: 'import' },
          })),
        )
      }
      return importResult(plan, options.dryRun)
    })
}

function place(name: string, accountId: string): string {
  return `${foldName(name)}\n${accountId}`
}

function remember(known: Known, id: string, body: ContactBody): void {
  const key = place(body.name, body.accountId)
  known.idsByPlace.set(key, (known.idsByPlace.get(key) ?? new Set()).add(id))
  known.departmentOf.set(id, foldName(body.department ?? ''))
}

function identify(row: ReadRow<Field>, known: Known, fault: AddFault<Field>): string | undefined {
  const { id, name = '', accountId = '', department } = row.fields
  if (id) {
    if (isRecordId(id)) return id
    fault('id', 'invalid', 'This cannot be an id.')
    return undefined
  }
  const accounts = known.accounts.find(accountId)
  // Which account it is, is judged with the row: a new id lets that happen.
  if (accounts.length !== 1) return newId()
  const same = [...(known.idsByPlace.get(place(name, accounts[0] ?? '')) ?? [])]
  const alike = department ? same.filter((one) => known.departmentOf.get(one) === foldName(department)) : same
  if (alike.length > 1) {
    fault('id', 'ambiguous', 'Several contacts there have this name: give the id.')
    return undefined
  }
  return alike[0] ?? newId()
}

function build(
  row: ReadRow<Field>,
  before: ContactBody | undefined,
  known: Known,
  fault: AddFault<Field>,
): ContactBody {
  const { fields } = row
  const day = (field: 'until' | 'lastDay') => {
    const cell = fields[field]
    if (cell === undefined || cell === '') return cell === undefined ? undefined : null
    const found = readDay(cell)
    if (found === undefined) fault(field, 'invalid', 'This is not a day (YYYY-MM-DD).')
    return found
  }
  const lastDay = day('lastDay')
  const state = fields.state ? wordOf(CONTACT_STATE_WORDS, fields.state) : (before?.state ?? 'active')
  if (state === undefined) fault('state', 'unknown', 'The state is active, inactive or moved.')
  if (fields.accountId === '' || (fields.accountId === undefined && before === undefined)) {
    fault('accountId', 'missing', 'The contact has no account.')
  }
  const body = mergeContact(before ?? EMPTY_CONTACT, {
    name: fields.name,
    accountId: fields.accountId ? known.accounts.resolve(fields.accountId, 'accountId', fault) : undefined,
    department: fields.department,
    title: fields.title,
    tier: fields.tier,
    state,
    until: lastDay ? addDays(lastDay, 1) : (day('until') ?? lastDay),
  })
  if (foldName(body.name) === '') fault('name', 'missing', 'The contact has no name.')
  if ((body.tier ?? '').length > 20) fault('tier', 'invalid', 'A tier has at most 20 characters.')
  return body
}
