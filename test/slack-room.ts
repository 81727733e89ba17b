/** A bot with the real Slack channel against the strict fake: people linked, one process or several, and patience. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createChannelLinks } from '../access/channel-links.ts'
import { createPageLinks } from '../access/page-links.ts'
import { createDraftVisit } from '../assistant/draft-visit.ts'
import { createFindCard } from '../assistant/find-card.ts'
import { FINDING_RULE_BOOK } from '../assistant/finding-rule-book.ts'
import { createReadNote } from '../assistant/notes/read-note.ts'
import { createToday } from '../assistant/today.ts'
import type { Receive } from '../bot/channel.ts'
import type { Bot } from '../bot/create-bot.ts'
import { createSlackChannel, type SlackChannel } from '../bot/slack/slack-channel.ts'
import type { SlackChannelDeps } from '../bot/slack/slack-deps.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import { createRecordVisit } from '../crm/record-visit.ts'
import { createTaskStore } from '../crm/task-store.ts'
import { openBotRoom, type ProcessOptions } from './bot-room.ts'
import {
  APP_TOKEN,
  BOT_TOKEN,
  type FakeSlack,
  openFakeSlack,
  SIGNING_SECRET,
} from './fakes/slack/fake-slack.ts'

export interface SlackProcess {
  readonly bot: Bot
  readonly channel: SlackChannel
  /** Address of its POST /slack/events. */
  readonly events: string
}

export type SlackRoom = Awaited<ReturnType<typeof openSlackRoom>>

export async function openSlackRoom(database: Database) {
  const room = await openBotRoom(database)
  const { clock } = room
  const base = { database, clock }
  const links = createChannelLinks(base)
  const rules = FINDING_RULE_BOOK
  const recordVisit = createRecordVisit({ ...base, forwardHours: 24, rules })
  const notes = createDraftVisit({ ...base, readNote: createReadNote(), recordVisit, rules })
  const tasks = createTaskStore(base)
  const logged: { readonly event: string; readonly fields: unknown }[] = []
  const write = (event: string, fields?: unknown) => void logged.push({ event, fields })
  const log: Log = { debug: write, info: write, warn: write, error: write }
  let fake: FakeSlack
  const opened: { readonly bot: Bot; readonly server: Server }[] = []

  return {
    ...room,
    tasks,
    notes,
    links,
    logged,
    get fake() {
      return fake
    },

    async begin(options: { readonly acknowledgeMs?: number } = {}): Promise<FakeSlack> {
      logged.length = 0
      fake = await openFakeSlack(options)
      for (const [user, email] of [
        ['UREPA', 'rep-a@example.com'],
        ['UREPB', 'rep-b@example.com'],
        ['UBOSS', 'boss-e@example.com'],
        ['USTRANGER', 'nobody@elsewhere.example'],
      ] as const) {
        fake.web.users.set(user, { email })
      }
      return fake
    },

    async open(
      options: ProcessOptions & {
        readonly deps?: Partial<SlackChannelDeps>
        readonly receive?: (real: Receive) => Receive
      } = {},
    ): Promise<SlackProcess> {
      const { deps, receive: wrap, ...process } = options
      let channel: SlackChannel | undefined
      const bot = room.openProcess(
        (receive) => {
          channel = createSlackChannel({
            botToken: BOT_TOKEN,
            appToken: APP_TOKEN,
            signingSecret: SIGNING_SECRET,
            apiUrl: fake.apiUrl,
            receive: wrap === undefined ? receive : wrap(receive),
            links,
            pageLinks: createPageLinks(base),
            today: createToday({ ...base, tasks }),
            findCard: createFindCard({ notes }),
            publicUrl: () => 'https://pharos.example',
            clock,
            log,
            locale: 'zh-CN',
            ...deps,
          })
          return [channel]
        },
        { log, ...process },
      )
      const server = createServer((request, response) => channel!.requestListener!(request, response))
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      opened.push({ bot, server })
      await bot.start()
      const events = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
      return { bot, channel: channel!, events }
    },

    /** Ends every process, and returns what was done wrong. */
    async end(): Promise<readonly string[]> {
      for (const { bot, server } of opened.splice(0)) {
        await bot.stop()
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
      const { violations } = fake
      await fake.close()
      return violations
    },
  }
}

export async function until(
  done: () => boolean,
  what: () => unknown = () => '',
  limit = 8_000,
): Promise<void> {
  const end = performance.now() + limit
  while (!done()) {
    if (performance.now() > end) throw new Error(`Not in time. ${JSON.stringify(what())}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Long enough for what must not happen to happen. */
export const quiet = (milliseconds = 200) => new Promise((resolve) => setTimeout(resolve, milliseconds))
