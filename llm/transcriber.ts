/**
 * Speech to text on any OpenAI-compatible server (`POST /audio/transcriptions`). The SDK tries again when the server
 * is busy or away; every failure is `transcription_unavailable`, and the words of the provider stay here.
 */
import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { Transcribe } from '../core/transcriber.ts'

export interface TranscriberOptions {
  readonly model: string
  readonly apiKey: string | null
  readonly baseUrl: string | null
  /** For everything, in milliseconds. */
  readonly timeoutMs: number
}

const RETRIES = 2
/** What somebody can say in a voice message; the rest is not read. */
const LONGEST = 20_000
const Answer = z.object({ text: z.string() })

export function createTranscriber(options: TranscriberOptions): Transcribe {
  return async (recording, signal) => {
    const { OpenAI, toFile } = await import('openai')
    const client = new OpenAI({
      // Local servers take no key; the SDK insists on one.
      apiKey: options.apiKey ?? 'none',
      ...(options.baseUrl === null ? {} : { baseURL: options.baseUrl }),
      maxRetries: RETRIES,
      logLevel: 'off',
    })
    const limit = AbortSignal.timeout(options.timeoutMs)
    let answer: unknown
    try {
      const file = await toFile(recording.bytes, recording.name, { type: recording.mediaType })
      answer = await client.audio.transcriptions.create(
        { model: options.model, file, response_format: 'json' },
        { signal: signal === undefined ? limit : AbortSignal.any([limit, signal]) },
      )
    } catch (cause) {
      signal?.throwIfAborted()
      const status = (cause as { status?: number }).status
      const what = status === undefined ? 'did not answer' : `answered with status ${status}`
      throw unavailable(`The transcription server ${what}.`, cause)
    }
    const parsed = Answer.safeParse(answer)
    if (!parsed.success) throw unavailable('The transcription server answered in another form.', parsed.error)
    return parsed.data.text.trim().slice(0, LONGEST)
  }
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('transcription_unavailable', message, { cause })
}
