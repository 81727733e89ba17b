/**
 * Products and users are linked and never written: a product's names decide which label answers, a user's roles who
 * may see what. What differs, or has ended over there, is listed for a person.
 */
import { foldName } from '../../core/text/normalize.ts'
import { findLinks, saveLink } from './links.ts'
import { type FieldValues, listDifferences } from './pull-policy.ts'
import type { ApplyRows, PageContext, RowOf } from './pulled-page.ts'
import { addConflicts, closeAgreed, type NewConflict } from './sync-conflicts.ts'

interface Local {
  readonly id: string
  readonly active: boolean
  readonly values: FieldValues
}

export const applyProducts: ApplyRows<'product'> = async (context, rows) => {
  const products = await context.trx
    .selectFrom('products')
    .select(['id', 'name', 'state'])
    .where('own', '=', true)
    .execute()
  const locals = products.map(
    (one): Local => ({
      id: one.id,
      active: one.state === 'active',
      values: { name: one.name },
    }),
  )
  return link(context, 'product', rows, locals, (row, local) =>
    row.externalId === null
      ? foldName(local.values['name'] ?? '') === foldName(row.fields.name)
      : local.id === row.externalId,
  )
}

export const applyUsers: ApplyRows<'user'> = async (context, rows) => {
  const users = await context.trx.selectFrom('users').select(['id', 'name', 'email', 'state']).execute()
  const locals = users.map(
    (one): Local => ({
      id: one.id,
      active: one.state === 'active',
      values: { email: one.email?.toLowerCase() ?? null },
    }),
  )
  return link(context, 'user', rows, locals, (row, local) => {
    const email = row.fields.email?.toLowerCase() ?? null
    return local.id === row.externalId || (email !== null && local.values['email'] === email)
  })
}

async function link<Row extends RowOf<'product'> | RowOf<'user'>>(
  { trx, at, round }: PageContext,
  kind: Row['kind'],
  rows: readonly Row[],
  locals: readonly Local[],
  isSame: (row: Row, local: Local) => boolean,
): Promise<number> {
  const links = await findLinks(
    trx,
    kind,
    rows.map((row) => row.remoteId),
  )
  let linked = 0
  for (const row of rows) {
    const before = links.get(row.remoteId)?.localId ?? null
    const same = locals.filter((local) => isSame(row, local))
    const local = locals.find((one) => one.id === before) ?? (same.length === 1 ? same[0] : undefined)
    const conflicts: NewConflict[] = []
    if (local !== undefined) {
      if (before === null) linked += 1
      const base = { kind, recordId: local.id, remoteId: row.remoteId }
      if (local.active && !row.active) conflicts.push({ ...base, code: 'inactive_there', decision: null })
      const theirs: FieldValues =
        row.kind === 'product'
          ? { name: row.fields.name }
          : { email: row.fields.email?.toLowerCase() ?? null }
      for (const one of listDifferences(local.values, theirs)) conflicts.push({ ...base, ...one })
    }
    await saveLink(trx, row, { localId: local?.id ?? null, fields: { ...row.fields }, round, at })
    await closeAgreed(trx, kind, row.remoteId, conflicts, at)
    await addConflicts(trx, conflicts, at)
  }
  return linked
}
