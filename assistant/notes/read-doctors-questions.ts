/**
 * What a doctor asked, and who can answer it: the knowledge base, the medical department (outside the label,
 * comparisons, literature), market access (reimbursement, listing, price), or nobody (what must not be answered).
 * What the rep asks, or is told to ask elsewhere, is no question of the doctor.
 */
import type { QuestionRoute, VisitQuestion } from '../../crm/visit.ts'
import type { LocatedFinding } from './find-findings.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface ReadQuestion extends VisitQuestion {
  readonly span: Span
}

const ASKS =
  /(?:(?<![没啥么学有何大疑小成题])问|打听|咨询|请教|想知道|想了解(?:一下)?|想弄清|不(?:太)?(?:清楚|确定|知道)|没(?:搞|弄)(?:清楚|明白|懂)|提了?个?问题[，,]?说?)(?!候|好|题|诊|卷|世|过我|责|津|鼎|心)(?:了|一下|下|我|起|道|到|的是|过|说)*[:：]?\s*(.{2,40})$/u
const FORM =
  /能不能|可不可以|可否|能否|行不行|要不要|有没有|有无|是不是|是否|会不会|怎么|咋|如何|多少|多久|多大|几(?:片|次|天|针|岁|个月)|什么|啥|哪|吗|么(?=$|[?？])|区别|差别|[?？]|\b(?:whether|if|how|what|when|which|can|is there|any)\b/iu
/** Information that a doctor wants to see. */
const WANTS =
  /(?:要|让我|叫我|想要|希望|给(?:他|她))[^，。；]{0,6}?(?:拿|找|发|弄|给|看|提供|准备)?[^，。；]{0,10}?(?:文献|数据|证据|头对头|对比|说明(?!书)|指南|患者(?:教育|说明|手册))|(?:想|要)(?:了解|知道|看看)[^，。；]{2,}|(?:再|要|需要|还要)(?:再)?确认(?:一下)?|\basked for (?:a |the |some |more )?[^.;,]+|\bwants? (?:to (?:see|know)|more) [^.;,]+/iu
const NOT_THE_DOCTOR =
  /^(?:让|叫|要)?我(?:再)?(?:去)?(?:问|打听|过[^，。]{0,6}问)|(?:再|去|帮我|回去)问|问(?:了)?(?:下|一下)?(?:安全性|情况|进展|近况|最近)(?:$|[，。])|^我(?:又|也|就|顺便)?问|让我[^，。；]{0,8}问|(?:我|说)[^，。；]{0,3}(?:帮|替|给)(?:他|她)[^，。；]{0,4}问|(?:去|找)(?:他|她|[\p{Script=Han}]{1,3}(?:主任|医生))(?:再)?问|\bI asked\b|^(?:他|她)?(?:说)?要?等[^，。；]{1,14}(?:再|出来)/iu
const ANSWERED = /(?:按|根据|照)(?:说明书|PI|标签)|(?:我)?(?:当场)?(?:答|回(?:复|答))(?:了|过)/iu

const ASKED_AN_OFFICE =
  /^(.{4,24}?)(?:已经|也|都)?问(?:了|过)(?:区里|市里|省里|县里|院里|上面|医保(?:局|办)|卫健委|药剂科|药房|医务处|他们|公司)/u

const ROUTES: readonly (readonly [QuestionRoute, RegExp])[] = [
  [
    'none',
    /咨询费|现金|讲课费|课酬|红包|回扣|返点|赞助|礼品|发票|好处|报销(?:机票|路费|车票|会务|住宿)|给(?:多少|点)(?:钱|费)|样品|\b(?:cash|fee|kickback|sponsor\w*|gift|samples?)\b/iu,
  ],
  [
    'market_access',
    /援助|慈善|赠药项目|患者(?:项目|基金)|惠民保|商保|医保|报销|价格|多少钱|降价|进院|(?<![告去来说听开])过会(?!阴|儿|诊)|慢特病|特病|门慢|怎么报(?!告)|合作|药事会|采购|集采|中选|挂网|目录|双通道|DRG|准入|什么时候(?:能)?(?:到|有药|进)|到货|供货|缺货|\b(?:reimburs\w*|price|listing|formulary|NRDL|tender|stock|supply)\b/iu,
  ],
  [
    'medical',
    /文献|全文|头对头|对比|比较(?!好|多)|(?:跟|和|与|比)[^，。；]{1,10}(?:比|区别|差别|哪个|优势)|超说明书|超适应|野生型|循证|证据|研究|试验|真实世界|未发表|耐药率|随访|数据|机制|国外|\b(?:head[- ]to[- ]head|literature|papers?|evidence|trials?|stud(?:y|ies)|off[- ]label|versus|vs\.?|compar\w+|mechanism|data)\b/iu,
  ],
]

export function readDoctorsQuestions(
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
  findings: readonly LocatedFinding[],
): readonly ReadQuestion[] {
  if (facts.status !== undefined && facts.status !== 'completed') return []
  const found: ReadQuestion[] = []
  units.forEach((unit, at) => {
    const text = questionIn(unit)
    if (text === null) return
    const previous = found.at(-1)
    if (previous !== undefined && at > 0 && previous.span.end >= unit.start - 3 && unit.speaker !== 'contact')
      return
    const outside = findings.some(
      ({ flag, span }) =>
        flag.code === 'OFF_LABEL_UNSOLICITED' && span.start < unit.end && span.end > unit.start,
    )
    found.push({
      text,
      route: outside ? 'medical' : routeOf(text),
      span: { start: unit.start, end: unit.end },
    })
  })
  return found
}

function questionIn(unit: SpeechUnit): string | null {
  const { text, speaker } = unit
  // Money that is asked for stays visible as what nobody may answer.
  const money = routeOf(text) === 'none' && !/样品|样药|samples?/iu.test(text)
  if ((REQUEST.test(text) && !money) || PROCEDURE.test(text)) return null
  // "让我问问援助项目怎么申请": what the doctor wants to know, through the rep.
  const through = speaker === 'rep' ? undefined : THROUGH_ME.exec(text)?.[1]
  if (through !== undefined && FORM.test(through)) return through.trim()
  if (NOT_THE_DOCTOR.test(text)) return null
  // Asked of an office already: what it was about stands before.
  const elsewhere = ASKED_AN_OFFICE.exec(text)?.[1]
  if (elsewhere !== undefined && speaker !== 'rep') return elsewhere.replace(/^[他她](?:说)?/u, '').trim()
  const asked = ASKS.exec(text)?.[1]
  if (asked !== undefined && speaker !== 'rep')
    return FORM.test(asked) || WANTS.test(asked) || ANSWERED.test(text) || /[\p{Script=Han}]{4,}/u.test(asked)
      ? asked.trim()
      : null
  const english =
    /\b(?:asked|asks|asking|wonder(?:ed|s|ing)|want(?:ed|s) to know|quer(?:ied|ies)|enquired|inquired|curious|unsure|not sure) (?:me )?((?:about|whether|if|how|what|for|when|which|why|where|can|is|does|do)\b[^.;]+)/iu.exec(
      text,
    )?.[1]
  if (english !== undefined && !/\bI asked\b/iu.test(text)) return english.trim()
  const wanted = WANTS.exec(text)
  // 慢特病怎么报: telegraphic notes leave the asking out.
  if (speaker === null && BARE_QUESTION.test(text)) return text.trim()
  if (speaker === null && wanted !== null && WANTED_FIRST.test(text)) return text.trim()
  if (speaker !== 'contact') return null
  if (wanted !== null) return text.trim()
  if (!/怎么|能不能|有没有|多少|吗$|[?？]$/u.test(text) || /要不要我/u.test(text)) return null
  return text.replace(/^.*?(?:担心|想知道|想了解)/u, '').trim()
}

/** Something to be done for the doctor is a wish, no question. */
const REQUEST =
  /(?:能不能|可不可以|能否|可否|行不行)(?:也|再|帮(?:他|她|忙)?)?(?:给(?![^，。；]{0,8}(?:病人|患者|孕|老人|老年|小孩|儿童|孩子))|帮|来|安排|带|送|留|办|开(?=个|场|一)|赞助|支持|打折|陪|请|介绍|约|便宜|讲(?=一|课|次|讲)|做(?=一|个|场))(?![^，。；]{0,14}(?:数据|文献|资料|说明|证据|研究|报告|指南))|有没有(?:空|时间|科会|样品|活动)|\b(?:asked|asks) (?:me|us) (?:to|not to)\b|\basked for (?:a |an |some |more |the )?(?:\w+ )?(?:samples?|meeting|talk|visit|lunch|dinner|call|time|discount|sponsorship|help)/iu
/** How a report is to be made, when to come: not what a medicine is or does. */
const PROCEDURE =
  /(?:要不要|用不用|需不需要|该不该)(?:填|报|上报|写|签|我|去)|问(?:我|你|您)?[^，。；]{0,4}(?:什么时候|哪天|几点|下周|明天|后天)[^，。；]{0,4}(?:来(?!货|药)|有空|方便|去|过来|见)/u
const THROUGH_ME =
  /(?:让|叫|请|托|要)我(?:回去|帮(?:他|她|忙)?|再|去)*(?:问|打听|查|确认)(?:一?下|问|清楚)?(.{3,40})$/u
/** A question by its build alone. */
const BARE_QUESTION =
  /^(?!.*(?:我|咱|说)).{2,20}(?:怎么(?:报|用|吃|打|办|调|申请|换|补)|能不能(?:报|用|吃|打|掰)|要不要(?:停|减|加|换)|多久(?:起效|复查)?|几(?:片|次|天))(?:的)?[?？]?$/u
/** At the head of what is told: 想要一份耐药率的数据. */
const WANTED_FIRST =
  /^(?:[他她]|主任|医生|老师)?(?:还|也|就|又)?(?:想|要|需要|希望)(?:要|看|了解|知道|有|再)?/u

export const routeOf = (text: string): QuestionRoute =>
  ROUTES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'kb'
