/**
 * The terminal program's way to the server: HTTP with a bearer token. Failures are told in a person's words,
 * with the code of the problem document; a network that does not answer is told as such.
 */
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'

export interface Client {
  readonly locale: Locale
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** The bytes of a file. */
  download(path: string): Promise<Uint8Array>
  /** A form with one file. */
  upload<T>(
    path: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    fields: Fields,
  ): Promise<T>
}

export type Fields = Readonly<Record<string, string | undefined>>

/** What went wrong, as one line for a person; the program prints it and ends with 1. */
export class TerminalFailure extends Error {
  /** Of the problem document, where the server answered one. */
  readonly code: string | undefined

  constructor(message: string, code?: string) {
    super(message)
    this.code = code
  }
}

interface Problem {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

export function createClient(server: {
  readonly url: string
  readonly token: string
  readonly locale: Locale
}): Client {
  const { url, token, locale } = server

  async function ask(
    method: string,
    path: string,
    body?: string | FormData,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    try {
      return await fetch(new URL(path, url), {
        method,
        headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { body }),
      })
    } catch {
      throw failure(locale, 'terminal_not_running', { url })
    }
  }

  async function call<T>(
    method: string,
    path: string,
    body?: string | FormData,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    return read(await ask(method, path, body, headers))
  }

  async function read<T>(response: Response): Promise<T> {
    const text = await response.text()
    const parsed = parseJson(text)
    if (response.ok && parsed !== undefined) return parsed as T
    if (response.ok && text === '') return undefined as T
    const problem = parsed as Problem | undefined
    if (problem?.code === undefined) throw failure(locale, 'terminal_not_pharos', { url })
    const fields = (problem.errors ?? []).map((error) => `\n  ${error.field}: ${error.message}`).join('')
    const detail =
      problem.detail === undefined || problem.detail === problem.title ? '' : ` ${problem.detail}`
    throw new TerminalFailure(`${problem.title ?? ''}${detail} (${problem.code})${fields}`, problem.code)
  }

  return {
    locale,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, JSON.stringify(body), { 'content-type': 'application/json' }),
    async download(path) {
      const response = await ask('GET', path, undefined, { accept: '*/*' })
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : read(response)
    },
    upload(path, file, fields) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value)
      form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name)
      return call('POST', path, form)
    },
  }
}

export function failure(
  locale: Locale,
  key: MessageKey,
  params: Readonly<Record<string, string | number>> = {},
): TerminalFailure {
  return new TerminalFailure(message(locale, key, params))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
