/**
 * The clauses of a segment cut finer and given a speaker: dictated notes have no stops, telegraphic ones have
 * spaces. A unit is the smallest stretch that says one thing; `sentence` numbers the stretches between full
 * stops, for a patient is often named in one unit and what happened in the next. Text is folded and keeps the note's
 * offsets (fold-note.ts).
 */
import { foldNote } from './fold-note.ts'
import type { Span } from './note-reading.ts'
import type { NoteClause, NoteSegment } from './note-segment.ts'

export type Speaker = 'rep' | 'contact' | 'other' | null

export interface SpeechUnit extends Span {
  readonly text: string
  readonly speaker: Speaker
  readonly sentence: number
}

/** Longer runs without a stop come from dictation and are cut before these words. */
const LONGEST_UNSTOPPED = 14
const CONNECTIVES =
  /(?:然后|后来|结果|不过|但是|可是|只是|就是(?=嫌|怕|担心|觉得|说|有点)|另外|还有就是|还有(?=[一个])|正好|(?<![没不])(?:让我|叫我)|我(?:就|当时(?:就)?|赶紧)?(?:说|讲|告诉|答应|回)|我(?:就)?(?:跟|和|给|对)[他她]|[他她](?:呢|倒|倒是|就|又|也|还|一直|压根|直接)*(?:说|问|觉得|嫌|担心|想|没|不|答应|笑|惦记|要)|对了|(?<=[啊呢嘛哈呗啦呀])(?![啊呢嘛哈呗啦呀的了])(?=\p{Script=Han})|下周|下个?月|月底|明天|后天|回头|所以|因为)/gu
/** Spaces in English separate words, beside Chinese they separate thoughts. */
const SPACE = /(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})|\s*(?:[|｜→;；]|——|\s-\s)\s*/gu
/** A full stop stands between two clauses. */
const FULL_STOP = /[。！？!?\n；;]|\.(?:\s|$)/u

/** Whose words follow. The last that matches in a unit decides for what comes behind it. */
const TELLS_ME =
  /(?:跟|和|对|给|向)我(?:们)?(?:说|讲|提|反映|反馈)|告诉我|问我|(?:发|写|打)(?:微信|消息|电话)?(?:给我|来)|\btold me\b|\btexted me\b|\bcalled me\b/iu
const REP =
  /(?:^|[^让叫问跟给对向])我们?(?:就|也|又|再|当场|直接|赶紧|一直|只|都)?(?:跟|和|对|给|向)?[^，。]{0,8}?(?:说|讲|介绍|推荐|答|回(?:复|答)?|承诺|保证|建议|强调|解释|表示|打包票|拍胸脯|告诉|劝|推)|(?:^|[，。\s也就]|(?<![他她士任生师长授人我])(?=[跟向]))(?:跟|和|给|向|对)(?!我)[^，。]{1,9}?(?:说|讲|介绍|推荐|推了|建议|安利|强调|保证|承诺|解释|打包票|宣传)|^告诉(?!我)|\b(?:I|we)(?:'ve)?\s+(?:\w+ )?(?:told|said|pitched|explained|assured|mentioned|suggested|promised|detailed|replied|recommended)|\b(?:told|assured|pitched|promised)\s+(?:him|her|them|dr)\b/iu
const CONTACT =
  /^(?:但是?|不过|可是?|然后|后来)?[他她](?!们?家|的)|(?:[他她]们?|主任|主治|医生|医师|老师|大夫|教授|博士|科长|院长|店长|药师|护士长|小伙子|\b[老小]\p{Script=Han})(?!跟我说好)(?:也|就|又|还|却|只|直接|当场|倒是|主动|随口|反过来)?(?:说|讲|问|觉得|认为|反映|反馈|提到|提了|表示|嫌|担心|怕|希望|要求|要我|让我|叫我|抱怨|打听|想|答应|愿意|同意|不)|^(?:说|问|嫌|觉得|让我|叫我|答应|担心)(?!好|了下)|\b(?:he|she|they|dr\.?\s*\w+)(?:'s|'d| is| was)?\s+(?:\w+ )?(?:said|says|asked|asks|mentioned|thinks|worried|wants|likes?|prefers?|calls?|happy|keen|reluctant|would|rather|agreed|complained|feels?)\b/iu
const OTHER =
  /(?:护士|护士长|同事|家属|病人|患者|药房|别人|别的代表|人家|隔壁)[^，。我]{0,4}(?:说|讲|反映|反馈|告诉)|听说|据说|听[^，。]{1,4}[说讲]|群里|转发|\b(?:nurse|colleague|rumou?r|heard (?:that|from)|apparently)\b/iu

/** Units in the order of the note. */
export function speechUnits(segment: NoteSegment): readonly SpeechUnit[] {
  const units: SpeechUnit[] = []
  let sentence = 0
  let speaker: Speaker = null
  let behind = 0
  for (const clause of segment.clauses) {
    const between = segment.note.slice(behind, clause.start)
    if (units.length > 0 && FULL_STOP.test(between)) {
      sentence += 1
      speaker = null
    }
    behind = clause.end
    for (const piece of pieces(clause)) {
      const said = speakerOf(piece.text)
      speaker = said ?? clause.speaker ?? speaker
      units.push({ ...piece, speaker, sentence })
    }
  }
  return units
}

function pieces(clause: NoteClause): readonly (Span & { readonly text: string })[] {
  const folded = foldNote(clause.text)
  const cuts = new Set<number>([0, folded.length])
  for (const match of folded.matchAll(SPACE)) cuts.add(match.index + match[0].length)
  for (const match of folded.matchAll(/[，,。！!？?](?!\d)/gu)) cuts.add(match.index + 1)
  let last = 0
  for (const match of folded.matchAll(CONNECTIVES)) {
    const earlier = Math.max(...[...cuts].filter((cut) => cut <= match.index))
    const next = Math.min(...[...cuts].filter((cut) => cut > match.index))
    if (next - earlier > LONGEST_UNSTOPPED && match.index - Math.max(earlier, last) >= 4) {
      cuts.add(match.index)
      last = match.index
    }
  }
  const edges = [...cuts].toSorted((a, b) => a - b)
  return edges.slice(0, -1).flatMap((from, at) => {
    const raw = folded.slice(from, edges[at + 1])
    const text = raw.trim()
    const start = clause.start + from + (raw.length - raw.trimStart().length)
    return text === '' ? [] : [{ text, start, end: start + text.length }]
  })
}

function speakerOf(text: string): Speaker {
  if (TELLS_ME.test(text)) return OTHER.test(text) ? 'other' : 'contact'
  const found = (
    [
      ['rep', REP],
      ['contact', CONTACT],
      ['other', OTHER],
    ] as const
  )
    .flatMap(([who, pattern]) => {
      const match = pattern.exec(text)
      return match === null ? [] : [{ who, end: match.index + match[0].length }]
    })
    .toSorted((a, b) => b.end - a.end)
  return found[0]?.who ?? null
}

/** The note between the first and the last of these units, as written. */
export function wordsOf(segment: NoteSegment, units: readonly Span[]): Span & { readonly text: string } {
  const start = Math.min(...units.map((unit) => unit.start))
  const end = Math.max(...units.map((unit) => unit.end))
  return { start, end, text: segment.note.slice(start, end) }
}
