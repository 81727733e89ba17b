/** Pictures of pages, one or (TIFF from a scanner or a fax) several: recognised like scanned pages of a PDF. */
import { AppError } from '../../core/errors.ts'
import { LONGEST_PAGE_MS } from '../ocr.ts'
import type { OcrPage } from '../ocr-lines.ts'
import type { ParsedDocument, ParseWarning } from '../parsed-document.ts'
import type { Parser, ParseSource } from '../parser.ts'
import { picturePages } from '../picture-size.ts'
import { recognitionWarnings, refusePoorScan } from '../recognition-findings.ts'
import { toBlocks } from './pdf-blocks.ts'
import { orderPages, type UnorderedPage } from './pdf-order.ts'
import { buildParagraphs } from './pdf-paragraph.ts'
import { MOST_IMAGE_PIXELS, MOST_SCANNED_PAGES } from './pdf-recognize.ts'
import { ocrRuns } from './pdf-scan.ts'

/** Points: a picture of a page is taken for one of this width (A4), whatever its resolution. */
const PAGE_WIDTH = 595

export const parseImage: Parser = async (source) => {
  if (source.ocr === undefined)
    throw new AppError(
      'needs_ocr',
      'This is a picture. Install tesseract with chi_sim and eng on the server, or upload the document as text.',
    )
  const mediaType = source.mediaType ?? 'image/*'
  const count = countPages(source.bytes, mediaType, source)
  const pages: UnorderedPage[] = []
  const warnings: ParseWarning[] = []
  for (let number = 1; number <= count; number += 1) {
    source.allowTime?.(LONGEST_PAGE_MS)
    const read = await source.ocr.recognize(source.bytes, number - 1)
    if (read.lines.length === 0)
      warnings.push({ code: 'page_without_text', message: `Page ${number} has no text.`, page: number })
    else warnings.push(...recognitionWarnings(number, read))
    pages.push(pageOf(number, read))
    source.onProgress?.(number / count)
  }
  const blocks = toBlocks(buildParagraphs(orderPages(pages)))
  if (blocks.length === 0)
    throw new AppError(
      'no_text',
      'No text was found in the picture. Upload a sharper one, or the document as text.',
    )
  refusePoorScan(warnings, pages.length)
  return { mediaType, pageCount: count, blocks, warnings } satisfies ParsedDocument
}

/** @throws AppError damaged | too_large | too_many_pages */
function countPages(bytes: Uint8Array, mediaType: string, { limits }: ParseSource): number {
  const most = Math.min(limits.maxPages, MOST_SCANNED_PAGES)
  const sizes = picturePages(bytes, mediaType, most)
  if (sizes.length > most)
    throw new AppError('too_many_pages', `The picture has more than ${most} pages. Split it into parts.`)
  if (sizes.some(({ width, height }) => width * height > MOST_IMAGE_PIXELS))
    throw new AppError(
      'too_large',
      `The picture has more than ${MOST_IMAGE_PIXELS / 1_000_000} million points. Scan it with 300 dots per inch.`,
    )
  return Math.max(1, sizes.length)
}

function pageOf(number: number, read: OcrPage): UnorderedPage {
  const { width = 0, height = 0 } = read.size ?? {}
  const scale = width === 0 ? 1 : Math.min(width, height) / PAGE_WIDTH
  const { runs } = ocrRuns(read, scale, width / scale, height / scale)
  return {
    number,
    width: width / scale,
    height: height / scale,
    runs: runs.filter((run) => run.text.trim() !== ''),
    rules: { horizontal: [], vertical: [] },
    isRecognized: true,
  }
}
