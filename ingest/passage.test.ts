import { describe, expect, it } from 'vitest'
import { detectLanguage } from './detect-language.ts'
import type { Block } from './parsed-document.ts'
import { passagesOf } from './passage.ts'
import { draftSections, linesOf, type SectionDraft } from './section-draft.ts'
import { PIECE_SIZE, sentences, sizeOf, splitText } from './split-text.ts'

const draft = (blocks: readonly Block[]): SectionDraft =>
  draftSections({ heading: '注意事项', code: 'precautions', path: ['注意事项'] }, linesOf(blocks))[0]!
const text = (value: string, page: number | null = null): Block => ({ kind: 'paragraph', text: value, page })

const SENTENCE = '对本品任何成份过敏者禁用，孕妇、哺乳期妇女以及十二岁以下儿童应在医师指导下谨慎使用。'

describe('passagesOf', () => {
  it('leaves a short section whole', async () => {
    const section = draft([text('尚不明确。'), text('请遵医嘱。')])
    expect(await passagesOf(section)).toEqual([
      { text: '尚不明确。\n请遵医嘱。', start: 0, end: 11, page: null, kind: 'prose', header: null },
    ])
  })

  it('cuts a long section at sentence ends and gives each passage the page it starts on', async () => {
    const pages = [1, 1, 2, 3]
    const section = draft(pages.map((page) => text(SENTENCE.repeat(7), page)))
    const passages = await passagesOf(section)
    expect(passages.length).toBeGreaterThan(2)
    for (const passage of passages) {
      expect(passage.text.endsWith('。')).toBe(true)
      expect(passage.text.startsWith('对本品')).toBe(true)
      expect(sizeOf(passage.text)).toBeLessThanOrEqual(PIECE_SIZE * 1.2)
    }
    expect(passages[0]?.page).toBe(1)
    expect(passages.at(-1)?.page).toBe(3)
  })

  it('makes a table passages of its own, cut between rows, each with the header', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({
      cells: [`系统${at}`, '恶心、呕吐、腹泻、头痛、头晕'],
      page: at < 30 ? 1 : 2,
    }))
    const section = draft([
      text('发生率如下：', 1),
      { kind: 'table', page: 1, caption: '表2 不良反应', header: ['系统', '反应'], rows },
      text('表后文字。', 2),
    ])
    const passages = await passagesOf(section)
    expect(passages.map((one) => one.kind)).toEqual([
      'prose',
      ...Array(passages.length - 2).fill('table'),
      'prose',
    ])
    const tables = passages.slice(1, -1)
    expect(tables.length).toBeGreaterThan(1)
    for (const one of tables) expect(one.header).toBe('系统 | 反应')
    expect(tables[0]?.text.startsWith('表2 不良反应\n系统 | 反应\n系统0 | ')).toBe(true)
    for (const one of tables.slice(1)) expect(one.text).toMatch(/^系统\d+ \| .*头晕$/s)
    expect(tables.at(-1)?.page).toBe(2)
  })

  it('gives passages that stand in their section to the letter and cover it, for any text', async () => {
    const random = seeded(7)
    const alphabet = [
      '药',
      '，',
      '。',
      '；',
      '\n',
      ' ',
      'a',
      'B',
      '.',
      '1',
      '(',
      '）',
      '😀',
      '\u3000',
      '、',
      '，',
      '患者',
      'mg ',
    ]
    for (let round = 0; round < 60; round += 1) {
      const words = Array.from(
        { length: 50 + random(1500) },
        () => alphabet[random(round % 3 === 0 ? 8 : alphabet.length)]!,
      )
      const section = draft([text(words.join('') || '无')])
      if (section === undefined) continue
      let covered = 0
      for (const passage of await passagesOf(section)) {
        expect(section.text.slice(passage.start, passage.end)).toBe(passage.text)
        expect(passage.text).toBe(passage.text.trim())
        expect(passage.text).not.toBe('')
        expect(section.text.slice(covered, passage.start).trim()).toBe('')
        expect(passage.text.isWellFormed()).toBe(true)
        covered = passage.end
      }
      expect(section.text.slice(covered).trim()).toBe('')
    }
  })
})

describe('splitText', () => {
  it('cuts inside a sentence only when it is longer than a piece, at its clauses', async () => {
    const clause = '对本品任何成份过敏者，'
    const pieces = await splitText(`${SENTENCE}${clause.repeat(120)}。${SENTENCE}`)
    expect(pieces.length).toBeGreaterThan(3)
    const whole = `${SENTENCE}${clause.repeat(120)}。${SENTENCE}`
    for (const { start, end } of pieces) expect(whole.slice(start, end)).toMatch(/[，。]$/u)
  })

  it('cuts a run without any break, and never through a character', async () => {
    const run = '😀'.repeat(1500)
    const pieces = await splitText(run)
    expect(pieces.map(({ start, end }) => run.slice(start, end)).join('')).toBe(run)
    for (const { start, end } of pieces) expect(run.slice(start, end).isWellFormed()).toBe(true)
  })

  it('knows where English sentences end', () => {
    const value =
      'Take 2.5 mg daily, e.g. In the morning. See Fig. 2 and Dr. Smith vs. Jones. Stop at 5%. Then wait.'
    expect(sentences(value).map(({ start, end }) => value.slice(start, end))).toEqual([
      'Take 2.5 mg daily, e.g. In the morning.',
      'See Fig. 2 and Dr. Smith vs. Jones.',
      'Stop at 5%.',
      'Then wait.',
    ])
  })

  it('keeps closing marks with their sentence', () => {
    const value = '他说：“不可以。”然后走了！（完。）'
    expect(sentences(value).map(({ start, end }) => value.slice(start, end))).toEqual([
      '他说：“不可以。”',
      '然后走了！',
      '（完。）',
    ])
  })
})

describe('detectLanguage', () => {
  const of = (value: string) => detectLanguage([draft([text(value)])])
  it('tells Chinese from English by what most of the text is', () => {
    expect(of('本品用于治疗HER2阳性乳腺癌（见NCT01234567），每日一次 5 mg。')).toBe('zh')
    expect(of('Indicated for the treatment of adults with type 2 diabetes（糖尿病）.')).toBe('en')
    expect(of('12 345 — 6.7')).toBeUndefined()
  })
})

function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
