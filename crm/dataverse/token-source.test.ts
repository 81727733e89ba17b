import { describe, expect, it } from 'vitest'
import { MINUTE, movingClock } from '../../test/moving-clock.ts'
import { createTokenSource } from './token-source.ts'

function tokens(lifeMinutes = 60) {
  const clock = movingClock()
  const asked: boolean[] = []
  let fails = false
  const source = createTokenSource(async (fresh) => {
    asked.push(fresh)
    await Promise.resolve()
    if (fails) throw new Error('no')
    return { token: `t${asked.length}`, expiresAt: new Date(clock.now().getTime() + lifeMinutes * MINUTE) }
  }, clock)
  return {
    clock,
    asked,
    source,
    fail: (now: boolean) => {
      fails = now
    },
  }
}

describe('a token', () => {
  it('is asked for once, however many wait for it', async () => {
    const { source, asked } = tokens()
    expect(await Promise.all(Array.from({ length: 20 }, () => source.get()))).toEqual(Array(20).fill('t1'))
    expect(asked).toHaveLength(1)
  })

  it('is renewed before it ends', async () => {
    const { source, clock, asked } = tokens()
    await source.get()
    clock.advance(54 * MINUTE)
    expect(await source.get()).toBe('t1')
    clock.advance(2 * MINUTE)
    expect(await source.get()).toBe('t2')
    expect(asked).toEqual([false, false])
  })

  it('that was refused is asked for anew, past every cache; a newer one is kept', async () => {
    const { source, asked } = tokens()
    const first = await source.get()
    source.drop(first)
    source.drop(first)
    const second = await source.get()
    expect([first, second]).toEqual(['t1', 't2'])
    source.drop(first)
    expect(await source.get()).toBe('t2')
    expect(asked).toEqual([false, true])
  })

  it('holds on where an early renewal fails, and fails when it has ended', async () => {
    const { source, clock, fail } = tokens()
    await source.get()
    fail(true)
    clock.advance(57 * MINUTE)
    expect(await source.get()).toBe('t1')
    clock.advance(4 * MINUTE)
    await expect(source.get()).rejects.toThrow('no')
    fail(false)
    expect(await source.get()).toMatch(/^t\d$/)
  })
})
