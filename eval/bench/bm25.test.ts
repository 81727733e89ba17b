import { describe, expect, it } from 'vitest'
import { createBm25 } from './bm25.ts'

const texts = [
  { key: 'dose', text: '甲片【用法用量】一次10mg，一日一次。' },
  { key: 'store', text: '甲片【贮藏】密封，在25℃以下保存。' },
  { key: 'other', text: '乙片【贮藏】冷藏保存。' },
]

describe('plain BM25', () => {
  it('ranks what shares the rarest bigrams first, and leaves out what shares none', () => {
    const rank = createBm25(texts)
    expect(rank('甲片怎么保存', 3)).toEqual(['store', 'other', 'dose'])
    expect(rank('用法用量', 3)).toEqual(['dose'])
    expect(rank('禁忌', 3)).toEqual([])
    expect(rank('保存', 1)).toHaveLength(1)
  })

  it('takes any text, also none', () => {
    expect(createBm25([])('甲', 3)).toEqual([])
    expect(createBm25(texts)('', 3)).toEqual([])
  })
})
