/**
 * Every number of a sentence, with its unit, range, limit and frequency, stands in the sentence's own
 * quotes. Nothing is converted and nothing is rounded; what cannot be read equals only itself.
 */
import type { Claim } from '../../core/text/read-claims.ts'
import type { Fault } from './finding.ts'

const MOST_EXPECTED = 3

/** Values and codes ("CYP3A4") of the sentence that the quotes do not state. */
export function unsupportedNumbers(sentence: readonly Claim[], evidence: readonly Claim[]): readonly Fault[] {
  const stated = new Set(evidence.map((claim) => claim.key))
  return sentence
    .filter((claim) => (claim.kind === 'value' || claim.kind === 'code') && !stated.has(claim.key))
    .map((claim): Fault => {
      const instead = evidence.filter((one) => sameSort(one, claim)).map((one) => one.text)
      const expected = [...new Set(instead)].slice(0, MOST_EXPECTED).join(' / ')
      return { kind: 'number', found: claim.text, ...(expected === '' ? {} : { expected }) }
    })
}

/** Of one unit, or with one number. */
function sameSort(one: Claim, other: Claim): boolean {
  if (one.kind !== other.kind) return false
  return one.family === other.family || Number.parseFloat(one.key) === Number.parseFloat(other.key)
}
