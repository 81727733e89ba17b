/**
 * Institutions and departments in a note. Short names are everyday words, too, and dictated ones sound like
 * others: both count only where the words around them speak of a place. An institution that the directory does
 * not have is found by how institutions are called.
 */
import { DEPARTMENTS, NO_DEPARTMENT_BEFORE, SHORT_DEPARTMENTS } from './department-words.ts'
import type { DirectoryIndex } from './directory-index.ts'
import { createNameTable, type NameTable } from './name-table.ts'
import { type DepartmentName, type PlaceName, standsAlone, type Taken } from './note-names.ts'
import { TITLES } from './person-words.ts'

/** Where somebody goes or is. */
const GOING =
  /(?:去|到|在|跑|来|转|回|进|往|至|拜访|走访|^|[\n，。;,、:|)]\s*|[上下]午|中午|早上|今天|昨天|然后|先|的|了)$/u
const ENDINGS =
  '(?:人民医院|中心医院|中医医?院|妇幼保健院|妇产医院|儿童医院|肿瘤医院|胸科医院|附属医院|医院|卫生院|卫生服务中心|社区中心|卫生所|诊所|门诊部|大药房|药店|药房连锁|医药公司|商业公司)'
/** Behind these a name of an institution begins. */
const FRONT =
  /(?:去了?|到了?|在|跑了?|转去|转到|来到|进了?|拜访了?|走访了?|[上下]午|中午|今天|昨天|早上|先|，|。|;|:|\||\(|\n|^|\s)$/u
/** It only tells where somebody comes from or what kind of place is meant. */
const NOT_HERE_BEHIND = /^\s*(?:来的|调来|过来的|转来|转过来|那边来|出来的|毕业)/u
const KIND_ONLY =
  /^(?:其他|别的|哪家|几家|各|两家|三家|大|小|基层|上级|下级|三甲|这家|那家|我们|他们|民营|公立|私立|县级|市级|省级|每家|多家|个)/u

const table: NameTable<string> = createNameTable(
  DEPARTMENTS.flatMap(({ name, names }) => names.map((one) => [one.toLowerCase().split(''), name] as const)),
)
const PERSON_NEXT = new RegExp(`^(?:的|那边的?)?\\p{Script=Han}{0,3}${TITLES}`, 'u')

/** Exact names first, then departments, then what only sounds like an institution, then unknown ones. */
export function findPlaces(
  text: string,
  sounds: readonly string[],
  index: DirectoryIndex,
  taken: Taken,
): readonly (PlaceName | DepartmentName)[] {
  const letters = text.toLowerCase().split('')
  const places = letters.flatMap((_, at): readonly PlaceName[] => {
    if (!taken.free(at, at + 1)) return []
    const hit = index.places
      .startingAt(letters, at)
      .find(({ length }) => isPlace(text, at, at + length) && taken.free(at, at + length))
    if (hit === undefined) return []
    taken.take(at, at + hit.length)
    return [place(text, at, at + hit.length, hit.values)]
  })
  const departments = findDepartments(text, letters, sounds, index, taken, places)
  const known = [...places, ...departments]
  const heard = sounds.flatMap((_, at): readonly PlaceName[] => {
    if (!taken.free(at, at + 1) || !GOING.test(text.slice(Math.max(0, at - 4), at))) return []
    const hit = index.placeSounds
      .startingAt(sounds, at)
      .find(
        ({ length }) =>
          taken.free(at, at + length) &&
          !/^(?:医院|一员|意愿|医员)$/u.test(text.slice(at, at + length)) &&
          followedByPlace(text, at + length, known),
      )
    if (hit === undefined) return []
    taken.take(at, at + hit.length)
    return [{ ...place(text, at, at + hit.length, hit.values), bySound: true }]
  })
  return [...known, ...heard, ...findUnknown(text, taken)].toSorted((a, b) => a.start - b.start)
}

function isPlace(text: string, start: number, end: number): boolean {
  if (!standsAlone(text, start, end)) return false
  const name = text.slice(start, end)
  // 市一院长: the head of the place, not a place called 市一院.
  if (name.endsWith('院') && text.charAt(end) === '长') return false
  if (/^[a-z]/u.test(name)) return name.length >= 6
  if (name.startsWith('一') && /[第另某每哪同住]/u.test(text.charAt(start - 1))) return false
  // A district or province before a common name makes it another institution.
  return !(
    /[省县]/u.test(text.charAt(start - 1)) &&
    /^[^省县]/u.test(name) &&
    !/[到在去][省县]$/u.test(text.slice(0, start))
  )
}

const place = (text: string, start: number, end: number, ids: readonly string[]): PlaceName => ({
  kind: 'place',
  text: text.slice(start, end),
  start,
  end,
  ids: [...new Set(ids)],
})

/** A department, a person with a title or the word for hospital right behind. */
function followedByPlace(text: string, end: number, known: readonly { readonly start: number }[]): boolean {
  const behind = text.slice(end, end + 8)
  return (
    known.some(({ start }) => start >= end && start <= end + 1) ||
    PERSON_NEXT.test(behind) ||
    /^(?:医院|院区|那边)/u.test(behind)
  )
}

function findDepartments(
  text: string,
  letters: readonly string[],
  sounds: readonly string[],
  index: DirectoryIndex,
  taken: Taken,
  places: readonly PlaceName[],
): readonly DepartmentName[] {
  const exact = letters.flatMap((_, at) => {
    if (!taken.free(at, at + 1)) return []
    const hit = table
      .startingAt(letters, at)
      .find(({ length }) => isDepartment(text, at, at + length, places) && taken.free(at, at + length))
    return hit === undefined ? [] : takeDepartment(text, at, hit.length, hit.values[0]!, taken)
  })
  const heard = places.flatMap(({ end }) => departmentBySound(text, end, sounds, index, taken))
  // 是一新内: neither is spelt right, so both are taken by ear where they stand together.
  const pairs = sounds.flatMap((_, at) => {
    if (!taken.free(at, at + 1) || !GOING.test(text.slice(Math.max(0, at - 4), at))) return []
    const hit = index.placeSounds.startingAt(sounds, at).find(({ length }) => taken.free(at, at + length))
    return hit === undefined ? [] : departmentBySound(text, at + hit.length, sounds, index, taken)
  })
  return [...exact, ...heard, ...pairs]
}

/** Long names are themselves; short ones need an institution before or a person, 科 or a meeting behind. */
function isDepartment(text: string, start: number, end: number, places: readonly PlaceName[]): boolean {
  if (!standsAlone(text, start, end)) return false
  const name = text.slice(start, end).toLowerCase()
  const behind = text.slice(end)
  if (NO_DEPARTMENT_BEFORE.test(behind)) return false
  if (/(?:病人|患者|合并|治疗|改善|伴)$/u.test(text.slice(0, start))) return false
  // In capitals only, and never the English word "er".
  if (/^(?:gi|er|id|ent|icu|ccu|ivf|lab)\b/u.test(name) && !/^[A-Z]/u.test(text.slice(start, end)))
    return false
  if (!SHORT_DEPARTMENTS.has(name)) return true
  if (
    places.some(
      (one) =>
        one.end === start || (one.end < start && /^[\s的(/,-]{1,2}$/u.test(text.slice(one.end, start))),
    )
  )
    return true
  if (/^[a-z]/u.test(name))
    return (
      /[(,/]\s*$|\bin\s*$|\bat\s*$|\bthe\s*$/iu.test(text.slice(0, start)) ||
      /^\s*(?:dept|department|clinic|ward|[,)])/iu.test(behind)
    )
  return new RegExp(`^(?:科|那边|的?\\p{Script=Han}{1,3}${TITLES}|${TITLES})`, 'u').test(behind)
}

/** 市一新内: right behind an institution what sounds like a department is one. */
function departmentBySound(
  text: string,
  at: number,
  sounds: readonly string[],
  index: DirectoryIndex,
  taken: Taken,
): readonly DepartmentName[] {
  for (const length of [5, 4, 3, 2]) {
    const heard = sounds.slice(at, at + length).join(' ')
    const written = text.slice(at, at + length)
    if (!/^\p{Script=Han}+$/u.test(written) || !taken.free(at, at + length)) continue
    const found = DEPARTMENTS.find(({ names }) =>
      names.some(
        (name) =>
          name.length === length &&
          /^\p{Script=Han}/u.test(name) &&
          index.sounds.all(name).join(' ') === heard,
      ),
    )
    if (found !== undefined) return takeDepartment(text, at, length, found.name, taken)
  }
  return []
}

function takeDepartment(
  text: string,
  at: number,
  length: number,
  name: string,
  taken: Taken,
): readonly DepartmentName[] {
  const end =
    at +
    length +
    (text.charAt(at + length) === '科' && !/科[会室]/u.test(text.slice(at + length, at + length + 2)) ? 1 : 0)
  taken.take(at, end)
  return [{ kind: 'department', name, text: text.slice(at, end), start: at, end }]
}

function findUnknown(text: string, taken: Taken): readonly PlaceName[] {
  const found = [...text.matchAll(new RegExp(`\\p{Script=Han}{2,12}?${ENDINGS}`, 'gu'))]
  const chinese = found.flatMap((match): readonly PlaceName[] => {
    const whole = match[0]
    // The name begins behind the last word that leads to a place.
    const lead =
      /^.*(?:去了?|到了?|在|跑了?|转去|拜访了?|走访了?|[上下]午|中午|今天|昨天|早上|先|又|再|刚|从|跟|是)/u.exec(
        whole,
      )
    const start = match.index + (lead?.[0].length ?? 0)
    const end = match.index + whole.length
    const name = text.slice(start, end)
    if (name.length < 4 || KIND_ONLY.test(name) || !taken.free(start, end)) return []
    if (NOT_HERE_BEHIND.test(text.slice(end)) || (lead === null && !FRONT.test(text.slice(0, start))))
      return []
    taken.take(start, end)
    return [place(text, start, end, [])]
  })
  const english = [
    ...text.matchAll(
      /\b(?:[A-Z][\w.'-]+\s){1,4}(?:Hospital|Clinic|Pharmacy|Medical Cent(?:er|re)|Health Cent(?:er|re))\b/gu,
    ),
  ]
  return [
    ...chinese,
    ...english.flatMap((match): readonly PlaceName[] => {
      const end = match.index + match[0].length
      if (!taken.free(match.index, end)) return []
      taken.take(match.index, end)
      return [place(text, match.index, end, [])]
    }),
  ]
}
