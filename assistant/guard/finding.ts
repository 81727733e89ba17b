/**
 * What a check found wrong with a sentence, as data: for the trace, and so that a composer can be told
 * what to mend. Findings hold the sentence's own words and the source's; they go into no log.
 */

export type FindingKind =
  | 'empty'
  | 'uncited'
  | 'unknown_passage'
  | 'not_verbatim'
  | 'other_product'
  /** A number, its unit, range, limit, frequency or date does not stand in the quotes. */
  | 'number'
  /** It stands there, but of something else. */
  | 'misplaced'
  /** A negation, ban, exception or limit was added, left out or exchanged. */
  | 'negation'
  /** Up for down, before for after, mild for severe. */
  | 'direction'
  /** The quotes do not speak of what the sentence says, or it cannot be told. */
  | 'unsupported'

export interface Finding {
  readonly kind: FindingKind
  readonly sentence: string
  /** What the source has, where it has something in its place. */
  readonly expected?: string
  /** The sentence's words that are wrong. */
  readonly found?: string
}

export type Fault = Omit<Finding, 'sentence'>
