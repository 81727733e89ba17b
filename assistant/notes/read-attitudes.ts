/**
 * How each contact and each product fared: from the units that follow its name, by the words of attitude-words.ts,
 * from objections and from adverse events. Nothing said is neutral for whom was talked to, unknown for whom was
 * not met, only named or hardly talked to.
 */
import type { AdverseEvent, Attitude, ContactRole } from '../../crm/visit.ts'
import {
  HARDLY_TALKED,
  NEGATIVE,
  NEUTRAL,
  NOT_ABOUT,
  POSITIVE,
  TERSE_NEGATIVE,
  TERSE_POSITIVE,
  UNDECIDED,
} from './attitude-words.ts'
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
    met.length <= 1
      ? units
      : units.filter((unit) => ownerOf(segment, unit, met) === contact || OF_ALL.test(unit.text))
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
      return speaksAgainst(ground) && !praised(own) ? 'negative' : 'mixed'
    const attitude = attitudeOf(own, objections)
    if (attitude !== null) return attitude
    if (hardly(own)) return 'unknown'
    return facts.products.length > 1 && own.every(({ text }) => text.length <= 16) && own.length <= 1
      ? 'unknown'
      : 'neutral'
  })
  return { contacts, products }
}

/** Said of everybody who was there. */
const OF_ALL =
  /^(?:大家|两位|他们|她们|俩人|几个人|都|两人)(?:都|也)?(?:说|觉得|认|挺|很|没|愿|支持|好)|\b(?:both|all|everyone|everybody)\b/iu
const NO_COMPLAINT = /(?:没|没有|未)[^，。；]{0,5}?(?:抱怨|不满|嫌|反感|抵触|意见)/gu

/** Put off until something comes, not spoken against. */
const WAITS = /^[^，。；]{0,4}等[^，。；]{1,12}(?:再|出来|下来)|\b(?:until|wait\w* for)\b/iu
const REFUSED =
  /(?:暂时|先|目前|反正|坚决|还是)?不(?:换|用(?:$|[，。；,\s]|我们|你)|考虑|会用|打算用|想用|愿意?用|敢用|准备用)|(?:已经?|都|全)(?:换|改)(?:成|用|回|了)?[^，。；]{0,3}(?:别|其他|竞|他们|药)|拒绝|没(?:有)?兴趣|\b(?:won't|refus\w+|not interested|not switching|stick(?:s|ing) with|stay(?:s|ing) with)\b/iu

/** Null: nothing tells. */
function attitudeOf(units: readonly SpeechUnit[], objections: readonly ReadObjection[]): Attitude | null {
  const words = units.filter(({ text, speaker }) => speaker !== 'other' && !NOT_ABOUT.test(text))
  if (words.some(({ text }) => NEUTRAL.test(text))) return 'neutral'
  if (words.some(({ text }) => UNDECIDED.test(text))) return 'mixed'
  // That it is not stocked, or that there is no time, is nobody's opinion of it.
  const circumstances = objections.filter(({ category }) => !RESERVATIONS.includes(category))
  const negative = words.some(
    (unit) =>
      unit.speaker !== 'rep' &&
      !circumstances.some(({ span }) => span.start < unit.end && span.end > unit.start) &&
      (NEGATIVE.test(unit.text.replace(NO_COMPLAINT, '')) || TERSE_NEGATIVE.test(unit.text)),
  )
  const positive = words.some(
    ({ text }) => POSITIVE.test(text.replace(NEGATIVE, '')) || TERSE_POSITIVE.test(text),
  )
  const reserved = objections.some(
    ({ category, text }) => RESERVATIONS.includes(category) && !WAITS.test(text),
  )
  // A reservation with a refusal and nothing to set against it is a no.
  const refused = words.some(({ text, speaker }) => speaker !== 'rep' && REFUSED.test(text))
  if (reserved) return refused && !positive ? 'negative' : 'mixed'
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

/** The doctor's own good word for it stands beside the case. */
const praised = (units: readonly SpeechUnit[]): boolean =>
  units.some(
    ({ text, speaker }) =>
      speaker !== 'rep' &&
      speaker !== 'other' &&
      POSITIVE.test(text.replace(NEGATIVE, '')) &&
      !NO_PRAISE.test(text),
  )
/** It got better because it was stopped. */
const NO_PRAISE = /停|换|退|消|现在|好多了|没事|病人|患者|顾客|\b(?:patient|pt|stopped|resolved|better)\b/iu

/** A case speaks against the medicine, unless whoever tells it doubts the link or wants it kept quiet. */
const speaksAgainst = ({ adverseEvent, findings }: AttitudeGround): boolean =>
  (adverseEvent.action_taken !== undefined &&
    /停药|换药|stopped|switched/u.test(adverseEvent.action_taken)) ||
  (adverseEvent.causality_by_reporter === undefined &&
    !findings.some(({ flag }) => flag.code === 'AE_CONCEALMENT'))
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
  return units.flatMap((unit) => {
    const named = segment.mentions.filter(
      ({ kind, start, end }) => kind === 'product' && start >= unit.start && end <= unit.end,
    )
    if (named.length > 1) return ownStretches(unit, named, id)
    if (named.length > 0) return named[0]!.id === id ? [unit] : []
    const concerned = productOfConcern(unit.text, known)
    const about =
      concerned ??
      segment.mentions.findLast(({ kind, start }) => kind === 'product' && start < unit.start)?.id
    return about === id ? [unit] : []
  })
}

/** Behind a name up to the next one; names that are listed ("A和B都认可") share what follows them. */
function ownStretches(unit: SpeechUnit, named: readonly Mention[], id: string | null): readonly SpeechUnit[] {
  const order = named.toSorted((a, b) => a.start - b.start)
  return order.flatMap((mention, at) => {
    if (mention.id !== id) return []
    let last = at
    const gap = (to: number): string =>
      unit.text.slice(order[to]!.end - unit.start, (order[to + 1]?.start ?? unit.end) - unit.start)
    while (last + 1 < order.length && /^\s*(?:和|、|跟|与|及|还有|以及|加|\/|&|,|and)?\s*$/u.test(gap(last)))
      last += 1
    const from = at === 0 ? 0 : mention.start - unit.start
    const text = unit.text.slice(from, (order[last + 1]?.start ?? unit.end) - unit.start)
    return [{ ...unit, text, start: unit.start + from, end: unit.start + from + text.length }]
  })
}
