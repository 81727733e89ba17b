/**
 * How long the checks of a model's answer take: answers of several true sentences in other words than their quotes,
 * from the mutation suite, verified as draft-answer.ts verifies them.
 */
import { verifyComposition } from '../../assistant/guard/citations.ts'
import { trueTrials } from '../mutations/make-trials.ts'
import { hitOf } from '../mutations/run-mutations.ts'
import { exampleStatements, ownStatements } from '../mutations/source-statements.ts'
import { percentile } from '../summarise.ts'

export interface VerificationTime {
  readonly answers: number
  readonly sentences: number
  /** Milliseconds of an answer. */
  readonly p50: number
  readonly p95: number
}

const SENTENCES = 5
const SEED = 7
const EACH = 120
/** The compiler and the regular expressions are warm by then. */
const WARM_UP = 60

export function measureVerification(): VerificationTime {
  const trials = trueTrials([...ownStatements(), ...exampleStatements()], EACH, SEED)
  const answers = Array.from({ length: Math.floor(trials.length / SENTENCES) }, (_, at) =>
    // Every so-many-th: neighbours are of one kind.
    trials
      .filter((_trial, place) => place % Math.floor(trials.length / SENTENCES) === at)
      .slice(0, SENTENCES),
  )
  const times = answers.map((answer) => {
    const hits = answer.map((trial, at) => ({ ...hitOf(trial), passageId: at }))
    const sentences = answer.map((trial, at) => ({
      role: 'statement' as const,
      text: trial.sentence,
      citations: [{ passageId: at, quote: trial.quote }],
    }))
    const productIds = new Set(answer.map((trial) => trial.askedProductId))
    const started = performance.now()
    verifyComposition(sentences, { hits, productIds })
    return performance.now() - started
  })
  const counted = times.slice(WARM_UP)
  return {
    answers: counted.length,
    sentences: SENTENCES,
    p50: percentile(counted, 0.5),
    p95: percentile(counted, 0.95),
  }
}

export function showVerification({ answers, sentences, p50, p95 }: VerificationTime): string {
  return [
    '| answers | sentences of each | p50 ms | p95 ms |',
    '|---|---|---|---|',
    `| ${answers} | ${sentences} | ${p50.toFixed(2)} | ${p95.toFixed(2)} |`,
  ].join('\n')
}
