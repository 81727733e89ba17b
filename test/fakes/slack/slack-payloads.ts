/** What Slack sends, shaped as Slack shapes it: events, commands, shortcuts, presses, sent forms. */
import { randomBytes } from 'node:crypto'

export const TEAM = 'T0TEAM'
export const APP = 'A0PHAROS'
export const BOT_USER = 'U0BOT'
export const BOT_ID = 'B0BOT'

export type Payload = Readonly<Record<string, unknown>>

let counted = 0

export function fresh(prefix: string): string {
  counted += 1
  return `${prefix}${String(counted).padStart(5, '0')}${randomBytes(3).toString('hex').toUpperCase()}`
}

export function eventPayload(event: Payload, eventId = fresh('Ev')): Payload {
  return {
    token: 'verification',
    team_id: TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: APP,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: fresh('4-'),
  }
}

export function messageEvent(fields: {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly text: string
  readonly thread?: string | undefined
  readonly more?: Payload | undefined
}): Payload {
  return {
    type: 'message',
    user: fields.user,
    ts: fields.ts,
    client_msg_id: fresh('c-'),
    text: fields.text,
    team: TEAM,
    ...(fields.thread === undefined ? {} : { thread_ts: fields.thread, parent_user_id: BOT_USER }),
    blocks: [],
    channel: fields.channel,
    event_ts: fields.ts,
    channel_type: 'im',
    ...fields.more,
  }
}

export function mentionEvent(fields: {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly text: string
  readonly thread?: string | undefined
  readonly more?: Payload | undefined
}): Payload {
  return {
    type: 'app_mention',
    user: fields.user,
    ts: fields.ts,
    client_msg_id: fresh('c-'),
    text: fields.text,
    team: TEAM,
    ...(fields.thread === undefined ? {} : { thread_ts: fields.thread }),
    blocks: [],
    channel: fields.channel,
    event_ts: fields.ts,
    ...fields.more,
  }
}

export function commandPayload(fields: {
  readonly command: string
  readonly text: string
  readonly user: string
  readonly channel: string
  readonly trigger: string
  readonly responseUrl: string
}): Payload {
  return {
    token: 'verification',
    team_id: TEAM,
    team_domain: 'example',
    channel_id: fields.channel,
    channel_name: fields.channel.startsWith('D') ? 'directmessage' : 'general',
    user_id: fields.user,
    user_name: 'someone',
    command: fields.command,
    text: fields.text,
    api_app_id: APP,
    is_enterprise_install: 'false',
    response_url: fields.responseUrl,
    trigger_id: fields.trigger,
  }
}

export function shortcutPayload(fields: {
  readonly callback: string
  readonly text: string
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly trigger: string
  readonly responseUrl: string
}): Payload {
  return {
    type: 'message_action',
    token: 'verification',
    action_ts: fields.ts,
    team: { id: TEAM, domain: 'example' },
    user: { id: fields.user, username: 'someone', team_id: TEAM, name: 'someone' },
    channel: { id: fields.channel, name: 'general' },
    is_enterprise_install: false,
    enterprise: null,
    callback_id: fields.callback,
    trigger_id: fields.trigger,
    response_url: fields.responseUrl,
    message_ts: fields.ts,
    message: { user: 'U0OTHER', type: 'message', ts: fields.ts, text: fields.text, team: TEAM },
  }
}

export function actionPayload(fields: {
  readonly user: string
  readonly action: Payload
  readonly trigger: string
  readonly responseUrl: string
  /** A message, or the home page. */
  readonly message?: Payload | undefined
  readonly channel?: string | undefined
  readonly view?: Payload | undefined
}): Payload {
  const place =
    fields.view === undefined
      ? {
          container: {
            type: 'message',
            message_ts: fields.message?.['ts'],
            channel_id: fields.channel,
            is_ephemeral: false,
          },
          channel: { id: fields.channel, name: 'directmessage' },
          message: fields.message,
          response_url: fields.responseUrl,
        }
      : { container: { type: 'view', view_id: fields.view['id'] }, view: fields.view }
  return {
    type: 'block_actions',
    user: { id: fields.user, username: 'someone', name: 'someone', team_id: TEAM },
    api_app_id: APP,
    token: 'verification',
    trigger_id: fields.trigger,
    team: { id: TEAM, domain: 'example' },
    enterprise: null,
    is_enterprise_install: false,
    ...place,
    state: { values: {} },
    actions: [fields.action],
  }
}

export function submissionPayload(fields: {
  readonly user: string
  readonly view: Payload
  readonly values: Payload
  readonly trigger: string
}): Payload {
  return {
    type: 'view_submission',
    team: { id: TEAM, domain: 'example' },
    user: { id: fields.user, username: 'someone', name: 'someone', team_id: TEAM },
    api_app_id: APP,
    token: 'verification',
    trigger_id: fields.trigger,
    view: { ...fields.view, state: { values: fields.values } },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  }
}
