/**
 * Where a call comes from. Bound to loopback, only the names of loopback are answered: a foreign page
 * whose name was re-pointed at 127.0.0.1 (DNS rebinding) sends its own name as Host. And a write with a
 * session cookie must come from a page of this service.
 */
import type { FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The hosts that may be asked for; null where the service is bound to more than loopback. */
export function allowedHosts(bind: string, publicUrl: string | null): ReadonlySet<string> | null {
  if (!isLoopback(bind)) return null
  const own = publicUrl === null ? [] : [new URL(publicUrl).hostname]
  return new Set([...LOOPBACK, bind, ...own])
}

/** Throws `wrong_host`. */
export function checkHost(request: FastifyRequest, allowed: ReadonlySet<string> | null): void {
  if (allowed === null) return
  const name = hostName(request.headers.host ?? request.headers[':authority'])
  if (name === undefined || !allowed.has(name)) {
    throw new AppError('wrong_host', 'This service answers by its own name only; see PUBLIC_URL.')
  }
}

/** True when the browser says that a page of this service made the call. */
export function isSameOrigin(request: FastifyRequest, publicUrl: string | null): boolean {
  const origin = request.headers.origin
  if (origin !== undefined) {
    if (publicUrl !== null && origin === new URL(publicUrl).origin) return true
    return URL.canParse(origin) && new URL(origin).host === request.headers.host
  }
  return request.headers['sec-fetch-site'] === 'same-origin'
}

function hostName(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined
  return /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i.exec(header)?.[1]?.toLowerCase()
}
