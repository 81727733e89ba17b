/**
 * When, whether, how and how long, as a model reads it, held against the note. A day, a time and a number are read
 * by the rules in the words that the model quotes. What the rules read in so many words stands; the model fills what
 * they only assumed, and may claim less than they do, never more.
 */

import { message } from '../../core/messages.ts'
import { numeralValue } from '../../core/text/numerals.ts'
import type { Visit, VisitChannel } from '../../crm/visit.ts'
import type { VisitInNote } from '../../prompts/read-note/schema.ts'
import { CANCELLED, NOT_MET } from './absence-words.ts'
import {
  type CheckedFields,
  type Gathered,
  gatherFields,
  overlaps,
  type VisitGround,
} from './checked-fields.ts'
import type { Span } from './note-reading.ts'
import { GROUP_MEETING } from './visit-words.ts'

const CLAIMS_LESS =
  /没|未|不在|取消|改期|推迟|推后|延期|爽约|鸽|空(?:跑|等)|扑空|\b(?:not|no|missed|cancel\w*|postponed?|resched\w*|away|absent|unavailable)\b|n['’]t\b/iu
/** Channel -> what its words must hold. */
const CHANNEL_WORDS: Readonly<Record<VisitChannel, RegExp>> = {
  f2f: /./su,
  phone: /电话|来电|致电|\b(?:phone|call|rang|ring)/iu,
  wechat: /微信|语音|\b(?:wechat|text|message)/iu,
  wecom: /企(?:业)?微|\bwecom\b/iu,
  video: /视频|线上|远程|腾讯会议|\b(?:video|zoom|teams|online|remote|virtual)/iu,
  email: /邮|\be?-?mail/iu,
  group_meeting: GROUP_MEETING,
}
/** Of what the rules only assumed, once a model's words bear it out. */
const SURE = 0.8
/** Where the rules and the model read differently. */
const DISPUTED = 0.6

export function checkEncounter(drafted: VisitInNote, ground: VisitGround): CheckedFields {
  const gathered = gatherFields(ground)
  const status = checkStatus(drafted, ground, gathered)
  checkDate(drafted, ground, gathered, status)
  checkTime(drafted, ground, gathered)
  checkChannel(drafted, ground, gathered)
  checkKind(drafted, ground, gathered)
  checkNumbers(drafted, ground, gathered)
  return gathered.done()
}

/** Read from words of its own, not assumed. */
const isStated = ({ evidence, confidence }: VisitGround, field: string): boolean =>
  evidence[field] !== undefined && (confidence[field] ?? 1) === 1

function checkStatus({ status }: VisitInNote, { visit }: VisitGround, gathered: Gathered): Visit['status'] {
  if (status.value === visit.status) return visit.status
  const span = gathered.locate('status', status.words)
  if (span === null) return visit.status
  const less = status.value === 'not_met' || status.value === 'cancelled'
  const words = CLAIMS_LESS.test(status.words) || NOT_MET.test(status.words) || CANCELLED.test(status.words)
  if (!(less && words && visit.status === 'completed' && visit.kind !== 'dept_meeting')) {
    gathered.fault('status', 'against_rules')
    gathered.doubt('status', DISPUTED)
    return visit.status
  }
  gathered.set('status', status.value, SURE, span)
  // Nobody who was not met holds an opinion, and nothing was presented.
  gathered.replace({
    contacts: visit.contacts.map((one) => ({ ...one, attitude: 'unknown' as const })),
    products: visit.products.map((one) => ({ ...one, detailed: false, attitude: 'unknown' as const })),
  })
  return status.value
}

function checkDate(
  { date_words: words }: VisitInNote,
  ground: VisitGround,
  gathered: Gathered,
  status: Visit['status'],
): void {
  if (words === null) return
  const span = gathered.locate('date', words)
  if (span === null) return
  const { survey, visit, at, safe } = ground
  const days = survey.days.filter((day) => overlaps(day, span) && day.precision === 'day')
  const day = days
    .map((one) => ({ date: status === 'planned' ? one.ahead : one.back, span: one }))
    .find(({ date }) => date !== null)
  if (day === undefined || day.date === null) {
    gathered.fault('date', 'not_stated')
    return
  }
  if (day.date === visit.date) return
  const assumed = visit.date_source !== undefined || visit.date === null || !isStated(ground, 'date')
  if (assumed) {
    gathered.set('date', day.date, SURE, day.span)
    gathered.drop('date_source')
    return
  }
  gathered.fault('date', 'against_rules')
  gathered.doubt('date', DISPUTED)
  const choices = [visit.date, day.date].flatMap((one) => (one === null ? [] : [{ value: one, label: one }]))
  gathered.ask({
    field: `visits.${at}.date`,
    code: 'visit_date',
    text: message(survey.locale, 'ask_visit_day', { words: safe(words.trim()) }),
    choices,
  })
}

function checkTime(
  { time_words: words }: VisitInNote,
  { survey, visit }: VisitGround,
  gathered: Gathered,
): void {
  if (words === null || visit.time !== null) return
  const span = gathered.locate('time', words)
  if (span === null) return
  const time = survey.times.find((one) => overlaps(one, span))
  const said = time?.clock ?? time?.part ?? null
  if (time === undefined || said === null) {
    gathered.fault('time', 'not_stated')
    return
  }
  gathered.set('time', said, SURE, time)
}

function checkChannel({ channel }: VisitInNote, ground: VisitGround, gathered: Gathered): void {
  const { visit } = ground
  if (channel === null) return
  const assumed = visit.channel_source === 'assumed' || !isStated(ground, 'channel')
  const same = channel.value === visit.channel
  if (!assumed || (same && visit.channel_source !== 'assumed')) return
  const span = gathered.locate('channel', channel.words)
  if (span === null) return
  if (visit.channel === 'group_meeting' || !CHANNEL_WORDS[channel.value].test(channel.words)) {
    gathered.fault('channel', 'not_stated')
    return
  }
  // In the flesh is what is assumed; other words than the rules know bear it out no better.
  if (channel.value === 'f2f') return
  gathered.set('channel', channel.value, SURE, span)
  gathered.drop('channel_source')
}

function checkKind({ kind }: VisitInNote, ground: VisitGround, gathered: Gathered): void {
  const { visit, survey } = ground
  if (kind === null || kind.value === visit.kind || visit.kind !== 'individual') return
  const span = gathered.locate('kind', kind.words)
  if (span === null) return
  const colleague = survey.note.names.find((name) => name.kind === 'colleague' && overlaps(name, span))
  if (kind.value === 'joint' && colleague !== undefined) {
    gathered.set('kind', 'joint', SURE, colleague)
    gathered.set('joint_with', colleague.text, SURE, colleague)
  } else if (kind.value === 'dept_meeting' && GROUP_MEETING.test(kind.words)) gathered.doubt('kind', DISPUTED)
  else gathered.fault('kind', 'not_stated')
}

function checkNumbers({ minutes, attendees }: VisitInNote, { visit }: VisitGround, gathered: Gathered): void {
  const count = (
    field: 'duration_min' | 'attendee_count',
    drafted: VisitInNote['minutes'],
    unit: RegExp,
  ): void => {
    if (drafted === null || visit[field] !== undefined) return
    const span: Span | null = gathered.locate(field, drafted.words)
    if (span === null) return
    const whole = Number.isInteger(drafted.value) && drafted.value > 0 && drafted.value <= 600
    if (!whole || !unit.test(drafted.words) || !states(drafted.words, drafted.value)) {
      gathered.fault(field, 'not_stated')
      return
    }
    gathered.set(field, drafted.value, SURE, span)
  }
  count('duration_min', minutes, /分|小时|钟头|刻|min|hour|\bhrs?\b/iu)
  if (visit.kind === 'dept_meeting')
    count('attendee_count', attendees, /人|位|名|个|医生|people|attend|doctors|came/iu)
}

const NUMERAL = /\d+(?:\.\d+)?|[一二两三四五六七八九十百]+|半/gu
const HOURS = /小时|钟头|hour|\bhrs?\b/iu

/** Whether the words say just this number; hours are said of minutes, too. */
function states(words: string, value: number): boolean {
  const numbers = [...words.matchAll(NUMERAL)].map(([one]) =>
    one === '半' ? 0.5 : Number(numeralValue(one.replaceAll('两', '二')) ?? Number.NaN),
  )
  const hours = HOURS.test(words)
  return (
    numbers.some((one) => one === value && !hours) || (hours && numbers.some((one) => one * 60 === value))
  )
}
