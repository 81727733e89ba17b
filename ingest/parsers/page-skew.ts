/**
 * By how much a scanned page lies askew. The OCR program forgives two or three degrees and then loses whole
 * paragraphs without a word about it, so pages are straightened before it sees them. Along the true direction
 * of the lines the ink falls into sharp stripes; that direction is searched. Quarter turns are ocr-upright.ts's.
 */

export interface Pixels {
  /** Four bytes a point: red, green, blue, alpha. */
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Degrees: pages fed by a machine or laid by hand lie within these. */
const WIDEST = 12
const STEP = 0.5
const FINE_STEP = 0.1
/** Less than this the OCR program does not mind. */
const LEAST = 0.4
/** How much sharper the stripes must be than those of the page as it is. */
const GAIN = 1.25
/** Points looked at across the page, and dark ones that make a page of print. */
const SAMPLES = 800
const FEWEST_DARK = 400

/** @returns degrees clockwise by which the lines fall, 0 when they do not, or when nothing tells */
export function skewOf(pixels: Pixels): number {
  const { xs, ys } = darkPoints(pixels)
  if (xs.length < FEWEST_DARK) return 0
  const score = (degrees: number) => stripes(xs, ys, degrees)
  const rough = best(score, -WIDEST, WIDEST, STEP)
  const fine = best(score, rough - STEP, rough + STEP, FINE_STEP)
  return Math.abs(fine) < LEAST || score(fine) < GAIN * score(0) ? 0 : fine
}

/** Dark points in steps of the sampling grid. */
function darkPoints({ data, width, height }: Pixels): { xs: number[]; ys: number[] } {
  const stride = Math.max(1, Math.ceil(width / SAMPLES))
  const xs: number[] = []
  const ys: number[] = []
  for (let y = 0; y < height; y += stride)
    for (let x = 0; x < width; x += stride)
      if ((data[4 * (y * width + x) + 1] ?? 255) < 128) {
        xs.push(x / stride)
        ys.push(y / stride)
      }
  return { xs, ys }
}

/** Sharpness of the stripes: how unlike neighbouring rows are when rows are taken along this direction. */
function stripes(xs: readonly number[], ys: readonly number[], degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180)
  const rows = new Map<number, number>()
  for (let at = 0; at < xs.length; at += 1) {
    const row = Math.round(ys[at]! - xs[at]! * slope)
    rows.set(row, (rows.get(row) ?? 0) + 1)
  }
  let sum = 0
  for (const [row, count] of rows) sum += (count - (rows.get(row - 1) ?? 0)) ** 2
  return sum
}

function best(score: (degrees: number) => number, from: number, to: number, step: number): number {
  let found = { degrees: 0, score: score(0) }
  for (let degrees = from; degrees <= to + step / 2; degrees += step) {
    const own = score(degrees)
    if (own > found.score) found = { degrees, score: own }
  }
  return found.degrees
}
