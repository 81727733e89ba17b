/**
 * One visit of the note that the rules did not cut out by themselves, read by them from the clauses that a model
 * points at. Undefined where these clauses name nobody and no place, or tell of what was only heard: then there was
 * no visit, whoever says so.
 */
import { NOT_MET } from './absence-words.ts'
import { createAsk } from './ask-about-visit.ts'
import { type AssembledVisit, assembleVisit } from './assemble-visit.ts'
import { cutVisits, type VisitPart } from './cut-visits.ts'
import { gatherFollowUps } from './gather-follow-ups.ts'
import { readEncounter } from './read-encounter.ts'
import { type ReadPeople, readPeople } from './read-people.ts'
import { readProducts } from './read-products.ts'
import type { NoteSurvey } from './survey-note.ts'
import { MET } from './visit-words.ts'
import type { WeighedClause } from './weigh-clauses.ts'

/** `at` is the path that the visit will have: `visits.1`. */
export function readPart(
  clauses: readonly WeighedClause[],
  planned: boolean,
  survey: NoteSurvey,
  at: string,
): AssembledVisit | undefined {
  const { note, context, index, today, locale } = survey
  const told = clauses.filter(({ hearsay }) => !hearsay)
  if (!told.some((clause) => (planned ? clause.mood === 'ahead' : isTold(clause)))) return undefined
  const parts = cutVisits(told, planned)
  const part: VisitPart = {
    clauses: told,
    people: parts.flatMap(({ people }) => people),
    places: parts.flatMap(({ places }) => places),
    departments: parts.flatMap(({ departments }) => departments),
    meeting: parts.some(({ meeting }) => meeting),
  }
  const people = readPeople(part, index, { place: null, named: [] })
  if (!isSomewhere(people)) return undefined
  const encounter = readEncounter(part, planned, today, { date: null, part: null })
  const products = readProducts(part, planned, encounter.fields.status === 'completed')
  return assembleVisit(
    { part, people, encounter, products, drafts: planned ? [] : gatherFollowUps(told, today) },
    { note, context, index, today, ask: createAsk(locale), at, wholePlan: planned },
  )
}

/** Something happened with somebody: more than a name that is dropped. */
const isTold = ({ mood, folded, names }: WeighedClause): boolean =>
  mood !== 'ahead' &&
  (MET.test(folded) || NOT_MET.test(folded) || mood === 'done') &&
  names.some(({ kind }) => kind === 'person' || kind === 'place')

const isSomewhere = ({ contacts, institution }: ReadPeople): boolean =>
  institution?.id != null ||
  contacts.some(({ contact }) => contact.role !== 'mentioned' && contact.id !== null)
