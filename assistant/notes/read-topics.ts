/**
 * The topics of a visit and the words of the note that matter, from the data of topic-words.ts and from what the
 * other readers found (an adverse event, a use outside the label, a gift). A visit that did not take place, or in
 * which nothing was said, has the topic OTHER.
 */
import { TOPICS, type Topic, type VisitObjection } from '../../crm/visit.ts'
import type { LocatedFinding } from './find-findings.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import { findOffLabelWords } from './off-label-use.ts'
import type { NamedEvent } from './read-adverse-event.ts'
import type { SpeechUnit } from './speech-units.ts'
import { TOPIC_RULES } from './topic-words.ts'

export interface ReadTopics {
  readonly topics: readonly Topic[]
  readonly spans: Readonly<Partial<Record<Topic, Span>>>
}

/** Asked for or to be handed over: the paper, not the matter. */
const DELIVERY =
  /(?:拿|发|送|给|带|要|寄|找|打印|转)(?:个|份|一份|点|上|着|给|了)?[^，。；]{0,8}?(?:文献|资料|摘要|单页|说明书|PPT|译文|说明|PI(?![A-Za-z])|邀请函)|(?:文献|资料|摘要|单页|PPT|译文|邀请函)[^，。；]{0,8}?(?:给(?:他|她|过|了)|送(?:过|到|去|了)|发(?:过|给|了))/u
/** Said to be out of the talk: "没聊药", "醒络通没讲". */
const NOT_TALKED = /(?:没|没有|未)(?:怎么|细|来得及|顾上|空)?(?:聊|讲|谈|说|提)(?!完|清|到位)/u

/** Food at a meeting is no courtesy. */
const WORKING_MEAL =
  /盒饭|工作餐|简餐|便餐|茶歇|点心|外卖|午餐|早餐|咖啡|奶茶|\b(?:lunch\w*|box\w*|catering|coffee|buffet|breakfast)\b/iu
const NO_HARM: readonly NamedEvent['kind'][] = ['no_effect']

export function readTopics(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
  events: readonly NamedEvent[],
  findings: readonly LocatedFinding[],
  objections: readonly VisitObjection[],
): ReadTopics {
  const spans: Partial<Record<Topic, Span>> = {}
  const add = (topic: Topic, span: Span): void => {
    spans[topic] ??= { start: span.start, end: span.end }
  }
  const held = facts.status === undefined || facts.status === 'completed'
  if (!held && !events.some(({ verdict }) => verdict === 'case')) return { topics: ['OTHER'], spans }
  for (const unit of units) {
    if (NOT_TALKED.test(unit.text)) continue
    for (const { topic, words, unless } of TOPIC_RULES) {
      if (unless?.test(unit.text) === true) continue
      const match = words.exec(unit.text)
      if (match === null) continue
      if (
        DELIVERY.test(unit.text) &&
        (topic === 'CLINICAL_DATA' || topic === 'DOSING' || topic === 'GUIDELINE') &&
        !/头对头|head[- ]to[- ]head|数据|RCT/iu.test(match[0])
      )
        continue
      const at = unit.start + match.index
      add(topic, { start: at, end: at + match[0].length })
    }
  }
  const event = events.find(({ verdict }) => verdict === 'case')
  const named = events.find(({ kind }) => kind !== 'stopped' && kind !== 'no_effect')
  if (named !== undefined) add('SAFETY', named)
  if (event !== undefined) {
    if (event.kind !== 'product_complaint') add('PATIENT_CASE', event)
    // That it did not help is talk of efficacy, though it is reported as a case.
    const harmless = events.every(({ kind, verdict }) => verdict !== 'case' || NO_HARM.includes(kind))
    add(harmless ? 'EFFICACY' : 'SAFETY', event)
  }
  for (const { flag, span } of findings) {
    if (flag.code === 'OFF_LABEL_PROMOTION' || flag.code === 'OFF_LABEL_UNSOLICITED') add('INDICATION', span)
    if (flag.code === 'GIFT' || flag.code === 'PERSONAL_SERVICE') add('RELATION', span)
    if (flag.code === 'MEAL' && !WORKING_MEAL.test(flag.span)) add('RELATION', span)
    if (flag.code === 'SALES_OR_STOCK_TASK') add('SUPPLY', span)
    if (flag.code === 'SPEAKER_FEE') add('EVENT', span)
  }
  if (objections.some(({ category }) => category === 'safety')) add('SAFETY', units[0]!)
  const rival = segment.mentions.find(
    (mention) => mention.kind === 'competitor' && !onlyCompared(units, mention),
  )
  if (rival !== undefined) add('COMPETITOR', rival)
  const topics = TOPICS.filter((topic) => spans[topic] !== undefined)
  return { topics: topics.length === 0 ? ['OTHER'] : topics, spans }
}

/** Named as the other side of a trial that was asked for. */
function onlyCompared(units: readonly SpeechUnit[], mention: Span): boolean {
  const unit = units.find(({ start, end }) => start <= mention.start && end >= mention.end)
  return unit !== undefined && /头对头|head[- ]to[- ]head/iu.test(unit.text)
}

/** Words that say what a visit was about when they stand alone. */
const KEYWORDS: readonly RegExp[] = [
  /(?:\b(?:CK|ALT|AST|eGFR|LDL|HbA1c|LDL-C|BP|CT)\b|糖化|肌酐|血压|血糖|尿糖)\s*[^，。；\s]{0,4}?\d+(?:\.\d+)?(?:多|倍|%|个加号)?|尿糖[一二三四\d]个加号/giu,
  /科(?:室)?会|药事会|小讲课|讲课(?!费)|住院|死亡|(?<![A-Za-z])V\d+(?:\.\d+)+|讲课费?|课酬|劳务费|统一采购|集采|带量|医保(?:报销)?(?:条件|目录|限制)?|双通道|进院|头对头|head-to-head|RCT(?: evidence)?|指南|共识|真实世界/giu,
  /(?:[\p{Script=Han}]{1,4})适应[症证]|适应[症证]|恢复期|急性期|疗程(?:太长|长)?|剂量(?:调整)?|调量|肾功能(?:不全|不好)?|肝功能(?:不全|不好)?|依从性|自费|缺货|库存|茶叶|月饼|拜年|家常|进修|手术|出门诊|患者(?:说明|教育)/gu,
  /\b(?:ketoacidosis|frail elderly|bilateral infiltrates|hypoglycaemia|formulary|reimbursement|guideline|renal impairment|side effects?|CKD|PD)\b/giu,
]
const LONGEST = 6

export function readKeywords(units: readonly SpeechUnit[], events: readonly NamedEvent[]): readonly string[] {
  const words = [
    ...events
      .filter(({ kind }) => kind !== 'stopped')
      .map(({ words: event, start }) => ({ word: event, start })),
    ...units.flatMap((unit) => [
      ...KEYWORDS.flatMap((pattern) => [...unit.text.matchAll(pattern)]).map((match) => ({
        word: match[0].trim(),
        start: unit.start + match.index,
      })),
      ...findOffLabelWords(unit.text).map((word) => ({ word, start: unit.start + unit.text.indexOf(word) })),
    ]),
  ].toSorted((a, b) => a.start - b.start)
  const kept: string[] = []
  for (const { word } of words)
    if (!kept.some((other) => other.includes(word) || word.includes(other))) kept.push(word)
  return kept.slice(0, LONGEST)
}
