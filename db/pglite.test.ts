import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPglite } from './pglite.ts'

describe('openPglite', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pharos-db-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('keeps what was written when it is opened again, and refuses a second opening', async () => {
    const first = await openPglite(folder)
    await sql`create table kept (n int)`.execute(first.query)
    await sql`insert into kept values (7)`.execute(first.query)
    await expect(openPglite(folder)).rejects.toMatchObject({ code: 'folder_locked' })
    await first.close()
    const second = await openPglite(folder)
    const { rows } = await sql<{ n: number }>`select n from kept`.execute(second.query)
    expect(rows).toEqual([{ n: 7 }])
    await second.close()
  })

  it('begins again after a first start that was cut off', async () => {
    await mkdir(join(folder, 'db', 'base'), { recursive: true })
    await writeFile(join(folder, 'db', 'PG_VERSION'), '18')
    const database = await openPglite(folder)
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.query)
    expect(rows).toEqual([{ one: 1 }])
    await database.close()
    expect((await stat(join(folder, 'db'))).mode & 0o077).toBe(0)
  })
})
