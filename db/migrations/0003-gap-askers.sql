-- The same question asked again is counted, not listed again, and the reply reaches everyone who asked.
alter table gaps add column question_key text;
alter table gaps add column times_asked integer not null default 1;
-- Rows without a key are never alike. Closed and answered rows do not collect further questions.
create unique index gaps_open_question on gaps (question_key, product_ids) where state = 'open';

create table gap_askers (
  gap_id text not null references gaps (id) on delete cascade,
  user_id text not null references users (id),
  answer_id text references answers (id),
  -- pressed "ask the product manager"
  requested boolean not null default false,
  asked_at timestamptz not null,
  primary key (gap_id, user_id)
);
create index gap_askers_answer on gap_askers (answer_id);

-- "Is this very file here already?" is asked at every upload.
create index versions_file_hash on versions (file_hash);
create index recalls_user on recalls (user_id, created_at desc);
