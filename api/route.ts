/**
 * A route of the API as data: its schemas, its words for the API's description, and what it does. One list
 * of these is registered (register-route.ts), described (openapi.ts) and walked by the tests. Who may
 * call it stands in access-table.ts alone.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { User } from '../access/user.ts'
import type { Reader } from '../core/reader.ts'

/** Whoever is signed in. */
export interface Caller {
  readonly user: User
  readonly reader: Reader
  readonly tokenId: string
}

export interface UploadedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

export interface Call<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  /** The JSON body, or the fields of a form. */
  readonly body: Body
  readonly caller: Caller
  readonly correlationId: string
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
  /** The file of a form. Throws `invalid_input` when none was sent. */
  file(): UploadedFile
  readonly request: FastifyRequest
}

export interface RouteSpec<Params, Query, Body> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With `:name` parameters. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** `multipart/form-data`: `body` describes the fields, `file()` gives the file. */
  readonly multipart?: boolean
  /** Of the JSON answer; absent for routes that send something else. */
  readonly response?: z.ZodType
  /** Of success; 200 unless said otherwise. */
  readonly status?: number
  /** What the answer is when it is no JSON, for the description. */
  readonly mediaType?: string
  /** Fields of the answer that are shown once: never kept for a repeated call, null when it is repeated. */
  readonly shownOnce?: readonly string[]
  /** Counts against the limit of heavy calls (uploads). */
  readonly heavy?: boolean
  /** The JSON answer (Dates become ISO timestamps), or a RawAnswer. */
  handle(call: Call<Params, Query, Body>): Promise<unknown>
  /** Answers a call that asks for `text/event-stream`; returns what a repeated call is answered with. */
  stream?(call: Call<Params, Query, Body>, send: SendEvent): Promise<unknown>
}

export type SendEvent = (event: string, data: unknown) => void

export type Route = RouteSpec<never, never, never>

/** Fixes the types of one route and forgets them for the list. */
export function route<Params = unknown, Query = unknown, Body = unknown>(
  spec: RouteSpec<Params, Query, Body>,
): Route {
  return spec as unknown as Route
}

/** For answers that are no JSON. */
export function raw(send: (reply: FastifyReply) => void): RawAnswer {
  return new RawAnswer(send)
}

export class RawAnswer {
  readonly send: (reply: FastifyReply) => void

  constructor(send: (reply: FastifyReply) => void) {
    this.send = send
  }
}
