import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { DAY, MINUTE, movingClock } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createIdempotency, fingerprintOf, type Idempotency } from './idempotency.ts'

let database: Database
let idempotency: Idempotency
const clock = movingClock()

beforeAll(async () => {
  database = await openTestDatabase()
  idempotency = createIdempotency({ database, clock, waitMs: 200 })
})
afterAll(() => database.close())

const keep = <T>(response: T) => response
const call = (key: string, fingerprint = 'a') => ({ userId: 'u', key, fingerprint })
const done = (body: unknown) => async () => ({ status: 201, body })

describe('once', () => {
  it('keeps the response, without what is shown once', async () => {
    const first = await idempotency.once(call('k1'), done({ token: 'secret' }), (response) => ({
      ...response,
      body: { token: null },
    }))
    expect(first).toEqual({ status: 201, body: { token: 'secret' }, repeated: false })
    const again = await idempotency.once(call('k1'), done('never'), keep)
    expect(again).toEqual({ status: 201, body: { token: null }, repeated: true })
    expect(
      JSON.stringify(await database.query.selectFrom('idempotency_keys').selectAll().execute()),
    ).not.toContain('secret')
  })

  it('waits for the first call, and says so when that takes too long', async () => {
    let finish = () => {}
    const busy = new Promise<void>((resolve) => {
      finish = resolve
    })
    const first = idempotency.once(
      call('k2'),
      async () => {
        await busy
        return { status: 200, body: 1 }
      },
      keep,
    )
    await expect(idempotency.once(call('k2'), done(2), keep)).rejects.toMatchObject({ code: 'conflict' })
    await expect(idempotency.once(call('k2', 'other'), done(2), keep)).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    })
    finish()
    expect(await first).toMatchObject({ body: 1 })
  })

  it('takes over the key of a process that died, once nobody can be working on it', async () => {
    const at = clock.now()
    await database.query
      .insertInto('idempotency_keys')
      .values({ user_id: 'u', key: 'k3', request_hash: 'a', created_at: at })
      .execute()
    await expect(idempotency.once(call('k3'), done(3), keep)).rejects.toMatchObject({ code: 'conflict' })
    clock.advance(11 * MINUTE)
    expect(await idempotency.once(call('k3'), done(3), keep)).toMatchObject({ body: 3, repeated: false })
  })

  it('forgets after a day', async () => {
    clock.advance(DAY + MINUTE)
    expect(await idempotency.sweep()).toBeGreaterThan(0)
    expect(await idempotency.once(call('k1'), done('new'), keep)).toMatchObject({ body: 'new' })
  })
})

describe('fingerprintOf', () => {
  it('sees through the order of fields, and nothing else', () => {
    const of = (body: unknown, file?: { name: string; bytes: Uint8Array }) =>
      fingerprintOf({ method: 'POST', url: '/x', body, file })
    expect(of({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(of({ b: [{ d: 3, c: 2 }], a: 1 }))
    expect(of({ a: 1 })).not.toBe(of({ a: '1' }))
    expect(of([1, 2])).not.toBe(of([2, 1]))
    const bytes = Buffer.from('x')
    expect(of({}, { name: 'a', bytes })).not.toBe(of({}, { name: 'a', bytes: Buffer.from('y') }))
    expect(of({}, { name: 'a', bytes })).not.toBe(of({}, { name: 'b', bytes }))
  })
})
