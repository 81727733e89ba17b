/**
 * What a question wants to hear, read from its words: concepts, label words for what was said, kinds of
 * amounts, values that conditions must cover, and the plain words that remain, each as a facet that a
 * statement meets or not. A question that asks several things has several parts. Names of the products that
 * are asked about are taken out first: they decide the source, not the sentence.
 */
import { type AmountKind, type Measure, type Value, valuesIn } from '../core/text/numbers.ts'
import { conductTopics } from '../knowledge/conduct-words.ts'
import { englishNames } from '../knowledge/english-names.ts'
import { groupWords } from '../knowledge/medicine-classes.ts'
import { MEDICINE_NAMES } from '../knowledge/medicine-names.ts'
import { chineseCore } from '../knowledge/name-parts.ts'
import type { Retrieval } from '../knowledge/retrieval.ts'
import { digitsForSpoken } from '../knowledge/spoken-numbers.ts'
import { DEPARTMENT, isStoryWord } from '../knowledge/story-words.ts'
import { askedTerms, type BridgedTerm, bridgeTerms, englishTerms } from '../knowledge/term-bridge.ts'
import { AMOUNT_ASKED, AMOUNT_IMPLIED, CONCEPTS, type Concept, GENERIC } from './question-lexicon.ts'

export interface Facet {
  readonly key: string
  readonly weight: number
  /** Which part of the question it belongs to. */
  readonly part: number
  /** Names what the question is about; a label that says nothing of it has no answer. */
  readonly specific: boolean
  /** A term that labels are known to use, not a mere word of the question. */
  readonly known: boolean
  /** Counts only with another facet of this part: it was not said again for it. */
  readonly with?: number
  /** How far a text (NFKC, lower case) meets it, 0..1. */
  readonly meets: (text: string) => number
}

export interface QuestionNeed {
  readonly concepts: readonly Concept[]
  readonly facets: readonly Facet[]
  /** Kinds of amounts asked for, by part. */
  readonly amountsOf: readonly (readonly AmountKind[])[]
  readonly amounts: readonly AmountKind[]
  readonly values: readonly Value[]
  /** It is about changing a dose. */
  readonly adjusts: boolean
  /** It asks what is to be done about something that happens. */
  readonly manages: boolean
  /** It asks for one dose of several: the first, the highest, … */
  readonly particular: boolean
  /** It asks where a limit lies ("eGFR低于多少"), of these measures. */
  readonly limits: readonly Measure[]
}

/** What people say around a question; phrases, so that no word is torn. */
const FILLER =
  /说明书(?:上|里|中)?|病人|患者|医生|主任|大夫|老师|护士长?|药师|院长|教授|客户|[\p{Script=Han}]科(?=[问说讲想])|请问|帮我|本品|时候|可以|可不可以|能不能|能否|应该|到底|大概|一般|怎么(?:样|办|处理)?|如何(?:处理)?|多久|多长(?:时间)?|多大|几点|什么|为什么|多少|哪些|哪个|哪种|是不是|有没有|要不要|会不会|行不行|一下|这个|那个|那种|有啥|没有|需要|直接|一[个种类]|分别|各自|规定|要求|写的?|提到|提过|关于|知道|问一?下?|想|说|讲|查|看|告诉|要是|如果|假如|[吗呢呀啊吧么嘛的了啥咋几]/gu
/** A blank between Latin words parts nothing ("how often"). */
const SEPARATOR =
  /[，,、？?。；;！!\n]+|(?<![\p{Script=Latin}\d'’)%])\s+|\s+(?![\p{Script=Latin}\d('’])|然后|后面|另外|还有|以及|顺便|\b(?:and|then)\b/giu
/** A part that names only another case of what was asked before. */
const ELLIPTIC = /呢|别搞混|又(?:是|怎么)|\bwhat about\b/iu
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const WRITTEN = 1.8
/** What kind of content is asked for tells less of a statement than what it is about. */
const ASKED = 1.2
/** What a follow-up carries from the question before counts less than its own words. */
const CARRIED = 0.6
const HAN = /\p{Script=Han}/u
const PARTNER = 5
const CONDUCT = 4
/** A warning of its group holds for a medicine, but one of itself is better. */
const GROUP_SHARE = 0.8
/** Single characters that carry meaning of their own in a question about a medicine. */
const SINGLE =
  /^[酒烟茶铁钙锌镁钾钠糖盐油奶肝肾心肺胃肠脑眼耳鼻喉牙皮骨血尿痰汗晕痒痛疼吐泻咳喘肿胀麻抖热烧癌瘤]$/u

export function readNeed(
  text: string,
  retrieval: Pick<Retrieval, 'products'> & Partial<Pick<Retrieval, 'mentions'>>,
): QuestionNeed {
  const asked = blankSubjects(text, retrieval)
  const normal = digitsForSpoken(asked.normalize('NFKC').replace(DEPARTMENT, ' '))
  const own = partsOf(normal.split('\n')[0] ?? '')
  const parts = [...own, ...partsOf(normal.split('\n').slice(1).join(' '))]
  const facets: Facet[] = []
  const keys = new Set<string>()
  const add = (facet: Facet): void => {
    if (keys.has(facet.key)) return
    keys.add(facet.key)
    facets.push(facet)
  }
  for (const { label, role } of retrieval.mentions ?? []) {
    if (role === 'partner') add(partnerFacet(label))
  }
  const concepts = CONCEPTS.filter((concept) => concept.asked.test(normal))
  const amountsOf = parts.map((_, part) => {
    const words = parts[part]!
    const share = part < own.length ? 1 : CARRIED
    for (const facet of partFacets(words, part)) add({ ...facet, weight: facet.weight * share })
    return amountsAsked(words)
  })
  parts.forEach((words, part) => {
    const before = amountsOf[part - 1]
    if (before === undefined || amountsOf[part]!.length > 0 || !ELLIPTIC.test(words)) return
    // "再障最大加到多少 ITP呢": the second part asks the same of another case.
    amountsOf[part] = [...before]
    for (const concept of CONCEPTS) {
      if (concept.weight >= 3 || !concept.asked.test(parts[part - 1]!)) continue
      facets.push({
        ...conceptFacet(concept, part),
        key: `concept ${concept.asked.source} again ${part}`,
        specific: false,
        with: part,
      })
    }
  })
  // What only the whole question says (a phrase over a blank: "Child-Pugh C").
  const whole = parts.length
  for (const concept of concepts) add(conceptFacet(concept, whole))
  return {
    concepts,
    facets,
    amountsOf: [...amountsOf, []],
    amounts: [...new Set(amountsOf.flat())],
    values: valuesIn(normal),
    adjusts: ADJUSTS.test(normal),
    manages: MANAGES.test(normal),
    particular: PARTICULAR.test(normal),
    limits: LIMIT_ASKED.test(normal) ? measuresIn(normal) : [],
  }
}

const PARTICULAR =
  /上限|最[大高多]|封顶|极量|不能超|维持|负荷|首剂|首次|目标|起始|初始|起步|第[一二三]|加到|max|loading|maintenance|starting|initial|target/iu
const LIMIT_ASKED =
  /(?:低于|高于|小于|大于|少于|超过|不到|到|几岁|多大)多少|多少(?:以下|以上|就)|几岁|多大年纪|below what|above what|cut-?off|threshold/iu

function measuresIn(text: string): readonly Measure[] {
  return [
    ...(/e?gfr|ccr|crcl|肌酐|肾|renal|creatinine/iu.test(text) ? (['renal'] as const) : []),
    ...(/岁|多大|年龄|\bage\b/iu.test(text) ? (['age'] as const) : []),
    ...(/公斤|体重|kg|weight/iu.test(text) ? (['weight'] as const) : []),
  ]
}

const MANAGES =
  /(?:怎么|如何|咋)(?:处理|办|调|停|减)|处理(?:方法|措施|原则)|要不?要?(?:停|减)|需不?需?要?(?:停|减)|what (?:should|to do)|how (?:to|should we) (?:manage|handle)|manage/iu
const ADJUSTS = /减|调整|停|不耐受|毒性|漏|adjust|reduc|stop|hold|discontinu|taper/iu

const partsOf = (text: string): readonly string[] =>
  text.split(SEPARATOR).filter((part) => part.trim() !== '')

function partFacets(words: string, part: number): readonly Facet[] {
  const conduct = conductTopics(words)
  const facets: Facet[] = conduct.map(({ name, written }) => ({
    key: `conduct ${name}`,
    weight: CONDUCT,
    part,
    specific: true,
    known: true,
    meets: (text) => (written.some((word) => text.includes(word)) ? 1 : 0),
  }))
  const medical = blank(
    words,
    conduct.flatMap((topic) => topic.spans),
  )
  let rest = medical.toLowerCase()
  for (const concept of CONCEPTS) {
    if (!concept.asked.test(medical)) continue
    facets.push(conceptFacet(concept, part))
    // "能碾碎鼻饲吗" asks whether, and of crushing and tube feeding.
    // Of a Latin word the whole goes: "contraindicat" leaves no "ed".
    rest = rest.replace(new RegExp(`(?:${concept.asked.source})(?:(?<=[a-z])[a-z]+)?`, 'giu'), (said) =>
      /^能.{3,}[吗么嘛不吧]$/u.test(said) ? ` ${said.slice(1, -1)} ` : ' ',
    )
  }
  for (const match of rest.matchAll(GRADE)) facets.push(gradeFacet(match[1]!, match[2]!, part))
  const asking = askedTerms(rest)
  for (const term of [...bridgeTerms(rest), ...asking]) {
    // A single character is a word only where it stands for itself: 滴 is none in 滴眼液.
    if (term.said.length === 1) continue
    facets.push(termFacet(term, part, !asking.includes(term) && !GENERIC.test(term.said)))
    rest = rest.replaceAll(term.said, ' ')
  }
  for (const word of plainWords(rest)) facets.push(wordFacet(word, part))
  // Too unsure to refuse by: such a run may be no word at all.
  for (const word of unknownWords(rest)) facets.push({ ...wordFacet(word, part), specific: false })
  return facets
}

function termFacet({ said, written }: BridgedTerm, part: number, specific: boolean): Facet {
  const phrases = [...new Set([said, ...written.map((one) => one.toLowerCase())])]
  return {
    key: `said ${said}`,
    weight: specific ? WRITTEN : ASKED,
    part,
    specific,
    known: true,
    meets: (text) => (phrases.some((phrase) => text.includes(phrase)) ? 1 : 0),
  }
}

/** "1型", "Ⅲ度", "3级": which one of a series is meant. NFKC has made roman numerals letters. */
const GRADE = /([1-9]|i{1,3}v?|iv|[一二三四])\s*([型级度期类代])(?!\p{Script=Han}*量)/giu
const NUMERALS: Readonly<Record<string, string>> = {
  1: '1|i(?!i|v)|一',
  2: '2|ii(?!i)|二',
  3: '3|iii|三',
  4: '4|iv|四',
}

function gradeFacet(number: string, unit: string, part: number): Facet {
  const forms = Object.values(NUMERALS).find((one) => new RegExp(`^(?:${one})$`, 'iu').test(number)) ?? number
  const said = new RegExp(
    `(?:${forms})(?:\\s*[或、和/~-]\\s*(?:[1-4]|i{1,3}|iv|[一二三四]))?\\s*${unit}`,
    'iu',
  )
  return {
    key: `grade ${number}${unit}`,
    weight: 1.8,
    part,
    specific: true,
    known: true,
    meets: (text) => (said.test(text) ? 1 : 0),
  }
}

function conceptFacet(concept: Concept, part: number): Facet {
  return {
    key: `concept ${concept.asked.source}`,
    weight: concept.weight,
    part,
    specific: concept.weight >= 2,
    known: true,
    // An English label says it in the words of an English question.
    meets: (text) => (concept.said.test(text) || (!HAN.test(text) && concept.asked.test(text)) ? 1 : 0),
  }
}

function wordFacet(word: string, part: number): Facet {
  const length = [...word].length
  const pairs = /\p{Script=Han}/u.test(word)
    ? [...word].slice(1).map((character, at) => [...word][at]! + character)
    : []
  const english = pairs.length === 0 ? [] : englishTerms(word)
  return {
    key: `word ${word}`,
    weight: Math.min(2.2, 0.7 + 0.3 * length),
    part,
    specific: length > 1 && !GENERIC.test(word),
    known: false,
    meets(text) {
      if (text.includes(word) || english.some((one) => text.includes(one))) return 1
      if (pairs.length < 2) return 0
      const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length
      return share >= 0.5 ? share * 0.8 : 0
    },
  }
}

/** A medicine taken beside: its name, its stem and the groups that it belongs to. */
export function partnerFacet(label: string): Facet {
  const names = partnerNames(label)
  const groups = groupWords(names.at(-1)!)
  return {
    key: `partner ${label}`,
    weight: PARTNER,
    part: 0,
    specific: true,
    known: true,
    meets: (text) =>
      names.some((name) => text.includes(name))
        ? 1
        : groups.some((word) => text.includes(word))
          ? GROUP_SHARE
          : 0,
  }
}

function partnerNames(label: string): readonly string[] {
  // "跟西咪替丁": what joins two names is part of neither.
  const name = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:[跟与]|和(?=\p{Script=Han}{2})|合用|联用)/u, '')
  const stem = name
    .replace(/^(?:注射用|盐酸|磷酸|硫酸|枸橼酸|马来酸|甲磺酸|富马酸|酒石酸|苯磺酸|琥珀酸)/u, '')
    .replace(/(?:肠溶|缓释|控释|分散|咀嚼)?(?:片|胶囊|注射液|颗粒|口服溶液|软膏|乳膏|滴眼液)$/u, '')
  const synonyms = MEDICINE_NAMES.filter(({ chinese, brands }) => [...chinese, ...brands].includes(stem))
    .flatMap(({ chinese, brands }) => [...chinese, ...brands])
    .filter((one) => HAN.test(one) && one.length > 1)
  // The last is what groups of medicines are known by.
  return [
    ...englishNames(stem),
    ...synonyms,
    name,
    stem,
    chineseCore(name),
    stem.length > 3 ? stem.replace(/(?:钠|钾|钙|镁)$/u, '') : stem,
  ]
}

/** Words of two and more characters, meaningful single ones, and Latin words. */
function plainWords(text: string): readonly string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text.replace(FILLER, ' '))) {
    if (isWordLike !== true) continue
    const length = [...segment].length
    if (
      /\p{Script=Han}/u.test(segment)
        ? length > 1 || SINGLE.test(segment)
        : /[a-z]/u.test(segment) && length > 1
    ) {
      if (!ENGLISH_FILLER.test(segment) && !isStoryWord(segment)) words.push(segment)
    }
  }
  return words
}

/** What no dictionary has comes as a run of single characters ("水|杨|酸"): three and more are taken for a word. */
function unknownWords(text: string): readonly string[] {
  let run = ''
  const runs: string[] = []
  for (const { segment } of segmenter.segment(text.replace(FILLER, ' '))) {
    if (/^\p{Script=Han}$/u.test(segment) && !JOINS.test(segment)) run += segment
    else {
      runs.push(run)
      run = ''
    }
  }
  return [...runs, run].filter((one) => one.length > 2)
}

const JOINS = /[跟和与同在是把被对给让用吃打服要会就都也还再又很不没有能到从为以及或每各]/u
const ENGLISH_FILLER =
  /^(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|is|are|was|were|be|been|do|does|did|can|could|should|would|will|may|might|must|we|you|he|she|it|they|this|that|my|your|his|her|its|if|but|not|no|so|as|what|which|who|how|when|where|why|any|some|all|there|have|has|had|give|given|take|taken|use|used|using|ok|okay|pls|please|doc|doctor|pts?|patients?|patient's|label|say|says|need|tell|know|about|vs|versus|ask(?:ed|s)?|me|i|reports?|reported|develop(?:ed|s)?|after|before|started?|experienced|had|got|wom[ae]n|m[ae]n|old|yo|year|years|mention(?:ed|s)?|anything|any|written|listed|known|possible|still|also|how|much|many|long|often|exactly|approved|using|go|went|then|while|during)$/u

function amountsAsked(words: string): readonly AmountKind[] {
  return [
    ...new Set(
      [...AMOUNT_ASKED, ...AMOUNT_IMPLIED].flatMap(([pattern, kinds]) => (pattern.test(words) ? kinds : [])),
    ),
  ]
}

function blankSubjects(text: string, { products }: Pick<Retrieval, 'products'>): string {
  return blank(
    text,
    products.flatMap(({ span, role }) => (span === undefined || role === 'partner' ? [] : [span])),
  )
}

function blank(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  const units = text.split('')
  for (const { start, end } of spans) units.fill(' ', start, Math.min(end, units.length))
  return units.join('')
}
