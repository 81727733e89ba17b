/** What the API is given: the verbs of the rooms below, made real by main/compose.ts. */
import type { ChannelLinks } from '../access/channel-links.ts'
import type { PageLinks } from '../access/page-links.ts'
import type { TeamStore } from '../access/team-store.ts'
import type { Tokens } from '../access/tokens.ts'
import type { UserStore } from '../access/user-store.ts'
import type { AnswerQuestion, GetAnswerRecord } from '../assistant/answer.ts'
import type { DrawChart } from '../assistant/charts/draw-chart.ts'
import type { VisitNotes } from '../assistant/draft-visit.ts'
import type { PrepareBrief } from '../assistant/summaries/prepare-brief.ts'
import type { PressAction, TakeTurn } from '../assistant/turn.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import type { ImportRow, ImportRows } from '../core/import-rows.ts'
import type { Log } from '../core/log.ts'
import type { Locale, Reader } from '../core/reader.ts'
import type { Transcribe } from '../core/transcriber.ts'
import type { AccountStore } from '../crm/account-store.ts'
import type { CalendarFeeds } from '../crm/calendar-feed.ts'
import type { SafetyDesk } from '../crm/change-safety-case.ts'
import type { CompetitorStore } from '../crm/competitor-store.ts'
import type { ContactStore } from '../crm/contact-store.ts'
import type { FindingDesk } from '../crm/finding-store.ts'
import type { HandOver } from '../crm/hand-over.ts'
import type { PlanStore } from '../crm/plan-store.ts'
import type { SummariseVisits } from '../crm/summarise-visits.ts'
import type { SyncDesk } from '../crm/sync/sync-desk.ts'
import type { TaskStore } from '../crm/task-store.ts'
import type { TerritoryStore } from '../crm/territory-store.ts'
import type { VisitStore } from '../crm/visit-store.ts'
import type { DocumentStore } from '../knowledge/document-store.ts'
import type { GapDesk } from '../knowledge/gaps.ts'
import type { ProductStore } from '../knowledge/products.ts'
import type { PublishVersion } from '../knowledge/publish.ts'
import type { AcknowledgeRecall } from '../knowledge/recall.ts'
import type { Retrieve } from '../knowledge/retrieval.ts'
import type { Review } from '../knowledge/review.ts'
import type { WithdrawVersion } from '../knowledge/withdraw.ts'
import type { Limits } from './limits.ts'
import type { Mount } from './mount.ts'

export interface ApiDeps {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** What links are built from; null: the address that the caller used. */
  readonly publicUrl: string | null
  readonly timezone: string
  readonly locale: Locale
  readonly limits?: Partial<Limits>
  /** Paths that another program's listener answers. */
  readonly mounts?: readonly Mount[]

  readonly tokens: Tokens
  readonly channelLinks: ChannelLinks
  readonly pageLinks: PageLinks
  readonly users: UserStore
  readonly teams: TeamStore

  readonly answerQuestion: AnswerQuestion
  readonly getAnswerRecord: GetAnswerRecord
  readonly takeTurn: TakeTurn
  readonly pressAction: PressAction
  /** Absent when no transcription model is configured. */
  readonly transcribe?: Transcribe
  readonly recordFeedback: (
    feedback: {
      readonly answerId: string
      readonly verdict: 'up' | 'down'
      readonly reason?: string | undefined
    },
    reader: Reader,
  ) => Promise<void>
  readonly retrieve: Retrieve

  readonly documents: DocumentStore
  readonly review: Review
  readonly publish: PublishVersion
  readonly withdraw: WithdrawVersion
  readonly acknowledgeRecall: AcknowledgeRecall
  readonly gaps: GapDesk
  readonly products: ProductStore

  readonly accounts: AccountStore
  readonly contacts: ContactStore
  readonly territories: TerritoryStore
  readonly plans: PlanStore
  readonly competitors: CompetitorStore
  readonly visitNotes: VisitNotes
  readonly visits: VisitStore
  readonly findings: FindingDesk
  readonly safetyCases: SafetyDesk
  readonly tasks: TaskStore
  readonly calendars: CalendarFeeds
  readonly summariseVisits: SummariseVisits
  readonly drawChart: DrawChart
  readonly prepareBrief: PrepareBrief
  readonly handOver: HandOver
  readonly sync: SyncDesk

  /** Reads a CSV or XLSX file as rows; the reader stands in ingest/. */
  readonly readTable: (file: {
    readonly name: string
    readonly bytes: Uint8Array
  }) => Promise<readonly ImportRow[]>
  /** products, users, teams, ...: kind of the import -> what takes its rows. */
  readonly imports: Readonly<Record<string, ImportRows>>

  /** What `GET /readyz` asks: each check ends or throws. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>
}
