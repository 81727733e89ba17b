/**
 * The example company's customers: institutions, contacts, territories, rivals, plans and some months of
 * visits with their follow-ups. Days count back from the day of loading, so that a summary of last week always
 * has something in it; the same day gives the same data. All in one transaction of a few statements: it is
 * there whole or not at all.
 */
import { type Insertable, sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Tables } from '../core/tables.ts'
import { foldName } from '../core/text/normalize.ts'
import { EMPTY_ACCOUNT, mergeAccount } from '../crm/account.ts'
import { writeAccounts } from '../crm/account-store.ts'
import { EMPTY_CONTACT, mergeContact } from '../crm/contact.ts'
import { writeContacts } from '../crm/contact-store.ts'
import { ACCOUNT_KIND_WORDS, wordOf } from '../crm/crm-words.ts'
import { dayIn } from '../crm/day.ts'
import { writePlans } from '../crm/import-plans.ts'
import { periodAround } from '../crm/period.ts'
import { saveVisits } from '../crm/save-visits.ts'
import { type ExampleVisit, exampleVisit, followUpDay } from './example-visit.ts'
import { readExample } from './read-example.ts'

export interface LoadExampleCustomersDeps {
  readonly database: Database
  readonly clock: Clock
  /** The company's: what "today" is. */
  readonly timezone: string
}

/** Needs the example's people and products. Does nothing where a company has accounts already. */
export type LoadExampleCustomers = () => Promise<void>

interface Company {
  readonly competitors: readonly {
    readonly id: string
    readonly name: string
    readonly nameEn: string
    readonly rivals: readonly string[]
  }[]
  readonly accounts: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly aliases: readonly string[]
  }[]
  readonly contacts: readonly Contact[]
}

interface Contact {
  readonly id: string
  readonly name: string
  readonly accountId: string
  readonly department: string | null
  readonly title: string | null
  readonly tier: string | null
}

interface People {
  readonly territories: readonly {
    readonly userId: string
    readonly accountId: string
    readonly from: string
  }[]
}

interface Plans {
  readonly visitsPerMonth: Readonly<Record<string, number>>
  readonly monthsBefore: number
  readonly monthsAfter: number
}

export function createLoadExampleCustomers(deps: LoadExampleCustomersDeps): LoadExampleCustomers {
  return async () => {
    const company = await readExample<Company>('company.json')
    const { territories } = await readExample<People>('people.json')
    const plans = await readExample<Plans>('plans.json')
    const { visits } = await readExample<{ visits: readonly ExampleVisit[] }>('visits.json')
    await deps.database.transaction(async (trx) => {
      const { rows } = await sql`select id from accounts limit 1`.execute(trx)
      if (rows.length > 0) return
      const at = deps.clock.now()
      const today = dayIn(at, deps.timezone)
      await loadCustomers(trx, company, at)
      await loadTerritories(trx, territories, at)
      await writePlans(trx, monthlyPlans(plans, company.contacts, today), at)
      await loadVisits(trx, visits, { today, at, timezone: deps.timezone, company })
    })
  }
}

async function loadCustomers(trx: Queryable, company: Company, at: Date): Promise<void> {
  const departments = (accountId: string) =>
    company.contacts.flatMap((one) => (one.accountId === accountId ? (one.department ?? []) : []))
  await writeAccounts(
    trx,
    company.accounts.map(({ id, name, aliases, kind }) => ({
      id,
      body: mergeAccount(EMPTY_ACCOUNT, {
        name,
        aliases,
        kind: wordOf(ACCOUNT_KIND_WORDS, kind),
        city: '江城',
        departments: departments(id),
      }),
    })),
    at,
  )
  await writeContacts(
    trx,
    company.contacts.map(({ id, name, accountId, department, title, tier }) => ({
      id,
      body: mergeContact(EMPTY_CONTACT, { name, accountId, department, title, tier }),
    })),
    at,
  )
  await trx
    .insertInto('competitors')
    .values(
      company.competitors.map(({ id, name, nameEn, rivals }) => ({
        id,
        name,
        name_key: foldName(name),
        aliases: [nameEn],
        alias_keys: [foldName(nameEn)],
        product_ids: [...rivals],
        created_at: at,
        updated_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function loadTerritories(trx: Queryable, territories: People['territories'], at: Date): Promise<void> {
  await trx
    .insertInto('territories')
    .values(
      territories.map(({ userId, accountId, from }) => ({
        id: newId(),
        user_id: userId,
        account_id: accountId,
        from_on: from,
        created_at: at,
        updated_at: at,
      })),
    )
    .execute()
}

/** One plan a contact and month, around the month of today. */
function monthlyPlans(plans: Plans, contacts: readonly Contact[], today: string) {
  const months = Array.from({ length: plans.monthsBefore + 1 + plans.monthsAfter }, (_, index) => index)
    .map((index) => monthsAfter(today, index - plans.monthsBefore))
    .map((day) => periodAround(day, 'month'))
  return contacts.flatMap((contact) => {
    const target = plans.visitsPerMonth[contact.tier ?? '']
    if (target === undefined) return []
    return months.map((month) => ({
      id: newId(),
      body: { contactId: contact.id, userId: null, ...month, target },
    }))
  })
}

function monthsAfter(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

interface LoadContext {
  readonly today: string
  readonly at: Date
  readonly timezone: string
  readonly company: Company
}

async function loadVisits(
  trx: Queryable,
  visits: readonly ExampleVisit[],
  { today, at, timezone, company }: LoadContext,
): Promise<void> {
  const accounts = new Map(company.accounts.map((one) => [one.id, one.name]))
  const contacts = new Map(company.contacts.map((one) => [one.id, one.name]))
  const saved = visits.map((one) => ({
    one,
    id: newId(at.getTime()),
    record: exampleVisit(one, today, (id) => accounts.get(id) ?? contacts.get(id) ?? id),
  }))
  await saveVisits(
    trx,
    saved.map(({ one, id, record }) => ({
      id,
      externalId: one.id,
      source: 'import',
      userId: one.rep,
      record,
      note: one.note,
      changedBy: null,
      reason: 'example',
    })),
    at,
  )
  const tasks = saved.flatMap(({ one, id, record }) =>
    (one.followUps ?? []).map(
      (followUp, index): Insertable<Tables['tasks']> => ({
        id: newId(at.getTime()),
        user_id: one.rep,
        created_by: one.rep,
        kind: 'follow_up',
        text: followUp.text,
        due_on: followUpDay(record.date ?? today, followUp.dueAfterDays),
        precision: 'day',
        timezone,
        state: followUp.state,
        account_id: one.account,
        contact_id: Object.keys(one.contacts)[0] ?? null,
        product_ids: Object.keys(one.products ?? {}),
        visit_id: id,
        message_key: `${one.id}:${index}`,
        created_at: at,
        updated_at: at,
        closed_at: followUp.state === 'done' ? at : null,
      }),
    ),
  )
  await trx.insertInto('tasks').values(tasks).execute()
  // They were written down on the day of the visit, as they would have been.
  await sql`update visits set submitted_at = least(${at}::timestamptz, (visited_on + interval '18 hours') at time zone ${timezone})
    where external_id = any (${visits.map((one) => one.id)}::text[])`.execute(trx)
}
