/**
 * A retrieval set: a folder with corpus.jsonl.gz {_id, title, text}, queries.dev.jsonl.gz {_id, text} and
 * qrels.dev.tsv (query-id, corpus-id, grade). A sample of a large one holds some queries, all that is relevant to
 * them, and others of the corpus, the same each time.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { readLines } from '../golden-question.ts'
import { seededRandom } from '../seeded-random.ts'

const text = z.object({
  _id: z.string(),
  title: z.string().default(''),
  text: z.string(),
  /** The product that a section belongs to; its id is then "product id#heading". */
  drug: z.string().optional(),
})
const query = z.object({ _id: z.string(), text: z.string() })

export type SetText = z.infer<typeof text>

export interface SetQuery {
  readonly id: string
  readonly text: string
  /** Corpus id -> grade above 0. */
  readonly relevant: ReadonlyMap<string, number>
}

export interface RetrievalSet {
  readonly name: string
  readonly texts: readonly SetText[]
  readonly queries: readonly SetQuery[]
  /** Of the whole set. */
  readonly of: { readonly texts: number; readonly queries: number }
}

export interface SampleSize {
  readonly texts: number
  readonly queries: number
}

const SEED = 20_261_125

/** Queries without anything relevant in the corpus are left out. Throws for a file that is not as said. */
export function readSet(folder: string, size: SampleSize): RetrievalSet {
  const texts = readLines(join(folder, 'corpus.jsonl.gz')).map((line) => text.parse(line))
  const ids = new Set(texts.map((one) => one._id))
  const judged = readJudgements(join(folder, 'qrels.dev.tsv'), ids)
  const queries = readLines(join(folder, 'queries.dev.jsonl.gz'))
    .map((line) => query.parse(line))
    .flatMap(({ _id, text: asked }): SetQuery[] => {
      const relevant = judged.get(_id)
      return relevant === undefined ? [] : [{ id: _id, text: asked, relevant }]
    })
  const random = seededRandom(SEED)
  const chosen = shuffle(queries, random).slice(0, size.queries)
  const wanted = new Set(chosen.flatMap(({ relevant }) => [...relevant.keys()]))
  const others = shuffle(
    texts.filter((one) => !wanted.has(one._id)),
    random,
  ).slice(0, Math.max(0, size.texts - wanted.size))
  const kept = new Set([...wanted, ...others.map((one) => one._id)])
  return {
    name: basename(folder),
    texts: texts.filter((one) => kept.has(one._id)),
    queries: chosen,
    of: { texts: texts.length, queries: queries.length },
  }
}

function readJudgements(
  path: string,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const judged = new Map<string, Map<string, number>>()
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [asked = '', id = '', grade = ''] = line.trim().split('\t')
    if (!ids.has(id) || !(Number(grade) > 0)) continue
    const grades = judged.get(asked) ?? new Map<string, number>()
    judged.set(asked, grades.set(id, Number(grade)))
  }
  return judged
}

function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
