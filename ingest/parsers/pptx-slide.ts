/**
 * One slide: shapes in reading order (top to bottom, left to right within a band), their paragraphs with
 * automatic numbers, tables, chart figures, diagram texts. Footers, dates and slide numbers are dropped.
 */
import { formatListNumber, listDepth } from '../list-number.ts'
import type { OoxmlPackage } from '../ooxml-package.ts'
import type { Block, TextBlock } from '../parsed-document.ts'
import { buildTable, type GridRow } from '../table-grid.ts'
import {
  attribute,
  child,
  descendants,
  elements,
  prefixedAttribute,
  textOf,
  type XmlElement,
} from '../xml.ts'
import { chartTable } from './pptx-chart.ts'

interface Placed {
  readonly blocks: readonly Block[]
  readonly isTitle: boolean
  readonly top: number | undefined
  readonly left: number | undefined
}

interface SlideContext {
  readonly opened: OoxmlPackage
  readonly path: string
  readonly page: number
  /** Positions that placeholders inherit from the layout, by "type/index". */
  readonly inherited: ReadonlyMap<string, XmlElement>
}

const FURNITURE = new Set(['ftr', 'dt', 'sldNum', 'hdr'])
/** Shapes whose tops are closer than this (a quarter inch in EMU) stand in one line. */
const BAND = 228_600
const TITLE_LENGTH = 40

export function readSlide(
  opened: OoxmlPackage,
  path: string,
  slide: XmlElement,
  page: number,
): readonly Block[] {
  const layout = opened.relations(path).find((each) => each.type === 'slideLayout')?.target
  const inherited = new Map(
    descendants(child(opened.findXml(layout), 'cSld'), 'sp').flatMap((shape) => {
      const place = placeholderKey(shape)
      const frame = child(shape, 'spPr', 'xfrm')
      return place === undefined || frame === undefined ? [] : [[place, frame] as const]
    }),
  )
  const placed = readShapes(child(slide, 'cSld', 'spTree'), { opened, path, page, inherited })
  const title = placed.find((each) => each.isTitle)
  const rest = inReadingOrder(placed.filter((each) => each !== title))
  if (title !== undefined) return [title, ...rest].flatMap((each) => each.blocks)
  return promoteFirstLine(rest.flatMap((each) => each.blocks))
}

/** Paragraphs of a text body. A body of several paragraphs is a list on a slide, whatever its bullets. */
export function shapeParagraphs(
  body: XmlElement | undefined,
  page: number,
  kind: 'paragraph' | 'list_item' | 'heading',
): readonly TextBlock[] {
  const counts: number[] = []
  return elements(body, 'p').flatMap((paragraph): readonly TextBlock[] => {
    const text = runs(paragraph)
    if (text === '') return []
    const properties = child(paragraph, 'pPr')
    const depth = listDepth(attribute(properties, 'lvl'))
    const numbering = child(properties, 'buAutoNum')
    counts.length = depth + 1
    if (numbering === undefined) {
      counts[depth] = 0
      return [{ kind, text, page }]
    }
    const start = Number(attribute(numbering, 'startAt') ?? 1)
    counts[depth] = counts[depth] ? counts[depth] + 1 : start
    const label = autoNumber(attribute(numbering, 'type') ?? '', counts[depth])
    return [{ kind: 'list_item', text: `${label} ${text}`, page }]
  })
}

function readShapes(tree: XmlElement | undefined, context: SlideContext): readonly Placed[] {
  return elements(tree).flatMap((node): readonly Placed[] => {
    switch (node.name) {
      case 'sp':
        return readShape(node, context)
      case 'grpSp': {
        const inner = inReadingOrder(readShapes(node, context))
        return [
          place(
            inner.flatMap((each) => each.blocks),
            child(node, 'grpSpPr', 'xfrm'),
          ),
        ]
      }
      case 'graphicFrame':
        return [place(readGraphic(node, context), child(node, 'xfrm'))]
      case 'AlternateContent':
        return readShapes(child(node, 'Choice') ?? child(node, 'Fallback'), context)
      default:
        return []
    }
  })
}

function readShape(shape: XmlElement, context: SlideContext): readonly Placed[] {
  const placeholder = child(shape, 'nvSpPr', 'nvPr', 'ph')
  const type = attribute(placeholder, 'type') ?? (placeholder === undefined ? 'none' : 'obj')
  if (FURNITURE.has(type)) return []
  const frame = child(shape, 'spPr', 'xfrm') ?? context.inherited.get(placeholderKey(shape) ?? '')
  if (type === 'title' || type === 'ctrTitle') {
    const lines = shapeParagraphs(child(shape, 'txBody'), context.page, 'heading')
    if (lines.length === 0) return []
    const text = lines.map((line) => line.text.replace(/\s*\n\s*/g, ' ')).join(' ')
    const level = type === 'ctrTitle' && context.page === 1 ? 1 : 2
    return [{ ...place([{ kind: 'heading', text, page: context.page, level }], frame), isTitle: true }]
  }
  const body = child(shape, 'txBody')
  const several = elements(body, 'p').filter((each) => runs(each) !== '').length > 1
  const kind = several && type !== 'subTitle' ? 'list_item' : 'paragraph'
  return [place(shapeParagraphs(body, context.page, kind), frame)]
}

function readGraphic(frame: XmlElement, context: SlideContext): readonly Block[] {
  const [graphic] = elements(child(frame, 'graphic', 'graphicData'))
  if (graphic === undefined) return []
  if (graphic.name === 'tbl') return [readTable(graphic, context.page)]
  const relations = context.opened.relations(context.path)
  const part = (id: string | undefined) =>
    context.opened.findXml(relations.find((each) => each.id === id)?.target)
  if (graphic.name === 'chart') {
    const chart = chartTable(part(prefixedAttribute(graphic, 'id')), context.page)
    return chart === undefined ? [] : [chart]
  }
  if (graphic.name !== 'relIds') return []
  return descendants(child(part(prefixedAttribute(graphic, 'dm')), 'ptLst'), 't').flatMap((body) =>
    shapeParagraphs(body, context.page, 'list_item'),
  )
}

function readTable(table: XmlElement, page: number): Block {
  const headed = attribute(child(table, 'tblPr'), 'firstRow') === '1'
  const rows = elements(table, 'tr').map((row, index): GridRow => {
    const cells = elements(row, 'tc')
      .filter(
        (cell) => !['hMerge', 'vMerge'].some((merge) => ['1', 'true'].includes(attribute(cell, merge) ?? '')),
      )
      .map((cell) => ({
        text: shapeParagraphs(child(cell, 'txBody'), page, 'paragraph')
          .map((block) => block.text)
          .join('\n'),
        columns: Number(attribute(cell, 'gridSpan') ?? 1),
        rows: Number(attribute(cell, 'rowSpan') ?? 1),
      }))
    return { cells, page, header: headed && index === 0 }
  })
  return buildTable(rows, page)
}

function runs(paragraph: XmlElement): string {
  return elements(paragraph)
    .map((node) => {
      if (node.name === 'br') return '\n'
      if (node.name === 'fld' && /slidenum|datetime/.test(attribute(node, 'type') ?? '')) return ''
      if (node.name === 'AlternateContent' || node.name === 'm')
        return descendants(node, 't').map(textOf).join('')
      return node.name === 'r' || node.name === 'fld' ? textOf(child(node, 't')) : ''
    })
    .join('')
    .replaceAll('\u000b', '\n')
    .trim()
}

function inReadingOrder(placed: readonly Placed[]): readonly Placed[] {
  // Without a position for all of them the drawing order is the best guess.
  if (placed.some((each) => each.top === undefined)) return placed
  const byTop = placed.toSorted((a, b) => (a.top ?? 0) - (b.top ?? 0))
  const bands: Placed[][] = []
  for (const each of byTop) {
    const band = bands.at(-1)
    if (band !== undefined && (each.top ?? 0) - (band[0]?.top ?? 0) < BAND) band.push(each)
    else bands.push([each])
  }
  return bands.flatMap((band) => band.toSorted((a, b) => (a.left ?? 0) - (b.left ?? 0)))
}

/** Slides without a title placeholder mostly have one all the same: a short line alone at the top. */
function promoteFirstLine(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph' || rest.length === 0) return blocks
  if (first.text.length > TITLE_LENGTH || /[。；;，,.!！?？]$|\n/u.test(first.text)) return blocks
  return [{ ...first, kind: 'heading', level: 2 }, ...rest]
}

function place(blocks: readonly Block[], frame: XmlElement | undefined): Placed {
  const offset = child(frame, 'off')
  const number = (name: string) => {
    const value = attribute(offset, name)
    return value === undefined ? undefined : Number(value)
  }
  return { blocks, isTitle: false, top: number('y'), left: number('x') }
}

function placeholderKey(shape: XmlElement): string | undefined {
  const placeholder = child(shape, 'nvSpPr', 'nvPr', 'ph')
  if (placeholder === undefined) return undefined
  return `${attribute(placeholder, 'type') ?? 'obj'}/${attribute(placeholder, 'idx') ?? ''}`
}

/** ST_TextAutonumberScheme: a number format followed by its punctuation. */
function autoNumber(scheme: string, value: number): string {
  const format = scheme.startsWith('alphaLc')
    ? 'lowerLetter'
    : scheme.startsWith('alphaUc')
      ? 'upperLetter'
      : scheme.startsWith('romanLc')
        ? 'lowerRoman'
        : scheme.startsWith('romanUc')
          ? 'upperRoman'
          : scheme.startsWith('circle')
            ? 'decimalEnclosedCircle'
            : scheme.startsWith('ea1')
              ? 'chineseCounting'
              : 'decimal'
  const number = formatListNumber(value, format)
  if (scheme.endsWith('ParenBoth')) return `(${number})`
  if (scheme.endsWith('ParenR')) return `${number})`
  return scheme.endsWith('Period') ? `${number}.` : number
}
