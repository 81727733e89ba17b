/** The exchange with other systems: how it stands, what is parked and why, what a person decides. */
import { z } from 'zod'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { PULLED_KINDS, PUSHED_KINDS } from '../../crm/sync/remote-crm.ts'
import { CONFLICT_CODES } from '../../crm/sync/sync-conflicts.ts'
import type { ParkedRecord } from '../../crm/sync/sync-desk.ts'
import { SYNC_FAULT_CODES } from '../../crm/sync/sync-fault.ts'
import { SYNC_TARGETS } from '../../crm/sync/sync-targets.ts'
import type { ApiDeps } from '../deps.ts'
import { flag, idParams, optional, pageQuery, pageSchema, recordId, timestamp } from '../fields.ts'
import { type Route, route } from '../route.ts'

const count = z.number().int()
const faultCode = z.enum(SYNC_FAULT_CODES)
const anyKind = z.enum([...PUSHED_KINDS, ...PULLED_KINDS])

const parked = z.object({
  target: z.enum(SYNC_TARGETS),
  kind: z.enum(PUSHED_KINDS),
  id: recordId,
  code: faultCode,
  sentence: z.string().describe('What to do about it, in the language of the caller.'),
  detail: z.string().nullable(),
  attempts: count,
  changedAt: timestamp,
})

const conflict = z.object({
  id: recordId,
  kind: anyKind,
  recordId: recordId.nullable(),
  remoteId: z.string().nullable(),
  code: z.enum(CONFLICT_CODES),
  field: z.string().nullable(),
  ours: z.unknown().describe('Of `same_name`: the ids of the records that have this name.'),
  theirs: z.unknown(),
  decision: z.enum(['ours', 'theirs']).nullable().describe('Null: a person has to decide.'),
  decidedBy: recordId.nullable().describe('Null: the written policy.'),
  createdAt: timestamp,
  decidedAt: timestamp.nullable(),
})

const comparison = z.object({
  kind: z.enum(PUSHED_KINDS),
  here: count,
  there: count,
  same: count,
  pending: count.describe('Waiting to be sent, or parked.'),
  missing: count,
  different: count,
  extra: count,
  missingIds: z.array(z.string()),
  differentIds: z.array(z.string()),
  extraIds: z.array(z.string()),
})

const status = z.object({
  targets: z.array(
    z.object({
      name: z.enum(SYNC_TARGETS),
      remote: z.string(),
      enabled: z.boolean(),
      running: z.boolean(),
      pausedUntil: timestamp.nullable(),
      counts: z.array(z.object({ kind: z.enum(PUSHED_KINDS), waiting: count, parked: count, done: count })),
      oldestWaiting: timestamp.nullable(),
      lastSavedAt: timestamp.nullable(),
      lane: z
        .object({
          requestsInWindow: count,
          requestLimit: count.nullable(),
          windowSeconds: count,
          inFlight: count,
          concurrency: count,
          pausedUntil: timestamp.nullable(),
          entitlementUsed: count,
          entitlementLimit: count.nullable(),
          throttled: count,
        })
        .nullable(),
      laneAt: timestamp.nullable(),
      reconciliation: z
        .object({
          startedAt: timestamp,
          finishedAt: timestamp,
          kinds: z.array(comparison),
          agree: z.boolean(),
          sentAgain: count,
        })
        .nullable(),
    }),
  ),
  pulls: z.array(
    z.object({
      kind: z.enum(PULLED_KINDS),
      finishedAt: timestamp.nullable(),
      reading: z.boolean(),
      rows: count,
      gone: count,
      linked: count,
      unlinked: count,
      fault: faultCode.nullable(),
    }),
  ),
  openConflicts: count,
  parked: z.array(parked).describe('The first of them; all: GET /v1/sync/parked.'),
})

const FIRST = 20
const ordered = z.object({ ordered: z.literal(true) })

export function createSyncRoutes({ sync }: Pick<ApiDeps, 'sync'>): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/sync',
      tag: 'Sync',
      summary: 'How the exchange with other systems stands.',
      response: status,
      async handle({ caller }) {
        const first = await sync.listParked({ limit: FIRST })
        const { locale } = caller.reader
        return { ...(await sync.status()), parked: first.items.map((one) => told(one, locale)) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/sync/parked',
      tag: 'Sync',
      summary: 'Records that wait for a person, each with what to do.',
      query: pageQuery,
      response: pageSchema(parked),
      async handle({ query, caller }) {
        const page = await sync.listParked(query)
        return { ...page, items: page.items.map((one) => told(one, caller.reader.locale)) }
      },
    }),
    route({
      method: 'GET',
      path: '/v1/sync/conflicts',
      tag: 'Sync',
      summary: 'Where the two sides said different things, newest first.',
      query: pageQuery.extend({ open: flag.optional() }),
      response: pageSchema(conflict),
      handle: ({ query }) => sync.listConflicts(query),
    }),
    route({
      method: 'POST',
      path: '/v1/sync/retry',
      tag: 'Sync',
      summary: 'Sends parked records again: by id, or all of them.',
      body: z
        .object({ ids: optional(z.array(recordId).min(1).max(1_000)), all: optional(z.literal(true)) })
        .refine((body) => (body.ids === undefined) !== (body.all === undefined), {
          message: 'Give ids or all.',
          path: ['ids'],
        }),
      response: z.object({ retried: count }),
      async handle({ body, caller }) {
        const which = body.ids === undefined ? 'all' : { ids: body.ids }
        return { retried: await sync.retry(which, caller.user.id) }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/sync/pull',
      tag: 'Sync',
      summary: 'Orders a reading of the master data; the process that sends does it next.',
      response: ordered,
      status: 202,
      async handle({ caller }) {
        await sync.wantPull(caller.user.id)
        return { ordered: true }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/sync/reconcile',
      tag: 'Sync',
      summary: 'Orders a comparison of both sides; what is missing or different is sent again.',
      response: ordered,
      status: 202,
      async handle({ caller }) {
        await sync.wantReconciliation(caller.user.id)
        return { ordered: true }
      },
    }),
    route({
      method: 'POST',
      path: '/v1/sync/conflicts/:id/decide',
      tag: 'Sync',
      summary: 'Says who is right.',
      params: idParams,
      body: z.object({
        decision: z.enum(['ours', 'theirs']),
        recordId: optional(recordId).describe('Of `same_name` and `theirs`: which of the records it is.'),
      }),
      response: conflict,
      handle: ({ params, body, caller }) => sync.decide(params.id, body, caller.user.id),
    }),
  ]
}

function told(one: ParkedRecord, locale: Locale) {
  return { ...one, sentence: message(locale, `sync_fault_${one.code}`) }
}
