-- What goes to other systems and comes from the company's CRM. The outbox is a row for each record and
-- system, not a queue of messages: a record that changes five times before it is sent is sent once, as it
-- is then, and two changes of one record can never overtake each other. Triggers write it, so that no way
-- of changing a visit, a task or a case can forget to.

create table sync_targets (
  name text primary key check (name in ('crm', 'webhook')),
  -- where it goes: another address is another system, of which nothing is known
  remote text not null,
  enabled boolean not null default true,
  -- of processes only one sends at a time; the others see here that it lives
  holder text,
  held_until timestamptz,
  paused_until timestamptz,
  -- what the one that sends last told of its lane
  lane jsonb,
  lane_at timestamptz,
  reconciled_at timestamptz,
  reconciliation jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sync_records (
  target text not null references sync_targets (name),
  kind text not null check (kind in ('visit', 'task', 'appointment', 'safety_case')),
  record_id text not null,
  -- the visit that has to be there before
  visit_id text,
  -- counts the changes here; `claimed` is the one that is being sent
  changed bigint not null default 1,
  claimed bigint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  attempts integer not null default 0,
  not_before timestamptz,
  -- fence: only who holds it may write how the sending ended
  lease text,
  fault_code text,
  fault_detail text,
  remote_version text,
  -- fingerprint of what stands there, and of what was sent without an answer since
  remote_hash text,
  sent_hashes text[] not null default '{}',
  changed_at timestamptz not null,
  saved_at timestamptz,
  primary key (target, kind, record_id)
);
create index sync_records_waiting on sync_records (target, changed_at) where state = 'waiting';
create index sync_records_parked on sync_records (target, kind, record_id) where state = 'parked';
create index sync_records_leased on sync_records (target) where lease is not null;

-- Which row over there is which record here.
create table sync_links (
  kind text not null check (kind in ('account', 'contact', 'product', 'user', 'territory')),
  remote_id text not null,
  -- null: there is none here, a person decides
  local_id text,
  external_id text,
  -- of a user: the id in the company's directory, in whose name is written
  directory_id text,
  remote_version text,
  -- as it was read last
  fields jsonb not null default '{}',
  active boolean not null default true,
  merged_into text,
  -- of the full reading that saw it last
  round bigint not null default 0,
  updated_at timestamptz not null,
  primary key (kind, remote_id)
);
create index sync_links_local on sync_links (kind, local_id) where local_id is not null;

create table sync_pulls (
  kind text primary key check (kind in ('account', 'contact', 'product', 'user', 'territory')),
  -- where the next reading begins; null: everything is read
  delta_link text,
  -- of a reading that is not at its end
  next_link text,
  full_round bigint,
  started_at timestamptz,
  finished_at timestamptz,
  rows_read integer not null default 0,
  rows_gone integer not null default 0,
  fault_code text,
  fault_detail text,
  not_before timestamptz
);

-- Where the two sides say different things: what was decided by the rule, and what a person has to decide.
create table sync_conflicts (
  id text primary key,
  kind text not null,
  record_id text,
  remote_id text,
  code text not null check (code in (
    'field', 'deleted_there', 'merged_there', 'inactive_there', 'unknown_here', 'same_name', 'overlap')),
  field text,
  ours jsonb,
  theirs jsonb,
  -- by the rule or by a person; null while it is open
  decision text check (decision in ('ours', 'theirs')),
  decided_by text references users (id),
  created_at timestamptz not null,
  decided_at timestamptz
);
create unique index sync_conflicts_open on sync_conflicts
  (kind, coalesce(record_id, ''), coalesce(remote_id, ''), code, coalesce(field, '')) where decision is null;
create index sync_conflicts_time on sync_conflicts (created_at desc);

-- ---------------------------------------------------------------- what puts records into the outbox
-- Ordered by id, so that two writers of the same records wait for each other instead of locking crosswise.
-- Without a target there is nothing to do, and nothing is kept.
create function sync_touch(touched_kind text, ids text[], visits text[]) returns void language sql as $$
  insert into sync_records (target, kind, record_id, visit_id, changed_at)
  select t.name, touched_kind, i.id, i.visit, now()
  from sync_targets t
  cross join (select distinct on (id) id, visit from unnest(ids, visits) as u (id, visit) order by id) i
  where t.enabled
  order by t.name, i.id
  on conflict (target, kind, record_id) do update set
    changed = sync_records.changed + 1, visit_id = excluded.visit_id, state = 'waiting', attempts = 0,
    not_before = null, fault_code = null, fault_detail = null, changed_at = excluded.changed_at
$$;

-- A planned visit is an appointment, too, and stays one when it has taken place.
create function sync_visits() returns trigger language plpgsql as $$
declare ids text[]; planned text[];
begin
  if not exists (select 1 from sync_targets where enabled) then return null; end if;
  select array_agg(id order by id), array_agg(id order by id) filter (where status = 'planned' or exists (
    select 1 from sync_records s where s.kind = 'appointment' and s.record_id = c.id))
    into ids, planned from changed c;
  if ids is null then return null; end if;
  perform sync_touch('visit', ids, array_fill(null::text, array[cardinality(ids)]));
  if planned is not null then perform sync_touch('appointment', planned, planned); end if;
  return null;
end $$;
create trigger sync_visits_insert after insert on visits
  referencing new table as changed for each statement execute function sync_visits();
create trigger sync_visits_update after update on visits
  referencing new table as changed for each statement execute function sync_visits();

-- What a rule forbids is no task, and goes nowhere unless it went there before.
create function sync_tasks() returns trigger language plpgsql as $$
declare ids text[]; visits text[];
begin
  if not exists (select 1 from sync_targets where enabled) then return null; end if;
  select array_agg(id order by id), array_agg(visit_id order by id) into ids, visits from changed c
    where blocked_reason is null or exists (
      select 1 from sync_records s where s.kind = 'task' and s.record_id = c.id);
  if ids is not null then perform sync_touch('task', ids, visits); end if;
  return null;
end $$;
create trigger sync_tasks_insert after insert on tasks
  referencing new table as changed for each statement execute function sync_tasks();
create trigger sync_tasks_update after update on tasks
  referencing new table as changed for each statement execute function sync_tasks();

create function sync_safety_cases() returns trigger language plpgsql as $$
declare ids text[]; visits text[];
begin
  if not exists (select 1 from sync_targets where enabled) then return null; end if;
  select array_agg(id order by id), array_agg(visit_id order by id) into ids, visits from changed;
  if ids is not null then perform sync_touch('safety_case', ids, visits); end if;
  return null;
end $$;
create trigger sync_safety_cases_insert after insert on safety_cases
  referencing new table as changed for each statement execute function sync_safety_cases();
create trigger sync_safety_cases_update after update on safety_cases
  referencing new table as changed for each statement execute function sync_safety_cases();

-- A finding is part of its visit.
create function sync_findings() returns trigger language plpgsql as $$
declare ids text[];
begin
  if not exists (select 1 from sync_targets where enabled) then return null; end if;
  select array_agg(distinct visit_id order by visit_id) into ids from changed where visit_id is not null;
  if ids is not null then
    perform sync_touch('visit', ids, array_fill(null::text, array[cardinality(ids)]));
  end if;
  return null;
end $$;
create trigger sync_findings_insert after insert on findings
  referencing new table as changed for each statement execute function sync_findings();
create trigger sync_findings_update after update on findings
  referencing new table as changed for each statement execute function sync_findings();

-- What a task says of its reminders changes when one was brought; all else of them changes with the task.
create function sync_reminders() returns trigger language plpgsql as $$
declare ids text[]; visits text[];
begin
  if not exists (select 1 from sync_targets where enabled) then return null; end if;
  select array_agg(t.id order by t.id), array_agg(t.visit_id order by t.id) into ids, visits
    from tasks t where t.blocked_reason is null
      and t.id in (select task_id from changed where task_id is not null and state = 'sent');
  if ids is not null then perform sync_touch('task', ids, visits); end if;
  return null;
end $$;
create trigger sync_reminders_update after update on reminders
  referencing new table as changed for each statement execute function sync_reminders();
