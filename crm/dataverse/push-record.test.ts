import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  appointmentRecord,
  type DataverseRoom,
  openDataverseRoom,
  REP_DIRECTORY_ID,
  safetyCaseRecord,
  taskRecord,
  visitRecord,
} from '../../test/dataverse-room.ts'
import { type Fault, faultList, noFaults } from '../../test/fakes/dataverse/fake-faults.ts'
import type { PushOutcome, RecordToPush } from '../sync/remote-crm.ts'

let room: DataverseRoom

beforeAll(async () => {
  room = await openDataverseRoom({ lateMs: 60, deps: { timeoutMs: 30 } })
})

beforeEach(() => {
  room.fake.fail(noFaults)
  room.fake.allow()
  room.fake.setImpersonation(true)
})

async function saved(record: RecordToPush): Promise<string> {
  const outcome = await room.crm.push(record)
  expect(outcome).toMatchObject({ kind: 'saved' })
  return (outcome as Extract<PushOutcome, { kind: 'saved' }>).remoteVersion
}

function callsSince(count: number) {
  return room.fake.seen.slice(count).map((call) => `${call.method} ${call.path.split(/[?(]/)[0]}`)
}

describe('a visit', () => {
  it('is written with its parts in one change set, under our key', async () => {
    const before = room.fake.seen.length
    const record = visitRecord(room)
    const version = await saved(record)
    expect(callsSince(before)).toEqual(['POST $batch'])
    const row = room.fake.row('xa_visit', record.id)!
    expect(`W/"${row.version}"`).toBe(version)
    expect(row.values).toMatchObject({
      xa_visitdate: '2026-03-02',
      xa_channel: 100_000_000,
      xa_status: 100_000_000,
      xa_hospitalid: room.hospital,
      xa_repid: room.rep,
      ownerid: room.rep,
      xa_expensecny: 85.5,
      xa_submittedat: '2026-03-02T10:00:00Z',
      xa_revision: 1,
      xa_fingerprint: room.crm.fingerprint(record),
    })
    const parts = ['xa_visitcontact', 'xa_visitproduct', 'xa_visitobjection'].flatMap((table) =>
      room.fake.rows(table).filter((one) => one.values['xa_visitid'] === record.id),
    )
    expect(parts).toHaveLength(3)
  })

  it('is there once, however often it is pushed', async () => {
    const record = visitRecord(room)
    const first = await saved(record)
    expect(await saved(record)).toBe(first)
    expect(await saved({ ...record, remoteVersion: first })).toBe(first)
  })

  it('changes what differs alone, and its parts with it', async () => {
    const record = visitRecord(room)
    const remoteVersion = await saved(record)
    const contact = record.body.contacts[0]!
    const changed = visitRecord(room, {
      id: record.id,
      revision: 2,
      remoteVersion,
      body: {
        department: '肾内科',
        durationMin: null,
        account: null,
        contacts: [{ ...contact, attitude: 'mixed' }],
        objections: [],
      },
    })
    const next = await saved(changed)
    expect(next).not.toBe(remoteVersion)
    const row = room.fake.row('xa_visit', record.id)!
    expect(row.values).toMatchObject({
      xa_department: '肾内科',
      xa_durationmin: null,
      xa_hospitalid: null,
      xa_revision: 2,
    })
    expect(
      room.fake.rows('xa_visitobjection').filter((one) => one.values['xa_visitid'] === record.id),
    ).toEqual([])
    expect(room.fake.row('xa_visitcontact', contact.id)!.values['xa_attitude']).toBe(100_000_003)
    expect(
      room.fake.rows('xa_visitproduct').filter((one) => one.values['xa_visitid'] === record.id),
    ).toHaveLength(1)
  })

  it('hands back what somebody there changed, and writes over it when it was decided', async () => {
    const record = visitRecord(room)
    const remoteVersion = await saved(record)
    room.fake.put('xa_visit', { xa_department: '老年科' }, record.id)
    const ours = visitRecord(room, {
      id: record.id,
      revision: 2,
      remoteVersion,
      body: { note: '改过的记录' },
    })
    const outcome = await room.crm.push(ours)
    expect(outcome).toMatchObject({
      kind: 'changed_there',
      found: { department: '老年科', note: record.body.note },
    })
    const found = outcome as Extract<PushOutcome, { kind: 'changed_there' }>
    expect(found.hash).not.toBe(room.crm.fingerprint(record))
    await saved({ ...ours, remoteVersion: found.remoteVersion })
    expect(room.fake.row('xa_visit', record.id)!.values).toMatchObject({
      xa_department: '心内科',
      xa_note: '改过的记录',
    })
  })

  it('takes no notice of columns that are not ours', async () => {
    const record = visitRecord(room)
    const remoteVersion = await saved(record)
    room.fake.put('xa_visit', { statuscode: 1, ownerid: room.fake.applicationUser }, record.id)
    await saved(
      visitRecord(room, { id: record.id, revision: 2, remoteVersion, body: { note: '改过的记录' } }),
    )
    expect(room.fake.row('xa_visit', record.id)!.values).toMatchObject({
      xa_note: '改过的记录',
      ownerid: room.fake.applicationUser,
    })
  })

  it('never goes back to an earlier revision by itself', async () => {
    const record = visitRecord(room, { revision: 7 })
    await saved(record)
    const older = visitRecord(room, { id: record.id, revision: 6, body: { note: '早先的记录' } })
    expect(await room.crm.push(older)).toMatchObject({ kind: 'changed_there' })
  })

  it('that was deleted there is said to be gone, and made again when it is pushed as new', async () => {
    const record = visitRecord(room)
    const remoteVersion = await saved(record)
    room.fake.remove('xa_visit', record.id)
    expect(room.fake.rows('xa_visitcontact').filter((one) => one.values['xa_visitid'] === record.id)).toEqual(
      [],
    )
    expect(await room.crm.push({ ...record, remoteVersion })).toEqual({ kind: 'gone_there' })
    await saved(record)
  })

  it('carries what no column would take otherwise: long, with signs that XML lacks, halves of a pair', async () => {
    const record = visitRecord(room, {
      body: {
        note: `${'记'.repeat(99_999)}😀😀`,
        department: '心内\u0000\u0007科\ud800',
        keywords: Array.from({ length: 3_000 }, (_, at) => `词${at}`),
      },
    })
    await saved(record)
    const { values } = room.fake.row('xa_visit', record.id)!
    expect(String(values['xa_note']).length).toBeLessThanOrEqual(100_000)
    expect(String(values['xa_note']).isWellFormed()).toBe(true)
    expect(values['xa_department']).toBe('心内科\ufffd')
    await saved(record)
  })

  it('whose key another visit has is no duplicate but a fault', async () => {
    const record = visitRecord(room)
    await saved(record)
    const twin = visitRecord(room, { body: { sourceKey: record.body.sourceKey } })
    expect(await room.crm.push(twin)).toMatchObject({ kind: 'failed', retry: false, code: 'duplicate' })
    expect(room.fake.row('xa_visit', twin.id)).toBeUndefined()
  })
})

describe('a task', () => {
  it('is made open and closed afterwards, in one change set', async () => {
    const record = taskRecord(room, { body: { status: 'done', closedAt: new Date('2026-03-05T08:00:00Z') } })
    await saved(record)
    expect(room.fake.row('task', record.id)!.values).toMatchObject({
      subject: '把最新的说明书给王主任送过去',
      statecode: 1,
      statuscode: 5,
      regardingobjectid: room.doctor,
      scheduledend: '2026-03-06T15:59:59Z',
      xa_dueon: '2026-03-06',
    })
    await saved(record)
  })

  it('that is closed is opened to be changed, and closed again', async () => {
    const record = taskRecord(room, { body: { status: 'cancelled' } })
    const remoteVersion = await saved(record)
    await saved(
      taskRecord(room, {
        id: record.id,
        revision: 2,
        remoteVersion,
        body: { status: 'cancelled', text: '改了' },
      }),
    )
    expect(room.fake.row('task', record.id)!.values).toMatchObject({
      subject: '改了',
      statecode: 2,
      statuscode: 6,
    })
    const again = taskRecord(room, { id: record.id, revision: 3, body: { status: 'open', text: '又开' } })
    await saved(again)
    expect(room.fake.row('task', record.id)!.values).toMatchObject({ subject: '又开', statecode: 0 })
  })

  it('hangs on its visit, and waits for it', async () => {
    const visit = visitRecord(room)
    const record = taskRecord(room, { body: { visitId: visit.id } })
    expect(await room.crm.push(record)).toMatchObject({
      kind: 'failed',
      retry: true,
      code: 'missing_reference',
      detail: expect.stringContaining('xa_visit'),
    })
    await saved(visit)
    await saved(record)
    expect(room.fake.row('task', record.id)!.values['xa_visitid']).toBe(visit.id)
  })

  it('of a contact that is not in the CRM regards the institution, or nobody', async () => {
    const contact = { id: 'C-9', name: '新客户' }
    const record = taskRecord(room, { body: { contact } })
    await saved(record)
    expect(room.fake.row('task', record.id)!.values).toMatchObject({
      regardingobjectid: room.hospital,
      xa_contactcode: 'C-9',
    })
    const alone = taskRecord(room, { id: record.id, revision: 2, body: { contact, account: null } })
    await saved(alone)
    expect(room.fake.row('task', record.id)!.values['regardingobjectid']).toBeNull()
  })
})

describe('an appointment', () => {
  it('invites the contacts, and others when they change', async () => {
    const record = appointmentRecord(room)
    const remoteVersion = await saved(record)
    expect(room.fake.row('appointment', record.id)!.parties).toEqual([{ contact: room.doctor, mask: 5 }])
    const other = room.fake.put('contact', { lastname: '王', firstname: '丽' })
    const contacts = [{ id: 'C-2', name: '王丽', remoteId: other }]
    await saved(appointmentRecord(room, { id: record.id, revision: 2, remoteVersion, body: { contacts } }))
    expect(room.fake.row('appointment', record.id)!.parties).toEqual([{ contact: other, mask: 5 }])
    expect(room.fake.row('appointment', record.id)!.values['regardingobjectid']).toBe(other)
    await saved(
      appointmentRecord(room, { id: record.id, revision: 3, body: { contacts: [], status: 'done' } }),
    )
    expect(room.fake.row('appointment', record.id)).toMatchObject({
      parties: [],
      values: { statecode: 1, statuscode: 3 },
    })
  })

  it('that somebody put into a calendar there is still open', async () => {
    const record = appointmentRecord(room)
    await saved(record)
    room.fake.put('appointment', { statecode: 3, statuscode: 5 }, record.id)
    await saved(record)
    expect(room.fake.row('appointment', record.id)!.values['statecode']).toBe(3)
  })
})

describe('a safety case', () => {
  it('is flags and clocks, and has no column for what happened', async () => {
    const record = safetyCaseRecord(room)
    await saved(record)
    expect(room.fake.row('xa_safetycase', record.id)!.values).toMatchObject({
      xa_seriousness: 100_000_001,
      xa_missing: 'patient',
      xa_forwardby: '2026-03-03T10:00:00Z',
    })
  })
})

describe('in whose name', () => {
  it('is the representative’s where that is allowed', async () => {
    const record = visitRecord(room, { actor: REP_DIRECTORY_ID })
    await saved(record)
    expect(room.fake.row('xa_visit', record.id)!.values).toMatchObject({
      createdby: room.rep,
      createdonbehalfby: room.fake.applicationUser,
    })
  })

  it('is the application’s where it is not, and is not asked for again at once', async () => {
    const other = await openDataverseRoom()
    other.fake.setImpersonation(false)
    const record = visitRecord(other, { actor: REP_DIRECTORY_ID })
    expect(await other.crm.push(record)).toMatchObject({ kind: 'saved' })
    expect(other.fake.row('xa_visit', record.id)!.values).toMatchObject({
      createdby: other.fake.applicationUser,
      ownerid: other.rep,
    })
    const before = other.fake.seen.length
    expect(await other.crm.push(visitRecord(other, { actor: REP_DIRECTORY_ID }))).toMatchObject({
      kind: 'saved',
    })
    expect(other.fake.seen.slice(before).map((call) => call.actor)).toEqual([undefined])
  })
})

describe('what goes wrong on the way', () => {
  const passing: readonly Fault[] = ['reset', 'lost', 'late', 'error', 'unavailable', 'partial', 'garbage']
  for (const fault of passing) {
    it(`leaves one visit and nothing half done: ${fault}`, async () => {
      const record = visitRecord(room)
      room.fake.fail(faultList(fault))
      const outcome = await room.crm.push(record)
      expect(outcome).toMatchObject({ kind: 'failed', retry: true })
      await new Promise((resolve) => setTimeout(resolve, 80))
      await saved(record)
      const contacts = room.fake
        .rows('xa_visitcontact')
        .filter((one) => one.values['xa_visitid'] === record.id)
      expect(contacts).toHaveLength(1)
    })

    // A change of one row is no batch.
    if (fault === 'partial') continue
    it(`leaves one change: ${fault}`, async () => {
      const record = visitRecord(room)
      const remoteVersion = await saved(record)
      room.fake.fail(faultList(undefined, fault))
      const changed = visitRecord(room, {
        id: record.id,
        revision: 2,
        remoteVersion,
        body: { note: '改过的记录' },
      })
      expect(await room.crm.push(changed)).toMatchObject({ kind: 'failed', retry: true })
      await new Promise((resolve) => setTimeout(resolve, 80))
      await saved(changed)
      expect(room.fake.row('xa_visit', record.id)!.values['xa_note']).toBe('改过的记录')
    })
  }

  for (const fault of ['unauthorized', 'unauthorized_inside'] as const) {
    it(`renews its token and goes on: ${fault}`, async () => {
      room.fake.fail(faultList(fault))
      await saved(visitRecord(room))
    })
  }

  it('stops the whole lane at a 429, and says until when', async () => {
    const other = await openDataverseRoom()
    other.fake.fail(faultList('throttle'))
    const record = visitRecord(other)
    const outcome = await other.crm.push(record)
    expect(outcome).toMatchObject({ kind: 'paused' })
    const before = other.fake.seen.length
    expect(await other.crm.push(visitRecord(other))).toEqual(outcome)
    expect(await other.crm.pull('account')).toEqual(outcome)
    expect(other.fake.seen).toHaveLength(before)
    expect(other.crm.state()).toMatchObject({ throttled: 1, pausedUntil: (outcome as { until: Date }).until })
  })

  it('names the column that is not there, and does not try again', async () => {
    const other = await openDataverseRoom()
    other.fake.dropColumn('xa_visit', 'xa_department')
    expect(await other.crm.push(visitRecord(other))).toMatchObject({
      kind: 'failed',
      retry: false,
      code: 'schema_missing',
      detail: expect.stringContaining('column xa_department of table xa_visit'),
    })
    other.fake.dropTable('xa_safetycase')
    expect(await other.crm.push(safetyCaseRecord(other))).toMatchObject({
      code: 'schema_missing',
      detail: expect.stringContaining('table xa_safetycases'),
    })
  })

  it('names the right that is missing', async () => {
    room.fake.lack('prvCreatexa_visit')
    expect(await room.crm.push(visitRecord(room))).toMatchObject({
      kind: 'failed',
      retry: false,
      code: 'forbidden',
      detail: expect.stringContaining('prvCreatexa_visit'),
    })
  })

  it('names the table of a reference that is not there, never what was written', async () => {
    const gone = '99999999-9999-4999-8999-999999999999'
    const record = visitRecord(room, { body: { account: { id: 'A-9', name: '某医院', remoteId: gone } } })
    const outcome = await room.crm.push(record)
    expect(outcome).toMatchObject({ kind: 'failed', retry: true, code: 'missing_reference' })
    expect(JSON.stringify(outcome)).toContain('account')
    expect(JSON.stringify(outcome)).not.toContain('某医院')
  })

  it('says that nobody lets it in', async () => {
    const other = await openDataverseRoom({ provisioned: false })
    const tokens = { get: () => Promise.reject(new Error('no')), drop: () => {} }
    const { connectDataverse } = await import('../../test/dataverse-room.ts')
    const crm = connectDataverse(other.fake, other.clock, { deps: { tokens } })
    expect(await crm.push(visitRecord(other))).toMatchObject({
      kind: 'failed',
      retry: true,
      code: 'unreachable',
    })
  })
})
