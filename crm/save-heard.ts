/**
 * What a confirmed note leaves besides visits: questions for the medical department become medical
 * information requests, word of the market becomes rows of its own. Each is written once.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { foldName } from '../core/text/normalize.ts'
import { openMedicalRequest } from './medical-request-store.ts'
import type { Visit } from './visit.ts'
import type { DraftIntel } from './visit-draft.ts'

/** Ids of the requests that were opened; a question that the visit asked before opens none. */
export async function saveMedicalQuestions(
  trx: Queryable,
  visit: { readonly visitId: string; readonly userId: string; readonly record: Visit },
  at: Date,
): Promise<readonly string[]> {
  const wanted = visit.record.questions.filter((one) => one.route === 'medical' && one.text.trim() !== '')
  if (wanted.length === 0) return []
  const there = await trx
    .selectFrom('medical_requests')
    .select('question')
    .where('visit_id', '=', visit.visitId)
    .execute()
  const asked = new Set(there.map((one) => one.question))
  const opened: string[] = []
  for (const { text } of wanted) {
    if (asked.has(text)) continue
    asked.add(text)
    opened.push(
      await openMedicalRequest(
        trx,
        {
          question: text,
          reason: 'visit_question',
          productIds: visit.record.products.map((one) => one.id).filter((id) => id !== null),
          requestedBy: visit.userId,
          answerId: null,
          visitId: visit.visitId,
          contactId: visit.record.contacts.find((one) => one.role === 'primary')?.id ?? null,
        },
        at,
      ),
    )
  }
  return opened
}

export async function saveIntel(
  trx: Queryable,
  heard: { readonly userId: string; readonly draftId: string; readonly visitId: string | null },
  intel: readonly DraftIntel[],
  at: Date,
): Promise<void> {
  for (const one of intel) {
    const competitor = await idOf(trx, 'competitors', one.competitor)
    const account = await idOf(trx, 'accounts', one.institution)
    await trx
      .insertInto('market_intel')
      .values({
        id: newId(),
        user_id: heard.userId,
        competitor_id: competitor,
        competitor: one.competitor,
        account_id: account,
        institution: one.institution,
        department: one.department,
        event_date: one.event_date,
        text: one.text,
        source: one.source,
        draft_id: heard.draftId,
        visit_id: heard.visitId,
        created_at: at,
      })
      .execute()
  }
}

/** By name or alias; null where nothing, or more than one, is called so. */
async function idOf(
  trx: Queryable,
  table: 'competitors' | 'accounts',
  name: string | null,
): Promise<string | null> {
  const key = foldName(name ?? '')
  if (key === '') return null
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where name_key = ${key} or ${key} = any (alias_keys) limit 2`.execute(
    trx,
  )
  return rows.length === 1 ? rows[0]!.id : null
}
