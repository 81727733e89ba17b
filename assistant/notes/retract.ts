/**
 * What the note takes back: "讲了力康汀，哦不是，醒络通". The words that correct say what kind of thing is
 * corrected (a name, a day, a number); the last of that kind before them is what was meant to go. Where nothing of
 * that kind precedes, nothing is taken back: 不是 is an ordinary word.
 */
import type { NoteName } from './note-names.ts'
import type { Span } from './note-reading.ts'

const SIGH = '(?:(?:哦|噢|喔|啊|呃|诶|哎呀?|额|等等|等一?下|sorry)[\\s,，]*)'
const MARKERS: readonly RegExp[] = [
  new RegExp(
    `[，,。.;\\s-]*${SIGH}?(?:不对不对|不对|不是不是|不不不?|说错了|讲错了|记错了|写错了|打错了|搞错了|口误|更正一?下?|纠正一?下?)[\\s,，:]*(?:应该?是|是)?[\\s,，]*`,
    'gu',
  ),
  new RegExp(`[，,。.;\\s-]*${SIGH}(?:不是|错了)[\\s,，]*(?:应该?是|是)?[\\s,，]*`, 'gu'),
  /[，,。][\s]*(?:不是|错了)[，,]\s*(?:应该?是|是)?\s*/gu,
  /[，,.;\s-]*\b(?:no,? wait|wait,? no|wait|scratch that|I mean|correction|make that|my mistake|sorry(?:,? (?:not|I meant|no))?|oops|no,|err?,? no)\b[\s,:-]*(?:it was |it's |it is )?/giu,
]
/** 不是王建国，是王丽: both stand in one breath. */
const NOT_BUT = /不是(?=\p{Script=Han})/gu
const BUT = /^[\s,，]*(?:而?是)/u

const DAY =
  /(?:下下?个?|上|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|[今明后昨前]天|大后天|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}|\d{1,2}[号日]|(?:下|上|这)(?:个)?[周月]|\b(?:next |this |last )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:today|tomorrow|yesterday)\b/giu
const CLOCK =
  /(?:上午|下午|早上|晚上|中午)?[\d一二两三四五六七八九十]{1,2}(?:点半?|:\d{2})|上午|下午|中午|晚上|\b\d{1,2}(?::\d{2})?\s?[ap]m\b/giu
const NUMBER = /\d+(?:\.\d+)?|[一二两三四五六七八九十百]+(?=[个人位份盒元块分])/gu

/** How far back a slip of the tongue is mended. */
const REACH = 40

export interface Retractions {
  readonly spans: readonly Span[]
  /** Where a correction was spoken, the words of correction themselves. */
  readonly markers: readonly Span[]
}

export function findRetractions(text: string, names: readonly NoteName[]): Retractions {
  const spans: Span[] = []
  const markers: Span[] = []
  const inName = (at: number): boolean => names.some(({ start, end }) => at > start && at < end)
  for (const pattern of MARKERS)
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (inName(from) || inName(to) || markers.some((one) => from < one.end && to > one.start)) continue
      const gone = takenBack(text, from, to, names, spans)
      if (gone === null) continue
      spans.push(gone)
      markers.push({ start: from, end: to })
    }
  for (const match of text.matchAll(NOT_BUT)) {
    const at = match.index + 2
    const wrong = names.find(({ start }) => start === at)
    if (wrong === undefined) continue
    const but = BUT.exec(text.slice(wrong.end))
    const right = names.find(({ start }) => start === wrong.end + (but?.[0].length ?? 0))
    if (but === null || right?.kind !== wrong.kind) continue
    spans.push({ start: wrong.start, end: wrong.end })
    markers.push({ start: match.index, end: wrong.start }, { start: wrong.end, end: right.start })
  }
  return { spans, markers }
}

function takenBack(
  text: string,
  from: number,
  to: number,
  names: readonly NoteName[],
  gone: readonly Span[],
): Span | null {
  const near = Math.max(0, from - REACH)
  const free = (span: Span): boolean => !gone.some((one) => span.start < one.end && span.end > one.start)
  const named = names.find(({ start }) => start >= to && start <= to + 3)
  if (named !== undefined) {
    const of = (kind: NoteName['kind']): string => (kind === 'competitor' ? 'product' : kind)
    return (
      names.findLast(
        (one) => one.end <= from && one.start >= near && of(one.kind) === of(named.kind) && free(one),
      ) ?? null
    )
  }
  for (const kind of [DAY, CLOCK, NUMBER]) {
    const begins = text.slice(to, to + 14).search(new RegExp(kind.source, kind.flags.replace('g', '')))
    if (begins < 0 || begins > 4) continue
    const last = [...text.slice(near, from).matchAll(kind)].at(-1)
    if (last === undefined) continue
    const start = near + last.index
    const span = { start, end: start + last[0].length }
    return free(span) ? span : null
  }
  return null
}
