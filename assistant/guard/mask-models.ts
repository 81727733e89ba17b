/**
 * Models that search help from see a question too: its identifiers are taken out before they do. Only for questions;
 * passages are embedded as they stand.
 */
import type { Embedder, Reranker } from '../../core/embedder.ts'
import { maskIdentifiers } from './mask-identifiers.ts'

/** The same model for masked texts; the local one, which sends nothing anywhere, sees the text as it is. */
export function maskingEmbedder(embedder: Embedder): Embedder {
  if (!embedder.semantic) return embedder
  return {
    id: embedder.id,
    get dimensions() {
      return embedder.dimensions
    },
    semantic: true,
    embed: (texts, signal) =>
      embedder.embed(
        texts.map((text) => maskIdentifiers(text).text),
        signal,
      ),
  }
}

export function maskingReranker(reranker: Reranker): Reranker {
  return {
    rerank: (query, passages, signal) => reranker.rerank(maskIdentifiers(query).text, passages, signal),
  }
}
