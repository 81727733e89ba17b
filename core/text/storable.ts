/** What PostgreSQL refuses in text and JSON (NUL, halves of a surrogate pair) taken out before it is sent. */

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}

/** The value as JSON text whose strings can all be stored. */
export function storableJson(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? storableText(inner) : inner,
  )
}
