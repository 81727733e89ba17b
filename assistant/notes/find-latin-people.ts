/** People written in Latin letters: "Dr. Liu Min", "Prof Wang", "Dr.王", "Huang (oncology)". */
import type { DirectoryIndex } from './directory-index.ts'
import type { PersonName, Taken } from './note-names.ts'
import { standsAlone } from './note-names.ts'
import { ENGLISH_TITLES, ENGLISH_WORDS, surnameAt } from './person-words.ts'

const TITLED = new RegExp(
  `\\b(${ENGLISH_TITLES})\\.?\\s*((?:[A-Z][a-z]+(?:[ -](?!${ENGLISH_TITLES}\\b)[A-Z][a-z]*\\b){0,2})|\\p{Script=Han}{1,4})`,
  'gu',
)
const WORDS = /\b[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z-]*)?\b/gu
const CAPITALISED = /\b[A-Z][a-z]+\b/gu
/** Before or behind a bare surname: somebody is met, asked, quoted. */
const TAKES_PERSON =
  /(?:\b(?:saw|met|visited|called|with|to|for|from|ask(?:ed)?|told|tell|see|seeing|meet|and|by|catch|caught|remind|send|email(?:ed)?|text(?:ed)?|phone[d]?|prof|dr|missed|couldn't see|spoke to|spoke with|about)\s+|^\s*|[\n.;:(•*|,-]\s*|\d[.)]\s*|[\p{Script=Han}，。])$/iu
const ACTS =
  /^\s*(?:\(|,|:|-|\/|said|says|asked|asks|told|mentioned|wants?|wanted|was|is|will|would|had|has|liked?|likes|thinks?|thought|agreed|bumped|cancel\w*|moved|postponed|reschedul\w*|not|out|away|happy|keen|prefers?|worried|complained|called|refused|promised|at|in|from|again|on|by|re|about|this|today|tomorrow|next|the|[.;\n]|$|\p{Script=Han})/iu

export function findLatinPeople(text: string, index: DirectoryIndex, taken: Taken): readonly PersonName[] {
  const found: PersonName[] = []
  const add = (person: PersonName | null): void => {
    if (person === null || !taken.free(person.start, person.end)) return
    taken.take(person.start, person.end)
    found.push(person)
  }
  for (const match of text.matchAll(TITLED)) add(titled(match, index))
  for (const match of overlapping(text)) add(fullName(text, match, index))
  for (const match of text.matchAll(CAPITALISED)) add(surnameOnly(text, match, index))
  return found
}

function titled(match: RegExpExecArray | RegExpMatchArray, index: DirectoryIndex): PersonName | null {
  const [, title = '', name = ''] = match
  const start = match.index ?? 0
  const base = { kind: 'person', title, start } as const
  if (/^\p{Script=Han}/u.test(name)) return titledHan(match, index)
  const words = name.split(' ')
  for (let count = words.length; count > 0; count -= 1) {
    const said = words.slice(0, count).join(' ')
    const end = start + match[0].length - (name.length - said.length)
    const text = match[0].slice(0, end - start)
    const full = index.peopleLatin.get(said.toLowerCase())
    if (full !== undefined)
      return {
        ...base,
        end,
        text,
        form: 'full',
        surname: full[0]!.name.charAt(0),
        name: said,
        candidates: full,
      }
    if (count === 1) {
      const some = index.byLatinSurname.get(said.toLowerCase())
      if (some !== undefined && words.length === 1)
        return { ...base, end, text, form: 'surname', surname: said, name: '', candidates: some }
    }
  }
  if (/^(?:Mr|Ms|Mrs|Miss)$/u.test(title)) return null
  const end = start + match[0].length
  return {
    ...base,
    end,
    text: match[0],
    form: words.length > 1 ? 'unknown' : 'surname',
    surname: words.at(-1)!,
    name,
    candidates: [],
  }
}

/** Dr.王, Prof 李卫东: the longest name that the directory has. */
function titledHan(match: RegExpExecArray | RegExpMatchArray, index: DirectoryIndex): PersonName | null {
  const [whole, title = '', name = ''] = match
  const surname = surnameAt(name)
  if (surname === null) return null
  const start = match.index ?? 0
  const lead = whole.length - name.length
  for (let length = Math.min(name.length, 4); length >= 2; length -= 1) {
    const said = name.slice(0, length)
    const full = (index.bySurname.get(surname) ?? []).filter((one) => one.name === said)
    const end = start + lead + length
    if (full.length > 0)
      return {
        kind: 'person',
        title,
        start,
        end,
        text: whole.slice(0, lead + length),
        form: 'full',
        surname,
        name: said,
        candidates: full,
      }
  }
  const end = start + lead + surname.length
  const candidates = index.bySurname.get(surname) ?? []
  return {
    kind: 'person',
    title,
    start,
    end,
    text: whole.slice(0, lead + surname.length),
    form: 'surname',
    surname,
    name: '',
    candidates,
  }
}

function* overlapping(text: string): Generator<RegExpExecArray> {
  const pattern = new RegExp(WORDS.source, 'gu')
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    yield match
    // Once more from the second word: "saw liu" must not hide "liu min".
    const blank = match[0].indexOf(' ')
    if (blank > 0) pattern.lastIndex = match.index + blank + 1
  }
}

/** Surname and given name in either order, capitals or not. */
function fullName(text: string, match: RegExpExecArray, index: DirectoryIndex): PersonName | null {
  const said = match[0]
  const candidates = index.peopleLatin.get(said.toLowerCase())
  if (candidates === undefined || said.length < 5) return null
  // One word without capitals is more likely a word than a name.
  if (!said.includes(' ') && !/^[A-Z]/u.test(said) && said.length < 8) return null
  const [start, end] = [match.index, match.index + said.length]
  if (!standsAlone(text, start, end)) return null
  return {
    kind: 'person',
    form: 'full',
    title: null,
    surname: candidates[0]!.name.charAt(0),
    name: said,
    text: said,
    start,
    end,
    candidates,
  }
}

function surnameOnly(text: string, match: RegExpMatchArray, index: DirectoryIndex): PersonName | null {
  const said = match[0]
  const key = said.toLowerCase()
  const candidates = index.byLatinSurname.get(key)
  if (candidates === undefined) return null
  const start = match.index ?? 0
  const end = start + said.length
  if (!standsAlone(text, start, end)) return null
  const lead = text.slice(Math.max(0, start - 24), start)
  if (ENGLISH_WORDS.has(key)) {
    if (!/\b(?:saw|met|visited|with|told|asked)\s+$/iu.test(lead)) return null
    if (/^\s+(?:said|was|is|has|did)/iu.test(text.slice(end)) && /^(?:he|she|you)$/u.test(key)) return null
  }
  if (!TAKES_PERSON.test(lead) || !ACTS.test(text.slice(end))) return null
  return {
    kind: 'person',
    form: 'surname',
    title: null,
    surname: said,
    name: '',
    text: said,
    start,
    end,
    candidates,
  }
}
