import { describe, expect, it } from 'vitest'
import { isPoorDocument, isPoorPage, readingQuality } from './ocr-quality.ts'

const words = (confidence: number, ...texts: readonly string[]) => texts.map((text) => ({ text, confidence }))
const TEN = ['1', '2mg', '3', '4', '5', '6', '7', '8', '9', '10%']

describe('the quality of a reading', () => {
  it('weighs words by their length', () => {
    expect(readingQuality([...words(90, '每日一次口服'), ...words(30, '用')])).toEqual({
      confidence: (90 * 6 + 30) / 7,
      doubtfulNumbers: 0,
    })
    expect(readingQuality([]).confidence).toBe(0)
  })

  it('is poor for a low mean, or for many doubtful numbers among sure words', () => {
    expect(isPoorPage(readingQuality(words(69, '每日一次')))).toBe(true)
    expect(isPoorPage(readingQuality(words(71, '每日一次')))).toBe(false)
    const prose = words(95, '对本品任何成份过敏者禁用，重度肾功能不全者禁用，妊娠期妇女禁用。')
    const sure = (count: number) => [...words(90, ...TEN.slice(count)), ...words(40, ...TEN.slice(0, count))]
    expect(isPoorPage(readingQuality([...prose, ...sure(2)]))).toBe(false)
    expect(isPoorPage(readingQuality([...prose, ...sure(3)]))).toBe(true)
    // Too few to tell.
    expect(isPoorPage(readingQuality([...prose, ...words(20, '1', '2', '3')]))).toBe(false)
  })

  it('makes a document poor when it is so on more than half of the pages', () => {
    expect([isPoorDocument(1, 1), isPoorDocument(1, 2), isPoorDocument(2, 3)]).toEqual([true, false, true])
  })
})
