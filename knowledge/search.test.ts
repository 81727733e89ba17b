import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { termId } from '../core/text/tokens.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import type { ExtractedSection } from './document.ts'
import { saveExtraction } from './save-extraction.ts'
import { searchEverything } from './search.ts'
import { readIndexState } from './term-weights.ts'

const section = (text: string): ExtractedSection => ({
  heading: '贮藏',
  code: 'storage',
  path: [],
  pageFrom: null,
  pageTo: null,
  text,
  passages: [{ text, start: 0, end: text.length, page: null, kind: 'prose', header: null }],
})

describe('searching everything', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
  })
  afterAll(() => database.close())

  async function published(texts: readonly string[], documentId?: string) {
    const input = { title: '某制度', createdBy: room.author.userId, file: room.file() }
    const added =
      documentId === undefined
        ? await room.documents.createDocument({ kind: 'policy', ...input })
        : await room.documents.addVersion(documentId, input)
    await database.transaction((trx) =>
      saveExtraction(trx, added.versionId, {
        mediaType: 'text/plain',
        pageCount: null,
        language: 'zh',
        title: null,
        sections: texts.map(section),
      }),
    )
    await room.review.submit(added.versionId, 'author')
    await room.review.approve(added.versionId, { checklist: ['medical', 'legal', 'regulatory'] }, 'reviewer')
    await room.publish(added.versionId, {}, 'author')
    return added
  }

  it('finds what is in force behind any number of superseded passages with the same common words', async () => {
    const old = await published(Array.from({ length: 420 }, (_, at) => `第${at}条：密封保存。`))
    room.clock.advance(1000)
    const current = await published(['密封保存。'], old.documentId)
    room.clock.advance(1000)
    const terms = new Map(['密封', '封保', '保存'].map((word) => [termId(word), 1]))
    const state = await readIndexState(database.query, [...terms.keys()])
    const scope = { reader: room.rep, at: room.clock.now(), sections: [] }
    const found = await searchEverything(database.query, terms, state, scope, 10)
    expect(found.map((one) => one.versionId)).toEqual([current.versionId])
  })
})
