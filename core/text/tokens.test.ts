import { describe, expect, it } from 'vitest'
import { TERM_SPACE, termId, tokens } from './tokens.ts'

describe('tokens', () => {
  it('cuts Chinese into overlapping pairs and keeps codes whole', () => {
    expect(tokens('不良反应')).toEqual(['不良', '良反', '反应'])
    expect(tokens('CYP3A4 抑制剂')).toEqual(expect.arrayContaining(['cyp3a4', '抑制', '制剂']))
    expect(tokens('q12h')).toEqual(['q12h'])
  })

  it('gives a code with inner signs whole and in parts', () => {
    expect(tokens('Child-Pugh C级')).toEqual(expect.arrayContaining(['child-pugh', 'child', 'pugh', 'c']))
  })

  it('gives an amount whole, and its number and unit apart', () => {
    expect(tokens('5mg')).toEqual(['5mg', '5', 'mg'])
    expect(tokens('０．５ｍｇ')).toEqual(['0.5mg', '0.5', 'mg'])
    expect(tokens('30%')).toEqual(['30%', '30'])
  })

  it('reads full-width forms and look-alike radicals as the usual characters', () => {
    expect(tokens('ＥＧＦＲ ⽪疹')).toEqual(tokens('egfr 皮疹'))
  })

  it('folds English plurals and drops words that stand everywhere', () => {
    expect(tokens('What are the doses')).toEqual(['dose'])
    expect(tokens('studies of diabetes')).toEqual(['study', 'diabete'])
    expect(tokens('status')).toEqual(['status'])
  })

  it('finds nothing in signs, emoji and controls, and fails on nothing', () => {
    for (const text of ['', '-'.repeat(40), ':*&|!()', '😀\u0000\ud800', ' \n'])
      expect(tokens(text)).toEqual([])
    expect(tokens('药'.repeat(10_000))).toHaveLength(9_999)
    expect(tokens('x'.repeat(10_000))[0]).toHaveLength(64)
  })

  it('numbers terms within what a sparse vector takes, hardly ever twice the same', () => {
    const ids = new Set<number>()
    for (let at = 0; at < 20_000; at += 1) ids.add(termId(`term ${at}`))
    expect(ids.size).toBeGreaterThan(19_990)
    expect(Math.min(...ids)).toBeGreaterThan(0)
    expect(Math.max(...ids)).toBeLessThanOrEqual(TERM_SPACE)
  })
})
