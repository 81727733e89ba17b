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
    unless:
      /(?:价格|价钱)[^，。；]{0,4}(?<!不|没法|难)(?:可以|能)?接受(?!不)|便宜(?:多)?了[^，。；]{0,4}(?:挺|很|更)?(?:好|高兴)|(?:国家|医保|谈判)[^，。；]{0,6}便宜/u,
    words:
      /(?:价格|价钱)[^，。；]{0,4}(?:降|下|谈)不(?:下来|了|动)|一听(?:说)?价|(?:谁|怎么)(?:吃|用|买)得起|换(?:成|了)?(?:的)?(?:都是)?集采的(?=[^，。；]{0,3}多|了)|(?:便宜|省钱)(?=$|[，。；,\s])|好几?百(?:块)?(?:谁|一个月|太)|(?:经济|费用)(?:压力|负担)(?:大|重)|(?:要|得|全)自费|掏钱|(?<![宝名珍尊高可富权])贵(?=$|[，。；,\s])|(?:太|很|有点|比较|嫌|更|偏|挺|死)贵|贵(?:了|得|一倍|一点|不少)|嫌[^，。；]{0,4}贵|价格[^，。；]{0,4}(?:高|没优势|接受不了|顶不住)|(?:吃|用|买|负担)不起|负担(?:太|有点|比较)?重|(?:掏|花)不起|承受不(?:起|了)|舍不得(?:花|吃|用)|(?:别家|竞品|集采|国产)[^，。；]{0,8}便宜|便宜(?:一半|多了|不少|得多)|价钱(?:下不来|没(?:谈|松))|性价比(?:低|不高|差)|自费(?:太|负担|压力|接受不)|没有?价格优势|比[^，。；]{0,8}(?:贵|便宜)|\b(?:too expensive|pric(?:e|ey) (?:is )?(?:too )?high|can(?:'t|not) afford|pricey|cheaper(?: (?:one|option|generic))?|out[- ]of[- ]pocket|price (?:is )?(?:an? )?(?:issue|concern|barrier|problem)|costs? too much|twice the price|cost (?:is )?(?:a )?(?:concern|issue|barrier)|(?:cost|price|affordability) (?:is|was|remains) (?:still )?(?:his|her|a|the|their|an?)? ?(?:\w+ )?(?:worry|concern|issue|barrier|problem|obstacle|sticking point)|(?:worr|concern)\w* about (?:the )?(?:price|cost)|\w*pric(?:e|ing) (?:is )?(?:an? )?(?:issue|objection))\b/iu,
  },
  {
    category: 'evidence',
    words:
      /指南[^，。；]{0,4}(?:没|未|不)(?:有)?(?:推荐|写|提|收)|(?:要|得|等)[^，。；]{0,6}(?:头对头|RCT|大样本|三期)[^，。；]{0,6}(?:才|再)|(?:厂家|公司|你们)自己(?:做|弄|赞助)的?(?:研究|数据|试验)|(?:证据|数据|研究)[^，。；]{0,4}(?:不硬|不扎实|存疑|可疑|说服不了)|等(?:更多)?(?:长期|真实世界|国内)[^，。；]{0,4}(?:数据|结果)|(?:缺|缺乏|缺少|(?<!有)没有?|没啥|少)[^，。；]{0,8}?(?:证据|数据|循证|文献|研究|RCT|头对头)|证据(?:不足|不够|级别(?:低|不高)|太少)|数据(?:不足|不够|少|太少|不充分)|样本(?:量)?(?:太|偏)?(?:小|少)|(?:都是|只有)(?:国外|外国)(?:的)?(?:数据|人群)|(?:等|要等)[^，。；]{0,10}(?:指南|共识|数据|研究|结果|文献|RCT|证据|上市后)[^，。；]{0,8}?(?:出来|更新|公布|发表|再(?:说|看|用|定))|(?:还是|先|就)?要(?:先)?看(?:到)?[^，。；]{0,6}?(?:RCT|证据|数据|文献|循证|研究)|(?:没|未)写进指南|指南(?:里)?(?:没|未|不)(?:有|推荐|写|提)|证据(?:弱|级别)|说服力(?:不|差|弱)|(?:证据|数据)[^，。；]{0,4}(?:拿不出|站不住|太旧|老)|将信将疑|半信半疑|不(?:太|大|怎么)?(?:信|相信|认可)(?!息)|拿(?:出)?(?:证据|数据|文献)(?:来)?(?:再)?(?:说|看)|(?:要|想)看到?(?:更多)?(?:证据|数据)|\b(?:lack(?:s|ing)? (?:of )?(?:\w+ )?(?:evidence|data|RCTs?)|no (?:head[- ]to[- ]head|RCT|evidence)|not convinced|(?:show|give) me (?:the )?(?:data|evidence)|wait\w* for (?:the )?(?:\w+ )?(?:data|guidelines?|trial|results)|(?:data|evidence) (?:is|are|looks?) (?:thin|weak|limited|old)|not in the guidelines?|sceptical|skeptical|unconvinced|wants (?:to see )?(?:more )?(?:evidence|data)|(?:wants?|needs?|asked for|would like|until there is) (?:to see )?(?:more |longer|long-term|local |Chinese |head-to-head |better )+(?:\w+ )?(?:data|evidence|trials?|studies)|small (?:sample|trial)|company-sponsored)\b/iu,
    unless: /没有?数据(?:流量|线)/u,
  },
  {
    category: 'access',
    words:
      /还?没过(?:药事会|会)|(?:同类|品种|品规)[^，。；]{0,4}(?:已经)?(?:有)?(?:满|够|两个|太多|占满)(?!意)|(?:老是|经常|总|又|还)(?:断货|缺货)|药房[^，。；]{0,4}(?:没|不)(?:备|进|有)|没(?:有)?进(?:院|药|来|我们医院)|还没过会|没(?:有)?过会|(?:医院|社区|院里|科里|药房|这边|我们这|现在|目前)[^，。；]{0,6}(?:没有?药|没(?:有)?这个药|没货)|(?:开|调)不(?:出来?|到|了)(?!会)|进不(?:来|了)|不在(?:院内|医院)?目录|要等[^，。；]{0,10}(?:采购|药事会|过会|进药|招标|中标)|等[^，。；]{0,8}(?:统一采购|药事会)|药剂科[^，。；]{0,8}(?:没松口|不同意|卡|不批|不给)|没松口|被卡|(?:断|缺)(?:了)?货|断供|脱销|没货|拿不到(?:药|货)|进不来货|(?:配送|到货)[^，。；]{0,4}(?:慢|跟不上|不及时)|名额(?:满|没)|一品两规|要(?:会诊|审批|特批|打报告|科主任签字)才|(?:只能|必须)(?:专家|主任|住院|会诊)[^，。；]{0,4}(?:开|用)|系统里(?:没有|调不出)|院外买|外购|限量(?!版)|\b(?:not (?:on|in) (?:the )?formulary|not (?:listed|stocked|available)|can(?:'t|not) (?:get|order|prescribe) it|still waiting for (?:the )?(?:committee|listing)|blocked by (?:the )?pharmacy|out of stock|shortage|(?:pharmacy|hospital|committee)\b[^.;]{0,16}\brestrict\w*|restricted (?:to|by)|needs? (?:an? )?(?:\w+ )?(?:consult|approval|sign[- ]off)|consult for (?:every|each)|not yet on (?:the )?(?:list|formulary)|not (?:yet )?(?:on|in) (?:the |our )?(?:formulary|hospital)|no stock|pharmacy (?:doesn't|won't|does not) (?:stock|carry|have))\b/iu,
  },
  {
    category: 'policy',
    words:
      /医保[^，。；]{0,6}(?:只报|才报|只给)[^，。；]{1,6}|(?:查|管|审|卡)得(?:太|很|特别|比较)?(?:严|紧)|不敢多开|(?:规定|要求)先用|(?:院|科)里(?:不让|规定|要求)|不是[^，。；]{0,6}(?:科|我们)的药|集采(?:任务|指标|的?药?)?[^，。；]{0,8}(?:完成|优先|先用|压|没用完|必须|只能|要)|(?:完成|优先用|先用)[^，。；]{0,4}集采|药占比|控费|DRG|DIP|医保[^，。；]{0,8}(?:不报|限|卡|不给|查|扣|拒付|管得)|(?:限制|特殊)使用级|处方权|(?:考核|绩效|指标|限额|限费|均次|药费)[^，。；]{0,8}?(?:卡|压|紧|超|扣|严|管)|超(?:量|限|额)(?:要|会)?(?:扣|罚)|扣(?:钱|绩效|奖金)|处方点评|(?:新规|新政|反腐|整顿|巡查|飞检)|国谈[^，。；]{0,4}没|要会诊|重点监控|(?:医院|院里|上面|医务处|规定)[^，。；]{0,8}(?:不让|不许|不准|限制|规定|管得严|查得严)|政策(?!好|利好)[^，。；]{0,6}(?:限|卡|不|紧)|\b(?:VBP quota|hospital policy|restricted (?:class|antibiotic)|not (?:our|my) department|insurance (?:won't|does not|doesn't))\b/iu,
  },
  {
    category: 'convenience',
    words:
      /(?:吞|咽)不(?:下|了)|(?:不|没)(?:按时|规律)(?:吃|服|用)|记不(?:住|得|清)|(?:总|老|经常|容易)(?:是)?(?:漏|忘)(?:吃|服|打|了|掉)|疗程[^，。；]{0,6}(?:太|有点|偏|比较|觉得|嫌)?[^，。；]{0,3}长|(?:坚持|吃|打)不(?:下来|住|下去)|依从性(?:差|不好|不行|低)|(?:太|很|嫌|挺|有点|怪|真)?麻烦|(?:不愿意?|不肯|不想|怕|抗拒|嫌)(?:打针|注射|天天|每天|扎|吃这么多)|一天(?:要)?(?:吃|打|输|用)?[两三四234](?:次|回|顿)|(?:片|粒)数(?:太)?多|要(?:冷藏|放冰箱|现配)|(?:输(?:液|注)|滴)(?:时间)?(?:太|要)?[^，。；]{0,4}(?:长|小时)|老来问|问个不停|烦得?很|不方便|不好(?:吞|咽|掰|保存|携带|操作)|(?:太|要)?(?:频繁|繁琐|费事|费劲|复杂|折腾)|(?:记不住|老忘|容易忘|忘)(?:吃|打|用)|(?:老人|病人)[^，。；]{0,4}不会(?:打|用|操作)|(?:片|药)(?:太)?大(?:了)?(?:不好|难|咽)|滴(?:得)?(?:太)?(?:慢|久)|\b(?:inconvenient|too (?:long|many (?:pills|injections))|adherence|needle|injection burden|three times a day|(?:needs|requires) refrigerat\w+|hassle|cumbersome|forget(?:s|ting)? (?:to take|doses?)|hard to swallow|large (?:pill|tablet)|daily injections?|compliance|forgets?|keep forgetting|missed doses|too many (?:tablets|pills|steps)|don't like (?:needles|injecting|injections)|hard to (?:store|use|inject|remember))\b/iu,
    unless: /麻烦(?:你|您|他|她|我|主任)|不麻烦/u,
  },
  {
    category: 'efficacy',
    words:
      /(?:效果|疗效)(?:也)?(?:就那样|存疑|没看出来|看不出|没想象|平平)|没比[^，。；]{1,8}(?:强|好|快)(?:多少|到哪)?|(?:压|降|控制?)不(?:下来|下去|住|好)|效果(?:也|就|都)?(?:一般|不好|不行|不明显|不理想|差|不如|有限|不咋|没那么)|没(?:有)?(?:什么|啥|多大)?效果|起效(?:太|比较|有点)?慢|(?:降|控)[^，。；]{0,4}(?:不够|不理想|不下|不如|慢|一般)|不(?:如|及)(?!果|时)[^，。；]{1,8}(?:好|强|快|有效)?|疗效(?:一般|不|有限|差)|(?:力度|强度)(?:不够|弱|差)|(?:压|控|稳)不住|不(?:太|怎么|大)(?:管用|好使|见效|达标|理想)|(?:怀疑|质疑|觉得)[^，。；]{0,6}?(?:没|无|不)(?:啥|什么|太|大)?(?:效|用|管用|灵)|(?:血压|血糖|血脂)[^，。；]{0,10}?(?:下不来|降不(?:下|到)|不达标|没(?:达标|下来|降))|(?:药效|作用|维持)[^，。；]{0,4}(?:短|弱|差|不够|不到)|(?:漏|失)效|比不(?:上|过)|\b(?:not (?:strong|effective|potent) enough|weak(?:er)?|slow onset|(?:doesn't|does not|didn't) (?:last|hold|control|bring)|still (?:high|uncontrolled)|no better than|inferior|wears off|efficacy (?:is )?(?:modest|poor|limited|not)|doesn't work|does not work|too weak|not (?:convinced (?:by|of) (?:the )?efficacy)|no (?:real )?(?:benefit|difference) (?:over|from|vs))\b/iu,
  },
  {
    category: 'safety',
    words:
      /(?:安全(?:性)?|长期用?)[^，。；]{0,4}(?:没底|心里没数|不踏实|不确定)|(?:怕|担心|顾虑)[^，。；]{0,8}(?:出(?:问题|事)|扛不住|承受不)|(?:担心|怕|害怕|顾虑|忌惮|不放心|嫌)[^，。；]{0,16}?(?:副作用|不良反应|安全|低血糖|酮症|水肿|出血|肝|肾|心脏|过敏|老人|老年|高龄|孕|感染|胃肠|恶心|呕吐|胰腺炎|耐药|肌|致癌|依赖|相互作用|血压(?:太)?低|掉头发|皮疹|腹泻|风险|毒|脱水|骨折|骨质)|(?:担心|怕|害怕|顾虑|忌惮|不放心|嫌|忧虑)(?:[他她]们?|病人|患者|老人|吃|用|打|了|的|会|有|引起|出现|导致){0,5}[^，。；]{0,4}?(?:吐|泻|拉肚子|晕|肿|痒|疹|痛|疼|麻|抽|喘|咳|摔|跌|脱水|尿|掉|瘦|昏|慌|闷|出事|受不了|吃不消|血压低|低血压|心率)|副作用(?:太|有点|比较|挺|很|偏)?(?:大|多|明显)|(?:老人|老年|高龄|肾|肝|心)[^，。；]{0,8}?(?:不敢(?:用|开|上|给)|不放心)|不敢(?:给|用|开|上)[^，。；]{0,8}?(?:老人|高龄|肾|肝|孕|心)|(?:伤|损)(?:肝|肾|胃|心)(?!内)|安全性(?:差|不放心|存疑|有顾虑|还要)|(?:对|有)[^，。；]{0,6}安全(?:性)?(?:有)?(?:顾虑|担心|疑虑)|\b(?:worr(?:y|ied|ies)|concern(?:s|ed)?|afraid|nervous)\b[^.;]{0,40}\b(?:safety|side[- ]effects?|\w*acidosis|hypoglyc\w+|o?edema|swelling|bleed\w*|liver|renal|kidney|elderly|pregnan\w+|pancreatitis|infections?|rash|interactions?|dizz\w+|falls?|vomit\w*|nausea|diarrh\w+|low (?:BP|blood pressure|sugar)|hypotens\w+|dehydrat\w+|QT\w*|tolerab\w+|elderly)\b|\btoo many side[- ]effects\b/iu,
    unless: /不(?:太)?担心|没(?:有|啥|什么)?(?:顾虑|担心)|不怕/u,
  },
  {
    category: 'time',
    words:
      /(?:没|没有|抽不出)(?:时间|空|工夫)(?!.{0,4}定)|太忙|忙(?:得|不过来|着|死|疯)|赶(?:时间|着)|(?:要|得)(?:查房|手术|开会|出门诊)(?:去|了)?[^，。；]{0,4}(?:没|改|下次)|门诊(?:太|人太|病人太)(?:多|忙)|(?:改天|下次|以后)再(?:说|聊|谈)|没空|顾不上|\b(?:no time|too busy|busy clinic|(?:some )?other time|in a rush)\b/iu,
    unless: /时间没定|我(?:太|很)?忙|等他忙完/u,
  },
]

/** A reservation that has been taken away, or was looked for and not found. */
const SETTLED =
  /不再|打消|不(?:算|是很|怎么)?贵|(?:报|集采|谈判|降价)[^，。；]{0,4}(?:了|后)(?:就|也)?不贵|没(?:有)?(?:什么)?(?:意见|异议|问题|顾虑)|不(?:太)?(?:担心|嫌|怕)|解决了|\b(?:no (?:concerns?|objections?)|resolved)\b/iu

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
      /^(?:但是|但|不过|可是|可|然而|就是|只是)?[,，]?(?:[他她]|主任|医生)?(?:也|又|就)?(?:说|讲|觉得|认为|反映|表示)(?:了|是)?[:,，]?/u,
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
