/**
 * What a person who is named in a clause was in the visit: met, only spoken of, expected and absent, or the one
 * whom something is still to be done for. Read from the words right before and behind the name.
 */
import { NOT_MET } from './absence-words.ts'
import type { PersonName } from './note-names.ts'
import { MET } from './visit-words.ts'
import { calledOff, type WeighedClause } from './weigh-clauses.ts'

export type MeetingRole = 'met' | 'attendee' | 'mentioned' | 'absent' | 'planned'

const ABSENT =
  /^[^，。;\n]{0,8}?(?:(?:本来|原本|原来|本|说好)(?:说)?(?:要|会|想|答应|约好|定好|也要|也)?(?:来|到|参加|出席|过来)的?|(?:有事|有手术|临时|被)[^，。;]{0,8}(?:没|走|叫)|告假|没赶(?:上|到)|来不成|没空(?:来|参加)|派了?[^，。;]{1,6}(?:来|代)|让[^，。;]{1,6}代(?:他|她)?(?:来|参加)|说(?:好)?(?:要|会)?(?:来|到)(?:的|了)?[^，。;]{0,3}(?:没来|没到)|没(?:来|到(?!\d|了)|参加|出席|露面)|未(?:到|出席|参加)|缺席|请(?:了)?假|有事(?:没|不)|来不了|不来了|没空来|没在(?!意)|临时走|放鸽子)|^[^.;\n]{0,20}\b(?:(?:could|did)(?:n't| not) (?:come|make it|attend|show|turn up|join)|was absent|absent|no[- ]?show|sent apologies)\b/iu
/** Right behind the name and before: the name stands for somebody whom others speak of. */
const SPOKEN_OF_BEFORE =
  /(?:让我|叫我|要我|建议我?|推荐(?:我)?|介绍(?:我)?(?:认识)?|提到|说起|说到|听|问起|打听|转告|替|帮|代|找不到|(?:得|要|需要?|必须|应该|可以|最好|还是|建议|先)(?:去|再|先)?(?:问|请示|经过?|征求|报|看|听|等|过)(?:一下|问)?)(?:再)?(?:去|先)?(?:找|问|联系|见|拜访|跟|和|给|认识)?(?:一下)?(?:\p{Script=Han}{2,6}(?:科|部|室|办|院))?的?$|(?:说|讲|觉得|认为|表示|反映)[^，。;]{0,12}$|\b(?:refer(?:red)? me to|suggested (?:I )?(?:see|talk to|speak to|meet|ask)?|asked me to (?:see|talk to|speak to|meet|ask)|talk to|mentioned|about|heard from|according to)\s*$/iu
const SPOKEN_OF_BEHIND =
  /^(?:(?:也|又|之前|以前|前天|昨天|上次|还)?(?:跟|和|对|给|向)(?:[他她](?:们)?|家属|病人|院里|科里|别人|大家)(?:们)?(?:也|都)?(?:讲|说|提|反映|交代|介绍|推荐|打过?招呼|抱怨|吐槽)|(?:不|没)?(?:同意|点头|拍板|签字|松口|批|管|发话)(?:才|就|了|的|也)|那(?:边|里|儿)|介绍的|推荐的|的(?:学生|徒弟|病人|患者|助手|团队|组|意见|态度|意思|同学|老师)|调(?:走|到)|退休|升|那组|那个组|家(?:里|的))/u
const COMPANION = /(?:和|跟|与|、|及|还有|以及|陪同?|and|&)\s*$/iu

/** A favour was done for somebody, and it led to his or her room. */
const TO_THEIR_ROOM = /(?:到|去|回|在)[^，。;]{0,12}[他她](?:的)?(?:办公室|诊室|科里|门诊|病房)/u

/** How somebody is brought up for the first time. */
const NEWCOMER = /(?:新来|新调来|进修|规培|轮转)的?\s?(?:fellow|resident)?\s*$/iu

/** Was there, too: 陈浩也在旁边听, 周婷发言. */
const THERE_TOO =
  /^(?:也|都|一起|一块儿?|跟着|全程|后来也?|就)*(?:在(?:场|座|旁|边上|一边)|旁听|听(?:了|着)|陪(?:同|着|在)|坐在|过来|加入|到场|来了|参加了?|出席了?|点评|发言|分享|提问|问了|补充)/u
/** Led to whom the clause is about: 刘主任引荐的王丽. */
const LEADS_TO =
  /^(?:帮(?:忙|我)?|给我?)?(?:介绍|引荐|推荐|带我?去|帮我约|约)(?:我)?(?:认识|见|去见|过去)?(?:了|的)?/u
/** A newcomer's name behind his title: 新来的副主任叫…. */
const CALLED =
  /(?:^|名|主任|医生|主治|药师|院长|科长|护士长|负责人|位|个|的)?(?:叫|名字是|姓名[:：]?|换成了?|接手的?是|接任的?是|新来的?\S{0,6})\s*$/u

/** Words that may stand between the beginning of a clause and the person it is about. */
const LEAD =
  /^(?:[\s①-⑳㈠-㈩\d.、)(:：*•\-·]|先|又|再|然后|接着|后来|另外|还有|今天|昨天|刚才?|去|到|在|的|下午|上午|中午|早上|首先|第[一二三四五]个|最后|is|at|the|i|we|also|then|first(?:ly)?|second(?:ly)?|third|next|finally|lastly|dr\.?)*$/iu

/** Verbs whose object is met, called or written to, across where that person works: 给市一心内的陈浩. */
const TAKES_HIM =
  /(?:跟|和|与|对|给|向|找|约|见|见了|见到|碰上|碰到|遇到|遇上|看|看了|看望|拜访|逮到|逮着|联系|请|问|催)\s*$|\b(?:see|saw|met|meet|catch|caught|call(?:ed)?|rang|ring|phoned?|grab(?:bed)?|visit(?:ed)?|texted|emailed|messaged|reach(?:ed)?|into|with|to|for)(?:\s+dr\.?)?\s*$/iu

export function meetingRole(clause: WeighedClause, person: PersonName, wholePlan: boolean): MeetingRole {
  const at = person.start - clause.start
  // Who wrote a forwarded line.
  if (at < 0) return 'met'
  const before = clause.folded.slice(0, at)
  const behind = clause.folded.slice(person.end - clause.start)
  if (ABSENT.test(behind)) return 'absent'
  if (clause.hearsay) return 'mentioned'
  const said = before.replace(/(?:跟|和|对|向)我/gu, '')
  const favour = /(?:帮|替)$/u.test(said) && TO_THEIR_ROOM.test(behind)
  // 去赵主任那儿: his place is gone to; 赵主任那边说: he is spoken of.
  const place =
    /(?:去|到|在|跑|来|从|回|往)(?:了|过|一趟)?[^，。;]{0,8}$/u.test(said) && /^那(?:边|里|儿)/u.test(behind)
  if ((SPOKEN_OF_BEFORE.test(said) && !favour) || (SPOKEN_OF_BEHIND.test(behind) && !place))
    return 'mentioned'
  if (clause.mood === 'ahead' && !calledOff(clause.folded)) return wholePlan ? 'met' : 'planned'
  if (person.form === 'bare') return 'mentioned'
  const led =
    LEADS_TO.test(behind) && clause.names.some((one) => one.kind === 'person' && one.start > person.start)
  if (led) return 'mentioned'
  if (person.form === 'unknown' && CALLED.test(before)) return 'met'
  if (COMPANION.test(before) && MET.test(before + behind)) return 'attendee'
  const bare = withoutNames(clause, before)
    .replace(NEWCOMER, '')
    .replace(/\s*(?:那边|那里)?的\s*$/u, '')
  if (
    favour ||
    LEAD.test(bare) ||
    /(?:请|约|陪)\s*$/u.test(bare) ||
    MET.test(before) ||
    NOT_MET.test(before) ||
    /(?:给|送|发|带|交|递)(?:了|给了?|到)\s*$/u.test(before) ||
    /(?:跟|和|与|对|给|向|找|约|见|请|with|to|for)\s*$/iu.test(before) ||
    TAKES_HIM.test(bare)
  )
    return 'met'
  if (THERE_TOO.test(behind)) return 'attendee'
  return person.form === 'described' || person.title !== null ? 'attendee' : 'mentioned'
}

/** The words before the name without other names, days and times. */
function withoutNames(clause: WeighedClause, before: string): string {
  let text = before
  for (const { start, end } of [...clause.names, ...clause.days, ...clause.times]) {
    const from = start - clause.start
    if (from >= before.length) continue
    text =
      text.slice(0, from) +
      ' '.repeat(Math.min(end - clause.start, before.length) - from) +
      text.slice(Math.min(end - clause.start, before.length))
  }
  return text
}
