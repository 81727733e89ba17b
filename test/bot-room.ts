/**
 * The bot over a test database, with the real assistant behind it: two people, a product in force, a small hospital.
 * A channel is given by the test. `openProcess` is one process of the service; a test may let it die at any step.
 */
import { type ChannelLinks, createChannelLinks } from '../access/channel-links.ts'
import { createPageLinks } from '../access/page-links.ts'
import { createTokens } from '../access/tokens.ts'
import type { ComposeAnswer } from '../assistant/answer.ts'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { createDrawChart } from '../assistant/charts/draw-chart.ts'
import { composeVerbatim } from '../assistant/compose-verbatim.ts'
import { createDraftVisit } from '../assistant/draft-visit.ts'
import { FINDING_RULE_BOOK } from '../assistant/finding-rule-book.ts'
import { maskIdentifiers } from '../assistant/guard/mask-identifiers.ts'
import { createMayShare } from '../assistant/may-share.ts'
import { createNoteSkill } from '../assistant/note-skill.ts'
import { createReadNote } from '../assistant/notes/read-note.ts'
import { createPressAction } from '../assistant/press-action.ts'
import { createRecordFeedback } from '../assistant/record-feedback.ts'
import { createReplyToNotice } from '../assistant/reply-to-notice.ts'
import { createPrepareBrief } from '../assistant/summaries/prepare-brief.ts'
import { createSummarySkill } from '../assistant/summary-skill.ts'
import { takeFile } from '../assistant/take-file.ts'
import { createTakeTurn } from '../assistant/take-turn.ts'
import { createTaskSkill } from '../assistant/task-skill.ts'
import type { Channel, Receive } from '../bot/channel.ts'
import { type Bot, createBot } from '../bot/create-bot.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { type Log, silentLog } from '../core/log.ts'
import type { Transcribe } from '../core/transcriber.ts'
import { createRecordVisit } from '../crm/record-visit.ts'
import { createSummariseVisits } from '../crm/summarise-visits.ts'
import { createTaskStore } from '../crm/task-store.ts'
import { createGapDesk } from '../knowledge/gaps.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { createHashingEmbedder } from '../llm/hashing-embedder.ts'
import { openAnswerRoom } from './answer-room.ts'
import { TIMEZONE } from './control-room.ts'
import { openCrmRoom } from './crm-room.ts'

export interface ProcessOptions {
  /** The database as this process sees it. */
  readonly database?: Database
  readonly clock?: Clock
  readonly log?: Log
  readonly compose?: ComposeAnswer
  readonly transcribe?: Transcribe
  readonly publicUrl?: string | null
  readonly concurrency?: number
}

export type BotRoom = Awaited<ReturnType<typeof openBotRoom>>

/** A question that the label in force answers, and a note that names people of the directory. */
export const QUESTION = '泽宁平一天最多吃几片？'
export const NOTE = '今天上午在青岭市第一医院心内科见了沈知白主任，聊了泽宁平的疗效，他比较认可。'

export async function openBotRoom(database: Database) {
  const answers = await openAnswerRoom(database)
  const crm = await openCrmRoom(database)
  const { clock } = answers
  await answers.inForce(
    [
      { code: 'indications', heading: '【适应症】', texts: ['用于治疗原发性高血压。'] },
      {
        code: 'dosage',
        heading: '【用法用量】',
        texts: ['口服。推荐起始剂量为每次1片，每日2次。每日最大剂量不超过4片。'],
      },
    ],
    { title: '泽米沙坦片说明书', productIds: ['P1'] },
  )

  /** One process of the service: its own bot over the shared database. */
  function openProcess(
    makeChannels: (receive: Receive) => readonly Channel[],
    options: ProcessOptions = {},
  ): Bot {
    const own = options.database ?? database
    const at = options.clock ?? clock
    const base = { database: own, clock: at }
    const rules = FINDING_RULE_BOOK
    const tasks = createTaskStore(base)
    const recordVisit = createRecordVisit({ ...base, forwardHours: 24, rules })
    const notes = createDraftVisit({ ...base, readNote: createReadNote(), recordVisit, rules })
    const mask = (text: string) => maskIdentifiers(text).text
    const retrieve = createRetrieve({ ...base, embedder: createHashingEmbedder() })
    const summariseVisits = createSummariseVisits({ ...base, mask })
    const prepareBrief = createPrepareBrief({ ...base, retrieve, mask })
    const skills = {
      note: createNoteSkill({ notes }),
      task: createTaskSkill({ tasks, clock: at }),
      summary: createSummarySkill({ ...base, summariseVisits, prepareBrief }),
    }
    const answerQuestion = createAnswerQuestion({
      ...base,
      retrieve,
      compose: options.compose ?? composeVerbatim,
      timezone: TIMEZONE,
      forwardHours: 24,
      log: silentLog,
    })
    const recordFeedback = createRecordFeedback(base)
    const gaps = createGapDesk({ ...base, documents: answers.documents })
    return createBot(
      {
        ...base,
        log: options.log ?? silentLog,
        locale: 'zh-CN',
        publicUrl: () => (options.publicUrl === undefined ? 'https://pharos.example' : options.publicUrl),
        links: createChannelLinks(base),
        pageLinks: createPageLinks(base),
        tokens: createTokens(base),
        takeTurn: createTakeTurn({ ...base, answerQuestion, notes, skills }),
        pressAction: createPressAction({ ...base, gaps, recordFeedback, skills }),
        takeFile,
        replyToNotice: createReplyToNotice({ ...base, tasks }),
        mayShare: createMayShare(base),
        drawChart: createDrawChart(),
        concurrency: options.concurrency,
        ...(options.transcribe === undefined ? {} : { transcribe: options.transcribe }),
      },
      makeChannels,
    )
  }

  /** Ties a person of the platform to a user, as a code would. */
  async function link(channel: string, personId: string, userId: string): Promise<void> {
    const links: ChannelLinks = createChannelLinks({ database, clock })
    const { code } = await links.issueCode(userId, null)
    await links.redeem(channel, personId, code)
  }

  return { database, clock, answers, crm, openProcess, link }
}
