/**
 * From a question to a verified answer in the ledger.
 *
 * 1. Recall: whose conversation it is, and what its questions were about. Words and products only.
 * 2. Retrieve what is in force now and may be seen by this reader; read what the question is about.
 * 3. Guard: an adverse event opens a case and is still answered as far as it can be; a use outside the
 *    label is answered with what the label covers; an unknown product, a misfiled document, a missing topic
 *    are refused.
 * 4. Compose through the port, and verify every statement of it; what is not proved is dropped.
 * 5. Deliver in one transaction: the cited versions held in force, the records that the outcome opens,
 *    the ledger, the conversation. If a version fell out of force meanwhile, everything from 2 is done once
 *    more; if it happens again, the answer says so.
 *
 * 2 to 4 are prepare-answer.ts, 5 is deliver-answer.ts.
 */
import { newId } from '../core/ids.ts'
import type { Log } from '../core/log.ts'
import type { AnswerQuestion } from './answer.ts'
import { findAnswer } from './answer-log.ts'
import { recallConversation } from './conversation-store.ts'
import { createDeliverAnswer, type DeliverAnswerDeps } from './deliver-answer.ts'
import { LAPSED } from './draft-answer.ts'
import { createPrepareAnswer, type PrepareAnswerDeps } from './prepare-answer.ts'
import { readText } from './read-text.ts'

export interface AnswerQuestionDeps extends PrepareAnswerDeps, DeliverAnswerDeps {
  readonly log: Log
}

const ATTEMPTS = 2

export function createAnswerQuestion(deps: AnswerQuestionDeps): AnswerQuestion {
  const prepare = createPrepareAnswer(deps)
  const deliver = createDeliverAnswer(deps)

  return async (ask) => {
    const started = performance.now()
    if (ask.answerId !== undefined) {
      const given = await findAnswer(deps.database.query, ask.answerId, ask.reader.userId)
      if (given !== undefined) return given
    }
    const question = readText(ask.text)
    const { conversationId, reader } = ask
    const before =
      conversationId === undefined
        ? []
        : await recallConversation(deps.database.query, conversationId, reader.userId)
    const ids = { answerId: ask.answerId ?? newId(), conversationId: conversationId ?? newId(), started }

    let attempt = 1
    let prepared = await prepare(ask, question, before, started)
    let delivered = await deliver(prepared, { ...ids, attempt })
    while (delivered === undefined) {
      deps.log.info('answer_lapsed', { answerId: ids.answerId, attempt })
      attempt += 1
      prepared =
        attempt <= ATTEMPTS
          ? await prepare(ask, question, before, started)
          : { ...prepared, draft: LAPSED, statements: [] }
      delivered = await deliver(prepared, { ...ids, attempt })
    }

    const { answer, rendered } = delivered
    for (const block of rendered.blocks) ask.onSentence?.(block)
    deps.log.info('answer', {
      answerId: answer.id,
      kind: answer.kind,
      mode: answer.mode,
      model: prepared.draft.generation?.outcome ?? null,
      citations: answer.citations.length,
      attempt,
      ms: Math.round(performance.now() - started),
    })
    return answer
  }
}
