/**
 * The company's directory made ready for reading notes: every name of institutions, people, medicines and rivals
 * by spelling and by sound. Built once for a directory (a territory of 20,000 contacts takes a fraction of a
 * second), then only looked up.
 */
import { romanize } from '../../core/text/pinyin.ts'
import { englishNames } from '../../knowledge/english-names.ts'
import { MEDICINE_NAMES } from '../../knowledge/medicine-names.ts'
import { chineseCore, latinForms } from '../../knowledge/name-parts.ts'
import { createNameTable, type NameTable, type Sounds } from './name-table.ts'
import type { DirectoryContact, NoteDirectory } from './note-reading.ts'
import { surnameAt } from './person-words.ts'
import { shortNames } from './place-names.ts'
import { departmentOf } from './resolve-people.ts'

export interface MedicineRef {
  readonly kind: 'product' | 'competitor'
  /** Null: a medicine that is not the company's. */
  readonly id: string | null
}

export interface DirectoryIndex {
  readonly sounds: Sounds
  /** Ids of accounts by every spelling. */
  readonly places: NameTable<string>
  readonly placeSounds: NameTable<string>
  readonly medicines: NameTable<MedicineRef>
  readonly medicineSounds: NameTable<MedicineRef>
  readonly people: NameTable<DirectoryContact>
  readonly peopleSounds: NameTable<DirectoryContact>
  /** Lower-case Latin, words joined by one space: "liu min", "min liu", "liumin". */
  readonly peopleLatin: ReadonlyMap<string, readonly DirectoryContact[]>
  readonly bySurname: ReadonlyMap<string, readonly DirectoryContact[]>
  /** The surname's sound ("wan" for 王) -> who bears one that sounds so. */
  readonly bySurnameSound: ReadonlyMap<string, readonly DirectoryContact[]>
  readonly byLatinSurname: ReadonlyMap<string, readonly DirectoryContact[]>
  readonly accountName: (id: string) => string
  readonly contact: (id: string) => DirectoryContact | undefined
  /** Whoever leads the department of an account, as far as titles tell. */
  readonly heads: (accountId: string, department: string) => readonly DirectoryContact[]
}

const HAN_NAME = /^\p{Script=Han}{2,4}$/u

/** `sounds` is shared by all directories: what it has heard once need not be read again. */
export function createDirectoryIndex(directory: NoteDirectory, sounds: Sounds): DirectoryIndex {
  const latin = createRomanizer()
  const letters = (name: string): readonly string[] => name.toLowerCase().split('')
  const placeNames = directory.accounts.flatMap(({ id, name, aliases }) => {
    const given = [name, ...aliases]
    const made = given.flatMap((one) => shortNames(one))
    const spelt = given.filter((one) => /^\p{Script=Han}{2,5}$/u.test(one)).map((one) => romanize(one))
    return [...new Set([...given, ...made, ...spelt.filter((one) => one.length >= 6)])].map(
      (one) => [one, id] as const,
    )
  })
  const medicineNames = medicinesOf(directory)
  const contacts = directory.contacts
  const withSurname = contacts.map((contact) => ({
    contact,
    surname: surnameAt(contact.name) ?? contact.name.slice(0, 1),
  }))
  const accounts = new Map(directory.accounts.map(({ id, name }) => [id, name]))
  const heads = gather(
    contacts
      .filter(({ title }) => /科主任|大主任|(?<!副)主任(?!医师|药师|护师|技师)/u.test(title ?? ''))
      .map((contact) => [`${contact.accountId} ${departmentOf(contact.department)}`, contact]),
  )
  const people = new Map(contacts.map((contact) => [contact.id, contact]))
  return {
    sounds,
    places: createNameTable(placeNames.map(([name, id]) => [letters(name), id])),
    placeSounds: createNameTable(
      placeNames
        .filter(([name]) => /^\p{Script=Han}{2,}$/u.test(name))
        .map(([name, id]) => [sounds.all(name), id]),
    ),
    medicines: createNameTable(medicineNames.map(([name, ref]) => [letters(name), ref])),
    medicineSounds: createNameTable(
      medicineNames
        .filter(([name, ref]) => ref.id !== null && /^\p{Script=Han}{3,}$/u.test(name))
        .map(([name, ref]) => [sounds.all(name), ref]),
    ),
    people: createNameTable(contacts.map((contact) => [letters(contact.name), contact])),
    peopleSounds: createNameTable(
      contacts
        .filter(({ name }) => HAN_NAME.test(name))
        .map((contact) => [sounds.all(contact.name), contact]),
    ),
    peopleLatin: gather(contacts.flatMap((contact) => latin.full(contact.name).map((key) => [key, contact]))),
    bySurname: gather(withSurname.map(({ contact, surname }) => [surname, contact])),
    bySurnameSound: gather(
      withSurname.map(({ contact, surname }) => [sounds.all(surname).join(' '), contact]),
    ),
    byLatinSurname: gather(
      withSurname.map(({ contact, surname }) => [latin.surname(contact.name, surname), contact]),
    ),
    accountName: (id) => accounts.get(id) ?? id,
    contact: (id) => people.get(id),
    heads: (accountId, department) => heads.get(`${accountId} ${department}`) ?? [],
  }
}

/** The company's medicines first; substances of the trade that are nobody's here count as rivals'. */
function medicinesOf(directory: NoteDirectory): readonly (readonly [string, MedicineRef])[] {
  const names = new Map<string, [string, MedicineRef]>()
  const add = (name: string, ref: MedicineRef): void => {
    const key = name.trim().toLowerCase()
    if (key.length >= 2 && !names.has(key)) names.set(key, [name.trim(), ref])
  }
  const rivals = new Set(directory.competitors.map((name) => name.trim().toLowerCase()))
  for (const product of directory.products) {
    const ref: MedicineRef = { kind: 'product', id: product.id }
    const given = [product.name, ...product.aliases, ...(product.generic === null ? [] : [product.generic])]
    for (const name of given.flatMap((one) => [one, ...formsOf(one)]))
      if (!rivals.has(name.toLowerCase())) add(name, ref)
    if (/^\p{Script=Han}{3,5}$/u.test(product.name)) {
      add(romanize(product.name), ref)
      add([...product.name].map((one) => romanize(one).charAt(0)).join(''), ref)
    }
  }
  for (const name of directory.competitors) add(name, { kind: 'competitor', id: null })
  for (const { chinese, english, brands } of MEDICINE_NAMES)
    for (const name of [...chinese, ...english, ...brands])
      if (name.length >= 3) add(name, { kind: 'competitor', id: null })
  return [...names.values()]
}

function formsOf(name: string): readonly string[] {
  const bare = name.replace(/[（(][^）)]*[）)]/gu, '')
  if (!/\p{Script=Han}/u.test(bare)) return latinForms(bare)
  const core = chineseCore(bare)
  const short = core.length >= 5 ? [core.replace(/(?:他汀|鲁肽)$/u, '')] : []
  return [bare, core, ...short, ...englishNames(core)]
}

function createRomanizer(): {
  readonly full: (name: string) => readonly string[]
  readonly surname: (name: string, surname: string) => string
} {
  const known = new Map<string, string>()
  const one = (character: string): string => {
    const read = known.get(character) ?? romanize(character)
    known.set(character, read)
    return read
  }
  return {
    full: (name) => {
      if (!/^\p{Script=Han}+$/u.test(name)) return [name.toLowerCase().replace(/\s+/gu, ' ')]
      const surname = surnameAt(name) ?? name.slice(0, 1)
      const family = [...surname].map(one).join('')
      const given = [...name.slice(surname.length)].map(one)
      const joined = given.join('')
      return [
        `${family} ${joined}`,
        `${joined} ${family}`,
        `${family}${joined}`,
        ...(given.length > 1
          ? [
              `${family} ${given.join(' ')}`,
              `${family} ${given.join('-')}`,
              `${given.join(' ')} ${family}`,
              `${given.join('-')} ${family}`,
              `${family} ${given.map((part) => part.charAt(0)).join('')}`,
            ]
          : []),
      ]
    },
    surname: (name, surname) =>
      /^\p{Script=Han}/u.test(name)
        ? [...surname].map(one).join('')
        : (name.toLowerCase().split(/\s+/u).at(-1) ?? name),
  }
}

function gather<Value>(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, readonly Value[]> {
  const gathered = new Map<string, Value[]>()
  for (const [key, value] of entries) {
    const held = gathered.get(key)
    if (held === undefined) gathered.set(key, [value])
    else if (!held.includes(value)) held.push(value)
  }
  return gathered
}
