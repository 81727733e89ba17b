/**
 * Whom and what a manager's question names: a team, a person of the company, a product, a customer, an
 * institution. Teams and colleagues are compared by their names, everything else is found as in a visit note, by
 * sound too, within what the reader may see.
 */
import type { Queryable } from '../../core/database.ts'
import type { Reader } from '../../core/reader.ts'
import { noteDirectoryOf } from '../../crm/note-directory.ts'
import { createDirectoryIndex } from '../notes/directory-index.ts'
import { findNames } from '../notes/find-names.ts'
import { foldNote } from '../notes/fold-note.ts'
import type { Sounds } from '../notes/name-table.ts'
import type { DirectoryContact } from '../notes/note-reading.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

export interface NamedInQuestion {
  readonly team: Named | null
  readonly user: Named | null
  /** The reader speaks of the own visits alone. */
  readonly own: boolean
  readonly product: Named | null
  readonly accountIds: readonly string[]
  /** One: whom it means; more: whom it may mean; null: nobody is named. */
  readonly contacts: readonly DirectoryContact[] | null
  readonly accountName: (id: string) => string
}

const OWN = /我自己|我本人|我(?:的|上|这|本)?(?:周|月)?的?拜访|\bmy (?:own )?(?:visits|calls)\b/iu
const KIND_OF_TEAM = /(?:销售)?(?:大区|地区|区域|团队|小组|分区|办事处|组|区|部)$/u

export async function resolveNames(
  db: Queryable,
  text: string,
  reader: Reader,
  { at, sounds }: { readonly at: Date; readonly sounds: Sounds },
): Promise<NamedInQuestion> {
  const said = text.normalize('NFKC')
  const teams = await db.selectFrom('teams').select(['id', 'name']).execute()
  const users = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
  const directory = await noteDirectoryOf(db, reader.userId, at)
  const index = createDirectoryIndex(directory, sounds)
  const names = findNames(
    foldNote(said),
    index,
    users.map((user) => user.name),
  )
  const product = names.flatMap((name) => (name.kind === 'product' && name.id !== null ? [name.id] : []))[0]
  const accountIds = names.flatMap((name) => (name.kind === 'place' ? name.ids : []))
  const user = longest(users, (one) => mentions(said, one.name))
  const people = names.flatMap((name) => (name.kind === 'person' && name.text !== user?.name ? [name] : []))
  const candidates = people[0]?.candidates ?? []
  const there = candidates.filter((one) => accountIds.includes(one.accountId))
  return {
    team: longest(teams, (team) => mentionsTeam(said, team.name)),
    user,
    own: OWN.test(said),
    product:
      product === undefined
        ? null
        : { id: product, name: directory.products.find((one) => one.id === product)?.name ?? product },
    accountIds,
    contacts: people.length === 0 ? null : there.length > 0 ? there : candidates,
    accountName: index.accountName,
  }
}

function longest<T extends Named>(list: readonly T[], named: (one: T) => boolean): T | null {
  return list.filter(named).toSorted((a, b) => b.name.length - a.name.length)[0] ?? null
}

function mentions(text: string, name: string): boolean {
  if (name.length < 2) return false
  if (/\p{Script=Han}/u.test(name)) return text.includes(name)
  return new RegExp(`(?<![\\p{L}])${name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}])`, 'iu').test(
    text,
  )
}

/** 华东组 for 华东大区: what kind of team it is called changes from mouth to mouth. */
function mentionsTeam(text: string, name: string): boolean {
  if (mentions(text, name)) return true
  const core = name.replace(KIND_OF_TEAM, '')
  if (core.length < 2 || core === name || !/\p{Script=Han}/u.test(core)) return false
  return new RegExp(
    `${core}(?:销售)?(?:大区|地区|区域|区|团队|小组|组|那边|这边|的?(?:拜访|覆盖|客户|代表|情况))`,
    'u',
  ).test(text)
}
