/**
 * `npm run eval -- DIR --sets [--limit QUERIES] [--corpus TEXTS]`: how well retrieval ranks, without any product's
 * help where texts belong to none, over the sets of DIR/retrieval, beside plain BM25 on the same texts. It guards
 * against losing what search knows of words; DIR/monographs gives product names. Large sets are sampled.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../../core/clock.ts'
import { createRetrieve } from '../../knowledge/retrieve.ts'
import { createBm25, type RankTexts } from '../bench/bm25.ts'
import { EVALUATOR } from '../build-corpus.ts'
import { readLines } from '../golden-question.ts'
import { openCorpus } from '../open-corpus.ts'
import { type RankScores, scoreRanking } from '../rank-scores.ts'
import { readSet, type SetQuery } from './read-set.ts'
import { chooseSetCorpus } from './set-corpus.ts'

export interface SetsRun {
  readonly folder: string
  /** Queries of each set. */
  readonly limit?: number | undefined
  /** Texts of each set. */
  readonly corpus?: number | undefined
  readonly fresh: boolean
  readonly out?: string | undefined
}

const QUERIES = 200
const TEXTS = 3000
const DEPTH = 10
/** Passages asked for, that ten texts may come of them. */
const PASSAGES = 40
/** nDCG@10 against BM25 on the same texts: less means that something was lost. */
const LEAST_SHARE = 0.9

const monograph = z.object({ id: z.string() })

interface SetResult {
  readonly name: string
  readonly queries: string
  readonly texts: string
  readonly ours: RankScores
  readonly plain: RankScores
  readonly medianMs: number
}

/** Whether retrieval is nowhere worse than plain BM25. */
export async function runSets(run: SetsRun): Promise<boolean> {
  const root = join(run.folder, 'retrieval')
  const size = { texts: run.corpus ?? TEXTS, queries: run.limit ?? QUERIES }
  const monographs = readMonographs(join(run.folder, 'monographs'))
  const results: SetResult[] = []
  for (const name of readdirSync(root).sort()) {
    const folder = join(root, name)
    const set = readSet(folder, size)
    const { source, rank: order } = chooseSetCorpus(set, folder, monographs)
    const database = await openCorpus(source, {
      databaseUrl: process.env['DATABASE_URL'] || undefined,
      fresh: run.fresh,
    })
    try {
      const embedder = { id: 'none/1', dimensions: 1, semantic: false, embed: async () => [] }
      const retrieve = createRetrieve({ database, embedder, clock: systemClock })
      const known = new Set(set.texts.map((one) => one._id))
      const times: number[] = []
      const ours = await scoreAll(set.queries, async (text) => {
        const started = performance.now()
        const found = await retrieve({
          text,
          reader: EVALUATOR,
          at: new Date(),
          history: [],
          limit: PASSAGES,
        })
        times.push(performance.now() - started)
        return [...new Set(order(found))].filter((id) => known.has(id)).slice(0, DEPTH)
      })
      const rank: RankTexts = createBm25(
        set.texts.map(({ _id, title, text }) => ({ key: _id, text: `${title}\n${text}` })),
      )
      const plain = await scoreAll(set.queries, async (text) => rank(text, DEPTH))
      times.sort((a, b) => a - b)
      results.push({
        name: set.name,
        queries: `${set.queries.length} of ${set.of.queries}`,
        texts: `${set.texts.length} of ${set.of.texts}`,
        ours,
        plain,
        medianMs: times[Math.floor(times.length / 2)] ?? 0,
      })
      console.log(row(results.at(-1)!))
    } finally {
      await database.close()
    }
  }
  const report = writeReport(results)
  console.log(`\n${report}`)
  const path = resolve(run.out ?? join(import.meta.dirname, '../reports/sets.md'))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, report)
  return results.every(isKept)
}

function readMonographs(folder: string) {
  const lines = readLines(join(folder, 'monographs.jsonl.gz')).map((line) => monograph.parse(line))
  return { folder, productIds: new Set(lines.map(({ id }) => id)) }
}

async function scoreAll(
  queries: readonly SetQuery[],
  rank: (text: string) => Promise<readonly string[]>,
): Promise<RankScores> {
  const scores: RankScores[] = []
  for (const { text, relevant } of queries) scores.push(scoreRanking(await rank(text), relevant))
  const mean = (measure: keyof RankScores) =>
    scores.reduce((sum, score) => sum + score[measure], 0) / Math.max(1, scores.length)
  return {
    recall1: mean('recall1'),
    recall5: mean('recall5'),
    recall10: mean('recall10'),
    ndcg10: mean('ndcg10'),
    reciprocalRank: mean('reciprocalRank'),
  }
}

const isKept = ({ ours, plain }: SetResult): boolean => ours.ndcg10 >= LEAST_SHARE * plain.ndcg10

function writeReport(results: readonly SetResult[]): string {
  return [
    '# Retrieval sets',
    '',
    '| set | queries | texts | recall@1 | recall@5 | recall@10 | nDCG@10 | BM25 recall@10 | BM25 nDCG@10 | median ms |',
    `|${'---|'.repeat(10)}`,
    ...results.map(row),
    '',
  ].join('\n')
}

function row(result: SetResult): string {
  const { name, queries, texts, ours, plain, medianMs } = result
  const short = (value: number) => value.toFixed(3)
  const cells = [
    queries,
    texts,
    short(ours.recall1),
    short(ours.recall5),
    short(ours.recall10),
    `${short(ours.ndcg10)} ${isKept(result) ? '✓' : '✗'}`,
    short(plain.recall10),
    short(plain.ndcg10),
    medianMs.toFixed(0),
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
