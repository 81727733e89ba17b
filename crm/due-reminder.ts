/** A reminder whose time has come, with what its words need of the person. */
import type { Locale } from '../core/reader.ts'

export interface DueReminder {
  readonly id: string
  readonly kind: string
  readonly userId: string
  readonly locale: Locale
  readonly timezone: string
  readonly taskId: string | null
  readonly safetyCaseId: string | null
  readonly visitId: string | null
  readonly dueAt: Date
}
