-- What search reads. Kept per passage and written in the same transaction as the passage, so that
-- nothing has to follow publishing: whether a passage may be found is decided by the join to versions.

-- Vectors stand beside the passages, one row a model, so that the old model's vectors keep serving
-- while a new model's are made. No index here: below some tens of thousands of rows an exact scan is
-- faster than the cost of building one; db/vector-index.ts makes one per model when it pays.
create table passage_vectors (
  passage_id bigint not null references passages (id) on delete cascade,
  model text not null,
  embedding vector not null,
  primary key (model, passage_id)
);
