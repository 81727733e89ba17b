/**
 * A row of a company's table of past visits as the record that a note would have become. A word that is in
 * no vocabulary is a fault of that row; a contact or product that nobody knows is kept as it is written.
 */
import { type AddFault, type ReadRow, splitList } from '../core/import-rows.ts'
import {
  ATTITUDE_WORDS,
  CHANNEL_WORDS,
  KIND_WORDS,
  OBJECTION_WORDS,
  STATUS_WORDS,
  TOPIC_WORDS,
  wordOf,
} from './crm-words.ts'
import { readDayCell } from './day-cell.ts'
import type { NameResolver } from './resolve-name.ts'
import type { Attitude, Visit, VisitContact, VisitObjection } from './visit.ts'
import type { VisitField } from './visit-columns.ts'

export interface VisitRowContext {
  readonly accounts: NameResolver
  readonly contacts: NameResolver
  readonly accountOf: ReadonlyMap<string, string>
  readonly products: NameResolver
  /** Takes patients' identifiers out of what is kept. */
  readonly mask: (text: string) => string
}

type Row = ReadRow<VisitField>
type Fault = AddFault<VisitField>

export function visitOfRow(row: Row, context: VisitRowContext, fault: Fault): Visit {
  const { fields } = row
  const { mask } = context
  const texts = (field: VisitField) => splitList(fields[field] ?? '').map(mask)
  const date = readDayCell(row, 'date', fault)
  if (!fields.date) fault('date', 'missing', 'The visit has no day.')
  const institution = institutionOf(fields.institution ?? '', context)
  const contacts = contactsOf(row, institution?.id ?? null, context, fault)
  const accountId = institution?.id ?? accountOfContacts(contacts, context)
  const attendees = count(row, 'attendeeCount', fault)
  const minutes = count(row, 'durationMin', fault)
  return {
    date: date ?? null,
    time: timeOf(row, fault),
    channel: word(row, 'channel', CHANNEL_WORDS, fault) ?? 'f2f',
    status: word(row, 'status', STATUS_WORDS, fault) ?? 'completed',
    kind: word(row, 'kind', KIND_WORDS, fault) ?? 'individual',
    institution: institution ?? (accountId === null ? null : { text: '（未写明）', id: accountId }),
    department: fields.department?.trim() || null,
    contacts,
    products: splitList(fields.products ?? '').map((text, index) => ({
      text,
      id: one(context.products.find(text)),
      order: index + 1,
      detailed: true,
      attitude: contacts[0]?.attitude ?? 'unknown',
    })),
    competitors: splitList(fields.competitors ?? ''),
    topics: words(row, 'topics', TOPIC_WORDS, fault),
    keywords: texts('keywords'),
    objections: objectionsOf(row, context, fault),
    questions: texts('questions').map((text) => ({ text, route: 'none' })),
    rep_commitments: texts('repCommitments'),
    hcp_commitments: texts('hcpCommitments'),
    materials: texts('materials'),
    follow_ups: [],
    adverse_event: { present: false },
    compliance_flags: [],
    access: null,
    ...(minutes === undefined ? {} : { duration_min: minutes }),
    ...(attendees === undefined ? {} : { attendee_count: attendees }),
  }
}

function institutionOf(cell: string, { accounts }: VisitRowContext): Visit['institution'] {
  return cell === '' ? null : { text: cell, id: one(accounts.find(cell)) }
}

/** `王建国; 王丽`, each with an attitude of its own in the same order, or one for all. */
function contactsOf(
  row: Row,
  accountId: string | null,
  context: VisitRowContext,
  fault: Fault,
): readonly VisitContact[] {
  const names = splitList(row.fields.contacts ?? '')
  const attitudes = (row.fields.attitude ?? '')
    .split(/[;；、|｜\n]+/u)
    .filter((cell) => cell.trim() !== '')
    .map((cell): Attitude => {
      const attitude = wordOf(ATTITUDE_WORDS, cell)
      if (attitude === undefined) fault('attitude', 'unknown', `"${cell.trim()}" is no attitude.`)
      return attitude ?? 'unknown'
    })
  return names.map((text, index) => {
    const found = context.contacts.find(text)
    const here = accountId === null ? found : found.filter((id) => context.accountOf.get(id) === accountId)
    if (here.length > 1) {
      fault('contacts', 'ambiguous', `Several contacts are called "${text}": give the id or the account.`)
    }
    return {
      text,
      id: one(here),
      role: index === 0 ? 'primary' : 'attendee',
      attitude: attitudes[attitudes.length === 1 ? 0 : index] ?? 'unknown',
    }
  })
}

function accountOfContacts(contacts: readonly VisitContact[], { accountOf }: VisitRowContext): string | null {
  const ids = contacts.flatMap((contact) => (contact.id === null ? [] : [accountOf.get(contact.id)]))
  return one([...new Set(ids.filter((id) => id !== undefined))])
}

/** A category, or a category, a colon and the words: `价格：比集采贵`. */
function objectionsOf(
  row: Row,
  { mask, products }: VisitRowContext,
  fault: Fault,
): readonly VisitObjection[] {
  const product = one(
    splitList(row.fields.products ?? '')
      .slice(0, 1)
      .flatMap((text) => products.find(text)),
  )
  return splitList(row.fields.objections ?? '').flatMap((cell): readonly VisitObjection[] => {
    const [head = '', ...rest] = cell.split(/[:：]/u)
    const category = wordOf(OBJECTION_WORDS, head)
    if (category === undefined) {
      fault('objections', 'unknown', `"${head.trim()}" is no kind of objection.`)
      return []
    }
    return [{ category, text: mask(rest.join('：').trim() || head.trim()), product }]
  })
}

function timeOf(row: Row, fault: Fault): string | null {
  const cell = (row.fields.time ?? '').normalize('NFKC').trim()
  const behind = /[ T](\d{1,2}:\d{2})/u.exec((row.fields.date ?? '').normalize('NFKC'))?.[1]
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/u.exec(cell || (behind ?? ''))
  if (match !== null) {
    const time = `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`
    // A spreadsheet writes midnight behind a day that has no time.
    return cell === '' && time === '00:00' ? null : time
  }
  if (cell !== '') fault('time', 'invalid', 'This is not a time (HH:MM).')
  return null
}

function word<T>(
  row: Row,
  field: VisitField,
  table: Readonly<Record<string, T>>,
  fault: Fault,
): T | undefined {
  const cell = row.fields[field] ?? ''
  if (cell === '') return undefined
  const found = wordOf(table, cell)
  if (found === undefined) fault(field, 'unknown', `"${cell}" is not known here.`)
  return found
}

function words<T>(
  row: Row,
  field: VisitField,
  table: Readonly<Record<string, T>>,
  fault: Fault,
): readonly T[] {
  const found = splitList((row.fields[field] ?? '').replaceAll(/[,，]/gu, ';')).map((cell) => {
    const one = wordOf(table, cell)
    if (one === undefined) fault(field, 'unknown', `"${cell}" is not known here.`)
    return one
  })
  return [...new Set(found.filter((one) => one !== undefined))]
}

function count(row: Row, field: VisitField, fault: Fault): number | undefined {
  const cell = (row.fields[field] ?? '').normalize('NFKC').replace(/\s*(人|分钟|min)$/u, '')
  if (cell === '') return undefined
  const number = Number(cell)
  if (Number.isInteger(number) && number >= 0 && number <= 10_000) return number
  fault(field, 'invalid', 'This is not a whole number.')
  return undefined
}

function one(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null
}
