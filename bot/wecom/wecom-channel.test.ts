import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../core/database.ts'
import type { Log } from '../../core/log.ts'
import { type BotRoom, NOTE, openBotRoom, type ProcessOptions, QUESTION } from '../../test/bot-room.ts'
import {
  BOT,
  type FakeWecom,
  type Frame,
  openFakeWecom,
  type ShownMessage,
} from '../../test/fakes/wecom/fake-wecom.ts'
import { openTestDatabase } from '../../test/open-database.ts'
import type { Bot } from '../create-bot.ts'
import { createWecomChannel, type WecomChannelDeps } from './wecom-channel.ts'

const PACE = {
  lease: 40,
  reconnect: 20,
  refused: 60,
  takenOver: 150,
  signIn: 300,
  refresh: 40,
  keep: [20, 20],
} as const

let database: Database
let room: BotRoom
let fake: FakeWecom
const bots: Bot[] = []
const logged: { readonly event: string; readonly fields: unknown }[] = []
const log: Log = {
  debug: (event, fields) => logged.push({ event, fields }),
  info: (event, fields) => logged.push({ event, fields }),
  warn: (event, fields) => logged.push({ event, fields }),
  error: (event, fields) => logged.push({ event, fields }),
}

beforeAll(async () => {
  database = await openTestDatabase()
  room = await openBotRoom(database)
  await room.link('wecom', 'zhang', 'rep-a')
  await room.link('wecom', 'li', 'rep-b')
})
afterAll(() => database.close())
beforeEach(async () => {
  logged.length = 0
  fake = await openFakeWecom(room.clock)
})
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.stop()
  const violations = fake.violations
  await fake.close()
  expect(violations).toEqual([])
})

async function open(
  options: ProcessOptions & { readonly deps?: Partial<WecomChannelDeps> } = {},
): Promise<Bot> {
  const { deps, ...process } = options
  const bot = room.openProcess(
    (receive) => [
      createWecomChannel({
        botId: BOT.id,
        secret: BOT.secret,
        wsUrl: fake.url,
        receive,
        database,
        clock: room.clock,
        log,
        locale: 'zh-CN',
        publicUrl: () => 'https://pharos.example',
        pace: PACE,
        ...deps,
      }),
    ],
    { log, ...process },
  )
  bots.push(bot)
  await bot.start()
  return bot
}

async function connected(options: Parameters<typeof open>[0] = {}): Promise<Bot> {
  const bot = await open(options)
  await until(() => isReady(bot))
  return bot
}

const isReady = (bot: Bot): boolean => bot.channels.get('wecom')?.ready?.() ?? false
const text = (content: string) => ({ msgtype: 'text', text: { content } })
const isLast = (frame: Frame): boolean =>
  (frame.body['stream'] as { finish?: boolean } | undefined)?.finish === true
const ended = (): ShownMessage[] => fake.shown.filter((one) => one.finished && one.card === undefined)

async function until(done: () => boolean, limit = 8_000): Promise<void> {
  const end = performance.now() + limit
  while (!done()) {
    if (performance.now() > end)
      throw new Error(
        `Not in time. Shown: ${JSON.stringify(fake.shown.map(({ kind, text: said }) => [kind, said.slice(0, 60)]))}`,
      )
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const quiet = (milliseconds = 150) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('a question in a chat of two', () => {
  it('is worked on in a stream and answered in the same one, with links and a feedback id', async () => {
    await connected()
    const id = fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    const [answer] = ended()
    expect(answer).toMatchObject({ kind: 'stream', chatId: 'zhang', finished: true, feedbackId: id })
    expect(answer!.text).toContain('不超过4片')
    expect(answer!.text).toMatch(/\[［1］\]\(https:\/\/pharos\.example\/l\//u)
    // The word that it is being worked on, refreshed for as long as that takes, and the answer.
    expect(answer!.frames).toBeGreaterThanOrEqual(2)
    await quiet()
    expect(ended()).toHaveLength(1)
  })

  it('has its next questions on a card that opens the source', async () => {
    await connected()
    fake.say('zhang', text('泽宁平的适应症是什么'))
    await until(() => ended().length === 1)
    await quiet(300)
    for (const { card } of fake.shown.filter((one) => one.card !== undefined)) {
      expect(card).toMatchObject({ card_type: 'text_notice', card_action: { type: 1 } })
    }
  })

  it('takes a thumb for the answer that it stands under, and says nothing about it', async () => {
    await connected()
    const id = fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    fake.event('zhang', 'feedback_event', {
      id,
      type: 2,
      content: '没有儿童',
      inaccurate_reason_list: [2, 3],
    })
    const verdicts = () => database.query.selectFrom('answer_feedback').selectAll().execute()
    await expect.poll(async () => (await verdicts()).length, { timeout: 5_000 }).toBeGreaterThan(0)
    expect((await verdicts()).at(-1)).toMatchObject({
      verdict: 'down',
      reason: '内容不完整、内容有错误: 没有儿童',
    })
    fake.event('li', 'feedback_event', { id, type: 1 })
    await quiet(300)
    expect(ended()).toHaveLength(1)
  })

  it('hears a voice by its transcript and a question beside a picture by its words', async () => {
    await connected()
    fake.say('zhang', { msgtype: 'voice', voice: { content: QUESTION } })
    await until(() => ended().length === 1)
    expect(ended()[0]!.text).toContain('不超过4片')
    const item = { msgtype: 'image', image: { url: 'http://127.0.0.1:1/x', aeskey: 'a' } }
    fake.say('zhang', {
      msgtype: 'mixed',
      mixed: { msg_item: [{ msgtype: 'text', text: { content: QUESTION } }, item] },
    })
    await until(() => ended().length === 2)
    expect(ended()[1]!.text).toMatch(/^（图片里的内容我读不了/u)
    fake.say('zhang', { msgtype: 'video', video: { url: 'http://127.0.0.1:1/x' } })
    await until(() => ended().length === 3)
    expect(ended()[2]!.text).toBe('我看不了视频，请用文字或语音告诉我。')
    fake.say('zhang', { msgtype: 'location' })
    await until(() => ended().length === 4)
    expect(ended()[3]!.text).toContain('没有文字')
  })

  it('is refused to a stranger in one sentence', async () => {
    await connected()
    fake.say('nobody', text(QUESTION))
    await until(() => ended().length === 1)
    expect(ended()[0]!.text).toContain('不认识您')
    expect(fake.shown).toHaveLength(1)
  })
})

describe('exactly one last message', () => {
  it('when the acknowledgement of the last word is lost: the repeat replaces it', async () => {
    await connected()
    let lost = 0
    fake.onFrame((frame) => {
      if (!isLast(frame) || lost > 0) return undefined
      lost += 1
      return 'lose_ack'
    })
    fake.say('zhang', text(QUESTION))
    await until(() => fake.frames.filter(isLast).length === 1)
    // The SDK waits five seconds for an acknowledgement; the bot then pauses by the clock.
    await until(() => logged.some((one) => one.event === 'channel.not_sent'), 9_000)
    room.clock.advance(2_000)
    await until(() => fake.frames.filter(isLast).length === 2)
    await quiet()
    expect(ended()).toHaveLength(1)
    expect(ended()[0]!.text).not.toContain('重复')
  })

  it('when the connection ends just after the last word', async () => {
    await connected()
    let lost = 0
    fake.onFrame((frame) => {
      if (!isLast(frame) || lost > 0) return undefined
      lost += 1
      return 'drop_after'
    })
    fake.say('zhang', text(QUESTION))
    await until(() => logged.some((one) => one.event === 'channel.not_sent'))
    room.clock.advance(3_000)
    await until(() => fake.frames.filter(isLast).length === 2)
    await quiet()
    expect(ended()).toHaveLength(1)
  })

  it('when the callback is not known on the next connection: said once more, with a word about it', async () => {
    await connected()
    fake.setStrictConnection(true)
    let lost = 0
    fake.onFrame((frame) => {
      if (!isLast(frame) || lost > 0) return undefined
      lost += 1
      return 'drop'
    })
    fake.say('zhang', text(QUESTION))
    await until(() => logged.some((one) => one.event === 'channel.not_sent'))
    room.clock.advance(3_000)
    await until(() => ended().length === 1)
    await quiet()
    expect(ended()).toHaveLength(1)
    expect(ended()[0]!.kind).toBe('markdown')
    expect(ended()[0]!.text).toContain('（这条消息可能会重复出现。）')
  })

  it('when the stream has expired: a message of its own, without such a word', async () => {
    await connected()
    fake.onFrame((frame) => (isLast(frame) ? 846608 : undefined))
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    await quiet()
    expect(ended()).toHaveLength(1)
    expect(ended()[0]).toMatchObject({ kind: 'markdown', chatId: 'zhang' })
    expect(ended()[0]!.text).not.toContain('重复')
  })

  it('when the same message is delivered again, during the answer and after it', async () => {
    await connected()
    const id = fake.say('zhang', text(QUESTION))
    fake.say('zhang', text(QUESTION), { id })
    await until(() => ended().length === 1)
    fake.say('zhang', text(QUESTION), { id })
    await quiet(300)
    expect(ended()).toHaveLength(1)
  })

  it('when the platform says that it is too often: later', async () => {
    await connected()
    let refused = 0
    fake.onFrame((frame) => {
      if (!isLast(frame) || refused > 0) return undefined
      refused += 1
      return 45009
    })
    fake.say('zhang', text(QUESTION))
    await until(() => logged.some((one) => one.event === 'channel.not_sent'))
    await quiet()
    expect(ended()).toHaveLength(0)
    room.clock.advance(25_000)
    await until(() => ended().length === 1)
    await quiet()
    expect(ended()).toHaveLength(1)
  })
})

describe('a visit note', () => {
  it('becomes a card; its button confirms it, and the card is redrawn at once', async () => {
    await connected()
    fake.say('zhang', text(NOTE))
    await until(() => fake.shown.some((one) => one.card?.['card_type'] === 'button_interaction'))
    const shown = fake.shown.find((one) => one.card?.['card_type'] === 'button_interaction')!
    const card = shown.card as {
      readonly task_id: string
      readonly button_list: readonly { readonly text: string; readonly key: string }[]
    }
    expect(card.button_list.map((one) => one.text)).toEqual(['确认', '修改', '放弃'])
    expect(ended()).toHaveLength(1)
    fake.event('zhang', 'template_card_event', { event_key: card.button_list[0]!.key, task_id: card.task_id })
    await until(() => shown.card?.['card_type'] === 'text_notice')
    expect(shown.card).toMatchObject({ main_title: { title: '已收到：确认' } })
    await until(() => ended().length === 2)
    expect(ended()[1]).toMatchObject({ kind: 'markdown', chatId: 'zhang' })
    expect(await database.query.selectFrom('visits').select('id').execute()).toHaveLength(1)
  })

  it('that may mean two people asks on a card, and takes the choice', async () => {
    await connected()
    fake.say('zhang', text('昨天下午在青岭市第一医院见了沈主任，讲了康衡的用法。'))
    await until(() => fake.shown.some((one) => one.card?.['card_type'] === 'multiple_interaction'))
    const { card } = fake.shown.find((one) => one.card?.['card_type'] === 'multiple_interaction')!
    const { task_id, select_list, submit_button } = card as {
      readonly task_id: string
      readonly select_list: readonly {
        readonly question_key: string
        readonly option_list: readonly { readonly id: string; readonly text: string }[]
      }[]
      readonly submit_button: { readonly key: string }
    }
    const [question] = select_list
    const chosen = question!.option_list.find((one) => one.text.includes('沈知远'))!
    fake.event('zhang', 'template_card_event', {
      card_type: 'multiple_interaction',
      event_key: submit_button.key,
      task_id,
      selected_items: {
        selected_item: [{ question_key: question!.question_key, option_ids: { option_id: [chosen.id] } }],
      },
    })
    await until(() => ended().length === 2)
    expect(ended()[1]!.text).toContain('沈知远')
  })

  it('whose card was sent without an acknowledgement has one card', async () => {
    await connected()
    let lost = 0
    fake.onFrame((frame) => {
      if (frame.body['msgtype'] !== 'template_card' || lost > 0) return undefined
      lost += 1
      return 'drop_after'
    })
    fake.say('li', text(NOTE))
    await until(() => logged.some((one) => one.event === 'channel.not_sent'))
    room.clock.advance(3_000)
    await until(() => fake.frames.filter((one) => one.body['msgtype'] === 'template_card').length === 2)
    await quiet()
    expect(fake.shown.filter((one) => one.card?.['card_type'] === 'button_interaction')).toHaveLength(1)
    expect(ended()).toHaveLength(1)
  })
})

describe('entering, groups, files', () => {
  it('welcomes within five seconds whoever opens the chat', async () => {
    await connected()
    fake.event('zhang', 'enter_chat')
    await until(() => ended().length === 1)
    expect(ended()[0]).toMatchObject({ kind: 'welcome', chatId: 'zhang' })
  })

  it('answers in a group without the name that called it, and without cards', async () => {
    await connected()
    fake.say('zhang', text(`@Pharos ${QUESTION}`), { group: 'group-1' })
    await until(() => ended().length === 1)
    expect(ended()[0]).toMatchObject({ kind: 'stream', chatId: 'group-1' })
    expect(ended()[0]!.text).toContain('不超过4片')
    await quiet()
    expect(fake.shown).toHaveLength(1)
  })

  it('takes what is quoted for what a short question points at', async () => {
    await connected()
    fake.say(
      'zhang',
      { ...text('@Pharos 这个怎么回答'), quote: { msgtype: 'text', text: { content: QUESTION } } },
      { group: 'group-1' },
    )
    await until(() => ended().length === 1)
    expect(ended()[0]!.text).toContain('不超过4片')
  })

  it('brings a personal matter from a group to the chat of two', async () => {
    await connected()
    fake.say('zhang', text(`@Pharos ${NOTE}再来一次`), { group: 'group-1' })
    await until(() => fake.shown.some((one) => one.chatId === 'group-1' && one.finished))
    expect(fake.shown.find((one) => one.chatId === 'group-1')!.text).toContain('私信')
    expect(fake.shown.filter((one) => one.chatId === 'zhang' && one.card === undefined)).toHaveLength(1)
  })

  it('fetches a file, decrypted and by its name, and says so when its time has passed', async () => {
    const bot = await connected()
    const channel = bot.channels.get('wecom')!
    const bytes = Buffer.from('说明书'.repeat(100))
    const { url, aeskey } = fake.file(bytes, '泽宁平说明书.txt')
    const file = { name: 'x', mediaType: 'text/plain', size: null, ref: { url, aeskey } }
    expect(Buffer.from(await channel.fetchFile(file)).equals(bytes)).toBe(true)
    fake.say('zhang', { msgtype: 'file', file: { url, aeskey } })
    await until(() => ended().length === 1)
    await expect(channel.fetchFile({ ...file, ref: { url, aeskey: 'c2hvcnQ=' } })).rejects.toMatchObject({
      code: 'damaged',
    })
    room.clock.advance(400_000)
    await expect(channel.fetchFile(file)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses a file that is larger than may be uploaded', async () => {
    const bot = await connected({ deps: { maxFileBytes: 1_000 } })
    const { url, aeskey } = fake.file(Buffer.alloc(5_000), 'large.bin')
    const file = { name: 'x', mediaType: 'text/plain', size: null, ref: { url, aeskey } }
    await expect(bot.channels.get('wecom')!.fetchFile(file)).rejects.toMatchObject({ code: 'too_large' })
  })
})

describe('what comes by itself', () => {
  it('is brought to the chat where the person is, a task with its buttons, once', async () => {
    const bot = await connected()
    fake.say('zhang', text('周五上午提醒我给沈主任送文献'))
    await until(() => fake.shown.some((one) => one.card !== undefined))
    const at = room.clock.now()
    await database.query
      .insertInto('notifications')
      .values({
        id: `n-${at.getTime()}`,
        kind: 'recall',
        user_id: 'rep-a',
        text: '撤回通知',
        due_at: at,
        created_at: at,
      })
      .execute()
    await bot.deliverNotices()
    await until(() => fake.shown.some((one) => one.text === '撤回通知'))
    await bot.deliverNotices()
    await quiet()
    expect(fake.shown.filter((one) => one.text === '撤回通知')).toHaveLength(1)
  })
})

describe('the connection', () => {
  it('belongs to one process; the other waits, and takes over when it stops', async () => {
    const first = await connected()
    const second = await open()
    await quiet(200)
    expect(isReady(second)).toBe(false)
    expect(fake.counts().signIns).toBe(1)
    bots.splice(bots.indexOf(first), 1)
    await first.stop()
    await until(() => isReady(second))
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    expect(fake.counts().kicked).toBe(0)
  })

  it('comes back after a foreign process has taken it, and says so in the log', async () => {
    const bot = await connected()
    const { WSClient } = await import('@wecom/aibot-node-sdk')
    const silent = { debug() {}, info() {}, warn() {}, error() {} }
    const foreign = new WSClient({ botId: BOT.id, secret: BOT.secret, wsUrl: fake.url, logger: silent })
    foreign.connect()
    await until(() => logged.some((one) => one.event === 'wecom.taken_over'))
    expect(isReady(bot)).toBe(false)
    await until(() => isReady(bot))
    foreign.disconnect()
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
  })

  it('is opened again after it was lost, and what was said is answered', async () => {
    const bot = await connected()
    fake.drop()
    await until(() => !isReady(bot))
    await until(() => isReady(bot))
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
  })

  it('goes on asking with a refused secret, slowly, and names the code', async () => {
    fake.changeSecret('another')
    const bot = await open()
    await until(() => fake.counts().signIns >= 2)
    expect(logged).toContainEqual({
      event: 'wecom.sign_in_refused',
      fields: { botId: BOT.id, errcode: 853000 },
    })
    fake.changeSecret(BOT.secret)
    await until(() => isReady(bot))
  })

  it('does not wait for ever for an answer to its sign-in', async () => {
    fake.setSilentSignIn(true)
    const bot = await open()
    await until(() => logged.some((one) => one.event === 'wecom.sign_in_unanswered'))
    fake.setSilentSignIn(false)
    await until(() => isReady(bot))
  })

  it('keeps a stream alive while the work takes long', async () => {
    let go = (): void => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const { composeVerbatim } = await import('../../assistant/compose-verbatim.ts')
    await connected({
      compose: async (asked) => {
        await gate
        return composeVerbatim(asked)
      },
    })
    fake.say('zhang', text(QUESTION))
    for (let minute = 0; minute < 8; minute += 1) {
      const before = fake.frames.length
      await until(() => fake.frames.length > before)
      room.clock.advance(60_000)
    }
    expect(fake.shown[0]!.text).toContain('还在查阅资料')
    go()
    await until(() => ended().length === 1)
    expect(ended()[0]!.kind).toBe('stream')
    await quiet()
    // The card with the next questions may have come by now, too.
    expect(fake.shown.filter(({ kind }) => kind === 'stream')).toHaveLength(1)
    expect(fake.shown.filter(({ kind }) => kind !== 'stream').map(({ kind }) => kind)).toEqual([
      'template_card',
    ])
  })

  it('tells who asks when nothing can be kept', async () => {
    await connected({
      deps: {
        receive: async () => {
          throw new Error('no database')
        },
      },
    })
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    expect(ended()[0]!.text).toContain('没有收下')
  })

  it('writes nothing of what is said into the log', async () => {
    await connected()
    fake.say('zhang', text(QUESTION))
    await until(() => ended().length === 1)
    const all = JSON.stringify(logged)
    for (const secret of [BOT.secret, '泽宁平', '不超过4片', 'zhang']) expect(all).not.toContain(secret)
  })
})
