/**
 * What a doctor holds against a product or its use, by category. An objection is somebody's reservation in this
 * visit: what the rep claims, what a label says and what is only asked neutrally are none.
 */
import type { ObjectionCategory, VisitObjection } from '../../crm/visit.ts'
import { productOfConcern } from './class-concerns.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import type { SpeechUnit } from './speech-units.ts'

export const OBJECTION_WORDS_VERSION = '2026-11a'

/** The first category that fits a unit is the unit's. */
export const OBJECTION_RULES: readonly {
  readonly category: ObjectionCategory
  readonly words: RegExp
  readonly unless?: RegExp
}[] = [
  {
    category: 'price',
    words:
      /(?:太|很|有点|比较|嫌|更|偏|挺|死)贵|贵(?:了|得|一倍|一点|不少)|嫌[^，。；]{0,4}贵|价格[^，。；]{0,4}(?:高|没优势|接受不了|顶不住)|(?:吃|用|买|负担)不起|负担(?:太|有点|比较)?重|没有?价格优势|比[^，。；]{0,8}(?:贵|便宜)|\b(?:too expensive|pric(?:e|ey) (?:is )?(?:too )?high|can(?:'t|not) afford|pricey|cheaper (?:one|option)|cost (?:is )?(?:a )?(?:concern|issue|barrier))\b/iu,
  },
  {
    category: 'evidence',
    words:
      /(?:缺|缺乏|缺少|(?<!有)没有?|没啥|少)[^，。；]{0,8}?(?:证据|数据|循证|文献|研究|RCT|头对头)|证据(?:不足|不够|级别(?:低|不高)|太少)|数据(?:不足|不够|少|太少|不充分)|样本(?:量)?(?:太|偏)?(?:小|少)|(?:都是|只有)(?:国外|外国)(?:的)?(?:数据|人群)|将信将疑|半信半疑|不(?:太|大|怎么)?(?:信|相信|认可)(?!息)|拿(?:出)?(?:证据|数据|文献)(?:来)?(?:再)?(?:说|看)|(?:要|想)看到?(?:更多)?(?:证据|数据)|\b(?:lack(?:s|ing)? (?:of )?(?:\w+ )?(?:evidence|data|RCTs?)|no (?:head[- ]to[- ]head|RCT|evidence)|not convinced|sceptical|skeptical|unconvinced|wants (?:to see )?(?:more )?(?:evidence|data))\b/iu,
    unless: /没有?数据(?:流量|线)/u,
  },
  {
    category: 'access',
    words:
      /没(?:有)?进(?:院|药|来|我们医院)|还没过会|没(?:有)?过会|(?:医院|社区|院里|科里|药房|这边|我们这|现在|目前)[^，。；]{0,6}(?:没有?药|没(?:有)?这个药|没货)|(?:开|调)不(?:出来?|到|了)(?!会)|进不(?:来|了)|不在(?:院内|医院)?目录|要等[^，。；]{0,10}(?:采购|药事会|过会|进药|招标|中标)|等[^，。；]{0,8}(?:统一采购|药事会)|药剂科[^，。；]{0,8}(?:没松口|不同意|卡|不批|不给)|没松口|被卡|限量(?!版)|\b(?:not (?:on|in) (?:the )?formulary|not (?:listed|stocked|available)|can(?:'t|not) (?:get|order|prescribe) it|still waiting for (?:the )?(?:committee|listing)|blocked by (?:the )?pharmacy)\b/iu,
  },
  {
    category: 'policy',
    words:
      /不是[^，。；]{0,6}(?:科|我们)的药|集采(?:任务|指标|的?药?)?[^，。；]{0,8}(?:完成|优先|先用|压|没用完|必须|只能|要)|(?:完成|优先用|先用)[^，。；]{0,4}集采|药占比|控费|DRG|DIP|医保[^，。；]{0,8}(?:不报|限|卡|不给|查|扣|拒付|管得)|(?:限制|特殊)使用级|处方权|要会诊|重点监控|(?:医院|院里|上面|医务处|规定)[^，。；]{0,8}(?:不让|不许|不准|限制|规定|管得严|查得严)|政策(?!好|利好)[^，。；]{0,6}(?:限|卡|不|紧)|\b(?:VBP quota|hospital policy|restricted (?:class|antibiotic)|not (?:our|my) department|insurance (?:won't|does not|doesn't))\b/iu,
  },
  {
    category: 'convenience',
    words:
      /疗程[^，。；]{0,6}(?:太|有点|偏|比较|觉得|嫌)?[^，。；]{0,3}长|(?:坚持|吃|打)不(?:下来|住|下去)|依从性(?:差|不好|不行|低)|(?:太|很|嫌|挺|有点|怪|真)?麻烦|(?:不愿意?|不肯|不想|怕|抗拒|嫌)(?:打针|注射|天天|每天|扎|吃这么多)|一天(?:要)?(?:吃|打|输|用)?[两三四234](?:次|回|顿)|(?:片|粒)数(?:太)?多|要(?:冷藏|放冰箱|现配)|(?:输(?:液|注)|滴)(?:时间)?(?:太|要)?[^，。；]{0,4}(?:长|小时)|老来问|问个不停|烦得?很|不方便(?:携带|用|吃|打)|\b(?:inconvenient|too (?:long|many (?:pills|injections))|adherence|needle|injection burden|three times a day|(?:needs|requires) refrigerat\w+|hassle)\b/iu,
    unless: /麻烦(?:你|您|他|她|我|主任)|不麻烦/u,
  },
  {
    category: 'efficacy',
    words:
      /效果(?:也|就|都)?(?:一般|不好|不行|不明显|不理想|差|不如|有限|不咋|没那么)|没(?:有)?(?:什么|啥|多大)?效果|起效(?:太|比较|有点)?慢|(?:降|控)[^，。；]{0,4}(?:不够|不理想|不下|不如|慢|一般)|不(?:如|及)(?!果|时)[^，。；]{1,8}(?:好|强|快|有效)?|疗效(?:一般|不|有限|差)|(?:力度|强度)(?:不够|弱)|\b(?:not (?:strong|effective|potent) enough|weak(?:er)?|slow onset|efficacy (?:is )?(?:modest|poor|limited|not)|doesn't work|does not work)\b/iu,
  },
  {
    category: 'safety',
    words:
      /(?:担心|怕|害怕|顾虑|忌惮|不放心|嫌)[^，。；]{0,16}?(?:副作用|不良反应|安全|低血糖|酮症|水肿|出血|肝|肾|心脏|过敏|老人|老年|高龄|孕|感染|胃肠|恶心|呕吐|胰腺炎|耐药|肌|致癌|依赖|相互作用|血压(?:太)?低|掉头发|皮疹|腹泻|风险|毒|脱水|骨折|骨质)|副作用(?:太|有点|比较|挺|很|偏)?(?:大|多|明显)|安全性(?:差|不放心|存疑|有顾虑|还要)|(?:对|有)[^，。；]{0,6}安全(?:性)?(?:有)?(?:顾虑|担心|疑虑)|\b(?:worr(?:y|ied|ies)|concern(?:s|ed)?|afraid|nervous)\b[^.;]{0,40}\b(?:safety|side[- ]effects?|\w*acidosis|hypoglyc\w+|o?edema|swelling|bleed\w*|liver|renal|kidney|elderly|pregnan\w+|pancreatitis|infections?|rash|interactions?)\b|\btoo many side[- ]effects\b/iu,
    unless: /不(?:太)?担心|没(?:有|啥|什么)?(?:顾虑|担心)|不怕/u,
  },
  {
    category: 'time',
    words:
      /(?:没|没有|抽不出)(?:时间|空|工夫)(?!.{0,4}定)|太忙|忙(?:得|不过来|着|死)|门诊(?:太|人太|病人太)(?:多|忙)|(?:改天|下次|以后)再(?:说|聊|谈)|没空|顾不上|\b(?:no time|too busy|busy clinic|(?:some )?other time|in a rush)\b/iu,
    unless: /时间没定|我(?:太|很)?忙|等他忙完/u,
  },
]

/** A reservation that has been taken away, or was looked for and not found. */
const SETTLED =
  /不再|打消|没(?:有)?(?:什么)?(?:意见|异议|问题|顾虑)|不(?:太)?(?:担心|嫌|怕)|解决了|\b(?:no (?:concerns?|objections?)|resolved)\b/iu

export interface ReadObjection extends VisitObjection {
  readonly span: Span
}

export function readObjections(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): readonly ReadObjection[] {
  if (facts.status !== undefined && facts.status !== 'completed') return []
  const found: ReadObjection[] = []
  for (const unit of units) {
    if (unit.speaker === 'rep' || SETTLED.test(unit.text)) continue
    const rule = OBJECTION_RULES.find(
      ({ words, unless }) => words.test(unit.text) && unless?.test(unit.text) !== true,
    )
    if (rule === undefined || found.some(({ category }) => category === rule.category)) continue
    found.push({
      category: rule.category,
      text: bare(unit.text),
      product: productNear(segment, unit, facts),
      span: { start: unit.start, end: unit.end },
    })
  }
  return found
}

/** Without the words that say who said it. */
const bare = (text: string): string =>
  text
    .replace(
      /^(?:但|但是|不过|就是|只是)?(?:[他她]|主任|医生)?(?:也|又|就)?(?:说|讲|觉得|认为|反映|表示)(?:了|是)?[:,，]?/u,
      '',
    )
    .trim() || text

/** The product named last up to the end of these words, else the visit's first. */
export function productNear(
  segment: NoteSegment,
  span: Span,
  { products, directory }: MeaningFacts,
): string | null {
  const named = segment.mentions.filter(
    ({ kind, id, start }) => kind === 'product' && id !== null && start < span.end,
  )
  const own = named.findLast(({ start }) => start >= span.start)
  if (own !== undefined) return own.id
  const known = directory.products.filter((one) => products.some(({ id }) => id === one.id))
  const concerned =
    known.length > 1 ? productOfConcern(segment.note.slice(span.start, span.end), known) : null
  return concerned ?? named.at(-1)?.id ?? products.find(({ id }) => id !== null)?.id ?? null
}
