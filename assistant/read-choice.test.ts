import { describe, expect, it } from 'vitest'
import { readChoice } from './read-choice.ts'

const QUESTIONS = [
  {
    field: 'visits.0.contacts.0',
    code: 'ambiguous_contact',
    text: '哪一位？',
    choices: [
      { value: 'K1', label: '王建国 · 主任医师 · 市一院 · 心内科' },
      { value: 'K2', label: '王丽 · 副主任医师 · 市一院 · 内分泌科' },
    ],
  },
  { field: 'visits.0.adverse_event', code: 'ae_patient', text: '哪位患者？', choices: [] },
]
const answerTo = (text: string) => readChoice(text, QUESTIONS)?.value ?? null

describe('a short message to a draft that asks', () => {
  it.each([
    ['第二个', 'K2'],
    ['1', 'K1'],
    ['选2', 'K2'],
    ['王建国', 'K1'],
    ['是王丽', 'K2'],
    ['内分泌科那个', 'K2'],
    ['the first one', 'K1'],
    ['78岁男性', '78岁男性'],
  ])('%s', (text, value) => {
    expect(answerTo(text)).toBe(value)
  })

  it.each(['第三个', '王', '市一院', '王建国能用吗？', '糖诺利的用法用量是什么', '', '谢谢'])(
    'answers nothing with “%s”',
    (text) => {
      expect(answerTo(text)).toBeNull()
    },
  )
})
