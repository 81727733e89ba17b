/**
 * Which products a question is about: the medicines named in it, their part in the question (asked about,
 * or taken beside what is asked about), else those of the conversation. Finding names in text is
 * find-names.ts; this decides what they mean.
 */
import { findNames, type NameMatch } from './find-names.ts'
import type { NameIndex } from './name-index.ts'
import { narrowProducts } from './narrow-products.ts'
import type { Mention, ResolvedProduct, RetrievalQuery } from './retrieval.ts'

export interface Resolution {
  readonly products: readonly ResolvedProduct[]
  /** A medicine that is asked about and is none of ours. */
  readonly unknownProduct: string | null
  /** Every medicine named in the question, ours or not, in order; `label` is the usual name. */
  readonly mentions: readonly Mention[]
}

/** Words that stand before a medicine which is already being taken, or beside which another is asked about. */
const PARTNER_BEFORE =
  /(?:在吃|在用|在打|吃着|用着|打着|服用着?|正吃|正用|正在[吃用服打]|正在服用|一直[吃用]|合并(?:使用|用)?|同时(?:在)?[吃用服]?|同时使用|合用|联用|联合|用过|吃过|打完|吃完|停了|刚停|从|用了|吃了|上了|加了|用上了?|合并了|联|基础上|[吃服打]|\b(?:on|with|taking|plus|after|from|and)\s(?:\w+\s)?)\s*$/iu
/** "能吃X吗", "想加X": it is not taken yet, it is what is asked about. */
const INTENDED_BEFORE = /(?:能不?能?|可以|可不可以|想|要|还|再|敢|准备|打算|应该|加)\s*[吃用服打上]\s*$/u
/** Words that stand behind it. */
const PARTNER_AFTER =
  /^\s*(?:期间|的?(?:病人|患者|人)(?!能|可以|用)|基础上|治疗(?:期间|的)|换成|换到|之后|以后|停药后)/u
/** "地高辛的病人能吃X吗": who takes the one is asked about for the other. */
const PATIENT_OF = /^\s*(?:的|治疗的?)?(?:病人|患者|人)/u
/** A follow-up that only joins another medicine to the one before: "和华法林呢", "with warfarin?". */
const JOINED_BEFORE = /(?:^|[\s，,。那])(?:和|跟|与|同|加上?|配|合用|联合|with|plus|and)\s*$/iu
/** After a question of what may be taken together, "what about X" names the next one to take with it. */
const ANOTHER_BEFORE = /^\s*(?:那|那么|what about|how about|and)?\s*$/iu
const TAKEN_WITH =
  /一起|一块|同时|同服|合用|联用|并用|相互作用|[和跟与].{1,12}(?:吃|用|行|能)|\bwith\b|together|interact|combin/iu
const JOINED_AFTER =
  /^\s*(?:一起|一块|合用|联用|同时)?\s*(?:呢|吗|行吗|行不行|可以吗|能行吗|怎么样)?\s*[?？。]?\s*$/u
/** What says that one medicine is asked about beside another. */
const TOGETHER =
  /一起|一块|同时|同服|错开|分开|配伍|混|合用|联(?!系|想)|并用|加用|想加|还能|能加|隔|间隔|相互作用|影响|浓度|换|期间|再[用吃上]|调.{0,6}量|with|together|interact|combin|affect|switch/iu
const COMPARED =
  /哪个|哪种|哪一个|区别|不同|不一样|对比|比较|分别|各自|两个|各|都|vs\.?|versus|compare|difference|which|还是/iu
/** Carriers and solvents: named beside a medicine, they are what it is mixed with. */
const CARRIER = /^(?:葡萄糖|氯化钠|生理盐水|灭菌注射用水|注射用水|\d+%葡萄糖)/u
/** A short follow-up that only names another medicine taken beside: "and if he's on X?", "要是在吃X呢". */
const CONDITION = /要是|如果|假如|万一|那.{0,6}(?:在吃|在用|合用|一起)|\bif\b|\bwhat about with\b/iu

export function resolveProducts(query: RetrievalQuery, index: NameIndex): Resolution {
  if (query.productIds !== undefined && query.productIds.length > 0) return given(query, index)
  const matches = merge(readMeanings(query.text, index), COMPARED.test(query.text))
  const carried = lastProducts(query, index)
  const beside = TAKEN_WITH.test(query.history.at(-1)?.text ?? '')
  const roles = assignRoles(query.text, matches, carried.length > 0, beside)
  const products: ResolvedProduct[] = []
  const mentions: Mention[] = []
  matches.forEach((match, group) => {
    const ids = match.productIds
    const role = roles[group]!
    mentions.push({ start: match.start, end: match.end, label: match.names[0]!.label, productIds: ids, role })
    for (const productId of ids) {
      if (products.some((product) => product.productId === productId)) continue
      products.push({
        productId,
        name: index.products.get(productId)?.name ?? '',
        certainty: isCertain(match) ? 'certain' : 'likely',
        by: match.by === 'unknown' ? 'name' : match.by,
        span: { start: match.start, end: match.end },
        group,
        role,
      })
    }
  })
  const subjectNamed = matches.some((_, at) => roles[at] === 'subject')
  const foreign = matches.find((match, at) => roles[at] === 'subject' && match.productIds.length === 0)
  if (!subjectNamed) products.unshift(...carry(carried, index, products))
  const hasSubject = products.some((product) => product.role === 'subject')
  return {
    products,
    unknownProduct:
      foreign !== undefined && !hasSubject ? query.text.slice(foreign.start, foreign.end) : null,
    mentions,
  }
}

interface Meaning extends NameMatch {
  /** Sorted; empty for a medicine that is none of ours. */
  readonly productIds: readonly string[]
}

function readMeanings(text: string, index: NameIndex): readonly Meaning[] {
  return findNames(text, index).map((match) => {
    const ids = [...new Set(match.names.flatMap((name) => [...name.productIds]))].sort()
    const products = ids.flatMap((id) => index.products.get(id) ?? [])
    return { ...match, productIds: narrowProducts(text, match, products).map((product) => product.id) }
  })
}

/**
 * The same medicine named twice is one mention: the first, unless a later one is surer. So is a brand with its
 * generic name beside it, which others share: the narrower says what is meant, unless the two are compared.
 */
function merge(matches: readonly Meaning[], compared: boolean): readonly Meaning[] {
  const kept: Meaning[] = []
  for (const match of matches) {
    const ids = match.productIds.join()
    const label = match.names[0]!.label
    const at = kept.findIndex((other) => {
      const others = other.productIds.join()
      return ids === '' ? others === '' && other.names[0]!.label === label : others === ids
    })
    if (at < 0) kept.push(match)
    else if (isCertain(match) && !isCertain(kept[at]!)) kept[at] = match
  }
  if (compared) return kept
  return kept.filter((broad) => !kept.some((narrow) => isCertain(narrow) && holdsMore(broad, narrow)))
}

function holdsMore(broad: Meaning, narrow: Meaning): boolean {
  if (narrow.productIds.length === 0 || narrow.productIds.length >= broad.productIds.length) return false
  return narrow.productIds.every((id) => broad.productIds.includes(id))
}

/** One reading of the name, and written so that nothing else is meant. */
function isCertain(match: NameMatch): boolean {
  if (match.by === 'name') return true
  return (
    match.names.length === 1 && (match.by === 'sound' || (match.by === 'part' && match.end - match.start > 2))
  )
}

function assignRoles(
  text: string,
  matches: readonly Meaning[],
  followsUp: boolean,
  asksOfAnother: boolean,
): readonly ('subject' | 'partner')[] {
  const compared = COMPARED.test(text)
  const together = TOGETHER.test(text)
  const roles = matches.map((match): 'subject' | 'partner' => {
    const before = text.slice(Math.max(0, match.start - 12), match.start)
    const after = text.slice(match.end, match.end + 6)
    const taken = (PARTNER_BEFORE.test(before) && !INTENDED_BEFORE.test(before)) || PARTNER_AFTER.test(after)
    if (matches.length === 1) {
      const joined =
        JOINED_AFTER.test(text.slice(match.end)) &&
        (JOINED_BEFORE.test(before) || (asksOfAnother && ANOTHER_BEFORE.test(before)))
      return followsUp && ((taken && (CONDITION.test(text) || together)) || joined) ? 'partner' : 'subject'
    }
    if (CARRIER.test(match.names[0]!.label)) return 'partner'
    const patient = PATIENT_OF.test(text.slice(match.end, match.end + 8))
    return (taken || patient) && !compared ? 'partner' : 'subject'
  })
  if (matches.length < 2) return roles
  // Somebody must be asked about: the first that is ours, else the first.
  if (!roles.includes('subject') && !followsUp) {
    const ours = matches.findIndex((match) => match.productIds.length > 0)
    roles[Math.max(ours, 0)] = 'subject'
  }
  // "A和B一起吃": the first of ours is asked about, the others stand beside it.
  if (together && !compared && roles.every((role) => role === 'subject')) {
    const first = Math.max(
      matches.findIndex((match) => match.productIds.length > 0),
      0,
    )
    return roles.map((_, at) => (at === first ? 'subject' : 'partner'))
  }
  // Of two that are not compared, one that is none of ours is what is taken beside.
  if (!compared) {
    const ours = matches.map((match) => match.productIds.length > 0)
    if (ours.includes(true) && ours.includes(false)) {
      const mixed = roles.map((role, at) => (ours[at] ? role : 'partner'))
      if (mixed.includes('subject')) return mixed
    }
  }
  // A subject that is none of ours gives way when ours is named beside it and they are not compared.
  const ourSubject = matches.some((match, at) => roles[at] === 'subject' && match.productIds.length > 0)
  if (!ourSubject && !compared) {
    const ours = matches.findIndex((match) => match.productIds.length > 0)
    if (ours >= 0) return roles.map((_, at) => (at === ours ? 'subject' : 'partner'))
  }
  return roles
}

function lastProducts(query: RetrievalQuery, index: NameIndex): readonly string[] {
  for (const turn of query.history.toReversed()) {
    const known = turn.productIds.filter((id) => index.products.has(id))
    if (known.length > 0) return known
  }
  return []
}

function carry(
  productIds: readonly string[],
  index: NameIndex,
  named: readonly ResolvedProduct[],
): readonly ResolvedProduct[] {
  return productIds
    .filter((id) => named.every((product) => product.productId !== id))
    .map((productId) => ({
      productId,
      name: index.products.get(productId)?.name ?? '',
      certainty: 'certain',
      by: 'history',
      group: -1,
      role: 'subject',
    }))
}

function given(query: RetrievalQuery, index: NameIndex): Resolution {
  const products = (query.productIds ?? []).map(
    (productId): ResolvedProduct => ({
      productId,
      name: index.products.get(productId)?.name ?? '',
      certainty: 'certain',
      by: 'given',
      group: 0,
      role: 'subject',
    }),
  )
  return { products, unknownProduct: null, mentions: [] }
}
