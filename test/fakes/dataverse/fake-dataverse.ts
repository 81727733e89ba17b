/**
 * A Dataverse environment on loopback for tests: strict in what it takes, with service protection that counts, and
 * with faults that a test chooses. It is reached by `fetch` (in this process, in any time) or over HTTP (`listen`,
 * from other processes). It shares no code with what it tests.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../../../core/clock.ts'
import { type AnsweredItem, readBatchBody, writeBatchBody } from './fake-batch.ts'
import { type Fault, type FaultPlan, noFaults } from './fake-faults.ts'
import { createFakeMetadata } from './fake-metadata.ts'
import { type Caller, createFakeOperations, type Operation, type OperationAnswer } from './fake-operation.ts'
import type { Values } from './fake-payload.ts'
import { badRequest, Refusal } from './fake-refusal.ts'
import { createFakeRows, type FakeRow } from './fake-rows.ts'
import { type FakeTable, standardTables } from './fake-schema.ts'
import { createFakeThrottle, type ThrottleLimits } from './fake-throttle.ts'

const API = '/api/data/v9.2/'
const REAL_LIMITS: ThrottleLimits = {
  requests: 6_000,
  executionMs: 1_200_000,
  windowMs: 300_000,
  concurrency: 52,
}
const TOKEN_MS = 3_600_000

export interface FakeOptions {
  readonly clock?: Clock
  readonly sleep?: (milliseconds: number) => Promise<void>
  readonly limits?: ThrottleLimits
  /** How long a call takes there; operations: parts of a batch. */
  readonly serviceMs?: (operations: number) => number
  /** Longer than any client waits. */
  readonly lateMs?: number
}

interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SeenCall {
  readonly method: string
  readonly path: string
  readonly actor: string | undefined
  readonly status: number | 'reset'
  readonly fault: Fault | undefined
}

export function createFakeDataverse(options: FakeOptions = {}) {
  const clock = options.clock ?? systemClock
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const serviceMs = options.serviceMs ?? (() => 0)
  const tables = standardTables()
  const rows = createFakeRows(tables)
  const throttle = createFakeThrottle(clock, options.limits ?? REAL_LIMITS)
  const applicationUser = randomUUID()
  const tokens = new Map<string, number>()
  const lacking = new Set<string>()
  const seen: SeenCall[] = []
  let plan: FaultPlan = noFaults
  let mayImpersonate = true
  let keysActive = true
  let origin = 'https://company.crm.dynamics.com'
  let server: Server | undefined
  let number = 0

  const metadata = createFakeMetadata({ tables, keysActive: () => keysActive })
  const operations = createFakeOperations({
    tables,
    rows,
    clock,
    root: () => `${origin}${API}`,
    assertRight(right, table) {
      const name = `prv${right}${table.activity ? 'Activity' : table.logical === 'systemuser' ? 'User' : table.logical}`
      if (!lacking.has(name.toLowerCase())) return
      throw new Refusal(
        403,
        '0x80040220',
        `Principal user (Id=${applicationUser}, type=8) is missing ${name} privilege (Id=${randomUUID()}) on OTC=10001 for entity '${table.logical}'.`,
      )
    },
  })
  rows.create(tables.get('systemuser')!, applicationUser, { fullname: 'Pharos', isdisabled: false })

  function tableNamed(logical: string): FakeTable {
    const table = tables.get(logical)
    if (table === undefined) throw new Error(`The fake has no table ${logical}.`)
    return table
  }

  function assertToken(headers: Readonly<Record<string, string>>): void {
    const token = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1]
    const until = tokens.get(token ?? '')
    if (until === undefined || until <= clock.now().getTime()) throw new Refusal(401, '', '')
  }

  function assertHeaders(headers: Readonly<Record<string, string>>): void {
    if (!(headers['accept'] ?? '').includes('application/json'))
      throw new Refusal(406, '', 'Accept must be application/json.')
    for (const name of ['odata-maxversion', 'odata-version']) {
      if (headers[name] !== '4.0') throw badRequest(`The header ${name} must be 4.0.`)
    }
  }

  function callerOf(headers: Readonly<Record<string, string>>): Caller {
    const actor = headers['callerobjectid']
    if (actor === undefined) return { userId: applicationUser, onBehalfOf: null }
    if (!mayImpersonate) {
      throw new Refusal(
        403,
        '0x80040220',
        `CannotActOnBehalfOfAnotherUser: User Id: ${applicationUser} does not have permission to act on behalf of another user, prvActOnBehalfOfAnotherUser is missing.`,
      )
    }
    const user = rows
      .all('systemuser')
      .find(
        (one) =>
          one.values['azureactivedirectoryobjectid'] === actor.toLowerCase() &&
          one.values['isdisabled'] !== true,
      )
    if (user === undefined)
      throw new Refusal(
        403,
        '0x80040225',
        'The specified user is either disabled or is not a member of any business unit.',
      )
    return { userId: applicationUser, onBehalfOf: user.id }
  }

  function runOne(operation: Operation): OperationAnswer {
    const json = operation.body === '' ? {} : safeJson(operation.body)
    const path = operation.path
    if (path === 'WhoAmI()' || path === 'WhoAmI') {
      return ok({ UserId: applicationUser, OrganizationId: randomUUID(), BusinessUnitId: randomUUID() })
    }
    if (path === `systemusers(${applicationUser})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`)
      return ok(privileges())
    const answered = metadata.handle(operation.method, path, operation.headers, json)
    if (answered !== undefined)
      return answered.body === undefined
        ? { status: answered.status, headers: {}, body: '' }
        : { ...ok(answered.body), status: answered.status }
    return operations.run(operation, callerOf(operation.headers))
  }

  function privileges(): Record<string, unknown> {
    const names = [...tables.values()].map((table) =>
      table.activity ? 'Activity' : table.logical === 'systemuser' ? 'User' : table.logical,
    )
    const rights = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign']
    const all = [...new Set(names)].flatMap((name) => rights.map((right) => `prv${right}${name}`))
    return {
      RolePrivileges: [...all, ...(mayImpersonate ? ['prvActOnBehalfOfAnotherUser'] : [])]
        .filter((name) => !lacking.has(name.toLowerCase()))
        .map((PrivilegeName) => ({ PrivilegeName, PrivilegeId: randomUUID(), Depth: 'Global' })),
    }
  }

  function runBatch(request: Request, fault: Fault | undefined): OperationAnswer {
    const items = readBatchBody(request.headers['content-type'] ?? '', request.body)
    const answered: AnsweredItem[] = []
    let status = 200
    for (const item of items) {
      const requests = item.kind === 'single' ? [item.request] : item.requests
      try {
        const answers = rows.transaction(() =>
          requests.map((one, at) => {
            try {
              if (fault === 'partial' && at === requests.length - 1)
                throw new Refusal(500, '0x80040216', 'An unexpected error occurred.')
              if (fault === 'unauthorized_inside' && at === requests.length - 1)
                throw new Refusal(401, '', '')
              const headers = { ...one.headers }
              const path = one.path.startsWith(API)
                ? one.path.slice(API.length)
                : one.path.replace(`${origin}${API}`, '')
              return { contentId: one.contentId, ...runOne({ ...one, path, headers }) }
            } catch (error) {
              throw new FailedPart(one.contentId, error)
            }
          }),
        )
        answered.push(
          item.kind === 'single' ? { kind: 'single', answer: answers[0]! } : { kind: 'changeset', answers },
        )
      } catch (error) {
        if (!(error instanceof FailedPart)) throw error
        const answer = { contentId: error.contentId, ...refused(error.why) }
        status = answer.status
        answered.push(
          item.kind === 'single' ? { kind: 'single', answer } : { kind: 'changeset', answers: [answer] },
        )
        break
      }
    }
    const { contentType, body } = writeBatchBody(answered)
    return { status, headers: { 'content-type': contentType, 'odata-version': '4.0' }, body }
  }

  async function handle(request: Request): Promise<OperationAnswer | 'reset'> {
    number += 1
    const path = request.path.startsWith(API) ? request.path.slice(API.length) : request.path
    const fault = plan({ number, method: request.method, path })
    const note = (status: SeenCall['status']) =>
      seen.push({ method: request.method, path, actor: request.headers['callerobjectid'], status, fault })
    if (fault === 'reset') {
      note('reset')
      return 'reset'
    }
    let answer: OperationAnswer
    try {
      if (!request.path.startsWith(API)) throw new Refusal(404, '', 'No such address.')
      if (fault === 'unauthorized') tokens.clear()
      assertToken(request.headers)
      const leave = throttle.enter()
      const batch = path === '$batch'
      const took = serviceMs(batch ? (request.body.match(/^Content-ID: /gm)?.length ?? 1) : 1)
      try {
        if (took > 0) await sleep(took)
        if (fault === 'late') await sleep(options.lateMs ?? 200)
        if (fault === 'throttle')
          throw new Refusal(429, '0x80072322', 'Number of requests exceeded the limit.', {
            'retry-after': '1',
          })
        if (fault === 'error') throw new Refusal(500, '0x80040216', 'An unexpected error occurred.')
        if (fault === 'unavailable') throw new Refusal(503, '', 'The service is unavailable.')
        if (fault === 'garbage') {
          answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' }
        } else {
          assertHeaders(request.headers)
          if (batch && request.method !== 'POST') throw new Refusal(405, '', '')
          answer = batch
            ? runBatch(request, fault)
            : rows.transaction(() => runOne({ ...request, path: decodeURI(path) }))
        }
      } finally {
        leave(took)
      }
    } catch (error) {
      answer = refused(error)
    }
    if (fault === 'unauthorized_inside') tokens.clear()
    if (fault === 'lost') {
      note('reset')
      return 'reset'
    }
    note(answer.status)
    return answer
  }

  const fakeFetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    if (url.origin !== origin) throw new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } })
    const headers = Object.fromEntries(new Headers(init?.headers))
    const answering = handle({
      method: init?.method ?? 'GET',
      path: `${url.pathname}${url.search}`,
      headers,
      body: typeof init?.body === 'string' ? init.body : '',
    })
    const signal = init?.signal
    const answer = await (signal == null
      ? answering
      : Promise.race([
          answering,
          new Promise<never>((_, reject) => {
            if (signal.aborted) reject(signal.reason)
            signal.addEventListener('abort', () => reject(signal.reason), { once: true })
          }),
        ]))
    if (answer === 'reset') throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })
    return new Response(answer.status === 204 ? null : answer.body, {
      status: answer.status,
      headers: answer.headers,
    })
  }

  return {
    fetch: fakeFetch,
    get url() {
      return origin
    },
    applicationUser,
    seen: seen as readonly SeenCall[],
    throttle,
    metadata,

    /** As the authority would. */
    async issueToken(): Promise<{ readonly token: string; readonly expiresAt: Date }> {
      const expiresAt = new Date(clock.now().getTime() + TOKEN_MS)
      const token = randomUUID()
      tokens.set(token, expiresAt.getTime())
      return { token, expiresAt }
    },

    fail(next: FaultPlan): void {
      plan = next
    },
    /** Tokens that were issued hold no more. */
    expireTokens: () => tokens.clear(),
    lack(...rights: readonly string[]): void {
      for (const right of rights) lacking.add(right.toLowerCase())
    },
    allow: () => lacking.clear(),
    setImpersonation: (allowed: boolean) => {
      mayImpersonate = allowed
    },
    setKeysActive: (active: boolean) => {
      keysActive = active
      for (const table of tables.values()) for (const key of table.keys) if (active) key.index = 'Active'
    },

    // what a person of the company does there
    table: tableNamed,
    row: (logical: string, id: string): FakeRow | undefined => rows.find(logical, id.toLowerCase()),
    rows: (logical: string): readonly FakeRow[] => rows.all(logical),
    put(logical: string, values: Readonly<Values>, id: string = randomUUID()): string {
      const table = tableNamed(logical)
      for (const name of Object.keys(values)) {
        if (!table.attributes.has(name)) throw new Error(`The fake's table ${logical} has no column ${name}.`)
      }
      if (rows.find(logical, id) === undefined) rows.create(table, id, values)
      else rows.update(table, id, values)
      return id
    },
    remove: (logical: string, id: string) => rows.remove(tableNamed(logical), id),
    dropColumn: (logical: string, column: string) => tableNamed(logical).attributes.delete(column),
    dropTable: (logical: string) => tables.delete(logical),

    /** Over HTTP, for other processes; a token is had with `POST /fake/token`. */
    async listen(port = 0): Promise<string> {
      server = createServer(async (incoming, outgoing) => {
        const chunks: Buffer[] = []
        for await (const chunk of incoming) chunks.push(chunk as Buffer)
        if (incoming.url === '/fake/token') {
          outgoing.setHeader('content-type', 'application/json')
          outgoing.end(JSON.stringify(await this.issueToken()))
          return
        }
        const answer = await handle({
          method: incoming.method ?? 'GET',
          path: incoming.url ?? '/',
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks).toString('utf8'),
        })
        if (answer === 'reset') {
          incoming.socket.destroy()
          return
        }
        outgoing.writeHead(answer.status, answer.headers)
        outgoing.end(answer.body)
      })
      await new Promise<void>((resolve) => server!.listen(port, '127.0.0.1', resolve))
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      return origin
    },
    async close(): Promise<void> {
      server?.closeAllConnections()
      await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())))
    },
  }
}

export type FakeDataverse = ReturnType<typeof createFakeDataverse>

class FailedPart extends Error {
  readonly contentId: string | null
  readonly why: unknown

  constructor(contentId: string | null, why: unknown) {
    super('A part failed.')
    this.contentId = contentId
    this.why = why
  }
}

function refused(error: unknown): OperationAnswer {
  if (!(error instanceof Refusal)) throw error
  return {
    status: error.status,
    headers: { 'content-type': 'application/json; odata.metadata=minimal', ...error.headers },
    body: error.message === '' ? '' : JSON.stringify({ error: { code: error.code, message: error.message } }),
  }
}

function ok(body: Record<string, unknown>): OperationAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function safeJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw badRequest('The body is no JSON.')
  }
}
