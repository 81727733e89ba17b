-- The company's customers and what is done with them: who is covered by whom, what was promised, what a
-- visit was. Days are dates in the rep's time zone and intervals are half-open [from_on, to_on); moments are
-- timestamptz. There is no column for what a physician prescribes or is paid, and none for who a patient is:
-- what must not be kept has no place to be kept in.

-- ---------------------------------------------------------------- institutions and people
create table accounts (
  id text primary key,
  name text not null,
  -- NFKC, lower case, without spaces and marks; likewise of the aliases, in their order
  name_key text not null,
  aliases text[] not null default '{}',
  alias_keys text[] not null default '{}',
  kind text not null default 'hospital' check (kind in ('hospital', 'clinic', 'pharmacy', 'distributor')),
  parent_id text references accounts (id),
  city text,
  departments text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'inactive')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (parent_id is distinct from id)
);
create index accounts_name on accounts (name_key);
create index accounts_parent on accounts (parent_id) where parent_id is not null;

create table contacts (
  id text primary key,
  name text not null,
  name_key text not null,
  account_id text not null references accounts (id),
  department text,
  title text,
  -- A, B, C or whatever letters the company gives
  tier text,
  state text not null default 'active' check (state in ('active', 'inactive', 'moved')),
  -- a visiting physician is here before this day only
  until_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index contacts_account on contacts (account_id, id);
create index contacts_name on contacts (name_key);

-- Exact intervals of texts, so that "the same pair at the same time" can be a constraint without an extension.
create type text_range as range (subtype = text, collation = "C");

-- Who covers whom. An account covers all its contacts, a contact is covered alone.
create table territories (
  id text primary key,
  user_id text not null references users (id),
  account_id text references accounts (id),
  contact_id text references contacts (id),
  from_on date not null,
  -- null: until further notice
  to_on date,
  pair text not null generated always as (
    user_id || chr(31) || case when account_id is null then 'contact' else 'account' end || chr(31)
    || coalesce(account_id, contact_id, '')) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (num_nonnulls(account_id, contact_id) = 1),
  check (to_on is null or to_on > from_on),
  constraint territories_no_overlap exclude using gist (
    text_range(pair, pair, '[]') with &&, daterange(from_on, to_on) with &&)
);
create index territories_user on territories (user_id);
create index territories_account on territories (account_id) where account_id is not null;
create index territories_contact on territories (contact_id) where contact_id is not null;

-- How many visits a contact should have in a time; by one rep, or by whoever covers the contact.
create table visit_plans (
  id text primary key,
  contact_id text not null references contacts (id),
  user_id text references users (id),
  from_on date not null,
  to_on date not null,
  target integer not null check (target >= 0),
  subject text not null generated always as (contact_id || chr(31) || coalesce(user_id, '')) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (to_on > from_on),
  constraint visit_plans_no_overlap exclude using gist (
    text_range(subject, subject, '[]') with &&, daterange(from_on, to_on) with &&)
);
create index visit_plans_contact on visit_plans (contact_id, from_on);
create index visit_plans_time on visit_plans (from_on, to_on);

create table competitors (
  id text primary key,
  name text not null,
  name_key text not null unique,
  aliases text[] not null default '{}',
  alias_keys text[] not null default '{}',
  -- the own products that it rivals
  product_ids text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'retired')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- ---------------------------------------------------------------- notes and visits
-- What a message was read as, until its writer confirms or discards it. Patients are masked in the note.
create table visit_drafts (
  id text primary key,
  user_id text not null references users (id),
  conversation_id text references conversations (id) deferrable initially deferred,
  turn_id text,
  -- of the message that it came in: the same message again is the same draft
  message_key text,
  note text not null,
  reference_time timestamptz not null,
  timezone text not null,
  reading jsonb not null,
  state text not null default 'open' check (state in ('open', 'submitted', 'discarded')),
  -- raised by each correction: of two at once, one is told to look again
  revision integer not null default 1,
  visit_ids text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  unique (user_id, message_key)
);
create index visit_drafts_user on visit_drafts (user_id, created_at desc);
create index visit_drafts_open on visit_drafts (user_id, updated_at desc) where state = 'open';
create index visit_drafts_conversation on visit_drafts (conversation_id);

-- The visit as it stands, in columns that count fast; the child tables below likewise are of the last
-- revision. What each revision said stays in visit_revisions.
create table visits (
  id text primary key,
  -- of an imported visit
  external_id text unique,
  revision integer not null default 1,
  source text not null default 'note' check (source in ('note', 'form', 'import')),
  draft_id text references visit_drafts (id) deferrable initially deferred,
  user_id text not null references users (id),
  -- the rep's team on the day of the visit: who moves on leaves the past where it was
  team_id text references teams (id),
  visited_on date not null,
  visited_at text,
  channel text not null
    check (channel in ('f2f', 'phone', 'wechat', 'wecom', 'video', 'email', 'group_meeting')),
  status text not null check (status in ('completed', 'not_met', 'cancelled', 'planned')),
  kind text not null check (kind in ('individual', 'dept_meeting', 'joint')),
  account_id text references accounts (id),
  -- names as they were when the visit was submitted
  account_name text,
  department text,
  topics text[] not null default '{}',
  keywords text[] not null default '{}',
  -- of the contacts met (primary and attendee) and the products talked of, for filters and coverage
  contact_ids text[] not null default '{}',
  product_ids text[] not null default '{}',
  competitors text[] not null default '{}',
  materials text[] not null default '{}',
  attendee_count integer,
  duration_min integer,
  expense_cny double precision,
  expense_per_head_cny double precision,
  access_stage text,
  access_product_id text,
  next_available text,
  submitted_at timestamptz not null,
  updated_at timestamptz not null
);
create index visits_day on visits (visited_on, team_id);
create index visits_user on visits (user_id, visited_on desc);
create index visits_account on visits (account_id, visited_on desc);
create index visits_draft on visits (draft_id);

-- Append-only: the whole record as of each confirmation or correction.
create table visit_revisions (
  visit_id text not null references visits (id),
  revision integer not null,
  record jsonb not null,
  -- field path -> spans into the note
  evidence jsonb not null default '{}',
  note text,
  -- id -> what it was called: accounts, contacts, products
  names jsonb not null default '{}',
  changed_by text references users (id),
  reason text,
  created_at timestamptz not null,
  primary key (visit_id, revision)
);

create table visit_contacts (
  visit_id text not null references visits (id) on delete cascade,
  position integer not null,
  contact_id text references contacts (id),
  name text not null,
  department text,
  title text,
  tier text,
  role text not null check (role in ('primary', 'attendee', 'mentioned', 'absent')),
  attitude text not null check (attitude in ('positive', 'neutral', 'negative', 'mixed', 'unknown')),
  is_new boolean not null default false,
  primary key (visit_id, position)
);
create index visit_contacts_contact on visit_contacts (contact_id, visit_id);

create table visit_products (
  visit_id text not null references visits (id) on delete cascade,
  position integer not null,
  product_id text references products (id),
  name text not null,
  detailed boolean not null,
  attitude text not null check (attitude in ('positive', 'neutral', 'negative', 'mixed', 'unknown')),
  primary key (visit_id, position)
);
create index visit_products_product on visit_products (product_id, visit_id);

create table visit_objections (
  visit_id text not null references visits (id) on delete cascade,
  position integer not null,
  category text not null check (
    category in ('price', 'efficacy', 'safety', 'evidence', 'access', 'convenience', 'policy', 'time')),
  text text not null,
  product_id text references products (id),
  primary key (visit_id, position)
);
create index visit_objections_product on visit_objections (product_id, category);

create table visit_questions (
  visit_id text not null references visits (id) on delete cascade,
  position integer not null,
  text text not null,
  route text not null check (route in ('kb', 'medical', 'market_access', 'none')),
  primary key (visit_id, position)
);

create table visit_commitments (
  visit_id text not null references visits (id) on delete cascade,
  position integer not null,
  promised_by text not null check (promised_by in ('rep', 'hcp')),
  text text not null,
  primary key (visit_id, position)
);

-- ---------------------------------------------------------------- what is to be done
create table tasks (
  id text primary key,
  user_id text not null references users (id),
  created_by text not null references users (id),
  kind text not null default 'task' check (kind in ('task', 'follow_up', 'reminder')),
  text text not null,
  promised_by text not null default 'rep' check (promised_by in ('rep', 'hcp', 'medical', 'manager', 'other')),
  due_on date,
  -- last day of a range whose first day is due_on
  due_until date,
  -- HH:MM
  due_time text,
  precision text not null default 'none'
    check (precision in ('day', 'week', 'week_end', 'month', 'month_end', 'range', 'event', 'none')),
  -- what it waits for where no day is known; "if the committee passes it"
  waits_for text,
  condition text,
  timezone text not null,
  -- RRULE of RFC 5545
  recurrence text,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  snooze_until timestamptz,
  -- code of the finding that forbids it: kept to be seen, never reminded of
  blocked_reason text,
  needs_review boolean not null default false,
  account_id text references accounts (id),
  contact_id text references contacts (id),
  product_ids text[] not null default '{}',
  visit_id text references visits (id),
  -- of the message or the place in the visit that it came from: the same again is the same task
  message_key text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  check (due_until is null or due_until >= due_on),
  unique (user_id, message_key)
);
create index tasks_due on tasks (user_id, state, due_on);
create index tasks_contact on tasks (contact_id, state) where contact_id is not null;
create index tasks_visit on tasks (visit_id) where visit_id is not null;

-- Each is delivered once: its row can be made once, and the notification that it becomes names it.
create table reminders (
  id text primary key,
  kind text not null default 'task' check (kind in ('task', 'digest', 'safety_case', 'planned_visit')),
  user_id text not null references users (id),
  task_id text references tasks (id) on delete cascade,
  safety_case_id text references safety_cases (id),
  visit_id text references visits (id),
  due_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled')),
  claimed_until timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  created_at timestamptz not null,
  unique nulls not distinct (kind, user_id, task_id, safety_case_id, visit_id, due_at)
);
create index reminders_due on reminders (due_at) where state = 'waiting';
create index reminders_task on reminders (task_id) where task_id is not null;

alter table notifications add column reminder_id text references reminders (id);
create unique index notifications_reminder on notifications (reminder_id) where reminder_id is not null;

-- The secret of a feed's address is kept as its SHA-256, like every token.
create table calendar_feeds (
  id text primary key,
  user_id text not null references users (id),
  hash text not null unique,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index calendar_feeds_user on calendar_feeds (user_id);

-- ---------------------------------------------------------------- safety and compliance
create table findings (
  id text primary key,
  code text not null,
  severity text not null check (severity in ('block', 'review', 'info')),
  clause text,
  rule_id text not null,
  rule_version integer not null,
  -- the words that it rests on and where they stand in the note
  span text not null,
  start_offset integer,
  end_offset integer,
  user_id text not null references users (id),
  draft_id text references visit_drafts (id) deferrable initially deferred,
  visit_id text references visits (id),
  product_ids text[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'accepted', 'dismissed')),
  reviewer_id text references users (id),
  reviewer_note text,
  decided_at timestamptz,
  created_at timestamptz not null
);
create index findings_state on findings (state, severity, id);
create index findings_draft on findings (draft_id) where draft_id is not null;
create index findings_visit on findings (visit_id) where visit_id is not null;
create index findings_user on findings (user_id, id);

alter table safety_cases add column visit_id text references visits (id);
alter table safety_cases add column draft_id text references visit_drafts (id);
alter table safety_cases add column account_id text references accounts (id);
-- the member of a medical profession who told of it
alter table safety_cases add column contact_id text references contacts (id);
alter table safety_cases add column event_text text;
alter table safety_cases add column suspect_product_id text references products (id);
alter table safety_cases add column seriousness_reason text;
-- YYYY, YYYY-MM or YYYY-MM-DD: as much as is known
alter table safety_cases add column event_date text;
alter table safety_cases add column action_taken text;
alter table safety_cases add column outcome text;
-- age and sex, never who it is
alter table safety_cases add column patient_age text;
alter table safety_cases add column patient_sex text;
alter table safety_cases add column causality_by_reporter text;
-- concealment_pressure, ...
alter table safety_cases add column flags text[] not null default '{}';
alter table safety_cases add column revision integer not null default 1;
alter table safety_cases add column forwarded_at timestamptz;
alter table safety_cases add column forwarded_by text references users (id);
alter table safety_cases add column closed_at timestamptz;
create index safety_cases_visit on safety_cases (visit_id) where visit_id is not null;
create index safety_cases_reporter on safety_cases (reported_by, state);

-- Append-only: what was known of a case, and when.
create table safety_case_revisions (
  case_id text not null references safety_cases (id),
  revision integer not null,
  record jsonb not null,
  changed_by text references users (id),
  reason text,
  created_at timestamptz not null,
  primary key (case_id, revision)
);

alter table medical_requests add column visit_id text references visits (id);
alter table medical_requests add column contact_id text references contacts (id);

-- What was heard of the market that is no visit.
create table market_intel (
  id text primary key,
  user_id text not null references users (id),
  competitor_id text references competitors (id),
  competitor text,
  account_id text references accounts (id),
  institution text,
  department text,
  event_date text,
  text text not null,
  source text,
  draft_id text references visit_drafts (id),
  visit_id text references visits (id),
  created_at timestamptz not null
);
create index market_intel_user on market_intel (user_id, id);
create index market_intel_competitor on market_intel (competitor_id, id) where competitor_id is not null;
