/**
 * Embeddings from any OpenAI-compatible server. The SDK retries (429, 5xx, lost connections) with back-off and
 * honours Retry-After; what an answer must look like is checked here, because compatible servers differ:
 * some ignore base64, some answer out of order, some leave vectors unnormalised.
 */
import type OpenAI from 'openai'
import { z } from 'zod'
import type { Embedder } from '../core/embedder.ts'
import { AppError } from '../core/errors.ts'

export interface OpenaiEmbedderOptions {
  readonly model: string
  /** Sent to the server and demanded from it; null: whatever the model gives. */
  readonly dimensions: number | null
  readonly apiKey: string | null
  readonly baseUrl: string | null
  /** For one try, in milliseconds. */
  readonly timeoutMs: number
  readonly batchSize?: number
  readonly retries?: number
}

/** What models give when no dimension is asked for, so that the id can say it before the first answer. */
export const NATIVE_DIMENSIONS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
  'bge-m3': 1024,
  'nomic-embed-text': 768,
  'mxbai-embed-large': 1024,
}
const BATCH = 64
const RETRIES = 3

const Answer = z.object({
  data: z.array(
    z.object({ index: z.number().int().min(0), embedding: z.union([z.string(), z.array(z.number())]) }),
  ),
})

/**
 * `id` is "model/dimensions", or "model/native" for a model whose dimension nobody has said; `dimensions` is
 * then 0 until the first answer. `embed` throws `model_unavailable` for every failure of the server, and the
 * signal's reason when it was aborted; a refused call has its HTTP `status` in the details. The SDK is loaded with the first call.
 */
export function createOpenaiEmbedder(options: OpenaiEmbedderOptions): Embedder {
  const size = options.batchSize ?? BATCH
  let dimensions = options.dimensions ?? NATIVE_DIMENSIONS[options.model.replace(/:latest$/, '')] ?? 0
  const id = `${options.model}/${dimensions === 0 ? 'native' : dimensions}`
  let client: Promise<OpenAI> | undefined

  async function ask(
    batch: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly (readonly number[])[]> {
    client ??= connect(options)
    const answer = await call(await client, options, batch, signal)
    const vectors = inOrder(answer, batch.length)
    for (const vector of vectors) {
      if (dimensions === 0) dimensions = vector.length
      if (vector.length !== dimensions) {
        throw unavailable(
          `The embedding server answered ${vector.length} dimensions instead of ${dimensions}.`,
        )
      }
    }
    return vectors
  }

  return {
    id,
    get dimensions() {
      return dimensions
    },
    semantic: true,
    async embed(texts, signal) {
      const vectors: (readonly number[])[] = []
      for (let start = 0; start < texts.length; start += size) {
        signal?.throwIfAborted()
        // Servers refuse an empty input; a space is the emptiest text that they take.
        const batch = texts.slice(start, start + size).map((text) => (text.trim() === '' ? ' ' : text))
        vectors.push(...(await ask(batch, signal)))
      }
      return vectors
    },
  }
}

async function connect(options: OpenaiEmbedderOptions): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  return new OpenAI({
    // Local servers take no key; the SDK insists on one.
    apiKey: options.apiKey ?? 'none',
    ...(options.baseUrl === null ? {} : { baseURL: options.baseUrl }),
    timeout: options.timeoutMs,
    maxRetries: options.retries ?? RETRIES,
    logLevel: 'off',
  })
}

async function call(
  client: OpenAI,
  options: OpenaiEmbedderOptions,
  batch: readonly string[],
  signal: AbortSignal | undefined,
): Promise<z.infer<typeof Answer>> {
  let answer: unknown
  try {
    answer = await client.embeddings.create(
      {
        model: options.model,
        input: [...batch],
        // Named, so that the SDK leaves the answer as it came: some servers send plain numbers all the same.
        encoding_format: 'base64',
        ...(options.dimensions === null ? {} : { dimensions: options.dimensions }),
      },
      signal === undefined ? {} : { signal },
    )
  } catch (cause) {
    signal?.throwIfAborted()
    const status = (cause as { status?: number }).status
    throw unavailable(
      `The embedding server failed${status === undefined ? '' : ` with status ${status}`}.`,
      cause,
      status,
    )
  }
  const parsed = Answer.safeParse(answer)
  if (!parsed.success) throw unavailable('The embedding server answered in another form.', parsed.error)
  return parsed.data
}

/** The vectors by their index, each of them once, all of unit length. */
function inOrder(answer: z.infer<typeof Answer>, expected: number): readonly (readonly number[])[] {
  const vectors = new Array<readonly number[] | undefined>(expected).fill(undefined)
  for (const { index, embedding } of answer.data) {
    if (index >= expected || vectors[index] !== undefined) {
      throw unavailable('The embedding server answered an index that was not asked for.')
    }
    vectors[index] = toUnit(typeof embedding === 'string' ? decode(embedding) : embedding)
  }
  return vectors.map((vector) => {
    if (vector === undefined) {
      throw unavailable(`The embedding server answered ${answer.data.length} of ${expected} texts.`)
    }
    return vector
  })
}

/** Little-endian 32-bit floats. */
function decode(base64: string): readonly number[] {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.length % 4 !== 0)
    throw unavailable('The embedding server sent a damaged vector.')
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4))
}

function toUnit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector)
  if (!Number.isFinite(length) || length === 0)
    throw unavailable('The embedding server sent a vector without direction.')
  return vector.map((value) => value / length)
}

function unavailable(message: string, cause?: unknown, status?: number): AppError {
  // The status tells a server that is down from one that cannot take this very text.
  return new AppError('model_unavailable', message, {
    ...(cause === undefined ? {} : { cause }),
    ...(status === undefined ? {} : { details: { status } }),
  })
}
