/**
 * Contacts as the CRM has them, over ours: linked by code, else by a name that one contact of the institution has,
 * else made. Whose institution is not here waits until it is.
 */
import { foldName } from '../../core/text/normalize.ts'
import { type Contact, EMPTY_CONTACT, mergeContact } from '../contact.ts'
import { toContact, writeContacts } from '../contact-store.ts'
import { decidedAsNew, findLinks, linkedIds, saveLink } from './links.ts'
import { newLocalId } from './local-id.ts'
import { decideFields } from './pull-policy.ts'
import type { ApplyRows, PageContext, RowOf } from './pulled-page.ts'
import { addConflicts, closeAgreed, type NewConflict } from './sync-conflicts.ts'

type Row = RowOf<'contact'>

export const applyContacts: ApplyRows<'contact'> = async (context, rows) => {
  const { trx, at, round } = context
  const links = await findLinks(
    trx,
    'contact',
    rows.map((row) => row.remoteId),
  )
  const accounts = await findLinks(
    trx,
    'account',
    rows.map((row) => row.fields.accountRemoteId),
  )
  const accountOf = (remoteId: string | null) =>
    remoteId === null ? null : (accounts.get(remoteId)?.localId ?? null)
  const known = await findContacts(
    context,
    rows,
    [...links.values()].flatMap((link) => link.localId ?? []),
  )
  const somebodyElse = await decidedAsNew(
    trx,
    'contact',
    rows.map((row) => row.remoteId),
  )
  let linked = 0
  for (const row of rows) {
    const link = links.get(row.remoteId)
    const accountId = accountOf(row.fields.accountRemoteId)
    const conflicts: NewConflict[] = []
    const matched = link?.localId == null ? known.match(row, accountId) : known.byId.get(link.localId)
    const found = isSeveral(matched) && somebodyElse.has(row.remoteId) ? undefined : matched
    let localId = found === undefined || isSeveral(found) ? null : found.id
    if (isSeveral(found)) {
      conflicts.push({
        kind: 'contact',
        remoteId: row.remoteId,
        code: 'same_name',
        ours: found.map((one) => one.id),
        theirs: row.fields.name,
        decision: null,
      })
    } else if (found !== undefined || (isNew(row) && accountId !== null)) {
      const { name, department, title, tier } = row.fields
      const state = row.active && row.mergedInto === undefined ? 'active' : 'inactive'
      const theirs = { name, department, title, tier: tier?.toUpperCase() ?? null, accountId, state }
      localId ??= await newLocalId(trx, 'contacts', row)
      const ours = found
      const values = ours === undefined ? {} : valuesOf(ours)
      // Somebody who moved on is no longer active here, whatever a CRM says that only knows on and off.
      if (ours?.state === 'moved') theirs.state = 'moved'
      const before = link?.localId == null ? undefined : link.fields
      const decision = decideFields(values, theirs, before)
      if (Object.keys(decision.write).length > 0) {
        const body = mergeContact(ours ?? EMPTY_CONTACT, decision.write as Parameters<typeof mergeContact>[1])
        await writeContacts(trx, [{ id: localId, body }], at)
      }
      known.took(localId)
      for (const one of decision.conflicts) {
        conflicts.push({ kind: 'contact', recordId: localId, remoteId: row.remoteId, ...one })
      }
      if (link?.localId == null) linked += 1
    }
    await saveLink(trx, row, { localId, fields: { ...row.fields }, round, at })
    await closeAgreed(trx, 'contact', row.remoteId, conflicts, at)
    await addConflicts(trx, conflicts, at)
  }
  return linked
}

/** Which of them it is, a person says. */
function isSeveral(found: Contact | readonly Contact[] | undefined): found is readonly Contact[] {
  return Array.isArray(found)
}

function isNew(row: Row): boolean {
  return row.active && row.mergedInto === undefined && foldName(row.fields.name) !== ''
}

function valuesOf({ name, department, title, tier, accountId, state }: Contact) {
  return { name, department, title, tier, accountId, state }
}

async function findContacts({ trx }: PageContext, rows: readonly Row[], localIds: readonly string[]) {
  const codes = rows.flatMap((row) => row.externalId ?? [])
  const names = rows.map((row) => foldName(row.fields.name))
  const found = await trx
    .selectFrom('contacts')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', 'in', ['', ...localIds, ...codes]),
        eb.and([eb('name_key', 'in', ['', ...names]), eb('state', '=', 'active')]),
      ]),
    )
    .execute()
  const contacts = found.map(toContact)
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  const taken = new Set(
    await linkedIds(
      trx,
      'contact',
      contacts.map((contact) => contact.id),
    ),
  )
  return {
    byId,
    took: (id: string) => taken.add(id),
    match(row: Row, accountId: string | null): Contact | readonly Contact[] | undefined {
      const byCode = row.externalId === null ? undefined : byId.get(row.externalId)
      if (byCode !== undefined) return byCode
      if (!isNew(row) || accountId === null) return undefined
      const key = foldName(row.fields.name)
      const { department } = row.fields
      const same = contacts.filter(
        (contact) =>
          foldName(contact.name) === key &&
          contact.accountId === accountId &&
          contact.state === 'active' &&
          !taken.has(contact.id) &&
          (contact.department === null || department === null || contact.department === department),
      )
      return same.length > 1 ? same : same[0]
    },
  }
}
