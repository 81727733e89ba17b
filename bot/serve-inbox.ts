/**
 * Answers what lies in the inbox until it is stopped: many chats at once, each in its order. A process that dies
 * loses nothing: its leases run out and another goes on. Whatever happens, an event ends in exactly one last
 * message: the answer, or a sentence that says that it failed, with a number to ask by.
 */
import type { Clock } from '../core/clock.ts'
import { toAppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { Locale } from '../core/reader.ts'
import type { AnswerEvent } from './answer-event.ts'
import type { Channel, ChannelName, IncomingEvent, Receive } from './channel.ts'
import { type Inbox, LEASE_MS, type LeasedEvent } from './inbox.ts'
import type { SendMessages } from './send-messages.ts'

export interface ServeInboxDeps {
  readonly inbox: Inbox
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly answerEvent: AnswerEvent
  readonly sendMessages: SendMessages
  readonly clock: Clock
  readonly log: Log
  readonly locale: Locale
  /** Events answered at once by this process. */
  readonly concurrency?: number | undefined
}

export interface ServedInbox {
  readonly receive: Receive
  start(): void
  /** Lets what runs end; what it cannot finish goes to the next process. */
  stop(): Promise<void>
}

const CONCURRENCY = 64
/** Before the sentence that says that it failed. */
const MOST_TRIES = 4
/** A platform that is away for long: what waits is given up then, and stays in the records of the web pages. */
const MOST_ATTEMPTS = 40
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** What other processes have received, or left behind. */
const LOOK_EVERY_MS = 1_000
const SWEEP_EVERY_MS = 3_600_000

export function createServedInbox(deps: ServeInboxDeps): ServedInbox {
  const { inbox, channels, answerEvent, sendMessages, clock, log } = deps
  const most = deps.concurrency ?? CONCURRENCY
  const running = new Map<string, Promise<void>>()
  let stopped = true
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false
  let swept = 0

  /** One look at a time; whoever wakes us meanwhile causes another. */
  function wake(): void {
    if (stopped) return
    if (looking !== undefined) {
      again = true
      return
    }
    clearTimeout(timer)
    looking = look().finally(() => {
      looking = undefined
      if (again) {
        again = false
        wake()
      } else if (!stopped) timer = setTimeout(wake, LOOK_EVERY_MS)
    })
  }

  async function look(): Promise<void> {
    try {
      for (;;) {
        const free = most - running.size
        if (free <= 0 || stopped) return
        const ready = [...channels.values()].filter((channel) => channel.ready?.() ?? true)
        const taken = await inbox.take(
          ready.map((channel) => channel.name),
          free,
        )
        for (const event of taken) {
          const work = run(event).finally(() => {
            running.delete(event.id)
            wake()
          })
          running.set(event.id, work)
        }
        if (taken.length < free) break
      }
      if (clock.now().getTime() - swept > SWEEP_EVERY_MS) {
        swept = clock.now().getTime()
        await inbox.sweep()
      }
    } catch (error) {
      // A database that is away comes back; nothing is lost, for nothing was taken.
      log.warn('inbox.look_failed', { code: toAppError(error).code })
    }
  }

  async function run(event: LeasedEvent): Promise<void> {
    const channel = channels.get(event.channel)
    if (channel === undefined) return
    let held = true
    const holding = setInterval(() => {
      inbox.hold(event).then(
        (still) => {
          held = still
        },
        () => {},
      )
    }, LEASE_MS / 3)
    try {
      if (event.content.kind === 'message') await channel.show(event.place, 'working', deps.locale)
      await answer(event, channel, async () => held && inbox.hold(event))
    } catch (error) {
      const code = toAppError(error).code
      log.warn('inbox.try_failed', { eventId: event.id, attempt: event.attempt, code })
      await inbox
        .putBack(event, pauseUntil(event.attempt), code)
        .catch(() => log.warn('inbox.put_back_failed', { eventId: event.id }))
    } finally {
      clearInterval(holding)
    }
  }

  async function answer(event: LeasedEvent, channel: Channel, held: () => Promise<boolean>): Promise<void> {
    const replies = await answerEvent(event, channel, event.attempt >= MOST_TRIES)
    const messages = replies.flatMap(({ place, outgoing }) =>
      channel.render(outgoing, place).map((message) => ({ place, message })),
    )
    const sent = await sendMessages(channel, messages, { kind: 'event', id: event.id, held })
    if (sent.kind === 'lost') return
    if (sent.kind === 'later' && event.attempt < MOST_ATTEMPTS) {
      return inbox.putBack(event, sent.after, sent.code)
    }
    await inbox.finish(event, sent.kind === 'sent' ? null : sent.code)
    const fields = {
      eventId: event.id,
      channel: event.channel,
      attempt: event.attempt,
      messages: messages.length,
    }
    if (sent.kind === 'sent') log.info('inbox.answered', { ...fields, ms: sinceReceived(event) })
    else log.error('inbox.given_up', { ...fields, code: sent.code })
  }

  function pauseUntil(attempt: number): Date {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
    return new Date(clock.now().getTime() + pause * (0.5 + Math.random() / 2))
  }

  function sinceReceived(event: LeasedEvent): number {
    return clock.now().getTime() - event.receivedAt.getTime()
  }

  async function tellOfQueue(event: IncomingEvent): Promise<void> {
    if (event.content.kind !== 'message') return
    const full = running.size >= most
    if (full || (await inbox.waitsBehind(event))) {
      await channels.get(event.channel)?.show(event.place, 'queued', deps.locale)
    }
  }

  return {
    async receive(event) {
      const kept = await inbox.receive(event)
      if (kept === 'new') {
        // After the acknowledgement: the platform does not wait for it.
        tellOfQueue(event).catch(() => {})
        wake()
      }
      return kept
    },

    start() {
      stopped = false
      wake()
    },

    async stop() {
      stopped = true
      clearTimeout(timer)
      await looking
      await Promise.allSettled(running.values())
    },
  }
}
