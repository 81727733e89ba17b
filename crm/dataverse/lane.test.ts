import { describe, expect, it } from 'vitest'
import { connectDataverse } from '../../test/dataverse-room.ts'
import { createFakeDataverse } from '../../test/fakes/dataverse/fake-dataverse.ts'
import { faultList } from '../../test/fakes/dataverse/fake-faults.ts'
import { movingClock } from '../../test/moving-clock.ts'
import { virtualTime } from '../../test/virtual-time.ts'
import { createLane, SERVICE_PROTECTION } from './lane.ts'

const WINDOW_MS = 300_000

/** Half an hour of callers that never rest, against the real limits; what each window after the first used. */
async function keepBusy(serviceMs: number, callers: number) {
  const time = virtualTime('2026-03-02T08:00:00Z')
  const fake = createFakeDataverse({ clock: time, sleep: time.sleep, serviceMs: () => serviceMs })
  const crm = connectDataverse(fake, time, { sleep: time.sleep, deps: { sleep: time.sleep } })
  let stop = false
  for (let caller = 0; caller < callers; caller += 1) {
    void (async () => {
      while (!stop) {
        const end = await crm.client.call({ method: 'GET', path: 'WhoAmI()' })
        if (end.kind === 'paused') await time.sleep(Math.max(1, end.until.getTime() - time.now().getTime()))
      }
    })()
  }
  const windows: { requests: number; executionMs: number }[] = []
  const begin = time.now().getTime()
  for (let window = 1; window <= 6; window += 1) {
    await time.runUntil(begin + window * WINDOW_MS)
    if (window > 1) windows.push(fake.throttle.window())
  }
  stop = true
  return { windows, report: fake.throttle.report(), state: crm.state() }
}

describe('the lane', () => {
  it('uses nine tenths of the requests that are allowed, and sees no 429', async () => {
    const { windows, report } = await keepBusy(100, 20)
    for (const { requests } of windows) {
      expect(requests).toBeGreaterThanOrEqual(0.9 * SERVICE_PROTECTION.requests)
      expect(requests).toBeLessThanOrEqual(SERVICE_PROTECTION.requests)
    }
    expect(report).toMatchObject({ refusals: 0, violations: 0 })
  }, 60_000)

  it('uses nine tenths of the execution time that is allowed where calls are slow, and sees no 429', async () => {
    const { windows, report } = await keepBusy(1_500, 60)
    for (const { executionMs } of windows) {
      expect(executionMs).toBeGreaterThanOrEqual(0.9 * SERVICE_PROTECTION.executionMs)
      expect(executionMs).toBeLessThanOrEqual(SERVICE_PROTECTION.executionMs)
    }
    expect(report).toMatchObject({ refusals: 0, violations: 0 })
    expect(report.mostAtOnce).toBeLessThanOrEqual(SERVICE_PROTECTION.concurrency)
  }, 60_000)

  it('stands still as long as it is told, and nobody goes before', async () => {
    const time = virtualTime('2026-03-02T08:00:00Z')
    const fake = createFakeDataverse({ clock: time, sleep: time.sleep, serviceMs: () => 50 })
    const crm = connectDataverse(fake, time, { deps: { sleep: time.sleep } })
    fake.fail(faultList(undefined, undefined, 'throttle'))
    const ends: string[] = []
    for (let caller = 0; caller < 12; caller += 1) {
      void crm.client.call({ method: 'GET', path: 'WhoAmI()' }).then((end) => ends.push(end.kind))
    }
    await time.runUntil(time.now().getTime() + 900)
    expect(ends.filter((kind) => kind === 'paused').length).toBeGreaterThan(0)
    const sent = fake.seen.length
    expect((await crm.client.call({ method: 'GET', path: 'WhoAmI()' })).kind).toBe('paused')
    expect(fake.seen).toHaveLength(sent)
    await time.runUntil(time.now().getTime() + 2_000)
    const after = crm.client.call({ method: 'GET', path: 'WhoAmI()' })
    await time.runUntil(time.now().getTime() + 5_000)
    expect((await after).kind).toBe('answer')
    expect(fake.throttle.report().violations).toBe(0)
  })

  it('sends less at once after it was too much, and more again when it goes well', async () => {
    const clock = movingClock()
    const lane = createLane({ clock, sleep: async (ms) => clock.advance(ms) })
    const go = (word = {}) => lane.run(1, async () => ({ value: 1, word }))
    for (let call = 0; call < 200; call += 1) await go()
    const before = lane.state().concurrency
    expect(before).toBeGreaterThan(4)
    await go({ crowded: true })
    expect(lane.state().concurrency).toBeLessThan(before)
    for (let call = 0; call < 5_000; call += 1) await go()
    expect(lane.state().concurrency).toBe(46)
  })

  it('lets callers go in the order in which they came, and not more at once than it may', async () => {
    const time = virtualTime('2026-03-02T08:00:00Z')
    const lane = createLane({
      clock: time,
      sleep: time.sleep,
      limits: { ...SERVICE_PROTECTION, concurrency: 3 },
    })
    const order: number[] = []
    let most = 0
    for (let caller = 0; caller < 20; caller += 1) {
      void lane.run(1, async () => {
        order.push(caller)
        most = Math.max(most, lane.state().inFlight)
        await time.sleep(10)
        return { value: caller }
      })
    }
    await time.runUntil(time.now().getTime() + 10_000)
    expect(order).toEqual(Array.from({ length: 20 }, (_, at) => at))
    expect(most).toBe(2)
  })

  it('says that it is full rather than hold a caller for long', async () => {
    const time = virtualTime('2026-03-02T08:00:00Z')
    const lane = createLane({
      clock: time,
      sleep: time.sleep,
      limits: { ...SERVICE_PROTECTION, requests: 100 },
    })
    const kinds: string[] = []
    for (let caller = 0; caller < 60; caller += 1) {
      void lane.run(1, async () => ({ value: 1 })).then((turn) => kinds.push(turn.kind))
    }
    await time.runUntil(time.now().getTime() + 60_000)
    expect(kinds.filter((kind) => kind === 'done').length).toBeLessThan(20)
    expect(kinds).toHaveLength(60)
  })

  it('counts what the licence counts: each part of a batch, over a day', async () => {
    const clock = movingClock()
    const lane = createLane({ clock, sleep: async (ms) => clock.advance(ms), entitlement: 40_000 })
    await lane.run(8, async () => ({ value: 1 }))
    await lane.run(1, async () => ({ value: 1 }))
    expect(lane.state()).toMatchObject({ entitlementUsed: 9, entitlementLimit: 40_000, requestsInWindow: 2 })
    clock.advance(25 * 3_600_000)
    expect(lane.state()).toMatchObject({ entitlementUsed: 0, requestsInWindow: 0 })
  })

  it('gives its place back when a call throws', async () => {
    const clock = movingClock()
    const lane = createLane({ clock, sleep: async (ms) => clock.advance(ms) })
    await expect(lane.run(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(lane.state().inFlight).toBe(0)
  })
})

describe('after an outage', () => {
  it('the lane is itself again within a window, however long the calls hung', async () => {
    const time = virtualTime('2026-03-02T08:00:00Z')
    const lane = createLane({ clock: time, sleep: time.sleep })
    const hang = async () => {
      await time.sleep(130_000)
      return { value: 1, word: { crowded: true } }
    }
    for (let caller = 0; caller < 30; caller += 1) void lane.run(1, hang)
    await time.runUntil(time.now().getTime() + 1_800_000)
    const turn = lane.run(1, async () => ({ value: 'well' }))
    await time.runUntil(time.now().getTime() + 310_000)
    const again = lane.run(1, async () => ({ value: 'well' }))
    await time.runUntil(time.now().getTime() + 31_000)
    expect([(await turn).kind, (await again).kind]).toContain('done')
  })
})
