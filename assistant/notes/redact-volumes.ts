/**
 * How much one prescriber prescribes must never be kept (统方). Finds where a text says it, and gives the text
 * that is safe to store: names may stay, the amounts are gone. An amount of a pharmacy, a ward or a meeting is
 * none of these, nor is an age, an hour or a dose.
 */
import type { Span } from './note-reading.ts'

export const VOLUME_MARK = '[数量]'

const NUMERAL = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千]+)'
const PACKS = '(?:盒|支|瓶|片|板|箱|件|粒|例|人份|个病人|张(?:处方|方子)|boxes|packs|scripts|vials)'
/** What a bare number behind a name is, if it is no amount. */
const OTHERWISE =
  '(?!\\s*(?:[点月日号年周天岁楼层床次度时分秒%％:：.\\-/\\d]|分钟|小时|多岁|mg|ml|mins?\\b|pm\\b|am\\b|元|块|人|个人|位|米|km|mmol|ppm))'
const SURNAMED = '[\\p{Script=Han}]{1,3}(?:主任|医生|大夫|老师|教授)'
/** Words that say where such numbers come from. */
const SOURCE =
  /统方|处方(?:量|数|明细)|用药明细|拉(?:了|出来?)?[^，。；\s]{0,8}数|数(?:据)?(?:出来|到)了|的出来了|对(?:一下)?(?:自己的|各自的)|流向|开药量|每个(?:医生|主任)|\b(?:prescri(?:bing|ption) data|scripts? (?:per|by)|per doctor|pulled the numbers|volumes?)\b/iu

/** Stretches from a name to the amount; `names` are the contacts that the note names. */
export function prescriberVolumes(text: string, names: readonly string[] = []): readonly Span[] {
  const known = names
    .filter((name) => name.length > 1)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  const person = `(?:${[...known, SURNAMED].join('|')})`
  const withPacks = new RegExp(
    `${person}[^，。；;\\n\\d说讲问破坏碎缺剩库进订退换送给留带发拿病患吃服喝限额供]{0,10}?(?<!每次|一次|每日|一天|每天|第)${NUMERAL}\\s*${PACKS}`,
    'giu',
  )
  const bare = new RegExp(
    `${person}\\s*(?:那[儿里边])?(?:是|有|开了?|用了?)?[:：=]?\\s*(?:\\d+|[一二两三四五六七八九]?[十百][一二三四五六七八九十]*)${OTHERWISE}`,
    'giu',
  )
  const spans = [...text.matchAll(withPacks)].filter(
    ({ 0: words }) => !/(?:送|给|留|带|发|拿)(?:了|过)?|试用|样品/u.test(words),
  )
  const pairs = [...text.matchAll(bare)]
  const listed = pairs.length >= 2 || (pairs.length === 1 && SOURCE.test(text)) ? pairs : []
  // "王主任用了3例" is a doctor's own word about his patients; a list of such is a tally.
  const cases = spans.filter(({ 0: words }) => /(?:例|个病人)$/u.test(words))
  const counted = cases.length === 1 && !SOURCE.test(text) ? spans.filter((span) => span !== cases[0]) : spans
  return [...counted, ...listed]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .toSorted((a, b) => a.start - b.start)
}

/** Whether a text tells any prescriber's volume. */
export const tellsVolumes = (text: string, names: readonly string[] = []): boolean =>
  prescriberVolumes(text, names).length > 0

/** The text with every amount of a prescriber replaced; the same text where there is none. */
export function redactVolumes(text: string, names: readonly string[] = []): string {
  const spans = prescriberVolumes(text, names)
  if (spans.length === 0) return text
  const amount = new RegExp(
    `${NUMERAL}(?=\\s*${PACKS})|(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九]?[十百][一二三四五六七八九十]*)${OTHERWISE}`,
    'giu',
  )
  let redacted = ''
  let from = 0
  for (const { start, end } of spans) {
    if (start < from) continue
    redacted += text.slice(from, start) + text.slice(start, end).replace(amount, VOLUME_MARK)
    from = end
  }
  // Where one is told, every further amount of packs in the text belongs to the tally.
  return (redacted + text.slice(from)).replace(new RegExp(`${NUMERAL}(?=\\s*${PACKS})`, 'giu'), VOLUME_MARK)
}
