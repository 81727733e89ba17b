/**
 * Whether what was found may carry an answer at all: it is about the topic that was asked, it holds data,
 * and the text belongs to the product that it is filed under. A refusal names its reason.
 */
import type { Hit } from '../../knowledge/retrieval.ts'
import { FORM_ROUTES, NO_DATA_SECTION, TOPIC_RULES } from './evidence-rules.ts'

/** Asked topics that no quote is about; an acronym of a named study must stand in the quote itself. */
export function missesTopic(question: string, quotes: readonly string[]): boolean {
  const asked = question.normalize('NFKC')
  const text = quotes.join('\n').normalize('NFKC')
  const topics = TOPIC_RULES.filter((rule) => rule.asked.test(asked))
  if (topics.length > 0 && !topics.some((rule) => rule.evidence.test(text))) return true
  const study = /\b([A-Z][A-Z0-9-]{3,})\b\s*(?:那个|这个)?(?:研究|试验|trial|study)/u.exec(asked)?.[1]
  return study !== undefined && !text.includes(study)
}

/** Every quoted section says only that there are no data. */
export function saysNoData(sections: readonly string[]): boolean {
  return sections.length > 0 && sections.every((text) => NO_DATA_SECTION.test(text))
}

/**
 * The way of giving in the dosage section contradicts the dosage form of the product's name and nothing
 * in it fits: the text was filed under the wrong product. `usage` are the dosage sections of one product.
 */
export function isMisfiled(productName: string, usage: readonly string[]): boolean {
  const name = productName
    .normalize('NFKC')
    .replace(/[(（][^)）]*[)）]|[IVⅠⅡ]+$/gu, '')
    .trim()
  const rule = FORM_ROUTES.find(({ form }) => form.test(name))
  const text = usage.join('\n').normalize('NFKC')
  return rule?.contradicts.test(text) === true && !rule.fits.test(text)
}

/** Hits whose product is not among `misfiled`. */
export function withoutProducts(hits: readonly Hit[], misfiled: ReadonlySet<string>): readonly Hit[] {
  return hits.filter((hit) => hit.productIds.length === 0 || !hit.productIds.every((id) => misfiled.has(id)))
}
