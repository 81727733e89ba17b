import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BotRoom, NOTE, openBotRoom, QUESTION } from '../test/bot-room.ts'
import { dyingDatabase } from '../test/dying-database.ts'
import { MINUTE } from '../test/moving-clock.ts'
import { openTestDatabase } from '../test/open-database.ts'
import type { Channel, IncomingContent, IncomingEvent } from './channel.ts'
import type { Bot } from './create-bot.ts'

/** What the platform shows: the text of each message, by the id that it was sent with. */
const shown = new Map<string, string>()

/** A platform that keeps what it was sent, and can be asked for it; `step` is a step of the process that sends. */
function platform(step: () => void): Channel {
  return {
    name: 'slack',
    show: async () => {},
    render: ({ reply }) => [
      { text: reply.parts.map((part) => (part.type === 'answer' ? part.answer.text : part.text)).join('\n') },
    ],
    async send(_place, message, mark) {
      step()
      if (!(mark.uncertain && shown.has(mark.id))) {
        // A second message of one id would be a message twice.
        if (shown.has(mark.id)) throw new Error('It was sent twice.')
        shown.set(mark.id, String(message['text']))
      }
      step()
      return { kind: 'sent', remoteId: mark.id }
    },
    findPrivatePlace: async (personId) => ({ personId }),
    fetchFile: async () => new Uint8Array(),
    start: async () => {},
    stop: async () => {},
  }
}

let room: BotRoom
/** The process that takes over, each time. */
let survivor: Bot
let events = 0
beforeAll(async () => {
  room = await openBotRoom(await openTestDatabase())
  await room.link('slack', 'U1', 'rep-a')
  survivor = room.openProcess(() => [platform(() => {})])
})
afterAll(() => room.database.close())

function eventOf(content: IncomingContent): IncomingEvent {
  events += 1
  return {
    channel: 'slack',
    eventId: `E${events}`,
    orderKey: `D${events}`,
    personId: 'U1',
    shared: false,
    place: { chat: `D${events}` },
    content,
  }
}

/** A process that dies at its n-th step; then another that finishes. Returns the steps of the first. */
async function runWithCrash(event: IncomingEvent, lastStep: number): Promise<number> {
  const dying = dyingDatabase(room.database, lastStep)
  const first = room.openProcess(() => [platform(dying.step)], { database: dying.database })
  await settle(first, event, dying.dead)
  if (dying.dead()) {
    // Whatever had not been acknowledged is delivered again by the platform.
    room.clock.advance(2 * MINUTE)
    await settle(survivor, event)
  }
  return dying.steps()
}

async function settle(bot: Bot, event: IncomingEvent, dead: () => boolean = () => false): Promise<void> {
  await bot.start().catch(() => {})
  await bot.receive(event).catch(() => {})
  while (!dead()) {
    const row = await room.database.query
      .selectFrom('channel_events')
      .select('state')
      .where('event_id', '=', event.eventId)
      .executeTakeFirst()
    if (row?.state === 'done' || row?.state === 'failed') break
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await bot.stop().catch(() => {})
}

async function countOf(event: IncomingEvent) {
  const { rows } = await sql<{ state: string; messages: number; sent: number; content: unknown; id: string }>`
    select e.id, e.state, e.content,
      (select count(*)::int from channel_messages m where m.event_id = e.id) as messages,
      (select count(*)::int from channel_messages m where m.event_id = e.id and m.state = 'sent') as sent
    from channel_events e where e.event_id = ${event.eventId}`.execute(room.database.query)
  return rows[0]!
}

async function rowsOf(table: 'answers' | 'turns' | 'visit_drafts' | 'visits'): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(room.database.query)
  return rows[0]!.count
}

describe('a crash at any step', () => {
  it('leaves a question with one answer in the ledger and one message', async () => {
    const steps = await runWithCrash(eventOf({ kind: 'message', text: QUESTION }), Number.POSITIVE_INFINITY)
    expect(steps).toBeGreaterThan(12)
    for (let lastStep = 1; lastStep <= steps; lastStep += 1) {
      const before = { answers: await rowsOf('answers'), turns: await rowsOf('turns'), shown: shown.size }
      const event = eventOf({ kind: 'message', text: QUESTION })
      await runWithCrash(event, lastStep)
      const done = await countOf(event)
      expect({ lastStep, ...done }).toMatchObject({
        lastStep,
        state: 'done',
        messages: 1,
        sent: 1,
        content: null,
      })
      expect(await rowsOf('answers')).toBe(before.answers + 1)
      expect(await rowsOf('turns')).toBe(before.turns + 1)
      expect(shown.size).toBe(before.shown + 1)
    }
  }, 120_000)

  it('leaves a note with one draft, and its confirmation with one visit', async () => {
    for (let lastStep = 2; lastStep <= 80; lastStep += 4) {
      const before = { drafts: await rowsOf('visit_drafts'), visits: await rowsOf('visits') }
      const note = eventOf({ kind: 'message', text: `${NOTE}第${lastStep}次。` })
      await runWithCrash(note, lastStep)
      expect({ lastStep, ...(await countOf(note)) }).toMatchObject({ lastStep, state: 'done', sent: 1 })
      expect(await rowsOf('visit_drafts')).toBe(before.drafts + 1)
      const { id } = await countOf(note)
      const press = {
        ...eventOf({ kind: 'press', turnId: id, action: 'draft_confirm' }),
        orderKey: note.orderKey,
      }
      await runWithCrash(press, lastStep)
      expect({ lastStep, ...(await countOf(press)) }).toMatchObject({ lastStep, state: 'done', sent: 1 })
      expect(await rowsOf('visits')).toBe(before.visits + 1)
    }
  }, 120_000)
})
