/**
 * Text as WeCom's Markdown. It knows headings, bold, lists, quotes, links, code and tables, but nobody promises that a
 * backslash is an escape there, so what only looks like markup is taken apart instead: by a space of no width, or by
 * a sign of the same look. What a document says stays readable to the letter.
 */
import type { Answer, Citation } from '../../assistant/answer.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'

/** Zero width space. */
const APART = '\u200b'
const LOOKALIKE: Readonly<Record<string, string>> = { '*': '\u2217', _: '\uff3f', '`': '\u02cb' }
/** What begins a heading, a quote, a list, a rule, a fence or a table where it begins a line. */
const BEGINS_BLOCK =
  /^(\s*)(?=#{1,6}(?:\s|$)|>|[-+*\u2217](?:\s|$)|\d{1,9}[.)](?:\s|$)|[-=*_]{3,}\s*$|~{3}|`{3}|\|)/u

/** Words that are no markup, such as those of a document: shown as they stand. */
export function asWords(text: string): string {
  return text.split('\n').map(lineAsWords).join('\n')
}

function lineAsWords(line: string): string {
  return line
    .replace(BEGINS_BLOCK, `$1${APART}`)
    .replace(/[*_`]/gu, (sign) => LOOKALIKE[sign]!)
    .replace(/~~/gu, `~${APART}~`)
    .replace(/\](?=[([:])/gu, `]${APART}`)
    .replace(/<(?=[A-Za-z/!?@])/gu, `<${APART}`)
    .replace(/!\[/gu, `!${APART}[`)
}

/**
 * Our own Markdown, as the skills write it: bold, lists and links stay. Escaped signs become words, and paths of our
 * pages become addresses; without an address the words of the link remain. What only a program can open (`/v1/`) is
 * left out: on a phone it would end in a refusal.
 */
export function asMarkup(text: string, linkTo: (path: string) => string): string {
  return text
    .replace(/\n?\[[^\]\n]*\]\(\/v1\/[^)\s]*\)/gu, '')
    .replace(/\[([^\]\n]*)\]\((\/[^)\s]*)\)/gu, (_whole, words: string, path: string) => {
      const url = linkTo(path)
      return isAddress(url) ? `[${words}](${inLink(url)})` : words
    })
    .replace(/\\([\\`*_[\]<>|#])/gu, (_whole, sign: string) =>
      sign === '[' || sign === ']' || sign === '<' ? `${sign}${APART}` : (LOOKALIKE[sign] ?? sign),
    )
}

/**
 * An answer: its own words and quotes as words, each [n] at the end of a statement a link to the page it was taken
 * from. A model's words carry no line that names the document, so there the sources are listed below.
 */
export function answerAsMarkup(answer: Answer, linkTo: (path: string) => string, locale: Locale): string {
  const cited = new Map(answer.citations.map((one) => [one.n, one]))
  const lines = answer.text.split('\n')
  const text = lines
    .map((line, at) => {
      const quoted = line.startsWith('> ')
      const words = quoted ? line.slice(2) : line
      // A quote of several lines has its marks in the last.
      const ends = !quoted || !(lines[at + 1] ?? '').startsWith('> ')
      return `${quoted ? '> ' : ''}${ends ? withMarks(words, cited, linkTo) : lineAsWords(words)}`
    })
    .join('\n')
  const blocks = [
    text,
    answer.flags.map((flag) => `· ${asWords(flag.message)}`).join('\n'),
    answer.mode === 'generated' ? sources(answer.citations, linkTo, locale) : '',
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function withMarks(
  line: string,
  cited: ReadonlyMap<number, Citation>,
  linkTo: (path: string) => string,
): string {
  const match = /^(.*?)((?:\s?\[\d{1,3}\])+)\s*$/u.exec(line)
  if (match === null) return lineAsWords(line)
  const numbers = [...match[2]!.matchAll(/\d+/gu)].map(([n]) => Number(n))
  if (!numbers.every((n) => cited.has(n))) return lineAsWords(line)
  return `${lineAsWords(match[1]!)} ${numbers.map((n) => mark(cited.get(n)!, linkTo)).join('')}`
}

function mark(citation: Citation, linkTo: (path: string) => string): string {
  const url = linkTo(citation.url)
  const shown = `［${citation.n}］`
  return isAddress(url) ? `[${shown}](${inLink(url)})` : shown
}

function sources(citations: readonly Citation[], linkTo: (path: string) => string, locale: Locale): string {
  if (citations.length === 0) return ''
  const lines = citations.map((one) => {
    const where = [
      `《${one.title}》${one.section === '' ? '' : `【${one.section.replace(/^【|】$/gu, '')}】`}`,
      ...(one.page === null ? [] : [message(locale, 'wecom_page', { page: one.page })]),
      ...(one.effectiveFrom === null
        ? []
        : [message(locale, 'wecom_in_force_from', { date: one.effectiveFrom })]),
    ]
    return `${mark(one, linkTo)} ${asWords(where.join(' · '))}`
  })
  return `**${message(locale, 'wecom_sources')}**\n${lines.join('\n')}`
}

export function isAddress(url: string): boolean {
  return /^https?:\/\//u.test(url)
}

function inLink(url: string): string {
  return url.replace(/[()\s]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
