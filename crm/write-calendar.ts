/**
 * Calendar entries as iCalendar text (RFC 5545). Moments are written in UTC and whole days as dates, so that no
 * time-zone table has to travel with them.
 */
import { message } from '../core/messages.ts'
import type { WriteCalendar } from './calendar-feed.ts'

/** How often a subscriber should look again, in seconds. */
const REFRESH_SECONDS = 900

export const writeCalendar: WriteCalendar = async (entries, { locale }) => {
  // Loaded for the first calendar, not at the start.
  const { default: ical } = await import('ical-generator')
  const calendar = ical({
    name: message(locale, 'calendar_name'),
    prodId: { company: 'Pharos', product: 'Pharos', language: locale === 'en' ? 'EN' : 'ZH' },
    ttl: REFRESH_SECONDS,
  })
  for (const { uid, title, place, days, times, changedAt } of entries) {
    const span =
      times === undefined
        ? { start: utcDay(days!.from), end: utcDay(days!.to), allDay: true, timezone: 'UTC' }
        : { start: times.from, end: times.to }
    calendar.createEvent({
      id: uid,
      summary: title,
      ...(place === null ? {} : { location: place }),
      ...span,
      stamp: changedAt,
      lastModified: changedAt,
      sequence: Math.floor(changedAt.getTime() / 1000),
    })
  }
  return calendar.toString()
}

function utcDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
