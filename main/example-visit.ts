/** A visit of examples/visits.json as the record that a note would have become, on days around today. */
import { addDays } from '../crm/day.ts'
import type {
  Attitude,
  ObjectionCategory,
  QuestionRoute,
  Topic,
  Visit,
  VisitChannel,
  VisitKind,
  VisitStatus,
} from '../crm/visit.ts'

export interface ExampleVisit {
  readonly id: string
  readonly rep: string
  /** Before the day of loading; negative for what is planned. */
  readonly daysAgo: number
  readonly account: string
  readonly department?: string
  readonly time?: string
  readonly channel?: VisitChannel
  readonly status?: VisitStatus
  readonly kind?: VisitKind
  /** Id -> attitude; the first is the one visited. */
  readonly contacts: Readonly<Record<string, Attitude>>
  /** Id -> attitude, in the order talked of. */
  readonly products?: Readonly<Record<string, Attitude>>
  readonly topics?: readonly Topic[]
  readonly keywords?: readonly string[]
  readonly competitors?: readonly string[]
  readonly objections?: readonly {
    readonly category: ObjectionCategory
    readonly text: string
    readonly product: string
  }[]
  readonly questions?: readonly { readonly text: string; readonly route: QuestionRoute }[]
  readonly repCommitments?: readonly string[]
  readonly hcpCommitments?: readonly string[]
  readonly materials?: readonly string[]
  readonly followUps?: readonly {
    readonly text: string
    readonly dueAfterDays: number
    readonly state: 'open' | 'done'
  }[]
  readonly attendeeCount?: number
  readonly durationMin?: number
  readonly note: string
}

/** `nameOf` gives the name of an account or contact by id. */
export function exampleVisit(one: ExampleVisit, today: string, nameOf: (id: string) => string): Visit {
  const date = workday(addDays(today, -one.daysAgo), one.daysAgo > 0 ? -1 : 1)
  const met = one.status === undefined || one.status === 'completed'
  return {
    date,
    time: one.time ?? null,
    channel: one.channel ?? 'f2f',
    status: one.status ?? 'completed',
    kind: one.kind ?? 'individual',
    institution: { text: nameOf(one.account), id: one.account },
    department: one.department ?? null,
    contacts: Object.entries(one.contacts).map(([id, attitude], index) => ({
      text: nameOf(id),
      id,
      role: one.status === 'not_met' ? 'absent' : index === 0 ? 'primary' : 'attendee',
      attitude,
    })),
    products: Object.entries(one.products ?? {}).map(([id, attitude], index) => ({
      text: id,
      id,
      order: index + 1,
      detailed: met,
      attitude,
    })),
    competitors: one.competitors ?? [],
    topics: one.topics ?? [],
    keywords: one.keywords ?? [],
    objections: one.objections ?? [],
    questions: one.questions ?? [],
    rep_commitments: one.repCommitments ?? [],
    hcp_commitments: one.hcpCommitments ?? [],
    materials: one.materials ?? [],
    follow_ups: (one.followUps ?? []).map((followUp) => ({
      text: followUp.text,
      due: followUpDay(date, followUp.dueAfterDays),
      precision: 'day',
      range: null,
      owner: 'rep',
      event: null,
    })),
    adverse_event: { present: false },
    compliance_flags: [],
    access: null,
    ...(one.attendeeCount === undefined ? {} : { attendee_count: one.attendeeCount }),
    ...(one.durationMin === undefined ? {} : { duration_min: one.durationMin }),
  }
}

export function followUpDay(date: string, daysAfter: number): string {
  return workday(addDays(date, daysAfter), 1)
}

/** The day itself, or the nearest one in that direction that is no Saturday or Sunday. */
function workday(day: string, step: 1 | -1): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? workday(addDays(day, step), step) : day
}
