/**
 * A long text as parts that each fit into a message, counted in bytes of UTF-8. Cut between paragraphs where that is
 * possible, else between lines, and a line only where it alone is too long: after a sentence, at a space, between
 * characters. A link is never cut, a table goes on under its head, a quote stays a quote.
 */

/** Bytes. The platform takes 20,480; a word may be added to a message that is sent again. */
export const LONGEST_TEXT = 20_000

export function splitMarkdown(text: string, limit = LONGEST_TEXT): readonly string[] {
  if (bytes(text) <= limit) return [text]
  const parts: string[] = []
  let lines: string[] = []
  let size = 0
  const close = (): void => {
    const part = lines.join('\n').replace(/^\n+|\s+$/gu, '')
    if (part !== '') parts.push(part)
    lines = []
    size = 0
  }
  const all = text.split('\n')
  for (const [at, line] of all.entries()) {
    const head = headOf(all, at)
    const room = limit - bytes(head.join('\n')) - 1
    for (const piece of cutLine(line, Math.max(room, Math.floor(limit / 2)))) {
      if (size + bytes(piece) + 1 > limit) {
        const kept = keepParagraph(lines)
        const rest = kept === undefined ? [] : lines.splice(kept)
        close()
        const begun = rest.length > 0 ? rest : head
        lines = begun.length === 0 ? [] : [...begun]
        size = bytes(lines.join('\n')) + 1
      }
      lines.push(piece)
      size += bytes(piece) + 1
    }
  }
  close()
  return parts
}

/** Of a row of a table, not one of its first two, the head that the next part has to repeat. */
function headOf(lines: readonly string[], at: number): readonly string[] {
  if (!isRow(lines[at])) return []
  let first = at
  while (isRow(lines[first - 1])) first -= 1
  const head = lines.slice(first, first + 2)
  return at - first >= 2 && /^\|[\s:|-]+\|?$/u.test(head[1] ?? '') ? head : []
}

const isRow = (line: string | undefined): boolean => line?.startsWith('|') ?? false

/** Where the last paragraph begins that is better left whole; undefined where that would waste half of the part. */
function keepParagraph(lines: readonly string[]): number | undefined {
  const at = lines.findLastIndex((line) => line.trim() === '')
  if (at <= 0 || isRow(lines.at(-1))) return undefined
  const rest = bytes(lines.slice(at + 1).join('\n'))
  const whole = bytes(lines.join('\n'))
  return rest < whole / 4 ? at + 1 : undefined
}

/** A link, or a character as people see one. */
const LINK = /\[[^\]\n]*\]\([^)\n]*\)/gu

function cutLine(line: string, limit: number): readonly string[] {
  if (bytes(line) <= limit) return [line]
  const quote = /^(?:> ?)+/u.exec(line)?.[0] ?? ''
  const pieces: string[] = []
  let piece = ''
  let size = bytes(quote)
  let breaks = 0
  for (const token of tokensOf(line.slice(quote.length), limit - bytes(quote))) {
    if (size + bytes(token) > limit) {
      const at = breaks > piece.length / 2 ? breaks : piece.length
      pieces.push(quote + piece.slice(0, at))
      piece = piece.slice(at).replace(/^ +/u, '')
      size = bytes(quote) + bytes(piece)
      breaks = 0
    }
    piece += token
    size += bytes(token)
    if (/[。！？；.!?;，,、\s]$/u.test(token)) breaks = piece.length
  }
  if (piece !== '') pieces.push(quote + piece)
  return pieces
}

function* tokensOf(line: string, limit: number): Generator<string> {
  let from = 0
  for (const match of line.matchAll(LINK)) {
    yield* characters(line.slice(from, match.index))
    // An address longer than a message is no address.
    if (bytes(match[0]) > limit / 2) yield* characters(match[0])
    else yield match[0]
    from = match.index + match[0].length
  }
  yield* characters(line.slice(from))
}

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'grapheme' })

function* characters(text: string): Generator<string> {
  for (const { segment } of SEGMENTER.segment(text)) yield segment
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
