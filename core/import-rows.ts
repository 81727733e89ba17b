/**
 * An import as every room does it: parsed rows in, each row accepted or refused with its reason, the
 * same file again changes nothing. Which column means what is a list of synonyms per field, because
 * a company's table has its own headings.
 */
import { normalizeText } from './text/normalize.ts'

export interface ImportRow {
  /** Number of the row in the file, the heading being row 1. */
  readonly row: number
  /** Heading as written -> cell as text. */
  readonly cells: Readonly<Record<string, string>>
}

export interface ImportFault {
  readonly row: number
  /** Heading as written in the file, or the field's name when the column is missing. */
  readonly column: string
  readonly code: 'missing' | 'invalid' | 'unknown' | 'duplicate' | 'circle' | 'ambiguous'
  readonly message: string
}

export interface ImportResult {
  readonly dryRun: boolean
  /** created + updated + unchanged; of a dry run what it would be. */
  readonly accepted: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: readonly ImportFault[]
}

export interface ImportOptions {
  readonly dryRun: boolean
  readonly actorId: string | null
}

export type ImportRows = (rows: readonly ImportRow[], options: ImportOptions) => Promise<ImportResult>

/** What a row's fields are called in files: field -> headings, compared without case, spaces, `_` and `-`. */
export type ColumnSynonyms<Field extends string> = Readonly<Record<Field, readonly string[]>>

/** A row read by field. `undefined`: the file has no such column; `''`: the cell is empty. */
export interface ReadRow<Field extends string> {
  readonly row: number
  readonly fields: Readonly<Partial<Record<Field, string>>>
  /** The heading under which the field stands, or the field's own name. */
  column(field: Field): string
}

/** Reads rows by the synonyms. Two columns for one field: the first that is not empty counts. */
export function readRows<Field extends string>(
  rows: readonly ImportRow[],
  synonyms: ColumnSynonyms<Field>,
): readonly ReadRow<Field>[] {
  const fieldOf = new Map<string, Field>()
  for (const [field, names] of Object.entries(synonyms) as [Field, readonly string[]][]) {
    for (const name of [field, ...names]) if (!fieldOf.has(fold(name))) fieldOf.set(fold(name), field)
  }
  const known = new Map<string, Field | undefined>()
  return rows.map(({ row, cells }) => {
    const fields: Partial<Record<Field, string>> = {}
    const columns = new Map<Field, string>()
    for (const [heading, cell] of Object.entries(cells)) {
      if (!known.has(heading)) known.set(heading, fieldOf.get(fold(heading)))
      const field = known.get(heading)
      if (field === undefined || (fields[field] ?? '') !== '') continue
      fields[field] = cell.trim()
      columns.set(field, heading)
    }
    return { row, fields, column: (field) => columns.get(field) ?? field }
  })
}

export type AddFault<Field extends string> = (
  field: Field,
  code: ImportFault['code'],
  message: string,
) => void

export interface ImportRules<Field extends string, Body> {
  /** The record a row is about, an existing one or a new id; undefined after adding a fault. */
  identify(row: ReadRow<Field>, fault: AddFault<Field>): string | undefined
  /** The record as stored. */
  before(id: string): Body | undefined
  /** The record as the row makes it; a row with a fault is refused whatever this returns. */
  build(row: ReadRow<Field>, id: string, before: Body | undefined, fault: AddFault<Field>): Body
  /** Called for each accepted row, so that later rows can refer to it. */
  accept?(row: ReadRow<Field>, id: string, body: Body): void
}

export interface ImportWrite<Body> {
  readonly row: number
  readonly id: string
  readonly body: Body
  readonly isNew: boolean
}

export interface ImportPlan<Body> {
  readonly writes: readonly ImportWrite<Body>[]
  readonly unchanged: number
  readonly rejected: readonly ImportFault[]
}

/** Judges every row by itself: what to write, what is the same already, what is refused and why. */
export function planImport<Field extends string, Body>(
  rows: readonly ReadRow<Field>[],
  rules: ImportRules<Field, Body>,
): ImportPlan<Body> {
  const writes: ImportWrite<Body>[] = []
  const rejected: ImportFault[] = []
  const seen = new Map<string, number>()
  let unchanged = 0
  for (const row of rows) {
    const faults: ImportFault[] = []
    const fault: AddFault<Field> = (field, code, message) =>
      faults.push({ row: row.row, column: row.column(field), code, message })
    const id = rules.identify(row, fault)
    if (id !== undefined) {
      const before = rules.before(id)
      const body = rules.build(row, id, before, fault)
      const twin = seen.get(id)
      if (twin !== undefined) {
        faults.push({
          row: row.row,
          column: 'id',
          code: 'duplicate',
          message: `Row ${twin} has this record.`,
        })
      }
      if (faults.length === 0) {
        seen.set(id, row.row)
        rules.accept?.(row, id, body)
        if (before !== undefined && sameBody(before, body)) unchanged += 1
        else writes.push({ row: row.row, id, body, isNew: before === undefined })
      }
    }
    rejected.push(...faults)
  }
  return { writes, unchanged, rejected }
}

/** The plan in numbers. */
export function importResult(plan: ImportPlan<unknown>, dryRun: boolean): ImportResult {
  const created = plan.writes.filter((write) => write.isNew).length
  return {
    dryRun,
    accepted: plan.writes.length + plan.unchanged,
    created,
    updated: plan.writes.length - created,
    unchanged: plan.unchanged,
    rejected: plan.rejected,
  }
}

/** A cell that holds several values: cut at ; ； 、 | and line ends; empty parts dropped. Commas stay: names have them. */
export function splitList(cell: string): readonly string[] {
  return [...new Set(cell.split(/[;；、|｜\n\r]+/u).map((part) => part.trim()))].filter((part) => part !== '')
}

function fold(heading: string): string {
  return normalizeText(heading.replace(/^\uFEFF/u, '')).replace(/[\s_\-*:]+/gu, '')
}

/** Bodies are plain fields of texts, flags and lists; a field that `after` does not have is not compared. */
function sameBody<Body>(before: Body, after: Body): boolean {
  return (Object.keys(after as object) as (keyof Body)[]).every(
    (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
  )
}
