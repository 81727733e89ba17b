/** A button of one's own reply is pressed: it goes to the skill whose word the action begins with. */
import { AppError } from '../core/errors.ts'
import { localeOf } from '../core/messages.ts'
import { getTurn } from './conversation-store.ts'
import type { NoteSkill } from './note-skill.ts'
import { createPressAnswer, type PressAnswerDeps } from './question-skill.ts'
import type { Skill } from './skill.ts'
import type { PressAction, Reply } from './turn.ts'

export interface PressActionDeps extends PressAnswerDeps {
  readonly skills?: {
    readonly note?: Pick<NoteSkill, 'press'>
    readonly task?: Pick<Skill, 'press'>
    readonly summary?: Pick<Skill, 'press'>
  }
}

export function createPressAction(deps: PressActionDeps): PressAction {
  const { note, task, summary } = deps.skills ?? {}
  const pressAnswer = createPressAnswer(deps)

  return async ({ turnId, action, values, reader }) => {
    const { text, reply } = await getTurn(deps.database.query, turnId, reader.userId)
    if (!offers(reply, action)) {
      throw new AppError('invalid_input', 'This reply has no such action.', { details: { field: 'action' } })
    }
    const press = { action, values: values ?? {}, reader, locale: localeOf(text, reader.locale), reply }
    const skill = [
      { word: 'draft_', skill: note },
      { word: 'task_', skill: task },
      { word: 'summary_', skill: summary },
    ].find((one) => action.startsWith(one.word))?.skill
    const { parts, actions } = await (skill?.press(press) ?? pressAnswer(press))
    return { id: turnId, conversationId: reply.conversationId, parts, actions }
  }
}

/** The buttons that were shown; and of a draft the answers to what it asks and the form that changes it, which are no buttons. */
function offers(reply: Reply, action: string): boolean {
  if (reply.actions.some(({ id }) => id === action)) return true
  return (
    (action === 'draft_answer' || action === 'draft_change') &&
    reply.parts.some((part) => part.type === 'visit_draft')
  )
}
