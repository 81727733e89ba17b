/** Pictures of pages: recognised like a scanned page of a PDF. */
import { AppError } from '../../core/errors.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { toBlocks } from './pdf-blocks.ts'
import { layoutPage } from './pdf-layout.ts'
import { buildParagraphs } from './pdf-paragraph.ts'
import { recognizedWarning } from './pdf-recognize.ts'
import { ocrRuns } from './pdf-scan.ts'

const SCAN_TIME_MS = 40_000

export const parseImage: Parser = async (source) => {
  if (source.ocr === undefined)
    throw new AppError(
      'needs_ocr',
      'This is a picture. Install tesseract with chi_sim and eng on the server, or upload the document as text.',
    )
  source.allowTime?.(SCAN_TIME_MS)
  const page = await source.ocr.recognize(source.bytes)
  const { runs } = ocrRuns(page, 1, 0, 0)
  const regions = layoutPage({ number: 1, runs, tables: [], rules: { horizontal: [], vertical: [] } })
  const blocks = toBlocks(buildParagraphs(regions))
  if (blocks.length === 0)
    throw new AppError(
      'no_text',
      'No text was found in the picture. Upload a sharper one, or the document as text.',
    )
  const warnings = [recognizedWarning(1)]
  return { mediaType: source.mediaType ?? 'image/*', pageCount: 1, blocks, warnings } satisfies ParsedDocument
}
