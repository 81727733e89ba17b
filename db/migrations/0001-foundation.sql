-- The foundation: who may read, what is in force, what was answered.
-- Written for PostgreSQL 15 and PGlite alike. Times are timestamptz; ids are text: UUIDv7 for
-- rows made here, the importer's external id for master data (products, teams, users).
create extension if not exists vector;

-- ---------------------------------------------------------------- access
create table teams (
  id text primary key,
  name text not null,
  parent_id text references teams (id),
  created_at timestamptz not null,
  check (parent_id is distinct from id)
);

create table users (
  id text primary key,
  name text not null,
  email text,
  roles text[] not null,
  team_id text references teams (id),
  locale text not null default 'zh-CN',
  timezone text not null default 'Asia/Shanghai',
  state text not null default 'active' check (state in ('active', 'disabled')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index users_email on users (lower(email)) where email is not null;

-- Only the SHA-256 of a token is kept; a revoked row stays, so that "revoked" can be told from "wrong".
create table user_tokens (
  id text primary key,
  user_id text not null references users (id),
  kind text not null default 'api' check (kind in ('api', 'session', 'link')),
  hash text not null unique,
  label text,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index user_tokens_user on user_tokens (user_id);

-- ---------------------------------------------------------------- products
create table products (
  id text primary key,
  name text not null,
  generic_name text,
  dosage_form text,
  manufacturer text,
  strengths text[] not null default '{}',
  -- what the label covers, as the company's master data says it; the label itself decides
  indications text[] not null default '{}',
  own boolean not null default true,
  state text not null default 'active' check (state in ('active', 'retired')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table product_names (
  product_id text not null references products (id) on delete cascade,
  kind text not null check (kind in ('name', 'generic', 'brand', 'alias', 'english')),
  name text not null,
  -- NFKC, lower case, without spaces and marks
  normalized text not null,
  primary key (product_id, kind, normalized)
);
create index product_names_normalized on product_names (normalized);

-- ---------------------------------------------------------------- documents
create table files (
  hash text primary key,
  bytes bytea not null,
  size integer not null,
  media_type text not null,
  created_at timestamptz not null
);

create table documents (
  id text primary key,
  kind text not null check (kind in ('label', 'training', 'policy', 'literature', 'qa')),
  title text not null,
  created_by text not null references users (id),
  created_at timestamptz not null
);

create table document_products (
  document_id text not null references documents (id) on delete cascade,
  product_id text not null references products (id),
  primary key (document_id, product_id)
);
create index document_products_product on document_products (product_id);

-- A version is immutable once its text is extracted. Its time in force is two columns, so that
-- "in force at t" is one comparison, true at the second it should be without any scheduler:
--   in_force_from <= t and (in_force_until is null or t < in_force_until)
-- Publishing sets the first (never before the moment of publishing) and ends the predecessor's
-- second in the same transaction; withdrawal sets the second to now.
create table versions (
  id text primary key,
  document_id text not null references documents (id),
  number integer not null,
  title text not null,
  language text,
  state text not null default 'draft'
    check (state in ('draft', 'in_review', 'approved', 'published', 'withdrawn', 'rejected')),
  extraction text not null default 'waiting' check (extraction in ('waiting', 'running', 'done', 'failed')),
  file_name text not null,
  file_hash text not null references files (hash),
  media_type text not null,
  page_count integer,
  effective_from timestamptz,
  expires_at timestamptz,
  in_force_from timestamptz,
  in_force_until timestamptz,
  superseded_by text references versions (id),
  audience_roles text[] not null default '{}',
  audience_teams text[] not null default '{}',
  created_by text not null references users (id),
  created_at timestamptz not null,
  submitted_at timestamptz,
  approved_at timestamptz,
  published_at timestamptz,
  published_by text references users (id),
  withdrawn_at timestamptz,
  withdrawn_by text references users (id),
  reason text,
  unique (document_id, number),
  unique (document_id, file_hash),
  check (expires_at is null or effective_from is null or expires_at > effective_from)
);
create index versions_in_force on versions (in_force_from, in_force_until) where in_force_from is not null;

create table version_approvals (
  version_id text not null references versions (id),
  item text not null check (item in ('medical', 'legal', 'regulatory')),
  approved_by text not null references users (id),
  approved_at timestamptz not null,
  note text,
  primary key (version_id, item)
);

create table sections (
  id text primary key,
  version_id text not null references versions (id) on delete cascade,
  ordinal integer not null,
  -- as printed, without the brackets
  heading text not null,
  -- canonical label section code; null for headings outside the vocabulary
  code text,
  -- headings from the top to this one
  path text[] not null default '{}',
  page_from integer,
  page_to integer,
  text text not null,
  unique (version_id, ordinal)
);

create table passages (
  id bigint generated always as identity primary key,
  version_id text not null references versions (id) on delete cascade,
  section_id text not null references sections (id) on delete cascade,
  ordinal integer not null,
  -- text = substring of sections.text between the two offsets (UTF-16 code units, as in JavaScript)
  text text not null,
  start_offset integer not null,
  end_offset integer not null,
  page integer,
  kind text not null default 'prose' check (kind in ('prose', 'table')),
  -- for a table passage, the header row that its cells need to be understood
  header text,
  token_count integer not null,
  unique (version_id, ordinal)
);
create index passages_section on passages (section_id);

-- ---------------------------------------------------------------- work in progress
create table ingest_jobs (
  id text primary key,
  version_id text not null references versions (id),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  stage text not null default 'waiting',
  progress real not null default 0,
  warnings jsonb not null default '[]',
  error_code text,
  error_message text,
  attempts integer not null default 0,
  created_by text not null references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index ingest_jobs_version on ingest_jobs (version_id);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);

-- ---------------------------------------------------------------- conversations and the ledger of answers
create table conversations (
  id text primary key,
  user_id text not null references users (id),
  channel text not null default 'api',
  -- what a follow-up carries: products and topic of the turns before
  focus jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index conversations_user on conversations (user_id, updated_at desc);

create table turns (
  id text primary key,
  conversation_id text not null references conversations (id),
  ordinal integer not null,
  user_id text not null references users (id),
  text text not null,
  reply jsonb not null,
  created_at timestamptz not null,
  unique (conversation_id, ordinal)
);

-- Append-only: what was asked, what was said, from which versions, and why.
create table answers (
  id text primary key,
  conversation_id text not null references conversations (id),
  user_id text not null references users (id),
  channel text not null default 'api',
  question text not null,
  kind text not null check (kind in ('answered', 'no_evidence', 'restricted', 'safety')),
  mode text not null check (mode in ('verbatim', 'generated')),
  text text not null,
  answer jsonb not null,
  -- resolution, routing, candidates, verdict of each check, timings: what GET /v1/questions/{id} shows
  trace jsonb not null default '{}',
  created_at timestamptz not null
);
create index answers_user on answers (user_id, created_at desc);
create index answers_conversation on answers (conversation_id, created_at);

create table answer_citations (
  answer_id text not null references answers (id),
  n integer not null,
  document_id text not null references documents (id),
  version_id text not null references versions (id),
  section_id text not null,
  passage_id bigint not null,
  page integer,
  quote text not null,
  primary key (answer_id, n)
);
create index answer_citations_version on answer_citations (version_id);

create table answer_feedback (
  answer_id text not null references answers (id),
  user_id text not null references users (id),
  verdict text not null check (verdict in ('up', 'down')),
  reason text,
  created_at timestamptz not null,
  primary key (answer_id, user_id)
);

-- A question that no version in force answers; the product manager's reply becomes a reviewed Q&A document.
create table gaps (
  id text primary key,
  answer_id text references answers (id),
  question text not null,
  product_ids text[] not null default '{}',
  asked_by text not null references users (id),
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  requested boolean not null default false,
  answer_text text,
  answered_by text references users (id),
  answered_at timestamptz,
  document_id text references documents (id),
  created_at timestamptz not null
);
create index gaps_state on gaps (state, created_at desc);

create table medical_requests (
  id text primary key,
  answer_id text references answers (id),
  question text not null,
  reason text not null,
  product_ids text[] not null default '{}',
  requested_by text not null references users (id),
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  created_at timestamptz not null
);

create table safety_cases (
  id text primary key,
  answer_id text references answers (id),
  reported_by text not null references users (id),
  text text not null,
  product_ids text[] not null default '{}',
  -- patient, reporter, suspect_drug, event: what is known and what must still be asked
  criteria jsonb not null default '{}',
  seriousness text not null default 'unknown' check (seriousness in ('death', 'serious', 'non_serious', 'unknown')),
  first_known_at timestamptz not null,
  forward_by timestamptz not null,
  report_by timestamptz,
  state text not null default 'open' check (state in ('open', 'forwarded', 'closed')),
  created_at timestamptz not null
);

-- One row a person who was given an answer from a version that was withdrawn.
create table recalls (
  id text primary key,
  version_id text not null references versions (id),
  user_id text not null references users (id),
  answer_ids text[] not null,
  reason text not null,
  created_at timestamptz not null,
  acknowledged_at timestamptz,
  unique (version_id, user_id)
);

create table notifications (
  id text primary key,
  kind text not null,
  user_id text not null references users (id),
  subject_id text,
  channel text,
  text text not null,
  due_at timestamptz,
  sent_at timestamptz,
  late boolean not null default false,
  created_at timestamptz not null
);
create index notifications_user on notifications (user_id, created_at desc);

create table idempotency_keys (
  user_id text not null,
  key text not null,
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamptz not null,
  primary key (user_id, key)
);

-- Append-only: who did what to which record.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}'
);
create index audit_subject on audit (subject_kind, subject_id, id);
create index audit_at on audit (at desc);
