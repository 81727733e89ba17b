/**
 * Visit notes in a conversation: a note becomes a card, words or a button confirm it, change it or drop it. What
 * the message is for was decided by whoever calls; what it says is decided by the reader of notes.
 */
import { AppError } from '../core/errors.ts'
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale, Reader } from '../core/reader.ts'
import type { Recorded } from '../crm/record-visit.ts'
import type { FindingCode } from '../crm/visit.ts'
import type { DraftReading, VisitDraft } from '../crm/visit-draft.ts'
import type { Changed, VisitNotes } from './draft-visit.ts'
import { FINDING_RULE_BOOK } from './finding-rule-book.ts'
import type { NoteIntent } from './notes/note-reading.ts'
import type { Choice } from './read-choice.ts'
import { readDraftChange } from './read-draft-change.ts'
import { sayDraft } from './say-draft.ts'
import type { SkillCall, SkillPress, SkillReply } from './skill.ts'
import type { ReplyAction } from './turn.ts'
import { visitCard } from './visit-card.ts'

export type TakenNote =
  | { readonly kind: 'noted'; readonly reply: SkillReply }
  /** No note; nothing was stored. What was read in it is for whoever takes it next. */
  | {
      readonly kind: 'other'
      readonly intent: NoteIntent
      readonly reading: DraftReading | null
      readonly kept: string
    }

export interface NoteSkill {
  take(call: SkillCall): Promise<TakenNote>
  /** Words about the open draft: confirm, edit, discard. */
  decide(draft: VisitDraft, verb: DraftVerb, reader: Reader, locale: Locale): Promise<SkillReply>
  answer(draft: VisitDraft, choice: Choice, reader: Reader, locale: Locale): Promise<SkillReply>
  press(press: SkillPress): Promise<SkillReply>
}

export type DraftVerb = 'confirm' | 'edit' | 'discard'

const VERBS: Readonly<Record<string, DraftVerb>> = {
  draft_confirm: 'confirm',
  draft_edit: 'edit',
  draft_discard: 'discard',
}

export function createNoteSkill(deps: { readonly notes: VisitNotes }): NoteSkill {
  const { notes } = deps

  async function decide(
    draft: VisitDraft,
    verb: DraftVerb,
    reader: Reader,
    locale: Locale,
  ): Promise<SkillReply> {
    if (verb === 'edit') return text(message(locale, 'note_how_edit'), actionsOf(draft, locale))
    if (verb === 'discard') {
      const discarded = await notes.discard(draft.id, reader)
      const card = visitCard(discarded, FINDING_RULE_BOOK.clauseOf)
      const told = discarded.reading.visits.some((visit) => visit.adverse_event.present)
      const said = message(locale, told ? 'note_discarded_event' : 'note_discarded')
      return { parts: [{ type: 'visit_draft', draft: card, text: said }], actions: [] }
    }
    return saySubmitted(await notes.submit(draft.id, reader), locale)
  }

  return {
    async take({ text: words, turn, at, conversationId, messageKey, locale }) {
      const noted = await notes.note({
        text: words,
        reader: turn.reader,
        channel: turn.channel,
        referenceTime: at,
        conversationId,
        begins: turn.conversationId === undefined,
        messageKey,
      })
      if (noted.kind === 'other') return { ...noted, kept: noted.text }
      if (noted.kind === 'unclear' && noted.draft === null) {
        return { kind: 'other', intent: 'correct_last', reading: null, kept: noted.text }
      }
      return { kind: 'noted', reply: { ...sayNoted(noted, locale), kept: keptOf(noted, words) } }
    },

    decide,

    async answer(draft, choice, reader, locale) {
      return sayNoted(
        await notes.change(draft.id, { answers: { [choice.field]: choice.value } }, reader),
        locale,
      )
    },

    async press({ action, values, reader, locale, reply }) {
      const shown = reply.parts.flatMap((one) => (one.type === 'visit_draft' ? [one.draft.id] : []))
      const id = values['draftId'] === undefined ? shown[0] : shown.find((one) => one === values['draftId'])
      if (id === undefined) throw new AppError('invalid_input', 'This reply has no draft.')
      const draft = await notes.find(id, reader)
      if (draft === undefined) throw new AppError('not_found', 'There is no such draft.')
      const verb = VERBS[action]
      if (verb !== undefined) return decide(draft, verb, reader, locale)
      if (action === 'draft_change') {
        return sayNoted(await notes.change(draft.id, readDraftChange(values), reader), locale)
      }
      if (action !== 'draft_answer') throw new AppError('invalid_input', 'A draft has no such button.')
      const { field, value } = values
      if (typeof field !== 'string' || typeof value !== 'string') {
        throw new AppError('invalid_input', 'An answer names its field and its value.', {
          details: { field: 'values' },
        })
      }
      return sayNoted(await notes.change(draft.id, { answers: { [field]: value } }, reader), locale)
    },
  }
}

/** The message as it may be kept; of a correction that is the end of the note. */
function keptOf(noted: Changed, words: string): string {
  if (noted.kind === 'unclear') return noted.text
  if (noted.kind === 'drafted') return noted.draft.note
  return words.length <= noted.draft.note.length ? noted.draft.note.slice(-words.length) : noted.draft.note
}

function sayNoted(noted: Changed, locale: Locale): SkillReply {
  if (noted.kind === 'unclear') {
    if (noted.draft === null) return text(message(locale, 'note_no_draft'))
    return text(message(locale, 'note_not_understood'), actionsOf(noted.draft, locale))
  }
  if (noted.kind === 'blocked') return sayBlocked(noted.findings, locale)
  return draftReply(noted.draft, locale, headOf(noted))
}

function headOf(noted: Changed): MessageKey | undefined {
  if (noted.kind === 'corrected') {
    return noted.draft.state === 'submitted' ? 'note_head_revised' : 'note_head_corrected'
  }
  return noted.kind === 'drafted' && !noted.created && noted.draft.state === 'submitted'
    ? 'note_head_again'
    : undefined
}

function draftReply(draft: VisitDraft, locale: Locale, head?: MessageKey): SkillReply {
  const card = visitCard(draft, FINDING_RULE_BOOK.clauseOf)
  return {
    parts: [{ type: 'visit_draft', draft: card, text: sayDraft(card, locale, head) }],
    actions: actionsOf(draft, locale),
  }
}

function actionsOf(draft: VisitDraft, locale: Locale): readonly ReplyAction[] {
  return draft.state === 'open' ? draftActions(locale) : []
}

export function draftActions(locale: Locale): readonly ReplyAction[] {
  return [
    { id: 'draft_confirm', label: message(locale, 'action_draft_confirm'), style: 'primary' },
    { id: 'draft_edit', label: message(locale, 'action_draft_edit'), style: 'default' },
    { id: 'draft_discard', label: message(locale, 'action_draft_discard'), style: 'danger' },
  ]
}

function saySubmitted(recorded: Recorded, locale: Locale): SkillReply {
  if (recorded.kind === 'blocked') return sayBlocked(recorded.findings, locale)
  const { draft } = recorded
  const { visits } = draft.reading
  const tasks =
    visits
      .flatMap((visit) => (visit.status === 'cancelled' ? [] : visit.follow_ups))
      .filter((one) => one.blocked !== true).length + (draft.reading.tasks ?? []).length
  const medical = visits.flatMap((visit) => visit.questions).filter((one) => one.route === 'medical').length
  const said = [
    visits.length === 0
      ? message(locale, 'note_submitted_plain')
      : message(locale, 'note_submitted', { visits: visits.length, tasks }),
    ...(visits.some((visit) => visit.adverse_event.present) ? [message(locale, 'note_safety_opened')] : []),
    ...(medical === 0 ? [] : [message(locale, 'note_submitted_medical', { count: medical })]),
  ]
  const card = visitCard(draft, FINDING_RULE_BOOK.clauseOf)
  return { parts: [{ type: 'visit_draft', draft: card, text: said.join('\n') }], actions: [] }
}

function sayBlocked(findings: readonly { readonly code: FindingCode }[], locale: Locale): SkillReply {
  const codes = [...new Set(findings.map((one) => message(locale, `finding_${one.code}`)))]
  return text(
    message(locale, 'note_blocked_by_finding', { codes: codes.join(locale === 'en' ? ', ' : '、') }),
  )
}

function text(words: string, actions: readonly ReplyAction[] = []): SkillReply {
  return { parts: [{ type: 'text', text: words }], actions }
}
