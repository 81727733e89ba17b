/** A reply as lines for a terminal: the answer as it is, its sources with links, what can be asked next. */
import type { Answer, Citation } from '../../assistant/answer.ts'
import type { Reply } from '../../assistant/turn.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'

export function renderReply(reply: Reply, locale: Locale, baseUrl: string): string {
  return reply.parts
    .map((part) => (part.type === 'answer' ? renderAnswer(part.answer, locale, baseUrl) : part.text))
    .join('\n\n')
}

export function renderAnswer(answer: Answer, locale: Locale, baseUrl: string): string {
  const badge = answer.kind === 'answered' ? '' : `〔${message(locale, `terminal_${answer.kind}`)}〕\n`
  const flags = answer.flags.map((flag) => `! ${flag.message}`)
  const sources = answer.citations.map((citation) => source(citation, locale, baseUrl))
  const next = answer.followUps.map((question) => `  - ${question}`)
  return [
    badge + answer.text,
    ...(flags.length > 0 ? [flags.join('\n')] : []),
    ...(sources.length > 0 ? [`${message(locale, 'terminal_sources')}\n${sources.join('\n')}`] : []),
    ...(next.length > 0 ? [`${message(locale, 'terminal_follow_ups')}\n${next.join('\n')}`] : []),
  ].join('\n\n')
}

function source(citation: Citation, locale: Locale, baseUrl: string): string {
  const parts = [
    citation.title,
    citation.effectiveFrom === null
      ? undefined
      : message(locale, 'terminal_effective', { date: citation.effectiveFrom.slice(0, 10) }),
    locale === 'en' ? citation.section : `【${citation.section}】`,
    citation.page === null ? undefined : message(locale, 'terminal_page', { page: citation.page }),
  ].filter((part) => part !== undefined)
  return `  [${citation.n}] ${parts.join(' · ')}\n      ${new URL(citation.url, baseUrl).href}`
}
