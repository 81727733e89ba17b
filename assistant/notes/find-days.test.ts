import { describe, expect, it } from 'vitest'
import { findDays } from './find-days.ts'

/** A Wednesday. */
const TODAY = '2026-11-25'
const ahead = (text: string, today = TODAY): readonly (string | null)[] =>
  findDays(text, today, []).map((day) => day.ahead)
const ranges = (text: string, today = TODAY): readonly unknown[] =>
  findDays(text, today, []).map(({ range }) => range)

describe('days in a note', () => {
  it.each([
    ['明天送过去', '2026-11-26'],
    ['大后天见', '2026-11-28'],
    ['周五前给他', '2026-11-27'],
    ['周二再去', '2026-12-01'],
    ['下周二再去', '2026-12-01'],
    ['下下周一', '2026-12-07'],
    ['礼拜天', '2026-11-29'],
    ['月底前', '2026-11-30'],
    ['下个月底', '2026-12-31'],
    ['12月3号', '2026-12-03'],
    ['十二月三日', '2026-12-03'],
    ['下个月8号', '2026-12-08'],
    ['3号之前', '2026-12-03'],
    ['1月4号', '2027-01-04'],
    ['明年2月9号', '2027-02-09'],
    ['两周后', '2026-12-09'],
    ['三天内', '2026-11-28'],
    ['3个工作日内', '2026-11-30'],
    ['元旦前', '2026-12-31'],
    ['年底', '2026-12-31'],
    ['by Friday', '2026-11-27'],
    ['next Tue', '2026-12-01'],
    ['tomorrow', '2026-11-26'],
    ['in two weeks', '2026-12-09'],
    ['by EOW', '2026-11-27'],
    ['by EOM', '2026-11-30'],
    ['on Dec 4th', '2026-12-04'],
    ['4 Dec', '2026-12-04'],
    ['the 9th', '2026-12-09'],
  ])('%s is %s', (text, day) => expect(ahead(text)).toEqual([day]))

  it.each([
    ['下周联系', ['2026-11-30', '2026-12-04']],
    ['下个月再说', ['2026-12-01', '2026-12-31']],
    ['12月中旬', ['2026-12-11', '2026-12-20']],
    ['下月初', ['2026-12-01', '2026-12-10']],
    ['周四到周五', ['2026-11-26', '2026-11-27']],
    ['next week', ['2026-11-30', '2026-12-04']],
    ['early next week', ['2026-11-30', '2026-12-01']],
    ['in Dec', ['2026-12-01', '2026-12-31']],
  ])('%s is a stretch', (text, range) => expect(ranges(text)).toEqual([range]))

  it('knows both days that "next Fri" may mean, and only one where this week has none left', () => {
    expect(findDays('next Fri', TODAY, [])[0]?.ambiguous).toEqual(['2026-11-27', '2026-12-04'])
    expect(findDays('next Mon', TODAY, [])[0]?.ambiguous).toBeUndefined()
  })

  it('looks back as well as ahead where the words allow it', () => {
    expect(findDays('周二', TODAY, [])[0]).toMatchObject({ ahead: '2026-12-01', back: '2026-11-24' })
    expect(findDays('上周二', TODAY, [])[0]).toMatchObject({ ahead: null, back: '2026-11-17' })
    expect(findDays('11月20号', TODAY, [])[0]).toMatchObject({ ahead: null, back: '2026-11-20' })
  })

  it('crosses the end of a leap February and of a year', () => {
    expect(ahead('明天', '2028-02-28')).toEqual(['2028-02-29'])
    expect(ahead('下周一', '2026-12-31')).toEqual(['2027-01-04'])
  })

  it('finds no day in doses, versions, beds, rates and weekly habits', () => {
    for (const text of [
      '3号楼12床',
      'V3.2',
      '2.5mg',
      '降了12/8',
      '一周一次',
      '每周三门诊',
      '明显好转',
      '后天性',
    ])
      expect(ahead(text), text).toEqual([])
  })

  it('says that the calendar has no such day, and that some words name none', () => {
    expect(findDays('11月31号', TODAY, [])[0]?.impossible).toBe(true)
    expect(findDays('过几天再去', TODAY, [])[0]?.vague).toBe(true)
  })

  it('waits for what comes after a holiday instead of naming a day', () => {
    expect(findDays('春节后', TODAY, [])[0]).toMatchObject({ precision: 'event', ahead: null })
    expect(findDays('初六', '2027-01-20', [])[0]).toMatchObject({ ahead: '2027-02-11', lunar: true })
  })
})
