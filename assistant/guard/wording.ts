/**
 * What a model may not say whatever it cites: praise, promises and absolutes that its quotes do not have, talk of
 * instructions (then the passage itself was tampered with), markup, an essay. Whether the words are those of the quotes is check-sentence.ts's part.
 */
import { CLAIMS, INSTRUCTIONS, SOLICITING } from './wording-rules.ts'

export type WordingFault = 'too_long' | 'markup' | 'claim'

const LONGEST = 400
const MARKUP =
  /<\/?[a-z!][^>]*>|!?\[[^\]]*\]\s*\(|```|[\p{Cc}\p{Cf}]|^\s*(?:#{1,6}\s|>|[-*+]\s)|\*\*|__|\s\|\s|https?:|www\./iu

/** The first fault, or null. `quotes` are those of this very sentence. */
export function wordingFault(text: string, quotes: readonly string[]): WordingFault | null {
  const said = text.normalize('NFKC')
  if (said.length > LONGEST) return 'too_long'
  if (MARKUP.test(text) || MARKUP.test(said)) return 'markup'
  const held = quotes.join('\n').normalize('NFKC').toLowerCase()
  if (INSTRUCTIONS.some((rule) => rule.test(said) || rule.test(held))) return 'claim'
  const claims = [...CLAIMS, ...SOLICITING].flatMap(
    (rule) => said.match(new RegExp(rule.source, 'giu')) ?? [],
  )
  return claims.every((claim) => held.includes(claim.toLowerCase())) ? null : 'claim'
}
