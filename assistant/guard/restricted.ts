/**
 * Does the question ask for a use that the label in force does not cover? Compares the use that it names
 * with the statements of the indications, leaving out those that the source itself marks as not approved.
 * A question whether a patient may take it (a contraindication) names no use and passes.
 */
import { statements } from '../../core/text/sentences.ts'
import {
  CONDITION_NAMES,
  EXCLUDED,
  NOT_APPROVED,
  PROMOTION,
  PURPOSE,
  SAID_OFF_LABEL,
  USE_BEFORE,
} from './restricted-rules.ts'

export interface RestrictedFinding {
  readonly use: string
  readonly promotion: boolean
}

/** `indications` are the texts of that section for the products that were asked about; none, no verdict. */
export function findOffLabelUse(question: string, indications: readonly string[]): RestrictedFinding | null {
  const asked = question.normalize('NFKC')
  if (indications.length === 0) return null
  const said = SAID_OFF_LABEL.exec(asked)?.[0]
  const use = namedUse(asked)
  if (said !== undefined) return { use: use ?? said, promotion: PROMOTION.test(asked) }
  if (use === null) return null
  if (indications.some((text) => covers(text, use))) return null
  return { use, promotion: PROMOTION.test(question) }
}

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

function covers(indications: string, use: string): boolean {
  const approved = approvedStatements(indications)
    .flatMap((text) => text.normalize('NFKC').split(/[,;，；]/u))
    .filter((clause) => !EXCLUDED.test(clause))
    .join('\n')
  const named = CONDITION_NAMES.filter(({ asked }) => asked.test(use))
  if (named.length > 0) return named.some(({ printed }) => printed.test(approved))
  // A foreign name without a bridge proves nothing either way; the answer then shows the label itself.
  if (!/\p{Script=Han}/u.test(use)) return true
  const pairs = [...use].slice(1).map((character, at) => [...use][at]! + character)
  return pairs.filter((pair) => approved.includes(pair)).length >= Math.ceil(pairs.length / 2)
}
