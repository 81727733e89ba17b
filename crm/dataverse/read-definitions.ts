/**
 * How an environment's tables stand now, as far as Pharos cares: columns with their types and choices, keys with the
 * state of their index, whether changes are tracked. Read through the metadata API.
 */

import type { DataverseClient, Paused } from './dataverse-client.ts'
import type { CallFault } from './dataverse-fault.ts'

export interface FoundColumn {
  readonly type: string
  readonly maxLength: number | null
  readonly choices: readonly number[] | null
}

export interface FoundKey {
  readonly logicalName: string
  readonly columns: readonly string[]
  /** Pending, InProgress, Active, Failed */
  readonly index: string
}

export interface FoundTable {
  readonly kind: 'table'
  readonly entitySet: string
  readonly primaryId: string
  readonly tracked: boolean
  readonly versioned: boolean
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly keys: readonly FoundKey[]
}

type Json = Readonly<Record<string, unknown>>

export async function readTableDefinition(
  client: DataverseClient,
  logical: string,
): Promise<FoundTable | { readonly kind: 'none' } | CallFault | Paused> {
  const at = `EntityDefinitions(LogicalName='${logical}')`
  const end = await client.call({
    method: 'GET',
    path: `${at}?$select=LogicalName,EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled,IsOptimisticConcurrencyEnabled&$expand=Attributes($select=LogicalName,AttributeType),Keys($select=LogicalName,KeyAttributes,EntityKeyIndexStatus)`,
  })
  if (end.kind === 'fault' && end.status === 404) return { kind: 'none' }
  if (end.kind !== 'answer') return end
  // Lengths and choices stand with concrete types only.
  const lengths = new Map<string, number>()
  for (const type of ['String', 'Memo']) {
    const typed = await client.call({
      method: 'GET',
      path: `${at}/Attributes/Microsoft.Dynamics.CRM.${type}AttributeMetadata?$select=LogicalName,MaxLength`,
    })
    if (typed.kind !== 'answer') return typed
    for (const one of list(typed.body['value']))
      lengths.set(String(one['LogicalName']), Number(one['MaxLength']))
  }
  const choices = new Map<string, readonly number[]>()
  const picklists = await client.call({
    method: 'GET',
    path: `${at}/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)`,
  })
  if (picklists.kind !== 'answer') return picklists
  for (const one of list(picklists.body['value'])) {
    const options = list((one['OptionSet'] as Json | null)?.['Options'])
    choices.set(
      String(one['LogicalName']),
      options.map((option) => Number(option['Value'])),
    )
  }
  const { body } = end
  return {
    kind: 'table',
    entitySet: String(body['EntitySetName']),
    primaryId: String(body['PrimaryIdAttribute']),
    tracked: body['ChangeTrackingEnabled'] === true,
    versioned: body['IsOptimisticConcurrencyEnabled'] === true,
    columns: new Map(
      list(body['Attributes']).map((one) => {
        const name = String(one['LogicalName'])
        return [
          name,
          {
            type: String(one['AttributeType']),
            maxLength: lengths.get(name) ?? null,
            choices: choices.get(name) ?? null,
          },
        ]
      }),
    ),
    keys: list(body['Keys']).map((one) => ({
      logicalName: String(one['LogicalName']),
      columns: (one['KeyAttributes'] as string[] | undefined) ?? [],
      index: String(one['EntityKeyIndexStatus']),
    })),
  }
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
