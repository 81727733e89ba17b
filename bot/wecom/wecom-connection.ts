/**
 * The one long connection to WeCom. The platform serves the last connection that signed in and throws the others out,
 * so this process connects only while the lease is its own. What the SDK leaves off with (a refused secret, being
 * thrown out, a sign-in without an answer) is begun anew from here, each with its own pause, for ever.
 */
import { WSAuthFailureError, WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import type { Log } from '../../core/log.ts'
import { createHeldLease } from '../hold-lease.ts'

export interface WecomConnectionDeps {
  readonly botId: string
  readonly secret: string
  /** Null: the platform's own address. */
  readonly wsUrl: string | null
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly onFrame: (frame: WsFrame, link: WecomLink) => void
  readonly pace?: Partial<ConnectionPace>
}

/** Milliseconds. */
export interface ConnectionPace {
  readonly lease: number
  readonly heartbeat: number
  /** First pause before a lost connection is opened again; the SDK doubles it up to 30 s. */
  readonly reconnect: number
  /** For the answer to a sign-in. */
  readonly signIn: number
  /** First pause after a refused secret, and after being thrown out; doubled up to `longest`. */
  readonly refused: number
  readonly takenOver: number
  readonly longest: number
}

/** A connection that is signed in. */
export interface WecomLink {
  /** Anew with every sign-in: callbacks belong to the connection that they came by. */
  readonly id: string
  readonly client: WSClient
}

export interface WecomConnection {
  /** Undefined while this process is not signed in. */
  link(): WecomLink | undefined
  start(): void
  stop(): Promise<void>
}

const PACE: ConnectionPace = {
  lease: 5_000,
  heartbeat: 30_000,
  reconnect: 1_000,
  signIn: 15_000,
  refused: 30_000,
  takenOver: 20_000,
  longest: 600_000,
}
/** Of one callback: more than a stream with its refreshes ever has under way. */
const MOST_QUEUED = 50

export function createWecomConnection(deps: WecomConnectionDeps): WecomConnection {
  const { botId, database, clock, log } = deps
  const pace = { ...PACE, ...deps.pace }
  const lease = createHeldLease({ database, clock, log, name: `wecom:${botId}`, roundMs: pace.lease })
  let client: WSClient | undefined
  let link: WecomLink | undefined
  let waiting: NodeJS.Timeout | undefined
  let watching: NodeJS.Timeout | undefined
  let failures = 0

  function open(): void {
    const own = new WSClient({
      botId,
      secret: deps.secret,
      ...(deps.wsUrl === null ? {} : { wsUrl: deps.wsUrl }),
      wsOptions: { handshakeTimeout: pace.signIn },
      heartbeatInterval: pace.heartbeat,
      reconnectInterval: pace.reconnect,
      maxReconnectAttempts: -1,
      // It would ask again within seconds; a secret that is wrong is wrong for longer.
      maxAuthFailureAttempts: 0,
      maxReplyQueueSize: MOST_QUEUED,
      // The SDK's own logger writes down what people say.
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    })
    client = own
    const mine = (act: () => void) => () => {
      if (client === own) act()
    }
    own.on(
      'connected',
      mine(() => watch(own)),
    )
    own.on(
      'authenticated',
      mine(() => {
        clearTimeout(watching)
        failures = 0
        link = { id: newId(), client: own }
        log.info('wecom.connected', { botId, connection: link.id })
      }),
    )
    own.on(
      'disconnected',
      mine(() => {
        clearTimeout(watching)
        if (link !== undefined) log.warn('wecom.disconnected', { botId, connection: link.id })
        link = undefined
      }),
    )
    own.on('error', (error) => {
      if (client !== own) return
      const errcode = /\(code: (-?\d+)\)$/u.exec(error.message)?.[1]
      if (errcode !== undefined) log.error('wecom.sign_in_refused', { botId, errcode: Number(errcode) })
      if (error instanceof WSAuthFailureError) again('sign_in_refused', pace.refused)
    })
    own.on(
      'reconnecting',
      mine(() => log.info('wecom.reconnecting', { botId })),
    )
    own.on(
      'event.disconnected_event',
      mine(() => {
        link = undefined
        log.error('wecom.taken_over', { botId })
        again('taken_over', pace.takenOver)
      }),
    )
    own.on('message', (frame) => pass(own, frame))
    own.on('event', (frame) => pass(own, frame))
    own.connect()
  }

  function pass(own: WSClient, frame: WsFrame): void {
    if (client !== own || link === undefined) return
    if ((frame.body as { event?: { eventtype?: string } }).event?.eventtype === 'disconnected_event') return
    deps.onFrame(frame, link)
  }

  /** The platform that takes the connection and says nothing would be waited for for ever. */
  function watch(own: WSClient): void {
    clearTimeout(watching)
    watching = setTimeout(() => {
      if (client !== own || link !== undefined) return
      log.warn('wecom.sign_in_unanswered', { botId })
      again('sign_in_unanswered', pace.reconnect)
    }, pace.signIn)
  }

  /** With a new client: the SDK's must not be connected again before its old socket has gone. */
  function again(reason: string, first: number): void {
    close()
    const wait = Math.min(pace.longest, first * 2 ** failures) * (0.75 + Math.random() / 2)
    failures += 1
    log.info('wecom.connects_later', { botId, reason, ms: Math.round(wait) })
    waiting = setTimeout(open, wait)
  }

  function close(): void {
    clearTimeout(waiting)
    clearTimeout(watching)
    const old = client
    client = undefined
    link = undefined
    old?.removeAllListeners()
    old?.disconnect()
  }

  return {
    link: () => link,

    start() {
      lease.start({
        async begin() {
          failures = 0
          open()
        },
        async end() {
          close()
        },
      })
    },

    async stop() {
      await lease.stop()
      close()
    },
  }
}
