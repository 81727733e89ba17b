/**
 * The rows of db/migrations as types, for Kysely. Kept in step by a test that compares both.
 * JSON columns take any JSON value and come back parsed; timestamps are Dates, days are `YYYY-MM-DD`.
 */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>
/** Written as JSON text (`JSON.stringify`), read as a value. */
type Json = ColumnType<unknown, string, string>
type JsonWithDefault = ColumnType<unknown, string | undefined, string>

interface TeamsTable {
  id: string
  name: string
  parent_id: string | null
  created_at: Timestamp
}

interface UsersTable {
  id: string
  name: string
  email: string | null
  roles: string[]
  team_id: string | null
  locale: Generated<string>
  timezone: Generated<string>
  state: Generated<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface UserTokensTable {
  id: string
  user_id: string
  kind: Generated<string>
  hash: string
  label: string | null
  created_at: Timestamp
  expires_at: Timestamp | null
  revoked_at: Timestamp | null
  last_used_at: Timestamp | null
}

interface ProductsTable {
  id: string
  name: string
  generic_name: string | null
  dosage_form: string | null
  manufacturer: string | null
  strengths: Generated<string[]>
  indications: Generated<string[]>
  own: Generated<boolean>
  state: Generated<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface ProductNamesTable {
  product_id: string
  kind: string
  name: string
  normalized: string
  position: Generated<number>
}

interface FilesTable {
  hash: string
  bytes: Buffer
  size: number
  media_type: string
  created_at: Timestamp
}

interface DocumentsTable {
  id: string
  kind: string
  title: string
  created_by: string
  created_at: Timestamp
}

interface DocumentProductsTable {
  document_id: string
  product_id: string
}

interface VersionsTable {
  id: string
  document_id: string
  number: number
  title: string
  language: string | null
  state: Generated<string>
  extraction: Generated<string>
  file_name: string
  file_hash: string
  media_type: string
  page_count: number | null
  effective_from: Timestamp | null
  expires_at: Timestamp | null
  in_force_from: Timestamp | null
  in_force_until: Timestamp | null
  superseded_by: string | null
  audience_roles: Generated<string[]>
  audience_teams: Generated<string[]>
  created_by: string
  created_at: Timestamp
  submitted_at: Timestamp | null
  approved_at: Timestamp | null
  published_at: Timestamp | null
  published_by: string | null
  withdrawn_at: Timestamp | null
  withdrawn_by: string | null
  reason: string | null
}

interface VersionApprovalsTable {
  version_id: string
  item: string
  approved_by: string
  approved_at: Timestamp
  note: string | null
}

interface SectionsTable {
  id: string
  version_id: string
  ordinal: number
  heading: string
  code: string | null
  path: Generated<string[]>
  page_from: number | null
  page_to: number | null
  text: string
}

interface PassagesTable {
  id: GeneratedAlways<number>
  version_id: string
  section_id: string
  ordinal: number
  text: string
  start_offset: number
  end_offset: number
  page: number | null
  kind: Generated<string>
  header: string | null
  token_count: number
}

interface IngestJobsTable {
  id: string
  version_id: string
  state: Generated<string>
  stage: Generated<string>
  progress: Generated<number>
  warnings: JsonWithDefault
  error_code: string | null
  error_message: string | null
  attempts: Generated<number>
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}

interface SettingsTable {
  key: string
  value: Json
  updated_at: Timestamp
}

interface ConversationsTable {
  id: string
  user_id: string
  channel: Generated<string>
  focus: JsonWithDefault
  created_at: Timestamp
  updated_at: Timestamp
}

interface TurnsTable {
  id: string
  conversation_id: string
  ordinal: number
  user_id: string
  text: string
  reply: Json
  created_at: Timestamp
}

interface AnswersTable {
  id: string
  conversation_id: string
  user_id: string
  channel: Generated<string>
  question: string
  kind: string
  mode: string
  text: string
  answer: Json
  trace: JsonWithDefault
  created_at: Timestamp
}

interface AnswerCitationsTable {
  answer_id: string
  n: number
  document_id: string
  version_id: string
  section_id: string
  passage_id: number
  page: number | null
  quote: string
}

interface AnswerFeedbackTable {
  answer_id: string
  user_id: string
  verdict: string
  reason: string | null
  created_at: Timestamp
}

interface GapsTable {
  id: string
  answer_id: string | null
  question: string
  product_ids: Generated<string[]>
  asked_by: string
  state: Generated<string>
  requested: Generated<boolean>
  answer_text: string | null
  answered_by: string | null
  answered_at: Timestamp | null
  document_id: string | null
  created_at: Timestamp
  question_key: string | null
  times_asked: Generated<number>
}

interface GapAskersTable {
  gap_id: string
  user_id: string
  answer_id: string | null
  requested: Generated<boolean>
  asked_at: Timestamp
}

interface MedicalRequestsTable {
  id: string
  answer_id: string | null
  question: string
  reason: string
  product_ids: Generated<string[]>
  requested_by: string
  state: Generated<string>
  created_at: Timestamp
  visit_id: string | null
  contact_id: string | null
}

interface SafetyCasesTable {
  id: string
  answer_id: string | null
  reported_by: string
  text: string
  product_ids: Generated<string[]>
  criteria: JsonWithDefault
  seriousness: Generated<string>
  first_known_at: Timestamp
  forward_by: Timestamp
  report_by: Timestamp | null
  state: Generated<string>
  created_at: Timestamp
  visit_id: string | null
  draft_id: string | null
  account_id: string | null
  contact_id: string | null
  event_text: string | null
  suspect_product_id: string | null
  seriousness_reason: string | null
  event_date: string | null
  action_taken: string | null
  outcome: string | null
  patient_age: string | null
  patient_sex: string | null
  causality_by_reporter: string | null
  flags: Generated<string[]>
  revision: Generated<number>
  forwarded_at: Timestamp | null
  forwarded_by: string | null
  closed_at: Timestamp | null
}

interface RecallsTable {
  id: string
  version_id: string
  user_id: string
  answer_ids: string[]
  reason: string
  created_at: Timestamp
  acknowledged_at: Timestamp | null
}

interface NotificationsTable {
  id: string
  kind: string
  user_id: string
  subject_id: string | null
  channel: string | null
  text: string
  due_at: Timestamp | null
  sent_at: Timestamp | null
  late: Generated<boolean>
  created_at: Timestamp
  reminder_id: string | null
}

interface IdempotencyKeysTable {
  user_id: string
  key: string
  request_hash: string
  status: number | null
  response: Json | null
  created_at: Timestamp
}

interface AuditTable {
  id: GeneratedAlways<number>
  at: Timestamp
  actor_id: string | null
  action: string
  subject_kind: string
  subject_id: string
  detail: JsonWithDefault
}

interface PassageVectorsTable {
  passage_id: number
  model: string
  embedding: string
}

interface PassageLexicalTable {
  passage_id: number
  version_id: string
  code: string | null
  terms: number[]
  weights: string
}

interface ModelUsageTable {
  day: string
  model: string
  calls: Generated<number>
  failures: Generated<number>
  prompt_tokens: Generated<number>
  completion_tokens: Generated<number>
  cost: Generated<number>
}

interface RevisionsTable {
  subject: string
  revision: number
}

interface LexicalTermsTable {
  term: number
  passages: number
}

interface AccountsTable {
  id: string
  name: string
  name_key: string
  aliases: Generated<string[]>
  alias_keys: Generated<string[]>
  kind: Generated<string>
  parent_id: string | null
  city: string | null
  departments: Generated<string[]>
  state: Generated<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface ContactsTable {
  id: string
  name: string
  name_key: string
  account_id: string
  department: string | null
  title: string | null
  tier: string | null
  state: Generated<string>
  until_on: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

interface TerritoriesTable {
  id: string
  user_id: string
  account_id: string | null
  contact_id: string | null
  from_on: string
  to_on: string | null
  pair: GeneratedAlways<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface VisitPlansTable {
  id: string
  contact_id: string
  user_id: string | null
  from_on: string
  to_on: string
  target: number
  subject: GeneratedAlways<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface CompetitorsTable {
  id: string
  name: string
  name_key: string
  aliases: Generated<string[]>
  alias_keys: Generated<string[]>
  product_ids: Generated<string[]>
  state: Generated<string>
  created_at: Timestamp
  updated_at: Timestamp
}

interface VisitDraftsTable {
  id: string
  user_id: string
  conversation_id: string | null
  turn_id: string | null
  message_key: string | null
  note: string
  reference_time: Timestamp
  timezone: string
  reading: Json
  state: Generated<string>
  revision: Generated<number>
  visit_ids: Generated<string[]>
  created_at: Timestamp
  updated_at: Timestamp
  closed_at: Timestamp | null
}

interface VisitsTable {
  id: string
  external_id: string | null
  revision: Generated<number>
  source: Generated<string>
  draft_id: string | null
  user_id: string
  team_id: string | null
  visited_on: string
  visited_at: string | null
  channel: string
  status: string
  kind: string
  account_id: string | null
  account_name: string | null
  department: string | null
  topics: Generated<string[]>
  keywords: Generated<string[]>
  contact_ids: Generated<string[]>
  product_ids: Generated<string[]>
  competitors: Generated<string[]>
  materials: Generated<string[]>
  attendee_count: number | null
  duration_min: number | null
  expense_cny: number | null
  expense_per_head_cny: number | null
  access_stage: string | null
  access_product_id: string | null
  next_available: string | null
  submitted_at: Timestamp
  updated_at: Timestamp
}

interface VisitRevisionsTable {
  visit_id: string
  revision: number
  record: Json
  evidence: JsonWithDefault
  note: string | null
  names: JsonWithDefault
  changed_by: string | null
  reason: string | null
  created_at: Timestamp
}

interface VisitContactsTable {
  visit_id: string
  position: number
  contact_id: string | null
  name: string
  department: string | null
  title: string | null
  tier: string | null
  role: string
  attitude: string
  is_new: Generated<boolean>
}

interface VisitProductsTable {
  visit_id: string
  position: number
  product_id: string | null
  name: string
  detailed: boolean
  attitude: string
}

interface VisitObjectionsTable {
  visit_id: string
  position: number
  category: string
  text: string
  product_id: string | null
}

interface VisitQuestionsTable {
  visit_id: string
  position: number
  text: string
  route: string
}

interface VisitCommitmentsTable {
  visit_id: string
  position: number
  promised_by: string
  text: string
}

interface TasksTable {
  id: string
  user_id: string
  created_by: string
  kind: Generated<string>
  text: string
  promised_by: Generated<string>
  due_on: string | null
  due_until: string | null
  due_time: string | null
  precision: Generated<string>
  waits_for: string | null
  condition: string | null
  timezone: string
  recurrence: string | null
  state: Generated<string>
  snooze_until: Timestamp | null
  blocked_reason: string | null
  needs_review: Generated<boolean>
  account_id: string | null
  contact_id: string | null
  product_ids: Generated<string[]>
  visit_id: string | null
  message_key: string | null
  created_at: Timestamp
  updated_at: Timestamp
  closed_at: Timestamp | null
}

interface RemindersTable {
  id: string
  kind: Generated<string>
  user_id: string
  task_id: string | null
  safety_case_id: string | null
  visit_id: string | null
  due_at: Timestamp
  state: Generated<string>
  claimed_until: Timestamp | null
  attempts: Generated<number>
  sent_at: Timestamp | null
  created_at: Timestamp
}

interface CalendarFeedsTable {
  id: string
  user_id: string
  hash: string
  created_at: Timestamp
  revoked_at: Timestamp | null
  last_used_at: Timestamp | null
}

interface FindingsTable {
  id: string
  code: string
  severity: string
  clause: string | null
  rule_id: string
  rule_version: number
  span: string
  start_offset: number | null
  end_offset: number | null
  user_id: string
  draft_id: string | null
  visit_id: string | null
  product_ids: Generated<string[]>
  state: Generated<string>
  reviewer_id: string | null
  reviewer_note: string | null
  decided_at: Timestamp | null
  created_at: Timestamp
}

interface SafetyCaseRevisionsTable {
  case_id: string
  revision: number
  record: Json
  changed_by: string | null
  reason: string | null
  created_at: Timestamp
}

interface MarketIntelTable {
  id: string
  user_id: string
  competitor_id: string | null
  competitor: string | null
  account_id: string | null
  institution: string | null
  department: string | null
  event_date: string | null
  text: string
  source: string | null
  draft_id: string | null
  visit_id: string | null
  created_at: Timestamp
}

interface SyncTargetsTable {
  name: string
  remote: string
  enabled: Generated<boolean>
  holder: string | null
  held_until: Timestamp | null
  paused_until: Timestamp | null
  lane: Json | null
  lane_at: Timestamp | null
  reconciled_at: Timestamp | null
  reconciliation: Json | null
  pull_wanted_at: Timestamp | null
  reconcile_wanted_at: Timestamp | null
  created_at: TimestampWithDefault
  updated_at: TimestampWithDefault
}

interface SyncRecordsTable {
  target: string
  kind: string
  record_id: string
  visit_id: string | null
  changed: Generated<string>
  claimed: Generated<string>
  state: Generated<string>
  attempts: Generated<number>
  not_before: Timestamp | null
  lease: string | null
  fault_code: string | null
  fault_detail: string | null
  remote_version: string | null
  remote_hash: string | null
  sent_hashes: Generated<string[]>
  changed_at: Timestamp
  saved_at: Timestamp | null
}

interface SyncLinksTable {
  kind: string
  remote_id: string
  local_id: string | null
  external_id: string | null
  directory_id: string | null
  remote_version: string | null
  fields: JsonWithDefault
  active: Generated<boolean>
  merged_into: string | null
  round: Generated<string>
  updated_at: Timestamp
}

interface SyncPullsTable {
  kind: string
  delta_link: string | null
  next_link: string | null
  full_round: string | null
  started_at: Timestamp | null
  finished_at: Timestamp | null
  rows_read: Generated<number>
  rows_gone: Generated<number>
  fault_code: string | null
  fault_detail: string | null
  not_before: Timestamp | null
}

interface SyncConflictsTable {
  id: string
  kind: string
  record_id: string | null
  remote_id: string | null
  code: string
  field: string | null
  ours: Json | null
  theirs: Json | null
  decision: string | null
  decided_by: string | null
  created_at: Timestamp
  decided_at: Timestamp | null
}

interface ChannelLinksTable {
  channel: string
  person_id: string
  user_id: string
  linked_by: string
  created_at: Timestamp
}

interface LinkCodesTable {
  hash: string
  user_id: string
  created_at: Timestamp
  expires_at: Timestamp
  used_at: Timestamp | null
}

interface ChannelEventsTable {
  id: string
  seq: GeneratedAlways<string>
  channel: string
  event_id: string
  order_key: string
  person_id: string
  shared: Generated<boolean>
  place: Json
  content: Json | null
  state: Generated<string>
  attempts: Generated<number>
  not_before: Timestamp
  lease: string | null
  leased_until: Timestamp | null
  failure: string | null
  received_at: Timestamp
  finished_at: Timestamp | null
}

interface ChannelMessagesTable {
  id: string
  channel: string
  event_id: string | null
  notification_id: string | null
  ordinal: Generated<number>
  state: Generated<string>
  attempts: Generated<number>
  not_before: Timestamp | null
  remote_id: string | null
  failure: string | null
  created_at: Timestamp
  sent_at: Timestamp | null
}

interface ChannelConversationsTable {
  channel: string
  order_key: string
  user_id: string
  conversation_id: string
  updated_at: Timestamp
}

interface ProcessLeasesTable {
  name: string
  holder: string
  until: Timestamp
}

export interface Tables {
  teams: TeamsTable
  users: UsersTable
  user_tokens: UserTokensTable
  products: ProductsTable
  product_names: ProductNamesTable
  files: FilesTable
  documents: DocumentsTable
  document_products: DocumentProductsTable
  versions: VersionsTable
  version_approvals: VersionApprovalsTable
  sections: SectionsTable
  passages: PassagesTable
  ingest_jobs: IngestJobsTable
  settings: SettingsTable
  conversations: ConversationsTable
  turns: TurnsTable
  answers: AnswersTable
  answer_citations: AnswerCitationsTable
  answer_feedback: AnswerFeedbackTable
  gaps: GapsTable
  gap_askers: GapAskersTable
  medical_requests: MedicalRequestsTable
  safety_cases: SafetyCasesTable
  recalls: RecallsTable
  notifications: NotificationsTable
  idempotency_keys: IdempotencyKeysTable
  audit: AuditTable
  passage_vectors: PassageVectorsTable
  passage_lexical: PassageLexicalTable
  lexical_terms: LexicalTermsTable
  revisions: RevisionsTable
  model_usage: ModelUsageTable
  accounts: AccountsTable
  contacts: ContactsTable
  territories: TerritoriesTable
  visit_plans: VisitPlansTable
  competitors: CompetitorsTable
  visit_drafts: VisitDraftsTable
  visits: VisitsTable
  visit_revisions: VisitRevisionsTable
  visit_contacts: VisitContactsTable
  visit_products: VisitProductsTable
  visit_objections: VisitObjectionsTable
  visit_questions: VisitQuestionsTable
  visit_commitments: VisitCommitmentsTable
  tasks: TasksTable
  reminders: RemindersTable
  calendar_feeds: CalendarFeedsTable
  findings: FindingsTable
  safety_case_revisions: SafetyCaseRevisionsTable
  market_intel: MarketIntelTable
  channel_links: ChannelLinksTable
  link_codes: LinkCodesTable
  channel_events: ChannelEventsTable
  channel_messages: ChannelMessagesTable
  channel_conversations: ChannelConversationsTable
  process_leases: ProcessLeasesTable
  sync_targets: SyncTargetsTable
  sync_records: SyncRecordsTable
  sync_links: SyncLinksTable
  sync_pulls: SyncPullsTable
  sync_conflicts: SyncConflictsTable
}
