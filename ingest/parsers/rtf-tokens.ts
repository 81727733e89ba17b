/**
 * RTF as a stream of tokens: groups, control words with their number, bytes of text. It knows the grammar
 * alone; what a word means and in which code page the bytes are written is rtf-text.ts's business.
 */

export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | undefined }
  /** One byte of text in the code page of its font. */
  | { readonly kind: 'byte'; readonly byte: number; readonly escaped: boolean }

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d

export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] as number
    at += 1
    if (byte === OPEN) yield { kind: 'open' }
    else if (byte === CLOSE) yield { kind: 'close' }
    else if (byte === BACKSLASH) {
      const { token, next } = control(bytes, at)
      if (token !== undefined) yield token
      at = next
    } else if (byte >= 0x20 || byte === 0x09) yield { kind: 'byte', byte, escaped: false }
  }
}

/** @param at the place behind the backslash */
function control(bytes: Uint8Array, at: number): { token: RtfToken | undefined; next: number } {
  const first = bytes[at]
  if (first === undefined) return { token: undefined, next: at }
  if (!isLetter(first)) {
    if (first === 0x27) {
      const hex = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)
      if (!/^[0-9a-f]{2}$/i.test(hex)) return { token: undefined, next: at + 1 }
      return { token: { kind: 'byte', byte: Number.parseInt(hex, 16), escaped: true }, next: at + 3 }
    }
    // A line end behind a backslash is a paragraph, the same as \par.
    const word = first === 0x0a || first === 0x0d ? 'par' : String.fromCharCode(first)
    return { token: { kind: 'word', word, value: undefined }, next: at + 1 }
  }
  let end = at
  while (end < at + 32 && isLetter(bytes[end] ?? 0)) end += 1
  const word = latin(bytes, at, end)
  const start = end
  if (bytes[end] === 0x2d) end += 1
  while (end < start + 11 && isDigit(bytes[end] ?? 0)) end += 1
  const digits = latin(bytes, start, end)
  const value = /\d/.test(digits) ? Number(digits) : undefined
  if (digits === '-') end = start
  // One blank closes the word and is no text.
  if (bytes[end] === 0x20) end += 1
  // Raw bytes of a picture would read as anything.
  if (word === 'bin') return { token: undefined, next: end + Math.max(0, value ?? 0) }
  return { token: { kind: 'word', word, value }, next: end }
}

const isLetter = (byte: number) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
