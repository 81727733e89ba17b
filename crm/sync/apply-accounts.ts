/** Institutions as the CRM has them, over ours: linked by code, else by a name that only one of them has, else made. */
import { foldName } from '../../core/text/normalize.ts'
import { type Account, EMPTY_ACCOUNT, mergeAccount } from '../account.ts'
import { lockAccountTree, toAccount, writeAccounts } from '../account-store.ts'
import { decidedAsNew, findLinks, linkedIds, saveLink } from './links.ts'
import { newLocalId } from './local-id.ts'
import { decideFields } from './pull-policy.ts'
import type { ApplyRows, PageContext, RowOf } from './pulled-page.ts'
import { addConflicts, closeAgreed, type NewConflict } from './sync-conflicts.ts'

type Row = RowOf<'account'>

export const applyAccounts: ApplyRows<'account'> = async (context, rows) => {
  const { trx, at, round } = context
  await lockAccountTree(trx)
  const links = await findLinks(
    trx,
    'account',
    rows.map((row) => row.remoteId),
  )
  const known = await findAccounts(
    context,
    rows,
    [...links.values()].flatMap((link) => link.localId ?? []),
  )
  const somebodyElse = await decidedAsNew(
    trx,
    'account',
    rows.map((row) => row.remoteId),
  )
  let linked = 0
  for (const row of rows) {
    const link = links.get(row.remoteId)
    const conflicts: NewConflict[] = []
    const matched = link?.localId == null ? known.match(row) : known.byId.get(link.localId)
    const found = isSeveral(matched) && somebodyElse.has(row.remoteId) ? undefined : matched
    let localId = found === undefined || isSeveral(found) ? null : found.id
    if (isSeveral(found)) {
      conflicts.push({
        kind: 'account',
        remoteId: row.remoteId,
        code: 'same_name',
        ours: found.map((one) => one.id),
        theirs: row.fields.name,
        decision: null,
      })
    } else if (found !== undefined || isNew(row)) {
      const theirs = {
        name: row.fields.name,
        city: row.fields.city,
        kind: row.fields.accountKind,
        state: row.active && row.mergedInto === undefined ? 'active' : 'inactive',
      }
      localId ??= await newLocalId(trx, 'accounts', row)
      const ours = found
      const before =
        link?.localId == null ? undefined : { ...link.fields, kind: link.fields['accountKind'] ?? null }
      const decision = decideFields(ours === undefined ? {} : valuesOf(ours), theirs, before)
      if (Object.keys(decision.write).length > 0) {
        const renamed =
          ours !== undefined && decision.write['name'] != null && ours.name !== decision.write['name']
        const body = mergeAccount(ours ?? EMPTY_ACCOUNT, {
          ...decision.write,
          // A rep goes on saying the name of before.
          ...(renamed ? { aliases: [...ours.aliases, ours.name] } : {}),
        } as Parameters<typeof mergeAccount>[1])
        await writeAccounts(trx, [{ id: localId, body }], at)
      }
      known.took(localId)
      for (const one of decision.conflicts) {
        conflicts.push({ kind: 'account', recordId: localId, remoteId: row.remoteId, ...one })
      }
      if (link?.localId == null) linked += 1
    }
    await saveLink(trx, row, { localId, fields: { ...row.fields }, round, at })
    await closeAgreed(trx, 'account', row.remoteId, conflicts, at)
    await addConflicts(trx, conflicts, at)
  }
  return linked
}

/** Which of them it is, a person says. */
function isSeveral(found: Account | readonly Account[] | undefined): found is readonly Account[] {
  return Array.isArray(found)
}

function isNew(row: Row): boolean {
  return row.active && row.mergedInto === undefined && foldName(row.fields.name) !== ''
}

function valuesOf({ name, city, kind, state }: Account) {
  return { name, city, kind, state }
}

async function findAccounts({ trx }: PageContext, rows: readonly Row[], localIds: readonly string[]) {
  const codes = rows.flatMap((row) => row.externalId ?? [])
  const names = rows.map((row) => foldName(row.fields.name))
  const found = await trx
    .selectFrom('accounts')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', 'in', ['', ...localIds, ...codes]),
        eb.and([eb('name_key', 'in', ['', ...names]), eb('state', '=', 'active')]),
      ]),
    )
    .execute()
  const accounts = found.map(toAccount)
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const taken = new Set(
    await linkedIds(
      trx,
      'account',
      accounts.map((account) => account.id),
    ),
  )
  return {
    byId,
    took: (id: string) => taken.add(id),
    match(row: Row): Account | readonly Account[] | undefined {
      const byCode = row.externalId === null ? undefined : byId.get(row.externalId)
      if (byCode !== undefined) return byCode
      if (!isNew(row)) return undefined
      const key = foldName(row.fields.name)
      const same = accounts.filter(
        (account) =>
          foldName(account.name) === key &&
          account.state === 'active' &&
          !taken.has(account.id) &&
          (account.city === null || row.fields.city === null || account.city === row.fields.city),
      )
      return same.length > 1 ? same : same[0]
    },
  }
}
