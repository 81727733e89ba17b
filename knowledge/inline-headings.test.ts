import { describe, expect, it } from 'vitest'
import { codesWithin, inlineParts } from './inline-headings.ts'

const SWALLOWED = '过敏体质者慎用。 用法与用量 口服：一次4粒，一日3次。 剂型与规格 胶囊剂 0.5g'

describe('headings that a section swallowed', () => {
  it('are told from the text around them', () => {
    expect(
      inlineParts(SWALLOWED).map(({ code, body, end }) => [code, SWALLOWED.slice(body, end).trim()]),
    ).toEqual([
      [null, '过敏体质者慎用。'],
      ['dosage', '口服：一次4粒，一日3次。'],
      ['specification', '胶囊剂 0.5g'],
    ])
  })

  it('hold for the passage that they reach into, and for no other', () => {
    const parts = inlineParts(SWALLOWED)
    expect(codesWithin(parts, 0, 8)).toEqual([])
    expect(codesWithin(parts, 10, 20)).toEqual(['dosage'])
  })

  it('are not words of a sentence', () => {
    for (const text of ['请仔细阅读注意事项后使用。', '参见不良反应一节。', '以下情况 禁用 本品。', '']) {
      expect(inlineParts(text)).toEqual([{ start: 0, end: text.length, code: null, body: 0 }])
    }
  })
})
