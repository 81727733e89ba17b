/** Calls to the service: JSON in and out; a failure says what a person may read and whether to sign in again. */
import { me, say } from './page-data.js'

export class Failure extends Error {
  constructor(text, { status = 0, retryAfter = 0 } = {}) {
    super(text)
    this.status = status
    this.retryAfter = retryAfter
  }
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {{body?: unknown, key?: string, signal?: AbortSignal}} [options] `key` makes a repeated write one write
 */
export async function call(method, path, { body, key, signal } = {}) {
  const headers = { accept: 'application/json', 'accept-language': me.locale }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  let response
  let answer
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: 'same-origin',
    })
    answer = await readJson(response)
  } catch (error) {
    if (error.name === 'AbortError') throw new Failure(say('chat_stopped'))
    throw new Failure(say('chat_network'))
  }
  if (response.ok) return answer
  if (response.status === 401) signInAgain()
  throw new Failure(answer?.title ?? say('chat_failed'), {
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')) || 0,
  })
}

async function readJson(response) {
  const text = await response.text()
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    // A proxy's own error page: its status says enough.
    return null
  }
}

/** Several calls may be refused at once; the first one leads away. */
let leaving = false

function signInAgain() {
  if (leaving) return
  leaving = true
  const next = encodeURIComponent(location.pathname + location.search)
  location.assign(`/sign-in?again=1&next=${next}`)
}

/** A key for one write. Browsers give randomUUID to secure pages only; a company's own network may have none. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
