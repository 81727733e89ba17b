import { describe, expect, it } from 'vitest'
import { findTimes } from './find-times.ts'

const times = (text: string): readonly (string | null)[] =>
  findTimes(text, []).map(({ clock, part }) => clock ?? part)

describe('times of the day', () => {
  it.each([
    ['下午三点来钟', '15:00'],
    ['8点出门', '08:00'],
    ['两点半', '14:30'],
    ['晚上7点', '19:00'],
    ['14:05', '14:05'],
    ['2pm', '14:00'],
    ['10 am', '10:00'],
    ['noon', 'noon'],
    ['this afternoon', 'pm'],
    ['今早', 'am'],
  ])('%s', (text, expected) => expect(times(text)).toEqual([expected]))

  it('are not counted points, drops or a little', () => {
    for (const text of ['提了两点意见', '有一点担心', '3点建议', '一点也不', '2点滴'])
      expect(times(text), text).toEqual([])
  })
})
