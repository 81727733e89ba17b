import { describe, expect, it } from 'vitest'
import { betterLines, toPage, type WordLine } from './ocr-lines.ts'
import { joinOcrWords } from './ocr-words.ts'

/** Words of 40 by 30 pixels, one beside the other, on line `at`; "  " stands for a gap between cells. */
function line(at: number, confidence: number, ...texts: readonly string[]): WordLine {
  let left = 0
  const words = texts.flatMap((text) => {
    left += 45
    if (text.trim() === '') return []
    return [{ text, confidence, left, top: at * 40, right: left + 40, bottom: at * 40 + 30 }]
  })
  return { block: 1, words }
}
const texts = (lines: readonly WordLine[]) => toPage(lines).lines.map(({ text }) => text)

describe('recognised lines', () => {
  it('are taken from the reading that knows their Chinese, and from the other where Latin is meant', () => {
    const mixed = [line(1, 30, 'ADK', 'RA'), line(2, 90, 'mg', '每日'), line(3, 60, 'Meropenem', '注射')]
    const chinese = [line(1, 84, '惊厥', '风险'), line(2, 95, '毫克', '每日'), line(3, 20, '注射液', '射射')]
    expect(texts(betterLines(mixed, chinese))).toEqual(['惊厥风险', 'mg每日', 'Meropenem注射'])
  })

  it('are parted at gaps as wide as those of a table, all pieces at the height of the line', () => {
    const { lines } = toPage([line(1, 90, '肝胆', '系统', '  ', '升高', '  ', '罕见')])
    expect(lines.map(({ text, left, top }) => [text, left, top])).toEqual([
      ['肝胆系统', 45, 40],
      ['升高', 180, 40],
      ['罕见', 270, 40],
    ])
  })

  it('keep a heading of the label that was misread in one character or in its brackets', () => {
    const heading = (text: string) => joinOcrWords([text])
    expect(heading('【不恨反应】')).toBe('【不良反应】')
    expect(heading('[用法用景]每日一次')).toBe('【用法用量】每日一次')
    expect(heading('I不良反应〉')).toBe('【不良反应】')
    expect(heading('(禁忌)')).toBe('【禁忌】')
    // Not a heading, or too short to tell one from another.
    expect(heading('【禁慎】')).toBe('【禁慎】')
    expect(heading('(另见禁忌)')).toBe('(另见禁忌)')
    expect(heading('不恨反应')).toBe('不恨反应')
  })
})
