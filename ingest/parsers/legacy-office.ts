/**
 * Formats that no maintained library reads (Word 2 and 95, Works, Excel 4 and 95, binary workbooks, Word's
 * single-file XML). The outcome names the way out; nothing is guessed from their bytes.
 */
import { AppError } from '../../core/errors.ts'
import type { Parser } from '../parser.ts'

export const parseLegacy: Parser = async () => {
  throw needsConverter('Files of this old format', '.docx, .xlsx, .pptx or PDF')
}

/** @param what in the plural @param target the formats to save as */
export function needsConverter(what: string, target: string): AppError {
  return new AppError(
    'needs_converter',
    `${what} cannot be read. Open the file in Word, Excel, WPS Office or LibreOffice and save it as ${target}.`,
  )
}
