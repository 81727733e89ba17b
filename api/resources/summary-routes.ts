/**
 * Summaries of visits as numbers, as charts, and as the list of visits behind a number. A rep reads the own
 * visits, a manager those of the own teams, who controls documents all.
 */
import { z } from 'zod'
import { CHARTS } from '../../assistant/charts/chart-options.ts'
import { listVisitIds } from '../../crm/list-visit-ids.ts'
import { ATTITUDES, OBJECTIONS, TOPICS, VISIT_CHANNELS, VISIT_STATUSES } from '../../crm/visit.ts'
import type { VisitFilter } from '../../crm/visit-scope.ts'
import { visitScopeOf } from '../../crm/visit-scope.ts'
import type { ApiDeps } from '../deps.ts'
import { day, pageQuery, pageSchema, recordId } from '../fields.ts'
import { type Caller, type Route, raw, route } from '../route.ts'

const filters = z.object({
  from: day.describe('The first day that counts.'),
  to: day.describe('The last day that counts.'),
  team: recordId.optional().describe('With the teams below it.'),
  rep: recordId.optional(),
  product: recordId.optional(),
  contact: recordId.optional(),
  account: recordId.optional(),
  tier: z.string().min(1).max(20).optional(),
})

const count = z.number().int().min(0)
const ids = z.array(z.string()).describe('Some of the records behind the number, 20 at most.')
const counted = z.object({ n: count, ids })
const quote = z.object({ visitId: z.string(), day, text: z.string() })

/** Of the program's own replies. */
export const sectionsSchema = z.array(
  z.object({
    heading: z.string().nullable(),
    lines: z.array(z.string()),
    table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
    url: z.string().nullable(),
  }),
)

export const visitSummarySchema = z.object({
  from: day,
  to: day,
  total: counted.extend({ completed: count }),
  byStatus: z.array(counted.extend({ status: z.enum(VISIT_STATUSES) })),
  byChannel: z.array(counted.extend({ channel: z.enum(VISIT_CHANNELS), completed: count })),
  byWeek: z.array(counted.extend({ week: day.describe('The Monday it begins with.'), completed: count })),
  missed: counted.describe('Planned for a day that is over, and neither done nor cancelled.'),
  reps: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      completed: count,
      notMet: count,
      cancelled: count,
      planned: count,
      contacts: count.describe('Different contacts met.'),
      ids,
    }),
  ),
  tiers: z.array(
    z.object({
      tier: z.string().describe('Empty: contacts without one.'),
      contacts: count,
      visited: count,
      calls: count,
      planned: count.describe('Contacts with a target.'),
      plannedCalls: count,
      target: z.number().describe('Visits that the plans ask for in the whole period.'),
      expected: z.number().describe('Likewise, for the part of it that has passed.'),
      onPlan: count,
      behindIds: ids,
      unseenIds: ids,
    }),
  ),
  attitudes: z.array(counted.extend({ week: day, attitude: z.enum(ATTITUDES) })),
  topics: z.array(
    counted.extend({
      topic: z.string(),
      products: z.array(z.object({ productId: z.string(), n: count })),
    }),
  ),
  products: z.array(z.object({ productId: z.string(), name: z.string(), n: count })),
  objections: z.array(
    counted.extend({
      category: z.enum(OBJECTIONS),
      productId: z.string().nullable(),
      quotes: z.array(quote),
    }),
  ),
  questions: z.array(counted.extend({ route: z.string() })),
  asked: z.array(quote.extend({ route: z.string() })),
  access: z
    .array(
      z.object({
        accountId: z.string(),
        account: z.string(),
        productId: z.string().nullable(),
        stage: z.string(),
        day,
        visitId: z.string(),
      }),
    )
    .describe('Where each product stood in each institution when it was last spoken of; 200 at most.'),
  overdue: counted.extend({
    reps: z.array(z.object({ userId: z.string(), name: z.string(), n: count })),
  }),
  safetyCases: counted.extend({ late: count, forwarded: count, serious: count }),
  findings: z.array(counted.extend({ severity: z.string(), code: z.string(), open: count })),
})

const drawing = filters.extend({
  chart: z.enum(CHARTS).default('weeks'),
  width: z.coerce.number().int().min(320).max(1200).default(480).describe('In CSS pixels.'),
})

type Query = z.output<typeof filters>

export function createSummaryRoutes(
  deps: Pick<ApiDeps, 'database' | 'clock' | 'summariseVisits' | 'drawChart'>,
): readonly Route[] {
  const { database, clock, summariseVisits, drawChart } = deps

  const read = (query: Query, caller: Caller) => summariseVisits(caller.reader, filterOf(query))

  return [
    route({
      method: 'GET',
      path: '/v1/summaries/visits',
      tag: 'Visits',
      summary:
        'The numbers of a period: visits, coverage against plans, attitudes, topics, objections, what is open.',
      query: filters,
      response: visitSummarySchema.extend({ charts: z.record(z.enum(CHARTS), z.string()) }),
      async handle({ query, caller }) {
        const charts = Object.fromEntries(CHARTS.map((name) => [name, chartUrl(query, name)]))
        return { ...(await read(query, caller)), charts }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/summaries/visits.svg',
      tag: 'Visits',
      summary: 'A chart of a summary, for pages.',
      query: drawing,
      mediaType: 'image/svg+xml',
      async handle({ query, caller }) {
        const { locale } = caller.reader
        const svg = await drawChart.svg(await read(query, caller), query.chart, locale, query.width)
        return raw((reply) => reply.header('cache-control', 'no-store').type('image/svg+xml').send(svg))
      },
    }),
    route({
      method: 'GET',
      path: '/v1/summaries/visits.png',
      tag: 'Visits',
      summary: 'A chart of a summary, for chats.',
      query: drawing,
      mediaType: 'image/png',
      async handle({ query, caller }) {
        const { locale } = caller.reader
        const png = await drawChart.png(await read(query, caller), query.chart, locale, query.width)
        return raw((reply) => reply.header('cache-control', 'no-store').type('image/png').send(png))
      },
    }),
    route({
      method: 'GET',
      path: '/v1/summaries/visits/behind',
      tag: 'Visits',
      summary: 'Every visit behind a number of a summary, newest first.',
      query: filters.extend({
        ...pageQuery.shape,
        status: z.enum(VISIT_STATUSES).optional(),
        channel: z.enum(VISIT_CHANNELS).optional(),
        topic: z.enum(TOPICS).optional(),
        objection: z.enum(OBJECTIONS).optional(),
        attitude: z.enum(ATTITUDES).optional(),
      }),
      response: pageSchema(
        z.object({
          id: z.string(),
          day,
          userId: z.string(),
          rep: z.string(),
          account: z.string().nullable(),
          contacts: z.array(z.string()),
          status: z.string(),
          channel: z.string(),
        }),
      ),
      async handle({ query, caller }) {
        const scope = await visitScopeOf(database.query, caller.reader, filterOf(query), clock.now())
        return listVisitIds(database.query, scope, query)
      },
    }),
  ]
}

function filterOf({ from, to, team, rep, product, contact, account, tier }: Query): VisitFilter {
  return {
    from,
    to,
    teamId: team,
    userId: rep,
    productId: product,
    contactId: contact,
    accountId: account,
    tier,
  }
}

function chartUrl(query: Query, name: string): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][]
  return `/v1/summaries/visits.svg?${new URLSearchParams([...given, ['chart', name]])}`
}
