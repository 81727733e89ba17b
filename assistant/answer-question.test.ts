import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { quoteKey } from '../core/text/normalize.ts'
import { type AnswerRoom, openAnswerRoom } from '../test/answer-room.ts'
import { DAY, MINUTE } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { LOCAMERIN, ZEMISARTAN } from '../test/sample-labels.ts'
import type { Answer, ComposeAnswer } from './answer.ts'
import { composeVerbatim } from './compose-verbatim.ts'

let database: Database
let room: AnswerRoom
let zemisartan: { readonly documentId: string; readonly versionId: string }

beforeAll(async () => {
  database = await openTestDatabase()
  room = await openAnswerRoom(database)
  await room.product('P1', {
    name: '泽米沙坦片',
    brandNames: ['唯宁平'],
    englishNames: ['Zemisartan'],
    dosageForm: '片剂',
  })
  await room.product('P2', { name: '洛卡美林注射液', brandNames: ['安诺维'], dosageForm: '注射剂' })
  // All at once: a new product makes the next question build the index of names anew.
  const others = ['维卡奈德胶囊', '奎奈索片', '奎奈德片', '奎奈平片', '奎奈坦片', '奎奈宁片', '奎奈欣片']
  for (const name of others) await room.product(name, { name })
  zemisartan = await room.inForce(ZEMISARTAN, { title: '泽米沙坦片说明书', productIds: ['P1'] })
  await room.inForce(LOCAMERIN, { title: '洛卡美林注射液说明书', productIds: ['P2'] })
})
afterAll(() => database.close())
beforeEach(() => room.clock.advance(MINUTE))

/** Every quote of the answer, looked up in the store by what the citation says of itself. */
async function expectVerbatim(answer: Answer): Promise<void> {
  for (const citation of answer.citations) {
    const section = await database.query
      .selectFrom('passages')
      .innerJoin('sections', 'sections.id', 'passages.section_id')
      .select(['sections.text', 'sections.heading', 'passages.page', 'passages.version_id'])
      .where('passages.id', '=', citation.passageId)
      .executeTakeFirstOrThrow()
    expect(quoteKey(section.text)).toContain(quoteKey(citation.quote))
    expect(section).toMatchObject({
      heading: citation.section,
      page: citation.page,
      version_id: citation.versionId,
    })
    expect(answer.text).toContain(`[${citation.n}]`)
  }
}

const ledger = (answerId: string) =>
  database.query.selectFrom('answers').selectAll().where('id', '=', answerId).executeTakeFirstOrThrow()

describe('an answer', () => {
  it('quotes the label under its title, date, section and page', async () => {
    const answer = await room.ask('唯宁平怎么保存？')
    expect(answer.kind).toBe('answered')
    expect(answer.text).toBe(
      '《泽米沙坦片说明书》（2026-03-01起有效）【贮藏】第8页：\n> 遮光，密封，在25℃以下保存。 [1]',
    )
    expect(answer.citations).toMatchObject([
      {
        n: 1,
        versionId: zemisartan.versionId,
        documentId: zemisartan.documentId,
        kind: 'label',
        productIds: ['P1'],
        sectionCode: 'storage',
        page: 8,
        effectiveFrom: '2026-03-01',
        url: `/read/${zemisartan.versionId}?answer=${answer.id}&n=1`,
      },
    ])
    await expectVerbatim(answer)
  })

  it('names the page on which the quote stands, not that of the passage that led to it', async () => {
    const answer = await room.ask('唯宁平 重度肝功能不全能用吗？')
    const severe = answer.citations.find((citation) => citation.quote.includes('重度肝功能不全'))
    expect(severe).toBeDefined()
    await expectVerbatim(answer)
  })

  it('keeps question, citations and the reasons in the ledger', async () => {
    const answer = await room.ask('唯宁平的起始剂量是多少？')
    const row = await ledger(answer.id)
    expect(row).toMatchObject({
      question: '唯宁平的起始剂量是多少？',
      kind: 'answered',
      mode: 'verbatim',
      text: answer.text,
      user_id: 'rep',
      channel: 'api',
      answer,
    })
    expect(row.trace).toMatchObject({
      resolution: [{ productId: 'P1', certainty: 'certain' }],
      outcome: { kind: 'answered' },
      verdicts: [{ verdict: 'verified' }],
      model: null,
      promptVersion: null,
      attempt: 1,
      timings: { total: expect.any(Number), retrieval: expect.any(Object) },
    })
    const cited = await database.query
      .selectFrom('answer_citations')
      .selectAll()
      .where('answer_id', '=', answer.id)
      .orderBy('n')
      .execute()
    expect(cited.map((one) => [one.n, one.version_id, one.quote])).toEqual(
      answer.citations.map((one) => [one.n, one.versionId, one.quote]),
    )
    const section = await database.query
      .selectFrom('sections')
      .select('text')
      .where('id', '=', cited[0]!.section_id)
      .executeTakeFirstOrThrow()
    expect(section.text).toContain(cited[0]!.quote)
  })

  it('speaks the language of the question and leaves quotes as they are', async () => {
    const answer = await room.ask('What is the max dose of Zemisartan?')
    expect(answer.text).toContain('in force from 2026-03-01')
    expect(answer.citations.some((citation) => citation.quote.includes('每日最大剂量为40mg'))).toBe(true)
    expect(answer.followUps[0]).toMatch(/^What are .*Zemisartan\?$/u)
    // A foreign name alone says nothing about the language of who typed it.
    expect((await room.ask('Zemisartan')).text).toContain('起有效')
  })

  it('offers questions that other sections of the label really answer', async () => {
    const answer = await room.ask('唯宁平怎么保存？')
    expect(answer.followUps).toHaveLength(3)
    for (const question of answer.followUps) {
      const next = await room.ask(question)
      expect(next.kind, question).toBe('answered')
      expect(next.citations.every((citation) => citation.sectionCode !== 'storage')).toBe(true)
    }
  })

  it('streams what it says in order, after it was verified', async () => {
    const heard: string[] = []
    const answer = await room.ask('唯宁平怎么保存？', { onSentence: ({ text }) => heard.push(text) })
    expect(heard.join('\n')).toBe(answer.text)
  })

  it('takes a product that the caller fixed, and refuses one that does not exist', async () => {
    const answer = await room.ask('怎么保存？', { productId: 'P2' })
    expect(answer.citations).toMatchObject([{ productIds: ['P2'], quote: '避光，2～8℃保存，不得冷冻。' }])
    await expect(room.ask('怎么保存？', { productId: 'P9' })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('takes any text of up to 10,000 characters and refuses an empty one', async () => {
    for (const text of [
      '-'.repeat(40),
      '😀🚑',
      ':*&|!() <-> \\ \' "',
      '唯宁平怎么保存？'.padEnd(10_000, '啊'),
      '唯宁平\u0000怎么保存\ud800',
    ]) {
      expect(['answered', 'no_evidence']).toContain((await room.ask(text)).kind)
    }
    for (const text of ['', ' \n\t', '\u0000', 'x'.repeat(10_001)]) {
      await expect(room.ask(text)).rejects.toMatchObject({ code: 'invalid_input' })
    }
  })
})

describe('a quote that was recognised from a picture', () => {
  it('is delivered with the advice to compare its numbers with the original', async () => {
    const codesOf = (answer: Answer) => answer.flags.map((flag) => flag.code)
    const sample = await room.ask('唯宁平怎么保存？')
    expect(codesOf(sample)).not.toContain('recognised_text')
    const { versionId } = sample.citations[0]!
    await database.query
      .insertInto('ingest_jobs')
      .values({
        id: newId(),
        version_id: versionId,
        warnings: JSON.stringify([{ code: 'low_confidence_ocr', message: '' }]),
        created_by: room.author.userId,
        created_at: room.clock.now(),
        updated_at: room.clock.now(),
      })
      .execute()
    expect(codesOf(await room.ask('唯宁平怎么保存？'))).toContain('recognised_text')
    await database.query.deleteFrom('ingest_jobs').where('version_id', '=', versionId).execute()
  })
})

describe('a comparison', () => {
  it('has both sides, each from its own label', async () => {
    const answer = await room.ask('唯宁平和安诺维的禁忌有什么不同？')
    expect(new Set(answer.citations.flatMap((citation) => citation.productIds))).toEqual(
      new Set(['P1', 'P2']),
    )
    expect(answer.text).toContain('《泽米沙坦片说明书》')
    expect(answer.text).toContain('《洛卡美林注射液说明书》')
    await expectVerbatim(answer)
  })
})

describe('a name alone', () => {
  it('is answered with what the medicine is for and what can be asked', async () => {
    for (const text of ['唯宁平', '介绍一下唯宁平', '唯宁平说明书']) {
      const answer = await room.ask(text)
      expect(answer.kind).toBe('answered')
      expect(answer.citations.map((citation) => citation.quote)).toEqual(['用于治疗原发性高血压。'])
      expect(answer.followUps).toHaveLength(6)
      expect(answer.flags).toEqual([])
    }
  })
})

describe('without evidence', () => {
  it('says so and keeps the question for the product manager, once for the same question', async () => {
    const answer = await room.ask('唯宁平医保报销吗？')
    expect(answer).toMatchObject({ kind: 'no_evidence', citations: [], flags: [{ code: 'gap' }] })
    expect(answer.followUps).toHaveLength(3)
    const again = await room.ask('唯宁平 医保报销吗')
    expect(again.flags[0]?.recordId).toBe(answer.flags[0]?.recordId)
    const gap = await database.query
      .selectFrom('gaps')
      .selectAll()
      .where('id', '=', answer.flags[0]!.recordId!)
      .executeTakeFirstOrThrow()
    expect(gap).toMatchObject({ product_ids: ['P1'], times_asked: 2, answer_id: answer.id })
  })

  it('does not answer about a medicine that it has no label of', async () => {
    const answer = await room.ask('阿托伐他汀一天最多吃多少？')
    expect(answer.kind).toBe('no_evidence')
    expect(answer.text).toContain('阿托伐他汀')
    expect(answer.citations).toEqual([])
  })

  it('does not answer from some product when none is named', async () => {
    const answer = await room.ask('肾功能不全怎么调整剂量？')
    expect(answer).toMatchObject({ kind: 'no_evidence', citations: [] })
    expect(answer.text).toContain('没有认出是哪个产品')
    // The name alone then says which product was meant.
    const named = await room.ask('唯宁平', { conversationId: answer.conversationId })
    expect(named.citations.some((citation) => citation.quote.includes('30～59ml/min'))).toBe(true)
  })

  it('shows where the label itself says that nothing is known', async () => {
    const answer = await room.ask('唯宁平儿童用药安全性如何？')
    expect(answer.kind).toBe('no_evidence')
    expect(answer.citations).toMatchObject([
      { quote: '尚无儿童用药的安全性资料。', sectionCode: 'pediatric' },
    ])
  })

  it('does not answer from a text that was filed under the wrong product', async () => {
    await room.inForce(
      [
        { code: 'indications', heading: '适应症', texts: ['用于浅表皮肤感染。'] },
        { code: 'dosage', heading: '用法用量', texts: ['外用，涂于患处，一日2次。'] },
      ],
      { title: '维卡奈德胶囊说明书', productIds: ['维卡奈德胶囊'] },
    )
    const answer = await room.ask('维卡奈德胶囊一天几次？')
    expect(answer).toMatchObject({ kind: 'no_evidence', citations: [] })
    expect(answer.flags.map((flag) => flag.code)).toEqual(['document_mismatch', 'gap'])
  })

  it('answers what belongs to no product from documents of none', async () => {
    await room.inForce(
      [{ code: null, heading: '餐费标准', texts: ['学术会议工作餐每人每餐不超过人民币200元。'] }],
      { kind: 'policy', title: '学术推广费用管理规定' },
    )
    const answer = await room.ask('学术会议工作餐每人标准是多少？')
    expect(answer).toMatchObject({ kind: 'answered', citations: [{ kind: 'policy', productIds: [] }] })
  })
})

describe('a use outside the label', () => {
  it('is named, answered with what the label covers, and handed to Medical', async () => {
    const answer = await room.ask('唯宁平治疗斑秃一天吃几次？')
    expect(answer.kind).toBe('restricted')
    expect(answer.text).toContain('“斑秃”')
    expect(answer.citations.map((citation) => citation.sectionCode)).toEqual(['indications'])
    const request = await database.query
      .selectFrom('medical_requests')
      .selectAll()
      .where('id', '=', answer.flags[0]!.recordId!)
      .executeTakeFirstOrThrow()
    expect(request).toMatchObject({ answer_id: answer.id, product_ids: ['P1'], requested_by: 'rep' })
    await expectVerbatim(answer)
  })
})

describe('a report of an adverse event', () => {
  it('opens a case with what is known and is still answered', async () => {
    const answer = await room.ask('有个病人吃了唯宁平第二天起了皮疹，住院了，说明书里皮疹常见吗？')
    expect(answer.kind).toBe('safety')
    expect(answer.citations.map((citation) => citation.sectionCode)).toContain('adverse_reactions')
    const opened = await database.query
      .selectFrom('safety_cases')
      .selectAll()
      .where('id', '=', answer.flags[0]!.recordId!)
      .executeTakeFirstOrThrow()
    expect(opened).toMatchObject({
      answer_id: answer.id,
      product_ids: ['P1'],
      seriousness: 'serious',
      forward_by: new Date(room.clock.now().getTime() + DAY),
      criteria: { suspect_drug: '泽米沙坦片' },
    })
    // 24 hours later, on the wall clock of who asked (UTC+8).
    const forward = new Date(room.clock.now().getTime() + DAY + 8 * 60 * MINUTE)
    expect(answer.text).toContain(forward.toISOString().slice(0, 16).replace('T', ' '))
  })

  it('that asks nothing gets no apology and leaves no gap', async () => {
    const answer = await room.ask('李主任说一个患者打了安诺维后当晚抽搐了')
    expect(answer.kind).toBe('safety')
    expect(answer.flags.map((flag) => flag.code)).toEqual(['ADVERSE_EVENT'])
    expect(answer.text).not.toContain('不作回答')
  })
})

describe('a conversation', () => {
  it('carries product and topic into what follows', async () => {
    const first = await room.ask('唯宁平肾功能不全能用吗？')
    const { conversationId } = first
    const pregnant = await room.ask('那孕妇呢？', { conversationId })
    expect(pregnant.conversationId).toBe(conversationId)
    expect(pregnant.citations.every((citation) => citation.productIds.includes('P1'))).toBe(true)
    expect(pregnant.citations.map((citation) => citation.quote).join()).toContain('孕妇禁用')
    const other = await room.ask('安诺维呢？', { conversationId })
    expect(other.citations.map((citation) => citation.productIds)).toEqual([['P2']])
    expect(other.citations[0]?.quote).toContain('妊娠晚期妇女禁用')
  })

  it('does not take a question of its own for the one before', async () => {
    const { conversationId } = await room.ask('唯宁平孕妇能用吗？')
    for (const text of ['唯宁平医保报销吗', '那医保报销吗？', '今天天气如何']) {
      expect((await room.ask(text, { conversationId })).kind, text).toBe('no_evidence')
    }
  })

  it('of somebody else is not found, nor one that does not exist', async () => {
    const { conversationId } = await room.ask('唯宁平怎么保存？')
    const other = await room.user('other')
    await expect(room.ask('那孕妇呢？', { conversationId, reader: other })).rejects.toMatchObject({
      code: 'not_found',
    })
    for (const id of ['none', 'no\u0000ne', `${conversationId}\u0000`]) {
      await expect(room.ask('那孕妇呢？', { conversationId: id })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })
})

describe('what is not in force', () => {
  const OLD = [{ code: 'storage', heading: '贮藏', texts: ['阴凉处保存。'] }]
  const NEW = [{ code: 'storage', heading: '贮藏', texts: ['冷藏保存，不得冷冻。'] }]

  it('is never cited: withdrawn between two turns of a conversation', async () => {
    const { versionId } = await room.inForce(OLD, { title: '奎奈索片说明书', productIds: ['奎奈索片'] })
    const first = await room.ask('奎奈索片怎么保存？')
    expect(first.citations).toMatchObject([{ versionId }])
    const { recalls } = await room.withdraw(versionId, 'an error', room.author.userId)
    expect(recalls).toBe(1)
    const next = await room.ask('那它怎么保存？', { conversationId: first.conversationId })
    expect(next).toMatchObject({ kind: 'no_evidence', citations: [] })
    expect(next.text).not.toContain('阴凉')
  })

  it('is never cited: superseded, expired, not yet effective', async () => {
    const { documentId } = await room.inForce(OLD, { title: '奎奈德片说明书', productIds: ['奎奈德片'] })
    const later = await room.inForceAgain(documentId, NEW, {
      effectiveFrom: new Date(room.clock.now().getTime() + DAY),
      expiresAt: new Date(room.clock.now().getTime() + 2 * DAY),
    })
    const { conversationId, citations } = await room.ask('奎奈德片怎么保存？')
    expect(citations[0]?.quote).toBe('阴凉处保存。')
    room.clock.advance(DAY)
    const superseded = await room.ask('它怎么保存？', { conversationId })
    expect(superseded.citations).toMatchObject([
      { versionId: later.versionId, quote: '冷藏保存，不得冷冻。' },
    ])
    room.clock.advance(DAY)
    const expired = await room.ask('它怎么保存？', { conversationId })
    expect(expired).toMatchObject({ kind: 'no_evidence', citations: [] })
  })

  it('is never cited: withdrawn between retrieval and delivery', async () => {
    const { versionId } = await room.inForce(OLD, { title: '奎奈平片说明书', productIds: ['奎奈平片'] })
    let composed = 0
    const withdrawsMeanwhile: ComposeAnswer = async (request) => {
      composed += 1
      const composition = await composeVerbatim(request)
      if (composed === 1) await room.withdraw(versionId, 'an error', room.author.userId)
      return composition
    }
    const heard: string[] = []
    const answer = await room.answerer(withdrawsMeanwhile)({
      text: '奎奈平片怎么保存？',
      reader: room.rep,
      channel: 'api',
      onSentence: ({ text }) => heard.push(text),
    })
    expect(answer).toMatchObject({ kind: 'no_evidence', citations: [] })
    expect(heard.join()).not.toContain('阴凉')
    expect((await ledger(answer.id)).trace).toMatchObject({ attempt: 2 })
    expect(
      await database.query.selectFrom('answers').select('id').where('question', 'like', '奎奈平%').execute(),
    ).toHaveLength(1)
  })

  it('is cited before a withdrawal, and then recalled, or not at all', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { versionId } = await room.inForce(OLD, { title: '奎奈欣片说明书', productIds: ['奎奈欣片'] })
      const [answers, { recalls }] = await Promise.all([
        Promise.all([0, 1, 2].map(() => room.ask('奎奈欣片怎么保存？'))),
        room.withdraw(versionId, 'an error', room.author.userId),
      ])
      const cited = answers.filter((answer) => answer.citations.some((one) => one.versionId === versionId))
      expect(recalls).toBe(cited.length > 0 ? 1 : 0)
      const recalled = await database.query
        .selectFrom('recalls')
        .select('answer_ids')
        .where('version_id', '=', versionId)
        .execute()
      expect(recalled.flatMap((recall) => recall.answer_ids).sort()).toEqual(
        cited.map((answer) => answer.id).sort(),
      )
    }
  })

  it('is refused honestly when it happens again and again', async () => {
    const { documentId } = await room.inForce(OLD, { title: '奎奈坦片说明书', productIds: ['奎奈坦片'] })
    const replacesMeanwhile: ComposeAnswer = async (request) => {
      const composition = await composeVerbatim(request)
      await room.inForceAgain(documentId, OLD)
      return composition
    }
    const answer = await room.answerer(replacesMeanwhile)({
      text: '奎奈坦片怎么保存？',
      reader: room.rep,
      channel: 'api',
    })
    expect(answer).toMatchObject({ kind: 'no_evidence', citations: [], flags: [] })
    expect(answer.text).toContain('刚刚失效')
    expect((await room.ask('奎奈坦片怎么保存？')).kind).toBe('answered')
  })
})

describe('an audience', () => {
  it('decides what is cited', async () => {
    await room.inForce([{ code: 'storage', heading: '贮藏', texts: ['密封保存。'] }], {
      title: '奎奈宁片说明书',
      productIds: ['奎奈宁片'],
      audience: { roles: ['manager'] },
    })
    expect((await room.ask('奎奈宁片怎么保存？')).kind).toBe('no_evidence')
    const manager = await room.user('manager', ['manager'])
    expect((await room.ask('奎奈宁片怎么保存？', { reader: manager })).kind).toBe('answered')
  })
})

describe('a composer', () => {
  const composing = (compose: ComposeAnswer, text = '唯宁平怎么保存？') =>
    room.answerer(compose)({ text, reader: room.rep, channel: 'api' })

  it('is not believed: statements without proof are dropped, and nothing left is a refusal', async () => {
    const invents: ComposeAnswer = async ({ retrieval }) => {
      const passageId = retrieval.hits.find((hit) => hit.sectionCode === 'storage')!.passageId
      const quote = '在25℃以下保存'
      return {
        kind: 'composed',
        confidence: 9,
        sentences: [
          { role: 'lead', text: '保存期30年，放心使用：', citations: [] },
          { role: 'statement', text: '在30℃以下保存。', citations: [{ passageId, quote }] },
          { role: 'statement', text: '可冷冻。', citations: [{ passageId, quote: '可冷冻' }] },
          { role: 'statement', text: '随便放。', citations: [] },
          { role: 'statement', text: '25℃以下保存。', citations: [{ passageId, quote }] },
        ],
      }
    }
    const answer = await composing(invents)
    expect(answer.text).toBe('《泽米沙坦片说明书》（2026-03-01起有效）【贮藏】第8页：\n> 25℃以下保存。 [1]')
    expect((await ledger(answer.id)).trace).toMatchObject({
      verdicts: [
        { verdict: 'number' },
        { verdict: 'not_verbatim' },
        { verdict: 'uncited' },
        { verdict: 'verified' },
      ],
    })
    const nothing = await composing(async () => ({
      kind: 'composed',
      confidence: 9,
      sentences: [{ role: 'statement', text: '放心使用。', citations: [] }],
    }))
    expect(nothing).toMatchObject({ kind: 'no_evidence', citations: [], flags: [{ code: 'gap' }] })
  })

  it('that fails leaves nothing behind', async () => {
    const before = await database.query.selectFrom('answers').select('id').execute()
    await expect(composing(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await database.query.selectFrom('answers').select('id').execute()).toHaveLength(before.length)
  })
})
