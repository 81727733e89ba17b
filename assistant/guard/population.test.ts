import { describe, expect, it } from 'vitest'
import { populationFault } from './population.ts'

const LABEL = ['成人一次10mg，一日1次；儿童一次5mg。轻度肾功能损害患者无需调整剂量，重度者禁用。']

describe('whom an amount or a rule is for', () => {
  it('is as the quote says', () => {
    for (const text of [
      '成人一次10mg，一日1次。',
      '儿童一次5mg。',
      '轻度肾功能损害患者无需调整剂量。',
      '重度肾功能损害者禁用。',
      '一次10mg，一日1次。',
    ]) {
      expect({ text, fault: populationFault(text, LABEL) }).toEqual({ text, fault: null })
    }
  })

  it('is not somebody else of the same quote', () => {
    for (const text of [
      '儿童一次10mg。',
      '成人一次5mg。',
      '重度肾功能损害患者无需调整剂量。',
      '轻度肾功能损害者禁用。',
    ]) {
      expect({ text, fault: populationFault(text, LABEL) }).toEqual({ text, fault: 'other_population' })
    }
    expect(populationFault('Children take 10 mg.', ['Adults take 10 mg. Children take 5 mg.'])).toBe(
      'other_population',
    )
  })

  it('may be one of several', () => {
    expect(
      populationFault('轻度肝功能损害者无需调整剂量。', ['轻、中度肝功能损害者无需调整剂量。']),
    ).toBeNull()
    expect(populationFault('中度患者禁用。', ['中重度患者禁用。'])).toBeNull()
  })

  it('is nobody’s where the quote names nobody', () => {
    expect(populationFault('老年人一次10mg。', ['一次10mg。'])).toBeNull()
  })
})
