/** Migrates once per run, for both engines; the files clone what it made. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { openPgliteInMemory } from '../db/pglite.ts'
import { openPostgres } from '../db/postgres.ts'
import { onServer } from './open-database.ts'

const TEMPLATE = 'pharos_test_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['TEST_DATABASE_URL'] ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'pharos-test-'))
  const dump = join(folder, 'template.tar')
  if (url === '') {
    const database = await openPgliteInMemory()
    await migrate(database)
    const blob = await database.pglite.dumpDataDir('none')
    await writeFile(dump, Buffer.from(await blob.arrayBuffer()))
    await database.close()
  } else {
    await onServer(url, `drop database if exists ${TEMPLATE} with (force)`)
    await onServer(url, `create database ${TEMPLATE}`)
    const own = new URL(url)
    own.pathname = `/${TEMPLATE}`
    const database = openPostgres(own.href, 2)
    await migrate(database)
    await database.close()
  }
  project.provide('pgliteTemplate', dump)
  project.provide('postgresUrl', url)
  project.provide('postgresTemplate', TEMPLATE)
  return () => rm(folder, { recursive: true, force: true })
}
