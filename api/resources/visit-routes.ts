/** Visits: a note becomes a draft, a draft that is confirmed becomes a record; records are listed and corrected. */
import { z } from 'zod'
import type { Changed, Noted } from '../../assistant/draft-visit.ts'
import { FINDING_RULE_BOOK } from '../../assistant/finding-rule-book.ts'
import { visitCard } from '../../assistant/visit-card.ts'
import { AppError } from '../../core/errors.ts'
import type { Finding } from '../../crm/finding-store.ts'
import { TOPICS, VISIT_CHANNELS, VISIT_STATUSES, type Visit } from '../../crm/visit.ts'
import type { VisitDraft } from '../../crm/visit-draft.ts'
import type { RecordedVisit, WholeVisit } from '../../crm/visit-store.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import {
  day,
  idParams,
  messageText,
  momentText,
  optional,
  pageQuery,
  pageSchema,
  recordId,
} from '../fields.ts'
import { type Route, route } from '../route.ts'
import { channelField } from './channel-field.ts'
import { recordedVisitSchema, visitChange, visitDraftSchema, wholeVisitSchema } from './visit-schema.ts'

const draftChange = visitChange.extend({
  visit: z
    .number()
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe('Which visit the fields are for; the first without it.'),
  visits: z.array(visitChange.nullable()).max(100).optional().describe('Fields by position; null: as it is.'),
  answers: z
    .record(z.string().max(200), z.string().max(500))
    .optional()
    .describe('The `field` of a question -> the `value` of a choice.'),
  text: messageText.optional().describe('The note anew: everything is read again.'),
  revision: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('As you saw it; `conflict` when it was changed since.'),
})

export function createVisitRoutes(deps: Pick<ApiDeps, 'visitNotes' | 'visits'>): readonly Route[] {
  const { visitNotes, visits } = deps

  return [
    route({
      method: 'POST',
      path: '/v1/visits',
      tag: 'Visits',
      summary:
        'A note in plain words becomes a draft, to be confirmed. The same note of the same day is the same draft.',
      body: z.object({
        text: messageText,
        referenceTime: optional(momentText).describe('What "today" means in the note; now without it.'),
        conversationId: optional(recordId),
        channel: channelField,
      }),
      status: 201,
      response: visitDraftSchema,
      async handle({ body, caller }) {
        const noted = await visitNotes.note(
          {
            text: body.text,
            reader: caller.reader,
            channel: body.channel,
            conversationId: body.conversationId,
            referenceTime:
              body.referenceTime === undefined
                ? undefined
                : parseMoment(body.referenceTime, caller.reader.timezone, 'referenceTime'),
          },
          { always: true },
        )
        return cardOf(noted)
      },
    }),
    route({
      method: 'PATCH',
      path: '/v1/visits/:id',
      tag: 'Visits',
      summary:
        'Change a draft, answer its questions, or correct a recorded visit (a new revision). The id of a draft or of a visit.',
      params: idParams,
      body: draftChange,
      response: z.union([visitDraftSchema, wholeVisitSchema]),
      async handle({ params, body, caller }) {
        const { visit = 0, visits: byPosition, answers, text, revision, ...fields } = body
        const single = Object.keys(fields).length > 0
        const lists = byPosition as readonly (Partial<Visit> | null)[] | undefined
        const recordedAlone = await visits.find(params.id, caller.reader)
        if (recordedAlone !== undefined && recordedAlone.draftId === null) {
          await visitNotes.changeRecord(
            params.id,
            { ...lists?.[0], ...(fields as Partial<Visit>) },
            caller.reader,
          )
          return whole(await visits.get(params.id, caller.reader))
        }
        const changed = await visitNotes.change(
          params.id,
          {
            answers,
            text,
            revision,
            visits: single ? merged(lists, visit, fields as Partial<Visit>) : lists,
          },
          caller.reader,
        )
        const draft = draftOf(changed)
        const isVisit = draft.visitIds.includes(params.id)
        return isVisit ? whole(await visits.get(params.id, caller.reader)) : card(draft)
      },
    }),
    route({
      method: 'POST',
      path: '/v1/visits/:id/submit',
      tag: 'Visits',
      summary:
        'Confirm a draft: visits, tasks, reminders, cases and findings are written at once. Again is the same.',
      params: idParams,
      response: visitDraftSchema,
      async handle({ params, caller }) {
        const outcome = await visitNotes.submit(params.id, caller.reader)
        if (outcome.kind === 'blocked') throw blocked(outcome.findings)
        return card(outcome.draft)
      },
    }),
    route({
      method: 'POST',
      path: '/v1/visits/:id/discard',
      tag: 'Visits',
      summary: 'Drop a draft; nothing is recorded but the adverse events that it told of.',
      params: idParams,
      response: visitDraftSchema,
      handle: async ({ params, caller }) => card(await visitNotes.discard(params.id, caller.reader)),
    }),
    route({
      method: 'GET',
      path: '/v1/visits',
      tag: 'Visits',
      summary: "Recorded visits, newest day first: one's own, those of the teams below, or all.",
      query: pageQuery.extend({
        from: day.optional(),
        to: day.optional().describe('The last day that counts.'),
        rep: recordId.optional(),
        contact: recordId.optional(),
        product: recordId.optional(),
        account: recordId.optional(),
        team: recordId.optional().describe('With the teams below it.'),
        status: z.enum(VISIT_STATUSES).optional(),
        channel: z.enum(VISIT_CHANNELS).optional(),
        topic: z.enum(TOPICS).optional(),
      }),
      response: pageSchema(recordedVisitSchema),
      async handle({ query: { rep, contact, product, account, team, ...query }, caller }) {
        const page = await visits.list(
          { ...query, userId: rep, contactId: contact, productId: product, accountId: account, teamId: team },
          caller.reader,
        )
        return { ...page, items: page.items.map(recorded) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/visits/:id',
      tag: 'Visits',
      summary:
        'One visit with its note, its evidence and what each revision said; or one of your own drafts.',
      params: idParams,
      response: z.union([wholeVisitSchema, visitDraftSchema]),
      async handle({ params, caller }) {
        const visit = await visits.find(params.id, caller.reader)
        if (visit !== undefined) return whole(visit)
        const draft = await visitNotes.find(params.id, caller.reader)
        if (draft === undefined) throw new AppError('not_found', 'There is no such visit.')
        return card(draft)
      },
    }),
  ]
}

const card = (draft: VisitDraft) => visitCard(draft, FINDING_RULE_BOOK.clauseOf)
const recorded = ({ record, ...head }: RecordedVisit) => ({ ...record, ...head })
const whole = ({ record, ...head }: WholeVisit) => ({ ...record, ...head })

function merged(
  lists: readonly (Partial<Visit> | null)[] | undefined,
  index: number,
  fields: Partial<Visit>,
): readonly (Partial<Visit> | null)[] {
  const length = Math.max(lists?.length ?? 0, index + 1)
  return Array.from({ length }, (_, at) =>
    at === index ? { ...lists?.[at], ...fields } : (lists?.[at] ?? null),
  )
}

function cardOf(noted: Noted) {
  if (noted.kind === 'other') throw new AppError('internal', 'A note was not kept.')
  return card(draftOf(noted))
}

function draftOf(changed: Changed): VisitDraft {
  if (changed.kind === 'blocked') throw blocked(changed.findings)
  if (changed.draft === null) throw new AppError('not_found', 'There is no draft that this could change.')
  return changed.draft
}

/** Ids and codes; the words are with the findings. */
function blocked(findings: readonly Finding[]): AppError {
  return new AppError('blocked_by_finding', 'Change the note, or wait until a reviewer has decided.', {
    details: {
      findings: findings.map(({ id, code, severity, clause, state }) => ({
        id,
        code,
        severity,
        clause,
        state,
      })),
    },
  })
}
