/**
 * The port to the company's CRM: what Pharos writes there, what it reads from there, and how each may end.
 * The engine of this folder knows nothing of tables and headers over there; an adapter (a sibling folder, such
 * as crm/dataverse) knows nothing of the outbox. Nothing here throws for what a network or a CRM can do:
 * every end of a call is a value.
 */
import type { Visit } from '../visit.ts'
import type { SyncFaultCode } from './sync-fault.ts'

/** What is pushed: a visit is a unit with its parts; written atomically on the other side. */
export const PUSHED_KINDS = ['visit', 'task', 'appointment', 'safety_case'] as const
export type PushedKind = (typeof PUSHED_KINDS)[number]

/** Master data, in the order in which it is read: what is referred to comes first. */
export const PULLED_KINDS = ['account', 'contact', 'product', 'user', 'territory'] as const
export type PulledKind = (typeof PULLED_KINDS)[number]

interface ToPush<K extends PushedKind, Body> {
  readonly kind: K
  /** Our UUID, the primary key there. An appointment has the id of its planned visit. */
  readonly id: string
  /** Grows with every change of the record here. */
  readonly revision: number
  /** The version (ETag) over there that we know of; none: we know of no record there yet. */
  readonly remoteVersion?: string
  /** External id of the rep (Entra object id) in whose name it is written, where one is known. */
  readonly actor?: string
  readonly body: Body
}

/** Nothing is removed over there: here too a record only ever ends, and its end is saved like any other change. */
export type RecordToPush =
  | ToPush<'visit', VisitToPush>
  | ToPush<'task', TaskToPush>
  | ToPush<'appointment', AppointmentToPush>
  | ToPush<'safety_case', SafetyCaseToPush>

/**
 * Master data that a record names. `id` is ours (the importer's code, and the alternate key there); `remoteId`
 * is the CRM's own, known once the master data was pulled.
 */
export interface Ref {
  readonly id: string
  readonly name: string
  readonly remoteId?: string
}

export interface VisitToPush {
  /** `YYYY-MM-DD` in the rep's time zone. */
  readonly date: string
  /** `HH:MM`, or the part of the day. */
  readonly time: string | null
  readonly channel: Visit['channel']
  readonly status: Visit['status']
  readonly visitKind: Visit['kind']
  readonly rep: Ref
  /** Null: not in the list; `accountName` then is what the note says. */
  readonly account: Ref | null
  readonly accountName: string | null
  readonly department: string | null
  /** The note as masked. */
  readonly note: string | null
  readonly topics: readonly string[]
  readonly keywords: readonly string[]
  readonly competitors: readonly string[]
  readonly materials: readonly string[]
  readonly durationMin: number | null
  readonly attendeeCount: number | null
  readonly expenseCny: number | null
  readonly adverseEvent: boolean
  /** The gravest finding that nobody has decided on: what a list there can be filtered by. */
  readonly review: 'none' | 'open' | 'decided'
  /** Where it came from, unique among visits: the importer's id, or our own. */
  readonly sourceKey: string
  /** The whole record as confirmed. */
  readonly snapshot: Visit
  readonly submittedAt: Date
  readonly updatedAt: Date
  readonly contacts: readonly VisitContactToPush[]
  readonly products: readonly VisitProductToPush[]
  readonly objections: readonly VisitObjectionToPush[]
  readonly findings: readonly FindingToPush[]
}

/** Parts have ids of their own (UUIDs that follow from visit and position), stable over revisions. */
interface Part {
  readonly id: string
  /** From 0. */
  readonly position: number
}

export interface VisitContactToPush extends Part {
  readonly contact: Ref | null
  readonly name: string
  readonly department: string | null
  readonly title: string | null
  readonly tier: string | null
  readonly role: 'primary' | 'attendee' | 'mentioned' | 'absent'
  readonly attitude: 'positive' | 'neutral' | 'negative' | 'mixed' | 'unknown'
  readonly isNew: boolean
}

export interface VisitProductToPush extends Part {
  readonly product: Ref | null
  readonly name: string
  readonly detailed: boolean
  readonly attitude: VisitContactToPush['attitude']
}

export interface VisitObjectionToPush extends Part {
  readonly category: string
  readonly text: string
  readonly product: Ref | null
}

export interface FindingToPush extends Part {
  readonly code: string
  readonly severity: 'block' | 'review' | 'info'
  /** The words of the masked note that it rests on. */
  readonly span: string
  readonly ruleId: string
  readonly clause: string | null
  readonly state: 'open' | 'accepted' | 'dismissed'
}

export interface TaskToPush {
  readonly text: string
  readonly taskKind: 'task' | 'follow_up' | 'reminder'
  readonly status: 'open' | 'done' | 'cancelled'
  readonly promisedBy: string
  readonly owner: Ref
  /** `YYYY-MM-DD`; of a range the first and the last day. */
  readonly due: string | null
  readonly dueUntil: string | null
  /** The moment that it is due by: at its time or at the end of its last day, in its own time zone. */
  readonly dueAt: Date | null
  readonly recurrence: string | null
  /** When it is spoken of next, and last was. */
  readonly nextReminderAt: Date | null
  readonly lastRemindedAt: Date | null
  readonly account: Ref | null
  readonly contact: Ref | null
  readonly products: readonly Ref[]
  readonly visitId: string | null
  readonly closedAt: Date | null
  readonly updatedAt: Date
}

export interface AppointmentToPush {
  readonly subject: string
  readonly start: Date
  readonly end: Date
  /** `done`: it became a visit that took place; `cancelled` also when nobody was met. */
  readonly status: 'open' | 'done' | 'cancelled'
  readonly owner: Ref
  readonly account: Ref | null
  readonly contacts: readonly Ref[]
  readonly location: string | null
  readonly visitId: string
  readonly updatedAt: Date
}

/** Flags and clocks alone: what a patient had stays with drug safety and never goes into a CRM. */
export interface SafetyCaseToPush {
  readonly seriousness: 'death' | 'serious' | 'non_serious' | 'unknown'
  readonly state: 'open' | 'forwarded' | 'closed'
  readonly flags: readonly string[]
  readonly missing: readonly string[]
  readonly suspectProduct: Ref | null
  readonly owner: Ref
  readonly account: Ref | null
  readonly contact: Ref | null
  readonly visitId: string | null
  readonly firstKnownAt: Date
  readonly forwardBy: Date
  readonly reportBy: Date | null
  readonly forwardedAt: Date | null
  readonly closedAt: Date | null
}

export type PushOutcome =
  | { readonly kind: 'saved'; readonly remoteVersion: string }
  /**
   * It stands there in another version than the one we know of (412), or stands there although we knew of none
   * (a create whose answer was lost). `hash` is the fingerprint of what stands there, `found` what a person of the
   * other side may have changed, in the field names of the body.
   */
  | {
      readonly kind: 'changed_there'
      readonly remoteVersion: string
      readonly hash: string
      readonly found: Readonly<Record<string, unknown>>
    }
  /** We knew of a record that stands there no more; the next push makes it again. */
  | { readonly kind: 'gone_there' }
  /** The lane is throttled; nothing was sent, or nothing of it was taken. */
  | { readonly kind: 'paused'; readonly until: Date }
  | Failed

export interface Failed {
  readonly kind: 'failed'
  readonly retry: boolean
  readonly code: SyncFaultCode
  /** For the log and for whoever mends it: codes, table and column names; no names of people, no text. */
  readonly detail: string
}

interface Pulled<K extends PulledKind, Fields> {
  readonly kind: K
  readonly remoteId: string
  /** Our code, where the row there carries one (`accountnumber`, …). */
  readonly externalId: string | null
  readonly remoteVersion: string
  readonly active: boolean
  /** It was merged: the remote id of the row that took its place. */
  readonly mergedInto?: string
  readonly fields: Fields
}

export interface PulledAccount {
  readonly name: string
  readonly parentRemoteId: string | null
  readonly city: string | null
  readonly accountKind: 'hospital' | 'clinic' | 'pharmacy' | 'distributor' | null
}

export interface PulledContact {
  readonly name: string
  readonly accountRemoteId: string | null
  readonly department: string | null
  readonly title: string | null
  readonly tier: string | null
}

export interface PulledProduct {
  readonly name: string
}

export interface PulledUser {
  readonly name: string
  readonly email: string | null
  /** Entra object id. */
  readonly directoryId: string | null
}

/** Who covers whom; days are half open, `to` null: until further notice. */
export interface PulledTerritory {
  readonly userRemoteId: string
  readonly accountRemoteId: string | null
  readonly contactRemoteId: string | null
  readonly from: string | null
  readonly to: string | null
}

export type PulledRow =
  | Pulled<'account', PulledAccount>
  | Pulled<'contact', PulledContact>
  | Pulled<'product', PulledProduct>
  | Pulled<'user', PulledUser>
  | Pulled<'territory', PulledTerritory>

export interface PulledPage {
  readonly rows: readonly PulledRow[]
  /** Remote ids of rows that were deleted there. */
  readonly gone: readonly string[]
  /** The next page of this reading. */
  readonly next?: string
  /** On the last page: where the next reading begins. */
  readonly delta?: string
}

export type PullOutcome =
  | { readonly kind: 'page'; readonly page: PulledPage }
  /** The delta link is too old: everything is read again. */
  | { readonly kind: 'link_expired' }
  | { readonly kind: 'paused'; readonly until: Date }
  | Failed

export interface LaneState {
  readonly requestsInWindow: number
  /** The most that the window takes; null where nobody limits it. */
  readonly requestLimit: number | null
  readonly windowSeconds: number
  readonly inFlight: number
  readonly concurrency: number
  readonly pausedUntil: Date | null
  /** Requests of the last 24 hours that count against the licence. */
  readonly entitlementUsed: number
  readonly entitlementLimit: number | null
  /** Since the process began. */
  readonly throttled: number
}

/** One record as it stands there, as the comparison of both sides sees it. */
export interface RemoteSummary {
  readonly id: string
  readonly remoteVersion: string
  /** As `fingerprint` gives it for the record that would write the same. */
  readonly hash: string
}

export interface RemoteCrm {
  /** `dataverse`, …: what it is called in reports. */
  readonly name: string
  push(record: RecordToPush, signal?: AbortSignal): Promise<PushOutcome>
  /**
   * What the record looks like there once it is saved: a hash over everything that is written, parts included,
   * in the other side's own precision. Pure; equal exactly when nothing would change.
   */
  fingerprint(record: RecordToPush): string
  pull(kind: PulledKind, link?: string, signal?: AbortSignal): Promise<PullOutcome>
  /** Every record of the kind that Pharos wrote, in any order. Throws where the CRM cannot be read. */
  summarise(kind: PushedKind, signal?: AbortSignal): AsyncIterable<RemoteSummary>
  state(): LaneState
}
