-- Every number of a summary in one statement, hence of one moment.
-- $1 first day, $2 first day that no longer counts, $3 team ids (null: all), $4 people (null: all), $5 one's own id,
-- $6 rep, $7 product, $8 contact, $9 tier, $10 today, $11 now, $12 institution.
-- "ids" are some of the visits behind a number, twenty at most; the drill-down query gives all of them.
with
v as materialized (
  select id, user_id, visited_on, 
    -- 1900 began on a Monday; whole numbers are counted faster than parts of dates are extracted.
    date '1900-01-01' + (visited_on - date '1900-01-01') / 7 * 7 as week, status, channel,
    account_id, topics, contact_ids, product_ids, access_stage, access_product_id
  from visits
  where visited_on >= $1::date and visited_on < $2::date
    and ($3::text[] is null or team_id = any ($3::text[]) or (team_id is null and user_id = any ($4::text[]))
      or user_id = $5::text)
    and ($6::text is null or user_id = $6::text)
    and ($12::text is null or account_id = $12::text)
    and ($7::text is null or $7::text = any (product_ids))
    and ($8::text is null or $8::text = any (contact_ids))
    and ($9::text is null or exists (select 1 from unnest(contact_ids) as met (id)
      where met.id in (select id from contacts where tier = $9::text)))
),
-- ------------------------------------------------------------ what was done, by whom
-- Counted once in small cells, then added up: each pass over 100,000 visits costs.
cells as materialized (
  select user_id, week, status, channel, count(*)::int as n, (array_agg(id))[1:20] as ids
  from v group by grouping sets ((user_id, status, channel), (week, status))
),
counts as (
  select case when grouping(status) = 0 then 'status' when grouping(channel) = 0 then 'channel' else 'total' end as dimension,
    coalesce(status, channel, 'all') as key, null::date as week, coalesce(sum(n), 0)::int as n,
    coalesce(sum(n) filter (where status = 'completed'), 0)::int as completed
  from cells where user_id is not null group by grouping sets ((), (status), (channel))
  union all
  select 'week', week::text, week, sum(n)::int, coalesce(sum(n) filter (where status = 'completed'), 0)::int
  from cells where week is not null group by week
),
calls as materialized (
  select user_id, met.id as contact_id, count(*)::int as n
  from v cross join unnest(contact_ids) as met (id) where status = 'completed' group by 1, 2
),
reps as (
  select user_id, coalesce(sum(n) filter (where status = 'completed'), 0)::int as completed,
    coalesce(sum(n) filter (where status = 'not_met'), 0)::int as not_met,
    coalesce(sum(n) filter (where status = 'cancelled'), 0)::int as cancelled,
    coalesce(sum(n) filter (where status = 'planned'), 0)::int as planned,
    (array_agg(ids[1]) || (array_agg(ids[2]) filter (where ids[2] is not null)))[1:20] as ids
  from cells where user_id is not null group by user_id
),
met_by as materialized (select user_id, count(*)::int as n from calls group by user_id),
-- ------------------------------------------------------------ whom it reached, against the plans
covered as (
  select c.id from contacts c where $4::text[] is null and $6::text is null
  union
  select c.id from territories t join contacts c on c.account_id = t.account_id or c.id = t.contact_id
  where ($4::text[] is not null or $6::text is not null)
    and t.user_id = any (case when $6::text is null then $4::text[] else array[$6::text] end)
    and t.from_on < $2::date and (t.to_on is null or t.to_on > $1::date)
),
targets as (
  select p.contact_id,
    sum(p.target * (least(p.to_on, $2::date) - greatest(p.from_on, $1::date))::double precision
      / (p.to_on - p.from_on)) as target,
    sum(p.target * greatest(0, least(p.to_on, $2::date, $10::date + 1) - greatest(p.from_on, $1::date))
      ::double precision / (p.to_on - p.from_on)) as expected
  from visit_plans p
  where p.from_on < $2::date and p.to_on > $1::date
    and case when p.user_id is null then p.contact_id in (select id from covered)
      when $6::text is not null then p.user_id = $6::text
      else $4::text[] is null or p.user_id = any ($4::text[]) end
  group by p.contact_id
),
reached as (select contact_id, sum(n)::int as n from calls group by contact_id),
universe as (
  select c.id, coalesce(c.tier, '') as tier, coalesce(r.n, 0) as n, coalesce(t.target, 0) as target,
    coalesce(t.expected, 0) as expected
  from contacts c left join targets t on t.contact_id = c.id left join reached r on r.contact_id = c.id
  where (r.contact_id is not null
      or c.state = 'active' and (t.contact_id is not null or c.id in (select id from covered)))
    and ($8::text is null or c.id = $8::text) and ($9::text is null or c.tier = $9::text)
    and ($12::text is null or c.account_id = $12::text)
),
tiers as (
  select tier, count(*)::int as contacts, count(*) filter (where n > 0)::int as visited, sum(n)::int as calls,
    count(*) filter (where target > 0)::int as planned, sum(target) as target, sum(expected) as expected,
    sum(n) filter (where target > 0)::int as planned_calls,
    count(*) filter (where target > 0 and n >= expected - 0.000001)::int as on_plan,
    (array_agg(id order by expected - n desc, id) filter (where target > 0 and n < expected - 0.000001))[1:20]
      as behind_ids,
    (array_agg(id order by id) filter (where n = 0))[1:20] as unseen_ids
  from universe group by tier
),
-- ------------------------------------------------------------ what was said
attitudes as (
  select v.week, m.attitude, count(*)::int as n, (array_agg(v.id))[1:20] as ids
  from v join visit_contacts m on m.visit_id = v.id
  where $7::text is null and v.status = 'completed' and m.role in ('primary', 'attendee')
    and ($8::text is null or m.contact_id = $8::text)
    and ($9::text is null or m.contact_id in (select id from contacts where tier = $9::text))
  group by 1, 2
  union all
  select v.week, p.attitude, count(*)::int, (array_agg(v.id))[1:20]
  from v join visit_products p on p.visit_id = v.id and p.product_id = $7::text
  where $7::text is not null and v.status = 'completed' group by 1, 2
),
-- Few topics and products occur together in many ways: taken together first, they are unfolded cheaply.
talks as materialized (select topics, product_ids, count(*)::int as n from v group by 1, 2),
topic_sets as materialized (
  select topic, product_ids, sum(n)::int as n from talks cross join unnest(topics) as u (topic) group by 1, 2
),
topics as (
  select topic, null::text as product_id, sum(n)::int as n from topic_sets group by 1
  union all
  select topic, p.id, sum(n)::int from topic_sets cross join unnest(product_ids) as p (id)
  where $7::text is null or p.id = $7::text group by 1, 2
),
product_visits as (
  select p.id as product_id, sum(n)::int as n
  from (select product_ids, sum(n)::int as n from talks group by 1) t cross join unnest(t.product_ids) as p (id)
  where $7::text is null or p.id = $7::text group by 1
),
objections as (
  select o.category, o.product_id, count(*)::int as n,
    -- day, place and visit in one word: the newest without sorting all of them
    (array_agg(v.visited_on || ' ' || o.position || ' ' || o.visit_id))[1:20] as places,
    max(v.visited_on || ' ' || o.position || ' ' || o.visit_id) as newest
  from v join visit_objections o on o.visit_id = v.id
  where $7::text is null or o.product_id = $7::text group by 1, 2
),
questions as (
  select q.route, count(*)::int as n, (array_agg(q.visit_id))[1:20] as ids
  from v join visit_questions q on q.visit_id = v.id group by 1
),
asked as (
  select q.visit_id, q.position, q.route, v.visited_on from v join visit_questions q on q.visit_id = v.id
  order by v.visited_on desc, q.visit_id, q.position limit 5
),
stages as (
  select distinct on (account_id, access_product_id) account_id, access_product_id as product_id,
    access_stage as stage, id as visit_id, visited_on
  from v where access_stage is not null and account_id is not null
    and ($7::text is null or access_product_id = $7::text)
  order by account_id, access_product_id, visited_on desc, id desc
),
-- ------------------------------------------------------------ what is open, whatever the period
people as (
  select id from users where ($4::text[] is null or id = any ($4::text[])) and ($6::text is null or id = $6::text)
),
overdue as (
  select k.id, k.user_id, coalesce(k.due_until, k.due_on) as due
  from tasks k
  where k.state = 'open' and k.blocked_reason is null and coalesce(k.due_until, k.due_on) < $10::date
    and k.user_id in (select id from people)
    and ($7::text is null or $7::text = any (k.product_ids))
    and ($8::text is null or k.contact_id = $8::text) and ($12::text is null or k.account_id = $12::text)
    and ($9::text is null or k.contact_id in (select id from contacts where tier = $9::text))
),
cases as (
  select s.id, s.state, s.seriousness, s.state = 'open' and s.forward_by < $11::timestamptz as late
  from safety_cases s
  where s.state <> 'closed' and s.reported_by in (select id from people)
    and ($7::text is null or $7::text = any (s.product_ids))
    and ($8::text is null or s.contact_id = $8::text) and ($12::text is null or s.account_id = $12::text)
    and ($9::text is null or s.contact_id in (select id from contacts where tier = $9::text))
),
findings_of as (
  select f.severity, f.code, count(*)::int as n, count(*) filter (where f.state = 'open')::int as open,
    (array_agg(f.id order by f.created_at desc, f.id))[1:20] as ids
  from findings f
  where f.state <> 'dismissed' and (f.visit_id in (select id from v)
    -- What kept a note from becoming a visit is in no visit, unless the note was thrown away.
    or f.visit_id is null and $7::text is null and $8::text is null and $9::text is null
      and $12::text is null and f.user_id in (select id from people)
      -- The writer's days, as those of a visit are.
      and exists (select 1 from users u where u.id = f.user_id
        and (f.created_at at time zone u.timezone)::date >= $1::date
        and (f.created_at at time zone u.timezone)::date < $2::date)
      and not exists (select 1 from visit_drafts d where d.id = f.draft_id and d.state = 'discarded'))
  group by 1, 2
)
select json_build_object(
  'counts', (select coalesce(json_agg(json_build_object('dimension', c.dimension, 'key', c.key, 'n', c.n,
      'completed', c.completed, 'ids', array(select i.id from cells cross join unnest(cells.ids) as i (id)
        where case c.dimension when 'total' then user_id is not null
          when 'status' then user_id is not null and status = c.key
          when 'channel' then channel = c.key else week = c.week end limit 20))
      order by c.dimension, c.key), '[]') from counts c),
  'reps', (select coalesce(json_agg(json_build_object('userId', r.user_id, 'name', u.name, 'completed', r.completed,
      'notMet', r.not_met, 'cancelled', r.cancelled, 'planned', r.planned, 'contacts', coalesce(m.n, 0),
      'ids', r.ids) order by r.completed desc, r.user_id), '[]')
    from reps r join users u on u.id = r.user_id left join met_by m on m.user_id = r.user_id),
  'missed', (select json_build_object('n', count(*), 'ids', coalesce((array_agg(id))[1:20], '{}'))
    from v where status = 'planned' and visited_on < $10::date),
  'tiers', (select coalesce(json_agg(t order by tier = '', tier), '[]') from tiers t),
  'attitudes', (select coalesce(json_agg(a order by week, attitude), '[]') from attitudes a),
  'topics', (select coalesce(json_agg(json_build_object('topic', t.topic, 'productId', t.product_id, 'n', t.n,
      'ids', case when t.product_id is null then array(select id from v where t.topic = any (topics) limit 20) end)
      order by t.n desc, t.topic), '[]') from topics t),
  'products', (select coalesce(json_agg(json_build_object('productId', p.product_id, 'name', x.name, 'n', p.n)
      order by p.n desc, p.product_id), '[]') from product_visits p join products x on x.id = p.product_id),
  'objections', (select coalesce(json_agg(json_build_object('category', o.category, 'productId', o.product_id,
      'n', o.n, 'places', o.places, 'newest', o.newest) order by o.n desc, o.category, o.product_id), '[]')
    from objections o),
  'questions', (select coalesce(json_agg(q order by n desc, route), '[]') from questions q),
  'asked', (select coalesce(json_agg(a order by visited_on desc, visit_id, position), '[]') from asked a),
  'access', (select coalesce(json_agg(json_build_object('accountId', s.account_id, 'account', a.name,
      'productId', s.product_id, 'stage', s.stage, 'visitId', s.visit_id, 'day', s.visited_on)
      order by a.name, s.product_id), '[]')
    from (select * from stages order by visited_on desc, visit_id limit 200) s join accounts a on a.id = s.account_id),
  'accessCount', (select count(*) from stages),
  'overdue', (select json_build_object('n', count(*), 'ids', coalesce((array_agg(id order by due, id))[1:20], '{}'))
    from overdue),
  'overdueBy', (select coalesce(json_agg(json_build_object('userId', b.user_id, 'name', u.name, 'n', b.n)
      order by b.n desc, b.user_id), '[]')
    from (select user_id, count(*)::int as n from overdue group by 1) b join users u on u.id = b.user_id),
  'cases', (select json_build_object('n', count(*), 'late', count(*) filter (where late),
    'forwarded', count(*) filter (where state = 'forwarded'),
    'serious', count(*) filter (where seriousness in ('death', 'serious')),
    'ids', coalesce((array_agg(id order by late desc, id))[1:20], '{}')) from cases),
  'findings', (select coalesce(json_agg(f order by n desc, code), '[]') from findings_of f)
) as summary
