/** Question and passages as they stand in the prompt that words an answer (prompts/compose-answer/). */
import type { ModelCall } from './chat-protocol.ts'

export interface PromptPassage {
  /** "P1". */
  readonly id: string
  /** Product and section. */
  readonly head: string
  readonly body: string
}

export interface ReadPrompt {
  readonly fence: string
  readonly question: string
  /** In order of relevance; those that the built-in answer quotes come first. */
  readonly passages: readonly PromptPassage[]
  /** The faults that the model was told last; empty for a first draft. */
  readonly told: string
}

/** Fields are empty where the prompt is not of that form. */
export function readPrompt(call: ModelCall): ReadPrompt {
  const asked = call.messages.filter((message) => message.role === 'user')
  const text = asked[0]?.content ?? ''
  const [, fence = ''] = /<<<([0-9a-f]{18})\n/u.exec(text) ?? []
  const [, question = '', passages = ''] =
    new RegExp(
      `<<<${fence}\\n([\\s\\S]*?)\\n${fence}>>>[\\s\\S]*<<<${fence}\\n([\\s\\S]*?)\\n${fence}>>>`,
      'u',
    ).exec(text) ?? []
  return {
    fence,
    question,
    told: asked.slice(1).at(-1)?.content ?? '',
    passages: passages.split(/\n\n(?=\[P\d+\])/u).map((passage) => {
      const [, id = '', head = '', body = ''] = /^\[(P\d+)\] ([^\n]*)\n([\s\S]*)$/u.exec(passage) ?? []
      return { id, head, body }
    }),
  }
}
