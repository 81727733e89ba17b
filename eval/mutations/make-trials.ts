/**
 * Trials from true statements: as many of each kind as asked for, wrong ones by mutation, by another product
 * and by another citation, true ones in other wording. The same seed makes the same trials.
 */
import { seededRandom } from '../seeded-random.ts'
import { type Change, pick, type SourceStatement, type Trial } from './case.ts'
import { MUTATIONS } from './mutate.ts'
import { OWN_STATEMENTS } from './own-statements.ts'
import { REWORDINGS } from './reword.ts'

/** Attempts for one trial before a kind is taken as exhausted. */
const ATTEMPTS = 400
const OTHER_PRODUCTS = ['氨氯地平', '二甲双胍', '吉非替尼', '阿司匹林', '华法林', '阿托伐他汀']

export function wrongTrials(
  statements: readonly SourceStatement[],
  each: number,
  seed: number,
): readonly Trial[] {
  const random = seededRandom(seed)
  const kinds: Readonly<Record<string, (source: SourceStatement) => Trial | null>> = {
    ...Object.fromEntries(
      Object.entries(MUTATIONS).map(([kind, change]) => [
        kind,
        (source: SourceStatement) => mutated(kind, change, source, random),
      ]),
    ),
    product: (source) => otherProduct(source, random),
    citation: (source) => otherCitation(source, pick(statements, random)!),
  }
  const made = Object.values(kinds).flatMap((make) => collect(statements, each, random, make))
  return [...made, ...byHand('wrongWordings', 'by hand', statements)]
}

export function trueTrials(
  statements: readonly SourceStatement[],
  each: number,
  seed: number,
): readonly Trial[] {
  const random = seededRandom(seed)
  const made = Object.entries(REWORDINGS).flatMap(([kind, change]) =>
    collect(statements, each, random, (source) => {
      const once = change(source.text, random)
      if (once === null) return null
      // Half of them change a second time, in whatever way fits.
      const [, second] = pick(Object.entries(REWORDINGS), random)!
      const twice = random() < 0.5 ? second(once, random) : null
      return trial(kind, twice ?? once, source, true)
    }),
  )
  return [...made, ...byHand('trueWordings', 'by hand', statements)]
}

function collect(
  statements: readonly SourceStatement[],
  count: number,
  random: () => number,
  make: (source: SourceStatement) => Trial | null,
): readonly Trial[] {
  const made = new Map<string, Trial>()
  for (let attempt = 0; made.size < count && attempt < count + ATTEMPTS * 10; attempt += 1) {
    for (let more = 0; more < ATTEMPTS; more += 1) {
      const one = make(pick(statements, random)!)
      if (one === null) continue
      made.set(`${one.sentence}\n${one.quote}\n${one.askedProductId}`, one)
      break
    }
  }
  return [...made.values()]
}

function mutated(kind: string, change: Change, source: SourceStatement, random: () => number): Trial | null {
  // Lies come in other wordings, too.
  const reworded = random() < 0.4 ? pick(Object.values(REWORDINGS), random)!(source.text, random) : null
  const sentence = change(reworded ?? source.text, random)
  return sentence === null ? null : trial(kind, sentence, source, false)
}

/** The sentence named of another medicine, or cited from another product's document. */
function otherProduct(source: SourceStatement, random: () => number): Trial | null {
  if (random() < 0.5) return { ...trial('product', source.text, source, false), askedProductId: 'another' }
  const other = pick(OTHER_PRODUCTS, random)!
  if (`${source.title}${source.sectionText}`.toLowerCase().includes(other)) return null
  const sentence = source.text.includes('本品')
    ? source.text.replace('本品', other)
    : /\p{Script=Han}/u.test(source.text)
      ? `${other}：${source.text}`
      : `${other}: ${source.text}`
  return trial('product', sentence, source, false)
}

/** The sentence cites something else that stands in the same product's documents. */
function otherCitation(source: SourceStatement, other: SourceStatement): Trial | null {
  if (other.productId !== source.productId || other.text === source.text) return null
  if (shared(source.text, other.text) > 0.5) return null
  return { ...trial('citation', source.text, other, false) }
}

/** Share of the pairs of neighbouring characters that the other text has as well. */
function shared(text: string, other: string): number {
  const pairs = [...text].slice(1).map((sign, at) => text[at] + sign)
  return pairs.filter((pair) => other.includes(pair)).length / Math.max(1, pairs.length)
}

function byHand(
  which: 'trueWordings' | 'wrongWordings',
  kind: string,
  statements: readonly SourceStatement[],
): readonly Trial[] {
  return OWN_STATEMENTS.flatMap((own) => {
    const source = statements.find((one) => one.text === own.text)
    if (source === undefined) return []
    return (own[which] ?? []).map((sentence) => trial(kind, sentence, source, which === 'trueWordings'))
  })
}

function trial(kind: string, sentence: string, source: SourceStatement, isTrue: boolean): Trial {
  return { kind, sentence, source, quote: source.text, askedProductId: source.productId, isTrue }
}
