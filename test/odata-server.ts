/**
 * An OData v4 server that is not ours (SAP CAP on SQLite in memory), with the tables of a shape as its entities, as a
 * process of its own on loopback: what the product says on the wire is held against somebody else's reading of OData.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Column, type ColumnType, selectName } from '../crm/dataverse/column.ts'
import type { Shape, Table } from '../crm/dataverse/table.ts'
import { ROOT } from './server-process.ts'

const TYPES: Readonly<Record<Exclude<ColumnType['type'], 'lookup' | 'text'>, string>> = {
  memo: 'LargeString',
  integer: 'Integer',
  decimal: 'Decimal(15, 2)',
  boolean: 'Boolean',
  date: 'Date',
  moment: 'DateTime',
  choice: 'Integer',
}

export interface ODataServer {
  readonly url: string
  stop(): Promise<void>
}

export async function startODataServer(
  shape: Pick<Shape<never>, 'table' | 'parts' | 'navigations'>,
): Promise<ODataServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pharos-odata-'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'srv'))
  writeFileSync(join(folder, 'srv', 'service.cds'), modelOf(shape))
  const settings = {
    requires: { db: { kind: 'sqlite', credentials: { url: ':memory:' } }, auth: { kind: 'dummy' } },
    runtime: { patch_as_upsert: true },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'contract', cds: settings }))
  const child = spawn(
    process.execPath,
    [join(ROOT, 'node_modules/@sap/cds/bin/serve.js'), 'all', '--in-memory', '--port', '0'],
    { cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1' } },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const port = await portOf(child)
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function portOf(child: ChildProcess): Promise<string> {
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  for (let waited = 0; waited < 60_000; waited += 50) {
    const port = /listening on[^\n]*:(\d+)/.exec(output)?.[1]
    if (port !== undefined) return port
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The OData server did not start:\n${output}`)
}

/** Lookups as associations, with the name under which Dataverse selects them beside. */
function modelOf({
  table,
  parts,
  navigations,
}: Pick<Shape<never>, 'table' | 'parts' | 'navigations'>): string {
  const entity = (one: Table, more: readonly string[]) =>
    `entity ${one.logical} { ${[`key ${one.primaryId}: UUID`, ...one.columns.map(element), ...more].join('; ')}; }`
  const exposed = (one: Table) => {
    const lookups = one.columns.filter((column) => column.type === 'lookup')
    const values = lookups.map((column) => `${column.name}.${targetOf(column)}id as ${selectName(column)}`)
    return `entity ${one.entitySet} as projection on data.${one.logical} { *, ${values.join(', ')} };`
  }
  const targets = new Set(
    [table, ...parts].flatMap((one) =>
      one.columns.flatMap((column) => (column.type === 'lookup' ? [targetOf(column)] : [])),
    ),
  )
  targets.delete(table.logical)
  const collections = parts.map(
    (part) =>
      `${navigations[part.logical]}: Composition of many ${part.logical} on ${navigations[part.logical]}.${part.parent} = $self`,
  )
  return [
    'namespace data;',
    ...[...targets].map((target) => `entity ${target} { key ${target}id: UUID; name: String(200); }`),
    entity(table, [
      '@odata.etag changed: Timestamp @cds.on.insert: $now @cds.on.update: $now',
      ...collections,
    ]),
    ...parts.map((part) => entity(part, [])),
    "@path: '/api/data/v9.2' @requires: 'any' service company {",
    ...[...targets].map((target) => `entity ${target}s as projection on data.${target};`),
    ...[table, ...parts].map(exposed),
    '}',
  ].join('\n')
}

function element(column: Column): string {
  if (column.type === 'lookup') return `${column.name}: Association to ${targetOf(column)}`
  return `${column.name}: ${column.type === 'text' ? `String(${column.max})` : TYPES[column.type]}`
}

function targetOf(column: Extract<Column, { type: 'lookup' }>): string {
  return column.targets[0]!.table
}
