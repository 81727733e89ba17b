/**
 * Which embedder a process wants and which it can reach. The hashing embedder always exists; any model of the
 * configured server can be named by its id, so that vectors of the model before keep serving during a change.
 */
import type { Embedder, Embedders } from '../core/embedder.ts'
import { createHashingEmbedder } from './hashing-embedder.ts'
import { createOpenaiEmbedder, NATIVE_DIMENSIONS } from './openai-embedder.ts'

export interface EmbeddingServer {
  /** Null: no model is wanted, the local embedder serves. */
  readonly model: string | null
  readonly dimensions: number | null
  readonly apiKey: string | null
  readonly baseUrl: string | null
  readonly timeoutMs: number
}

export function createEmbedders(server: EmbeddingServer): Embedders {
  const hashing = createHashingEmbedder()
  const wanted = server.model === null ? hashing : createOpenaiEmbedder({ ...server, model: server.model })
  const known = new Map<string, Embedder>([
    [hashing.id, hashing],
    [wanted.id, wanted],
  ])
  const reachable = server.apiKey !== null || server.baseUrl !== null

  return {
    wanted,
    find(id) {
      const found = known.get(id)
      if (found !== undefined || !reachable) return found
      const other = fromId(id, server)
      if (other !== undefined) known.set(id, other)
      return other
    },
  }
}

/** "model/dimensions" as `createOpenaiEmbedder` writes it; the model's own name may hold slashes. */
function fromId(id: string, server: EmbeddingServer): Embedder | undefined {
  const match = /^(?<model>.+)\/(?<dimensions>\d+|native)$/.exec(id)
  if (match?.groups === undefined || id.startsWith('hash-')) return undefined
  const { model = '', dimensions = '' } = match.groups
  const native = dimensions === 'native' || NATIVE_DIMENSIONS[model] === Number(dimensions)
  return createOpenaiEmbedder({ ...server, model, dimensions: native ? null : Number(dimensions) })
}
