import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { recordGap } from './gaps.ts'

describe('the reply to a gap', () => {
  let database: Database
  let room: ControlRoom
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
    for (const id of ['p1', 'p2']) await room.products.create({ id, name: `产品${id}片` }, 'author')
  })
  afterAll(() => database.close())

  const gap = (productId: string) =>
    database.transaction((trx) =>
      recordGap(
        trx,
        { question: '儿童能用吗？', productIds: [productId], askedBy: 'rep', answerId: null },
        room.clock.now(),
      ),
    )
  const productsOf = async (documentId: string | null) =>
    (
      await database.query
        .selectFrom('document_products')
        .select('product_id')
        .where('document_id', '=', documentId ?? '')
        .execute()
    ).map((row) => row.product_id)

  it('becomes a Q&A of its own product, though another one was given the same reply to the same question', async () => {
    const reply = { text: '尚无儿童用药的数据，不推荐使用。' }
    const first = await room.gaps.answer(await gap('p1'), reply, 'author')
    const second = await room.gaps.answer(await gap('p2'), reply, 'author')
    expect(second.documentId).not.toBe(first.documentId)
    expect(await productsOf(first.documentId)).toEqual(['p1'])
    expect(await productsOf(second.documentId)).toEqual(['p2'])
  })

  it('is kept once when the same is answered for the same product again', async () => {
    const reply = { text: '冷藏保存。' }
    const first = await room.gaps.answer(await gap('p1'), reply, 'author')
    const second = await room.gaps.answer(await gap('p1'), reply, 'author')
    expect(second.documentId).toBe(first.documentId)
  })
})
