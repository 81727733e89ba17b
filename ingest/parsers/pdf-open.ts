/** Opens a PDF through pdf-parse: where pdf.js finds its fonts and character maps, and its failures as codes. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { PDFParse, VerbosityLevel } from 'pdf-parse'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { AppError } from '../../core/errors.ts'

const LIBRARY = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

export interface OpenPdf {
  readonly document: PDFDocumentProxy
  close(): Promise<void>
}

/**
 * @param maxImagePixels larger pictures are left out: 0 for reading text, where decoding them is wasted
 * @throws AppError encrypted | damaged
 */
export async function openPdf(bytes: Uint8Array, maxImagePixels: number): Promise<OpenPdf> {
  const parser = new PDFParse({
    // pdf.js keeps what it is given; the caller may open the same bytes again.
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${LIBRARY}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${LIBRARY}/standard_fonts/`,
    wasmUrl: `${LIBRARY}/wasm/`,
    iccUrl: `${LIBRARY}/iccs/`,
    maxImageSize: maxImagePixels,
    isEvalSupported: false,
    fontExtraProperties: true,
    useSystemFonts: maxImagePixels > 0,
  })
  try {
    return { document: await loaded(parser), close: () => parser.destroy() }
  } catch (error) {
    await parser.destroy()
    throw asAppError(error)
  }
}

/** pdf-parse keeps the pdf.js document behind a private method; its public ones give text without places. */
function loaded(parser: PDFParse): Promise<PDFDocumentProxy> {
  return (parser as unknown as { load(): Promise<PDFDocumentProxy> }).load()
}

function asAppError(error: unknown): AppError {
  if ((error as Error | undefined)?.name === 'PasswordException')
    return new AppError(
      'encrypted',
      'The PDF opens only with a password. Save a copy without it and upload that.',
      {
        cause: error,
      },
    )
  return new AppError(
    'damaged',
    'The PDF is damaged or incomplete. Open it, save it again as PDF and upload the new copy.',
    { cause: error },
  )
}
