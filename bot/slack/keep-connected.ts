/**
 * Socket Mode, held for as long as the process lives. The client's own reconnecting gives up when the network is away
 * at the wrong moment; here it is tried for ever, with pauses that grow. Slack closes connections every few hours and
 * delivers what was not acknowledged again.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { AppError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { platformError } from './call-failure.ts'

export interface KeptConnection {
  /** Resolves when connected, or when it goes on trying. Throws `invalid_config` for a token that Slack refuses. */
  start(): Promise<void>
  stop(): Promise<void>
}

const HELLO_MS = 20_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A connection that lived as long was a good one. */
const GOOD_MS = 10_000
const CLOSE_MS = 5_000

/** No retry makes these right. */
export const REFUSED_TOKEN = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
])

export function createKeptConnection(deps: {
  readonly client: SocketModeReceiver['client']
  readonly log: Log
}): KeptConnection {
  const { client, log } = deps
  const stopping = new AbortController()
  let running: Promise<void> | undefined

  async function connect(): Promise<void> {
    const hello = client.start()
    // It is looked at below; a time-out may come first.
    hello.catch(() => {})
    const late = pause(HELLO_MS, 'late', { signal: stopping.signal, ref: false }).catch(() => 'late')
    if ((await Promise.race([hello, late])) !== 'late') return
    await disconnect()
    throw new Error('Slack did not greet in time.')
  }

  async function disconnect(): Promise<void> {
    await Promise.race([client.disconnect(), pause(CLOSE_MS, undefined, { ref: false })])
  }

  function ended(): Promise<void> {
    return new Promise((resolve) => {
      client.once('disconnected', () => resolve())
    })
  }

  /** One life after another. */
  async function keep(first: Promise<void>): Promise<void> {
    let failures = 0
    let attempt = first
    while (!stopping.signal.aborted) {
      try {
        await attempt
        const since = Date.now()
        log.info('slack.connected')
        await ended()
        if (Date.now() - since >= GOOD_MS) failures = 0
        if (!stopping.signal.aborted) log.info('slack.disconnected')
      } catch (error) {
        log.warn('slack.not_connected', { code: platformError(error) ?? 'unreached', failures })
      }
      if (stopping.signal.aborted) return
      const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
      failures += 1
      await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      attempt = connect()
      attempt.catch(() => {})
    }
  }

  return {
    async start() {
      const first = connect()
      try {
        await first
      } catch (error) {
        const word = platformError(error)
        if (word !== undefined && REFUSED_TOKEN.has(word)) {
          throw new AppError('invalid_config', `Slack refuses the app token (${word}).`, {
            details: { field: 'SLACK_APP_TOKEN' },
          })
        }
      }
      running = keep(first)
    },

    async stop() {
      stopping.abort()
      await disconnect()
      await Promise.race([running, pause(CLOSE_MS, undefined, { ref: false })])
    },
  }
}
