/**
 * Somebody leaves: territory, open tasks, planned visits and open drafts become another's in one transaction, and
 * the new person gets a brief of every contact. What is past stays with whom it was. A second call moves what has
 * come since and repeats nothing.
 */
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import { addNotifications } from '../core/notifications.ts'
import type { Locale, Role } from '../core/reader.ts'
import { peopleOf } from './coverage.ts'
import { dayIn } from './day.ts'
import { listPromises, type PromiseLine } from './promise-ledger.ts'
import { refused } from './refused.ts'
import { toTask } from './task.ts'
import { planReminders } from './task-reminders.ts'
import { transferTerritories } from './transfer-territories.ts'

export interface HandOverContact {
  readonly contactId: string
  readonly name: string
  readonly account: string
  readonly tier: string | null
  readonly lastVisitId: string | null
  readonly lastOn: string | null
  readonly attitude: string | null
  readonly promises: readonly PromiseLine[]
}

export interface HandOverBrief {
  readonly fromUser: string
  readonly toUser: string
  readonly on: string
  readonly accountIds: readonly string[]
  readonly taskIds: readonly string[]
  readonly visitIds: readonly string[]
  readonly draftIds: readonly string[]
  readonly contacts: readonly HandOverContact[]
}

export interface HandOverPerson {
  readonly userId: string
  readonly roles: readonly Role[]
}

/** Throws `invalid_input`, and `forbidden` where one of the two is in none of the own teams. */
export type HandOver = (fromUser: string, toUser: string, by: HandOverPerson) => Promise<HandOverBrief>

export function createHandOver(deps: { readonly database: Database; readonly clock: Clock }): HandOver {
  return (fromUser, toUser, by) =>
    deps.database.transaction(async (trx) => {
      const at = deps.clock.now()
      if (fromUser === toUser) throw refused('toUser', 'Somebody else takes over.')
      const users = await lockUsers(trx, fromUser, toUser)
      await mayMove(trx, by, [fromUser, toUser])
      const to = users.get(toUser)!
      const on = dayIn(at, to.timezone)
      const transfer = { fromUserId: fromUser, toUserId: toUser, on, actorId: by.userId }
      const territory = await transferTerritories(trx, transfer, at)
      const taskIds = await moveTasks(trx, fromUser, toUser, at)
      const visitIds = await moveVisits(trx, { fromUser, toUser, teamId: to.team_id, on, at, by: by.userId })
      const draftIds = await moveDrafts(trx, fromUser, toUser, at)
      const contacts = await briefs(trx, territory, { fromUser, toUser, today: on })
      await recordAudit(trx, {
        at,
        actorId: by.userId,
        action: 'user.hand_over',
        subjectKind: 'user',
        subjectId: fromUser,
        detail: { toUser, tasks: taskIds.length, visits: visitIds.length, drafts: draftIds.length },
      })
      if (contacts.length + taskIds.length + visitIds.length > 0) {
        const text = message(to.locale as Locale, 'handover_notice', {
          from: users.get(fromUser)!.name,
          contacts: contacts.length,
          tasks: taskIds.length,
          visits: visitIds.length,
        })
        await addNotifications(
          trx,
          [{ kind: 'handover', userId: toUser, subjectId: fromUser, text, dueAt: at }],
          at,
        )
      }
      return {
        fromUser,
        toUser,
        on,
        accountIds: territory.accountIds,
        taskIds,
        visitIds,
        draftIds,
        contacts,
      }
    })
}

async function lockUsers(trx: Queryable, fromUser: string, toUser: string) {
  const rows = await trx
    .selectFrom('users')
    .select(['id', 'name', 'team_id', 'timezone', 'locale', 'state'])
    .where('id', 'in', [fromUser, toUser])
    .orderBy('id')
    .forShare()
    .execute()
  const users = new Map(rows.map((row) => [row.id, row]))
  if (!users.has(fromUser)) throw refused('fromUser', `There is no user "${fromUser}".`)
  if (users.get(toUser)?.state !== 'active') throw refused('toUser', `There is no active user "${toUser}".`)
  return users
}

async function mayMove(trx: Queryable, by: HandOverPerson, userIds: readonly string[]): Promise<void> {
  if (by.roles.includes('admin')) return
  const people = await peopleOf(trx, by)
  if (by.roles.includes('manager') && people.kind === 'people') {
    if (userIds.every((id) => people.userIds.includes(id))) return
  }
  throw new AppError('forbidden', 'A manager hands over between people of the own teams.')
}

/** With what each reminds of; a message's key stays with the one it was written by. */
async function moveTasks(
  trx: Queryable,
  fromUser: string,
  toUser: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await trx
    .updateTable('tasks')
    .set({ user_id: toUser, message_key: sql<string | null>`message_key || ' of ' || id`, updated_at: at })
    .where('user_id', '=', fromUser)
    .where('state', '=', 'open')
    .returningAll()
    .execute()
  const tasks = rows.map(toTask).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const task of tasks) await planReminders(trx, task, at)
  return tasks.map((task) => task.id)
}

interface VisitMove {
  readonly fromUser: string
  readonly toUser: string
  readonly teamId: string | null
  readonly on: string
  readonly at: Date
  readonly by: string
}

/** What is still to come, without the draft, which is its writer's for ever. The record says nothing of whose it is: its new revision tells when and by whom. */
async function moveVisits(trx: Queryable, move: VisitMove): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with moved as (
      update visits set user_id = ${move.toUser}, team_id = ${move.teamId}, draft_id = null, revision = revision + 1,
        updated_at = ${move.at}
      where user_id = ${move.fromUser} and status = 'planned' and visited_on >= ${move.on}::date
      returning id, revision),
    revised as (
      insert into visit_revisions (visit_id, revision, record, evidence, note, names, changed_by, reason, created_at)
      select m.id, m.revision, r.record, r.evidence, r.note, r.names, ${move.by}, 'handover', ${move.at}
      from moved m join visit_revisions r on r.visit_id = m.id and r.revision = m.revision - 1)
    select id from moved order by id`.execute(trx)
  const ids = rows.map((row) => row.id)
  await sql`update reminders set user_id = ${move.toUser}
    where state = 'waiting' and visit_id = any (${ids}::text[])`.execute(trx)
  return ids
}

/** A draft is its writer's conversation no more; the new person opens it by the id that the brief gives. */
async function moveDrafts(
  trx: Queryable,
  fromUser: string,
  toUser: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await trx
    .updateTable('visit_drafts')
    .set({
      user_id: toUser,
      conversation_id: null,
      message_key: sql<string | null>`message_key || ' of ' || id`,
      updated_at: at,
    })
    .where('user_id', '=', fromUser)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.map((row) => row.id).toSorted()
}

async function briefs(
  trx: Queryable,
  territory: { readonly accountIds: readonly string[]; readonly contactIds: readonly string[] },
  { fromUser, toUser, today }: { readonly fromUser: string; readonly toUser: string; readonly today: string },
): Promise<readonly HandOverContact[]> {
  const { rows } = await sql<Omit<HandOverContact, 'promises'>>`
    select c.id as "contactId", c.name, a.name as account, c.tier, l.id as "lastVisitId", l.day as "lastOn", l.attitude
    from contacts c join accounts a on a.id = c.account_id
    left join lateral (
      select v.id, v.visited_on::text as day, m.attitude from visit_contacts m join visits v on v.id = m.visit_id
      where m.contact_id = c.id and m.role in ('primary', 'attendee') and v.status = 'completed'
      order by v.visited_on desc, v.id desc limit 1) l on true
    where c.state = 'active' and (c.account_id = any (${[...territory.accountIds]}::text[])
      or c.id = any (${[...territory.contactIds]}::text[]))
    order by c.tier nulls last, c.id`.execute(trx)
  const promises = await listPromises(trx, { userIds: [fromUser, toUser], today, limit: 5000 })
  const open = Map.groupBy(
    promises.filter((one) => one.state !== 'kept'),
    (one) => one.contactId,
  )
  return rows.map((row) => ({ ...row, promises: (open.get(row.contactId) ?? []).slice(0, 10) }))
}
