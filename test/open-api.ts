/**
 * The API over a test database with its real stores, and people of every role with their tokens.
 * Jobs are recorded: who needs extracted text writes it through the control room.
 */

import { createChannelLinks } from '../access/channel-links.ts'
import { createImportTeams } from '../access/import-teams.ts'
import { createImportUsers } from '../access/import-users.ts'
import { createPageLinks } from '../access/page-links.ts'
import { createTeamStore } from '../access/team-store.ts'
import { createTokens } from '../access/tokens.ts'
import { createUserStore } from '../access/user-store.ts'
import type { ApiDeps } from '../api/deps.ts'
import type { Route } from '../api/route.ts'
import { createApi } from '../api/server.ts'
import { createGetAnswerRecord } from '../assistant/answer-log.ts'
import { createDrawChart } from '../assistant/charts/draw-chart.ts'
import { createDraftVisit } from '../assistant/draft-visit.ts'
import { FINDING_RULE_BOOK } from '../assistant/finding-rule-book.ts'
import { maskIdentifiers } from '../assistant/guard/mask-identifiers.ts'
import { createNoteSkill } from '../assistant/note-skill.ts'
import { createReadNote } from '../assistant/notes/read-note.ts'
import { createPressAction } from '../assistant/press-action.ts'
import { createRecordFeedback } from '../assistant/record-feedback.ts'
import { createPrepareBrief } from '../assistant/summaries/prepare-brief.ts'
import { createSummarySkill } from '../assistant/summary-skill.ts'
import { createTakeTurn } from '../assistant/take-turn.ts'
import { createTaskSkill } from '../assistant/task-skill.ts'
import { silentLog } from '../core/log.ts'
import { ROLES, type Role } from '../core/reader.ts'
import { createAccountStore } from '../crm/account-store.ts'
import { createCalendarFeeds } from '../crm/calendar-feed.ts'
import { createSafetyDesk } from '../crm/change-safety-case.ts'
import { createCompetitorStore } from '../crm/competitor-store.ts'
import { createContactStore } from '../crm/contact-store.ts'
import { createFindingDesk } from '../crm/finding-store.ts'
import { createHandOver } from '../crm/hand-over.ts'
import { createImportAccounts } from '../crm/import-accounts.ts'
import { createImportContacts } from '../crm/import-contacts.ts'
import { createImportPlans } from '../crm/import-plans.ts'
import { createImportTerritories } from '../crm/import-territories.ts'
import { createImportVisits } from '../crm/import-visits.ts'
import { createPlanStore } from '../crm/plan-store.ts'
import { createRecordVisit } from '../crm/record-visit.ts'
import { createSummariseVisits } from '../crm/summarise-visits.ts'
import { createSyncDesk } from '../crm/sync/sync-desk.ts'
import { createTaskStore } from '../crm/task-store.ts'
import { createTerritoryStore } from '../crm/territory-store.ts'
import { createVisitStore } from '../crm/visit-store.ts'
import { writeCalendar } from '../crm/write-calendar.ts'
import { readTable } from '../ingest/read-table.ts'
import { createImportProducts } from '../knowledge/import-products.ts'
import { createAcknowledgeRecall } from '../knowledge/recall.ts'
import { openAnswerRoom } from './answer-room.ts'
import { TIMEZONE } from './control-room.ts'
import { openTestDatabase } from './open-database.ts'

/** A form with a file, as a client sends it. */
export function formOf(
  fields: Readonly<Record<string, string | readonly string[]>>,
  file?: { readonly name: string; readonly content: string | Buffer; readonly type?: string },
) {
  const boundary = 'test-boundary-7f3a'
  const parts = Object.entries(fields).flatMap(([name, values]) =>
    [values]
      .flat()
      .map((value) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const head =
    file === undefined
      ? ''
      : `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'text/plain'}\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(file?.content ?? ''),
      Buffer.from(`${file === undefined ? '' : '\r\n'}--${boundary}--\r\n`),
    ]),
  }
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>

export interface TestApiOptions {
  readonly deps?: Partial<ApiDeps>
  readonly pages?: (deps: ApiDeps) => readonly Route[]
}

export async function openTestApi(options: TestApiOptions = {}) {
  const database = await openTestDatabase()
  const room = await openAnswerRoom(database)
  const { clock } = room
  const tokens = createTokens({ database, clock })
  const recordFeedback = createRecordFeedback({ database, clock })
  const tasks = createTaskStore({ database, clock })
  const rules = FINDING_RULE_BOOK
  const recordVisit = createRecordVisit({ database, clock, forwardHours: 24, rules })
  const visitNotes = createDraftVisit({ database, clock, readNote: createReadNote(), recordVisit, rules })
  const mask = (text: string) => maskIdentifiers(text).text
  const summariseVisits = createSummariseVisits({ database, clock, mask })
  const prepareBrief = createPrepareBrief({ database, clock, retrieve: room.retrieve, mask })
  const skills = {
    note: createNoteSkill({ notes: visitNotes }),
    task: createTaskSkill({ tasks, clock }),
    summary: createSummarySkill({ database, clock, summariseVisits, prepareBrief }),
  }
  const deps: ApiDeps = {
    database,
    clock,
    log: silentLog,
    publicUrl: null,
    timezone: TIMEZONE,
    locale: 'zh-CN',
    tokens,
    channelLinks: createChannelLinks({ database, clock }),
    pageLinks: createPageLinks({ database, clock }),
    users: createUserStore({ database, clock }),
    teams: createTeamStore({ database, clock }),
    answerQuestion: room.answerQuestion,
    getAnswerRecord: createGetAnswerRecord({ database, clock }),
    takeTurn: createTakeTurn({
      database,
      clock,
      answerQuestion: room.answerQuestion,
      notes: visitNotes,
      skills,
    }),
    pressAction: createPressAction({ database, clock, gaps: room.gaps, recordFeedback, skills }),
    recordFeedback,
    retrieve: room.retrieve,
    documents: room.documents,
    review: room.review,
    publish: room.publish,
    withdraw: room.withdraw,
    acknowledgeRecall: createAcknowledgeRecall({ database, clock }),
    gaps: room.gaps,
    products: room.products,
    accounts: createAccountStore({ database, clock }),
    contacts: createContactStore({ database, clock }),
    territories: createTerritoryStore({ database, clock }),
    plans: createPlanStore({ database, clock }),
    competitors: createCompetitorStore({ database, clock }),
    visitNotes,
    visits: createVisitStore({ database }),
    findings: createFindingDesk({ database, clock }),
    safetyCases: createSafetyDesk({ database, clock }),
    tasks,
    calendars: createCalendarFeeds({ database, clock, writeCalendar }),
    summariseVisits,
    drawChart: createDrawChart(),
    prepareBrief,
    handOver: createHandOver({ database, clock }),
    sync: createSyncDesk({ database, clock }),
    readTable: async (file) => readTable(file.bytes, file.name),
    imports: {
      products: createImportProducts({ database, clock }),
      teams: createImportTeams({ database, clock }),
      users: createImportUsers({ database, clock }),
      accounts: createImportAccounts({ database, clock }),
      contacts: createImportContacts({ database, clock }),
      territories: createImportTerritories({ database, clock }),
      plans: createImportPlans({ database, clock }),
      visits: createImportVisits({ database, clock, mask: (text) => maskIdentifiers(text).text }),
    },
    checks: {
      async database() {
        await database.query.selectFrom('settings').select('key').limit(1).execute()
      },
    },
    ...options.deps,
  }
  const api = await createApi(deps, options.pages?.(deps) ?? [])
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
      if (response.statusCode < 300) holdToSchema(api.routes, method, url, response.payload)
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

/** Whatever a route answers must be what its description says. */
function holdToSchema(routes: readonly Route[], method: string, url: string, payload: string): void {
  const path = url.split('?')[0] ?? ''
  const found = routes.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(path),
  )
  if (found?.response === undefined || payload.startsWith('event:')) return
  found.response.parse(JSON.parse(payload))
}
