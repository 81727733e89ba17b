/**
 * The server: one plan of hooks around a list of routes. A call passes, in this order:
 *   a correlation id -> the host check -> the rate -> a place inside -> its route (register-route.ts).
 * Every failure leaves through one door, as a problem document. Logs carry ids, counts and codes.
 */
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Locale } from '../core/reader.ts'
import { createAuthenticate, sessionOf } from './authenticate.ts'
import type { ApiDeps } from './deps.ts'
import { createDescriptionRoutes } from './description-routes.ts'
import { createIdempotency } from './idempotency.ts'
import { createGate, createStrikes, DEFAULT_LIMITS, RATE_WINDOW_SECONDS, rateLimited } from './limits.ts'
import { createMetrics } from './metrics.ts'
import { registerMounts } from './mount.ts'
import { createProbeRoutes } from './probe-routes.ts'
import { failureFields, sendProblem, toApiError, toProblem } from './problem.ts'
import { readJson } from './read-json.ts'
import { registerRoute } from './register-route.ts'
import type { Route } from './route.ts'
import { createRoutes } from './routes.ts'
import { allowedHosts, checkHost } from './same-origin.ts'
import { setSecurityHeaders } from './security-headers.ts'

export interface Api {
  /** Every route that is registered, for descriptions and tests. */
  readonly routes: readonly Route[]
  /** Begins to answer; `url` is how to reach it. Throws `port_in_use`. Port 0 takes a free one. */
  listen(host: string, port: number): Promise<{ readonly url: string }>
  /** Answers a call without a socket, for tests. */
  readonly inject: FastifyInstance['inject']
  /** Takes nothing new, lets running calls end for some seconds, then closes. */
  close(): Promise<void>
}

/** How long a running call may take after close() was called. */
const CLOSE_MS = 10_000
/** How often responses kept for repeated calls are forgotten. */
const SWEEP_MS = 3_600_000
/** A whole call, its body included, must have arrived by then: slow senders hold places. */
const RECEIVE_MS = 120_000

/** `pages` are the routes of the chat page, sign-in and the reading page. */
export async function createApi(deps: ApiDeps, pages: readonly Route[]): Promise<Api> {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits }
  const metrics = createMetrics(deps)
  const calls = createGate(limits.concurrentCalls, 'calls')
  const uploads = createGate(limits.concurrentUploads, 'uploads')
  let hosts = allowedHosts('127.0.0.1', deps.publicUrl)
  let closing = false
  let sweeping: NodeJS.Timeout | undefined

  const app = Fastify({
    logger: false,
    // Routes have no schema of Fastify's (validate.ts reads what comes in): its compilers need not be loaded.
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
    bodyLimit: limits.jsonBytes,
    requestTimeout: RECEIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // Behind a proxy on this machine the caller's address is the one that the proxy names.
    trustProxy: 'loopback',
    genReqId: (request) =>
      correlationId(request.headers['x-correlation-id'] ?? request.headers['x-request-id']),
    // Ids are up to 128 characters, percent-encoded up to nine times as long.
    routerOptions: { maxParamLength: 1200, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => fail(error, request as FastifyRequest, reply as FastifyReply),
  })

  function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, describe(error, request))
  }

  function describe(error: unknown, request: FastifyRequest) {
    const failure = toApiError(error)
    const fields = { correlationId: request.id, route: request.routeOptions?.url, code: failure.code }
    // Whoever hung up is told nothing, and it was not a failure of ours.
    if (request.socket.destroyed) deps.log.info('api.hung_up', fields)
    else if (failure.status >= 500) deps.log.error('api.failed', { ...fields, ...failureFields(failure) })
    else deps.log.info('api.refused', fields)
    return toProblem(failure, localeOfCall(request, deps.locale), request.id)
  }

  app.decorateRequest('pharosCaller', null)
  app.setErrorHandler((error, request, reply) => fail(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    fail(new AppError('not_found', `There is no ${request.method} ${pathOf(request)}.`), request, reply)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, text: string) => readJson(text),
  )

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-correlation-id', request.id)
    setSecurityHeaders(reply)
    if (closing) {
      reply.header('connection', 'close')
      throw new AppError('overloaded', 'The service is stopping.')
    }
    checkHost(request, hosts)
  })
  await app.register(multipart)
  await app.register(rateLimit, {
    global: false,
    max: limits.callsPerSecond * RATE_WINDOW_SECONDS,
    timeWindow: RATE_WINDOW_SECONDS * 1000,
    keyGenerator: callerKey,
    allowList: isProbe,
    errorResponseBuilder: (_request, context) =>
      rateLimited(context.ttl / 1000) as AppError & { statusCode: number },
  })
  // As a hook of the whole server it runs before a route asks the database who is calling.
  app.addHook('onRequest', app.rateLimit())
  app.addHook('onRequest', async (request, reply) => {
    // Whoever watches the service must be answered when it is full, and told so.
    if (!isProbe(request)) reply.raw.once('close', calls.enter())
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const milliseconds = Math.round(reply.elapsedTime)
    metrics.observeCall(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    deps.log.debug('api.call', {
      correlationId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds,
      userId: request.pharosCaller?.user.id,
    })
  })

  const routes: readonly Route[] = [
    ...createRoutes(deps, metrics),
    ...createProbeRoutes(deps, metrics, () => closing),
    ...createDescriptionRoutes(deps, () => routes),
    ...pages,
  ]
  const idempotency = createIdempotency(deps)
  const registering = {
    authenticate: createAuthenticate({
      tokens: deps.tokens,
      publicUrl: deps.publicUrl,
      strikes: createStrikes(limits.wrongTokens),
    }),
    idempotency,
    uploads,
    jsonBytes: limits.jsonBytes,
    fileBytes: limits.fileBytes,
    describeFailure: describe,
  }
  // After the plugins, so that their hooks hold for every route.
  await app.register(async (scope) => {
    for (const one of routes) registerRoute(scope, one, registering)
  })
  await registerMounts(app, deps.mounts ?? [])
  await app.ready()

  function sweep(): void {
    idempotency.sweep().catch((error: unknown) => {
      deps.log.warn('api.sweep_failed', failureFields(toApiError(error)))
    })
  }

  return {
    routes,
    inject: app.inject.bind(app) as FastifyInstance['inject'],

    async listen(host, port) {
      hosts = allowedHosts(host, deps.publicUrl)
      try {
        await app.listen({ host, port })
      } catch (error) {
        throw listenFailure(error, host, port)
      }
      sweeping = setInterval(sweep, SWEEP_MS)
      sweeping.unref()
      const address = app.server.address() as AddressInfo
      return { url: urlOf(host, address.port) }
    },

    async close() {
      closing = true
      clearInterval(sweeping)
      const late = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS)
      try {
        await app.close()
      } finally {
        clearTimeout(late)
      }
    },
  }
}

/** The caller's own id for the call where it sent a reasonable one, so that both logs meet. */
function correlationId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{8,80}$/.test(given) ? given : newId()
}

/** One budget a token, whatever addresses it comes from; without a token one an address. */
function callerKey(request: FastifyRequest): string {
  const token = request.headers.authorization ?? sessionOf(request.headers.cookie)
  return token === undefined ? request.ip : createHash('sha256').update(token).digest('base64url')
}

function isProbe(request: FastifyRequest): boolean {
  const path = request.routeOptions.url
  return path === '/healthz' || path === '/readyz' || path === '/metrics'
}

function localeOfCall(request: FastifyRequest, otherwise: Locale): Locale {
  const known = request.pharosCaller?.reader.locale
  if (known !== undefined) return known
  const wanted = /^\s*([a-z]{2})/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase()
  if (wanted === undefined) return otherwise
  return wanted === 'zh' ? 'zh-CN' : 'en'
}

function pathOf(request: FastifyRequest): string {
  return (request.url.split('?')[0] ?? '').slice(0, 200)
}

function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::' || host === '') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function listenFailure(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') {
    return new AppError('port_in_use', `Port ${port} on ${host} is in use.`, {
      cause: error,
      details: { port },
    })
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new AppError('invalid_config', `HOST=${host} PORT=${port} cannot be listened on (${code}).`, {
      cause: error,
    })
  }
  return error
}

function noSchema(): never {
  throw new Error('A route has a schema of Fastify, which nothing here compiles.')
}
