/**
 * What a model composed, as sentences of ours: ids of passages looked up, each quote widened to the whole
 * statement that it stands in, with its captions. A few words cut out of a statement prove nothing: "儿童" and
 * "每日10mg" may come from "儿童禁用" and "成人每日10mg".
 */
import { findQuote } from '../core/text/find-quote.ts'
import type { ComposedAnswer } from '../prompts/compose-answer/schema.ts'
import type { ComposedSentence } from './answer.ts'
import type { PromptPassage } from './choose-passages.ts'
import { cutStatements } from './cut-statements.ts'
import { quoteStatements } from './quote-statements.ts'

export interface ReadSentence extends ComposedSentence {
  /** For each of the model's citations, the quotes that it was widened to. */
  readonly cited: readonly { readonly passageId: number; readonly quotes: readonly string[] }[]
}

/** No passage has this id: verification reports it. */
const UNKNOWN = -1

export function readComposed(
  answer: ComposedAnswer,
  passages: readonly PromptPassage[],
): readonly ReadSentence[] {
  const known = new Map(passages.map((passage) => [passage.id.toLowerCase(), passage]))
  return answer.sentences.map((sentence) => {
    const citations = sentence.citations.map(({ passage, quote }) => {
      const found = known.get(
        passage
          .trim()
          .replace(/^\[|\]$/gu, '')
          .toLowerCase(),
      )
      return found === undefined ? { passageId: UNKNOWN, quotes: [quote] } : widen(found, quote)
    })
    return {
      text: plainText(sentence.text),
      role: 'statement',
      citations: distinct(
        citations.flatMap(({ passageId, quotes }) => quotes.map((quote) => ({ passageId, quote }))),
      ),
      cited: citations,
    }
  })
}

function widen({ hit }: PromptPassage, quote: string) {
  const place = findQuote(hit.sectionText, quote, hit.start)
  if (place === undefined) return { passageId: hit.passageId, quotes: [quote] }
  const touched = cutStatements(hit.sectionText).filter(
    (one) => one.start < place.end && one.end > place.start,
  )
  const own = hit.sectionText.slice(place.start, place.end)
  // A heading or a caption alone is no statement.
  const quotes = touched.length === 0 ? [own] : quoteStatements(hit, touched).flat()
  return { passageId: hit.passageId, quotes }
}

/** One line, without marks that would look like our own. */
function plainText(text: string): string {
  return text
    .replace(/\s*[[【]\s*P?\d{1,2}\s*[\]】]/giu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

function distinct(citations: ComposedSentence['citations']): ComposedSentence['citations'] {
  return [...new Map(citations.map((one) => [`${one.passageId} ${one.quote}`, one])).values()]
}
