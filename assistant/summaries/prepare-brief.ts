/**
 * The brief before a visit: the facts of the customer's records, and passages in force that answer what the contact
 * objected to or asked, each as it stands in its document. Nothing is worded anew.
 */

import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { AppError } from '../../core/errors.ts'
import type { Reader } from '../../core/reader.ts'
import { type BriefPoint, briefContact, type ContactBrief } from '../../crm/brief-contact.ts'
import { coverageOf, coversContact } from '../../crm/coverage.ts'
import { dayIn } from '../../crm/day.ts'
import type { Retrieve } from '../../knowledge/retrieval.ts'

export interface BriefMaterial {
  /** What it answers: the visit where that was said, and the words. */
  readonly visitId: string
  readonly answers: string
  readonly documentId: string
  readonly versionId: string
  readonly title: string
  readonly section: string
  readonly page: number | null
  /** Verbatim; the beginning of the passage. */
  readonly quote: string
  readonly effectiveFrom: Date | null
  readonly url: string
}

export interface PreparedBrief extends ContactBrief {
  readonly materials: readonly BriefMaterial[]
}

export interface PrepareBriefDeps {
  readonly database: Database
  readonly clock: Clock
  readonly retrieve: Retrieve
  readonly mask: (text: string) => string
}

/** Throws `not_found`, also for a contact outside the reader's territory. */
export type PrepareBrief = (contactId: string, reader: Reader) => Promise<PreparedBrief>

/** What a document can answer; price and policy are for people. */
const ANSWERABLE = new Set(['efficacy', 'safety', 'evidence', 'convenience', 'kb'])
const MATERIALS = 3
const LONGEST_QUOTE = 160

export function createPrepareBrief(deps: PrepareBriefDeps): PrepareBrief {
  const { database, clock, retrieve, mask } = deps

  return async (contactId, reader) => {
    const at = clock.now()
    const coverage = await coverageOf(database.query, reader, at)
    const { rows } = await sql<{ id: string }>`select c.id from contacts c where c.id = ${contactId}
      and ${coversContact(coverage, sql.ref('c.id'), sql.ref('c.account_id'))}`.execute(database.query)
    const brief =
      rows.length === 0
        ? undefined
        : await briefContact(database.query, contactId, { today: dayIn(at, reader.timezone), mask })
    if (brief === undefined) throw new AppError('not_found', 'There is no such contact among yours.')
    return { ...brief, materials: await materialsFor(brief, reader, at) }
  }

  async function materialsFor(
    brief: ContactBrief,
    reader: Reader,
    at: Date,
  ): Promise<readonly BriefMaterial[]> {
    const points = [...brief.objections, ...brief.questions].filter((one) => ANSWERABLE.has(one.kind))
    const found: BriefMaterial[] = []
    for (const point of points.slice(0, MATERIALS)) {
      const material = await materialFor(point, reader, at)
      if (material !== undefined && found.every((one) => one.quote !== material.quote)) found.push(material)
    }
    return found
  }

  async function materialFor(
    point: BriefPoint,
    reader: Reader,
    at: Date,
  ): Promise<BriefMaterial | undefined> {
    const text = [point.product, point.text].filter(Boolean).join(' ')
    const fixed = point.productId === null ? {} : { productIds: [point.productId] }
    const { hits, products } = await retrieve({ text, reader, at, history: [], limit: 1, ...fixed })
    const hit = hits[0]
    // Without a product anything may be found, and nothing of it is meant.
    if (hit === undefined || (point.productId === null && products.length === 0)) return undefined
    return {
      visitId: point.visitId,
      answers: point.text,
      documentId: hit.documentId,
      versionId: hit.versionId,
      title: hit.title,
      section: hit.section,
      page: hit.page,
      quote: hit.text.length > LONGEST_QUOTE ? `${hit.text.slice(0, LONGEST_QUOTE)}…` : hit.text,
      effectiveFrom: hit.effectiveFrom,
      url: `/read/${hit.versionId}`,
    }
  }
}
