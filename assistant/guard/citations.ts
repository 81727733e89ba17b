/**
 * Verifies a composition before it is delivered, whoever composed it: every statement is cited, every quote
 * stands in the stored section of its passage, the passage is of a product that was asked about, and what
 * the statement says is what its own quotes say (check-sentence.ts). Fails closed: what is not proved is
 * left out. Whether the version is still in force is asked once more in the transaction that delivers.
 */
import { findQuote } from '../../core/text/find-quote.ts'
import { type Claim, readClaims } from '../../core/text/read-claims.ts'
import type { Hit } from '../../knowledge/retrieval.ts'
import type { ComposedSentence } from '../answer.ts'
import { checkSentence } from './check-sentence.ts'
import type { Fault, Finding, FindingKind } from './finding.ts'

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

export interface Verdict {
  /** Position among the statements of the composition. */
  readonly statement: number
  /** The first fault that was found. */
  readonly verdict: 'verified' | FindingKind
  readonly passageIds: readonly number[]
}

export interface Verification {
  readonly statements: readonly VerifiedStatement[]
  readonly verdicts: readonly Verdict[]
  /** Everything that was found, for a composer that can mend it; empty when all stands. */
  readonly findings: readonly Finding[]
}

export interface Evidence {
  /** What the composer was given. */
  readonly hits: readonly Hit[]
  /** Products that the question is about; a passage of a document without products is about none. */
  readonly productIds: ReadonlySet<string>
  /** What products are called, in the list or in the question, by id. */
  readonly names?: ReadonlyMap<string, readonly string[]>
}

/** Lead lines are not taken over: who renders writes them from the citations, so that they state nothing else. */
export type Verify = (sentences: readonly ComposedSentence[]) => Verification

const NO_NAMES: ReadonlyMap<string, readonly string[]> = new Map()

/**
 * Verifies against one evidence. A sentence that comes again with the same words and the same quotes has the verdict
 * that it was given, and no clause is read twice: a composer checks what it writes before it is checked here.
 */
export function createVerify(evidence: Evidence): Verify {
  const hits = new Map(evidence.hits.map((hit) => [hit.passageId, hit]))
  const given = new Map<string, Checked>()
  const readings = new Map<string, readonly Claim[]>()
  const read = (text: string): readonly Claim[] => {
    const claims = readings.get(text) ?? readClaims(text)
    readings.set(text, claims)
    return claims
  }
  return (sentences) =>
    verifyAll(sentences, (sentence) => {
      const key = JSON.stringify([
        sentence.text,
        sentence.citations.map(({ passageId, quote }) => [passageId, quote]),
      ])
      const checked = given.get(key) ?? verifyStatement(sentence, { hits, evidence, read })
      given.set(key, checked)
      return checked
    })
}

/** Verifies once. */
export function verifyComposition(sentences: readonly ComposedSentence[], evidence: Evidence): Verification {
  return createVerify(evidence)(sentences)
}

function verifyAll(
  sentences: readonly ComposedSentence[],
  check: (sentence: ComposedSentence) => Checked,
): Verification {
  const statements: VerifiedStatement[] = []
  const verdicts: Verdict[] = []
  const findings: Finding[] = []
  let lead = false
  for (const sentence of sentences) {
    if (sentence.role === 'lead') {
      lead = true
      continue
    }
    const { citations, faults } = check(sentence)
    verdicts.push({
      statement: verdicts.length,
      verdict: faults[0]?.kind ?? 'verified',
      passageIds: sentence.citations.map((citation) => citation.passageId),
    })
    findings.push(...faults.map((fault) => ({ ...fault, sentence: sentence.text })))
    if (faults.length > 0) continue
    statements.push({ text: sentence.text.trim(), citations, lead })
    lead = false
  }
  return { statements, verdicts, findings }
}

interface Checked {
  readonly citations: readonly VerifiedCitation[]
  readonly faults: readonly Fault[]
}

interface Source {
  readonly hits: ReadonlyMap<number, Hit>
  readonly evidence: Evidence
  readonly read: (text: string) => readonly Claim[]
}

function verifyStatement(sentence: ComposedSentence, { hits, evidence, read }: Source): Checked {
  const text = sentence.text.trim()
  if (text === '') return faulty({ kind: 'empty' })
  if (sentence.citations.length === 0) return faulty({ kind: 'uncited' })
  const citations: VerifiedCitation[] = []
  for (const { passageId, quote } of sentence.citations) {
    const hit = hits.get(passageId)
    if (hit === undefined) return faulty({ kind: 'unknown_passage', found: String(passageId) })
    if (hit.productIds.length > 0 && !hit.productIds.some((id) => evidence.productIds.has(id))) {
      return faulty({ kind: 'other_product', found: hit.title })
    }
    const place = findQuote(hit.sectionText, quote, hit.start)
    if (place === undefined) return faulty({ kind: 'not_verbatim', found: quote })
    citations.push({ hit, ...place, quote: hit.sectionText.slice(place.start, place.end) })
  }
  const quotes = citations.map(({ hit, start, end }) => ({
    sectionText: hit.sectionText,
    start,
    end,
    headings: [hit.title, hit.section, ...hit.path],
    productIds: hit.productIds,
  }))
  return { citations, faults: checkSentence({ text, quotes, names: evidence.names ?? NO_NAMES, read }) }
}

function faulty(fault: Fault): Checked {
  return { citations: [], faults: [fault] }
}
