/**
 * The API over a test database with its real stores, and people of every role with their tokens.
 * Jobs are recorded: who needs extracted text writes it through the control room.
 */

import { createImportTeams } from '../access/import-teams.ts'
import { createImportUsers } from '../access/import-users.ts'
import { createTeamStore } from '../access/team-store.ts'
import { createTokens } from '../access/tokens.ts'
import { createUserStore } from '../access/user-store.ts'
import type { ApiDeps } from '../api/deps.ts'
import type { Route } from '../api/route.ts'
import { createApi } from '../api/server.ts'
import { AppError } from '../core/errors.ts'
import { silentLog } from '../core/log.ts'
import { ROLES, type Role } from '../core/reader.ts'
import { readTable } from '../ingest/read-table.ts'
import { createImportProducts } from '../knowledge/import-products.ts'
import { createAcknowledgeRecall } from '../knowledge/recall.ts'
import { openControlRoom, TIMEZONE } from './control-room.ts'
import { openTestDatabase } from './open-database.ts'

export type TestApi = Awaited<ReturnType<typeof openTestApi>>

export interface TestApiOptions {
  readonly deps?: Partial<ApiDeps>
  readonly pages?: readonly Route[]
}

export async function openTestApi(options: TestApiOptions = {}) {
  const database = await openTestDatabase()
  const room = await openControlRoom(database)
  const { clock } = room
  const tokens = createTokens({ database, clock })
  const deps: ApiDeps = {
    database,
    clock,
    log: silentLog,
    publicUrl: null,
    timezone: TIMEZONE,
    locale: 'zh-CN',
    tokens,
    users: createUserStore({ database, clock }),
    teams: createTeamStore({ database, clock }),
    answerQuestion: async () => {
      throw new AppError('model_unavailable', 'x')
    },
    getAnswerRecord: async () => {
      throw new AppError('not_found', 'x')
    },
    takeTurn: async () => {
      throw new AppError('model_unavailable', 'x')
    },
    pressAction: async () => {
      throw new AppError('not_found', 'x')
    },
    recordFeedback: async () => {},
    retrieve: async () => {
      throw new AppError('model_unavailable', 'x')
    },
    documents: room.documents,
    review: room.review,
    publish: room.publish,
    withdraw: room.withdraw,
    acknowledgeRecall: createAcknowledgeRecall({ database, clock }),
    gaps: room.gaps,
    products: room.products,
    readTable: async (file) => readTable(file.bytes, file.name),
    imports: {
      products: createImportProducts({ database, clock }),
      teams: createImportTeams({ database, clock }),
      users: createImportUsers({ database, clock }),
    },
    checks: {
      async database() {
        await database.query.selectFrom('settings').select('key').limit(1).execute()
      },
    },
    ...options.deps,
  }
  const api = await createApi(deps, options.pages ?? [])
  const people = new Map<Role, string>()
  for (const role of ROLES) {
    await room.user(`${role}-1`, [role])
    people.set(role, (await tokens.issue(`${role}-1`, {}, null)).token)
  }

  return {
    api,
    deps,
    database,
    clock,
    room,
    /** The token of the person `ROLE-1`. */
    token: (role: Role): string => people.get(role)!,
    /** A call by a person of the role, or by nobody; `payload` objects are sent as JSON. */
    async call(
      role: Role | null,
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      url: string,
      payload?: object | string,
      headers: Readonly<Record<string, string>> = {},
    ) {
      const response = await api.inject({
        method,
        url,
        ...(payload === undefined ? {} : { payload }),
        headers: {
          ...(role === null ? {} : { authorization: `Bearer ${people.get(role)!}` }),
          ...headers,
        },
      })
      return {
        status: response.statusCode,
        headers: response.headers,
        text: response.payload,
        json: <T = Record<string, unknown>>() => JSON.parse(response.payload) as T,
      }
    },
    async close() {
      await api.close()
      await database.close()
    },
  }
}
