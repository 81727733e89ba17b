/**
 * Plain text. A line 【…】 stands alone, hard-wrapped lines are joined, everything else is a paragraph;
 * headings without brackets are recognised later by the section rules, which know their vocabulary.
 */
import { AppError } from '../../core/errors.ts'
import { decodeText } from '../decode-text.ts'
import { finishDocument } from '../finish-document.ts'
import { joinLines } from '../join-lines.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser, ParseSource } from '../parser.ts'

const LIST_ITEM = /^([-*•·●○■□◆▪]\s*|\d{1,3}[.、)）．]\s*|[（(]\d{1,3}[)）]\s*|[①-⑳]\s*)\S/u
const BRACKET_HEADING = /^\s*[【〖]([^】〗\n]{1,40})[】〗]\s*(.*)$/su

export const parseText: Parser = async (source) => {
  const { text, warnings } = readText(source)
  return finishDocument(
    { mediaType: 'text/plain', pageCount: null, blocks: textBlocks(text), warnings },
    source.limits,
  )
}

/** Blocks of plain text; also for the text parts of mails and old Word files. */
export function textBlocks(text: string, page: number | null = null): readonly Block[] {
  return joinLines(text.split(/\r\n|\r|\n|\u2028|\u2029|\f/)).flatMap(({ text: line }) =>
    lineBlocks(line, page),
  )
}

/** One finished line: 【heading】 and the text behind it part; bullets and numbers are list items. */
export function lineBlocks(line: string, page: number | null): readonly Block[] {
  const bracket = BRACKET_HEADING.exec(line)
  if (bracket !== null) {
    const rest = bracket[2]?.trim() ?? ''
    const heading: Block = { kind: 'heading', text: `【${bracket[1]?.trim()}】`, page }
    return rest === '' ? [heading] : [heading, { kind: 'paragraph', text: rest, page }]
  }
  return [{ kind: LIST_ITEM.test(line) ? 'list_item' : 'paragraph', text: line, page }]
}

/** Whether a line that is bold all over can be a heading: short, and no sentence of its own. */
export function isBoldHeading(text: string): boolean {
  return text.length <= 40 && !/[。；;，,、.!！?？]$/u.test(text) && !text.includes('\t')
}

/** The decoded text of a source with its warnings. @throws AppError too_large | damaged */
export function readText(source: ParseSource): { text: string; warnings: readonly ParseWarning[] } {
  const decoded = decodeText(source.bytes)
  if (decoded === undefined) throw new AppError('damaged', 'The file is damaged: part of it is not text.')
  if (decoded.text.length > source.limits.maxTextLength) {
    throw new AppError('too_large', 'The text is longer than can be read. Split it into several files.', {
      details: { maxTextLength: source.limits.maxTextLength },
    })
  }
  if (decoded.broken === 0) return { text: decoded.text, warnings: [] }
  const message = `${decoded.broken} characters could not be decoded.`
  return { text: decoded.text, warnings: [{ code: 'broken_characters', message }] }
}
