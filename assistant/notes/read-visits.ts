/**
 * The visits of a note: its clauses are cut into visits, each is read on its own, what is to be done goes to the
 * visit whose doctor it names. A stretch that tells of nobody and no place is none.
 */

import type { Locale } from '../../core/reader.ts'
import { NOT_MET } from './absence-words.ts'
import { createAsk } from './ask-about-visit.ts'
import { type AssembledVisit, assembleVisit } from './assemble-visit.ts'
import { cutVisits, same, type VisitPart } from './cut-visits.ts'
import type { DirectoryIndex } from './directory-index.ts'
import type { FollowUpDraft } from './finish-follow-up.ts'
import { gatherFollowUps } from './gather-follow-ups.ts'
import type { PlaceName } from './note-names.ts'
import type { DirectoryContact, NoteContext } from './note-reading.ts'
import { type EncounterBefore, type ReadEncounter, readEncounter } from './read-encounter.ts'
import { type ReadPeople, readPeople } from './read-people.ts'
import { readProducts } from './read-products.ts'
import { isPlannedVisit } from './route-message.ts'
import type { SegmentedNote } from './segment-note.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface VisitsFacts {
  readonly note: SegmentedNote
  readonly clauses: readonly WeighedClause[]
  readonly context: NoteContext
  readonly index: DirectoryIndex
  readonly today: string
  readonly locale: Locale
  readonly wholePlan: boolean
}

interface Pieces {
  readonly part: VisitPart
  readonly people: ReadPeople
  readonly encounter: ReadEncounter
}

export function readVisits(facts: VisitsFacts): readonly AssembledVisit[] {
  const { clauses, context, index, today, wholePlan, note } = facts
  const parts = cutVisits(clauses, wholePlan)
  const named = namedInFull(parts)
  let place: PlaceName | null = null
  let before: EncounterBefore = { date: null, part: null }
  let afterPoint = -1
  const pieces: Pieces[] = []
  for (const part of parts) {
    const people = readPeople(part, index, { place, named })
    const point = part.clauses[0]!.item !== afterPoint
    const encounter = readEncounter(part, wholePlan, today, {
      date: before.date,
      part: point ? null : before.part,
    })
    pieces.push({ part, people, encounter })
    place = part.places.at(-1) ?? place
    afterPoint = part.clauses.at(-1)!.item
    before = {
      date: encounter.fields.date_source === undefined ? encounter.fields.date : null,
      part: partOfDay(encounter.fields.time),
    }
  }
  const kept = pieces.filter((one) => isVisit(one, wholePlan))
  if (kept.length === 0) return []
  const withHead = joinLeftovers(kept, pieces)
  const given = giveOut(withHead, today, wholePlan)
  const ask = createAsk(facts.locale)
  return withHead.map((one, at) => {
    const met = one.encounter.fields.status === 'completed'
    return assembleVisit(
      { ...one, products: readProducts(one.part, wholePlan, met), drafts: given[at]! },
      { note, context, index, today, ask, at: `visits.${at}`, wholePlan },
    )
  })
}

/** Somebody met or missed, a meeting held, or a place gone to. */
function isVisit({ part, people }: Pieces, wholePlan: boolean): boolean {
  if (people.contacts.some(({ contact }) => contact.role !== 'mentioned')) return true
  if (wholePlan && part.places.length > 0) return true
  if (part.meeting && part.places.length + part.departments.length > 0) return true
  return (
    part.places.length > 0 &&
    part.clauses.some(
      (clause) =>
        clause.mood !== 'ahead' &&
        (NOT_MET.test(clause.folded) ||
          /[去到]了?/u.test(clause.folded) ||
          /\b(?:went|visited)\b/iu.test(clause.folded)),
    )
  )
}

/** Clauses that make no visit of their own belong to the one before, or to the first. */
function joinLeftovers(kept: readonly Pieces[], all: readonly Pieces[]): readonly Pieces[] {
  return kept.map((one, at) => {
    const from = all.indexOf(one)
    const next = kept[at + 1]
    const until = next === undefined ? all.length : all.indexOf(next)
    const lead = at === 0 ? all.slice(0, from) : []
    const clauses = [...lead, ...all.slice(from, until)].flatMap(({ part }) => part.clauses)
    return { ...one, part: { ...one.part, clauses } }
  })
}

function namedInFull(parts: readonly VisitPart[]): readonly DirectoryContact[] {
  const people = parts.flatMap((part) => part.people.map(({ person }) => person))
  return [
    ...new Set(
      people.flatMap((person) =>
        (person.form === 'full' || person.form === 'sound') && person.candidates.length === 1
          ? person.candidates
          : [],
      ),
    ),
  ]
}

function giveOut(
  pieces: readonly Pieces[],
  today: string,
  wholePlan: boolean,
): readonly (readonly FollowUpDraft[])[] {
  const given: FollowUpDraft[][] = pieces.map(() => [])
  pieces.forEach(({ part, encounter }, at) => {
    // The clause that plans the visit is the visit.
    const open = wholePlan
      ? part.clauses.filter((clause) => !isPlannedVisit(clause) && !isPartOfPlan(clause))
      : part.clauses
    if (encounter.fields.status === 'planned' && !wholePlan) return
    for (const draft of gatherFollowUps(open, today)) {
      const people = draft.clauses.flatMap(({ names }) => names.filter((name) => name.kind === 'person'))
      const owner = pieces.findIndex(({ people: { contacts } }) =>
        contacts.some(
          ({ person, contact }) =>
            contact.role !== 'mentioned' && person !== null && people.some((other) => same(person, other)),
        ),
      )
      given[owner >= 0 ? owner : at]!.push(draft)
    }
  })
  return given
}

/** "下周二下午" beside a planned visit only says when. */
const isPartOfPlan = (clause: WeighedClause): boolean =>
  !/提醒|叫我|带|准备|送|发|remind|bring|send|prepare/iu.test(clause.folded)

function partOfDay(time: string | null): string | null {
  if (time === null) return null
  if (!/^\d/u.test(time)) return time
  const hour = Number(time.slice(0, 2))
  return hour < 12 ? 'am' : hour < 14 ? 'noon' : hour < 18 ? 'pm' : 'evening'
}
