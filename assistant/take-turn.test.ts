import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { type AnswerRoom, openAnswerRoom } from '../test/answer-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { ZEMISARTAN } from '../test/sample-labels.ts'
import type { Answer } from './answer.ts'
import { createGetAnswerRecord } from './answer-log.ts'
import { createPressAction } from './press-action.ts'
import { createRecordFeedback } from './record-feedback.ts'
import { createTakeTurn } from './take-turn.ts'
import type { Reply, TakeTurn, Turn } from './turn.ts'

let database: Database
let room: AnswerRoom
let versionId: string
let takeTurn: TakeTurn

beforeAll(async () => {
  database = await openTestDatabase()
  room = await openAnswerRoom(database)
  await room.product('P1', { name: '泽米沙坦片', brandNames: ['唯宁平'] })
  ;({ versionId } = await room.inForce(ZEMISARTAN, { title: '泽米沙坦片说明书', productIds: ['P1'] }))
  takeTurn = createTakeTurn({ database, clock: room.clock, answerQuestion: room.answerQuestion })
})
afterAll(() => database.close())

const say = (text: string, more: Partial<Turn> = {}): Promise<Reply> =>
  takeTurn({ text, reader: room.rep, channel: 'console', ...more })

const press = (turnId: string, action: string, values?: Record<string, unknown>, reader = room.rep) => {
  const recordFeedback = createRecordFeedback({ database, clock: room.clock })
  const pressAction = createPressAction({ database, clock: room.clock, gaps: room.gaps, recordFeedback })
  return pressAction({ turnId, action, values, reader })
}

function answerOf(reply: Reply): Answer {
  const part = reply.parts[0]
  if (part?.type !== 'answer') throw new Error('The reply is no answer.')
  return part.answer
}

describe('a turn', () => {
  it('that is small talk is answered in its language, without an answer', async () => {
    const hello = await say('你好')
    expect(hello.parts).toMatchObject([{ type: 'text' }])
    expect(hello.actions).toEqual([])
    expect((await say('what can you do?')).parts).toMatchObject([
      { type: 'help', text: expect.stringContaining('I answer') },
    ])
    const answers = await database.query
      .selectFrom('answers')
      .select('id')
      .where('conversation_id', '=', hello.conversationId)
      .execute()
    expect(answers).toEqual([])
  })

  it('that is a question is answered, and small talk between does not break the thread', async () => {
    const first = await say('唯宁平肾功能不全能用吗？')
    const { conversationId } = first
    await say('谢谢', { conversationId })
    const next = await say('那孕妇呢？', { conversationId })
    expect(
      answerOf(next)
        .citations.map((citation) => citation.quote)
        .join(),
    ).toContain('孕妇禁用')
    const turns = await database.query
      .selectFrom('turns')
      .select(['ordinal', 'text', 'reply'])
      .where('conversation_id', '=', conversationId)
      .orderBy('ordinal')
      .execute()
    expect(turns.map((turn) => [turn.ordinal, turn.text])).toEqual([
      [1, '唯宁平肾功能不全能用吗？'],
      [2, '谢谢'],
      [3, '那孕妇呢？'],
    ])
    expect(turns[2]?.reply).toEqual(next)
  })

  it('at the same time as others of its conversation gets a number of its own, and none is forgotten', async () => {
    const { conversationId } = await say('唯宁平怎么保存？')
    const texts = ['唯宁平的禁忌有哪些？', '你好', '唯宁平的起始剂量是多少？', '谢谢', '唯宁平孕妇能用吗？']
    await Promise.all(texts.map((text) => say(text, { conversationId })))
    const turns = await database.query
      .selectFrom('turns')
      .select('ordinal')
      .where('conversation_id', '=', conversationId)
      .orderBy('ordinal')
      .execute()
    expect(turns.map((turn) => turn.ordinal)).toEqual([1, 2, 3, 4, 5, 6])
    const { focus } = await database.query
      .selectFrom('conversations')
      .select('focus')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    expect((focus as { questions: unknown[] }).questions).toHaveLength(4)
  })

  it('is refused without a text and in the conversation of somebody else', async () => {
    await expect(say('  ')).rejects.toMatchObject({ code: 'invalid_input' })
    const { conversationId } = await say('你好')
    const reader = await room.user('other')
    for (const text of ['你好', '唯宁平怎么保存？']) {
      await expect(say(text, { conversationId, reader })).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('a button', () => {
  it('keeps a verdict, of which the last counts, also after the version was withdrawn', async () => {
    const reply = await say('唯宁平怎么保存？')
    expect(reply.actions.map((action) => [action.id, action.style])).toEqual([
      ['up', 'default'],
      ['down', 'default'],
      ['ask_product_manager', 'default'],
    ])
    await press(reply.id, 'up')
    const said = await press(reply.id, 'down', { reason: ' too short ' })
    expect(said).toMatchObject({ conversationId: reply.conversationId, parts: [{ text: '已记录，谢谢。' }] })
    const feedback = await database.query
      .selectFrom('answer_feedback')
      .select(['verdict', 'reason', 'user_id'])
      .where('answer_id', '=', answerOf(reply).id)
      .execute()
    expect(feedback).toEqual([{ verdict: 'down', reason: 'too short', user_id: 'rep' }])
    await expect(press(reply.id, 'down', { reason: 7 })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(press(reply.id, 'down', { reason: 'x'.repeat(2001) })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('sends a gap to the product manager, who is told once', async () => {
    const reply = await say('唯宁平医保报销吗？')
    expect(reply.actions.at(-1)).toMatchObject({ id: 'ask_product_manager', style: 'primary' })
    await press(reply.id, 'ask_product_manager')
    await press(reply.id, 'ask_product_manager')
    const gapId = answerOf(reply).flags[0]!.recordId!
    const notices = await database.query
      .selectFrom('notifications')
      .select('user_id')
      .where('subject_id', '=', gapId)
      .execute()
    expect(notices).toEqual([{ user_id: 'author' }])
  })

  it('asks the product manager about an answered question, too', async () => {
    const reply = await say('唯宁平的起始剂量是多少？')
    await press(reply.id, 'ask_product_manager')
    const gap = await database.query
      .selectFrom('gaps')
      .selectAll()
      .where('answer_id', '=', answerOf(reply).id)
      .executeTakeFirstOrThrow()
    expect(gap).toMatchObject({ question: '唯宁平的起始剂量是多少？', product_ids: ['P1'], requested: true })
  })

  it('is there only for whom and where it was shown', async () => {
    const talk = await say('你好')
    const reply = await say('唯宁平治疗斑秃一天吃几次？')
    expect(reply.actions.map((action) => action.id)).toEqual(['up', 'down'])
    const other = await room.user('other')
    for (const [turnId, action, reader, code] of [
      [talk.id, 'up', room.rep, 'invalid_input'],
      [reply.id, 'ask_product_manager', room.rep, 'invalid_input'],
      [reply.id, 'explode', room.rep, 'invalid_input'],
      [reply.id, 'up', other, 'not_found'],
      ['none', 'up', room.rep, 'not_found'],
      ['no\u0000ne', 'up', room.rep, 'not_found'],
    ] as const) {
      await expect(press(turnId, action, {}, reader)).rejects.toMatchObject({ code })
    }
  })
})

describe('a ledger entry', () => {
  it('is shown to who asked and to who controls documents, with the versions as they are now', async () => {
    const getAnswerRecord = createGetAnswerRecord({ database, clock: room.clock })
    const answer = answerOf(await say('唯宁平怎么保存？'))
    const record = await getAnswerRecord(answer.id, room.rep)
    expect(record).toMatchObject({
      answer,
      question: '唯宁平怎么保存？',
      userId: 'rep',
      channel: 'console',
      createdAt: room.clock.now(),
      versions: [{ versionId, inForce: true, state: 'published' }],
    })
    await room.withdraw(versionId, 'an error', room.author.userId)
    const later = await getAnswerRecord(answer.id, room.reviewer)
    expect(later.answer).toEqual(answer)
    expect(later.versions).toEqual([{ versionId, inForce: false, state: 'withdrawn' }])
    const recordFeedback = createRecordFeedback({ database, clock: room.clock })
    await recordFeedback({ answerId: answer.id, verdict: 'down' }, room.rep)
    await expect(recordFeedback({ answerId: answer.id, verdict: 'up' }, room.reviewer)).rejects.toMatchObject(
      { code: 'not_found' },
    )
    const other = await room.user('other')
    await expect(getAnswerRecord(answer.id, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getAnswerRecord('no\u0000ne', room.rep)).rejects.toMatchObject({ code: 'not_found' })
  })
})
