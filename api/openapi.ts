/**
 * The API described by itself: an OpenAPI 3.1 document made from the list of routes, their schemas and the
 * access table. Nothing is written twice, so nothing can be forgotten here.
 */
import { z } from 'zod'
import { ERROR_TABLE, type ErrorCode } from '../core/errors.ts'
import { accessOf } from './access-table.ts'
import type { Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: Json
  readonly tags: readonly { readonly name: string }[]
  /** Path -> method in lower case -> operation. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Json
  readonly security: readonly Json[]
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Json[]
  readonly parameters: readonly Json[]
  readonly requestBody?: Json
  readonly responses: Readonly<Record<string, Json>>
}

export function describeRoutes(routes: readonly Route[]): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pharos',
      version: '1',
      description:
        'Assistant and knowledge base for the academic promotion of medicines. ' +
        'Failures are problem documents (RFC 9457) with `code` and `correlationId`. Lists page with `cursor` and `limit`. ' +
        'Every write accepts `Idempotency-Key`. Timestamps are ISO 8601.',
    },
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'pharos_session' },
      },
      schemas: { Problem: PROBLEM },
      responses: { Problem: problemResponse('Any other failure.') },
    },
    security: [{ bearer: [] }],
  }
}

function describeRoute(route: Route): Operation {
  const access = accessOf(route.method, route.path) ?? 'public'
  const body = requestBody(route)
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: access === 'public' ? 'Open to everybody.' : `For: ${access.join(', ')}.`,
    security: access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    parameters: parametersOf(route),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: responsesOf(route),
  }
}

/** get_v1_versions_id_file */
function operationId(route: Route): string {
  const words = route.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return [route.method.toLowerCase(), ...(words.length === 0 ? ['root'] : words)].join('_')
}

function parametersOf(route: Route): readonly Json[] {
  const named = route.path.match(/(?<=:)\w+/g) ?? []
  const params = propertiesOf(route.params)
  const query = propertiesOf(route.query)
  return [
    ...named.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: params.properties[name] ?? { type: 'string' },
    })),
    ...Object.entries(query.properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: query.required.includes(name),
      schema,
    })),
    ...(route.open || route.method === 'GET' ? [] : [IDEMPOTENCY_KEY]),
  ]
}

function requestBody(route: Route): Json | undefined {
  const takesForm = route.multipart === true || route.multipart === 'optional'
  if (route.body === undefined && !takesForm) return undefined
  const schema = route.body === undefined ? { type: 'object' } : toJson(route.body, 'input')
  const json = { 'application/json': { schema } }
  if (!takesForm) {
    const required = route.body !== undefined && !route.body.safeParse({}).success
    return { required, content: json }
  }
  const field = route.fileField ?? 'file'
  const file = route.open ? {} : { [field]: { type: 'string', contentMediaType: 'application/octet-stream' } }
  const form = {
    ...schema,
    properties: { ...file, ...(schema['properties'] as Json | undefined) },
    required: [...Object.keys(file), ...((schema['required'] as readonly string[] | undefined) ?? [])],
  }
  const content = { ...(route.multipart === 'optional' ? json : {}), 'multipart/form-data': { schema: form } }
  return { required: true, content }
}

function responsesOf(route: Route): Readonly<Record<string, Json>> {
  const content =
    route.response === undefined
      ? { [route.mediaType?.split(',')[0] ?? 'application/octet-stream']: { schema: { type: 'string' } } }
      : { 'application/json': { schema: toJson(route.response, 'output') } }
  const events = route.stream === undefined ? {} : { 'text/event-stream': { schema: { type: 'string' } } }
  const statuses = new Set([
    ...(route.open ? [] : [401, 403]),
    ...(route.params === undefined ? [] : [404]),
    ...((route.params ?? route.query ?? route.body) === undefined ? [] : [400]),
    ...(route.body === undefined ? [] : [413, 415]),
    429,
    503,
  ])
  return {
    [String(route.status ?? 200)]: {
      description: 'Done.',
      headers: { 'x-correlation-id': { schema: { type: 'string' } } },
      content: { ...content, ...events },
    },
    ...Object.fromEntries(
      [...statuses].sort().map((status) => [String(status), problemResponse(codesOf(status).join(', '))]),
    ),
    default: { $ref: '#/components/responses/Problem' },
  }
}

function codesOf(status: number): readonly ErrorCode[] {
  return (Object.keys(ERROR_TABLE) as ErrorCode[]).filter((code) => ERROR_TABLE[code].status === status)
}

function propertiesOf(schema: z.ZodType | undefined) {
  const json = schema === undefined ? {} : toJson(schema, 'input')
  return {
    properties: (json['properties'] ?? {}) as Readonly<Record<string, Json>>,
    required: (json['required'] ?? []) as readonly string[],
  }
}

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1; what JSON cannot say is left open. */
function toJson(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}

function problemResponse(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and call again within a day is answered as the first time and does nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string', description: 'In the language of the caller.' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(ERROR_TABLE) },
    correlationId: { type: 'string' },
    retryAfter: { type: 'integer', description: 'Seconds, where trying again makes sense.' },
    errors: {
      type: 'array',
      description: 'Field by field, where the input was refused.',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
