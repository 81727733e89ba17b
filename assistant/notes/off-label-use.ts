/**
 * A use that the label in force does not cover, named in a note, and whose idea it was. Ground is the directory's
 * indications alone. Told apart: the rep pushes it (promotion), or the doctor asks or does it (unsolicited, for the
 * medical department). What a label covers in its own sections (pregnancy, renal impairment, interactions) is a
 * product question and no use outside it, as long as nobody recommends it.
 */
import { findOffLabelUse } from '../guard/restricted.ts'
import { CONDITION_NAMES } from '../guard/restricted-rules.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { NoteSegment } from './note-segment.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface OffLabelUse extends Span {
  readonly words: string
  readonly kind: 'promoted' | 'asked'
  readonly product: string
  /** The question went where it belongs, or was left without an answer of the rep's own. */
  readonly referred: boolean
}

/** Words that lie outside a label of this wording: what it says -> what contradicts it. */
const AGAINST: readonly { readonly label: RegExp; readonly outside: RegExp }[] = [
  {
    label: /敏感突变|突变阳性|EGFR/iu,
    outside:
      /野生型|无突变|没(?:有)?突变|突变阴性|阴性|没(?:做|查)(?:基因|突变)|鳞癌|小细胞肺癌(?<!非小细胞肺癌)|\bwild[- ]?type\b|squamous/iu,
  },
  {
    label: /局部晚期|转移性|晚期/u,
    outside: /早期|术后辅助|辅助治疗|新辅助|术前|\b(?:adjuvant|early[- ]stage)\b/iu,
  },
  {
    label: /恢复期/u,
    outside: /急性期|超急性|后遗症期|刚(?:发病|中风)|预防(?:中风|脑梗|卒中)|出血性|脑出血|\bacute\b/iu,
  },
  {
    label: /成人/u,
    outside:
      /儿童|小孩(?!也?都|也|上学|出生)|(?<!大人|接|带|生|要|怀|家的?|的)孩子(?!都|也|们?都|上学|放学|出生|健康|平安)|小朋友|未成年|青少年|青春期|十[一二三四五六七几][一二三四五六七]?(?:来)?岁|(?<!\d)(?:[2-9]|1[0-7])岁|[初高中小]中?学?生(?=[^，。；]{0,4}(?:能|可以|也|用|打|吃))|\b(?:children|kids?|p(?:a)?ediatric|adolescents?|teens?)\b/iu,
  },
  {
    label: /中重度感染|敏感菌/u,
    outside:
      /病毒|感冒|流感|预防(?:性)?(?:用药|使用|感染)?|轻(?:度|症)|术前预防|雾化|鞘内|冲洗|\b(?:viral|prophyla\w+|nebuli[sz]\w+|intrathecal)\b/iu,
  },
  {
    label: /2型糖尿病/u,
    outside: /1型糖尿病|一型糖尿病|Ⅰ型糖尿病|糖前期|糖尿病前期|\b(?:type 1|T1DM|prediabet\w+)\b/iu,
  },
]
/** Outside of any label that does not name it. */
const ANYWHERE: readonly { readonly words: RegExp; readonly printed: RegExp }[] = [
  {
    words:
      /减肥|减重|想瘦|变瘦|瘦下来|掉秤|胖的(?=[^，。；]{0,4}(?:能|可以|也))|瘦身|减脂|体重管理|肥胖|超重|BMI|\b(?:weight loss|obesity|slimming)\b/iu,
    printed: /减重|体重管理|肥胖/u,
  },
  { words: /多囊|PCOS|促排|不孕/iu, printed: /多囊|不孕/u },
  { words: /脂肪肝|NASH|MASH|NAFLD/iu, printed: /脂肪(?:性)?肝/u },
  {
    words: /偏头痛|痴呆|阿尔茨海默|老年痴呆|帕金森|抗衰|美容|祛斑|脱发|耳鸣|眩晕|失眠|抑郁/u,
    printed: /(?!)/u,
  },
  {
    words:
      /超说明书|超适应[症证]|超剂量|超量使用|(?:给)?加倍(?:用|吃|打|一次|$)|翻倍|双倍(?:剂量|量)|加大剂量用|冲击剂量|\boff[- ]label\b|\bdouble (?:the )?dose\b/iu,
    printed: /(?!)/u,
  },
]
/** Said to recommend: somebody may, could, should use it so. */
const MAY_USE =
  /建议|加倍|大胆|可以|能(?!不能)|可(?=用|试|考虑)|也(?:行|好使|有效|管用|适合|试)|试(?:试|一下|用)?|用(?:于|在|到|起来)|效果|有效|适合|推荐|推|拓展|扩大|放心|没问题|获益|治|\b(?:can|could|works?|try|use[d]? (?:for|in)|effective|great for|good for|suitable|benefit|(?:pitch|push|promot|recommend|suggest|position)\w*\b[^.;]{0,40}\b(?:for|in))\b/iu
const ASKS =
  /问|能不能|可不可以|能否|行不行|是否|有没有|要[^，。；]{0,10}(?:资料|文献|用法|数据|方案)|想(?:用|试|拿|给)|打听|吗|[?？]|怎么用|多大剂量|\b(?:ask\w*|whether|can (?:it|he|she|I)|could (?:it|he)|wants? to (?:try|use)|interested in)\b/iu
const REFERRED =
  /医学部|医学信息|MSL|医学(?:同事|经理|联络)|转(?:给)?医学|我(?:就)?(?:说|讲)(?:了)?(?:不行|只有|暂时|不能|不方便|不可以|没批|超(?:说明书|适应)|说明书(?:里|上)?(?:没|只))|没(?:敢)?(?:接|答|回答|聊|展开)|不能(?:谈|聊|讲|说|推)|按说明书|说明书[^，。；]{0,4}(?:没(?:有)?(?:这|写|提|说)?)|转(?:给)?MI|\b(?:medical (?:affairs|information|team)|refer(?:red)?\b|MSL|can(?:'t|not) (?:discuss|comment)|not (?:in|on) the label|(?:didn't|did not|won't|couldn't) (?:answer|comment|discuss|respond)|medical will|(?:pass(?:ed)?|forward(?:ed)?|sent|hand(?:ed)?|leave|left) (?:it |this |that )?(?:on )?(?:to|for) (?:medical|MSL|MI)|medical (?:info|inquiry|enquiry|request|colleague)|(?:go|goes|going|went) to medical|MI (?:request|inquiry|enquiry|form)|label only (?:covers|says|lists)|only (?:covers|licensed|approved) for)\b/iu
/** The rep's own answer that goes on to recommend it. */
const PUSHED =
  /(?:我|咱)(?:就)?(?:说|讲|告诉|回)[^，。；]{0,8}(?<!不|没|只|未)(?:可以|能用|能|没问题|行|效果|试|不少(?:人|医院)|都在用)|\b(?:I|told (?:him|her)) (?:said |that )?(?:it )?(?:can|works|should be fine|it's fine|many)\b/iu

export function offLabelUses(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  facts: MeaningFacts,
): readonly OffLabelUse[] {
  const whole = units.map(({ text }) => text).join('，')
  return units.flatMap((unit, at) => {
    const product = productAt(segment, unit, facts)
    if (product === undefined) return []
    const outside = outsideOf(unit.text, product.indications, product.name)
    const people = outside === null ? populationOf(unit.text, product.indications) : null
    if (outside === null && people === null) return []
    const next = units[at + 1]
    const around = `${units[at - 1]?.sentence === unit.sentence ? units[at - 1]!.text : ''}，${unit.text}，${next?.text ?? ''}`
    const pushedAfter = units
      .slice(at, at + 3)
      .some((other) => PUSHED.test(other.text) && !REFERRED.test(other.text))
    const repTalks =
      unit.speaker === 'rep' ||
      (unit.speaker === null &&
        /讲|介绍|推|提(?:了|到)|建议|聊了|pitch|suggest/iu.test(unit.text) &&
        !ASKS.test(unit.text))
    const referred = REFERRED.test(whole)
    const promoted =
      (repTalks && !REFERRED.test(around) && !ASKS.test(unit.text) && MAY_USE.test(around)) || pushedAfter
    // Whether a child or a pregnant woman may take it is a question for the label, a recommendation is none.
    if (people !== null && !promoted) return []
    if (!promoted && !ASKS.test(around) && !MAY_USE.test(unit.text)) return []
    return [
      {
        start: unit.start,
        end: unit.end,
        words: unit.text,
        kind: promoted ? ('promoted' as const) : ('asked' as const),
        product: product.id,
        referred,
      },
    ]
  })
}

/** Children, pregnant or nursing women to whom it is given, where the label's indications name no such people. */
function populationOf(text: string, indications: readonly string[]): string | null {
  const words =
    /(?:给|对|让)?[^，。；]{0,3}(?:儿童|小孩|孩子|小朋友|婴幼儿|青少年|孕妇|怀孕|孕期|哺乳)[^，。；]{0,8}?(?:用|吃|打|开|服)|(?:用|吃|打|开)(?:于|在|给)[^，。；]{0,4}(?:儿童|小孩|孩子|青少年|孕妇|孕期|哺乳)|\b(?:in|for|to) (?:children|kids|adolescents|pregnan\w+)\b/iu.exec(
      text,
    )?.[0]
  return words === undefined || /儿童|青少年|孕/u.test(indications.join('')) ? null : words
}

/** What of these words lies outside the label; null when nothing does. */
function outsideOf(text: string, indications: readonly string[], name: string): string | null {
  const label = indications.join('；')
  if (label === '') return null
  const rest = text.replaceAll(name, '')
  for (const { label: wording, outside } of AGAINST)
    if (wording.test(label)) {
      const words = outside.exec(rest)?.[0]
      if (words !== undefined && !label.includes(words)) return words
    }
  for (const { words: pattern, printed } of ANYWHERE) {
    const words = pattern.exec(rest)?.[0]
    if (words !== undefined && !printed.test(label)) return words
  }
  const named = CONDITION_NAMES.find(
    ({ asked, printed }) => asked.test(rest) && !printed.test(label) && !asked.test(label),
  )
  if (
    named !== undefined &&
    /用(?:于|在|到|来)?|治|试|适应[症证]|适合|推荐|有效|有没有用|\b(?:for|in|treat\w*|use)\b/iu.test(rest) &&
    !/合并|伴|同时|既往|病史|背景|导致|引起|有关|\b(?:with|history)\b/iu.test(rest)
  )
    return named.asked.exec(rest)![0]
  return findOffLabelUse(rest, { indications: [label] })?.use ?? null
}

/** Words of such uses, whatever the label says: what a visit was about. */
export function findOffLabelWords(text: string): readonly string[] {
  return [...AGAINST.map(({ outside }) => outside), ...ANYWHERE.map(({ words }) => words)].flatMap(
    (pattern) => [...text.matchAll(new RegExp(pattern.source, 'giu'))].map((match) => match[0]),
  )
}

/** The product named last up to this unit, else the visit's first. */
function productAt(segment: NoteSegment, unit: SpeechUnit, { products, directory }: MeaningFacts) {
  const named = segment.mentions
    .filter(({ kind, id, start }) => kind === 'product' && id !== null && start < unit.end)
    .toSorted((a, b) => a.start - b.start)
    .at(-1)?.id
  const id = named ?? products.find((product) => product.id !== null)?.id
  return directory.products.find((product) => product.id === id)
}
