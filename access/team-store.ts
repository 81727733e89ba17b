/**
 * Teams form a tree: a manager sees the subtree, a document for a team is for its subtree.
 * Changes of the tree wait for each other, so that two moves at once cannot close a circle.
 */
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { isRecordId, newId } from '../core/ids.ts'
import { decodeCursor, type Page, type PageRequest, pageLimit, pageOf } from '../core/page.ts'

export interface Team {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly createdAt: Date
}

export interface TeamFields {
  readonly name?: string | undefined
  readonly parentId?: string | null | undefined
}

export interface TeamStore {
  /** Throws `invalid_input` for an empty name or an unknown parent, `conflict` when the id is taken. */
  create(
    team: {
      readonly id?: string | undefined
      readonly name: string
      readonly parentId?: string | null | undefined
    },
    actorId: string | null,
  ): Promise<Team>
  /** Throws `not_found`, and `invalid_input` when the new parent is below the team. */
  update(id: string, fields: TeamFields, actorId: string | null): Promise<Team>
  find(id: string): Promise<Team | undefined>
  get(id: string): Promise<Team>
  list(request?: PageRequest): Promise<Page<Team>>
}

/** An arbitrary constant: whoever changes the tree holds this lock until the end of the transaction. */
const TREE_LOCK = 112_104_201

export async function lockTeamTree(trx: Queryable): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK}::bigint)`.execute(trx)
}

export function createTeamStore(deps: { readonly database: Database; readonly clock: Clock }): TeamStore {
  const { database, clock } = deps

  async function find(id: string, db: Queryable = database.query): Promise<Team | undefined> {
    const row = await db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toTeam(row)
  }

  async function get(id: string, db?: Queryable): Promise<Team> {
    const team = await find(id, db)
    if (team === undefined) throw new AppError('not_found', `There is no team "${id}".`)
    return team
  }

  return {
    find: (id) => find(id),
    get: (id) => get(id),

    create: (team, actorId) =>
      database.transaction(async (trx) => {
        await lockTeamTree(trx)
        const id = team.id ?? newId()
        if (!isRecordId(id)) throw refused('id', 'This cannot be an id.')
        if (team.name.trim() === '') throw refused('name', 'A name is needed.')
        await checkParent(trx, id, team.parentId ?? null)
        const at = clock.now()
        const row = await trx
          .insertInto('teams')
          .values({ id, name: team.name.trim(), parent_id: team.parentId ?? null, created_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw new AppError('conflict', `Team "${id}" exists already.`)
        await recordAudit(trx, { at, actorId, action: 'team.create', subjectKind: 'team', subjectId: id })
        return toTeam(row)
      }),

    update: (id, fields, actorId) =>
      database.transaction(async (trx) => {
        await lockTeamTree(trx)
        const before = await get(id, trx)
        const name = fields.name?.trim() ?? before.name
        const parentId = fields.parentId === undefined ? before.parentId : fields.parentId
        if (name === '') throw refused('name', 'A name is needed.')
        await checkParent(trx, id, parentId)
        await trx.updateTable('teams').set({ name, parent_id: parentId }).where('id', '=', id).execute()
        await recordAudit(trx, {
          at: clock.now(),
          actorId,
          action: 'team.update',
          subjectKind: 'team',
          subjectId: id,
          detail: { fields: Object.keys(fields), from: before.parentId, to: parentId },
        })
        return { ...before, name, parentId }
      }),

    async list(request = {}) {
      const limit = pageLimit(request)
      const after = decodeCursor(request)
      let query = database.query.selectFrom('teams').selectAll().orderBy('id')
      if (after !== undefined) query = query.where('id', '>', after)
      const rows = await query.limit(limit + 1).execute()
      return pageOf(rows.map(toTeam), limit, (team) => team.id)
    },
  }
}

/** The team and every team above it, nearest first. */
export async function teamAncestors(db: Queryable, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up (id, parent_id, depth) as (
      select id, parent_id, 0 from teams where id = ${id}
      union all
      select t.id, t.parent_id, up.depth + 1 from teams t join up on t.id = up.parent_id)
    select id from up order by depth`.execute(db)
  return rows.map((row) => row.id)
}

/** The team and every team below it. */
export async function teamSubtree(db: Queryable, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down (id) as (
      select id from teams where id = ${id}
      union
      select t.id from teams t join down on t.parent_id = down.id)
    select id from down order by id`.execute(db)
  return rows.map((row) => row.id)
}

async function checkParent(trx: Queryable, id: string, parentId: string | null): Promise<void> {
  if (parentId === null) return
  const above = await teamAncestors(trx, parentId)
  if (above.length === 0) throw refused('parentId', `There is no team "${parentId}".`)
  if (above.includes(id)) throw refused('parentId', 'A team cannot stand below itself.')
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: { field } })
}

function toTeam(row: { id: string; name: string; parent_id: string | null; created_at: Date }): Team {
  return { id: row.id, name: row.name, parentId: row.parent_id, createdAt: row.created_at }
}
