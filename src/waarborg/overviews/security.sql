-- Overviews: counted over frames and look-up tokens, nothing of anybody opened; each table told is kept as it was. Seen by
-- the roles that the regulation names, and by the program.

call kernel.bind('overviews_release', 'decision_id', 'ledger_decision');
call kernel.protect('overviews_release');
revoke insert, update, delete on overviews_release from {{application}}, {{worker}};
grant select on overviews_release to {{application}}, {{worker}}, {{auditor}};
grant insert on overviews_release to {{application}};

-- Which overviews the version in force lets be made: one row, or none.
create or replace function gate.overview_rule() returns public.adoption_overviewrow
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o from gate.version_in_force(gate.organisation_id(), gate.day()) v
    join public.adoption_overviewrow o on o.version_id = v.id
$$;
create or replace function gate.sees_overviews(asked text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select (asked is null or asked = any (o.subjects)) and o.roles::text[] && array(select unnest(gate.held_roles()))
        from gate.overview_rule() o), false)
$$;
drop policy if exists seen on overviews_release;
create policy seen on overviews_release for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.sees_overviews(null))));
-- Told by somebody who may count now, of a period that is over, and with no count below the smallest group.
drop policy if exists told on overviews_release;
create policy told on overviews_release for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and released_by_id = (select gate.actor_id())
    and (select gate.action()) = 'count' and (select gate.wide('count')) and (select gate.sees_overviews(null))
    and "of" = any ((select o.subjects from gate.overview_rule() o)::text[])
    and smallest >= (select o.smallest from gate.overview_rule() o)
    and until_on <= (select gate.day())
    and not exists (
        select from jsonb_array_elements(cells) c where jsonb_typeof(c -> 2) = 'number' and (c ->> 2)::integer < smallest));

-- How many people began or ended, by what they have in common; each person once a year, with their first. A birth year and a part of the country come from
-- look-up tokens that the caller can make and PostgreSQL cannot read; no record is opened, and no dossier is named. The tokens of days of birth come one
-- after another, sixteen bytes for each day from the first on.
drop function if exists gate.counted_trajectories(
    text, text, bytea[], integer[], text, bytea[], text[], integer[], integer[], integer[]);
create or replace function gate.counted_trajectories(
    asked text, born text, birth_tokens bytea, first_day date, lives text, region_tokens bytea[],
    region_words text[], ages integer[], leads integer[], spans integer[])
returns table (on_quarter text, kind text, principal text, age text, region text, outcome text, lead text, hours text,
               number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with days as (
        select t.id, t.dossier_id, t.type, t.principal_id, t.outcome, t.started_on, t.ended_on,
               case when asked = 'inflow' then t.started_on else t.ended_on end as day
        from public.dossiers_trajectory t
        where t.organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'count'
          and (select gate.wide('count')) and (select gate.sees_overviews(asked))
          and t.started_on is not null
    ), those as materialized (
        select distinct on (d.dossier_id, extract(year from d.day)) d.* from days d
        where d.day < date_trunc('quarter', gate.day())
        order by d.dossier_id, extract(year from d.day), d.day, d.id
    ), birth as materialized (
        select s.dossier_id, min(extract(year from first_day + k.at)::integer) as year
        from generate_series(0, length(birth_tokens) / 16 - 1) k (at)
        join public.dossiers_searchtoken s on s.token = substring(birth_tokens from 16 * k.at + 1 for 16) and s.kind = 'birth_date'
            and s.organisation_id = (select gate.organisation_id())
        join public.dossiers_record r on r.id = s.record_id and r.category = born
        group by s.dossier_id
    ), living as materialized (
        select s.dossier_id, min(k.word) as word
        from unnest(region_tokens, region_words) k (token, word)
        join public.dossiers_searchtoken s on s.token = k.token and s.kind = 'region'
            and s.organisation_id = (select gate.organisation_id())
        join public.dossiers_record r on r.id = s.record_id and r.category = lives
        group by s.dossier_id
    ), spent as materialized (
        select e.trajectory_id, sum(e.minutes) as minutes from public.work_timeentry e
        where e.organisation_id = (select gate.organisation_id()) and e.struck_at is null group by e.trajectory_id
    )
    select to_char(t.day, 'YYYY"q"Q'), t.type::text, t.principal_id::text,
           coalesce(width_bucket(extract(year from t.started_on)::integer - b.year, ages)::text, 'unknown'),
           coalesce(l.word, 'unknown'),
           coalesce(nullif(t.outcome, ''), 'unknown'),
           coalesce(width_bucket(t.ended_on - t.started_on, leads)::text, 'unknown'),
           width_bucket(coalesce(s.minutes, 0)::integer, spans)::text,
           count(*)
    from those t
    left join birth b on b.dossier_id = t.dossier_id
    left join living l on l.dossier_id = t.dossier_id
    left join spent s on s.trajectory_id = t.id
    group by 1, 2, 3, 4, 5, 6, 7, 8
$$;

-- How many people asked something, once a year for each thing that they asked.
create or replace function gate.counted_requests(asked text)
returns table (on_quarter text, what text, answer text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select to_char(r.received_on, 'YYYY"q"Q'), r."right"::text, coalesce(nullif(r.outcome, ''), 'unknown'), count(*)
    from (select distinct on (q.dossier_id, q."right", extract(year from q.received_on)) q.*
          from public.rights_request q
          order by q.dossier_id, q."right", extract(year from q.received_on), q.received_on, q.id) r
    where r.organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'count'
      and (select gate.wide('count')) and (select gate.sees_overviews(asked))
      and r.received_on < date_trunc('quarter', gate.day())
    group by 1, 2, 3
$$;
-- How many people complained in writing, once a year, with their first of it. What is of one person is known without whose it is.
create or replace function gate.counted_complaints(asked text)
returns table (on_quarter text, subject text, became text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select to_char(c.received_on, 'YYYY"q"Q'), c.subject::text, coalesce(nullif(c.outcome, ''), 'unknown'), count(*)
    from (select distinct on (coalesce(k.together, k.id), extract(year from k.received_on)) k.*
          from public.complaints_complaint k
          where k.organisation_id = (select gate.organisation_id()) and k.written
          order by coalesce(k.together, k.id), extract(year from k.received_on), k.received_on, k.id) c
    where (select gate.action()) = 'count' and (select gate.wide('count')) and (select gate.sees_overviews(asked))
      and c.received_on < date_trunc('quarter', gate.day())
    group by 1, 2, 3
$$;
revoke all on function gate.overview_rule(), gate.sees_overviews(text),
    gate.counted_trajectories(text, text, bytea, date, text, bytea[], text[], integer[], integer[], integer[]),
    gate.counted_requests(text), gate.counted_complaints(text) from public;
grant execute on function gate.overview_rule(), gate.sees_overviews(text) to {{application}}, {{worker}}, {{auditor}};
grant execute on function
    gate.counted_trajectories(text, text, bytea, date, text, bytea[], text[], integer[], integer[], integer[]),
    gate.counted_requests(text), gate.counted_complaints(text) to {{application}};
