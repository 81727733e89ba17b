-- What models were asked and what it cost, by day of the company's time zone: the daily budget is read from here,
-- so it holds for all processes together and over a restart. Counts only; what was asked stands in the ledger.
create table model_usage (
  day text not null,
  model text not null,
  calls integer not null default 0,
  failures integer not null default 0,
  prompt_tokens bigint not null default 0,
  completion_tokens bigint not null default 0,
  cost double precision not null default 0,
  primary key (day, model)
);
