/**
 * Makes what Pharos needs in an environment and leaves what is there: publisher and solution, tables, columns,
 * choices, lookups, alternate keys, change tracking. Run again, it does only what is still missing. A column that
 * is there in another type is told and never touched.
 */
import { AppError } from '../../core/errors.ts'
import type { Call, DataverseClient } from './dataverse-client.ts'
import {
  attributeTypeOf,
  columnDefinition,
  keyDefinition,
  keyName,
  type Languages,
  labelDefinition,
  relationshipDefinition,
  relationshipName,
  tableDefinition,
} from './definitions.ts'
import { type ExpectedTable, expectedTables } from './expected-tables.ts'
import { type FoundTable, list, readTableDefinition } from './read-definitions.ts'

export interface ProvisionStep {
  readonly did: 'created' | 'present' | 'changed' | 'differs'
  readonly what: 'publisher' | 'solution' | 'table' | 'column' | 'choice' | 'lookup' | 'key' | 'tracking'
  /** Schema names; of what differs also how. */
  readonly name: string
}

export interface ProvisionDeps {
  readonly client: DataverseClient
  readonly prefix: string
  readonly say: (step: ProvisionStep) => void
  /** Waits between attempts; the metadata API takes one change at a time. */
  readonly pause: (milliseconds: number) => Promise<void>
}

const SOLUTION = 'Pharos'
const OPTION_PREFIX = 10_000
const ATTEMPTS = 5
const FIRST_PAUSE_MS = 2_000

/** Throws `not_ready` with what the environment answered when a step is refused. */
export async function provision(deps: ProvisionDeps): Promise<void> {
  const { client, prefix, say } = deps
  const tables = expectedTables(prefix)
  const solution = `${SOLUTION}_${prefix}`
  const inSolution = { 'mscrm.solutionuniquename': solution }
  const touched = new Set<string>()

  const languages = await readLanguages()
  await makeSolution()
  // Tables first, so that lookups between them find both ends.
  for (const table of tables) await makeTable(table)
  for (const table of tables) await makeLookups(table)
  for (const table of tables) await makeKeys(table)
  for (const table of tables) await setOptions(table)
  if (touched.size > 0) await publish()

  async function makeSolution(): Promise<void> {
    const publishers = await rows(`publishers?$select=publisherid&$filter=customizationprefix eq '${prefix}'`)
    let publisherId = publishers[0]?.['publisherid']
    if (publisherId === undefined) {
      await must({
        method: 'POST',
        path: 'publishers',
        body: {
          uniquename: `pharos_${prefix}`,
          friendlyname: 'Pharos',
          customizationprefix: prefix,
          customizationoptionvalueprefix: OPTION_PREFIX,
        },
      })
      publisherId = (
        await rows(`publishers?$select=publisherid&$filter=customizationprefix eq '${prefix}'`)
      )[0]?.['publisherid']
      say({ did: 'created', what: 'publisher', name: `pharos_${prefix}` })
    }
    if ((await rows(`solutions?$select=solutionid&$filter=uniquename eq '${solution}'`)).length > 0) {
      return say({ did: 'present', what: 'solution', name: solution })
    }
    await must({
      method: 'POST',
      path: 'solutions',
      body: {
        uniquename: solution,
        friendlyname: SOLUTION,
        version: '1.0.0.0',
        'publisherid@odata.bind': `/publishers(${String(publisherId)})`,
      },
    })
    say({ did: 'created', what: 'solution', name: solution })
  }

  async function makeTable(table: ExpectedTable): Promise<void> {
    const found = await read(table)
    if (found === undefined) {
      if (table.standard === true) throw refused(`table ${table.logical} is not in this environment`)
      await must({
        method: 'POST',
        path: 'EntityDefinitions',
        body: tableDefinition(table, languages),
        headers: inSolution,
      })
      touched.add(table.logical)
      return say({ did: 'created', what: 'table', name: table.logical })
    }
    if (table.standard !== true) say({ did: 'present', what: 'table', name: table.logical })
    for (const column of table.columns) {
      if (column.standard === true || column.type === 'lookup') continue
      const name = `${table.logical}.${column.name}`
      const there = found.columns.get(column.name)
      if (there === undefined) {
        await must({
          method: 'POST',
          path: `${definition(table)}/Attributes`,
          body: columnDefinition(column, languages),
          headers: inSolution,
        })
        touched.add(table.logical)
        say({ did: 'created', what: 'column', name })
      } else if (there.type !== attributeTypeOf(column)) {
        say({ did: 'differs', what: 'column', name: `${name}: ${there.type}, ${attributeTypeOf(column)}` })
      } else if (
        (column.type === 'text' || column.type === 'memo') &&
        there.maxLength !== null &&
        there.maxLength < column.max
      ) {
        say({ did: 'differs', what: 'column', name: `${name}: ${there.maxLength} < ${column.max}` })
      } else if (column.type === 'choice') {
        for (const choice of column.choices.filter((one) => !there.choices?.includes(one.value))) {
          await must({
            method: 'POST',
            path: 'InsertOptionValue',
            body: {
              EntityLogicalName: table.logical,
              AttributeLogicalName: column.name,
              Value: choice.value,
              Label: labelDefinition(choice.label, languages),
              SolutionUniqueName: solution,
            },
          })
          touched.add(table.logical)
          say({ did: 'created', what: 'choice', name: `${name}=${choice.code}` })
        }
      }
    }
  }

  async function makeLookups(table: ExpectedTable): Promise<void> {
    const found = await read(table)
    for (const column of table.columns) {
      if (column.type !== 'lookup' || column.standard === true || found?.columns.has(column.name) === true)
        continue
      const name = relationshipName(prefix, table, column)
      await must({
        method: 'POST',
        path: 'RelationshipDefinitions',
        body: relationshipDefinition(table, column, name, languages),
        headers: inSolution,
      })
      touched.add(table.logical)
      say({ did: 'created', what: 'lookup', name: `${table.logical}.${column.name}` })
    }
  }

  async function makeKeys(table: ExpectedTable): Promise<void> {
    if ((table.keys ?? []).length === 0) return
    const found = await read(table)
    for (const columns of table.keys ?? []) {
      const there = found?.keys.find((key) => key.columns.toSorted().join() === columns.toSorted().join())
      const name = keyName(table, columns)
      if (there === undefined) {
        await must({
          method: 'POST',
          path: `${definition(table)}/Keys`,
          body: keyDefinition(name, columns, languages),
          headers: inSolution,
        })
        say({ did: 'created', what: 'key', name })
      } else if (there.index === 'Failed') {
        await must({
          method: 'POST',
          path: 'ReactivateEntityKey',
          body: { EntityLogicalName: table.logical, EntityKeyLogicalName: there.logicalName },
        })
        say({ did: 'changed', what: 'key', name })
      } else {
        say({ did: 'present', what: 'key', name })
      }
    }
  }

  async function setOptions(table: ExpectedTable): Promise<void> {
    const found = await read(table)
    const track = table.tracked && found?.tracked !== true
    const version = table.versioned && found?.versioned !== true
    if (!track && !version) return
    // A definition is replaced as a whole: read all of it, change two words, put it back.
    const whole = await must({ method: 'GET', path: definition(table) })
    await must({
      method: 'PUT',
      path: definition(table),
      body: {
        ...whole,
        ...(track ? { ChangeTrackingEnabled: true } : {}),
        ...(version ? { IsOptimisticConcurrencyEnabled: true } : {}),
      },
      headers: { ...inSolution, 'mscrm.mergelabels': 'true' },
    })
    touched.add(table.logical)
    say({ did: 'changed', what: 'tracking', name: table.logical })
  }

  async function publish(): Promise<void> {
    const entities = [...touched].map((name) => `<entity>${name}</entity>`).join('')
    await must({
      method: 'POST',
      path: 'PublishXml',
      body: { ParameterXml: `<importexportxml><entities>${entities}</entities></importexportxml>` },
    })
  }

  async function readLanguages(): Promise<Languages> {
    const body = await must({ method: 'GET', path: 'RetrieveAvailableLanguages()' })
    return (body['LocaleIds'] as number[] | undefined) ?? []
  }

  async function read(table: ExpectedTable): Promise<FoundTable | undefined> {
    const found = await readTableDefinition(client, table.logical)
    if (found.kind === 'table') return found
    if (found.kind === 'none') return undefined
    throw refused(found.kind === 'fault' ? `${found.code} ${found.detail}` : 'paused')
  }

  async function rows(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return list((await must({ method: 'GET', path }))['value'])
  }

  /** One call, also over passing faults: two changes of the schema at once exclude each other there. */
  async function must(call: Call): Promise<Readonly<Record<string, unknown>>> {
    for (let attempt = 1; ; attempt += 1) {
      const end = await client.call(call)
      if (end.kind === 'answer') return end.body
      const passing = end.kind === 'paused' || end.retry
      if (!passing || attempt === ATTEMPTS) {
        throw refused(
          `${call.method} ${call.path.split('?')[0]}: ${end.kind === 'fault' ? `${end.code} ${end.detail}` : 'paused'}`,
        )
      }
      await deps.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1))
    }
  }
}

function definition(table: ExpectedTable): string {
  return `EntityDefinitions(LogicalName='${table.logical}')`
}

function refused(what: string): AppError {
  return new AppError('not_ready', `Dataverse: ${what}`)
}
