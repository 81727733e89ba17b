/**
 * `npm run eval [-- DIR] [--mode generated] [--questions FILE] [--limit N] [--out FILE] [--fresh] [--show ID,…]`:
 * golden questions, and how good the answers are (run-questions.ts). Without DIR the corpus is the example company,
 * whose golden notes are read as well; what DIR holds is in evaluation.ts.
 *
 * `--mutations [DIR] [--all]`  the verifier against wrong and true sentences (mutations/run-mutations.ts)
 * `--hostile [N]`              answers of a model that misbehaves, none of which may come through (hostile/run-hostile.ts)
 * `DIR --sets`                 retrieval sets of DIR/retrieval, by rank (sets/run-sets.ts)
 * `[DIR] --notes`              visit notes, field by field (notes/run-notes.ts)
 *
 * Exit code 1 when a budget is not kept.
 */
import { parseArgs } from 'node:util'
import { runHostile } from './hostile/run-hostile.ts'
import { runMutations } from './mutations/run-mutations.ts'
import { runNotes } from './notes/run-notes.ts'
import { runQuestions } from './run-questions.ts'
import { runSets } from './sets/run-sets.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mode: { type: 'string', default: 'built-in' },
    out: { type: 'string' },
    limit: { type: 'string' },
    questions: { type: 'string' },
    show: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    hostile: { type: 'boolean', default: false },
    sets: { type: 'boolean', default: false },
    notes: { type: 'boolean', default: false },
    corpus: { type: 'string' },
  },
})
process.exitCode = (await run()) ? 0 : 1

async function run(): Promise<boolean> {
  const { out, fresh } = options
  const [first] = positionals
  const limit = wholeNumber('--limit', options.limit)
  if (options.mutations) return runMutations({ folder: first, out, all: options.all })
  if (options.hostile) return runHostile({ answers: wholeNumber('--hostile', first), fresh, out })
  if (options.sets) {
    if (first === undefined) throw new Error('--sets needs the folder that holds retrieval/.')
    return runSets({ folder: first, corpus: wholeNumber('--corpus', options.corpus), limit, fresh, out })
  }
  if (options.notes) return runNotes({ folder: first, out, show: options.show?.split(',') ?? [] })
  const { mode, questions } = options
  if (mode !== 'built-in' && mode !== 'generated') throw new Error('--mode is built-in or generated.')
  const answered = await runQuestions({
    folder: first,
    questions,
    mode,
    limit,
    out,
    fresh,
    show: options.show?.split(',') ?? [],
  })
  if (first !== undefined || questions !== undefined || mode !== 'built-in') return answered
  return runNotes({}) && answered
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} takes a whole number.`)
  return Number(text)
}
