/**
 * Territories from a company's table: who covers which account or contact, from which day on. Known by the
 * pair and its first day, so that the same file again changes nothing and a later end is an update. Days are
 * half-open; a column "last day" counts that day in. Import users, accounts and contacts first.
 */
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportRows,
  type ImportWrite,
  importResult,
  planImport,
  type ReadRow,
  readRows,
} from '../core/import-rows.ts'
import { lookUpCustomers } from './customer-names.ts'
import { readDayCell } from './day-cell.ts'
import { lockImports } from './lock-imports.ts'
import { createTimelines } from './timelines.ts'

const COLUMNS = {
  userId: [
    'user',
    'rep',
    'rep_id',
    'employee_id',
    '代表',
    '代表编号',
    '医药代表',
    '工号',
    '员工编号',
    '负责人',
    '姓名',
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
  ],
  contactId: [
    'contact',
    'contact_name',
    'hcp',
    'hcp_id',
    '客户',
    '客户编号',
    '客户姓名',
    '医生',
    '医生编号',
    '医生姓名',
  ],
  from: ['from_date', 'start', 'start_date', '开始', '开始日期', '生效日期', '起始日期', '起'],
  to: ['to_date', 'end', 'end_date', 'until', '结束', '结束日期', '失效日期', '止'],
  lastDay: ['last_day', '最后一天', '截止日期', '截至'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

interface Body {
  readonly userId: string
  readonly accountId: string | null
  readonly contactId: string | null
  readonly from: string
  readonly to: string | null
}

export function createImportTerritories(deps: {
  readonly database: Database
  readonly clock: Clock
}): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockImports(trx)
      const at = deps.clock.now()
      const known = await readKnown(trx)
      const read = readRows<Field>(rows, COLUMNS)
      // By their first day, so that what ends is known before what follows it, whatever the order in the file.
      const ordered = read.toSorted((a, b) => dayKey(a).localeCompare(dayKey(b)) || a.row - b.row)
      const plan = planImport<Field, Body>(ordered, {
        identify: (row, fault) => identify(row, known, fault),
        before: (id) => known.stored.get(id),
        build: (row, id, before, fault) => build(row, id, before, known, fault),
        accept: (_row, id, body) => known.timelines.put(subject(body), id, body),
      })
      if (!options.dryRun) {
        await writeTerritories(trx, plan.writes, at)
        await recordAudits(
          trx,
          plan.writes.map(({ id, body, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'territory.create' : 'territory.update',
            subjectKind: 'territory',
            subjectId: id,
            detail: { by: 'import', ...body },
          })),
        )
      }
      const result = importResult(plan, options.dryRun)
      return { ...result, rejected: result.rejected.toSorted((a, b) => a.row - b.row) }
    })
}

type Known = Awaited<ReturnType<typeof readKnown>>

async function readKnown(trx: Queryable) {
  const rows = await trx
    .selectFrom('territories')
    .select(['id', 'user_id', 'account_id', 'contact_id', 'from_on', 'to_on'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const stored = new Map<string, Body>(
    rows.map((row) => [
      row.id,
      {
        userId: row.user_id,
        accountId: row.account_id,
        contactId: row.contact_id,
        from: row.from_on,
        to: row.to_on,
      },
    ]),
  )
  return {
    stored,
    ...(await lookUpCustomers(trx)),
    timelines: createTimelines([...stored].map(([id, body]) => ({ id, subject: subject(body), ...body }))),
  }
}

function subject({ userId, accountId, contactId }: Omit<Body, 'from' | 'to'>): string {
  return JSON.stringify([userId, accountId, contactId])
}

function dayKey(row: ReadRow<Field>): string {
  return readDayCell(row, 'from', () => {}) ?? ''
}

/** Whom the row speaks of; undefined after adding a fault. */
function pairOf(
  { fields }: ReadRow<Field>,
  known: Known,
  fault: AddFault<Field>,
): Omit<Body, 'from' | 'to'> | undefined {
  if (!fields.userId) fault('userId', 'missing', 'The row names no user.')
  if (!fields.accountId && !fields.contactId)
    fault('accountId', 'missing', 'The row names neither account nor contact.')
  const userId = fields.userId ? known.users.resolve(fields.userId, 'userId', fault) : undefined
  const accountId = fields.accountId
    ? known.accounts.resolve(fields.accountId, 'accountId', fault)
    : undefined
  if (!fields.contactId) {
    return userId === undefined || accountId === undefined
      ? undefined
      : { userId, accountId, contactId: null }
  }
  // With a contact the account only says which of several namesakes is meant.
  const contactId = known.contacts.resolve(
    fields.contactId,
    'contactId',
    fault,
    accountId === undefined ? undefined : (id) => known.accountOf.get(id) === accountId,
  )
  return userId === undefined || contactId === undefined ? undefined : { userId, accountId: null, contactId }
}

function identify(row: ReadRow<Field>, known: Known, fault: AddFault<Field>): string | undefined {
  const pair = pairOf(row, known, fault)
  const from = readDayCell(row, 'from', fault)
  if (from === undefined && !row.fields.from) fault('from', 'missing', 'The row has no first day.')
  if (pair === undefined || from === undefined) return undefined
  return known.timelines.idFrom(subject(pair), from) ?? newId()
}

function build(
  row: ReadRow<Field>,
  id: string,
  before: Body | undefined,
  known: Known,
  fault: AddFault<Field>,
): Body {
  const pair = pairOf(row, known, () => {})!
  const from = readDayCell(row, 'from', () => {})!
  const end =
    row.fields.to === undefined && row.fields.lastDay === undefined
      ? (before?.to ?? null)
      : (readDayCell(row, 'to', fault) ?? readDayCell(row, 'lastDay', fault, 1) ?? null)
  const body = { ...pair, from, to: end }
  if (end !== null && end <= from) fault('to', 'invalid', 'The end must be after the first day.')
  else if (known.timelines.clashes(subject(pair), id, body)) {
    fault('from', 'duplicate', 'This person covers the same already in that time.')
  }
  return body
}

async function writeTerritories(
  trx: Queryable,
  writes: readonly ImportWrite<Body>[],
  at: Date,
): Promise<void> {
  // What ends earlier than before makes room for what begins then.
  for (const { id, body } of writes.filter((write) => !write.isNew)) {
    await trx
      .updateTable('territories')
      .set({ to_on: body.to, updated_at: at })
      .where('id', '=', id)
      .execute()
  }
  const added = writes.filter((write) => write.isNew)
  for (let start = 0; start < added.length; start += 500) {
    await trx
      .insertInto('territories')
      .values(
        added.slice(start, start + 500).map(({ id, body }) => ({
          id,
          user_id: body.userId,
          account_id: body.accountId,
          contact_id: body.contactId,
          from_on: body.from,
          to_on: body.to,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute()
  }
}
