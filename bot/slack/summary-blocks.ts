/**
 * A summary or a brief as blocks: sections with their lines, tables row by row ("Zhang · completed 12 · met 8"), since
 * a phone shows no wide table, and a link to the records behind the numbers. The words are plain text.
 */
import type { types } from '@slack/bolt'
import type { BriefPart, SummaryPart } from '../../assistant/turn.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { plainText } from './button-blocks.ts'
import { bold, type Inline, link, type Paragraph, richText, words } from './rich-text.ts'

const HEADER_TEXT = 150

export function summaryBlocks(
  part: SummaryPart | BriefPart,
  linkTo: (path: string) => string,
  locale: Locale,
): readonly types.KnownBlock[] {
  const paragraphs = part.sections.flatMap(({ heading, lines, table, url }): readonly Paragraph[] => [
    ...linesOf(heading, lines),
    ...(table === null || table.rows.length === 0
      ? []
      : [{ kind: 'list' as const, items: table.rows.map((row) => rowOf(table.columns, row)) }]),
    ...(url === null
      ? []
      : [{ kind: 'plain' as const, inlines: [link(message(locale, 'slack_details'), linkTo(url))] }]),
  ])
  return [
    ...(part.title.trim() === ''
      ? []
      : [{ type: 'header' as const, text: plainText(part.title, HEADER_TEXT) }]),
    ...richText(paragraphs),
  ]
}

/** Lines that begin with "- " are a list; what is set in below one belongs to it. */
function linesOf(heading: string | null, lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = heading === null ? [] : [{ kind: 'plain', inlines: [bold(heading)] }]
  for (const line of lines) {
    const last = paragraphs.at(-1)
    if (line.startsWith('- ')) {
      const item = [words(line.slice(2))]
      if (last?.kind === 'list')
        paragraphs[paragraphs.length - 1] = { kind: 'list', items: [...last.items, item] }
      else paragraphs.push({ kind: 'list', items: [item] })
    } else if (/^\s/u.test(line) && last?.kind === 'list') {
      const items = [...last.items]
      items[items.length - 1] = [...items.at(-1)!, words(`\n${line.trim()}`)]
      paragraphs[paragraphs.length - 1] = { kind: 'list', items }
    } else if (line.trim() !== '') {
      if (last?.kind === 'plain') {
        paragraphs[paragraphs.length - 1] = { kind: 'plain', inlines: [...last.inlines, words(`\n${line}`)] }
      } else paragraphs.push({ kind: 'plain', inlines: [words(line)] })
    }
  }
  return paragraphs
}

function rowOf(columns: readonly string[], row: readonly string[]): readonly Inline[] {
  const [first = '', ...rest] = row
  const cells = rest.flatMap((cell, at) => (cell === '' ? [] : [`${columns[at + 1] ?? ''} ${cell}`.trim()]))
  return [bold(first === '' ? '—' : first), words(cells.length === 0 ? '' : ` · ${cells.join(' · ')}`)]
}
