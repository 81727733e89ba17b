/**
 * What a question is about once its products are known: its own need, or the one that it carries from the
 * question before ("那B呢？"), or none at all (a name alone), which asks what there is to know.
 */
import type { Retrieval } from '../knowledge/retrieval.ts'
import { routeSections } from '../knowledge/route-sections.ts'
import type { RememberedQuestion } from './conversation-store.ts'
import { headingsAsked } from './heading-question.ts'
import { readNeed } from './question-need.ts'

export interface QuestionTopic {
  /** The text that answers are chosen by; begins with the question as typed, so that offsets hold. */
  readonly text: string
  /** For the next question: the need without the names of the products. */
  readonly topic: string
  /** Nothing but a product is named. */
  readonly overview: boolean
  /** Codes of the sections that are asked for as a whole. */
  readonly headings: readonly string[]
}

/** As long as retrieval takes a message for a follow-up. */
const LONGEST_FOLLOW_UP = 40
const LONGEST_TOPIC = 300
/** Words around a name that ask nothing yet. */
const ASKS_NOTHING =
  /说明书|介绍|资料|信息|情况|怎么样|咋样|如何|(?:是|个)?(?:什么|啥)(?:药|产品|东西)|这个药|药品|产品|请问|你好|您好|查询|查|看看|看|想|了解|知道|关于|讲讲|说说|给我|一下|个|我|的|呢|吗|啊|吧|是|有|\b(?:tell me|show me|about|what(?:'s| is)|info(?:rmation)?|label|package insert|leaflet|please|the|an?|on|for|of|hi|hello)\b|[^\p{L}\p{N}]/giu
/** A question that leans on the one before by its form: "那…呢", "换成…", "what about …". */
const LEANS =
  /^\s*(?:那|换成?|要是|如果|假如|还有)|呢\s*[？?]?\s*$|也(?:一样|是|可以|能)|一样吗|^\s*(?:and|what about|how about|what if|same for)\b/iu

export function readTopic(
  text: string,
  retrieval: Retrieval,
  before: RememberedQuestion | undefined,
): QuestionTopic {
  const own = withoutSubjects(text, retrieval)
  const need = readNeed(text, retrieval)
  const asks =
    need.concepts.length > 0 ||
    need.amounts.length > 0 ||
    need.values.length > 0 ||
    routeSections(own).sections.length > 0
  const nameAlone = own.replace(ASKS_NOTHING, '') === ''
  const leans = LEANS.test(text) || (nameAlone && namesAnother(retrieval, before))
  if (!asks && leans && before !== undefined && before.topic !== '' && text.length <= LONGEST_FOLLOW_UP) {
    return {
      text: `${text}\n${before.topic}`,
      topic: clip(`${own} ${before.topic}`),
      overview: false,
      headings: headingsAsked(`${own} ${before.topic}`),
    }
  }
  const subjects = retrieval.products.some((product) => product.role === 'subject')
  const overview = !asks && subjects && nameAlone
  return { text, topic: overview ? '' : clip(own), overview, headings: headingsAsked(own) }
}

/** A name alone repeats the question before for another product, or says which product was meant. */
function namesAnother(retrieval: Retrieval, before: RememberedQuestion | undefined): boolean {
  const named = retrieval.products.filter(({ role, by }) => role === 'subject' && by !== 'history')
  return named.some(({ productId }) => before?.productIds.includes(productId) === false)
}

/** The text with the names of what is asked about blanked; what is taken beside it is part of the need. */
export function withoutSubjects(text: string, retrieval: Pick<Retrieval, 'products'>): string {
  const units = text.split('')
  for (const { span, role } of retrieval.products) {
    if (span === undefined || role === 'partner') continue
    units.fill(' ', span.start, Math.min(span.end, units.length))
  }
  return units.join('')
}

const clip = (text: string): string =>
  text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_TOPIC).toWellFormed()
