-- Chat platforms: who a person there is, what has come in, what has gone out. What has come in is kept before the
-- platform is told that it arrived, so that a crash loses nothing; what goes out is written down before it is
-- sent, so that it is not sent twice.

create table channel_links (
  channel text not null,
  -- the platform's id of the person
  person_id text not null,
  user_id text not null references users (id),
  linked_by text not null check (linked_by in ('email', 'code')),
  created_at timestamptz not null,
  primary key (channel, person_id)
);
-- A user has one place per channel: a new phone or account replaces the old one.
create unique index channel_links_user on channel_links (user_id, channel);

-- One-time codes by which a person proves who they are; kept as SHA-256, like every secret.
create table link_codes (
  hash text primary key,
  user_id text not null references users (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index link_codes_user on link_codes (user_id);

create table channel_events (
  id text primary key,
  -- order of arrival; ids of one millisecond have none
  seq bigint generated always as identity,
  channel text not null,
  -- the platform's: a delivery that is repeated is the same event
  event_id text not null,
  -- events with the same key are answered one after another
  order_key text not null,
  person_id text not null,
  shared boolean not null default false,
  place jsonb not null,
  -- what was said; emptied when the event is done with, for it may name a patient
  content jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  attempts integer not null default 0,
  not_before timestamptz not null,
  -- whoever holds the lease answers; one whose lease was given to another finds its writes refused
  lease text,
  leased_until timestamptz,
  failure text,
  received_at timestamptz not null,
  finished_at timestamptz,
  unique (channel, event_id)
);
create index channel_events_open on channel_events (channel, order_key, seq) where state in ('waiting', 'running');
create index channel_events_finished on channel_events (finished_at) where state in ('done', 'failed');

-- Every message to a platform: `planned` before the call, `sending` while its outcome is unknown.
create table channel_messages (
  id text primary key,
  channel text not null,
  -- of an event the n-th message; or what a notification says
  event_id text references channel_events (id),
  notification_id text references notifications (id),
  ordinal integer not null default 0,
  state text not null default 'planned' check (state in ('planned', 'sending', 'sent', 'refused')),
  attempts integer not null default 0,
  not_before timestamptz,
  remote_id text,
  failure text,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((event_id is null) <> (notification_id is null))
);
create unique index channel_messages_event on channel_messages (event_id, ordinal) where event_id is not null;
create unique index channel_messages_notification on channel_messages (notification_id, channel, ordinal)
  where notification_id is not null;
create index channel_messages_open on channel_messages (channel, created_at) where state in ('planned', 'sending');

-- A chat or thread of the platform, and the conversation of ours that goes on in it, for each person.
create table channel_conversations (
  channel text not null,
  order_key text not null,
  user_id text not null references users (id),
  conversation_id text not null,
  updated_at timestamptz not null,
  primary key (channel, order_key, user_id)
);

-- Work that one process at a time may do: a connection that a second one would take over.
create table process_leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
