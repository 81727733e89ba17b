/** What can be evaluated: the example company with its golden questions, or a folder with a company's own. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Reader } from '../core/reader.ts'
import { BUDGETS, type Budget, EXAMPLE_BUDGETS } from './budgets.ts'
import { buildCorpus, EVALUATOR } from './build-corpus.ts'
import { buildExamples, EXAMPLE_FILES, EXAMPLE_REP } from './build-examples.ts'
import type { CorpusSource } from './open-corpus.ts'

export interface Evaluation {
  readonly title: string
  /** Of the report's file. */
  readonly name: string
  readonly source: CorpusSource
  /** Files of questions. */
  readonly questions: readonly string[]
  readonly reader: Reader
  readonly budgets: readonly Budget[]
}

const GOLDEN = join(import.meta.dirname, 'golden')
/** Golden visit notes have a form of their own (notes/). */
const NOTES = 'notes.jsonl'

/**
 * Without a folder the example company. A folder holds monographs/ (products.csv, monographs.jsonl.gz) and
 * questions/rep-questions.dev.jsonl; `questions` names another file.
 */
export function chooseEvaluation(folder: string | undefined, questions: string | undefined): Evaluation {
  if (folder === undefined) {
    const own = readdirSync(GOLDEN).filter((name) => name.endsWith('.jsonl') && name !== NOTES)
    return {
      title: `the example company${questions === undefined ? '' : `, ${basename(questions)}`}`,
      name: questions === undefined ? 'examples' : basename(questions, '.jsonl'),
      source: { name: 'examples', files: EXAMPLE_FILES, build: buildExamples },
      questions: questions === undefined ? own.map((name) => join(GOLDEN, name)) : [questions],
      reader: EXAMPLE_REP,
      budgets: EXAMPLE_BUDGETS,
    }
  }
  const monographs = join(folder, 'monographs')
  const path = questions ?? join(folder, 'questions', 'rep-questions.dev.jsonl')
  return {
    title: basename(path),
    name: questions === undefined ? 'questions' : basename(path, '.jsonl'),
    source: { name: 'monographs', files: [monographs], build: (empty) => buildCorpus(empty, monographs) },
    questions: [path],
    reader: EVALUATOR,
    budgets: BUDGETS,
  }
}
