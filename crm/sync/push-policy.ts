/**
 * Who is right when somebody over there changed a record that Pharos wrote. The written policy, field by field:
 *
 * - visits, their parts and findings, safety flags: Pharos. What was changed there is overwritten, and listed.
 * - a task that was finished or called off there while it is open here: the CRM. It is closed here, too.
 *   Everything else of a task: Pharos.
 * - the time and state of an appointment (people move them in their mail program): a person. Nothing is
 *   overwritten until somebody decides or the visit is changed here. Everything else of it: Pharos.
 */
import type { RecordToPush } from './remote-crm.ts'
import type { NewConflict } from './sync-conflicts.ts'

export interface PushDecision {
  /** `overwrite`: ours is sent; `leave`: theirs stays until a person decides. */
  readonly verdict: 'overwrite' | 'leave'
  /** Of a task: how it ends here, because it ended there. */
  readonly close?: 'done' | 'cancelled'
  readonly conflicts: readonly NewConflict[]
}

const A_PERSONS: ReadonlySet<string> = new Set(['start', 'end', 'status'])

export function decidePush(record: RecordToPush, found: Readonly<Record<string, unknown>>): PushDecision {
  const body = record.body as unknown as Readonly<Record<string, unknown>>
  const differing = Object.keys(found).filter(
    (field) => Object.hasOwn(body, field) && spelled(found[field]) !== spelled(body[field]),
  )
  const conflict = (field: string, decision: NewConflict['decision']): NewConflict => ({
    kind: record.kind,
    recordId: record.id,
    code: 'field',
    field,
    ours: body[field],
    theirs: found[field],
    decision,
  })
  if (record.kind === 'task') {
    const closed = found['status'] === 'done' || found['status'] === 'cancelled' ? found['status'] : undefined
    const close = closed !== undefined && record.body.status === 'open' ? closed : undefined
    return {
      verdict: 'overwrite',
      ...(close === undefined ? {} : { close }),
      conflicts: differing.map((field) =>
        conflict(field, field === 'status' && close !== undefined ? 'theirs' : 'ours'),
      ),
    }
  }
  if (record.kind === 'appointment' && differing.some((field) => A_PERSONS.has(field))) {
    return {
      verdict: 'leave',
      conflicts: differing.map((field) => conflict(field, A_PERSONS.has(field) ? null : 'ours')),
    }
  }
  return { verdict: 'overwrite', conflicts: differing.map((field) => conflict(field, 'ours')) }
}

/** Dates by their moment, objects whatever the order of their fields. */
function spelled(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
