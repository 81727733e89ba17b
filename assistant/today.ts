/**
 * What lies on a person's desk today: tasks that are due, drafts that wait for a word, the newest notices. Kept as
 * a turn, so that a button beside a task or a draft can be pressed as one under a reply; the same desk is the same
 * turn, however often it is looked at.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { listNotifications } from '../core/notifications.ts'
import type { Reader } from '../core/reader.ts'
import { dayIn } from '../crm/day.ts'
import type { Task } from '../crm/task.ts'
import type { TaskStore } from '../crm/task-store.ts'
import type { VisitDraft } from '../crm/visit-draft.ts'
import { openDrafts } from '../crm/visit-draft-store.ts'
import { findReply, saveTurn } from './conversation-store.ts'
import { FINDING_RULE_BOOK } from './finding-rule-book.ts'
import { draftActions } from './note-skill.ts'
import { taskButtons } from './task-skill.ts'
import type { Reply } from './turn.ts'
import { type VisitCard, visitCard } from './visit-card.ts'

export interface TodayNotice {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly createdAt: Date
}

export interface TodayView {
  /** Whose buttons are pressed: `task_done` and the like with `taskId`, `draft_confirm` with `draftId`. */
  readonly turnId: string
  /** `YYYY-MM-DD` where the person is. */
  readonly day: string
  /** Open ones that are due today or were due before, the oldest first; `more` of them are not listed. */
  readonly tasks: readonly Task[]
  readonly more: number
  readonly drafts: readonly VisitCard[]
  readonly notices: readonly TodayNotice[]
}

export type Today = (reader: Reader, channel: string) => Promise<TodayView>

const TASKS = 10
const DRAFTS = 5
const NOTICES = 5
const NOTICE_DAYS = 7

export function createToday(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly tasks: Pick<TaskStore, 'list'>
}): Today {
  const { database, clock } = deps

  /** One turn for one desk; of two looks at once the second finds the first's. */
  async function keep(reader: Reader, channel: string, reply: Reply): Promise<void> {
    const entry = { conversationId: reply.conversationId, userId: reader.userId, channel }
    const at = clock.now()
    await database.transaction(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${reply.id}, 0))`.execute(trx)
      if ((await findReply(trx, reply.id, reader.userId)) !== undefined) return
      await saveTurn(trx, entry, { text: '', reply }, at)
    })
  }

  return async (reader, channel) => {
    const at = clock.now()
    const day = dayIn(at, reader.timezone)
    const due = await deps.tasks.list(
      { userIds: [reader.userId], status: 'open', to: day, limit: 100 },
      reader,
    )
    const tasks = due.items.slice(0, TASKS)
    const drafts = (await openDrafts(database.query, reader.userId, DRAFTS)).map((draft: VisitDraft) =>
      visitCard(draft, FINDING_RULE_BOOK.clauseOf),
    )
    const since = new Date(at.getTime() - NOTICE_DAYS * 86_400_000)
    const notices = await listNotifications(database.query, { userId: reader.userId, since, limit: NOTICES })
    const turnId = deskId(reader.userId, tasks, drafts)
    await keep(reader, channel, {
      id: turnId,
      conversationId: `desk-${reader.userId}`,
      parts: [
        ...tasks.map((task) => ({ type: 'task' as const, task, text: task.text })),
        ...drafts.map((draft) => ({ type: 'visit_draft' as const, draft, text: '' })),
      ],
      actions: [
        ...(tasks.length === 0 ? [] : taskButtons(reader.locale)),
        ...(drafts.length === 0 ? [] : draftActions(reader.locale)),
      ],
    })
    return {
      turnId,
      day,
      tasks,
      more: due.items.length - tasks.length,
      drafts,
      notices: notices.items.map(({ id, kind, text, createdAt }) => ({ id, kind, text, createdAt })),
    }
  }
}

function deskId(userId: string, tasks: readonly Task[], drafts: readonly VisitCard[]): string {
  const shown = [userId, tasks.map((one) => one.id), drafts.map((one) => [one.id, one.revision])]
  return `desk-${createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 27)}`
}
