/**
 * A follow-up in words that stand alone: the note's own, without the day (which is a field) and with the doctor's
 * name for 他 and 她. Nothing is added that the note does not say.
 */

import { type FollowUpDraft, withoutDays } from './finish-follow-up.ts'
import { EVENT_NOUN } from './follow-up-words.ts'
import { TODO_HEADING } from './weigh-clauses.ts'

const LEAD =
  /^(?:[\s\p{P}\p{S}\p{No}]|[①-⑳]|\d+[.、)]|另外|然后|还有|就|所以|那|我说|我跟[他她]说|我就?(?=[再去给把带送发补交报催问约])|[他她]说|答应(?:了)?|说好了?|约好了?|定好了?|提醒(?:我|一下)|[让叫要]我(?=去|帮|给|把|跟|找|再)|记得|别忘了?|请|说|so |and |then |will |I'll |I will |need to |to (?=\w)|remind me to |remind me )+/iu
const TAIL = /(?:之?前|以前|左右|内|那天|\b(?:by|on|at|before|in|next|until|the))?[\s\p{P}]*$/iu
/** Only that they meet. */
const MEETING_ONLY =
  /^(?:约|约了|约好|约个时间|再约|再约一次|定了|定|改到|改约|改成|推到|再去|再来|过去|去|见面|见|再见|再去一趟|bumped|moved|rescheduled|postponed|pushed|(?:text|call|email|message)?(?:ed)?(?:him|her|them)?,?(?:he|she|they|it)(?:is|are)?(?:fine|ok|okay|happy|good|free|works|suits)(?:with|on|for|him|her)?|[他她](?:说|回)?(?:可以|行|没问题|方便|同意))?(?:到|to|至|了)?(?:,?(?:at)?(?:the)?sametime|[，,]?同一?时间|[，,]?老时间)?$/iu

export function sayFollowUp(draft: FollowUpDraft, contact: string | null, english: boolean): string {
  const parts = draft.clauses
    .map((clause) => tidy(withoutDays(clause)))
    .filter((part) => part !== '' && !/^(?:时间(?:没|待)定|date tbc|tbc)$/iu.test(part))
  const words = parts.join(english ? ', ' : '，')
  const visits = draft.appointment && parts.every((part) => MEETING_ONLY.test(part.replace(/\s|'s/gu, '')))
  const moved =
    draft.appointment &&
    parts.length === 1 &&
    /改期|改到|改成|推到|挪到|延|bumped|moved|resched|postpon|push/iu.test(parts[0]!)
  if (words === '' || visits || moved)
    return contact === null ? words : english ? `visit ${contact}` : `拜访${contact}`
  if (contact === null) return words
  const named = english
    ? words
    : words.replace(
        /(?<=给|跟|和|找|请|约|发|陪|问|对|向|帮|送|见|回|到|让|与|教|催|答|访)[他她](?!们|妈)/gu,
        contact,
      )
  if (named !== words || named.includes(contact) || english || EVENT_NOUN.test(named)) return named
  return `${named}（${contact}）`
}

function tidy(text: string): string {
  const bare = text
    .replace(TODO_HEADING, '')
    .replace(/^f\s*\/\s*u\s*$|^follow[- ]?up\s*$/iu, '')
    .replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const led = bare.replace(LEAD, '').replace(TAIL, '').trim()
  return led === '' ? '' : led
}
