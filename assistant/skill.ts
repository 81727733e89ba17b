/**
 * A skill of the assistant: one thing that a message can want done. take-turn decides which skill a message is
 * for and joins their replies; a skill knows its own verbs and buttons and nothing of channels.
 */
import type { Locale, Reader } from '../core/reader.ts'
import type { Reply, ReplyAction, ReplyPart, Turn } from './turn.ts'

export interface SkillCall {
  /** The part of the message that this skill is for. */
  readonly text: string
  readonly turn: Turn
  /** Of the message; texts of the reply are in it. */
  readonly locale: Locale
  readonly conversationId: string
  /** The same message again has the same key: what it writes is written once. */
  readonly messageKey: string
  /** The moment that "today" is read from. */
  readonly at: Date
}

/** `text` of each part is Markdown that says everything, for channels that show no card. */
export interface SkillReply {
  readonly parts: readonly ReplyPart[]
  readonly actions: readonly ReplyAction[]
  /** The message as it may be kept, where something in it must not be. */
  readonly kept?: string
}

export interface SkillPress {
  readonly action: string
  readonly values: Readonly<Record<string, unknown>>
  readonly reader: Reader
  readonly locale: Locale
  /** The reply whose button is pressed. */
  readonly reply: Reply
}

export interface Skill {
  take(call: SkillCall): Promise<SkillReply>
  /**
   * Action ids begin with the skill's own word: `draft_confirm`, `task_snooze`. What a button did is
   * said in the parts; buttons that are still of use come with it.
   */
  press(press: SkillPress): Promise<SkillReply>
}
