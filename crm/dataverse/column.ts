/**
 * A column of a table in Dataverse: what it is called and typed there, which field of a record it holds, and how
 * its value goes over the wire and comes back. Values in between are cells: plain, in the precision of the other
 * side, so that what was written equals what is read. Which columns there are is said in the tables.
 */

/** Choices as their code, moments as `YYYY-MM-DDTHH:MM:SSZ`, days as `YYYY-MM-DD`, lookups as the GUID there. */
export type Cell = string | number | boolean | null

export interface Choice {
  readonly code: string
  readonly value: number
  readonly label: readonly [zh: string, en: string]
}

/** A table that a lookup may point to, and the navigation property that binds it. */
export interface LookupTarget {
  readonly table: string
  readonly entitySet: string
  readonly navigation: string
}

export type ColumnType =
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'memo'; readonly max: number }
  | { readonly type: 'integer' }
  | { readonly type: 'decimal' }
  | { readonly type: 'boolean' }
  | { readonly type: 'date' }
  | { readonly type: 'moment' }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  /** With several targets the first whose table fits binds; see `toBody`. */
  | { readonly type: 'lookup'; readonly targets: readonly LookupTarget[] }

export type Column = ColumnType & {
  /** Logical name, prefix included. */
  readonly name: string
  /** The field of the pushed body that it holds; null: book-keeping of this adapter. */
  readonly field: string | null
  readonly label: readonly [zh: string, en: string]
  /** Not made by `provision`: it comes with the product. */
  readonly standard?: true
  /** Written and never compared: the other side may set it as it likes. */
  readonly unwatched?: true
}

export type Cells = Readonly<Record<string, Cell>>

/** Values that are the same there: without characters that it refuses, cut to its length, empty as null. */
export function textCell(value: string | null | undefined, max: number): string | null {
  // What is no character in XML is refused; a lone half of a pair is not storable either.
  const clean = (value ?? '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .toWellFormed()
  if (clean.trim() === '') return null
  if (clean.length <= max) return clean
  const cut = clean.slice(0, max - 1)
  const last = cut.charCodeAt(cut.length - 1)
  return `${last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut}…`
}

/** Whole seconds: the other side keeps no more. */
export function momentCell(value: Date | null | undefined): string | null {
  return value == null ? null : `${value.toISOString().slice(0, 19)}Z`
}

export function decimalCell(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value * 100) / 100
}

export function integerCell(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value)
}

/** GUIDs are compared in lower case. */
export function idCell(value: string | null | undefined): string | null {
  return value == null || value === '' ? null : value.toLowerCase()
}

/** The name under which the column is selected and comes back. */
export function selectName(column: Column): string {
  return column.type === 'lookup' ? `_${column.name}_value` : column.name
}

/** A row as it came over the wire, as cells. Columns that it lacks are null. */
export function fromBody(columns: readonly Column[], body: Readonly<Record<string, unknown>>): Cells {
  return Object.fromEntries(columns.map((column) => [column.name, cellOf(column, body[selectName(column)])]))
}

function cellOf(column: Column, value: unknown): Cell {
  if (value === null || value === undefined) return null
  switch (column.type) {
    case 'lookup':
      return idCell(String(value))
    case 'choice':
      return column.choices.find((choice) => choice.value === value)?.code ?? `?${String(value)}`
    case 'moment': {
      const at = new Date(String(value))
      return Number.isNaN(at.getTime()) ? `?${String(value)}` : momentCell(at)
    }
    case 'date':
      return String(value).slice(0, 10)
    case 'decimal':
    case 'integer':
      return Number(value)
    case 'boolean':
      return value === true
    default:
      return String(value) === '' ? null : String(value)
  }
}

/**
 * Cells as the body of a write. A lookup is bound by its navigation property; `targets` says the table of a lookup
 * that may point to several. Empty cells are left out of a creation, and written as null in a change.
 */
export function toBody(
  columns: readonly Column[],
  cells: Cells,
  way: { readonly creating: boolean; readonly targets?: Readonly<Record<string, string>> },
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const column of columns) {
    const cell = cells[column.name]
    if (cell === undefined || (cell === null && way.creating)) continue
    if (column.type === 'lookup') {
      const wanted = way.targets?.[column.name]
      const target = column.targets.find((one) => one.table === wanted) ?? column.targets[0]!
      body[`${target.navigation}@odata.bind`] = cell === null ? null : `/${target.entitySet}(${cell})`
    } else if (column.type === 'choice') {
      body[column.name] = cell === null ? null : column.choices.find((choice) => choice.code === cell)?.value
    } else {
      body[column.name] = cell
    }
  }
  return body
}
