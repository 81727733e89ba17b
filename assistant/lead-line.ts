/** The line above quotes: which document, from when, which section and page. It states no fact of its own. */
import { dayIn } from '../core/day-in.ts'
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Hit } from '../knowledge/retrieval.ts'

/** The date is shown as it stands in the company's time zone. */
export function leadLine(hit: Hit, locale: Locale, timezone = 'Asia/Shanghai'): string {
  const date = hit.effectiveFrom === null ? undefined : dayIn(hit.effectiveFrom, timezone)
  return message(locale, 'answer_lead', {
    title: hit.title,
    from: date === undefined ? '' : message(locale, 'answer_lead_from', { date }),
    section: hit.section,
    page: hit.page === null ? '' : message(locale, 'answer_lead_page', { page: hit.page }),
  })
}
