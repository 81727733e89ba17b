import { describe, expect, it } from 'vitest'
import { createHashingEmbedder } from './hashing-embedder.ts'

const embedder = createHashingEmbedder()
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * b[at]!, 0)

describe('createHashingEmbedder', () => {
  it('gives one vector of unit length a text, in order, always the same', async () => {
    const texts = [
      '每日一次，每次5mg。',
      'Take with food.',
      '',
      '\u0000',
      '🙂🙂',
      '-'.repeat(40),
      '药'.repeat(50_000),
    ]
    const vectors = await embedder.embed(texts)
    expect(vectors).toHaveLength(texts.length)
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimensions)
      expect(Math.hypot(...vector)).toBeCloseTo(1)
    }
    expect(await createHashingEmbedder().embed(texts)).toEqual(vectors)
    expect(embedder).toMatchObject({ id: 'hash-256/1', semantic: false })
  })

  it('puts texts that share words nearer than texts that do not', async () => {
    const [asked, near, far] = await embedder.embed([
      '严重肾功能不全患者禁用',
      '肾功能不全的患者',
      '请于阴凉处密封保存',
    ])
    expect(dot(asked!, near!)).toBeGreaterThan(dot(asked!, far!) + 0.2)
  })

  it('does not tell full-width from half-width, nor capitals from small letters', async () => {
    const [wide, half] = await embedder.embed(['ＥＧＦＲ　３０', 'egfr 30'])
    expect(dot(wide!, half!)).toBeCloseTo(1)
  })

  it('stops when it is told to', async () => {
    await expect(embedder.embed(['a'], AbortSignal.abort())).rejects.toThrow()
  })
})
