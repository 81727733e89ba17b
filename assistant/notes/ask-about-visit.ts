/**
 * What has to be asked about people, places and days of a visit: only what the note leaves open, with the choices
 * that the directory or the calendar offers. The texts are the catalogue's, in the note's language.
 */
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { addDays } from '../../crm/day.ts'
import type { FollowUp } from '../../crm/visit.ts'
import type { DayWords } from './day-expression.ts'
import type { DirectoryIndex } from './directory-index.ts'
import type { DirectoryContact, NoteQuestion } from './note-reading.ts'
import type { ReadContact, ReadPeople } from './read-people.ts'
import { holidayOn, workdayFrom, workdayUntil } from './workdays.ts'

export interface Ask {
  readonly about: (
    field: string,
    code: string,
    key: MessageKey,
    params?: Readonly<Record<string, string>>,
    choices?: NoteQuestion['choices'],
  ) => NoteQuestion
  readonly say: (key: MessageKey, params?: Readonly<Record<string, string>>) => string
  readonly weekday: (day: string) => string
  readonly english: boolean
}

export function createAsk(locale: Locale): Ask {
  const say: Ask['say'] = (key, params = {}) => message(locale, key, params)
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return {
    about: (field, code, key, params, choices = []) => ({ field, code, text: say(key, params), choices }),
    say,
    weekday: (day) => names.format(new Date(`${day}T00:00:00Z`)),
    english: locale === 'en',
  }
}

export function askAboutPeople(
  ask: Ask,
  at: string,
  people: ReadPeople,
  index: DirectoryIndex,
): readonly NoteQuestion[] {
  const contacts = people.contacts.flatMap((one, place) =>
    askAboutContact(ask, `${at}.contacts.${place}`, one, index),
  )
  const { institution, institutionChoices } = people
  if (institution === null) return contacts
  if (institutionChoices.length > 0)
    return [
      ...contacts,
      ask.about(
        `${at}.institution`,
        'ambiguous_institution',
        'ask_which_institution',
        { name: institution.text },
        institutionChoices.map((id) => ({ value: id, label: index.accountName(id) })),
      ),
    ]
  if (institution.id !== null) return contacts
  return [
    ...contacts,
    ask.about(`${at}.institution`, 'new_institution', 'ask_new_institution', { name: institution.text }),
  ]
}

function askAboutContact(
  ask: Ask,
  field: string,
  { contact, resolved, person }: ReadContact,
  index: DirectoryIndex,
): readonly NoteQuestion[] {
  const name = contact.text
  const choice = (one: DirectoryContact): NoteQuestion['choices'][number] => ({
    value: one.id,
    label: [one.name, one.title, index.accountName(one.accountId), one.department]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
  })
  if (resolved.kind === 'ambiguous')
    return [
      ask.about(
        field,
        'ambiguous_contact',
        'ask_which_contact',
        { name },
        resolved.candidates.slice(0, 8).map(choice),
      ),
    ]
  if (resolved.kind === 'new')
    return [
      ask.about(field, 'new_contact', 'ask_new_contact', { name }, [
        { value: 'new', label: ask.say('ask_new_contact_choice', { name }) },
        ...resolved.like.slice(0, 5).map(choice),
        { value: 'none', label: ask.say('ask_nobody_choice') },
      ]),
    ]
  // A short name by ear is as likely to be another one.
  if (
    resolved.kind === 'known' &&
    person?.form === 'sound' &&
    person.name.length < 3 &&
    person.title === null
  )
    return [
      ask.about(field, 'contact_by_sound', 'ask_contact_by_sound', { name, contact: resolved.contact.name }, [
        choice(resolved.contact),
        { value: 'new', label: ask.say('ask_new_contact_choice', { name }) },
      ]),
    ]
  return []
}

export function askAboutDue(
  ask: Ask,
  field: string,
  task: FollowUp,
  day: DayWords | undefined,
  today: string,
): readonly NoteQuestion[] {
  const words = day?.text ?? task.event ?? ''
  const keep = (one: string): NoteQuestion['choices'][number] => ({
    value: one,
    label: `${one} ${ask.weekday(one)}`,
  })
  if (day?.impossible === true) return [ask.about(field, 'impossible_day', 'ask_impossible_day', { words })]
  if (task.ambiguous !== undefined)
    return [ask.about(field, 'ambiguous_due', 'ask_due_which', { words }, task.ambiguous.map(keep))]
  if (task.lunar === true) {
    const found = task.due ?? /\d{4}-\d{2}-\d{2}/u.exec(task.event ?? '')?.[0]
    return found === undefined
      ? []
      : [
          ask.about(field, 'lunar_due', 'ask_due_lunar', { words, day: found, weekday: ask.weekday(found) }, [
            keep(found),
            keep(workdayFrom(addDays(found, 1))),
          ]),
        ]
  }
  if (task.due !== null && task.holiday === true) {
    const holiday = holidayOn(task.due)!
    return [
      ask.about(
        field,
        'holiday_due',
        'ask_due_holiday',
        { day: task.due, holiday: holiday.name[ask.english ? 1 : 0] },
        [
          ...[workdayUntil(task.due)].filter((one) => one >= today).map(keep),
          keep(workdayFrom(task.due)),
          keep(task.due),
        ],
      ),
    ]
  }
  if (task.due !== null && task.weekend === true)
    return [
      ask.about(field, 'weekend_due', 'ask_due_weekend', { day: task.due, weekday: ask.weekday(task.due) }, [
        keep(task.due),
        ...[workdayUntil(task.due)].filter((one) => one >= today).map(keep),
        keep(workdayFrom(task.due)),
      ]),
    ]
  if (task.due !== null && task.precision === 'month_end' && task.due <= addDays(today, 2))
    return [
      ask.about(field, 'month_end_due', 'ask_due_month_end', { day: task.due }, [
        keep(task.due),
        keep(workdayFrom(addDays(task.due, 1))),
      ]),
    ]
  if (task.precision === 'month' || task.precision === 'range')
    return [
      ask.about(field, task.precision === 'month' ? 'month_due' : 'range_due', 'ask_due_event', {
        words: `${words} ${task.text}`.trim(),
      }),
    ]
  if (task.precision === 'event' && task.event !== null)
    return [ask.about(field, 'event_due', 'ask_due_event', { words: task.event })]
  return task.precision === 'none' ? [ask.about(field, 'open_due', 'ask_due_open', { task: task.text })] : []
}
