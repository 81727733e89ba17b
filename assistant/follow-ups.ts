/** Questions one tap away: what else the labels of the same products can answer, in the question's language. */
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { LabelOutline } from '../knowledge/label-outline.ts'
import type { ResolvedProduct } from '../knowledge/retrieval.ts'

/** Section code -> the question that it answers, in the order in which they are worth asking. */
const QUESTIONS = [
  ['dosage', 'ask_dosage'],
  ['contraindications', 'ask_contraindications'],
  ['adverse_reactions', 'ask_adverse_reactions'],
  ['interactions', 'ask_interactions'],
  ['pregnancy', 'ask_pregnancy'],
  ['pediatric', 'ask_pediatric'],
  ['geriatric', 'ask_geriatric'],
  ['precautions', 'ask_precautions'],
  ['overdose', 'ask_overdose'],
  ['storage', 'ask_storage'],
  ['indications', 'ask_indications'],
  ['pharmacology', 'ask_pharmacology'],
] as const satisfies readonly (readonly [string, MessageKey])[]

const MOST_COMPARED = 2

export interface FollowUpRequest {
  readonly question: string
  readonly locale: Locale
  readonly products: readonly ResolvedProduct[]
  readonly outlines: readonly LabelOutline[]
  /** Codes of sections that the answer has shown or that the question was about. */
  readonly answered: ReadonlySet<string>
  readonly limit: number
}

/** At most `limit`; none without a product that has a label in force. Two products are asked about together. */
export function followUps(request: FollowUpRequest): readonly string[] {
  const subjects = request.products.filter(({ productId, role }) => {
    return role === 'subject' && request.outlines.some((outline) => outline.productId === productId)
  })
  // Products that one name can mean are asked about by that name.
  const named = [...new Map(subjects.map((product) => [product.group, product])).values()]
  if (named.length === 0) return []
  const product = named
    .slice(0, MOST_COMPARED)
    .map((one) => nameOf(one, request.question))
    .join(message(request.locale, 'ask_and'))
  const held = (code: string): boolean =>
    subjects.some(({ productId }) =>
      request.outlines.some((outline) => outline.productId === productId && outline.codes.includes(code)),
    )
  return QUESTIONS.filter(([code]) => held(code) && !request.answered.has(code))
    .slice(0, request.limit)
    .map(([, key]) => message(request.locale, key, { product }))
}

/** As the person wrote it. */
function nameOf(product: ResolvedProduct, question: string): string {
  return product.span === undefined ? product.name : question.slice(product.span.start, product.span.end)
}
