/**
 * Pages without usable text: which ones they are, and their recognition one after the other within bounds of
 * number and time. A page that cannot be recognised is named in a warning and never costs the others.
 */
import { AppError } from '../../core/errors.ts'
import { LONGEST_PAGE_MS, type Ocr } from '../ocr.ts'
import type { ReadingQuality } from '../ocr-quality.ts'
import type { ParseWarning } from '../parsed-document.ts'
import type { ParseSource } from '../parser.ts'
import { recognitionWarnings, refusePoorScan } from '../recognition-findings.ts'
import { isIllegible, type Legibility } from './pdf-legible.ts'
import { type OpenPdf, openPdf } from './pdf-open.ts'
import type { PageText } from './pdf-page.ts'
import { scanPage } from './pdf-scan.ts'

export interface ReadPage extends PageText {
  readonly legibility: Legibility
  /** Its text was recognised from a picture and differs a little where print is alike. */
  readonly isRecognized?: boolean
}

/** A scan of more pages, or one that takes longer, is not waited for: the rest is asked for in parts. */
export const MOST_SCANNED_PAGES = 200
const MOST_TIME_MS = 15 * 60_000
/** What a page of print usually takes; a slow machine is allowed what it needs. */
const USUAL_TIME_MS = 20_000
export const MOST_IMAGE_PIXELS = 100_000_000
/** Share of the page that a picture covers, and letters of text beside it, where a page is taken for a scan. */
const COVERING = 0.6
const FEW_LETTERS = 60

/**
 * Pages whose text cannot be used are recognised; without an OCR program they are left out and named.
 * @throws AppError poor_scan when most of the document was recognised poorly, needs_ocr when every page is a
 *   scan and there is no OCR program
 */
export async function recognizeMissing(
  pages: readonly ReadPage[],
  source: ParseSource,
  warnings: ParseWarning[],
): Promise<readonly ReadPage[]> {
  const missing = pages.filter(needsOcr)
  if (missing.length === 0) return pages
  if (source.ocr === undefined && pages.every((page) => !page.isDrawn || isStampedScan(page)))
    throw scanWithoutOcr()
  const recognised =
    source.ocr === undefined
      ? new Map<number, ReadPage>()
      : await recognize(missing, source, source.ocr, warnings)
  refusePoorScan(warnings, pages.filter(({ isDrawn }) => isDrawn).length)
  return pages.flatMap((page) => {
    const scanned = recognised.get(page.number)
    if (scanned !== undefined || !needsOcr(page)) return [scanned ?? page]
    if (warnings.every((warning) => warning.page !== page.number)) warnings.push(lackOf(page))
    const isMostlyLost = page.legibility.broken > 0.5 * page.legibility.letters
    return isIllegible(page.legibility) && isMostlyLost ? [] : [page]
  })
}

async function recognize(
  missing: readonly ReadPage[],
  source: ParseSource,
  ocr: Ocr,
  warnings: ParseWarning[],
): Promise<ReadonlyMap<number, ReadPage>> {
  const scanned = new Map<number, ReadPage>()
  const some = missing.slice(0, MOST_SCANNED_PAGES)
  source.allowTime?.(some.length * USUAL_TIME_MS + LONGEST_PAGE_MS)
  const started = performance.now()
  const pdf = await openPdf(source.bytes, MOST_IMAGE_PIXELS)
  let tried = 0
  let late: AppError | undefined
  try {
    for (const page of some) {
      const begun = performance.now()
      if (begun - started > MOST_TIME_MS) break
      const text = await scanOne(pdf, page, ocr)
      tried += 1
      source.allowTime?.(Math.max(0, performance.now() - begun - USUAL_TIME_MS))
      source.onProgress?.(0.8 + (0.2 * tried) / some.length)
      if (text instanceof AppError) {
        late = text
        warnings.push({
          code: 'part_skipped',
          message: `Page ${page.number} could not be recognised and was left out.`,
          page: page.number,
        })
      } else if (isStampedScan(page) && !saysMore(text, page)) {
        scanned.set(page.number, page)
      } else if (text.runs.length > 0) {
        scanned.set(page.number, text)
        warnings.push(...recognitionWarnings(page.number, text))
      }
    }
  } finally {
    await pdf.close()
  }
  if (late !== undefined && scanned.size === 0 && missing.length === 1) throw late
  for (const page of missing.slice(tried))
    warnings.push({
      code: 'truncated',
      message: `Page ${page.number} was not recognised: the scan is too long. Split it into parts.`,
      page: page.number,
    })
  return scanned
}

/** The error when this page alone is at fault: it takes too long or its picture is broken. */
async function scanOne(
  pdf: OpenPdf,
  page: ReadPage,
  ocr: Ocr,
): Promise<(ReadPage & ReadingQuality) | AppError> {
  try {
    const text = await scanPage(pdf.document, page.number, ocr)
    const runs = text.runs.filter((run) => run.text.trim() !== '')
    return { ...page, ...text, runs, rules: { horizontal: [], vertical: [] }, isRecognized: true }
  } catch (error) {
    if (error instanceof RangeError) throw error
    return error instanceof AppError
      ? error
      : new AppError('damaged', 'The page cannot be drawn.', { cause: error })
  }
}

export function scanWithoutOcr(): AppError {
  return new AppError(
    'needs_ocr',
    'The PDF is a scan without text. Install tesseract with chi_sim and eng on the server, or upload a PDF with text.',
  )
}

function lackOf(page: ReadPage): ParseWarning {
  return isIllegible(page.legibility)
    ? {
        code: 'broken_characters',
        message: `The characters of page ${page.number} cannot be read: its fonts lack a character map.`,
        page: page.number,
      }
    : { code: 'page_without_text', message: `Page ${page.number} has no text.`, page: page.number }
}

function needsOcr(page: ReadPage): boolean {
  return page.isDrawn && (page.runs.length === 0 || isIllegible(page.legibility) || isStampedScan(page))
}

/**
 * A picture over the page and a few words beside it: a scan with a page number, a stamp or the name of the
 * scanning program as its only text.
 */
function isStampedScan({ picture, legibility }: ReadPage): boolean {
  return picture > COVERING && legibility.letters <= FEW_LETTERS && !isIllegible(legibility)
}

/** A cover with a picture behind its title has no more to recognise than it says already. */
function saysMore(scanned: ReadPage, page: ReadPage): boolean {
  const letters = scanned.runs.reduce((sum, run) => sum + run.text.replace(/\s+/gu, '').length, 0)
  return letters > 2 * page.legibility.letters + 15
}
