/**
 * Every text that the product itself says to a person, in both languages: one catalogue, in a file a place
 * where it is read. Keys are typed; parameters stand in braces. Quotes from documents are never here, and
 * never translated.
 */
import type { ErrorCode } from './errors.ts'
import { ANSWER_MESSAGES } from './messages/answers.ts'
import { CHANNEL_MESSAGES } from './messages/channels.ts'
import { CHAT_PAGE_MESSAGES } from './messages/chat-page.ts'
import { DATAVERSE_MESSAGES } from './messages/dataverse.ts'
import { DOCS_PAGE_MESSAGES } from './messages/docs-page.ts'
import { ERROR_MESSAGES } from './messages/errors.ts'
import { EXPORT_MESSAGES } from './messages/exports.ts'
import { EXTRACTION_MESSAGES } from './messages/extraction.ts'
import { NOTE_MEANING_MESSAGES } from './messages/note-meaning.ts'
import { NOTE_QUESTION_MESSAGES } from './messages/note-questions.ts'
import { READING_PAGE_MESSAGES } from './messages/reading-page.ts'
import { REMINDER_MESSAGES } from './messages/reminders.ts'
import { SERVER_MESSAGES } from './messages/server.ts'
import { SLACK_MESSAGES } from './messages/slack.ts'
import { SUMMARY_MESSAGES } from './messages/summaries.ts'
import { SYNC_MESSAGES } from './messages/sync.ts'
import { TERMINAL_MESSAGES } from './messages/terminal.ts'
import { VISIT_NOTE_MESSAGES } from './messages/visit-notes.ts'
import { WECOM_MESSAGES } from './messages/wecom.ts'
import type { Locale } from './reader.ts'

const CATALOGUE = {
  ...ANSWER_MESSAGES,
  ...CHANNEL_MESSAGES,
  ...CHAT_PAGE_MESSAGES,
  ...DATAVERSE_MESSAGES,
  ...EXPORT_MESSAGES,
  ...EXTRACTION_MESSAGES,
  ...DOCS_PAGE_MESSAGES,
  ...NOTE_MEANING_MESSAGES,
  ...NOTE_QUESTION_MESSAGES,
  ...READING_PAGE_MESSAGES,
  ...REMINDER_MESSAGES,
  ...SERVER_MESSAGES,
  ...SLACK_MESSAGES,
  ...SUMMARY_MESSAGES,
  ...SYNC_MESSAGES,
  ...TERMINAL_MESSAGES,
  ...VISIT_NOTE_MESSAGES,
  ...WECOM_MESSAGES,
} as const satisfies Record<string, readonly [string, string]>

export type MessageKey = keyof typeof CATALOGUE

/** The text with its `{params}` filled in; a parameter that is not given stays as it stands. */
export function message(
  locale: Locale,
  key: MessageKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const template = inLanguage(CATALOGUE[key], locale)
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => String(params[name] ?? whole))
}

/** What a person reads when a call ended in this code. */
export function sayError(locale: Locale, code: ErrorCode): string {
  return inLanguage(ERROR_MESSAGES[code], locale)
}

/** Every text of a page in one language, for pages that run in a browser; keys begin with `prefix`. */
export function messagesOf(locale: Locale, prefix: string): Readonly<Record<string, string>> {
  const found = Object.entries(CATALOGUE).filter(([key]) => key.startsWith(prefix))
  return Object.fromEntries(found.map(([key, texts]) => [key, inLanguage(texts, locale)]))
}

function inLanguage(texts: readonly [string, string], locale: Locale): string {
  return locale === 'en' ? texts[1] : texts[0]
}

/** The language of a text: Chinese as soon as it carries any weight of Chinese characters. */
export function localeOf(text: string, otherwise: Locale): Locale {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length
  const latin = (text.match(/\p{Script=Latin}+/gu) ?? []).length
  if (han === 0 && latin === 0) return otherwise
  return han >= latin ? 'zh-CN' : 'en'
}
