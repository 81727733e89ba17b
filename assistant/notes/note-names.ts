/** What a note names, before anybody is resolved: a stretch of the note, what kind of name it is, whom it may mean. */
import type { DirectoryContact, Span } from './note-reading.ts'

export interface PlaceName extends Span {
  readonly kind: 'place'
  readonly text: string
  /** More than one: the short name is shared. None: not in the directory. */
  readonly ids: readonly string[]
  readonly bySound?: true
}

export interface DepartmentName extends Span {
  readonly kind: 'department'
  readonly text: string
  /** As a record writes it. */
  readonly name: string
}

export interface MedicineName extends Span {
  readonly kind: 'product' | 'competitor'
  readonly text: string
  readonly id: string | null
  readonly bySound?: true
}

export type PersonForm =
  /** Surname and given name, of the directory. */
  | 'full'
  /** Written by ear. */
  | 'sound'
  /** 王主任, Dr. Wang */
  | 'surname'
  /** 老王, 王姐: a friend or a doctor. */
  | 'nickname'
  /** 给赵送: only of somebody named elsewhere in the note. */
  | 'bare'
  /** 姓陆的主治 */
  | 'described'
  /** A name that nobody in the directory has. */
  | 'unknown'
/** 他, 主任: stands for the last one; not used as a contact of its own. */

export interface PersonName extends Span {
  readonly kind: 'person'
  readonly text: string
  readonly form: PersonForm
  readonly surname: string
  /** Without title; empty where only the surname is said. */
  readonly name: string
  readonly title: string | null
  readonly candidates: readonly DirectoryContact[]
}

export interface ColleagueName extends Span {
  readonly kind: 'colleague'
  readonly text: string
  /** Came along on the visit. */
  readonly joined: boolean
}

export type NoteName = PlaceName | DepartmentName | MedicineName | PersonName | ColleagueName

/** The text taken up so far; two names never share a character. */
export interface Taken {
  readonly free: (start: number, end: number) => boolean
  readonly take: (start: number, end: number) => void
}

export function createTaken(length: number): Taken {
  const used = new Uint8Array(length)
  return {
    free: (start, end) => !used.subarray(start, end).includes(1),
    take: (start, end) => void used.fill(1, start, end),
  }
}

const LATIN = /[A-Za-z0-9]/u

/** A Latin name must not be a piece of a longer word. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const first = text.charAt(start)
  const last = text.charAt(end - 1)
  if (LATIN.test(first) && LATIN.test(text.charAt(start - 1))) return false
  // LKT12盒: an amount of it.
  const counted = /^\d+\s*(?:盒|支|瓶|片|粒|板|箱|mg|g\b)/u.test(text.slice(end, end + 8))
  return !(LATIN.test(last) && LATIN.test(text.charAt(end)) && !(counted && !/\d/u.test(last)))
}
