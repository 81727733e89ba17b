/**
 * Users from a company's table. Known by external id, else by e-mail; a column that the file does not
 * have leaves what is stored as it is. One bad row does not stop the others. Import the teams first.
 */
import { sql } from 'kysely'
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { isRecordId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportRows,
  importResult,
  planImport,
  type ReadRow,
  readRows,
  splitList,
} from '../core/import-rows.ts'
import type { Locale } from '../core/reader.ts'
import { foldName } from '../core/text/normalize.ts'
import { LOCALE_WORDS, ROLE_WORDS, STATE_WORDS } from './people-words.ts'
import { userFaults } from './user.ts'
import { lockUsers } from './user-store.ts'

const COLUMNS = {
  id: [
    'external_id',
    'user_id',
    'employee_id',
    'employee_no',
    '编号',
    '工号',
    '员工编号',
    '员工号',
    '用户编号',
    '用户ID',
  ],
  name: ['user_name', 'full_name', 'display_name', '姓名', '名称', '名字', '用户姓名'],
  email: ['e_mail', 'mail', '邮箱', '电子邮箱', '电子邮件', '邮件'],
  roles: ['role', '角色', '岗位', '职位'],
  teamId: ['team', 'team_id', 'team_name', '团队', '团队编号', '所属团队', '部门', '组', '区域'],
  locale: ['language', '语言'],
  timezone: ['time_zone', 'tz', '时区'],
  state: ['status', '状态'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

interface UserBody {
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[]
  readonly teamId: string | null
  readonly locale: string
  readonly timezone: string
  readonly state: string
}

export interface ImportUsersDeps {
  readonly database: Database
  readonly clock: Clock
  /** Defaults of a new user. */
  readonly locale?: Locale
  readonly timezone?: string
}

export function createImportUsers(deps: ImportUsersDeps): ImportRows {
  const fresh: UserBody = {
    name: '',
    email: null,
    roles: [],
    teamId: null,
    locale: deps.locale ?? 'zh-CN',
    timezone: deps.timezone ?? 'Asia/Shanghai',
    state: 'active',
  }
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockUsers(trx)
      const at = deps.clock.now()
      const known = await readKnown(trx)
      const plan = planImport<Field, UserBody>(readRows(rows, COLUMNS), {
        identify: (row, fault) => identify(row, known, fault),
        before: (id) => known.users.get(id),
        build: (row, id, before, fault) => build(row, id, before ?? fresh, known, fault),
        accept(_row, id, body) {
          if (body.email !== null) known.idByEmail.set(body.email.toLowerCase(), id)
          if (isAdmin(body)) known.admins.add(id)
          else known.admins.delete(id)
        },
      })
      if (!options.dryRun) {
        await writeUsers(trx, plan.writes, at)
        await recordAudits(
          trx,
          plan.writes.map(({ id, body, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'user.create' : 'user.update',
            subjectKind: 'user',
            subjectId: id,
            detail: { by: 'import', roles: body.roles, state: body.state },
          })),
        )
      }
      return importResult(plan, options.dryRun)
    })
}

interface Known {
  readonly users: ReadonlyMap<string, UserBody>
  /** Lower-case e-mail -> id, with the rows of this import as they come. */
  readonly idByEmail: Map<string, string>
  /** Ids of the active administrators, likewise: no two rows may each leave the other one as the last. */
  readonly admins: Set<string>
  readonly teamIds: ReadonlySet<string>
  readonly teamIdsByName: ReadonlyMap<string, readonly string[]>
}

async function readKnown(trx: Queryable): Promise<Known> {
  const users = await trx
    .selectFrom('users')
    .select(['id', 'name', 'email', 'roles', 'team_id as teamId', 'locale', 'timezone', 'state'])
    .execute()
  const teams = await trx.selectFrom('teams').select(['id', 'name']).execute()
  const teamIdsByName = new Map<string, string[]>()
  for (const team of teams) {
    const key = foldName(team.name)
    teamIdsByName.set(key, [...(teamIdsByName.get(key) ?? []), team.id])
  }
  return {
    users: new Map(users.map(({ id, ...body }) => [id, body])),
    idByEmail: new Map(
      users.flatMap((user) => (user.email === null ? [] : [[user.email.toLowerCase(), user.id] as const])),
    ),
    admins: new Set(users.filter(isAdmin).map((user) => user.id)),
    teamIds: new Set(teams.map((team) => team.id)),
    teamIdsByName,
  }
}

function identify(row: ReadRow<Field>, known: Known, fault: AddFault<Field>): string | undefined {
  const { id, email } = row.fields
  if (id !== undefined && id !== '') {
    if (isRecordId(id)) return id
    fault('id', 'invalid', 'This cannot be an id.')
    return undefined
  }
  const found = email === undefined ? undefined : known.idByEmail.get(email.toLowerCase())
  // Without an id or a known e-mail a second run could not tell this person from a new one.
  if (found === undefined) fault('id', 'missing', 'The row has neither an id nor a known e-mail.')
  return found
}

function build(
  row: ReadRow<Field>,
  id: string,
  before: UserBody,
  known: Known,
  fault: AddFault<Field>,
): UserBody {
  const { fields } = row
  const word = (cell: string | undefined, words: Readonly<Record<string, string>>, kept: string) =>
    cell === undefined || cell === '' ? kept : (words[cell.toLowerCase()] ?? cell)
  const email = fields.email === undefined ? before.email : fields.email || null
  const roles =
    fields.roles === undefined
      ? before.roles
      : [...new Set(splitList(fields.roles.replaceAll(/[,，]/gu, ';')).map(roleOf))]
  const body: UserBody = {
    name: fields.name ?? before.name,
    email,
    roles,
    teamId: fields.teamId === undefined ? before.teamId : teamOf(fields.teamId, known, fault),
    locale: word(fields.locale, LOCALE_WORDS, before.locale),
    timezone: fields.timezone || before.timezone,
    state: word(fields.state, STATE_WORDS, before.state),
  }
  for (const one of userFaults(body)) fault(one.field as Field, one.code, one.message)
  const owner = email === null ? undefined : known.idByEmail.get(email.toLowerCase())
  if (owner !== undefined && owner !== id) {
    fault('email', 'duplicate', 'This e-mail belongs to another user.')
  }
  if (wouldLoseLastAdmin(id, body, known)) {
    fault('roles', 'invalid', 'The last active administrator must stay one.')
  }
  return body
}

function roleOf(word: string): string {
  return ROLE_WORDS[word.toLowerCase().replace(/[\s\-_]+/gu, '')] ?? word
}

function teamOf(cell: string, known: Known, fault: AddFault<Field>): string | null {
  if (cell === '') return null
  if (known.teamIds.has(cell)) return cell
  const named = known.teamIdsByName.get(foldName(cell)) ?? []
  if (named.length === 1) return named[0] ?? null
  if (named.length > 1) fault('teamId', 'ambiguous', `Several teams are called "${cell}": give the id.`)
  else fault('teamId', 'unknown', `There is no team "${cell}".`)
  return null
}

function isAdmin(user: Pick<UserBody, 'roles' | 'state'>): boolean {
  return user.state === 'active' && user.roles.includes('admin')
}

function wouldLoseLastAdmin(id: string, body: UserBody, { admins }: Known): boolean {
  return admins.has(id) && admins.size === 1 && !isAdmin(body)
}

async function writeUsers(
  trx: Queryable,
  writes: readonly { readonly id: string; readonly body: UserBody }[],
  at: Date,
): Promise<void> {
  const ordered = writes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // E-mails that move from one user to another in one file must not meet on the way.
  const ids = ordered.map((one) => one.id)
  await sql`update users set email = null where id = any (${ids}::text[])`.execute(trx)
  for (let start = 0; start < ordered.length; start += 500) {
    await trx
      .insertInto('users')
      .values(
        ordered.slice(start, start + 500).map(({ id, body }) => ({
          id,
          name: body.name,
          email: body.email,
          roles: [...body.roles],
          team_id: body.teamId,
          locale: body.locale,
          timezone: body.timezone,
          state: body.state,
          created_at: at,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          email: eb.ref('excluded.email'),
          roles: eb.ref('excluded.roles'),
          team_id: eb.ref('excluded.team_id'),
          locale: eb.ref('excluded.locale'),
          timezone: eb.ref('excluded.timezone'),
          state: eb.ref('excluded.state'),
          updated_at: eb.ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
}
