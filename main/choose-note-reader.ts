/**
 * Who reads notes: the rules, or a chat model whose words are held against them when one is configured. The model is
 * asked on its own budget of time, out of the same tokens a day as the answers.
 */
import { createBudgetedModel } from '../assistant/model-budget.ts'
import type { NoteContext, NoteReading } from '../assistant/notes/note-reading.ts'
import { createReadNote } from '../assistant/notes/read-note.ts'
import { createReadNoteWithModel } from '../assistant/notes/read-note-with-model.ts'
import { createSurveyNote } from '../assistant/notes/survey-note.ts'
import { createChatModel } from '../llm/chat-model.ts'
import type { ChooseComposerDeps } from './choose-composer.ts'
import type { ModelConfig } from './config.ts'

export type ChosenNoteReader = (text: string, context: NoteContext) => NoteReading | Promise<NoteReading>

export function chooseNoteReader(config: ModelConfig, deps: ChooseComposerDeps): ChosenNoteReader {
  const survey = createSurveyNote()
  const rules = createReadNote(survey)
  const { chatModel, apiKey, baseUrl, dailyTokens, prices, timeoutMs } = config
  if (chatModel === null) return rules
  const { wrap = (plain) => plain } = deps
  const model = wrap(createChatModel({ model: chatModel, apiKey, baseUrl }))
  return createReadNoteWithModel({
    model: createBudgetedModel({ ...deps, model, dailyTokens, prices }),
    rules,
    survey,
    timeoutMs,
    log: deps.log,
  })
}
