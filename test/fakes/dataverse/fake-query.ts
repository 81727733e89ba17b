/**
 * Addresses and query options of the fake, read strictly: an option or a column that Dataverse would refuse is
 * refused. Filters: comparisons joined by `and`.
 */

import { badRequest, noColumn } from './fake-refusal.ts'
import type { FakeRow } from './fake-rows.ts'
import type { FakeTable } from './fake-schema.ts'

const KNOWN = new Set([
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$count',
  '$skiptoken',
  '$deltatoken',
])

export interface Query {
  readonly options: ReadonlyMap<string, string>
}

export function readQuery(search: string): Query {
  const options = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(search)) {
    if (!KNOWN.has(name)) throw badRequest(`The query parameter '${name}' is not supported.`)
    if (options.has(name)) throw badRequest(`Query option '${name}' was specified more than once.`)
    options.set(name, value)
  }
  return { options }
}

/** Parts of a list that is separated by commas, but not by those in parentheses. */
export function splitList(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const char of text) {
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (char === ',' && depth === 0) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '')
}

/** `a,b($select=c)` -> navigation and its own options. */
export function readExpand(
  text: string,
): readonly { readonly navigation: string; readonly select: readonly string[] }[] {
  return splitList(text).map((part) => {
    const found = /^(\w+)(?:\(\$select=([\w,]+)\))?$/.exec(part)
    if (found === null) throw badRequest(`$expand '${part}' is not understood.`)
    return { navigation: found[1]!, select: found[2]?.split(',') ?? [] }
  })
}

/** Column -> how it comes back. Without `$select` everything, as Dataverse does. */
export function selectedColumns(table: FakeTable, select: readonly string[] | undefined): readonly string[] {
  if (select === undefined || select.length === 0) return [...table.attributes.keys()]
  return select.map((name) => {
    const reference = /^_(\w+)_value$/.exec(name)?.[1]
    const attribute = table.attributes.get(reference ?? name)
    const isReference = attribute?.type === 'Lookup' || attribute?.type === 'Owner'
    if (attribute === undefined || isReference !== (reference !== undefined))
      throw noColumn(name, table.logical)
    return attribute.name
  })
}

export function bodyOf(table: FakeTable, row: FakeRow, columns: readonly string[]): Record<string, unknown> {
  const body: Record<string, unknown> = { '@odata.etag': `W/"${row.version}"`, [table.primaryId]: row.id }
  for (const name of columns) {
    const attribute = table.attributes.get(name)!
    if (name === table.primaryId) continue
    const key = attribute.type === 'Lookup' || attribute.type === 'Owner' ? `_${name}_value` : name
    body[key] = row.values[name] ?? null
  }
  return body
}

export function readFilter(table: FakeTable, text: string): (row: FakeRow) => boolean {
  const tests = text.split(/ and /i).map((part) => {
    const found =
      /^(\w+) (eq|ne|gt|ge|lt|le) (null|true|false|-?\d+(?:\.\d+)?|'(?:[^']|'')*'|[0-9a-f-]{36})$/i.exec(
        part.trim(),
      )
    if (found === null) throw badRequest(`$filter '${part}' is not understood.`)
    const [, name, operator, literal] = found as unknown as [string, string, string, string]
    const column = selectedColumns(table, [name])[0]!
    const value = literalOf(literal)
    return (row: FakeRow) => {
      const is = column === table.primaryId ? row.id : (row.values[column] ?? null)
      switch (operator.toLowerCase()) {
        case 'eq':
          return is === value
        case 'ne':
          return is !== value
        default: {
          if (is === null || value === null) return false
          const order = is < value ? -1 : is > value ? 1 : 0
          return (
            { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator.toLowerCase()] === true
          )
        }
      }
    }
  })
  return (row) => tests.every((test) => test(row))
}

function literalOf(text: string): string | number | boolean | null {
  if (text === 'null') return null
  if (text === 'true' || text === 'false') return text === 'true'
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text.toLowerCase()
}
