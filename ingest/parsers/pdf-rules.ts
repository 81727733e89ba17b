/**
 * The ruling lines of a page: straight strokes, thin filled boxes and the edges of stroked boxes, in page
 * coordinates with y downward. What they frame is found in pdf-grid.ts.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type Matrix = readonly [number, number, number, number, number, number]

/** A horizontal rule has `at` = y and runs from x `from` to x `to`; a vertical one the other way round. */
export interface Rule {
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Rules {
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** Thicker boxes are shading, not lines. */
const THIN = 3
const SHORTEST = 4
/** A page of drawings can hold a million strokes; no table needs so many. */
const MOST = 20_000

const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, ...STROKES])
/** Signs that a page shows something; pictures themselves are left out when text is read, their placing is not. */
const DRAWING: ReadonlySet<number> = new Set([
  OPS.transform,
  OPS.constructPath,
  OPS.paintFormXObjectBegin,
  OPS.shadingFill,
  OPS.showText,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
])

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

/**
 * Calls `visit` for every operator with the matrix that holds once it has run.
 * @param page maps PDF space to page coordinates, y downward
 */
export function walkOperators(
  operators: Operators,
  page: Matrix,
  visit: (fn: number, args: unknown, matrix: Matrix, at: number) => void,
): void {
  const stack: Matrix[] = []
  let matrix = page
  operators.fnArray.forEach((fn, at) => {
    const args = operators.argsArray[at] as readonly unknown[] | null
    if (fn === OPS.save) stack.push(matrix)
    else if (fn === OPS.restore || fn === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? page
    else if (fn === OPS.transform) matrix = multiply(matrix, args as unknown as Matrix)
    else if (fn === OPS.paintFormXObjectBegin) {
      stack.push(matrix)
      const form = args?.[0] as Matrix | null | undefined
      if (form) matrix = multiply(matrix, form)
    }
    visit(fn, args, matrix, at)
  })
}

/** @param page maps PDF space to page coordinates, y downward */
export function readRules(operators: Operators, page: Matrix): { rules: Rules; isDrawn: boolean } {
  const horizontal: Rule[] = []
  const vertical: Rule[] = []
  const isDrawn = operators.fnArray.some((fn) => DRAWING.has(fn))
  const add = (x0: number, y0: number, x1: number, y1: number) => {
    const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)]
    if (horizontal.length + vertical.length > MOST) return
    if (height <= THIN && width >= SHORTEST && width > 2 * height)
      horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
    else if (width <= THIN && height >= SHORTEST && height > 2 * width)
      vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
  }
  walkOperators(operators, page, (fn, args, matrix) => {
    if (fn !== OPS.constructPath) return
    const [paint, [path] = []] = args as [number, [ArrayLike<number> | null]?]
    if (path && FILLS.has(paint)) drawPath(path, matrix, STROKES.has(paint), add)
  })
  return { rules: { horizontal, vertical }, isDrawn }
}

type AddSegment = (x0: number, y0: number, x1: number, y1: number) => void

/** Path data as pdf.js packs it: 0 move x y, 1 line x y, 2 curve of six numbers, 3 close. */
function drawPath(path: ArrayLike<number>, m: Matrix, stroked: boolean, add: AddSegment): void {
  let points: [number, number][] = []
  const flush = () => {
    if (stroked) {
      points.forEach(([x, y], at) => {
        const next = points[at + 1]
        if (next !== undefined) add(x, y, next[0], next[1])
      })
    } else if (points.length >= 4) {
      const xs = points.map(([x]) => x)
      const ys = points.map(([, y]) => y)
      add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
    }
    points = []
  }
  const point = (at: number): [number, number] => {
    const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0]
    return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
  }
  for (let at = 0; at < path.length; ) {
    const op = path[at]
    if (op === 0) {
      flush()
      points.push(point(at + 1))
      at += 3
    } else if (op === 1) {
      points.push(point(at + 1))
      at += 3
    } else if (op === 2) {
      // A curve is no rule: what was straight before it stands, what follows starts anew.
      flush()
      points.push(point(at + 5))
      at += 7
    } else {
      const first = points[0]
      if (first !== undefined) points.push(first)
      at += 1
    }
  }
  flush()
}
