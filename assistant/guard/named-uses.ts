/**
 * Which uses a text for customers would tell of, compared with the label: diseases, people, ways of giving, courses
 * and doses that it does not cover. Reads with open arms, since nobody may promote what the label leaves out; whether
 * anything is promoted at all, and questions that promote nothing, are restricted.ts's part.
 */
import { CONDITION_NAMES, NOT_APPROVED, NOT_FOR } from './restricted-rules.ts'
import {
  ADULTS_ALONE,
  CHILDREN,
  CHILDREN_COVERED,
  COURSE_AGAIN,
  COURSE_LIMITED,
  DISEASE_END,
  EXPECTING,
  EXPECTING_COVERED,
  MORE_CONDITION_NAMES,
  MORE_COVERED,
  MORE_OF_IT,
  OTHER_TOPIC,
  PLACE_BEHIND,
  ROUTES,
} from './use-words.ts'

export interface PromotedTexts {
  /** What the indications cover, without what they leave out. */
  readonly approved: string
  readonly indications: string
  readonly usage: string
  readonly found: string
}

/** The words of the question that name a use outside the label; null when it names none. NFKC text. */
export function promotedUse(asked: string, label: PromotedTexts): string | null {
  return (
    conditionOutside(asked, label) ??
    peopleOutside(asked, label) ??
    wayOutside(asked, label) ??
    courseOutside(asked, label)
  )
}

interface NamedCondition {
  readonly words: string
  readonly covered: boolean
}

function conditionOutside(asked: string, label: PromotedTexts): string | null {
  if (OTHER_TOPIC.test(asked)) return null
  const named = conditionsOf(typesAsDigits(asked), typesAsDigits(label.approved))
  const outside = named.filter(({ covered }) => !covered)
  if (named.some(({ covered }) => covered)) {
    // Beside what is covered another disease may only come along; the label itself must rule it out.
    const ruled = typesAsDigits(`${label.indications}\n${label.found}`).split(/[，,。；;\n]/u)
    return (
      outside.find(({ words }) =>
        ruled.some((part) => part.includes(words) && (NOT_FOR.test(part) || NOT_APPROVED.test(part))),
      )?.words ?? null
    )
  }
  return outside[0]?.words ?? null
}

/** Longest first, so that a disease and its ending count once. */
function conditionsOf(asked: string, approved: string): readonly NamedCondition[] {
  const named = [...MORE_CONDITION_NAMES, ...CONDITION_NAMES].flatMap((name) =>
    [...asked.matchAll(new RegExp(name.asked.source, 'giu'))].map((match) => ({
      words: match[0],
      start: match.index,
      covered: name.printed.test(approved),
    })),
  )
  const ending = new RegExp(`[\\p{Script=Han}]{0,3}?(?:${DISEASE_END})`, 'gu')
  // A label in another script proves nothing of Chinese words that have no name above.
  const readable = (approved.match(/\p{Script=Han}/gu)?.length ?? 0) > 10
  const others = readable
    ? [...asked.matchAll(ending)].map((match) => {
        const words = match[0].replace(/^.*[的了给用对治和跟在是有想让个位把拿说这那能加到排防]/u, '')
        return {
          words,
          start: match.index + match[0].length - words.length,
          covered: shares(approved, words),
        }
      })
    : []
  const all = [
    ...named,
    ...others.filter(({ words, start }) => {
      const overlaps = (one: (typeof named)[number]) =>
        start < one.start + one.words.length && one.start < start + words.length
      return words.length >= 2 && !GENERIC.test(words) && !named.some(overlaps)
    }),
  ]
  return all.filter(({ words, start }) => !PLACE_BEHIND.test(asked.slice(start + words.length)))
}

const GENERIC =
  /^(?:疾病|看病|生病|得病|毛病|发病|患病|治病|重症|炎症|适应[症证]|病症|癌症|肿瘤|感染|过敏|症状|慢病|慢性病|老毛病|疼痛|什么病|[重轻]症)$/u

/** Half of the pairs of characters stand in the label, or its last three characters do. */
function shares(approved: string, words: string): boolean {
  const characters = [...words]
  if (characters.length > 2 && approved.includes(characters.slice(-3).join(''))) return true
  const pairs = characters.slice(1).map((character, at) => characters[at]! + character)
  return pairs.filter((pair) => approved.includes(pair)).length >= Math.ceil(pairs.length / 2)
}

/** "一型糖尿病", "I型糖尿病" and "1型糖尿病" are one. */
const typesAsDigits = (text: string): string =>
  text.replace(/(?:一|(?<![A-Z])I)型/gu, '1型').replace(/(?:二|(?<![A-Z])II)型/gu, '2型')

function peopleOutside(asked: string, { approved, usage }: PromotedTexts): string | null {
  const children = CHILDREN.exec(asked)?.[0]
  const covered = CHILDREN_COVERED.test(approved) || CHILDREN_COVERED.test(usage)
  if (children !== undefined && ADULTS_ALONE.test(approved + usage) && !covered) return children
  const expecting = OTHER_TOPIC.test(asked) ? undefined : EXPECTING.exec(asked)?.[0]
  return expecting !== undefined && !EXPECTING_COVERED.test(approved) ? expecting : null
}

function wayOutside(asked: string, { usage, indications }: PromotedTexts): string | null {
  if (usage === '' || OTHER_TOPIC.test(asked)) return null
  const readable = /\p{Script=Han}{4}/u.test(usage)
  const way = readable
    ? ROUTES.find(({ asked: words, printed }) => words.test(asked) && !printed.test(usage + indications))
    : undefined
  return way?.asked.exec(asked)?.[0] ?? null
}

function courseOutside(asked: string, { usage, indications, found }: PromotedTexts): string | null {
  const again = COURSE_AGAIN.exec(asked)?.[0]
  if (again !== undefined && COURSE_LIMITED.test(`${indications}\n${usage}\n${found}`)) return again
  const more = MORE_OF_IT.exec(asked)?.[0]
  return more !== undefined && usage !== '' && !MORE_COVERED.test(usage) ? more : null
}
