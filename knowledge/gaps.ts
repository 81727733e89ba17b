/**
 * Gaps: questions that no version in force answers. The same question for the same products is one
 * gap that counts; the product manager's reply reaches everyone who asked, and becomes a Q&A document
 * that a second person reviews before anybody else is answered from it.
 */
import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { addNotifications } from '../core/notifications.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Tables } from '../core/tables.ts'
import { foldName } from '../core/text/normalize.ts'
import type { DocumentStore } from './document-store.ts'
import { gapAnswerNotice, gapRequestNotice } from './notices.ts'

export interface Gap {
  readonly id: string
  readonly question: string
  readonly productIds: readonly string[]
  readonly askedBy: string
  readonly state: 'open' | 'answered' | 'closed'
  /** Somebody pressed "ask the product manager". */
  readonly requested: boolean
  readonly timesAsked: number
  readonly answerText: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
  /** The Q&A document that the reply became. */
  readonly documentId: string | null
  readonly createdAt: Date
}

export interface NewGap {
  readonly question: string
  readonly productIds: readonly string[]
  readonly askedBy: string
  /** The answer that said there is no evidence. */
  readonly answerId: string | null
}

export interface GapFilter extends PageRequest {
  readonly state?: string | undefined
  readonly requested?: boolean | undefined
  readonly productId?: string | undefined
  readonly askedBy?: string | undefined
}

/** Keeps the question in the caller's transaction (the one that writes the answer); returns the gap's id. */
export async function recordGap(trx: Queryable, gap: NewGap, at: Date): Promise<string> {
  const productIds = [...new Set(gap.productIds)].sort()
  const { rows } = await sql<{ id: string }>`/* prepared:record_gap */
    with gap as (
      insert into gaps (id, answer_id, question, question_key, product_ids, asked_by, created_at)
      values (${newId()}, ${gap.answerId}, ${gap.question}, ${questionKey(gap.question)}, ${productIds}::text[],
        ${gap.askedBy}, ${at})
      on conflict (question_key, product_ids) where state = 'open'
      do update set times_asked = gaps.times_asked + 1
      returning id
    )
    insert into gap_askers (gap_id, user_id, answer_id, asked_at)
    select gap.id, ${gap.askedBy}, ${gap.answerId}, ${at}::timestamptz from gap
    on conflict (gap_id, user_id) do update set answer_id = excluded.answer_id, asked_at = excluded.asked_at
    returning gap_id as id`.execute(trx)
  return rows[0]!.id
}

/** Newest first. */
export async function listGaps(db: Queryable, filter: GapFilter = {}): Promise<Page<Gap>> {
  const limit = pageLimit(filter)
  const before = decodeCursor(filter)
  let query = db.selectFrom('gaps').selectAll().orderBy('id', 'desc')
  if (before !== undefined) query = query.where('id', '<', before)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.requested !== undefined) query = query.where('requested', '=', filter.requested)
  if (filter.productId !== undefined) {
    query = query.where(sql<boolean>`${filter.productId} = any (product_ids)`)
  }
  if (filter.askedBy !== undefined) {
    query = query.where(sql<boolean>`exists (select 1 from gap_askers g
      where g.gap_id = gaps.id and g.user_id = ${filter.askedBy})`)
  }
  const rows = await query.limit(limit + 1).execute()
  return pageOf(rows.map(toGap), limit, (gap) => gap.id)
}

/** Throws `not_found`. */
export async function getGap(db: Queryable, gapId: string): Promise<Gap> {
  return toGap(await readGap(db, gapId))
}

export interface GapDesk {
  /** An asker wants a reply; product managers are told once a gap. Throws `not_found` for a gap not asked by them. */
  request(gapId: string, userId: string): Promise<Gap>
  /** Throws `not_found`, `wrong_state` when answered already, `invalid_input` for an empty reply. */
  answer(
    gapId: string,
    reply: { readonly text: string; readonly title?: string | undefined },
    actorId: string,
  ): Promise<Gap>
  /** Puts a gap aside without a reply (a joke, a duplicate). Throws `not_found`, `wrong_state`. */
  close(gapId: string, actorId: string): Promise<Gap>
}

export interface GapDeskDeps {
  readonly database: Database
  readonly clock: Clock
  readonly documents: Pick<DocumentStore, 'createDocumentIn'>
}

export function createGapDesk(deps: GapDeskDeps): GapDesk {
  const { database, clock, documents } = deps

  async function lockOpen(trx: Queryable, gapId: string): Promise<Gap> {
    const gap = toGap(await readGap(trx, gapId, true))
    if (gap.state !== 'open') {
      throw new AppError('wrong_state', `This question is ${gap.state}.`, { details: { state: gap.state } })
    }
    return gap
  }

  return {
    request: (gapId, userId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const gap = toGap(await readGap(trx, gapId, true))
        const asked = await trx
          .updateTable('gap_askers')
          .set({ requested: true })
          .where('gap_id', '=', gapId)
          .where('user_id', '=', userId)
          .returning('gap_id')
          .executeTakeFirst()
        if (asked === undefined) throw new AppError('not_found', 'There is no such question of yours.')
        // Pressing twice, or after the reply came, tells nobody again.
        if (gap.requested || gap.state !== 'open') return gap
        await trx.updateTable('gaps').set({ requested: true }).where('id', '=', gapId).execute()
        const { rows } = await sql<{ id: string; locale: string }>`select id, locale from users
          where state = 'active' and 'product_manager' = any (roles) order by id`.execute(trx)
        await addNotifications(
          trx,
          rows.map((manager) => ({
            kind: 'gap',
            userId: manager.id,
            subjectId: gapId,
            text: gapRequestNotice(manager.locale, gap.question),
            dueAt: at,
          })),
          at,
        )
        await recordAudit(trx, {
          at,
          actorId: userId,
          action: 'gap.request',
          subjectKind: 'gap',
          subjectId: gapId,
        })
        return { ...gap, requested: true }
      }),

    answer: (gapId, reply, actorId) =>
      database.transaction(async (trx) => {
        const at = clock.now()
        const text = reply.text.trim()
        if (text === '') {
          throw new AppError('invalid_input', 'A reply is needed.', { details: { field: 'text' } })
        }
        const gap = await lockOpen(trx, gapId)
        const title = reply.title?.trim() || titleOf(gap.question)
        const document = await documents.createDocumentIn(trx, {
          kind: 'qa',
          title,
          productIds: gap.productIds,
          createdBy: actorId,
          file: {
            name: `qa-${gapId}.md`,
            mediaType: 'text/markdown',
            bytes: Buffer.from(toMarkdown(gap.question, text), 'utf8'),
          },
        })
        await trx
          .updateTable('gaps')
          .set({
            state: 'answered',
            answer_text: text,
            answered_by: actorId,
            answered_at: at,
            document_id: document.documentId,
          })
          .where('id', '=', gapId)
          .execute()
        const askers = await trx
          .selectFrom('gap_askers')
          .innerJoin('users', 'users.id', 'gap_askers.user_id')
          .select(['users.id', 'users.locale'])
          .where('gap_id', '=', gapId)
          .where('users.state', '=', 'active')
          .execute()
        await addNotifications(
          trx,
          askers.map((asker) => ({
            kind: 'gap_answer',
            userId: asker.id,
            subjectId: gapId,
            text: gapAnswerNotice(asker.locale, { question: gap.question, reply: text }),
            dueAt: at,
          })),
          at,
        )
        await recordAudit(trx, {
          at,
          actorId,
          action: 'gap.answer',
          subjectKind: 'gap',
          subjectId: gapId,
          detail: { documentId: document.documentId, versionId: document.versionId, told: askers.length },
        })
        return getGap(trx, gapId)
      }),

    close: (gapId, actorId) =>
      database.transaction(async (trx) => {
        await lockOpen(trx, gapId)
        await trx.updateTable('gaps').set({ state: 'closed' }).where('id', '=', gapId).execute()
        await recordAudit(trx, {
          at: clock.now(),
          actorId,
          action: 'gap.close',
          subjectKind: 'gap',
          subjectId: gapId,
        })
        return getGap(trx, gapId)
      }),
  }
}

/** A key of any length of question: letters, digits and signs of it without spaces, stops and case. */
function questionKey(question: string): string {
  const folded = foldName(question).replace(/[?？!！;；:：~～…]+/gu, '')
  return createHash('sha256').update(folded, 'utf8').digest('hex')
}

/** The question on one line, at most 80 characters. */
function titleOf(question: string): string {
  const line = question.replace(/\s+/gu, ' ').trim()
  const characters = [...line]
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join('')}…`
}

/** The question is one heading whatever it holds; the reply is as the manager wrote it. */
function toMarkdown(question: string, reply: string): string {
  return `# ${question.replace(/\s+/gu, ' ').trim()}\n\n${reply}\n`
}

async function readGap(db: Queryable, gapId: string, lock = false): Promise<Selectable<Tables['gaps']>> {
  let query = db.selectFrom('gaps').selectAll().where('id', '=', gapId)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', 'There is no such question.')
  return row
}

function toGap(row: Selectable<Tables['gaps']>): Gap {
  return {
    id: row.id,
    question: row.question,
    productIds: row.product_ids,
    askedBy: row.asked_by,
    state: row.state as Gap['state'],
    requested: row.requested,
    timesAsked: row.times_asked,
    answerText: row.answer_text,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    documentId: row.document_id,
    createdAt: row.created_at,
  }
}
