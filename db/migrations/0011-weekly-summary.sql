-- Managers are brought the numbers of the past week on Monday: a kind of reminder of its own, once a Monday.
alter table reminders drop constraint reminders_kind_check;
alter table reminders add constraint reminders_kind_check
  check (kind in ('task', 'digest', 'safety_case', 'planned_visit', 'weekly_summary'));
