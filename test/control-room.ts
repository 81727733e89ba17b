/**
 * Document control over a test database, with people and a shortcut from a text to a version in any
 * state. Extraction is written as ingestion would write it: one section, one passage.
 */
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Reader, Role } from '../core/reader.ts'
import { createDocumentStore, type NewDocument } from '../knowledge/document-store.ts'
import { createGapDesk } from '../knowledge/gaps.ts'
import { createProductStore } from '../knowledge/products.ts'
import { createPublishVersion } from '../knowledge/publish.ts'
import { createReview } from '../knowledge/review.ts'
import { createWithdrawVersion } from '../knowledge/withdraw.ts'
import { movingClock } from './moving-clock.ts'
import { recordedJobs } from './recorded-jobs.ts'

export const TIMEZONE = 'Asia/Shanghai'

export type ControlRoom = Awaited<ReturnType<typeof openControlRoom>>

export async function openControlRoom(database: Database) {
  const clock = movingClock()
  const jobs = recordedJobs()
  const documents = createDocumentStore({ database, clock, jobs, timezone: TIMEZONE })
  const review = createReview({ database, clock })
  const publish = createPublishVersion({ database, clock, timezone: TIMEZONE })
  const withdraw = createWithdrawVersion({ database, clock })

  async function user(id: string, roles: readonly Role[] = ['rep'], locale = 'zh-CN'): Promise<Reader> {
    await database.query
      .insertInto('users')
      .values({
        id,
        name: `name of ${id}`,
        email: null,
        roles: [...roles],
        team_id: null,
        locale,
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return { userId: id, roles, teamIds: [], locale: locale === 'en' ? 'en' : 'zh-CN', timezone: TIMEZONE }
  }
  const author = await user('author', ['product_manager'])
  const reviewer = await user('reviewer', ['reviewer'])
  const rep = await user('rep')

  async function extract(versionId: string, text = '每日一次，每次5mg。'): Promise<void> {
    const sectionId = newId()
    await database.transaction(async (trx) => {
      await trx
        .insertInto('sections')
        .values({ id: sectionId, version_id: versionId, ordinal: 0, heading: '用法用量', code: null, text })
        .execute()
      await trx
        .insertInto('passages')
        .values({
          version_id: versionId,
          section_id: sectionId,
          ordinal: 0,
          text,
          start_offset: 0,
          end_offset: text.length,
          token_count: text.length,
        })
        .execute()
      await trx.updateTable('versions').set({ extraction: 'done' }).where('id', '=', versionId).execute()
    })
  }

  async function approve(versionId: string): Promise<void> {
    await extract(versionId)
    await review.submit(versionId, author.userId)
    await review.approve(versionId, { checklist: ['medical', 'legal', 'regulatory'] }, reviewer.userId)
  }

  let files = 0
  return {
    database,
    clock,
    jobs,
    documents,
    review,
    publish,
    withdraw,
    author,
    reviewer,
    rep,
    user,
    extract,
    approve,
    products: createProductStore({ database, clock }),
    gaps: createGapDesk({ database, clock, documents }),
    /** A file that no other call returns. */
    file(text = 'text') {
      files += 1
      return { name: `file-${files}.txt`, bytes: Buffer.from(`${text} ${files}`) }
    },
    /** A document with one approved version. */
    async approved(input: Partial<NewDocument> = {}) {
      const added = await documents.createDocument({
        kind: 'label',
        title: `title ${files}`,
        createdBy: author.userId,
        file: this.file(),
        ...input,
      })
      await approve(added.versionId)
      return added
    },
    /** Another approved version of a document. */
    async approvedAgain(documentId: string, input: { effectiveFrom?: Date; expiresAt?: Date } = {}) {
      const added = await documents.addVersion(documentId, {
        createdBy: author.userId,
        file: this.file(),
        ...input,
      })
      await approve(added.versionId)
      return added
    },
    /** A ledger row: `userId` was given an answer from the version. Returns the answer's id. */
    async answerFrom(versionId: string, userId: string): Promise<string> {
      const at = clock.now()
      const [conversationId, answerId] = [newId(), newId()]
      const passage = await database.query
        .selectFrom('passages')
        .innerJoin('versions', 'versions.id', 'passages.version_id')
        .select(['passages.id', 'section_id', 'document_id'])
        .where('version_id', '=', versionId)
        .executeTakeFirstOrThrow()
      await database.transaction(async (trx) => {
        await trx
          .insertInto('conversations')
          .values({ id: conversationId, user_id: userId, created_at: at, updated_at: at })
          .execute()
        await trx
          .insertInto('answers')
          .values({
            id: answerId,
            conversation_id: conversationId,
            user_id: userId,
            question: '每日几次？',
            kind: 'answered',
            mode: 'verbatim',
            text: '每日一次 [1]',
            answer: '{}',
            created_at: at,
          })
          .execute()
        await trx
          .insertInto('answer_citations')
          .values({
            answer_id: answerId,
            n: 1,
            document_id: passage.document_id,
            version_id: versionId,
            section_id: passage.section_id,
            passage_id: passage.id,
            quote: '每日一次',
          })
          .execute()
      })
      return answerId
    },
  }
}
