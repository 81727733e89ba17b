/**
 * Conversations: whose they are, and what a follow-up carries from the questions before (words and
 * products as resolved then). Nothing that an answer was made from is kept here: evidence is looked up
 * anew each time. Turns with their replies are numbered and stored here, too.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { storableJson, storableText } from '../core/text/storable.ts'
import type { Reply } from './turn.ts'

/** A question as the next one may need it. */
export interface RememberedQuestion {
  /** Its words without names of products; those of the question before where it had none of its own. */
  readonly topic: string
  /** Products that it was about. */
  readonly productIds: readonly string[]
}

const REMEMBERED = 5

/** Oldest first; throws `not_found` unless the conversation is the user's own. */
export async function recallConversation(
  db: Queryable,
  conversationId: string,
  userId: string,
): Promise<readonly RememberedQuestion[]> {
  const row = await db
    .selectFrom('conversations')
    .select(['id', 'user_id', 'focus'])
    .where('id', '=', storableText(conversationId))
    .executeTakeFirst()
  if (row === undefined || row.user_id !== userId || row.id !== conversationId) {
    throw new AppError('not_found', 'There is no such conversation.')
  }
  return (row.focus as { questions?: readonly RememberedQuestion[] }).questions ?? []
}

export interface ConversationEntry {
  readonly conversationId: string
  readonly userId: string
  readonly channel: string
}

/**
 * The statement that begins the conversation if it is new and adds the question to what is remembered (two
 * at once both are), where `holds` is true: part of the one that writes the answer, for each round trip is felt.
 */
export function rememberingQuestion(
  entry: ConversationEntry,
  question: RememberedQuestion,
  at: Date,
  holds: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const questions = storableJson([question])
  return sql`
    insert into conversations (id, user_id, channel, focus, created_at, updated_at)
    select ${entry.conversationId}, ${entry.userId}, ${entry.channel},
      jsonb_build_object('questions', ${questions}::jsonb), ${at}::timestamptz, ${at}::timestamptz
    where ${holds}
    on conflict (id) do update set updated_at = greatest(conversations.updated_at, ${at}),
      focus = jsonb_build_object('questions', (
        select jsonb_agg(x.question order by x.n) from (
          select e.question, e.n
          from jsonb_array_elements(coalesce(conversations.focus -> 'questions', '[]') || ${questions}::jsonb)
            with ordinality as e (question, n)
          order by e.n desc limit ${REMEMBERED}) x))`
}

/**
 * Stores a turn with its reply under the conversation's next number; begins the conversation if it is new.
 * The conversation's row is locked first, so that two turns at once get two numbers.
 */
export async function saveTurn(
  trx: Queryable,
  entry: ConversationEntry,
  turn: { readonly text: string; readonly reply: Reply },
  at: Date,
): Promise<void> {
  await sql`
    insert into conversations (id, user_id, channel, created_at, updated_at)
    values (${entry.conversationId}, ${entry.userId}, ${entry.channel}, ${at}, ${at})
    on conflict (id) do update set updated_at = greatest(conversations.updated_at, ${at})`.execute(trx)
  await sql`
    insert into turns (id, conversation_id, ordinal, user_id, text, reply, created_at)
    select ${turn.reply.id}, ${entry.conversationId}, coalesce(max(ordinal), 0) + 1, ${entry.userId}, ${turn.text},
      ${storableJson(turn.reply)}::jsonb, ${at}
    from turns where conversation_id = ${entry.conversationId}`.execute(trx)
}

/** The reply of that turn, if it was this user's and was taken already. */
export async function findReply(db: Queryable, turnId: string, userId: string): Promise<Reply | undefined> {
  const row = await db
    .selectFrom('turns')
    .select('reply')
    .where('id', '=', turnId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.reply as Reply | undefined
}

/** A reply as it was given, with its turn's text. Throws `not_found`, also for another's. */
export async function getTurn(
  db: Queryable,
  turnId: string,
  userId: string,
): Promise<{ readonly text: string; readonly reply: Reply }> {
  const row = await db
    .selectFrom('turns')
    .select(['text', 'reply', 'user_id'])
    .where('id', '=', storableText(turnId))
    .executeTakeFirst()
  if (row === undefined || row.user_id !== userId) {
    throw new AppError('not_found', 'There is no such reply.')
  }
  return { text: row.text, reply: row.reply as Reply }
}
