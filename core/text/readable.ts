/**
 * Text in the one spelling in which amounts are read: width, look-alikes and superscripts resolved, list
 * marks and citation marks gone. Only for reading and comparing; what is shown or stored stays as it is.
 * Plain NFKC is not enough: it would turn "10⁹" into "109", "1½" into "11⁄2" and "①" into "1".
 */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '⅓': '1/3',
  '⅔': '2/3',
  '⅛': '1/8',
}
/** Signs that stand for a list item or a footnote, never for an amount. */
const ENCLOSED = /[\u2460-\u249b\u24eb-\u24ff\u2776-\u2793]/gu
/** "[1]", "[2,3]", "【1】" of citations. */
const CITATION_MARK = /[[【]\s*\d{1,3}(?:\s*[,、\-–~]\s*\d{1,3})*\s*[\]】](?!\s*[a-z%‰岁天周片次日年月])/giu
/** "1." "2、" "(3)" "4)" "一、" at the beginning of a line or behind an end mark. */
const ORDINAL =
  /(^|[\n。;:])(?:[^\S\n]*(?:[(]?\d{1,2}[)]|\d{1,2}(?:、(?!\d)|\.(?!\d))|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、))+|([,、]) ?[(]\d{1,2}[)](?=\p{Script=Han})/gu

/** Case stays (units tell by it only in print, names do not); line ends stay, other white space is one space. */
export function readable(text: string): string {
  return (
    text
      .replace(ENCLOSED, '\n')
      .replace(/([0-9０-９])?([½¼¾⅓⅔⅛])/gu, (_all, whole: string | undefined, sign: string) =>
        whole === undefined ? ` ${VULGAR[sign]}` : `${whole} ${VULGAR[sign]}`,
      )
      .replace(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu, (_all, sign: string, digits: string) => {
        const plain = [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')
        return `^${sign === '⁻' ? '-' : ''}${plain}`
      })
      // Full-width grouping ("１，０００") is a number, a full-width comma between others ends a clause.
      .replace(/(?<=[０-９])，(?=[０-９]{3}(?![０-９]))/gu, ',')
      .replace(/，/gu, ', ')
      // Narrow spaces group thousands; other spaces may part two numbers.
      .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/gu, '')
      .normalize('NFKC')
      .replaceAll('µ', 'μ')
      .replace(/[⁄∕]/gu, '/')
      .replace(/[~∼〜]/gu, '~')
      .replace(/[‐‑‒–—―−]+/gu, '-')
      .replace(/[’‘]/gu, "'")
      .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/gu, '')
      .replace(/[^\S\n]+/gu, ' ')
      .replace(CITATION_MARK, ' ')
      .replace(ORDINAL, '$1$2\n')
  )
}
