import { describe, expect, it } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'

function opened() {
  let time = 0
  const breaker = createCircuitBreaker({ failures: 2, openMs: 100, now: () => time })
  for (let at = 0; at < 2; at += 1) {
    expect(breaker.enter()).toBe(true)
    breaker.fail()
  }
  return { breaker, pass: (ms: number) => (time += ms) }
}

describe('the circuit breaker', () => {
  it('lets nobody through after failures in a row, until its time is over', () => {
    const { breaker, pass } = opened()
    expect(breaker.enter()).toBe(false)
    pass(99)
    expect(breaker.enter()).toBe(false)
    pass(1)
    expect(breaker.enter()).toBe(true)
  })

  it('probes with one call at a time and closes with its success', () => {
    const { breaker, pass } = opened()
    pass(100)
    expect([breaker.enter(), breaker.enter()]).toEqual([true, false])
    breaker.succeed()
    expect([breaker.enter(), breaker.enter()]).toEqual([true, true])
  })

  it('stays open for another while when the probe fails', () => {
    const { breaker, pass } = opened()
    pass(100)
    expect(breaker.enter()).toBe(true)
    breaker.fail()
    pass(99)
    expect(breaker.enter()).toBe(false)
    pass(1)
    expect(breaker.enter()).toBe(true)
  })

  it('gives the place of a probe back when its caller hangs up', () => {
    const { breaker, pass } = opened()
    pass(100)
    expect(breaker.enter()).toBe(true)
    breaker.leave()
    expect(breaker.enter()).toBe(true)
  })

  it('counts only failures in a row', () => {
    const breaker = createCircuitBreaker({ failures: 2 })
    for (let at = 0; at < 5; at += 1) {
      breaker.fail()
      breaker.succeed()
    }
    expect(breaker.enter()).toBe(true)
  })
})
