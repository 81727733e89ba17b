import { describe, expect, it } from 'vitest'
import { maskNote } from './mask-note.ts'

const NAMES = ['王丽', '沈知白', '市一院', '泽宁平']

describe('a note as it is kept', () => {
  it('stays to the letter where nothing has to be taken out, full-width signs included', () => {
    const text = '今天１０：３０见了王丽主任，聊了泽宁平。①价格②疗效'
    const { note, place } = maskNote(text, NAMES)
    expect(note).toBe(text)
    expect(place({ start: 3, end: 8 })).toEqual({ start: 3, end: 8 })
  })

  it('loses identifiers and nothing else, and every other place is found again', () => {
    const text = '①今天见了王丽主任，患者张建军，电话13812345678，住院号A12345，血压好了。下周三送文献。'
    const { note, place } = maskNote(text, NAMES)
    expect(note).not.toMatch(/张建军|13812345678|A12345/u)
    expect(note).toContain('①今天见了王丽主任，患者')
    for (const words of ['王丽主任', '血压好了', '下周三送文献']) {
      const start = text.indexOf(words)
      const span = place({ start, end: start + words.length })!
      expect(note.slice(span.start, span.end)).toBe(words)
    }
  })

  it('keeps a stretch that holds an identifier as a stretch that holds its mark', () => {
    const text = '王丽主任说患者张建军吃了泽宁平后头晕。'
    const { note, place } = maskNote(text, NAMES)
    const start = text.indexOf('患者')
    const span = place({ start, end: text.length - 1 })!
    expect(note.slice(span.start, span.end)).toBe('患者[姓名]吃了泽宁平后头晕')
  })

  it('never keeps what one physician prescribes', () => {
    const { note } = maskNote('信息科的数出来了，沈知白主任85盒，王丽主任40盒。', NAMES)
    expect(note).not.toMatch(/85|40/u)
    expect(note).toContain('沈知白主任')
  })

  it('gives places up rather than showing wrong ones', () => {
    const many = Array.from(
      { length: 60 },
      (_, at) => `患者张建${'军国伟'[at % 3]}，1381234${1000 + at}`,
    ).join('；')
    const { note, place } = maskNote(many, NAMES)
    expect(note).not.toMatch(/1381234/u)
    expect(place({ start: many.length - 4, end: many.length })).toBeNull()
  })
})
