/**
 * Whom and what a note may mean, for a model to choose from: what the rules' own index finds for the names in it,
 * nothing else of the directory. The ids mean nothing outside of the call.
 */
import type { Locale } from '../../core/reader.ts'
import type { DirectoryAccount, DirectoryContact, DirectoryProduct, NoteReading } from './note-reading.ts'
import type { NoteSurvey } from './survey-note.ts'

export interface Candidates {
  readonly account: (id: string) => DirectoryAccount | undefined
  readonly contact: (id: string) => DirectoryContact | undefined
  readonly product: (id: string) => DirectoryProduct | undefined
  /** As the prompt lists them, a line each. */
  readonly text: string
  readonly count: number
}

/** So many bear a name that nobody could choose by it. */
const MOST_OF_A_NAME = 8
const MOST = 60

/** `reading` is the rules': whom they settled on is offered, too. */
export function offerCandidates(
  { note, context, index, locale }: NoteSurvey,
  reading: NoteReading,
): Candidates {
  const { directory } = context
  const placed = new Set(note.names.flatMap((name) => (name.kind === 'place' ? name.ids : [])))
  const settled = reading.visits.flatMap((visit) => [
    ...visit.contacts.flatMap(({ id }) => index.contact(id ?? '') ?? []),
  ])
  const borne = note.names.flatMap((name) => {
    if (name.kind !== 'person') return []
    const here = name.candidates.filter(({ accountId }) => placed.has(accountId))
    const some = here.length > 0 ? here : name.candidates
    return some.length > MOST_OF_A_NAME ? [] : some
  })
  const contacts = [...new Set([...settled, ...borne])].slice(0, MOST)
  const accountIds = new Set([
    ...reading.visits.flatMap(({ institution }) => institution?.id ?? []),
    ...placed,
    ...contacts.map(({ accountId }) => accountId),
  ])
  const accounts = directory.accounts.filter(({ id }) => accountIds.has(id)).slice(0, MOST)
  const productIds = new Set(
    note.names.flatMap((name) => (name.kind === 'product' && name.id !== null ? [name.id] : [])),
  )
  const products = directory.products.filter(({ id }) => productIds.has(id)).slice(0, MOST)
  const rivals = [
    ...new Set(note.names.flatMap(({ kind, text }) => (kind === 'competitor' ? [text] : []))),
  ].slice(0, MOST)
  const accountRef = new Map(accounts.map(({ id }, at) => [id, `A${at + 1}`]))
  return {
    account: (id) => accounts[place(id, 'A')],
    contact: (id) => contacts[place(id, 'C')],
    product: (id) => products[place(id, 'P')],
    text: list(locale, accounts, contacts, products, rivals, accountRef),
    count: accounts.length + contacts.length + products.length,
  }
}

const place = (id: string, letter: string): number =>
  new RegExp(`^${letter}[1-9]\\d?$`, 'u').test(id) ? Number(id.slice(1)) - 1 : -1

function list(
  locale: Locale,
  accounts: readonly DirectoryAccount[],
  contacts: readonly DirectoryContact[],
  products: readonly DirectoryProduct[],
  rivals: readonly string[],
  accountRef: ReadonlyMap<string, string>,
): string {
  const [institutions, people, medicines, others, none] =
    locale === 'en'
      ? ['Institutions', 'Contacts', 'Products', 'Competitors', 'none']
      : ['机构', '联系人', '本公司产品', '竞品', '无']
  const under = (head: string, lines: readonly string[]): string =>
    `${head}:\n${lines.length === 0 ? none : lines.join('\n')}`
  const line = (parts: readonly (string | null | undefined)[]): string =>
    parts
      .flatMap((part) => (part === null || part === undefined || part === '' ? [] : [flat(part)]))
      .join(' | ')
  return [
    under(
      institutions!,
      accounts.map(({ name }, at) => line([`A${at + 1}`, name])),
    ),
    under(
      people!,
      contacts.map(({ name, title, department, accountId }, at) =>
        line([`C${at + 1}`, name, title, department, accountRef.get(accountId)]),
      ),
    ),
    under(
      medicines!,
      products.map(({ name, generic }, at) => line([`P${at + 1}`, name, generic])),
    ),
    under(others!, rivals.map(flat)),
  ].join('\n\n')
}

/** A name of the directory is data: on one line, and short. */
const flat = (text: string): string =>
  text
    .replace(/[\s|]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .toWellFormed()
