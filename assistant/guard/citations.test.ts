import { describe, expect, it } from 'vitest'
import type { Hit } from '../../knowledge/retrieval.ts'
import { createVerify, verifyComposition } from './citations.ts'

const TEXT = '孕妇禁用。成人一次５ｍｇ，一日1次。\n孕妇禁用。'

const hit = (passageId: number, productIds: readonly string[], start = 0): Hit => ({
  passageId,
  sectionId: `s${passageId}`,
  versionId: 'v',
  documentId: 'd',
  kind: 'label',
  title: 't',
  effectiveFrom: null,
  section: '用法用量',
  sectionCode: 'dosage',
  path: [],
  page: 1,
  text: TEXT.slice(start),
  sectionText: TEXT,
  start,
  end: TEXT.length,
  passageKind: 'prose',
  header: null,
  productIds,
  score: 1,
})

const verdictOf = (text: string, citations: readonly { passageId: number; quote: string }[]) =>
  verifyComposition([{ role: 'statement', text, citations }], {
    hits: [hit(1, ['A']), hit(2, ['B']), hit(3, [], 19)],
    productIds: new Set(['A']),
  }).verdicts[0]?.verdict

describe('verifyComposition', () => {
  it('passes what stands in the section, whatever its width and spacing', () => {
    const { statements, verdicts } = verifyComposition(
      [{ role: 'statement', text: '成人一次5mg', citations: [{ passageId: 1, quote: '成人 一次5mg，' }] }],
      { hits: [hit(1, ['A'])], productIds: new Set(['A']) },
    )
    expect(verdicts).toEqual([{ statement: 0, verdict: 'verified', passageIds: [1] }])
    expect(statements[0]?.citations[0]).toMatchObject({ quote: '成人一次５ｍｇ，', start: 5, end: 13 })
  })

  it.each([
    ['empty', ' ', [{ passageId: 1, quote: '孕妇禁用。' }]],
    ['uncited', '孕妇禁用。', []],
    ['unknown_passage', '孕妇禁用。', [{ passageId: 9, quote: '孕妇禁用。' }]],
    ['other_product', '孕妇禁用。', [{ passageId: 2, quote: '孕妇禁用。' }]],
    ['not_verbatim', '孕妇慎用。', [{ passageId: 1, quote: '孕妇慎用。' }]],
    ['not_verbatim', '孕妇禁用。', [{ passageId: 1, quote: ' ' }]],
    ['number', '一次50mg', [{ passageId: 1, quote: '一次5mg' }]],
    ['number', '一次5g', [{ passageId: 1, quote: '一次5mg' }]],
    ['number', '一次5mg，一日1次', [{ passageId: 1, quote: '成人一次5mg' }]],
  ])('finds %s', (verdict, text, citations) => {
    expect(verdictOf(text, citations)).toBe(verdict)
  })

  it('drops a statement for one faulty citation of several', () => {
    const good = { passageId: 1, quote: '孕妇禁用。' }
    expect(verdictOf('孕妇禁用。', [good, { passageId: 1, quote: '儿童禁用。' }])).toBe('not_verbatim')
  })

  it('takes documents that belong to no product, and places a quote in the passage that led to it', () => {
    const { statements } = verifyComposition(
      [{ role: 'statement', text: '孕妇禁用。', citations: [{ passageId: 3, quote: '孕妇禁用。' }] }],
      { hits: [hit(3, [], 19)], productIds: new Set(['A']) },
    )
    expect(statements[0]?.citations[0]?.start).toBe(TEXT.lastIndexOf('孕妇'))
  })

  it('keeps of lead lines only that there was one, for the next statement that stands', () => {
    const { statements } = verifyComposition(
      [
        { role: 'lead', text: '放心用：', citations: [] },
        { role: 'statement', text: '可以。', citations: [] },
        { role: 'statement', text: '孕妇禁用。', citations: [{ passageId: 1, quote: '孕妇禁用。' }] },
      ],
      { hits: [hit(1, ['A'])], productIds: new Set(['A']) },
    )
    expect(statements).toMatchObject([{ text: '孕妇禁用。', lead: true }])
  })
})

describe('a verification that is asked again', () => {
  const verify = createVerify({ hits: [hit(1, ['A']), hit(2, ['B'])], productIds: new Set(['A']) })
  const says = (text: string, passageId: number, quote: string) =>
    verify([{ role: 'statement', text, citations: [{ passageId, quote }] }]).verdicts[0]?.verdict

  it('gives the same verdict to the same words with the same quote', () => {
    expect(says('成人一次5mg，一日1次。', 1, '成人一次５ｍｇ，一日1次。')).toBe('verified')
    expect(says('成人一次5mg，一日1次。', 1, '成人一次５ｍｇ，一日1次。')).toBe('verified')
    expect(says('成人一次50mg，一日1次。', 1, '成人一次５ｍｇ，一日1次。')).toBe('number')
    expect(says('成人一次50mg，一日1次。', 1, '成人一次５ｍｇ，一日1次。')).toBe('number')
  })

  it('carries no verdict over to other words, another quote or another passage', () => {
    expect(says('孕妇禁用。', 1, '孕妇禁用。')).toBe('verified')
    expect(says('孕妇慎用。', 1, '孕妇禁用。')).not.toBe('verified')
    expect(says('孕妇禁用。', 1, '成人一次５ｍｇ')).not.toBe('verified')
    expect(says('孕妇禁用。', 2, '孕妇禁用。')).toBe('other_product')
  })
})
