/** From kind and id to the record as it is now: what is sent is never older than the moment it is sent at. */
import type { Queryable } from '../../core/database.ts'
import { buildAppointments } from './build-appointments.ts'
import { buildSafetyCases } from './build-safety-cases.ts'
import { buildTasks } from './build-tasks.ts'
import { buildVisits } from './build-visits.ts'
import type { PushedKind, RecordToPush } from './remote-crm.ts'

export interface RecordKey {
  readonly kind: PushedKind
  readonly id: string
}

/** What is known of how the record stands on the other side. */
export interface Standing extends RecordKey {
  readonly revision: number
  readonly remoteVersion: string | null
}

/**
 * By `kind id`. Left out are records that are not there, and tasks that a rule forbids and that the other side
 * does not have.
 */
export async function buildRecords(
  db: Queryable,
  wanted: readonly Standing[],
): Promise<ReadonlyMap<string, RecordToPush>> {
  const ids = (kind: PushedKind) => wanted.filter((one) => one.kind === kind).map((one) => one.id)
  const standing = new Map(wanted.map((one) => [keyOf(one), one]))
  const records = new Map<string, RecordToPush>()
  const add = <K extends PushedKind>(
    kind: K,
    built: { readonly id: string; readonly actor: string | undefined; readonly body: unknown },
  ) => {
    const known = standing.get(`${kind} ${built.id}`)!
    records.set(keyOf({ kind, id: built.id }), {
      kind,
      id: built.id,
      revision: known.revision,
      body: built.body,
      ...(known.remoteVersion === null ? {} : { remoteVersion: known.remoteVersion }),
      ...(built.actor === undefined ? {} : { actor: built.actor }),
    } as RecordToPush)
  }
  const builders = [
    ['visit', buildVisits],
    ['appointment', buildAppointments],
    ['safety_case', buildSafetyCases],
  ] as const
  for (const [kind, build] of builders) {
    const list = ids(kind)
    if (list.length > 0) for (const built of await build(db, list)) add(kind, built)
  }
  const tasks = ids('task')
  for (const built of tasks.length === 0 ? [] : await buildTasks(db, tasks)) {
    if (built.blocked && standing.get(`task ${built.id}`)?.remoteVersion === null) continue
    add('task', built)
  }
  return records
}

export function keyOf({ kind, id }: RecordKey): string {
  return `${kind} ${id}`
}
