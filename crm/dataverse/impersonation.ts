/**
 * In whose name is written: the representative's where the company allows it (the right to act on behalf of others),
 * the application's otherwise. A refusal is remembered for a while, so that not every write is made twice.
 */
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'

export interface Impersonation {
  /** The actor to write as; undefined: as the application. */
  of(actor: string | undefined): string | undefined
  refused(actor: string, detail: string): void
}

const REMEMBERED_MS = 15 * 60_000
/** Refused for so many people in a row, it is the application that lacks the right. */
const EVERYBODY = 3

export function createImpersonation(deps: { readonly clock: Clock; readonly log: Log }): Impersonation {
  const until = new Map<string, number>()
  let nobodyUntil = 0
  return {
    of(actor) {
      const now = deps.clock.now().getTime()
      if (actor === undefined || now < nobodyUntil || now < (until.get(actor) ?? 0)) return undefined
      return actor
    },
    refused(actor, detail) {
      const now = deps.clock.now().getTime()
      for (const [known, end] of until) if (end <= now) until.delete(known)
      until.set(actor, now + REMEMBERED_MS)
      if (until.size >= EVERYBODY) nobodyUntil = now + REMEMBERED_MS
      deps.log.warn('dataverse.impersonation_refused', { detail })
    },
  }
}
