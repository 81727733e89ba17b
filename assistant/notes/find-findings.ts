/**
 * The compliance findings of a segment: the rules that are data (finding-rules-*.ts), and the ones that need more
 * than words: the label (off-label use), an amount (meals), a prescriber's volume, a patient's identity, and whether
 * material was approved. One finding a code, the gravest; nothing of a finding repeats what must not be kept.
 */
import type { ComplianceFlag, FindingCode, Severity } from '../../crm/visit.ts'
import { maskIdentifiers } from '../guard/mask-identifiers.ts'
import { ANY_PATIENT } from './adverse-event-words.ts'
import { findMeals } from './find-meals.ts'
import { AFTER_ALL, DECLINED, type FindingRule } from './finding-rule.ts'
import { BENEFIT_RULES } from './finding-rules-benefits.ts'
import { CONDUCT_RULES } from './finding-rules-conduct.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import { offLabelUses } from './off-label-use.ts'
import { OTHER_MEDICINES } from './read-competitors.ts'
import { type ReadMaterial, readMaterials } from './read-materials.ts'
import { prescriberVolumes, redactVolumes } from './redact-volumes.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface LocatedFinding {
  readonly flag: ComplianceFlag
  readonly span: Span
  /** Of the rule that is data; a rule that is code has its own code for a name. */
  readonly rule: string
  readonly clause: string
}

export const FINDING_RULES: readonly FindingRule[] = [...BENEFIT_RULES, ...CONDUCT_RULES]

/** Clauses of the rules that are code. */
export const CODED_CLAUSES: Readonly<Partial<Record<FindingCode, string>>> = {
  OFF_LABEL_PROMOTION: '药品管理法（2019）第四十九条、第九十条；医药代表不得推广说明书以外的用法',
  OFF_LABEL_UNSOLICITED: '医师法（2021）第二十九条：超说明书用药由医师决定；主动询问转医学部答复',
  MEAL: '行业行为准则：工作餐每人每餐不超过300元',
  PRESCRIPTION_TRACKING: '医药代表备案管理办法：不得统计医生个人处方数量',
  PATIENT_PII: '个人信息保护法（2021）第二十八条、第二十九条',
  UNAPPROVED_MATERIAL: '广告法（2021）第四十六条；推广材料须经医学、法规审批后使用',
}

const GRAVE: readonly Severity[] = ['block', 'review', 'info']
const GENERIC_RIVALS =
  "竞品|竞争对手|对手|对家|别家|他们家|其他厂家|别的厂家|仿制药|国产的?药|集采(?:的)?那个?药|the competitor|competitor's"

export function findFindings(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): readonly LocatedFinding[] {
  const materials = readMaterials(units, facts)
  const found = [
    ...byRules(segment, units, facts),
    ...offLabel(segment, units, facts),
    ...meals(units),
    ...volumes(segment, units),
    ...identities(units, facts),
    ...unapproved(units, materials, facts),
  ]
  const gravest = new Map<FindingCode, LocatedFinding>()
  for (const finding of found) {
    const before = gravest.get(finding.flag.code)
    if (before === undefined || rank(finding) < rank(before)) gravest.set(finding.flag.code, finding)
  }
  const names = namesOf(segment)
  return [...gravest.values()]
    .toSorted((a, b) => a.span.start - b.span.start)
    .map((finding) => ({ ...finding, flag: { ...finding.flag, span: safe(finding.flag.span, names) } }))
}

/** Thought of and left: "想带盒点心，想起公司不让就没带". */
export const NOT_CARRIED_OUT =
  /(?:本来|原本|原来|本)?(?:想|打算|准备|要)(?:着)?[^。；]{0,18}(?:没|未)(?:敢)?(?:带|送|给|买|订|去|拿|请|办|塞)(?!他|她|到)(?:成|了|出去)?(?=$|[，。；,;!\s])|想起[^。；]{0,10}(?:不让|不许|不准|不允许|违规|不合规)[^。；]{0,6}(?:没|算了|作罢)/u
const OF_BENEFITS: ReadonlySet<FindingCode> = new Set([
  'GIFT',
  'CASH_OR_EQUIVALENT',
  'MEAL',
  'SAMPLE',
  'PERSONAL_SERVICE',
])

const rank = ({ flag }: LocatedFinding): number => GRAVE.indexOf(flag.severity)
const safe = (span: string, names: readonly string[]): string => redactVolumes(span, names)
const namesOf = ({ mentions }: NoteSegment): readonly string[] =>
  mentions.filter(({ kind }) => kind === 'contact').map(({ text }) => text)

/** A sentence as one string whose positions are the note's, retracted words blank. */
interface SentenceText extends Span {
  readonly text: string
  readonly units: readonly SpeechUnit[]
}

function sentencesOf(units: readonly SpeechUnit[]): readonly SentenceText[] {
  return [...Map.groupBy(units, ({ sentence }) => sentence).values()].map((own) => {
    const start = own[0]!.start
    const end = own.at(-1)!.end
    let text = ''
    for (const unit of own) text = text.padEnd(unit.start - start, text === '' ? ' ' : '，') + unit.text
    return { start, end, text, units: own }
  })
}

function byRules(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): readonly LocatedFinding[] {
  const ours = facts.directory.products.map(({ generic }) => generic ?? '').join('\n')
  const others = OTHER_MEDICINES.filter((name) => !ours.includes(name))
  const rivals = [...facts.directory.competitors.map(literal), ...others, GENERIC_RIVALS].join('|')
  const whole = units.map(({ text }) => text).join('，')
  const sentences = sentencesOf(units)
  return FINDING_RULES.flatMap((rule) => {
    if (rule.given !== undefined && !rule.given.test(whole)) return []
    return sentences.flatMap((sentence) => {
      if (rule.unless?.test(sentence.text) === true) return []
      if (OF_BENEFITS.has(rule.code) && NOT_CARRIED_OUT.test(sentence.text)) return []
      const match = firstMatch(rule, sentence, rivals)
      if (match === null) return []
      const declined =
        rule.milderWhenDeclined === true && DECLINED.test(sentence.text) && !AFTER_ALL.test(sentence.text)
      const start = sentence.start + match.index
      const span = { start, end: start + match[0].length }
      const severity = declined && rule.severity === 'block' ? 'review' : rule.severity
      const words = segment.note.slice(span.start, span.end).trim()
      return [{ flag: { code: rule.code, severity, span: words }, span, rule: rule.id, clause: rule.clause }]
    })
  })
}

function firstMatch(rule: FindingRule, sentence: SentenceText, rivals: string): RegExpExecArray | null {
  for (const pattern of rule.patterns) {
    const own = pattern.source.includes('〔RIVAL〕')
      ? new RegExp(pattern.source.replaceAll('〔RIVAL〕', `(?:${rivals})`), pattern.flags)
      : pattern
    const match = own.exec(sentence.text)
    if (
      match !== null &&
      (rule.saidByRep !== true || saidByRep(sentence, match.index, match.index + match[0].length))
    )
      return match
  }
  return null
}

/** The unit in which the claim ends is the rep's, or nobody's in a sentence in which the rep talks. */
function saidByRep({ start, units }: SentenceText, from: number, to: number): boolean {
  const own = units.filter((unit) => unit.end > start + from && unit.start < start + to)
  const last = own.at(-1)
  if (last === undefined) return false
  if (last.speaker !== null) return last.speaker === 'rep' && !/[?？]|吗$/u.test(last.text)
  return (
    units.some((unit) => /讲|介绍|推|宣传|跟[^，。]{1,8}说|强调|pitch|told/iu.test(unit.text)) &&
    !units.some(({ speaker }) => speaker === 'contact')
  )
}

const located = (code: FindingCode, severity: Severity, words: string, span: Span): LocatedFinding => ({
  flag: { code, severity, span: words },
  span: { start: span.start, end: span.end },
  rule: code,
  clause: CODED_CLAUSES[code] ?? '',
})

function offLabel(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): readonly LocatedFinding[] {
  return offLabelUses(segment, units, facts).map((use) =>
    use.kind === 'promoted'
      ? located('OFF_LABEL_PROMOTION', 'block', use.words, use)
      : located('OFF_LABEL_UNSOLICITED', use.referred ? 'info' : 'review', use.words, use),
  )
}

function meals(units: readonly SpeechUnit[]): readonly LocatedFinding[] {
  const meal = findMeals(units)
  return meal === null ? [] : [located('MEAL', meal.flag.severity, meal.flag.span, meal.span)]
}

function volumes(segment: NoteSegment, units: readonly SpeechUnit[]): readonly LocatedFinding[] {
  if (units.length === 0) return []
  const from = units[0]!.start
  const text = segment.note.slice(from, units.at(-1)!.end)
  const spans = prescriberVolumes(text, namesOf(segment))
  if (spans.length === 0) return []
  const span = { start: from + spans[0]!.start, end: from + spans.at(-1)!.end }
  return [located('PRESCRIPTION_TRACKING', 'block', segment.note.slice(span.start, span.end), span)]
}

/** Doctors' names, numbers and addresses are the company's business; a patient's are nobody's. */
function identities(units: readonly SpeechUnit[], facts: MeaningFacts): readonly LocatedFinding[] {
  const keep = [
    ...facts.directory.contacts.map(({ name }) => name),
    ...facts.contacts.map(({ text }) => text),
    ...facts.directory.products.flatMap(({ name, aliases }) => [name, ...aliases]),
  ]
  return units.flatMap((unit) => {
    const { text, kinds } = maskIdentifiers(unit.text, { keep })
    if (kinds.length === 0) return []
    const own = kinds.some((kind) => kind === 'identity' || kind === 'record' || kind === 'bed')
    const ofPatient = ANY_PATIENT.test(unit.text) || /床|住院号|身份证|病历/u.test(unit.text)
    if (!own && !ofPatient) return []
    return [located('PATIENT_PII', kinds.every((kind) => kind === 'bed') ? 'review' : 'block', text, unit)]
  })
}

function unapproved(
  units: readonly SpeechUnit[],
  materials: readonly ReadMaterial[],
  { status }: MeaningFacts,
): readonly LocatedFinding[] {
  if (status === 'planned') return []
  return materials
    .filter(({ approval }) => approval === 'unknown' || approval === 'unapproved')
    .map((material) => {
      const unit = units.find(({ start, end }) => start <= material.start && end >= material.end)
      return located('UNAPPROVED_MATERIAL', 'review', unit?.text ?? material.text, unit ?? material)
    })
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
