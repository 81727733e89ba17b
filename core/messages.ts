/**
 * Every text that a person reads and that is not a document's own, in both languages. The slices beside
 * this file each belong to one face; whoever says something takes it from here by key.
 */
import type { ErrorCode } from './errors.ts'
import { CHAT_PAGE_MESSAGES } from './messages/chat-page.ts'
import { ERROR_MESSAGES } from './messages/errors.ts'
import { READING_PAGE_MESSAGES } from './messages/reading-page.ts'
import { SERVER_MESSAGES } from './messages/server.ts'
import { TERMINAL_MESSAGES } from './messages/terminal.ts'
import type { Locale } from './reader.ts'

/** Key -> [Chinese, English]; `{name}` stands for a value. */
export type MessageSlice = Readonly<Record<string, readonly [string, string]>>

const CATALOGUE = {
  ...READING_PAGE_MESSAGES,
  ...CHAT_PAGE_MESSAGES,
  ...SERVER_MESSAGES,
  ...TERMINAL_MESSAGES,
} as const satisfies MessageSlice

export type MessageKey = keyof typeof CATALOGUE

/** The text in the language, its `{name}`s replaced. */
export function say(
  locale: Locale,
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return fill(inLanguage(CATALOGUE[key], locale), values)
}

/** What a person reads for an error code. */
export function sayError(locale: Locale, code: ErrorCode): string {
  return inLanguage(ERROR_MESSAGES[code], locale)
}

/** The texts of a slice in one language, as the pages in the browser take them. */
export function textsOf(slice: MessageSlice, locale: Locale): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(slice).map(([key, pair]) => [key, inLanguage(pair, locale)]))
}

/** The language to speak to somebody who is not known: what the browser prefers, else Chinese. */
export function localeOf(acceptLanguage: string | undefined, fallback: Locale = 'zh-CN'): Locale {
  const first = /^\s*([a-z]{2})\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase()
  if (first === 'zh') return 'zh-CN'
  return first === undefined ? fallback : 'en'
}

function inLanguage(pair: readonly [string, string], locale: Locale): string {
  return locale === 'en' ? pair[1] : pair[0]
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark))
}
