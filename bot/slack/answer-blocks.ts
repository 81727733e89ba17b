/**
 * An answer as blocks: its words with the [n] marks as links to the page, quotes as quotes, what is to be noted, and
 * the sources as a list. Quotes stand as in the source: no sign in them is read as formatting.
 */
import type { types } from '@slack/bolt'
import type { Answer, Citation } from '../../assistant/answer.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { bold, type Inline, link, type Paragraph, richText, words } from './rich-text.ts'

type LinkTo = (path: string) => string

export function answerBlocks(answer: Answer, linkTo: LinkTo, locale: Locale): readonly types.KnownBlock[] {
  const marks = new Map(answer.citations.map((one) => [String(one.n), linkTo(one.url)]))
  const noted = answer.flags.filter(({ message: text }) => text !== '' && !answer.text.includes(text))
  return [
    ...richText(paragraphsOf(answer.text, marks)),
    ...(noted.length === 0
      ? []
      : richText([{ kind: 'list', items: noted.map((flag) => [bold('⚠️ '), words(flag.message)]) }])),
    ...(answer.citations.length === 0 ? [] : sources(answer.citations, linkTo, locale)),
  ]
}

/** Paragraphs and lines that begin with "> "; nothing else is Markdown here. */
function paragraphsOf(text: string, marks: ReadonlyMap<string, string>): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  let kind: 'plain' | 'quote' = 'plain'
  let lines: string[] = []
  const end = (): void => {
    const joined = lines.join('\n').trim()
    if (joined !== '') paragraphs.push({ kind, inlines: withMarks(joined, marks) })
    lines = []
  }
  for (const line of text.split('\n')) {
    const quoted = line === '>' || line.startsWith('> ')
    if ((quoted ? 'quote' : 'plain') !== kind || line.trim() === '') {
      end()
      kind = quoted ? 'quote' : 'plain'
    }
    if (line.trim() !== '') lines.push(quoted ? line.slice(2) : line)
  }
  end()
  return paragraphs
}

/** Only marks that stand for a citation are links; "[3]" of a document that has none stays as it is. */
function withMarks(text: string, marks: ReadonlyMap<string, string>): readonly Inline[] {
  const inlines: Inline[] = []
  let at = 0
  for (const match of text.matchAll(/\[(\d{1,3})\]/gu)) {
    const url = marks.get(match[1]!)
    if (url === undefined) continue
    inlines.push(words(text.slice(at, match.index)), link(match[0], url))
    at = match.index + match[0].length
  }
  inlines.push(words(text.slice(at)))
  return inlines.filter((one) => one.text !== '')
}

function sources(
  citations: readonly Citation[],
  linkTo: LinkTo,
  locale: Locale,
): readonly types.KnownBlock[] {
  const items = citations.map((one): readonly Inline[] => {
    const place = [
      one.section,
      one.page === null ? '' : message(locale, 'slack_page', { page: one.page }),
      one.effectiveFrom === null ? '' : message(locale, 'slack_effective', { day: one.effectiveFrom }),
    ].filter((part) => part !== '')
    return [
      words(`[${one.n}] `),
      link(locale === 'en' ? one.title : `《${one.title}》`, linkTo(one.url)),
      words(place.length === 0 ? '' : ` ${place.join(' · ')}`),
    ]
  })
  return richText([
    { kind: 'plain', inlines: [bold(message(locale, 'slack_sources'))] },
    { kind: 'list', items },
  ])
}
