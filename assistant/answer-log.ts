/**
 * The ledger of answers: what was asked, said, cited and checked, written once in the transaction that
 * delivers, and read by the one who asked and by those who control documents.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { type Reader, seesEveryAudience } from '../core/reader.ts'
import { storableJson, storableText } from '../core/text/storable.ts'
import { inForceAt } from '../knowledge/in-force.ts'
import { lifecycleSql } from '../knowledge/version-record.ts'
import type { Answer, Citation, GetAnswerRecord } from './answer.ts'
import { type RememberedQuestion, rememberingQuestion } from './conversation-store.ts'

export interface NewAnswerRecord {
  readonly answer: Answer
  readonly question: string
  readonly userId: string
  readonly channel: string
  /** For the questions that follow. */
  readonly remembered: RememberedQuestion
  /** Section of each citation, by its passage. */
  readonly sectionIds: ReadonlyMap<number, string>
  readonly trace: object
}

/**
 * The conversation, the answer and its citations in one statement: foreign keys are checked at its end. Where the
 * condition `only` does not hold, nothing is written; whether it was is the result.
 */
export async function writeAnswer(
  db: Queryable,
  record: NewAnswerRecord,
  at: Date,
  only: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<boolean> {
  const { answer } = record
  const column = (of: (citation: Citation) => unknown) => answer.citations.map(of)
  const entry = { ...record, conversationId: answer.conversationId }
  const holds = sql<boolean>`(select holds from proof)`
  const { rows } = await sql<{ id: string }>`/* prepared:write_answer */
    with proof as materialized (select ${only} as holds),
    conversation as (${rememberingQuestion(entry, record.remembered, at, holds)}),
    citations as (
      insert into answer_citations (answer_id, n, document_id, version_id, section_id, passage_id, page, quote)
      select ${answer.id}, x.* from unnest(
        ${column((one) => one.n)}::integer[], ${column((one) => one.documentId)}::text[],
        ${column((one) => one.versionId)}::text[], ${column((one) => record.sectionIds.get(one.passageId))}::text[],
        ${column((one) => one.passageId)}::bigint[], ${column((one) => one.page)}::integer[],
        ${column((one) => one.quote)}::text[]) as x
      where ${holds}
    )
    insert into answers (id, conversation_id, user_id, channel, question, kind, mode, text, answer, trace, created_at)
    select ${answer.id}, ${answer.conversationId}, ${record.userId}, ${record.channel}, ${record.question},
      ${answer.kind}, ${answer.mode}, ${answer.text}, ${storableJson(answer)}::jsonb,
      ${storableJson(record.trace)}::jsonb, ${at}::timestamptz
    where ${holds}
    returning id`.execute(db)
  return rows.length === 1
}

/** The answer of that id, if this user was given it. */
export async function findAnswer(
  db: Queryable,
  answerId: string,
  userId: string,
): Promise<Answer | undefined> {
  const row = await db
    .selectFrom('answers')
    .select('answer')
    .where('id', '=', answerId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.answer as Answer | undefined
}

/** See `GetAnswerRecord`. */
export function createGetAnswerRecord(deps: {
  readonly database: Database
  readonly clock: Clock
}): GetAnswerRecord {
  return async (answerId, reader) => {
    const { query } = deps.database
    const row = await query
      .selectFrom('answers')
      .selectAll()
      .where('id', '=', storableText(answerId))
      .executeTakeFirst()
    if (row === undefined || !maySee(reader, row.user_id)) {
      throw new AppError('not_found', 'There is no such answer.')
    }
    const at = deps.clock.now()
    const versions = await sql<{ id: string; in_force: boolean; state: string }>`
      select v.id, ${inForceAt(at)} as in_force, ${lifecycleSql(at)} as state from versions v
      where v.id in (select version_id from answer_citations where answer_id = ${answerId})
      order by v.id`.execute(query)
    return {
      answer: row.answer as Answer,
      question: row.question,
      userId: row.user_id,
      channel: row.channel,
      createdAt: row.created_at,
      trace: row.trace,
      versions: versions.rows.map(({ id, in_force, state }) => ({
        versionId: id,
        inForce: in_force === true,
        state,
      })),
    }
  }
}

function maySee(reader: Reader, askedBy: string): boolean {
  return reader.userId === askedBy || seesEveryAudience(reader)
}
