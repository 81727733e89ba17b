/**
 * The assistant over a test database, with real retrieval, composer and guards, and a shortcut from the
 * text of a label to a version in force.
 */

import type { Answer, Ask, ComposeAnswer } from '../assistant/answer.ts'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { silentLog } from '../core/log.ts'
import type { NewDocument } from '../knowledge/document-store.ts'
import { indexPassages } from '../knowledge/index-passages.ts'
import type { ProductFields } from '../knowledge/product.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { createHashingEmbedder } from '../llm/hashing-embedder.ts'
import { openControlRoom, TIMEZONE } from './control-room.ts'

/** A section as a label has it; a passage for each text, on consecutive pages. */
export interface TestSection {
  readonly code: string | null
  readonly heading: string
  readonly texts: readonly string[]
  readonly page?: number
}

export async function openAnswerRoom(database: Database) {
  const room = await openControlRoom(database)
  const { clock, documents, review, publish, author, reviewer } = room
  const retrieve = createRetrieve({ database, clock, embedder: createHashingEmbedder() })

  function answerer(compose: ComposeAnswer = composeVerbatim) {
    return createAnswerQuestion({
      database,
      clock,
      retrieve,
      compose,
      timezone: TIMEZONE,
      forwardHours: 24,
      log: silentLog,
    })
  }
  const answerQuestion = answerer()

  async function extract(versionId: string, sections: readonly TestSection[]): Promise<void> {
    await database.transaction(async (trx) => {
      let ordinal = 0
      for (const [at, { code, heading, texts, page = at + 1 }] of sections.entries()) {
        const sectionId = newId()
        const text = texts.join('')
        await trx
          .insertInto('sections')
          .values({
            id: sectionId,
            version_id: versionId,
            ordinal: at,
            heading,
            code,
            path: [heading],
            page_from: page,
            page_to: page + texts.length - 1,
            text,
          })
          .execute()
        let start = 0
        for (const [more, passage] of texts.entries()) {
          await trx
            .insertInto('passages')
            .values({
              version_id: versionId,
              section_id: sectionId,
              ordinal: ordinal++,
              text: passage,
              start_offset: start,
              end_offset: start + passage.length,
              page: page + more,
              token_count: passage.length,
            })
            .execute()
          start += passage.length
        }
      }
      await indexPassages(trx, versionId)
      await trx.updateTable('versions').set({ extraction: 'done' }).where('id', '=', versionId).execute()
    })
    await review.submit(versionId, author.userId)
    await review.approve(versionId, { checklist: ['medical', 'legal', 'regulatory'] }, reviewer.userId)
  }

  return {
    ...room,
    retrieve,
    answerer,
    answerQuestion,
    async product(id: string, fields: ProductFields & { readonly name: string }): Promise<void> {
      await room.products.create({ id, ...fields }, author.userId)
    },
    /** A document with one version that is published now (in force from its own effective date). */
    async inForce(sections: readonly TestSection[], input: Partial<NewDocument> = {}) {
      const added = await documents.createDocument({
        kind: 'label',
        title: '说明书',
        createdBy: author.userId,
        file: room.file(),
        ...input,
      })
      await extract(added.versionId, sections)
      await publish(added.versionId, {}, author.userId)
      return added
    },
    /** Another version of the document, published now. */
    async inForceAgain(
      documentId: string,
      sections: readonly TestSection[],
      input: { readonly effectiveFrom?: Date; readonly expiresAt?: Date } = {},
    ) {
      const added = await documents.addVersion(documentId, {
        createdBy: author.userId,
        file: room.file(),
        ...input,
      })
      await extract(added.versionId, sections)
      await publish(added.versionId, {}, author.userId)
      return added
    },
    ask(text: string, more: Partial<Ask> = {}): Promise<Answer> {
      return answerQuestion({ text, reader: room.rep, channel: 'api', ...more })
    },
  }
}

export type AnswerRoom = Awaited<ReturnType<typeof openAnswerRoom>>
