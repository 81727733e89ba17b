/**
 * What goes when the rep says that a sentence of the record should go. The words name a matter (进院, 力康汀, 那个
 * 跟进): everything that the record has on that matter goes with it, and a medicine that was named for its sake only.
 */
import type { Visit } from '../../crm/visit.ts'
import type { Correcting } from './correcting.ts'
import { FIELD, WHOLE } from './correction-words.ts'
import type { DirectoryIndex } from './directory-index.ts'
import type { PersonName } from './note-names.ts'
import type { FieldCorrection, NoteDirectory } from './note-reading.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface Deletion {
  readonly words: string
  readonly clause: WeighedClause
  readonly people: readonly PersonName[]
}

const ACCESS = /进院|过会|药事会|准入|采购|松口|药剂科|目录|access|formulary|P&T|listing/iu

export function deleteFromVisit(
  now: Correcting,
  { words, clause, people }: Deletion,
  { directory }: { readonly index: DirectoryIndex; readonly directory: NoteDirectory },
): Correcting {
  const { visit } = now
  const corrections: FieldCorrection[] = []
  let next: Visit = visit
  const change = <Name extends keyof Visit>(
    field: Name,
    to: Visit[Name],
    from: unknown,
    told: unknown,
  ): void => {
    if (JSON.stringify(next[field]) === JSON.stringify(to)) return
    next = { ...next, [field]: to }
    corrections.push({ field, from, to: told })
  }
  const quiet = <Name extends keyof Visit>(field: Name, to: Visit[Name]): void => {
    next = { ...next, [field]: to }
  }
  const ids = clause.names.flatMap((name) => (name.kind === 'product' && name.id !== null ? [name.id] : []))
  const about = FIELD.find(([, pattern]) => pattern.test(words))?.[0] ?? null
  if (about === 'access' || ACCESS.test(words)) {
    // A medicine that was only named on its way into the house goes with the sentence.
    const products = next.products.filter(({ detailed }) => detailed)
    change(
      'products',
      products,
      next.products.map(({ id, text }) => id ?? text),
      products.map(({ id, text }) => id ?? text),
    )
    change('access', null, next.access?.reason ?? next.access?.stage ?? null, null)
    quiet(
      'topics',
      next.topics.filter((topic) => topic !== 'ACCESS'),
    )
    quiet(
      'objections',
      next.objections.filter(({ category }) => category !== 'access'),
    )
    quiet(
      'keywords',
      next.keywords.filter((word) => !ACCESS.test(word)),
    )
    quiet(
      'questions',
      next.questions.filter(({ text }) => !ACCESS.test(text)),
    )
  }
  if (ids.length > 0) {
    const products = next.products.filter(({ id }) => id === null || !ids.includes(id))
    change(
      'products',
      products,
      next.products.map(({ id, text }) => id ?? text),
      products.map(({ id, text }) => id ?? text),
    )
    quiet(
      'objections',
      next.objections.filter(({ product }) => product === null || !ids.includes(product)),
    )
  }
  const gone = new Set(people.flatMap(({ candidates }) => candidates.map(({ id }) => id)))
  if (gone.size > 0 && directory.contacts.length > 0) {
    const contacts = next.contacts.filter(({ id }) => id === null || !gone.has(id))
    change(
      'contacts',
      contacts,
      next.contacts.map(({ id, text }) => id ?? text),
      contacts.map(({ id, text }) => id ?? text),
    )
  }
  if (about === 'follow_ups') {
    const kept =
      next.follow_ups.length === 1 || WHOLE.test(words)
        ? []
        : next.follow_ups.filter(({ text }) => !shares(text, words))
    change(
      'follow_ups',
      kept,
      next.follow_ups.map(({ text }) => text),
      kept.map(({ text }) => text),
    )
  }
  if (corrections.length === 0) {
    const kept = <Item>(items: readonly Item[], text: (item: Item) => string): readonly Item[] =>
      items.filter((item) => !shares(text(item), words))
    change(
      'follow_ups',
      kept(next.follow_ups, ({ text }) => text),
      next.follow_ups.map(({ text }) => text),
      kept(next.follow_ups, ({ text }) => text).map(({ text }) => text),
    )
    change(
      'objections',
      kept(next.objections, ({ text }) => text),
      next.objections.map(({ text }) => text),
      kept(next.objections, ({ text }) => text).map(({ text }) => text),
    )
    change(
      'questions',
      kept(next.questions, ({ text }) => text),
      next.questions.map(({ text }) => text),
      kept(next.questions, ({ text }) => text).map(({ text }) => text),
    )
    change(
      'materials',
      kept(next.materials, (text) => text),
      next.materials,
      kept(next.materials, (text) => text),
    )
    quiet(
      'keywords',
      kept(next.keywords, (text) => text),
    )
  }
  // The mood of the talk rested on what is gone.
  if (next.objections.length === 0 && visit.objections.length > 0)
    quiet(
      'contacts',
      next.contacts.map((one) =>
        one.attitude === 'negative' || one.attitude === 'mixed'
          ? { ...one, attitude: 'neutral' as const }
          : one,
      ),
    )
  const span = { start: clause.start, end: clause.end }
  return {
    ...now,
    visit: corrections.length === 0 ? visit : next,
    corrections: [...now.corrections, ...corrections],
    spans: { ...now.spans, ...Object.fromEntries(corrections.map(({ field }) => [field, [span]])) },
  }
}

/** Two characters or a word in common, as far as the words are not about the record itself. */
function shares(text: string, words: string): boolean {
  const bare = words.replace(
    /那|这|一?(?:句话?|条|段|部分|个|点|项)|的|关于|说|the|that|about|part|sentence|follow[- ]?up/giu,
    '',
  )
  if (/^[A-Za-z\s]+$/u.test(bare))
    return bare
      .trim()
      .split(/\s+/u)
      .some((word) => word.length > 2 && text.toLowerCase().includes(word.toLowerCase()))
  for (let at = 0; at + 2 <= bare.length; at += 1) if (text.includes(bare.slice(at, at + 2))) return true
  return false
}
