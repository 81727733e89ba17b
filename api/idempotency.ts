/**
 * A write that is sent twice happens once. The key belongs to a user; the call's fingerprint tells a
 * repetition from a different call under the same key. A call that failed wrote nothing, so its key is
 * free again; one whose process died keeps its key until nobody can still be working on it.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'

export interface StoredResponse {
  readonly status: number
  readonly body: unknown
}

export interface Idempotency {
  /**
   * Runs `work` unless this key has its response already. Throws `idempotency_mismatch`; `conflict` when
   * the first call is still running after a while.
   */
  once(
    key: { readonly userId: string; readonly key: string; readonly fingerprint: string },
    work: () => Promise<StoredResponse>,
    keep: (response: StoredResponse) => StoredResponse,
  ): Promise<StoredResponse & { readonly repeated: boolean }>
  /** Forgets keys older than a day; returns how many. */
  sweep(): Promise<number>
}

const KEPT_MS = 24 * 3_600_000
/** No call runs this long: a key claimed earlier belongs to a process that died. */
const ABANDONED_MS = 10 * 60_000
const WAIT_MS = 15_000
const STEP_MS = 50

export function createIdempotency(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly waitMs?: number
}): Idempotency {
  const { clock } = deps
  const db = deps.database.query
  const waitMs = deps.waitMs ?? WAIT_MS

  async function claim(userId: string, key: string, fingerprint: string): Promise<boolean> {
    const now = clock.now()
    const { rows } = await sql`
      insert into idempotency_keys (user_id, key, request_hash, created_at)
      values (${userId}, ${key}, ${fingerprint}, ${now})
      on conflict (user_id, key) do update set created_at = excluded.created_at
        where idempotency_keys.status is null and idempotency_keys.request_hash = excluded.request_hash
          and idempotency_keys.created_at < ${new Date(now.getTime() - ABANDONED_MS)}
      returning key`.execute(db)
    return rows.length === 1
  }

  async function findStored(userId: string, key: string, fingerprint: string) {
    const row = await db
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst()
    if (row === undefined) return { kind: 'free' as const }
    if (row.request_hash !== fingerprint) {
      throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for a different call.')
    }
    if (row.status === null) return { kind: 'running' as const }
    return { kind: 'done' as const, status: row.status, body: row.response }
  }

  return {
    async once({ userId, key, fingerprint }, work, keep) {
      for (let waited = 0; !(await claim(userId, key, fingerprint)); waited += STEP_MS) {
        const stored = await findStored(userId, key, fingerprint)
        if (stored.kind === 'done') return { status: stored.status, body: stored.body, repeated: true }
        if (stored.kind === 'running' && waited >= waitMs) {
          throw new AppError('conflict', 'The first call with this Idempotency-Key is still running.', {
            details: { retryAfter: 5 },
          })
        }
        await new Promise((resolve) => setTimeout(resolve, STEP_MS))
      }
      const mine = () =>
        db.deleteFrom('idempotency_keys').where('user_id', '=', userId).where('key', '=', key).execute()
      let response: StoredResponse
      try {
        response = await work()
      } catch (error) {
        await mine()
        throw error
      }
      const kept = keep(response)
      await db
        .updateTable('idempotency_keys')
        .set({ status: kept.status, response: JSON.stringify(kept.body ?? null) })
        .where('user_id', '=', userId)
        .where('key', '=', key)
        .execute()
      return { ...response, repeated: false }
    },

    async sweep() {
      const result = await db
        .deleteFrom('idempotency_keys')
        .where('created_at', '<', new Date(clock.now().getTime() - KEPT_MS))
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

/** What makes two calls the same: where they go and what they carry, files by their bytes. */
export function fingerprintOf(parts: {
  readonly method: string
  readonly url: string
  readonly body: unknown
  readonly file?: { readonly name: string; readonly bytes: Uint8Array } | undefined
}): string {
  const hash = createHash('sha256')
  hash.update(`${parts.method} ${parts.url}\n${canonical(parts.body)}\n`)
  if (parts.file !== undefined) {
    hash.update(`${parts.file.name}\n`)
    hash.update(parts.file.bytes)
  }
  return hash.digest('hex')
}

/** JSON with sorted keys: the order in which a client writes fields means nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
