/**
 * The rows of the fake environment: versions that grow with every write, keys that are unique, changes that are
 * remembered for whoever tracks them, and transactions that leave nothing when they fail.
 */

import type { Values } from './fake-payload.ts'
import { noRow, Refusal } from './fake-refusal.ts'
import type { FakeTable } from './fake-schema.ts'

export interface FakeRow {
  readonly id: string
  readonly version: number
  readonly values: Readonly<Values>
  /** Contacts that are invited, of an appointment. */
  readonly parties: readonly { readonly contact: string; readonly mask: number }[]
}

export interface FakeDeletion {
  readonly id: string
  readonly version: number
}

export function createFakeRows(tables: Map<string, FakeTable>) {
  const rows = new Map<string, Map<string, FakeRow>>()
  const deletions = new Map<string, FakeDeletion[]>()
  let version = 1_000
  let undo: (() => void)[] | undefined

  const of = (table: string) => {
    const found = rows.get(table) ?? new Map<string, FakeRow>()
    rows.set(table, found)
    return found
  }

  /** Value of a key -> row, so that uniqueness costs no walk over all rows. */
  const taken = new Map<string, string>()
  const keysOf = (table: FakeTable, row: FakeRow | undefined) =>
    row === undefined
      ? []
      : table.keys
          .filter((key) => key.columns.every((column) => row.values[column] != null))
          .map(
            (key) =>
              [
                key,
                `${table.logical} ${key.name} ${JSON.stringify(key.columns.map((c) => row.values[c]))}`,
              ] as const,
          )

  function set(table: FakeTable, id: string, row: FakeRow | undefined): void {
    const all = of(table.logical)
    for (const [, value] of keysOf(table, all.get(id))) taken.delete(value)
    if (row === undefined) all.delete(id)
    else all.set(id, row)
    for (const [, value] of keysOf(table, row)) taken.set(value, id)
  }

  function put(table: FakeTable, row: FakeRow): void {
    for (const [key, value] of keysOf(table, row)) {
      if ((taken.get(value) ?? row.id) === row.id) continue
      throw new Refusal(
        412,
        '0x80060892',
        `A record that has the attribute values already exists. The entity key ${key.name} requires that this set of attributes contains unique values. Select unique values and try again.`,
      )
    }
    const before = of(table.logical).get(row.id)
    undo?.push(() => set(table, row.id, before))
    set(table, row.id, row)
  }

  const store = {
    get version() {
      return version
    },

    find: (table: string, id: string): FakeRow | undefined => rows.get(table)?.get(id),

    /** Sorted by id. */
    all: (table: string): readonly FakeRow[] =>
      [...of(table).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),

    count: (table: string): number => of(table).size,

    deletionsOf: (table: string): readonly FakeDeletion[] => deletions.get(table) ?? [],

    create(table: FakeTable, id: string, values: Readonly<Values>): FakeRow {
      version += 1
      const row: FakeRow = { id, version, values: { statecode: 0, ...values }, parties: [] }
      put(table, row)
      return row
    },

    update(table: FakeTable, id: string, changes: Readonly<Values>): FakeRow {
      const before = of(table.logical).get(id)
      if (before === undefined) throw noRow(table.logical, id)
      const values = { ...before.values, ...changes }
      version += 1
      const row: FakeRow = { ...before, version, values }
      put(table, row)
      return row
    },

    invite(table: FakeTable, id: string, parties: FakeRow['parties']): void {
      const before = of(table.logical).get(id)
      if (before === undefined) throw noRow(table.logical, id)
      version += 1
      put(table, { ...before, version, parties })
    },

    remove(table: FakeTable, id: string): void {
      const before = of(table.logical).get(id)
      if (before === undefined) throw noRow(table.logical, id)
      for (const { table: name, lookup, cascade } of table.collections.values()) {
        const other = tables.get(name)!
        for (const row of [...of(name).values()].filter((one) => one.values[lookup] === id)) {
          if (cascade) store.remove(other, row.id)
          else store.update(other, row.id, { [lookup]: null })
        }
      }
      version += 1
      const gone = deletions.get(table.logical) ?? []
      deletions.set(table.logical, [...gone, { id, version }])
      undo?.push(() => {
        deletions.set(table.logical, gone)
        set(table, id, before)
      })
      set(table, id, undefined)
    },

    /** All of it or nothing; versions that were used stay used. */
    transaction<T>(work: () => T): T {
      const outer = undo
      const steps: (() => void)[] = []
      undo = steps
      try {
        const result = work()
        outer?.push(...steps)
        return result
      } catch (error) {
        for (const step of steps.toReversed()) step()
        throw error
      } finally {
        undo = outer
      }
    },
  }
  return store
}

export type FakeRows = ReturnType<typeof createFakeRows>
