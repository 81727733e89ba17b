/**
 * What is embedded of a passage, and how to get vectors for texts of which a server may refuse some: a refused
 * batch is halved until the text that it cannot take is alone, and that one is shortened until it can.
 */
import type { Embedder } from '../core/embedder.ts'
import { AppError } from '../core/errors.ts'

export interface EmbeddableFields {
  readonly title: string
  readonly path: readonly string[]
  readonly heading: string
  readonly header: string | null
  readonly text: string
}

/** In UTF-16 units; about what the usual models take, and shorter than what moves a vector. */
const LONGEST = 6000
const SHORTEST = 200
/** Statuses by which a server refuses the input itself. */
const REFUSED: ReadonlySet<unknown> = new Set([400, 413, 422])

/** The passage with the names that it needs to be understood alone: its document, its headings, its header row. */
export function embeddableText(passage: EmbeddableFields): string {
  const headings = [...new Set([...passage.path, passage.heading])].join(' > ')
  const lines = [passage.title, headings, passage.header ?? '', passage.text]
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST)
    .toWellFormed()
}

/** One vector per text, in order. Throws what the embedder throws when it is not the texts' fault. */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  try {
    const vectors = await embedder.embed(texts, signal)
    if (vectors.length !== texts.length) {
      throw new AppError(
        'model_unavailable',
        `The embedder gave ${vectors.length} vectors for ${texts.length} texts.`,
      )
    }
    return vectors
  } catch (error) {
    if (!(error instanceof AppError && REFUSED.has(error.details['status']))) throw error
    const [only = ''] = texts
    if (texts.length === 1) {
      if (only.length <= SHORTEST) throw error
      return embedTexts(embedder, [only.slice(0, Math.ceil(only.length / 2)).toWellFormed()], signal)
    }
    const middle = Math.ceil(texts.length / 2)
    return [
      ...(await embedTexts(embedder, texts.slice(0, middle), signal)),
      ...(await embedTexts(embedder, texts.slice(middle), signal)),
    ]
  }
}
