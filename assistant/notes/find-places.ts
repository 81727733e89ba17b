/**
 * Institutions and departments in a note. Short names are everyday words, too, and dictated ones sound like
 * others: both count only where the words around them speak of a place. An institution that the directory does
 * not have is found in find-unknown-places.ts.
 */
import { DEPARTMENTS, NO_DEPARTMENT_BEFORE, SHORT_DEPARTMENTS } from './department-words.ts'
import type { DirectoryIndex } from './directory-index.ts'
import { findUnknownPlaces, placeAt } from './find-unknown-places.ts'
import { createNameTable, type NameTable } from './name-table.ts'
import { type DepartmentName, type PlaceName, standsAlone, type Taken } from './note-names.ts'
import { TITLES } from './person-words.ts'

/** Where somebody goes or is. */
const GOING =
  /(?:去|到|在|跑|来|转|回|进|往|至|拜访|走访|^|[\n，。;,、:|)]\s*|[上下]午|中午|早上|今天|昨天|然后|先|的|了)$/u

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
      .find(
        ({ length, values }) =>
          isPlace(text, at, at + length, values.map(index.accountName)) && taken.free(at, at + length),
      )
    if (hit === undefined) return []
    taken.take(at, at + hit.length)
    return [placeAt(text, at, at + hit.length, hit.values)]
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
    return [{ ...placeAt(text, at, at + hit.length, hit.values), bySound: true }]
  })
  return [...known, ...heard, ...findUnknownPlaces(text, taken, known)].toSorted((a, b) => a.start - b.start)
}

function isPlace(text: string, start: number, end: number, accounts: readonly string[]): boolean {
  if (!standsAlone(text, start, end)) return false
  const name = text.slice(start, end)
  // 市一院长: the head of the place, not a place called 市一院.
  if (name.endsWith('院') && text.charAt(end) === '长') return false
  if (/^[a-z]/u.test(name)) return name.length >= 6
  if (name.startsWith('一') && /[第另某每哪同住]/u.test(text.charAt(start - 1))) return false
  return !namesAnother(text, start, accounts)
}

/** A district or city before a common name makes it another institution: 江北区中医院 is not the 中医院 of the list. */
function namesAnother(text: string, start: number, accounts: readonly string[]): boolean {
  const before = /(\p{Script=Han}{1,3}[省市区县州旗镇乡])$/u.exec(
    text.slice(Math.max(0, start - 5), start),
  )?.[1]
  if (before === undefined || /(?:院|社|小|校|园|片|病|辖|地)区$/u.test(before)) return false
  const own = before.replace(/^.*(?:去了?|到了?|在|跑了?|来了?|回|从|是|往|进|的|先|又|再|午|天|和|跟)/u, '')
  return own.length > 1 && !accounts.some((name) => name.includes(own) || name.includes(own.slice(0, -1)))
}

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
