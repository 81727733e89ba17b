/**
 * One page as pdf.js sees it: its text runs, upright whatever the page's rotation or writing direction,
 * and its ruling lines. Says nothing about lines, columns or tables.
 */
import type { PDFPageProxy } from 'pdfjs-dist'
import { readForm } from './pdf-form.ts'
import { hideUnmapped, readsLikeWriting } from './pdf-legible.ts'
import { median } from './pdf-line.ts'
import { pictureShare } from './pdf-picture.ts'
import { type Matrix, multiply, type Rules, readRules } from './pdf-rules.ts'
import { cleanText, dropDoubles, type Run } from './pdf-run.ts'

export interface PageText {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly runs: readonly Run[]
  readonly rules: Rules
  /** False for a blank page. */
  readonly isDrawn: boolean
  /** Share 0..1 of the page that pictures cover. */
  readonly picture: number
}

/** Points, for a form that has nothing but fields. */
const USUAL_SIZE = 10

interface PlacedRun extends Run {
  /** Direction of writing in quarter turns clockwise; undefined when slanted, as watermarks are. */
  readonly turn: number | undefined
}

export async function readPage(page: PDFPageProxy): Promise<PageText> {
  const viewport = page.getViewport({ scale: 1 })
  const operators = await page.getOperatorList()
  const content = await page.getTextContent()
  const { rules, isDrawn } = readRules(operators, viewport.transform as unknown as Matrix)
  const bold = new Map<string, boolean>()
  const unmapped = unmappedFonts(page, content.items)
  const placed: PlacedRun[] = []
  for (const item of content.items) {
    if (!('str' in item)) continue
    const text = cleanText(unmapped.has(item.fontName) ? hideUnmapped(item.str) : item.str)
    if (text.trim() === '') continue
    const style = content.styles[item.fontName]
    let weight = bold.get(item.fontName)
    if (weight === undefined) {
      weight = isBold(page, item.fontName)
      bold.set(item.fontName, weight)
    }
    const matrix = multiply(viewport.transform as unknown as Matrix, item.transform as unknown as Matrix)
    placed.push(place(text, matrix, item, style?.vertical === true, weight))
  }
  const turn = mainTurn(placed)
  const { width, height } = viewport
  const upright = placed.filter((run) => run.turn === turn).map((run) => turned(run, turn, width, height))
  const sideways = turn % 2 === 1
  return {
    number: page.pageNumber,
    width: sideways ? height : width,
    height: sideways ? width : height,
    runs: dropDoubles([
      ...upright,
      ...(turn === 0 ? await readForm(page, median(upright.map((run) => run.size)) || USUAL_SIZE) : []),
      ...stamps(placed, turn, sideways ? width : height),
    ]),
    rules: turn === 0 ? rules : { horizontal: [], vertical: [] },
    isDrawn,
    picture: pictureShare(operators, viewport.transform as unknown as Matrix, viewport),
  }
}

interface TextItem {
  readonly width: number
  readonly height: number
}

function place(
  text: string,
  [a, b, c, d, x, y]: Matrix,
  item: TextItem,
  vertical: boolean,
  bold: boolean,
): PlacedRun {
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1
  const angle = (Math.atan2(b, a) * 2) / Math.PI
  const quarter = Math.round(angle)
  const straight = Math.abs(angle - quarter) < 0.06
  const turn = straight ? (quarter + (vertical ? 1 : 0) + 8) % 4 : undefined
  // A vertical font is placed by the centre of its column.
  const length = vertical ? Math.max(item.height, size) : item.width
  const shift = vertical ? -0.35 * size : 0
  return { text, x0: x + shift, x1: x + shift + length, y, size, bold, turn }
}

/** Where most characters run; a page of slanted text alone counts as upright. */
function mainTurn(runs: readonly PlacedRun[]): number {
  const weights = [0, 0, 0, 0]
  for (const run of runs) {
    if (run.turn !== undefined) weights[run.turn] = (weights[run.turn] ?? 0) + run.text.length
  }
  return weights.indexOf(Math.max(...weights))
}

function turned({ turn: _, ...run }: PlacedRun, turn: number, width: number, height: number): Run {
  const length = run.x1 - run.x0
  const [x, y] = [run.x0, run.y]
  const at = [
    [x, y],
    [y, width - x],
    [width - x, height - y],
    [height - y, x],
  ][turn] as [number, number]
  return { ...run, x0: at[0], x1: at[0] + length, y: at[1] }
}

/** Text across the direction of the page (a stamp in the margin, a watermark) goes below everything else. */
function stamps(runs: readonly PlacedRun[], turn: number, height: number): readonly Run[] {
  return runs
    .filter((run) => run.turn !== turn)
    .sort((a, b) => (a.turn ?? 9) - (b.turn ?? 9) || a.x0 - b.x0)
    .map(({ turn: _, ...run }, at) => ({
      ...run,
      x0: 0,
      x1: run.x1 - run.x0,
      y: height + (at + 2) * 3 * run.size,
      bold: false,
    }))
}

const BOLD_NAME = /bold|black|heavy|demi(?!r)|simhei|heiti|fzhei|stheiti|黑体|[-,]b(?:d)?$/iu

interface Font {
  readonly name?: string
  readonly bold?: boolean
  readonly black?: boolean
  readonly composite?: boolean
  readonly type?: string
  readonly toUnicode?: object
}

function fontOf(page: PDFPageProxy, fontName: string): Font | undefined {
  return page.commonObjs.has(fontName)
    ? ((page.commonObjs.get(fontName) as Font | null) ?? undefined)
    : undefined
}

function isBold(page: PDFPageProxy, fontName: string): boolean {
  const font = fontOf(page, fontName)
  return font?.bold === true || font?.black === true || BOLD_NAME.test(font?.name ?? '')
}

type Items = Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items']

/**
 * Fonts whose codes pdf.js cannot map, numbers of glyphs above all: it gives the codes for characters.
 * The text of such a font is believed only when it reads like writing.
 */
function unmappedFonts(page: PDFPageProxy, items: Items): ReadonlySet<string> {
  const texts = new Map<string, string>()
  for (const item of items)
    if ('str' in item) texts.set(item.fontName, (texts.get(item.fontName) ?? '') + item.str)
  const unmapped = [...texts].filter(([name, text]) => {
    const font = fontOf(page, name)
    // A map that is the identity arrives as a range, a true one as a list.
    const isIdentity = font?.toUnicode !== undefined && 'firstChar' in font.toUnicode
    // Without a descriptor pdf.js takes the bytes of a double-byte font one by one.
    const isTornApart = font?.type?.startsWith('CIDFont') === true && font.composite !== true
    return ((font?.composite === true && isIdentity) || isTornApart) && !readsLikeWriting(text)
  })
  return new Set(unmapped.map(([name]) => name))
}
