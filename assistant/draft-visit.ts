/**
 * A note becomes a draft. Its story: the same message again is the same draft -> the writer's own directory and
 * what the conversation spoke of last -> the reader of notes -> nothing that must not be kept is kept -> one row.
 * What is said about a draft afterwards (a correction, an answer, fields by hand) changes it under its lock; once
 * it is a record, the same makes a new revision of the visits. Confirming is crm/record-visit.ts.
 */
import { createHash } from 'node:crypto'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Reader } from '../core/reader.ts'
import { dayIn } from '../crm/day.ts'
import { type Finding, type FindingRuleBook, keepFindings } from '../crm/finding-store.ts'
import { noteDirectoryOf } from '../crm/note-directory.ts'
import type { Recorded, RecordVisit } from '../crm/record-visit.ts'
import type { Visit } from '../crm/visit.ts'
import { type DraftReading, eventsLost, flagsOf, type VisitDraft } from '../crm/visit-draft.ts'
import {
  addDraft,
  findDraft,
  findDraftOfMessage,
  findDraftOfVisit,
  latestDraft,
  lockDraft,
  moveDraft,
  writeReading,
} from '../crm/visit-draft-store.ts'
import { namesOfVisits } from '../crm/visit-names.ts'
import { changeReading, correctReading, type DraftChange } from './change-reading.ts'
import { recallConversation } from './conversation-store.ts'
import { maskNote } from './mask-note.ts'
import type { NoteContext, NoteDirectory, NoteIntent, NoteReading } from './notes/note-reading.ts'
import { readText } from './read-text.ts'
import { safeByHand, safeReading } from './safe-reading.ts'

export interface DraftVisitDeps {
  readonly database: Database
  readonly clock: Clock
  /** Rules answer at once; a model takes its time, and is never waited for while a draft is locked. */
  readonly readNote: (text: string, context: NoteContext) => NoteReading | Promise<NoteReading>
  readonly recordVisit: RecordVisit
  readonly rules: FindingRuleBook
}

export interface NoteMessage {
  readonly text: string
  readonly reader: Reader
  readonly channel: string
  /** What "today" means in it; default now. */
  readonly referenceTime?: Date | undefined
  /** A new one where there is none. */
  readonly conversationId?: string | undefined
  /** The conversation begins with this message: its id is nobody's yet. */
  readonly begins?: boolean | undefined
  /** The same message again has the same key; made of the text and its day where there is none. */
  readonly messageKey?: string | undefined
}

export type Noted =
  | { readonly kind: 'drafted'; readonly draft: VisitDraft; readonly created: boolean }
  /** An open draft was changed, or a record got a new revision. */
  | { readonly kind: 'corrected'; readonly draft: VisitDraft }
  | { readonly kind: 'blocked'; readonly draft: VisitDraft; readonly findings: readonly Finding[] }
  /** It speaks of the draft before, but not of anything that could be changed. */
  | { readonly kind: 'unclear'; readonly draft: VisitDraft | null; readonly text: string }
  /** No note: nothing was stored. `text` is the message as it may be kept. */
  | {
      readonly kind: 'other'
      readonly intent: NoteIntent
      readonly reading: DraftReading
      readonly text: string
    }

export type Changed = Exclude<Noted, { readonly kind: 'other' }>

export interface VisitNotes {
  /** `always`: also what is no note is kept as a draft, for callers who asked for one. */
  note(message: NoteMessage, options?: { readonly always?: boolean }): Promise<Noted>
  /** By the id of a draft or of a visit that a draft became. Throws `not_found`, `invalid_input`, `wrong_state`. */
  change(id: string, change: NoteChange, reader: Reader): Promise<Changed>
  /** A recorded visit that no draft became (an imported one) gets a new revision. Throws as `change` does. */
  changeRecord(visitId: string, fields: Partial<Visit>, reader: Reader): Promise<void>
  /** What the conversation spoke of last; undefined for another's conversation, too. */
  latest(conversationId: string, reader: Reader): Promise<VisitDraft | undefined>
  find(id: string, reader: Reader): Promise<VisitDraft | undefined>
  submit(id: string, reader: Reader): Promise<Recorded>
  discard(id: string, reader: Reader): Promise<VisitDraft>
}

export interface NoteChange extends DraftChange {
  /** The whole note anew: everything is read again. */
  readonly text?: string | undefined
  /** Of the draft as the caller saw it; another one is a `conflict`. */
  readonly revision?: number | undefined
}

interface ReadIn {
  readonly reading: DraftReading
  readonly kept: string
}

export function createDraftVisit(deps: DraftVisitDeps): VisitNotes {
  const { database, clock, readNote, recordVisit, rules } = deps

  async function note(message: NoteMessage, options: { readonly always?: boolean } = {}): Promise<Noted> {
    const text = readText(message.text)
    const { reader } = message
    const at = message.referenceTime ?? clock.now()
    const db = database.query
    const messageKey = message.messageKey ?? messageKeyOf(reader.userId, text, dayIn(at, reader.timezone))
    const there = await findDraftOfMessage(db, reader.userId, messageKey)
    const known = message.begins === true ? undefined : message.conversationId
    if (known !== undefined) await recallConversation(db, known, reader.userId)
    if (there !== undefined) return { kind: 'drafted', draft: await follow(there, message), created: false }
    const previous = known === undefined ? undefined : await latestDraft(db, reader.userId, known)
    const read = await readIn(db, text, reader, at, previous)
    if (read.reading.intent === 'correct_last' && previous !== undefined) {
      return correct(previous.id, text, reader, at, messageKey)
    }
    if (options.always !== true && !isNote(read.reading)) {
      const intent = read.reading.intent as NoteIntent
      if (intent === 'correct_last') return { kind: 'unclear', draft: null, text: read.kept }
      return { kind: 'other', intent, reading: read.reading, text: read.kept }
    }
    return database.transaction(async (trx) => {
      const now = clock.now()
      const { draft, created } = await addDraft(
        trx,
        {
          userId: reader.userId,
          conversationId: message.conversationId ?? newId(),
          channel: message.channel,
          messageKey,
          note: read.kept,
          referenceTime: at,
          timezone: reader.timezone,
          reading: read.reading,
        },
        now,
      )
      if (created) {
        await keepBlocking(trx, draft, now)
        await recordAudit(trx, {
          at: now,
          actorId: reader.userId,
          action: 'visit_draft.create',
          subjectKind: 'visit_draft',
          subjectId: draft.id,
          detail: { intent: draft.reading.intent, visits: draft.reading.visits.length },
        })
      }
      return { kind: 'drafted', draft, created }
    })
  }

  /** The draft goes with the conversation in which its message was sent last. */
  async function follow(draft: VisitDraft, message: NoteMessage): Promise<VisitDraft> {
    const { conversationId } = message
    if (conversationId === undefined || conversationId === draft.conversationId) return draft
    return database.transaction((trx) =>
      moveDraft(trx, draft.id, { conversationId, channel: message.channel }, clock.now()),
    )
  }

  async function readIn(
    db: Queryable,
    text: string,
    reader: Reader,
    at: Date,
    previous: VisitDraft | undefined,
  ): Promise<ReadIn> {
    const directory: NoteDirectory = await noteDirectoryOf(db, reader.userId, at)
    const colleagues = await colleaguesOf(db)
    const reading = await readNote(text, {
      referenceTime: at,
      timezone: reader.timezone,
      directory,
      colleagues,
      ...(previous === undefined ? {} : { previous: previous.reading.visits }),
    })
    const names = namesIn(directory, colleagues, reading)
    const kept = maskNote(text, names)
    const called = namesById(directory, previous?.reading.names)
    return { reading: { ...safeReading(reading, kept, names), names: called(reading) }, kept: kept.note }
  }

  /** Those that forbid submission are to be seen at once, so that none is written away before anybody looks. */
  async function keepBlocking(trx: Queryable, draft: VisitDraft, at: Date): Promise<void> {
    const flags = flagsOf(draft.reading).filter((flag) => flag.severity === 'block')
    await keepFindings(trx, draft, flags, rules, at)
  }

  function correct(id: string, text: string, reader: Reader, at: Date, key: string): Promise<Noted> {
    return database.transaction(async (trx): Promise<Noted> => {
      const draft = await lockDraft(trx, id, reader.userId)
      if (draft.reading.applied?.includes(key) === true) return { kind: 'corrected', draft }
      const read = await readIn(trx, text, reader, at, draft)
      const offset = draft.note.length + 1
      const changed = correctReading(draft.reading, read.reading, offset)
      if (changed.corrections.length === 0) return { kind: 'unclear', draft, text: read.kept }
      const applied = [...(draft.reading.applied ?? []), key].slice(-50)
      const reading = { ...changed, applied }
      return write(trx, draft, { reading, note: `${draft.note}\n${read.kept}` }, reader, 'corrected_in_words')
    })
  }

  /** An open draft is changed; a record gets a new revision. */
  async function write(
    trx: Queryable,
    draft: VisitDraft,
    corrected: { readonly reading: DraftReading; readonly note?: string },
    reader: Reader,
    reason: string,
  ): Promise<Changed> {
    if (draft.state === 'discarded') throw new AppError('wrong_state', 'This draft was discarded.')
    const reading = await withNames(trx, corrected.reading)
    return keep(trx, draft, { ...corrected, reading }, reader, reason)
  }

  async function keep(
    trx: Queryable,
    draft: VisitDraft,
    corrected: { readonly reading: DraftReading; readonly note?: string },
    reader: Reader,
    reason: string,
  ): Promise<Changed> {
    if (draft.state === 'submitted') {
      if (corrected.reading.visits.length !== draft.visitIds.length) {
        throw new AppError('wrong_state', 'A visit of a submitted note is neither added nor taken away.')
      }
      const by = { changedBy: reader.userId, reason }
      const outcome = await recordVisit.revise(trx, draft, corrected, by)
      return outcome.kind === 'blocked' ? outcome : { kind: 'corrected', draft: outcome.draft }
    }
    const at = clock.now()
    await recordVisit.keepEvents(trx, draft, eventsLost(draft.reading, corrected.reading))
    const written = await writeReading(trx, draft, corrected, at)
    await keepBlocking(trx, written, at)
    await recordAudit(trx, {
      at,
      actorId: reader.userId,
      action: 'visit_draft.change',
      subjectKind: 'visit_draft',
      subjectId: draft.id,
      detail: {
        reason,
        revision: written.revision,
        fields: corrected.reading.corrections.map((one) => one.field),
        findings: flagsOf(draft.reading).map((flag) => flag.code),
      },
    })
    return { kind: 'corrected', draft: written }
  }

  async function readAnew(draftId: string, text: string, reader: Reader): Promise<ReadIn> {
    const draft = await findDraft(database.query, draftId, reader.userId)
    if (draft === undefined) throw new AppError('not_found', 'There is no such draft.')
    return readIn(database.query, readText(text), reader, draft.referenceTime, undefined)
  }

  async function change(id: string, wanted: NoteChange, reader: Reader): Promise<Changed> {
    const byVisit = await findDraftOfVisit(database.query, id)
    const draftId = byVisit?.id ?? id
    const anew = wanted.text === undefined ? null : await readAnew(draftId, wanted.text, reader)
    return database.transaction(async (trx): Promise<Changed> => {
      const draft = await lockDraft(trx, draftId, reader.userId)
      if (wanted.revision !== undefined && wanted.revision !== draft.revision) {
        throw new AppError('conflict', 'The draft was changed meanwhile; look at it again.', {
          details: { revision: draft.revision },
        })
      }
      if (anew !== null) {
        const reading = changeReading(anew.reading, wanted, safeByHand(anew.reading, wanted))
        return write(trx, draft, { reading, note: anew.kept }, reader, 'note_rewritten')
      }
      // Fields of one visit go to its place in the note that it came from.
      const index = byVisit === undefined ? 0 : Math.max(0, draft.visitIds.indexOf(id))
      const shifted =
        index === 0 || wanted.visits === undefined
          ? wanted
          : { ...wanted, visits: [...Array.from({ length: index }, () => null), ...wanted.visits] }
      const reading = changeReading(draft.reading, shifted, safeByHand(draft.reading, shifted))
      if (reading === draft.reading) return { kind: 'unclear', draft, text: '' }
      return write(trx, draft, { reading }, reader, 'edited')
    })
  }

  return {
    note,
    change,
    changeRecord: (visitId, fields, reader) =>
      recordVisit.reviseAlone(visitId, reader, (record) => {
        const alone: DraftReading = {
          intent: 'log_visit',
          visits: [record],
          evidence: {},
          confidence: {},
          questions: [],
          corrections: [],
          incident_flags: [],
          intel: [],
        }
        const wanted = { visits: [fields] }
        return changeReading(alone, wanted, safeByHand(alone, wanted)).visits[0]!
      }),
    latest: (conversationId, reader) => latestDraft(database.query, reader.userId, conversationId),
    find: (id, reader) => findDraft(database.query, id, reader.userId),
    submit: (id, reader) => recordVisit.submit(id, reader.userId),
    discard: (id, reader) => recordVisit.discard(id, reader.userId),
  }
}

/** The same words of the same person on the same day are one message, wherever they were sent. */
export function messageKeyOf(userId: string, text: string, day: string): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, day, text]))
    .digest('base64url')
}

/** Whether anything is to be kept until it is confirmed. */
function isNote(reading: DraftReading): boolean {
  return reading.visits.length > 0 || reading.intel.length > 0 || reading.incident_flags.length > 0
}

const MOST_COLLEAGUES = 5_000

async function colleaguesOf(db: Queryable): Promise<readonly string[]> {
  const rows = await db.selectFrom('users').select('name').orderBy('id').limit(MOST_COLLEAGUES).execute()
  return rows.map((row) => row.name)
}

/** Throws `invalid_input` for an id that is nobody's. */
async function withNames(db: Queryable, reading: DraftReading): Promise<DraftReading> {
  const namesOf = await namesOfVisits(db, reading.visits)
  const found = reading.visits.map((visit) => namesOf(visit))
  const names = Object.fromEntries(
    found.flatMap(({ accounts, contacts, products }) => [
      ...Object.entries(accounts),
      ...Object.entries(contacts).map(([id, one]) => [id, one.name] as const),
      ...Object.entries(products),
    ]),
  )
  return { ...reading, names: { ...reading.names, ...names } }
}

/** Of the ids that a reading's visits name. */
function namesById(
  directory: NoteDirectory,
  before: Readonly<Record<string, string>> = {},
): (reading: DraftReading) => Readonly<Record<string, string>> {
  const all = new Map(
    [...directory.accounts, ...directory.contacts, ...directory.products].map((one) => [one.id, one.name]),
  )
  return ({ visits }) => {
    const ids = visits.flatMap((visit) => [
      visit.institution?.id ?? null,
      ...visit.contacts.map((one) => one.id),
      ...visit.products.map((one) => one.id),
    ])
    return Object.fromEntries(
      ids.flatMap((id) => {
        const name = id === null ? undefined : (all.get(id) ?? before[id])
        return id === null || name === undefined ? [] : [[id, name]]
      }),
    )
  }
}

/** Names that are never a patient's. */
function namesIn(
  directory: NoteDirectory,
  colleagues: readonly string[],
  reading: DraftReading,
): readonly string[] {
  return [
    ...new Set([
      ...directory.contacts.map((one) => one.name),
      ...directory.accounts.flatMap((one) => [one.name, ...one.aliases]),
      ...directory.products.flatMap((one) => [
        one.name,
        ...(one.generic === null ? [] : [one.generic]),
        ...one.aliases,
      ]),
      ...directory.competitors,
      ...colleagues,
      ...reading.visits.flatMap((visit) => visit.contacts.map((one) => one.text)),
    ]),
  ].filter((name) => name.trim().length > 1)
}
