/**
 * The words of document control: kinds, states, versions, sections, passages, and what "in force" means.
 * Types and pure rules only; document-store.ts keeps them, publish.ts and withdraw.ts change them.
 */

export const DOCUMENT_KINDS = ['label', 'training', 'policy', 'literature', 'qa'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What is stored. `superseded` and `expired` are not: they follow from the clock, see `lifecycleAt`. */
export type StoredState = 'draft' | 'in_review' | 'approved' | 'published' | 'withdrawn' | 'rejected'
export type LifecycleState = StoredState | 'superseded' | 'expired'

export const REVIEW_ITEMS = ['medical', 'legal', 'regulatory'] as const
export type ReviewItem = (typeof REVIEW_ITEMS)[number]

/** Empty lists mean everybody. A team stands for its subtree. */
export interface Audience {
  readonly roles: readonly string[]
  readonly teams: readonly string[]
}

export interface Validity {
  readonly state: StoredState
  readonly inForceFrom: Date | null
  readonly inForceUntil: Date | null
  readonly expiresAt: Date | null
}

/** True when the version may be retrieved at `at`; the same comparison stands in SQL in in-force.ts. */
export function isInForce(version: Validity, at: Date): boolean {
  return (
    version.state === 'published' &&
    version.inForceFrom !== null &&
    version.inForceFrom.getTime() <= at.getTime() &&
    (version.inForceUntil === null || at.getTime() < version.inForceUntil.getTime())
  )
}

/** The state to show at `at`: a published version whose time is over is superseded or expired. */
export function lifecycleAt(version: Validity, at: Date): LifecycleState {
  if (version.state !== 'published') return version.state
  if (version.inForceUntil === null || at.getTime() < version.inForceUntil.getTime()) return 'published'
  const expired = version.expiresAt !== null && version.expiresAt.getTime() === version.inForceUntil.getTime()
  return expired ? 'expired' : 'superseded'
}

/** A section as extracted, before it is stored. */
export interface ExtractedSection {
  readonly heading: string
  /** Canonical code of section-codes.ts, or null for a heading outside the vocabulary. */
  readonly code: string | null
  readonly path: readonly string[]
  readonly pageFrom: number | null
  readonly pageTo: number | null
  readonly text: string
  readonly passages: readonly ExtractedPassage[]
}

/** `text` is `section.text.slice(start, end)`, to the letter. */
export interface ExtractedPassage {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly kind: 'prose' | 'table'
  /** For a table passage: the header row its cells need, for example "剂量 | 频率". */
  readonly header: string | null
}
