/**
 * The rows of db/migrations as types, for Kysely. Kept in step by a test that compares both.
 * JSON columns take any JSON value and come back parsed; timestamps are Dates.
 */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
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
}
