/**
 * Colleagues of the company in a note: named in the rep's list, by their function (我的DM, MSL), or by how they
 * came along (co-visit with David). They are never contacts.
 */
import type { ColleagueName, Taken } from './note-names.ts'
import { COMMON_WORDS, surnameAt } from './person-words.ts'

const FUNCTION =
  '(?:DM|RM|RSM|ASM|DSM|FLM|SLM|NSM|MSL|PM|BU head|(?:地区|大区|区域|销售|片区|我们|我|产品|市场|区)?经理|主管|直属领导|我?领导|老板|医学联络官|医学部?(?:的)?(?:同事|老师)|市场部(?:的)?(?:同事)?|(?:新)?同事|搭档|带教|师傅|district manager|area manager|regional manager|sales manager|line manager|my manager|manager|my boss|boss|product manager|colleague|teammate|trainer)'
const NAME =
  '(?:(?!说|讲|让|叫|问|要|会|想|答应|下周|下午|上午|今天|明天|昨天|刚|一起|一块|一道|一同|同行|去|到|来|拜访|协访|随访|陪|双访|见|跑|也|走|co-?|joint)(?:[A-Z][a-z]+|[老小]\\p{Script=Han}|\\p{Script=Han}{2,3}))'
const TOGETHER =
  '(?:一起|一块儿?|一道|一同|同行|同去|共同|协访|随访|陪访|陪同|双访|联合拜访|跟访|co-?visit\\w*|joint(?: visit| call)?|ride-?along|tagged along)'

interface Rule {
  readonly pattern: RegExp
  readonly joined: boolean
}

/** Without any function named. */
const PLAIN = new RegExp(`(?:跟|和|与|同|with)\\s*(?<who>${NAME})\\s*(?:${TOGETHER})`, 'giu')

/** The group `who` is the colleague. */
const RULES: readonly Rule[] = [
  {
    joined: true,
    pattern: new RegExp(
      `(?:跟|和|与|同|陪|带着?|带上|由)(?<who>(?:我的?|我们的?|咱们?)?${FUNCTION}${NAME}?)(?=[\\s，,、]?(?:${TOGETHER}|去|到|拜访|见|来|走|跑|协|看))`,
      'giu',
    ),
  },
  { joined: true, pattern: PLAIN },
  {
    joined: true,
    pattern: new RegExp(
      `${TOGETHER}\\s*(?:with|人?[:：]|的?是|:)\\s*(?<who>(?:我的?|my )?(?:${FUNCTION}|${NAME}))`,
      'giu',
    ),
  },
  {
    joined: true,
    pattern: new RegExp(
      `\\b(?:with|accompanied by|together with|alongside)\\s+(?<who>(?:my|our|the)\\s+${FUNCTION}(?:\\s+[A-Z][a-z]+)?)`,
      'giu',
    ),
  },
  {
    joined: true,
    pattern:
      /\b(?:with|and)\s+(?<who>(?!Dr|Prof)[A-Z][a-z]+)\s*\((?:my |our )?(?:DM|RM|MSL|manager|boss|colleague)[^)]*\)/gu,
  },
  {
    joined: true,
    pattern: new RegExp(
      `(?<who>(?:我的?|我们的?)?${FUNCTION}${NAME}?)(?:也|全程)?(?:陪我?|一起|协访|随访|跟访|陪访|同行|joined|came along)`,
      'giu',
    ),
  },
  {
    joined: true,
    pattern: new RegExp(
      `(?<who>\\b(?:my|our)\\s+${FUNCTION}(?:\\s+[A-Z][a-z]+)?)\\s+(?:joined|came along|tagged along|was with me)`,
      'giu',
    ),
  },
]

/** `who` with the words of possession left off: 我的DM -> DM, "my DM" -> DM. */
const POSSESSIVE = /^(?:我们?的?|咱们?的?|my |our |the )(?=\S)/iu

/** `text` is the folded note. Names of the list count wherever they stand; nobody of the directory is taken. */
export function findColleagues(
  text: string,
  names: readonly string[],
  taken: Taken,
): readonly ColleagueName[] {
  const found: ColleagueName[] = []
  const add = (start: number, end: number, joined: boolean): void => {
    if (!taken.free(start, end)) return
    taken.take(start, end)
    found.push({ kind: 'colleague', text: text.slice(start, end), start, end, joined })
  }
  for (const { pattern, joined } of RULES)
    for (const match of text.matchAll(pattern)) {
      const who = match.groups?.['who'] ?? ''
      const bare = who.replace(POSSESSIVE, '')
      const start = match.index + match[0].indexOf(who) + (who.length - bare.length)
      if (/^(?:他|她|我|主任|医生|病人|患者|家属|大家|别人)/u.test(bare)) continue
      // 和胰岛素一起用: only what begins as a name does, and nothing that is taken together.
      if (
        /^\p{Script=Han}{2,3}$/u.test(bare) &&
        pattern === PLAIN &&
        (surnameAt(bare) === null || COMMON_WORDS.has(bare.slice(0, 2)))
      )
        continue
      if (/^(?:用|吃|服|打|联用|上)/u.test(text.slice(match.index + match[0].length))) continue
      add(start, start + bare.length, joined)
    }
  for (const name of names)
    for (
      let at = name.length < 2 ? -1 : text.indexOf(name);
      at >= 0;
      at = text.indexOf(name, at + name.length)
    ) {
      const near = text.slice(Math.max(0, at - 2), at + name.length + 6)
      add(at, at + name.length, new RegExp(`[跟和与同带陪]|with|${TOGETHER}`, 'iu').test(near))
    }
  return found.toSorted((a, b) => a.start - b.start)
}
