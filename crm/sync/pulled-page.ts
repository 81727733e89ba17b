/** What the readers of the kinds share: the transaction that a page is written in, and what came of it. */
import type { Queryable } from '../../core/database.ts'
import type { PulledRow } from './remote-crm.ts'

export interface PageContext {
  readonly trx: Queryable
  readonly at: Date
  /** Of the full reading that this page belongs to; 0n for a reading of changes. */
  readonly round: bigint
  /** Today where the company is. */
  readonly today: string
}

export type RowOf<K extends PulledRow['kind']> = Extract<PulledRow, { kind: K }>

/** Writes the rows of one kind that a page brought. Returns how many are linked that were not before. */
export type ApplyRows<K extends PulledRow['kind']> = (
  context: PageContext,
  rows: readonly RowOf<K>[],
) => Promise<number>
