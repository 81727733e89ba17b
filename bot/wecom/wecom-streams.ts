/**
 * The one message that answers a question and grows while it is worked on. It is opened with a word, kept alive while
 * the work goes on, and finished with the whole content; finishing it again with the same id replaces what stands
 * there, so a lost acknowledgement doubles nothing. Where a stream is over, the caller sends a message of its own.
 */
import type { ReplyMsgItem, WsFrameHeaders } from '@wecom/aibot-node-sdk'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { BUSY, failureCode, readFailure, TOO_OFTEN, type WecomFailure } from './read-failure.ts'
import type { WecomLink } from './wecom-connection.ts'
import type { WecomPlace } from './wecom-place.ts'

export type StreamFinish =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly failure: WecomFailure }
  /** Nothing can be said by it any more; nothing of this try was. */
  | { readonly kind: 'over' }

export interface WecomStreams {
  show(link: WecomLink, place: WecomPlace, state: 'working' | 'queued', locale: Locale): Promise<void>
  finish(
    link: WecomLink,
    place: WecomPlace,
    content: string,
    pictures: readonly ReplyMsgItem[],
  ): Promise<StreamFinish>
  stop(): void
}

interface OpenStream {
  timer: NodeJS.Timeout | undefined
  /** A last word was tried: nothing but last words may follow. */
  ending: boolean
  over: boolean
  /** Last words without an answer on this connection. */
  unanswered: number
  connection: string | undefined
}

/** The platform ends a stream after six minutes without a word, and after ten in any case. */
const LIFE_MS = 570_000
const REFRESH_MS = 60_000
/** The same last word without an answer: by then the callback is taken for lost. */
const MOST_UNANSWERED = 2

export function createWecomStreams(deps: {
  readonly clock: Clock
  readonly log: Log
  readonly refreshMs?: number
}): WecomStreams {
  const { clock, log } = deps
  const open = new Map<string, OpenStream & { readonly at: number }>()

  function streamOf(place: WecomPlace & { readonly streamId: string }): OpenStream {
    const now = clock.now().getTime()
    for (const [id, one] of open) if (now - one.at > 2 * LIFE_MS) forget(id)
    const known = open.get(place.streamId)
    if (known !== undefined) return known
    const fresh = {
      at: now,
      timer: undefined,
      ending: false,
      over: false,
      unanswered: 0,
      connection: undefined,
    }
    open.set(place.streamId, fresh)
    return fresh
  }

  function forget(id: string): void {
    clearInterval(open.get(id)?.timer)
    open.delete(id)
  }

  const lives = (place: WecomPlace): boolean => clock.now().getTime() - (place.at ?? 0) < LIFE_MS

  return {
    async show(link, place, state, locale) {
      if (!streams(place) || !lives(place)) return
      const stream = streamOf(place)
      if (stream.ending || stream.over) return
      const say = async (text: string) => {
        try {
          await link.client.replyStreamNonBlocking(
            frameOf(place),
            place.streamId,
            text,
            false,
            undefined,
            feedbackOf(place),
          )
        } catch (error) {
          const failure = readFailure(error)
          log.info('wecom.stream_not_shown', { streamId: place.streamId, code: failureCode(failure) })
          clearInterval(stream.timer)
          if (failure.kind === 'refused' && !mayRetry(failure)) stream.over = true
        }
      }
      clearInterval(stream.timer)
      stream.timer = setInterval(() => {
        if (stream.ending || stream.over || !lives(place)) return clearInterval(stream.timer)
        const minutes = Math.max(1, Math.round((clock.now().getTime() - (place.at ?? 0)) / 60_000))
        const text =
          state === 'queued'
            ? message(locale, 'channel_queued')
            : message(locale, 'wecom_still_working', { minutes })
        void say(text)
      }, deps.refreshMs ?? REFRESH_MS)
      stream.timer.unref()
      await say(message(locale, state === 'queued' ? 'channel_queued' : 'channel_working'))
    },

    async finish(link, place, content, pictures) {
      if (!streams(place) || !lives(place)) return { kind: 'over' }
      const stream = streamOf(place)
      clearInterval(stream.timer)
      if (stream.connection !== link.id) stream.unanswered = 0
      stream.connection = link.id
      const most = place.connection === link.id ? MOST_UNANSWERED : 1
      if (stream.over || stream.unanswered >= most) return { kind: 'over' }
      stream.ending = true
      try {
        await link.client.replyStream(
          frameOf(place),
          place.streamId,
          content,
          true,
          [...pictures],
          feedbackOf(place),
        )
        return { kind: 'sent' }
      } catch (error) {
        const failure = readFailure(error)
        if (failure.kind === 'refused' && !mayRetry(failure)) {
          log.info('wecom.stream_over', { streamId: place.streamId, code: failureCode(failure) })
          stream.over = true
          return { kind: 'over' }
        }
        if (failure.kind === 'unknown') stream.unanswered += 1
        return { kind: 'failed', failure }
      }
    },

    stop() {
      for (const id of [...open.keys()]) forget(id)
    },
  }
}

function mayRetry(failure: WecomFailure & { readonly kind: 'refused' }): boolean {
  return TOO_OFTEN.has(failure.errcode) || BUSY.has(failure.errcode)
}

function streams(
  place: WecomPlace,
): place is WecomPlace & { readonly streamId: string; readonly reqId: string } {
  return place.streamId !== undefined && place.reqId !== undefined
}

function frameOf(place: { readonly reqId?: string }): WsFrameHeaders {
  return { headers: { req_id: place.reqId ?? '' } }
}

/** In the first word and in the last: without it no thumb is ever reported. */
function feedbackOf(place: WecomPlace): { readonly id: string } | undefined {
  return place.feedbackId === undefined ? undefined : { id: place.feedbackId }
}
