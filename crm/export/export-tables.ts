/**
 * What can be exported, and of it what this reader may see: the same rules as on every list. Of safety cases the flags
 * and clocks alone; of nobody more than a list shows. Rows come in pages by id, so that no export holds a table in
 * memory or a transaction open.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { MessageKey } from '../../core/messages.ts'
import type { Reader } from '../../core/reader.ts'
import { type Coverage, coversAccount, coversContact } from '../coverage.ts'

export const EXPORT_KINDS = [
  'accounts',
  'contacts',
  'territories',
  'plans',
  'visits',
  'tasks',
  'findings',
  'safety_cases',
] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

/** Whose work and which customers the reader sees. */
export interface ExportRights {
  /** Null: everybody's. */
  readonly userIds: readonly string[] | null
  readonly coverage: Coverage
  readonly reader: Reader
  /** Safety cases have a rule of their own. */
  readonly seesEveryCase: boolean
}

type Heading =
  Extract<MessageKey, `export_column_${string}`> extends `export_column_${infer Name}` ? Name : never

export interface ExportColumn {
  readonly heading: Heading
  readonly value: RawBuilder<unknown>
}

export interface ExportTable {
  readonly from: RawBuilder<unknown>
  /** Unique and sortable: what pages go by. */
  readonly key: RawBuilder<unknown>
  readonly columns: readonly ExportColumn[]
  where(rights: ExportRights): RawBuilder<unknown>
  /** Days that `from` and `to` of the export are about, where the table has one. */
  readonly day?: RawBuilder<unknown>
}

const column = (heading: Heading, value: RawBuilder<unknown>): ExportColumn => ({ heading, value })
const ref = (name: string) => sql.ref(name)
const plain = (names: Readonly<Record<string, string>>): readonly ExportColumn[] =>
  Object.entries(names).map(([heading, name]) => column(heading as Heading, ref(name)))
const joined = (name: string) => sql`array_to_string(${ref(name)}, '；')`
const ofPeople = (name: string, { userIds }: ExportRights) =>
  userIds === null ? sql`true` : sql`${ref(name)} = any (${[...userIds]}::text[])`
const part = (
  table: string,
  value: string,
  where = 'true',
) => sql`(select string_agg(${sql.raw(value)}, '；' order by p.position)
  from ${sql.table(table)} p where p.visit_id = v.id and ${sql.raw(where)})`

export const EXPORT_TABLES: Readonly<Record<ExportKind, ExportTable>> = {
  accounts: {
    from: sql`accounts a`,
    key: ref('a.id'),
    columns: [
      ...plain({ id: 'a.id', name: 'a.name' }),
      column('aliases', joined('a.aliases')),
      ...plain({ kind: 'a.kind', parent_id: 'a.parent_id', city: 'a.city' }),
      column('departments', joined('a.departments')),
      ...plain({ state: 'a.state' }),
    ],
    where: ({ coverage }) => coversAccount(coverage, ref('a.id')),
  },
  contacts: {
    from: sql`contacts c join accounts a on a.id = c.account_id`,
    key: ref('c.id'),
    columns: plain({
      id: 'c.id',
      name: 'c.name',
      account_id: 'c.account_id',
      account: 'a.name',
      department: 'c.department',
      title: 'c.title',
      tier: 'c.tier',
      state: 'c.state',
      until: 'c.until_on',
    }),
    where: ({ coverage }) => coversContact(coverage, ref('c.id'), ref('c.account_id')),
  },
  territories: {
    from: sql`territories t join users u on u.id = t.user_id`,
    key: ref('t.id'),
    columns: plain({
      user_id: 't.user_id',
      user: 'u.name',
      account_id: 't.account_id',
      contact_id: 't.contact_id',
      from: 't.from_on',
      to: 't.to_on',
    }),
    where: (rights) => ofPeople('t.user_id', rights),
  },
  plans: {
    from: sql`visit_plans p join contacts c on c.id = p.contact_id`,
    key: ref('p.id'),
    columns: plain({
      contact_id: 'p.contact_id',
      contact: 'c.name',
      user_id: 'p.user_id',
      from: 'p.from_on',
      to: 'p.to_on',
      target: 'p.target',
    }),
    where: (rights) =>
      sql`(${ofPeople('p.user_id', rights)}
        or p.user_id is null and ${coversContact(rights.coverage, ref('c.id'), ref('c.account_id'))})`,
    day: ref('p.from_on'),
  },
  visits: {
    from: sql`visits v join users u on u.id = v.user_id
      join visit_revisions r on r.visit_id = v.id and r.revision = v.revision`,
    key: ref('v.id'),
    columns: [
      column('id', sql`coalesce(v.external_id, v.id)`),
      ...plain({ user_id: 'v.user_id', user: 'u.name', date: 'v.visited_on', time: 'v.visited_at' }),
      ...plain({ channel: 'v.channel', state: 'v.status', kind: 'v.kind', account_id: 'v.account_id' }),
      ...plain({ account: 'v.account_name', department: 'v.department' }),
      column(
        'contacts',
        part('visit_contacts', 'coalesce(p.contact_id, p.name)', `p.role in ('primary', 'attendee')`),
      ),
      column('contact_names', part('visit_contacts', 'p.name')),
      column('attitude', part('visit_contacts', 'p.attitude', `p.role in ('primary', 'attendee')`)),
      column('products', part('visit_products', 'coalesce(p.product_id, p.name)')),
      column('competitors', joined('v.competitors')),
      column('topics', joined('v.topics')),
      column('keywords', joined('v.keywords')),
      column('objections', part('visit_objections', `p.category || '：' || p.text`)),
      column('questions', part('visit_questions', 'p.text')),
      column('rep_commitments', part('visit_commitments', 'p.text', `p.promised_by = 'rep'`)),
      column('hcp_commitments', part('visit_commitments', 'p.text', `p.promised_by = 'hcp'`)),
      column('materials', joined('v.materials')),
      ...plain({ attendee_count: 'v.attendee_count', duration: 'v.duration_min', note: 'r.note' }),
      ...plain({ revision: 'v.revision', submitted: 'v.submitted_at' }),
    ],
    where: (rights) => ofPeople('v.user_id', rights),
    day: ref('v.visited_on'),
  },
  tasks: {
    from: sql`tasks t join users u on u.id = t.user_id`,
    key: ref('t.id'),
    columns: plain({
      id: 't.id',
      user_id: 't.user_id',
      user: 'u.name',
      text: 't.text',
      state: 't.state',
      due: 't.due_on',
      due_until: 't.due_until',
      time: 't.due_time',
      promised_by: 't.promised_by',
      account_id: 't.account_id',
      contact_id: 't.contact_id',
      visit_id: 't.visit_id',
      created: 't.created_at',
      closed: 't.closed_at',
    }),
    where: (rights) => ofPeople('t.user_id', rights),
    day: ref('t.due_on'),
  },
  findings: {
    from: sql`findings f`,
    key: ref('f.id'),
    columns: plain({
      id: 'f.id',
      user_id: 'f.user_id',
      code: 'f.code',
      severity: 'f.severity',
      clause: 'f.clause',
      span: 'f.span',
      state: 'f.state',
      visit_id: 'f.visit_id',
      created: 'f.created_at',
      decided: 'f.decided_at',
    }),
    where: (rights) => ofPeople('f.user_id', rights),
    day: sql`f.created_at::date`,
  },
  safety_cases: {
    from: sql`safety_cases s`,
    key: ref('s.id'),
    columns: [
      ...plain({ id: 's.id', user_id: 's.reported_by', state: 's.state', seriousness: 's.seriousness' }),
      ...plain({ product_id: 's.suspect_product_id', account_id: 's.account_id', visit_id: 's.visit_id' }),
      ...plain({ first_known: 's.first_known_at', forward_by: 's.forward_by', report_by: 's.report_by' }),
      ...plain({ forwarded: 's.forwarded_at', closed: 's.closed_at' }),
      column('flags', joined('s.flags')),
      column(
        'missing',
        sql`(select string_agg(c, '；') from unnest(array['patient', 'reporter', 'suspect_drug', 'event']) c
        where coalesce(s.criteria ->> c, '') = '')`,
      ),
    ],
    where: ({ seesEveryCase, reader }) => (seesEveryCase ? sql`true` : sql`s.reported_by = ${reader.userId}`),
    day: sql`s.first_known_at::date`,
  },
}

export type Cell = string | number | null

const PAGE = 1_000

/** Rows in the order of their ids; `from` and `to` are days, both counted. */
export async function* readExport(
  db: Queryable,
  kind: ExportKind,
  rights: ExportRights,
  days: { readonly from?: string | undefined; readonly to?: string | undefined },
): AsyncGenerator<readonly Cell[]> {
  const table = EXPORT_TABLES[kind]
  const values = table.columns.map((one, index) => sql`${one.value} as ${sql.ref(`c${index}`)}`)
  let after: string | null = null
  for (;;) {
    const conditions: RawBuilder<unknown>[] = [table.where(rights)]
    if (after !== null) conditions.push(sql`${table.key} > ${after}`)
    if (table.day !== undefined && days.from !== undefined)
      conditions.push(sql`${table.day} >= ${days.from}::date`)
    if (table.day !== undefined && days.to !== undefined)
      conditions.push(sql`${table.day} <= ${days.to}::date`)
    const { rows }: { rows: readonly Record<string, unknown>[] } = await sql<Record<string, unknown>>`
      select ${table.key} as key, ${sql.join(values)} from ${table.from}
      where ${sql.join(conditions, sql` and `)} order by ${table.key} limit ${PAGE}`.execute(db)
    for (const row of rows) yield table.columns.map((_, index) => cellOf(row[`c${index}`]))
    if (rows.length < PAGE) return
    after = rows.at(-1)!['key'] as string
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' ? value : String(value)
}
