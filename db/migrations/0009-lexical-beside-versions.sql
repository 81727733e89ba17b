-- A question scores passages before it reads any of them. What scoring needs (which version, which section
-- code) stands in the index row itself, so that neither passages nor sections are joined for those that are
-- not shown: fewer tables to read, and fewer for the planner to order.
alter table passage_lexical add column version_id text;
alter table passage_lexical add column code text;
update passage_lexical l set version_id = p.version_id, code = s.code
  from passages p join sections s on s.id = p.section_id where p.id = l.passage_id;
alter table passage_lexical alter column version_id set not null;
create index passage_lexical_version on passage_lexical (version_id);
