/**
 * What a button of a card carries: the reply that it belongs to and the action, so that a press needs no memory of
 * the card. It comes back as it was sent; whether the reply has that action is checked where it is pressed.
 */
import type { Locale } from '../../core/reader.ts'

export interface CardKey {
  readonly turnId: string
  readonly action: string
  /** As the button was named, in the language of the card. */
  readonly label: string
  readonly locale: Locale
  readonly values?: Readonly<Record<string, unknown>>
}

const PREFIX = 'pharos:'
/** Bytes; the platform's limit. */
const LONGEST = 1024
/** A button that says something and does nothing. */
export const IDLE_KEY = `${PREFIX}idle`

/** Undefined where it does not fit: such a button is left out. */
export function writeCardKey({ turnId, action, label, locale, values }: CardKey): string | undefined {
  const fields = [turnId, action, label, locale === 'en' ? 1 : 0, ...(values === undefined ? [] : [values])]
  const key = PREFIX + Buffer.from(JSON.stringify(fields), 'utf8').toString('base64url')
  return key.length <= LONGEST ? key : undefined
}

/** Undefined for anything that is not one of ours. */
export function readCardKey(key: unknown): CardKey | undefined {
  if (typeof key !== 'string' || !key.startsWith(PREFIX) || key === IDLE_KEY) return undefined
  try {
    const fields: unknown = JSON.parse(Buffer.from(key.slice(PREFIX.length), 'base64url').toString('utf8'))
    if (!Array.isArray(fields)) return undefined
    const [turnId, action, label, english, values] = fields as unknown[]
    if (typeof turnId !== 'string' || typeof action !== 'string' || typeof label !== 'string')
      return undefined
    return {
      turnId,
      action,
      label,
      locale: english === 1 ? 'en' : 'zh-CN',
      ...(isRecord(values) ? { values } : {}),
    }
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
