/** What was handed over is the new person's to correct, and nobody else's. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { aVisit, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createHandOver } from './hand-over.ts'
import { createRecordVisit } from './record-visit.ts'
import type { DraftReading } from './visit-draft.ts'
import { addDraft, lockDraft } from './visit-draft-store.ts'

const timezone = 'Asia/Shanghai'
let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

it('a planned visit is corrected by its new owner; the old one changes only what stayed', async () => {
  const { clock } = await openCrmRoom(database)
  const rules = { clauseOf: () => null, version: 1 }
  const records = createRecordVisit({ database, clock, forwardHours: 24, rules })
  const visit = (date: string, status: 'completed' | 'planned') =>
    aVisit({ date, status, products: [], objections: [] })
  const reading: DraftReading = {
    intent: 'log_visit',
    visits: [visit('2020-01-02', 'completed'), visit('2999-01-02', 'planned')],
    evidence: {},
    confidence: {},
    questions: [],
    corrections: [],
    incident_flags: [],
    intel: [],
  }
  const { draft } = await database.transaction((trx) =>
    addDraft(
      trx,
      {
        userId: 'rep-a',
        conversationId: 'talk',
        channel: 'api',
        messageKey: 'key',
        note: 'note',
        referenceTime: clock.now(),
        timezone,
        reading,
      },
      clock.now(),
    ),
  )
  const recorded = await records.submit(draft.id, 'rep-a')
  const [past, planned] = recorded.draft.visitIds as [string, string]
  const handOver = createHandOver({ database, clock })
  const moved = await handOver('rep-a', 'rep-b', { userId: 'boss-e', roles: ['manager'] })
  expect(moved.visitIds).toEqual([planned])

  await database.transaction(async (trx) => {
    const held = await lockDraft(trx, draft.id, 'rep-a')
    const visits = held.reading.visits.map((one) => ({ ...one, department: '肾内科' }))
    const by = { changedBy: 'rep-a', reason: 'edited' }
    await records.revise(trx, held, { reading: { ...held.reading, visits } }, by)
  })
  const heads = () =>
    database.query
      .selectFrom('visits')
      .select(['id', 'user_id', 'revision', 'department'])
      .where('id', 'in', [past, planned])
      .orderBy('visited_on')
      .execute()
  expect(await heads()).toMatchObject([
    { id: past, user_id: 'rep-a', revision: 2, department: '肾内科' },
    { id: planned, user_id: 'rep-b', revision: 2, department: visit('2999-01-02', 'planned').department },
  ])
  const owners = async () =>
    (
      await database.query.selectFrom('reminders').select('user_id').where('visit_id', '=', planned).execute()
    ).map((row) => row.user_id)
  expect(await owners()).toEqual(['rep-b'])

  const edit = (userId: string) =>
    records.reviseAlone(planned, { userId, timezone }, (one) => ({ ...one, department: '内分泌科' }))
  await expect(edit('rep-a')).rejects.toMatchObject({ code: 'not_found' })
  await edit('rep-b')
  expect((await heads())[1]).toMatchObject({ user_id: 'rep-b', revision: 3, department: '内分泌科' })
  expect(await owners()).toEqual(['rep-b'])
})
