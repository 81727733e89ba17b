/**
 * The evaluation's database with its corpus, built once and kept: in a folder under the system's temporary
 * one (PGlite), or as a database of its own on the server of DATABASE_URL. A change of the data,
 * of the schema or of the code that cuts and indexes text makes a new one.
 */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../core/database.ts'
import { migrate } from '../db/migrate.ts'
import { type EmbeddedDatabase, openPglite } from '../db/pglite.ts'
import { openPostgres, type PostgresDatabase } from '../db/postgres.ts'

const ROOT = resolve(import.meta.dirname, '..')
/** What decides how a corpus looks in the database. */
const CODE = [
  'eval/build-corpus.ts',
  'db/migrations',
  'core/text',
  'knowledge/index-passages.ts',
  'knowledge/import-products.ts',
  'knowledge/section-codes.ts',
  'knowledge/save-extraction.ts',
  'ingest/section.ts',
  'ingest/section-draft.ts',
  'ingest/label-sections.ts',
  'ingest/label-heading.ts',
  'ingest/passage.ts',
  'ingest/split-text.ts',
]

export interface CorpusSource {
  /** Short name, part of the kept database's name. */
  readonly name: string
  /** Files and folders that the corpus is made of. */
  readonly files: readonly string[]
  readonly build: (database: EmbeddedDatabase | PostgresDatabase) => Promise<void>
}

/** Opens the kept database of this corpus, building it first where there is none; `fresh` builds anew. */
export async function openCorpus(
  source: CorpusSource,
  options: { readonly databaseUrl: string | undefined; readonly fresh: boolean },
): Promise<Database> {
  const key = `${source.name}_${fingerprint(source)}`
  return options.databaseUrl === undefined
    ? openEmbedded(source, key, options.fresh)
    : openOnServer(source, key, options.databaseUrl, options.fresh)
}

/** PGlite on a copy of the kept folder: each run begins with the same rows. */
async function openEmbedded(source: CorpusSource, key: string, fresh: boolean): Promise<Database> {
  const folder = join(tmpdir(), 'pharos-eval')
  const kept = join(folder, key)
  if (fresh) rmSync(kept, { recursive: true, force: true })
  if (!existsSync(kept)) {
    // Built under another name first: a build that was cut off is never taken for a corpus.
    const part = mkdtempSync(join(mkdirs(folder), 'building-'))
    const database = await openPglite(part)
    await migrate(database)
    await source.build(database)
    await sql`analyze`.execute(database.query)
    await database.close()
    keepUnlessThere(part, kept)
  }
  const copy = mkdtempSync(join(folder, 'run-'))
  cpSync(kept, copy, { recursive: true })
  const database = await openPglite(copy)
  return {
    ...database,
    async close() {
      await database.close()
      rmSync(copy, { recursive: true, force: true })
    },
  }
}

/** Another run may have built the same meanwhile. */
function keepUnlessThere(part: string, kept: string): void {
  try {
    renameSync(part, kept)
  } catch (error) {
    if (!existsSync(kept)) throw error
    rmSync(part, { recursive: true, force: true })
  }
}

function mkdirs(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
}

async function openOnServer(
  source: CorpusSource,
  key: string,
  url: string,
  fresh: boolean,
): Promise<Database> {
  const name = `pharos_eval_${key}`
  const server = openPostgres(url, 1)
  const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(server.query)
  if (rows.length > 0 && fresh) await sql`drop database ${sql.id(name)} with (force)`.execute(server.query)
  const own = new URL(url)
  own.pathname = `/${name}`
  if (rows.length > 0 && !fresh) {
    await server.close()
    return openPostgres(own.href, 10)
  }
  // Built under another name first: a build that was cut off is never taken for a corpus.
  const building = `${name}_building`
  await sql`drop database if exists ${sql.id(building)} with (force)`.execute(server.query)
  await sql`create database ${sql.id(building)}`.execute(server.query)
  const draft = new URL(own)
  draft.pathname = `/${building}`
  const database = openPostgres(draft.href, 4)
  await migrate(database)
  await source.build(database)
  await sql`analyze`.execute(database.query)
  await database.close()
  await sql`alter database ${sql.id(building)} rename to ${sql.id(name)}`.execute(server.query)
  await server.close()
  return openPostgres(own.href, 10)
}

function fingerprint(source: CorpusSource): string {
  const hash = createHash('sha256')
  const add = (path: string, byContent: boolean): void => {
    if (!existsSync(path)) return
    const stat = statSync(path)
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name), byContent)
    } else if (!path.endsWith('.test.ts')) {
      // The same in every checkout.
      hash.update(relative(ROOT, path))
      hash.update(byContent ? readFileSync(path) : `${stat.size} ${stat.mtimeMs}`)
    }
  }
  for (const file of CODE) add(join(ROOT, file), true)
  for (const file of source.files) add(resolve(file), false)
  return hash.digest('hex').slice(0, 12)
}
