/**
 * What a question wants to hear, read from its words: concepts, kinds of amounts, values that conditions
 * must cover, and the plain words that remain. Names of products are taken out first.
 */
import { type AmountKind, type Value, valuesIn } from '../core/text/numbers.ts'
import type { Retrieval } from '../knowledge/retrieval.ts'
import { AMOUNT_ASKED, CONCEPTS, type Concept } from './question-lexicon.ts'

export interface QuestionNeed {
  readonly concepts: readonly Concept[]
  readonly amounts: readonly AmountKind[]
  readonly values: readonly Value[]
  /** Character pairs and Latin words that no concept explains, for word overlap. */
  readonly words: readonly string[]
}

const FILLER =
  /[吗呢呀啊吧么嘛的了是有在和与跟及或就都也还要会能给用吃打说问做那个这一下怎如何什多少几]|说明书|病人|患者|医生|主任|老师|请问|本品|时候|可以|应该|到底|[^\p{L}\p{N}]/gu

/** `text` is the question; spans of products come from the retrieval of the same text. */
export function readNeed(text: string, retrieval: Pick<Retrieval, 'products'>): QuestionNeed {
  const asked = withoutProducts(text, retrieval.products)
  const normal = asked.normalize('NFKC')
  const concepts = CONCEPTS.filter((concept) => concept.asked.test(normal))
  let rest = normal.toLowerCase()
  for (const concept of concepts) rest = rest.replace(new RegExp(concept.asked.source, 'giu'), ' ')
  const words = new Set<string>()
  for (const run of rest.replace(FILLER, ' ').split(/\s+/u)) {
    for (const latin of run.match(/[a-z0-9][a-z0-9+-]{2,}/gu) ?? []) words.add(latin)
    const han = [...(run.match(/\p{Script=Han}+/gu)?.join(' ') ?? '')]
    for (let at = 0; at + 1 < han.length; at += 1) {
      if (han[at] !== ' ' && han[at + 1] !== ' ') words.add(han[at]! + han[at + 1]!)
    }
  }
  const amounts = new Set(AMOUNT_ASKED.flatMap(([pattern, kinds]) => (pattern.test(normal) ? kinds : [])))
  return { concepts, amounts: [...amounts], values: valuesIn(asked), words: [...words] }
}

/** The question with its subject products blanked: their names decide the source, not the sentence. */
function withoutProducts(text: string, products: Retrieval['products']): string {
  const cut = [...text]
  const units = text.split('')
  for (const { span, role } of products) {
    if (span === undefined || role === 'partner') continue
    for (let at = span.start; at < span.end; at += 1) units[at] = ' '
  }
  return cut.length === 0 ? '' : units.join('')
}
