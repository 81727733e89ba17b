/**
 * Teams from a company's table, in any order of rows: a parent may stand below its children. Known by
 * external id, else by name. Rows whose parent is unknown or whose line upwards closes a circle are
 * refused, and with them the new teams that would hang from those; the rest comes in.
 */
import { sql } from 'kysely'
import { recordAudits } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { isRecordId, newId } from '../core/ids.ts'
import {
  type AddFault,
  type ColumnSynonyms,
  type ImportFault,
  type ImportPlan,
  type ImportRows,
  type ImportWrite,
  importResult,
  planImport,
  type ReadRow,
  readRows,
} from '../core/import-rows.ts'
import { foldName } from '../core/text/normalize.ts'
import { lockTeamTree } from './team-store.ts'

const COLUMNS = {
  id: ['external_id', 'team_id', 'code', '编号', '团队编号', '团队ID', '编码'],
  name: ['team_name', 'team', '名称', '团队', '团队名称', '部门', '部门名称'],
  parentId: ['parent', 'parent_team', 'parent_name', '上级', '上级团队', '上级编号', '上级部门', '所属团队'],
} as const satisfies ColumnSynonyms<string>

type Field = keyof typeof COLUMNS

interface TeamBody {
  readonly name: string
  readonly parentId: string | null
}

export function createImportTeams(deps: { readonly database: Database; readonly clock: Clock }): ImportRows {
  return (rows, options) =>
    deps.database.transaction(async (trx) => {
      await lockTeamTree(trx)
      const at = deps.clock.now()
      const stored = new Map<string, TeamBody>(
        (await trx.selectFrom('teams').select(['id', 'name', 'parent_id as parentId']).execute()).map(
          ({ id, ...body }) => [id, body],
        ),
      )
      const read = readRows<Field>(rows, COLUMNS)
      const known = nameTeams(read, stored)
      const plan = planImport<Field, TeamBody>(read, {
        identify: (row, fault) => identify(row, known, fault),
        before: (id) => stored.get(id),
        build: (row, _id, before, fault) => build(row, before, known, fault),
      })
      const sound = refuseBrokenLines(plan, stored)
      if (!options.dryRun) {
        await writeTeams(trx, sound.writes, at)
        await recordAudits(
          trx,
          sound.writes.map(({ id, body, isNew }) => ({
            at,
            actorId: options.actorId,
            action: isNew ? 'team.create' : 'team.update',
            subjectKind: 'team',
            subjectId: id,
            detail: { by: 'import', to: body.parentId },
          })),
        )
      }
      return importResult(sound, options.dryRun)
    })
}

interface KnownTeams {
  /** Stored teams and those of the file. */
  readonly ids: ReadonlySet<string>
  readonly idsByName: ReadonlyMap<string, ReadonlySet<string>>
  /** Row number -> id; none where the name alone does not tell. */
  readonly idOfRow: ReadonlyMap<number, string>
}

/** Gives every row its id before any is judged, so that a row may name a parent that comes later. */
function nameTeams(rows: readonly ReadRow<Field>[], stored: ReadonlyMap<string, TeamBody>): KnownTeams {
  const idsByName = new Map<string, Set<string>>()
  const name = (text: string, id: string) => {
    const ids = idsByName.get(foldName(text)) ?? new Set<string>()
    idsByName.set(foldName(text), ids.add(id))
  }
  for (const [id, team] of stored) name(team.name, id)
  const idOfRow = new Map<number, string>()
  for (const row of rows) {
    const same = [...(idsByName.get(foldName(row.fields.name ?? '')) ?? [])]
    const id = row.fields.id || (same.length === 0 ? newId() : same.length === 1 ? same[0] : undefined)
    if (id === undefined) continue
    idOfRow.set(row.row, id)
    if (row.fields.name) name(row.fields.name, id)
  }
  return { ids: new Set([...stored.keys(), ...idOfRow.values()]), idsByName, idOfRow }
}

function identify(row: ReadRow<Field>, known: KnownTeams, fault: AddFault<Field>): string | undefined {
  const id = known.idOfRow.get(row.row)
  if (id === undefined) fault('id', 'ambiguous', 'Several teams have this name: give the id.')
  else if (!isRecordId(id)) fault('id', 'invalid', 'This cannot be an id.')
  return id
}

function build(
  row: ReadRow<Field>,
  before: TeamBody | undefined,
  known: KnownTeams,
  fault: AddFault<Field>,
): TeamBody {
  const name = row.fields.name ?? before?.name ?? ''
  if (name === '') fault('name', 'missing', 'The team has no name.')
  const cell = row.fields.parentId
  if (cell === undefined) return { name, parentId: before?.parentId ?? null }
  if (cell === '' || known.ids.has(cell)) return { name, parentId: cell || null }
  const named = [...(known.idsByName.get(foldName(cell)) ?? [])]
  if (named.length > 1) fault('parentId', 'ambiguous', `Several teams are called "${cell}": give the id.`)
  if (named.length === 0) fault('parentId', 'unknown', `There is no team "${cell}".`)
  return { name, parentId: named[0] ?? null }
}

/** Takes out writes whose parent was refused or that stand in a circle, until nothing more falls. */
function refuseBrokenLines(
  plan: ImportPlan<TeamBody>,
  stored: ReadonlyMap<string, TeamBody>,
): ImportPlan<TeamBody> {
  let writes = plan.writes
  const rejected: ImportFault[] = [...plan.rejected]
  for (;;) {
    const tree = new Map([...stored].map(([id, team]) => [id, team.parentId]))
    for (const write of writes) tree.set(write.id, write.body.parentId)
    const faults = writes.flatMap((write) => brokenLine(write, tree) ?? [])
    if (faults.length === 0) return { ...plan, writes, rejected }
    rejected.push(...faults)
    writes = writes.filter((write) => !faults.some((fault) => fault.row === write.row))
  }
}

function brokenLine(
  write: ImportWrite<TeamBody>,
  tree: ReadonlyMap<string, string | null>,
): ImportFault | undefined {
  const fault = { row: write.row, column: 'parentId' }
  const passed = new Set<string>()
  for (let above = write.body.parentId; above !== null; above = tree.get(above) ?? null) {
    if (above === write.id) return { ...fault, code: 'circle', message: 'The team would stand below itself.' }
    if (!tree.has(above)) return { ...fault, code: 'unknown', message: 'The parent team was refused.' }
    // A circle higher up: its own rows fall, then this one is judged again.
    if (passed.has(above)) return undefined
    passed.add(above)
  }
  return undefined
}

async function writeTeams(trx: Queryable, writes: readonly ImportWrite<TeamBody>[], at: Date): Promise<void> {
  for (let start = 0; start < writes.length; start += 500) {
    const part = writes.slice(start, start + 500)
    await trx
      .insertInto('teams')
      // Parents in a second step: one may stand in a later block.
      .values(part.map(({ id, body }) => ({ id, name: body.name, parent_id: null, created_at: at })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
      )
      .execute()
  }
  await sql`update teams t set parent_id = n.parent_id
    from unnest(${writes.map((write) => write.id)}::text[],
      ${writes.map((write) => write.body.parentId)}::text[]) as n (id, parent_id)
    where t.id = n.id`.execute(trx)
}
