/**
 * Whether a visit took place: held, missed, called off, or still to come. That somebody is elsewhere ("在手术") is
 * only a reason and tells nothing where the two talked; that nobody was met ("没等到") is a result and stands unless
 * they talked before or after it. Channel, day and length stand in read-encounter.ts.
 */
import type { VisitStatus } from '../../crm/visit.ts'
import { CANCELLED, ELSEWHERE, NOT_MET, TOLD_BY_OTHERS } from './absence-words.ts'
import type { VisitPart } from './cut-visits.ts'
import type { Span } from './note-reading.ts'
import { MET } from './visit-words.ts'
import { calledOff, type WeighedClause } from './weigh-clauses.ts'

export const PATIENT =
  /病人|患者|病例|老太|老先生|阿姨|大爷|家属|住院(?!部|医)|出院|\bpatients?\b|\bpt\b|\b\d{1,3}\s?(?:yo|y\/o|[MF])\b|\d{1,3}岁/iu
/** What somebody says tells neither when nor whether the visit was. */
export const SPEECH =
  /(?<![跟对给向和与])(?:护士长?|同事|[他她]们?|人家|主任|医生|老师|院长|教授|科长|店长|大夫|家属)(?:也|就|还|又|跟我|对我)*(?:说|讲(?![了完过])|告诉|反馈|表示|提到|觉得)|\b(?:he|she|they|nurse) (?:said|says|told|mentioned)\b/iu

const TALKED =
  /聊(?:了|完|到|过|得|起|的|着|$|\d|[一两几半])|边走边|谈(?:了|完|到|过|得|$)|讲(?:了|完)|沟通(?:了|过|$)|交流(?:了|$)|介绍(?:了|$)|坐(?:了)?(?:坐|会|一会)|(?<!没)(?:见|等|碰|遇|逮|堵|找)(?:到|着|上)了?(?:他|她|人|面)?(?=$|[，。；,;\s聊说问])|见(?:了|过)(?:一?面|[他她]|$)|见了(?=\p{Script=Han})|\b(?:then saw|(?:eventually|finally|did|managed to) (?:saw|met|see|meet|catch|grab)|caught (?!a\b)\w+|talked|discussed|detailed|chat(?:ted)?|had a (?:quick |short |long )?(?:chat|word|talk)|spoke)\b/iu
const NOT_TALKED =
  /没(?:有)?(?:能|来得及|怎么)?(?:聊|谈|讲|沟通|见|等|碰|遇|找|说|介绍)|(?:想|要|打算|准备|本来|约)[^，。；]{0,8}(?:聊|谈|讲|沟通)(?!了)|\b(?:couldn't|didn't|unable to|no time to) (?:talk|chat|discuss|speak)/iu

/** `told`: what is not still ahead; `narrative`: of it what the rep tells of him- or herself. */
export function statusOf(
  part: VisitPart,
  told: readonly WeighedClause[],
  narrative: readonly WeighedClause[],
  wholePlan: boolean,
): VisitStatus {
  const talks = told.filter((clause) => isTalk(clause))
  const off =
    narrative.find((clause) => calledOff(clause.folded) && !PATIENT.test(clause.folded)) ??
    (talks.length === 0 && !wholePlan
      ? told.find((clause) => calledOff(clause.folded) && !PATIENT.test(clause.folded))
      : undefined)
  if (off !== undefined && !talks.some(({ start }) => start > off.start)) return 'cancelled'
  if (wholePlan) return 'planned'
  if (!part.meeting && isMissed(part, told, narrative, talks)) return 'not_met'
  const alone = part.people.every(({ role }) => role === 'absent')
  return alone && part.people.length > 0 && !part.meeting ? 'not_met' : 'completed'
}

function isMissed(
  part: VisitPart,
  told: readonly WeighedClause[],
  narrative: readonly WeighedClause[],
  talks: readonly WeighedClause[],
): boolean {
  const own = (clause: WeighedClause): boolean => !PATIENT.test(clause.folded) && !isOther(part, clause)
  const others = told.filter(({ folded }) => TOLD_BY_OTHERS.test(folded))
  const missed = [...narrative, ...others].find((clause) => NOT_MET.test(clause.folded) && own(clause))
  if (missed !== undefined) {
    const after = talks.some(({ start }) => start > missed.start)
    const before = talks.some(({ start, end }) => end <= missed.start && start < missed.start)
    return !after && !before
  }
  if (talks.length > 0 || told.some((clause) => isContent(clause))) return false
  return [...narrative, ...others].some((clause) => ELSEWHERE.test(clause.folded) && own(clause))
}

const isTalk = ({ folded, mood }: WeighedClause): boolean =>
  mood !== 'ahead' && TALKED.test(folded.replace(NOT_TALKED, ''))

/** The doctor's own words, or a medicine that was the matter. */
const isContent = ({ folded, names, speaker }: WeighedClause): boolean =>
  speaker === 'contact' ||
  (SPEECH.test(folded) && !TOLD_BY_OTHERS.test(folded) && !ELSEWHERE.test(folded) && !NOT_MET.test(folded)) ||
  (names.some(({ kind }) => kind === 'product') && !NOT_TALKED.test(folded))

/** "孙倩没在" after somebody else was met. */
const isOther = (part: VisitPart, clause: WeighedClause): boolean =>
  part.people.some(({ role, clause: of }) => role === 'absent' && of === clause) &&
  part.people.some(({ role, clause: of }) => role === 'met' && of.start < clause.start)

/** The words that tell the status. */
export function statusSpan(
  clauses: readonly WeighedClause[],
  status: VisitStatus,
): { readonly status?: Span } {
  const words = status === 'cancelled' ? [CANCELLED] : status === 'not_met' ? [NOT_MET, ELSEWHERE] : [MET]
  for (const pattern of words)
    for (const clause of clauses) {
      const match = pattern.exec(clause.folded)
      if (match === null) continue
      const start = clause.start + match.index
      return { status: { start, end: start + match[0].length } }
    }
  return {}
}
