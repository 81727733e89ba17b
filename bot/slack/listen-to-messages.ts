/**
 * What people say to the bot: direct messages, messages in the assistant's pane, mentions in channels; and that they
 * opened the chat or the home page. What bots say, what is edited and what is deleted is nobody's question.
 */
import type { App } from '@slack/bolt'
import { shorten } from './cut-text.ts'
import type { PublishHome } from './publish-home.ts'
import { readFiles, readText, type SlackFile } from './read-text.ts'
import type { SlackDesk } from './slack-desk.ts'
import { isDirect, orderKeyOf, slackPlace } from './slack-place.ts'

/** Of all fields of a message those that we read. */
interface SaidMessage {
  readonly type: string
  readonly subtype?: string
  readonly hidden?: boolean
  readonly user?: string
  readonly bot_id?: string
  readonly channel?: string
  readonly channel_type?: string
  readonly text?: string
  readonly ts?: string
  readonly thread_ts?: string
  readonly edited?: unknown
  readonly files?: readonly SlackFile[]
  /** There in the agent's view, where every message begins a thread. */
  readonly app_context?: unknown
}

interface EventBody {
  readonly event_id: string
  readonly authorizations?: readonly { readonly user_id?: string; readonly is_bot?: boolean }[]
}

const SAID = new Set([undefined, 'file_share', 'thread_broadcast'])
const TITLE = 60
const REMEMBERED = 5_000

export function listenToMessages(app: App, desk: SlackDesk, home: PublishHome): void {
  /** Threads that have their title: the first question names them. */
  const titled = new Set<string>()

  app.event('message', async ({ event, body }) => {
    const said = event as unknown as SaidMessage
    if (said.channel_type === 'im') await direct(said, body as unknown as EventBody)
  })

  app.event('app_mention', async ({ event, body }) => {
    const said = event as unknown as SaidMessage
    if (said.channel !== undefined && !isDirect(said.channel))
      await mention(said, body as unknown as EventBody)
  })

  app.event('assistant_thread_started', async ({ event, body }) => {
    const { user_id: user, channel_id: channel, thread_ts: thread } = event.assistant_thread
    await desk.keep({
      eventId: (body as unknown as EventBody).event_id,
      orderKey: orderKeyOf(user, channel, thread),
      personId: user,
      shared: false,
      place: slackPlace(user, { channel, thread, since: thread }),
      content: { kind: 'enter' },
    })
    desk.later('prompts', () => suggest(user, channel, thread))
  })

  app.event('app_home_opened', async ({ event }) => {
    const { user, channel, tab } = event
    if (tab === 'messages') desk.later('prompts', () => suggest(user, channel, undefined))
    else desk.later('home', () => home.publish(user, null))
  })

  // Where the person looks changes nothing about an answer; it is acknowledged all the same.
  app.event('assistant_thread_context_changed', async () => {})

  async function direct(said: SaidMessage, body: EventBody): Promise<void> {
    const { user, channel, ts } = said
    if (!isSaid(said) || user === undefined || channel === undefined || ts === undefined) return
    const thread = said.thread_ts ?? (said.app_context === undefined ? null : ts)
    const text = readText(said.text ?? '', botOf(body))
    const kept = await desk.keep({
      eventId: body.event_id,
      orderKey: orderKeyOf(user, channel, thread),
      personId: user,
      shared: false,
      place: slackPlace(user, { channel, thread, ts, since: ts }),
      content: contentOf(text, said),
    })
    if (kept === 'new' && thread !== null && text !== '') entitle(channel, thread, text)
  }

  async function mention(said: SaidMessage, body: EventBody): Promise<void> {
    const { user, channel, ts } = said
    if (!isSaid(said) || user === undefined || channel === undefined || ts === undefined) return
    const thread = said.thread_ts ?? ts
    await desk.keep({
      eventId: body.event_id,
      orderKey: orderKeyOf(user, channel, thread),
      personId: user,
      shared: true,
      place: slackPlace(user, { channel, thread, ts, since: ts }),
      content: contentOf(readText(said.text ?? '', botOf(body)), said),
    })
  }

  function entitle(channel: string, thread: string, text: string): void {
    const key = `${channel}:${thread}`
    if (titled.has(key)) return
    if (titled.size >= REMEMBERED) titled.clear()
    titled.add(key)
    desk.later('title', () =>
      desk.client.assistant.threads.setTitle({
        channel_id: channel,
        thread_ts: thread,
        title: shorten(text, TITLE),
      }),
    )
  }

  async function suggest(user: string, channel: string, thread: string | undefined): Promise<void> {
    const { say } = await desk.sayTo(user)
    await desk.client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      title: say('slack_prompts_title'),
      prompts: [
        { title: say('slack_prompt_question'), message: say('slack_prompt_question_text') },
        { title: say('slack_prompt_visit'), message: say('slack_prompt_visit_text') },
        { title: say('slack_prompt_tasks'), message: say('slack_prompt_tasks_text') },
        { title: say('slack_prompt_summary'), message: say('slack_prompt_summary_text') },
      ],
    })
  }
}

function isSaid({ subtype, hidden, bot_id, edited }: SaidMessage): boolean {
  return SAID.has(subtype) && hidden !== true && bot_id === undefined && edited === undefined
}

function contentOf(text: string, said: SaidMessage) {
  const files = readFiles(said.files)
  return { kind: 'message' as const, text, ...(files.length === 0 ? {} : { files }) }
}

function botOf(body: EventBody): string | undefined {
  return body.authorizations?.find((one) => one.is_bot === true)?.user_id
}
