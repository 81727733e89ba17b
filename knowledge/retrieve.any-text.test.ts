import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { createHashingEmbedder } from '../llm/hashing-embedder.ts'
import { openAnswerRoom } from '../test/answer-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { recordedJobs } from '../test/recorded-jobs.ts'
import { createEmbedPassages } from './embed-passages.ts'
import type { Retrieve } from './retrieval.ts'
import { createRetrieve } from './retrieve.ts'
import { createVectorIndex } from './vector-index.ts'

const TEXTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['white space alone', ' \t\r\n\u3000\u00a0'],
  ['forty hyphens', '-'.repeat(40)],
  ['emoji', '💊🤰🏽👨‍👩‍👧‍👦🙏'],
  ['the signs of a query language', `:*&|!()<->''"\\:A,B*`],
  ['SQL', `'; drop table passages; -- \${x} $1 ? %s`],
  ['ten thousand characters', '甲乙片每日几次？'.repeat(1250)],
  ['ten thousand letters without a space', 'x'.repeat(10_000)],
  [
    'ten thousand different characters',
    String.fromCodePoint(...Array.from({ length: 10_000 }, (_, n) => 0x4e00 + n)),
  ],
  ['NUL', 'eGFR\u0000 40\u0000'],
  ['other controls', '\u0001\u0007\u001b[31m\u007f\u009f甲乙片'],
  ['half of a surrogate pair', '甲乙片\ud83d用量\udc8a'],
  ['marks that change direction', '\u202e甲乙片\u2066\u200f\ufeff'],
  ['a letter under a hundred accents', `a${'\u0301'.repeat(100)} 甲乙片`],
  ['one letter', 'a'],
  ['one character', '药'],
  ['stop words alone', 'what is the of and 的吗呢'],
  ['numbers alone', '1e999 -0 ∞ ½ ٣ Ⅻ 99999999999999999999999'],
  ['brackets that never close', '【【((（（[[{{<<《《'],
  ['braces and commas, as vectors are written', '{1:1}/3 [1,2,3] {"a":null}'],
  ['a question in other scripts', 'ما هي الجرعة؟ Какая доза? 用量はいくつ ขนาดยา'],
  ['full-width letters', 'ＥＧＦＲ　＜３０　甲乙片'],
]

describe('createRetrieve', () => {
  let database: Database
  let room: Awaited<ReturnType<typeof openAnswerRoom>>
  let retrieve: Retrieve
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openAnswerRoom(database)
    await room.product('p1', { name: '甲乙片' })
    await room.inForce(
      [
        { code: 'dosage', heading: '用法用量', texts: ['每日一次，每次5mg。'] },
        { code: 'renal', heading: '肾功能不全', texts: ['eGFR低于30者禁用。'] },
      ],
      { title: '甲乙片说明书', productIds: ['p1'] },
    )
    const embedder = createHashingEmbedder()
    await createEmbedPassages({
      database,
      clock: room.clock,
      jobs: recordedJobs(),
      vectorIndex: createVectorIndex({ database }),
      embedders: { wanted: embedder, find: () => undefined },
    }).embedAll()
    retrieve = createRetrieve({ database, clock: room.clock, embedder })
  })
  afterAll(() => database.close())

  it.each(TEXTS)('answers a question of %s without an error', async (_name, text) => {
    const ask = { text, reader: room.rep, at: room.clock.now() }
    const found = await retrieve({ ...ask, history: [] })
    expect(found.hits.length).toBeLessThanOrEqual(10)
    expect(found.degraded).toEqual([])
    for (const hit of found.hits) expect(Number.isFinite(hit.score)).toBe(true)
    // As a follow-up, and with the text in the conversation before.
    await retrieve({ ...ask, history: [{ text: '甲乙片怎么吃', productIds: ['p1'] }] })
    await retrieve({ ...ask, text: '那肾功能不全呢', history: [{ text, productIds: [] }] })
    await retrieve({ ...ask, history: [], productIds: ['p1'], limit: 1 })
  })

  it('still finds the answer around what cannot be read', async () => {
    for (const text of ['甲乙片\u0000肾功能不全\ud83d能用吗', '🙏甲乙片肾功能不全能用吗？？？:*&|!()']) {
      const found = await retrieve({ text, reader: room.rep, at: room.clock.now(), history: [] })
      expect(found.hits[0]?.section).toBe('肾功能不全')
    }
  })
})
