/**
 * Users: made and changed by an administrator, never deleted (their answers and records stand on
 * them), only disabled. The last active administrator can be neither disabled nor stripped of the role.
 */
import { type Selectable, sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { isRecordId, newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'
import type { Locale, Role } from '../core/reader.ts'
import type { Tables } from '../core/tables.ts'
import { isUniqueViolation } from '../core/unique-violation.ts'
import { type User, type UserFields, type UserState, userFaults } from './user.ts'

export interface NewUser extends UserFields {
  readonly id?: string | undefined
  readonly name: string
  readonly roles: readonly string[]
}

export interface UserFilter extends PageRequest {
  readonly role?: string | undefined
  readonly teamId?: string | undefined
  /** Only people of these teams. */
  readonly teamIds?: readonly string[] | undefined
  readonly state?: string | undefined
}

export interface UserStore {
  /** Throws `invalid_input` (details.faults) and `conflict` when id or e-mail is taken. */
  create(user: NewUser, actorId: string | null): Promise<User>
  /** Throws `not_found`, `invalid_input`, `conflict`. */
  update(id: string, fields: UserFields, actorId: string | null): Promise<User>
  find(id: string): Promise<User | undefined>
  get(id: string): Promise<User>
  list(filter?: UserFilter): Promise<Page<User>>
}

/** An arbitrary constant: whoever changes users holds this lock until the end of the transaction. */
const USERS_LOCK = 112_104_202

export async function lockUsers(trx: Queryable): Promise<void> {
  await sql`select pg_advisory_xact_lock(${USERS_LOCK}::bigint)`.execute(trx)
}

export interface UserStoreDeps {
  readonly database: Database
  readonly clock: Clock
  /** Defaults of a new user. */
  readonly locale?: Locale
  readonly timezone?: string
}

export function createUserStore(deps: UserStoreDeps): UserStore {
  const { database, clock } = deps

  async function find(id: string, db: Queryable = database.query): Promise<User | undefined> {
    const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toUser(row)
  }

  async function get(id: string, db?: Queryable): Promise<User> {
    const user = await find(id, db)
    if (user === undefined) throw new AppError('not_found', `There is no user "${id}".`)
    return user
  }

  return {
    find: (id) => find(id),
    get: (id) => get(id),

    create: (user, actorId) =>
      database.transaction(async (trx) => {
        const id = user.id ?? newId()
        if (!isRecordId(id))
          throw new AppError('invalid_input', 'This cannot be an id.', { details: { field: 'id' } })
        await check(trx, user)
        const at = clock.now()
        const row = await trx
          .insertInto('users')
          .values({
            id,
            name: user.name.trim(),
            email: user.email ?? null,
            roles: [...new Set(user.roles)],
            team_id: user.teamId ?? null,
            locale: user.locale ?? deps.locale ?? 'zh-CN',
            timezone: user.timezone ?? deps.timezone ?? 'Asia/Shanghai',
            state: user.state ?? 'active',
            created_at: at,
            updated_at: at,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw new AppError('conflict', 'A user with this id or e-mail exists already.')
        await recordAudit(trx, {
          at,
          actorId,
          action: 'user.create',
          subjectKind: 'user',
          subjectId: id,
          detail: { roles: row.roles, teamId: row.team_id },
        })
        return toUser(row)
      }),

    async update(id, fields, actorId) {
      try {
        return await database.transaction(async (trx) => {
          await lockUsers(trx)
          const before = await get(id, trx)
          await check(trx, fields)
          const at = clock.now()
          const roles = fields.roles === undefined ? before.roles : ([...new Set(fields.roles)] as Role[])
          const state = (fields.state ?? before.state) as UserState
          const wasAdmin = before.state === 'active' && before.roles.includes('admin')
          if (wasAdmin && !(state === 'active' && roles.includes('admin'))) await keepAnAdmin(trx, id)
          const row = await trx
            .updateTable('users')
            .set({
              name: fields.name?.trim() ?? before.name,
              email: fields.email === undefined ? before.email : fields.email,
              roles: [...roles],
              team_id: fields.teamId === undefined ? before.teamId : fields.teamId,
              locale: fields.locale ?? before.locale,
              timezone: fields.timezone ?? before.timezone,
              state,
              updated_at: at,
            })
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirstOrThrow()
          await recordAudit(trx, {
            at,
            actorId,
            action: 'user.update',
            subjectKind: 'user',
            subjectId: id,
            detail: { fields: Object.keys(fields), roles: row.roles, state: row.state },
          })
          return toUser(row)
        })
      } catch (error) {
        if (isUniqueViolation(error)) throw new AppError('conflict', 'This e-mail belongs to another user.')
        throw error
      }
    },

    async list(filter = {}) {
      const limit = pageLimit(filter)
      const after = decodeCursor(filter)
      let query = database.query.selectFrom('users').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.teamId !== undefined) query = query.where('team_id', '=', filter.teamId)
      if (filter.teamIds !== undefined) {
        query = query.where(sql<boolean>`team_id = any (${[...filter.teamIds]}::text[])`)
      }
      if (filter.role !== undefined) query = query.where(sql<boolean>`${filter.role} = any (roles)`)
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toUser), limit, (user) => user.id)
    },
  }
}

async function check(trx: Queryable, fields: UserFields): Promise<void> {
  const faults = [...userFaults(fields)]
  if (typeof fields.teamId === 'string') {
    const team = await trx.selectFrom('teams').select('id').where('id', '=', fields.teamId).executeTakeFirst()
    if (team === undefined) {
      faults.push({ field: 'teamId', code: 'unknown', message: `There is no team "${fields.teamId}".` })
    }
  }
  const first = faults[0]
  if (first !== undefined) throw new AppError('invalid_input', first.message, { details: { faults } })
}

async function keepAnAdmin(trx: Queryable, leavingId: string): Promise<void> {
  const { rows } = await sql`select id from users
    where state = 'active' and 'admin' = any (roles) and id <> ${leavingId} limit 1`.execute(trx)
  if (rows.length === 0) throw new AppError('conflict', 'The last active administrator must stay one.')
}

export function toUser(row: Selectable<Tables['users']>): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
    teamId: row.team_id,
    locale: row.locale as Locale,
    timezone: row.timezone,
    state: row.state as UserState,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
