-- Every process keeps the products' names in memory, for a question must not scan them. Whether its copy is
-- the current one is told by this number: raised in the transaction that changes products, read with
-- every question by primary key.
create table revisions (
  subject text primary key,
  revision bigint not null
);
insert into revisions (subject, revision) values ('products', 1);

create function raise_product_revision() returns trigger language plpgsql as $$
begin
  update revisions set revision = revision + 1 where subject = 'products';
  return null;
end
$$;

create trigger products_changed after insert or update or delete or truncate on products
  for each statement execute function raise_product_revision();
create trigger product_names_changed after insert or update or delete or truncate on product_names
  for each statement execute function raise_product_revision();
