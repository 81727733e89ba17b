/**
 * Which record a cell of an import means: its id, else a name or alias that is only one record's. An id goes
 * before a name, a name before an alias.
 */
import type { AddFault } from '../core/import-rows.ts'
import { foldName } from '../core/text/normalize.ts'

export interface NamedRecord {
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
}

export interface NameResolver {
  /** Undefined after adding a fault. `narrow` leaves only some of several namesakes. */
  resolve<Field extends string>(
    cell: string,
    field: Field,
    fault: AddFault<Field>,
    narrow?: (id: string) => boolean,
  ): string | undefined
  /** The ids of the best match: none, one or several. */
  find(cell: string): readonly string[]
  has(id: string): boolean
  add(record: NamedRecord): void
}

/** `what` names the kind in the faults: "account". */
export function createNameResolver(what: string, records: readonly NamedRecord[]): NameResolver {
  const ids = new Set<string>()
  const byName = new Map<string, Set<string>>()
  const byAlias = new Map<string, Set<string>>()
  const enter = (map: Map<string, Set<string>>, name: string, id: string) => {
    const key = foldName(name)
    if (key !== '') map.set(key, (map.get(key) ?? new Set()).add(id))
  }
  const add = (record: NamedRecord) => {
    ids.add(record.id)
    enter(byName, record.name, record.id)
    for (const alias of record.aliases ?? []) enter(byAlias, alias, record.id)
  }
  for (const record of records) add(record)

  const find = (cell: string): readonly string[] => {
    if (ids.has(cell)) return [cell]
    const key = foldName(cell)
    return [...(byName.get(key) ?? byAlias.get(key) ?? [])]
  }
  return {
    has: (id) => ids.has(id),
    find,
    add,
    resolve(cell, field, fault, narrow) {
      const found = find(cell)
      const narrowed = narrow === undefined ? found : found.filter(narrow)
      if (narrowed.length === 1) return narrowed[0]
      if (narrowed.length > 1)
        fault(field, 'ambiguous', `Several ${what}s are called "${cell}": give the id.`)
      else fault(field, 'unknown', `There is no ${what} "${cell}".`)
      return undefined
    },
  }
}
