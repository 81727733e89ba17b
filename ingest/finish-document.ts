/**
 * The last step of every parser that is not page-based: refuse a document without text, hold the length
 * limit, and find a title when the file's properties have none.
 */
import { AppError } from '../core/errors.ts'
import type { Block, ParsedDocument, ParseWarning } from './parsed-document.ts'
import type { ParseLimits } from './parser.ts'
import { attachCaptions } from './table-caption.ts'

export interface UnfinishedDocument {
  readonly mediaType: string
  readonly title?: string | undefined
  readonly pageCount: number | null
  readonly blocks: readonly Block[]
  readonly warnings: readonly ParseWarning[]
  /** Pictures stand in the file, so that an empty text is "no text" and not an empty file. */
  readonly hasPictures?: boolean
}

/** @throws AppError empty | no_text | too_large */
export function finishDocument(document: UnfinishedDocument, limits: ParseLimits): ParsedDocument {
  const blocks = attachCaptions(document.blocks.filter(hasText))
  if (blocks.length === 0) {
    throw document.hasPictures === true
      ? new AppError(
          'no_text',
          'The file holds pictures but no text. Export it as PDF, so that it can be recognised.',
        )
      : new AppError('empty', 'The file holds no text.')
  }
  let length = 0
  for (const block of blocks) length += textLength(block)
  if (length > limits.maxTextLength) {
    throw new AppError('too_large', 'The text is longer than can be read. Split it into several files.', {
      details: { maxTextLength: limits.maxTextLength },
    })
  }
  const first = blocks.find((block) => block.kind === 'heading')
  const heading = first?.kind === 'heading' && !first.text.startsWith('【') ? first.text : undefined
  const title = document.title?.trim() || heading
  return {
    mediaType: document.mediaType,
    ...(title === undefined ? {} : { title }),
    pageCount: document.pageCount,
    blocks,
    warnings: document.warnings,
  }
}

function hasText(block: Block): boolean {
  // Zero-width marks are no text either.
  if (block.kind !== 'table') return /[^\s\p{Cc}\p{Cf}]/u.test(block.text)
  return (
    block.header.some((cell) => cell !== '') ||
    block.rows.some((row) => row.cells.some((cell) => cell !== ''))
  )
}

function textLength(block: Block): number {
  if (block.kind !== 'table') return block.text.length
  const cells = [block.header, ...block.rows.map((row) => row.cells)]
  return cells.reduce((sum, row) => sum + row.reduce((each, cell) => each + cell.length, 0), 0)
}
