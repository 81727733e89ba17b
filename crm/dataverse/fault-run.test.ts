import { describe, expect, it } from 'vitest'
import {
  appointmentRecord,
  connectDataverse,
  openDataverseRoom,
  safetyCaseRecord,
  taskRecord,
  visitRecord,
} from '../../test/dataverse-room.ts'
import { FAULTS, randomFaults } from '../../test/fakes/dataverse/fake-faults.ts'
import { virtualTime } from '../../test/virtual-time.ts'
import type { RecordToPush } from '../sync/remote-crm.ts'

/** Everything that can go wrong, but for answers that come too late: those need real time. */
const QUICK = FAULTS.filter((fault) => fault !== 'late')

describe('a fifth of all calls fails in every way', () => {
  it('and every record stands there once, as its last revision says', async () => {
    const time = virtualTime('2026-03-02T08:00:00Z')
    const opening = openDataverseRoom({ clock: time, sleep: time.sleep, deps: { sleep: time.sleep } })
    await time.runUntil(time.now().getTime() + 3_600_000)
    const room = await opening
    room.fake.fail(randomFaults(20_260_302, 0.2, QUICK))
    const visits = Array.from({ length: 120 }, () => visitRecord(room))
    const others = visits.flatMap((visit): RecordToPush[] => [
      taskRecord(room, { body: { visitId: visit.id } }),
      appointmentRecord(room),
      safetyCaseRecord(room),
    ])
    const records: RecordToPush[] = [...visits, ...others]
    // Two processes: the second knows nothing of what the first was told.
    const crms = [room.crm, connectDataverse(room.fake, time, { deps: { sleep: time.sleep } })]
    const versions = new Map<string, string>()
    let tries = 0

    /** As an engine would: again until it is saved; the version that it knows may be lost on the way. */
    async function bring(record: RecordToPush, at: number): Promise<void> {
      for (;;) {
        tries += 1
        const known = at % 3 === 0 ? undefined : versions.get(record.id)
        const outcome = await crms[tries % 2]!.push(
          known === undefined ? record : { ...record, remoteVersion: known },
        )
        if (outcome.kind === 'saved') {
          versions.set(record.id, outcome.remoteVersion)
          return
        }
        if (outcome.kind === 'paused') {
          await time.sleep(outcome.until.getTime() - time.now().getTime() + 1)
        } else if (outcome.kind === 'failed' && outcome.retry) {
          await time.sleep(1_000)
        } else {
          throw new Error(JSON.stringify(outcome))
        }
      }
    }

    const last = new Map<string, RecordToPush>()
    const waiting = records.map((record, at) => ({ record, at }))
    async function worker(): Promise<void> {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { record, at } = next
        await bring(record, at)
        last.set(record.id, record)
        if (record.kind !== 'visit') continue
        const changed = visitRecord(room, {
          id: record.id,
          revision: 2,
          body: { note: `第二版 ${at}`, objections: [], contacts: at % 2 === 0 ? [] : record.body.contacts },
        })
        await bring(changed, at)
        last.set(record.id, changed)
      }
    }
    const work = Promise.all(Array.from({ length: 12 }, worker))
    let failure: unknown
    work.catch((error: unknown) => {
      failure = error
    })
    for (let hour = 0; hour < 12 && last.size < records.length && failure === undefined; hour += 1) {
      await time.runUntil(time.now().getTime() + 3_600_000)
    }
    await work

    room.fake.fail(() => undefined)
    for (const kind of ['visit', 'task', 'appointment', 'safety_case'] as const) {
      const ours = [...last.values()].filter((record) => record.kind === kind)
      const found = new Map<string, string>()
      for await (const one of crms[0]!.summarise(kind)) found.set(one.id, one.hash)
      expect(found.size).toBe(ours.length)
      for (const record of ours) expect(found.get(record.id)).toBe(room.crm.fingerprint(record))
    }
    const statuses = room.fake.seen.map((call) => call.fault).filter((fault) => fault !== undefined)
    expect(new Set(statuses)).toEqual(new Set(QUICK))
    expect(statuses.length / room.fake.seen.length).toBeGreaterThan(0.1)
    expect(room.fake.throttle.report().violations).toBe(0)
    // Nothing of a part that was taken away is left.
    expect(room.fake.rows('xa_visitobjection')).toHaveLength(0)
  }, 60_000)
})
