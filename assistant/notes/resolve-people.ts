/**
 * Whom a name means: the directory's candidates narrowed by the place, the department, the title, and whom else the
 * note names in full. More than one left is a question, never a guess; none left is a person to be proposed.
 */
import { DEPARTMENTS } from './department-words.ts'
import type { PersonName } from './note-names.ts'
import type { DirectoryContact } from './note-reading.ts'

export type Resolved =
  | { readonly kind: 'known'; readonly contact: DirectoryContact; readonly sure: boolean }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly DirectoryContact[] }
  /** `like`: sounds or is called the same, elsewhere. */
  | { readonly kind: 'new'; readonly like: readonly DirectoryContact[] }
  /** A friend, a colleague, a surname that leads nowhere. */
  | { readonly kind: 'nobody' }

export interface PersonSurroundings {
  /** Where the visit was; empty where nothing is said. */
  readonly accountIds: readonly string[]
  /** The visit was in an institution that the directory does not have. */
  readonly elsewhere?: boolean
  /** As a record writes them. */
  readonly departments: readonly string[]
  /** Whom the note names in full, nearest first. */
  readonly named: readonly DirectoryContact[]
}

export function resolvePerson(person: PersonName, around: PersonSurroundings): Resolved {
  const { candidates, form } = person
  const weak = form === 'bare' || form === 'nickname'
  if (candidates.length === 0) return weak ? { kind: 'nobody' } : { kind: 'new', like: [] }
  const told = around.named.find((one) => candidates.includes(one))
  if (form !== 'full' && form !== 'sound' && told !== undefined && fitsTitle(told, person.title))
    return { kind: 'known', contact: told, sure: true }
  if (form === 'bare') return { kind: 'nobody' }
  const here = around.elsewhere
    ? []
    : around.accountIds.length === 0
      ? candidates
      : candidates.filter(({ accountId }) => around.accountIds.includes(accountId))
  if (here.length === 0) {
    // Somebody known by the full name may be met at another house; by ear or surname it is somebody else.
    if (form === 'full' && candidates.length === 1)
      return { kind: 'known', contact: candidates[0]!, sure: true }
    if (form === 'full') return { kind: 'ambiguous', candidates }
    return weak ? { kind: 'nobody' } : { kind: 'new', like: candidates }
  }
  const inRoom = preferring(here, (one) => around.departments.includes(departmentOf(one.department) ?? ''))
  const titled = preferring(inRoom, (one) => fitsTitle(one, person.title))
  const exact = preferring(titled, (one) => titleMeans(one, person.title))
  if (exact.length === 1) {
    // A described stranger (有个姓陆的主治) is only taken for the one who fits in every way.
    if (form === 'described' && !fitsTitle(exact[0]!, person.title)) return { kind: 'new', like: exact }
    if (form === 'nickname' && !(around.accountIds.length > 0 || candidates.length === 1))
      return { kind: 'nobody' }
    return { kind: 'known', contact: exact[0]!, sure: form === 'full' || form === 'surname' }
  }
  return weak && around.accountIds.length === 0
    ? { kind: 'nobody' }
    : { kind: 'ambiguous', candidates: exact }
}

function preferring(
  some: readonly DirectoryContact[],
  fits: (one: DirectoryContact) => boolean,
): readonly DirectoryContact[] {
  const fitting = some.filter(fits)
  return fitting.length > 0 ? fitting : some
}

/** Nobody calls an intern a director; 老师, 医生 and "Dr" are said to everybody in white. */
function fitsTitle({ title }: DirectoryContact, said: string | null): boolean {
  if (said === null || title === null) return true
  if (/^副?(?:大|科)?主任|Director|Chief|Head/iu.test(said)) return /主任|director|chief|head/iu.test(title)
  if (/主治/u.test(said)) return /主治/u.test(title)
  if (/店长|店经理/u.test(said)) return /店长|经理|负责人/u.test(title)
  if (/院长/u.test(said)) return /院长/u.test(title)
  if (/科长|处长/u.test(said)) return /长|主任/u.test(title)
  if (/药师|Pharmacist/iu.test(said)) return /药/u.test(title)
  if (/护士/u.test(said)) return /护/u.test(title)
  return !/店长|店员/u.test(title)
}

/** 副主任 is a deputy, 大主任 the head: where both bear the surname, the title decides. */
function titleMeans({ title }: DirectoryContact, said: string | null): boolean {
  if (said === null || title === null) return false
  if (/^副主任/u.test(said)) return /副/u.test(title)
  if (/^(?:大|科)主任/u.test(said)) return /科主任|大主任/u.test(title) || /^主任(?!医师)/u.test(title)
  return title.includes(said) && !/主任/u.test(said)
}

const CANONICAL: ReadonlyMap<string, string> = new Map(
  DEPARTMENTS.flatMap(({ name, names }) => names.map((one): [string, string] => [one.toLowerCase(), name])),
)

/** A department of the directory as the rules call it. */
export const departmentOf = (department: string | null): string | null =>
  department === null ? null : (CANONICAL.get(department.toLowerCase()) ?? department)
