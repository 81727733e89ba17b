/**
 * Reads a folder of difficult files: `node eval/files.ts DIR [--all]`; --all prints a line per file as it
 * ends. Every file must end in a parsed document or in a coded error, and the text of PDFs must hold what an
 * independent tool finds (measure below).
 * DIR holds the files, manifest.jsonl {file, kind} and, optionally, reference_text.jsonl.gz {file, text}.
 *
 * Coverage of a file = the share of the reference's character trigrams that the parsed text holds, counted
 * as a multiset after NFKC and without white space; running headers that were dropped count as missing.
 * References of fewer than 20 characters are left out: there one missing page number decides everything.
 * Exit code 1 when a file ends otherwise (`damaged` by a parser's own exception counts, with its reason
 * printed), or when the median coverage is below 0.95.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../core/errors.ts'
import { createParse } from '../ingest/parse.ts'
import type { ParsedDocument } from '../ingest/parsed-document.ts'

interface Outcome {
  readonly file: string
  readonly kind: string
  readonly outcome: string
  readonly ms: number
  readonly coverage?: number
  readonly note: string
}

const REQUIRED_MEDIAN = 0.95
const SHORTEST_REFERENCE = 20

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Usage: node eval/files.ts DIR')
  process.exit(2)
}

const references = new Map(readReferences(folder).map(({ file, text }) => [file, text]))
const parse = createParse({ children: 2 })
const queue = readLines<{ file: string; kind: string }>(readFileSync(join(folder, 'manifest.jsonl'), 'utf8'))
const total = queue.length
const verbose = process.argv.includes('--all')
const outcomes: Outcome[] = []
let peak = 0
const gauge = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 100)
await Promise.all([work(), work()])
clearInterval(gauge)
await parse.close()
process.exitCode = report(outcomes, peak) ? 0 : 1

async function work(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const outcome = await readFile(next.file, next.kind)
    outcomes.push(outcome)
    if (verbose || outcome.outcome === 'uncoded') printLine(outcome)
  }
}

async function readFile(file: string, kind: string): Promise<Outcome> {
  const started = performance.now()
  const bytes = readFileSync(join(folder as string, file))
  try {
    const parsed = await parse.parse({ bytes, fileName: file })
    const ms = performance.now() - started
    const text = textOf(parsed)
    const reference = references.get(file)
    const measured = reference === undefined || comparable(reference).length < SHORTEST_REFERENCE
    const note = [...new Set(parsed.warnings.map((warning) => warning.code))].join(' ')
    const outcome = text.trim() === '' ? 'parsed without text' : 'parsed'
    return { file, kind, outcome, ms, note, ...(measured ? {} : { coverage: coverage(reference, text) }) }
  } catch (error) {
    const ms = performance.now() - started
    if (!(error instanceof AppError)) return { file, kind, outcome: 'uncoded', ms, note: String(error) }
    const outcome = error.code === 'internal' ? 'uncoded' : error.code
    return { file, kind, outcome, ms, note: String(error.details['reason'] ?? '') }
  }
}

function printLine({ file, outcome, ms, coverage: share, note }: Outcome): void {
  const done = `${outcomes.length}/${total}`
  console.log(`${done}\t${outcome}\t${file}\t${Math.round(ms)} ms\t${share?.toFixed(3) ?? ''}\t${note}`)
}

function report(all: readonly Outcome[], peakBytes: number): boolean {
  console.log('\noutcome by kind')
  for (const [outcome, some] of grouped(all, (each) => each.outcome)) {
    const kinds = [...grouped(some, (each) => each.kind)].map(([kind, list]) => `${kind} ${list.length}`)
    console.log(`  ${outcome.padEnd(20)} ${String(some.length).padStart(4)}   ${kinds.join(', ')}`)
  }
  const shares = all.flatMap((each) =>
    each.kind === 'pdf' && each.coverage !== undefined ? [each.coverage] : [],
  )
  const sorted = shares.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1
  console.log(`\nPDF trigram coverage: median ${median.toFixed(3)} over ${shares.length}, lowest:`)
  const worst = all
    .filter((each) => each.coverage !== undefined)
    .toSorted((a, b) => (a.coverage ?? 0) - (b.coverage ?? 0))
  for (const each of worst.slice(0, 15))
    console.log(`  ${each.coverage?.toFixed(3)}  ${each.file}  ${each.note}`)
  console.log('\nslowest:')
  for (const each of all.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
    console.log(`  ${Math.round(each.ms)} ms  ${each.file}  ${each.outcome}`)
  const uncoded = all.filter((each) => each.outcome === 'uncoded').length
  console.log(
    `\n${all.length} files, ${uncoded} uncoded; peak resident memory of the parent ${Math.round(peakBytes / 1024 / 1024)} MB`,
  )
  return uncoded === 0 && median >= REQUIRED_MEDIAN
}

function textOf(parsed: ParsedDocument): string {
  return parsed.blocks
    .map((block) =>
      block.kind === 'table'
        ? [block.caption ?? '', ...block.header, ...block.rows.flatMap((row) => row.cells)].join(' ')
        : block.text,
    )
    .join('\n')
}

function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}

function coverage(reference: string, text: string): number {
  const wanted = trigrams(comparable(reference))
  const held = trigrams(comparable(text))
  let sum = 0
  let met = 0
  for (const [gram, count] of wanted) {
    sum += count
    met += Math.min(count, held.get(gram) ?? 0)
  }
  return sum === 0 ? 1 : met / sum
}

function trigrams(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const gram = text.slice(at, at + 3)
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, keyOf)
}

function readReferences(from: string): readonly { file: string; text: string }[] {
  try {
    return readLines(gunzipSync(readFileSync(join(from, 'reference_text.jsonl.gz'))).toString('utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readLines<T>(text: string): T[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as T]))
}
