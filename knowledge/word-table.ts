/**
 * Word lists that a pharmacist reads and extends: CSV files beside the code that owns them, one entry a line,
 * several words in a cell parted by semicolons, lines that begin with # are headings. Read once, at the start.
 * What the words of a list must be is checked by its owner; a fault names the file and the line.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'

export interface WordRow<Column extends string> {
  /** 1 is the first line of the file. */
  readonly line: number
  /** The words of each column in order; empty where the cell is. */
  readonly words: Readonly<Record<Column, readonly string[]>>
}

/** The rows of `knowledge/FILE`. Throws `invalid_config` for a file that is not as described above. */
export function readWordTable<Column extends string>(
  file: string,
  columns: readonly Column[],
): readonly WordRow<Column>[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(import.meta.dirname, file)))
  } catch (error) {
    // A spreadsheet may have written it in the encoding of its country.
    if (error instanceof TypeError) throw faultyLine(file, 1, 'the file is not UTF-8')
    throw error
  }
  return parseWordTable(file, text, columns)
}

/** The same of a text. `file` is named in the errors. A byte order mark, CRLF and "；" are taken as they come. */
export function parseWordTable<Column extends string>(
  file: string,
  text: string,
  columns: readonly Column[],
): readonly WordRow<Column>[] {
  const rows: WordRow<Column>[] = []
  const lines = tidy(text).split('\n')
  let headed = false
  // Plain loops: some thousand words are read at every start, before anything is compiled.
  for (let at = 0; at < lines.length; at += 1) {
    const raw = lines[at]!
    if (raw === '' || raw.startsWith('#')) continue
    if (raw.includes('"')) throw faultyLine(file, at + 1, 'words have no quotation marks')
    const cells = raw.split(',')
    // A spreadsheet fills empty lines up with commas.
    if (cells[0] === '' && cells.every((cell) => cell === '')) continue
    if (!headed) {
      if (cells.join() !== columns.join()) break
      headed = true
      continue
    }
    if (cells.length !== columns.length) {
      const found = `${cells.length} cells where ${columns.length} are expected`
      throw faultyLine(file, at + 1, `${found}; part the words of one cell with semicolons`)
    }
    const words = {} as Record<Column, readonly string[]>
    for (let index = 0; index < columns.length; index += 1) {
      const cell = cells[index]!
      words[columns[index]!] = cell === '' ? [] : cell.split(';')
    }
    rows.push({ line: at + 1, words })
  }
  if (!headed) throw faultyLine(file, 1, `the first line that is no heading must be "${columns.join()}"`)
  return rows
}

/** What only a spreadsheet or a slip leaves in a list. */
const UNTIDY = [
  '\ufeff',
  '\r',
  '\t',
  '；',
  ' ,',
  ', ',
  ' ;',
  '; ',
  ' \n',
  '\n ',
  ';;',
  ',;',
  ';,',
  ';\n',
  '\n;',
]

function tidy(text: string): string {
  if (!UNTIDY.some((mark) => text.includes(mark))) return text
  return text
    .replace(/^\ufeff/u, '')
    .split('\n')
    .map((line) => {
      const cells = line.replaceAll('；', ';').split(',')
      return cells
        .map((cell) =>
          cell
            .split(';')
            .map((word) => word.trim())
            .filter(Boolean)
            .join(';'),
        )
        .join(',')
    })
    .join('\n')
}

/** The failure that a list's owner throws for an entry that cannot be. */
export function faultyLine(file: string, line: number, fault: string): AppError {
  return new AppError('invalid_config', `${file}, line ${line}: ${fault}.`, { details: { file, line } })
}
