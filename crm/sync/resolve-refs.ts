/** Master data that records name: what it is called here, and which row of the CRM it is, where that is known. */
import { sql } from 'kysely'
import type { Queryable } from '../../core/database.ts'
import type { PulledKind, Ref } from './remote-crm.ts'

export type RefKind = Exclude<PulledKind, 'territory'>

export interface Refs {
  /** Null for null, and for an id that is nobody's. */
  of(kind: RefKind, id: string | null): Ref | null
  /** Throws where it is not there: the schema holds to it. */
  must(kind: RefKind, id: string): Ref
  /** Id of a user in the company's directory. */
  actorOf(userId: string): string | undefined
}

interface Row {
  readonly kind: RefKind
  readonly id: string
  readonly name: string
  readonly remote_id: string | null
  readonly directory_id: string | null
}

/** One query, whatever is wanted. */
export async function resolveRefs(
  db: Queryable,
  wanted: Partial<Record<RefKind, readonly (string | null)[]>>,
): Promise<Refs> {
  const ids = (kind: RefKind) => [...new Set((wanted[kind] ?? []).filter((id) => id !== null))]
  const { rows } = await sql<Row>`
    with named (kind, id, name) as (
      select 'account', id, name from accounts where id = any (${ids('account')}::text[])
      union all select 'contact', id, name from contacts where id = any (${ids('contact')}::text[])
      union all select 'product', id, name from products where id = any (${ids('product')}::text[])
      union all select 'user', id, name from users where id = any (${ids('user')}::text[]))
    select n.kind, n.id, n.name, l.remote_id, l.directory_id from named n
    left join lateral (
      -- What was merged away is named by what is left of it.
      select coalesce(l.merged_into, l.remote_id) as remote_id, l.directory_id from sync_links l
      where l.kind = n.kind and l.local_id = n.id
      order by l.active desc, l.merged_into is null, l.remote_id limit 1) l on true`.execute(db)
  const found = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  const of = (kind: RefKind, id: string | null): Ref | null => {
    const row = id === null ? undefined : found.get(`${kind} ${id}`)
    if (row === undefined) return null
    return { id: row.id, name: row.name, ...(row.remote_id === null ? {} : { remoteId: row.remote_id }) }
  }
  return {
    of,
    must(kind, id) {
      const ref = of(kind, id)
      if (ref === null) throw new Error(`There is no ${kind} ${id}.`)
      return ref
    },
    actorOf: (userId) => found.get(`user ${userId}`)?.directory_id ?? undefined,
  }
}
