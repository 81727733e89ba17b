/**
 * A notice as a Reply that a chat can show, with the buttons that it is good for: a reminder of a task is done or put
 * off where it arrives. Kept as a turn, so that the button can be pressed later; the same notice gives the same reply.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { Notification } from '../core/notifications.ts'
import type { Locale, Reader } from '../core/reader.ts'
import type { Task } from '../crm/task.ts'
import type { TaskStore } from '../crm/task-store.ts'
import { findReply, saveTurn } from './conversation-store.ts'
import { taskButtons } from './task-skill.ts'
import type { Reply } from './turn.ts'

export interface NoticeTo {
  readonly notice: Pick<Notification, 'id' | 'kind' | 'subjectId' | 'text'>
  readonly reader: Reader
  readonly locale: Locale
  readonly channel: string
}

export type ReplyToNotice = (to: NoticeTo) => Promise<Reply>

export function createReplyToNotice(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly tasks: Pick<TaskStore, 'get'>
}): ReplyToNotice {
  const { database, clock } = deps

  /** Undefined for a task that is done, or that is another's by now. */
  async function openTask(id: string, reader: Reader): Promise<Task | undefined> {
    try {
      const task = await deps.tasks.get(id, reader)
      return task.status === 'open' && task.userId === reader.userId ? task : undefined
    } catch (error) {
      if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden'))
        return undefined
      throw error
    }
  }

  return async ({ notice, reader, locale, channel }) => {
    const given = await findReply(database.query, notice.id, reader.userId)
    if (given !== undefined) return given
    const task =
      notice.kind === 'reminder' && notice.subjectId !== null
        ? await openTask(notice.subjectId, reader)
        : undefined
    const reply: Reply = {
      id: notice.id,
      conversationId: notice.id,
      parts: [
        task === undefined ? { type: 'text', text: notice.text } : { type: 'task', task, text: notice.text },
      ],
      actions: task === undefined ? [] : taskButtons(locale),
    }
    if (task !== undefined) {
      const entry = { conversationId: reply.conversationId, userId: reader.userId, channel }
      await database.transaction((trx) => saveTurn(trx, entry, { text: '', reply }, clock.now()))
    }
    return reply
  }
}
