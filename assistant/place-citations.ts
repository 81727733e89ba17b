/**
 * Puts every citation on the passage, and so on the page, where its quote really begins: a composer quotes
 * from whole sections and cites the passage that led it there.
 */
import type { Queryable } from '../core/database.ts'
import { locatePassages } from '../knowledge/locate-passages.ts'
import type { VerifiedCitation, VerifiedStatement } from './guard/citations.ts'
import type { PlacedStatement } from './render-answer.ts'

/** Asks the database only for quotes outside of the passages that are at hand. */
export async function placeCitations(
  db: Queryable,
  statements: readonly VerifiedStatement[],
): Promise<readonly PlacedStatement[]> {
  const far = statements.flatMap((statement) => statement.citations).filter((one) => !isInPassage(one))
  const places = await locatePassages(
    db,
    far.map(({ hit, start }) => ({ sectionId: hit.sectionId, offset: start })),
  )
  const found = new Map(far.map((citation, at) => [citation, places[at] ?? null]))
  return statements.map((statement) => ({
    ...statement,
    citations: statement.citations.map((citation) => ({
      ...citation,
      place: found.get(citation) ?? { passageId: citation.hit.passageId, page: citation.hit.page },
    })),
  }))
}

const isInPassage = ({ hit, start }: VerifiedCitation): boolean => start >= hit.start && start < hit.end
