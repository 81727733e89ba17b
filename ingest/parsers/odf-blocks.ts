/** The content of an OpenDocument part as blocks; also the cells of its sheets. */
import type { Block } from '../parsed-document.ts'
import { buildTable, type GridCell, type GridRow } from '../table-grid.ts'
import { attribute, child, elements, textOf, type XmlElement } from '../xml.ts'
import type { OdfLists } from './odf-lists.ts'
import { lineBlocks } from './text.ts'

const SKIPPED = new Set([
  'tracked-changes',
  'table-of-content',
  'annotation',
  'sequence-decls',
  'forms',
  'bibliography',
])
const CONTAINERS = new Set([
  'section',
  'frame',
  'text-box',
  'g',
  'custom-shape',
  'rect',
  'index-body',
  'ellipse',
  'line',
])
/** Sheets repeat their empty rest up to Excel's bounds; more than this many equal cells is padding. */
const MAX_REPEAT = 1_000

export function readOdfBlocks(
  parent: XmlElement | undefined,
  page: number | null,
  lists: OdfLists,
): readonly Block[] {
  const read = (node: XmlElement): readonly Block[] => {
    if (SKIPPED.has(node.name)) return []
    if (node.name === 'h') {
      const { text, after } = paragraph(node, read)
      const level = Number(attribute(node, 'outline-level') ?? 1)
      return text === ''
        ? after
        : [{ kind: 'heading', text: text.replace(/\s*\n\s*/g, ' '), page, level }, ...after]
    }
    if (node.name === 'p') {
      const { text, after } = paragraph(node, read)
      return [
        ...text.split('\n').flatMap((line) => (line.trim() === '' ? [] : lineBlocks(line.trim(), page))),
        ...after,
      ]
    }
    if (node.name === 'list') return readList(node, attribute(node, 'style-name'), [], read, lists)
    if (node.name === 'table') return readTable(node, page, read)
    return CONTAINERS.has(node.name) || node.name.endsWith('-index') ? elements(node).flatMap(read) : []
  }
  return elements(parent).flatMap(read)
}

/** The cells of a sheet as they show; repeated cells and rows written out, within reason. */
export function readOdfCells(sheet: XmlElement): readonly (readonly string[])[] {
  return tableRows(sheet).flatMap((row) => {
    const cells: string[] = []
    let pending = 0
    for (const cell of elements(row)) {
      const times = Number(attribute(cell, 'number-columns-repeated') ?? 1)
      const text = elements(cell, 'p')
        .map((each) => paragraph(each, () => []).text)
        .join('\n')
        .trim()
      if (text === '') pending += times
      else {
        for (; pending > 0 && cells.length < 16_384; pending -= 1) cells.push('')
        for (let count = 0; count < Math.min(times, MAX_REPEAT); count += 1) cells.push(text)
      }
    }
    const times = Number(attribute(row, 'number-rows-repeated') ?? 1)
    return Array.from({ length: cells.length === 0 ? 1 : Math.min(times, MAX_REPEAT) }, () => cells)
  })
}

function readList(
  list: XmlElement,
  style: string | undefined,
  above: readonly number[],
  read: (node: XmlElement) => readonly Block[],
  lists: OdfLists,
): readonly Block[] {
  let count = 0
  return elements(list).flatMap((item) => {
    if (item.name !== 'list-item' && item.name !== 'list-header') return []
    if (item.name === 'list-item') count = Number(attribute(item, 'start-value') ?? count + 1)
    const counts = [...above, count]
    let label = item.name === 'list-item' ? lists.label(style, counts) : ''
    return elements(item).flatMap((node): readonly Block[] => {
      if (node.name === 'list')
        return readList(node, attribute(node, 'style-name') ?? style, counts, read, lists)
      return read(node).map((block): Block => {
        if (block.kind === 'table') return block
        const text = label === '' ? block.text : `${label} ${block.text}`
        label = ''
        return block.kind === 'paragraph' ? { ...block, kind: 'list_item', text } : { ...block, text }
      })
    })
  })
}

function readTable(
  table: XmlElement,
  page: number | null,
  read: (node: XmlElement) => readonly Block[],
): readonly Block[] {
  const headers = new Set(elements(table, 'table-header-rows').flatMap(tableRows))
  const rows = tableRows(table)
  const cellsOf = (row: XmlElement) => elements(row, 'table-cell')
  if (rows.every((row) => cellsOf(row).length <= 1))
    return rows.flatMap(cellsOf).flatMap((cell) => elements(cell).flatMap(read))
  const grid = rows.map(
    (row): GridRow => ({
      cells: cellsOf(row).flatMap((cell): readonly GridCell[] => {
        const text = elements(cell)
          .flatMap(read)
          .map((block) => (block.kind === 'table' ? '' : block.text))
          .join('\n')
        const own = {
          text,
          columns: Number(attribute(cell, 'number-columns-spanned') ?? 1),
          rows: Number(attribute(cell, 'number-rows-spanned') ?? 1),
        }
        return Array.from(
          { length: Math.min(Number(attribute(cell, 'number-columns-repeated') ?? 1), 100) },
          () => own,
        )
      }),
      page,
      header: headers.has(row),
    }),
  )
  return [buildTable(grid, page)]
}

function tableRows(table: XmlElement): readonly XmlElement[] {
  return elements(table).flatMap((node) => {
    if (node.name === 'table-row') return [node]
    return ['table-header-rows', 'table-rows', 'table-row-group'].includes(node.name) ? tableRows(node) : []
  })
}

function paragraph(node: XmlElement, read: (node: XmlElement) => readonly Block[]) {
  const after: Block[] = []
  const gather = (parent: XmlElement): string =>
    parent.children
      .map((each) => {
        if (typeof each === 'string') return each.replace(/\s+/g, ' ')
        switch (each.name) {
          case 's':
            return ' '.repeat(Math.min(Number(attribute(each, 'c') ?? 1), 100))
          case 'tab':
            return '\t'
          case 'line-break':
            return '\n'
          case 'note':
            after.push(...elements(child(each, 'note-body')).flatMap(read))
            return ''
          case 'frame':
          case 'custom-shape':
          case 'g':
            after.push(...read(each))
            return ''
          case 'annotation':
          case 'annotation-end':
          case 'title':
          case 'desc':
            return ''
          case 'ruby':
            return textOf(child(each, 'ruby-base'))
          default:
            return gather(each)
        }
      })
      .join('')
  return { text: gather(node).trim(), after }
}
