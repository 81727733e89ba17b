/**
 * What the readers of meaning are told about a visit besides its words: whom and what the note was found to
 * name, and the days. Shared by all of them, read by none alone.
 */
import type { ContactRole, VisitStatus } from '../../crm/visit.ts'
import type { NoteDirectory } from './note-reading.ts'

export interface MeaningFacts {
  /** In the order of talk; `id` null: not the company's. */
  readonly products: readonly { readonly text: string; readonly id: string | null }[]
  readonly contacts: readonly {
    readonly text: string
    readonly id: string | null
    readonly role: ContactRole
  }[]
  /** "Today" of the rep, `YYYY-MM-DD`. */
  readonly referenceDay: string
  /** The day of the visit; the reference day where nothing is said. */
  readonly visitDay?: string | null
  /** `completed` where nothing is said. */
  readonly status?: VisitStatus
  readonly directory: NoteDirectory
}

export const dayOfVisit = ({ visitDay, referenceDay }: MeaningFacts): string => visitDay ?? referenceDay
