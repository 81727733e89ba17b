import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { DAY, MINUTE } from '../test/moving-clock.ts'
import { onPostgres, openTestDatabase } from '../test/open-database.ts'
import { getVersionRecord } from './version-record.ts'

const EVERYTHING = { medical: true, legal: true, regulatory: true }

describe('the lifecycle of a version', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
  })
  afterAll(() => database.close())

  const read = (id: string) => getVersionRecord(database.query, id, room.clock.now())

  it('goes from draft through review to published, each step audited', async () => {
    const { documentId, versionId } = await room.documents.createDocument({
      kind: 'label',
      title: '某片说明书',
      createdBy: room.author.userId,
      file: room.file(),
    })
    expect(await read(versionId)).toMatchObject({ state: 'draft', number: 1, documentId })
    await expect(room.review.submit(versionId, 'author')).rejects.toMatchObject({ code: 'not_ready' })
    await room.extract(versionId)
    expect((await room.review.submit(versionId, 'author')).state).toBe('in_review')
    const partly = await room.review.approve(
      versionId,
      { checklist: { medical: true, legal: false } },
      'reviewer',
    )
    expect(partly.state).toBe('in_review')
    await expect(room.publish(versionId, {}, 'author')).rejects.toMatchObject({ code: 'wrong_state' })
    const whole = await room.review.approve(versionId, { checklist: ['legal', 'regulatory'] }, 'reviewer')
    expect(whole.state).toBe('approved')
    expect(whole.approvals.map((one) => one.item)).toEqual(['legal', 'medical', 'regulatory'])
    expect(whole.approvals[0]?.approvedAt).toEqual(room.clock.now())
    const published = await room.publish(versionId, {}, 'author')
    expect(published).toMatchObject({ state: 'published', inForce: true, inForceFrom: room.clock.now() })
    const audit = await database.query
      .selectFrom('audit')
      .select('action')
      .where('subject_id', '=', versionId)
      .orderBy('id')
      .execute()
    expect(audit.map((row) => row.action)).toEqual([
      'version.upload',
      'version.submit',
      'version.approve',
      'version.approve',
      'version.publish',
    ])
  })

  it('lets nobody approve what they uploaded, whatever else they are', async () => {
    await room.user('both', ['product_manager', 'reviewer', 'admin'])
    const { versionId } = await room.documents.createDocument({
      kind: 'policy',
      title: 'own',
      createdBy: 'both',
      file: room.file(),
    })
    await room.extract(versionId)
    await room.review.submit(versionId, 'both')
    await expect(room.review.approve(versionId, { checklist: EVERYTHING }, 'both')).rejects.toMatchObject({
      code: 'own_approval',
    })
    await expect(room.review.approve(versionId, { checklist: {} }, 'reviewer')).rejects.toMatchObject({
      code: 'checklist_incomplete',
    })
    await expect(
      room.review.approve(versionId, { checklist: ['spelling'] }, 'reviewer'),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await read(versionId)).approvals).toEqual([])
  })

  it('forgets the approvals of a rejected version when it is submitted again', async () => {
    const { versionId } = await room.approved()
    await expect(room.review.reject(versionId, ' ', 'reviewer')).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(await room.review.reject(versionId, '剂量有误', 'reviewer')).toMatchObject({
      state: 'rejected',
      reason: '剂量有误',
      approvals: [],
    })
    expect((await room.review.submit(versionId, 'author')).state).toBe('in_review')
    const again = await room.review.approve(versionId, { checklist: ['medical'] }, 'reviewer')
    expect(again.state).toBe('in_review')
  })

  it('ends the old version at the very moment the new one begins', async () => {
    const first = await room.approved()
    await room.publish(first.versionId, {}, 'author')
    room.clock.advance(DAY)
    const second = await room.approvedAgain(first.documentId)
    await room.publish(second.versionId, { effectiveFrom: '2026-03-10' }, 'author')
    expect(await read(first.versionId)).toMatchObject({ state: 'published', inForce: true })
    // 00:00 of the day in Shanghai.
    room.clock.set('2026-03-09T15:59:59.999Z')
    expect(await read(first.versionId)).toMatchObject({ inForce: true })
    expect(await read(second.versionId)).toMatchObject({ inForce: false })
    room.clock.advance(1)
    expect(await read(first.versionId)).toMatchObject({
      state: 'superseded',
      inForce: false,
      supersededBy: second.versionId,
    })
    expect(await read(second.versionId)).toMatchObject({ state: 'published', inForce: true })
  })

  it('gives the predecessor its time back when an announced version is withdrawn before its day', async () => {
    const first = await room.approved({ expiresAt: new Date(room.clock.now().getTime() + 90 * DAY) })
    const published = await room.publish(first.versionId, {}, 'author')
    const second = await room.approvedAgain(first.documentId)
    await room.publish(
      second.versionId,
      { effectiveFrom: new Date(room.clock.now().getTime() + 30 * DAY) },
      'author',
    )
    await room.withdraw(second.versionId, '公布有误', 'author')
    const back = await read(first.versionId)
    expect(back).toMatchObject({ supersededBy: null, inForceUntil: published.expiresAt })
    room.clock.advance(60 * DAY)
    expect(await read(first.versionId)).toMatchObject({ inForce: true })
    room.clock.advance(30 * DAY)
    expect(await read(first.versionId)).toMatchObject({ inForce: false, state: 'expired' })
  })

  it('keeps an older version out when the one in force is withdrawn', async () => {
    const first = await room.approved()
    await room.publish(first.versionId, {}, 'author')
    const second = await room.approvedAgain(first.documentId)
    room.clock.advance(MINUTE)
    await room.publish(second.versionId, {}, 'author')
    room.clock.advance(MINUTE)
    const { version } = await room.withdraw(second.versionId, '安全性更新', 'author')
    expect(version).toMatchObject({ state: 'withdrawn', inForce: false, inForceUntil: room.clock.now() })
    expect(await read(first.versionId)).toMatchObject({ state: 'superseded', inForce: false })
    for (const deed of [
      () => room.publish(second.versionId, {}, 'author'),
      () => room.review.submit(second.versionId, 'author'),
      () => room.withdraw(second.versionId, 'again', 'author'),
    ]) {
      await expect(deed()).rejects.toMatchObject({ code: 'wrong_state' })
    }
  })

  it('refuses to publish what would expire before it is in force', async () => {
    const { versionId } = await room.approved({ expiresAt: new Date(room.clock.now().getTime() + DAY) })
    await expect(
      room.publish(versionId, { effectiveFrom: new Date(room.clock.now().getTime() + 2 * DAY) }, 'author'),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    room.clock.advance(2 * DAY)
    await expect(room.publish(versionId, {}, 'author')).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await read(versionId)).toMatchObject({ state: 'approved', inForceFrom: null })
  })

  it('recalls everyone who was given an answer from the withdrawn version, once, in their language', async () => {
    await room.user('english', ['rep'], 'en')
    await room.user('stranger')
    const { versionId } = await room.approved({ title: '力康汀说明书' })
    await room.publish(versionId, {}, 'author')
    const answers = [await room.answerFrom(versionId, 'rep'), await room.answerFrom(versionId, 'rep')]
    await room.answerFrom(versionId, 'english')
    const { recalls } = await room.withdraw(versionId, '含量错误', 'author')
    expect(recalls).toBe(2)
    const rows = await database.query
      .selectFrom('recalls')
      .selectAll()
      .where('version_id', '=', versionId)
      .orderBy('user_id')
      .execute()
    expect(rows.map((row) => row.user_id)).toEqual(['english', 'rep'])
    expect(rows[1]?.answer_ids.toSorted()).toEqual(answers.toSorted())
    const notices = await database.query
      .selectFrom('notifications')
      .selectAll()
      .where('kind', '=', 'recall')
      .orderBy('user_id')
      .execute()
    expect(notices.map((notice) => notice.user_id)).toEqual(['english', 'rep'])
    expect(notices[0]?.text).toContain('has been withdrawn')
    expect(notices[1]?.text).toContain('《力康汀说明书》（第1版）已撤回。原因：含量错误。')
  })

  // On the server alone: the embedded engine takes its time to make such a crowd.
  it.runIf(onPostgres())(
    'recalls more people than one statement has room for',
    async () => {
      const { versionId } = await room.approved()
      await room.publish(versionId, {}, 'author')
      const answerId = await room.answerFrom(versionId, 'rep')
      const crowd = 11_000
      await sql`insert into users (id, name, roles, created_at, updated_at)
      select 'crowd-' || n, 'n', '{rep}', now(), now() from generate_series(1, ${sql.lit(crowd)}) n`.execute(
        database.query,
      )
      await sql`insert into answers (id, conversation_id, user_id, question, kind, mode, text, answer, created_at)
      select 'crowd-' || n, conversation_id, 'crowd-' || n, question, kind, mode, text, answer, created_at
      from answers, generate_series(1, ${sql.lit(crowd)}) n where id = ${answerId}`.execute(database.query)
      await sql`insert into answer_citations (answer_id, n, document_id, version_id, section_id, passage_id, quote)
      select 'crowd-' || k, 1, document_id, version_id, section_id, passage_id, quote
      from answer_citations c, generate_series(1, ${sql.lit(crowd)}) g (k) where c.answer_id = ${answerId}`.execute(
        database.query,
      )
      expect(await room.withdraw(versionId, '含量错误', 'author')).toMatchObject({ recalls: crowd + 1 })
    },
    20_000,
  )

  it.runIf(onPostgres())(
    'acts in the moment in which its turn has come, not in that of the call',
    async () => {
      const first = await room.approved()
      const second = await room.approvedAgain(first.documentId)
      let waiting: Promise<unknown> = Promise.resolve()
      // Somebody else is at the document while the second version's publication is ordered.
      await database.transaction(async (trx) => {
        await sql`select id from documents where id = ${first.documentId} for no key update`.execute(trx)
        waiting = room.publish(second.versionId, {}, 'author')
        await new Promise((resolve) => setTimeout(resolve, 200))
        room.clock.advance(MINUTE)
      })
      await waiting
      expect(await read(second.versionId)).toMatchObject({ inForce: true, inForceFrom: room.clock.now() })
    },
  )

  it.runIf(onPostgres())(
    'takes in a new version while an answer that cites the document is being written',
    async () => {
      const { documentId, versionId } = await room.approved()
      await room.publish(versionId, {}, 'author')
      await database.transaction(async (trx) => {
        // As the citation of an answer holds its document.
        await sql`select id from documents where id = ${documentId} for key share`.execute(trx)
        const upload = room.documents.addVersion(documentId, { createdBy: 'author', file: room.file() })
        await expect(upload).resolves.toMatchObject({ versionNumber: 2 })
      })
    },
  )
})
