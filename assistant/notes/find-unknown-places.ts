/**
 * Institutions that the directory does not have, by how institutions are called: in full (…医院, … Hospital) or in
 * short (二院, 省人民, 附一). They are told as they stand and asked about; nobody is placed in another house instead.
 */
import type { PlaceName, Taken } from './note-names.ts'
import type { Span } from './note-reading.ts'
import { TITLES } from './person-words.ts'

const ENDINGS =
  '(?:人民医院|中心医院|中医医?院|妇幼保健院|妇产医院|儿童医院|肿瘤医院|胸科医院|附属医院|医院|卫生院|卫生服务中心|社区中心|卫生所|诊所|门诊部|大药房|药店|药房连锁|医药公司|商业公司)'
/** Behind these a name of an institution begins. */
const FRONT =
  /(?:去了?|到了?|在|跑了?|转去|转到|来到|进了?|拜访了?|走访了?|[上下]午|中午|今天|昨天|早上|先|，|。|;|:|\||\(|\n|^|\s)$/u
/** It only tells where somebody comes from or what kind of place is meant. */
const NOT_HERE_BEHIND = /^\s*(?:来的|调来|过来的|转来|转过来|那边来|出来的|毕业)/u
const KIND_ONLY =
  /^(?:其他|别的|哪家|几家|各|两家|三家|大|小|基层|上级|下级|三甲|这家|那家|我们|他们|民营|公立|私立|县级|市级|省级|每家|多家|个)/u

/** Short names; a department, a person or the end of the thought has to follow, for most are other words, too. */
const SHORT = new RegExp(
  [
    '(?:\\p{Script=Han}{2})?第?[二三四五六七八九十]院(?!长|士|内|感|里|外|区|线|务|办|前|后|墙|子)',
    '[省市区县州](?:人民|立|人医|中医|中西医|妇幼|妇保|儿童|肿瘤|胸科|口腔|眼科|皮防|传染病|精卫)(?:医院|院)?',
    '[省市区县州](?:[二三四五六七八九十])(?:院)?(?=\\p{Script=Han}{1,4}(?:科|内|外))',
    '(?:\\p{Script=Han}{1,3})?附[一二三四五六](?:院|医)?',
    '\\d{2,4}(?:医院|院)',
    '(?:益丰|大参林|老百姓|一心堂|国大|海王星辰|同仁堂|漱玉平民|健之佳)(?:大药房|药房|药店)?(?:\\p{Script=Han}{1,6}?店)?',
  ].join('|'),
  'gu',
)
const BEHIND_SHORT = new RegExp(
  `^(?:$|[\\s，。；,;:!(|、]|的|那边?|这边|医院|门诊|药房|药剂|找|见|看|拜访|聊|开|\\p{Script=Han}{1,6}(?:科|内|外|室)|\\p{Script=Han}{1,3}${TITLES})`,
  'u',
)

export function findUnknownPlaces(text: string, taken: Taken, known: readonly Span[]): readonly PlaceName[] {
  const found = [...text.matchAll(new RegExp(`\\p{Script=Han}{2,12}?${ENDINGS}`, 'gu'))]
  const chinese = found.flatMap((match): readonly PlaceName[] => {
    const whole = match[0]
    // The name begins behind the last word that leads to a place.
    const lead =
      /^.*(?:去了?|到了?|在|跑了?|转去|拜访了?|走访了?|[上下]午|中午|今天|昨天|早上|先|又|再|刚|从|跟|是)/u.exec(
        whole,
      )
    const start = match.index + (lead?.[0].length ?? 0)
    const end = match.index + whole.length
    const name = text.slice(start, end)
    if (name.length < 4 || KIND_ONLY.test(name) || !taken.free(start, end)) return []
    if (NOT_HERE_BEHIND.test(text.slice(end)) || (lead === null && !FRONT.test(text.slice(0, start))))
      return []
    taken.take(start, end)
    return [placeAt(text, start, end, [])]
  })
  const english = [
    ...text.matchAll(
      /\b(?:[A-Z][\w.'-]+\s){1,4}(?:Hospital|Clinic|Pharmacy|Medical Cent(?:er|re)|Health Cent(?:er|re))\b/gu,
    ),
  ]
  return [
    ...chinese,
    ...shortNames(text, taken, known),
    ...english.flatMap((match): readonly PlaceName[] => {
      const end = match.index + match[0].length
      if (!taken.free(match.index, end)) return []
      taken.take(match.index, end)
      return [placeAt(text, match.index, end, [])]
    }),
  ]
}

export const placeAt = (text: string, start: number, end: number, ids: readonly string[]): PlaceName => ({
  kind: 'place',
  text: text.slice(start, end),
  start,
  end,
  ids: [...new Set(ids)],
})

function shortNames(text: string, taken: Taken, known: readonly Span[]): readonly PlaceName[] {
  return [...text.matchAll(SHORT)].flatMap((match): readonly PlaceName[] => {
    const lead =
      /^\p{Script=Han}{0,3}(?:去了?|到了?|在|跑了?|回|从|是|找|午|天|上|先|又|再|的)(?=\p{Script=Han}*院|\p{Script=Han}*附|[省市区县州])/u.exec(
        match[0],
      )?.[0] ?? ''
    const start = match.index + lead.length
    const end = match.index + match[0].length
    if (end - start < 2 || !taken.free(start, end)) return []
    if (lead === '' && !FRONT.test(text.slice(0, start))) return []
    const next = known.some((one) => one.start >= end && one.start <= end + 1)
    if (!next && !BEHIND_SHORT.test(text.slice(end))) return []
    taken.take(start, end)
    return [placeAt(text, start, end, [])]
  })
}
