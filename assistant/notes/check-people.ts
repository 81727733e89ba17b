/**
 * Whom and where, as a model reads it, held against the note: a person counts where the rules find a name in the
 * words, the id where the rules' own resolution of that name comes to it. Nobody is moved to another role, and whom
 * several may be meant by stays a question.
 */
import type { Attitude, Visit, VisitContact } from '../../crm/visit.ts'
import type { VisitInNote } from '../../prompts/read-note/schema.ts'
import { askAboutPeople, createAsk } from './ask-about-visit.ts'
import {
  type CheckedFields,
  clausesAt,
  type Gathered,
  gatherFields,
  overlaps,
  type VisitGround,
} from './checked-fields.ts'
import { meetingRole } from './meeting-role.ts'
import type { PersonName, PlaceName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import { resolvePerson } from './resolve-people.ts'

const SURE = 0.7
const MOST = 30

/** `status` is what the visit's came to. */
export function checkPeople(
  drafted: VisitInNote,
  ground: VisitGround,
  status: Visit['status'],
): CheckedFields {
  const gathered = gatherFields(ground)
  const accountId = checkPlace(drafted, ground, gathered)
  checkDepartment(drafted, ground, gathered)
  const contacts: VisitContact[] = [...ground.visit.contacts]
  for (const one of drafted.contacts.slice(0, MOST))
    checkContact(one, contacts, accountId, ground, gathered, status)
  gathered.replace({ contacts })
  return gathered.done()
}

/** The id of the institution that it comes to. */
function checkPlace({ institution }: VisitInNote, ground: VisitGround, gathered: Gathered): string | null {
  const { visit, survey, candidates, others } = ground
  const known = visit.institution?.id ?? null
  if (institution === null) return known
  const chosen = candidates.account(institution.id ?? '')
  if (institution.id !== null && chosen === undefined) {
    gathered.fault('institution', 'unknown_id')
    return known
  }
  if (visit.institution !== null) {
    if (chosen !== undefined && known !== null && chosen.id !== known)
      gathered.fault('institution', 'against_rules')
    return known
  }
  const span = gathered.locate('institution', institution.words)
  if (span === null) return known
  const place = survey.note.names.find(
    (name): name is PlaceName => name.kind === 'place' && overlaps(name, span),
  )
  if (place === undefined || (chosen !== undefined && !place.ids.includes(chosen.id))) {
    gathered.fault('institution', 'not_named')
    return known
  }
  if (others.length > 0 && place.ids.length !== 1) {
    gathered.fault('institution', 'other_visit')
    return known
  }
  const id = place.ids.length === 1 ? place.ids[0]! : null
  gathered.set('institution', { text: place.text, id }, SURE, place)
  return id
}

function checkDepartment(
  { department_words: words }: VisitInNote,
  { visit, survey }: VisitGround,
  gathered: Gathered,
): void {
  if (words === null || visit.department !== null) return
  const span = gathered.locate('department', words)
  if (span === null) return
  const department = survey.note.names.find((name) => name.kind === 'department' && overlaps(name, span))
  if (department?.kind === 'department') gathered.set('department', department.name, SURE, department)
  else gathered.fault('department', 'not_named')
}

function checkContact(
  drafted: VisitInNote['contacts'][number],
  contacts: VisitContact[],
  accountId: string | null,
  ground: VisitGround,
  gathered: Gathered,
  status: Visit['status'],
): void {
  const { survey, candidates, evidence, others, at } = ground
  const span = gathered.locate('contacts', drafted.words)
  if (span === null) return
  const person = survey.note.names.find(
    (name): name is PersonName => name.kind === 'person' && overlaps(name, span),
  )
  const chosen = drafted.id === null ? undefined : candidates.contact(drafted.id)
  if (drafted.id !== null && chosen === undefined) {
    gathered.fault('contacts', 'unknown_id')
    return
  }
  if (person === undefined || (chosen !== undefined && !person.candidates.includes(chosen))) {
    gathered.fault('contacts', 'not_named')
    return
  }
  const known = contacts.findIndex(
    ({ id }, place) =>
      evidence[`contacts.${place}`]?.some((one) => overlaps(one, person)) === true ||
      (id !== null && id === chosen?.id),
  )
  const held = contacts[known]
  if (held !== undefined) {
    if (chosen !== undefined && held.id !== null && held.id !== chosen.id) {
      gathered.fault('contacts', 'against_rules')
      return
    }
    if (drafted.role !== held.role && claims(drafted.role) !== claims(held.role))
      gathered.doubt(`contacts.${known}`, 0.6)
    const met = claims(held.role) && status === 'completed'
    const attitude = met ? checkAttitude(drafted, held.attitude, `contacts.${known}`, ground, gathered) : null
    if (attitude !== null) contacts[known] = { ...held, attitude }
    return
  }
  if (
    others.some((visit) =>
      visit.contacts.some(({ id, text }) => (id !== null ? id === chosen?.id : text === person.text)),
    )
  ) {
    gathered.fault('contacts', 'other_visit')
    return
  }
  const resolved = resolvePerson(person, {
    accountIds: accountId === null ? [] : [accountId],
    departments: ground.visit.department === null ? [] : [ground.visit.department],
    named: [],
  })
  if (resolved.kind === 'nobody') {
    gathered.fault('contacts', 'not_named')
    return
  }
  if (resolved.kind === 'known' && chosen !== undefined && resolved.contact.id !== chosen.id) {
    gathered.fault('contacts', 'against_rules')
    return
  }
  const clause = clausesAt(ground.clauses, person)[0]
  const role = clause === undefined ? 'mentioned' : meetingRole(clause, person, status === 'planned')
  // That somebody was met the rules must see, too: it is what a record may least be wrong about.
  const met = (role === 'met' || role === 'attendee') && claims(drafted.role)
  if (!met && resolved.kind !== 'known') {
    gathered.fault('contacts', 'against_rules')
    return
  }
  const contact = {
    text: person.text,
    id: resolved.kind === 'known' ? resolved.contact.id : null,
    role: met ? ('attendee' as const) : ('mentioned' as const),
    ...(resolved.kind === 'new' ? { new_contact: true as const } : {}),
  }
  const place = contacts.length
  contacts.push({ ...contact, attitude: 'unknown' })
  gathered.put(`contacts.${place}`, person, resolved.kind === 'known' ? SURE : 0.3)
  const read = { contact, span: person, resolved, person }
  const people = {
    contacts: [read],
    institution: null,
    institutionSpan: null,
    institutionChoices: [],
    department: null,
    departmentSpan: null,
  }
  for (const question of askAboutPeople(createAsk(survey.locale), `visits.${at}`, people, survey.index))
    gathered.ask({ ...question, field: `visits.${at}.contacts.${place}` })
}

/** Somebody who was there. */
const claims = (role: VisitContact['role']): boolean => role === 'primary' || role === 'attendee'

/**
 * How somebody or something fared, where the rules found nothing that tells and the model quotes what does. Null:
 * as it was. Where both read and read differently, the rules' stays and is marked as unsure.
 */
export function checkAttitude(
  drafted: { readonly attitude: Attitude; readonly attitude_words: string | null },
  held: Attitude,
  path: string,
  ground: VisitGround,
  gathered: Gathered,
): Attitude | null {
  const { attitude, attitude_words: words } = drafted
  if (words === null || attitude === 'unknown' || attitude === 'neutral' || attitude === held) return null
  const span: Span | null = gathered.locate(path, words)
  if (span === null) return null
  if ((held !== 'neutral' && held !== 'unknown') || ground.visit.adverse_event.present) {
    gathered.doubt(path, 0.6)
    return null
  }
  gathered.doubt(path, 0.8)
  return attitude
}
