/**
 * Who may call what: the only place. A route that is not here cannot be registered, and a test walks all
 * of them with every role. What a person then sees of a list or record is narrowed where it is read
 * (audience, own records); those rules are named beside the line.
 */
import { ROLES, type Role } from '../core/reader.ts'

export type Access = 'public' | readonly Role[]

const EVERYONE = ROLES
const PREPARES: readonly Role[] = ['product_manager', 'admin']
const REVIEWS: readonly Role[] = ['reviewer', 'admin']
const CONTROLS: readonly Role[] = ['product_manager', 'reviewer', 'admin']
const ADMIN: readonly Role[] = ['admin']
const DIRECTS: readonly Role[] = ['manager', 'admin']

/** "METHOD /path" as registered -> who may call it; a signed-in person has at least one of the roles. */
export const ACCESS: Readonly<Record<string, Access>> = {
  // pages and probes
  'GET /': 'public',
  'GET /page/:file': 'public',
  'GET /sign-in': 'public',
  'POST /sign-in': 'public',
  'POST /sign-out': 'public',
  'GET /read/:versionId': 'public', // asks to sign in by itself; shows what the reader may open
  'GET /l/:token': 'public', // a signed link of a chat; shows what its person may open now
  'GET /docs': 'public',
  'GET /openapi.json': 'public',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'public', // counts only

  // asking
  'POST /v1/turns': EVERYONE,
  'POST /v1/turns/:id/actions': EVERYONE, // one's own turn
  'POST /v1/questions': EVERYONE,
  'GET /v1/questions/:id': EVERYONE, // the asker; those who control documents see all
  'POST /v1/questions/:id/feedback': EVERYONE, // the asker
  'GET /v1/search': EVERYONE, // audience

  // documents
  'GET /v1/documents': EVERYONE, // audience
  'POST /v1/documents': PREPARES,
  'GET /v1/documents/:id': EVERYONE, // audience
  'POST /v1/documents/:id/versions': PREPARES,
  'GET /v1/versions/:id': EVERYONE, // audience, or was given an answer from it
  'GET /v1/versions/:id/file': EVERYONE,
  'GET /v1/versions/:id/answers': CONTROLS,
  'POST /v1/versions/:id/submit': PREPARES,
  'POST /v1/versions/:id/approve': REVIEWS, // never one's own upload
  'POST /v1/versions/:id/reject': REVIEWS,
  'POST /v1/versions/:id/publish': PREPARES,
  'POST /v1/versions/:id/withdraw': CONTROLS,
  'POST /v1/versions/:id/extract': PREPARES,
  'GET /v1/jobs/:id': CONTROLS,
  'GET /v1/recalls': EVERYONE, // one's own; those who control documents see all
  'POST /v1/recalls/:id/acknowledge': EVERYONE, // one's own

  // what was not answered
  'GET /v1/gaps': EVERYONE, // one's own; those who control documents see all
  'POST /v1/gaps/:id/answer': PREPARES,
  'POST /v1/gaps/:id/close': PREPARES,
  'GET /v1/medical-requests': EVERYONE, // one's own; those who control documents see all
  'GET /v1/safety-cases': EVERYONE, // one's own; reviewers and administrators see all
  'GET /v1/safety-cases/:id': EVERYONE, // likewise
  'PATCH /v1/safety-cases/:id': EVERYONE, // likewise; closing is for those who see all
  'GET /v1/safety-cases/:id/e2b': EVERYONE, // likewise

  // visits
  'GET /v1/visits': EVERYONE, // one's own; a manager those of the teams below; who reviews or keeps the house all
  'GET /v1/visits/:id': EVERYONE, // likewise; drafts are their writer's alone
  'POST /v1/visits': EVERYONE,
  'PATCH /v1/visits/:id': EVERYONE, // the writer
  'POST /v1/visits/:id/submit': EVERYONE, // the writer
  'POST /v1/visits/:id/discard': EVERYONE, // the writer
  'GET /v1/findings': EVERYONE, // of one's own notes; a manager of the teams below; reviewers all
  'POST /v1/findings/:id/decide': REVIEWS, // never on one's own note
  'GET /v1/summaries/visits': EVERYONE, // one's own visits; a manager those of the teams below
  'GET /v1/summaries/visits.svg': EVERYONE, // likewise
  'GET /v1/summaries/visits.png': EVERYONE, // likewise
  'GET /v1/summaries/visits/behind': EVERYONE, // likewise
  'GET /v1/contacts/:id/brief': EVERYONE, // within the own territory
  'GET /v1/promises': EVERYONE, // one's own; a manager those of the teams below
  'POST /v1/handover': DIRECTS, // a manager between people of the own teams

  // master data
  'GET /v1/products': EVERYONE,
  'GET /v1/products/:id': EVERYONE,
  'POST /v1/products': PREPARES,
  'PATCH /v1/products/:id': PREPARES,
  'GET /v1/competitors': EVERYONE,
  'POST /v1/competitors': PREPARES,
  'PATCH /v1/competitors/:id': PREPARES,
  'POST /v1/import': PREPARES, // users, teams, territories and visits: administrators

  // customers: a rep sees the own territory, a manager those of the teams, who keeps or reviews sees all
  'GET /v1/accounts': EVERYONE,
  'GET /v1/accounts/:id': EVERYONE,
  'POST /v1/accounts': PREPARES,
  'PATCH /v1/accounts/:id': PREPARES,
  'GET /v1/contacts': EVERYONE,
  'GET /v1/contacts/:id': EVERYONE,
  'POST /v1/contacts': PREPARES,
  'PATCH /v1/contacts/:id': PREPARES,
  'GET /v1/territories': EVERYONE,
  'POST /v1/territories': DIRECTS, // a manager for people of the own teams
  'PATCH /v1/territories/:id': DIRECTS,
  'GET /v1/plans': EVERYONE,
  'POST /v1/plans': DIRECTS, // a manager for contacts and people of the own teams
  'PATCH /v1/plans/:id': DIRECTS,

  // other systems
  'GET /sync': 'public', // asks to sign in by itself; for administrators
  'GET /v1/sync': ADMIN,
  'GET /v1/sync/parked': ADMIN,
  'GET /v1/sync/conflicts': ADMIN,
  'POST /v1/sync/retry': ADMIN,
  'POST /v1/sync/pull': ADMIN,
  'POST /v1/sync/reconcile': ADMIN,
  'POST /v1/sync/conflicts/:id/decide': ADMIN,
  'GET /v1/exports/:file': EVERYONE, // what one sees in the lists

  // what is to be done
  'GET /v1/tasks': EVERYONE, // one's own; a manager those of the own teams
  'GET /v1/tasks/:id': EVERYONE,
  'POST /v1/tasks': EVERYONE, // for oneself; a manager for people of the own teams
  'PATCH /v1/tasks/:id': EVERYONE,
  'GET /v1/calendar-feeds': EVERYONE, // one's own
  'POST /v1/calendar-feeds': EVERYONE,
  'DELETE /v1/calendar-feeds/:id': EVERYONE,
  'GET /v1/calendar/:file': 'public', // by its secret

  // people
  'GET /v1/users': ['manager', 'admin'],
  'GET /v1/users/:id': ['manager', 'admin'],
  'POST /v1/users': ADMIN,
  'PATCH /v1/users/:id': ADMIN,
  'POST /v1/users/:id/tokens': ADMIN,
  'GET /v1/users/:id/tokens': ADMIN,
  'POST /v1/users/:id/links': ADMIN,
  'DELETE /v1/tokens/:id': EVERYONE, // one's own; administrators any
  'GET /v1/teams': EVERYONE,
  'POST /v1/teams': ADMIN,
  'PATCH /v1/teams/:id': ADMIN,

  // oneself and the record
  'GET /v1/me': EVERYONE,
  'GET /v1/me/channels': EVERYONE, // one's own
  'POST /v1/me/channels/code': EVERYONE,
  'DELETE /v1/me/channels/:channel': EVERYONE, // one's own
  'POST /v1/users/:id/channels/code': ADMIN,
  'GET /v1/notifications': EVERYONE, // one's own; administrators any
  'GET /v1/audit': ADMIN,
}

/** The rule of a registered route; undefined for one that the table does not know. */
export function accessOf(method: string, path: string): Access | undefined {
  return Object.hasOwn(ACCESS, `${method} ${path}`) ? ACCESS[`${method} ${path}`] : undefined
}

/** Whether one of the roles is allowed. */
export function isAllowed(access: readonly Role[], roles: readonly Role[]): boolean {
  return roles.some((role) => access.includes(role))
}
