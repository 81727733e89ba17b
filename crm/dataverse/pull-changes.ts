/**
 * Master data of the company as its CRM has it: read whole the first time, then what changed since, by change
 * tracking. A link that is too old ends as such, and everything is read again. What the rows mean here is decided
 * by the engine.
 */
import type { PulledKind, PulledRow, PullOutcome } from '../sync/remote-crm.ts'
import { ACCOUNT_KIND_CHOICES } from './choices.ts'
import type { DataverseClient } from './dataverse-client.ts'
import { EXPIRED_LINK_CODES } from './dataverse-fault.ts'

export const PAGE_SIZE = 1_000

export interface PulledTable {
  readonly logical: string
  readonly entitySet: string
  readonly primaryId: string
  readonly select: readonly string[]
  toRow(body: Body, base: Base): PulledRow | undefined
}

type Body = Readonly<Record<string, unknown>>
interface Base {
  readonly remoteId: string
  readonly remoteVersion: string
}

export function pulledTables(prefix: string): Readonly<Record<PulledKind, PulledTable>> {
  const named = (name: string) => `${prefix}_${name}`
  const merged = (body: Body) => {
    const master = text(body['_masterid_value'])
    return body['merged'] === true && master !== null ? { mergedInto: master.toLowerCase() } : {}
  }
  return {
    account: {
      logical: 'account',
      entitySet: 'accounts',
      primaryId: 'accountid',
      select: [
        'name',
        'accountnumber',
        'address1_city',
        'statecode',
        'merged',
        '_masterid_value',
        '_parentaccountid_value',
        named('hcocode'),
        named('accountkind'),
      ],
      toRow: (body, base) => ({
        kind: 'account',
        ...base,
        ...merged(body),
        externalId: text(body[named('hcocode')]) ?? text(body['accountnumber']),
        active: body['statecode'] === 0,
        fields: {
          name: text(body['name']) ?? '',
          parentRemoteId: id(body['_parentaccountid_value']),
          city: text(body['address1_city']),
          accountKind: (ACCOUNT_KIND_CHOICES.find((one) => one.value === body[named('accountkind')])?.code ??
            null) as 'hospital' | null,
        },
      }),
    },
    contact: {
      logical: 'contact',
      entitySet: 'contacts',
      primaryId: 'contactid',
      select: [
        'fullname',
        'lastname',
        'firstname',
        'department',
        'jobtitle',
        'statecode',
        'merged',
        '_masterid_value',
        '_parentcustomerid_value',
        named('hcpcode'),
        named('tier'),
      ],
      toRow: (body, base) => ({
        kind: 'contact',
        ...base,
        ...merged(body),
        externalId: text(body[named('hcpcode')]),
        active: body['statecode'] === 0,
        fields: {
          name: personName(body),
          accountRemoteId: id(body['_parentcustomerid_value']),
          department: text(body['department']),
          title: text(body['jobtitle']),
          tier: text(body[named('tier')]),
        },
      }),
    },
    product: {
      logical: 'product',
      entitySet: 'products',
      primaryId: 'productid',
      select: ['name', 'productnumber', 'statecode'],
      toRow: (body, base) => ({
        kind: 'product',
        ...base,
        externalId: text(body['productnumber']),
        // Draft (2) and under revision (3) are not sold yet, and not to be dropped either.
        active: body['statecode'] !== 1,
        fields: { name: text(body['name']) ?? '' },
      }),
    },
    user: {
      logical: 'systemuser',
      entitySet: 'systemusers',
      primaryId: 'systemuserid',
      select: [
        'fullname',
        'lastname',
        'firstname',
        'internalemailaddress',
        'employeeid',
        'isdisabled',
        'azureactivedirectoryobjectid',
      ],
      toRow: (body, base) => ({
        kind: 'user',
        ...base,
        externalId: text(body['employeeid']),
        active: body['isdisabled'] !== true,
        fields: {
          name: personName(body),
          email: text(body['internalemailaddress']),
          directoryId: id(body['azureactivedirectoryobjectid']),
        },
      }),
    },
    territory: {
      logical: named('territory'),
      entitySet: named('territories'),
      primaryId: named('territoryid'),
      select: [
        named('code'),
        `_${named('userid')}_value`,
        `_${named('accountid')}_value`,
        `_${named('contactid')}_value`,
        named('fromdate'),
        named('todate'),
        'statecode',
      ],
      toRow(body, base) {
        const user = id(body[`_${named('userid')}_value`])
        // A row without a person says nothing yet.
        if (user === null) return undefined
        return {
          kind: 'territory',
          ...base,
          externalId: text(body[named('code')]),
          active: body['statecode'] === 0,
          fields: {
            userRemoteId: user,
            accountRemoteId: id(body[`_${named('accountid')}_value`]),
            contactRemoteId: id(body[`_${named('contactid')}_value`]),
            from: text(body[named('fromdate')])?.slice(0, 10) ?? null,
            to: text(body[named('todate')])?.slice(0, 10) ?? null,
          },
        }
      },
    },
  }
}

export function createPullChanges(client: DataverseClient, prefix: string) {
  const tables = pulledTables(prefix)

  return async function pullChanges(
    kind: PulledKind,
    link?: string,
    signal?: AbortSignal,
  ): Promise<PullOutcome> {
    const table = tables[kind]
    const path = link ?? `${table.entitySet}?$select=${[table.primaryId, ...table.select].join(',')}`
    const prefer = [`odata.maxpagesize=${PAGE_SIZE}`, ...(link === undefined ? ['odata.track-changes'] : [])]
    const end = await client.call({ method: 'GET', path, headers: { prefer: prefer.join(',') } }, signal)
    if (end.kind === 'paused') return end
    if (end.kind === 'fault') {
      const expired = EXPIRED_LINK_CODES.has(end.errorCode) || end.status === 410
      if (link !== undefined && expired) return { kind: 'link_expired' }
      return { kind: 'failed', retry: end.retry, code: end.code, detail: end.detail }
    }
    const value = end.body['value']
    if (!Array.isArray(value))
      return { kind: 'failed', retry: true, code: 'bad_answer', detail: table.logical }
    const rows: PulledRow[] = []
    const gone: string[] = []
    for (const body of value as Body[]) {
      if (String(body['@odata.context'] ?? '').endsWith('/$deletedEntity')) {
        gone.push(String(body['id']).toLowerCase())
        continue
      }
      const row = table.toRow(body, {
        remoteId: String(body[table.primaryId]).toLowerCase(),
        remoteVersion: String(body['@odata.etag'] ?? ''),
      })
      if (row !== undefined) rows.push(row)
    }
    const next = text(end.body['@odata.nextLink'])
    const delta = text(end.body['@odata.deltaLink'])
    if (next === null && delta === null) {
      return {
        kind: 'failed',
        retry: false,
        code: 'schema_missing',
        detail: `change tracking of ${table.logical} is off`,
      }
    }
    return {
      kind: 'page',
      page: {
        rows,
        gone,
        ...(next === null ? {} : { next }),
        ...(next !== null || delta === null ? {} : { delta }),
      },
    }
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function id(value: unknown): string | null {
  return text(value)?.toLowerCase() ?? null
}

/** Chinese names are written without a space, family name first, whatever the environment's format of names is. */
function personName(body: Body): string {
  const last = text(body['lastname'])
  const first = text(body['firstname'])
  if (last !== null && first !== null && /^\p{Script=Han}+$/u.test(last + first)) return last + first
  return text(body['fullname']) ?? [first, last].filter((one) => one !== null).join(' ')
}
