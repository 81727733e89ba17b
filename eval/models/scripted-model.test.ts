import { describe, expect, it } from 'vitest'
import { honestAnswer, statementsOf } from './honest-answer.ts'
import { scriptedAnswer } from './scripted-model.ts'

const prompt = {
  fence: 'f',
  question: '甲片肾功能不全怎么用',
  told: '',
  passages: [
    {
      id: 'P1',
      head: '产品: 甲片; 章节: 用法',
      body: '1. 本品一次10mg。\n2. 肾功能不全者禁用。驾车者慎用。\n轻度 | 减半',
    },
    { id: 'P2', head: '产品: 甲片; 章节: 贮藏', body: '密封保存。' },
  ],
}
/** Changes no wording: the first kind of rewording finds nothing to change in these texts. */
const still = () => 0

describe('statements of a passage', () => {
  it('are its sentences and rows without list marks, each where it stands', () => {
    const { body } = prompt.passages[0]!
    const statements = statementsOf(prompt.passages[0]!)
    expect(statements.map(({ text }) => text)).toEqual([
      '本品一次10mg。',
      '肾功能不全者禁用。',
      '驾车者慎用。',
      '轻度 | 减半',
    ])
    for (const { text, start, end } of statements) expect(body.slice(start, end)).toBe(text)
  })
})

describe('the scripted model', () => {
  it('quotes the statements that hold what it was handed, and the warnings that belong to the question', () => {
    const { insufficient, sentences } = scriptedAnswer(prompt, ['一次10mg'], still)
    expect(insufficient).toBe(false)
    expect(sentences.map(({ citations }) => citations[0]?.quote)).toEqual([
      '肾功能不全者禁用。',
      '本品一次10mg。',
    ])
    expect(sentences[1]?.text).toContain('甲片一次')
  })

  it('says rows as sentences but quotes them as they stand', () => {
    const [row] = scriptedAnswer(prompt, ['减半'], still).sentences.slice(-1)
    expect(row).toMatchObject({ text: '轻度，减半', citations: [{ passage: 'P1', quote: '轻度 | 减半' }] })
  })

  it('keeps to the words of the passage when it is told its faults, and names every warning where one is missing', () => {
    const texts = (told: string) =>
      scriptedAnswer({ ...prompt, told }, ['一次10mg'], still).sentences.map(({ text }) => text)
    expect(texts('- 第 1 句：句中的数字与引句不一致。')).toEqual(['肾功能不全者禁用。', '本品一次10mg。'])
    expect(texts('- 漏掉了与问题有关的禁止或警告，请写进答案并引用。')).toEqual([
      '肾功能不全者禁用。',
      '驾车者慎用。',
      '本品一次10mg。',
    ])
  })

  it('chooses by the question where it was handed nothing that stands there', () => {
    const chosen = scriptedAnswer(prompt, ['没有这句'], still).sentences.map(({ citations }) => citations)
    expect(chosen).toEqual(honestAnswer(prompt).sentences.map(({ citations }) => citations))
  })
})
