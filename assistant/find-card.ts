/** A draft of one's own as it stands now, for a form that changes it. */
import type { Reader } from '../core/reader.ts'
import type { VisitNotes } from './draft-visit.ts'
import { FINDING_RULE_BOOK } from './finding-rule-book.ts'
import { type VisitCard, visitCard } from './visit-card.ts'

/** Undefined for another's draft, too. */
export type FindCard = (draftId: string, reader: Reader) => Promise<VisitCard | undefined>

export function createFindCard({ notes }: { readonly notes: Pick<VisitNotes, 'find'> }): FindCard {
  return async (draftId, reader) => {
    const draft = await notes.find(draftId, reader)
    return draft === undefined ? undefined : visitCard(draft, FINDING_RULE_BOOK.clauseOf)
  }
}
