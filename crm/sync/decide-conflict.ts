/**
 * A person says who is right. What follows: of an appointment `ours` is written over theirs; of a name that several
 * have here, `theirs` says which of them it is and links the two, `ours` that it is somebody else, who is made
 * with the next reading; of everything else nothing follows here: the person has mended one of the two sides, or
 * lives with the difference.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../../core/audit.ts'
import type { Queryable } from '../../core/database.ts'
import { AppError } from '../../core/errors.ts'
import type { Tables } from '../../core/tables.ts'
import { refused } from '../refused.ts'
import { type Conflict, toConflict } from './sync-conflicts.ts'
import { sendAgain } from './sync-targets.ts'

export interface ConflictDecision {
  readonly decision: 'ours' | 'theirs'
  /** Which of several of one name it is. */
  readonly recordId?: string | undefined
}

/** Throws `not_found`, `wrong_state` when it is decided already, `invalid_input` for a record that is none of them. */
export async function decideConflict(
  trx: Queryable,
  conflictId: string,
  decided: ConflictDecision,
  actorId: string,
  at: Date,
): Promise<Conflict> {
  const { decision } = decided
  const row = await trx
    .selectFrom('sync_conflicts')
    .selectAll()
    .where('id', '=', conflictId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', 'There is no such conflict.')
  if (row.decision !== null) throw new AppError('wrong_state', 'It is decided already.')
  if (row.code === 'same_name' && decision === 'theirs') await linkTo(trx, row, decided.recordId, at)
  const written = await trx
    .updateTable('sync_conflicts')
    .set({ decision, decided_by: actorId, decided_at: at })
    .where('id', '=', conflictId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(trx, {
    at,
    actorId,
    action: 'sync.decide',
    subjectKind: row.kind,
    subjectId: row.record_id ?? row.remote_id ?? '',
    detail: { conflictId, code: row.code, field: row.field, decision },
  })
  if (row.kind === 'appointment' && decision === 'ours' && row.record_id !== null) {
    await sendAgain(trx, 'crm', 'appointment', [row.record_id], 'different')
  }
  if (row.code === 'same_name') await readAgain(trx, row.kind, at)
  return toConflict(written)
}

/** From the beginning, so that the row comes again and is written. */
async function readAgain(trx: Queryable, kind: string, at: Date): Promise<void> {
  await sql`update sync_pulls set delta_link = null, next_link = null where kind = ${kind}`.execute(trx)
  await sql`update sync_targets set pull_wanted_at = ${at} where name = 'crm'`.execute(trx)
}

async function linkTo(
  trx: Queryable,
  row: Selectable<Tables['sync_conflicts']>,
  recordId: string | undefined,
  at: Date,
): Promise<void> {
  const candidates = Array.isArray(row.ours) ? row.ours : []
  if (recordId === undefined || !candidates.includes(recordId)) {
    throw refused('recordId', 'Say which of the records it is.')
  }
  await trx
    .updateTable('sync_links')
    .set({ local_id: recordId, updated_at: at })
    .where('kind', '=', row.kind)
    .where('remote_id', '=', row.remote_id ?? '')
    .execute()
}
