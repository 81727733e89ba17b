/**
 * How alike two short texts are that say the same in other words, 0..1: the share of the shorter one's
 * terms (Chinese character pairs, Latin words, numbers) that the other has. Good for pairing "给王主任发文献"
 * with "把文献发给王主任", not for judging meaning.
 */
import { tokens } from '../../core/text/tokens.ts'

export function similarity(one: string, other: string): number {
  const [left, right] = [tokens(one), tokens(other)]
  if (left.length === 0 || right.length === 0) return 0
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  const held = new Set(long)
  const own = new Set(short)
  return [...own].filter((term) => held.has(term)).length / own.size
}
