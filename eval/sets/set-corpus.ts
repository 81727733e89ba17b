/**
 * A retrieval set as a corpus of the product. What can be a label becomes one: sections that name their product, or
 * texts that are the monographs of a company's product list. Other texts are literature that belongs to no product.
 */
import { join } from 'node:path'
import { systemClock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { quoteKey } from '../../core/text/normalize.ts'
import { withPassages } from '../../ingest/passage.ts'
import { createProductStore } from '../../knowledge/products.ts'
import type { Retrieval } from '../../knowledge/retrieval.ts'
import { buildCorpus, createEvaluator, storeInForce, storeLabel } from '../build-corpus.ts'
import type { CorpusSource } from '../open-corpus.ts'
import type { RetrievalSet, SetText } from './read-set.ts'

export interface SetCorpus {
  readonly source: CorpusSource
  /** Ids of the set's texts, best first, as what was retrieved has them. */
  readonly rank: (found: Retrieval) => readonly string[]
}

/** A list of products that is a little older or newer than the set is the set's all the same. */
const MOST_KNOWN = 0.9
/** Texts of one document of literature. */
const PER_DOCUMENT = 200

/** `monographs` is the folder of the company's labels and products, `productIds` who is in it. */
export function chooseSetCorpus(
  set: RetrievalSet,
  folder: string,
  monographs: { readonly folder: string; readonly productIds: ReadonlySet<string> },
): SetCorpus {
  const known = set.texts.filter((one) => monographs.productIds.has(one._id)).length
  if (known >= set.texts.length * MOST_KNOWN) {
    return {
      source: {
        name: 'monographs',
        files: [monographs.folder],
        build: (database) => buildCorpus(database, monographs.folder),
      },
      // A name alone asks for its product; there is no word to rank passages by.
      rank: ({ products, hits }) => [
        ...products.map((product) => product.productId),
        ...hits.flatMap((hit) => hit.productIds),
      ],
    }
  }
  const source = (build: CorpusSource['build']): CorpusSource => ({
    name: `set_${set.name}_${set.texts.length}_${set.queries.length}`,
    files: [join(folder, 'corpus.jsonl.gz'), join(import.meta.dirname, 'set-corpus.ts')],
    build,
  })
  if (set.texts.every((one) => one.drug !== undefined && one._id.includes('#'))) {
    return {
      source: source((database) => storeSections(database, set.texts)),
      rank: ({ hits }) => hits.flatMap((hit) => hit.productIds.map((id) => `${id}#${hit.section}`)),
    }
  }
  const ids = Map.groupBy(set.texts, (one) => quoteKey(one.text))
  return {
    source: source((database) => storeTexts(database, set.texts)),
    rank: ({ hits }) =>
      hits.flatMap((hit) => (ids.get(quoteKey(hit.sectionText)) ?? []).map((one) => one._id)),
  }
}

async function storeSections(database: Database, texts: readonly SetText[]): Promise<void> {
  await createEvaluator(database)
  const products = createProductStore({ database, clock: systemClock })
  for (const [id, sections] of Map.groupBy(texts, (one) => one._id.split('#')[0]!)) {
    const name = sections[0]!.drug!
    await products.create({ id, name }, null)
    const byHeading = sections.map((one) => [one._id.slice(id.length + 1), one.text] as const)
    await storeLabel(database, { id, name, sections: Object.fromEntries(byHeading) })
  }
}

async function storeTexts(database: Database, texts: readonly SetText[]): Promise<void> {
  await createEvaluator(database)
  for (let start = 0; start < texts.length; start += PER_DOCUMENT) {
    const some = texts.slice(start, start + PER_DOCUMENT)
    const sections = await withPassages(
      some.map(({ title, text }) => ({
        heading: title,
        code: null,
        path: [],
        text,
        pageFrom: null,
        pageTo: null,
        spans: [{ start: 0, end: text.length, page: null, kind: 'prose' as const, header: null }],
      })),
    )
    await storeInForce(database, {
      kind: 'literature',
      name: `texts-${start}`,
      title: `Texts ${start / PER_DOCUMENT + 1}`,
      productIds: [],
      bytes: Buffer.from(some.map((one) => one.text).join('\n')),
      extraction: { mediaType: 'text/plain', pageCount: null, language: null, title: null, sections },
    })
  }
}
