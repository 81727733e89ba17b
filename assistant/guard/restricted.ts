/**
 * Does the question ask for a use that the label in force does not cover? Compares the use that it names
 * with the statements of the indications, leaving out those that the source itself marks as not approved.
 * A question whether a patient may take it (a contraindication) names no use and passes.
 */
import { conditionsIn, holds, type Measure, valuesIn } from '../../core/text/numbers.ts'
import { statements } from '../../core/text/sentences.ts'
import { promotedUse } from './named-uses.ts'
import {
  CONDITION_NAMES,
  EXCLUDED,
  NOT_APPROVED,
  NOT_FOR,
  PROMOTION,
  PURPOSE,
  RAISED_TO,
  SAID_OFF_LABEL,
  USE_BEFORE,
  WANTS_SUPPORT,
} from './restricted-rules.ts'
import { PROMOTES } from './use-words.ts'

export interface RestrictedFinding {
  readonly use: string
  readonly promotion: boolean
}

export interface LabelTexts {
  /** Of the indications of the products that were asked about; none, no verdict. */
  readonly indications: readonly string[]
  /** Of their dosage sections. */
  readonly usage?: readonly string[]
  /** Whatever else of their labels was found for the question. */
  readonly found?: readonly string[]
}

export function findOffLabelUse(question: string, label: LabelTexts): RestrictedFinding | null {
  const { indications, usage = [], found = [] } = label
  const asked = question.normalize('NFKC')
  if (indications.length === 0) return null
  const promotion = PROMOTION.test(asked) || PROMOTES.test(asked)
  const said = SAID_OFF_LABEL.exec(asked)?.[0]
  const use = namedUse(asked)
  if (said !== undefined) return { use: use ?? said, promotion }
  if (use !== null && !indications.some((text) => covers(text, use))) return { use, promotion }
  const raised = overdose(asked, usage)
  if (raised !== null) return { use: raised, promotion }
  if (!promotion) return null
  const outside =
    excludedBy(asked, indications, [...indications, ...found]) ??
    promotedUse(asked, {
      approved: indications.map(approvedText).join('\n'),
      indications: indications.join('\n').normalize('NFKC'),
      usage: usage.join('\n').normalize('NFKC'),
      found: found.join('\n').normalize('NFKC'),
    })
  return outside === null ? null : { use: outside, promotion }
}

/** A dose above every amount of its unit that the dosage section names, wanted with support for it. */
function overdose(asked: string, usage: readonly string[]): string | null {
  const [whole, number = '', unit = ''] = RAISED_TO.exec(asked) ?? []
  if (whole === undefined || usage.length === 0 || !(WANTS_SUPPORT.test(asked) || PROMOTION.test(asked)))
    return null
  const printed = UNITS.find(([, names]) => names.test(unit === '' ? 'mg' : unit))?.[1]
  if (printed === undefined) return null
  const amounts = [
    ...usage
      .join('\n')
      .normalize('NFKC')
      .matchAll(/(\d+(?:\.\d+)?)\s*(毫克|微克|克|mg|g|μg|ug|mcg)(?![a-z/])/giu),
  ]
    .filter(([, , of = '']) => printed.test(of))
    .map(([, amount]) => Number(amount))
  return amounts.length > 0 && Number(number) > Math.max(...amounts) ? whole.trim() : null
}

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['mg', /^(?:mg|毫克)$/iu],
  ['g', /^(?:g|克)$/iu],
  ['μg', /^(?:μg|ug|mcg|微克)$/iu],
]

/**
 * Text for customers about those whom the label itself leaves out: a clause that says for whom it is not and
 * shares a word of the question, or a limit of the indications that does not hold for a value that it names.
 */
function excludedBy(asked: string, indications: readonly string[], texts: readonly string[]): string | null {
  for (const { measure, value } of valuesIn(asked)) {
    const limits = indications.flatMap((text) => conditionsIn(text)).filter((one) => one.measure === measure)
    if (limits.length > 0 && !limits.some((limit) => holds(limit, value))) return `${NAMES[measure]} ${value}`
  }
  // What is covered as well ("2型糖尿病" beside "不用于1型糖尿病") says nothing of whom it is not for.
  const approved = indications.map(approvedText).join('\n').toLowerCase()
  const words = wordsOf(asked).filter((word) => !approved.includes(word))
  for (const text of texts) {
    for (const clause of text.normalize('NFKC').split(/[，,。；;\n]/u)) {
      const at = clause.search(NOT_FOR)
      if (at < 0) continue
      const people = clause.slice(at)
      const shared = words.find((word) => people.includes(word))
      if (shared !== undefined) return shared
    }
  }
  return null
}

const NAMES: Readonly<Record<Measure, string>> = {
  renal: 'eGFR',
  age: '年龄',
  weight: '体重',
  systolic: '收缩压',
  diastolic: '舒张压',
  ejection: 'EF',
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
/** Words of two characters and more, and those of the sexes as labels print them. */
function wordsOf(asked: string): readonly string[] {
  const words = [...segmenter.segment(asked)]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment }) => segment.toLowerCase())
  const sexes = [...(/男/u.test(asked) ? ['男性'] : []), ...(/女/u.test(asked) ? ['女性'] : [])]
  const symptoms = /(?:没有?|无)\s*症状/u.test(asked) ? ['无症状', '无临床症状'] : []
  return [...words.filter((word) => [...word].length > 1 && !COMMON.test(word)), ...sexes, ...symptoms]
}

const COMMON =
  /^(?:患者|病人|使用|治疗|用于|症状|药物|可以|推荐|主任|医生|怎么|我们|本品|用药|说明|说明书|成人|the|for|and|in|of|to)$/u

/** The statements of an indications section that stand as approved, verbatim. */
export function approvedStatements(indications: string): readonly string[] {
  return statements(indications)
    .map(({ start, end }) => indications.slice(start, end))
    .reduce<string[]>((kept, text) => {
      // A bracket that runs over the end of a sentence still belongs to the statement it marks.
      const opened = kept.at(-1)
      if (opened !== undefined && /[[【(（][^\]】)）]*$/u.test(opened))
        kept[kept.length - 1] = `${opened}${text}`
      else kept.push(text)
      return kept
    }, [])
    .filter((text) => !NOT_APPROVED.test(text))
    .filter((text) => indications.includes(text))
}

function namedUse(question: string): string | null {
  const purpose = PURPOSE.exec(question)
  if (purpose !== null) return purpose[0]
  for (const pattern of USE_BEFORE) {
    const use = pattern
      .exec(question)?.[1]
      ?.trim()
      .replace(/^治疗?/u, '')
    // Text for customers must stay within the label whatever the use is called.
    if (use !== undefined && (isCondition(use) || PROMOTION.test(question))) return use
  }
  return null
}

/** What follows the verb is a disease, not an organ, a test or a way of giving. */
const isCondition = (use: string): boolean =>
  CONDITION_NAMES.some(({ asked }) => asked.test(use)) ||
  /[病症炎癌瘤痛疹癣疮]$|综合征$|感染$|障碍$|[高低]压$|衰竭$|梗死$|缺血$|出血$|血栓$|栓塞$|骨折$|溃疡$|结石$|不孕$|早产$|流产$|早泄$|脱发$|疼$|水肿$|贫血$|中毒$|休克$|哮喘$|紫癜$|肥胖$|失眠$|抑郁$|焦虑$|便秘$|腹泻$|呕吐$|咳嗽$|(?:itis|osis|oma|emia|cancer|disease|disorder|syndrome)$/iu.test(
    use,
  )

/** What the indications cover: approved statements without the clauses that say what it is not for. */
const approvedText = (indications: string): string =>
  approvedStatements(indications)
    .flatMap((text) => text.normalize('NFKC').split(/[,;，；]/u))
    .filter((clause) => !EXCLUDED.test(clause) && !NOT_FOR.test(clause))
    .join('\n')

function covers(indications: string, use: string): boolean {
  const approved = approvedText(indications)
  const named = CONDITION_NAMES.filter(({ asked }) => asked.test(use))
  if (named.length > 0) return named.some(({ printed }) => printed.test(approved))
  // A foreign name without a bridge proves nothing either way; the answer then shows the label itself.
  if (!/\p{Script=Han}/u.test(use)) return true
  const pairs = [...use].slice(1).map((character, at) => [...use][at]! + character)
  return pairs.filter((pair) => approved.includes(pair)).length >= Math.ceil(pairs.length / 2)
}
