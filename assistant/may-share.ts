/** Whether an answer may be said where others read along: everything that it cites is for everybody. */
import { sql } from 'kysely'
import type { Database } from '../core/database.ts'
import type { Answer } from './answer.ts'

/** True also where nothing is cited. */
export type MayShare = (answers: readonly Answer[]) => Promise<boolean>

export function createMayShare({ database }: { readonly database: Database }): MayShare {
  return async (answers) => {
    const cited = [...new Set(answers.flatMap((answer) => answer.citations.map((one) => one.versionId)))]
    if (cited.length === 0) return true
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from versions
      where id = any(${cited}::text[]) and audience_roles = '{}' and audience_teams = '{}'`.execute(
      database.query,
    )
    return rows[0]?.open === cited.length
  }
}
