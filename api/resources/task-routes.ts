/** Tasks: what a person has promised or is asked to do, with the reminders that follow from it. */
import { z } from 'zod'
import { safeText } from '../../assistant/mask-note.ts'
import { TASK_STATUSES } from '../../crm/task.ts'
import { PRECISIONS } from '../../crm/visit.ts'
import { parseMoment } from '../../knowledge/parse-moment.ts'
import type { ApiDeps } from '../deps.ts'
import { day, idParams, momentText, optional, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

export const taskSchema = z.object({
  id: recordId,
  userId: recordId,
  createdBy: recordId,
  kind: z.enum(['task', 'follow_up', 'reminder']),
  text: z.string(),
  status: z.enum(TASK_STATUSES),
  promisedBy: z.string(),
  due: day.nullable(),
  dueUntil: day.nullable().describe('Last day of a range.'),
  time: z.string().nullable(),
  precision: z.enum(PRECISIONS),
  waitsFor: z.string().nullable(),
  condition: z.string().nullable(),
  recurrence: z.string().nullable().describe('RRULE of RFC 5545.'),
  timezone: z.string(),
  snoozeUntil: timestamp.nullable(),
  blockedReason: z.string().nullable().describe('The finding that forbids it.'),
  needsReview: z.boolean(),
  accountId: recordId.nullable(),
  contactId: recordId.nullable(),
  productIds: z.array(recordId),
  visitId: recordId.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  closedAt: timestamp.nullable(),
})

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'A time is written 09:30.')
/** A task is kept and read out loud: patients stay out of it, as of every note. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .overwrite((words) => safeText(words, []))

export function createTaskRoutes(deps: Pick<ApiDeps, 'tasks'>): readonly Route[] {
  const { tasks } = deps
  return [
    route({
      method: 'GET',
      path: '/v1/tasks',
      tag: 'Visits',
      summary: "One's own tasks by day; a manager may name people of the own teams.",
      query: pageQuery.extend({
        status: z.enum(TASK_STATUSES).optional(),
        from: day.optional(),
        to: day.optional(),
        user: recordId.optional(),
        contact: recordId.optional(),
        visit: recordId.optional(),
      }),
      response: pageSchema(taskSchema),
      handle: ({ query: { user, contact, visit, ...query }, caller }) =>
        tasks.list(
          { ...query, contactId: contact, visitId: visit, userIds: [user ?? caller.user.id] },
          caller.reader,
        ),
    }),
    route({
      method: 'GET',
      path: '/v1/tasks/:id',
      tag: 'Visits',
      summary: 'One task.',
      params: idParams,
      response: taskSchema,
      handle: ({ params, caller }) => tasks.get(params.id, caller.reader),
    }),
    route({
      method: 'POST',
      path: '/v1/tasks',
      tag: 'Visits',
      summary: 'A task for oneself or, by a manager, for somebody of the own teams.',
      body: z.object({
        text,
        userId: optional(recordId),
        due: optional(day),
        dueUntil: optional(day),
        time: optional(clockTime),
        recurrence: optional(z.string().max(500)),
        accountId: optional(recordId),
        contactId: optional(recordId),
        productIds: optional(z.array(recordId).max(20)),
      }),
      status: 201,
      response: taskSchema,
      handle: ({ body, caller }) =>
        tasks.create(
          { ...body, userId: body.userId ?? caller.user.id, timezone: caller.reader.timezone },
          caller.reader,
        ),
    }),
    route({
      method: 'PATCH',
      path: '/v1/tasks/:id',
      tag: 'Visits',
      summary: 'Done, put off, changed or handed over. Of a task that repeats, done is this one time.',
      params: idParams,
      body: z.object({
        status: optional(z.enum(TASK_STATUSES)),
        snoozeUntil: momentText.nullish(),
        userId: optional(recordId),
        text: optional(text),
        due: day.nullish(),
        dueUntil: day.nullish(),
        time: clockTime.nullish(),
        recurrence: z.string().max(500).nullish(),
      }),
      response: taskSchema,
      handle: ({ params, body: { snoozeUntil, ...body }, caller }) =>
        tasks.update(
          params.id,
          {
            ...body,
            snoozeUntil:
              typeof snoozeUntil === 'string'
                ? parseMoment(snoozeUntil, caller.reader.timezone, 'snoozeUntil')
                : snoozeUntil,
          },
          caller.reader,
        ),
    }),
  ]
}
