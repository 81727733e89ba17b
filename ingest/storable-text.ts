/**
 * A document whose every text can be stored: PostgreSQL refuses the NUL character and half surrogates, and
 * other controls show as nothing. Letters are never changed, look-alikes are kept as the file has them.
 */
import type { Block, ParsedDocument } from './parsed-document.ts'

const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g

export function storableText(text: string): string {
  return text.replace(CONTROLS, '').toWellFormed()
}

export function storableDocument(document: ParsedDocument): ParsedDocument {
  const { title } = document
  return {
    ...document,
    ...(title === undefined ? {} : { title: storableText(title) }),
    blocks: document.blocks.map(storableBlock),
    warnings: document.warnings.map((each) => ({ ...each, message: storableText(each.message) })),
  }
}

function storableBlock(block: Block): Block {
  if (block.kind !== 'table') return { ...block, text: storableText(block.text) }
  return {
    ...block,
    ...(block.caption === undefined ? {} : { caption: storableText(block.caption) }),
    header: block.header.map(storableText),
    rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(storableText) })),
  }
}
