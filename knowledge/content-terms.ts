/**
 * The words of a question that carry its need, as weighted search terms: without the fillers of speech,
 * with the label words of term-bridge.ts added, and with the other medicines that are named.
 */
import { normalizeText } from '../core/text/normalize.ts'
import { termId, tokens } from '../core/text/tokens.ts'
import { conductTopics } from './conduct-words.ts'
import { askedTerms, bridgeTerms, englishTerms } from './term-bridge.ts'

export interface ContentTerms {
  /** Term number -> weight 0..1. */
  readonly weights: ReadonlyMap<number, number>
  /** The words themselves: what was said, then what labels write for it. */
  readonly words: readonly string[]
}

/** How much a label's word for what was said counts against a word that was said. */
const WRITTEN = 0.6
const MENTIONED = 0.7
/** More terms than a question has: a pasted page is cut. */
const MOST_TERMS = 200
const LONGEST_TEXT = 2000

/** Phrases that people wrap a question in; they stand in labels too and would only blur the search. */
const FILLERS =
  /说明书(?:上|里|中)?(?:咋|怎么)?(?:[写说讲](?:的|了|过)?|让|有)?|(?:刚)?[\p{Script=Han}]{0,3}(?:主任|医生|大夫|老师|护士长|护士|药师|院长|教授|老板)(?:们)?(?:刚)?(?:[问讲说想](?:的|了|到|用)?)?|[一-龥]{1,3}科(?:[问讲说想])|请问|麻烦|帮我|帮忙|我怎么回|怎么回|告诉我|查一下|看一下|列一下|一下|是什么|是啥|叫啥|啥时候|什么时候|啥|咋|多少|到底|说的|能不能|可不可以|可以|要不要|会不会|有没有|行不行|应该|怎么|如何|哪些|什么|都有|分别|各自|就|吗|呢|么|吧|嘛|呀|啊|没有|一个|那个|这个|病人|患者|的话|还|做话术用|来着|写段话|不$/gu

/** A measure and its value typed as one word: "egfr40". */
const GLUED = /(?<![a-z])(e?gfr|ccr|crcl|alt|ast|bmi|inr|ck|cpk|ldl|hba1c|sbp|qtc?|tbil|scr)(?=\d)/gu

export function contentTerms(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  mentioned: readonly string[],
): ContentTerms {
  const said = normalizeText(mask(text, spans).slice(0, LONGEST_TEXT)).replace(GLUED, '$1 ')
  const content = said.replace(FILLERS, ' ')
  const weights = new Map<number, number>()
  const words: string[] = []
  const add = (words: readonly string[], weight: number) => {
    for (const word of words) {
      if (weights.size >= MOST_TERMS) return
      const id = termId(word)
      weights.set(id, Math.max(weights.get(id) ?? 0, weight))
    }
  }
  const own = tokens(content)
  add(own, 1)
  words.push(...content.split(/[^\p{L}\p{N}.%/+-]+/u).filter((word) => word !== ''))
  for (const { written } of [...conductTopics(said), ...bridgeTerms(said), ...askedTerms(said)]) {
    for (const phrase of written) {
      const parts = tokens(phrase)
      // A phrase counts as one word of the question, however many terms it has.
      add(parts, WRITTEN / Math.sqrt(Math.max(1, parts.length - 1)))
      words.push(phrase)
    }
  }
  for (const word of englishTerms(said)) add(tokens(word), WRITTEN)
  for (const name of mentioned) add(tokens(name), MENTIONED)
  return { weights, words: [...new Set(words)] }
}

/** The text with the spans blanked, so that offsets stay. */
function mask(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let masked = text
  for (const { start, end } of spans) {
    masked = masked.slice(0, start) + ' '.repeat(end - start) + masked.slice(end)
  }
  return masked
}
