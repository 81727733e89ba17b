/**
 * What a person is told about recognised pages: that every number wants comparing, which pages are poor, and,
 * when that is most of the document, that a better scan is needed. What poor means is ocr-quality.ts's part.
 */
import { AppError } from '../core/errors.ts'
import { isPoorDocument, isPoorPage, type ReadingQuality } from './ocr-quality.ts'
import type { ParseWarning } from './parsed-document.ts'

/**
 * `low_confidence_ocr` for every recognised page, however sure the program is: it takes one digit for another
 * with high confidence ("1.0%" for "10%"). Answers from such a version say so. `poor_scan` beside it when the
 * program itself is not sure.
 */
export function recognitionWarnings(page: number, quality: ReadingQuality): readonly ParseWarning[] {
  const recognised: ParseWarning = {
    code: 'low_confidence_ocr',
    message: `The text of page ${page} was recognised from a picture: compare every number with the original before approval.`,
    page,
  }
  if (!isPoorPage(quality)) return [recognised]
  const sure = Math.round(quality.confidence)
  return [recognised, { code: 'poor_scan', message: `${sure}%`, page }]
}

/**
 * @param pages all pages that show anything, also those with a text of their own
 * @throws AppError poor_scan, with the numbers of the poor pages in its details
 */
export function refusePoorScan(warnings: readonly ParseWarning[], pages: number): void {
  const poor = warnings.flatMap(({ code, page }) => (code === 'poor_scan' ? (page ?? []) : []))
  if (poor.length === 0 || !isPoorDocument(poor.length, pages)) return
  throw new AppError(
    'poor_scan',
    `The scan is too poor to be read (pages ${shortList(poor)}): numbers would be guessed. Scan it again sharply, straight and with 300 dots per inch, or upload a copy with text.`,
    { details: { pages: poor } },
  )
}

const LONGEST_LIST = 20

function shortList(pages: readonly number[]): string {
  const listed = pages.slice(0, LONGEST_LIST).join(', ')
  return pages.length > LONGEST_LIST ? `${listed}, …` : listed
}
