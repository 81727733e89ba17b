/**
 * The body of a Word document as blocks. Headings by style, outline level, 【…】 or a short bold line;
 * lists with their automatic numbers; tables on a full grid; frames that are only layout are dissolved.
 */

import { listDepth } from '../list-number.ts'
import type { Block } from '../parsed-document.ts'
import { buildTable, type GridCell, type GridRow } from '../table-grid.ts'
import { attribute, child, elements, type XmlElement } from '../xml.ts'
import type { Numbering } from './docx-numbering.ts'
import { outlineLevel, type Styles, switched } from './docx-styles.ts'
import { type ParagraphText, paragraphText } from './docx-text.ts'
import { isBoldHeading, lineBlocks } from './text.ts'

export interface BodyContext {
  readonly styles: Styles
  readonly numbering: Numbering
  /** footnote3 -> its text */
  readonly notes: ReadonlyMap<string, string>
}

export interface DocxBody {
  readonly blocks: readonly Block[]
  readonly lastPage: number
  readonly hasPageBreaks: boolean
}

interface Reading extends BodyContext {
  /** The page of the last layout that is being read; paragraphs move it on. */
  page: number
  breaks: number
  /** Blocks that look like headings for being bold alone; taken back if the whole text is bold. */
  readonly boldLines: Set<Block>
  paragraphs: number
}

export function readBody(body: XmlElement | undefined, context: BodyContext): DocxBody {
  const reading: Reading = { ...context, page: 1, breaks: 0, boldLines: new Set(), paragraphs: 0 }
  const blocks = readBlocks(body, reading)
  const boldIsPlain = reading.boldLines.size * 2 > reading.paragraphs
  return {
    blocks: boldIsPlain
      ? blocks.map(
          (block): Block =>
            reading.boldLines.has(block) && block.kind === 'heading'
              ? { ...block, kind: 'paragraph' }
              : block,
        )
      : blocks,
    lastPage: reading.page,
    hasPageBreaks: reading.breaks > 0,
  }
}

function readBlocks(parent: XmlElement | undefined, reading: Reading): readonly Block[] {
  return elements(parent).flatMap((node): readonly Block[] => {
    switch (node.name) {
      case 'p':
        return readParagraph(node, reading)
      case 'tbl':
        return readTable(node, reading)
      case 'sdt':
        return isTableOfContents(node) ? [] : readBlocks(child(node, 'sdtContent'), reading)
      case 'AlternateContent':
        return readBlocks(child(node, 'Choice') ?? child(node, 'Fallback'), reading)
      case 'ins':
      case 'moveTo':
      case 'customXml':
      case 'smartTag':
      case 'txbxContent':
        return readBlocks(node, reading)
      default:
        return []
    }
  })
}

function readParagraph(node: XmlElement, reading: Reading): readonly Block[] {
  const properties = child(node, 'pPr')
  const style = reading.styles.of(attribute(child(properties, 'pStyle'), 'val'))
  const content = paragraphText(node, reading.styles, style.bold)
  const page = reading.page + content.breaksBefore
  reading.page += content.breaks
  reading.breaks += content.breaks
  const after = followers(content, reading)
  if (style.tableOfContents || style.hidden || content.text.trim() === '') return after

  reading.paragraphs += 1
  const own = child(properties, 'numPr')
  const id = attribute(child(own, 'numId'), 'val') ?? style.numbering?.id
  const listed = id !== undefined && id !== '0'
  const depth = listDepth(attribute(child(own, 'ilvl'), 'val') ?? String(style.numbering?.level ?? 0))
  const label = listed ? reading.numbering.next(id, depth) : ''
  const text = withLabel(label, content.text.trim())
  const level = outlineLevel(properties) ?? style.level ?? 0
  if (level > 0 && !/^\s*【/.test(text))
    return [{ kind: 'heading', text: oneLine(text), page, level }, ...after]

  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const blocks = lines.flatMap((line) => lineBlocks(line.trim(), page))
  const [only] = blocks
  if (only !== undefined && blocks.length === 1 && only.kind === 'paragraph') {
    if (!(listed && label === '') && content.bold && isBoldHeading(only.text)) {
      const heading: Block = { kind: 'heading', text: only.text, page }
      reading.boldLines.add(heading)
      return [heading, ...after]
    }
  }
  const items = listed && level === 0 ? blocks.map(asListItem) : blocks
  return [...items, ...after]
}

function asListItem(block: Block): Block {
  return block.kind === 'paragraph' ? { ...block, kind: 'list_item' } : block
}

/** Text boxes anchored in a paragraph and the notes it calls stand after it, never inside its sentence. */
function followers(content: ParagraphText, reading: Reading): readonly Block[] {
  const boxes = content.boxes.flatMap((box) => readBlocks(box, reading))
  const notes = content.notes.flatMap((key): readonly Block[] => {
    const text = reading.notes.get(key)
    return text === undefined || text === '' ? [] : [{ kind: 'paragraph', text, page: reading.page }]
  })
  return [...boxes, ...notes]
}

function readTable(table: XmlElement, reading: Reading): readonly Block[] {
  const rows = tableRows(table)
  const cells = rows.flatMap((row) => rowCells(row))
  // One column is a frame around text, not a table.
  if (rows.every((row) => rowCells(row).length <= 1))
    return cells.flatMap((cell) => readBlocks(cell, reading))

  const startPage = reading.page
  const open = new Map<number, { rows: number }>()
  const grid = rows.map((row): GridRow => {
    const rowStart = reading.page
    let rowEnd = rowStart
    let broken = 0
    let column = Number(attribute(child(row, 'trPr', 'gridBefore'), 'val') ?? 0)
    const read: { text: string; columns: number; rows: number }[] =
      column > 0 ? [{ text: '', columns: column, rows: 1 }] : []
    for (const cell of rowCells(row)) {
      const properties = child(cell, 'tcPr')
      const columns = Number(attribute(child(properties, 'gridSpan'), 'val') ?? 1)
      const merge = child(properties, 'vMerge')
      // Every cell of a row that runs over a page carries the same break.
      reading.page = rowStart
      const blocks = readBlocks(cell, reading)
      broken = Math.max(broken, firstPage(blocks, rowStart) - rowStart)
      rowEnd = Math.max(rowEnd, reading.page)
      const above = open.get(column)
      if (merge !== undefined && attribute(merge, 'val') !== 'restart' && above !== undefined) {
        above.rows += 1
      } else {
        const own = { text: blocks.map(blockText).join('\n'), columns, rows: 1 }
        read.push(own)
        if (merge === undefined) open.delete(column)
        else open.set(column, own)
      }
      column += columns
    }
    reading.page = rowEnd
    return {
      cells: read as readonly GridCell[],
      page: rowStart + broken,
      header: switched(child(row, 'trPr'), 'tblHeader') === true,
    }
  })
  return [buildTable(grid, grid[0]?.page ?? startPage)]
}

function firstPage(blocks: readonly Block[], fallback: number): number {
  return blocks[0]?.page ?? fallback
}

function tableRows(table: XmlElement): readonly XmlElement[] {
  return elements(table).flatMap((node) => {
    if (node.name === 'tr') return child(node, 'trPr', 'del') === undefined ? [node] : []
    if (node.name === 'sdt') return tableRows(child(node, 'sdtContent') ?? node)
    return ['ins', 'customXml'].includes(node.name) ? tableRows(node) : []
  })
}

function rowCells(row: XmlElement): readonly XmlElement[] {
  return elements(row).flatMap((node) => {
    if (node.name === 'tc') return [node]
    if (node.name === 'sdt') return rowCells(child(node, 'sdtContent') ?? node)
    return node.name === 'customXml' ? rowCells(node) : []
  })
}

function blockText(block: Block): string {
  if (block.kind !== 'table') return block.text
  return [block.header, ...block.rows.map((row) => row.cells)].map((cells) => cells.join(' ')).join('\n')
}

function isTableOfContents(node: XmlElement): boolean {
  const gallery = attribute(child(node, 'sdtPr', 'docPartObj', 'docPartGallery'), 'val')
  return gallery === 'Table of Contents'
}

function withLabel(label: string, text: string): string {
  if (label === '') return text
  return /[、）】〕]$/u.test(label) ? label + text : `${label} ${text}`
}

function oneLine(text: string): string {
  return text.replace(/\s*[\n\t]\s*/g, ' ')
}
