/** A few questions for an empty chat, made of the products that can be asked about right now. */
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Product } from '../knowledge/product.ts'

const QUESTIONS: readonly MessageKey[] = ['chat_example_renal', 'chat_example_dose', 'chat_example_pregnancy']

/** None without products; of several products each question names another one. */
export function exampleQuestions(products: readonly Product[], locale: Locale): readonly string[] {
  if (products.length === 0) return []
  const name = (index: number) => calledBy(products[index % products.length]!, locale)
  const questions = QUESTIONS.map((key, index) => message(locale, key, { name: name(index) }))
  if (products.length < 2) return questions
  const [one, other] = [name(QUESTIONS.length), name(QUESTIONS.length + 1)]
  return one === other ? questions : [...questions, message(locale, 'chat_example_compare', { one, other })]
}

/** As a rep would say it: the brand, in English the international name. */
function calledBy(product: Product, locale: Locale): string {
  if (locale === 'en') {
    const shortest = product.englishNames.toSorted((a, b) => a.length - b.length)[0]
    if (shortest !== undefined) return shortest
  }
  return product.brandNames[0] ?? product.name
}
