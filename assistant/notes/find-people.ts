/**
 * People in a note: in full, by surname and title, by ear, by nickname, in pinyin, and those whom the directory
 * does not know. Whom a surname means is decided with the visit (resolve-contacts.ts); here stand the candidates.
 */
import type { DirectoryIndex } from './directory-index.ts'
import { findLatinPeople } from './find-latin-people.ts'
import type { PersonForm, PersonName, Taken } from './note-names.ts'
import type { DirectoryContact } from './note-reading.ts'
import { BEFORE_PERSON, COMMON_WORDS, isRareSurname, surnameAt, TITLES } from './person-words.ts'

const TITLE = new RegExp(`^(?:副|大)?${TITLES}`, 'u')
/** In no given name that a note would bring up for the first time. */
const NO_GIVEN =
  /[的了在是有和跟说去来把给请让没不也都就还很上下到个这那他她我您你们前后见找问科院内外医药吗呢吧嗯啊被从向对所以为与及或等再又只已将能会可要想得着过药片周月日号点半分主副先打聊约讲谈带发送完回因觉]/u
/** A new name without a title: what stands before it introduces a person. */
const INTRODUCED =
  /(?:名?叫|名字是|姓名[:：]?|新来的?|进修的?|规培的?|轮转的?|实习的?|主管的?|新来的?\s?(?:fellow|resident|PA|NP)|新认识(?:了)?|认识了|(?:来了?|多了?|有)(?:一?个|位)\p{Script=Han}{0,6}(?:医生|主治|进修|规培|药师|大夫)的?|新[^，。;\s]{0,8}(?:主任|医生|主治|药师|院长|科长|大夫|护士长)(?=[\s:]))[\s,，:]*$/u
/** A title before the name: 见到药师田甜. */
const TITLE_BEFORE = new RegExp(
  `(?:见到?了?|找到?了?|拜访了?|碰到了?|遇到了?|认识了?|联系了?|跟|和)[^，。;]{0,8}${TITLES}$`,
  'u',
)
/** Whoever is called so is somebody's patient. */
const OF_PATIENT = /(?:病人|患者|病号|病友|老太太?|老爷子|老头|老人|顾客|家属|孩子|产妇|孕妇)[^，。;]{0,4}$/u
/** Verbs whose object is met. */
const MET_BEFORE =
  /(?:见了|见到了?|拜访了?|约了|碰到了?|遇到了?|找了|找到|访了|搞定|看望了?|跑了)(?:\p{Script=Han}{2,4}科)?\s*$/u
const AFTER_NEW =
  /^(?:\s|,|，|。|、|;|!|\(|\||$|女|男|[嗯啊呢哈嘛]|聊|没|他|她|刚|微信|电话|谈|在|不在|和|跟)/u

/** `text` is the folded note; what institutions and medicines have taken is left alone. */
export function findPeople(
  text: string,
  sounds: readonly string[],
  index: DirectoryIndex,
  taken: Taken,
): readonly PersonName[] {
  const letters = text.toLowerCase().split('')
  const found: PersonName[] = [...findLatinPeople(text, index, taken)]
  const add = (person: PersonName | null): void => {
    if (person === null || !taken.free(person.start, person.end)) return
    taken.take(person.start, person.end)
    found.push(person)
  }
  each(text, (at) => add(fullName(text, letters, at, index)))
  // Before the titles: in 王见国主任 the character before the title is a surname, too.
  each(text, (at) => add(heardName(text, sounds, at, index)))
  each(text, (at) => add(withTitle(text, at, index)))
  each(text, (at) => add(described(text, at, index)))
  each(text, (at) => add(introduced(text, at)))
  each(text, (at) => add(nickname(text, at, index)))
  each(text, (at) => add(bareSurname(text, at, index)))
  return found.toSorted((a, b) => a.start - b.start)
}

function each(text: string, look: (at: number) => void): void {
  for (let at = 0; at < text.length; at += 1) if (isHan(text.charAt(at))) look(at)
}

const isHan = (unit: string): boolean => unit >= '\u4e00' && unit <= '\u9fff'
const before = (text: string, at: number): string => text.slice(Math.max(0, at - 14), at)

interface Found {
  readonly form: PersonForm
  readonly surname: string
  readonly name: string
  readonly candidates: readonly DirectoryContact[]
}

/** The name with the title that follows it: 孙倩孙主任 repeats the surname, 王建国 主任 has a blank between. */
function person(text: string, start: number, end: number, found: Found): PersonName {
  const behind = text.slice(end, end + 10)
  const repeated = behind.startsWith(found.surname) ? found.surname.length : 0
  const gap = repeated === 0 ? (/^ /u.test(behind) && TITLE.test(behind.slice(1)) ? 1 : 0) : 0
  const title = TITLE.exec(behind.slice(repeated + gap))?.[0] ?? null
  // 王主任(心内大主任): what stands in brackets tells them apart.
  const rank = /^\([^)]{0,6}(大主任|科主任|副主任)\)/u.exec(
    text.slice(end + repeated + gap + (title?.length ?? 0)),
  )?.[1]
  const to = title === null ? end : end + repeated + gap + title.length
  return { kind: 'person', ...found, title: rank ?? title, text: text.slice(start, to), start, end: to }
}

function fullName(
  text: string,
  letters: readonly string[],
  at: number,
  index: DirectoryIndex,
): PersonName | null {
  for (const { length, values } of index.people.startingAt(letters, at)) {
    const end = at + length
    const name = text.slice(at, end)
    if (length < 2) continue
    // 王丽 in 王丽华主任 is somebody else.
    const next = text.charAt(end)
    if (
      isHan(next) &&
      length === 2 &&
      next !== name.charAt(0) &&
      !NO_GIVEN.test(next) &&
      !/[副大科]/u.test(next)
    )
      if (TITLE.test(text.slice(end + 1, end + 8))) continue
    const surname = surnameAt(name) ?? name.charAt(0)
    const candidate = person(text, at, end, { form: 'full', surname, name, candidates: values })
    if (COMMON_WORDS.has(name) && candidate.title === null && !BEFORE_PERSON.test(before(text, at))) continue
    return candidate
  }
  return null
}

/** 王主任, 高翔主任: the surname and up to two characters more before a title. */
function withTitle(text: string, at: number, index: DirectoryIndex): PersonName | null {
  const surname = surnameAt(text.slice(at, at + 2))
  if (surname === null) return null
  const rest = text.slice(at + surname.length, at + surname.length + 10)
  const lead = before(text, at)
  const rare = isRareSurname(surname)
  // 三位医生, 两个主任: counted, not named.
  if (/[\d一二两三四五六七八九十几每各]\s*$/u.test(lead) && /[位名个]/u.test(surname)) return null
  if (TITLE.test(rest)) {
    const two = text.slice(at - 1, at + 1)
    if (rare && (/[和于应连来都那但由及时等从任包公支占]/u.test(surname) || COMMON_WORDS.has(two)))
      return null
    if (rare && !BEFORE_PERSON.test(lead) && isHan(text.charAt(at - 1))) return null
    const candidates = index.bySurname.get(surname) ?? heardSurname(surname, index)
    return person(text, at, at + surname.length, { form: 'surname', surname, name: '', candidates })
  }
  for (const given of [2, 1]) {
    const name = text.slice(at, at + surname.length + given)
    const own = name.slice(surname.length)
    if (!/^\p{Script=Han}+$/u.test(own) || own.length < given || NO_GIVEN.test(own)) continue
    if (!TITLE.test(text.slice(at + name.length, at + name.length + 8))) continue
    if (COMMON_WORDS.has(name) || COMMON_WORDS.has(name.slice(0, 2))) continue
    if (rare && !BEFORE_PERSON.test(lead)) continue
    // 孙倩孙主任 begins again with the surname of somebody before.
    if (own.endsWith(surname) && given === 1) continue
    const candidates = soundingAlike(text, at, name.length, index)
    if (candidates.length > 0)
      return person(text, at, at + name.length, { form: 'sound', surname, name, candidates })
    if (surnameAt(own.slice(-1)) !== null && given === 2 && !rare && index.bySurname.has(own.slice(-1))) {
      // 找刘陈主任: two people rather than one that nobody knows; left to the shorter reading.
      if (/[见找约跟和与、]$/u.test(own.charAt(0))) continue
    }
    return person(text, at, at + name.length, { form: 'unknown', surname, name, candidates: [] })
  }
  return null
}

/** The surname as written is nobody's here; one that sounds the same may be: 汪主任 for 王主任. */
function heardSurname(surname: string, index: DirectoryIndex): readonly DirectoryContact[] {
  const sound = index.sounds.all(surname).join(' ')
  return index.bySurnameSound.get(sound) ?? []
}

function soundingAlike(
  text: string,
  at: number,
  length: number,
  index: DirectoryIndex,
): readonly DirectoryContact[] {
  const heard = index.sounds.all(text.slice(at, at + length))
  return index.peopleSounds.startingAt(heard, 0).find((hit) => hit.length === length)?.values ?? []
}

/** 王见国: written by ear. Two syllables are heard in many words, so they need a person's surroundings. */
function heardName(
  text: string,
  sounds: readonly string[],
  at: number,
  index: DirectoryIndex,
): PersonName | null {
  for (const { length, values } of index.peopleSounds.startingAt(sounds, at)) {
    const name = text.slice(at, at + length)
    if (!/^\p{Script=Han}+$/u.test(name)) continue
    const written = surnameAt(name)
    const surname = written ?? values[0]!.name.charAt(0)
    const candidate = person(text, at, at + length, { form: 'sound', surname, name, candidates: values })
    // 前进主任 for 钱进主任: dictation writes words; only a title tells that a person is meant.
    const word = COMMON_WORDS.has(name) || COMMON_WORDS.has(name.slice(0, 2))
    if (word && candidate.title === null) continue
    if ((written === null || isRareSurname(written)) && candidate.title === null) continue
    const sure = candidate.title !== null || length >= 3
    const met = MET_BEFORE.test(before(text, at)) && AFTER_NEW.test(text.slice(candidate.end))
    // 今 何方 市一药剂科: alone between blanks at the head of a telegraphic line.
    const alone =
      (/(?:^|[\n今])\s*$/u.test(text.slice(Math.max(0, at - 3), at)) &&
        /^\s/u.test(text.slice(candidate.end))) ||
      /(?:科|[心神肾新]内|内分泌|呼吸|肿瘤|消化)的$/u.test(text.slice(Math.max(0, at - 5), at))
    if (sure || met || alone) return candidate
  }
  return null
}

/** 有个小伙子姓陆的主治 */
function described(text: string, at: number, index: DirectoryIndex): PersonName | null {
  if (text.charAt(at) !== '姓') return null
  const surname = surnameAt(text.slice(at + 1, at + 3))
  if (surname === null || /[名氏]/u.test(surname)) return null
  const behind = text.slice(at + 1 + surname.length)
  const match = new RegExp(`^的?(?:(?:小|年轻|女|男|老|新来的?)\\p{Script=Han}{0,2}?)?(${TITLES})`, 'u').exec(
    behind,
  )
  const end = at + 1 + surname.length + (match?.[0].length ?? (behind.startsWith('的') ? 1 : 0))
  return {
    kind: 'person',
    form: 'described',
    surname,
    name: '',
    title: match?.[1] ?? null,
    text: text.slice(at, end),
    start: at,
    end,
    candidates: index.bySurname.get(surname) ?? [],
  }
}

/** 新来的叶晓岚, 进修的 叶晓岚 女, 拜访了高翔: a name without a title that nobody here has. */
function introduced(text: string, at: number): PersonName | null {
  const surname = surnameAt(text.slice(at, at + 2))
  if (surname === null) return null
  const lead = before(text, at)
  if (OF_PATIENT.test(lead)) return null
  const told = INTRODUCED.test(lead) || TITLE_BEFORE.test(lead)
  const met = MET_BEFORE.test(lead)
  for (const given of [2, 1]) {
    const name = text.slice(at, at + surname.length + given)
    const own = name.slice(surname.length)
    const behind = text.slice(at + name.length)
    if (own.length < given || !/^\p{Script=Han}+$/u.test(own) || NO_GIVEN.test(own)) continue
    if (COMMON_WORDS.has(name) || COMMON_WORDS.has(name.slice(0, 2)) || !AFTER_NEW.test(behind)) continue
    const sexed = /^[\s,，(]*[男女](?=[\s,，。)]|$)/u.test(behind) && /(?:^|[\s,，。(|])$/u.test(lead)
    if (!(told || sexed || (met && !isRareSurname(surname)))) continue
    return person(text, at, at + name.length, { form: 'unknown', surname, name, candidates: [] })
  }
  return null
}

/** 老王, 王姐, 小陈: only where somebody of that surname is in the directory. */
function nickname(text: string, at: number, index: DirectoryIndex): PersonName | null {
  const lead = before(text, at)
  const free = !isHan(text.charAt(at - 1)) || BEFORE_PERSON.test(lead) || /[了过着得上下午]$/u.test(lead)
  if (!free) return null
  const prefixed = /^[老小大](?=\p{Script=Han})/u.test(text.slice(at, at + 2))
  const surname = text.charAt(at + (prefixed ? 1 : 0))
  if (surnameAt(surname) === null || isRareSurname(surname) || !index.bySurname.has(surname)) return null
  const behind = text.slice(at + (prefixed ? 2 : 1))
  const suffix = prefixed
    ? ''
    : (/^(?:哥|姐|总(?![结是共数体])|工(?![作程])|老(?![年人师是公板])|头)/u.exec(behind)?.[0] ?? '')
  if (!prefixed && suffix === '') return null
  if (prefixed && COMMON_WORDS.has(surname + behind.charAt(0))) return null
  if (prefixed && /^(?:师|板|家|鼠|虎|外)/u.test(behind)) return null
  const end = at + (prefixed ? 2 : 1) + suffix.length
  return {
    kind: 'person',
    form: 'nickname',
    surname,
    name: '',
    title: null,
    text: text.slice(at, end),
    start: at,
    end,
    candidates: index.bySurname.get(surname)!,
  }
}

/** 给赵送PI, 约王 下周: a surname alone, between a word that takes a person and what is done. */
function bareSurname(text: string, at: number, index: DirectoryIndex): PersonName | null {
  const surname = text.charAt(at)
  if (surnameAt(surname) === null || isRareSurname(surname) || !index.bySurname.has(surname)) return null
  if (!/(?:给|约|跟|找|见|问|找了|见了|陪|催|等)$/u.test(before(text, at))) return null
  if (COMMON_WORDS.has(text.slice(at, at + 2))) return null
  if (!/^(?:送|发|聊|说|打|带|约|回|再|寄|要|问|讲|看|补|,|，|。|;|\s|$)/u.test(text.slice(at + 1)))
    return null
  return {
    kind: 'person',
    form: 'bare',
    surname,
    name: '',
    title: null,
    text: surname,
    start: at,
    end: at + 1,
    candidates: index.bySurname.get(surname)!,
  }
}
