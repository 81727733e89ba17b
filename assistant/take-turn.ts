/**
 * The one brain behind every channel: decides what a message is (small talk or a question), has it done,
 * and keeps the turn with its reply, so that a button of the reply can be pressed later.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import { localeOf, type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Answer, AnswerQuestion } from './answer.ts'
import { recallConversation, saveTurn } from './conversation-store.ts'
import { readText } from './read-text.ts'
import { readSmallTalk, type SmallTalk } from './small-talk.ts'
import type { Reply, ReplyAction, TakeTurn, Turn } from './turn.ts'

export interface TakeTurnDeps {
  readonly database: Database
  readonly clock: Clock
  readonly answerQuestion: AnswerQuestion
}

const SAID: Readonly<Record<SmallTalk, MessageKey>> = {
  greeting: 'talk_greeting',
  thanks: 'talk_thanks',
  acknowledgement: 'talk_acknowledgement',
  help: 'talk_help',
}

/** Actions of an answer. */
export const ACTIONS = ['up', 'down', 'ask_product_manager'] as const
export type AnswerAction = (typeof ACTIONS)[number]

export function createTakeTurn(deps: TakeTurnDeps): TakeTurn {
  const { database, clock, answerQuestion } = deps

  return async (turn) => {
    const text = readText(turn.text)
    const locale = localeOf(text, turn.reader.locale)
    const talk = readSmallTalk(text)
    const reply = talk === null ? await answer(turn, text, locale) : await chat(turn, talk, locale)
    const entry = {
      conversationId: reply.conversationId,
      userId: turn.reader.userId,
      channel: turn.channel,
    }
    await database.transaction((trx) => saveTurn(trx, entry, { text, reply }, clock.now()))
    return reply
  }

  async function chat(turn: Turn, talk: SmallTalk, locale: Locale): Promise<Reply> {
    if (turn.conversationId !== undefined) {
      await recallConversation(database.query, turn.conversationId, turn.reader.userId)
    }
    return {
      id: newId(),
      conversationId: turn.conversationId ?? newId(),
      parts: [{ type: talk === 'help' ? 'help' : 'text', text: message(locale, SAID[talk]) }],
      actions: [],
    }
  }

  async function answer(turn: Turn, text: string, locale: Locale): Promise<Reply> {
    const given = await answerQuestion({
      text,
      reader: turn.reader,
      channel: turn.channel,
      conversationId: turn.conversationId,
      productId: turn.productId,
    })
    return {
      id: newId(),
      conversationId: given.conversationId,
      parts: [{ type: 'answer', answer: given }],
      actions: actionsOf(given, locale),
    }
  }
}

/** What Medical or pharmacovigilance replies to is not for the product manager. */
function actionsOf(answer: Answer, locale: Locale): readonly ReplyAction[] {
  const gap = answer.flags.some((flag) => flag.code === 'gap')
  const ids = ACTIONS.filter((id) => id !== 'ask_product_manager' || gap || answer.kind === 'answered')
  return ids.map((id) => ({
    id,
    label: message(locale, `action_${id}`),
    style: id === 'ask_product_manager' && gap ? 'primary' : 'default',
  }))
}
