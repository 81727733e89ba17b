import { describe, expect, it } from 'vitest'
import { readClaims } from './read-claims.ts'

/** Keys of what is no plain word. */
const keys = (text: string): readonly string[] =>
  readClaims(text)
    .filter((claim) => claim.kind === 'value' || claim.kind === 'contrast' || claim.kind === 'code')
    .map((claim) => claim.key)

describe('readClaims', () => {
  it.each([
    [
      '2/day',
      [
        '每日2次',
        '一天两次',
        '一日二次',
        '1日2次',
        '每天2次',
        '2次/日',
        'bid',
        'b.i.d.',
        'twice daily',
        '2 times a day',
        'two times per day',
        'q12h',
        '每12小时一次',
        '每12小时',
        'every 12 hours',
        'every twelve hours',
      ],
    ],
    ['3/day', ['每日三次', '一日3次', 'tid', 'three times daily', 'q8h', '每8小时1次']],
    ['1/day', ['每日一次', '一天1次', 'qd', 'once daily', 'once a day', 'q24h']],
    ['1/night', ['每晚一次', 'qn', 'once nightly']],
    ['1/2day', ['隔日一次', 'qod', '每2日一次', 'every other day', 'every 2 days']],
    ['1/week', ['每周一次', '一周1次', 'qw', 'once weekly', 'once a week']],
    ['1/3week', ['每3周一次', 'q3w', 'every 3 weeks', 'once every 3 weeks']],
    ['2~3/day', ['一日2～3次', '每日二至三次', '2-3 times a day']],
    ['1/4~6h', ['每4～6小时一次', 'every 4 to 6 hours']],
  ])('reads %s from each way of writing it', (often, wordings) => {
    for (const wording of wordings) expect(keys(wording), wording).toEqual([`frequency ${often}`])
  })

  it('keeps apart what is not as often', () => {
    for (const [one, other] of [
      ['每日一次', '每晚一次'],
      ['每周一次', '每7天一次'],
      ['q12h', 'q8h'],
      ['每日2次', '每次2片'],
      ['隔日一次', '每日一次'],
      ['每隔2日一次', '每2日一次'],
    ] as const)
      expect(keys(one), one).not.toEqual(keys(other))
  })

  it.each([
    [
      '≤40mg',
      [
        '≤40mg',
        '不超过40mg',
        '不得超过 40 毫克',
        '最大剂量为40mg',
        '至多40mg',
        '40mg以下',
        'at most 40 mg',
        'no more than 40 mg',
        'must not exceed 40 mg',
        'up to 40 mg',
        'maximum dose of 40 mg',
      ],
    ],
    [
      '≥40mg',
      [
        '≥40mg',
        '至少40mg',
        '不少于40mg',
        '不低于40mg',
        '40mg及以上',
        'at least 40 mg',
        'no less than 40 mg',
        '40 mg or more',
      ],
    ],
    ['<40mg', ['<40mg', '＜40mg', '低于40mg', '小于40mg', 'less than 40 mg']],
    ['>40mg', ['>40mg', '超过40mg', '高于40mg', 'more than 40 mg']],
  ])('joins limit and amount: %s', (amount, wordings) => {
    for (const wording of wordings) expect(keys(wording), wording).toEqual([amount])
  })

  it('reads an interval of two limits as one', () => {
    expect(keys('≥1%且＜10%')).toEqual(['≥1% <10%'])
    expect(keys('≥1%，罕见＜10%')).toEqual(['≥1%', '<10%'])
  })

  it('gives a list the unit that stands once, and a strength of two its order', () => {
    expect(keys('10、20或40mg')).toEqual(['10mg', '20mg', '40mg'])
    expect(keys('80/12.5mg')).toEqual(['80mg', '12.5mg'])
    expect(keys('4g：0.5g')).not.toEqual(keys('0.5g：4g'))
  })

  it('reads days alike', () => {
    for (const day of [
      '2026-03-01',
      '2026年3月1日',
      '2026年03月01日',
      '2026/3/1',
      'March 1, 2026',
      '1 March 2026',
      '二〇二六年三月一日',
    ])
      expect(keys(day), day).toEqual(['date 2026-03-01'])
    expect(keys('2026年3月')).toEqual(['date 2026-03'])
  })

  it('leaves out marks of lists and citations, and nothing else', () => {
    for (const text of [
      '1. 口服10mg[1]',
      '（2）口服10mg [2,3]',
      '① 口服10mg',
      '3、口服10mg',
      '一、口服10mg',
      '⑷口服10mg',
    ])
      expect(keys(text), text).toEqual(['10mg'])
    expect(keys('1.5mg')).toEqual(['1.5mg'])
    expect(keys('[10]mg')).toHaveLength(1)
  })

  it('tells codes from amounts', () => {
    expect(keys('CYP3A4、HbA1c、SGLT2、GLP-1、PD-L1')).toEqual(['cyp3a4', 'hba1c', 'sglt2', 'glp-1', 'pd-l1'])
    expect(keys('eGFR30～59ml/min')).toEqual(['30~59ml/min'])
  })

  it('tells words that turn a meaning from words that only look like them', () => {
    expect(keys('过敏者禁用，癫痫者慎用，不推荐合用')).toEqual([
      'ban:forbidden',
      'ban:caution',
      'ban:not recommended',
    ])
    expect(keys('前列腺、肾功能不全、不良反应、预后、非甾体抗炎药、无菌')).toEqual([])
    expect(keys('Not recommended; avoid; contraindicated')).toEqual([
      'ban:not recommended',
      'ban:avoid',
      'ban:forbidden',
    ])
    expect(keys('notable, normal, another')).toEqual([])
  })

  it('fails on no text', () => {
    for (const text of [
      '',
      ' ',
      '\ud800',
      '🙂',
      '٣ mg',
      '1/0片',
      '∞',
      '(((',
      '1'.repeat(400),
      '每'.repeat(300),
    ])
      expect(() => readClaims(text)).not.toThrow()
    expect(keys('٣ 片')).not.toEqual([])
  })
})
