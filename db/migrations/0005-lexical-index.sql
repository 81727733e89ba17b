-- BM25 in plain SQL. Each passage carries its terms (numbers, hashed from the words) twice: as an array
-- under a GIN index, to find candidates by rare terms, and as a sparse vector of saturated term weights,
-- so that its inner product with the idf weights of a question is the BM25 score. Rows are written in the
-- transaction that saves the passages and die with them; nothing here knows about publishing.
create table passage_lexical (
  passage_id bigint primary key references passages (id) on delete cascade,
  terms integer[] not null,
  weights sparsevec not null
);
create index passage_lexical_terms on passage_lexical using gin (terms);
-- The vectors of one product's passages are read together: keep them in the row, not out of line.
alter table passage_lexical alter column weights set storage main;

-- In how many passages a term stands; term 0 counts the passages. A statistic: it includes passages of
-- versions that are not in force, which moves every idf a little and no ranking by much.
create table lexical_terms (
  term integer primary key,
  passages integer not null
) with (fillfactor = 70);
