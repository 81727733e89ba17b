/** The numbers of the week that is over, in a few lines for the manager's phone; null where there is nothing to tell. */
import type { Queryable } from '../core/database.ts'
import { type MessageKey, message } from '../core/messages.ts'
import type { Role } from '../core/reader.ts'
import { addDays, dayIn } from './day.ts'
import type { DueReminder } from './due-reminder.ts'
import { summariseScope } from './summarise-visits.ts'
import { visitScopeOf } from './visit-scope.ts'

const REPS = 10
const TOPICS = 3

export async function sayWeeklySummary(
  trx: Queryable,
  { userId, locale, timezone, dueAt }: DueReminder,
  now: Date,
): Promise<string | null> {
  const user = await trx
    .selectFrom('users')
    .select('roles')
    .where('id', '=', userId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (user === undefined) return null
  // The Monday it is due on ends the week it is about, however late it is brought.
  const monday = dayIn(dueAt, timezone)
  const [from, to] = [addDays(monday, -7), addDays(monday, -1)]
  const person = { userId, roles: user.roles as Role[], timezone }
  const scope = await visitScopeOf(trx, person, { from, to }, now)
  // No quotes in a push message: nothing to mask.
  const summary = await summariseScope(trx, scope, { to, mask: () => '' })
  if (summary.total.n === 0 && summary.overdue.n === 0 && summary.safetyCases.n === 0) return null
  const say = (key: MessageKey, params: Readonly<Record<string, string | number>> = {}) =>
    message(locale, key, params)
  const list = (items: readonly string[]) => items.join(say('sum_list_comma'))
  const status = list(
    summary.byStatus.map((one) => `${say(`visit_status_${one.status}` as MessageKey)} ${one.n}`),
  )
  const share = (part: number, whole: number) => `${Math.round((part / whole) * 100)}%`
  const { overdue, safetyCases } = summary
  return [
    say('weekly_head', { from, to }),
    say('sum_total', { n: summary.total.n, completed: summary.total.completed, status }),
    ...summary.tiers
      .filter((one) => one.contacts > 0)
      .map((one) =>
        say('weekly_tier', {
          tier: one.tier === '' ? say('sum_no_tier') : one.tier,
          visited: one.visited,
          contacts: one.contacts,
          rate: share(one.visited, one.contacts),
          calls: one.planned === 0 ? one.calls : `${one.plannedCalls}/${Math.round(one.expected * 10) / 10}`,
        }),
      ),
    ...summary.reps.slice(0, REPS).map((one) => `- ${one.name} ${one.completed}`),
    ...(summary.topics.length === 0
      ? []
      : [
          say('sum_topics', {
            list: list(
              summary.topics
                .slice(0, TOPICS)
                .map((one) => `${say(`topic_${one.topic}` as MessageKey)} ${one.n}`),
            ),
          }),
        ]),
    ...(overdue.n === 0
      ? []
      : [
          say('sum_overdue', { n: overdue.n, list: list(overdue.reps.map((one) => `${one.name} ${one.n}`)) }),
        ]),
    ...(safetyCases.n === 0
      ? []
      : [say('sum_cases', { n: safetyCases.n, serious: safetyCases.serious, late: safetyCases.late })]),
  ].join('\n')
}
