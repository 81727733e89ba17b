/**
 * What one asked question is worth, measure by measure. A measure that does not apply to a question is
 * absent, so that means are taken over those that it applies to. Pure.
 */
import { quoteKey } from '../core/text/normalize.ts'
import type { Asked, WordedBy } from './ask.ts'

/** Shares are 0..1 (yes is 1), lengths are characters, times are milliseconds. */
export interface Score {
  readonly rightProduct?: number
  readonly recall1?: number
  readonly recall5?: number
  readonly recall10?: number
  readonly reciprocalRank?: number
  readonly strictRecall1?: number
  readonly strictRecall5?: number
  readonly allSpans?: number
  readonly spanShare?: number
  readonly quotedLength?: number
  readonly answerLength?: number
  readonly outcome: number
  readonly refused?: number
  readonly falselyRefused?: number
  readonly restrictedFound?: number
  readonly safetyFound?: number
  /** An answer or case that nothing called for. */
  readonly falseAlarm?: number
  readonly verbatim?: number
  /** All that must be said is said; nothing is said that must not be. */
  readonly said?: number
  readonly unsaid?: number
  readonly retrieveMs: number
  readonly answerMs: number
  /** The rest only where a model was asked: its words were delivered; its first draft stood as a whole. */
  readonly worded?: number
  readonly firstDraft?: number
  /** Share of the sentences of the first draft that the verifier lets stand. */
  readonly faithful?: number
  /** Share of the delivered sentences that stand when they are verified once more from the store. */
  readonly delivered?: number
  readonly promptTokens?: number
  readonly completionTokens?: number
  /** In the currency of the configured prices. */
  readonly cost?: number
  readonly modelMs?: number
  /** Whole answer without the model's part. */
  readonly aroundModelMs?: number
}

export type Measure = keyof Score

export interface ScoredQuestion {
  readonly asked: Asked
  readonly score: Score
}

export function scoreAsked(asked: Asked): Score {
  const { question } = asked
  const positives = new Set([...question.relevant, ...question.acceptable])
  const { expect } = question
  return {
    ...(question.drugs.length > 0 ? { rightProduct: rightProduct(asked) } : {}),
    ...(positives.size > 0 ? retrievalScore(asked, positives) : {}),
    ...answerScore(asked),
    ...wordScore(asked),
    outcome: asked.kind === expect ? 1 : 0,
    ...(expect === 'no_evidence' ? { refused: asked.kind === 'no_evidence' ? 1 : 0 } : {}),
    ...(expect === 'answered' || expect === 'safety'
      ? { falselyRefused: asked.kind === 'no_evidence' || asked.kind === 'restricted' ? 1 : 0 }
      : {}),
    ...(expect === 'restricted' ? { restrictedFound: asked.kind === 'restricted' ? 1 : 0 } : {}),
    ...(expect === 'safety'
      ? { safetyFound: asked.kind === 'safety' ? 1 : 0 }
      : { falseAlarm: asked.kind === 'safety' ? 1 : 0 }),
    retrieveMs: asked.retrieveMs,
    answerMs: asked.answerMs,
    ...(asked.worded === null ? {} : modelScore(asked.worded, asked.answerMs)),
  }
}

function modelScore({ generation, calls, delivered }: WordedBy, answerMs: number) {
  const worded = generation.outcome === 'generated'
  const first = generation.findings.filter((finding) => finding.attempt === 1)
  const drafted = calls[0]?.sentences ?? 0
  const faulty = new Set(first.flatMap(({ statement }) => (statement < 0 ? [] : [statement]))).size
  const modelMs = calls.reduce((sum, call) => sum + call.milliseconds, 0)
  return {
    worded: worded ? 1 : 0,
    firstDraft: worded && generation.attempts === 1 ? 1 : 0,
    ...(drafted > 0 ? { faithful: 1 - faulty / drafted } : {}),
    ...(delivered === null || delivered.sentences === 0
      ? {}
      : { delivered: delivered.stand / delivered.sentences }),
    promptTokens: generation.usage.promptTokens,
    completionTokens: generation.usage.completionTokens,
    ...(generation.cost === null ? {} : { cost: generation.cost }),
    modelMs,
    aroundModelMs: answerMs - modelMs,
  }
}

/**
 * All products that the answer is about were recognised, and the first section found is of one of them; a
 * section of a document about several has the document's title for its owner and counts as right.
 */
function rightProduct({ question, products, sections, owners }: Asked): number {
  const known = question.drugs.every((id) => products.includes(id))
  const first = sections[0]?.split('#')[0]
  const right = first === undefined || !owners.has(first) || question.drugs.includes(first)
  return known && right ? 1 : 0
}

function retrievalScore({ question, sections }: Asked, positives: ReadonlySet<string>) {
  const rank = (wanted: ReadonlySet<string>) => sections.findIndex((key) => wanted.has(key)) + 1
  const within = (place: number, most: number) => (place > 0 && place <= most ? 1 : 0)
  const place = rank(positives)
  const strict = rank(new Set(question.relevant))
  return {
    recall1: within(place, 1),
    recall5: within(place, 5),
    recall10: within(place, 10),
    reciprocalRank: place > 0 && place <= 10 ? 1 / place : 0,
    strictRecall1: within(strict, 1),
    strictRecall5: within(strict, 5),
  }
}

function answerScore({ question, quotes, text, kind }: Asked) {
  const answers = question.expect === 'answered' || question.expect === 'safety'
  const spans = question.answer_spans
  const keys = quotes.map((quote) => quoteKey(quote.text))
  const found = spans.filter((span) => isQuoted(span, keys)).length
  const quoted = quotes.reduce((length, quote) => length + quote.text.length, 0)
  return {
    ...(answers && spans.length > 0
      ? { allSpans: found === spans.length ? 1 : 0, spanShare: found / spans.length }
      : {}),
    ...(answers && kind !== 'no_evidence' && quotes.length > 0
      ? { quotedLength: quoted, answerLength: text.length }
      : {}),
    ...(quotes.length > 0 ? { verbatim: quotes.every((quote) => quote.verbatim) ? 1 : 0 } : {}),
  }
}

const SENTENCE_END = /(?<=[。！？；\n])/u

/** As a whole, or, where it runs over several sentences, each of them in a quote of its own. */
function isQuoted(span: string, quotes: readonly string[]): boolean {
  const isHeld = (text: string) => quotes.some((quote) => quote.includes(quoteKey(text)))
  return isHeld(span) || span.split(SENTENCE_END).every(isHeld)
}

function wordScore({ question, text }: Asked) {
  const key = quoteKey(text)
  const has = (words: string) => key.includes(quoteKey(words))
  return {
    ...(question.must_say.length > 0 ? { said: question.must_say.every(has) ? 1 : 0 } : {}),
    ...(question.must_not.length > 0 ? { unsaid: question.must_not.some(has) ? 0 : 1 } : {}),
  }
}
