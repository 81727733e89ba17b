/**
 * The one page that decides which edge is real: which database, which jobs, which embedder, which composer
 * of answers stand behind the ports, and how the rooms are joined. Everything else takes what it is given.
 */
import { createChannelLinks } from '../access/channel-links.ts'
import { createEnsureAdmin, type EnsureAdmin } from '../access/ensure-admin.ts'
import { createImportTeams } from '../access/import-teams.ts'
import { createImportUsers } from '../access/import-users.ts'
import { createPageLinks } from '../access/page-links.ts'
import { createTeamStore } from '../access/team-store.ts'
import { createTokens, type Tokens } from '../access/tokens.ts'
import { createUserStore } from '../access/user-store.ts'
import type { ApiDeps } from '../api/deps.ts'
import { createPageRoutes } from '../api/page-routes.ts'
import { type Api, createApi } from '../api/server.ts'
import { createGetAnswerRecord } from '../assistant/answer-log.ts'
import { createAnswerQuestion } from '../assistant/answer-question.ts'
import { createDrawChart } from '../assistant/charts/draw-chart.ts'
import { createDraftVisit } from '../assistant/draft-visit.ts'
import { createFindCard } from '../assistant/find-card.ts'
import { FINDING_RULE_BOOK } from '../assistant/finding-rule-book.ts'
import { maskIdentifiers } from '../assistant/guard/mask-identifiers.ts'
import { maskingEmbedder, maskingReranker } from '../assistant/guard/mask-models.ts'
import { createMayShare } from '../assistant/may-share.ts'
import { createNoteSkill } from '../assistant/note-skill.ts'
import { createPressAction } from '../assistant/press-action.ts'
import { createRecordFeedback } from '../assistant/record-feedback.ts'
import { createReplyToNotice } from '../assistant/reply-to-notice.ts'
import { createPrepareBrief } from '../assistant/summaries/prepare-brief.ts'
import { createSummarySkill } from '../assistant/summary-skill.ts'
import { takeFile } from '../assistant/take-file.ts'
import { createTakeTurn } from '../assistant/take-turn.ts'
import { createTaskSkill } from '../assistant/task-skill.ts'
import { createToday } from '../assistant/today.ts'
import { createBot } from '../bot/create-bot.ts'
import { type Clock, systemClock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { createAccountStore } from '../crm/account-store.ts'
import { createCalendarFeeds } from '../crm/calendar-feed.ts'
import { createSafetyDesk } from '../crm/change-safety-case.ts'
import { createCompetitorStore } from '../crm/competitor-store.ts'
import { createContactStore } from '../crm/contact-store.ts'
import { createReminderClock } from '../crm/deliver-reminders.ts'
import { createFindingDesk } from '../crm/finding-store.ts'
import { createHandOver } from '../crm/hand-over.ts'
import { createImportAccounts } from '../crm/import-accounts.ts'
import { createImportContacts } from '../crm/import-contacts.ts'
import { createImportPlans } from '../crm/import-plans.ts'
import { createImportTerritories } from '../crm/import-territories.ts'
import { createImportVisits } from '../crm/import-visits.ts'
import { createPlanStore } from '../crm/plan-store.ts'
import { createRecordVisit } from '../crm/record-visit.ts'
import { createSummariseVisits } from '../crm/summarise-visits.ts'
import { createSyncDesk } from '../crm/sync/sync-desk.ts'
import { createTaskStore } from '../crm/task-store.ts'
import { createTerritoryStore } from '../crm/territory-store.ts'
import { createVisitStore } from '../crm/visit-store.ts'
import { writeCalendar } from '../crm/write-calendar.ts'
import { createJobs } from '../db/jobs.ts'
import { createIngestVersion } from '../ingest/ingest-version.ts'
import { createParse } from '../ingest/parse.ts'
import { readTable } from '../ingest/read-table.ts'
import { createDocumentStore } from '../knowledge/document-store.ts'
import { createEmbedPassages } from '../knowledge/embed-passages.ts'
import { createGapDesk } from '../knowledge/gaps.ts'
import { createImportProducts } from '../knowledge/import-products.ts'
import { INGEST_QUEUE, type IngestPayload } from '../knowledge/ingest-queue.ts'
import { createProductStore } from '../knowledge/products.ts'
import { createPublishVersion } from '../knowledge/publish.ts'
import { createAcknowledgeRecall } from '../knowledge/recall.ts'
import { createRetrieve } from '../knowledge/retrieve.ts'
import { createReview } from '../knowledge/review.ts'
import { createVectorIndex } from '../knowledge/vector-index.ts'
import { createWithdrawVersion } from '../knowledge/withdraw.ts'
import { createEmbedders } from '../llm/embedders.ts'
import { createReranker } from '../llm/reranker.ts'
import { createTranscriber } from '../llm/transcriber.ts'
import { chooseComposer } from './choose-composer.ts'
import { chooseNoteReader } from './choose-note-reader.ts'
import type { Config } from './config.ts'
import { connectChannels } from './connect-channels.ts'
import { connectSync } from './connect-sync.ts'
import { createLoadExampleCustomers } from './load-example-customers.ts'
import { createLoadExamples, type LoadExamples } from './load-examples.ts'
import type { OpenDatabase } from './open-database.ts'
import { QUEUES } from './queues.ts'

export interface House {
  readonly api: Api
  /** Loads what the first answer would wait for; nothing without a chat model. */
  warmUp(): Promise<void>
  /** Begins the work of a worker: files that wait, vectors that are missing. */
  startWorker(): Promise<void>
  /** Connects to the chat platforms that are configured; `url`: of the web pages, where PUBLIC_URL does not say it. */
  startBot(url: string | null): Promise<void>
  readonly tokens: Tokens
  readonly ensureAdmin: EnsureAdmin
  readonly loadExamples: LoadExamples
  /** Everything that the API does, for those who join it without HTTP (evaluation, tests). */
  readonly rooms: ApiDeps
  /** Lets running work end, then closes everything, the database last. */
  close(): Promise<void>
}

export interface ComposeDeps {
  readonly database: OpenDatabase
  readonly log: Log
  readonly clock?: Clock
}

export async function compose(config: Config, deps: ComposeDeps): Promise<House> {
  const { database, log } = deps
  const clock = deps.clock ?? systemClock
  const { timezone, locale, forwardHours } = config
  const base = { database, clock, log }

  // edges
  const jobs = await createJobs({ database, queues: QUEUES, log })
  const embedders = createEmbedders({
    model: config.model.embeddingModel,
    dimensions: config.model.embeddingDimensions,
    apiKey: config.model.apiKey,
    baseUrl: config.model.baseUrl,
    timeoutMs: config.model.timeoutMs,
  })
  const vectorIndex = createVectorIndex(base)
  const embedPassages = createEmbedPassages({ ...base, jobs, embedders, vectorIndex })
  const reranker =
    config.rerank === null
      ? {}
      : { reranker: maskingReranker(createReranker({ ...config.rerank, timeoutMs: config.model.timeoutMs })) }
  const { transcriptionModel } = config.model
  const transcription =
    transcriptionModel === null
      ? {}
      : { transcribe: createTranscriber({ ...config.model, model: transcriptionModel }) }

  // people
  const tokens = createTokens(base)
  const channelLinks = createChannelLinks(base)
  const pageLinks = createPageLinks(base)
  const users = createUserStore({ ...base, locale, timezone })
  const teams = createTeamStore(base)

  // documents
  const products = createProductStore(base)
  const documents = createDocumentStore({ ...base, jobs, timezone })
  const review = createReview(base)
  const publish = createPublishVersion({ ...base, timezone })
  const gaps = createGapDesk({ ...base, documents })
  const retrieve = createRetrieve({
    ...base,
    embedder: maskingEmbedder(embedders.wanted),
    findEmbedder(id) {
      const found = embedders.find(id)
      return found === undefined ? undefined : maskingEmbedder(found)
    },
    vectorIndex,
    ...reranker,
  })
  const parse = createParse()
  const ingestVersion = createIngestVersion({ ...base, parse, afterSave: embedPassages.afterSave })

  // answers
  const composer = chooseComposer(config.model, { ...base, timezone })
  const answerQuestion = createAnswerQuestion({
    ...base,
    retrieve,
    compose: composer.compose,
    timezone,
    forwardHours,
  })
  const recordFeedback = createRecordFeedback(base)

  // visits
  const tasks = createTaskStore(base)
  const recordVisit = createRecordVisit({ ...base, forwardHours, rules: FINDING_RULE_BOOK })
  const visitNotes = createDraftVisit({
    ...base,
    readNote: chooseNoteReader(config.model, { ...base, timezone }),
    recordVisit,
    rules: FINDING_RULE_BOOK,
  })
  const mask = (text: string) => maskIdentifiers(text).text
  const summariseVisits = createSummariseVisits({ ...base, mask })
  const prepareBrief = createPrepareBrief({ ...base, retrieve, mask })
  const skills = {
    note: createNoteSkill({ notes: visitNotes }),
    task: createTaskSkill({ ...base, tasks }),
    summary: createSummarySkill({ ...base, summariseVisits, prepareBrief }),
  }

  await jobs.work<IngestPayload>(INGEST_QUEUE, { concurrency: 1 }, (job) =>
    ingestVersion(job.data, job.signal),
  )

  await embedPassages.work()

  const reminders = createReminderClock(base)
  const sync = connectSync(config, base)

  const rooms: ApiDeps = {
    ...base,
    publicUrl: config.publicUrl,
    timezone,
    locale,
    tokens,
    channelLinks,
    pageLinks,
    users,
    teams,
    answerQuestion,
    getAnswerRecord: createGetAnswerRecord(base),
    takeTurn: createTakeTurn({ ...base, answerQuestion, notes: visitNotes, skills }),
    ...transcription,
    pressAction: createPressAction({ ...base, gaps, recordFeedback, skills }),
    recordFeedback,
    retrieve,
    documents,
    review,
    publish,
    withdraw: createWithdrawVersion(base),
    acknowledgeRecall: createAcknowledgeRecall(base),
    gaps,
    products,
    accounts: createAccountStore(base),
    contacts: createContactStore(base),
    territories: createTerritoryStore(base),
    plans: createPlanStore(base),
    competitors: createCompetitorStore(base),
    visitNotes,
    visits: createVisitStore(base),
    findings: createFindingDesk(base),
    safetyCases: createSafetyDesk(base),
    tasks,
    calendars: createCalendarFeeds({ ...base, writeCalendar }),
    summariseVisits,
    drawChart: createDrawChart(),
    prepareBrief,
    handOver: createHandOver(base),
    sync: createSyncDesk(base),
    readTable: async (file) => readTable(file.bytes, file.name),
    imports: {
      products: createImportProducts(base),
      users: createImportUsers({ ...base, locale, timezone }),
      teams: createImportTeams(base),
      accounts: createImportAccounts(base),
      contacts: createImportContacts(base),
      territories: createImportTerritories(base),
      plans: createImportPlans(base),
      visits: createImportVisits({ ...base, mask: (text) => maskIdentifiers(text).text }),
    },
    checks: {
      async database() {
        await database.query.selectFrom('settings').select('key').limit(1).execute()
      },
    },
  }
  let address = config.publicUrl
  const publicUrl = () => address
  const channels = await connectChannels(config, {
    ...base,
    locale,
    links: channelLinks,
    pageLinks,
    today: createToday({ ...base, tasks }),
    findCard: createFindCard({ notes: visitNotes }),
    publicUrl,
  })
  const bot = createBot(
    {
      ...base,
      locale,
      publicUrl,
      links: channelLinks,
      pageLinks,
      tokens,
      takeTurn: rooms.takeTurn,
      pressAction: rooms.pressAction,
      takeFile,
      replyToNotice: createReplyToNotice({ ...base, tasks }),
      mayShare: createMayShare(base),
      drawChart: rooms.drawChart,
      ...transcription,
    },
    channels.make,
  )
  const api = await createApi({ ...rooms, mounts: channels.mounts() }, createPageRoutes(rooms))
  return {
    api,
    warmUp: composer.warmUp,
    async startWorker() {
      await jobs.start()
      await embedPassages.orderAll()
      reminders.start()
      await sync.start()
    },
    async startBot(url) {
      address ??= url
      if (bot.channels.size > 0) await bot.start()
    },
    tokens,
    ensureAdmin: createEnsureAdmin({ ...base, locale, timezone }),
    loadExamples: createLoadExamples({
      ...base,
      teams,
      users,
      products,
      documents,
      review,
      publish,
      loadCustomers: createLoadExampleCustomers({ ...base, timezone }),
    }),
    rooms,
    async close() {
      await api.close()
      await bot.stop()
      await reminders.stop()
      await sync.stop()
      await jobs.stop()
      await parse.close()
      await database.close()
    },
  }
}
