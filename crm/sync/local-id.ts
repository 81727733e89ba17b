/** The id that a row of the CRM gets here: its code, where it has one that is free, else its id over there. */
import type { Queryable } from '../../core/database.ts'
import { isRecordId } from '../../core/ids.ts'
import type { PulledRow } from './remote-crm.ts'

export async function newLocalId(
  trx: Queryable,
  table: 'accounts' | 'contacts',
  row: PulledRow,
): Promise<string> {
  const code = row.externalId?.trim() ?? ''
  if (!isRecordId(code)) return row.remoteId
  const there = await trx.selectFrom(table).select('id').where('id', '=', code).executeTakeFirst()
  return there === undefined ? code : row.remoteId
}
