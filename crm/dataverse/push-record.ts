/**
 * Brings a record of ours to stand in Dataverse, once, whatever was lost on the way before. Its key is ours, so a
 * creation can only succeed once; one that meets its own row reads it and compares. What is as it should be is
 * saved; what Pharos itself left there is written over; what somebody else changed is handed back to be decided.
 */
import type { Log } from '../../core/log.ts'
import type { PushOutcome, RecordToPush } from '../sync/remote-crm.ts'
import type { ChangeSetEnd, DataverseClient } from './dataverse-client.ts'
import { rowHash } from './fingerprint.ts'
import type { Impersonation } from './impersonation.ts'
import { type FoundRecord, readRecord } from './read-record.ts'
import type { Shapes } from './shapes.ts'
import type { Row } from './table.ts'
import { changeCalls, createCalls, differences, versionAt } from './write-record.ts'

/** Somebody there may be quicker this many times. */
const ROUNDS = 3

export interface PushDeps {
  readonly client: DataverseClient
  readonly shapes: Shapes
  readonly impersonation: Impersonation
  readonly log: Log
}

export function createPushRecord(deps: PushDeps) {
  const { client, shapes, impersonation, log } = deps
  const { prefix } = shapes

  return async function pushRecord(record: RecordToPush, signal?: AbortSignal): Promise<PushOutcome> {
    const shape = shapes.of(record.kind)
    let row: Row
    try {
      row = shapes.rowOf(record)
    } catch (error) {
      log.error('dataverse.unreadable', { kind: record.kind, id: record.id, name: (error as Error).name })
      return { kind: 'failed', retry: false, code: 'unreadable', detail: record.kind }
    }
    const hash = rowHash(shape.table, row)
    const as = (actor: string | undefined) => ({ prefix, revision: record.revision, hash, actor })

    if (record.remoteVersion === undefined) {
      const end = await write((actor) => createCalls(shape, row, as(actor)))
      if (end.kind !== 'fault' || end.met !== 'exists') return outcomeOf(end)
    }

    for (let round = 1; round <= ROUNDS; round += 1) {
      const found = await readRecord(client, shape, prefix, row.id, signal)
      if (found.kind === 'none') {
        // A 412 on creation and yet no row: another row has the same alternate key.
        if (record.remoteVersion !== undefined) return { kind: 'gone_there' }
        return { kind: 'failed', retry: false, code: 'duplicate', detail: `table ${shape.table.logical}` }
      }
      if (found.kind !== 'found') return outcomeOf(found)
      if (found.hash === hash) return { kind: 'saved', remoteVersion: found.remoteVersion }
      if (found.remoteVersion !== record.remoteVersion && !isOurs(found, record.revision)) {
        const { remoteVersion } = found
        return {
          kind: 'changed_there',
          remoteVersion,
          hash: found.hash,
          found: differences(row, found, shape),
        }
      }
      const end = await write((actor) => changeCalls(shape, row, found, as(actor)))
      if (end.kind === 'fault' && end.status === 412 && end.met !== 'same_key') continue
      return outcomeOf(end)
    }
    return { kind: 'failed', retry: true, code: 'conflict', detail: `table ${shape.table.logical}` }

    async function write(
      callsOf: (actor: string | undefined) => ReturnType<typeof createCalls>,
    ): Promise<ChangeSetEnd & { readonly version?: string }> {
      const actor = impersonation.of(record.actor)
      const calls = callsOf(actor)
      let end = await client.changeSet(calls, signal)
      if (end.kind === 'fault' && end.code === 'impersonation_forbidden' && actor !== undefined) {
        // The record says whose it is even so (the representative's column).
        impersonation.refused(record.actor!, end.detail)
        end = await client.changeSet(callsOf(undefined), signal)
      }
      if (end.kind !== 'answers') return end
      return { ...end, version: end.answers[versionAt(calls)]?.etag ?? '' }
    }
  }

  function outcomeOf(
    end:
      | Exclude<Awaited<ReturnType<typeof readRecord>>, { kind: 'none' | 'found' }>
      | (ChangeSetEnd & { readonly version?: string }),
  ): PushOutcome {
    if (end.kind === 'paused') return end
    if (end.kind === 'fault') {
      const { retry, code, detail } = end
      return { kind: 'failed', retry, code, detail }
    }
    if (end.version === undefined || end.version === '') {
      // Written, and without its version the next change would be taken for somebody else's: read it then.
      return { kind: 'failed', retry: true, code: 'bad_answer', detail: 'no version' }
    }
    return { kind: 'saved', remoteVersion: end.version }
  }
}

/** As Pharos left it, in this revision or an earlier one: nobody's change is lost by writing over it. */
function isOurs(found: FoundRecord, revision: number): boolean {
  return found.writtenHash === found.hash && (found.writtenRevision ?? Number.POSITIVE_INFINITY) <= revision
}
