/**
 * The sections of documents that are no labels: what stands under a heading, with the headings above it as
 * the path. Laws and policies part at their articles (第X条) below chapters; heading lines that the format
 * does not mark are known by their form (第X章, 一、…, Abstract). Pages, slides and questions have rules of their own.
 */
import { draftSections, type Line, type SectionDraft } from './section-draft.ts'

interface Heading {
  readonly text: string
  /** 1 is the highest. */
  readonly level: number
  readonly rest?: string
}

const NUMERAL = '[〇零一二三四五六七八九十百千两\\d]{1,8}'
const PART = new RegExp(`^第\\s*${NUMERAL}\\s*([编篇章节部])(?:分)?(?=$|[\\s　：:、.])`, 'u')
const PART_LEVEL: Readonly<Record<string, number>> = { 编: 1, 篇: 1, 部: 1, 章: 2, 节: 3 }
const ARTICLE = new RegExp(
  `^(第\\s*(${NUMERAL})\\s*条(?:\\s*之[一二三四五六七八九十])?)([\\s　：:]*)(.*)$`,
  'su',
)
const ARTICLE_LEVEL = 8
/** Stands behind the last article and is none of it: "附表一 …", "附件：…". */
const APPENDIX = new RegExp(`^附\\s*[表件录]\\s*(?:${NUMERAL}|[A-Z])?(?:$|[\\s　：:、.．])`, 'u')
const LONGEST_APPENDIX = 60
const CHINESE_HEAD = /^([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])\s*\S/u
const PAPER_HEAD =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.、]?\s*)?(?:摘\s*要|关键词|引\s*言|前\s*言|背\s*景|方\s*法|资料[和与]方法|材料[和与]方法|结\s*果|讨\s*论|结\s*论|参考文献|致\s*谢|附\s*[录则件]|abstract|keywords|introduction|background|methods?|materials and methods|patients and methods|results?|discussion|conclusions?|references|acknowledge?ments?|limitations)[：:.]?$/iu
const ENDS_SENTENCE = /[。；;，,！!？?：:]$|[a-z]\.$/u
/** A format that does not tell the level of a heading: below every heading that has one. */
const UNKNOWN_LEVEL = 7

/** @param title stands above text before the first heading */
export function outlineSections(lines: readonly Line[], title: string): readonly SectionDraft[] {
  const articles = lines.filter((line) => line.kind === 'text' && ARTICLE.test(line.text)).length >= 3
  const stack: Heading[] = []
  const sections: SectionDraft[] = []
  let open: Line[] = []
  let article = 0
  const own = titleHeading(lines)
  const close = (): void => {
    const path = stack.map((heading) => heading.text)
    const head = {
      heading: path.at(-1) ?? own?.text ?? title,
      code: null,
      path: path.length === 0 ? [own?.text ?? title] : path,
    }
    const onlyTitle = open.length === 1 && open[0]?.text === own?.text
    if (!onlyTitle) sections.push(...draftSections(head, open))
    open = []
  }
  for (const line of lines) {
    if (line === own) {
      open.push({ ...line, kind: 'text' })
      continue
    }
    const found = articles ? articleOf(line, article) : undefined
    if (found !== undefined) article = found.number
    const appendix = articles ? appendixOf(line) : undefined
    const heading = found?.heading ?? appendix ?? headingOf(line)
    if (heading === undefined) {
      open.push(line)
      continue
    }
    close()
    while (stack.length > 0 && stack.at(-1)!.level >= heading.level) stack.pop()
    stack.push(heading)
    // The rows of a table are read below its caption.
    if (line.kind === 'caption') open.push(line)
    if (heading.rest !== undefined && heading.rest !== '')
      open.push({ kind: 'text', text: heading.rest, page: line.page })
  }
  close()
  // A document of nothing but headings still says something.
  return sections.length > 0 ? sections : draftSections({ heading: title, code: null, path: [title] }, lines)
}

/** The document's title: its first heading, when it stands at the top and above all others. It is in no path. */
function titleHeading(lines: readonly Line[]): Line | undefined {
  const first = lines.slice(0, 5).find((line) => line.kind === 'heading')
  if (first?.level === undefined) return undefined
  const level = first.level
  const rivals = lines.some(
    (line) => line !== first && line.kind === 'heading' && (line.level ?? 99) <= level,
  )
  return rivals ? undefined : first
}

function headingOf(line: Line): Heading | undefined {
  if (line.kind !== 'text' && line.kind !== 'heading') return undefined
  const { text } = line
  const part = PART.exec(text)
  if (part !== null && text.length <= 60 && !/[。；]$/u.test(text))
    return { text, level: PART_LEVEL[part[1]!]! }
  if (line.kind === 'heading') return { text: bare(text), level: line.level ?? UNKNOWN_LEVEL }
  const bracket = /^【([^】]{1,40})】[：:]?\s*(.*)$/su.exec(text)
  if (bracket !== null) return { text: bracket[1]!.trim(), level: UNKNOWN_LEVEL, rest: bracket[2]! }
  if (PAPER_HEAD.test(text)) return { text, level: UNKNOWN_LEVEL }
  const chinese = CHINESE_HEAD.exec(text)
  if (chinese !== null && text.length <= 32 && !ENDS_SENTENCE.test(text))
    return { text, level: /^[（(]/u.test(text) ? UNKNOWN_LEVEL : UNKNOWN_LEVEL - 1 }
  return undefined
}

/** In a document of articles, where an appendix closes all chapters; also as the caption of its table. */
function appendixOf(line: Line): Heading | undefined {
  if (line.kind === 'header' || line.kind === 'row') return undefined
  const { text } = line
  if (!APPENDIX.test(text) || text.length > LONGEST_APPENDIX || /[。；]$/u.test(text)) return undefined
  return { text, level: 1 }
}

function bare(text: string): string {
  return /^【([^】]*)】$/u.exec(text)?.[1]?.trim() ?? text
}

/** An article that opens, not one that is spoken of: a space follows, or it is the next in number. */
function articleOf(
  line: Line,
  last: number,
): { readonly heading: Heading; readonly number: number } | undefined {
  if (line.kind !== 'text' && line.kind !== 'heading') return undefined
  const match = ARTICLE.exec(line.text)
  if (match === null) return undefined
  const number = numberOf(match[2]!)
  const rest = match[4]!
  const parted = match[3] !== '' || rest === ''
  if (!parted && number !== last + 1 && number !== 1) return undefined
  return { number, heading: { text: match[1]!.replace(/\s+/gu, ''), level: ARTICLE_LEVEL, rest } }
}

const DIGITS = '零一二三四五六七八九'

/** 第一百零二条 -> 102. */
function numberOf(numeral: string): number {
  if (/^\d+$/u.test(numeral)) return Number(numeral)
  let total = 0
  let digit = 0
  for (const char of numeral.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[char]
    if (unit === undefined) digit = Math.max(0, DIGITS.indexOf(char))
    else {
      total += (digit === 0 ? 1 : digit) * unit
      digit = 0
    }
  }
  return total + digit
}
