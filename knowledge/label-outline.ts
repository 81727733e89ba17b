/**
 * What the labels in force of given products hold: their coded sections, and the text of the two that the
 * guards read (indications: what is covered; dosage: how it is given). One round trip.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { inForceAt, readableBy } from './in-force.ts'
import type { Hit } from './retrieval.ts'
import { type CandidateRow, toCandidate } from './search.ts'

export interface LabelOutline {
  readonly productId: string
  /** Canonical codes of the sections that hold text, in the order of the label. */
  readonly codes: readonly string[]
  /** Sections of indications, each as a hit of its first passage. */
  readonly indications: readonly Hit[]
  /** Texts of the dosage sections. */
  readonly usage: readonly string[]
}

/** A name can mean the products of many manufacturers; more than these no answer names. */
const MOST_PRODUCTS = 12

/** One entry for each product that has a label in force for this reader, in the order given. */
export async function readLabelOutlines(
  db: Queryable,
  productIds: readonly string[],
  reader: Reader,
  at: Date,
): Promise<readonly LabelOutline[]> {
  const asked = [...new Set(productIds)].slice(0, MOST_PRODUCTS)
  if (asked.length === 0) return []
  const { rows } = await sql<CandidateRow & { readonly product_id: string }>`/* prepared:label_outlines */
    select dp.product_id, p.id, s.id as section_id, v.id as version_id, v.document_id, d.kind, v.title,
      v.effective_from, s.heading, s.code, s.path, p.page,
      case when s.code = 'indications' then p.text else '' end as text,
      case when s.code in ('indications', 'dosage') then s.text else '' end as section_text,
      p.start_offset, p.end_offset, p.kind as passage_kind, p.header,
      array(select x.product_id from document_products x where x.document_id = v.document_id order by 1) as product_ids,
      -1 as "group", 0 as lexical, 0 as prior, null::float8 as similarity
    from document_products dp
    join documents d on d.id = dp.document_id and d.kind = 'label'
    join versions v on v.document_id = d.id
    join sections s on s.version_id = v.id and s.code is not null
    cross join lateral (select * from passages p where p.section_id = s.id order by p.ordinal limit 1) p
    where dp.product_id = any (${asked}::text[]) and ${inForceAt(at)} and ${readableBy(reader)}
    order by v.id, s.ordinal`.execute(db)
  return asked.flatMap((productId) => {
    const own = rows.filter((row) => row.product_id === productId)
    if (own.length === 0) return []
    return [
      {
        productId,
        codes: [...new Set(own.map((row) => row.code!))],
        indications: own.filter((row) => row.code === 'indications').map(toHit),
        usage: own.filter((row) => row.code === 'dosage').map((row) => row.section_text),
      },
    ]
  })
}

function toHit(row: CandidateRow): Hit {
  const {
    group: _group,
    lexical: _lexical,
    prior: _prior,
    similarity: _similarity,
    ...hit
  } = toCandidate(row)
  return { ...hit, score: 0 }
}
