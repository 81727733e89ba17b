/**
 * Links to a page of ours that a chat can carry: signed, they expire, and they open one page for one person, as that
 * person may see it at that moment. A link signs nobody in and opens nothing else. The key is made at the first use
 * and lies in the database, so that every process signs alike.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { Reader } from '../core/reader.ts'
import { readerOf } from './reader.ts'
import type { User } from './user.ts'
import { toUser } from './user-store.ts'

export type OpenedLink =
  | { readonly kind: 'ok'; readonly user: User; readonly reader: Reader; readonly path: string }
  | { readonly kind: 'invalid' | 'expired' | 'disabled' }

export interface PageLinks {
  /** A signer with the key in hand, so that rendering needs no database. */
  signer(): Promise<(userId: string, path: string) => string>
  /** `token` as `signer` made it. */
  open(token: string): Promise<OpenedLink>
}

export const PAGE_LINK_DAYS = 30
/** Only pages that show; nothing that a link should not be able to do. */
const OPENABLE = /^\/read\//u
const KEY = 'page_link_key'

export function createPageLinks({ database, clock }: { database: Database; clock: Clock }): PageLinks {
  let known: Buffer | undefined

  async function key(): Promise<Buffer> {
    if (known !== undefined) return known
    const fresh = JSON.stringify(randomBytes(32).toString('base64url'))
    // Of two processes that begin at once both keep the one that was written.
    await sql`insert into settings (key, value, updated_at) values (${KEY}, ${fresh}::jsonb, ${clock.now()})
      on conflict (key) do nothing`.execute(database.query)
    const row = await database.query
      .selectFrom('settings')
      .select('value')
      .where('key', '=', KEY)
      .executeTakeFirstOrThrow()
    known = Buffer.from(String(row.value), 'base64url')
    return known
  }

  return {
    async signer() {
      const secret = await key()
      return (userId, path) => {
        if (!OPENABLE.test(path)) return path
        const until = Math.floor(clock.now().getTime() / 1000) + PAGE_LINK_DAYS * 86_400
        const body = Buffer.from(JSON.stringify([userId, path, until]), 'utf8').toString('base64url')
        return `/l/${body}.${sign(secret, body)}`
      }
    },

    async open(token) {
      const [body, signature, ...more] = token.split('.')
      if (body === undefined || signature === undefined || more.length > 0) return { kind: 'invalid' }
      if (!same(sign(await key(), body), signature)) return { kind: 'invalid' }
      const [userId, path, until] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
        string,
        string,
        number,
      ]
      if (until * 1000 <= clock.now().getTime()) return { kind: 'expired' }
      const row = await database.query
        .selectFrom('users')
        .selectAll()
        .where('id', '=', userId)
        .executeTakeFirst()
      if (row === undefined || row.state !== 'active') return { kind: 'disabled' }
      const user = toUser(row)
      return { kind: 'ok', user, reader: await readerOf(database.query, user), path }
    },
  }
}

function sign(secret: Buffer, body: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64url')
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
