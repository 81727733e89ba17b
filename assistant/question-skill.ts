/** Questions to the documents, as a skill: the answer with its buttons, and what a button under it does. */
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import type { Locale, Reader } from '../core/reader.ts'
import { type GapDesk, recordGap } from '../knowledge/gaps.ts'
import type { Answer, AnswerQuestion } from './answer.ts'
import type { RecordFeedback } from './record-feedback.ts'
import type { SkillPress, SkillReply } from './skill.ts'
import type { ReplyAction, Turn } from './turn.ts'

/** Actions of an answer. */
export const ACTIONS = ['up', 'down', 'ask_product_manager'] as const
export type AnswerAction = (typeof ACTIONS)[number]

export interface AnsweredQuestion extends SkillReply {
  /** Of the answer: a new one where the question began it. */
  readonly conversationId: string
}

/** Throws as `AnswerQuestion` does. */
export async function askDocuments(
  answerQuestion: AnswerQuestion,
  turn: Turn,
  text: string,
  locale: Locale,
): Promise<AnsweredQuestion> {
  const answer = await answerQuestion({
    text,
    reader: turn.reader,
    channel: turn.channel,
    conversationId: turn.conversationId,
    productId: turn.productId,
    answerId: turn.id,
  })
  return {
    conversationId: answer.conversationId,
    parts: [{ type: 'answer', answer }],
    actions: actionsOf(answer, locale),
  }
}

/** What Medical or pharmacovigilance replies to is not for the product manager. */
function actionsOf(answer: Answer, locale: Locale): readonly ReplyAction[] {
  const gap = answer.flags.some((flag) => flag.code === 'gap')
  const ids = ACTIONS.filter((id) => id !== 'ask_product_manager' || gap || answer.kind === 'answered')
  return ids.map((id) => ({
    id,
    label: message(locale, `action_${id}`),
    style: id === 'ask_product_manager' && gap ? 'primary' : 'default',
  }))
}

export interface PressAnswerDeps {
  readonly database: Database
  readonly clock: Clock
  readonly gaps: Pick<GapDesk, 'request'>
  readonly recordFeedback: RecordFeedback
}

/** A button under an answer is pressed: a verdict, or the question goes to the product manager. */
export function createPressAnswer(deps: PressAnswerDeps): (press: SkillPress) => Promise<SkillReply> {
  return async ({ action, values, reader, locale, reply }) => {
    const answer = reply.parts.flatMap((part) => (part.type === 'answer' ? [part.answer] : []))[0]
    if (answer === undefined || !(ACTIONS as readonly string[]).includes(action)) {
      throw new AppError('invalid_input', 'This reply has no such action.', { details: { field: 'action' } })
    }
    const pressed = action as AnswerAction
    if (pressed === 'ask_product_manager') await askProductManager(answer, reader)
    else {
      const reason = readReason(values['reason'])
      await deps.recordFeedback({ answerId: answer.id, verdict: pressed, reason }, reader)
    }
    const said =
      pressed === 'ask_product_manager' ? 'action_done_ask_product_manager' : 'action_done_feedback'
    return { parts: [{ type: 'text', text: message(locale, said) }], actions: [] }
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
