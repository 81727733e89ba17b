/**
 * One operation on the rows of the fake: read, list, make, change, delete, as the Web API does them, with its
 * preconditions and its refusals. All at once: nothing here waits.
 */
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../core/clock.ts'
import { type PayloadContext, readPayload, type Values } from './fake-payload.ts'
import { bodyOf, readExpand, readFilter, readQuery, selectedColumns } from './fake-query.ts'
import { badRequest, noColumn, noRow, noSegment, Refusal } from './fake-refusal.ts'
import type { FakeRow, FakeRows } from './fake-rows.ts'
import type { FakeTable } from './fake-schema.ts'

export interface Operation {
  readonly method: string
  /** From the service root on. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface OperationAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Who does it, and for whom. */
export interface Caller {
  readonly userId: string
  readonly onBehalfOf: string | null
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const PAGE_LIMIT = 5_000
export const DELTA_DAYS = 7

export function createFakeOperations(deps: {
  readonly tables: Map<string, FakeTable>
  readonly rows: FakeRows
  readonly clock: Clock
  readonly root: () => string
  /** Throws when the caller lacks the right. */
  readonly assertRight: (right: string, table: FakeTable) => void
}) {
  const { tables, rows, clock } = deps
  const bySet = (entitySet: string) => [...tables.values()].find((one) => one.entitySet === entitySet)

  const context = (creating: boolean): PayloadContext => ({
    creating,
    tableOfSet: bySet,
    exists: (table, id) => rows.find(table, id) !== undefined,
  })

  function parseBody(operation: Operation): unknown {
    if (!(operation.headers['content-type'] ?? '').startsWith('application/json')) {
      throw new Refusal(415, '', 'A body must be application/json.')
    }
    try {
      return JSON.parse(operation.body)
    } catch {
      throw badRequest('An error occurred while validating input parameters: the body is no JSON.')
    }
  }

  function saved(
    table: FakeTable,
    row: FakeRow,
    created: boolean,
    operation: Operation,
    search: string,
  ): OperationAnswer {
    const address = `${deps.root()}${table.entitySet}(${row.id})`
    const { options } = readQuery(search)
    if (!(operation.headers['prefer'] ?? '').includes('return=representation')) {
      return {
        status: 204,
        headers: { 'odata-version': '4.0', 'odata-entityid': address, location: address },
        body: '',
      }
    }
    const body = bodyOf(table, row, selectedColumns(table, options.get('$select')?.split(',')))
    return {
      status: created ? 201 : 200,
      headers: {
        'content-type': 'application/json; odata.metadata=minimal',
        'odata-version': '4.0',
        etag: `W/"${row.version}"`,
        'preference-applied': 'return=representation',
      },
      body: JSON.stringify({
        '@odata.context': `${deps.root()}$metadata#${table.entitySet}/$entity`,
        ...body,
      }),
    }
  }

  function checkClosed(table: FakeTable, row: FakeRow, values: Values): void {
    if (!table.activity || row.values['statecode'] === 0 || row.values['statecode'] === 3) return
    if ('statecode' in values) return
    throw badRequest(`This ${table.logical} is closed and read-only.`, '0x80040203')
  }

  function checkRequired(table: FakeTable, values: Readonly<Values>): void {
    if (table.logical !== 'appointment') return
    for (const name of ['scheduledstart', 'scheduledend']) {
      if (values[name] == null) throw badRequest(`Required field '${name}' is missing.`, '0x80040200')
    }
  }

  function stamp(caller: Caller): Values {
    const now = `${clock.now().toISOString().slice(0, 19)}Z`
    return {
      createdon: now,
      modifiedon: now,
      createdby: caller.onBehalfOf ?? caller.userId,
      createdonbehalfby: caller.onBehalfOf === null ? null : caller.userId,
      ownerid: caller.onBehalfOf ?? caller.userId,
    }
  }

  function upsert(
    table: FakeTable,
    id: string,
    operation: Operation,
    search: string,
    caller: Caller,
  ): OperationAnswer {
    const match = operation.headers['if-match']
    const noneMatch = operation.headers['if-none-match']
    if (noneMatch !== undefined && noneMatch !== '*' && noneMatch !== 'null') {
      throw badRequest(`If-None-Match: ${noneMatch} is not supported for a write.`)
    }
    if (match !== undefined && match !== '*' && !/^W\/"\d+"$/.test(match))
      throw badRequest(`'${match}' is no ETag.`)
    const before = rows.find(table.logical, id)
    if (before === undefined) {
      if (match !== undefined) throw noRow(table.logical, id)
      deps.assertRight('Create', table)
      const values = readPayload(table, parseBody(operation), context(true))
      checkRequired(table, values)
      const row = rows.create(table, id, { ...stamp(caller), ...values })
      return saved(table, row, true, operation, search)
    }
    if (noneMatch === '*') {
      throw new Refusal(412, '0x80040237', 'A record with matching key values already exists.')
    }
    deps.assertRight('Write', table)
    if (match !== undefined && match !== '*' && match !== `W/"${before.version}"`) {
      if (!table.versioned)
        throw badRequest('Optimistic concurrency is not enabled for this table.', '0x80060883')
      throw new Refusal(
        412,
        '0x80060882',
        "The version of the existing record doesn't match the RowVersion property provided.",
      )
    }
    const values = readPayload(table, parseBody(operation), context(false))
    checkClosed(table, before, values)
    const now = `${clock.now().toISOString().slice(0, 19)}Z`
    return saved(table, rows.update(table, id, { modifiedon: now, ...values }), false, operation, search)
  }

  function create(table: FakeTable, operation: Operation, search: string, caller: Caller): OperationAnswer {
    deps.assertRight('Create', table)
    const values = readPayload(table, parseBody(operation), context(true))
    checkRequired(table, values)
    return saved(
      table,
      rows.create(table, randomUUID(), { ...stamp(caller), ...values }),
      true,
      operation,
      search,
    )
  }

  function remove(table: FakeTable, id: string, operation: Operation): OperationAnswer {
    deps.assertRight('Delete', table)
    const before = rows.find(table.logical, id)
    if (before === undefined) throw noRow(table.logical, id)
    const match = operation.headers['if-match']
    if (match !== undefined && match !== '*' && match !== `W/"${before.version}"`) {
      throw new Refusal(
        412,
        '0x80060882',
        "The version of the existing record doesn't match the RowVersion property provided.",
      )
    }
    rows.remove(table, id)
    return { status: 204, headers: { 'odata-version': '4.0' }, body: '' }
  }

  function invite(table: FakeTable, id: string, operation: Operation): OperationAnswer {
    deps.assertRight('Write', table)
    const before = rows.find(table.logical, id)
    if (before === undefined) throw noRow(table.logical, id)
    checkClosed(table, before, {})
    const { value } = parseBody(operation) as { value?: unknown }
    if (!Array.isArray(value)) throw badRequest('Parties are given as a list.')
    const parties = (value as Record<string, unknown>[]).map((one) => {
      const unknown = Object.keys(one).find(
        (name) => !['partyid_contact@odata.bind', 'participationtypemask'].includes(name),
      )
      if (unknown !== undefined) throw noColumn(unknown, 'activityparty')
      const contact = /^\/?contacts\(([^)]+)\)$/
        .exec(String(one['partyid_contact@odata.bind']))?.[1]
        ?.toLowerCase()
      if (contact === undefined || !GUID.test(contact)) throw badRequest('A party has no contact.')
      if (rows.find('contact', contact) === undefined) throw noRow('contact', contact)
      const mask = one['participationtypemask']
      if (mask !== 5 && mask !== 6) throw badRequest('participationtypemask must be 5 or 6.')
      return { contact, mask }
    })
    rows.invite(table, id, parties)
    return { status: 204, headers: { 'odata-version': '4.0' }, body: '' }
  }

  function read(table: FakeTable, id: string, search: string): OperationAnswer {
    deps.assertRight('Read', table)
    const { options } = readQuery(search)
    for (const name of options.keys()) {
      if (name !== '$select' && name !== '$expand') throw badRequest(`${name} is not for a single row.`)
    }
    const columns = selectedColumns(table, options.get('$select')?.split(','))
    const expands = readExpand(options.get('$expand') ?? '')
    const row = rows.find(table.logical, id)
    const body: Record<string, unknown> = row === undefined ? {} : bodyOf(table, row, columns)
    for (const { navigation, select } of expands) {
      const collection = table.collections.get(navigation)
      if (collection === undefined) throw noColumn(navigation, table.logical)
      const other = tables.get(collection.table)!
      const chosen = selectedColumns(other, select)
      body[navigation] = rows
        .all(other.logical)
        .filter((one) => one.values[collection.lookup] === id)
        .map((one) => bodyOf(other, one, chosen))
    }
    if (row === undefined) throw noRow(table.logical, id)
    return json({ '@odata.context': `${deps.root()}$metadata#${table.entitySet}/$entity`, ...body })
  }

  function readList(table: FakeTable, operation: Operation, search: string): OperationAnswer {
    deps.assertRight('Read', table)
    const { options } = readQuery(search)
    const prefer = operation.headers['prefer'] ?? ''
    const size = Math.min(PAGE_LIMIT, Number(/odata\.maxpagesize=(\d+)/.exec(prefer)?.[1] ?? PAGE_LIMIT))
    const columns = selectedColumns(table, options.get('$select')?.split(','))
    const deltaToken = options.get('$deltatoken')
    const skip = options.get('$skiptoken')
    const tracking =
      prefer.includes('odata.track-changes') || deltaToken !== undefined || skip?.startsWith('track') === true
    if (options.has('$expand')) throw badRequest('The rows of a list are not expanded here.')
    if (tracking) {
      for (const name of ['$filter', '$orderby', '$expand', '$top']) {
        if (options.has(name))
          throw badRequest(`The "${name}" query parameter isn't supported when Change Tracking is enabled.`)
      }
      if (!table.tracked)
        throw badRequest(`Entity: ${table.logical} isn't enabled for change tracking.`, '0x80044350')
      return readChanges(table, columns, options, size)
    }
    let found = rows.all(table.logical)
    const filter = options.get('$filter')
    if (filter !== undefined) {
      const test = readFilter(table, filter)
      found = found.filter(test)
    }
    const order = options.get('$orderby')
    if (order !== undefined && selectedColumns(table, [order])[0] !== table.primaryId)
      throw badRequest('Only the key orders here.')
    const after = skip === undefined ? undefined : decodeURIComponent(skip)
    const rest = after === undefined ? found : found.filter((one) => one.id > after)
    const page = rest.slice(0, size)
    const next = rest.length > size ? link(table, options, { $skiptoken: page.at(-1)!.id }) : undefined
    return json({
      '@odata.context': `${deps.root()}$metadata#${table.entitySet}`,
      value: page.map((row) => bodyOf(table, row, columns)),
      ...(next === undefined ? {} : { '@odata.nextLink': next }),
    })
  }

  /** Tokens are `version!moment`; pages of one reading carry where it began, so that its delta link is right. */
  function readChanges(
    table: FakeTable,
    columns: readonly string[],
    options: ReadonlyMap<string, string>,
    size: number,
  ): OperationAnswer {
    const skip = options.get('$skiptoken')?.split('!')
    const began = skip === undefined ? rows.version : Number(skip[1])
    const token = skip?.[2] || options.get('$deltatoken')?.replaceAll('!', '~')
    const [since, at] = (token ?? '').split('~')
    if (token !== undefined && token !== '') {
      if (!/^\d+$/.test(since ?? '') || Number.isNaN(Date.parse(at ?? '')))
        throw badRequest('The delta token is not understood.')
      if (clock.now().getTime() - Date.parse(at!) > DELTA_DAYS * 86_400_000) {
        throw new Refusal(
          400,
          '0x80044352',
          'Version stamp associated with the client has expired. Please perform a full sync.',
        )
      }
    }
    const isDelta = token !== undefined && token !== ''
    const changes: { readonly key: string; readonly body: Record<string, unknown> }[] = isDelta
      ? [
          ...rows
            .all(table.logical)
            .filter((row) => row.version > Number(since))
            .toSorted((a, b) => a.version - b.version)
            .map((row) => ({
              key: `0${String(row.version).padStart(15, '0')}`,
              body: bodyOf(table, row, columns),
            })),
          ...rows
            .deletionsOf(table.logical)
            .filter((row) => row.version > Number(since))
            .map((row) => ({
              key: `1${String(row.version).padStart(15, '0')}`,
              body: {
                '@odata.context': `${deps.root()}$metadata#${table.entitySet}/$deletedEntity`,
                id: row.id,
                reason: 'deleted',
              },
            })),
        ]
      : rows.all(table.logical).map((row) => ({ key: row.id, body: bodyOf(table, row, columns) }))
    const after = skip?.[3]
    const rest = after === undefined ? changes : changes.filter((one) => one.key > after)
    const page = rest.slice(0, size)
    const context = `${deps.root()}$metadata#${table.entitySet}${isDelta ? '/$delta' : ''}`
    const end =
      rest.length > size
        ? {
            '@odata.nextLink': link(table, options, {
              $skiptoken: `track!${began}!${token ?? ''}!${page.at(-1)!.key}`,
            }),
          }
        : {
            '@odata.deltaLink': link(table, options, {
              $deltatoken: `${began}!${clock.now().toISOString()}`,
            }),
          }
    return json({ '@odata.context': context, ...end, value: page.map((one) => one.body) })
  }

  function link(
    table: FakeTable,
    options: ReadonlyMap<string, string>,
    more: Readonly<Record<string, string>>,
  ): string {
    const kept = [...options].filter(([name]) => name !== '$skiptoken' && name !== '$deltatoken')
    const search = [...kept, ...Object.entries(more)].map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}`,
    )
    return `${deps.root()}${table.entitySet}?${search.join('&')}`
  }

  return {
    run(operation: Operation, caller: Caller): OperationAnswer {
      const [address, search = ''] = splitSearch(operation.path)
      const found = /^(\w+)(?:\(([^)]*)\))?(?:\/(\w+))?$/.exec(address)
      if (found === null) throw noSegment(address.slice(0, 60))
      const table = bySet(found[1]!)
      if (table === undefined) throw noSegment(found[1]!)
      if (found[2] === undefined) {
        if (operation.method === 'GET') return readList(table, operation, search)
        if (operation.method === 'POST') return create(table, operation, search, caller)
        throw new Refusal(405, '', `${operation.method} is not for a set.`)
      }
      const id = found[2].toLowerCase()
      if (!GUID.test(id)) throw badRequest(`'${found[2]}' is not a valid Guid.`)
      if (
        found[3] === 'appointment_activity_parties' &&
        table.logical === 'appointment' &&
        operation.method === 'PUT'
      ) {
        return invite(table, id, operation)
      }
      if (found[3] !== undefined) throw noSegment(found[3])
      if (operation.method === 'GET') return read(table, id, search)
      if (operation.method === 'PATCH') return upsert(table, id, operation, search, caller)
      if (operation.method === 'DELETE') return remove(table, id, operation)
      throw new Refusal(405, '', `${operation.method} is not for a row.`)
    },
  }
}

function splitSearch(path: string): readonly [string, string?] {
  const at = path.indexOf('?')
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)]
}

function json(body: Record<string, unknown>): OperationAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; odata.metadata=minimal', 'odata-version': '4.0' },
    body: JSON.stringify(body),
  }
}
