/**
 * What is reported though nobody was hurt: a medicine that does nothing, one that an unborn or a nursed child was
 * exposed to, one taken in a wrong amount, by a wrong way or by the wrong person, and one that is not as it should
 * be. Told of somebody or of a thing in hand, never asked as a rule. Medicines are `℞`. Part of case-frame.ts.
 */
import { takingsIn } from './case-frame.ts'
import { ANYBODY, ONE_PERSON, TOLD_BY } from './case-words.ts'

const NO_EFFECT =
  /一点(?:没|不)(?:效果|作用|下来|降|见效|管用|改善|变)|没(?:有)?(?:什么|啥|任何|多大|一点)?(?:效果|作用|起色|改善|好转|见效|反应|变化)(?!吗)|不管用|无效(?!吗)|不起作用|没起效|(?:退烧|降压|降糖|止痛|止吐|止咳|止血|通便|镇痛)(?:也)?(?:没|不)(?:退|降|止|通)|(?:血压|血糖|血脂|糖化|尿酸|体重|体温|胆固醇|疼|痛|癫痫|烧|指标|症状)[^，。；,;]{0,8}?(?:没(?:有)?(?:降|下来|下去|掉|变|控制|缓解|改善|达标|退)|降不下|压不住|控制不(?:住|了|好)|一点没|还是(?:那么|很|老|这么|一直)?(?:高|疼|痛|[\d一二三四五六七八九])|居高不下|反而|不降反升|反弹|纹丝不动|原地踏步)|(?:越|反而)[^，。；]{0,3}(?:重|高|差|坏|厉害)|跟没[吃用打]|等于没|白[吃打用]|\b(?:(?:is|was|has)(?:n't| not) (?:been )?(?:working|worked|helping|helped|doing (?:anything|much)|done (?:anything|much))|(?:does|did|doing|has done) nothing|no (?:effect|response|benefit|improvement|change)|not (?:working|responding|helping)|lack of (?:effect|efficacy)|unchanged|stopped working|did(?:n't| not) (?:work|help|respond)|hasn't (?:worked|helped|changed|dropped)|still (?:high|uncontrolled|in pain)|treatment failure|ineffective)\b/iu
const ASKS_EFFECT =
  /多久|多长时间|几天|怎么(?:换|调)|如果|要是|是否|有没有(?:效|用)(?![^，。]*说)|就(?:该|要|可以)|(?:才|算)(?:是)?无效|能不能|会不会|\b(?:if|when|how long|should)\b/iu

const EXPECTING =
  /怀孕|怀上|有喜|妊娠|孕(?:期|早期|中期|晚期|妇|\d+\s*周|[一二三四五六七八九十]+周)|(?:怀|孕)(?:了)?[\d一二三四五六七八九十两]+\s*(?:周|个?多?月)|哺乳|喂奶|母乳|宝妈|奶水|精子|备孕|\b(?:pregnan\w+|expecting|breast-?feeding|nursing|lactating|conceived|gestation|trimester)\b/iu
const EXPOSED =
  /才(?:发现|知道|查出)|不知道|不知情|没注意|意外|查出|发现|已经(?:吃|用|打)|(?:吃|用|打|服)(?:了|过)|一直(?:在)?(?:吃|用|打|服)|还在(?:吃|用|打)|\b(?:found out|turned out|discovered|realised|realized|just learned|got pregnant|fell pregnant|became pregnant|while (?:on|taking)|exposed|exposure|is \d+ weeks|she'?s \d+ weeks|\d+ weeks pregnant)\b/iu
const EXPECTING_PLANNED =
  /(?:想|准备|计划|打算|如果|万一|希望|多久(?:才)?(?:能|可以)|停[^，。]{0,8}(?:多久|几个?月))[^，。；]{0,6}(?:怀|孕|要孩子|生)|备孕(?!时|期间|中|的?(?:时候|老公|丈夫))|\b(?:if|plan\w*|wants?|trying|before)\b[^.]{0,24}\bpregnan/iu

const ERROR =
  /误(?:服|食|吞|喝|用|打|注|推|输|吸|滴|将|把|当)|(?:吃|服|打|用|喝|输|推|发|配|拿|开|调|抽|滴|贴)错|(?:吃|服|打|用|喝|输|推|喂|贴)(?:多(?!少|久|长|大)|过量|超(?!过)|重复|双份|两份|两倍)了?|多(?:吃|服|打|用|喝|推|输|喂|贴)了|过量(?:服|用|了)|超量(?:服|用)了|(?:剂量|浓度|速度|滴速|途径|单位|规格)(?:搞|弄|算|看|写|调|抄|给|用)?错|(?:一?天|每天|天天)(?:都)?(?:吃|打|用|服)[^，。；]{0,8}?(?:其实|本来|应该|一周)|(?:一周|每周)一次(?:的)?[^，。；]{0,10}?(?:天天|每天|一天)|一(?:次|口气|下子?)(?:吞|吃|喝|服|打)(?:了|下)(?!多少)[\d一二三四五六七八九十两半几整]+|整[瓶盒板](?:都)?(?:吃|吞|喝)|直接(?:静推|推|静注|静脉)了|(?:当成|当作)[^，。]{1,8}(?:吃|用|打|喝|滴)了|(?:皮下|肌注|口服|外用|鞘内)的?[^，。；]{0,6}(?:静推|静脉推|静滴|口服|喝|打到)[^，。；]{0,4}了|(?:十|10)倍(?:剂量|量)?[^，。；]{0,3}(?:给|用|打|吃)?了|\b(?:overdos\w+|by mistake|by accident|accidental\w*|wrong (?:dose|drug|route|patient|strength|syringe|vial|site)|medication error|dispensing error|double dose[d]?|\d+x (?:the )?dose|\d+ ?(?:times|-fold) the (?:usual |recommended )?dose|took (?:too many|double|twice|the whole)|instead of (?:one|weekly|once)|swallowed (?:the|a whole|\d+)|mixed up|given iv instead)\b/iu
const ASKS_ERROR =
  /怎么(?:解救|抢救|解毒)的?|如果|万一|要是|假如|会(?:怎么?样|不会)|(?:的话)|\b(?:if|in case|what happens)\b/iu

const THING =
  '药片|片子|药(?![店房师剂事企厂监品量效])|胶囊|粉末|粉针|药粉|针剂|药液|溶液|液体|混悬液|滴眼液|笔芯|笔|按钮|针头|针(?=弯|断|堵|漏|头)|瓶子?|西林瓶|安瓿|盒(?:子|里)?|铝箔|泡罩|板|包装|封口|瓶盖|胶塞|标签|批号|说明书(?=缺|少|没|印|破)|贴片|贴剂|吸入器|喷雾器|喷头|栓子|℞'
const FAULT =
  '碎(?:了|成|的|掉)|裂(?:了|开|纹)|断(?:了|裂|成|在)|破(?:了|损|的|开)|变色|发黄|发黑|发霉|霉点|长毛|受潮|潮了|结块|粘在一起|粘连|漏(?:了|液|药|气|出)|渗漏|缺(?:了|[一两几\\d])|(?<!多)少了|(?<!多)少[一两几\\d](?:片|粒|支|颗|板|瓶|袋)|空的|空壳|空泡|异物|毛发|头发丝|黑点|玻璃|杂质|浑浊|混浊|沉淀|絮|分层|打不(?:出|进)|推不(?:动|出)|按不(?:动|下)|拧不(?:开|动)|喷不出|吸不出|没药(?:出来)?|不出(?:药|液)|卡住|卡了|卡死|坏了|失灵|脱落|模糊|印错|看不清|松动|异味|怪味|臭|不粘|粘不住|掉下来|装错|不一样|过期'
const FAULTY = new RegExp(
  `(?:${THING})[^，。；,;？?]{0,10}?(?:${FAULT})|(?:${FAULT})[^，。；,;？?\\s]{0,3}(?:药片|胶囊|笔|瓶|药|针)`,
  'iu',
)
const FAULTY_ENGLISH =
  /\b(?:tablets?|pills?|capsules?|pens?|vials?|ampoules?|blisters?|packs?|packag\w+|box(?:es)?|seals?|needles?|syringes?|inhalers?|patch(?:es)?|solution|powder|batch|device|autoinjector)\b[^.,;?]{0,30}\b(?:broken|broke|cracked|crushed|crumbl\w+|discolou?red|leak\w*|damaged|missing|defective|jam(?:med|s)?|cloudy|mou?ldy|torn|particles?|specks?|smell\w*|empty|stuck|failed|fell off|won't|wouldn't|doesn't|didn't (?:work|click|inject)|short|expired|counterfeit)\b|\b(?:broken|cracked|discolou?red|leaking|damaged|missing|defective|jammed|cloudy|mou?ldy|empty|counterfeit)\b[^.,;?]{0,16}\b(?:tablets?|pills?|capsules?|pens?|vials?|blisters?|packs?|box(?:es)?|seals?|needles?|syringes?)\b/iu
/** The thing itself lies before somebody. */
const IN_HAND =
  /反馈|反映|投诉|打电话|来电|退(?:货|回)|拿(?:来|过来)|说|这批|这盒|这瓶|这支|这板|那批|一盒|一瓶|两盒|两瓶|几盒|几片|刚(?:买|打开|拆|开)|拆开|打开|昨|今天|早上|发现|已经|\b(?:complain\w*|reported|says|said|returned|opened|batch|lot|twice|yesterday|today|last night|this morning|found)\b/iu
const ASKS_FAULT =
  /如果|万一|要是|(?:怎么办|怎么处理|还能用吗|能用吗|能不能用)\s*(?:说明书[^，。]*)?[?？]?\s*$|能不能|可不可以|会不会|多久|之前|前|\b(?:if|what to do|how (?:do|to)|should)\b/iu

/** The words of such a report; null when there is none. */
export function situationTold(text: string): string | null {
  const one = ONE_PERSON.test(text)
  const somebody = one || ANYBODY.test(text)
  const takings = takingsIn(text)
  const strong = takings.some((taking) => taking.surety === 'told')
  const none = NO_EFFECT.exec(text)
  if (none !== null && somebody && strong && !ASKS_EFFECT.test(sentenceAround(text, none.index))) {
    if (takings.some(({ start }) => start < none.index) || /[a-z]/iu.test(none[0])) return none[0]
  }
  const expecting = EXPECTING.exec(text)
  if (expecting !== null && one && strong && EXPOSED.test(text) && !EXPECTING_PLANNED.test(text)) {
    return expecting[0]
  }
  const error = ERROR.exec(text)
  if (error !== null && !ASKS_ERROR.test(sentenceAround(text, error.index))) {
    const told = one || TOLD_BY.test(text) || (somebody && /了|\b(?:was|were|took|given|got)\b/iu.test(text))
    if (told) return error[0]
  }
  const fault = FAULTY.exec(text) ?? FAULTY_ENGLISH.exec(text)
  if (fault === null) return null
  const inHand = IN_HAND.test(text) || one
  return inHand && (somebody || TOLD_BY.test(text) || HOLDS.test(text)) && !onlyAsked(text) ? fault[0] : null
}

const HOLDS =
  /护士|药房|药店|药师|门诊|客户|这批|这盒|这瓶|这支|顾客|\b(?:pharmac\w+|nurse|customer|batch)\b/iu

const onlyAsked = (text: string): boolean =>
  ASKS_FAULT.test(text) && !TOLD_BY.test(text) && !ONE_PERSON.test(text) && !/这[批盒瓶支板]/u.test(text)

function sentenceAround(text: string, at: number): string {
  const before =
    text
      .slice(0, at)
      .split(/[。！!？?；;\n]/u)
      .at(-1) ?? ''
  return before + (text.slice(at).split(/[。！!？?；;\n]/u)[0] ?? '')
}
