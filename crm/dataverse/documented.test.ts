import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SYNC_FAULT_CODES } from '../sync/sync-fault.ts'
import { expectedTables } from './expected-tables.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'dataverse.md'), 'utf8')

it('every table and column that is made, and every fault, is on the page about Dataverse', () => {
  const names = expectedTables('xa').flatMap((table) => [
    table.logical,
    ...table.columns.map((column) => column.name),
  ])
  const codes: readonly string[] = SYNC_FAULT_CODES.filter((code) => code !== 'unreadable')
  expect([...new Set([...names, ...codes])].filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
