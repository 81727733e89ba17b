/**
 * Channel, part of the day and attitude of the visit before, corrected in so many words: "不是面谈是电话", "不是上午
 * 是中午", "他其实没那么认可". What is said of days, names and whole sentences is read in read-correction.ts.
 */
import type { Attitude, VisitChannel } from '../../crm/visit.ts'
import { NEGATIVE, POSITIVE, UNDECIDED } from './attitude-words.ts'
import { type Correcting, setField } from './correcting.ts'
import type { Span } from './note-reading.ts'
import type { MessageFacts } from './read-other-message.ts'

const CHANNEL_NAMES: readonly (readonly [RegExp, VisitChannel])[] = [
  [/企微|企业微信|wecom/iu, 'wecom'],
  [/视频|线上|腾讯会议|video|zoom/iu, 'video'],
  [/电话|phone|call/iu, 'phone'],
  [/微信|wechat/iu, 'wechat'],
  [/邮件|e-?mail/iu, 'email'],
  [/面谈|当面|面访|面对面|上门|见面|face|f2f|in person/iu, 'f2f'],
]
const CHANNEL = '企微|企业微信|视频|线上|腾讯会议|电话|微信|邮件|面谈|当面|面访|面对面|上门|见面'
const PARTS: Readonly<Record<string, string>> = {
  早上: 'am',
  上午: 'am',
  中午: 'noon',
  下午: 'pm',
  晚上: 'evening',
}
const PART = '早上|上午|中午|下午|晚上'
const butIs = (words: string): RegExp =>
  new RegExp(
    `不是(?:${words})[^，。;\\n]{0,4}[，,]?\\s*(?:而)?是(${words})|(?:${words})(?:打|写|记)?错了?[，,]?\\s*(?:应该)?是(${words})`,
    'u',
  )
const CHANNEL_BUT = butIs(CHANNEL)
const PART_BUT = butIs(PART)
/** How somebody stands to it, told as different from the record. */
const TELLS_OTHERWISE =
  /(?:[他她]|主任|医生)?(?:其实|态度(?:应该)?(?:是|改))[^，。;\n]{0,16}|(?:[他她])?(?:也)?没(?:那么|说)(?:很|太)?(?:认可|支持|积极|同意|满意|肯定|热情)/u
const NOT_SO = /没(?:那么|这么)|不(?:是|算)(?:很|那么|太)/u
const SAID_NOTHING = /没(?:有)?(?:说|表示|表态)/u

export function correctPlainFields(now: Correcting, { note }: MessageFacts): Correcting {
  return [correctChannel, correctPart, correctAttitude].reduce((visit, step) => step(visit, note.text), now)
}

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length })

function correctChannel(now: Correcting, text: string): Correcting {
  const match = CHANNEL_BUT.exec(text)
  const said = match?.[1] ?? match?.[2]
  const channel = CHANNEL_NAMES.find(([words]) => said !== undefined && words.test(said))?.[1]
  return match === null || channel === undefined ? now : setField(now, 'channel', channel, spanOf(match))
}

function correctPart(now: Correcting, text: string): Correcting {
  const match = PART_BUT.exec(text)
  const part = PARTS[match?.[1] ?? match?.[2] ?? '']
  return match === null || part === undefined ? now : setField(now, 'time', part, spanOf(match))
}

/** Of whom was visited, and of the medicine where there was one. */
function correctAttitude(now: Correcting, text: string): Correcting {
  const match = TELLS_OTHERWISE.exec(text)
  const [primary, ...others] = now.visit.contacts
  if (match === null || primary === undefined) return now
  const to = attitudeIn(text.slice(match.index, match.index + 40))
  if (to === null || to === primary.attitude) return now
  const products = now.visit.products
  return {
    ...now,
    visit: {
      ...now.visit,
      contacts: [{ ...primary, attitude: to }, ...others],
      products: products.length === 1 ? [{ ...products[0]!, attitude: to }] : products,
    },
    corrections: [...now.corrections, { field: 'attitude', from: primary.attitude, to }],
    spans: { ...now.spans, 'contacts.0': [spanOf(match)] },
  }
}

function attitudeIn(words: string): Attitude | null {
  if (SAID_NOTHING.test(words)) return 'neutral'
  if (NOT_SO.test(words) || UNDECIDED.test(words)) return 'mixed'
  const positive = POSITIVE.test(words.replace(NEGATIVE, ''))
  if (NEGATIVE.test(words)) return positive ? 'mixed' : 'negative'
  return positive ? 'positive' : null
}
