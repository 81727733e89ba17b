/**
 * What was talked about, as a model reads it, held against the note. All texts are the note's own words. The model
 * adds what the rules passed over, and nothing that they left out on purpose: a medicine that was not spoken of, a
 * name that was taken back.
 */
import type { Topic, Visit, VisitProduct } from '../../crm/visit.ts'
import type { VisitInNote } from '../../prompts/read-note/schema.ts'
import { checkAttitude } from './check-people.ts'
import {
  type CheckedFields,
  clausesAt,
  type Gathered,
  gatherFields,
  overlaps,
  type VisitGround,
} from './checked-fields.ts'
import type { VisitPart } from './cut-visits.ts'
import type { MedicineName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import { readProducts } from './read-products.ts'

const SURE = 0.7
const MOST = 20
const MOST_TOPICS = 4
const MOST_KEYWORDS = 8
const LONGEST_KEYWORD = 24
const LONGEST_TEXT = 200

/** `status` is what the visit's came to. */
export function checkTalk(drafted: VisitInNote, ground: VisitGround, status: Visit['status']): CheckedFields {
  const gathered = gatherFields(ground)
  const products = checkProducts(drafted, ground, gathered, status)
  checkTopics(drafted, ground, gathered)
  checkKeywords(drafted, ground, gathered)
  checkCompetitors(drafted, ground, gathered)
  const objections = added('objections', drafted.objections, ground, gathered)
  const questions = added('questions', drafted.questions, ground, gathered)
  const materials = added(
    'materials',
    drafted.materials.map((words) => ({ words })),
    ground,
    gathered,
  )
  const offLabel = ground.visit.compliance_flags.some(({ code }) => code.startsWith('OFF_LABEL'))
  gathered.replace({
    objections: [
      ...ground.visit.objections,
      ...objections.map(({ text, one: { category, product } }) => {
        const id = product === null ? undefined : ground.candidates.product(product)?.id
        return { category, text, product: products.some((some) => some.id === id) ? (id ?? null) : null }
      }),
    ],
    questions: [
      ...ground.visit.questions,
      // What is asked beside an off-label matter is never answered by a machine.
      ...questions.map(({ text, one: { route } }) => ({
        text,
        route: offLabel ? ('medical' as const) : route,
      })),
    ],
    materials: [...ground.visit.materials, ...materials.map(({ text }) => text)],
    ...(status === 'completed' ? checkPromises(drafted, ground, gathered) : {}),
  })
  return gathered.done()
}

function checkProducts(
  drafted: VisitInNote,
  ground: VisitGround,
  gathered: Gathered,
  status: Visit['status'],
): readonly VisitProduct[] {
  const { survey, candidates, visit, clauses } = ground
  const products: VisitProduct[] = [...visit.products]
  for (const one of drafted.products.slice(0, MOST)) {
    const span = gathered.locate('products', one.words)
    if (span === null) continue
    const chosen = candidates.product(one.id)
    const name = survey.note.names.find(
      (some): some is MedicineName =>
        some.kind === 'product' && overlaps(some, span) && some.id === chosen?.id,
    )
    if (chosen === undefined || name === undefined) {
      gathered.fault('products', chosen === undefined ? 'unknown_id' : 'not_named')
      continue
    }
    const known = products.findIndex(({ id }) => id === chosen.id)
    const held = products[known]
    if (held !== undefined) {
      const attitude =
        status === 'completed'
          ? checkAttitude(one, held.attitude, `products.${known}`, ground, gathered)
          : null
      if (attitude !== null) products[known] = { ...held, attitude }
      continue
    }
    const part: VisitPart = {
      clauses: clausesAt(clauses, name),
      people: [],
      places: [],
      departments: [],
      meeting: false,
    }
    const read = readProducts(part, status === 'planned', false).find(({ id }) => id === chosen.id)
    if (read === undefined) {
      gathered.fault('products', 'against_rules')
      continue
    }
    gathered.put(`products.${products.length}`, read.span, SURE)
    products.push({
      text: name.text,
      id: chosen.id,
      order: products.length + 1,
      detailed: false,
      attitude: 'unknown',
    })
  }
  gathered.replace({ products })
  return products
}

function checkTopics({ topics }: VisitInNote, { visit }: VisitGround, gathered: Gathered): void {
  // That nothing was recognised is no topic beside one that was.
  const held = visit.topics.filter((topic) => topic !== 'OTHER')
  const kept: Topic[] = [...held]
  for (const { value, words } of topics) {
    if (kept.includes(value) || kept.length >= held.length + MOST_TOPICS) continue
    if (value === 'OTHER' && kept.length > 0) continue
    const span = gathered.locate('topics', words)
    if (span === null) continue
    gathered.put(`topics.${kept.length}`, span, SURE)
    kept.push(value)
  }
  if (kept.length > held.length) gathered.replace({ topics: kept })
}

function checkKeywords({ keywords }: VisitInNote, { visit, safe }: VisitGround, gathered: Gathered): void {
  const kept: string[] = []
  const spans: Span[] = []
  for (const words of keywords.slice(0, MOST)) {
    if (words.trim().length > LONGEST_KEYWORD || kept.length >= MOST_KEYWORDS) continue
    const span = gathered.locate('keywords', words)
    const text = safe(words.trim())
    if (span === null || kept.includes(text)) continue
    kept.push(text)
    spans.push(span)
  }
  if (kept.length === 0) return
  const both = [...new Set([...visit.keywords, ...kept])].slice(0, MOST_KEYWORDS)
  for (const [at, span] of spans.entries()) {
    const place = both.indexOf(kept[at]!)
    if (place >= 0) gathered.put(`keywords.${place}`, span, SURE)
  }
  gathered.replace({ keywords: both })
}

function checkCompetitors(
  { competitors }: VisitInNote,
  { visit, survey }: VisitGround,
  gathered: Gathered,
): void {
  const kept = [...visit.competitors]
  for (const words of competitors.slice(0, MOST)) {
    const span = gathered.locate('competitors', words)
    if (span === null) continue
    const name = survey.note.names.find((some) => some.kind === 'competitor' && overlaps(some, span))
    if (name === undefined) gathered.fault('competitors', 'not_named')
    else if (!kept.some((one) => one.toLowerCase() === name.text.toLowerCase())) {
      gathered.put(`competitors.${kept.length}`, name, SURE)
      kept.push(name.text)
    }
  }
  gathered.replace({ competitors: kept })
}

/** What stands in the visit's clauses and in nothing that the rules have in this list. */
function added<One extends { readonly words: string }>(
  field: 'objections' | 'questions' | 'materials' | 'rep_commitments' | 'hcp_commitments',
  drafted: readonly One[],
  ground: VisitGround,
  gathered: Gathered,
): readonly { readonly one: One; readonly text: string }[] {
  const held = ground.visit[field].length
  const taken: Span[] = [...Array(held).keys()].flatMap((at) => ground.evidence[`${field}.${at}`] ?? [])
  const texts: readonly unknown[] = ground.visit[field].map((one) =>
    typeof one === 'string' ? one : one.text,
  )
  const kept: { one: One; text: string }[] = []
  for (const one of drafted.slice(0, MOST)) {
    const span = gathered.locate(field, one.words)
    if (span === null || taken.some((other) => overlaps(other, span))) continue
    const text = ground.safe(ground.survey.note.note.slice(span.start, span.end).trim())
    if (text.length > LONGEST_TEXT || texts.includes(text)) continue
    taken.push(span)
    gathered.put(`${field}.${held + kept.length}`, span, SURE)
    kept.push({ one, text })
  }
  return kept
}

function checkPromises(
  { rep_promises, hcp_promises }: VisitInNote,
  ground: VisitGround,
  gathered: Gathered,
): Pick<Visit, 'rep_commitments' | 'hcp_commitments'> {
  const list = (
    field: 'rep_commitments' | 'hcp_commitments',
    words: readonly string[],
  ): readonly string[] => {
    const promises = words.map((one) => ({ words: one }))
    return [...ground.visit[field], ...added(field, promises, ground, gathered).map(({ text }) => text)]
  }
  return {
    rep_commitments: list('rep_commitments', rep_promises),
    hcp_commitments: list('hcp_commitments', hcp_promises),
  }
}
