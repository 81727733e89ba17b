/**
 * How each contact and each product fared: from the units that follow its name, by the words of attitude-words.ts,
 * from objections and from adverse events. Nothing said is neutral for whom was talked to, unknown for whom was
 * not met, only named or hardly talked to.
 */
import type { AdverseEvent, Attitude, ContactRole } from '../../crm/visit.ts'
import { HARDLY_TALKED, NEGATIVE, NEUTRAL, NOT_ABOUT, POSITIVE, UNDECIDED } from './attitude-words.ts'
import { productOfConcern } from './class-concerns.ts'
import type { LocatedFinding } from './find-findings.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { Mention, NoteSegment } from './note-segment.ts'
import type { ReadObjection } from './read-objections.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface ReadAttitudes {
  /** In the order of `facts.contacts`. */
  readonly contacts: readonly Attitude[]
  /** In the order of `facts.products`. */
  readonly products: readonly Attitude[]
}

export interface AttitudeGround {
  readonly objections: readonly ReadObjection[]
  readonly adverseEvent: AdverseEvent
  readonly findings: readonly LocatedFinding[]
}

/** Reservations about the product; that it is not listed yet is no attitude. */
const RESERVATIONS = ['price', 'efficacy', 'safety', 'evidence', 'convenience']
const MET: readonly ContactRole[] = ['primary', 'attendee']

export function readAttitudes(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
  ground: AttitudeGround,
): ReadAttitudes {
  const held = facts.status === undefined || facts.status === 'completed'
  const unknown = (): Attitude => 'unknown'
  if (!held) return { contacts: facts.contacts.map(unknown), products: facts.products.map(unknown) }
  const met = facts.contacts.filter(({ role }) => MET.includes(role))
  const owned = (contact: MeaningFacts['contacts'][number]): readonly SpeechUnit[] =>
    met.length <= 1 ? units : units.filter((unit) => ownerOf(segment, unit, met) === contact)
  const contacts = facts.contacts.map((contact): Attitude => {
    if (!MET.includes(contact.role)) return 'unknown'
    const own = owned(contact)
    const attitude = attitudeOf(
      own,
      ground.objections.filter(({ span }) =>
        own.some(({ start, end }) => span.start < end && span.end > start),
      ),
    )
    if (contact.role !== 'primary') return attitude ?? 'neutral'
    if (ground.adverseEvent.present) return withCase(attitude, ground)
    return attitude ?? (hardly(units) ? 'unknown' : 'neutral')
  })
  // What an attendee holds against it does not take back what whom was visited says of it.
  const primary = met.find(({ role }) => role === 'primary')
  const isPrimary = (span: Span): boolean =>
    met.length <= 1 ||
    primary === undefined ||
    owned(primary).some(({ start, end }) => span.start < end && span.end > start)
  const products = facts.products.map((product): Attitude => {
    const own = unitsOf(segment, units, facts, product.id)
    const objections = ground.objections.filter(
      (one) => (one.product === product.id || one.product === null) && isPrimary(one.span),
    )
    if (ground.adverseEvent.present && ground.adverseEvent.suspect_drug === product.id)
      return stopped(ground.adverseEvent) ? 'negative' : 'mixed'
    const attitude = attitudeOf(own, objections)
    if (attitude !== null) return attitude
    if (hardly(own)) return 'unknown'
    return facts.products.length > 1 && own.every(({ text }) => text.length <= 16) && own.length <= 1
      ? 'unknown'
      : 'neutral'
  })
  return { contacts, products }
}

const NO_COMPLAINT = /(?:没|没有|未)[^，。；]{0,5}?(?:抱怨|不满|嫌|反感|抵触|意见)/gu

/** Null: nothing tells. */
function attitudeOf(units: readonly SpeechUnit[], objections: readonly ReadObjection[]): Attitude | null {
  const words = units.filter(({ text, speaker }) => speaker !== 'other' && !NOT_ABOUT.test(text))
  if (words.some(({ text }) => NEUTRAL.test(text))) return 'neutral'
  if (words.some(({ text }) => UNDECIDED.test(text))) return 'mixed'
  const negative = words.some(
    ({ text, speaker }) => speaker !== 'rep' && NEGATIVE.test(text.replace(NO_COMPLAINT, '')),
  )
  const positive = words.some(({ text }) => POSITIVE.test(text.replace(NEGATIVE, '')))
  const reserved = objections.some(({ category }) => RESERVATIONS.includes(category))
  if (reserved) return 'mixed'
  if (positive && negative) return 'mixed'
  return positive ? 'positive' : negative ? 'negative' : null
}

/** Telling of a case is help; doubting it or wanting it kept quiet is not. */
function withCase(attitude: Attitude | null, { adverseEvent, findings }: AttitudeGround): Attitude {
  const doubted = adverseEvent.causality_by_reporter !== undefined
  const hushed = findings.some(({ flag }) => flag.code === 'AE_CONCEALMENT')
  if (doubted || hushed) return 'mixed'
  return attitude === 'positive' ? 'mixed' : (attitude ?? 'neutral')
}

const stopped = ({ action_taken }: AdverseEvent): boolean =>
  action_taken !== undefined && /停药|换药|stopped|switched/u.test(action_taken)
const hardly = (units: readonly SpeechUnit[]): boolean => units.some(({ text }) => HARDLY_TALKED.test(text))

/** Of several who were met: whoever was named last up to here. */
function ownerOf(segment: NoteSegment, unit: SpeechUnit, met: readonly MeaningFacts['contacts'][number][]) {
  const named = segment.mentions.findLast(
    (mention) =>
      mention.kind === 'contact' &&
      mention.start < unit.end &&
      met.some((contact) => isOne(contact, mention)),
  )
  return named === undefined ? met[0] : met.find((contact) => isOne(contact, named))
}

const isOne = (contact: { readonly id: string | null; readonly text: string }, mention: Mention): boolean =>
  contact.id === null
    ? contact.text.includes(mention.text) || mention.text.includes(contact.text)
    : contact.id === mention.id

/** From a product's name to the next one's; a worry that belongs to one class goes to its product. */
function unitsOf(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
  id: string | null,
): readonly SpeechUnit[] {
  if (facts.products.length <= 1) return units
  const known = facts.directory.products.filter((one) =>
    facts.products.some((product) => product.id === one.id),
  )
  return units.filter((unit) => {
    const named = segment.mentions.filter(
      ({ kind, start, end }) => kind === 'product' && start >= unit.start && end <= unit.end,
    )
    if (named.length > 0) return named.some((mention) => mention.id === id)
    const concerned = productOfConcern(unit.text, known)
    if (concerned !== null) return concerned === id
    return segment.mentions.findLast(({ kind, start }) => kind === 'product' && start < unit.start)?.id === id
  })
}
