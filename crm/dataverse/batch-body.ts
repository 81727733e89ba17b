/**
 * The text of a `$batch`: a change set of writes that succeed or fail as one, as multipart with CRLF line ends, and
 * what comes back taken apart again. A server may answer a failed change set with one response in its place, or
 * with a change set that holds the failed part alone; both are read.
 */

export interface BatchPart {
  readonly method: 'PATCH' | 'PUT' | 'DELETE' | 'POST'
  /** From the service root on, or absolute. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface PartAnswer {
  readonly contentId: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const CRLF = '\r\n'

/** Content-IDs are the positions of the parts, from 1. */
export function writeChangeSet(
  parts: readonly BatchPart[],
  id: string,
): { contentType: string; body: string } {
  const batch = `batch_${id}`
  const changeSet = `changeset_${id}`
  const lines = [`--${batch}`, `Content-Type: multipart/mixed; boundary=${changeSet}`, '']
  for (const [at, part] of parts.entries()) {
    lines.push(
      `--${changeSet}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      `Content-ID: ${at + 1}`,
      '',
      `${part.method} ${part.url} HTTP/1.1`,
      ...Object.entries(part.headers).map(([name, value]) => `${name}: ${value}`),
      ...(part.body === undefined
        ? ['', '']
        : ['Content-Type: application/json', '', JSON.stringify(part.body)]),
    )
  }
  lines.push(`--${changeSet}--`, '', `--${batch}--`, '')
  return { contentType: `multipart/mixed; boundary=${batch}`, body: lines.join(CRLF) }
}

/** The single responses of a batch, in order; undefined: it is no multipart text. */
export function readBatch(contentType: string, text: string): readonly PartAnswer[] | undefined {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return undefined
  const answers: PartAnswer[] = []
  for (const piece of splitParts(text, boundary)) {
    const { headers, body } = splitHead(piece)
    const type = headers['content-type'] ?? ''
    if (/^multipart\/mixed/i.test(type)) {
      const inner = readBatch(type, body)
      if (inner === undefined) return undefined
      answers.push(...inner)
    } else {
      const answer = readAnswer(body, headers['content-id'] ?? null)
      if (answer === undefined) return undefined
      answers.push(answer)
    }
  }
  return answers
}

function boundaryOf(contentType: string): string | undefined {
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  return found?.[1] ?? found?.[2]
}

function splitParts(text: string, boundary: string): readonly string[] {
  const marker = `--${boundary}`
  const pieces = `\n${text}`.split(`\n${marker}`).slice(1)
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => piece.replace(/^[^\n]*\n/, '').replace(/\r$/, ''))
}

function splitHead(piece: string): { headers: Record<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(piece)
  const head = end === null ? piece : piece.slice(0, end.index)
  const body = end === null ? '' : piece.slice(end.index + end[0].length)
  const headers: Record<string, string> = {}
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { headers, body }
}

function readAnswer(text: string, contentId: string | null): PartAnswer | undefined {
  const first = /^HTTP\/1\.1 (\d{3})[^\n]*\n?/.exec(text)
  if (first === null) return undefined
  const { headers, body } = splitHead(text.slice(first[0].length))
  return {
    contentId: headers['content-id'] ?? contentId,
    status: Number(first[1]),
    headers,
    body: body.trim(),
  }
}
