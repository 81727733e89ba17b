/**
 * The first administrator: user `admin`, with the token of the environment, or with one made at the
 * very first start. Many processes may start at once: the user's row is the lock.
 */
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { Locale } from '../core/reader.ts'
import { hashToken, newSecret } from './tokens.ts'

export const ADMIN_ID = 'admin'
/** Marks the token that the environment gives, so that a changed one replaces it and nothing else. */
const ENVIRONMENT_LABEL = 'ADMIN_TOKEN'

export interface EnsuredAdmin {
  readonly userId: string
  /** The secret: the one given, or one made just now to be printed once; null when one was made earlier. */
  readonly token: string | null
  /** True when the token was made by this very call. */
  readonly generated: boolean
  /** False when a company has administrators of its own and has disabled this one. */
  readonly active: boolean
}

export interface EnsureAdminDeps {
  readonly database: Database
  readonly clock: Clock
  readonly locale?: Locale
  readonly timezone?: string
}

export type EnsureAdmin = (adminToken?: string) => Promise<EnsuredAdmin>

/** Throws `conflict` when the given token belongs to another user. */
export function createEnsureAdmin(deps: EnsureAdminDeps): EnsureAdmin {
  return (adminToken) =>
    deps.database.transaction(async (trx) => {
      const at = deps.clock.now()
      await trx
        .insertInto('users')
        .values({
          id: ADMIN_ID,
          name: 'Administrator',
          email: null,
          roles: ['admin'],
          team_id: null,
          locale: deps.locale ?? 'zh-CN',
          timezone: deps.timezone ?? 'Asia/Shanghai',
          created_at: at,
          updated_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const { state } = await trx
        .selectFrom('users')
        .select('state')
        .where('id', '=', ADMIN_ID)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const active = state === 'active'

      const given = adminToken?.trim() ?? ''
      if (given === '') {
        const any = await trx
          .selectFrom('user_tokens')
          .select('id')
          .where('user_id', '=', ADMIN_ID)
          .where('kind', '=', 'api')
          .limit(1)
          .executeTakeFirst()
        if (any !== undefined) return { userId: ADMIN_ID, token: null, generated: false, active }
      }
      const token = given === '' ? newSecret() : given
      const hash = hashToken(token)
      const known = await trx
        .selectFrom('user_tokens')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst()
      if (known !== undefined && known.user_id !== ADMIN_ID) {
        throw new AppError('conflict', 'ADMIN_TOKEN is the token of another user.')
      }
      if (known !== undefined && known.revoked_at === null) {
        return { userId: ADMIN_ID, token, generated: false, active }
      }
      if (given !== '') {
        await trx
          .updateTable('user_tokens')
          .set({ revoked_at: at })
          .where('user_id', '=', ADMIN_ID)
          .where('label', '=', ENVIRONMENT_LABEL)
          .where('revoked_at', 'is', null)
          .execute()
      }
      await trx
        .insertInto('user_tokens')
        .values({
          id: newId(),
          user_id: ADMIN_ID,
          hash,
          label: given === '' ? 'first start' : ENVIRONMENT_LABEL,
          created_at: at,
        })
        // The environment went back to a former value: what it says holds.
        .onConflict((conflict) => conflict.column('hash').doUpdateSet({ revoked_at: null }))
        .execute()
      await recordAudit(trx, {
        at,
        actorId: null,
        action: 'token.bootstrap',
        subjectKind: 'user',
        subjectId: ADMIN_ID,
        detail: { from: given === '' ? 'generated' : 'environment' },
      })
      return { userId: ADMIN_ID, token, generated: given === '', active }
    })
}
