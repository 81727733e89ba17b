/** Words by which a message corrects the record before it. Data alone. */
export const CORRECTION_WORDS_VERSION = '2026-11a'

/** The group that matched is what goes: 把进院那句删了, 删掉力康汀, "delete the access part". */
export const DELETE =
  /(?:把|将)([^，。;\n]{1,24}?)(?:(?:那|这)(?:一)?)?(?:句话?|条|段|部分|块|项|点|内容)?(?:也|都|给|先)?(?:删|去|拿|划)(?:掉|了|除|去|一下)|(?:删|去|拿|划)(?:掉|除|了)(?:吧)?\s*([^，。;\n]{1,24}?)(?:(?:那|这)(?:一)?(?:句话?|条|段|部分|块|项|点))?(?=[，。;\n]|$)|([^，。;\n]{1,16}?)(?:(?:那|这)(?:一)?(?:句话?|条|段|部分|块|项|点))?(?:不要了|删掉?|去掉|不用记|别记)|\b(?:delete|remove|drop|take out|strike|scratch)\s+(?:the |that )?([^,.;\n]{2,40})/iu
/** The clause before is what goes. */
export const DELETE_THAT =
  /^[\s\p{P}]*(?:请|帮我|都|也)?(?:删|去)(?:掉|了|除|吧)*$|^\W*(?:delete|remove) (?:it|that)$/iu
/** What follows comes on top. */
export const ADD =
  /加(?:上|个|一)|补(?:充|一|上|记)|忘了?(?:说|写|记|提)|漏(?:了|写|记|掉)|还有(?!把)|另外|也(?:在|来了|去了|参加|到了)|\b(?:add|also|forgot|plus|as well|too)\b/iu
/** Before the wrong thing. */
export const NOT =
  /(?:不是|不叫|不在|并非|不应该是|\bnot(?: with| at| on)?|\binstead of|\brather than)\s*(?:Dr\.?\s*)?$/iu
/** Behind the wrong thing, before the right one. */
export const INTO =
  /^\s*(?:那个?)?(?:要|应该?)?(?:改|换|更正)(?:成|为|到|一下|(?=\s*(?:周|星期|礼拜|明|后|下|这|本|\d)))|^\s*(?:写|记|搞|打|弄|说)错|^\s*错了|^\s*(?:should (?:be|have been)|to|->|→|is wrong|was wrong)\b/iu
/** Which of the fields is spoken of, where no name tells. */
export const FIELD: readonly (readonly [
  (
    | 'date'
    | 'contacts'
    | 'institution'
    | 'department'
    | 'products'
    | 'channel'
    | 'status'
    | 'time'
    | 'follow_ups'
    | 'access'
    | 'adverse_event'
  ),
  RegExp,
])[] = [
  [
    'follow_ups',
    /跟进|待办|提醒|任务|约的|下次(?:拜访)?(?:时间|日期)?|follow[- ]?up|reminder|task|next (?:visit|step)/iu,
  ],
  ['date', /日期|哪天|那天|时间|\bdates?\b|\bday\b/iu],
  ['contacts', /人名|名字|姓名|医生|主任|客户|联系人|见的(?:人|是)|\b(?:doctor|contact|name|hcp)\b/iu],
  ['institution', /医院|地点|单位|机构|\b(?:hospital|place|institution|account)\b/iu],
  ['department', /科室|\bdepartment\b/iu],
  ['products', /产品|药(?!事|剂)|品种|\bproducts?\b/iu],
  ['channel', /渠道|方式|\bchannel\b/iu],
  ['access', /进院|过会|药事会|准入|采购|access|formulary|P&T|listing/iu],
  ['adverse_event', /不良反应|副作用|\bAE\b|adverse/iu],
]
/** The rep says why; nothing of it is to be recorded. */
export const EXPLAINS =
  /(?:那|这)?(?:句|是)?(?:别人|人家|护士|同事|听)(?:跟我|告诉)?(?:说|讲)(?:的)?|记混|搞混|弄混|手误|打错|说错|记错|写错|搞错|\b(?:mixed up|typo|my mistake|somebody else|someone else)\b/iu
export const WHOLE =
  /整条|全部?|都|(?:这|那|上)(?:一)?条(?:记录|拜访)?$|\b(?:whole|entire|everything|it all|the (?:visit|note|entry|record))\b/iu
