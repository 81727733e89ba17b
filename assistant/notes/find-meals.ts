/**
 * Meals that a note tells of, graded by what a head cost: up to the trade's limit it is recorded, above it or
 * without an amount somebody looks at it, entertainment is blocked. When to eat ("饭后服用") is no meal.
 */
import type { ComplianceFlag } from '../../crm/visit.ts'
import type { Span } from './note-reading.ts'
import type { SpeechUnit } from './speech-units.ts'

/** CNY a head and meal; industry code of conduct, kept as a dated value so that it can change. */
export const MEAL_LIMIT = {
  cnyPerHead: 300,
  since: '2019-01-01',
  clause: '行业行为准则：工作餐每人每餐不超过300元',
} as const

const MEAL =
  /盒饭|工作餐|简餐|便餐|茶歇|下午茶|点心(?!意)|奶茶|(?:请|陪|跟|和|约|带)[^，。；\n]{0,12}?(?:吃(?:了)?(?:个|顿|一顿)?(?:饭|火锅|烤[肉鱼]|日料|海鲜|大餐|晚饭|午饭|早茶|夜宵)|喝(?:了)?(?:杯|个)?(?:咖啡|茶|酒|下午茶)|用餐|聚餐|聚了|小聚)|(?:一起|去)吃(?:了)?(?:个|顿)?(?:饭|火锅|晚饭|午饭|夜宵)|吃(?:了)?(?:个|顿)(?:饭|便饭|晚饭|午饭)|饭局|宴请|聚餐|餐(?:费|标)|(?:订|点|送|带|买|叫)(?:了)?[^，。；\n]{0,6}?(?:外卖|午餐|晚餐|早餐|餐|咖啡)|(?:午餐|晚餐|早餐|晚宴)(?=[^，。；\n]{0,6}\d)|请客|\b(?:lunch(?:es)?|dinners?|breakfast|meals?|catering|box(?:ed)? lunch|coffee and cake|canap[eé]s|buffet)\b/iu
const NO_MEAL =
  /(?:[他她]|主任|医生|老师)(?:还|非要|硬要)?请我|[饭餐](?:后|前|时|中)(?:吃|服|半|一|[，。；]|$)|空腹|随餐|餐后血糖|食堂|(?:去|在|正)吃饭|降餐后|\b(?:with|before|after) (?:meals?|breakfast|lunch|dinner)\b(?!.*\d)/iu
const ENTERTAINMENT =
  /KTV|唱(?:了)?歌|卡拉OK|足(?:浴|疗)|洗脚|按摩|桑拿|高尔夫|打(?:麻将|牌)|旅游|度假|酒吧|泡吧|会所|spa|\b(?:karaoke|golf|massage|spa day|nightclub|holiday trip)\b/iu
const HOSTED = /请|陪|一起|带|约|安排|组织|招待|\b(?:took|invited|treated|hosted)\b/iu
const PER_HEAD =
  /(?:每人|人均|每位|一份|每份|一人|每客|人头)[^，。；\d]{0,4}?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*(?:元|块|rmb|cny|¥)?\s*(?:钱)?\s*(?:一份|一人|每人|每份|\/\s*(?:人|份|head|person)|a head|per head|per person|each|pp)\b|(\d+(?:\.\d+)?)(?:元|块)?(?:一份|一人|每人|每份|\/\s*[人份])/iu
const TOTAL =
  /(?:一共|总共|共|合计|花了|消费|结账|买单|餐费)[^，。；\d]{0,4}?(\d{2,}(?:\.\d+)?)|(\d{3,})\s*(?:元|块)/u
const HEADS = /(?:到了?|来了?|共|一共)?(\d{1,3})\s*(?:个人|人|位|个(?!月|小时|病)|people|pax|doctors|HCPs)/iu

export interface MealFound {
  readonly flag: ComplianceFlag
  readonly span: Span
  readonly perHead: number | null
}

export function findMeals(units: readonly SpeechUnit[]): MealFound | null {
  const whole = units.map(({ text }) => text).join('，')
  const fun = units.find(({ text }) => ENTERTAINMENT.test(text) && HOSTED.test(text))
  if (fun !== undefined) return found(fun, ENTERTAINMENT.exec(fun.text)![0], 'block', null)
  const unit = units.find(
    (one, to) =>
      (MEAL.test(one.text) || hostedBefore(units, to)) && !NO_MEAL.test(one.text) && !declined(units, to),
  )
  if (unit === undefined) return null
  const words = (MEAL.exec(unit.text) ?? EATING.exec(unit.text))![0]
  const at = units.indexOf(unit)
  const near = units
    .slice(at, at + 3)
    .map(({ text }) => text)
    .join('，')
  const money = perHead(near, whole)
  return found(unit, words, money !== null && money <= MEAL_LIMIT.cnyPerHead ? 'info' : 'review', money)
}

const EATING =
  /吃(?:了)?(?:个|顿)?(?:便|晚|午|早|夜)?[饭宵餐]|吃(?:火锅|烤[肉鱼]|日料|海鲜)|喝(?:茶|酒|咖啡)/u
const INVITED = /^[^，。；]{0,6}(?:请|约|陪|招待|宴请|带)/u
const DECLINED_MEAL =
  /(?:想|打算|准备|要)[^，。；]{0,12}(?:没|未)(?:带|订|请|买|吃)|(?:就|也)?没(?:带|订|请|买)(?:成|了)?(?=$|[，。；,;!\s])|推(?:了|掉)|没去|不去|没(?:答应|参加)|婉拒|谢绝|拒绝|\b(?:declined|didn't go|not going)\b/iu

/** "请李主任 周婷吃饭": who is invited stands before a blank. */
function hostedBefore(units: readonly SpeechUnit[], at: number): boolean {
  const [before, unit] = [units[at - 1], units[at]!]
  return (
    before !== undefined &&
    before.sentence === unit.sentence &&
    INVITED.test(before.text) &&
    EATING.test(unit.text)
  )
}

/** Asked to come along and stayed away. */
function declined(units: readonly SpeechUnit[], at: number): boolean {
  const { sentence } = units[at]!
  return [units[at]!, units[at + 1]].some(
    (unit) => unit !== undefined && unit.sentence === sentence && DECLINED_MEAL.test(unit.text),
  )
}

function perHead(near: string, whole: string): number | null {
  const direct =
    PER_HEAD.exec(near) ??
    /(?:盒饭|工作餐|茶歇|简餐)[^，。；\d]{0,4}?(\d{1,3})(?!\d|\s*[个人位份点])/u.exec(near)
  const amount = direct?.slice(1).find((value) => value !== undefined)
  if (amount !== undefined) return Number(amount)
  const total = TOTAL.exec(near)
    ?.slice(1)
    .find((value) => value !== undefined)
  const heads = HEADS.exec(whole)?.[1]
  return total === undefined || heads === undefined ? null : Number(total) / Number(heads)
}

function found(
  unit: SpeechUnit,
  words: string,
  severity: ComplianceFlag['severity'],
  money: number | null,
): MealFound {
  const at = unit.text.indexOf(words)
  const span = unit.text
    .slice(at, at + words.length + 12)
    .split(/[，。；\n]/u)[0]!
    .trim()
  return {
    flag: { code: 'MEAL', severity, span },
    span: { start: unit.start + at, end: unit.start + at + span.length },
    perHead: money,
  }
}
