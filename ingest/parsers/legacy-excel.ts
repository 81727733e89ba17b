/** Excel 97 to 2003 (.xls) by `xls-reader`; what is a table in a sheet is sheet-blocks.ts's finding. */
import { type Cell, CellError, readXls } from 'xls-reader'
import { AppError } from '../../core/errors.ts'
import { openCompoundFile } from '../compound-file.ts'
import { finishDocument } from '../finish-document.ts'
import type { ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { needsConverter } from './legacy-office.ts'
import { sheetBlocks } from './sheet-blocks.ts'
import { numberText } from './sheet-cells.ts'

const BEGIN_OF_FILE = 0x0809
const BIFF8 = 0x0600
const FILE_PASS = 0x002f

export const parseXls: Parser = async (source) => {
  const container = openCompoundFile(source.bytes)
  refuseUnreadable(container.find('Workbook') ?? container.find('Book'))
  const { sheets } = readWorkbook(source.bytes)
  const warnings: ParseWarning[] = sheets.flatMap((sheet, index) =>
    sheet.visibility === 'visible'
      ? []
      : [
          {
            code: 'part_skipped' as const,
            message: `Sheet ${index + 1} (${sheet.name}) is hidden and was not read.`,
            page: index + 1,
          },
        ],
  )
  if (container.names.includes('_VBA_PROJECT'))
    warnings.push({
      code: 'macros_ignored',
      message: 'The file carries macros. They were neither read nor run.',
    })
  const blocks = sheets.flatMap((sheet, index) => {
    if (sheet.visibility !== 'visible') return []
    const rows = sheet.rows.map((row) => row.map(cellText))
    return sheetBlocks({ name: sheet.name, rows }, index + 1, !/^(sheet|工作表)\s*\d*$/i.test(sheet.name))
  })
  return finishDocument(
    { mediaType: 'application/vnd.ms-excel', pageCount: sheets.length, blocks, warnings },
    source.limits,
  )
}

/** The first records tell the version and whether the rest is encrypted. */
function refuseUnreadable(stream: Buffer | undefined): void {
  if (stream === undefined || stream.length < 8) throw damaged()
  if (stream.readUInt16LE(0) !== BEGIN_OF_FILE || stream.readUInt16LE(4) !== BIFF8)
    throw needsConverter('Workbooks of Excel 95 and older', '.xlsx or CSV')
  for (let at = 0, count = 0; at + 4 <= stream.length && count < 20; count += 1) {
    if (stream.readUInt16LE(at) === FILE_PASS)
      throw new AppError(
        'encrypted',
        'The file is protected by a password. Save a copy without it and upload that.',
      )
    at += 4 + stream.readUInt16LE(at + 2)
  }
}

function readWorkbook(bytes: Uint8Array) {
  try {
    return readXls(bytes)
  } catch (error) {
    throw damaged(error)
  }
}

function cellText(cell: Cell): string {
  if (cell === null || cell instanceof CellError) return ''
  if (typeof cell === 'number') return numberText(cell, undefined, false) ?? ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'string') return cell.trim()
  if (Number.isNaN(cell.getTime())) return ''
  const iso = cell.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}

function damaged(cause?: unknown): AppError {
  return new AppError('damaged', 'The workbook is damaged. Open it in Excel and save it again as .xlsx.', {
    cause,
  })
}
