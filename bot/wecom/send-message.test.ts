import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../assistant/turn.ts'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import { silentLog } from '../../core/log.ts'
import { BOT, type FakeWecom, openFakeWecom } from '../../test/fakes/wecom/fake-wecom.ts'
import { movingClock } from '../../test/moving-clock.ts'
import { openTestDatabase } from '../../test/open-database.ts'
import type { IncomingEvent, Outgoing, SendMark } from '../channel.ts'
import { createWecomChannel, type WecomChannel } from './wecom-channel.ts'

let database: Database
let fake: FakeWecom
let channel: WecomChannel
const received: IncomingEvent[] = []
const clock = movingClock()
const HOME = { kind: 'private', chatId: 'zhang', userId: 'zhang' }
const mark = (fields: Partial<SendMark> = {}): SendMark => ({
  id: newId(),
  ordinal: 1,
  count: 1,
  uncertain: false,
  ...fields,
})

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  received.length = 0
  fake = await openFakeWecom(clock)
  channel = createWecomChannel({
    botId: BOT.id,
    secret: BOT.secret,
    wsUrl: fake.url,
    receive: async (event) => {
      received.push(event)
      return 'new'
    },
    database,
    clock,
    log: silentLog,
    locale: 'zh-CN',
    publicUrl: () => null,
    pace: { lease: 40, reconnect: 20 },
  })
  await channel.start()
  await expect.poll(() => channel.ready(), { timeout: 5_000 }).toBe(true)
})
afterEach(async () => {
  await channel.stop()
  await fake.close()
  expect(fake.violations).toEqual([])
})

function outgoing(text: string, fields: Partial<Reply> = {}, pictures: readonly Buffer[] = []): Outgoing {
  return {
    reply: { id: 'turn-1', conversationId: 'c', parts: [{ type: 'text', text }], actions: [], ...fields },
    locale: 'zh-CN',
    linkTo: (path) => `https://pharos.example${path}`,
    pictures: new Map(pictures.map((png, at) => [`/chart/${at}`, png])),
  }
}

async function asked(): Promise<IncomingEvent> {
  fake.say('zhang', { msgtype: 'text', text: { content: '上周拜访怎么样' } })
  await expect.poll(() => received.length).toBe(1)
  return received[0]!
}

describe('pictures', () => {
  const png = Buffer.alloc(700_000, 'png')

  it('stand under the words where a stream is open', async () => {
    const { place } = await asked()
    const messages = channel.render(outgoing('拜访 12 次', {}, [png]), place)
    expect(messages).toHaveLength(1)
    expect(await channel.send(place, messages[0]!, mark())).toMatchObject({ kind: 'sent' })
    expect(fake.shown).toHaveLength(1)
    expect(fake.shown[0]!.pictures[0]!.equals(png)).toBe(true)
  })

  it('are uploaded in pieces and sent by themselves otherwise', async () => {
    const messages = channel.render(outgoing('拜访 12 次', {}, [png]), HOME)
    for (const one of messages) expect(await channel.send(HOME, one, mark())).toMatchObject({ kind: 'sent' })
    expect(fake.shown.map((one) => one.kind)).toEqual(['markdown', 'image'])
    expect(fake.shown[1]!.pictures[0]!.equals(png)).toBe(true)
  })
})

describe('a message of its own', () => {
  it('is sent again with a word about it when nobody knows whether it arrived', async () => {
    const [words] = channel.render(outgoing('提醒：给沈主任送文献'), HOME)
    let lost = 0
    fake.onFrame(() => {
      lost += 1
      return lost === 1 ? 'drop_after' : undefined
    })
    expect(await channel.send(HOME, words!, mark())).toEqual({ kind: 'unknown', code: 'connection_lost' })
    expect(await channel.send(HOME, words!, mark())).toMatchObject({ kind: 'later', code: 'not_connected' })
    await expect.poll(() => channel.ready(), { timeout: 5_000 }).toBe(true)
    expect(await channel.send(HOME, words!, mark({ uncertain: true }))).toMatchObject({ kind: 'sent' })
    expect(fake.shown.map((one) => one.text)).toEqual([
      '提醒：给沈主任送文献',
      '提醒：给沈主任送文献\n\n（这条消息可能会重复出现。）',
    ])
  })

  it('is given up for somebody who is not there, and waits where it is too often', async () => {
    const [words] = channel.render(outgoing('早上好'), HOME)
    const gone = { ...HOME, chatId: 'gone-1' }
    expect(await channel.send(gone, words!, mark())).toEqual({ kind: 'refused', code: 'wecom_93006' })
    fake.onFrame(() => 45009)
    const outcome = await channel.send(HOME, words!, mark())
    expect(outcome).toMatchObject({ kind: 'later', code: 'wecom_45009' })
  })
})

describe('a long answer', () => {
  it('ends its stream with the first part and goes on in messages, each within the limit', async () => {
    const { place } = await asked()
    const text = Array.from({ length: 1_500 }, (_, at) => `${at + 1}、每日最大剂量不超过4片。`).join('\n')
    const messages = channel.render(outgoing(text), place)
    expect(messages.length).toBeGreaterThan(2)
    for (const one of messages) expect(await channel.send(place, one, mark())).toMatchObject({ kind: 'sent' })
    expect(fake.shown.map((one) => one.kind)).toEqual(['stream', ...messages.slice(1).map(() => 'markdown')])
    expect(
      fake.shown
        .map((one) => one.text)
        .join('\n')
        .split('\n'),
    ).toHaveLength(1_500)
  })
})

describe('buttons', () => {
  const actions = [
    { id: 'summary_brief:K1', label: '沈知白 · 青岭市第一医院 · 心内科', style: 'default' as const },
    { id: 'up', label: '有帮助', style: 'default' as const },
  ]

  it('are on a card that is taken once, whatever was lost', async () => {
    const [, card] = channel.render(outgoing('哪一位沈主任？', { actions }), HOME)
    const same = mark()
    expect(await channel.send(HOME, card!, same)).toMatchObject({ kind: 'sent' })
    expect(await channel.send(HOME, card!, { ...same, uncertain: true })).toMatchObject({ kind: 'sent' })
    expect(fake.shown).toHaveLength(1)
    const button = (fake.shown[0]!.card!['button_list'] as { text: string; key: string }[])[0]!
    expect(button.text).toBe('沈知白 · 青岭市…')
    const task_id = fake.shown[0]!.card!['task_id']
    fake.event('zhang', 'template_card_event', { event_key: button.key, task_id })
    await expect.poll(() => received.length).toBe(1)
    expect(received[0]!.content).toEqual({
      kind: 'press',
      turnId: 'turn-1',
      action: 'summary_brief:K1',
      values: {},
    })
    // Without an address of our pages the card keeps a button, which does nothing.
    await expect
      .poll(() => fake.shown[0]!.card!['main_title'])
      .toMatchObject({ title: '已收到：沈知白 · 青岭市第一医院 · 心内科' })
    const [idle] = fake.shown[0]!.card!['button_list'] as { key: string }[]
    fake.event('zhang', 'template_card_event', { event_key: idle!.key, task_id })
    fake.event('zhang', 'template_card_event', { event_key: 'foreign', task_id })
    fake.event('zhang', 'template_card_event', {})
    await asked2()
  })

  async function asked2(): Promise<void> {
    fake.say('zhang', { msgtype: 'text', text: { content: '好' } })
    await expect.poll(() => received.length).toBe(2)
    expect(received[1]!.content).toMatchObject({ kind: 'message', text: '好' })
  }
})
