/**
 * Takes what identifies a patient out of a text before any model sees it: names, telephone and identity numbers,
 * ward and record numbers, addresses. What was found is replaced by what it was ("[姓名]"), so that the question
 * keeps its sense. Names are taken where the words around them say that a person is meant, or where sex, age or
 * what somebody did stands behind what is no word of the language: a name of a medicine or a disease must stay.
 */
import { namedMedicines } from '../../knowledge/named-medicines.ts'
import { GIVEN_NAME_STOPS, NOT_NAMES, SURNAMES } from './surnames.ts'

export interface MaskedText {
  readonly text: string
  /** Kinds that were found, each once. */
  readonly kinds: readonly IdentifierKind[]
}

export type IdentifierKind =
  | 'email'
  | 'phone'
  | 'identity'
  | 'record'
  | 'bed'
  | 'name'
  | 'address'
  | 'account'
  | 'birth'

const LABELS: Readonly<Record<IdentifierKind, string>> = {
  email: '[邮箱]',
  phone: '[电话]',
  identity: '[证件号]',
  record: '[病历号]',
  bed: '[床号]',
  name: '[姓名]',
  address: '[地址]',
  account: '[账号]',
  birth: '[出生日期]',
}

interface Rule {
  readonly kind: IdentifierKind
  readonly pattern: RegExp
  /** Keeps what stands before and behind the identifier. */
  readonly replace?: (match: readonly string[], label: string) => string | null
}

const SURNAME = `(?:${SURNAMES.join('|')})`
/** One or two further characters, as far as they can be a given name. */
const NAME = `${SURNAME}[\\p{Script=Han}·]{1,2}?`
/** Behind a name: nothing, a mark, a title, an age, what a person did. */
const NAME_ENDS =
  '(?=$|[\\s,，。;；:：、!！?？()（）「」“”"\\[\\]]|先生|女士|小姐|同志|大爷|大妈|阿姨|奶奶|爷爷|男|女|今年|今天|昨天|昨晚|前天|上周|\\d|[一二三四五六七八九十]+岁|使用|服用|用了|用药|吃了|吃|打了|注射|输注|出现|发生|反映|反馈|诉|说|问|患|因|入院|住院|是|在|有|的|能|可以|也|还|发热|发烧|发现|头晕|头痛|头疼|咳|腹|恶心|呕吐|皮疹|过敏|肌酐|血|尿|肝|肾|感|需|要|应|想|近|正|已|未|无|不|没|停|合|同|该|体重)'
const SEX_OR_TITLE = '(?:先生|女士|小姐|大爷|大妈|阿姨|奶奶|爷爷)'
const PATIENT = '(?:患者|病人|病患|患儿|产妇|孕妇|老人|家属|受试者)'

const DATE = '(?:19|20)\\d{2}\\s*(?:[-/.年])\\s*\\d{1,2}\\s*(?:[-/.月])\\s*\\d{1,2}\\s*日?'

/** Order matters: longer numbers before shorter ones. */
const RULES: readonly Rule[] = [
  {
    kind: 'birth',
    pattern: new RegExp(
      `((?:出生日期|出生于|出生|生日|生于|DOB|date of birth|born(?: on)?)\\s*[:：是为]?\\s*)(${DATE})`,
      'giu',
    ),
    replace: ([, before], label) => `${before}${label}`,
  },
  { kind: 'birth', pattern: new RegExp(`${DATE}(?=\\s*(?:出生|生(?:人|的)))`, 'gu') },
  {
    kind: 'email',
    pattern: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/gu,
  },
  {
    kind: 'identity',
    pattern:
      /(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/gu,
  },
  {
    kind: 'identity',
    pattern: /(?<![\dA-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])/gu,
  },
  {
    kind: 'identity',
    pattern:
      /((?:身份证|证件|护照|社保|医保|军官证|社会保障|passport|identity card|id card)(?:卡)?(?:号码|号|no\.?|number)?\s*[:：#是为]?\s*)([A-Za-z]?\d[\dA-Za-z-]{4,})/giu,
    replace: ([, before], label) => `${before}${label}`,
  },
  { kind: 'phone', pattern: /(?<![\d.])(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?![\d.]?\d)/gu },
  { kind: 'phone', pattern: /(?<![\d.])0\d{2,3}[-\s]\d{7,8}(?:-\d{1,5})?(?!\d)/gu },
  {
    kind: 'phone',
    pattern:
      /((?:电话|手机|座机|联系方式|tel|phone|mobile)(?:号码|号|no\.?|number)?\s*[:：是为]?\s*)(\+?\d[\d\s()-]{5,}\d)/giu,
    replace: ([, before], label) => `${before}${label}`,
  },
  {
    kind: 'account',
    pattern: /((?:微信|QQ|wechat)(?:号)?\s*[:：是为]\s*)([A-Za-z0-9_-]{5,})/giu,
    replace: ([, before], label) => `${before}${label}`,
  },
  {
    kind: 'record',
    pattern:
      /((?:住院|病历|病案|门诊|就诊|登记|档案|检查|标本|随访|筛选|受试者|患者|病人|ID|MRN|medical record|record|admission|patient)\s*(?:号码|编号|号|ID|no\.?|number|#)\s*[:：#是为]?\s*)([A-Za-z]{0,4}[-]?\d[\dA-Za-z-]*)/giu,
    replace: ([, before], label) => `${before}${label}`,
  },
  {
    kind: 'bed',
    pattern:
      /((?:床号|病床|床位|bed(?:\s*(?:no\.?|number))?)\s*[:：#是为]?\s*)([A-Za-z]?\d{1,4}[A-Za-z]?)(?![\d.]|\s*(?:mg|ml|g|%))/giu,
    replace: ([, before], label) => `${before}${label}`,
  },
  { kind: 'bed', pattern: /(?<![\d.])\+?\d{1,4}\s*号?床(?!旁|边|前|头|上|垫|单|[以以]?内)/gu },
  {
    kind: 'address',
    pattern: /((?:家住|住址|家庭住址|住在|地址)\s*[:：是为]?\s*)([^\s,，。;；!！?？的]{4,40})/gu,
    replace: ([, before], label) => `${before}${label}`,
  },
]

const CHINESE_NAMES: readonly RegExp[] = [
  // 姓名：王建国 · 名叫李丽
  new RegExp(`((?:姓名|名字|名叫|叫做|叫)\\s*[:：是为]?\\s*)(${NAME})${NAME_ENDS}`, 'gu'),
  // 患者张伟，68岁
  new RegExp(`(${PATIENT}(?:姓名)?\\s*[:：是为]?\\s*)(${NAME})${NAME_ENDS}`, 'gu'),
  // 王女士 · 张伟先生
  new RegExp(`()(${SURNAME}[\\p{Script=Han}]{0,2}?)(?=${SEX_OR_TITLE})`, 'gu'),
  // 36床王建国 · 我爸张建军
  new RegExp(
    `(\\[床号\\]的?\\s*|[我他她](?:爸|妈|爷爷|奶奶|老公|老婆|儿子|女儿|同事|朋友))(${NAME})${NAME_ENDS}`,
    'gu',
  ),
  // 张某某
  new RegExp(`()(${SURNAME}某某?)`, 'gu'),
]
/**
 * Without a word that says so: a name at the beginning of a clause that is followed by sex or age, or by what the
 * person did. Only where it is no word of the language and no medicine.
 */
const BARE_NAMES: readonly RegExp[] = [
  new RegExp(
    `(^|[,，。;；:：\\n\\s])(${SURNAME}\\p{Script=Han}{1,2})(?=[,，\\s(（]*(?:[男女](?:性|[,，\\s\\d)）]|$)|(?:今年)?\\d{1,3}\\s*岁))`,
    'gu',
  ),
  new RegExp(
    `(^|[,，。;；:：\\n\\s])(${SURNAME}\\p{Script=Han}{1,2})(?=(?:今天|昨天|昨晚|前天|上周|今年|最近|刚)?(?:[吃用打服输][了过上完]|住院|怀孕|出现))`,
    'gu',
  ),
]
const ENGLISH_NAMES: readonly RegExp[] = [
  // John Smith, 68M · Maria Lopez (54, female)
  /(^|[.,;:]\s*)([A-Z]\p{Ll}+\s+[A-Z]\p{Ll}+)(?=[,\s(]+(?:aged? )?\d{1,3}\s*(?:[MF]\b|yo\b|y\/o|years?[ -]old|,\s*(?:fe)?male))/gu,
  /\b((?:Mr|Mrs|Ms|Miss)\.?\s+)([A-Z][\p{Ll}'’-]+(?:\s+[A-Z][\p{Ll}'’-]+)?)/gu,
  /\b((?:[Pp]atient|pt)(?:'s)?\s+(?:(?:is\s+)?(?:named?|called)|is)\s*:?\s+)([A-Z][\p{Ll}'’-]+(?:\s+[A-Z][\p{Ll}'’-]+){0,2})/gu,
  /\b((?:[Pp]atient|pt)\s+)([A-Z][\p{Ll}'’-]+\s+[A-Z][\p{Ll}'’-]+)/gu,
  /\b([Nn]ame\s*[:：]\s*)([A-Z][\p{Ll}'’-]+(?:\s+[A-Z][\p{Ll}'’-]+){0,2})/gu,
]
const ENGLISH_NOT_NAMES =
  /\b(?:Information|Leaflet|Safety|Population|Populations|Assessment|Group|Groups|Care|Support|Education|With|Who|Has|Is|Was|And|Or|In|On|The|Should|Can|Taking|Kidney|Renal|Hepatic|Liver|Heart|Class|Type)\b/u

export interface MaskOptions {
  /** Names of medicines: never taken for a person's. */
  readonly keep?: readonly string[]
}

/** The text in NFKC with its identifiers replaced; the same text in NFKC when there are none. */
export function maskIdentifiers(given: string, options: MaskOptions = {}): MaskedText {
  const kinds = new Set<IdentifierKind>()
  const keep = (options.keep ?? []).map((name) => name.normalize('NFKC').toLowerCase())
  let text = given.normalize('NFKC')
  for (const { kind, pattern, replace } of RULES) {
    text = text.replace(pattern, (...match) => {
      const label = LABELS[kind]
      kinds.add(kind)
      return replace === undefined ? label : (replace(match as string[], label) ?? match[0])
    })
  }
  for (const pattern of [...CHINESE_NAMES, ...ENGLISH_NAMES]) {
    text = text.replace(pattern, (whole: string, before: string, name: string) => {
      if (!isName(name, keep)) return whole
      kinds.add('name')
      return `${before}${LABELS.name}`
    })
  }
  for (const pattern of BARE_NAMES) {
    text = text.replace(pattern, (whole: string, before: string, name: string) => {
      if (!isName(name, keep) || isWord(name)) return whole
      kinds.add('name')
      return `${before}${LABELS.name}`
    })
  }
  return { text, kinds: [...kinds] }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** A word of the language, of a disease or of a medicine, not two or three characters that only stand together. */
function isWord(name: string): boolean {
  if (namedMedicines(name).length > 0 || WORD_ENDS.test(name)) return true
  return [...segmenter.segment(name)].length === 1 && !LIKELY_GIVEN.test(name.slice(1))
}

const WORD_ENDS = /[炎癌瘤菌毒酶酯胺酸素期型性度级类剂时后前年老]$/u
/** Given names that are words of a dictionary, too. */
const LIKELY_GIVEN =
  /^(?:建国|建军|国强|志强|志远|伟|芳|娜|敏|静|丽|强|磊|军|洋|勇|艳|杰|娟|涛|明|超|秀英|霞|平|刚|桂英|小红|海燕|红梅)$/u

function isName(name: string, keep: readonly string[]): boolean {
  const lower = name.toLowerCase()
  if (keep.some((one) => one.includes(lower) || lower.includes(one))) return false
  if (!/^\p{Script=Han}/u.test(name)) return !ENGLISH_NOT_NAMES.test(name)
  if (name.endsWith('某')) return true
  if (NOT_NAMES.some((word) => name.startsWith(word))) return false
  return ![...name].slice(1).some((character) => GIVEN_NAME_STOPS.includes(character))
}
