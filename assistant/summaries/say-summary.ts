/**
 * The words around the numbers of a summary: sections of lines and small tables, which a page draws and every other
 * channel reads as one Markdown text. Nothing is counted here.
 */
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { SeldomSeenList } from '../../crm/list-behind.ts'
import type { AccessStanding, VisitSummary } from '../../crm/summarise-visits.ts'

export interface SummarySection {
  readonly heading: string | null
  readonly lines: readonly string[]
  readonly table: {
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  } | null
  /** Path of the records behind it. */
  readonly url: string | null
}

export type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string

const LINES = 6
const ROWS = 12

export function sayIn(locale: Locale): Say {
  return (key, params = {}) => message(locale, key, params)
}

export function section(
  heading: string | null,
  lines: readonly string[],
  rest: Partial<Pick<SummarySection, 'table' | 'url'>> = {},
): SummarySection {
  return { heading, lines, table: rest.table ?? null, url: rest.url ?? null }
}

/** One text that says everything, for channels that draw nothing. */
export function sectionsAsText(title: string, sections: readonly SummarySection[], say: Say): string {
  const blocks = sections.map(({ heading, lines, table, url }) =>
    [
      ...(heading === null ? [] : [`**${heading}**`]),
      ...lines,
      ...(table?.rows ?? []).map((row) => `- ${rowAsLine(table?.columns ?? [], row)}`),
      ...(url === null ? [] : [`[${say('sum_details')}](${url})`]),
    ].join('\n'),
  )
  return [`**${title}**`, ...blocks].join('\n\n')
}

function rowAsLine(columns: readonly string[], row: readonly string[]): string {
  const [first, ...rest] = row
  const cells = rest.flatMap((cell, at) => (cell === '' ? [] : [`${columns[at + 1]} ${cell}`]))
  return [first, ...cells].join(' · ')
}

export function overview(summary: VisitSummary, say: Say, link: (query?: Query) => string) {
  const { total, byStatus, byChannel, missed, findings, safetyCases, overdue } = summary
  const list = (items: readonly string[]) => items.join(say('sum_list_comma'))
  const status = list(byStatus.map((one) => `${say(`visit_status_${one.status}` as MessageKey)} ${one.n}`))
  const channels = byChannel.toSorted((a, b) => b.n - a.n)
  const open = [
    overdue.n === 0 ? say('sum_overdue_none') : overdueLine(summary, say),
    ...(safetyCases.n === 0
      ? []
      : [say('sum_cases', { n: safetyCases.n, serious: safetyCases.serious, late: safetyCases.late })]),
    ...(findings.length === 0
      ? []
      : [
          say('sum_findings', {
            list: list(bySeverity(summary).map(([key, n]) => `${say(`severity_${key}` as MessageKey)} ${n}`)),
          }),
        ]),
  ]
  return [
    section(
      null,
      [
        say('sum_total', { n: total.n, completed: total.completed, status }),
        say('sum_channels', {
          list: list(channels.map((one) => `${say(`visit_channel_${one.channel}` as MessageKey)} ${one.n}`)),
        }),
        ...(missed.n === 0 ? [] : [say('sum_missed', { n: missed.n })]),
      ],
      { url: link() },
    ),
    ...coverage(summary, say),
    ...reps(summary, say),
    ...talk(summary, say, link),
    section(null, open),
  ]
}

export type Query = Readonly<Record<string, string>>

export function coverage({ tiers }: VisitSummary, say: Say): readonly SummarySection[] {
  if (tiers.length === 0) return []
  const columns = (
    [
      'sum_col_tier',
      'sum_col_coverage',
      'sum_col_rate',
      'sum_col_calls',
      'sum_col_target',
      'sum_col_on_plan',
    ] as const
  ).map((key) => say(key))
  const rows = tiers.map((one) => [
    one.tier === '' ? say('sum_no_tier') : one.tier,
    `${one.visited}/${one.contacts}`,
    percent(one.visited, one.contacts),
    one.planned === 0 ? `${one.calls}` : `${one.plannedCalls}/${round(one.expected)}`,
    one.planned === 0 ? '' : round(one.target),
    one.planned === 0 ? '' : `${one.onPlan}/${one.planned}`,
  ])
  return [section(say('sum_coverage_head'), [], { table: { columns, rows } })]
}

function reps({ reps: people }: VisitSummary, say: Say): readonly SummarySection[] {
  if (people.length < 2) return []
  const columns = (
    ['sum_col_rep', 'sum_col_completed', 'sum_col_contacts', 'sum_col_not_met', 'sum_col_planned'] as const
  ).map((key) => say(key))
  const rows = people
    .slice(0, ROWS)
    .map((one) => [one.name, `${one.completed}`, `${one.contacts}`, `${one.notMet}`, `${one.planned}`])
  const more = people.length - ROWS
  return [
    section(say('sum_reps_head'), more > 0 ? [say('sum_more', { n: more })] : [], {
      table: { columns, rows },
    }),
  ]
}

function talk(summary: VisitSummary, say: Say, link: (query?: Query) => string): readonly SummarySection[] {
  const { topics, questions } = summary
  const list = (items: readonly string[]) => items.join(say('sum_list_comma'))
  const lines = [
    ...(topics.length === 0
      ? []
      : [
          say('sum_topics', {
            list: list(
              topics.slice(0, LINES).map((one) => `${say(`topic_${one.topic}` as MessageKey)} ${one.n}`),
            ),
          }),
        ]),
    ...attitudeTotals(summary, say),
    ...(questions.length === 0
      ? []
      : [
          say('sum_questions', {
            list: list(questions.map((one) => `${say(`route_${one.route}` as MessageKey)} ${one.n}`)),
          }),
        ]),
  ]
  return [
    ...(lines.length === 0 ? [] : [section(null, lines)]),
    ...(summary.objections.length === 0 ? [] : objections(summary, say, link)),
  ]
}

export function objections(
  summary: VisitSummary,
  say: Say,
  link: (query?: Query) => string,
): readonly SummarySection[] {
  const names = new Map(summary.products.map((one) => [one.productId, one.name]))
  if (summary.objections.length === 0) return [section(null, [say('sum_no_objections')])]
  const lines = summary.objections.slice(0, LINES).flatMap((one) => {
    const what = say(`objection_${one.category}` as MessageKey)
    const product = one.productId === null ? '' : ` · ${names.get(one.productId) ?? one.productId}`
    return [
      `- ${what}${product} ${one.n}`,
      ...one.quotes.slice(0, 1).map((quote) => `  ${say('sum_quote', { text: quote.text, day: quote.day })}`),
    ]
  })
  const first = summary.objections[0]
  return [
    section(say('sum_objections_head'), lines, {
      url: first === undefined ? null : link({ objection: first.category }),
    }),
  ]
}

export function attitudes(summary: VisitSummary, say: Say): readonly SummarySection[] {
  const weeks = [...new Set(summary.attitudes.map((one) => one.week))]
  if (weeks.length === 0) return [section(null, [say('sum_no_attitudes')])]
  const lines = weeks.slice(-ROWS).map((week) =>
    say('sum_attitude_week', {
      week,
      list: summary.attitudes
        .filter((one) => one.week === week)
        .map((one) => `${say(`attitude_${one.attitude}` as MessageKey)} ${one.n}`)
        .join(say('sum_list_comma')),
    }),
  )
  return [section(null, attitudeTotals(summary, say)), section(say('sum_attitudes_head'), lines)]
}

export function access(
  standings: readonly AccessStanding[],
  productName: (id: string) => string,
  say: Say,
): readonly SummarySection[] {
  const stuck = standings.filter((one) => one.stage !== 'listed')
  if (stuck.length === 0) return [section(null, [say('sum_access_done')])]
  const columns = (['sum_col_hospital', 'sum_col_product', 'sum_col_stage', 'sum_col_day'] as const).map(
    (key) => say(key),
  )
  const rows = stuck
    .slice(0, ROWS * 2)
    .map((one) => [
      one.account,
      one.productId === null ? '' : productName(one.productId),
      say(`stage_${one.stage}` as MessageKey),
      one.day,
    ])
  return [section(say('sum_access_stuck', { n: stuck.length }), [], { table: { columns, rows } })]
}

export function behind(
  list: SeldomSeenList,
  asked: { readonly fewerThan?: number; readonly tier?: string; readonly from: string; readonly to: string },
  say: Say,
): readonly SummarySection[] {
  const tier = asked.tier === undefined ? '' : say('sum_tier_name', { tier: asked.tier })
  const params = {
    from: asked.from,
    to: asked.to,
    tier,
    of: list.of,
    count: list.count,
    n: asked.fewerThan ?? 0,
  }
  const head = say(asked.fewerThan === undefined ? 'sum_behind_plan' : 'sum_behind', params)
  if (list.count === 0) return [section(null, [head, say('sum_behind_none')])]
  const columns = (['sum_col_contact', 'sum_col_hospital', 'sum_col_count', 'sum_col_last'] as const).map(
    (key) => say(key),
  )
  const rows = list.contacts.map((one) => [
    [one.name, one.tier === null ? '' : `(${one.tier})`].join(''),
    [one.account, one.department].filter(Boolean).join(' '),
    one.expected > 0 ? `${one.calls}/${round(one.expected)}` : `${one.calls}`,
    one.lastOn ?? '—',
  ])
  const more = list.count - list.contacts.length
  return [
    section(null, [head, ...(more > 0 ? [say('sum_more', { n: more })] : [])], { table: { columns, rows } }),
  ]
}

export function overdueLine({ overdue }: VisitSummary, say: Say): string {
  const people = overdue.reps.slice(0, LINES).map((one) => `${one.name} ${one.n}`)
  return say('sum_overdue', { n: overdue.n, list: people.join(say('sum_list_comma')) })
}

function attitudeTotals({ attitudes: all }: VisitSummary, say: Say): readonly string[] {
  const totals = new Map<string, number>()
  for (const one of all) totals.set(one.attitude, (totals.get(one.attitude) ?? 0) + one.n)
  if (totals.size === 0) return []
  const list = [...totals].toSorted((a, b) => b[1] - a[1])
  return [
    say('sum_attitudes', {
      list: list
        .map(([key, n]) => `${say(`attitude_${key}` as MessageKey)} ${n}`)
        .join(say('sum_list_comma')),
    }),
  ]
}

function bySeverity({ findings }: VisitSummary): readonly (readonly [string, number])[] {
  return (['block', 'review', 'info'] as const)
    .map(
      (key) =>
        [key, findings.filter((one) => one.severity === key).reduce((sum, one) => sum + one.n, 0)] as const,
    )
    .filter(([, n]) => n > 0)
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`

/** A pro-rata target is seldom whole. */
const round = (value: number): string => `${Math.round(value * 10) / 10}`
