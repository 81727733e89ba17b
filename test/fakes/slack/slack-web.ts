/**
 * Slack's Web API as the fake answers it: the state of a workspace and one method after another. It checks the token,
 * the arguments and the blocks, and refuses as Slack does; what it refuses for the caller's fault is a violation.
 */
import { checkBlocks, checkView } from './check-blocks.ts'
import { BOT_ID, BOT_USER, fresh, type Payload, TEAM } from './slack-payloads.ts'

export interface SlackMessageRow {
  readonly channel: string
  readonly ts: string
  readonly thread: string | null
  readonly user: string
  readonly text: string
  readonly blocks: readonly Payload[]
  readonly metadata: Payload | null
  /** How often it was drawn anew. */
  readonly updates: number
}

export interface SlackUser {
  readonly email: string
  readonly more?: Payload
}

export interface SlackFileRow {
  readonly name: string
  readonly bytes: Buffer | null
  readonly complete: boolean
  /** Looks until it is ready. */
  readonly looks: number
}

export class SlackRefusal extends Error {
  readonly word: string
  /** The caller should have known better. */
  readonly fault: boolean

  constructor(word: string, fault: boolean, why = '') {
    super(`${word} ${why}`)
    this.word = word
    this.fault = fault
  }
}

export function createSlackWeb(deps: { readonly origin: () => string }) {
  const messages: SlackMessageRow[] = []
  const users = new Map<string, SlackUser>()
  const directs = new Map<string, string>()
  /** Channels that the bot is not in, or that are archived: word of the refusal. */
  const closed = new Map<string, string>()
  const files = new Map<string, SlackFileRow>()
  const homes = new Map<string, Payload>()
  const homeDraws: string[] = []
  const modals: {
    readonly id: string
    readonly hash: string
    readonly view: Payload
    readonly user: string
  }[] = []
  const statuses: { readonly channel: string; readonly thread: string; readonly status: string }[] = []
  const status = new Map<string, string>()
  const titles = new Map<string, string>()
  const prompts: {
    readonly channel: string
    readonly thread: string | null
    readonly prompts: readonly Payload[]
  }[] = []
  const triggers = new Map<string, { readonly user: string; readonly at: number }>()
  /** Looks until an uploaded file is ready. */
  const settings = { looks: 1, scopes: true }
  let last = 0

  function nextTs(): string {
    last = Math.max(last + 1, Date.now() * 1000)
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
  }

  const fileReady = (id: string): boolean => {
    const file = files.get(id)
    return file?.complete === true && file.bytes !== null && file.looks <= 0
  }

  function need(args: Payload, ...names: readonly string[]): readonly string[] {
    return names.map((name) => {
      const value = args[name]
      if (typeof value !== 'string' || value === '')
        throw new SlackRefusal('invalid_arguments', true, `${name} is missing`)
      return value
    })
  }

  function allow(args: Payload, ...names: readonly string[]): void {
    for (const name of Object.keys(args)) {
      if (!names.includes(name)) throw new SlackRefusal('invalid_arguments', true, `no argument ${name}`)
    }
  }

  function openChannel(channel: string): void {
    const word = closed.get(channel)
    if (word !== undefined) throw new SlackRefusal(word, false)
    if (channel.startsWith('D') && ![...directs.values()].includes(channel)) {
      throw new SlackRefusal('channel_not_found', true, channel)
    }
  }

  function checkSaid(args: Payload): {
    readonly text: string
    readonly blocks: readonly Payload[] | undefined
  } {
    const text = args['text']
    const blocks = args['blocks']
    if (text === undefined && blocks === undefined) throw new SlackRefusal('no_text', true)
    if (typeof text !== 'string' || text === '')
      throw new SlackRefusal('no_text', true, 'a fallback is needed')
    if (text.length > 40_000) throw new SlackRefusal('msg_too_long', true)
    if (text.includes('<')) {
      throw new SlackRefusal('invalid_arguments', true, 'a text with unescaped markup')
    }
    if (blocks === undefined) return { text, blocks: undefined }
    const { faults, characters } = checkBlocks(blocks, 'message', fileReady)
    if (faults.length > 0) throw new SlackRefusal('invalid_blocks', true, faults.join('; '))
    if (characters > 13_200) throw new SlackRefusal('msg_blocks_too_long', true)
    return { text, blocks: blocks as readonly Payload[] }
  }

  function rowOf(row: SlackMessageRow, withMetadata: boolean): Payload {
    return {
      type: 'message',
      ...(row.user === BOT_USER ? { bot_id: BOT_ID } : {}),
      user: row.user,
      text: row.text,
      ts: row.ts,
      ...(row.thread === null ? {} : { thread_ts: row.thread }),
      team: TEAM,
      blocks: row.blocks,
      ...(withMetadata && row.metadata !== null ? { metadata: row.metadata } : {}),
    }
  }

  function page(rows: readonly SlackMessageRow[], args: Payload): Payload {
    const limit = Number(args['limit'] ?? 100)
    if (!(limit >= 1 && limit <= 999)) throw new SlackRefusal('invalid_limit', true)
    const from = Number(args['cursor'] ?? 0)
    const shown = rows.slice(from, from + limit)
    const more = from + limit < rows.length
    const metadata = args['include_all_metadata'] === 'true'
    return {
      messages: shown.map((row) => rowOf(row, metadata)),
      has_more: more,
      response_metadata: { next_cursor: more ? String(from + limit) : '' },
    }
  }

  const after = (oldest: unknown) => (row: SlackMessageRow) => Number(row.ts) >= Number(oldest ?? 0)

  const methods: Readonly<Record<string, (args: Payload) => Payload>> = {
    'auth.test': () => ({
      url: 'https://example.slack.com/',
      team: 'Example',
      user: 'pharos',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),

    'users.info'(args) {
      allow(args, 'user', 'include_locale')
      const [id = ''] = need(args, 'user')
      const user = users.get(id)
      if (user === undefined) throw new SlackRefusal('user_not_found', false)
      return {
        user: {
          id,
          team_id: TEAM,
          name: 'someone',
          deleted: false,
          is_bot: false,
          is_restricted: false,
          is_ultra_restricted: false,
          is_app_user: false,
          is_email_confirmed: true,
          tz: 'Asia/Shanghai',
          profile: { real_name: 'Someone', email: user.email },
          ...user.more,
        },
      }
    },

    'conversations.open'(args) {
      allow(args, 'users', 'return_im', 'prevent_creation')
      const [id = ''] = need(args, 'users')
      if (!users.has(id)) throw new SlackRefusal('user_not_found', false)
      if (closed.has(id)) throw new SlackRefusal(closed.get(id)!, false)
      return { no_op: true, already_open: true, channel: { id: directOf(id) } }
    },

    'conversations.history'(args) {
      allow(args, 'channel', 'oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata')
      if (!settings.scopes) throw new SlackRefusal('missing_scope', false)
      const [channel = ''] = need(args, 'channel')
      openChannel(channel)
      const rows = messages
        .filter((row) => row.channel === channel && row.thread === null)
        .filter(after(args['oldest']))
      return page(rows.toReversed(), args)
    },

    'conversations.replies'(args) {
      allow(args, 'channel', 'ts', 'oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata')
      if (!settings.scopes) throw new SlackRefusal('missing_scope', false)
      const [channel = '', ts = ''] = need(args, 'channel', 'ts')
      openChannel(channel)
      const rows = messages.filter((row) => row.channel === channel && (row.ts === ts || row.thread === ts))
      if (rows.length === 0) throw new SlackRefusal('thread_not_found', false)
      return page(
        rows.filter((row) => row.ts === ts || after(args['oldest'])(row)),
        args,
      )
    },

    'chat.postMessage'(args) {
      allow(args, 'channel', 'thread_ts', 'text', 'blocks', 'metadata', 'unfurl_links', 'unfurl_media')
      const [channel = ''] = need(args, 'channel')
      openChannel(channel)
      const { text, blocks } = checkSaid(args)
      const metadata = args['metadata'] as { event_type?: unknown; event_payload?: unknown } | undefined
      if (metadata !== undefined) {
        const whole = typeof metadata.event_type === 'string' && typeof metadata.event_payload === 'object'
        if (!whole) throw new SlackRefusal('invalid_metadata_format', true)
      }
      const thread = args['thread_ts'] === undefined ? null : String(args['thread_ts'])
      if (thread !== null && !/^\d{10}\.\d{6}$/u.test(thread))
        throw new SlackRefusal('invalid_thread_ts', true)
      const ts = nextTs()
      messages.push({
        channel,
        ts,
        thread,
        user: BOT_USER,
        text,
        blocks: blocks ?? [],
        metadata: (metadata as Payload) ?? null,
        updates: 0,
      })
      if (thread !== null) status.delete(`${channel}:${thread}`)
      return { channel, ts, message: { type: 'message', ts, text, bot_id: BOT_ID, user: BOT_USER } }
    },

    'chat.update'(args) {
      allow(args, 'channel', 'ts', 'text', 'blocks', 'metadata')
      const [channel = '', ts = ''] = need(args, 'channel', 'ts')
      openChannel(channel)
      const at = messages.findIndex((row) => row.channel === channel && row.ts === ts)
      if (at < 0) throw new SlackRefusal('message_not_found', false)
      if (messages[at]!.user !== BOT_USER) throw new SlackRefusal('cant_update_message', true)
      const { text, blocks } = checkSaid(args)
      messages[at] = {
        ...messages[at]!,
        text,
        blocks: blocks ?? messages[at]!.blocks,
        updates: messages[at]!.updates + 1,
      }
      return { channel, ts, text }
    },

    'views.open'(args) {
      allow(args, 'trigger_id', 'view')
      const [trigger = ''] = need(args, 'trigger_id')
      const known = triggers.get(trigger)
      triggers.delete(trigger)
      if (known === undefined) throw new SlackRefusal('exchanged_trigger_id', true)
      if (Date.now() - known.at > 3_000) throw new SlackRefusal('expired_trigger_id', false)
      const faults = checkView(args['view'], fileReady)
      if (faults.length > 0) throw new SlackRefusal('invalid_arguments', true, faults.join('; '))
      const opened = { id: fresh('V'), hash: fresh('h'), view: args['view'] as Payload, user: known.user }
      modals.push(opened)
      return { view: { ...opened.view, id: opened.id, hash: opened.hash } }
    },

    'views.publish'(args) {
      allow(args, 'user_id', 'view', 'hash')
      const [user = ''] = need(args, 'user_id')
      const faults = checkView(args['view'], fileReady)
      if (faults.length > 0) throw new SlackRefusal('invalid_arguments', true, faults.join('; '))
      const view = { ...(args['view'] as Payload), id: fresh('V'), hash: fresh('h') }
      homes.set(user, view)
      homeDraws.push(user)
      return { view }
    },

    'assistant.threads.setStatus'(args) {
      allow(args, 'channel_id', 'thread_ts', 'status', 'loading_messages')
      const [channel = '', thread = ''] = need(args, 'channel_id', 'thread_ts')
      openChannel(channel)
      const said = String(args['status'] ?? '')
      statuses.push({ channel, thread, status: said })
      if (said === '') status.delete(`${channel}:${thread}`)
      else status.set(`${channel}:${thread}`, said)
      return {}
    },

    'assistant.threads.setTitle'(args) {
      allow(args, 'channel_id', 'thread_ts', 'title')
      const [channel = '', thread = '', title = ''] = need(args, 'channel_id', 'thread_ts', 'title')
      titles.set(`${channel}:${thread}`, title)
      return {}
    },

    'assistant.threads.setSuggestedPrompts'(args) {
      allow(args, 'channel_id', 'thread_ts', 'prompts', 'title')
      const [channel = ''] = need(args, 'channel_id')
      const list = args['prompts'] as readonly Payload[]
      if (!Array.isArray(list) || list.length < 1 || list.length > 4)
        throw new SlackRefusal('too_many_prompts', true)
      prompts.push({
        channel,
        thread: args['thread_ts'] === undefined ? null : String(args['thread_ts']),
        prompts: list,
      })
      return {}
    },

    'files.getUploadURLExternal'(args) {
      allow(args, 'filename', 'length', 'alt_text', 'alt_txt', 'snippet_type')
      const [name = ''] = need(args, 'filename')
      if (!(Number(args['length']) > 0)) throw new SlackRefusal('invalid_arguments', true, 'length')
      const id = fresh('F')
      files.set(id, { name, bytes: null, complete: false, looks: settings.looks })
      return { upload_url: `${deps.origin()}/upload/${id}`, file_id: id }
    },

    'files.completeUploadExternal'(args) {
      allow(args, 'files', 'channel_id', 'thread_ts', 'initial_comment', 'blocks')
      const list = args['files'] as readonly { id: string }[]
      for (const { id } of list) {
        const file = files.get(id)
        if (file?.bytes == null) throw new SlackRefusal('file_not_found', true)
        files.set(id, { ...file, complete: true })
      }
      return { files: list }
    },

    'files.info'(args) {
      allow(args, 'file')
      const [id = ''] = need(args, 'file')
      const file = files.get(id)
      if (file === undefined) throw new SlackRefusal('file_not_found', true)
      files.set(id, { ...file, looks: file.looks - 1 })
      return { file: { id, name: file.name, mimetype: file.looks - 1 <= 0 ? 'image/png' : '' } }
    },
  }

  function directOf(user: string): string {
    const known = directs.get(user)
    if (known !== undefined) return known
    const id = `D0${user}`
    directs.set(user, id)
    return id
  }

  return {
    messages,
    users,
    closed,
    files,
    homes,
    homeDraws,
    modals,
    statuses,
    status,
    titles,
    prompts,
    triggers,
    settings,
    methods,
    nextTs,
    directOf,
    /** What a person wrote stands in the history, too. */
    said(channel: string, user: string, text: string, thread: string | null): string {
      const ts = nextTs()
      messages.push({ channel, ts, thread, user, text, blocks: [], metadata: null, updates: 0 })
      return ts
    },
    trigger(user: string): string {
      const id = fresh('trigger.')
      triggers.set(id, { user, at: Date.now() })
      return id
    },
  }
}

export type SlackWeb = ReturnType<typeof createSlackWeb>
