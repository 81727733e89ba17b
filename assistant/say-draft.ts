/**
 * A card in words, Markdown that says everything: for channels that show no card, and for the terminal. A field
 * stands with the words of the note that it rests on, where they are not the same.
 */
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { FollowUp, VisitContact } from '../crm/visit.ts'
import type { CardVisit, VisitCard } from './visit-card.ts'

type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string

/** `head`: what has just happened to it; by its state without one. */
export function sayDraft(card: VisitCard, locale: Locale, head?: MessageKey): string {
  const say: Say = (key, params = {}) => message(locale, key, params)
  if (card.state === 'discarded') return say('note_head_discarded')
  const many = card.visits.length > 1
  const title = say(head ?? headOf(card), { count: card.visits.length, revision: card.revision })
  const parts = [
    title,
    ...card.visits.map((visit, index) => sayVisit(visit, index, card, many, say, locale)),
    ...(card.visits.length > 0 ? [] : sayTasks(card, say)),
    ...(card.intel.length === 0
      ? []
      : [card.intel.map((one) => line(say('note_intel'), plain(one.text))).join('\n')]),
    ...sayFindings(card, say),
    ...(card.state === 'open' && card.visits.some((visit) => visit.adverse_event.present)
      ? [`**${say('note_safety_hint')}**`]
      : []),
    ...sayQuestions(card, say),
    ...(card.state === 'open' ? [say('note_how')] : []),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function headOf(card: VisitCard): MessageKey {
  if (card.state === 'submitted') return 'note_head_submitted'
  if (card.visits.length > 1) return 'note_head_draft_many'
  if (card.visits.length === 1) return 'note_head_draft'
  if (card.intel.length > 0) return 'note_head_intel'
  return card.findings.length > 0 ? 'note_head_incident' : 'note_nothing'
}

function sayVisit(
  visit: CardVisit,
  index: number,
  card: VisitCard,
  many: boolean,
  say: Say,
  locale: Locale,
): string {
  const comma = locale === 'en' ? ', ' : '、'
  const quote = (path: string, shown: string): string => {
    const span = card.evidence[`visits.${index}.${path}`]?.[0]
    const words = span === undefined ? '' : card.note.slice(span.start, span.end).replace(/\s+/gu, ' ').trim()
    if (words === '' || shown.includes(words) || words.length > 30) return ''
    return ` ← ${say('note_from', { quote: plain(words) })}`
  }
  const field = (key: MessageKey, value: string | null | undefined, path: string): readonly string[] =>
    value === null || value === undefined || value === ''
      ? []
      : [line(say(key), plain(value) + quote(path, value))]
  const list = (key: MessageKey, values: readonly string[], path: string): readonly string[] =>
    field(key, values.join(comma), `${path}.0`)
  const assumed = (given: boolean): string => (given ? ` (${say('note_assumed')})` : '')
  const event = visit.adverse_event
  return [
    ...(many ? [`**${say('note_visit', { n: index + 1 })}**`] : []),
    line(
      say('note_date'),
      `${visit.date ?? say('note_no_day')}${visit.time === null ? '' : ` ${timeText(visit.time, say)}`}${assumed(visit.date_source !== undefined)}${quote('date', visit.date ?? '')}`,
    ),
    line(
      say('note_status'),
      [
        say(`note_status_${visit.status}`),
        say(`note_channel_${visit.channel}`),
        say(`note_kind_${visit.kind}`),
      ].join(' · '),
    ),
    ...field(
      'note_institution',
      visit.institution === null ? null : institutionText(visit, say),
      'institution',
    ),
    ...field('note_department', visit.department, 'department'),
    ...visit.contacts.map((one, at) =>
      line(say('note_contacts'), contactText(one, card, say) + quote(`contacts.${at}`, one.text)),
    ),
    ...list(
      'note_products',
      visit.products.map((one) => attitudeText(one.text, one.attitude, say)),
      'products',
    ),
    ...list('note_competitors', visit.competitors, 'competitors'),
    ...list(
      'note_topics',
      visit.topics.map((code) => say(`note_topic_${code}`)),
      'topics',
    ),
    ...list(
      'note_objections',
      visit.objections.map((one) => one.text),
      'objections',
    ),
    ...list(
      'note_questions',
      visit.questions.map((one) => one.text),
      'questions',
    ),
    ...list('note_hcp_commitments', visit.hcp_commitments, 'hcp_commitments'),
    ...list('note_materials', visit.materials, 'materials'),
    ...visit.follow_ups.map((one) => line(say('note_follow_ups'), followUpText(one, say))),
    ...field('note_access', visit.access?.stage, 'access'),
    ...field('note_next_available', visit.next_available, 'next_available'),
    ...(event.present ? [line(say('note_adverse_event'), `**${plain(event.text ?? '')}**`)] : []),
  ].join('\n')
}

function sayTasks(card: VisitCard, say: Say): readonly string[] {
  if (card.followUps.length === 0) return []
  return [card.followUps.map((one) => line(say('note_follow_ups'), followUpText(one, say))).join('\n')]
}

const PARTS_OF_DAY = ['am', 'noon', 'pm', 'evening'] as const

function timeText(time: string, say: Say): string {
  const part = PARTS_OF_DAY.find((one) => one === time)
  return part === undefined ? time : say(`note_time_${part}`)
}

function institutionText(visit: CardVisit, say: Say): string {
  const { text, id } = visit.institution!
  return id === null ? `${text} (${say('note_not_listed')})` : text
}

/** "王主任 = 王建国": what was written, and whom it means. */
function named(text: string, id: string | null, card: VisitCard): string {
  const name = id === null ? undefined : card.names[id]
  return name === undefined || text.includes(name) ? plain(text) : `${plain(text)} = ${plain(name)}`
}

function contactText(one: VisitContact, card: VisitCard, say: Say): string {
  const marks = [
    ...(one.role === 'absent' || one.role === 'mentioned' ? [say(`note_${one.role}`)] : []),
    ...(one.attitude === 'unknown' ? [] : [say(`note_attitude_${one.attitude}`)]),
    ...(one.new_contact === true
      ? [say('note_new_contact')]
      : one.id === null
        ? [say('note_not_listed')]
        : []),
  ]
  return named(one.text, one.id, card) + (marks.length === 0 ? '' : ` (${marks.join(' · ')})`)
}

function attitudeText(text: string, attitude: VisitContact['attitude'], say: Say): string {
  return attitude === 'unknown' ? text : `${text} (${say(`note_attitude_${attitude}`)})`
}

export function followUpText(one: FollowUp, say: Say): string {
  const days = one.range === null ? one.due : one.range.join('–')
  const when = [days ?? one.event ?? say('note_no_day'), one.time]
    .filter((part) => part !== undefined)
    .join(' ')
  const marks = [
    ...(one.blocked === true ? [say('note_blocked')] : []),
    ...(one.needs_review === true ? [say('note_needs_review')] : []),
  ]
  return `${plain(one.text)} · ${plain(when)}${marks.length === 0 ? '' : ` (${marks.join(' · ')})`}`
}

function sayFindings(card: VisitCard, say: Say): readonly string[] {
  if (card.findings.length === 0) return []
  const lines = card.findings.map(
    (one) =>
      `- [${say(`note_severity_${one.severity}`)}] ${say(`finding_${one.code}` as MessageKey)}${one.span === '' ? '' : `: “${plain(one.span)}”`}${one.clause === null ? '' : ` — ${plain(one.clause)}`}`,
  )
  return [`**${say('note_findings_head')}**\n${lines.join('\n')}`]
}

function sayQuestions(card: VisitCard, say: Say): readonly string[] {
  if (card.questions.length === 0) return []
  const lines = card.questions.map((one) =>
    [`- ${plain(one.text)}`, ...one.choices.map((choice, at) => `  ${at + 1}. ${plain(choice.label)}`)].join(
      '\n',
    ),
  )
  return [`**${say('note_ask_head')}**\n${lines.join('\n')}`]
}

const line = (name: string, value: string): string => `- ${name}: ${value}`

/** What a note says is text, not markup. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|#]/gu, '\\$&')
