/**
 * How well each statement of a section answers a question: the facets that it and its captions meet (rare
 * ones count more), the kind of amount that was asked for, whom it holds for, whether its condition covers
 * the value that was named ("eGFR 40" is within "30～49", not within "＞50"), and how likely its heading is to
 * hold such an answer. Pure; choosing is choose-statements.ts's part.
 */
import { type AmountKind, amountKinds, conditionsIn } from '../core/text/numbers.ts'
import type { Hit, RoutedSection } from '../knowledge/retrieval.ts'
import { conditionFits } from './condition-fit.ts'
import { cutStatements, type LabelStatement } from './cut-statements.ts'
import { DIRECTIVE } from './question-lexicon.ts'
import type { Facet, QuestionNeed } from './question-need.ts'
import type { ScopeScore } from './statement-scope.ts'

export interface ScoredStatement {
  readonly hit: Hit
  readonly statement: LabelStatement
  readonly text: string
  /** What of the need it meets, by key, with the worth of each. */
  readonly met: ReadonlyMap<string, number>
  /** For what holds of the whole statement: fitting conditions, scope, the section's place. */
  readonly base: number
  /** Its limits cover a value that the question names. */
  readonly fits: boolean
  /** Code of the heading that it stands under. */
  readonly code: string | null
}

export const WEIGHTS = {
  conditionFits: 5,
  conditionMisses: -4,
  amount: 2.2,
  /** What captions and earlier clauses say counts for the statement, but less than its own words. */
  context: 0.7,
  /** Per place further down in the ranking of sections. */
  rank: 0.45,
  /** Articles of a policy are short and many: their order tells less. */
  article: 0.4,
  /** Of the routing's weight of its heading, 0..1. */
  heading: 1.8,
  /** The usual dose, where a dose is asked for; a reduced one. */
  regimen: 1.1,
  adjustment: -1.2,
  /** What is to be done, where that is asked; how often it happens is not. */
  directive: 1.1,
  incidence: -1.2,
  /** It draws a limit, where one is asked for. */
  limit: 3,
  /** What the sentences before it in its list item say. */
  item: 0.45,
}

/** Words that a heading says for everything below it. */
const HEADING_WORDS: Readonly<Record<string, string>> = {
  contraindications: '禁用 禁忌',
  adverse_reactions: '不良反应',
  interactions: '合用 相互作用',
  indications: '用于 治疗 适应症',
  storage: '贮藏 保存',
  overdose: '过量',
  pregnancy: '孕妇 妊娠 哺乳',
  pediatric: '儿童',
  geriatric: '老年',
}

export interface ScoreRequest {
  readonly need: QuestionNeed
  readonly scope: ScopeScore
  readonly sections: readonly RoutedSection[]
}

/** `hits` are whole sections, best first, each section once. */
export function scoreStatements(hits: readonly Hit[], request: ScoreRequest): readonly ScoredStatement[] {
  const { need, scope } = request
  const routed = new Map(request.sections.map(({ code, weight }) => [code, weight]))
  const places = placesOf(hits)
  const units = hits.flatMap((hit, at) => {
    const rank = places[at]!
    return cutStatements(hit.sectionText).map((statement, _, all) => {
      const slice = (from: number, to: number) =>
        hit.sectionText.slice(from, to).replace(LIST_MARK, ' ').normalize('NFKC').toLowerCase()
      const body = slice(statement.start, statement.end)
      const captions = statement.captions.map((one) => slice(one.start, one.end)).join(' ')
      const before = statement.before === null ? '' : slice(statement.before.start, statement.before.end)
      const code = statement.code ?? hit.sectionCode
      // An approved answer is read with its question.
      const asked = hit.kind === 'qa' ? hit.section.normalize('NFKC').toLowerCase() : ''
      const heading = code === null ? asked : (HEADING_WORDS[code] ?? '')
      const context = [captions, before, heading].join(' ')
      const opening = all.find((one) => one.item === statement.item)!
      const item = opening.start < statement.start ? slice(opening.start, statement.start) : ''
      return { hit, rank, statement, body, captions, before, context, item, code }
    })
  })
  const facets = need.facets.map((facet) => ({ ...facet, rarity: rarityOf(facet, units) }))
  const fits = conditionFits(
    units.map(({ hit, statement: { header }, body, captions, before }) => ({
      section: hit.sectionId,
      body,
      around: `${captions} ${before}`,
      row: header === null ? null : { table: header.start, header: captions },
    })),
    need.values,
  )
  return units.map((unit, at) => {
    const met = new Map<string, number>()
    for (const facet of facets) {
      const share = Math.max(
        facet.meets(unit.body),
        WEIGHTS.context * facet.meets(unit.context),
        unit.item === '' ? 0 : WEIGHTS.item * facet.meets(unit.item),
      )
      if (share > 0) met.set(facet.key, facet.weight * facet.rarity * share)
    }
    for (const { key, with: part } of facets) {
      if (
        part !== undefined &&
        !facets.some((one) => one.part === part && one.with === undefined && met.has(one.key))
      ) {
        met.delete(key)
      }
    }
    addAmounts(met, unit.body, `${unit.context} ${unit.body}`, need)
    const fit = fits[at]!
    const condition = fit > 0 ? fit * WEIGHTS.conditionFits : -fit * WEIGHTS.conditionMisses
    const base =
      condition +
      regimenScore(unit.body, need) +
      limitScore(unit.body, need) +
      managementScore(unit.body, need) +
      scope(unit.captions, unit.body) -
      unit.rank * WEIGHTS.rank * (unit.hit.kind === 'policy' ? WEIGHTS.article : 1) +
      WEIGHTS.heading * (unit.code === null ? 0 : (routed.get(unit.code) ?? 0))
    return {
      hit: unit.hit,
      statement: unit.statement,
      text: unit.body,
      met,
      base,
      fits: condition > 0,
      code: unit.code,
    }
  })
}

/** The place of each hit's section in the ranking; sub-sections of one heading share the place of the best. */
function placesOf(hits: readonly Hit[]): readonly number[] {
  const headings = hits.map((hit) => `${hit.versionId} ${hit.path[0] ?? hit.sectionId}`)
  const ranked = [...new Set(headings)]
  return headings.map((heading) => ranked.indexOf(heading))
}

/** A list mark is no number of the text: "①16ml/min" is not 116, "3.18岁以下" is not 3.18. */
const LIST_MARK =
  /[⑴-⒇①-⑳]|^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[、．)）]|\d{1,2}\.(?=\s|\p{Script=Han}|\d+\s*(?:岁|周岁|kg|公斤)))/gu

/** What few of the statements at hand say tells more than what all of them say. */
function rarityOf(
  facet: Facet,
  units: readonly { readonly body: string; readonly context: string }[],
): number {
  const found = units.filter(({ body, context }) => facet.meets(body) > 0 || facet.meets(context) > 0).length
  return found === 0 ? 0 : Math.min(1, 0.35 + Math.log(1 + units.length / found) / 3)
}

/** An amount of the kind that a part asks for, where the statement is about that part at all. */
function addAmounts(met: Map<string, number>, body: string, around: string, need: QuestionNeed): void {
  const kinds = amountKinds(body)
  // Sentences before it in the item do not make it speak of a part.
  const partsMet = new Set(
    need.facets.filter((facet) => met.has(facet.key) && facet.meets(around) > 0).map((facet) => facet.part),
  )
  need.amountsOf.forEach((asked, part) => {
    const own = need.facets.some((facet) => facet.part === part && facet.weight >= 1)
    if (own && !partsMet.has(part)) return
    for (const kind of asked) {
      if (kinds.has(kind)) met.set(`amount ${kind} ${part}`, worthOf(kind, asked))
    }
  })
}

function worthOf(kind: AmountKind, asked: readonly AmountKind[]): number {
  return kind === 'time' && asked.includes('frequency')
    ? WEIGHTS.amount / 2
    : WEIGHTS.amount / Math.sqrt(asked.length)
}

/** Who asks where a limit lies wants a statement that draws one. */
function limitScore(body: string, need: QuestionNeed): number {
  if (need.limits.length === 0) return 0
  return conditionsIn(body).some(({ measure }) => need.limits.includes(measure)) ? WEIGHTS.limit : 0
}

/** "3级腹泻怎么处理" is answered by "暂停给药", not by the share of patients who had it. */
function managementScore(body: string, need: QuestionNeed): number {
  if (!need.manages) return 0
  if (DIRECTIVE.test(body)) return WEIGHTS.directive
  return amountKinds(body).has('percent') && !need.amounts.includes('percent') ? WEIGHTS.incidence : 0
}

const REGIMEN =
  /推荐(?:的)?(?:起始|初始|维持)?(?:剂量|用量)|常用(?:剂?量)?|(?:成人)?(?:口服)?一次[^，。；]{1,14}[，,]?\s*[一每][日天]|recommended dos/iu
/** An English label gives the dose with how often. */
const ENGLISH_REGIMEN = /\d\s*(?:mg|mcg|g|ml|units?)\b[^.;|]{0,24}\b(?:once|twice|daily|weekly|every)\b/iu
const ADJUSTMENT = /减(?:量|少至|至)|剂量调整|调整(?:剂量|至)|停药|暂停|中断|reduc|adjust/iu

/** Who asks for the dose wants the regimen, unless the question is about changing it. */
function regimenScore(body: string, need: QuestionNeed): number {
  if (!need.amounts.includes('dose') && !need.amounts.includes('frequency')) return 0
  const changes = ADJUSTMENT.test(body) && !need.adjusts ? WEIGHTS.adjustment : 0
  const usual = !need.particular && REGIMEN.test(body)
  return (usual || ENGLISH_REGIMEN.test(body) ? WEIGHTS.regimen : 0) + changes
}
