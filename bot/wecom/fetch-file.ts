/**
 * The bytes of a file that somebody sent. The platform's address is good for five minutes and its bytes are
 * encrypted; they are read under a limit, so that nobody fills the memory, and decrypted by the SDK.
 */
import { decryptFile } from '@wecom/aibot-node-sdk'
import { AppError } from '../../core/errors.ts'
import type { MessageKey } from '../../core/messages.ts'

export interface FetchFileOptions {
  /** Bytes of the decrypted file. */
  readonly maxBytes: number
  readonly timeoutMs?: number
}

/** A block of padding more than the file itself. */
const PADDING = 32

/** Throws `not_found` (too late), `too_large`, `damaged`, `overloaded` (may be tried again). */
export async function fetchFile(
  url: string,
  aeskey: string | undefined,
  { maxBytes, timeoutMs = 60_000 }: FetchFileOptions,
): Promise<Uint8Array> {
  const encrypted = await read(url, maxBytes + PADDING, timeoutMs)
  if (aeskey === undefined) return encrypted
  try {
    return decryptFile(encrypted, aeskey)
  } catch (error) {
    throw said('damaged', 'The file could not be decrypted.', 'wecom_file_damaged', { cause: error })
  }
}

/** Its name, as the download would call it; undefined where that is not said in time. */
export async function findFileName(url: string, timeoutMs = 3_000): Promise<string | undefined> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const response = await fetch(url, { signal: abort.signal })
    const name = nameIn(response.headers.get('content-disposition') ?? '')
    await response.body?.cancel()
    return response.ok ? name : undefined
  } catch {
    // Only a name: the file is fetched when its turn comes.
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

async function read(url: string, most: number, timeoutMs: number): Promise<Buffer> {
  const tooLarge = () =>
    said('too_large', 'The file is too large.', 'wecom_file_too_large', {
      details: { maxBytes: most, megabytes: Math.floor(most / 1024 / 1024) },
    })
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (response.status >= 500 || response.status === 429) {
      throw new AppError('overloaded', 'The file cannot be fetched at the moment.')
    }
    if (!response.ok || response.body === null) {
      throw said('not_found', 'The file cannot be fetched any more.', 'wecom_file_expired')
    }
    if (Number(response.headers.get('content-length') ?? 0) > most) throw tooLarge()
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > most) throw tooLarge()
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('overloaded', 'The file could not be fetched.', { cause: error })
  }
}

function nameIn(disposition: string): string | undefined {
  const match =
    /filename\*=UTF-8''([^;\s]+)/iu.exec(disposition) ?? /filename="?([^";]+)"?/iu.exec(disposition)
  if (match === null) return undefined
  try {
    return decodeURIComponent(match[1]!.trim())
  } catch {
    return match[1]!.trim()
  }
}

function said(
  code: 'not_found' | 'too_large' | 'damaged',
  text: string,
  say: MessageKey,
  more: { readonly cause?: unknown; readonly details?: Readonly<Record<string, unknown>> } = {},
): AppError {
  return new AppError(code, text, { cause: more.cause, details: { ...more.details, say } })
}
