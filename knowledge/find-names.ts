/**
 * Finds in a question the names of medicines, ours and others: exact, the beginning of a name, the same
 * sound, one wrong character, a misspelt Latin word. Looks up pieces of the question in the name index; the
 * longest and surest reading of a stretch wins. What a name means for the question is decided elsewhere.
 */
import { syllables } from '../core/text/pinyin.ts'
import { gaps, type IndexedName, latinShape, lettersOf, type NameIndex } from './name-index.ts'

export interface NameMatch {
  /** UTF-16 offsets into the text as given. */
  readonly start: number
  readonly end: number
  /** `unknown`: it ends as names of medicines do, and is in no list. */
  readonly by: 'name' | 'part' | 'sound' | 'typo' | 'unknown'
  readonly names: readonly IndexedName[]
}

/** Only the beginning of a very long text is searched for names. */
const LONGEST_TEXT = 600
const LONGEST_FUZZY = 12
/** Marks that names have inside and that folding drops. */
const MARK = /[-‐-―·•()（）[\]'’®™]/u
const WORD_CHARACTER = /[\p{L}\p{N}]/u

interface Character {
  readonly text: string
  readonly at: number
  readonly end: number
}

export function findNames(text: string, index: NameIndex): readonly NameMatch[] {
  const characters = foldCharacters(text.slice(0, LONGEST_TEXT))
  const searched = text.slice(0, LONGEST_TEXT)
  const found = [
    ...findChinese(characters, index),
    ...findLatin(searched, index),
    ...findCoined(searched, index),
  ].filter((match) => !MODIFIED.test(searched.slice(0, match.start)))
  found.sort((a, b) => worth(b) - worth(a) || a.start - b.start)
  const chosen: NameMatch[] = []
  for (const match of found) {
    if (chosen.every((other) => match.end <= other.start || match.start >= other.end)) chosen.push(match)
  }
  return chosen.sort((a, b) => a.start - b.start)
}

/** Before a name these make it another substance's: 阿扑吗啡 is not 吗啡, 复方… not its ingredient. */
const MODIFIED = /(?:阿扑|去甲|去氧|脱氧|左旋|右旋|双氢|二氢|复方|聚乙二醇化?)$/u
/** Endings of two characters and more by which a name is told to be one, whatever stands before. */
const ENDING =
  '单抗|替尼|沙坦|他汀|列净|格列汀|沙班|洛尔|地平|普利|拉唑|替丁|沙星|霉素|西林|培南|康唑|芬净|洛韦|那韦|特韦|昔布|洛芬|格雷|莫司|特罗|膦酸|非尼|度胺|佐米|鲁胺|瑞林|紫杉醇|西泮|卡因|芬太尼|司琼|曲坦|帕利|夫定|司他'
const COINED_NAME = new RegExp(
  `(?<=^|[\\s，。、？?！!：:跟和与同或在吃用服打把从对换给的那说问])\\p{Script=Han}{1,4}(?:${ENDING})(?!类|盐)`,
  'gu',
)

/** Medicines that nobody here has heard of: better known to be unknown than taken for the one before. */
function* findCoined(text: string, index: NameIndex): Generator<NameMatch> {
  for (const match of text.matchAll(COINED_NAME)) {
    const key = match[0].normalize('NFKC').toLowerCase()
    if ([...key].length < 3 || index.chinese.has(key)) continue
    const name: IndexedName = { key, productIds: new Set(), label: match[0], kind: 'name' }
    yield { start: match.index, end: match.index + match[0].length, by: 'unknown', names: [name] }
  }
}

const SURENESS = { name: 2.5, part: 0.5, sound: 1.5, typo: 0, unknown: -1.5 } as const

/** Longer stretches explain more of the question; a sure reading outweighs two more characters. */
function worth(match: NameMatch): number {
  const length = match.names[0]?.key.length ?? 0
  const ours = match.names.some((name) => name.productIds.size > 0) ? 0.1 : 0
  return length + SURENESS[match.by] + ours
}

/** The text character by character, normalised, marks dropped, everything that parts words as one blank. */
function foldCharacters(text: string): readonly Character[] {
  const characters: Character[] = []
  let at = 0
  for (const original of text) {
    const end = at + original.length
    for (const folded of original.normalize('NFKC').toLowerCase()) {
      if (!MARK.test(folded)) {
        characters.push({ text: WORD_CHARACTER.test(folded) ? folded : ' ', at, end })
      }
    }
    at = end
  }
  return characters
}

function* findChinese(characters: readonly Character[], index: NameIndex): Generator<NameMatch> {
  const texts = characters.map((character) => character.text)
  const sounds = texts.map((text) => syllables(text)[0] ?? '')
  // Most stretches look like no name at all, and only by their edges can they be told cheaply.
  const isEdge = texts.map((text, at) => index.gapPairs.has(`${text}${texts[at + 1]}`))
  const joined = texts.map((text, at) => isLatin(text) && isLatin(texts[at + 1]))
  for (let start = 0; start < texts.length; start += 1) {
    if (joined[start - 1] === true) continue
    let key = ''
    const maySound = index.soundHeads.has(sounds.slice(start, start + 3).join(' '))
    for (let length = 1; length <= index.longest && start + length <= texts.length; length += 1) {
      const end = start + length
      const text = texts[end - 1]!
      if (text === ' ') break
      key += text
      if (joined[end - 1] === true) continue
      const exact = index.chinese.get(key)
      if (exact !== undefined) yield { ...spanOf(characters, start, end), by: exact.kind, names: [exact] }
      if (length < 3 || length > LONGEST_FUZZY || exact !== undefined) continue
      const sound = maySound ? sounds.slice(start, end).join(' ') : ''
      const alike = index.bySound.get(sound)?.filter((name) => mayBeMeant(key, name, index.dictionary))
      if (alike !== undefined && alike.length > 0) {
        yield { ...spanOf(characters, start, end), by: 'sound', names: alike }
      } else if (length >= 4 && (isEdge[start] === true || isEdge[end - 2] === true)) {
        const near = gaps(key)
          .flatMap((gap) => index.byGap.get(gap) ?? [])
          .filter((name) => isLikelyTypo(key, name.key))
        if (near.length > 0) yield { ...spanOf(characters, start, end), by: 'typo', names: near }
      }
    }
  }
}

const spanOf = (characters: readonly Character[], start: number, end: number) => ({
  start: characters[start]!.at,
  end: characters[end - 1]!.end,
})

/** A verb may sound like the first character of a short form; a whole name with words in it may be misspelt. */
function mayBeMeant(written: string, name: IndexedName, dictionary: Intl.Segmenter): boolean {
  if (PERSON.test(written)) return false
  if (name.kind === 'part') return written[0] === name.key[0] && !isPhrase(written, dictionary)
  return !isPhrase(written, dictionary) || isPhrase(name.key, dictionary)
}

/** Who asks or is treated is in no name of a medicine: "眼科大夫问" names none that sounds like it. */
const PERSON = /医生|大夫|主任|老师|护士|药师|教授|病人|患者|家属|家长/u

/** Words of the language that merely sound like the beginning of a name ("做甲状腺…" is not 左甲状腺素). */
function isPhrase(text: string, dictionary: Intl.Segmenter): boolean {
  const words = [...dictionary.segment(text)]
  return words.length > 1 && words.some(({ segment }) => segment.length >= 3)
}

/**
 * One wrong character: inside the name any, at its ends only one that begins or ends with the same sound
 * (there a neighbouring word would pass for a typo: "肾上腺皮" is not 肾上腺素).
 */
function isLikelyTypo(written: string, name: string): boolean {
  const at = [...written].findIndex((character, index) => character !== [...name][index])
  if (at > 0 && at < name.length - 1) return true
  const [a = '', b = ''] = [syllables(written[at] ?? '')[0], syllables(name[at] ?? '')[0]]
  return a[0] === b[0] && a.at(-1) === b.at(-1)
}

/** Two such stand together in one word or number: no name begins or ends between them ("K药" is none in "CK药"). */
function isLatin(text: string | undefined): boolean {
  return text !== undefined && /[a-z\d]/u.test(text)
}

function* findLatin(text: string, index: NameIndex): Generator<NameMatch> {
  const words = [...text.matchAll(/[\p{Script=Latin}\p{Script=Greek}\p{N}]+/gu)]
  for (let first = 0; first < words.length; first += 1) {
    let key = ''
    for (let last = first; last < Math.min(first + 5, words.length); last += 1) {
      const word = words[last]!
      // Words of one name stand next to each other: a blank, a hyphen, a slash between them.
      if (last > first && !/^[\s\-‐-―/·.+]{1,3}$/u.test(text.slice(endOf(words[last - 1]!), word.index)))
        break
      key += word[0].normalize('NFKC').toLowerCase()
      const span = { start: words[first]!.index, end: endOf(word) }
      const exact = index.latin.get(key)
      if (exact !== undefined && (key.length > 2 || /\d/u.test(key))) {
        yield { ...span, by: 'name', names: [exact] }
      } else if (last === first && /^[a-z]{6,32}$/u.test(key)) {
        const near = nearestLatin(key, index)
        if (near.length > 0) yield { ...span, by: 'typo', names: near }
      }
    }
  }
}

const endOf = (word: RegExpExecArray) => word.index + word[0].length

/** Names within one edit, or two for long words; the first letter of a name is rarely wrong. */
function nearestLatin(word: string, index: NameIndex): readonly IndexedName[] {
  const letters = lettersOf(word)
  const near: IndexedName[] = []
  for (let length = word.length - 2; length <= word.length + 2; length += 1) {
    const most = Math.min(length, word.length) >= 9 ? 2 : 1
    if (Math.abs(length - word.length) > most) continue
    for (const other of index.byShape.get(latinShape(word, length)) ?? []) {
      // An edit brings one letter at most and takes one.
      if (bits(letters & ~other.letters) > most || bits(other.letters & ~letters) > most) continue
      if (edits(other.name.key, word) <= most) near.push(other.name)
    }
  }
  return near
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Optimal string alignment distance: insertions, deletions, substitutions, neighbours swapped. */
function edits(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
      }
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}
