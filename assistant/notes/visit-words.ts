/**
 * Words by which a note tells that somebody was met or is to be met; how; and that a clause is no part of a visit.
 * Data alone, in both languages; the rules that read them say how they weigh. Absence stands in absence-words.ts.
 */
export const VISIT_WORDS_VERSION = '2026-11a'

/** The rep went somewhere or met somebody. */
export const MET =
  /拜访|走访|认识了|给(?=\p{Script=Han}{2,14}(?:看|讲|演示|展示|介绍|念)(?:了|过))|(?:跟|和)(?=\p{Script=Han}{2,16}(?:说|谈|敲)(?:定|妥|好))|(?<![没再听看意常罕偏约要未])见(?:了|到|着|过|一下|面)?(?![解识于效习底证])|碰(?:到|见|上|着)(?!一起|问题)|遇(?:到|见|上)|找(?:了|到|他|她)?(?=\p{Script=Han}{0,8}(?:主任|医生|老师|院长|教授|科长|店长|大夫|聊|谈|沟通|了解|$))|看望|探望|搞定|聊(?:了|到|过|起|的|天|得)?|谈(?:了|到|过|妥|的)|沟通|交流|讲(?:了|过|完|的|到)|介绍|汇报|(?:去|到|跑|(?<![出回下起过上进后原本从])来)(?:了|过)(?!年|世)|转(?:去|到|战)|(?:去|到|在)(?=\p{Script=Han}{0,12}(?:医院|科|院|诊室|办公室|门诊|社区|药房|病房))|走廊|办公室|诊室|门诊(?=聊|见|找|等)|蹲(?:到|点)|堵(?:到|门)|开了?(?:个|场|一场)?科(?:室)?会|当面|面对面|\b(?:saw|met|visit(?:ed)?|called on|dropped (?:by|in(?:to)?)|popped (?:in(?:to)?|by|over|round)|stopped (?:by|in)|swung by|stuck my head|caught (?!a\b|the\b|in\b|on\b|it\b)\w+|grabbed|managed to (?:see|grab|catch|meet)|(?:quick |short |long |brief |good )?(?:call|chat|word|coffee|lunch|catch-?up|sit-?down) with|(?:got )?off the phone with|on the phone (?:to|with)|spoke (?:to|with)|talked (?:to|with)|chatted|waited (?:an? |\w+ )?(?:hour |minutes )?for|detailed|discussed|presented|went (?:to|in|over)|sat down|f2f|face[- ]to[- ]face|co-?visit(?:ed)?|joint (?:visit|call)|grabbed|bumped into|ran into)\b/iu

/** Still to come. */
export const INTENDED =
  /(?:^|[^不没需主重])要(?:去|到|见|找|拜访|跑|跟|和|给|约|来)|准备(?:去|见|找|拜访|到|跟|和|约|给)?|打算|计划(?:去|见|拜访|到)?|(?:约|预约|定|说)(?:好|定)?了?(?=.{0,10}(?:明|后|下|周|号|日|点))|(?:想|将)(?:去|要|见|找|拜访)|会去|得去|该去|(?:我|再)去(?!了|年|过)|安排(?:去|拜访)|\b(?:will|going to|gonna|plan(?:ning)? to|need to|have to|intend|to see|to visit|seeing|visiting|booked|scheduled|appointment|set up)\b/iu

/** Told by somebody, not lived through: it makes no visit. */
export const HEARSAY =
  /听(?:说|闻)|据说|据(?:了解|传)|传言|小道消息|(?:^|[，。\s我])听(?:\p{Script=Han}{2,14}?)(?:讲|说|提)|群里(?:说|看到|传)|别人(?:说|讲|告诉|跟我说)|同事说|\b(?:heard|hear|rumou?r(?:ed)?|apparently|word is|I'm told)\b/iu

export const GROUP_MEETING =
  /科(?:室)?(?:内)?(?:小)?会(?!诊|议室|员|长)|开了?(?:个|一个|场|一场|次)?(?:小|短|碰头|小型|产品|午餐|现场)?(?:会|座谈)(?!诊|议室|药)(?=$|[，。；,;\s!])|早交班|交班会|午餐会|座谈会|读片会|分享会|产品介绍会|继教(?:班|会|课)|学习班|集体学习|院内(?:学习|培训|宣讲)|科里?(?:的)?(?:集中|组织|业务)?(?:学习|培训|宣讲)(?!资料)|院内会|城市会|区域会|圆桌会|学术会|沙龙|病例(?:讨论|分享)会|学习会|宣讲会|卫星会|讲座|义诊|推广会|幻灯会|(?<!药事|开|过|大)晨会|\b(?:dep(?:artmen)?t(?:al)? (?:meeting|talk)|group (?:meeting|presentation)|lunch (?:meeting|and learn|talk)|lunch[- ]?(?:&|n|and)[- ]learn|round ?table|in-?service|grand rounds?|symposium|journal club|speaker programme?|ward meeting)\b/iu
/** It was held: not planned, not somebody else's. */
export const HELD =
  /开了|开的|办了|办的|开完|开场|主持|点评|到了?\s*\d+|来了\s*\d+|到场|参会|参加了|讲了|讲的|主讲|签到|(?:今天|上午|中午|下午|刚)\p{Script=Han}{0,14}(?:科会|科室会|会)|\b(?:held|attended|attendees?|attended by|turned up|came|presented|\d+ (?:people|docs|doctors|hcps|attendees))\b/iu

/** Channel -> the words that say so; the first that matches. */
export const CHANNELS: readonly (readonly ['wecom' | 'video' | 'phone' | 'email' | 'wechat', RegExp])[] = [
  ['wecom', /企(?:业)?微(?:信)?(?:上|里|聊|沟通|发|问|回|说|语音|视频)?(?!还是)|\bwecom\b/iu],
  [
    'video',
    /视频(?:会议|拜访|连线|电话|了|聊)|腾讯会议|线上(?:拜访|会议|沟通|聊|科会)|远程(?:拜访|沟通)|\b(?:zoom|teams|video ?call|webex|remote(?:ly)? (?:call|detail\w*)|virtual(?:ly)?|online (?:call|meeting))\b/iu,
  ],
  [
    'phone',
    /打(?:了|完)?(?:个|通)?电话|通(?:了|完)?(?:个)?电话|电话(?:里|中|沟通|拜访|聊|联系|打|了|说|问|跟|和)|来电|致电|(?:接|挂)(?:到|了)?(?:他|她)?(?:的)?电话|(?:主任|医生|老师)(?:刚才?)?(?:给我)?(?:打|来)(?:了)?(?:个)?电话|^[\s今刚上下午]*电话(?=\s)|\b(?:phoned|by phone|off the phone|on the phone|over the phone|phone call|rang|telephoned|called (?!off|it|for|in|on|by|to|this|that|a|an|the|us|away|into|up)\w+|(?:gave|got) (?:him |her |me )?a (?:call|ring))\b/iu,
  ],
  [
    'email',
    /邮件(?:里|沟通|回复|联系|往来)|发(?:了)?(?:个|封)?邮件(?:给)?|\b(?:emailed|by email|via email|over email|email exchange)\b/iu,
  ],
  [
    'wechat',
    /(?:主任|医生|老师)微信[:：]|微信(?:上|里|中|聊|沟通|拜访|回|问|说|语音|跟|和|联系|找)|(?<!(?:加|有|留|要|发|换|扫|推)[^，。;]{0,6})微信$|(?:发|用)(?:了)?(?:个)?微信(?:问|跟|给|聊|联系|说)?|语音(?:聊|里|说)|聊天记录|\b(?:wechat(?:ted)?|via wechat|on wechat|over wechat|texted|messaged)\b/iu,
  ],
]
/** These exchange addresses or promise to send something; nobody talked that way. */
export const NO_CHANNEL =
  /(?:加了?|扫了?)(?:个|一下)?(?:微信|企微|企业微信)|(?:微信|企微|企业微信)(?:加了?|也加|已加|扫了)|微信号|电子邮箱|留(?:了)?(?:个)?(?:电话|微信)|发(?:到)?(?:他|她|您)?(?:微信|邮箱)|(?:added|swapped|exchanged) (?:on |his |her )?(?:wechat|email)/iu

/** Somebody was there in the flesh. */
export const FACE_TO_FACE =
  /拜访|走访|见(?:了|到|着|过|面)|见(?=\p{Script=Han})|碰到|碰见|遇到|去(?!年|世|除|掉)|到(?:了|的)|来到|跑|转去|转到|走一圈|当面|面对面|办公室|走廊|诊室|门诊|科里|病房|找|送了|留(?:下|了)|坐(?:了|下)|上午|下午|中午|早上|今早|\b(?:saw|met|visit\w*|dropped|popped|stopped by|f2f|face|office|ward|corridor|clinic|went|in person|lunch|co-?visit|joint)\b/iu

/** Small units of a visit: minutes. */
export const DURATION =
  /(?:聊|谈|待|坐|讲|等|说|见|沟通|用)?(?:了)?(?:大概|大约|差不多|有|约|就|不到|也就)?\s*(\d{1,3}|半|一刻|[一二两三四五六七八九十]{1,3})(?:来|多)?\s*(?:个)?(分钟|分(?![之别享析发布期成])|min(?:ute)?s?\b|小时|hours?\b|hrs?\b|钟头)/iu

export const ATTENDEES =
  /(?:到|来|参会|参加|出席|到场|签到|坐)(?:了|的|有|会)?(?:大概|大约|差不多|约|一共|共|有)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:来|多)?\s*(?:个|位|名|人|多人)|(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|位|名)?(?:人|医生|大夫)(?:参会|参加|到场|出席|左右|来|听|签到)|\b(\d{1,3}) (?:attendees|attended|people|docs|doctors|HCPs|physicians|participants|turned up|came|present)\b/iu

export const PER_HEAD =
  /(?:盒饭|餐|便当|工作餐|午餐|饭|简餐|套餐|咖啡|奶茶|茶歇|快餐|外卖|lunch|meal|box(?:es)?|coffee)[^，。;\n]{0,8}?(?:每人|人均|每位|一份|一个人|每份|一人)?\s*(?:¥|￥|RMB|CNY)?\s*(\d{1,4}(?:\.\d+)?)\s*(?:元|块|RMB|CNY|\/人|一份|每份|每人|一人|一位|per|pp|each|a head|\/head)?/iu
export const PER_HEAD_SAID =
  /每人|人均|每位|一份|每份|一人|一位|\/人|per (?:head|person)|\bpp\b|each|a head|\/head/iu
export const GIFT_MONEY =
  /(?:茶叶|月饼|礼|水果|酒|烟|卡|红包|花|点心|特产|礼品|礼盒)[^。\n]{0,16}?(?:发票|花了|共|一共|合计|价值|¥|￥)?\s*(\d{2,5})\s*(?:元|块|$|\s|，)/iu
