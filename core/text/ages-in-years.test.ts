import { describe, expect, it } from 'vitest'
import { agesInYears } from './ages-in-years.ts'

describe('agesInYears', () => {
  it.each([
    ['6个月以上婴儿', '0.5岁以上婴儿'],
    ['2个月~2岁的婴幼儿', '0.167岁~2岁的婴幼儿'],
    ['6~12个月婴儿', '0.5岁~1岁婴儿'],
    ['18个月以下儿童', '1.5岁以下儿童'],
    ['8个月大', '0.667岁'],
    ['6月龄以上', '0.5岁以上'],
    ['年龄小于6个月', '年龄小于0.5岁'],
    ['1岁半', '1.5岁'],
  ])('reads an age: %s', (text, years) => {
    expect(agesInYears(text)).toBe(years)
  })

  it.each(['疗程3个月以上', '连用3个月', '每3个月1次', '治疗3个月后儿童复查', '3个月以内', '停药3个月以上'])(
    'leaves how long something lasts: %s',
    (text) => {
      expect(agesInYears(text)).toBe(text)
    },
  )
})
