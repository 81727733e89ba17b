/**
 * Applies db/migrations in order, each in its own transaction, under an advisory lock so that
 * several processes may start at once. An applied file that was changed afterwards is an error:
 * migrations only go forward.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
/** An arbitrary constant: "pharos" as a number, so that no other program's lock meets it. */
const LOCK = 112_104_097

interface Applied {
  readonly name: string
  readonly hash: string
}

/** Brings the schema up to date; returns the names applied now. */
export async function migrate(database: Database): Promise<readonly string[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return database.query.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK}::bigint)`.execute(connection)
    try {
      await sql`create table if not exists schema_migrations (
        name text primary key, hash text not null, applied_at timestamptz not null default now())`.execute(
        connection,
      )
      const { rows } = await sql<Applied>`select name, hash from schema_migrations`.execute(connection)
      const known = new Map(rows.map((row) => [row.name, row.hash]))
      const applied: string[] = []
      for (const name of files) {
        const text = await readFile(join(FOLDER, name), 'utf8')
        const hash = createHash('sha256').update(text).digest('hex')
        const before = known.get(name)
        if (before === hash) continue
        if (before !== undefined) {
          throw new AppError('migration_failed', `Migration ${name} was changed after it had been applied.`)
        }
        await apply(connection, name, text, hash)
        applied.push(name)
      }
      return applied
    } finally {
      await sql`select pg_advisory_unlock(${LOCK}::bigint)`.execute(connection)
    }
  })
}

async function apply(connection: Queryable, name: string, text: string, hash: string): Promise<void> {
  try {
    await connection.transaction().execute(async (trx) => {
      for (const statement of splitStatements(text)) await sql.raw(statement).execute(trx)
      await sql`insert into schema_migrations (name, hash) values (${name}, ${hash})`.execute(trx)
    })
  } catch (error) {
    throw new AppError('migration_failed', `Migration ${name} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Splits at semicolons outside quotes, dollar quotes and comments: the embedded engine takes one statement a call. */
export function splitStatements(text: string): readonly string[] {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|;/g
  const statements: string[] = []
  let start = 0
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue
    statements.push(text.slice(start, match.index))
    start = match.index + 1
  }
  statements.push(text.slice(start))
  return statements.map((one) => one.trim()).filter((one) => one.replace(/--[^\n]*/g, '').trim() !== '')
}
