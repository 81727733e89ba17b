/**
 * The words of retrieval: what is asked, what comes back. `retrieve.ts` does it.
 */
import type { Reader } from '../core/reader.ts'
import type { DocumentKind } from './document.ts'

export interface RetrievalQuery {
  readonly text: string
  readonly reader: Reader
  /** The moment at which versions must be in force. */
  readonly at: Date
  /** Earlier turns of the conversation, oldest first; texts as typed, products as resolved then. */
  readonly history: readonly { readonly text: string; readonly productIds: readonly string[] }[]
  /** Fixed by the caller (a product page, a button): resolution is skipped. */
  readonly productIds?: readonly string[]
  /** How many hits at most; default 10. */
  readonly limit?: number
}

/** How a product was recognised. `certain` filters; `likely` only boosts. */
export interface ResolvedProduct {
  readonly productId: string
  readonly name: string
  readonly certainty: 'certain' | 'likely'
  /** exact name, distinctive part, same sound, one typo, another language, or carried from the history. */
  readonly by: 'name' | 'part' | 'sound' | 'typo' | 'history' | 'given'
  /** Where it stands in the question (UTF-16 offsets); absent when carried. */
  readonly span?: { readonly start: number; readonly end: number }
  /** Products that one mention can mean (several manufacturers or forms) share a group. */
  readonly group: number
  /** The role in the question: what is asked about, or what is taken beside it (interaction partner). */
  readonly role: 'subject' | 'partner'
}

/** A medicine that the question names, ours or not; `label` is its usual name. */
export interface Mention {
  /** UTF-16 offsets into the question. */
  readonly start: number
  readonly end: number
  readonly label: string
  readonly productIds: readonly string[]
  readonly role: 'subject' | 'partner'
}

export interface RoutedSection {
  /** Canonical section code. */
  readonly code: string
  readonly weight: number
}

export interface Hit {
  readonly passageId: number
  readonly sectionId: string
  readonly versionId: string
  readonly documentId: string
  readonly kind: DocumentKind
  readonly title: string
  readonly effectiveFrom: Date | null
  /** As printed. */
  readonly section: string
  readonly sectionCode: string | null
  readonly path: readonly string[]
  readonly page: number | null
  readonly text: string
  /** The whole section's text and where the passage stands in it. */
  readonly sectionText: string
  readonly start: number
  readonly end: number
  readonly passageKind: 'prose' | 'table'
  readonly header: string | null
  readonly productIds: readonly string[]
  readonly score: number
}

export interface Retrieval {
  readonly products: readonly ResolvedProduct[]
  /** A name in the question that looks like a medicine but is none of ours, if any. */
  readonly unknownProduct: string | null
  /** Every medicine named, in order, also those that are none of ours (an interaction partner mostly is not). */
  readonly mentions: readonly Mention[]
  readonly sections: readonly RoutedSection[]
  /** The words of the question that carry its need, without product names and fillers. */
  readonly terms: readonly string[]
  readonly hits: readonly Hit[]
  /** Models that failed or were late, as "embedding:CODE" or "reranking:CODE"; the hits are those without them. */
  readonly degraded?: readonly string[]
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>
}

export type Retrieve = (query: RetrievalQuery) => Promise<Retrieval>
