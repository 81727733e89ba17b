/**
 * Tasks in words: "周五上午提醒我给李医生送文献" makes one at once, without a card; the list is numbered, and a
 * number is done, put off or cancelled, in words or by a button. What day is meant the reader of notes has read;
 * what is added here is how often, and in how long.
 */
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { message } from '../core/messages.ts'
import type { Locale, Reader } from '../core/reader.ts'
import { timeIn } from '../core/wall-clock.ts'
import { dayIn } from '../crm/day.ts'
import { nextOccurrence } from '../crm/recurrence.ts'
import type { Task } from '../crm/task.ts'
import { MORNING } from '../crm/task-reminders.ts'
import type { TaskStore } from '../crm/task-store.ts'
import type { FollowUp } from '../crm/visit.ts'
import type { DraftReading } from '../crm/visit-draft.ts'
import { safeText } from './mask-note.ts'
import type { Skill, SkillCall, SkillReply } from './skill.ts'
import { partOfDay, readDelay, readNumber, readRecurrence, readSnooze } from './task-words.ts'
import type { ReplyAction } from './turn.ts'

export interface TaskSkill extends Skill {
  /** A message that asks to be reminded; `reading` is what the reader of notes found in it. */
  make(call: SkillCall, reading: DraftReading | null): Promise<SkillReply>
}

/** Of the list that is shown. */
const LISTED = 20
const ASKED =
  /(?:请|麻烦|帮我|记得|别忘了?|到时候?)*\s*(?:提醒(?:一下|下)?我(?:一下)?|(?:设|加|建|添加|新增|新建|记)(?:一?个|一下|一?条)?(?:提醒|待办)|(?:待办|备忘)\s*[:：]|\b(?:please )?remind me\b(?: to| about)?|\b(?:to-?do|task)\s*:)[，,:：\s]*/giu

export function createTaskSkill(deps: { readonly tasks: TaskStore; readonly clock: Clock }): TaskSkill {
  const { tasks } = deps

  async function make(call: SkillCall, reading: DraftReading | null): Promise<SkillReply> {
    const { text, turn, locale, at, messageKey } = call
    const { reader } = turn
    const wanted = (reading?.tasks ?? []).filter((one) => one.text.trim() !== '')
    const plain = safeText(text.replace(ASKED, ' ').replace(/\s+/gu, ' ').trim(), [])
    if (wanted.length === 0 && plain === '') return said(message(locale, 'task_needs_text'))
    const recurrence = readRecurrence(text)
    const items: readonly FollowUp[] = wanted.length > 0 ? wanted : [bare(plain)]
    const parts: SkillReply['parts'][number][] = []
    for (const [index, item] of items.entries()) {
      if (item.blocked === true) {
        parts.push({ type: 'text', text: `${item.text}: ${message(locale, 'note_blocked')}` })
        continue
      }
      const when = whenOf(item, text, recurrence, at, reader.timezone)
      const task = await tasks.create(
        {
          userId: reader.userId,
          kind: 'reminder',
          text: item.text,
          promisedBy: item.owner,
          ...when,
          waitsFor: item.event,
          condition: item.condition ?? null,
          recurrence: when.due === null ? null : recurrence,
          timezone: reader.timezone,
          needsReview: item.needs_review ?? false,
          messageKey: `${messageKey}:task:${index}`,
        },
        reader,
      )
      parts.push({ type: 'task', task, text: sayMade(task, item, locale) })
    }
    const questions = (reading?.questions ?? []).filter((one) => one.code !== 'open_due')
    if (questions.length > 0) parts.push({ type: 'text', text: questions.map((one) => one.text).join('\n') })
    return {
      parts,
      actions: parts.filter((one) => one.type === 'task').length === 1 ? taskButtons(locale) : [],
    }
  }

  async function open(reader: Reader, to?: string): Promise<readonly Task[]> {
    const page = await tasks.list(
      { userIds: [reader.userId], status: 'open', limit: LISTED, ...(to === undefined ? {} : { to }) },
      reader,
    )
    return page.items
  }

  async function list({ text, turn, locale, at }: SkillCall): Promise<SkillReply> {
    const today = dayIn(at, turn.reader.timezone)
    const onlyToday = /今天|today|due/iu.test(text)
    const found = await open(turn.reader, onlyToday ? today : undefined)
    if (found.length === 0) return said(message(locale, 'task_none'))
    const lines = found.map((task, index) => {
      const late = task.due !== null && (task.dueUntil ?? task.due) < today
      return `${index + 1}. ${task.text}${task.due === null ? '' : ` · ${whenText(task)}`}${late ? ` (${message(locale, 'task_overdue')})` : ''}`
    })
    return said(`${message(locale, 'task_list', { count: found.length })}\n${lines.join('\n')}`)
  }

  async function act(
    id: string,
    verb: 'done' | 'snooze' | 'cancel',
    words: { readonly text: string; readonly at: Date; readonly reader: Reader; readonly locale: Locale },
  ): Promise<SkillReply> {
    const { reader, locale, at } = words
    if (verb === 'snooze') {
      const snoozeUntil = readSnooze(words.text, at, reader.timezone)
      const task = await tasks.update(id, { snoozeUntil }, reader)
      const when = `${dayIn(snoozeUntil, reader.timezone)} ${timeIn(snoozeUntil, reader.timezone)}`
      return taskReply(task, message(locale, 'task_snoozed', { when, text: task.text }), locale)
    }
    const task = await tasks.update(id, { status: verb === 'done' ? 'done' : 'cancelled' }, reader)
    const key = verb === 'done' ? 'task_done' : 'task_cancelled'
    return taskReply(task, message(locale, key, { text: task.text }), locale)
  }

  return {
    make,

    async take(call) {
      const verb = verbOf(call.text)
      if (verb === null) return list(call)
      const number = readNumber(call.text)
      const found = number === null ? undefined : (await open(call.turn.reader))[number - 1]
      if (found === undefined) return said(message(call.locale, 'task_which'))
      return act(found.id, verb, { ...call, text: afterNumber(call.text), reader: call.turn.reader })
    },

    async press({ action, values, reader, locale, reply }) {
      const shown = reply.parts.flatMap((part) => (part.type === 'task' ? [part.task] : []))
      const id = values['taskId'] ?? shown[0]?.id
      const verb = { task_done: 'done', task_snooze: 'snooze', task_cancel: 'cancel' }[action]
      if (verb === undefined || typeof id !== 'string' || !shown.some((task) => task.id === id)) {
        throw new AppError('invalid_input', 'This reply has no such task.', { details: { field: 'action' } })
      }
      const until = typeof values['until'] === 'string' ? values['until'] : ''
      return act(id, verb as 'done' | 'snooze' | 'cancel', {
        text: until,
        at: deps.clock.now(),
        reader,
        locale,
      })
    },
  }
}

function verbOf(text: string): 'done' | 'snooze' | 'cancel' | null {
  if (/推迟|延后|顺延|snooze|postpone/iu.test(text)) return 'snooze'
  if (/取消|删除|cancel/iu.test(text)) return 'cancel'
  return /完成|做完|办完|搞定|done|complete|finish/iu.test(text) ? 'done' : null
}

/** "推迟 2 到下周一": behind the number. */
function afterNumber(text: string): string {
  const match = /^\D*?(?:\d{1,2}|[一二三四五六七八九十])\s*(?:个|项|条|号)?/u.exec(text)
  return match === null ? '' : text.slice(match[0].length)
}

function bare(text: string): FollowUp {
  return { text, due: null, precision: 'none', range: null, owner: 'rep', event: null }
}

function whenOf(item: FollowUp, text: string, recurrence: string | null, at: Date, timezone: string) {
  const delay = readDelay(text, at)
  if (delay !== null) {
    return {
      due: dayIn(delay, timezone),
      dueUntil: null,
      time: timeIn(delay, timezone),
      precision: 'day' as const,
    }
  }
  const timed = /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(item.time ?? '')
  const time = timed ? item.time! : partOfDay(text)
  if (recurrence !== null) {
    // Counted from just before today, so that today's own time is the first where it is still ahead.
    const from = { day: item.due ?? dayIn(at, timezone), time: time ?? MORNING, timezone }
    const first = nextOccurrence(recurrence, from, new Date(at.getTime() - 1))
    return { due: first?.day ?? from.day, dueUntil: null, time, precision: 'day' as const }
  }
  const due = item.range?.[0] ?? item.due
  const dueUntil = item.range === null || item.range[1] === due ? null : item.range[1]
  return { due, dueUntil, time: due === null ? null : time, precision: item.precision }
}

function whenText({ due, dueUntil, time }: Pick<Task, 'due' | 'dueUntil' | 'time'>): string {
  return [dueUntil === null ? due : `${due}–${dueUntil}`, time].filter((one) => one !== null).join(' ')
}

function sayMade(task: Task, item: FollowUp, locale: Locale): string {
  if (task.due === null) return message(locale, 'task_made_no_day', { text: task.text })
  const made = message(locale, 'task_made', {
    when: whenText({ ...task, time: task.time ?? MORNING }),
    text: task.text,
  })
  return item.weekend === true || item.holiday === true
    ? `${made}\n${message(locale, 'task_weekend', { day: task.due })}`
    : made
}

function taskReply(task: Task, text: string, locale: Locale): SkillReply {
  return { parts: [{ type: 'task', task, text }], actions: task.status === 'open' ? taskButtons(locale) : [] }
}

export function taskButtons(locale: Locale): readonly ReplyAction[] {
  return [
    { id: 'task_done', label: message(locale, 'action_task_done'), style: 'primary' },
    { id: 'task_snooze', label: message(locale, 'action_task_snooze'), style: 'default' },
    { id: 'task_cancel', label: message(locale, 'action_task_cancel'), style: 'danger' },
  ]
}

function said(text: string): SkillReply {
  return { parts: [{ type: 'text', text }], actions: [] }
}
