/**
 * Who a person on a chat platform is: a user of ours, by the e-mail address that the platform vouches for or by a
 * one-time code that the user was shown when signed in. A user has one place per channel; the newer takes it over.
 */
import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudit } from '../core/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import type { Reader } from '../core/reader.ts'
import { readerOf } from './reader.ts'
import type { User } from './user.ts'
import { toUser } from './user-store.ts'

export interface ChannelPerson {
  readonly user: User
  readonly reader: Reader
}

export type FoundPerson =
  | ({ readonly kind: 'known' } & ChannelPerson)
  | { readonly kind: 'stranger' | 'disabled' }

export interface ChannelLink {
  readonly channel: string
  readonly personId: string
  readonly userId: string
  readonly linkedBy: 'email' | 'code'
  readonly createdAt: Date
}

export type Redeemed =
  | ({ readonly kind: 'linked' } & ChannelPerson)
  | { readonly kind: 'unknown' | 'expired' | 'used' }

export interface ChannelLinks {
  find(channel: string, personId: string): Promise<FoundPerson>
  /** By the address that the platform vouches for; a stranger where no active user has it. */
  linkByEmail(channel: string, personId: string, email: string): Promise<FoundPerson>
  /** A code for the user to send to the bot, good for CODE_MINUTES; earlier ones end. Throws `not_found`, `conflict`. */
  issueCode(
    userId: string,
    actorId: string | null,
  ): Promise<{ readonly code: string; readonly expiresAt: Date }>
  redeem(channel: string, personId: string, code: string): Promise<Redeemed>
  list(userId: string): Promise<readonly ChannelLink[]>
  /** Throws `not_found`. */
  unlink(userId: string, channel: string, actorId: string | null): Promise<void>
}

export const CODE_MINUTES = 15
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 8

/** Eight letters without those that are mistaken for each other, with or without a dash: 40 bits for 15 minutes. */
export const CODE_PATTERN = /^[A-HJKMNP-Z2-9]{4}-?[A-HJKMNP-Z2-9]{4}$/iu

export function createChannelLinks({ database, clock }: { database: Database; clock: Clock }): ChannelLinks {
  const db = database.query

  async function personOf(trx: Queryable, userId: string): Promise<FoundPerson> {
    const row = await trx.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst()
    if (row === undefined) return { kind: 'stranger' }
    const user = toUser(row)
    if (user.state !== 'active') return { kind: 'disabled' }
    return { kind: 'known', user, reader: await readerOf(trx, user) }
  }

  async function link(
    trx: Queryable,
    to: {
      readonly channel: string
      readonly personId: string
      readonly userId: string
      readonly by: 'email' | 'code'
    },
  ): Promise<void> {
    const at = clock.now()
    await trx
      .deleteFrom('channel_links')
      .where('channel', '=', to.channel)
      .where((where) => where.or([where('user_id', '=', to.userId), where('person_id', '=', to.personId)]))
      .execute()
    await trx
      .insertInto('channel_links')
      .values({
        channel: to.channel,
        person_id: to.personId,
        user_id: to.userId,
        linked_by: to.by,
        created_at: at,
      })
      .onConflict((conflict) =>
        conflict.columns(['channel', 'person_id']).doUpdateSet({ user_id: to.userId, linked_by: to.by }),
      )
      .execute()
    await recordAudit(trx, {
      at,
      actorId: to.userId,
      action: 'channel.link',
      subjectKind: 'user',
      subjectId: to.userId,
      detail: { channel: to.channel, by: to.by },
    })
  }

  return {
    async find(channel, personId) {
      const row = await db
        .selectFrom('channel_links')
        .select('user_id')
        .where('channel', '=', channel)
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row === undefined ? { kind: 'stranger' } : personOf(db, row.user_id)
    },

    linkByEmail: (channel, personId, email) =>
      database.transaction(async (trx) => {
        const { rows } = await sql<{ id: string }>`
          select id from users where lower(email) = ${email.trim().toLowerCase()} and state = 'active'`.execute(
          trx,
        )
        // Two users with one address are two people: neither is guessed.
        if (rows.length !== 1) return { kind: 'stranger' }
        await link(trx, { channel, personId, userId: rows[0]!.id, by: 'email' })
        return personOf(trx, rows[0]!.id)
      }),

    issueCode: (userId, actorId) =>
      database.transaction(async (trx) => {
        const found = await trx
          .selectFrom('users')
          .select('state')
          .where('id', '=', userId)
          .executeTakeFirst()
        if (found === undefined) throw new AppError('not_found', `There is no user "${userId}".`)
        if (found.state !== 'active') throw new AppError('conflict', 'A disabled user gets no code.')
        const at = clock.now()
        const code = newCode()
        const expiresAt = new Date(at.getTime() + CODE_MINUTES * 60_000)
        await trx.deleteFrom('link_codes').where('user_id', '=', userId).execute()
        await trx
          .insertInto('link_codes')
          .values({ hash: hashCode(code), user_id: userId, created_at: at, expires_at: expiresAt })
          .execute()
        await recordAudit(trx, {
          at,
          actorId,
          action: 'channel.code',
          subjectKind: 'user',
          subjectId: userId,
          detail: {},
        })
        return { code, expiresAt }
      }),

    redeem: (channel, personId, code) =>
      database.transaction(async (trx) => {
        const row = await trx
          .selectFrom('link_codes')
          .selectAll()
          .where('hash', '=', hashCode(code))
          .forUpdate()
          .executeTakeFirst()
        if (row === undefined) return { kind: 'unknown' }
        if (row.used_at !== null) return { kind: 'used' }
        if (row.expires_at <= clock.now()) return { kind: 'expired' }
        await trx
          .updateTable('link_codes')
          .set({ used_at: clock.now() })
          .where('hash', '=', row.hash)
          .execute()
        await link(trx, { channel, personId, userId: row.user_id, by: 'code' })
        const person = await personOf(trx, row.user_id)
        return person.kind === 'known' ? { ...person, kind: 'linked' } : { kind: 'unknown' }
      }),

    async list(userId) {
      const rows = await db
        .selectFrom('channel_links')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('channel')
        .execute()
      return rows.map((row) => ({
        channel: row.channel,
        personId: row.person_id,
        userId: row.user_id,
        linkedBy: row.linked_by as 'email' | 'code',
        createdAt: row.created_at,
      }))
    },

    unlink: (userId, channel, actorId) =>
      database.transaction(async (trx) => {
        const done = await trx
          .deleteFrom('channel_links')
          .where('user_id', '=', userId)
          .where('channel', '=', channel)
          .executeTakeFirst()
        if (Number(done.numDeletedRows) === 0) throw new AppError('not_found', 'There is no such link.')
        await recordAudit(trx, {
          at: clock.now(),
          actorId,
          action: 'channel.unlink',
          subjectKind: 'user',
          subjectId: userId,
          detail: { channel },
        })
      }),
  }
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]!)
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

function hashCode(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/gu, '')
  return createHash('sha256').update(plain, 'utf8').digest('hex')
}
