/** What PostgreSQL refuses in text and JSON (NUL, halves of a surrogate pair) taken out before it is sent. */

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}

/** How JSON writes NUL and halves of a pair; a text that speaks of them looks the same. */
const SUSPECT = /\\u(?:0000|d[89a-f])/u

/** The value as JSON text whose strings can all be stored. */
export function storableJson(value: object): string {
  const json = JSON.stringify(value)
  if (!SUSPECT.test(json)) return json
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? storableText(inner) : inner,
  )
}
