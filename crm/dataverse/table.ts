/**
 * What a table in Dataverse is to this adapter, and how a record that is pushed becomes rows of such tables. Which
 * tables there are is said in the shapes, one file for each kind of record.
 */
import type { ActivityState } from './choices.ts'
import type { Cells, Choice, Column, LookupTarget } from './column.ts'

export type Label = readonly [zh: string, en: string]

export interface Table {
  readonly logical: string
  readonly entitySet: string
  /** The column of the primary key. */
  readonly primaryId: string
  readonly label: Label
  readonly columns: readonly Column[]
  /** It comes with the product: only columns are added to it. */
  readonly standard?: true
  /** An activity: its state is set after it was made, and a closed one is read-only. */
  readonly states?: readonly ActivityState[]
  /** Of a part: the lookup to the record that it belongs to, deleted with it. */
  readonly parent?: string
  /** Columns that together are an alternate key. */
  readonly keys?: readonly (readonly string[])[]
}

/** The key under which a row's state stands among its cells. */
export const STATE = 'statecode'

export interface PartRow {
  readonly table: Table
  readonly id: string
  readonly cells: Cells
}

export interface Row {
  readonly id: string
  readonly cells: Cells
  readonly parts: readonly PartRow[]
  /** Which table a lookup with several targets points to, by column. */
  readonly targets: Readonly<Record<string, string>>
  /** Of an appointment: contacts there, to be invited. */
  readonly attendees: readonly string[]
}

/** How a kind of record stands in Dataverse. */
export interface Shape<Body> {
  readonly table: Table
  /** Tables of its parts, written together with it or not at all. */
  readonly parts: readonly Table[]
  /** The navigation from the record to its parts, for reading all at once; by the logical name of the part. */
  readonly navigations: Readonly<Record<string, string>>
  row(id: string, body: Body): Row
}

/** Builders of columns under one prefix, so that a shape reads as a list. */
export function columnsOf(prefix: string) {
  const named = (name: string) => `${prefix}_${name}`
  return {
    named,
    text: (name: string, max: number, field: string | null, label: Label): Column => ({
      type: 'text',
      max,
      name: named(name),
      field,
      label,
    }),
    memo: (name: string, max: number, field: string | null, label: Label): Column => ({
      type: 'memo',
      max,
      name: named(name),
      field,
      label,
    }),
    plain: (
      type: 'integer' | 'decimal' | 'boolean' | 'date' | 'moment',
      name: string,
      field: string | null,
      label: Label,
    ): Column => ({ type, name: named(name), field, label }),
    choice: (name: string, choices: readonly Choice[], field: string, label: Label): Column => ({
      type: 'choice',
      choices,
      name: named(name),
      field,
      label,
    }),
    lookup: (name: string, to: Target, field: string | null, label: Label): Column => ({
      type: 'lookup',
      targets: [{ ...to, navigation: named(name) }],
      name: named(name),
      field,
      label,
    }),
    /** Kept with every record that Pharos writes: which revision, and the hash of what was written. */
    bookkeeping: (): readonly Column[] => [
      {
        type: 'integer',
        name: named('revision'),
        field: null,
        label: ['修订号', 'Revision'],
        unwatched: true,
      },
      {
        type: 'text',
        max: 64,
        name: named('fingerprint'),
        field: null,
        label: ['写入指纹', 'Fingerprint of what was written'],
        unwatched: true,
      },
    ],
  }
}

export type Target = Pick<LookupTarget, 'table' | 'entitySet'>

export const ACCOUNT: Target = { table: 'account', entitySet: 'accounts' }
export const CONTACT: Target = { table: 'contact', entitySet: 'contacts' }
export const PRODUCT: Target = { table: 'product', entitySet: 'products' }
export const USER: Target = { table: 'systemuser', entitySet: 'systemusers' }

/** The owner of a row: set by what Pharos knows, where it knows, and left to the other side from then on. */
export const OWNER: Column = {
  type: 'lookup',
  name: 'ownerid',
  targets: [{ ...USER, navigation: 'ownerid' }],
  field: 'owner',
  label: ['负责人', 'Owner'],
  standard: true,
  unwatched: true,
}
