import { expect, it } from 'vitest'
import { maskingEmbedder, maskingReranker } from './mask-models.ts'

it('shows models that help to search no identifiers, and the local one the text as it is', async () => {
  const seen: string[] = []
  const embedder = (semantic: boolean) =>
    maskingEmbedder({
      id: 'x/1',
      dimensions: 1,
      semantic,
      async embed(texts) {
        seen.push(...texts)
        return texts.map(() => [1])
      },
    })
  const text = '患者王建国，电话13812345678，能用吗'
  await embedder(true).embed([text])
  await maskingReranker({
    async rerank(query) {
      seen.push(query)
      return []
    },
  }).rerank(text, [])
  expect(seen.join()).not.toMatch(/王建国|13812345678/u)
  await embedder(false).embed([text])
  expect(seen.at(-1)).toBe(text)
})
