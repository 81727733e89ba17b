/**
 * A Dataverse environment with what Pharos needs in it, some master data, and the adapter in front of it: what
 * several test files share.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../core/clock.ts'
import { type Log, silentLog } from '../core/log.ts'
import { createDataverse, type DataverseDeps } from '../crm/dataverse/create-dataverse.ts'
import { type ProvisionStep, provision } from '../crm/dataverse/provision.ts'
import { createTokenSource } from '../crm/dataverse/token-source.ts'
import type { RecordToPush, VisitToPush } from '../crm/sync/remote-crm.ts'
import { createFakeDataverse, type FakeOptions } from './fakes/dataverse/fake-dataverse.ts'
import { type MovingClock, movingClock } from './moving-clock.ts'

export const REP_DIRECTORY_ID = '11111111-1111-4111-8111-111111111111'

export interface RoomOptions extends FakeOptions {
  readonly log?: Log
  readonly deps?: Partial<DataverseDeps>
  /** Make the tables first (default), or leave the environment as it comes. */
  readonly provisioned?: boolean
}

export async function openDataverseRoom(options: RoomOptions = {}) {
  const clock = options.clock ?? movingClock('2026-03-02T08:00:00Z')
  const fake = createFakeDataverse({ ...options, clock })
  const crm = connectDataverse(fake, clock, options)
  const steps: ProvisionStep[] = []
  const build = () =>
    provision({ client: crm.client, prefix: 'xa', say: (step) => steps.push(step), pause: async () => {} })
  if (options.provisioned !== false) await build()
  const rep = fake.put('systemuser', {
    fullname: '李 雷',
    lastname: '李',
    firstname: '雷',
    employeeid: 'U-1',
    isdisabled: false,
    azureactivedirectoryobjectid: REP_DIRECTORY_ID,
  })
  const hospital = fake.put('account', { name: '江城市第一人民医院', accountnumber: 'A-1' })
  const doctor = fake.put('contact', { lastname: '王', firstname: '建国', parentcustomerid: hospital })
  const product = fake.put('product', { name: '糖诺利', productnumber: 'P-1' })
  return { clock, fake, crm, steps, build, rep, hospital, doctor, product }
}

export type DataverseRoom = Awaited<ReturnType<typeof openDataverseRoom>>

export function connectDataverse(
  fake: ReturnType<typeof createFakeDataverse>,
  clock: Clock,
  options: RoomOptions = {},
) {
  return createDataverse({
    url: fake.url,
    prefix: 'xa',
    tokens: createTokenSource(() => fake.issueToken(), clock),
    clock,
    log: options.log ?? silentLog,
    fetch: fake.fetch,
    // Time stands still but for those who wait.
    sleep: async (ms) => ('advance' in clock ? (clock as MovingClock).advance(ms) : delay(ms)),
    ...options.deps,
  })
}

let made = 0

/** A UUID that tells where it came from. */
export function testId(number: number = ++made): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

type VisitRecord = Extract<RecordToPush, { kind: 'visit' }>

export function visitRecord(
  room: Pick<DataverseRoom, 'rep' | 'hospital' | 'doctor' | 'product'>,
  change: Partial<Omit<VisitRecord, 'body' | 'kind'>> & { readonly body?: Partial<VisitToPush> } = {},
): VisitRecord {
  const id = change.id ?? testId()
  const { body, ...rest } = change
  return {
    kind: 'visit',
    id,
    revision: 1,
    ...rest,
    body: {
      date: '2026-03-02',
      time: '上午',
      channel: 'f2f',
      status: 'completed',
      visitKind: 'individual',
      rep: { id: 'U-1', name: '李雷', remoteId: room.rep },
      account: { id: 'A-1', name: '江城市第一人民医院', remoteId: room.hospital },
      accountName: '市一',
      department: '心内科',
      note: '今天上午去了市一心内，见了王主任，讲了糖诺利。',
      topics: ['EFFICACY', 'SAFETY'],
      keywords: ['水肿'],
      competitors: [],
      materials: ['说明书'],
      durationMin: 20,
      attendeeCount: null,
      expenseCny: 85.5,
      adverseEvent: false,
      review: 'none',
      sourceKey: id,
      snapshot: { date: '2026-03-02' } as unknown as VisitToPush['snapshot'],
      submittedAt: new Date('2026-03-02T10:00:00.123Z'),
      updatedAt: new Date('2026-03-02T10:00:00.123Z'),
      contacts: [
        {
          id: id.replace(/^0{8}/, 'c0000000'),
          position: 0,
          contact: { id: 'C-1', name: '王建国', remoteId: room.doctor },
          name: '王建国',
          department: '心内科',
          title: '主任医师',
          tier: 'A',
          role: 'primary',
          attitude: 'positive',
          isNew: false,
        },
      ],
      products: [
        {
          id: id.replace(/^0{8}/, 'd0000000'),
          position: 0,
          product: { id: 'P-1', name: '糖诺利', remoteId: room.product },
          name: '糖诺利',
          detailed: true,
          attitude: 'positive',
        },
      ],
      objections: [
        {
          id: id.replace(/^0{8}/, 'e0000000'),
          position: 0,
          category: 'safety',
          text: '担心水肿',
          product: null,
        },
      ],
      findings: [],
      ...body,
    },
  }
}

export function taskRecord(
  room: Pick<DataverseRoom, 'rep' | 'hospital' | 'doctor'>,
  change: Partial<Omit<Extract<RecordToPush, { kind: 'task' }>, 'body' | 'kind'>> & {
    readonly body?: Partial<Extract<RecordToPush, { kind: 'task' }>['body']>
  } = {},
): Extract<RecordToPush, { kind: 'task' }> {
  const { body, ...rest } = change
  return {
    kind: 'task',
    id: testId(),
    revision: 1,
    ...rest,
    body: {
      text: '把最新的说明书给王主任送过去',
      taskKind: 'follow_up',
      status: 'open',
      promisedBy: 'rep',
      owner: { id: 'U-1', name: '李雷', remoteId: room.rep },
      due: '2026-03-06',
      dueUntil: null,
      dueAt: new Date('2026-03-06T15:59:59Z'),
      recurrence: null,
      nextReminderAt: new Date('2026-03-06T01:00:00Z'),
      lastRemindedAt: null,
      account: { id: 'A-1', name: '江城市第一人民医院', remoteId: room.hospital },
      contact: { id: 'C-1', name: '王建国', remoteId: room.doctor },
      products: [],
      visitId: null,
      closedAt: null,
      updatedAt: new Date('2026-03-02T10:00:00Z'),
      ...body,
    },
  }
}

export function appointmentRecord(
  room: Pick<DataverseRoom, 'rep' | 'hospital' | 'doctor'>,
  change: Partial<Omit<Extract<RecordToPush, { kind: 'appointment' }>, 'body' | 'kind'>> & {
    readonly body?: Partial<Extract<RecordToPush, { kind: 'appointment' }>['body']>
  } = {},
): Extract<RecordToPush, { kind: 'appointment' }> {
  const id = change.id ?? testId()
  const { body, ...rest } = change
  return {
    kind: 'appointment',
    id,
    revision: 1,
    ...rest,
    body: {
      subject: '拜访王建国',
      start: new Date('2026-03-05T01:00:00Z'),
      end: new Date('2026-03-05T01:30:00Z'),
      status: 'open',
      owner: { id: 'U-1', name: '李雷', remoteId: room.rep },
      account: { id: 'A-1', name: '江城市第一人民医院', remoteId: room.hospital },
      contacts: [{ id: 'C-1', name: '王建国', remoteId: room.doctor }],
      location: '心内科',
      visitId: id,
      updatedAt: new Date('2026-03-02T10:00:00Z'),
      ...body,
    },
  }
}

export function safetyCaseRecord(
  room: Pick<DataverseRoom, 'rep' | 'hospital' | 'doctor' | 'product'>,
  change: Partial<Omit<Extract<RecordToPush, { kind: 'safety_case' }>, 'body' | 'kind'>> = {},
): Extract<RecordToPush, { kind: 'safety_case' }> {
  return {
    kind: 'safety_case',
    id: testId(),
    revision: 1,
    ...change,
    body: {
      seriousness: 'serious',
      state: 'open',
      flags: [],
      missing: ['patient'],
      suspectProduct: { id: 'P-1', name: '糖诺利', remoteId: room.product },
      owner: { id: 'U-1', name: '李雷', remoteId: room.rep },
      account: { id: 'A-1', name: '江城市第一人民医院', remoteId: room.hospital },
      contact: { id: 'C-1', name: '王建国', remoteId: room.doctor },
      visitId: null,
      firstKnownAt: new Date('2026-03-02T10:00:00Z'),
      forwardBy: new Date('2026-03-03T10:00:00Z'),
      reportBy: new Date('2026-03-17T10:00:00Z'),
      forwardedAt: null,
      closedAt: null,
    },
  }
}
