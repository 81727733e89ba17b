/**
 * Words of one recognised line as text. The OCR program parts Chinese characters by spaces that nobody
 * printed, and misreads the headings of labels, brackets most of all. A heading is mended when it is a known
 * one but for its brackets or for one character; other letters and all digits stay as recognised.
 */
import { sectionCodeOf } from '../knowledge/section-codes.ts'

const CHINESE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u
/** Headings that Chinese labels are required to print, long enough that one character cannot make another word. */
const HEADINGS = [
  ...['药品名称', '适应症', '功能主治', '用法用量', '不良反应', '注意事项', '儿童用药', '老年用药', '有效期'],
  ...['药物相互作用', '药物过量', '临床试验', '药理毒理', '药理作用', '药代动力学', '执行标准', '批准文号'],
  ...['孕妇及哺乳期妇女用药', '上市许可持有人', '生产企业', '药物滥用和依赖', '核准日期', '修改日期'],
] as const
/** What the corners of 【 and 】 are read as; rounder marks only when nothing else stands on the line. */
const BRACKETED = /^[【〖[［「[]\s*(\p{Script=Han}[\p{Script=Han}、及和与\s]{1,11})\s*[】〗\]］」I1|]/u
const ALONE =
  /^[【〖[［「({（〈《<|IlLTE1r]{1,2}\s*(\p{Script=Han}[\p{Script=Han}、\s]{1,11})\s*[】〗\]］」)}）〉》>|IlJ1]{1,2}$/u

export function joinOcrWords(words: readonly string[]): string {
  let text = ''
  for (const word of words) {
    const apart = text !== '' && !CHINESE.test(text.at(-1) ?? '') && !CHINESE.test(word.at(0) ?? '')
    text += apart ? ` ${word}` : word
  }
  return mendHeading(text)
}

/** A line that opens with a few Chinese characters in square-like brackets is a label heading. */
function mendHeading(text: string): string {
  const match = BRACKETED.exec(text)
  if (match !== null)
    return `【${knownHeading(match[1]!) ?? match[1]!.trim()}】${text.slice(match[0].length).trimStart()}`
  const alone = ALONE.exec(text)
  const known = alone === null ? undefined : knownHeading(alone[1]!)
  return known === undefined ? text : `【${known}】`
}

/** As printed when it is in the vocabulary; else the one required heading that differs in one character. */
function knownHeading(text: string): string | undefined {
  const inside = text.replace(/\s+/gu, '')
  if (sectionCodeOf(inside) !== null) return inside
  const near = HEADINGS.filter(
    (heading) =>
      heading.length === inside.length && [...heading].filter((char, at) => char !== inside[at]).length === 1,
  )
  return near.length === 1 ? near[0] : undefined
}
