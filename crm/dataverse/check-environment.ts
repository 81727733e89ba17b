/**
 * Looks whether an environment is ready: reached, signed in, the rights of the application, tables, columns, keys,
 * change tracking. Changes nothing. Each thing that is not so comes with what it is about; what to do is said by
 * whoever shows it.
 */
import type { DataverseClient } from './dataverse-client.ts'
import { attributeTypeOf } from './definitions.ts'
import { type ExpectedTable, expectedTables } from './expected-tables.ts'
import { list, readTableDefinition } from './read-definitions.ts'

export const CHECK_SUBJECTS = [
  'connection',
  'rights',
  'impersonation',
  'table',
  'column',
  'key',
  'tracking',
  'concurrency',
] as const
export type CheckSubject = (typeof CHECK_SUBJECTS)[number]

export interface CheckResult {
  readonly subject: CheckSubject
  /** `warning`: it works without, with what the subject stands for missing. */
  readonly state: 'ok' | 'warning' | 'fault'
  /** Names of tables, columns, rights, codes. */
  readonly detail: string
}

/** Rights of tables that come with the product bear other names than the tables; activities share one set. */
const PRIVILEGE_NAMES: Readonly<Record<string, string>> = {
  task: 'Activity',
  appointment: 'Activity',
  systemuser: 'User',
  account: 'Account',
  contact: 'Contact',
  product: 'Product',
}

/** In order; ends early where nothing more can be asked. */
export async function* checkEnvironment(
  client: DataverseClient,
  prefix: string,
): AsyncGenerator<CheckResult> {
  const who = await client.call({ method: 'GET', path: 'WhoAmI()' })
  if (who.kind !== 'answer') {
    const detail =
      who.kind === 'fault' ? `${who.code} ${who.detail}` : `paused until ${who.until.toISOString()}`
    yield { subject: 'connection', state: 'fault', detail }
    return
  }
  const userId = String(who.body['UserId'])
  yield { subject: 'connection', state: 'ok', detail: userId }

  const tables = expectedTables(prefix)
  yield* checkRights(client, tables, userId)
  for (const table of tables) yield* checkTable(client, table)
}

async function* checkRights(
  client: DataverseClient,
  tables: readonly ExpectedTable[],
  userId: string,
): AsyncGenerator<CheckResult> {
  const end = await client.call({
    method: 'GET',
    path: `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
  })
  if (end.kind !== 'answer') {
    yield {
      subject: 'rights',
      state: 'warning',
      detail: end.kind === 'fault' ? `${end.code} ${end.detail}` : 'paused',
    }
    return
  }
  const held = new Map(
    list(end.body['RolePrivileges']).map((one) => [
      String(one['PrivilegeName']).toLowerCase(),
      String(one['Depth']),
    ]),
  )
  const missing: string[] = []
  for (const table of tables) {
    const name = PRIVILEGE_NAMES[table.logical] ?? table.logical
    for (const right of table.rights) {
      const depth = held.get(`prv${right}${name}`.toLowerCase())
      if (depth === undefined) missing.push(`prv${right}${name}`)
      else if (right === 'Read' && table.tracked && depth !== 'Global')
        missing.push(`prvRead${name} (Organization)`)
    }
  }
  yield missing.length === 0
    ? { subject: 'rights', state: 'ok', detail: '' }
    : { subject: 'rights', state: 'fault', detail: [...new Set(missing)].join(', ') }
  yield held.has('prvactonbehalfofanotheruser')
    ? { subject: 'impersonation', state: 'ok', detail: '' }
    : { subject: 'impersonation', state: 'warning', detail: 'prvActOnBehalfOfAnotherUser' }
}

async function* checkTable(client: DataverseClient, table: ExpectedTable): AsyncGenerator<CheckResult> {
  const found = await readTableDefinition(client, table.logical)
  if (found.kind === 'none') {
    yield { subject: 'table', state: 'fault', detail: table.logical }
    return
  }
  if (found.kind !== 'table') {
    yield {
      subject: 'table',
      state: 'fault',
      detail: `${table.logical}: ${found.kind === 'fault' ? found.detail : 'paused'}`,
    }
    return
  }
  if (found.entitySet !== table.entitySet || found.primaryId !== table.primaryId) {
    yield {
      subject: 'table',
      state: 'fault',
      detail: `${table.logical}: ${found.entitySet}, ${table.entitySet}`,
    }
  } else {
    yield { subject: 'table', state: 'ok', detail: table.logical }
  }
  for (const column of table.columns) {
    const name = `${table.logical}.${column.name}`
    const there = found.columns.get(column.name)
    if (there === undefined) {
      yield { subject: 'column', state: 'fault', detail: name }
      continue
    }
    const wanted = attributeTypeOf(column)
    const isOwner = there.type === 'Owner' && wanted === 'Lookup'
    if (there.type !== wanted && !isOwner) {
      yield { subject: 'column', state: 'fault', detail: `${name}: ${there.type}, ${wanted}` }
    } else if (
      (column.type === 'text' || column.type === 'memo') &&
      (there.maxLength ?? column.max) < column.max
    ) {
      yield { subject: 'column', state: 'fault', detail: `${name}: ${there.maxLength} < ${column.max}` }
    } else if (
      column.type === 'choice' &&
      column.choices.some((one) => there.choices?.includes(one.value) === false)
    ) {
      yield { subject: 'column', state: 'fault', detail: `${name}: choices` }
    }
  }
  for (const columns of table.keys ?? []) {
    const key = found.keys.find((one) => one.columns.toSorted().join() === columns.toSorted().join())
    const detail = `${table.logical}(${columns.join(', ')})${key === undefined ? '' : `: ${key.index}`}`
    yield { subject: 'key', state: key?.index === 'Active' ? 'ok' : 'fault', detail }
  }
  if (table.tracked && !found.tracked) yield { subject: 'tracking', state: 'fault', detail: table.logical }
  if (table.versioned && !found.versioned)
    yield { subject: 'concurrency', state: 'fault', detail: table.logical }
}
