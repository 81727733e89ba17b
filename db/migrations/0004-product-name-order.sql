-- Names keep the order in which the company gave them: the first brand name is the one to show.
alter table product_names add column position integer not null default 0;
