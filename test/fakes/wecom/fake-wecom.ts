/**
 * WeCom's side of the long connection on loopback, strict: it takes the last connection that signs in and throws the
 * others out, checks every frame against the limits of the platform's pages and keeps what a person would see. A test
 * makes it lose acknowledgements, drop connections, refuse, or let streams expire.
 */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../core/clock.ts'
import { checkCard } from './check-card.ts'

interface Socket {
  on(event: string, listener: (data: Buffer) => void): void
  send(data: string): void
  close(): void
  terminate(): void
}
// The server half of the very package that the SDK connects with.
const near = createRequire(import.meta.url)
const { WebSocketServer } = createRequire(near.resolve('@wecom/aibot-node-sdk'))('ws') as {
  WebSocketServer: new (
    options: object,
  ) => {
    on(event: 'connection', listener: (socket: Socket) => void): void
    close(): void
  }
}

export type Fields = Readonly<Record<string, unknown>>
export interface Frame {
  readonly cmd: string
  readonly headers: { readonly req_id: string }
  readonly body: Fields
}
/** An errcode; `lose_ack`: it is done and not answered; `drop`: the connection ends before it is done; `drop_after`. */
export type Fault = number | 'lose_ack' | 'drop' | 'drop_after' | undefined

export interface ShownMessage {
  readonly chatId: string
  readonly kind: 'stream' | 'markdown' | 'image' | 'template_card' | 'welcome'
  text: string
  finished: boolean
  pictures: Buffer[]
  card: Fields | undefined
  feedbackId: string | undefined
  /** Frames that wrote it. */
  frames: number
}

interface Callback {
  readonly cmd: string
  readonly at: number
  readonly connection: number
  readonly chatId: string
  readonly taskId: string | undefined
}

export const BOT = { id: 'bot-1', secret: 'secret-1' } as const
const REPLY_WINDOW_MS = 5_000
const STREAM_IDLE_MS = 360_000
const STREAM_LIFE_MS = 600_000

export type FakeWecom = Awaited<ReturnType<typeof openFakeWecom>>

export async function openFakeWecom(clock: Clock) {
  const shown: ShownMessage[] = []
  const violations: string[] = []
  const frames: Frame[] = []
  const callbacks = new Map<string, Callback>()
  const streams = new Map<string, { message: ShownMessage; begun: number; last: number; reqId: string }>()
  const taskIds = new Set<string>()
  const uploads = new Map<string, { size: number; chunks: number; md5: string; parts: Map<number, Buffer> }>()
  const media = new Map<string, Buffer>()
  const files = new Map<string, { bytes: Buffer; name: string; until: number }>()
  const sockets = new Map<number, Socket>()
  let serving: number | undefined
  let connections = 0
  let signIns = 0
  let kicked = 0
  let nextId = 0
  /** Of its messages: a database that outlives it has seen others. */
  const own = randomBytes(4).toString('hex')
  let fault: (frame: Frame) => Fault = () => undefined
  let secret: string = BOT.secret
  let silentSignIn = false
  let strictConnection = false

  const http = createServer((request, response) => {
    const file = files.get(request.url?.split('/').at(-1) ?? '')
    if (file === undefined || clock.now().getTime() > file.until) {
      response.writeHead(403).end()
      return
    }
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    response.end(file.bytes)
  })
  const server = new WebSocketServer({ server: http, maxPayload: 64 * 1024 * 1024 })
  server.on('connection', (socket) => {
    connections += 1
    const id = connections
    sockets.set(id, socket)
    socket.on('message', (data) => receive(id, socket, JSON.parse(data.toString('utf8')) as Frame))
    socket.on('close', () => {
      sockets.delete(id)
      if (serving === id) serving = undefined
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo

  function receive(id: number, socket: Socket, frame: Frame): void {
    const reqId = frame.headers?.req_id
    const answer = (errcode: number, body?: Fields): void =>
      socket.send(
        JSON.stringify({
          headers: { req_id: reqId },
          errcode,
          errmsg: `e${errcode}`,
          ...(body === undefined ? {} : { body }),
        }),
      )
    if (typeof reqId !== 'string' || reqId === '') violations.push('frame without req_id')
    else if (frame.cmd === 'ping') answer(0)
    else if (frame.cmd === 'aibot_subscribe') {
      const errcode = subscribe(id, frame)
      if (errcode !== undefined) answer(errcode)
    } else if (serving !== id) answer(846600)
    else {
      frames.push(frame)
      const wrong = fault(frame)
      if (typeof wrong === 'number') answer(wrong)
      else if (wrong === 'drop') socket.terminate()
      else {
        const [errcode, body] = act(frame, id)
        if (wrong === 'drop_after') socket.terminate()
        else if (wrong !== 'lose_ack') answer(errcode, body)
      }
    }
  }

  /** Undefined where it is left without an answer. */
  function subscribe(id: number, { body }: Frame): number | undefined {
    signIns += 1
    if (silentSignIn) return undefined
    if (body['bot_id'] !== BOT.id || body['secret'] !== secret) return 853000
    const before = serving
    serving = id
    if (before !== undefined && before !== id) {
      kicked += 1
      const old = sockets.get(before)
      old?.send(
        JSON.stringify({
          cmd: 'aibot_event_callback',
          headers: { req_id: `kick-${id}` },
          body: { msgid: `kick-${id}`, msgtype: 'event', event: { eventtype: 'disconnected_event' } },
        }),
      )
      setTimeout(() => old?.terminate(), 20)
    }
    return 0
  }

  function act(frame: Frame, connection: number): readonly [number, Fields?] {
    const { cmd, body } = frame
    const refuse = (fault: string): readonly [number] => {
      violations.push(`${cmd}: ${fault}`)
      return [40058]
    }
    switch (cmd) {
      case 'aibot_respond_msg':
        return respond(frame, connection, refuse)
      case 'aibot_respond_welcome_msg': {
        const callback = callbacks.get(frame.headers.req_id)
        if (callback?.cmd !== 'enter_chat' || callback.connection !== connection) return [846605]
        if (clock.now().getTime() - callback.at > REPLY_WINDOW_MS) return [846606]
        const text = (body['text'] as Fields | undefined)?.['content']
        if (body['msgtype'] !== 'text' || typeof text !== 'string') return refuse('no text')
        keep({ chatId: callback.chatId, kind: 'welcome', text })
        return [0]
      }
      case 'aibot_respond_update_msg': {
        const callback = callbacks.get(frame.headers.req_id)
        if (callback?.cmd !== 'template_card_event' || callback.connection !== connection) return [846605]
        if (clock.now().getTime() - callback.at > REPLY_WINDOW_MS) return [846606]
        const card = body['template_card'] as Fields
        const faults = checkCard(card)
        if (faults.length > 0) return refuse(faults.join('; '))
        if (card['task_id'] !== callback.taskId) return refuse('another task_id')
        const message = shown.find((one) => one.card?.['task_id'] === callback.taskId)
        if (message !== undefined) message.card = card
        return [0]
      }
      case 'aibot_send_msg':
        return push(body, refuse)
      case 'aibot_upload_media_init': {
        if (Number(body['total_chunks']) > 100) return refuse('more than 100 chunks')
        nextId += 1
        uploads.set(`upload-${nextId}`, {
          size: Number(body['total_size']),
          chunks: Number(body['total_chunks']),
          md5: String(body['md5']),
          parts: new Map(),
        })
        return [0, { upload_id: `upload-${nextId}` }]
      }
      case 'aibot_upload_media_chunk': {
        const upload = uploads.get(String(body['upload_id']))
        const bytes = Buffer.from(String(body['base64_data']), 'base64')
        if (upload === undefined || bytes.length > 512 * 1024) return refuse('bad chunk')
        upload.parts.set(Number(body['chunk_index']), bytes)
        return [0]
      }
      case 'aibot_upload_media_finish': {
        const upload = uploads.get(String(body['upload_id']))
        if (upload === undefined) return refuse('unknown upload')
        const bytes = Buffer.concat([...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part))
        if (upload.parts.size !== upload.chunks || md5(bytes) !== upload.md5)
          return refuse('upload is not whole')
        nextId += 1
        media.set(`media-${nextId}`, bytes)
        return [0, { type: 'image', media_id: `media-${nextId}`, created_at: '1' }]
      }
      default:
        return refuse('unknown command')
    }
  }

  function respond(
    { headers, body }: Frame,
    connection: number,
    refuse: (fault: string) => readonly [number],
  ): readonly [number, Fields?] {
    const callback = callbacks.get(headers.req_id)
    if (callback === undefined || callback.cmd !== 'message') return [846605]
    if (strictConnection && callback.connection !== connection) return [846605]
    const stream = body['stream'] as Fields | undefined
    if (body['msgtype'] !== 'stream' || stream === undefined) return refuse('no stream')
    const { id, content, finish, msg_item: items, feedback } = stream as Record<string, unknown>
    if (typeof id !== 'string' || id === '') return refuse('stream without id')
    if (typeof content !== 'string' || content === '') return refuse('stream without content')
    if (Buffer.byteLength(content) > 20_480) return refuse('content over 20480 bytes')
    if (content.includes('\ufffd')) return refuse('broken character')
    const now = clock.now().getTime()
    const known = streams.get(id)
    if (known !== undefined && known.reqId !== headers.req_id) return refuse('stream of another callback')
    if (known !== undefined && !known.message.finished) {
      if (now - known.last > STREAM_IDLE_MS || now - known.begun > STREAM_LIFE_MS) return [846608]
    }
    if (known?.message.finished === true && finish !== true) return [846608]
    const pictures: Buffer[] = []
    for (const item of (items ?? []) as Fields[]) {
      const image = item['image'] as Fields
      const bytes = Buffer.from(String(image['base64']), 'base64')
      if (finish !== true || bytes.length > 10 * 1024 * 1024)
        return refuse('picture before the end, or too large')
      if (md5(bytes) !== image['md5']) return refuse('wrong md5')
      pictures.push(bytes)
    }
    if (pictures.length > 10) return refuse('more than 10 pictures')
    const feedbackId = (feedback as Fields | undefined)?.['id']
    if (feedbackId !== undefined && Buffer.byteLength(String(feedbackId)) > 256)
      return refuse('long feedback id')
    const message =
      known?.message ?? keep({ chatId: callback.chatId, kind: 'stream', text: '', finished: false })
    message.text = content
    message.finished = finish === true
    message.pictures = pictures
    message.frames += 1
    if (feedbackId !== undefined) message.feedbackId = String(feedbackId)
    streams.set(id, { message, begun: known?.begun ?? now, last: now, reqId: headers.req_id })
    return [0]
  }

  function push(body: Fields, refuse: (fault: string) => readonly [number]): readonly [number] {
    const chatId = body['chatid']
    if (typeof chatId !== 'string' || chatId === '') return [93006]
    if (chatId.startsWith('gone')) return [93006]
    if (body['msgtype'] === 'markdown') {
      const content = (body['markdown'] as Fields | undefined)?.['content']
      if (typeof content !== 'string' || content === '') return refuse('markdown without content')
      if (Buffer.byteLength(content) > 20_480) return refuse('content over 20480 bytes')
      keep({ chatId, kind: 'markdown', text: content })
      return [0]
    }
    if (body['msgtype'] === 'image') {
      const bytes = media.get(String((body['image'] as Fields)['media_id']))
      if (bytes === undefined) return refuse('unknown media')
      keep({ chatId, kind: 'image', pictures: [bytes] })
      return [0]
    }
    if (body['msgtype'] !== 'template_card') return refuse('unknown msgtype')
    const card = body['template_card'] as Fields
    const faults = checkCard(card)
    if (faults.length > 0) return refuse(faults.join('; '))
    const taskId = card['task_id'] as string | undefined
    if (taskId !== undefined && taskIds.has(taskId)) return [42014]
    if (taskId !== undefined) taskIds.add(taskId)
    keep({ chatId, kind: 'template_card', card })
    return [0]
  }

  function keep(given: Partial<ShownMessage> & Pick<ShownMessage, 'chatId' | 'kind'>): ShownMessage {
    const message: ShownMessage = {
      text: '',
      finished: true,
      pictures: [],
      card: undefined,
      feedbackId: undefined,
      frames: 0,
      ...given,
    }
    shown.push(message)
    return message
  }

  function deliver(cmd: string, body: Fields, callback: Omit<Callback, 'at' | 'connection'>): string {
    if (serving === undefined) throw new Error('No bot is connected.')
    nextId += 1
    const reqId = `req-${nextId}`
    callbacks.set(reqId, { ...callback, at: clock.now().getTime(), connection: serving })
    sockets.get(serving)?.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }))
    return reqId
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    shown,
    violations,
    frames,
    counts: () => ({ connections, signIns, kicked, connected: serving !== undefined }),
    onFrame(next: (frame: Frame) => Fault) {
      fault = next
    },
    changeSecret(next: string) {
      secret = next
    },
    setSilentSignIn(on: boolean) {
      silentSignIn = on
    },
    /** Callbacks are known on the connection that they came by alone. */
    setStrictConnection(on: boolean) {
      strictConnection = on
    },
    drop() {
      if (serving !== undefined) sockets.get(serving)?.terminate()
    },

    /** `again`: the id of a message that is delivered once more. */
    say(
      personId: string,
      content: Fields,
      options: { readonly group?: string; readonly id?: string } = {},
    ): string {
      nextId += 1
      const msgid = options.id ?? `msg-${own}-${nextId}`
      const body = {
        msgid,
        aibotid: BOT.id,
        chattype: options.group === undefined ? 'single' : 'group',
        ...(options.group === undefined ? {} : { chatid: options.group }),
        from: { userid: personId },
        ...content,
      }
      deliver('aibot_msg_callback', body, {
        cmd: 'message',
        chatId: options.group ?? personId,
        taskId: undefined,
      })
      return msgid
    },

    event(personId: string, eventtype: string, fields: Fields = {}): string {
      nextId += 1
      const msgid = `event-${own}-${nextId}`
      const body = {
        msgid,
        aibotid: BOT.id,
        chattype: 'single',
        from: { userid: personId },
        msgtype: 'event',
        event: { eventtype, [eventtype]: fields },
      }
      const taskId = fields['task_id'] as string | undefined
      deliver('aibot_event_callback', body, { cmd: eventtype, chatId: personId, taskId })
      return msgid
    },

    /** A file as the platform keeps it: encrypted, for five minutes. */
    file(bytes: Buffer, name: string): { readonly url: string; readonly aeskey: string } {
      const key = randomBytes(32)
      const pad = 32 - (bytes.length % 32)
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      const encrypted = Buffer.concat([
        cipher.update(Buffer.concat([bytes, Buffer.alloc(pad, pad)])),
        cipher.final(),
      ])
      nextId += 1
      files.set(`f${nextId}`, { bytes: encrypted, name, until: clock.now().getTime() + 300_000 })
      return { url: `http://127.0.0.1:${port}/f${nextId}`, aeskey: key.toString('base64') }
    },

    async close() {
      for (const socket of sockets.values()) socket.terminate()
      server.close()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex')
}
