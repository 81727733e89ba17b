/**
 * Every check that a generated answer must pass, as findings that its author can be told: those that hold for
 * every answer (guard/citations.ts), and those for words that are not quotes.
 */
import { quoteKey } from '../core/text/normalize.ts'
import type { ComposedAnswer } from '../prompts/compose-answer/schema.ts'
import type { ComposedSentence, ComposeRequest } from './answer.ts'
import { createVerify } from './guard/citations.ts'
import type { FindingKind } from './guard/finding.ts'
import { populationFault } from './guard/population.ts'
import { productNames } from './guard/product-names.ts'
import { wordingFault } from './guard/wording.ts'
import type { ReadSentence } from './read-composed.ts'

export interface Finding {
  /** Position among the sentences; -1: the answer as a whole. */
  readonly statement: number
  readonly fault: string
}

type Asked = Pick<ComposeRequest, 'question' | 'retrieval' | 'verdictOf'>
type VerdictOf = (sentence: ComposedSentence) => 'verified' | FindingKind

const MOST_SENTENCES = 8
const MOST_CITATIONS = 6
const LONGEST_SENTENCE = 400
/** Of one widened quote. */
const LONGEST_QUOTE = 800

/** As every answer is verified (draft-answer.ts), where nobody verifies for the composer. */
function ownVerdicts({ question, retrieval }: Asked): VerdictOf {
  const verify = createVerify({
    hits: retrieval.hits,
    productIds: new Set(retrieval.products.map((product) => product.productId)),
    names: productNames(question, retrieval),
  })
  return (sentence) => verify([sentence]).verdicts[0]?.verdict ?? 'uncited'
}

/** More than an answer can be: it is not worth reading, and reading it costs time. */
export function isTooLarge({ sentences }: ComposedAnswer): boolean {
  return (
    sentences.length > MOST_SENTENCES ||
    sentences.some(
      ({ text, citations }) =>
        text.length > LONGEST_SENTENCE ||
        citations.length > MOST_CITATIONS ||
        citations.some(({ passage, quote }) => passage.length > 20 || quote.length > LONGEST_QUOTE),
    )
  )
}

/** `builtIn` are the statements that the model was given to word. */
export function checkGenerated(
  sentences: readonly ReadSentence[],
  asked: Asked,
  builtIn: readonly ComposedSentence[],
): readonly Finding[] {
  const verdictOf = asked.verdictOf ?? ownVerdicts(asked)
  const findings: Finding[] = []
  for (const [statement, sentence] of sentences.entries()) {
    const verdict = verdictOf(sentence)
    const fault = verdict === 'verified' ? faultOf(sentence, verdictOf) : verdict
    if (fault !== null) findings.push({ statement, fault })
  }
  findings.push(...omissions(sentences, asked, builtIn))
  return findings.toSorted((a, b) => a.statement - b.statement)
}

const WARNS =
  /禁用|禁忌|禁止|不得|不应|不宜|不能|不可|避免|慎用|停用|停药|警告|\b(?:contraindicated|do not|must not|should not|avoid|caution|discontinue|warning)\b/iu

/**
 * A model may leave out what it finds beside the point, but no prohibition or warning that the built-in answer had,
 * and not all of that answer: true sentences about something else are no answer.
 */
function omissions(
  sentences: readonly ReadSentence[],
  { retrieval }: Asked,
  builtIn: readonly ComposedSentence[],
): readonly Finding[] {
  const sections = new Map(retrieval.hits.map((hit) => [hit.passageId, hit.sectionId]))
  const told = sentences.flatMap(({ citations }) => citations)
  const isTold = ({ passageId, quote }: (typeof told)[number]): boolean => {
    const key = quoteKey(quote)
    return told.some((one) => {
      const other = quoteKey(one.quote)
      const same = sections.get(one.passageId) === sections.get(passageId)
      return same && (other.includes(key) || key.includes(other))
    })
  }
  const held = builtIn.flatMap(({ citations }) => citations)
  if (!held.some(isTold)) return [{ statement: -1, fault: 'missing_answer' }]
  const warnings = held.filter(({ quote }) => WARNS.test(quote))
  return warnings.every(isTold) ? [] : [{ statement: -1, fault: 'missing_warning' }]
}

/** One citation alone must carry the sentence: quotes from several places can be put together to anything. */
function faultOf(sentence: ReadSentence, verdictOf: VerdictOf): string | null {
  if (sentence.citations.some(({ quote }) => quote.length > LONGEST_QUOTE)) return 'too_long'
  let first: string | null = null
  for (const { passageId, quotes } of sentence.cited) {
    const alone = { ...sentence, citations: quotes.map((quote) => ({ passageId, quote })) }
    // With one source the sentence has just been verified on it alone.
    const verdict = sentence.cited.length === 1 ? 'verified' : verdictOf(alone)
    const fault =
      wordingFault(sentence.text, quotes) ??
      (verdict === 'verified' ? null : verdict) ??
      populationFault(sentence.text, quotes)
    if (fault === null) return null
    first ??= fault
  }
  return first ?? 'uncited'
}
