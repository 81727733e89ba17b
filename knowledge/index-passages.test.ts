import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { termId } from '../core/text/tokens.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { ALL_PASSAGES, indexPassages } from './index-passages.ts'

describe('indexPassages', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
  })
  afterAll(() => database.close())

  async function indexed(text: string): Promise<string> {
    const file = room.file()
    const added = await room.documents.createDocument({
      kind: 'label',
      title: '甲片说明书',
      createdBy: room.author.userId,
      file,
    })
    await room.extract(added.versionId, text)
    await database.transaction((trx) => indexPassages(trx, added.versionId))
    return added.versionId
  }

  const score = async (versionId: string, term: string): Promise<number> => {
    const { rows } = await sql<{ score: number }>`
      select -(l.weights <#> ${`{${termId(term)}:1}/999999937`}::sparsevec) as score
      from passage_lexical l join passages p on p.id = l.passage_id where p.version_id = ${versionId}`.execute(
      database.query,
    )
    return Number(rows[0]?.score)
  }

  it('weighs a word of the heading and of the title more than one of the text', async () => {
    const version = await indexed('餐后服用，每日一次。')
    expect(await score(version, '用量')).toBeGreaterThan(await score(version, '餐后'))
    expect(await score(version, '甲片')).toBeGreaterThan(await score(version, '餐后'))
    expect(await score(version, '餐后')).toBeGreaterThan(0)
    expect(await score(version, '禁忌')).toBe(0)
  })

  it('saturates: the tenth mention adds less than the second', async () => {
    const [one, two, ten] = [
      await indexed('头痛'),
      await indexed('头痛。头痛'),
      await indexed('头痛。'.repeat(10)),
    ]
    const [a, b, c] = [await score(one, '头痛'), await score(two, '头痛'), await score(ten, '头痛')]
    expect(b).toBeGreaterThan(a)
    expect(c).toBeGreaterThan(b)
    expect((c - b) / 8).toBeLessThan(b - a)
  })

  it('counts the passages of each term, and the passages', async () => {
    const before = await count('骨折')
    const all = await count()
    await indexed('骨折。骨折')
    expect(await count('骨折')).toBe(before + 1)
    expect(await count()).toBe(all + 1)
  })

  const count = async (term?: string): Promise<number> => {
    const id = term === undefined ? ALL_PASSAGES : termId(term)
    const { rows } = await sql<{ passages: number }>`
      select passages from lexical_terms where term = ${id}`.execute(database.query)
    return rows[0]?.passages ?? 0
  }
})
