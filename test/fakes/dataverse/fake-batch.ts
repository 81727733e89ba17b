/**
 * A `$batch` body taken apart as strictly as Dataverse does: CRLF line ends, the right content types, a Content-ID
 * on each part of a change set, no reading inside one; and its answer put together.
 */
import { randomUUID } from 'node:crypto'
import { badRequest } from './fake-refusal.ts'

export interface BatchRequest {
  readonly contentId: string | null
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type BatchItem =
  | { readonly kind: 'single'; readonly request: BatchRequest }
  | { readonly kind: 'changeset'; readonly requests: readonly BatchRequest[] }

const LIMIT = 1_000

export function readBatchBody(contentType: string, body: string): readonly BatchItem[] {
  if (/(?<!\r)\n/.test(body)) {
    throw badRequest('Invalid batch: lines must end in CRLF.', '0x80048d19')
  }
  const items = parts(boundary(contentType), body).map((part): BatchItem => {
    const { headers, rest } = head(part)
    const type = headers['content-type'] ?? ''
    if (!type.toLowerCase().startsWith('multipart/mixed'))
      return { kind: 'single', request: single(headers, rest, false) }
    const requests = parts(boundary(type), rest).map((inner) => {
      const own = head(inner)
      return single(own.headers, own.rest, true)
    })
    if (new Set(requests.map((one) => one.contentId)).size !== requests.length) {
      throw badRequest('A Content-ID stands twice in a change set.')
    }
    return { kind: 'changeset', requests }
  })
  const count = items.reduce((sum, item) => sum + (item.kind === 'single' ? 1 : item.requests.length), 0)
  if (count === 0) throw badRequest('The batch is empty.')
  if (count > LIMIT) throw badRequest(`A batch takes ${LIMIT} operations, not ${count}.`)
  return items
}

function boundary(contentType: string): string {
  const found = /^multipart\/mixed;\s*boundary="?([\w.'()+,\-/:=?]{1,70})"?$/i.exec(contentType.trim())
  if (found === null) throw badRequest(`'${contentType}' has no boundary.`)
  return found[1]!
}

function parts(name: string, body: string): readonly string[] {
  const text = `\r\n${body}`
  if (!text.includes(`\r\n--${name}--`)) throw badRequest('The multipart text has no end.')
  const inside = text.slice(0, text.indexOf(`\r\n--${name}--`))
  return inside.split(`\r\n--${name}\r\n`).slice(1)
}

function head(part: string): { headers: Record<string, string>; rest: string } {
  // A part without headers begins with the empty line at once.
  const end = part.startsWith('\r\n') ? 0 : part.indexOf('\r\n\r\n')
  if (end < 0) throw badRequest('A part has no empty line after its headers.')
  const headers: Record<string, string> = {}
  for (const line of part.slice(0, end).split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) throw badRequest(`'${line}' is no header.`)
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { headers, rest: part.slice(end + 4) }
}

function single(headers: Record<string, string>, rest: string, inChangeSet: boolean): BatchRequest {
  if (headers['content-type'] !== 'application/http') throw badRequest('A part must be application/http.')
  if (headers['content-transfer-encoding'] !== 'binary')
    throw badRequest('A part must have Content-Transfer-Encoding: binary.')
  const contentId = headers['content-id'] ?? null
  if (inChangeSet && contentId === null) throw badRequest('Content-ID header not present in a change set.')
  const line = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/.exec(rest)
  if (line === null) throw badRequest('A part has no request line.')
  if (inChangeSet && line[1] === 'GET') throw badRequest('A change set takes no GET.')
  const own = head(rest.slice(line[0].length))
  const body = own.rest
  if (body.trim() !== '' && !(own.headers['content-type'] ?? '').startsWith('application/json')) {
    throw badRequest('A part with a body must say Content-Type: application/json.')
  }
  return { contentId, method: line[1]!, path: line[2]!, headers: own.headers, body: body.trim() }
}

export interface BatchAnswer {
  readonly contentId: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type AnsweredItem =
  | { readonly kind: 'single'; readonly answer: BatchAnswer }
  | { readonly kind: 'changeset'; readonly answers: readonly BatchAnswer[] }

export function writeBatchBody(items: readonly AnsweredItem[]): { contentType: string; body: string } {
  const outer = `batchresponse_${randomUUID()}`
  const lines: string[] = []
  for (const item of items) {
    lines.push(`--${outer}`)
    if (item.kind === 'single') {
      lines.push(...answerLines(item.answer))
      continue
    }
    const inner = `changesetresponse_${randomUUID()}`
    lines.push(`Content-Type: multipart/mixed; boundary=${inner}`, '')
    for (const answer of item.answers) lines.push(`--${inner}`, ...answerLines(answer))
    lines.push(`--${inner}--`)
  }
  lines.push(`--${outer}--`, '')
  return { contentType: `multipart/mixed; boundary=${outer}`, body: lines.join('\r\n') }
}

function answerLines(answer: BatchAnswer): readonly string[] {
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(answer.contentId === null ? [] : [`Content-ID: ${answer.contentId}`]),
    '',
    `HTTP/1.1 ${answer.status} Status`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    answer.body,
  ]
}
