/** Planned visits as the appointments that they are in a CRM's calendar, also after they took place. */
import { sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { momentIn } from '../../core/wall-clock.ts'
import type { AppointmentToPush } from './remote-crm.ts'
import { resolveRefs } from './resolve-refs.ts'

export interface BuiltAppointment {
  readonly id: string
  readonly actor: string | undefined
  readonly body: AppointmentToPush
}

interface Row {
  readonly id: string
  readonly user_id: string
  readonly locale: Locale
  readonly timezone: string
  readonly visited_on: string
  readonly visited_at: string | null
  readonly status: string
  readonly account_id: string | null
  readonly account_name: string | null
  readonly contact_ids: readonly string[]
  readonly people: string | null
  readonly duration_min: number | null
  readonly updated_at: Date
}

/** An appointment over there has to have a beginning and an end: where the rep gave no hour, these stand in. */
const HOURS: readonly (readonly [RegExp, string])[] = [
  [/^\d{2}:\d{2}$/u, ''],
  [/晚|夜|evening|night/iu, '19:00'],
  [/下午|afternoon|pm/iu, '14:00'],
  [/中午|noon/iu, '12:00'],
]
const OTHERWISE = '09:00'
const MINUTES = 60

/** Ids that are no visits are left out. */
export async function buildAppointments(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly BuiltAppointment[]> {
  const { rows } = await sql<Row>`
    select v.id, v.user_id, u.locale, u.timezone, v.visited_on, v.visited_at, v.status, v.account_id,
      v.account_name, v.contact_ids, v.duration_min, v.updated_at,
      (select string_agg(c.name, ', ' order by c.position) from visit_contacts c
        where c.visit_id = v.id and c.role in ('primary', 'attendee')) as people
    from visits v join users u on u.id = v.user_id
    where v.id = any (${[...ids]}::text[])`.execute(db)
  const refs = await resolveRefs(db, {
    user: rows.map((row) => row.user_id),
    account: rows.map((row) => row.account_id),
    contact: rows.flatMap((row) => row.contact_ids),
  })
  return rows.map((row) => {
    const start = momentIn(row.visited_on, hourOf(row.visited_at), row.timezone)
    const minutes = row.duration_min !== null && row.duration_min > 0 ? row.duration_min : MINUTES
    return {
      id: row.id,
      actor: refs.actorOf(row.user_id),
      body: {
        subject: message(row.locale, 'calendar_visit', {
          people: row.people ?? row.account_name ?? '',
        }).trim(),
        start,
        end: new Date(start.getTime() + minutes * 60_000),
        status: row.status === 'planned' ? 'open' : row.status === 'completed' ? 'done' : 'cancelled',
        owner: refs.must('user', row.user_id),
        account: refs.of('account', row.account_id),
        contacts: row.contact_ids.flatMap((id) => refs.of('contact', id) ?? []),
        location: row.account_name,
        visitId: row.id,
        updatedAt: row.updated_at,
      },
    }
  })
}

function hourOf(time: string | null): string {
  if (time === null) return OTHERWISE
  const found = HOURS.find(([pattern]) => pattern.test(time))
  return found === undefined ? OTHERWISE : found[1] || time
}
