/** The port for text embeddings. `id` names model and dimensions: vectors of different ids never mix. */
export interface Embedder {
  /** For example "hash-256/1" or "text-embedding-3-small/1536". */
  readonly id: string
  readonly dimensions: number
  /** Whether similarity means meaning; the local hashing embedder only sees spelling. */
  readonly semantic: boolean
  /** One unit-length vector per text, in order. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly (readonly number[])[]>
}

/** The embedders at hand. */
export interface Embedders {
  /** The configured one: every passage is to have its vector. */
  readonly wanted: Embedder
  /** By id; the one whose vectors still serve may be another than the wanted one, or out of reach. */
  find(id: string): Embedder | undefined
}

export interface Reranker {
  /** One relevance per passage, in order; higher is better. */
  rerank(query: string, passages: readonly string[], signal?: AbortSignal): Promise<readonly number[]>
}
