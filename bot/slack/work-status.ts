/**
 * "Looking it up…" under the message that is answered. Slack takes it away when the reply comes, and by itself after
 * two minutes, so that it never stays whatever happens to us. It is a courtesy: nothing waits for it, nothing fails.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { SlackClient } from './slack-client.ts'
import type { SlackPlace } from './slack-place.ts'

export interface WorkStatus {
  show(place: SlackPlace, status: string): Promise<void>
  /** After the last message. */
  end(place: SlackPlace): void
  settle(): Promise<void>
}

/** Answers do not wait longer for a courtesy. */
const PATIENCE_MS = 300

export function createWorkStatus({ client }: { readonly client: SlackClient }): WorkStatus {
  /** By place: calls go out one after another, so that the last one counts. */
  const calls = new Map<string, Promise<void>>()

  function set(channel: string, thread: string, status: string): Promise<void> {
    const key = `${channel}:${thread}`
    const before = calls.get(key) ?? Promise.resolve()
    const call = before
      .then(() =>
        client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status }).then(() => {}),
      )
      .catch(() => {})
      .finally(() => {
        if (calls.get(key) === call) calls.delete(key)
      })
    calls.set(key, call)
    return call
  }

  return {
    async show({ channel, thread, ts }, status) {
      const under = thread ?? ts
      if (channel === null || under === null) return
      await Promise.race([set(channel, under, status), pause(PATIENCE_MS)])
    },

    end({ channel, thread, ts }) {
      const under = thread ?? ts
      if (channel === null || under === null) return
      // A reply in the thread has ended it, unless the status is still on its way.
      if (thread === null || calls.has(`${channel}:${under}`)) void set(channel, under, '')
    },

    async settle() {
      await Promise.all(calls.values())
    },
  }
}
