import { describe, expect, it } from 'vitest'
import { readAt, whom } from '../../test/build-note.ts'
import type { NoteReading } from './note-reading.ts'

const before = readAt('今天下午去市二心内见了高远山主任，讲了平压定，他觉得不错，下周三送他指南').visits
const fix = (text: string): NoteReading => readAt(text, undefined, before)

describe('corrections of the visit before', () => {
  it('change the day', () => {
    expect(fix('日期错了，是昨天')).toMatchObject({
      intent: 'correct_last',
      visits: [{ date: '2026-11-24' }],
      corrections: [{ field: 'date', from: '2026-11-25', to: '2026-11-24' }],
    })
    expect(fix('Sorry, the date was Monday, not today').visits[0]?.date).toBe('2026-11-23')
  })

  it('put somebody else in the place of who was wrong', () => {
    expect(whom(fix('不是高远山，是高洁').visits[0])).toEqual(['K2:primary'])
    expect(whom(fix('把高远山改成苏晴').visits[0])).toEqual(['K3:primary'])
  })

  it('put another medicine, take one out, add somebody and something to do', () => {
    expect(fix('产品错了，是降糖素').visits[0]?.products.map(({ id }) => id)).toEqual(['D2'])
    expect(fix('没聊平压定，删掉').visits[0]?.products).toEqual([])
    expect(whom(fix('补充一下，高洁也在').visits[0])).toEqual(['K1:primary', 'K2:attendee'])
    expect(fix('加一条：12月4号给他送单页').visits[0]?.follow_ups.map(({ due }) => due)).toEqual([
      '2026-12-02',
      '2026-12-04',
    ])
  })

  it('move the follow-up and leave the visit where it is', () => {
    const moved = fix('跟进改到下周五').visits[0]
    expect(moved).toMatchObject({
      date: '2026-11-25',
      status: 'completed',
      follow_ups: [{ due: '2026-12-04' }],
    })
  })

  it('ask where nothing can be corrected', () => {
    expect(readAt('上条记错了').questions.map(({ code }) => code)).toEqual(['no_previous'])
  })
})
