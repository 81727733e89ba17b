/**
 * Word 97 to 2003 (.doc, also WPS Writer's .wps of that form) through LangChain's DocxLoader. The binary form
 * keeps headings in style tables that it does not read, so headings are found by 【…】 and the section rules.
 * Word 95 and older need a converter.
 */
import { DocxLoader } from '@langchain/community/document_loaders/fs/docx'
import { AppError } from '../../core/errors.ts'
import { type CompoundFile, openCompoundFile } from '../compound-file.ts'
import { finishDocument } from '../finish-document.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { buildTable } from '../table-grid.ts'
import { needsConverter } from './legacy-office.ts'
import { textBlocks } from './text.ts'

/** wIdent and the flag fEncrypted of the File Information Block, MS-DOC 2.5.2. */
const WORD_97 = 0xa5ec
const ENCRYPTED = 0x0100

export const parseDoc: Parser = async (source) => {
  const container = openCompoundFile(source.bytes)
  const header = container.find('WordDocument')
  if (header === undefined || header.length < 32) throw damaged()
  if (header.readUInt16LE(0) !== WORD_97) throw needsConverter('Word 95 and older documents', '.docx or PDF')
  if ((header.readUInt16LE(10) & ENCRYPTED) !== 0)
    throw new AppError(
      'encrypted',
      'The file is protected by a password. Save a copy without it and upload that.',
    )
  const text = await bodyText(source.bytes)
  return finishDocument(
    {
      mediaType: 'application/msword',
      pageCount: null,
      blocks: docBlocks(text),
      warnings: warningsOf(container, header),
      hasPictures: container.names.includes('Data'),
    },
    source.limits,
  )
}

/** Lengths of the parts beside the body, MS-DOC 2.5.4: footnotes, endnotes, text boxes. */
const SIDE_PARTS = [0x50, 0x60, 0x64] as const

function warningsOf(container: CompoundFile, header: Buffer): readonly ParseWarning[] {
  const macros = container.names.some((name) => name === '_VBA_PROJECT' || name === 'VBA')
  const hasSideParts = header.length > 0x68 && SIDE_PARTS.some((at) => header.readUInt32LE(at) > 0)
  return [
    ...(macros
      ? [
          {
            code: 'macros_ignored',
            message: 'The file carries macros. They were neither read nor run.',
          } as const,
        ]
      : []),
    ...(hasSideParts
      ? [
          {
            code: 'part_skipped',
            message: 'Notes and text boxes were not read. Save the file as .docx to have them.',
          } as const,
        ]
      : []),
  ]
}

async function bodyText(bytes: Uint8Array): Promise<string> {
  try {
    const pages = await new DocxLoader(new Blob([new Uint8Array(bytes)]), { type: 'doc' }).load()
    return pages.map((page) => page.pageContent).join('\n')
  } catch (error) {
    throw damaged(error)
  }
}

/** Table rows come as lines whose every cell ends in a tab; lines of equal shape in a row are one table. */
function docBlocks(text: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let rows: string[][] = []
  const close = () => {
    blocks.push(...textBlocks(lines.join('\n')))
    if (rows.length > 0)
      blocks.push(
        buildTable(
          rows.map((cells) => ({ cells: cells.map((cell) => ({ text: cell })), page: null })),
          null,
        ),
      )
    lines = []
    rows = []
  }
  for (const line of text.split(/\r\n|\r|\n/)) {
    const cells = line.endsWith('\t')
      ? line
          .replace(/\t+$/, '')
          .split('\t')
          .map((cell) => cell.trim())
      : []
    if (cells.length >= 2) {
      if (lines.length > 0) close()
      rows.push(cells)
    } else if (rows.length === 0 || line.trim() !== '') {
      if (rows.length > 0) close()
      lines.push(line)
    }
  }
  close()
  return blocks
}

function damaged(cause?: unknown): AppError {
  return new AppError('damaged', 'The file is damaged. Open it in Word and save it again as .docx.', {
    cause,
  })
}
