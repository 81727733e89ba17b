/**
 * The embedded database: PGlite with pgvector in a folder, or in memory for tests.
 * The folder is guarded twice: `lock-folder.ts` refuses a second process, and a marker written
 * after the first complete initialisation lets an interrupted first start begin again.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { Kysely, PGliteDialect } from 'kysely'
import type { Database } from '../core/database.ts'
import type { Tables } from '../core/tables.ts'
import { copyTemplate } from './embedded-template.ts'
import { lockFolder } from './lock-folder.ts'

/**
 * One process with one connection needs no more. The engine's own 128 MB are touched to the last page at the start,
 * which takes longer than everything else in it; 64 MB hold the words and vectors of ten thousand passages.
 */
const SETTINGS = ['shared_buffers = 64MB']
/** A day has no time zone: as a Date it would be yesterday somewhere. */
const PARSERS = { [types.DATE]: (text: string) => text }

export interface EmbeddedDatabase extends Database {
  /** The engine itself, for pg-boss and for tests that clone. */
  readonly pglite: PGlite
}

/**
 * Opens the database in `folder`; on first use copies the prepared template there, or initialises it anew
 * where there is none (or none is wanted).
 * Throws AppError `folder_locked` when another process holds the folder.
 */
export async function openPglite(
  folder: string,
  { template = true }: { readonly template?: boolean } = {},
): Promise<EmbeddedDatabase> {
  await mkdir(folder, { recursive: true })
  const lock = await lockFolder(folder)
  try {
    const data = join(folder, 'db')
    const marker = join(folder, 'db.initialised')
    // A first start that was cut off left half an initdb behind: nothing in it was ever acknowledged.
    if (!existsSync(marker)) {
      rmSync(data, { recursive: true, force: true })
      if (template) await copyTemplate(data)
    }
    // Questions and documents stand in it: for nobody else on the machine.
    await mkdir(data, { recursive: true, mode: 0o700 })
    const pglite = await PGlite.create({
      dataDir: data,
      extensions: { vector },
      parsers: PARSERS,
      relaxedDurability: false,
      postgresqlconf: [...SETTINGS],
    })
    if (!existsSync(marker)) writeFileSync(marker, '')
    return wrap(pglite, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** A database in memory, optionally a copy of a dumped one. */
export async function openPgliteInMemory(copyOf?: Blob): Promise<EmbeddedDatabase> {
  const pglite = await PGlite.create({
    extensions: { vector },
    parsers: PARSERS,
    postgresqlconf: [...SETTINGS],
    ...(copyOf === undefined ? {} : { loadDataDir: copyOf }),
  })
  return wrap(pglite, async () => {})
}

function wrap(pglite: PGlite, afterClose: () => Promise<void>): EmbeddedDatabase {
  const query = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  let closed = false
  return {
    pglite,
    query,
    engine: 'pglite',
    transaction: (work) => query.transaction().execute(work),
    async close() {
      if (closed) return
      closed = true
      await query.destroy()
      if (!pglite.closed) await pglite.close()
      await afterClose()
    },
  }
}
