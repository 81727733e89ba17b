-- A person asks for a reading or a comparison from any process; the one that sends does it, on its one lane.
alter table sync_targets add column pull_wanted_at timestamptz;
alter table sync_targets add column reconcile_wanted_at timestamptz;
