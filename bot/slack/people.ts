/** People of the workspace: the direct messages with one, and the address that Slack vouches for. */
import { AppError } from '../../core/errors.ts'
import type { Place } from '../channel.ts'
import { platformError } from './call-failure.ts'
import type { SlackClient } from './slack-client.ts'
import { slackPlace } from './slack-place.ts'

export interface People {
  /** Undefined where it cannot be opened. Throws `overloaded` where it may be tried again. */
  openDirect(user: string): Promise<string | undefined>
  findPrivatePlace(user: string): Promise<Place | undefined>
  findEmail(user: string): Promise<string | undefined>
}

const REMEMBERED = 5_000
/** Notices are news for as long; nothing that waits to be sent was tried before. */
const LOOK_BACK_S = 3 * 86_400
const TRANSIENT = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'ratelimited',
])

export function createPeople({ client }: { readonly client: SlackClient }): People {
  const directs = new Map<string, string>()
  let team: { readonly id: string | undefined; readonly enterprise: string | undefined } | undefined

  async function openDirect(user: string): Promise<string | undefined> {
    const known = directs.get(user)
    if (known !== undefined) return known
    try {
      const { channel } = await client.conversations.open({ users: user })
      if (channel?.id === undefined) return undefined
      if (directs.size >= REMEMBERED) directs.clear()
      directs.set(user, channel.id)
      return channel.id
    } catch (error) {
      if (refusedForGood(error)) return undefined
      throw new AppError('overloaded', 'Slack does not open the direct messages just now.', { cause: error })
    }
  }

  async function ownTeam() {
    if (team !== undefined) return team
    const { team_id: id, enterprise_id: enterprise } = await client.auth.test()
    team = { id, enterprise }
    return team
  }

  return {
    openDirect,

    async findPrivatePlace(user) {
      const channel = await openDirect(user)
      const since = String(Math.floor(Date.now() / 1000) - LOOK_BACK_S)
      return channel === undefined ? undefined : slackPlace(user, { channel, since })
    },

    /** Only of a person who works here: no bot, no guest, nobody of another company, and an address that was proved. */
    async findEmail(user) {
      try {
        const own = await ownTeam()
        const { user: found } = await client.users.info({ user })
        if (found === undefined || found.deleted === true) return undefined
        if (found.is_bot === true || found.is_restricted === true || found.is_ultra_restricted === true)
          return undefined
        if (found.is_stranger === true || found.is_email_confirmed !== true) return undefined
        const home = found.team_id === own.id
        const company =
          own.enterprise !== undefined && found.enterprise_user?.enterprise_id === own.enterprise
        const email = found.profile?.email?.trim().toLowerCase()
        return (home || company) && email !== undefined && email !== '' ? email : undefined
      } catch (error) {
        if (refusedForGood(error)) return undefined
        throw new AppError('overloaded', 'Slack does not say who this is just now.', { cause: error })
      }
    },
  }
}

function refusedForGood(error: unknown): boolean {
  const word = platformError(error)
  return word !== undefined && !TRANSIENT.has(word)
}
