/**
 * A strict Slack on loopback: the Web API over HTTP, Socket Mode over WebSocket with acknowledgements, redelivery and
 * disconnects, and events over HTTP with real signatures and retries. Faults are ordered by the test; what the caller
 * does wrong is a violation.
 */
import { createHmac } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import {
  actionPayload,
  BOT_USER,
  commandPayload,
  eventPayload,
  fresh,
  mentionEvent,
  messageEvent,
  type Payload,
  shortcutPayload,
  submissionPayload,
} from './slack-payloads.ts'
import { createSlackWeb, type SlackMessageRow, SlackRefusal } from './slack-web.ts'

interface Socket {
  send(data: string): void
  close(): void
  terminate(): void
  on(event: 'message', listener: (data: Buffer) => void): void
  on(event: 'close', listener: () => void): void
}
interface SocketServer {
  handleUpgrade(request: IncomingMessage, socket: unknown, head: Buffer, done: (socket: Socket) => void): void
  close(): void
}
const { WebSocketServer } = createRequire(import.meta.url)('ws') as {
  WebSocketServer: new (options: { noServer: true }) => SocketServer
}

export const BOT_TOKEN = 'xoxb-fake-bot'
export const APP_TOKEN = 'xapp-fake-app'
export const SIGNING_SECRET = 'fake-signing-secret'

export type Fault =
  | { readonly kind: 'rate_limited'; readonly seconds: number }
  /** Done, and the answer is lost. */
  | { readonly kind: 'lost' }
  /** Not done, and no answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'slow'; readonly ms: number }

export interface Acknowledged {
  readonly id: string
  readonly type: string
  readonly attempt: number
  /** Null: not acknowledged. */
  readonly ms: number | null
  readonly payload: unknown
}

/** Milliseconds between a delivery and the next; Slack waits 0, 1 and 5 minutes. */
const RETRIES = [0, 60, 120]

export async function openFakeSlack(options: { readonly acknowledgeMs?: number } = {}) {
  const acknowledgeMs = options.acknowledgeMs ?? 3_000
  let origin = ''
  const web = createSlackWeb({ origin: () => origin })
  const violations: string[] = []
  const calls: { readonly method: string; readonly args: Payload; readonly ok: boolean }[] = []
  const faults = new Map<string, Fault[]>()
  const sockets = new Set<Socket>()
  const connections: number[] = []
  const acknowledged: Acknowledged[] = []
  /** Words that one person alone sees. */
  const ephemerals: string[] = []
  const waiting = new Map<string, (payload: unknown) => void>()
  const refuse = { connections: '' }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`fake: ${String(error)}`)
      response.writeHead(500)
      response.end()
    })
  })
  const upgrades = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    upgrades.handleUpgrade(request, socket, head as Buffer, (connected) => {
      sockets.add(connected)
      connections.push(Date.now())
      connected.on('close', () => sockets.delete(connected))
      connected.on('message', (data) => {
        const said = JSON.parse(data.toString()) as { envelope_id?: string; payload?: unknown }
        const known = said.envelope_id === undefined ? undefined : waiting.get(said.envelope_id)
        if (known === undefined) violations.push('an acknowledgement of nothing')
        else known(said.payload)
      })
      connected.send(
        JSON.stringify({
          type: 'hello',
          num_connections: sockets.size,
          debug_info: { host: 'fake' },
          connection_info: { app_id: 'A0PHAROS' },
        }),
      )
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', origin).pathname
    const body = await readBody(request)
    if (path.startsWith('/api/')) return callMethod(path.slice('/api/'.length), request, response, body)
    if (path.startsWith('/upload/')) {
      const id = path.slice('/upload/'.length)
      const file = web.files.get(id)
      if (file === undefined) violations.push('an upload to nowhere')
      else web.files.set(id, { ...file, bytes: body })
      response.end('OK')
      return
    }
    if (path.startsWith('/files/')) {
      const file = web.files.get(path.slice('/files/'.length))
      if (request.headers.authorization !== `Bearer ${BOT_TOKEN}`) {
        // Slack shows a page to sign in.
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        response.end('<html>Sign in</html>')
        return
      }
      response.writeHead(file?.bytes == null ? 404 : 200, { 'content-type': 'application/octet-stream' })
      response.end(file?.bytes ?? '')
      return
    }
    if (path.startsWith('/response/')) {
      const said = JSON.parse(body.toString()) as {
        text?: string
        response_type?: string
        replace_original?: boolean
      }
      if (said.response_type !== 'ephemeral')
        violations.push('a response_url is for words that one person sees')
      ephemerals.push(said.text ?? '')
      response.end('ok')
      return
    }
    response.writeHead(404)
    response.end()
  }

  async function callMethod(
    method: string,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<void> {
    const args = readArguments(request, body)
    const fault = faults.get(method)?.shift()
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'reset') return void request.socket.destroy()
    if (fault?.kind === 'rate_limited') {
      response.writeHead(429, { 'retry-after': String(fault.seconds) })
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }))
      return
    }
    if (fault?.kind === 'status') {
      response.writeHead(fault.status)
      response.end('Internal')
      return
    }
    const answer = fault?.kind === 'word' ? { ok: false, error: fault.word } : answerOf(method, request, args)
    calls.push({ method, args, ok: answer['ok'] === true })
    if (fault?.kind === 'lost') return void request.socket.destroy()
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  }

  function answerOf(method: string, request: IncomingMessage, args: Payload): Payload {
    const token = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN
    if (request.headers.authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' }
    if (method === 'apps.connections.open') {
      return refuse.connections === ''
        ? { ok: true, url: `${origin.replace('http', 'ws')}/link/?ticket=${fresh('t')}&app_id=A0PHAROS` }
        : { ok: false, error: refuse.connections }
    }
    try {
      const answer = web.methods[method]
      if (answer === undefined) throw new SlackRefusal('unknown_method', true)
      return { ok: true, ...answer(args) }
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error
      if (error.fault) violations.push(`${method}: ${error.message}`)
      return { ok: false, error: error.word }
    }
  }

  /** Over the socket, again until it is acknowledged or Slack gives up. */
  async function deliver(payload: Payload, type = typeOf(payload)): Promise<Acknowledged> {
    for (let attempt = 0; ; attempt += 1) {
      const done = await deliverOnce(payload, type, attempt)
      if (done.ms !== null || attempt >= RETRIES.length || type !== 'events_api') return done
      await new Promise((resolve) => setTimeout(resolve, RETRIES[attempt]))
    }
  }

  async function deliverOnce(payload: Payload, type: string, attempt = 0): Promise<Acknowledged> {
    const socket = await aSocket()
    const id = fresh('envelope-')
    const begun = performance.now()
    const answer = new Promise<{ readonly payload: unknown } | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), acknowledgeMs)
      waiting.set(id, (said) => {
        clearTimeout(timer)
        resolve({ payload: said })
      })
    })
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api'
          ? { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : 'timeout' }
          : {}),
      }),
    )
    const said = await answer
    // A late acknowledgement is taken and means nothing.
    if (said !== null) waiting.delete(id)
    const ms = said === null ? null : performance.now() - begun
    const done = { id, type, attempt, ms, payload: said?.payload }
    acknowledged.push(done)
    const words = said?.payload as { text?: string; response_type?: string } | undefined
    if (words?.response_type === 'ephemeral') ephemerals.push(words.text ?? '')
    return done
  }

  async function aSocket(): Promise<Socket> {
    for (let waited = 0; waited < 5_000; waited += 10) {
      const [socket] = sockets
      if (socket !== undefined) return socket
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('Nobody is connected.')
  }

  return {
    web,
    violations,
    calls,
    acknowledged,
    ephemerals,
    connections,
    refuse,
    apiUrl: `${origin}/api/`,
    origin,
    deliver,
    deliverOnce,

    /** The next calls of a method fare so, one after another. */
    fault(method: string, ...list: readonly Fault[]): void {
      faults.set(method, [...(faults.get(method) ?? []), ...list])
    },

    /** What the bot has said: in order. */
    replies(channel?: string): readonly SlackMessageRow[] {
      return web.messages.filter(
        (row) => row.user === BOT_USER && (channel === undefined || row.channel === channel),
      )
    },

    message(user: string, text: string, more: { readonly thread?: string; readonly fields?: Payload } = {}) {
      const channel = web.directOf(user)
      const ts = web.said(channel, user, text, more.thread ?? null)
      return eventPayload(messageEvent({ user, channel, ts, text, thread: more.thread, more: more.fields }))
    },

    mention(
      user: string,
      channel: string,
      text: string,
      more: { readonly thread?: string; readonly fields?: Payload } = {},
    ) {
      const words = `<@${BOT_USER}> ${text}`
      const ts = web.said(channel, user, words, more.thread ?? null)
      return eventPayload(
        mentionEvent({ user, channel, ts, text: words, thread: more.thread, more: more.fields }),
      )
    },

    threadStarted(user: string) {
      const channel = web.directOf(user)
      const thread = web.said(channel, user, 'New chat', null)
      const payload = eventPayload({
        type: 'assistant_thread_started',
        assistant_thread: { user_id: user, context: {}, channel_id: channel, thread_ts: thread },
        event_ts: thread,
      })
      return { payload, channel, thread }
    },

    homeOpened(user: string, tab: 'home' | 'messages' = 'home') {
      return eventPayload({
        type: 'app_home_opened',
        user,
        channel: web.directOf(user),
        tab,
        event_ts: web.nextTs(),
      })
    },

    command(user: string, command: string, text: string, channel = 'C0GENERAL') {
      return commandPayload({
        command,
        text,
        user,
        channel,
        trigger: web.trigger(user),
        responseUrl: `${origin}/response/${fresh('r')}`,
      })
    },

    shortcut(user: string, callback: string, text: string, channel = 'C0GENERAL') {
      return shortcutPayload({
        callback,
        text,
        user,
        channel,
        ts: web.nextTs(),
        trigger: web.trigger(user),
        responseUrl: `${origin}/response/${fresh('r')}`,
      })
    },

    /** A button or an entry of a menu that stands in a message or on the home page. */
    press(
      user: string,
      where: SlackMessageRow | 'home',
      find: (element: Payload) => boolean,
      picked?: string,
    ) {
      const view = where === 'home' ? web.homes.get(user) : undefined
      const blocks = (where === 'home' ? view?.['blocks'] : where.blocks) as readonly Payload[]
      const action = pressedOf(blocks, find, picked, web.nextTs())
      return actionPayload({
        user,
        action,
        trigger: web.trigger(user),
        responseUrl: `${origin}/response/${fresh('r')}`,
        ...(where === 'home'
          ? { view: { ...view, type: 'home' } }
          : {
              channel: where.channel,
              message: {
                type: 'message',
                user: BOT_USER,
                bot_id: 'B0BOT',
                ts: where.ts,
                text: where.text,
                blocks: where.blocks,
                ...(where.thread === null ? {} : { thread_ts: where.thread }),
              },
            }),
      })
    },

    /** The form that was opened last, as it is sent: what it showed, and what was changed in it. */
    submit(user: string, changes: Readonly<Record<string, Payload>>) {
      const opened = web.modals.at(-1)
      if (opened === undefined) throw new Error('No form is open.')
      const view = { ...opened.view, id: opened.id, hash: opened.hash, type: 'modal', team_id: 'T0TEAM' }
      return submissionPayload({
        user,
        view,
        values: valuesOf(opened.view, changes),
        trigger: web.trigger(user),
      })
    },

    /** As a file that somebody dropped. */
    file(name: string, mimetype: string, bytes: Buffer, more: Payload = {}) {
      const id = fresh('F')
      web.files.set(id, { name, bytes, complete: true, looks: 0 })
      return {
        id,
        name,
        title: name,
        mimetype,
        size: bytes.length,
        mode: 'hosted',
        is_external: false,
        url_private: `${origin}/files/${id}`,
        url_private_download: `${origin}/files/${id}`,
        ...more,
      }
    },

    /** To an endpoint of events, signed; status of the answer, its body, and how long it took. */
    post(
      url: string,
      payload: Payload,
      how: {
        readonly retry?: number
        readonly secret?: string
        readonly age?: number
        readonly form?: 'payload' | 'fields'
      } = {},
    ) {
      const body =
        how.form === undefined
          ? JSON.stringify(payload)
          : how.form === 'payload'
            ? `payload=${encodeURIComponent(JSON.stringify(payload))}`
            : new URLSearchParams(payload as Record<string, string>).toString()
      const timestamp = String(Math.floor(Date.now() / 1000) - (how.age ?? 0))
      const signature = `v0=${createHmac('sha256', how.secret ?? SIGNING_SECRET)
        .update(`v0:${timestamp}:${body}`)
        .digest('hex')}`
      const begun = performance.now()
      return new Promise<{ readonly status: number; readonly body: string; readonly ms: number }>(
        (resolve, reject) => {
          const sent = httpRequest(url, {
            method: 'POST',
            headers: {
              'content-type':
                how.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
              'x-slack-signature': signature,
              'x-slack-request-timestamp': timestamp,
              ...(how.retry === undefined
                ? {}
                : { 'x-slack-retry-num': String(how.retry), 'x-slack-retry-reason': 'http_timeout' }),
            },
          })
          sent.on('error', reject)
          sent.on('response', (response) => {
            readBody(response).then(
              (got) =>
                resolve({
                  status: response.statusCode ?? 0,
                  body: got.toString(),
                  ms: performance.now() - begun,
                }),
              reject,
            )
          })
          sent.end(body)
        },
      )
    },

    /** As Slack closes connections: with a word, or by breaking them. */
    disconnect(how: 'refresh_requested' | 'break'): void {
      for (const socket of sockets) {
        if (how === 'break') socket.terminate()
        else socket.send(JSON.stringify({ type: 'disconnect', reason: how, debug_info: { host: 'fake' } }))
      }
    },

    async close(): Promise<void> {
      for (const socket of sockets) socket.terminate()
      upgrades.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type FakeSlack = Awaited<ReturnType<typeof openFakeSlack>>

function typeOf(payload: Payload): string {
  if (payload['type'] === 'event_callback') return 'events_api'
  return payload['command'] === undefined ? 'interactive' : 'slash_commands'
}

async function readBody(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** As the SDK sends them: form fields, whose objects are JSON. */
function readArguments(request: IncomingMessage, body: Buffer): Payload {
  if (request.headers['content-type']?.startsWith('application/json') === true)
    return JSON.parse(body.toString()) as Payload
  const args: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(body.toString())) {
    args[name] =
      /^[[{]/u.test(value) && !['text', 'title', 'status'].includes(name) ? JSON.parse(value) : value
  }
  return args
}

/** A thumb stands within another element. */
function pressedOf(
  blocks: readonly Payload[],
  find: (element: Payload) => boolean,
  picked: string | undefined,
  ts: string,
): Payload {
  for (const block of blocks) {
    const inner = [
      ...((block['elements'] as readonly Payload[] | undefined) ?? []),
      ...(block['accessory'] === undefined ? [] : [block['accessory'] as Payload]),
    ]
    for (const element of inner) {
      const common = {
        action_id: element['action_id'] ?? fresh('a'),
        block_id: block['block_id'] ?? fresh('b'),
        action_ts: ts,
      }
      const sides = [element['positive_button'], element['negative_button']] as readonly (
        | Payload
        | undefined
      )[]
      const side = sides.find((one) => one !== undefined && find(one))
      if (side !== undefined)
        return { ...common, type: 'feedback_buttons', text: side['text'], value: side['value'] }
      if (!find(element)) continue
      if (element['type'] === 'static_select') {
        const options = element['options'] as readonly Payload[]
        const option = options.find(
          (one) => one['value'] === picked || (one['text'] as Payload)['text'] === picked,
        )
        if (option === undefined) throw new Error(`The menu has no ${picked}: ${JSON.stringify(options)}`)
        return { ...common, type: 'static_select', selected_option: option }
      }
      return { ...common, type: element['type'], text: element['text'], value: element['value'] }
    }
  }
  throw new Error(
    `There is no such button: ${JSON.stringify(blocks.flatMap((one) => one['elements'] ?? []))}`,
  )
}

function valuesOf(view: Payload, changes: Readonly<Record<string, Payload>>): Payload {
  const values: Record<string, Payload> = {}
  for (const block of view['blocks'] as readonly Payload[]) {
    if (block['type'] !== 'input') continue
    const element = block['element'] as Payload
    const shown: Payload = {
      type: element['type'],
      ...(element['type'] === 'plain_text_input' ? { value: element['initial_value'] ?? null } : {}),
      ...(element['type'] === 'datepicker' ? { selected_date: element['initial_date'] ?? null } : {}),
      ...(element['type'] === 'timepicker' ? { selected_time: element['initial_time'] ?? null } : {}),
      ...(element['type'] === 'static_select' ? { selected_option: element['initial_option'] ?? null } : {}),
      ...(element['type'] === 'multi_static_select'
        ? { selected_options: element['initial_options'] ?? [] }
        : {}),
      ...(element['type'] === 'radio_buttons' ? { selected_option: element['initial_option'] ?? null } : {}),
    }
    const id = String(block['block_id'])
    values[id] = { [String(element['action_id'])]: { ...shown, ...(changes[id] ?? {}) } }
  }
  const unknown = Object.keys(changes).filter((id) => values[id] === undefined)
  if (unknown.length > 0)
    throw new Error(`The form has no ${unknown.join(', ')}: ${Object.keys(values).join(', ')}`)
  return values
}
