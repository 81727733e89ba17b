/**
 * Whom an amount or a rule is for: where the clause of the quote that holds the same amount (or the same
 * prohibition) names other people or another degree than the sentence does, the sentence is about somebody else.
 */

/** Axis, group and its words: within an axis, one group is not another. */
const GROUPS: readonly (readonly [axis: string, group: string, words: RegExp])[] = [
  ['age', 'adult', /成人|成年人|(?<!未)成年|\badults?\b/iu],
  [
    'age',
    'child',
    /儿童|小儿|患儿|婴儿|婴幼儿|新生儿|幼儿|青少年|未成年|\b(?:child(?:ren)?|pa?ediatric|infants?|neonates?|adolescents?)\b/iu,
  ],
  ['age', 'old', /老年|高龄|\b(?:elderly|geriatric|older)\b/iu],
  ['women', 'pregnant', /孕妇|妊娠|怀孕|\bpregnan(?:t|cy)\b/iu],
  ['women', 'nursing', /哺乳|授乳|\b(?:lactati(?:ng|on)|breast-?feeding|nursing)\b/iu],
  ['degree', 'mild', /轻度|轻[、至~～和或及-]|\bmild\b/iu],
  ['degree', 'moderate', /中度|中等|中[、至~～和或及-]?重度|\bmoderate\b/iu],
  ['degree', 'severe', /重度|严重|\bsevere\b/iu],
  ['organ', 'kidney', /肾功能|肾损|肾脏?病|透析|\b(?:renal|kidney|dialysis)\b/iu],
  ['organ', 'liver', /肝功能|肝损|肝硬化|肝脏?病|\b(?:hepatic|liver)\b/iu],
]
const AXES = [...new Set(GROUPS.map(([axis]) => axis))]
const DIRECTIVE =
  /禁用|禁止|禁忌|慎用|避免|不得|不应|不宜|不推荐|不建议|无需|不需要?|不必|停用|停药|减量|减半|\b(?:contraindicated|avoid|not recommended|do not|must not|should not|no (?:dose )?adjustment|discontinue|reduce)\b/iu
const CLAUSE = /[，,。；;！!？?\n]|\.(?=\s)/u

/** `other_population`, or null. A quote that names nobody contradicts nobody. */
export function populationFault(sentence: string, quotes: readonly string[]): 'other_population' | null {
  const held = quotes.flatMap((quote) => clausesOf(quote))
  const clauses = clausesOf(sentence)
  return AXES.some((axis) => isOther(axis, clauses, held)) ? 'other_population' : null
}

function isOther(axis: string, clauses: readonly string[], held: readonly string[]): boolean {
  // A condition of an earlier clause holds for what follows ("轻度肾功能损害时，每日5mg").
  let people: readonly string[] = []
  return clauses.some((clause) => {
    const own = peopleIn(clause, axis)
    people = own.length > 0 ? own : people
    if (people.length === 0) return false
    const tied = held.filter((one) => sharesFact(clause, one)).map((one) => peopleIn(one, axis))
    if (tied.length === 0 || tied.some((one) => one.length === 0)) return false
    return !tied.some((one) => people.some((group) => one.includes(group)))
  })
}

const clausesOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .split(CLAUSE)
    .filter((clause) => clause.trim() !== '')

const peopleIn = (clause: string, axis: string): readonly string[] =>
  GROUPS.filter(([of, , words]) => of === axis && words.test(clause)).map(([, group]) => group)

/** A number as it stands, with the letters behind it. */
const AMOUNT = /\d+(?:\.\d+)?\s*(?:[a-zμ%‰]+|\p{Script=Han})?/giu

function sharesFact(clause: string, other: string): boolean {
  const amounts = (text: string) =>
    (text.match(AMOUNT) ?? []).map((one) => one.replace(/\s/gu, '').toLowerCase())
  const held = new Set(amounts(other))
  if (amounts(clause).some((one) => held.has(one))) return true
  const directive = DIRECTIVE.exec(clause)?.[0]
  return directive !== undefined && other.toLowerCase().includes(directive.toLowerCase())
}
