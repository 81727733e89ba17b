/**
 * The bytes of a file that somebody dropped into a chat. Our token is shown to Slack alone: the address comes with
 * the event, and is held against the hosts that files of Slack lie on.
 */
import { AppError } from '../../core/errors.ts'
import type { IncomingFile } from '../channel.ts'

const FETCH_MS = 60_000

export function createFetchFile(deps: {
  readonly botToken: string
  readonly apiUrl: string | null
  readonly maxFileBytes: number
}): (file: IncomingFile) => Promise<Uint8Array> {
  const { botToken, apiUrl, maxFileBytes } = deps

  function addressOf(file: IncomingFile): URL {
    const address = file.ref['url']
    if (typeof address !== 'string' || !URL.canParse(address)) throw gone()
    const url = new URL(address)
    const own = apiUrl !== null && url.origin === new URL(apiUrl).origin
    const slack =
      url.protocol === 'https:' &&
      /(?:^|\.)(?:slack\.com|slack-files\.com|slack-edge\.com)$/u.test(url.hostname)
    if (!own && !slack) throw gone()
    return url
  }

  return async (file) => {
    if (file.size !== null && file.size > maxFileBytes) throw tooLarge(maxFileBytes)
    const url = addressOf(file)
    const response = await ask(url, botToken)
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel()
      throw new AppError('overloaded', 'Slack does not give the file out just now.')
    }
    // Without the scope files:read a page to sign in comes in place of the file.
    const page = response.headers.get('content-type')?.startsWith('text/html') === true
    if (!response.ok || response.body === null || (page && file.mediaType !== 'text/html')) {
      await response.body?.cancel()
      throw gone()
    }
    return readAll(response.body, maxFileBytes)
  }
}

async function ask(url: URL, token: string): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // A redirect could carry the token to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(FETCH_MS),
    })
  } catch (error) {
    throw new AppError('overloaded', 'The file could not be fetched.', { cause: error })
  }
}

async function readAll(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of body) {
      length += part.length
      if (length > most) throw tooLarge(most)
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('overloaded', 'The file broke off.', { cause: error })
  }
  return Buffer.concat(parts)
}

function gone(): AppError {
  return new AppError('not_found', 'The file is not to be had.')
}

function tooLarge(most: number): AppError {
  return new AppError('too_large', `A file may have ${most} bytes at most.`, { details: { limit: most } })
}
