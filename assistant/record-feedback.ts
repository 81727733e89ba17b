/** A person's verdict on an answer that they were given; the last one counts. */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { Reader } from '../core/reader.ts'
import { storableText } from '../core/text/storable.ts'

export interface Feedback {
  readonly answerId: string
  readonly verdict: 'up' | 'down'
  readonly reason?: string | undefined
}

/** Whatever became of the cited versions since. Throws `not_found`, also for another's answer, `invalid_input`. */
export type RecordFeedback = (feedback: Feedback, reader: Reader) => Promise<void>

const LONGEST_REASON = 2000

export function createRecordFeedback(deps: {
  readonly database: Database
  readonly clock: Clock
}): RecordFeedback {
  return async ({ answerId, verdict, reason }, reader) => {
    if (verdict !== 'up' && verdict !== 'down') {
      throw new AppError('invalid_input', 'The verdict is up or down.', { details: { field: 'verdict' } })
    }
    const text = storableText(reason ?? '').trim()
    if (text.length > LONGEST_REASON) {
      throw new AppError('invalid_input', `A reason may have ${LONGEST_REASON} characters at most.`, {
        details: { field: 'reason', limit: LONGEST_REASON },
      })
    }
    const { rows } = await sql`
      insert into answer_feedback (answer_id, user_id, verdict, reason, created_at)
      select a.id, a.user_id, ${verdict}, ${text === '' ? null : text}, ${deps.clock.now()} from answers a
      where a.id = ${storableText(answerId)} and a.user_id = ${reader.userId}
      on conflict (answer_id, user_id) do update
        set verdict = excluded.verdict, reason = excluded.reason, created_at = excluded.created_at
      returning answer_id`.execute(deps.database.query)
    if (rows.length === 0) throw new AppError('not_found', 'There is no such answer of yours.')
  }
}
