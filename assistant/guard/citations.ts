/**
 * Verifies a composition before it is delivered, whoever composed it: every statement is cited, every quote
 * stands in the stored section of its passage, every number stands in the statement's own quotes, and the
 * passage is of a product that was asked about. Fails closed: what is not proved is left out.
 * Whether the version is still in force is asked once more in the transaction that delivers.
 */
import { findQuote } from '../../core/text/find-quote.ts'
import type { Hit } from '../../knowledge/retrieval.ts'
import type { ComposedSentence } from '../answer.ts'
import { unsupportedAmounts } from './numbers.ts'

export interface VerifiedCitation {
  readonly hit: Hit
  /** A stretch of `hit.sectionText`, at these UTF-16 offsets. */
  readonly quote: string
  readonly start: number
  readonly end: number
}

export interface VerifiedStatement {
  readonly text: string
  readonly citations: readonly VerifiedCitation[]
  /** The composer wants the line that names document and section above it. */
  readonly lead: boolean
}

export type Fault = 'empty' | 'uncited' | 'unknown_passage' | 'not_verbatim' | 'number' | 'other_product'

export interface Verdict {
  /** Position among the statements of the composition. */
  readonly statement: number
  readonly verdict: 'verified' | Fault
  readonly passageIds: readonly number[]
}

export interface Verification {
  readonly statements: readonly VerifiedStatement[]
  readonly verdicts: readonly Verdict[]
}

export interface Evidence {
  /** What the composer was given. */
  readonly hits: readonly Hit[]
  /** Products that the question is about; a passage of a document without products is about none. */
  readonly productIds: ReadonlySet<string>
}

/** Lead lines are not taken over: who renders writes them from the citations, so that they state nothing else. */
export function verifyComposition(sentences: readonly ComposedSentence[], evidence: Evidence): Verification {
  const hits = new Map(evidence.hits.map((hit) => [hit.passageId, hit]))
  const statements: VerifiedStatement[] = []
  const verdicts: Verdict[] = []
  let lead = false
  for (const sentence of sentences) {
    if (sentence.role === 'lead') {
      lead = true
      continue
    }
    const checked = verifyStatement(sentence, hits, evidence.productIds)
    const faulty = typeof checked === 'string'
    verdicts.push({
      statement: verdicts.length,
      verdict: faulty ? checked : 'verified',
      passageIds: sentence.citations.map((citation) => citation.passageId),
    })
    if (faulty) continue
    statements.push({ text: sentence.text.trim(), citations: checked, lead })
    lead = false
  }
  return { statements, verdicts }
}

function verifyStatement(
  sentence: ComposedSentence,
  hits: ReadonlyMap<number, Hit>,
  productIds: ReadonlySet<string>,
): readonly VerifiedCitation[] | Fault {
  if (sentence.text.trim() === '') return 'empty'
  if (sentence.citations.length === 0) return 'uncited'
  const verified: VerifiedCitation[] = []
  for (const { passageId, quote } of sentence.citations) {
    const hit = hits.get(passageId)
    if (hit === undefined) return 'unknown_passage'
    if (hit.productIds.length > 0 && !hit.productIds.some((id) => productIds.has(id))) return 'other_product'
    const place = findQuote(hit.sectionText, quote, hit.start)
    if (place === undefined) return 'not_verbatim'
    verified.push({ hit, ...place, quote: hit.sectionText.slice(place.start, place.end) })
  }
  const quotes = verified.map((citation) => citation.quote)
  return unsupportedAmounts(sentence.text, quotes).length > 0 ? 'number' : verified
}
