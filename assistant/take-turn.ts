/**
 * The one brain behind every channel, a small router over the skills: small talk -> a word to the draft that lies
 * open -> what the message is for (understand.ts) -> the skill, and for what no skill knows, the documents. Keeps
 * the turn with its reply, so that a button of the reply can be pressed later.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { localeOf, type MessageKey, message } from '../core/messages.ts'
import { dayIn } from '../crm/day.ts'
import type { AnswerQuestion } from './answer.ts'
import { findReply, recallConversation, saveTurn } from './conversation-store.ts'
import { messageKeyOf, type VisitNotes } from './draft-visit.ts'
import { safeText } from './mask-note.ts'
import type { NoteSkill } from './note-skill.ts'
import { askDocuments } from './question-skill.ts'
import { readChoice } from './read-choice.ts'
import { readText } from './read-text.ts'
import type { Skill, SkillCall, SkillReply } from './skill.ts'
import { readSmallTalk, type SmallTalk } from './small-talk.ts'
import type { TaskSkill } from './task-skill.ts'
import type { Reply, TakeTurn, Turn } from './turn.ts'
import { draftVerb, type Understood, understand } from './understand.ts'

export interface TurnSkills {
  readonly note?: NoteSkill
  readonly task?: TaskSkill
  /** Managers' questions and briefs. */
  readonly summary?: Skill
}

export interface TakeTurnDeps {
  readonly database: Database
  readonly clock: Clock
  readonly answerQuestion: AnswerQuestion
  readonly notes?: Pick<VisitNotes, 'latest'>
  readonly skills?: TurnSkills
}

const SAID: Readonly<Record<SmallTalk, MessageKey>> = {
  greeting: 'talk_greeting',
  thanks: 'talk_thanks',
  acknowledgement: 'talk_acknowledgement',
  help: 'talk_help',
}

/** A word to a draft, or the answer to what it asks, is no longer. */
const LONGEST_WORD = 40

export function createTakeTurn(deps: TakeTurnDeps): TakeTurn {
  const { database, clock, answerQuestion, notes } = deps
  const skills = deps.skills ?? {}

  return async (turn) => {
    const given =
      turn.id === undefined ? undefined : await findReply(database.query, turn.id, turn.reader.userId)
    if (given !== undefined) return given
    const text = readText(turn.text)
    const at = turn.referenceTime ?? clock.now()
    const call: SkillCall = {
      text,
      turn,
      locale: localeOf(text, turn.reader.locale),
      conversationId: turn.conversationId ?? newId(),
      messageKey: messageKeyOf(turn.reader.userId, text, dayIn(at, turn.reader.timezone)),
      at,
    }
    const done =
      turn.purpose === undefined
        ? ((await toOpenDraft(call)) ?? (await smallTalk(call)) ?? (await route(call)))
        : await route(call)
    const reply: Reply = {
      id: turn.id ?? newId(),
      conversationId: done.conversationId ?? call.conversationId,
      parts: done.parts,
      actions: done.actions,
    }
    const entry = {
      conversationId: reply.conversationId,
      userId: turn.reader.userId,
      channel: turn.channel,
    }
    await database.transaction((trx) => saveTurn(trx, entry, { text: done.kept ?? text, reply }, clock.now()))
    return reply
  }

  /** "确认", "第二个", "王建国": only where the conversation has a draft that waits. */
  async function toOpenDraft(call: SkillCall): Promise<Done | null> {
    const { turn, text, locale } = call
    if (turn.conversationId === undefined || skills.note === undefined || notes === undefined) return null
    if (text.length > LONGEST_WORD || /[?？吗呢]\s*$/u.test(text)) return null
    const draft = await notes.latest(turn.conversationId, turn.reader)
    if (draft?.state !== 'open') return null
    const choices = draft.reading.questions.some((one) => one.choices.length > 0)
    const verb = draftVerb(text, choices)
    if (verb !== null) return skills.note.decide(draft, verb, turn.reader, locale)
    const choice = readChoice(text, draft.reading.questions)
    if (choice === null) return null
    const kept = safeText(text, Object.values(draft.reading.names ?? {}))
    return { ...(await skills.note.answer(draft, choice, turn.reader, locale)), kept }
  }

  async function smallTalk({ turn, text, locale }: SkillCall): Promise<Done | null> {
    const talk = readSmallTalk(text)
    if (talk === null) return null
    if (turn.conversationId !== undefined) {
      await recallConversation(database.query, turn.conversationId, turn.reader.userId)
    }
    return {
      parts: [{ type: talk === 'help' ? 'help' : 'text', text: message(locale, SAID[talk]) }],
      actions: [],
    }
  }

  async function route(call: SkillCall): Promise<Done> {
    const { purpose } = call.turn
    const understood: Understood =
      purpose === undefined
        ? understand(call.text, { inConversation: call.turn.conversationId !== undefined })
        : purpose === 'note'
          ? { purpose, sure: true }
          : { purpose }
    if (understood.question === undefined)
      return (await toSkill(call, understood)) ?? question(call, call.text)
    // Two things in one message: what happened, then a question of the writer's own.
    const first = call.text.slice(0, understood.question).trimEnd()
    const asked = call.text.slice(understood.question).trim()
    if (first === '' || asked === '') return question(call, call.text)
    const done = await toSkill({ ...call, text: first }, understood)
    if (done === null) return question(call, call.text)
    // The question may belong to the conversation only once it is there.
    const begun = await isBegun(call.conversationId)
    const turn: Turn = begun ? { ...call.turn, conversationId: call.conversationId } : call.turn
    const answered = await askDocuments(answerQuestion, turn, asked, call.locale)
    return {
      parts: [...done.parts, ...answered.parts],
      actions: [...done.actions, ...answered.actions],
      kept: `${done.kept ?? first}\n${asked}`,
      conversationId: answered.conversationId,
    }
  }

  async function isBegun(conversationId: string): Promise<boolean> {
    const row = await database.query
      .selectFrom('conversations')
      .select('id')
      .where('id', '=', conversationId)
      .executeTakeFirst()
    return row !== undefined
  }

  /** Null where no skill wants it: it is a question to the documents then. */
  async function toSkill(call: SkillCall, { purpose, sure }: Understood): Promise<Done | null> {
    const { note, task, summary } = skills
    if (purpose === 'question') return null
    if (call.turn.conversationId !== undefined) {
      await recallConversation(database.query, call.turn.conversationId, call.turn.reader.userId)
    }
    const kept = safeText(call.text, [])
    if (purpose === 'summary') return summary === undefined ? null : { kept, ...(await summary.take(call)) }
    if (purpose === 'tasks') return task === undefined ? null : { kept, ...(await task.take(call)) }
    if (note === undefined) return purpose === 'task' && task !== undefined ? task.take(call) : null
    const taken = await note.take(call)
    if (taken.kind === 'noted') return taken.reply
    if (task !== undefined && (purpose === 'task' || taken.intent === 'task')) {
      return { ...(await task.make(call, taken.reading)), kept: taken.kept }
    }
    const open = taken.intent === 'small_talk' ? (taken.reading?.questions ?? []) : []
    if (open.length > 0) {
      return {
        parts: [{ type: 'text', text: open.map((one) => one.text).join('\n') }],
        actions: [],
        kept: taken.kept,
      }
    }
    if (sure === true && taken.intent === 'small_talk') {
      const words = message(call.locale, 'note_nobody_found')
      return { parts: [{ type: 'text', text: words }], actions: [], kept: taken.kept }
    }
    return taken.intent === 'manager_query' && summary !== undefined
      ? { kept, ...(await summary.take(call)) }
      : null
  }

  async function question({ turn, locale }: SkillCall, text: string): Promise<Done> {
    return askDocuments(answerQuestion, turn, text, locale)
  }
}

interface Done extends SkillReply {
  /** Where a skill knows better than the turn which conversation this is. */
  readonly conversationId?: string
}
