/** A button under an answer is pressed: a verdict, or the question goes to the product manager. */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { localeOf, message } from '../core/messages.ts'
import type { Reader } from '../core/reader.ts'
import { type GapDesk, recordGap } from '../knowledge/gaps.ts'
import type { Answer } from './answer.ts'
import { getTurn } from './conversation-store.ts'
import type { RecordFeedback } from './record-feedback.ts'
import type { AnswerAction } from './take-turn.ts'
import type { PressAction } from './turn.ts'

export interface PressActionDeps {
  readonly database: Database
  readonly clock: Clock
  readonly gaps: Pick<GapDesk, 'request'>
  readonly recordFeedback: RecordFeedback
}

export function createPressAction(deps: PressActionDeps): PressAction {
  return async ({ turnId, action, values, reader }) => {
    const { text, reply } = await getTurn(deps.database.query, turnId, reader.userId)
    const answer = reply.parts.flatMap((part) => (part.type === 'answer' ? [part.answer] : []))[0]
    if (answer === undefined || !reply.actions.some(({ id }) => id === action)) {
      throw new AppError('invalid_input', 'This reply has no such action.', { details: { field: 'action' } })
    }
    const pressed = action as AnswerAction
    if (pressed === 'ask_product_manager') await askProductManager(answer, reader)
    else {
      const reason = readReason(values?.['reason'])
      await deps.recordFeedback({ answerId: answer.id, verdict: pressed, reason }, reader)
    }
    const said =
      pressed === 'ask_product_manager' ? 'action_done_ask_product_manager' : 'action_done_feedback'
    return {
      id: turnId,
      conversationId: reply.conversationId,
      parts: [{ type: 'text', text: message(localeOf(text, reader.locale), said) }],
      actions: [],
    }
  }

  /** The gap of the answer; a new one for an answered question, or when the old one is done with. */
  async function askProductManager(answer: Answer, reader: Reader): Promise<void> {
    const kept = answer.flags.find((flag) => flag.code === 'gap')?.recordId
    if (kept !== undefined) {
      const gap = await deps.gaps.request(kept, reader.userId)
      if (gap.state === 'open') return
    }
    const gapId = await deps.database.transaction(async (trx) => {
      const { rows } = await sql<{ question: string; product_ids: string[] }>`
        select question, array(
          select p ->> 'productId' from jsonb_array_elements(trace -> 'resolution') p where p ->> 'role' = 'subject'
        ) as product_ids from answers where id = ${answer.id}`.execute(trx)
      const { question, product_ids } = rows[0]!
      return recordGap(
        trx,
        { question, productIds: product_ids, askedBy: reader.userId, answerId: answer.id },
        deps.clock.now(),
      )
    })
    await deps.gaps.request(gapId, reader.userId)
  }
}

function readReason(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new AppError('invalid_input', 'The reason must be a text.', { details: { field: 'values.reason' } })
}
