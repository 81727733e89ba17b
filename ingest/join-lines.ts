/**
 * Lines of a plain text as paragraphs. Chinese files mostly put one paragraph on one line, mail and old
 * manuals wrap at a fixed width: only lines that are as full as the widest, or that plainly break off
 * inside a Latin sentence, are joined with the next. Which line is a heading is decided elsewhere.
 */

const HAN = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u
const SENTENCE_END = /[。！？；.!?;：:][”’"')）】\]]*$/u
/** What opens a block of its own: 【…】, a bullet, an automatic number, （一）, 第一章, a table rule. */
const BLOCK_START =
  /^\s*(【|\[[^\]]{1,20}\]|〖|[-*•·●○■□◆▪–—]\s|\d{1,3}([.、)）．]|\s)|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[\d一二三四五六七八九十百]+[章节条部]|[①-⑳]|\||>|#)/u

export interface JoinedLine {
  readonly text: string
  /** Zero-based number of the first line that went into it. */
  readonly line: number
}

/** Blank lines always part; each result is trimmed and non-empty. */
export function joinLines(lines: readonly string[]): readonly JoinedLine[] {
  const widest = wrapWidth(lines)
  const joined: { text: string; line: number }[] = []
  let open: { text: string; line: number } | undefined
  let previous = ''
  lines.forEach((raw, line) => {
    const text = raw.replace(/[\s\u3000]+$/u, '')
    if (text.trim() === '') {
      open = undefined
    } else if (open !== undefined && continues(previous, raw, widest)) {
      open.text = seam(open.text, text.trim())
    } else {
      open = { text: text.trim(), line }
      joined.push(open)
    }
    previous = text
  })
  return joined
}

/** Two pieces of one sentence: Chinese meets without a space, Latin words with one, hyphens heal. */
export function seam(before: string, after: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after
  const chinese = HAN.test(before.at(-1) ?? '') || HAN.test(after.at(0) ?? '')
  return chinese ? before + after : `${before} ${after}`
}

function continues(previous: string, next: string, widest: number | undefined): boolean {
  if (BLOCK_START.test(next) || /^[\s]*【[^】]*】\s*$/u.test(previous)) return false
  // An indented line opens a Chinese paragraph.
  if (/^(\u3000{1,2}|\s{2,})\S/u.test(next) && !/^\s/.test(previous)) return false
  const ended = SENTENCE_END.test(previous)
  if (widest !== undefined && width(previous) >= widest * 0.85 && !(ended && HAN.test(previous))) return true
  return !ended && /[\p{Ll},]$/u.test(previous) && /^\s*\p{Ll}/u.test(next)
}

/** The width at which the file is wrapped, or undefined when its lines are of free length. */
function wrapWidth(lines: readonly string[]): number | undefined {
  const widths = lines.map((line) => width(line.trimEnd())).filter((each) => each > 0)
  const widest = Math.max(0, ...widths.slice(0, 50_000))
  if (widest < 40 || widest > 140 || widths.length < 3) return undefined
  const full = widths.filter((each) => each >= widest * 0.85).length
  return full >= Math.max(3, widths.length * 0.3) ? widest : undefined
}

/** Columns on a terminal: a Han character or full-width sign takes two. */
function width(text: string): number {
  let columns = 0
  for (const char of text) columns += HAN.test(char) ? 2 : 1
  return columns
}
