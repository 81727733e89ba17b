import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { DAY } from '../test/moving-clock.ts'
import { onPostgres, openTestDatabase } from '../test/open-database.ts'
import { inForceAt } from './in-force.ts'
import { selectVersions } from './version-record.ts'

describe('the line of versions', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
  })
  afterAll(() => database.close())

  it('never has two versions in force, whatever is published, withdrawn and expires in whatever order', async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = randomFrom(seed)
      const first = await room.approved()
      const versions = [first.versionId]
      let everInForce = 0
      for (let step = 0; step < 14; step += 1) {
        await anyDeed(room, random, first.documentId, versions)
        const now = room.clock.now()
        const at = [-3, -1, 0, 0.5, 1, 2, 5, 30].map((days) => new Date(now.getTime() + days * DAY))
        const ends = (await all(room, first.documentId)).flatMap((one) => [one.inForceFrom, one.inForceUntil])
        for (const moment of [...at, ...ends.filter((end) => end !== null)]) {
          const seen = await all(room, first.documentId, moment)
          const bySql = await inForceIds(database, first.documentId, moment)
          expect(seen.filter((one) => one.inForce).map((one) => one.id)).toEqual(bySql)
          expect(bySql.length, `seed ${seed}, step ${step}`).toBeLessThanOrEqual(1)
          everInForce += bySql.length
        }
        room.clock.advance(Math.floor(random() * 3 * DAY))
      }
      expect(everInForce).toBeGreaterThan(0)
    }
  })

  it.runIf(onPostgres())('lets two publishes at once leave exactly one in force', async () => {
    for (let round = 0; round < 8; round += 1) {
      const first = await room.approved()
      const others = [
        await room.approvedAgain(first.documentId),
        await room.approvedAgain(first.documentId),
        await room.approvedAgain(first.documentId),
      ]
      await Promise.all([first, ...others].map((one) => room.publish(one.versionId, {}, room.author.userId)))
      const now = room.clock.now()
      expect(await inForceIds(database, first.documentId, now)).toHaveLength(1)
      expect(await inForceIds(database, first.documentId, new Date(now.getTime() + DAY))).toHaveLength(1)
    }
  })

  it.runIf(onPostgres())(
    'publishes and withdraws one version from 20 clients at once exactly once',
    async () => {
      const { documentId, versionId } = await room.approved()
      const publishes = await Promise.allSettled(
        Array.from({ length: 20 }, () => room.publish(versionId, {}, room.author.userId)),
      )
      expect(publishes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      await room.answerFrom(versionId, 'rep')
      const withdrawals = await Promise.allSettled(
        Array.from({ length: 20 }, () => room.withdraw(versionId, 'reason', room.author.userId)),
      )
      expect(withdrawals.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      for (const one of [...publishes, ...withdrawals]) {
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'wrong_state' })
      }
      expect(await inForceIds(database, documentId, room.clock.now())).toEqual([])
      const recalls = await database.query
        .selectFrom('recalls')
        .select('id')
        .where('version_id', '=', versionId)
        .execute()
      expect(recalls).toHaveLength(1)
    },
  )
})

/** One deed that a product manager might do now; what the rules refuse counts as done. */
async function anyDeed(
  room: ControlRoom,
  random: () => number,
  documentId: string,
  versions: string[],
): Promise<void> {
  const now = room.clock.now().getTime()
  const pick = () => versions[Math.floor(random() * versions.length)]!
  const choice = random()
  try {
    if (choice < 0.3) {
      const expires = random() < 0.4 ? { expiresAt: new Date(now + (1 + random() * 9) * DAY) } : {}
      versions.push((await room.approvedAgain(documentId, expires)).versionId)
    } else if (choice < 0.8) {
      const days = [0, -2, 1, 2, 5][Math.floor(random() * 5)]!
      const options = days === 0 ? {} : { effectiveFrom: new Date(now + days * DAY) }
      await room.publish(pick(), options, room.author.userId)
    } else {
      await room.withdraw(pick(), 'reason', room.author.userId)
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(['wrong_state', 'invalid_input']).toContain(error.code)
  }
}

function all(room: ControlRoom, documentId: string, at = room.clock.now()) {
  return selectVersions(room.database.query, sql<boolean>`v.document_id = ${documentId}`, at)
}

async function inForceIds(database: Database, documentId: string, at: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select v.id from versions v
    where v.document_id = ${documentId} and ${inForceAt(at)} order by v.number`.execute(database.query)
  return rows.map((row) => row.id)
}

/** Mulberry32: the same sequence on every machine, so that a failure can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
