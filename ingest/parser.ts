/** The port of a file format: bytes in, blocks out. A format is one file in parsers/, listed in registry.ts. */
import type { Ocr } from './ocr.ts'
import type { ParsedDocument } from './parsed-document.ts'

export interface ParseLimits {
  readonly maxPages: number
  /** Upper bound of all bytes that an archive may unpack to. */
  readonly maxUnpackedBytes: number
  /** Upper bound of the text, in UTF-16 code units. */
  readonly maxTextLength: number
}

export const DEFAULT_PARSE_LIMITS: ParseLimits = {
  maxPages: 2000,
  maxUnpackedBytes: 300 * 1024 * 1024,
  maxTextLength: 20_000_000,
}

export interface ParseSource {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** As sniffed from the content; tells the picture formats apart. */
  readonly mediaType?: string
  readonly limits: ParseLimits
  /** Absent when no OCR program is installed. */
  readonly ocr?: Ocr
  /** Asks for time on top of the limit, for work whose size is known only now (pages to recognise). */
  readonly allowTime?: (ms: number) => void
  /** Called now and then with a fraction 0..1. */
  readonly onProgress?: (fraction: number) => void
}

/** Throws AppError with one of the file codes (encrypted, damaged, empty, needs_ocr, ...). */
export type Parser = (source: ParseSource) => Promise<ParsedDocument>
