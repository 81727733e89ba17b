/** Imports: a company's own table, row by row; the same file again changes nothing. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { ApiDeps } from '../deps.ts'
import { flag } from '../fields.ts'
import { type Route, route } from '../route.ts'

/** Whoever imports these decides who may do what. */
const ADMINISTRATORS_ONLY = new Set(['users', 'teams', 'territories', 'visits'])

const result = z.object({
  dryRun: z.boolean(),
  accepted: z.number().int().describe('created + updated + unchanged; of a dry run what it would be.'),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.array(
    z.object({
      row: z.number().int().describe('As a spreadsheet numbers it; the heading is row 1.'),
      column: z.string(),
      code: z.enum(['missing', 'invalid', 'unknown', 'duplicate', 'circle', 'ambiguous']),
      message: z.string(),
    }),
  ),
})

export function createImportRoutes(deps: Pick<ApiDeps, 'readTable' | 'imports'>): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/v1/import',
      tag: 'Master data',
      summary: 'Import a CSV or XLSX file; `dryRun` only says what would happen.',
      multipart: true,
      heavy: true,
      body: z.object({
        kind: z
          .string()
          .trim()
          .describe(`One of ${Object.keys(deps.imports).join(', ')}.`),
        dryRun: flag.optional(),
      }),
      response: result,
      async handle(call) {
        const { kind, dryRun = false } = call.body
        const importRows = Object.hasOwn(deps.imports, kind) ? deps.imports[kind] : undefined
        if (importRows === undefined) {
          throw new AppError('invalid_input', `The kind is one of ${Object.keys(deps.imports).join(', ')}.`, {
            details: { field: 'kind' },
          })
        }
        if (ADMINISTRATORS_ONLY.has(kind) && !call.caller.reader.roles.includes('admin')) {
          throw new AppError('forbidden', `Administrators import ${kind}.`)
        }
        const { name, bytes } = call.file()
        const rows = await deps.readTable({ name, bytes })
        return importRows(rows, { dryRun, actorId: call.caller.user.id })
      },
    }),
  ]
}
