import { describe, expect, it } from 'vitest'
import { readAt, whom } from '../../test/build-note.ts'

describe('what a note takes back', () => {
  it('is the last name of the kind that is corrected', () => {
    const [visit] = readAt('今天去市二见了高远山主任，讲了降糖素，哦不是，平压定，他认可').visits
    expect(visit?.products.map(({ id }) => id)).toEqual(['D1'])
  })

  it('is the last day, where a day follows', () => {
    expect(
      readAt('今天见了陶然明主任，约了下周一，不对，下周二上午十点').visits[0]?.follow_ups,
    ).toMatchObject([{ due: '2026-12-01', time: '10:00' }])
  })

  it('is somebody, said in one breath', () => {
    expect(whom(readAt('今天拜访的不是高洁，是苏晴，聊了降糖素').visits[0])).toEqual(['K3:primary'])
  })

  it('is nothing where 不是 is only a word', () => {
    expect(
      readAt('今天见了陶然明主任，平压定他说不是他们科的药').visits[0]?.products.map(({ id }) => id),
    ).toEqual(['D1'])
  })
})
