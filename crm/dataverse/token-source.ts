/**
 * Access tokens for one environment: kept until a while before they end, asked for once however many calls wait,
 * and dropped when the other side refuses one early. Where tokens come from is the caller's part (entra-tokens.ts).
 */
import type { Clock } from '../../core/clock.ts'

export interface AccessToken {
  readonly token: string
  readonly expiresAt: Date
}

export interface TokenSource {
  /** Throws what acquiring throws. */
  get(): Promise<string>
  /** The token was refused: the next `get` asks for another. A newer one than the refused is kept. */
  drop(token: string): void
}

/** Renewed this long before the end, so that none ends on its way. */
const EARLY_MS = 5 * 60_000

export function createTokenSource(
  acquire: (fresh: boolean) => Promise<AccessToken>,
  clock: Clock,
): TokenSource {
  let kept: AccessToken | undefined
  let waiting: Promise<AccessToken> | undefined
  let refused = false

  return {
    async get() {
      const now = clock.now().getTime()
      if (kept !== undefined && kept.expiresAt.getTime() - now > EARLY_MS) return kept.token
      waiting ??= acquire(refused).finally(() => {
        waiting = undefined
      })
      const asked = kept
      try {
        kept = await waiting
        refused = false
        return kept.token
      } catch (error) {
        // Early renewal that fails is no harm while the old one still holds.
        if (asked !== undefined && asked.expiresAt.getTime() > clock.now().getTime()) return asked.token
        throw error
      }
    },
    drop(token) {
      if (kept?.token !== token) return
      kept = undefined
      refused = true
    },
  }
}
