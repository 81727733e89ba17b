/** Which conversation of ours goes on in a chat or thread of a platform: one for each person in it. */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { LeasedEvent } from './inbox.ts'

type Where = Pick<LeasedEvent, 'channel' | 'orderKey'>

export interface ConversationOf {
  /** Undefined where none goes on: nothing was said here yet, or not for hours. */
  find(event: Where, userId: string): Promise<string | undefined>
  keep(event: Where, userId: string, conversationId: string): Promise<void>
}

/** After this silence "那孕妇呢" speaks of nothing any more. */
const SILENCE_MS = 12 * 3_600_000

export function createConversationOf({
  database,
  clock,
}: {
  database: Database
  clock: Clock
}): ConversationOf {
  const db = database.query
  return {
    async find({ channel, orderKey }, userId) {
      const row = await db
        .selectFrom('channel_conversations')
        .select('conversation_id')
        .where('channel', '=', channel)
        .where('order_key', '=', orderKey)
        .where('user_id', '=', userId)
        .where('updated_at', '>=', new Date(clock.now().getTime() - SILENCE_MS))
        .executeTakeFirst()
      return row?.conversation_id
    },

    async keep({ channel, orderKey }, userId, conversationId) {
      const at = clock.now()
      await db
        .insertInto('channel_conversations')
        .values({
          channel,
          order_key: orderKey,
          user_id: userId,
          conversation_id: conversationId,
          updated_at: at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'order_key', 'user_id'])
            .doUpdateSet({ conversation_id: conversationId, updated_at: at }),
        )
        .execute()
    },
  }
}
