import { describe, expect, it } from 'vitest'
import type { Hit } from '../knowledge/retrieval.ts'
import type { PromptPassage } from './choose-passages.ts'
import { readComposed } from './read-composed.ts'

const SECTION =
  '成人：一次10mg，一日1次，可在一天中任何时间服用，服药不受进餐影响，连续服用不超过两周的时间。\n儿童：禁用，目前尚无该人群中安全性和有效性方面的任何研究资料可以参考，也没有推荐的剂量。'
const passage: PromptPassage = {
  id: 'P1',
  text: SECTION,
  hit: { passageId: 7, sectionText: SECTION, start: 0, end: SECTION.length } as Hit,
}
const read = (text: string, ...citations: { passage: string; quote: string }[]) =>
  readComposed({ insufficient: false, sentences: [{ text, citations }] }, [passage])[0]!

describe('a composed answer', () => {
  it('is read with each quote widened to its whole statement', () => {
    const { citations, cited } = read('x', { passage: 'P1', quote: '一次10mg' })
    expect(citations[0]?.quote).toContain('成人')
    expect(citations[0]?.quote).toContain('不受进餐影响')
    expect(cited).toHaveLength(1)
    for (const { quote } of citations) expect(SECTION).toContain(quote)
  })

  it('keeps apart what was quoted from two places', () => {
    const { cited } = read('x', { passage: 'P1', quote: '儿童' }, { passage: 'P1', quote: '一次10mg' })
    expect(cited.map(({ quotes }) => quotes.some((quote) => quote.includes('10mg')))).toEqual([false, true])
  })

  it('knows a passage by its id however it is written, and leaves unknown ones to verification', () => {
    expect(read('x', { passage: ' [p1] ', quote: '一次10mg' }).citations[0]?.passageId).toBe(7)
    expect(read('x', { passage: 'P9', quote: '一次10mg' }).citations).toEqual([
      { passageId: -1, quote: '一次10mg' },
    ])
    expect(read('x', { passage: 'P1', quote: '一次99mg' }).citations).toEqual([
      { passageId: 7, quote: '一次99mg' },
    ])
  })

  it('loses marks that would look like ours', () => {
    expect(read('一次10mg [P1]，一日1次【1】\n').text).toBe('一次10mg，一日1次')
  })
})
