/**
 * Verifies a delivered answer of a model once more, from what stands in the store and nothing that the way to it has
 * in memory: each paragraph with [n] marks against the sections that its citations name.
 */
import { verifyComposition } from '../assistant/guard/citations.ts'
import type { Database } from '../core/database.ts'
import type { Hit } from '../knowledge/retrieval.ts'

export interface Redelivered {
  readonly text: string
  readonly citations: readonly { readonly n: number; readonly quote: string }[]
}

/** `productIds` are those that the question was resolved to. Sentences that stand, of all of them. */
export async function verifyDelivered(
  database: Database,
  answerId: string,
  { text, citations }: Redelivered,
  productIds: readonly string[],
): Promise<{ readonly stand: number; readonly sentences: number }> {
  const sentences = citedParagraphs(text).map((paragraph) => ({
    text: paragraph.text,
    role: 'statement' as const,
    // The number of a citation serves for the id of its passage.
    citations: citations.flatMap(({ n, quote }) =>
      paragraph.marks.includes(n) ? [{ passageId: n, quote }] : [],
    ),
  }))
  const hits = await readHits(database, answerId)
  const names = await readNames(database, productIds)
  const { verdicts } = verifyComposition(sentences, { hits, productIds: new Set(productIds), names })
  return {
    stand: verdicts.filter(({ verdict }) => verdict === 'verified').length,
    sentences: sentences.length,
  }
}

/** What the assistant says itself has no marks. */
export function citedParagraphs(
  text: string,
): readonly { readonly text: string; readonly marks: readonly number[] }[] {
  return text.split('\n\n').flatMap((paragraph) => {
    const [tail = ''] = /(?:\s*\[\d+\])+\s*$/u.exec(paragraph) ?? []
    const marks = [...tail.matchAll(/\d+/gu)].map(([n]) => Number(n))
    return marks.length === 0
      ? []
      : [{ text: paragraph.slice(0, paragraph.length - tail.length).trim(), marks }]
  })
}

async function readHits(database: Database, answerId: string): Promise<readonly Hit[]> {
  const rows = await database.query
    .selectFrom('answer_citations as c')
    .innerJoin('sections as s', 's.id', 'c.section_id')
    .innerJoin('versions as v', 'v.id', 's.version_id')
    .innerJoin('documents as d', 'd.id', 'v.document_id')
    .leftJoin('document_products as p', 'p.document_id', 'd.id')
    .select(['c.n', 's.id', 's.heading', 's.path', 's.text', 'v.title', 'd.kind', 'p.product_id'])
    .where('c.answer_id', '=', answerId)
    .execute()
  return [...Map.groupBy(rows, (row) => row.n)].map(([n, [row, ...others]]): Hit => {
    const found = row!
    return {
      passageId: n,
      sectionId: found.id,
      versionId: '',
      documentId: '',
      kind: found.kind as Hit['kind'],
      title: found.title,
      effectiveFrom: null,
      section: found.heading,
      sectionCode: null,
      path: found.path,
      page: null,
      text: found.text,
      sectionText: found.text,
      start: 0,
      end: found.text.length,
      passageKind: 'prose',
      header: null,
      productIds: [found, ...others].flatMap((one) => one.product_id ?? []),
      score: 1,
    }
  })
}

async function readNames(
  database: Database,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (productIds.length === 0) return new Map()
  const rows = await database.query
    .selectFrom('products')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(productIds)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, [name]]))
}
