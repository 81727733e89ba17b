/**
 * Was asked what had to be asked? Gold says it in free words, the reader in codes. A question of gold is covered
 * by one of the reader's whose code or field is of the same matter, or whose words are largely the same. It is a
 * judgement of the matter, not of the wording.
 */
import type { NoteQuestion, NoteReading } from '../../assistant/notes/note-reading.ts'
import type { GoldenNote } from './golden-note.ts'
import { similarity } from './similar-text.ts'

export interface AskedScore {
  readonly covered: readonly string[]
  readonly missed: readonly string[]
  /** Questions that no sentence of gold calls for; not a fault by itself. */
  readonly extra: readonly string[]
}

/** What a sentence of gold is about -> the codes and fields that ask about it. */
const MATTERS: readonly (readonly [gold: RegExp, code: RegExp])[] = [
  [/哪份|资料|编号|版本|外发|电子版|批准|which (?:version|material)|approved/iu, /material|approv/u],
  [/协议|审批|费用标准|讲者|speaker|contract/iu, /speaker|fee/u],
  [/每人|人均|餐|per head|meal/iu, /meal|expense/u],
  [
    /剂量|合并用药|用药(?:时间|日期)|起始|转归|不良|患者(?:的)?(?:年龄|性别)|住院前|hospitali|start date|dose|outcome|age|sex/iu,
    /^ae_|adverse/u,
  ],
  [
    /假期|节后|周[一二三四五六日]|月底|哪天|哪一天|哪日|日期|改期|几号|\d月\d{1,2}日|holiday|which day|what date|send by/iu,
    /due|date|holiday|weekend|month|day|lunar|event/u,
  ],
  [
    /新建联系人|更新联系人|全名|哪位|哪个王|是[\p{Script=Han}]{2,4}(?:主任|医生|老师)?还是[\p{Script=Han}]{2,4}(?:主任|医生|老师)|which (?:dr|doctor)|new contact/iu,
    /contact/u,
  ],
  [/哪个产品|什么产品|which product/iu, /product/u],
  [/企微|微信|电话还是|channel/iu, /channel/u],
  [/哪家|哪个医院|which hospital/iu, /institution|account/u],
  [/记拜访|补记|要记|log (?:it|a visit)/iu, /log|visit|intent|not_met/u],
]

export function askedQuestions(note: GoldenNote, reading: NoteReading): AskedScore {
  const covering = (sentence: string): readonly NoteQuestion[] =>
    reading.questions.filter(
      ({ code, field, text }) =>
        MATTERS.some(([gold, ours]) => gold.test(sentence) && (ours.test(code) || ours.test(field))) ||
        similarity(sentence, text) >= 0.5,
    )
  const covered = note.gold.must_ask.filter((sentence) => covering(sentence).length > 0)
  const used = new Set(covered.flatMap((sentence) => covering(sentence)))
  return {
    covered,
    missed: note.gold.must_ask.filter((sentence) => !covered.includes(sentence)),
    extra: reading.questions.filter((question) => !used.has(question)).map(({ code }) => code),
  }
}
