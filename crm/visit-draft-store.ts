/**
 * Drafts in the database: the same message again is the same draft, a change raises the revision, and what
 * is closed stays. Everything here runs in its caller's transaction; a draft is its writer's alone.
 */
import { type Selectable, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Tables } from '../core/tables.ts'
import { storableJson, storableText } from '../core/text/storable.ts'
import type { DraftReading, DraftState, VisitDraft } from './visit-draft.ts'

export interface NewDraft {
  readonly userId: string
  readonly conversationId: string
  readonly channel: string
  readonly messageKey: string
  readonly note: string
  readonly referenceTime: Date
  readonly timezone: string
  readonly reading: DraftReading
}

/** `created` is false where the message had its draft already. Begins the conversation if it is new. */
export async function addDraft(
  trx: Queryable,
  draft: NewDraft,
  at: Date,
): Promise<{ readonly draft: VisitDraft; readonly created: boolean }> {
  await beginConversation(trx, draft, at)
  const row = await trx
    .insertInto('visit_drafts')
    .values({
      id: newId(),
      user_id: draft.userId,
      conversation_id: draft.conversationId,
      message_key: draft.messageKey,
      note: storableText(draft.note),
      reference_time: draft.referenceTime,
      timezone: draft.timezone,
      reading: storableJson(draft.reading),
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'message_key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row !== undefined) return { draft: toDraft(row), created: true }
  const there = await findDraftOfMessage(trx, draft.userId, draft.messageKey)
  if (there === undefined) throw new AppError('conflict', 'This message is being withdrawn; send it again.')
  return { draft: there, created: false }
}

async function beginConversation(
  trx: Queryable,
  one: Pick<NewDraft, 'conversationId' | 'userId' | 'channel'>,
  at: Date,
): Promise<void> {
  await sql`insert into conversations (id, user_id, channel, created_at, updated_at)
    values (${one.conversationId}, ${one.userId}, ${one.channel}, ${at}, ${at})
    on conflict (id) do nothing`.execute(trx)
}

/** The draft is spoken of in another conversation of its writer from now on. */
export async function moveDraft(
  trx: Queryable,
  id: string,
  to: { readonly conversationId: string; readonly channel: string },
  at: Date,
): Promise<VisitDraft> {
  const { user_id: userId } = await trx
    .selectFrom('visit_drafts')
    .select('user_id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await beginConversation(trx, { ...to, userId }, at)
  const row = await trx
    .updateTable('visit_drafts')
    .set({ conversation_id: to.conversationId })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

/** Of another person's draft, undefined as well. */
export async function findDraft(db: Queryable, id: string, userId: string): Promise<VisitDraft | undefined> {
  const row = await db
    .selectFrom('visit_drafts')
    .selectAll()
    .where('id', '=', storableText(id))
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

export async function findDraftOfMessage(
  db: Queryable,
  userId: string,
  messageKey: string,
): Promise<VisitDraft | undefined> {
  const row = await db
    .selectFrom('visit_drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('message_key', '=', messageKey)
    .executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

/** The draft of one of the writer's visits. */
export async function findDraftOfVisit(db: Queryable, visitId: string): Promise<VisitDraft | undefined> {
  const row = await db
    .selectFrom('visit_drafts')
    .selectAll()
    .where(sql<boolean>`${visitId} = any (visit_ids)`)
    .executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

/** Locked until the transaction ends. Throws `not_found`, also for another person's draft. */
export async function lockDraft(trx: Queryable, id: string, userId: string): Promise<VisitDraft> {
  const row = await trx
    .selectFrom('visit_drafts')
    .selectAll()
    .where('id', '=', storableText(id))
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new AppError('not_found', 'There is no such draft.')
  return toDraft(row)
}

/** What the conversation spoke of last that was not discarded. */
export async function latestDraft(
  db: Queryable,
  userId: string,
  conversationId: string,
): Promise<VisitDraft | undefined> {
  const row = await db
    .selectFrom('visit_drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('conversation_id', '=', conversationId)
    .where('state', '!=', 'discarded')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : toDraft(row)
}

/** Those that wait for a word, the newest first. */
export async function openDrafts(
  db: Queryable,
  userId: string,
  limit: number,
): Promise<readonly VisitDraft[]> {
  const rows = await db
    .selectFrom('visit_drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'open')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toDraft)
}

/** A new revision of the reading, of the note as well where it is given. */
export async function writeReading(
  trx: Queryable,
  draft: VisitDraft,
  change: { readonly reading: DraftReading; readonly note?: string },
  at: Date,
): Promise<VisitDraft> {
  const row = await trx
    .updateTable('visit_drafts')
    .set({
      reading: storableJson(change.reading),
      ...(change.note === undefined ? {} : { note: storableText(change.note) }),
      revision: draft.revision + 1,
      updated_at: at,
    })
    .where('id', '=', draft.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

/** A message whose draft was discarded may be sent again: its key is free. */
export async function closeDraft(
  trx: Queryable,
  draft: VisitDraft,
  closed: {
    readonly state: 'submitted' | 'discarded'
    readonly visitIds?: readonly string[]
    /** With the ids that confirming gave. */
    readonly reading?: DraftReading
  },
  at: Date,
): Promise<VisitDraft> {
  const row = await trx
    .updateTable('visit_drafts')
    .set({
      state: closed.state,
      closed_at: at,
      updated_at: at,
      ...(closed.visitIds === undefined ? {} : { visit_ids: [...closed.visitIds] }),
      ...(closed.reading === undefined ? {} : { reading: storableJson(closed.reading) }),
      ...(closed.state === 'discarded' ? { message_key: null } : {}),
    })
    .where('id', '=', draft.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

function toDraft(row: Selectable<Tables['visit_drafts']>): VisitDraft {
  return {
    id: row.id,
    userId: row.user_id,
    conversationId: row.conversation_id,
    note: row.note,
    referenceTime: row.reference_time,
    timezone: row.timezone,
    reading: row.reading as DraftReading,
    state: row.state as DraftState,
    revision: row.revision,
    visitIds: row.visit_ids,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
