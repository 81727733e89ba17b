/**
 * Reads a note with a model in front of the rules. Told as a story:
 *
 * 1. The rules read the note. Where they need no help (a question, a manager's request, a correction, a task, an
 *    incident) their reading is the answer and no model is asked: nobody who asks a question waits for one.
 * 2. The model is shown the note without patients' identifiers and prescribers' volumes, and only whom its names may
 *    mean; it quotes and chooses, in the form of prompts/read-note.
 * 3. Its words are held against the note field by field and laid over the rules' reading (merge-drafted.ts).
 * 4. Down, slow, cut off, out of form or over budget: the rules' reading, with the reason.
 */
import { randomBytes } from 'node:crypto'
import { type ChatFailure, type ChatModel, NO_USAGE, type TokenUsage } from '../../core/chat-model.ts'
import { type Log, silentLog } from '../../core/log.ts'
import type { Locale } from '../../core/reader.ts'
import { loadPrompt } from '../../prompts/prompt.ts'
import { readNoteAnswer } from '../../prompts/read-note/schema.ts'
import { asksSomething } from '../asks-something.ts'
import type { FieldFault } from './checked-fields.ts'
import { createFindWords } from './find-words.ts'
import { maskForModel } from './mask-for-model.ts'
import { mergeDrafted } from './merge-drafted.ts'
import type { NoteContext, NoteReading, ReadNote } from './note-reading.ts'
import { offerCandidates } from './offer-candidates.ts'
import type { NoteSurvey, SurveyNote } from './survey-note.ts'

export interface ReadNoteWithModelDeps {
  /** With the company's budget around it (model-budget.ts). */
  readonly model: ChatModel
  readonly rules: ReadNote
  /** The rules' own, so that a directory is indexed once. */
  readonly survey: SurveyNote
  /** For everything that the model does, in milliseconds. */
  readonly timeoutMs: number
  readonly log?: Log
}

/** How a reading came about: for the ledger and for logs, without a word of the note. */
export interface ModelShare {
  readonly outcome: 'read' | 'too_long' | ChatFailure
  readonly model: string
  /** "read-note/v1.zh" */
  readonly promptVersion: string
  readonly promptHash: string
  readonly usage: TokenUsage
  readonly tries: number
  readonly milliseconds: number
  /** What of the model's reading did not hold. */
  readonly faults: readonly FieldFault[]
}

export interface ModelNoteReading extends NoteReading {
  /** `rules` where no model was asked or its answer could not be used. */
  readonly mode: 'rules' | 'model'
  /** Absent where no model was asked. */
  readonly share?: ModelShare
}

/** Never throws for anything that a text or a model may do; aborting `signal` gives the rules' reading. */
export type ReadNoteWithModel = (
  text: string,
  context: NoteContext,
  signal?: AbortSignal,
) => Promise<ModelNoteReading>

const PROMPT_VERSION = 1
const SCHEMA_NAME = 'read_note'
/** Of the answer. */
const MAX_TOKENS = 4000
/** What a longer note comes to would not fit into the answer. */
const LONGEST_NOTE = 4000
/** Somebody may wait for an answer from the documents where the message proves to be no visit. */
const MOST_UNSURE_MS = 5000
/** Less than this is small talk whatever it names. */
const SHORTEST_NOTE = 8

export function createReadNoteWithModel(deps: ReadNoteWithModelDeps): ReadNoteWithModel {
  const { model, rules, survey, timeoutMs, log = silentLog } = deps
  const prompts = {
    'zh-CN': loadPrompt('read-note', PROMPT_VERSION, 'zh-CN'),
    en: loadPrompt('read-note', PROMPT_VERSION, 'en'),
  }

  return async (text, context, signal) => {
    const reading = rules(text, context)
    const surveyed = survey(text, context)
    if (!wantsModel(reading, surveyed)) return { ...reading, mode: 'rules' }
    const started = performance.now()
    const prompt = prompts[surveyed.locale]
    const share = (outcome: ModelShare['outcome'], more: Partial<ModelShare> = {}): ModelShare => ({
      outcome,
      model: model.model,
      promptVersion: prompt.name,
      promptHash: prompt.hash,
      usage: NO_USAGE,
      tries: 0,
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
      faults: [],
      ...more,
    })
    const byRules = (with_: ModelShare): ModelNoteReading => {
      log.info('note.read', { mode: 'rules', outcome: with_.outcome, milliseconds: with_.milliseconds })
      return { ...reading, mode: 'rules', share: with_ }
    }
    if (text.length > LONGEST_NOTE) return byRules(share('too_long'))

    const shown = maskForModel(surveyed)
    const candidates = offerCandidates(surveyed, reading)
    const outcome = await model.complete({
      system: prompt.system,
      messages: [
        {
          role: 'user',
          // The fence is new for each call, so that no note can have been written to end it.
          content: prompt.renderUser({
            fence: randomBytes(9).toString('hex'),
            written: writtenOn(surveyed, surveyed.locale),
            candidates: candidates.text,
            note: shown,
          }),
        },
      ],
      schema: readNoteAnswer,
      name: SCHEMA_NAME,
      maxTokens: MAX_TOKENS,
      timeoutMs: reading.intent === 'small_talk' ? Math.min(timeoutMs, MOST_UNSURE_MS) : timeoutMs,
      signal,
    })
    const { usage, tries, model: named } = outcome
    if (outcome.kind !== 'completed') return byRules(share(outcome.kind, { usage, tries, model: named }))
    const merged = mergeDrafted(outcome.value, reading, {
      survey: surveyed,
      candidates,
      find: createFindWords(text, shown),
    })
    const given = share('read', { usage, tries, model: named, faults: merged.faults })
    log.info('note.read', {
      mode: 'model',
      outcome: given.outcome,
      milliseconds: given.milliseconds,
      visits: merged.reading.visits.length,
      faults: merged.faults.length,
    })
    return { ...merged.reading, mode: 'model', share: given }
  }
}

/**
 * Visits told or planned; and what the rules could make nothing of although it names somebody or some place and
 * asks nothing.
 */
function wantsModel({ intent }: NoteReading, { note }: NoteSurvey): boolean {
  if (intent === 'log_visit' || intent === 'plan_visit') return true
  if (intent !== 'small_talk' || note.note.length < SHORTEST_NOTE || asksSomething(note.note)) return false
  return note.names.some(
    (name) =>
      (name.kind === 'person' && name.candidates.length > 0) ||
      (name.kind === 'place' && name.ids.length > 0),
  )
}

/** The day with its weekday and the time, as the rep's clock shows them. */
function writtenOn({ context: { referenceTime, timezone } }: NoteSurvey, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(referenceTime)
}
