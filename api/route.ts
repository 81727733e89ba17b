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

/** What every handler is given; a public route learns who is calling by asking. */
export interface PublicCall<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  /** The JSON body, or the fields of a form. */
  readonly body: Body
  readonly correlationId: string
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
  /** The file of a form. Throws `invalid_input` when none was sent. */
  file(): UploadedFile
  /** Likewise; undefined when none was sent. */
  readonly findFile: UploadedFile | undefined
  /** Who is calling; null when nobody is signed in, also by a token that is no longer good. */
  identify(): Promise<Caller | null>
  readonly request: FastifyRequest
}

/** What the handler of a route for signed-in people is given. */
export interface Call<Params, Query, Body> extends PublicCall<Params, Query, Body> {
  readonly caller: Caller
}

interface Description<Params, Query, Body> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With `:name` parameters. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /**
   * `multipart/form-data`: `body` describes the fields, `file()` gives the file. "optional": JSON without a file
   * is taken as well.
   */
  readonly multipart?: boolean | 'optional'
  /** What the form calls its file in the description; "file" unless said otherwise. The program takes any name. */
  readonly fileField?: string
  /** Of its file at most; as every upload unless said otherwise. */
  readonly fileBytes?: number
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
}

export interface RouteSpec<Params, Query, Body> extends Description<Params, Query, Body> {
  /** The JSON answer (Dates become ISO timestamps), or a RawAnswer. */
  handle(call: Call<Params, Query, Body>): Promise<unknown>
  /** Answers a call that asks for `text/event-stream`; returns what a repeated call is answered with. */
  stream?(call: Call<Params, Query, Body>, send: SendEvent): Promise<unknown>
}

export type SendEvent = (event: string, data: unknown) => void

export interface PublicRouteSpec<Params, Query, Body> extends Description<Params, Query, Body> {
  /** The JSON answer (Dates become ISO timestamps), or a RawAnswer. There is no caller: see identify(). */
  handle(call: PublicCall<Params, Query, Body>): Promise<unknown>
}

/** A route in the list. Whether it is open must agree with the access table, or it is not registered. */
export type Route =
  | (RouteSpec<never, never, never> & { readonly open: false })
  | (PublicRouteSpec<never, never, never> & { readonly open: true; readonly stream?: never })

/** Fixes the types of one route for signed-in people and forgets them for the list. */
export function route<Params = unknown, Query = unknown, Body = unknown>(
  spec: RouteSpec<Params, Query, Body>,
): Route {
  return { ...spec, open: false } as unknown as Route
}

/** Likewise for a route that anybody may call: its handler has no `caller` to trust by mistake. */
export function publicRoute<Params = unknown, Query = unknown, Body = unknown>(
  spec: PublicRouteSpec<Params, Query, Body>,
): Route {
  return { ...spec, open: true } as unknown as Route
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
