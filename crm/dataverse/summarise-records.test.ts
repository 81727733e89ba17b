import { describe, expect, it } from 'vitest'
import {
  appointmentRecord,
  openDataverseRoom,
  safetyCaseRecord,
  taskRecord,
  visitRecord,
} from '../../test/dataverse-room.ts'
import { randomFaults } from '../../test/fakes/dataverse/fake-faults.ts'
import type { PushedKind, RecordToPush, RemoteSummary } from '../sync/remote-crm.ts'

async function listed(room: Awaited<ReturnType<typeof openDataverseRoom>>, kind: PushedKind) {
  const found: RemoteSummary[] = []
  for await (const one of room.crm.summarise(kind)) found.push(one)
  return new Map(found.map((one) => [one.id, one]))
}

describe('comparing both sides', () => {
  it('sees every record of ours with the fingerprint that it has here, and nobody else’s', async () => {
    const room = await openDataverseRoom()
    const visit = visitRecord(room)
    const records: RecordToPush[] = [
      visit,
      visitRecord(room, { body: { contacts: [], products: [], objections: [] } }),
      taskRecord(room, { body: { status: 'done' } }),
      appointmentRecord(room),
      safetyCaseRecord(room),
    ]
    for (const record of records) {
      expect(await room.crm.push(record)).toMatchObject({ kind: 'saved' })
    }
    room.fake.put('task', { subject: '别人的任务' })
    for (const kind of ['visit', 'task', 'appointment', 'safety_case'] as const) {
      const ours = records.filter((record) => record.kind === kind)
      const found = await listed(room, kind)
      expect(found.size).toBe(ours.length)
      for (const record of ours) expect(found.get(record.id)?.hash).toBe(room.crm.fingerprint(record))
    }
  })

  it('sees a change there of the record, of a part, and a part that is missing', async () => {
    const room = await openDataverseRoom()
    const [one, two, three, four] = [
      visitRecord(room),
      visitRecord(room),
      visitRecord(room),
      visitRecord(room),
    ]
    for (const record of [one, two, three, four]) await room.crm.push(record!)
    room.fake.put('xa_visit', { xa_status: 100_000_002 }, one!.id)
    room.fake.put('xa_visitcontact', { xa_attitude: 100_000_002 }, two!.body.contacts[0]!.id)
    room.fake.remove('xa_visitproduct', three!.body.products[0]!.id)
    const found = await listed(room, 'visit')
    for (const record of [one!, two!, three!]) {
      expect(found.get(record.id)?.hash).not.toBe(room.crm.fingerprint(record))
    }
    expect(found.get(four!.id)?.hash).toBe(room.crm.fingerprint(four!))
  })

  it('gets through passing faults, and says so when it cannot', async () => {
    const room = await openDataverseRoom()
    const record = visitRecord(room)
    await room.crm.push(record)
    room.fake.fail(randomFaults(7, 0.3, ['reset', 'error', 'unavailable', 'unauthorized', 'throttle']))
    expect((await listed(room, 'visit')).get(record.id)?.hash).toBe(room.crm.fingerprint(record))
    room.fake.fail(() => undefined)
    room.fake.lack('prvReadxa_finding')
    await expect(listed(room, 'visit')).rejects.toMatchObject({
      details: { code: 'forbidden', table: 'xa_finding' },
    })
  })
})
