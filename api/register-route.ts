/**
 * A route as data becomes a route of the server:
 *   who is calling -> may they -> what did they send -> was it sent before -> do it -> answer.
 * Rights are checked before a byte of the body is read.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'
import { type Access, accessOf, isAllowed } from './access-table.ts'
import { type Authenticate, identify } from './authenticate.ts'
import { cleanInput } from './clean-input.ts'
import { openEventStream, wantsEvents } from './event-stream.ts'
import { fingerprintOf, type Idempotency, type StoredResponse } from './idempotency.ts'
import type { Gate } from './limits.ts'
import { readForm } from './read-form.ts'
import { type Call, type Caller, RawAnswer, type Route, type UploadedFile } from './route.ts'
import { validate } from './validate.ts'

export interface RegisterDeps {
  readonly authenticate: Authenticate
  readonly idempotency: Idempotency
  readonly uploads: Gate
  readonly jsonBytes: number
  readonly fileBytes: number
  /** A failure that happens after an event stream has begun, as the event's data. */
  readonly describeFailure: (error: unknown, request: FastifyRequest) => unknown
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever was found signed in for this call. */
    pharosCaller: Caller | null
  }
}

type AnyCall = Call<never, never, never>

/** Throws when the access table does not know the route, or disagrees on whether it is public. */
export function registerRoute(app: FastifyInstance, route: Route, deps: RegisterDeps): void {
  const access = accessOf(route.method, route.path)
  if (access === undefined) throw new Error(`${route.method} ${route.path} is not in the access table.`)
  if ((access === 'public') !== route.open) {
    throw new Error(`${route.method} ${route.path}: the access table and the route disagree.`)
  }
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.multipart === true ? fileLimit(route, deps) + FORM_BYTES : deps.jsonBytes,
    onRequest: (request, reply) => admit(request, reply, route, access, deps),
    handler: async (request, reply) => {
      const call = await readCall(request, reply, route, deps)
      if (!route.open && route.stream !== undefined && wantsEvents(request.headers.accept)) {
        return answerWithEvents(request, reply, route, call, deps)
      }
      return answer(request, reply, route, call, deps)
    },
  })
}

/** Beside the file a form carries its fields and the lines between them. */
const FORM_BYTES = 1024 * 1024

const takesForm = (route: Route): boolean => route.multipart === true || route.multipart === 'optional'

/** Nobody who is not signed in makes the service hold a large file. */
function fileLimit(route: Route, deps: RegisterDeps): number {
  const most = Math.min(deps.fileBytes, route.fileBytes ?? deps.fileBytes)
  return route.open ? Math.min(deps.jsonBytes, most) : most
}

async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  access: Access,
  deps: RegisterDeps,
): Promise<void> {
  if (access !== 'public') {
    const caller = await deps.authenticate(request)
    request.pharosCaller = caller
    if (!isAllowed(access, caller.reader.roles)) {
      throw new AppError('forbidden', 'None of your roles may do this.')
    }
  }
  const announced = Number(request.headers['content-length'] ?? 0)
  const most = fileLimit(route, deps)
  if (takesForm(route) && announced > most + FORM_BYTES) {
    throw new AppError('too_large', `A file has at most ${Math.floor(most / 1024 / 1024)} MB.`, {
      details: { maxBytes: most },
    })
  }
  if (route.heavy === true) reply.raw.once('close', deps.uploads.enter())
}

async function readCall(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  deps: RegisterDeps,
): Promise<AnyCall> {
  const sendsForm = route.multipart === true || (takesForm(route) && request.isMultipart())
  const form = sendsForm ? await readForm(request, fileLimit(route, deps)) : undefined
  if (form === undefined && route.body !== undefined && request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'Send application/json.')
  }
  const hungUp = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) hungUp.abort()
  })
  const call: Omit<AnyCall, 'caller'> = {
    params: validate(route.params, cleanInput(request.params), 'path') as never,
    query: validate(route.query, cleanInput(request.query), 'query') as never,
    body: validate(route.body, cleanInput(form?.fields ?? request.body), 'body') as never,
    correlationId: request.id,
    signal: hungUp.signal,
    request,
    findFile: form?.file,
    file(): UploadedFile {
      if (form?.file !== undefined) return form.file
      throw new AppError('invalid_input', 'Send the file in the field "file".', {
        details: { field: 'file' },
      })
    },
    async identify() {
      request.pharosCaller ??= await identify(deps.authenticate, request)
      return request.pharosCaller
    },
  }
  // A public route's handler has no `caller` in its type and must not find one by another way.
  return route.open ? (call as AnyCall) : { ...call, caller: request.pharosCaller! }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  call: AnyCall,
  deps: RegisterDeps,
): Promise<FastifyReply> {
  const status = route.status ?? 200
  const key = idempotencyKey(request, route)
  if (key === undefined) {
    const result = await route.handle(call)
    if (result instanceof RawAnswer) {
      result.send(reply)
      return reply
    }
    return sendJson(reply, { status, body: result })
  }
  const response = await once(request, route, call, key, deps, async () => route.handle(call))
  if (response.repeated) reply.header('idempotency-replayed', 'true')
  return sendJson(reply, response)
}

async function answerWithEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route & { readonly open: false },
  call: AnyCall,
  deps: RegisterDeps,
): Promise<FastifyReply> {
  const key = idempotencyKey(request, route)
  const events = openEventStream(reply)
  try {
    const work = () => route.stream!(call, events.send)
    const response =
      key === undefined ? { body: await work() } : await once(request, route, call, key, deps, work)
    events.send('answer', response.body)
  } catch (error) {
    events.send('error', deps.describeFailure(error, request))
  } finally {
    events.end()
  }
  return reply
}

function once(
  request: FastifyRequest,
  route: Route,
  call: AnyCall,
  key: string,
  deps: RegisterDeps,
  work: () => Promise<unknown>,
) {
  const { form } = fileOf(call, route)
  const fingerprint = fingerprintOf({
    method: route.method,
    url: request.url,
    body: call.body,
    ...(form === undefined ? {} : { file: form }),
  })
  return deps.idempotency.once(
    { userId: call.caller.user.id, key, fingerprint },
    async () => ({ status: route.status ?? 200, body: await work() }),
    (response) => withoutSecrets(response, route.shownOnce ?? []),
  )
}

function fileOf(call: AnyCall, route: Route): { readonly form?: UploadedFile } {
  if (route.multipart === true) return { form: call.file() }
  return call.findFile === undefined ? {} : { form: call.findFile }
}

/** The key of a write by somebody signed in. Throws `invalid_input` for one that no client would make. */
function idempotencyKey(request: FastifyRequest, route: Route): string | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined || route.open || route.method === 'GET') return undefined
  if (typeof given !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(given)) {
    throw new AppError('invalid_input', 'An Idempotency-Key has 1 to 255 visible ASCII characters.', {
      details: { field: 'Idempotency-Key' },
    })
  }
  return given
}

/** What is shown once is not kept: a repeated call finds null there. */
function withoutSecrets(response: StoredResponse, fields: readonly string[]): StoredResponse {
  if (fields.length === 0 || typeof response.body !== 'object' || response.body === null) return response
  const hidden = Object.fromEntries(fields.map((field) => [field, null]))
  return { ...response, body: { ...response.body, ...hidden } }
}

/** JSON.stringify writes Dates as ISO 8601 timestamps in UTC, which is the contract. */
function sendJson(reply: FastifyReply, response: StoredResponse): FastifyReply {
  return reply
    .status(response.status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(response.body ?? null))
}
