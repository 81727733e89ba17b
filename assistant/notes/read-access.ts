/**
 * Where a product stands on its way into the institution (进院), as the note tells: the stage, why, and when the
 * committee meets. What somebody only hopes for is no stage.
 */
import type { AccessStage, AccessStatus } from '../../crm/visit.ts'
import { comingDay, comingMonth } from './day-words.ts'
import { dayOfVisit, type MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface ReadAccess {
  readonly access: AccessStatus
  readonly span: Span
}

/** The first that fits decides; what is denied stands before what is affirmed. */
export const ACCESS_RULES: readonly (readonly [AccessStage, RegExp])[] = [
  [
    'delisted',
    /(?:被)?(?:踢|剔|清|移)(?:出|除)(?:了)?(?:目录)?|停用(?:了)?(?:我们|这个)?(?:品种|品规)|下架|停采|\b(?:delisted|removed from (?:the )?formulary)\b/iu,
  ],
  [
    'rejected',
    /(?:这次|这回|上次)?(?:没|未|没有)(?:能)?(?:通过|过)(?:药事会|会|投票)(?=[，。；,\s]*差|了)|(?:没|未|没有)(?:能)?(?:通过|过)(?:药事会|会|投票)?了|差[一两几\d]票|(?:药事会|过会|上会)[^，。；]{0,8}?(?:没通过|没过|被否|被毙|否了|落选)|被否|\b(?:rejected|turned down|voted (?:it )?down)\b/iu,
  ],
  [
    'waiting_committee',
    /(?:还)?没(?:有)?(?:过会|上会|开(?:药事)?会)|(?:等|待|排|要等|就等)[^，。；]{0,12}?(?:药事会|过会|上会|药事委员会)|(?:药事会|过会)(?:还)?没(?:开|定|排)|(?:药事会|药是会|要事会)(?:上)?(?:要|会|准备|能|才|再|可以)?(?:上(?!次|个|周|月|海|半)|讨论|审|过一下)|(?:准备|拟|要|排|列)[^，。；]{0,3}(?:上会|过会)|(?:\d{1,2}|[一二三四五六七八九十]+)月(?:份)?(?:的)?(?:上会|过会)|(?:如果|要是|假如|一旦|等)[^，。；]{0,12}?(?:药事会|药是会|要事会|过会|上会)[^，。；]{0,10}?(?:过了|通过)|\b(?:(?:waiting|awaiting|pending)\b[^.;]{0,20}\b(?:committee|P&T|review)|goes to (?:the )?(?:committee|P&T))\b/iu,
  ],
  [
    'applied',
    /(?:已经?|刚)?(?:提|交|递)(?:了|过)?(?:进院)?(?:单|申请|申购)(?:了)?|提单(?:了)?|(?:提单|申请|材料|单子)(?:已经?)?(?:收(?:了|到|下)|交(?:了|上去)|递(?:了|上去)|受理)|\b(?:submitted|applied|application (?:is )?in)\b/iu,
  ],
  [
    'passed',
    /(?<!没|未|没有)(?:过会|药事会)(?:已经?)?(?:过|通过)?了|(?<!没|未)(?:通过|过)了(?:药事会|会)|投票(?:通过|过了)|\b(?:passed (?:the )?(?:committee|P&T)|(?:committee|P&T) (?:approved|passed))\b/iu,
  ],
  [
    'restricted',
    /(?<!医保[^，。；]{0,3})限\s*\d+\s*(?:盒|支|瓶)|超了[^，。；]{0,3}审批|(?<!医保[^，。；]{0,3})限(?:量|制)(?:处方|使用|采购|开|供)?|(?:只能|只有|仅)[^，。；]{0,8}?(?:专家|主任|住院|特需|会诊)[^，。；]{0,4}?(?:开|用)|临(?:时)?采(?:购)?|(?:要|需|必须)[^，。；]{0,4}?(?:会诊|审批|特批|科主任签字)(?:才|后)[^，。；]{0,3}(?:开|用)|\b(?:restricts?|restricted|restriction|named-patient|prior authori\w+|consult (?:for|before) (?:every|each|any))\b/iu,
  ],
  [
    'not_listed',
    /(?:还)?没(?:有)?(?:进院|进药|进(?:我们)?(?:医院|社区)|进来|引进|进目录|列入)|未进院|(?:医院|社区|院里|科里|药房|这边|我们这)[^，。；]{0,6}?没(?:有)?(?:这个|你们的?|我们的?)?药|(?:等|要等)[^，。；]{0,8}?(?:采购|招标|挂网)|进不(?:来|了)|药剂科[^，。；]{0,8}?(?:没松口|不同意|卡|不批)|没松口|\b(?:not (?:yet )?(?:listed|on (?:the )?formulary|stocked))\b/iu,
  ],
  [
    'listed',
    /(?<!没|未|没有|还)进(?:来)?了(?=$|[，。；,\s])|(?<!没|未|没有)(?:已经?|刚)(?:进院|进药|进(?:了)?目录)|进院了|(?:医院|院里|药房)(?:已经|现在)?有药了|到货了|\b(?:now (?:listed|on (?:the )?formulary)|got listed)\b/iu,
  ],
]
const COMMITTEE =
  /药事(?:管理)?(?:委员)?会|药是会|要事会|过会|上会|\b(?:P&T|(?:drug|pharmacy|formulary) committee|committee)\b/iu
const REASON =
  /(?:等|因为|由于|卡在|要)[^，。；]{2,20}|[^，。；]{0,8}(?:没松口|不同意|额度|名额|一进一出|一品双规|品规(?:数)?满)[^，。；]{0,8}/u
/** Not said of this place or not meant. */
const WISH = /争取|希望|目标|打算|计划|想办法|如果|要是|能不能|怎么(?:才能)?|\b(?:hope|aim|plan to|if)\b/iu

/** "if the committee passes it": then it has not met yet. */
const CONDITIONAL_PASS =
  /(?:如果|要是|假如|一旦|等)[^，。；]{0,14}?(?:药事会|药是会|要事会|过会|上会)[^，。；]{0,12}?(?:过了|通过|过的话)/u

export function readAccess(units: readonly SpeechUnit[], facts: MeaningFacts): ReadAccess | null {
  if (facts.status === 'not_met' || facts.status === 'cancelled') return null
  const staged = units.flatMap((unit) => {
    const waits = CONDITIONAL_PASS.test(unit.text)
    if (WISH.test(unit.text) && !waits) return []
    const rule = ACCESS_RULES.find(([, words]) => words.test(unit.text))
    return rule === undefined ? [] : [{ stage: rule[0], unit }]
  })
  const [told] = staged
  const meetings = units.filter(({ text }) => COMMITTEE.test(text))
  const [meets] = meetings
  const day =
    meetings.map(({ text }) => comingDay(text, facts.referenceDay)).find((one) => one !== null) ?? null
  const month =
    day === null
      ? (meetings.map(({ text }) => comingMonth(text, dayOfVisit(facts))).find((one) => one !== null) ?? null)
      : null
  if (told === undefined && day === null && month === null) return null
  const unit = told?.unit ?? meets!
  const reason =
    told?.stage === 'not_listed' || told?.stage === 'rejected' || told?.stage === 'restricted'
      ? reasonNear(units, unit)
      : undefined
  return {
    access: {
      ...(told === undefined ? {} : { stage: told.stage }),
      ...(reason === undefined ? {} : { reason }),
      ...(day === null ? {} : { committee_date: day }),
      ...(month === null ? {} : { committee_month: month }),
    },
    span: { start: unit.start, end: unit.end },
  }
}

function reasonNear(units: readonly SpeechUnit[], unit: SpeechUnit): string | undefined {
  const at = units.indexOf(unit)
  return units
    .slice(at, at + 2)
    .map(({ text }) => REASON.exec(text)?.[0].trim())
    .find((reason) => reason !== undefined)
}
