/**
 * All names under which a question may mean a product, in maps that a question looks its pieces up in:
 * no lookup walks over the names. Built from the product list and from the names that medicine knows
 * (medicine-names.ts); a known medicine that is none of ours is in here too, with no products, so that it
 * can be told apart from a typo of one of ours.
 */
import { foldName } from '../core/text/normalize.ts'
import { romanize, soundKey } from '../core/text/pinyin.ts'
import { MEDICINE_NAMES } from './medicine-names.ts'
import { chineseCore, chineseForms, latinForms, spokenNames } from './name-parts.ts'
import type { Product } from './product.ts'

export interface IndexedName {
  /** Folded, as in `foldName`. */
  readonly key: string
  /** Empty for a medicine that is none of ours. */
  readonly productIds: ReadonlySet<string>
  /** The medicine's usual name, to speak of it. */
  readonly label: string
  /** `part`: the beginning of a name that no other medicine shares ("贝伐"). */
  readonly kind: 'name' | 'part'
}

export interface LatinName {
  readonly name: IndexedName
  /** Which letters it has, as 26 bits: tells most other words apart before they are compared. */
  readonly letters: number
}

export interface NameIndex {
  readonly products: ReadonlyMap<string, Product>
  /** Words of the language, as the runtime's own dictionary has them: their use says nothing about a medicine. */
  readonly dictionary: Intl.Segmenter
  /** Keys with a Chinese character. */
  readonly chinese: ReadonlyMap<string, IndexedName>
  readonly longest: number
  /** Keys of Latin letters and digits. */
  readonly latin: ReadonlyMap<string, IndexedName>
  /** Sound key -> names of three characters and more. */
  readonly bySound: ReadonlyMap<string, readonly IndexedName[]>
  /** The first three sounds of those names: most stretches of a question begin like none of them. */
  readonly soundHeads: ReadonlySet<string>
  /** A name with one character starred out -> names, of four characters and more; parts of names are none. */
  readonly byGap: ReadonlyMap<string, readonly IndexedName[]>
  /** First two and last two characters of those names: one wrong character leaves one of the two pairs whole. */
  readonly gapPairs: ReadonlySet<string>
  /** First letter and length of a Latin name (`latinShape`) -> names, of six letters and more. */
  readonly byShape: ReadonlyMap<string, readonly LatinName[]>
}

/** Endings of international nonproprietary names: what ends so was coined for a medicine. */
export const COINED =
  /(?:单抗|替尼|沙坦|他汀|列净|格列汀|格列[奈酮]|帕利|西利|沙班|洛尔|地平|普利|拉唑|替丁|沙星|环素|霉素|西林|培南|康唑|芬净|洛韦|那韦|特韦|夫定|司他|唑嗪|曲普坦|司琼|鲁胺|瑞林|铂|滨|紫杉醇|西汀|哌酮|平|西泮|佐匹克隆|拉西坦|卡因|芬太尼|布洛芬|昔布|洛芬|泊帕|格瑞洛|格雷|西普|肽|孕酮|司群|曲唑|莫司|特罗|司特|溴铵|麦布|贝特|膦酸|曲泊帕|戈非尼|度胺|佐米|布替尼|乐生|伐普坦|普坦|普兰|舍曲林|克索|高汀|三嗪|巴林|雷定|西呱|利酮|布林|松|龙|奈德|前列素)$/u

/** Short enough to be a brand and not a description; two syllables are too few to be told from a word. */
const BRAND = /^\p{Script=Han}{3,5}$/u

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
export function buildNameIndex(products: readonly Product[]): NameIndex {
  const active = products.filter((product) => product.state === 'active')
  // Here and not at the start, which would wait for the dictionary to be read.
  const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })
  const chinese = new Map<string, Draft>()
  const latin = new Map<string, Draft>()
  const cores = new Map<string, Draft>()
  const add = (name: string, productIds: Iterable<string>, label: string, core = false) => {
    for (const key of isChinese(name) ? chineseForms(name) : latinForms(name)) {
      put(isChinese(key) ? chinese : latin, key, productIds, label)
      if (isChinese(key)) for (const said of spokenNames(key)) put(chinese, said, productIds, label)
    }
    const key = chineseCore(name)
    if (core && isChinese(key)) put(cores, key, productIds, label)
  }
  for (const product of active) {
    const label = product.name
    add(product.name, [product.id], label, true)
    if (product.genericName !== null) add(product.genericName, [product.id], label, true)
    for (const name of [...product.brandNames, ...product.aliases, ...product.englishNames]) {
      add(name, [product.id], label)
    }
    // Who writes English writes a Chinese brand as it sounds.
    for (const brand of [product.name, ...product.brandNames]) {
      if (BRAND.test(brand)) add(romanize(brand), [product.id], label)
    }
  }
  const substances = substancesOf(cores)
  for (const { chinese: generic, english, brands } of MEDICINE_NAMES) {
    const label = generic[0] ?? ''
    const own = new Set(generic.flatMap((name) => [...(cores.get(chineseCore(name))?.productIds ?? [])]))
    for (const name of generic) add(name, own, label, true)
    for (const name of [...english, ...brands]) {
      // A name that the company's list gives to another product stays with that product.
      const key = foldName(name)
      const listed = (isChinese(key) ? chinese : latin).get(key)
      if (listed === undefined || listed.productIds.size === 0) add(name, own, label)
      else narrow(listed, own, substances)
    }
  }
  addParts(chinese, cores, dictionary)
  const names = [...chinese.values()]
  const bySound = groupBy(
    names.filter((name) => name.key.length >= 3),
    (name) => [soundKey(name.key)],
  )
  const gapped = names.filter(({ kind, key }) => kind === 'name' && key.length >= 4 && key.length <= 24)
  return {
    dictionary,
    products: new Map(active.map((product) => [product.id, product])),
    chinese,
    latin,
    longest: names.reduce((length, name) => Math.max(length, name.key.length), 0),
    bySound,
    soundHeads: new Set([...bySound.keys()].map((key) => key.split(' ', 3).join(' '))),
    byGap: groupBy(gapped, (name) => gaps(name.key)),
    gapPairs: new Set(gapped.flatMap(({ key }) => [pairOf([...key], 0), pairOf([...key], -2)])),
    byShape: groupBy(
      [...latin.values()]
        .filter((name) => /^[a-z]{6,32}$/u.test(name.key))
        .map((name) => ({ name, letters: lettersOf(name.key) })),
      ({ name }) => [latinShape(name.key, name.key.length)],
    ),
  }
}

interface Draft extends IndexedName {
  readonly productIds: Set<string>
}

function put(map: Map<string, Draft>, key: string, productIds: Iterable<string>, label: string): void {
  const draft = map.get(key)
  if (draft === undefined) map.set(key, { key, productIds: new Set(productIds), label, kind: 'name' })
  else for (const id of productIds) draft.productIds.add(id)
}

/** The products whose active substance is a known one, with its usual name. */
function substancesOf(cores: ReadonlyMap<string, Draft>): ReadonlyMap<string, string> {
  return new Map(
    MEDICINE_NAMES.flatMap(({ chinese }) =>
      chinese.flatMap((name) =>
        [...(cores.get(chineseCore(name))?.productIds ?? [])].map((id) => [id, chinese[0]!] as const),
      ),
    ),
  )
}

/**
 * A list may file a brand under its combination and under one of its parts. Where the brand's own substance
 * is among them, products of another known substance go; a mixture of the same one ("…30") stays.
 */
function narrow(listed: Draft, own: ReadonlySet<string>, substances: ReadonlyMap<string, string>): void {
  const proper = [...listed.productIds].find((id) => own.has(id))
  if (proper === undefined) return
  const substance = withoutRatio(substances.get(proper) ?? '')
  for (const id of [...listed.productIds]) {
    const other = substances.get(id)
    if (!own.has(id) && other !== undefined && withoutRatio(other) !== substance) listed.productIds.delete(id)
  }
}

function withoutRatio(name: string): string {
  return name.replace(/(?:混合)?\d*$/u, '')
}

/** Beginnings that belong to one medicine alone, of coined names only: "贝伐", not "皮肤" of 皮肤康. */
function addParts(
  chinese: Map<string, Draft>,
  cores: ReadonlyMap<string, Draft>,
  dictionary: Intl.Segmenter,
): void {
  const owners = new Map<string, Set<string>>()
  for (const key of cores.keys()) {
    for (let length = 2; length < key.length; length += 1) {
      const part = key.slice(0, length)
      const set = owners.get(part) ?? new Set()
      owners.set(part, set.add(key))
    }
  }
  const known = new Set(MEDICINE_NAMES.flatMap((names) => names.chinese))
  for (const [part, keys] of owners) {
    if (chinese.has(part) || keys.size > 3 || isWord(part, dictionary)) continue
    const all = [...keys]
    // A two-character beginning is short for one name only.
    if (part.length === 2 && all.length > 1) continue
    if (!all.every((key) => COINED.test(key) || known.has(key))) continue
    const productIds = new Set(all.flatMap((key) => [...(cores.get(key)?.productIds ?? [])]))
    chinese.set(part, { key: part, productIds, label: cores.get(all[0]!)!.label, kind: 'part' })
  }
}

function isWord(text: string, dictionary: Intl.Segmenter): boolean {
  return [...dictionary.segment(text)].length === 1
}

/** The name with each one of its characters starred out. */
export function gaps(name: string): readonly string[] {
  return [...name].map((_, at, all) => [...all.slice(0, at), '*', ...all.slice(at + 1)].join(''))
}

function pairOf(characters: readonly string[], from: 0 | -2): string {
  return `${characters.at(from)}${characters.at(from + 1)}`
}

/** Key of `byShape` for words that begin as `word` does and have `length` letters. */
export function latinShape(word: string, length: number): string {
  return `${word[0]}${length}`
}

export function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) - 97)
  return letters
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
  }
  return groups
}
