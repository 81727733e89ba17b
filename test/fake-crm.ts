/**
 * A CRM in memory, as strict as a real one: versions that must be known to be overwritten, references that must be
 * there, pages and links that expire. It fails on demand, also after it has written. Not of our own modules: it
 * stands for the outside.
 */
import { createHash } from 'node:crypto'
import type {
  PulledKind,
  PulledPage,
  PulledRow,
  PullOutcome,
  PushedKind,
  PushOutcome,
  RecordToPush,
  RemoteCrm,
} from '../crm/sync/remote-crm.ts'

export interface FakeRecord {
  readonly kind: PushedKind
  readonly id: string
  body: Record<string, unknown>
  version: number
  readonly actors: (string | undefined)[]
}

/** What happens to the next call; `lost` writes and gives no answer. */
export type FakeFault =
  | 'unreachable'
  | 'lost'
  | 'remote_error'
  | 'missing_reference'
  | 'rejected'
  | 'forbidden'

export interface FakeCrm extends RemoteCrm {
  readonly records: Map<string, FakeRecord>
  /** In the order in which they were taken. */
  readonly pushes: { readonly kind: PushedKind; readonly id: string; readonly revision: number }[]
  /** Asked before each push; undefined: all is well. */
  fault: (record: RecordToPush) => FakeFault | undefined
  pausedUntil: Date | null
  /** Somebody over there changes a record. */
  change(kind: PushedKind, id: string, fields: Record<string, unknown>): void
  remove(kind: PushedKind, id: string): void
  /** Master data: a row is put in or changed; null: deleted. */
  put(row: PulledRow): void
  erase(kind: PulledKind, remoteId: string): void
  /** Delta links given so far are forgotten. */
  expireLinks(): void
  pageSize: number
  /** How many pushes were under way at once at most. */
  mostAtOnce: number
  readonly collisions: string[]
}

interface Change {
  readonly n: number
  readonly row?: PulledRow
  readonly gone?: string
}

export function createFakeCrm(): FakeCrm {
  const rows = new Map<PulledKind, Map<string, PulledRow>>()
  const changes = new Map<PulledKind, Change[]>()
  let counter = 0
  let oldest = 0
  const inFlight = new Set<string>()

  const hashOf = (body: unknown) => createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const stored = (record: RecordToPush) => JSON.parse(JSON.stringify(record.body)) as Record<string, unknown>

  function write(record: RecordToPush): PushOutcome {
    const key = `${record.kind} ${record.id}`
    const there = fake.records.get(key)
    const version = record.remoteVersion
    if (version !== undefined && there === undefined) return { kind: 'gone_there' }
    if (there !== undefined && String(there.version) !== version) {
      const hash = hashOf(there.body)
      return {
        kind: 'changed_there',
        remoteVersion: String(there.version),
        hash,
        found: foundOf(record, there),
      }
    }
    const next = (there?.version ?? counter) + 1
    counter += 1
    if (there === undefined) {
      fake.records.set(key, {
        kind: record.kind,
        id: record.id,
        body: stored(record),
        version: next,
        actors: [record.actor],
      })
    } else {
      there.body = stored(record)
      there.version = next
      there.actors.push(record.actor)
    }
    return { kind: 'saved', remoteVersion: String(next) }
  }

  const fake: FakeCrm = {
    name: 'fake',
    records: new Map(),
    pushes: [],
    fault: () => undefined,
    pausedUntil: null,
    pageSize: 2,
    mostAtOnce: 0,
    collisions: [],

    async push(record) {
      const key = `${record.kind} ${record.id}`
      if (inFlight.has(key)) fake.collisions.push(key)
      inFlight.add(key)
      fake.mostAtOnce = Math.max(fake.mostAtOnce, inFlight.size)
      try {
        await new Promise((resolve) => setImmediate(resolve))
        if (fake.pausedUntil !== null) return { kind: 'paused', until: fake.pausedUntil }
        fake.pushes.push({ kind: record.kind, id: record.id, revision: record.revision })
        const fault = fake.fault(record)
        if (fault === 'lost') {
          write(record)
          return { kind: 'failed', retry: true, code: 'unreachable', detail: 'ECONNRESET' }
        }
        if (fault !== undefined) {
          const retry = fault !== 'rejected' && fault !== 'forbidden'
          return { kind: 'failed', retry, code: fault, detail: fault }
        }
        return write(record)
      } finally {
        inFlight.delete(key)
      }
    },

    fingerprint: (record) => hashOf(stored(record)),

    async pull(kind, link): Promise<PullOutcome> {
      if (link === undefined) return { kind: 'page', page: fullPage(kind, 0, counter) }
      const [mode, since, begun] = link.split(':')
      if (mode === 'full') return { kind: 'page', page: fullPage(kind, Number(since), Number(begun)) }
      if (Number(since) < oldest) return { kind: 'link_expired' }
      const seen = (changes.get(kind) ?? []).filter((one) => one.n > Number(since))
      return {
        kind: 'page',
        page: {
          rows: seen.flatMap((one) => one.row ?? []),
          gone: seen.flatMap((one) => one.gone ?? []),
          delta: `delta:${counter}`,
        },
      }
    },

    async *summarise(kind) {
      for (const record of fake.records.values()) {
        if (record.kind === kind) {
          yield { id: record.id, remoteVersion: String(record.version), hash: hashOf(record.body) }
        }
      }
    },

    state: () => ({
      requestsInWindow: fake.pushes.length,
      requestLimit: null,
      windowSeconds: 300,
      inFlight: inFlight.size,
      concurrency: 8,
      pausedUntil: fake.pausedUntil,
      entitlementUsed: fake.pushes.length,
      entitlementLimit: null,
      throttled: 0,
    }),

    change(kind, id, fields) {
      const record = fake.records.get(`${kind} ${id}`)
      if (record === undefined) throw new Error(`The fake has no ${kind} ${id}.`)
      record.body = { ...record.body, ...(JSON.parse(JSON.stringify(fields)) as object) }
      record.version += 1
    },
    remove(kind, id) {
      if (!fake.records.delete(`${kind} ${id}`)) throw new Error(`The fake has no ${kind} ${id}.`)
    },
    put(row) {
      counter += 1
      const own = rows.get(row.kind) ?? new Map<string, PulledRow>()
      rows.set(row.kind, own.set(row.remoteId, row))
      changes.set(row.kind, [...(changes.get(row.kind) ?? []), { n: counter, row }])
    },
    erase(kind, remoteId) {
      counter += 1
      rows.get(kind)?.delete(remoteId)
      changes.set(kind, [...(changes.get(kind) ?? []), { n: counter, gone: remoteId }])
    },
    expireLinks() {
      counter += 1
      oldest = counter
    },
  }

  function fullPage(kind: PulledKind, from: number, begun: number): PulledPage {
    const all = [...(rows.get(kind)?.values() ?? [])]
    const part = all.slice(from, from + fake.pageSize)
    return from + fake.pageSize < all.length
      ? { rows: part, gone: [], next: `full:${from + fake.pageSize}:${begun}` }
      : { rows: part, gone: [], delta: `delta:${begun}` }
  }

  return fake
}

function foundOf(record: RecordToPush, there: FakeRecord): Record<string, unknown> {
  const names = {
    task: ['status', 'text'],
    appointment: ['start', 'end', 'status'],
    visit: ['department', 'status'],
  }
  const fields = names[record.kind as keyof typeof names] ?? []
  return Object.fromEntries(fields.map((field) => [field, there.body[field]]))
}
