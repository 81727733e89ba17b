/**
 * The name index of the products as they are now. Whoever asks tells the revision that the database has
 * (read with the question); a copy of another revision is built anew, once however many ask.
 */
import { sql } from 'kysely'
import type { Database } from '../core/database.ts'
import { buildNameIndex, type NameIndex } from './name-index.ts'
import { selectProducts } from './product-rows.ts'

export interface NameCache {
  /** The index as of `revision` or later. */
  at(revision: number): Promise<NameIndex>
}

export function createNameCache(deps: { readonly database: Database }): NameCache {
  let current: { readonly revision: number; readonly index: Promise<NameIndex> } | undefined

  async function load(): Promise<NameIndex> {
    return buildNameIndex(await selectProducts(deps.database.query, sql<boolean>`p.state = 'active'`))
  }

  return {
    at(revision) {
      if (current !== undefined && current.revision >= revision) return current.index
      const index = load()
      const entry = { revision, index }
      current = entry
      // A failed load is forgotten, so that the next question tries again; who asked now is told.
      index.catch(() => {
        if (current === entry) current = undefined
      })
      return index
    },
  }
}
