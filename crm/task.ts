/**
 * A task: what somebody of the company is to do, when, and what it came from (a note, a message, a person).
 * When it is spoken of is decided in task-reminders.ts.
 */
import type { Selectable } from 'kysely'
import type { Tables } from '../core/tables.ts'
import type { Precision } from './visit.ts'

export const TASK_STATUSES = ['open', 'done', 'cancelled'] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

export type TaskKind = 'task' | 'follow_up' | 'reminder'

export interface NewTask {
  readonly userId: string
  readonly text: string
  readonly kind?: TaskKind | undefined
  readonly promisedBy?: 'rep' | 'hcp' | 'medical' | 'manager' | 'other' | undefined
  /** `YYYY-MM-DD`; of a range its first day. */
  readonly due?: string | null | undefined
  /** Last day of a range. */
  readonly dueUntil?: string | null | undefined
  /** `HH:MM` */
  readonly time?: string | null | undefined
  readonly precision?: Precision | undefined
  readonly waitsFor?: string | null | undefined
  readonly condition?: string | null | undefined
  /** RRULE of RFC 5545, without the word itself: `FREQ=WEEKLY;BYDAY=FR`. */
  readonly recurrence?: string | null | undefined
  /** IANA zone that the day and time are in. */
  readonly timezone: string
  readonly blockedReason?: string | null | undefined
  readonly needsReview?: boolean | undefined
  readonly accountId?: string | null | undefined
  readonly contactId?: string | null | undefined
  readonly productIds?: readonly string[] | undefined
  readonly visitId?: string | null | undefined
  /** The same again is the same task. */
  readonly messageKey?: string | null | undefined
}

export interface Task {
  readonly id: string
  readonly userId: string
  readonly createdBy: string
  readonly kind: TaskKind
  readonly text: string
  readonly status: TaskStatus
  readonly promisedBy: string
  readonly due: string | null
  readonly dueUntil: string | null
  readonly time: string | null
  readonly precision: Precision
  readonly waitsFor: string | null
  readonly condition: string | null
  readonly recurrence: string | null
  readonly timezone: string
  readonly snoozeUntil: Date | null
  readonly blockedReason: string | null
  readonly needsReview: boolean
  readonly accountId: string | null
  readonly contactId: string | null
  readonly productIds: readonly string[]
  readonly visitId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly closedAt: Date | null
}

export function toTask(row: Selectable<Tables['tasks']>): Task {
  return {
    id: row.id,
    userId: row.user_id,
    createdBy: row.created_by,
    kind: row.kind as TaskKind,
    text: row.text,
    status: row.state as TaskStatus,
    promisedBy: row.promised_by,
    due: row.due_on,
    dueUntil: row.due_until,
    time: row.due_time,
    precision: row.precision as Precision,
    waitsFor: row.waits_for,
    condition: row.condition,
    recurrence: row.recurrence,
    timezone: row.timezone,
    snoozeUntil: row.snooze_until,
    blockedReason: row.blocked_reason,
    needsReview: row.needs_review,
    accountId: row.account_id,
    contactId: row.contact_id,
    productIds: row.product_ids,
    visitId: row.visit_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
  }
}
