/**
 * PDF: reads every page, has pages without legible text recognised, drops running headers, brings each page
 * into reading order, and joins lines to paragraphs over the page breaks. The steps are in pdf-*.ts.
 */
import { AppError } from '../../core/errors.ts'
import type { Block, ParsedDocument, ParseWarning } from '../parsed-document.ts'
import type { Parser, ParseSource } from '../parser.ts'
import { toBlocks } from './pdf-blocks.ts'
import { countBroken, mapBullets, withoutBroken } from './pdf-legible.ts'
import { type OpenPdf, openPdf } from './pdf-open.ts'
import { orderPages } from './pdf-order.ts'
import { type PageText, readPage } from './pdf-page.ts'
import { buildParagraphs } from './pdf-paragraph.ts'
import { type ReadPage, recognizeMissing, scanWithoutOcr } from './pdf-recognize.ts'

const PAGE_TIME_MS = 100

export const parsePdf: Parser = async (source) => {
  const pdf = await openPdf(source.bytes, 0)
  try {
    const warnings: ParseWarning[] = []
    const read = await readPages(pdf, source, warnings)
    const pages = await recognizeMissing(read, source, warnings)
    const blocks = toBlocks(buildParagraphs(orderPages(pages)))
    if (blocks.length === 0) throw noText(read, source)
    return {
      mediaType: 'application/pdf',
      ...(await titleOf(pdf, blocks)),
      pageCount: pdf.document.numPages,
      blocks,
      warnings,
    } satisfies ParsedDocument
  } finally {
    await pdf.close()
  }
}

async function readPages(
  pdf: OpenPdf,
  source: ParseSource,
  warnings: ParseWarning[],
): Promise<readonly ReadPage[]> {
  const count = pdf.document.numPages
  if (count > source.limits.maxPages)
    throw new AppError(
      'too_many_pages',
      `The PDF has more than ${source.limits.maxPages} pages. Split it into parts.`,
    )
  source.allowTime?.(count * PAGE_TIME_MS)
  const pages: ReadPage[] = []
  let length = 0
  for (let number = 1; number <= count; number += 1) {
    const page = await readOne(pdf, number)
    if (page === undefined) {
      warnings.push({
        code: 'part_skipped',
        message: `Page ${number} is damaged and was left out.`,
        page: number,
      })
      continue
    }
    length += page.legibility.letters
    if (length > source.limits.maxTextLength)
      throw new AppError('too_large', 'The PDF holds too much text. Split it into parts.')
    pages.push(page)
    source.onProgress?.((0.8 * number) / count)
  }
  if (pages.length === 0)
    throw new AppError(
      'damaged',
      'No page of the PDF can be read. Save it again as PDF and upload the new copy.',
    )
  return pages
}

/** Undefined when the page is broken: one bad page must not cost the others. */
async function readOne(pdf: OpenPdf, number: number): Promise<ReadPage | undefined> {
  let page: Awaited<ReturnType<OpenPdf['document']['getPage']>>
  let text: PageText
  try {
    page = await pdf.document.getPage(number)
    text = await readPage(page)
  } catch (error) {
    if (error instanceof RangeError) throw error
    return undefined
  }
  page.cleanup()
  const legibility = countBroken(text.runs.map((run) => mapBullets(run.text)).join(''))
  const runs = text.runs.map((run) => ({ ...run, text: withoutBroken(mapBullets(run.text)) }))
  return { ...text, legibility, runs: runs.filter((run) => run.text.trim() !== '') }
}

function noText(pages: readonly ReadPage[], source: ParseSource): AppError {
  if (pages.every((page) => !page.isDrawn)) return new AppError('empty', 'The PDF has only blank pages.')
  if (pages.every((page) => page.runs.length === 0 && page.legibility.broken > 0))
    return new AppError(
      source.ocr === undefined ? 'needs_ocr' : 'no_text',
      'The characters of the PDF cannot be read: its fonts lack a character map. Export it again from its program, or install tesseract with chi_sim and eng on the server.',
    )
  if (source.ocr !== undefined)
    return new AppError('no_text', 'No text could be found in the PDF. Upload a copy with text.')
  return scanWithoutOcr()
}

async function titleOf(pdf: OpenPdf, blocks: readonly Block[]): Promise<{ title?: string }> {
  const { info } = await pdf.document.getMetadata()
  const named = String((info as { Title?: unknown }).Title ?? '').trim()
  const useless =
    named.length < 2 ||
    /^(untitled|microsoft word|无标题|文档\d*|document\d*|幻灯片)|\.(docx?|pptx?|xlsx?|pdf|wps|indd|html?)$/iu.test(
      named,
    )
  const heading = blocks.find((block) => block.kind === 'heading' && !block.text.startsWith('【'))
  const title =
    useless || countBroken(named).broken > 0 ? (heading as { text?: string } | undefined)?.text : named
  return title === undefined ? {} : { title }
}
