import { describe, expect, it } from 'vitest'
import { checkSentence } from './check-sentence.ts'

const NAMES = new Map([
  ['A', ['阿托伐他汀钙片', '力康汀']],
  ['B', ['氨氯地平片', '心泽平']],
])

/** Kinds of what is found when `text` cites `quote` out of `section`. */
const kinds = (text: string, quote: string, section = quote): readonly string[] => {
  const start = section.indexOf(quote)
  const faults = checkSentence({
    text,
    quotes: [
      { sectionText: section, start, end: start + quote.length, headings: ['用法用量'], productIds: ['A'] },
    ],
    names: NAMES,
  })
  return [...new Set(faults.map((fault) => fault.kind))]
}

describe('checkSentence: what a published checker got wrong', () => {
  it('finds a Chinese dose that stands there to the letter', () => {
    expect(kinds('推荐剂量为每日10毫克', '推荐剂量为每日10毫克')).toEqual([])
    expect(kinds('推荐剂量为每日10mg', '推荐剂量为每日10毫克')).toEqual([])
  })
  it('finds an English dose whose unit touches the number', () => {
    expect(kinds('take 10mg daily', 'take 10mg daily')).toEqual([])
    expect(kinds('take 10 mg per day', 'take 10mg daily')).toEqual([])
  })
  it('tells grams from milligrams', () => {
    expect(kinds('take 10 g daily', 'take 10 mg daily')).toContain('number')
  })
  it('checks numbers below one', () => {
    expect(kinds('take 0.5 mg', 'take 0.05 mg')).toContain('number')
  })
  it('reads grouped thousands as one number', () => {
    expect(kinds('4523 patients were treated', '4,523 patients were treated')).toEqual([])
    expect(kinds('4532 patients were treated', '4,523 patients were treated')).toContain('number')
  })
  it('is not content with most of the numbers', () => {
    expect(kinds('10 mg for 21 days', '10 mg for 12 days')).toContain('number')
  })
})

describe('checkSentence', () => {
  const DOSES = '成人一次10mg，一日2次；儿童一次5mg，一日1次。'

  it('passes other wordings and another order of clauses', () => {
    for (const text of [
      '儿童每次5毫克，每日一次；成人每次10毫克，bid。',
      '成人：一次10mg，q12h',
      '儿童一次5mg',
    ])
      expect(kinds(text, DOSES), text).toEqual([])
  })

  it('knows to whom a number belongs', () => {
    for (const text of ['儿童一次10mg，一日2次', '成人一次5mg，一日1次', '成人一次10mg，一日1次'])
      expect(kinds(text, DOSES), text).not.toEqual([])
    const rates = '恶心的发生率为12.5%，安慰剂组分别为4.1%和1.0%。'
    expect(kinds('安慰剂组分别为4.1%和1.0%', rates)).toEqual([])
    expect(kinds('安慰剂组分别为1.0%和4.1%', rates)).toContain('misplaced')
  })

  it.each([
    ['孕妇慎用', '孕妇禁用'],
    ['孕妇可用', '孕妇禁用'],
    ['推荐用于儿童', '不推荐用于儿童'],
    ['不推荐用于儿童', '推荐用于儿童'],
    ['可超过40mg', '不得超过40mg'],
    ['每日40mg', '每日不得超过40mg'],
    ['适用于1型糖尿病', '不适用于1型糖尿病'],
    ['包括孕妇', '不包括孕妇'],
    ['不应停药', '应停药'],
    ['血压升高', '血压降低'],
    ['餐后30分钟服用', '餐前30分钟服用'],
    ['重度肾功能不全者无需调整剂量', '轻度肾功能不全者无需调整剂量'],
    ['孕妇慎用，儿童禁用', '孕妇禁用，儿童慎用'],
    ['Use in pregnancy', 'Do not use in pregnancy'],
    ['Recommended in children', 'Not recommended in children'],
    ['Take after meals', 'Take before meals'],
    ['Administer with food', 'Administer without food'],
    ['At least 40 mg daily', 'At most 40 mg daily'],
    ['孕妇无需调整剂量', '孕妇禁用；老年患者无需调整剂量。'],
  ])('finds that "%s" is not "%s"', (text, quote) => {
    expect(kinds(text, quote)).not.toEqual([])
  })

  it.each([
    ['孕妇禁用。', '孕妇禁用'],
    ['老年患者不需调整剂量', '老年患者无需调整剂量'],
    ['每日最大剂量不超过40mg', '每日最大剂量为40mg'],
    ['Must not exceed 40 mg per day', 'The maximum dose is 40 mg per day'],
    ['根据说明书，肾功能不全者无需调整剂量', '肾功能不全者无需调整剂量'],
    ['肌酐清除率<30ml/min者停用', '肌酐清除率30～59ml/min者剂量减半，低于30ml/min者停用。'],
  ])('finds nothing wrong with "%s" of "%s"', (text, quote) => {
    expect(kinds(text, quote)).toEqual([])
  })

  it('reads a quote with the clause that it was cut from', () => {
    expect(kinds('使用本品', '使用本品', '孕妇不得使用本品。')).not.toEqual([])
    expect(kinds('5mg', '5mg', '一次12.5mg。')).toContain('number')
    expect(kinds('一次5mg', '一次5mg', '一次5mg/kg。')).toContain('number')
    expect(kinds('本品可用于儿童', '本品可用于儿童', '本品可用于儿童的证据不足，未获批准。')).not.toContain(
      'number',
    )
  })

  it('lets a sentence name no other medicine, under any of its names', () => {
    const quote = '本品每日一次，一次10mg。'
    expect(kinds('力康汀每日一次，一次10mg', quote)).toEqual([])
    for (const text of ['心泽平每日一次，一次10mg', '氨氯地平每日一次，一次10mg', '络活喜每日一次，一次10mg'])
      expect(kinds(text, quote), text).toContain('other_product')
    expect(kinds('与华法林合用时应监测', '与华法林合用时应监测')).toEqual([])
  })

  it('asks that the quote speaks of what the sentence says', () => {
    expect(kinds('遮光，密封保存', '孕妇禁用')).toContain('unsupported')
    expect(kinds('一次10mg，可放心长期大量服用', '一次10mg，口服')).toContain('unsupported')
    expect(kinds('一次10mg，详见 https://example.org', '一次10mg，详见说明书')).toContain('unsupported')
  })

  it('holds a translation to numbers, turning words and their order', () => {
    expect(kinds('The maximum daily dose is 40 mg', '每日最大剂量为40mg')).toEqual([])
    for (const text of [
      'The maximum daily dose is 80 mg',
      'The minimum daily dose is 40 mg',
      'Safe for everybody',
    ])
      expect(kinds(text, '每日最大剂量为40mg'), text).not.toEqual([])
    expect(kinds('Use in pregnancy 10 mg', '孕妇禁用10mg')).not.toEqual([])
    expect(kinds('Adults 5 mg, children 10 mg', '成人10mg，儿童5mg')).not.toEqual([])
  })

  it('tells what it found and what the source has', () => {
    const faults = checkSentence({
      text: '一次50mg',
      quotes: [{ sectionText: '一次5mg', start: 0, end: 5, headings: [], productIds: [] }],
      names: new Map(),
    })
    expect(faults).toEqual([{ kind: 'number', found: '50mg', expected: '5mg' }])
  })
})
