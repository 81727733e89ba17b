/**
 * Visit plans from a company's table: a contact, a period (a month, quarter or year, or two days) and how many
 * visits. Known by contact, rep and first day. Import contacts and users first.
 */
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportRows,
  importResult,
  planImport,
  type ReadRow,
  readRows,
} from '../core/import-rows.ts'
import { lookUpCustomers } from './customer-names.ts'
import { readDayCell } from './day-cell.ts'
import { lockImports } from './lock-imports.ts'
import { type Period, readPeriod } from './period.ts'
import { createTimelines } from './timelines.ts'

const COLUMNS = {
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
    '姓名',
  ],
  accountId: [
    'account',
    'account_name',
    'hospital',
    'institution',
    '机构',
    '机构名称',
    '医院',
    '医院编号',
    '医院名称',
  ],
  userId: ['user', 'rep', 'rep_id', 'employee_id', '代表', '代表编号', '医药代表', '工号', '负责人'],
  period: ['month', 'quarter', 'year', '周期', '月份', '月', '季度', '年度', '计划周期', '计划月份'],
  from: ['from_date', 'start', 'start_date', '开始', '开始日期', '起'],
  to: ['to_date', 'end', 'end_date', '结束', '结束日期', '止'],
  lastDay: ['last_day', '最后一天', '截止日期', '截至'],
  target: [
    'target_visits',
    'visits',
    'planned',
    'planned_visits',
    'frequency',
    '目标',
    '目标次数',
    '计划次数',
    '计划拜访',
    '计划拜访次数',
    '拜访次数',
    '频次',
    '拜访频次',
  ],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

interface Body {
  readonly contactId: string
  readonly userId: string | null
  readonly from: string
  readonly to: string
  readonly target: number
}

interface Place extends Period {
  readonly contactId: string
  readonly userId: string | null
}

export function createImportPlans(deps: { readonly database: Database; readonly clock: Clock }): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockImports(trx)
      const at = deps.clock.now()
      const known = await readKnown(trx)
      const plan = planImport<Field, Body>(readRows<Field>(rows, COLUMNS), {
        identify(row, fault) {
          const place = placeOf(row, known, fault)
          return place && (known.timelines.idFrom(subject(place), place.from) ?? newId())
        },
        before: (id) => known.stored.get(id),
        build: (row, id, before, fault) => build(row, id, before, known, fault),
        accept: (_row, id, body) => known.timelines.put(subject(body), id, body),
      })
      if (!options.dryRun) {
        await writePlans(trx, plan.writes, at)
        await recordAudits(
          trx,
          plan.writes.map(({ id, body, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'plan.create' : 'plan.update',
            subjectKind: 'plan',
            subjectId: id,
            detail: { by: 'import', ...body },
          })),
        )
      }
      return importResult(plan, options.dryRun)
    })
}

type Known = Awaited<ReturnType<typeof readKnown>>

async function readKnown(trx: Queryable) {
  const rows = await trx.selectFrom('visit_plans').selectAll().orderBy('id').forUpdate().execute()
  const stored = new Map<string, Body>(
    rows.map((row) => [
      row.id,
      {
        contactId: row.contact_id,
        userId: row.user_id,
        from: row.from_on,
        to: row.to_on,
        target: row.target,
      },
    ]),
  )
  return {
    stored,
    ...(await lookUpCustomers(trx)),
    timelines: createTimelines([...stored].map(([id, body]) => ({ id, subject: subject(body), ...body }))),
  }
}

function subject({ contactId, userId }: Pick<Body, 'contactId' | 'userId'>): string {
  return JSON.stringify([contactId, userId])
}

/** Whose plan for when; undefined after adding a fault. */
function placeOf(row: ReadRow<Field>, known: Known, fault: AddFault<Field>): Place | undefined {
  const { fields } = row
  if (!fields.contactId) fault('contactId', 'missing', 'The row names no contact.')
  const accountId = fields.accountId
    ? known.accounts.resolve(fields.accountId, 'accountId', fault)
    : undefined
  const contactId = fields.contactId
    ? known.contacts.resolve(
        fields.contactId,
        'contactId',
        fault,
        accountId === undefined ? undefined : (id) => known.accountOf.get(id) === accountId,
      )
    : undefined
  const userId = fields.userId ? known.users.resolve(fields.userId, 'userId', fault) : null
  const period = periodOf(row, fault)
  if (contactId === undefined || userId === undefined || period === undefined) return undefined
  return { contactId, userId, ...period }
}

function periodOf(row: ReadRow<Field>, fault: AddFault<Field>): Period | undefined {
  if (row.fields.period) {
    const period = readPeriod(row.fields.period)
    if (period === undefined)
      fault('period', 'invalid', 'The period is a month, quarter or year: 2026-11, 2026Q4, 2026.')
    return period
  }
  const from = readDayCell(row, 'from', fault)
  const to = readDayCell(row, 'to', fault) ?? readDayCell(row, 'lastDay', fault, 1)
  if (!row.fields.from) fault('period', 'missing', 'The row has neither a period nor a first day.')
  else if (!row.fields.to && !row.fields.lastDay) fault('to', 'missing', 'The row has no end.')
  if (from === undefined || to === undefined) return undefined
  if (to <= from) {
    fault('to', 'invalid', 'The end must be after the first day.')
    return undefined
  }
  return { from, to }
}

function build(
  row: ReadRow<Field>,
  id: string,
  before: Body | undefined,
  known: Known,
  fault: AddFault<Field>,
): Body {
  const place = placeOf(row, known, () => {})!
  const cell = (row.fields.target ?? '').normalize('NFKC').replace(/\s*次$/u, '')
  const target = cell === '' ? before?.target : Number(cell)
  if (target === undefined) fault('target', 'missing', 'The row has no target.')
  else if (!Number.isInteger(target) || target < 0 || target > 1000) {
    fault('target', 'invalid', 'The target is a whole number from 0 to 1000.')
  }
  if (known.timelines.clashes(subject(place), id, place)) {
    fault('from', 'duplicate', 'The contact has another plan in that time.')
  }
  return { ...place, target: target ?? 0 }
}

/** Inserts, or sets end and target of those that are there. */
export async function writePlans(
  trx: Queryable,
  plans: readonly { readonly id: string; readonly body: Body }[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < plans.length; start += 500) {
    await trx
      .insertInto('visit_plans')
      .values(
        plans.slice(start, start + 500).map(({ id, body }) => ({
          id,
          contact_id: body.contactId,
          user_id: body.userId,
          from_on: body.from,
          to_on: body.to,
          target: body.target,
          created_at: at,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          to_on: eb.ref('excluded.to_on'),
          target: eb.ref('excluded.target'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
}
