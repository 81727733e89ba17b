import { describe, expect, it } from 'vitest'
import { factsOf, segmentOf } from '../../test/build-segment.ts'
import { describeCase, patientIn } from './describe-case.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import { namedEvents } from './read-adverse-event.ts'
import { speechUnits } from './speech-units.ts'

const described = (note: string, change: Partial<MeaningFacts> = {}) => {
  const segment = segmentOf(note)
  const units = speechUnits(segment)
  const cases = namedEvents(segment, units).filter(({ verdict }) => verdict === 'case')
  return describeCase(segment, units, cases, factsOf(segment, change))
}
const event = (note: string, change: Partial<MeaningFacts> = {}) => described(note, change).event

describe('a case', () => {
  it('begins when the rep learned of it, not when it happened', () => {
    expect(event('昨天高主任告诉我，有个病人吃平压定上周三晕倒了').clock_start).toBe('2026-05-12')
    expect(event('高主任说有个病人吃平压定前天晕倒了').clock_start).toBe('2026-05-13')
    expect(event('高主任说有个病人吃平压定前天晕倒了').event_date).toBe('2026-05-11')
    expect(event('高主任说有个病人吃平压定晕倒了', { visitDay: '2026-05-11' }).clock_start).toBe('2026-05-11')
    expect(event('Gao said the 66F on Targetinib passed on Sunday')).toMatchObject({
      clock_start: '2026-05-13',
      event_date: '2026-05-10',
      seriousness: 'death',
      patient_desc: '66F',
    })
  })

  it('is graded by what is told, and left unknown otherwise', () => {
    expect(event('靶替尼有个病人没救过来').seriousness).toBe('death')
    expect(event('有个病人吃靶替尼喘得厉害，收住院了')).toMatchObject({
      seriousness: 'serious',
      seriousness_reason: '收住院',
    })
    expect(event('有个病人打降糖素得了急性胰腺炎').seriousness).toBe('serious')
    expect(event('有个病人吃平压定脚肿，没住院').seriousness).toBe('non_serious')
    expect(event('药房说平压定有一盒药片碎了').seriousness).toBe('non_serious')
    expect(event('有个病人打降糖素换成别的药了').seriousness).toBe('unknown')
  })

  it('has the four criteria, and asks only for what is missing: of them, and of how the medicine was used', () => {
    expect(described('高主任说有个病人吃平压定脚肿')).toMatchObject({
      event: { suspect_drug: 'D1', criteria: { patient: true, reporter: true, drug: true, event: true } },
      open: ['details'],
    })
    expect(described('高主任说有个病人吃平压定5mg一天一次，脚肿').open).toEqual([])
    expect(described('苏晴说有个病人打降糖素，后来换成别的药了').open).toEqual(['event', 'details'])
    expect(described('高主任说病人吃平压定普遍脚肿了').open).toEqual(['patient', 'details'])
    expect(described('有个病人吃了我们的药起疹子了').event.criteria).toMatchObject({
      reporter: false,
      drug: false,
    })
  })

  it('says what was done, how old and of which sex, and what the reporter thinks', () => {
    expect(event('高主任说有个病人，女，72岁，吃平压定脚肿，已经停药，他说跟药没关系')).toMatchObject({
      action_taken: '停药',
      patient_desc: '72岁女性',
      causality_by_reporter: expect.stringContaining('没关系'),
    })
  })

  it('holds no name of a patient', () => {
    expect(event('高主任说患者王小芳，女，60岁，吃平压定脚肿').text).not.toContain('王小芳')
  })

  it.each([
    ['女 59', '59岁女性'],
    ['70多岁的男性', '70多岁男性'],
    ['71M on it', '71M'],
    ['有个老太太', '老太太'],
    ['吃了3天', undefined],
  ])('reads whom from %s', (text, expected) => {
    expect(patientIn(text)).toBe(expected)
  })
})
