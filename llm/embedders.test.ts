import { describe, expect, it } from 'vitest'
import { createEmbedders } from './embedders.ts'

const server = { model: null, dimensions: null, apiKey: null, baseUrl: null, timeoutMs: 1000 }

describe('createEmbedders', () => {
  it('wants the local embedder when no model is configured, and reaches no other then', () => {
    const embedders = createEmbedders(server)
    expect(embedders.wanted.id).toBe('hash-256/1')
    expect(embedders.find('hash-256/1')).toBe(embedders.wanted)
    expect(embedders.find('text-embedding-3-small/1536')).toBeUndefined()
  })

  it('reaches the local embedder and other models of the server beside the wanted one', () => {
    const embedders = createEmbedders({ ...server, apiKey: 'key', model: 'org/model-b', dimensions: 512 })
    expect(embedders.wanted).toMatchObject({ id: 'org/model-b/512', dimensions: 512, semantic: true })
    for (const id of [
      'hash-256/1',
      'org/model-b/512',
      'org/model-a/64',
      'x/native',
      'text-embedding-3-small/1536',
    ]) {
      expect(embedders.find(id)?.id).toBe(id)
    }
    expect(embedders.find('org/model-a/64')).toBe(embedders.find('org/model-a/64'))
    expect(embedders.find('hash-512/1')).toBeUndefined()
    expect(embedders.find('nonsense')).toBeUndefined()
  })
})
