/**
 * What a note says came after one patient took a medicine, where it is neither praise nor business nor anything
 * that the lists of harm know ("脸上起了好多痘", "闻到油味就想吐"). With a part of the body or a word for something odd
 * it is taken for harm; the rest is for the rep to say.
 */
import { ONE_CASE } from './adverse-event-words.ts'
import { BODY_PART } from './harm-grammar.ts'
import type { NoteSegment } from './note-segment.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface UnexplainedOutcome {
  readonly unit: number
  readonly words: string
  /** Into the note. */
  readonly start: number
  readonly end: number
  readonly likelyHarm: boolean
}

const TOOK =
  /(?<![能想要会可]|怎么|准备|打算|建议|考虑)(?:吃|服|用|打|输|注射|滴|涂|喷)(?:了|完|着|上|的|过)*(?:[^，。；]{0,4})$/u
/** Time and connectives right behind the medicine. */
const LEAD =
  /^(?:[^，。；]{0,3}?(?:[一二两三四五六七八九十几半\d]+\s*(?:天|周|个?多?月|年|片|针|次|盒))?(?:的)?(?:时候|期间|以后|之后|后|完|就)?)/u
const ODD =
  /老(?:是|觉|想|有)|总(?:是|觉|想|有)|动不动|时不时|突然|忽然|猛地|半夜|夜里|整夜|整天|几天(?:不|没)|每次|想吐|费劲|费力|困难|(?:跟|像)[^，。；]{1,8}(?:一样|似的)|觉得[^，。；]{0,6}(?:有|不|堵|卡|压)|疯长|坑|只有[四三二一\d]|起了|长了|冒(?:出|了)|发(?:烫|麻|胀|紧|黄|黑|紫|抖|热|冷|飘|软)|扎|堵|卡着/u
const GOOD =
  /好(?!多(?!了)|几|大一|像)|稳|不错|满意|可以|有效|管用|见效|达标|控制|降|下来|正常|高兴|开心|感谢|谢|明显|没事|没问题|没有|没什么|没啥|没反应|不再|顺|习惯|放心|改善|缓解|减|瘦|缩|消|恢复|利索|清楚|能(?:下地|走|干|睡|吃)|舒服|合适|认可|接受|效果|疗效|胃口小|\b(?:good|great|well|fine|stable|happy|controlled|better|improv\w+|no (?:problems?|issues?|complaints?)|delighted|down|lost)\b/iu
const BUSINESS =
  /问|想(?!吐)|要|来|去|买|开(?!始)|换|停|配|拿|取|续|价|贵|钱|医保|报销|复查|复诊|化验|门诊|出院|进院|说明书|药房|断货|缺货|介绍|推荐|指标|数据|随访|观察|继续|调|加|联合|主任|医生|我|担心|怕|年了|多年|愿意|同意|坚持|习惯|建议|准备|打算|适合|考虑/u
const FURTHEST = 2

export function unexplainedOutcomes(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
): readonly UnexplainedOutcome[] {
  const products = segment.mentions.filter(({ kind }) => kind === 'product')
  return units.flatMap((unit, at) => {
    const taken = products.find(
      ({ start, end }) =>
        start >= unit.start && end <= unit.end && TOOK.test(unit.text.slice(0, start - unit.start)),
    )
    // 靶替尼吃了两周: the medicine first.
    const behindName = products.find(({ start, end }) => start >= unit.start && end <= unit.end)
    const tookAfter =
      taken === undefined && behindName !== undefined
        ? /^(?:吃|服|用|打|输)了/u.test(unit.text.slice(behindName.end - unit.start))
        : false
    const mention = taken ?? (tookAfter ? behindName : undefined)
    if (mention === undefined) return []
    const own = units.filter(({ sentence }) => sentence === unit.sentence)
    if (!ONE_CASE.test(own.map(({ text }) => text).join('，'))) return []
    const rest = { ...unit, text: unit.text.slice(mention.end - unit.start), start: mention.end }
    const following = units
      .slice(at + 1, at + 1 + FURTHEST)
      .filter(({ sentence, speaker }) => sentence === unit.sentence && speaker !== 'rep')
    const before = units[at - 1]
    const near = [rest, ...following, ...(before?.sentence === unit.sentence ? [before] : [])]
    if (near.some(({ text }) => GOOD.test(text))) return []
    return near.flatMap((piece): UnexplainedOutcome[] => {
      const text = piece === rest ? piece.text.replace(LEAD, '') : piece.text
      if (text.replace(/[^\p{L}]/gu, '').length < 3 || BUSINESS.test(text)) return []
      if (piece === before && !BODY_PART.test(text)) return []
      const words = text.trim()
      const start = piece.start + piece.text.lastIndexOf(words)
      const likelyHarm = ODD.test(words) || BODY_PART.test(words)
      return [
        {
          unit: units.findIndex((one) => one.end === piece.end),
          words,
          start,
          end: start + words.length,
          likelyHarm,
        },
      ]
    })
  })
}
