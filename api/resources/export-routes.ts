/** Tables as files, for whoever works on in a spreadsheet: what one sees in the lists, and no more. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { recordAudit } from '../../core/audit.ts'
import { AppError } from '../../core/errors.ts'
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { coverageOf, peopleOf } from '../../crm/coverage.ts'
import { dayIn } from '../../crm/day.ts'
import { EXPORT_KINDS, EXPORT_TABLES, type ExportKind, readExport } from '../../crm/export/export-tables.ts'
import { writeCsv } from '../../crm/export/write-csv.ts'
import { writeXlsx, XLSX_TYPE } from '../../crm/export/write-xlsx.ts'
import type { ApiDeps } from '../deps.ts'
import { day } from '../fields.ts'
import { type Caller, type Route, raw, route } from '../route.ts'
import { contentDisposition } from './content-disposition.ts'

export function createExportRoutes({
  database,
  clock,
}: Pick<ApiDeps, 'database' | 'clock'>): readonly Route[] {
  async function rightsOf({ reader }: Caller) {
    const people = await peopleOf(database.query, reader)
    return {
      userIds: people.kind === 'all' ? null : people.userIds,
      coverage: await coverageOf(database.query, reader, clock.now()),
      reader,
      seesEveryCase: reader.roles.includes('reviewer') || reader.roles.includes('admin'),
    }
  }

  return [
    route({
      method: 'GET',
      path: '/v1/exports/:file',
      tag: 'Exports',
      summary: `One table as a file: ${EXPORT_KINDS.join(', ')}, as .csv or .xlsx.`,
      params: z.object({ file: z.string().max(40) }),
      query: z.object({
        from: day.optional().describe('Of tables that have days: from this day on.'),
        to: day.optional().describe('To this day, counted.'),
      }),
      mediaType: 'text/csv',
      async handle({ params, query, caller }) {
        const { kind, format } = readName(params.file)
        const { locale, timezone } = caller.reader
        const at = clock.now()
        const rows = readExport(database.query, kind, await rightsOf(caller), query)
        const name = `${message(locale, `export_${kind}`)}-${dayIn(at, timezone)}.${format}`
        // Data leave the house: by whom and when is on record before the first byte.
        await recordAudit(database.query, {
          at,
          actorId: caller.user.id,
          action: 'export.read',
          subjectKind: 'export',
          subjectId: kind,
          detail: { format, ...query },
        })
        const headings = headingsOf(kind, locale)
        const parts =
          format === 'csv'
            ? writeCsv(headings, rows)
            : writeXlsx(message(locale, `export_${kind}`), headings, rows)
        return raw((reply) =>
          reply
            .header('content-disposition', contentDisposition('attachment', name))
            .header('cache-control', 'no-store')
            .type(format === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE)
            .send(Readable.from(parts, { objectMode: false })),
        )
      },
    }),
  ]
}

function readName(file: string): { readonly kind: ExportKind; readonly format: 'csv' | 'xlsx' } {
  const [name = '', format] = file.split('.')
  const kind = EXPORT_KINDS.find((one) => one === name.replaceAll('-', '_'))
  if (kind !== undefined && (format === 'csv' || format === 'xlsx')) return { kind, format }
  throw new AppError('not_found', `There are exports of ${EXPORT_KINDS.join(', ')}, as .csv or .xlsx.`)
}

function headingsOf(kind: ExportKind, locale: Locale): readonly string[] {
  return EXPORT_TABLES[kind].columns.map(({ heading }) =>
    message(locale, `export_column_${heading}` as MessageKey),
  )
}
