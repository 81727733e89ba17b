/**
 * Which clauses belong to which visit. A visit begins where the note goes to another place, another person, another
 * part of the day, or another point of a list; what is only to be done, spoken of or heard of begins none.
 */
import { ELSEWHERE, NOT_MET, TOLD_BY_OTHERS } from './absence-words.ts'
import { type MeetingRole, meetingRole } from './meeting-role.ts'
import type { DepartmentName, PersonName, PlaceName } from './note-names.ts'
import type { DirectoryContact } from './note-reading.ts'
import { GROUP_MEETING, HELD, MET } from './visit-words.ts'
import { NAMES_EVENT, onlyWhen, type WeighedClause } from './weigh-clauses.ts'

export interface VisitPerson {
  readonly person: PersonName
  readonly role: MeetingRole
  readonly clause: WeighedClause
}

export interface VisitPart {
  readonly clauses: readonly WeighedClause[]
  readonly people: readonly VisitPerson[]
  readonly places: readonly PlaceName[]
  readonly departments: readonly DepartmentName[]
  readonly meeting: boolean
}

interface Draft {
  clauses: WeighedClause[]
  people: VisitPerson[]
  places: PlaceName[]
  departments: DepartmentName[]
  meeting: boolean
  missed: boolean
  part: string | null
}

const MOVES_ON =
  /^[\s\p{P}\p{S}\p{No}]*(?:(?:(?:下午|上午|中午|晚上|傍晚|早上)?(?:又|再|转|接着|然后|随后|之后|后来|最后|另外|完了|出来|回来|顺路|顺便|顺道)(?:就)?(?:又|去|到|转|见|碰|遇|找|拜访|跑|路过)?)|还(?:见|去|拜访|找|跑|碰|遇|跟)|第[二三四五]家|(?:then|after that|afterwards|later|next|also|second|finally|on the way)\b)/iu
const SEPARATELY =
  /又|还(?=见|去|拜访|找|跟|碰|遇|跑)|然后|接着|随后|之后|后来|再|出来|走廊|另外|\b(?:then|also|later|afterwards|separately|next|bumped into|ran into|after)\b/iu
const NOT_HERE = /(?:她|他|人家)?是$|来自$|从$|原来在$|以前在$|调[到去]$|隔壁$|\bfrom$/u
const PLACE_FOR_EVENT = /药事会|会(?:议)?(?:在|，|。|$)|学术会|年会|论坛/u

/** `wholePlan`: nothing in the note is done yet, so what is ahead are the visits themselves. */
export function cutVisits(clauses: readonly WeighedClause[], wholePlan: boolean): readonly VisitPart[] {
  const parts: Draft[] = []
  let current = begin()
  for (const clause of clauses) {
    const people = clause.names.filter((name) => name.kind === 'person')
    const places = clause.names
      .filter((name) => name.kind === 'place')
      .filter((place) => isHere(clause, place, wholePlan))
    const departments = clause.names
      .filter((name) => name.kind === 'department')
      .filter((one) => isHere(clause, one, wholePlan) && !acts(clause, one))
    const met = people.map(
      (person): VisitPerson => ({ person, role: meetingRole(clause, person, wholePlan), clause }),
    )
    const meeting =
      GROUP_MEETING.test(clause.folded) &&
      !(ELSEWHERE.test(clause.folded) && TOLD_BY_OTHERS.test(clause.folded)) &&
      (clause.mood !== 'ahead' || wholePlan) &&
      (wholePlan || !isOfAnEventToCome(clause))
    if (
      beginsAnother(current, clause, met, places, departments, meeting) ||
      opensItem(current, clause, clauses, wholePlan)
    ) {
      parts.push(current)
      current = begin()
    }
    current.clauses.push(clause)
    current.people.push(...met)
    current.places.push(...places)
    current.departments.push(...departments)
    current.meeting ||=
      meeting &&
      (HELD.test(clause.folded) ||
        wholePlan ||
        places.length > 0 ||
        (clause.folded.length <= 5 && current.places.length > 0))
    current.missed ||=
      NOT_MET.test(clause.folded) || (ELSEWHERE.test(clause.folded) && TOLD_BY_OTHERS.test(clause.folded))
    current.part ??= partOfDay(clause)
  }
  parts.push(current)
  return parts.filter(({ clauses: some }) => some.length > 0)
}

/** The first cell or the heading of a line whose rest names somebody else: "下午 | 中心医院 | 郑凯", "周二:". */
function opensItem(
  current: Draft,
  clause: WeighedClause,
  all: readonly WeighedClause[],
  wholePlan: boolean,
): boolean {
  const core =
    current.people.some(({ role }) => role !== 'mentioned' && role !== 'planned') || current.places.length > 0
  if (!core || !clause.first || clause.speaker !== null || clause.item === current.clauses.at(-1)?.item)
    return false
  const item = all.filter((one) => one.item === clause.item)
  const numeral = /^[\s\p{P}\d]+$/u.test(clause.folded)
  if (!(onlyWhen(clause) || numeral) || (clause.mood === 'ahead' && !wholePlan)) return false
  if (item.length === 1) return true
  const rest = item.filter(({ mood }) => mood !== 'ahead' || wholePlan)
  return rest.some(({ names }) =>
    names.some(
      (name) =>
        name.kind === 'place' ||
        (name.kind === 'person' && !current.people.some(({ person }) => same(person, name))),
    ),
  )
}

const begin = (): Draft => ({
  clauses: [],
  people: [],
  places: [],
  departments: [],
  meeting: false,
  missed: false,
  part: null,
})

/** Where the rep is, not where somebody comes from, nor where something is to be done. */
function isHere(clause: WeighedClause, name: PlaceName | DepartmentName, wholePlan: boolean): boolean {
  const before = clause.folded.slice(0, name.start - clause.start)
  // 转ICU, 等药剂科排会: where a patient went, whom somebody waits for.
  if (
    name.kind === 'department' &&
    (/(?:转|进|送|收|住)(?:了|入|到|进)?$|\b(?:moved|transferred|admitted|sent|went) (?:in)?to (?:the )?$/iu.test(
      before,
    )
      ? name.name === '重症医学科' || name.name === '急诊科'
      : /(?:等|经|由|让|归)$/u.test(before))
  )
    return false
  if (
    NOT_HERE.test(before) ||
    (/(?:让我|叫我|要我|找|问)$/u.test(before.slice(-2)) && clause.mood === 'ahead')
  )
    return false
  if (clause.mood === 'ahead' && !wholePlan) return false
  if (/说|觉得|听/u.test(before) && !MET.test(before)) return false
  return !(
    PLACE_FOR_EVENT.test(clause.folded.slice(name.end - clause.start)) &&
    clause.days.some(({ back }) => back === null)
  )
}

/** 三月六号那个沙龙, spoken of today: it is not what was attended. */
const isOfAnEventToCome = (clause: WeighedClause): boolean =>
  clause.days.some(
    ({ ahead, back, end }) =>
      ahead !== null && back === null && NAMES_EVENT.test(clause.folded.slice(end - clause.start)),
  )

/** "Pharmacy still restricts it", 药剂科还卡着: a department that does something, not one that was gone to. */
const acts = (clause: WeighedClause, name: DepartmentName): boolean =>
  /^\s*(?:(?:still|also|now) )?(?:says?|said|wants?|restricts?|requires?|refuses?|blocks?|limits?)\b|^(?:那边)?(?:还|又|也|一直)?(?:在)?(?:卡着|限着|不让|不肯|压着)/iu.test(
    clause.folded.slice(name.end - clause.start),
  )

function beginsAnother(
  current: Draft,
  clause: WeighedClause,
  met: readonly VisitPerson[],
  places: readonly PlaceName[],
  departments: readonly DepartmentName[],
  meeting: boolean,
): boolean {
  const here = current.people.filter(
    ({ role }) => role === 'met' || role === 'attendee' || (role === 'absent' && !current.meeting),
  )
  const core = here.length > 0 || current.places.length > 0 || current.missed
  if (!core || clause.speaker !== null) return false
  const now = met.filter(({ role }) => role === 'met')
  const newcomers = now.filter(({ person }) => !here.some((one) => same(one.person, person)))
  const place = places.find((one) => !current.places.some((other) => samePlace(one, other)))
  const homesHere = here.flatMap(({ person }) => homes(person))
  const otherHouseOf = (ids: readonly string[]): boolean =>
    ids.length > 0 && homesHere.length > 0 && !homesHere.some(({ accountId }) => ids.includes(accountId))
  const elsewhere = place !== undefined && (current.places.length > 0 || otherHouseOf(place.ids))
  const later = partOfDay(clause)
  const anotherPart = later !== null && current.part !== null && later !== current.part
  // Another point of a list, another line: it is its own visit once it names somebody or some place.
  const point = clause.first && clause.item !== current.clauses.at(-1)?.item
  if (point && (newcomers.length > 0 || place !== undefined)) return true
  if (elsewhere) return true
  if (
    MOVES_ON.test(clause.folded) &&
    ((newcomers.length > 0 && here.length > 0) || (place !== undefined && here.length > 0))
  )
    return true
  if (anotherPart && (now.length > 0 || places.length > 0) && here.length > 0) return true
  // 上午没见着，下午又去等到了: the same person a second time.
  if (anotherPart && current.missed && MET.test(clause.folded)) return true
  if (newcomers.length === 0 || here.length === 0) {
    return meeting && !current.meeting && here.length > 0 && departments.length + places.length > 0
  }
  if (current.meeting) return false
  if (current.missed && MET.test(clause.folded)) return true
  if (current.missed && newcomers.some(({ person }) => person.start === clause.start)) return true
  const [first] = newcomers
  const others = homes(first!.person)
  const otherHouse =
    others.length > 0 &&
    homesHere.length > 0 &&
    !others.some((one) => homesHere.some((home) => home.accountId === one.accountId))
  const otherRoom =
    others.length > 0 &&
    homesHere.length > 0 &&
    !others.some((one) =>
      homesHere.some((home) => home.accountId === one.accountId && home.department === one.department),
    )
  if (otherHouse || otherRoom) return true
  if (
    departments.some(
      (one) => current.departments.length > 0 && !current.departments.some(({ name }) => name === one.name),
    )
  )
    return true
  return SEPARATELY.test(clause.folded) && MET.test(clause.folded)
}

const homes = (person: PersonName): readonly DirectoryContact[] =>
  person.candidates.length > 0 && person.candidates.length <= 3 ? person.candidates : []

const MANY = 60

/** The same person as far as the names tell: 王主任 after 王建国 is he. */
export function same(one: PersonName, other: PersonName): boolean {
  // Hundreds bear a common surname: comparing all with all would take longer than reading the note.
  const many = one.candidates.length + other.candidates.length > MANY
  if (!many && one.candidates.length > 0 && other.candidates.length > 0)
    return one.candidates.some((contact) => other.candidates.includes(contact))
  return one.surname === other.surname && (one.name === '' || other.name === '' || one.name === other.name)
}

function samePlace(one: PlaceName, other: PlaceName): boolean {
  if (one.ids.length === 0 || other.ids.length === 0) return one.text === other.text
  return one.ids.some((id) => other.ids.includes(id))
}

function partOfDay(clause: WeighedClause): string | null {
  if (clause.mood === 'ahead') return null
  const [first] = clause.times
  if (first === undefined) return null
  if (first.part !== null) return first.part
  const hour = Number(first.clock!.slice(0, 2))
  return hour < 12 ? 'am' : hour < 18 ? 'pm' : 'evening'
}
