/**
 * A data folder of the embedded database as it stands after initialisation and migration, made once when the
 * packages are installed. A first start copies it instead of running initdb, which takes seconds. Where it is
 * missing, of another engine or half made, the database is initialised in place: nothing depends on it.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, 'node_modules', '.cache', 'pharos')
const ENGINE = ['@electric-sql/pglite', '@electric-sql/pglite-pgvector', 'pg-boss']

/** Where the template of this engine and these migrations stands, whether it is there or not. */
export function templateFolder(cache: string = CACHE): string {
  const key = createHash('sha256')
  for (const name of ENGINE) {
    key.update(readFileSync(join(ROOT, 'node_modules', name, 'package.json')))
  }
  const migrations = join(ROOT, 'db', 'migrations')
  for (const name of readdirSync(migrations).sort()) key.update(readFileSync(join(migrations, name)))
  return join(cache, `embedded-${key.digest('hex').slice(0, 16)}`)
}

/** Copies the template to `data`, which must not exist. False where there is none; `data` is then absent. */
export async function copyTemplate(data: string, cache?: string): Promise<boolean> {
  try {
    const template = templateFolder(cache)
    if (!existsSync(template)) return false
    await cp(template, data, { recursive: true, mode: COPY_ON_WRITE })
    return true
  } catch {
    // A cache that cannot be read is as good as none.
    await rm(data, { recursive: true, force: true })
    return false
  }
}

/** COPYFILE_FICLONE: shares blocks where the file system can, else copies. */
const COPY_ON_WRITE = 2

/**
 * Makes the template: `initialise` fills the folder it is given and returns the part of it that is the
 * database's, which becomes visible only when it is whole. Templates of other engines or migrations are removed.
 */
export async function makeTemplate(
  initialise: (folder: string) => Promise<string>,
  cache: string = CACHE,
): Promise<void> {
  const template = templateFolder(cache)
  if (existsSync(template)) return
  const unfinished = `${template}.${process.pid}`
  await mkdir(cache, { recursive: true })
  try {
    await rename(await initialise(unfinished), template)
    for (const name of readdirSync(cache)) {
      const folder = join(cache, name)
      if (name.startsWith('embedded-') && folder !== template && folder !== unfinished) {
        await rm(folder, { recursive: true, force: true })
      }
    }
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
