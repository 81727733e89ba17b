import { describe, expect, it } from 'vitest'
import { openDataverseRoom, visitRecord } from '../../test/dataverse-room.ts'
import { faultList } from '../../test/fakes/dataverse/fake-faults.ts'
import { type CheckResult, checkEnvironment } from './check-environment.ts'
import { expectedTables } from './expected-tables.ts'

async function check(room: Awaited<ReturnType<typeof openDataverseRoom>>): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = []
  for await (const result of checkEnvironment(room.crm.client, 'xa')) results.push(result)
  return results
}

describe('provisioning', () => {
  it('makes everything that is missing, publishes it, and the check finds it', async () => {
    const room = await openDataverseRoom()
    const made = room.steps.filter((step) => step.did === 'created').map((step) => step.what)
    expect(new Set(made)).toEqual(new Set(['publisher', 'solution', 'table', 'column', 'lookup', 'key']))
    expect([...room.fake.metadata.unpublished]).toEqual([])
    const results = await check(room)
    expect(results.filter((result) => result.state !== 'ok')).toEqual([])
    expect(results.filter((result) => result.subject === 'table')).toHaveLength(expectedTables('xa').length)
    expect(results.filter((result) => result.subject === 'key')).toHaveLength(3)
  })

  it('makes nothing a second time', async () => {
    const room = await openDataverseRoom()
    const before = room.steps.length
    await room.build()
    expect(new Set(room.steps.slice(before).map((step) => step.did))).toEqual(new Set(['present']))
  })

  it('adds a column that somebody removed, and a choice', async () => {
    const room = await openDataverseRoom()
    room.fake.dropColumn('xa_visit', 'xa_department')
    room.fake.dropColumn('task', 'xa_visitid')
    room.fake.table('xa_visit').attributes.get('xa_channel')!.options!.pop()
    expect(
      (await check(room)).filter((result) => result.state !== 'ok').map((result) => result.detail),
    ).toEqual(['xa_visit.xa_channel: choices', 'xa_visit.xa_department', 'task.xa_visitid'])
    room.fake.table('xa_visit').collections.delete('xa_task_visitid')
    const before = room.steps.length
    await room.build()
    expect(
      room.steps
        .slice(before)
        .filter((step) => step.did === 'created')
        .map((step) => step.name),
    ).toEqual(['xa_visit.xa_channel=group_meeting', 'xa_visit.xa_department', 'task.xa_visitid'])
    expect(await room.crm.push(visitRecord(room))).toMatchObject({ kind: 'saved' })
  })

  it('tells a column of another type and leaves it alone', async () => {
    const room = await openDataverseRoom()
    const { attributes } = room.fake.table('xa_visit')
    attributes.set('xa_department', { name: 'xa_department', type: 'Integer' })
    attributes.set('xa_note', { name: 'xa_note', type: 'Memo', maxLength: 2_000 })
    const before = room.steps.length
    await room.build()
    expect(
      room.steps
        .slice(before)
        .filter((step) => step.did === 'differs')
        .map((step) => step.name),
    ).toEqual(['xa_visit.xa_department: Integer, String', 'xa_visit.xa_note: 2000 < 100000'])
    expect(attributes.get('xa_department')?.type).toBe('Integer')
    expect((await check(room)).filter((result) => result.state === 'fault')).toHaveLength(2)
  })

  it('goes on over passing faults, and ends with what was refused otherwise', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    room.fake.fail(faultList('reset', 'error', undefined, 'unavailable', undefined, 'unauthorized'))
    await room.build()
    expect((await check(room)).every((result) => result.state === 'ok')).toBe(true)
    const other = await openDataverseRoom({ provisioned: false })
    other.fake.dropTable('appointment')
    await expect(other.build()).rejects.toThrow('appointment')
  })

  it('turns change tracking on, and wakes a key whose index failed', async () => {
    const room = await openDataverseRoom()
    room.fake.table('product').tracked = false
    room.fake.table('task').versioned = false
    room.fake.table('account').keys[0]!.index = 'Failed'
    const faults = (await check(room)).filter((result) => result.state === 'fault')
    expect(faults.map((result) => result.subject).toSorted()).toEqual(['concurrency', 'key', 'tracking'])
    await room.build()
    expect((await check(room)).filter((result) => result.state === 'fault')).toEqual([])
  })
})

describe('the check', () => {
  it('of an environment as it comes names every table', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    const tables = (await check(room)).filter(
      (result) => result.subject === 'table' && result.state === 'fault',
    )
    expect(tables.map((result) => result.detail)).toEqual([
      'xa_visit',
      'xa_visitcontact',
      'xa_visitproduct',
      'xa_visitobjection',
      'xa_finding',
      'xa_safetycase',
      'xa_territory',
    ])
  })

  it('does not take a key for ready whose index is being built', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    room.fake.setKeysActive(false)
    await room.build()
    expect(
      (await check(room)).filter((result) => result.subject === 'key').map((result) => result.state),
    ).toEqual(['fault', 'fault', 'fault'])
    room.fake.setKeysActive(true)
    expect(
      (await check(room))
        .filter((result) => result.subject === 'key')
        .every((result) => result.state === 'ok'),
    ).toBe(true)
  })

  it('names rights that are missing; to write in another name is no must', async () => {
    const room = await openDataverseRoom()
    room.fake.lack('prvWritexa_visit', 'prvReadAccount', 'prvCreateActivity')
    room.fake.setImpersonation(false)
    const results = await check(room)
    expect(results.find((result) => result.subject === 'rights')?.detail).toBe(
      'prvWritexa_visit, prvCreateActivity, prvReadAccount',
    )
    expect(results.find((result) => result.subject === 'impersonation')?.state).toBe('warning')
  })

  it('ends at once where nobody lets it in', async () => {
    const room = await openDataverseRoom({ provisioned: false })
    room.fake.fail(() => 'unauthorized')
    const results = await check(room)
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({
      subject: 'connection',
      state: 'fault',
      detail: expect.stringContaining('unauthorized'),
    })
  })
})
