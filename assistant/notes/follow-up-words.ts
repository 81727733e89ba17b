/** Words by which a note tells what is still to be done, by whom, and what only looks like it. Data alone. */
export const FOLLOW_UP_WORDS_VERSION = '2026-11a'

/** Something the rep can do. */
export const ACTION =
  /送|搁|捎|贴(?=完|好|上|报|发)|报销|填(?=写|好|完|表|报|单)|碰(?!到|见|上|壁|巧)|发(?!生|现|言|热|作|烧|展|挥|病)|寄|递|给(?!药)|带(?!教)|拿(?!药)|拍|传(?!染|统)|转(?!氨|移|归|院|诊|科)|回(?:话|复|电|访|信|个|他|她|去|来)|答复|反馈|跟(?:进|踪|催|一下|他|她)|追(?:踪|问|一下)?|盯|拜访|拜年|再访|回访|约|联系|打(?:个|通)?电话|(?<=再)打|问(?!题)|确认|核实|查(?!房|出)|找|去(?!世|年|除)|来(?=拜|找|看|一趟|取|送|聊)|(?<!(?:病人|患者|老人|家属|[让叫][他她])[^，。;]{0,8})再来(?=[\s，。;一看跟找聊送]|$)|过去|过来(?=找|聊)|聊|谈|讲(?!者|究)|沟通|准备|整理|安排|组织|开(?=科|会|个会|场|展)|办(?!公|法)|参加|邀请?|请(?!假)|提交|申请|上报|补(?!贴|充)|见(?!效|解)|看(?:看|一下|他|她|望)|催|落实|推进|汇报|协调|商量|对接|介绍|做(?=个|一|完|好)|写|弄|交(?!流|通|易|叉|感|界|接|代)|听(?=一下|听|课|会)|出门|出发|打印|复印|翻译|陪|走访|再跑|跑一趟|\b(?:send|bring|call|visit|see|meet|follow|check|ask|confirm|arrange|set ?up|book|schedule|share|forward|e-?mail|deliver|drop|file|raise|log|open|escalate|draft|write|order|request|collect|owe|swing by|stop by|pop (?:in|by|over)|mail|post|courier|ping|nudge|loop in|hand|fix|sort|push|launch|hold|clarify|finali[sz]e|complete|fill|prepare|provide|get back|reply|respond|report|present|invite|discuss|update|submit|talk|speak|remind|retry|chase|return|try|go back|revisit|give|take|show|pick up|print|look (?:into|up)|find|touch base|circle back|ring|phone|text|re-?visit|catch up|detail|do|organi[sz]e|host|join|attend|connect|introduce)\b/iu

/** The doctor's own calendar: when to be met, or not. */
export const AVAILABLE =
  /出(?:专家|专科|普通)?门诊|(?:上午|下午|全天|[一二三四五])(?:专家)?门诊|坐诊|有门诊|(?<!不)在(?:科里|科室|院|医院|办公室|病房|的)|查房|值班|有空|方便|回来(?:上班)?|在岗|\b(?:in clinic|clinic day|available|back(?: in| on|$)|free|on duty|does (?:his|her) clinic|holds? clinic)\b/iu
export const UNAVAILABLE =
  /(?:他|她|主任|医生|老师|院长|教授|人|最近|都)?(?:要|会|得|在|都)?(?:去)?(?:出差|出国|休假|请假|休息|外出|度假|手术(?!室)|停诊|不在|没空|有会|开会去?|轮岗|下乡|援|值夜)|\b(?:away|on leave|on holiday|travelling|out of office|in surgery|not available|busy|at a (?:meeting|conference))\b/iu

/** He or she is the one who will do it. */
export const BY_DOCTOR =
  /^[\s\p{P}\p{S}\p{No}]*(?:[他她]们?|主任|医生|老师|院长|教授|科长|大夫|店长|\p{Script=Han}{1,3}(?:主任|医生|老师|院长|教授|科长|大夫|店长)|he|she|they|dr\.? ?\w+)(?:自己|也|都|就|还|倒|本人)?(?:跟我)?(?:说|讲|回复|回我|答|答应|同意|表示|承诺|愿意|保证|告诉我|反馈|打算|准备|计划|会|要|可以|能|下周|明天|后天|月底|下个?月|said|says|agreed|promised|will|'ll|would|is going to|wants to|plans to)/iu
export const PROMISED =
  /答应|承诺|保证|同意|愿意|说(?:好|行|可以|没问题|会|下|明|后|月|周|\d)|会(?:去|帮|给|跟|把|考虑|尝试|试)|继续用|接着用|先?(?:试用|试试|试几|试两|用几|用两|换几)|帮(?:我们?|忙)|提单|打(?:个)?申请|\b(?:agreed|promised|will|'ll|would|happy to|going to)\b/iu
/** Steps of the house that somebody may wait for, as against prescriptions, which are nobody's task. */
export const PROCESS =
  /提单|申请|报(?:告)?上去|上会|过会|讨论|投票|签字|盖章|帮(?:我们?)?(?:问|约|联系|介绍|安排|推|打招呼)|问(?:一下)?(?:总部|药剂科|院长|医保办|采购)|给(?:我|咱)(?:们)?(?:回复|答复|名单|时间|消息|回话|电话|一个)|告诉我|回复我|联系我|发(?:给)?我|安排(?:时间|科会)?|定时间|通知|\b(?:submit|application|let me know|get back to me|send me|call me|introduce|raise|arrange|sign|confirm)\b/iu

export const MEDICAL =
  /MSL|医学(?:部|同事|经理|老师|联络官|顾问|那边|团队)?(?!文献|会|院|研究|支持|证据|中心|杂志|信息)|\bmedical(?: affairs| team| dept| department| colleague)?\b(?! (?:letter|record|paper|history|literature))/iu
/** They do it; behind 问, 找, 跟 it is the rep who goes to them. */
export const MEDICAL_DOES =
  /(?<!(?:问|找|跟|和|向|去|等|从|要)(?:一?下|问|到|过)?)(?:MSL|医学(?:部|同事|经理|老师|联络官|团队|那边))(?:的?\p{Script=Han}{0,3})?(?:来|去|会|再|这边|那边|将|负责)?(?:在|于)?[^，。;]{0,8}?(?:跟进|follow|联系|回复|答复|回答|对接|拜访|讲|解答|处理|回她|回他|给(?:他|她)|沟通|发|提供|安排)|(?:请|让|由|转(?:给|交)?|交给|麻烦)(?:MSL|医学(?:部|同事|经理|老师|联络官|团队)?)[^，。;]{0,10}?(?:跟进|联系|回复|答复|回答|对接|拜访|解答|处理|沟通|发|提供|回)|\b(?:MSL|medical(?: affairs| team)?)\b (?:will|to|is going to|'ll|should|can|follow(?:s|ing)?[- ]?up|f\/?u|reach|contact|call|reply|get back|visit)|\b(?:MSL|medical) (?:follow|f\/?u)/iu
export const MANAGER_DOES =
  /(?:经理|DM|RM|领导|老板|主管|my (?:manager|boss|DM))(?:说|答应)?(?:会|来|去|将|负责|will|to)[^，。;]{0,8}?(?:跟进|审批|批|定|安排|拜访|联系|沟通|approve|sign|follow|join|call|visit)/iu
export const OTHERS_DO =
  /(?:市场部|商务|商业公司|物流|配送|药房|护士长?|助理|秘书|会务|总部|准入(?:部|同事)?|market access|marketing|logistics|the nurse|pharmacy)(?:同事|那边|会|来|将|负责|说|will|to)[^，。;]{0,8}?(?:跟进|送|寄|发|配送|到货|联系|安排|给|补|send|deliver|contact|follow|arrange)/iu

/** Nothing is to be done. */
export const REFUSED =
  /别(?!的|人|家|忘)|我(?:可|就|又)?不去(?!不)|不要(?!忘)|不用|不必|无需|甭|算了|拒绝|不需要|没必要|\b(?:don't|do not|no need|not to|never mind|rather not)\b/iu
/** Already done, so nothing is left of the wish before it. */
export const ALREADY =
  /(?:当场|已经?|当时|马上|立刻|直接|随手|刚|都)[^，。;]{0,4}(?:给|发|送|拿|带|转|答|回|解释|告诉|做|办|报|打印|补)[^，。;]{0,6}?(?:了|过)|(?:给|发|送|拿|转|留)(?:了|过)(?:一?份|他|她|过去)?|答(?:复)?了|回(?:复)?了|解释(?:过)?了|说明了|搞定|办好了|完成了|按(?:说明书|PI)[^，。;]{0,4}(?:答|回|讲|说)|\b(?:already|just) (?:sent|gave|done|shared|answered|emailed)|\b(?:sent|gave|handed|showed|shared|emailed) (?:it|him|her|them|over|already)\b|\btold (?:him|her|them)\b|\banswered\b|\bdone\b/iu
/** "Then we'll see": a condition that promises nothing. */
export const NO_PROMISE =
  /再说(?!一|给|服)|再看(?!看他|望)|再议|再考虑|再定(?!个|时间|下)|看情况|到时候(?:再)?(?:说|看)|\b(?:we'll see|then see|think about it|revisit the (?:topic|question))\b/iu
export const CONDITION =
  /(?:如果|要是|万一|假如|若是?|只要|等|等到)([^，。;]{2,18}?)(?:的话|之后|以后|了?后|了)?(?:[，,]|就|再|我|了(?=再|就|我)|$)|\b(?:if|once|when|after|as soon as) ([^,.;]{3,40}?)(?=,|\bthen\b|\bI\b|$)/iu

/** A promise of the rep's without a day. */
export const OWN_PROMISE =
  /(?:我|咱)(?!们)(?:就)?(?:说|答应|承诺|表示|跟[他她]说)?(?:我)?(?:这就|马上|先|就|得|要|会|再|来|去|尽快)*(?:回(?:去|头|公司|来)(?:再)?(?:帮)?|下次|下回|去|来|会|再|尽快|后面|之后)[^，。;]{0,4}?(?:问|查|找|发|送|带|给|拿|确认|核实|整理|准备|约|联系|回|答复|落实|安排|申请|翻|补|看|催|反映|协调)|(?:^|[，。;\s]|我)答应(?:了)?(?:给|帮|替|把|下次|回去|尽快)?[他她]?[^，。;]{0,6}?(?:发|送|带|给|找|问|查|拿|确认|联系|安排|催|反映|协调)|(?:^|[，。;\s])回(?:头|去)(?:我)?(?:再)?(?:给|把|帮|问|查|找|发|送|带|拿|转(?=给|交|告|发)|确认|约|联系)|(?:下次|下回)(?:我)?(?:带|拿|给|送|把|再带|再讲|再聊|过来|去)|\b(?:I(?:'ll| will| need to| promised to| said I(?:'d| would))|promised to|will|need to|said I(?:'d| would)) (?:\w+ )?(?:send|bring|check|ask|get|find|follow|share|confirm|arrange|call|email|look|prepare|provide|forward|come back|go back|drop)\b/iu
/** The rep's own word to the doctor, with what is given or whom it is passed to. */
export const GIVES_WORD =
  /(?:^|[，。;\s]|我说|我跟[他她]说|我答应)我?(?:就|会|再|来|去|这边|马上|尽快|回去|回头|稍后|晚点|之后|改天)*(?:把[^，。;]{1,14}?|给(?:您|他|她|你)[^，。;]{0,6}?|帮(?:您|他|她|你)[^，。;]{0,6}?)(?:发|送|带|寄|转|拿|给|传|问|查|找|申请|约|催|反映|确认|协调|整理|准备)|(?:我|再|就|回头|回去|然后)(?:让|请|叫|找|麻烦|交给|转给|转)(?:MSL|医学(?:部|同事|经理|那边)?|市场部|准入|公司|经理)[^，。;]{0,10}?(?:跟进|联系|回|答|发|处理|准备|对接|提供|解答|看|支持)|^(?:还|后面|后续|接下来)?(?:需要?|要|得|待|继续|后续|持续)(?:继续|持续|再)?(?:跟进|跟踪|推进|落实|核实)/u
/** What the rep will do once something has happened. */
export const ONCE_DONE =
  /我(?:就|再|会|来|去|马上|立刻|第一时间)|(?:^|[，,])(?:就|再)(?:去|来|约|请|找|安排|给|把|跟|联系)|\b(?:I|we)(?:'ll| will| can)\b/iu

/** A duty of safety, not a task for the calendar of visits. */
export const REPORTING = /上报|报(?:告)?(?:不良|药监|PV|安全|公司)|\breport (?:it|this|that|the|an)\b/iu

/** It goes with what stands before. */
export const ALONG =
  /^[\s\p{P}\p{S}\p{No}]*(?:顺便|顺带|顺道|一起|同时|带上?|捎|把[^，]{1,14}(?:带上|带着|给带)|时间(?:没|还没|待)|时间地点|具体|记得带|\bplus\b|and (?:bring|take)|bring|with |date tbc|tbc\b|time tbc)/iu
/** A day stands alone: when, for what was said before. */
export const AGREED =
  /约(?:了|好|定|个|到)*$|定(?:了|在|好|到)*$|改(?:到|成|约)*$|推(?:到)*$|见面$|再(?:去|来|约|访|聊|见)$|说好(?:了)?$|时间$|appointment$|rescheduled$|moved$|meeting$|(?:next|new) (?:visit|call|meeting|appointment)$/iu

export const EVENT_NOUN =
  /讲课|科(?:室)?会|沙龙|年会|学习会|学术(?:会|活动)|论坛|省会(?!城)|会议|(?:省|市|院|区)里?(?:的)?那?个?会(?!诊)|培训|义诊|直播|卫星会|病例(?:讨论|分享)会|巡讲|(?:那|这)个会|研讨会|讲座|峰会|\b(?:talk|symposium|webinar|lecture|round ?table|conference|congress|meeting|workshop|dinner talk|speaker programme?)\b/iu
/** The rep takes part or runs it: then it is something to do. */
export const REP_AT_EVENT =
  /打算|计划|争取|拟(?:定|于|在)|敲定|落实|定下来|筹备|做(?=科会|一场|一次|个)|我(?:们)?(?:去|来|参加|讲|要去|也去|到场|跟|带|组织|开|办)|再讲|再开|(?:去|来)(?:讲|参加)|我去|约(?:了|好)?|安排|组织|准备|帮(?:忙)?|\b(?:I'll|I will|we'll|I'm|attend|join|arrange|organi[sz]e|set up)\b/iu
export const SPEAKER_ROLES: readonly (readonly [string, RegExp])[] = [
  [
    'speaker',
    /讲课|小讲课|讲者|主讲|请(?:他|她|\p{Script=Han}{1,4}(?:主任|医生|老师|教授|院长))?(?:来|去)?(?:讲|做报告|演讲|授课)|讲(?:糖|题|课|一下|一个)|发言|授课|\b(?:speak(?:er|ing)?|lecture|present(?:er|ing)?|give (?:a|the) talk)\b/iu,
  ],
  ['chair', /主持|主席|开场|致辞|\b(?:chair|moderat\w+|host)\b/iu],
  ['discussant', /点评|讨论嘉宾|嘉宾|\b(?:panel(?:l?ist)?|discussant)\b/iu],
  ['attendee', /参加|听课|参会|去听|\b(?:attend|join)\w*\b/iu],
]
