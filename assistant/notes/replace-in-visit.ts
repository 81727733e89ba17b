/** The right name in place of a wrong one: a person, a place, a medicine of the visit before. */
import type { Visit, VisitContact, VisitProduct } from '../../crm/visit.ts'
import type { Ask } from './ask-about-visit.ts'
import { type Correcting, setField } from './correcting.ts'
import type { MedicineName, NoteName, PersonName } from './note-names.ts'
import type { MessageFacts } from './read-other-message.ts'
import { resolvePerson } from './resolve-people.ts'

export interface NamesToReplace {
  readonly wrong: readonly NoteName[]
  readonly right: readonly NoteName[]
  /** Which field the message says is wrong. */
  readonly about: string | null
}

export function replaceInVisit(
  now: Correcting,
  names: NamesToReplace,
  facts: MessageFacts,
  ask: Ask,
): Correcting {
  return [replacePerson, replacePlace, replaceProduct].reduce(
    (visit, step) => step(visit, names, facts, ask),
    now,
  )
}

function replacePerson(
  now: Correcting,
  { wrong, right, about }: NamesToReplace,
  { context, index }: MessageFacts,
  ask: Ask,
): Correcting {
  const person = right.find((name): name is PersonName => name.kind === 'person')
  if (person === undefined) return now
  const bad = wrong.filter((name): name is PersonName => name.kind === 'person')
  const { visit } = now
  const at = bad.length > 0 ? visit.contacts.findIndex((one) => bad.some((name) => isOne(name, one))) : 0
  const old = visit.contacts[at]
  if ((bad.length === 0 && about !== 'contacts') || old === undefined) return now
  const place = right.find((name) => name.kind === 'place')
  const home =
    place?.kind === 'place'
      ? place.ids
      : visit.institution?.id === null || visit.institution === null
        ? []
        : [visit.institution.id]
  const named = context.directory.contacts.filter(({ accountId }) => home.includes(accountId))
  const resolved = resolvePerson(person, {
    accountIds: named.some((one) => person.candidates.includes(one)) ? home : [],
    departments: [],
    named: [],
  })
  const known = resolved.kind === 'known' ? resolved.contact : null
  const contact: VisitContact = {
    ...withoutMarks(old),
    text: person.text,
    id: known?.id ?? null,
    ...(resolved.kind === 'new' ? { new_contact: true as const } : {}),
  }
  const contacts = visit.contacts.map((one, to) => (to === at ? contact : one))
  const changed: Correcting = {
    ...now,
    visit: { ...visit, contacts },
    corrections: [
      ...now.corrections,
      {
        field: 'contacts',
        from: visit.contacts.map(({ id, text }) => id ?? text),
        to: contacts.map(({ id, text }) => id ?? text),
      },
    ],
    spans: { ...now.spans, [`contacts.${at}`]: [{ start: person.start, end: person.end }] },
    questions: [
      ...now.questions,
      ...(resolved.kind === 'ambiguous'
        ? [
            ask.about(
              `contacts.${at}`,
              'ambiguous_contact',
              'ask_which_contact',
              { name: person.text },
              resolved.candidates.slice(0, 8).map((one) => ({
                value: one.id,
                label: `${one.name} · ${index.accountName(one.accountId)}`,
              })),
            ),
          ]
        : []),
      ...(resolved.kind === 'new'
        ? [ask.about(`contacts.${at}`, 'new_contact', 'ask_new_contact', { name: person.text })]
        : []),
    ],
  }
  if (known === null || old.role !== 'primary') return changed
  const moved =
    visit.institution?.id === known.accountId
      ? changed
      : setField(changed, 'institution', { text: '(未写明)', id: known.accountId }, person)
  return setField(moved, 'department', known.department, person)
}

function isOne(name: PersonName, contact: VisitContact): boolean {
  return contact.id !== null
    ? name.candidates.some(({ id }) => id === contact.id)
    : contact.text.includes(name.surname)
}

const withoutMarks = ({ inferred: _, new_contact: __, ...contact }: VisitContact): VisitContact => contact

function replacePlace(now: Correcting, { right, wrong, about }: NamesToReplace): Correcting {
  const place = right.find((name) => name.kind === 'place')
  if (place?.kind !== 'place') return now
  if (!wrong.some(({ kind }) => kind === 'place') && about !== 'institution') return now
  return setField(
    now,
    'institution',
    { text: place.text, id: place.ids.length === 1 ? place.ids[0]! : null },
    place,
  )
}

function replaceProduct(now: Correcting, { right, wrong, about }: NamesToReplace): Correcting {
  const product = right.find((name): name is MedicineName => name.kind === 'product')
  const bad = wrong.filter((name): name is MedicineName => name.kind === 'product')
  if (product === undefined || (bad.length === 0 && about !== 'products')) return now
  const { visit } = now
  const at = bad.length > 0 ? visit.products.findIndex(({ id }) => bad.some((name) => name.id === id)) : 0
  const old: VisitProduct | undefined = visit.products[at]
  const changed: VisitProduct =
    old === undefined
      ? {
          text: product.text,
          id: product.id,
          order: visit.products.length + 1,
          detailed: visit.status === 'completed',
          attitude: 'unknown',
        }
      : { ...old, text: product.text, id: product.id }
  const products =
    old === undefined
      ? [...visit.products, changed]
      : visit.products.map((one, to) => (to === at ? changed : one))
  const objections: Visit['objections'] = visit.objections.map((one) =>
    old !== undefined && one.product === old.id ? { ...one, product: product.id } : one,
  )
  return {
    ...now,
    visit: { ...visit, products, objections },
    corrections: [
      ...now.corrections,
      {
        field: 'products',
        from: visit.products.map(({ id, text }) => id ?? text),
        to: products.map(({ id, text }) => id ?? text),
      },
    ],
    spans: { ...now.spans, [`products.${Math.max(at, 0)}`]: [{ start: product.start, end: product.end }] },
  }
}
