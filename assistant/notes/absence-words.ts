/**
 * Words by which a note tells that somebody could not be met, and where that person was instead. The first is a
 * result and stands by itself ("扑空", "couldn't see him"); the second is only a reason ("在手术", "at a congress")
 * and tells nothing where the two talked after all. Data alone.
 */
export const ABSENCE_WORDS_VERSION = '2026-11a'

/** Behind 没见到, 没看到 these are found or not found by a doctor, not by the rep. */
const NO_PERSON =
  '(?!过|什么|任何|明显|异常|不良|有|副|效|改善|反应|数据|结果|说|文献|水肿|低血糖|出血|感染|变化|问题|好处|优势|差别)'

/** Nobody was met although the rep went or called. */
export const NOT_MET = new RegExp(
  [
    `没(?:有)?(?:能)?(?:见|碰|遇|等|找|逮|堵|看|蹲|撞|赶)(?:着|到|上|成)${NO_PERSON}`,
    '没(?:有)?(?:能)?(?:见|碰|遇|等|找|逮|堵)(?:着|到|上)?(?:他|她|人|本人|主任|医生|老师)(?!说|提|有)',
    '(?:人|主任|医生|老师|他|她)?(?:今天|刚好|正好|都|又|还)?[不没]在(?!意|乎|乎|目录|医保|话下|同|于|了以后|说|用|推|做|讲|谈|考虑|吃|打)',
    '未(?:能)?(?:见|遇)',
    '扑(?:了|个|了个)?空|跑(?:了|个|了个)空|落空|空跑|白(?:跑|去|等|来|蹲)(?:一|了|$|[，。])',
    '白跑|吃(?:了)?(?:个)?闭门羹|拒之门外|碰(?:了)?(?:一鼻子|个)?灰',
    '没(?:有)?人(?:在|应|接|开门|理|$)|没接(?:听|通|电话)?(?=$|[，。；！!,;\\s])|没接(?:我)?(?:的)?电话|(?:都|一直|始终)没接(?!话|受|触|诊|茬|着|到)',
    '打不通|无人接听|联系不上|电话(?:关机|占线|停机)|(?:手机|电话)[^，。；]{0,3}关机|不接(?:我)?(?:的)?电话',
    '没(?:能|有)?(?:说|聊|搭)上(?:话)?|没(?:聊|谈|见)成|见不(?:着|到|上)(?!效)|等不(?:到|着|及)',
    '(?:没|不|未)(?:让|给|许|准)(?:我们?)?进(?!院|药|货|目录)|进不去|被[^，。；]{0,5}拦|拦(?:住|下|在)(?:了|我|门)|不(?:接|见)(?:待)?(?:代表|厂家|访客)|拒见|避而不见',
    '门(?:都|是|还)?(?:锁|关)(?:着|了)|锁着门|没开门',
    '(?:去|来|到)(?:得)?晚了|晚了一步|错过(?:了)?(?:他|她|主任|$|[，。；])|没赶上(?!进度)',
    '(?:出差|出国|休假|请假|外出|停诊|进修|开会|上手术|手术)(?:去)?了?(?:没见|不在|$)',
    '(?:摆手|挥手)(?:让|叫)?(?:我)?走|(?:让|叫|请)我?(?:改天|下次|改日)(?:再)?来|没(?:空|时间|工夫)(?:见|理|接待|搭理)|没排上|等[^，。；]{0,10}(?:走了|撤了|没戏)',
    "\\b(?:not (?:in|there|around|available)(?=\\s*(?:[,.;!)]|$|today|this|when|again|but))|wasn't (?:in|there|around|about|available|at (?:his|her) desk)|(?:was|were|is) (?:out|away|on leave|in surgery|in theatre|off|travelling|busy in)(?! (?:of stock|to|the))|could(?:n't| not) (?:see|meet|reach|find|catch|get (?:hold|in|past|through|to see))|did(?:n't| not) (?:see|meet|catch|find|show|turn up|get to (?:see|meet)|manage to (?:see|meet|catch)|pick up|get in)|never (?:showed|turned up|appeared|got to see)|missed (?:him|her|them|dr)|no[- ]?show|unable to (?:see|meet|reach)|not met|no luck|no answer|nobody (?:in|there|around|answered)|turned (?:me )?away|(?:refused|declined) to (?:see|meet)|(?:had|has) (?:already |just )?(?:left|gone)(?! it| the | me )|(?:already|just) left(?! it| the | a | me | my | some )|gone (?:home|for the day)|left (?:early|for the day)|waited [^.;]{0,24}\\b(?:left|gave up|nothing|in vain)|gave up)\\b",
  ].join('|'),
  'iu',
)

const PLACE =
  '(?:北京|上海|广州|深圳|成都|武汉|南京|杭州|西安|重庆|天津|长沙|郑州|济南|沈阳|外地|外院|外省|外面|省里|省城|市里|县里|乡下|国外|海外|美国|日本|欧洲|老家|总院|分院|院部|学校|卫健委|医务处|院办|院里|楼上|楼下|那边)'
const ACTIVITY =
  '(?:出差|出国|休假|休息|请假|外出|进修|开会|会诊|抢救|查房|讲课|上课|授课|学习|培训|评审|答辩|监考|考试|体检|义诊|度假|旅游|探亲|调研|检查|汇报|参会|交班|值班|支援|下乡|带教|出诊|出门诊|看门诊|停诊|开刀|做手术|上手术|上台|手术台)'

/** Somebody is somewhere else or busy: a reason why nobody was met, never the proof of it. */
export const ELSEWHERE = new RegExp(
  [
    `(?:飞|去|回|跑|到|上|下)(?:了)?${PLACE}(?:${ACTIVITY})?(?:去)?(?:了|呢|，|$)`,
    `(?:去|到)${PLACE}?[^，。；]{0,5}${ACTIVITY}(?:去)?(?:了|呢|$)`,
    `(?:被|让)[^，。；]{1,8}(?:叫|喊|拉|请|抓|调)(?:去|走|过去|到)`,
    `${ACTIVITY}(?:去)?(?:了|呢|中|去了|着)(?!解)`,
    `(?<!现|不|实)在(?:做|开|上)?(?:${PLACE}|${ACTIVITY}|台上|手术|手术室|导管室|会上|家|隔离|忙)(?!里?用|的病人)`,
    '(?:门诊|病人|患者)(?:爆满|爆了|挤满|排满|太多)(?=$|[，。；,;\\s])',
    '(?:休|请|放|调)(?:了)?(?:着)?(?:年|产|病|婚|事|陪产|补|探亲|公|长|调)?休?假(?:去)?了?|调休|轮休|补休|倒休|休(?:班|年假|产假|息)|下夜班|夜班(?:后)?休息|没(?:来|有)?上班|(?:今天|今儿|这周|本周)(?:休|不上班|不坐诊|没班|停诊)|下班(?:了|回家)',
    '(?:已经?|刚刚?|早就?|先|提前|前脚)(?:就)?(?:走|离开|回家|下班|出去)了?(?=$|[，。；,;!\\s])|(?:刚|正)(?:要)?(?:出门|出去)',
    '(?:调|转|跳|离职|辞职|退休|走人)(?:到|去|走)?[^，。；]{0,8}(?:医院|社区|院区|单位|科|了)',
    '\\b(?:off (?:sick|today|duty|this week)|(?:on|taking) (?:\\w+ )?leave|day off|in (?:MDT|rounds|clinic all|consultation|a case)|at (?:a|an|the) (?:\\w+ )?(?:congress|conference|meeting|seminar|training|workshop|symposium)|in (?:a|an|the)?\\s?(?:\\w+ )?(?:meeting|theatre|surgery|OR|cath lab|procedure|ward round)|tied up|stuck in|called (?:away|into|to theatre)|out of (?:town|office|the office)|abroad|overseas|travelling|on holiday|gone to)\\b',
  ].join('|'),
  'iu',
)

/** Somebody else than the doctor says so: a nurse, a colleague, whoever sits at the door. */
export const TOLD_BY_OTHERS =
  /(?:护士(?:长|站)?|同事|[他她]们|学生|助手|助理|秘书|前台|门卫|保安|导医|规培|实习生|研究生|值班|科里(?:人|的人)?|他们科|旁边(?:的)?(?:医生|人)|里面(?:的)?人|店员|家人)[^，。；]{0,6}(?:说|讲|告诉|回)|(?:说是?|听说|据说)(?=[^，。；]{0,4}(?:去|飞|在|休|请|出|开|上|被|下|调|回))|\b(?:nurse|receptionist|secretary|colleague|assistant|resident|staff|they)\b[^,.;]{0,12}\b(?:said|says|told)\b/iu

/** Appointed and then called off or moved, by either side. */
export const CANCELLED =
  /取消(?!医保|资格|采购|集采)|改期|改(?:到|成|约|(?=(?:下|本|这)?(?:下)?(?:周|个?月)|明|后天|\d{1,2}[号日月]))(?:了)?(?=.{0,8}(?:周|天|月|号|日|点|\d))|推(?:到|迟|后|掉)了?|延(?:期|到|后)|挪到|放(?:了)?(?:我)?(?:鸽子|飞机)|被鸽|鸽了|爽约|失约|临时有事|被放|去不(?:了|成)了?(?=$|[，。；,;!\s])|来不(?:了|成)了?|没(?:去|来|开|约|办|走|访)成|开不成|泡汤|(?:约|会|拜访|行程|这事|又|就)黄了|作罢|告吹|另约|改(?:个)?时间|换(?:个|一)?(?:时间|天)(?!用|吃)|顺延|往后(?:推|挪|延|排)|\b(?:cancel(?:l?ed|s)?|had to cancel|called (?:(?:it|this|that|things|the \w+) )?off|resched\w*|postponed?|pushed (?:it |us )?(?:back|to)|bumped (?=.{0,24}\bto\b)|moved (?=.{0,40}\bto\b)|put (?:it |me |us )?off|stood me up|fell through|didn't happen|rain check)\b/iu

/** What was meant to be and, as the past tense says, was not. */
export const WAS_MEANT =
  /本来|原本|原定|原计划|本想|原想|原先(?:约|说|定|想)|\b(?:was|were) (?:meant|supposed|due|going|scheduled|booked|hoping|planning) (?:to|for)\b|\bhad (?:planned|hoped|meant|wanted|intended|an appointment)\b|\b(?:tried|hoped|wanted|went|attempted) to (?:see|meet|catch|visit|reach)\b/iu
