/**
 * The company's medicines in one visit: in the order of talk, and whether they were talked through. Named and left
 * out ("醒络通没聊"), taken back, or only to be brought along the next time, they are no part of the visit.
 */
import type { VisitPart } from './cut-visits.ts'
import { ACTION } from './follow-up-words.ts'
import type { MedicineName } from './note-names.ts'
import type { Span } from './note-reading.ts'
import type { WeighedClause } from './weigh-clauses.ts'

export interface ReadProduct {
  readonly text: string
  readonly id: string
  readonly span: Span
  readonly detailed: boolean
  /** Named in the clauses of this medicine only. */
  readonly bySound: boolean
}

const UNTOUCHED_BEHIND =
  /^(?:[^，。;\n]{0,3}?)(?:没(?:有)?(?:来得及|机会|时间|顾上|能)?(?:聊|谈|讲|说|提|介绍|沟通)(?!完|透|清|细)|(?:就)?不(?:聊|谈|讲|提)了?|未(?:谈|提|聊|沟通)|(?:was |were )?not (?:discussed|detailed|mentioned|covered)|(?:下次|改天|回头)再(?:聊|讲|谈|说))/iu
const UNTOUCHED_BEFORE =
  /(?:没(?:有)?(?:来得及|机会|时间|顾上|能)?(?:跟[他她])?(?:聊|谈|讲|说|提|介绍|沟通)(?:到|成|上|起)?|(?:didn't|did not|couldn't) (?:get to |have time to )?(?:discuss|detail|mention|cover|talk about)|no time for|skipped|下次(?:再)?(?:聊|讲|谈|带))\s*$/iu
const BARELY =
  /没(?:有)?(?:怎么)?(?:细|详细|展开|深)(?:讲|聊|谈|说|入)|没展开|没(?:说|讲|聊|谈)完|一句(?:话)?带过|带了一句|提了(?:一)?(?:句|下|嘴)|顺(?:嘴|口|便)提|简单(?:提|说)|\b(?:mentioned (?:briefly|in passing)|in passing|briefly mentioned|only left|just left|no time to detail)\b/iu
const TALK =
  /讲(?!课|者|糖|题)(?:了|的|过|完|到)?|聊|谈|介绍|沟通|推(?!荐我|迟|到|掉|后)|说(?:的|了)|跟[他她][^，]{0,2}说|跟[^，]{1,6}说|过了一遍|学习|演示|重点|强调|\b(?:detail(?:ed|ing)?|discuss(?:ed)?|present(?:ed)?|talk(?:ed)?|went (?:over|through)|covered|pitched|explained|reviewed|walked (?:him|her|them) through)\b/iu
const RECEIVED =
  /觉得|认可|认为|嫌|不用|不愿|愿意用|继续用|接受|感兴趣|没兴趣|态度|担心|顾虑|异议|反馈(?:好|不错|还行|可以|一般)|支持|反对|疗效|安全性|优势|贵|便宜|效果|habit|objection|attitude|\b(?:likes?|prefers?|concern(?:ed|s)?|worried|interested|not convinced|sceptical|happy|positive|negative|neutral)\b/iu
const ACCESS_ONLY =
  /进院|过会|药事会|上会|药剂科|采购|招标|提单|挂网|目录|列名|双通道|临采|没药|缺货|断货|到货|库存|formulary|P&T|listing|committee|stock|supply/iu
const EVENT_ONLY =
  /请(?:他|她|\p{Script=Han}{1,4})?(?:来|去)?(?:讲|发言)|讲课|讲者|邀请|科会(?:的事)?|沙龙|speaker|invite|talk on/iu
const ASKED_ONLY =
  /(?:^|[^反])问(?!候|题|好)|请教|能不能|可不可以|行不行|怎么(?:用|调|换|加)|\b(?:asked|asking|wondered|question|query)\b/iu
const PATIENT_TOLD = /病人|患者|一例|病例|住院|停(?:药|了)|\bpatient\b|\b\d{2}\s?[MF]\b/iu
const PAPER_ONLY = /资料|单页|彩页|折页|DA(?![a-z])|样(?:品|书)|leaflet|brochure|sample/iu

export function readProducts(part: VisitPart, wholePlan: boolean, met: boolean): readonly ReadProduct[] {
  const named = part.clauses.flatMap((clause) =>
    clause.names
      .filter(
        (name): name is MedicineName & { readonly id: string } => name.kind === 'product' && name.id !== null,
      )
      .filter((name) => !isUntouched(clause, name) && !clause.hearsay)
      .map((name) => ({ clause, name })),
  )
  const untouched = new Set(
    part.clauses.flatMap((clause) =>
      clause.names
        .filter((name) => name.kind === 'product' && isUntouched(clause, name))
        .map((name) => (name.kind === 'product' ? name.id : null)),
    ),
  )
  const now = named.filter(
    ({ clause, name }) =>
      (wholePlan || clause.mood !== 'ahead' || isReaction(clause)) && !untouched.has(name.id),
  )
  const kept = now.length > 0 ? now : named.filter(({ name }) => met && !untouched.has(name.id))
  const ids = [...new Set(kept.map(({ name }) => name.id))]
  return ids.map((id) => {
    const own = kept.filter(({ name }) => name.id === id)
    const [first] = own
    const about = clausesAbout(part, id, ids.length)
    return {
      text: first!.name.text,
      id,
      span: { start: first!.name.start, end: first!.name.end },
      detailed:
        met &&
        now.length > 0 &&
        isDetailed(
          about,
          own.map(({ clause }) => clause),
        ),
      bySound: own.every(({ name }) => name.bySound === true),
    }
  })
}

/** "下次再讲" says that the medicine was not the matter; "他让我…" that it was. */
const isReaction = (clause: WeighedClause): boolean =>
  RECEIVED.test(clause.folded) || !ACTION.test(clause.folded)

function isUntouched(clause: WeighedClause, name: { readonly start: number; readonly end: number }): boolean {
  return (
    UNTOUCHED_BEHIND.test(clause.folded.slice(name.end - clause.start)) ||
    UNTOUCHED_BEFORE.test(clause.folded.slice(0, name.start - clause.start))
  )
}

/** From where the medicine is named up to where another one is. */
function clausesAbout(part: VisitPart, id: string, products: number): readonly WeighedClause[] {
  if (products === 1)
    return part.clauses.filter(({ mood, folded }) => mood !== 'ahead' || RECEIVED.test(folded))
  let mine = false
  return part.clauses.filter((clause) => {
    const here = clause.names.filter((name) => name.kind === 'product')
    if (here.length > 0) mine = here.some((name) => name.kind === 'product' && name.id === id)
    return mine && clause.mood !== 'ahead'
  })
}

function isDetailed(about: readonly WeighedClause[], own: readonly WeighedClause[]): boolean {
  const text = about.map(({ folded }) => folded).join('，')
  if (BARELY.test(text)) return false
  const narrated = own.filter(({ speaker }) => speaker !== 'contact')
  if (own.length > 0 && narrated.length === 0) return false
  const talked = about.some(
    ({ folded, speaker }) =>
      speaker !== 'contact' &&
      TALK.test(
        folded
          .replace(EVENT_ONLY, '')
          .replace(/[他她](?:也)?(?:说|讲)(?!的)/gu, '')
          .replace(/聊天|聊家常/gu, ''),
      ),
  )
  if (own.every(({ folded }) => EVENT_ONLY.test(folded)) && !RECEIVED.test(text)) return false
  const mentioned = own.map(({ folded }) => folded).join('，')
  if (ACCESS_ONLY.test(text) && !talked && !RECEIVED.test(text.replace(/没松口/gu, ''))) return false
  if (PATIENT_TOLD.test(mentioned) && !talkedOf(mentioned)) return false
  if (talked) return true
  if (PATIENT_TOLD.test(text) && !RECEIVED.test(text)) return false
  if (PAPER_ONLY.test(text) && !RECEIVED.test(text)) return false
  return !(ASKED_ONLY.test(text) && !RECEIVED.test(text))
}

const talkedOf = (text: string): boolean =>
  /讲了|聊了|聊(?=\p{Script=Han})|介绍|沟通|跟[他她]讲|我讲|说的(?:还)?是|detailed|discussed/iu.test(text)
