/** The people and the place of one visit, resolved together: each may tell what the other leaves open. */
import type { VisitContact, VisitInstitution } from '../../crm/visit.ts'
import type { VisitPart, VisitPerson } from './cut-visits.ts'
import type { DirectoryIndex } from './directory-index.ts'
import type { PersonName, PlaceName } from './note-names.ts'
import type { DirectoryContact, Span } from './note-reading.ts'
import { departmentOf, type PersonSurroundings, type Resolved, resolvePerson } from './resolve-people.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface ReadContact {
  readonly contact: Omit<VisitContact, 'attitude'>
  readonly span: Span
  readonly resolved: Resolved
  readonly person: PersonName | null
}

export interface ReadPeople {
  readonly contacts: readonly ReadContact[]
  readonly institution: VisitInstitution | null
  readonly institutionSpan: Span | null
  /** A short name that several institutions share. */
  readonly institutionChoices: readonly string[]
  readonly department: string | null
  readonly departmentSpan: Span | null
}

export interface PeopleBefore {
  /** Of the visit before in the same note. */
  readonly place: PlaceName | null
  /** Everybody named in full in the note. */
  readonly named: readonly DirectoryContact[]
}

/** As a record says that the note does not name the institution. */
const UNSAID = '(未写明)'
const STRENGTH: Readonly<Record<VisitPerson['role'], number>> = {
  met: 0,
  attendee: 1,
  absent: 2,
  mentioned: 3,
  planned: 4,
}

export function readPeople(part: VisitPart, index: DirectoryIndex, before: PeopleBefore): ReadPeople {
  const place = part.places[0] ?? carried(part, before)
  const accountIds = narrow(place?.ids ?? [], part, index)
  const departments = part.departments.map(({ name }) => name)
  const denied = deniedIn(part)
  const around: PersonSurroundings = {
    accountIds,
    elsewhere: place !== null && place.ids.length === 0,
    departments,
    named: named(part, before).filter((one) => !denied.includes(one)),
  }
  const read = distinct(
    part.people
      .filter(({ role, person, clause }) => role !== 'planned' && !isDenied(person, clause))
      .toSorted((a, b) => STRENGTH[a.role] - STRENGTH[b.role] || a.person.start - b.person.start)
      .map((one) => ({
        ...one,
        resolved: resolvePerson(without(one.person, denied), surroundings(one, around, part)),
      })),
  )
  const contacts = roles(read.length > 0 ? read : byOffice(part, index, accountIds, departments), part)
  const known = contacts.flatMap(({ resolved, contact }) =>
    resolved.kind === 'known' && contact.role !== 'mentioned' && contact.role !== 'absent'
      ? [resolved.contact]
      : [],
  )
  const first =
    known[0] ?? contacts.flatMap(({ resolved }) => (resolved.kind === 'known' ? [resolved.contact] : []))[0]
  const open = contacts.flatMap(({ resolved, contact }) =>
    resolved.kind === 'ambiguous' && contact.role !== 'mentioned' ? [resolved.candidates] : [],
  )[0]
  const likely = first ?? sharedHome(open)
  const department = departmentHere(part, likely)
  return {
    contacts,
    ...institutionOf(place, accountIds, likely),
    department,
    departmentSpan: part.departments.find(({ name }) => name === departmentOf(department)) ?? null,
  }
}

/** "王主任（不是王丽）": who is named only to say that it was somebody else. */
const isDenied = (person: PersonName, clause: WeighedClause): boolean =>
  /(?<!是)(?:不是|并非)\s*$|\bnot (?:dr\.? ?)?$/iu.test(
    clause.folded.slice(0, Math.max(0, person.start - clause.start)),
  )

const deniedIn = (part: VisitPart): readonly DirectoryContact[] =>
  part.people
    .filter(({ person, clause }) => isDenied(person, clause))
    .flatMap(({ person: { candidates } }) => (candidates.length === 1 ? candidates : []))

/** Of the same surname there is somebody else; where nobody is left the name stays as it is. */
function without(person: PersonName, denied: readonly DirectoryContact[]): PersonName {
  if (person.form !== 'surname') return person
  const candidates = person.candidates.filter((one) => !denied.includes(one))
  return candidates.length === 0 ? person : { ...person, candidates }
}

/** A second visit of a note stays in the house unless it says otherwise. */
function carried(part: VisitPart, before: PeopleBefore): PlaceName | null {
  if (before.place === null) return null
  const full = part.people.filter(
    ({ role, person }) => role !== 'planned' && (person.form === 'full' || person.form === 'sound'),
  )
  const elsewhere = full.some(
    ({ person }) => !person.candidates.some(({ accountId }) => before.place!.ids.includes(accountId)),
  )
  return elsewhere ? null : before.place
}

/** A short name shared by institutions is the one in which somebody who is named works. */
function narrow(ids: readonly string[], part: VisitPart, index: DirectoryIndex): readonly string[] {
  if (ids.length < 2) return ids
  const of = new Set(part.people.flatMap(({ person }) => person.candidates.map(({ accountId }) => accountId)))
  const departments = part.departments.map(({ name }) => name)
  const fitting = ids.filter((id) => of.has(id))
  const rest = fitting.length > 0 ? fitting : ids
  if (rest.length === 1 || departments.length === 0) return rest
  const roomy = rest.filter((id) =>
    part.people.some(({ person }) =>
      person.candidates.some(
        (one) => one.accountId === id && departments.includes(departmentOf(one.department) ?? ''),
      ),
    ),
  )
  return roomy.length > 0 && index.accountName(roomy[0]!) !== '' ? roomy : rest
}

const named = (part: VisitPart, before: PeopleBefore): readonly DirectoryContact[] => [
  ...part.people.flatMap(({ person }) =>
    (person.form === 'full' || person.form === 'sound') && person.candidates.length === 1
      ? person.candidates
      : [],
  ),
  ...before.named,
]

/** Whoever is spoken of or missing may belong to another house or room than the visit. */
function surroundings(
  { role, person, clause }: VisitPerson,
  around: PersonSurroundings,
  part: VisitPart,
): PersonSurroundings {
  const own = clause.names.filter((name) => name.kind === 'department' && name.end <= person.start)
  const room = own.at(-1)
  const departments = room?.kind === 'department' ? [room.name] : around.departments
  if (role === 'mentioned' && person.form !== 'described') return { ...around, departments }
  return part.people.length > 0 ? { ...around, departments } : around
}

interface Read extends VisitPerson {
  readonly resolved: Resolved
}

function distinct(read: readonly Read[]): readonly Read[] {
  const kept: Read[] = []
  for (const one of read) {
    const { resolved, role, person } = one
    if (resolved.kind === 'nobody') continue
    if (role === 'mentioned' && resolved.kind !== 'known') continue
    const twin = kept.find((other) => means(other, one))
    if (twin === undefined) kept.push(one)
    else if (
      person.text.length > twin.person.text.length &&
      person.form === 'full' &&
      twin.person.form !== 'full'
    )
      kept[kept.indexOf(twin)] = { ...one, role: twin.role }
  }
  return kept
}

function means(one: Read, other: Read): boolean {
  const [left, right] = [one.resolved, other.resolved]
  if (left.kind === 'known' && right.kind === 'known') return left.contact === right.contact
  if (left.kind === 'ambiguous' && right.kind === 'ambiguous')
    return left.candidates[0] === right.candidates[0]
  if (left.kind === 'new' && right.kind === 'new')
    return (
      one.person.surname === other.person.surname &&
      (one.person.name === other.person.name || one.person.name === '' || other.person.name === '')
    )
  // 叶晓岚主任, then 叶主任.
  const [named, other2] = left.kind === 'new' ? [one, other] : [other, one]
  return (
    named.resolved.kind === 'new' &&
    other2.person.form === 'surname' &&
    other2.person.surname === named.person.surname
  )
}

/** Who called the meeting together or led it. */
const hosts = ({ clause, person }: VisitPerson): boolean =>
  /^[^，。;]{0,4}(?:主持|张罗|组织|牵头|召集|攒的|安排的|做东|\bchaired|\bhosted|\bmoderated)/iu.test(
    clause.folded.slice(Math.max(0, person.end - clause.start)),
  )

function roles(read: readonly Read[], part: VisitPart): readonly ReadContact[] {
  const met = read
    .filter(({ role }) => role === 'met' || role === 'attendee')
    .toSorted((a, b) => Number(part.meeting && hosts(b)) - Number(part.meeting && hosts(a)))
  const alone = met.length === 0 && !part.meeting
  return read
    .toSorted((a, b) => STRENGTH[a.role] - STRENGTH[b.role])
    .map((one, at) => {
      const role =
        one === met[0] || (alone && at === 0 && one.role === 'absent')
          ? 'primary'
          : met.includes(one)
            ? 'attendee'
            : one.role === 'absent'
              ? 'absent'
              : 'mentioned'
      const { resolved, person } = one
      return {
        contact: {
          text: person.text,
          id: resolved.kind === 'known' ? resolved.contact.id : null,
          role,
          ...(resolved.kind === 'new' ? { new_contact: true as const } : {}),
          ...(resolved.kind === 'known' && person.form !== 'full' && part.places.length === 0
            ? { inferred: true as const }
            : {}),
        },
        span: { start: person.start, end: person.end },
        resolved,
        person,
      }
    })
}

/** 市一药剂科主任: no name, but the department has one head. */
function byOffice(
  part: VisitPart,
  index: DirectoryIndex,
  accountIds: readonly string[],
  departments: readonly string[],
): readonly Read[] {
  const clause = part.clauses.find(
    ({ folded, mood }) => mood !== 'ahead' && /(?:科|部|室|房|内|外)的?(?:大|科)?主任/u.test(folded),
  )
  if (clause === undefined || accountIds.length !== 1 || departments.length === 0) return []
  const at = /(?:大|科)?主任/u.exec(clause.folded)!
  const heads = [...index.heads(accountIds[0]!, departments[0]!)]
  if (heads.length !== 1) return []
  const start = clause.start + at.index
  const person: PersonName = {
    kind: 'person',
    form: 'described',
    surname: '',
    name: '',
    title: at[0],
    text: at[0],
    start,
    end: start + at[0].length,
    candidates: heads,
  }
  return [{ person, clause, role: 'met', resolved: { kind: 'known', contact: heads[0]!, sure: false } }]
}

function institutionOf(
  place: PlaceName | null,
  accountIds: readonly string[],
  first: Pick<DirectoryContact, 'accountId'> | undefined,
): Pick<ReadPeople, 'institution' | 'institutionSpan' | 'institutionChoices'> {
  if (place !== null) {
    const id = accountIds.length === 1 ? accountIds[0]! : null
    return {
      institution: { text: place.text, id },
      institutionSpan: { start: place.start, end: place.end },
      institutionChoices: accountIds.length > 1 ? accountIds : [],
    }
  }
  return {
    institution: first === undefined ? null : { text: UNSAID, id: first.accountId },
    institutionSpan: null,
    institutionChoices: [],
  }
}

/** 两个王主任 of one house: which of them is open, the house is not. */
function sharedHome(
  candidates: readonly DirectoryContact[] | undefined,
): Pick<DirectoryContact, 'accountId' | 'department'> | undefined {
  const [one, ...rest] = candidates ?? []
  if (one === undefined || rest.some(({ accountId }) => accountId !== one.accountId)) return undefined
  return {
    accountId: one.accountId,
    department: rest.every(({ department }) => department === one.department) ? one.department : null,
  }
}

function departmentHere(
  part: VisitPart,
  first: Pick<DirectoryContact, 'department'> | undefined,
): string | null {
  const own = first?.department ?? null
  const said = part.departments.map(({ name }) => name)
  if (own !== null && said.includes(departmentOf(own) ?? '')) return own
  return said[0] ?? own
}
