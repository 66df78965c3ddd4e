-- When data end: counted here from the plans of the version in force, written apart from policy.retention and proved
-- equal to it. Whoever writes a record, closes a trajectory or weighs necessity has the dates of that dossier counted
-- again in the same transaction.

drop type if exists gate.bound cascade;
create type gate.bound as (at jsonb, triggers jsonb, earliest date, latest date, waiting boolean, waits text[],
                           gates text[], "then" text, open boolean);
drop type if exists gate.fate_of_data cascade;
create type gate.fate_of_data as (status text, earliest date, latest date, action text, triggers jsonb, rests_on jsonb,
                                  waits_for text[], shielded boolean);

-- The last day of a period after an event. Months and years end on the same number, or the month's last day.
create or replace function gate.period_ends(period jsonb, after date) returns date
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
    number integer := (period ->> 'number')::integer;
begin
    case period ->> 'unit'
        when 'minutes' then return after + number / 1440;
        when 'hours' then return after + number / 24;
        when 'days' then return after + number;
        when 'weeks' then return after + 7 * number;
        when 'months' then return (after + make_interval(months => number))::date;
        when 'years' then return (after + make_interval(years => number))::date;
        when 'calendar_years' then return make_date(extract(year from after)::integer + number, 12, 31);
        else raise exception 'there is no such unit of time';
    end case;
end $$;

-- Of several words the events that have come and count: the earliest, or the latest once all have.
create or replace function gate.events_that_count(starts jsonb, combine text, events jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
    with known as (
        select w.word, events ->> w.word as on_day from jsonb_array_elements_text(starts) w (word) where events ? w.word
    ), chosen as (
        select case when combine = 'latest_of' and count(*) < jsonb_array_length(starts) then null
                    when combine = 'latest_of' then max(on_day) else min(on_day) end as on_day
        from known
    )
    select coalesce(jsonb_object_agg(k.word, k.on_day), '{}') from known k join chosen c on c.on_day = k.on_day
$$;

create or replace function gate.bound_of(rule jsonb, own jsonb, whole jsonb) returns gate.bound
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
    events jsonb := case when (rule ->> 'whole')::boolean then whole else own end;
    triggers jsonb := gate.events_that_count(rule -> 'starts', rule ->> 'combine', events);
    needless date := case when (rule ->> 'weighed')::boolean then (events ->> 'purpose_ended')::date end;
    passed date := (select max((events ->> w)::date) from jsonb_array_elements_text(rule -> 'not_before') w);
    gates text[] := array(select w from jsonb_array_elements_text(rule -> 'not_before') w where not events ? w);
    missing text[] := array(select w from jsonb_array_elements_text(rule -> 'starts') w where not events ? w);
    counted_from date;
    earliest date;
    latest date;
    waits text[];
begin
    if triggers <> '{}' then
        counted_from := (select min(t.value)::date from jsonb_each_text(triggers) t);
        earliest := case when jsonb_typeof(rule -> 'lower') = 'object' then gate.period_ends(rule -> 'lower', counted_from)
                         else counted_from end;
        latest := case when jsonb_typeof(rule -> 'upper') = 'object' then gate.period_ends(rule -> 'upper', counted_from) end;
    end if;
    if needless is not null then
        if triggers = '{}' then
            triggers := jsonb_build_object('purpose_ended', needless);
        end if;
        earliest := least(earliest, needless);
        latest := least(latest, needless);
    end if;
    if passed is not null then
        earliest := case when earliest is not null then greatest(earliest, passed) end;
        latest := case when latest is not null then greatest(latest, passed) end;
    end if;
    waits := case when triggers <> '{}' then gates
                  else missing || array(select g from unnest(gates) g where g <> all (missing)) end;
    return row (rule -> 'at', triggers, earliest, latest, cardinality(waits) > 0, waits, gates, rule ->> 'then',
                (rule ->> 'open')::boolean)::gate.bound;
end $$;

-- What a plan says once events have come: `own` those of the data's own trajectory, `whole` those of the dossier.
create or replace function gate.fate(plan jsonb, own jsonb, whole jsonb) returns gate.fate_of_data
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
    begun text := (
        select coalesce(string_agg(o.value ->> 'id', '+' order by o.place), '')
        from jsonb_array_elements(plan -> 'overrides') with ordinality o (value, place)
        where exists (select from jsonb_array_elements_text(o.value -> 'starts') s where own ? s));
    said jsonb := plan -> 'variants' -> begun;
    result gate.fate_of_data := row ('', null, null, null, '{}', '[]', '{}', (said ->> 'shielded')::boolean);
    bounds gate.bound[];
    one gate.bound;
    best gate.bound;
    raw jsonb;
    known integer;
    gates text[] := '{}';
    collides boolean := said ->> 'decision' = 'collide';
    open_norm boolean := false;
    ended_by jsonb;
    started jsonb;
    rest_by date;
    first_day date;
begin
    bounds := array(select gate.bound_of(e.value, own, whole) from jsonb_array_elements(said -> 'ends') with ordinality e order by e.ordinality);
    if collides then
        result.action := (bounds[1])."then";
    elsif cardinality(bounds) > 0 then
        known := (select count(*) from unnest(bounds) b where b.latest is not null and not b.waiting);
        if known = 0 or (said ->> 'decision' = 'latest_of' and known < cardinality(bounds)) then
            foreach one in array bounds loop
                result.rests_on := result.rests_on || one.at;
                result.triggers := result.triggers || one.triggers;
                result.action := coalesce(result.action, one."then");
                result.waits_for := result.waits_for || one.waits;
                gates := gates || one.gates;
            end loop;
        else
            foreach one in array bounds loop
                if one.latest is not null and not one.waiting and (best.at is null
                        or case said ->> 'decision' when 'latest_of' then one.latest > best.latest else one.latest < best.latest end) then
                    best := one;
                end if;
            end loop;
            result.rests_on := result.rests_on || best.at;
            result.triggers := result.triggers || best.triggers;
            result.action := coalesce(result.action, best."then");
            result.earliest := best.earliest;
            result.latest := best.latest;
        end if;
    end if;

    for raw in select o from jsonb_array_elements(said -> 'open') o loop
        one := gate.bound_of(raw, own, whole);
        open_norm := true;
        if one.latest is not null and not one.waiting then
            result.latest := least(result.latest, one.latest);
            result.earliest := least(result.earliest, one.latest);
            result.waits_for := array(select w from unnest(result.waits_for) w where w = any (gates));
        elsif (said ->> 'open_alone')::boolean then
            result.earliest := one.earliest;
            result.waits_for := result.waits_for || one.waits;
            gates := gates || one.gates;
        else
            continue;
        end if;
        result.rests_on := result.rests_on || one.at;
        result.triggers := result.triggers || one.triggers;
        result.action := coalesce(result.action, one."then");
    end loop;

    for raw in select o from jsonb_array_elements(said -> 'running') o loop
        started := gate.events_that_count(raw -> 'starts', '', own);
        first_day := (select min(s.value)::date from jsonb_each_text(started) s);
        result.triggers := result.triggers || (
            select jsonb_build_object(s.key, s.value) from jsonb_each_text(started) s order by s.key limit 1);
        continue when jsonb_typeof(raw -> 'rest') <> 'object';
        rest_by := gate.period_ends(raw -> 'rest', first_day);
        if result.latest is null or rest_by <= result.latest then
            result.latest := rest_by;
            result.action := raw ->> 'then';
            result.rests_on := jsonb_build_array(raw -> 'at') || result.rests_on;
        end if;
        if jsonb_typeof(raw -> 'first') = 'object' then
            first_day := gate.period_ends(raw -> 'first', first_day);
        end if;
        result.earliest := least(result.earliest, first_day);
        result.waits_for := array(select w from unnest(result.waits_for) w where w = any (gates));
    end loop;

    for raw in select o from jsonb_array_elements(said -> 'least') o loop
        one := gate.bound_of(raw, own, whole);
        result.rests_on := result.rests_on || one.at;
        result.triggers := result.triggers || one.triggers;
        result.action := coalesce(result.action, one."then");
        result.waits_for := result.waits_for || one.waits;
        gates := gates || one.gates;
        result.earliest := greatest(result.earliest, one.earliest);
    end loop;
    if result.earliest > result.latest then
        case said ->> 'reading'
            when 'earliest_of' then result.earliest := result.latest;
            when 'latest_of' then result.latest := result.earliest;
            else collides := true;
        end case;
    end if;

    bounds := array(select gate.bound_of(e.value, own, whole) from jsonb_array_elements(said -> 'law') with ordinality e order by e.ordinality);
    if (said ->> 'alone')::boolean then
        for raw in select o from jsonb_array_elements(said -> 'law') o loop
            one := gate.bound_of(raw, own, whole);
            if jsonb_typeof(raw -> 'upper') = 'object' and one.waiting then
                result.waits_for := result.waits_for || one.waits;
                gates := gates || one.gates;
            end if;
            if one.open then
                result.rests_on := result.rests_on || one.at;
                result.triggers := result.triggers || one.triggers;
                open_norm := true;
            end if;
            result.action := coalesce(result.action, one."then");
        end loop;
    end if;
    foreach one in array bounds loop
        if one.latest is not null and not one.waiting and (result.latest is null or result.latest > one.latest) then
            result.latest := one.latest;
            result.earliest := least(result.earliest, one.latest);
            result.rests_on := result.rests_on || one.at;
            result.waits_for := array(select w from unnest(result.waits_for) w where w = any (gates));
            ended_by := case when not one.open then one.at end;
        end if;
    end loop;
    for raw in select o from jsonb_array_elements(said -> 'law') o where jsonb_typeof(o -> 'lower') = 'object' loop
        one := gate.bound_of(raw, own, whole);
        result.waits_for := result.waits_for || one.waits;
        gates := gates || one.gates;
        continue when one.earliest is null;
        if ended_by is not null and ended_by <> one.at and result.latest < one.earliest then
            collides := true;
        end if;
        if result.earliest is null or result.earliest < one.earliest then
            result.earliest := one.earliest;
            result.rests_on := result.rests_on || one.at;
            result.triggers := result.triggers || one.triggers;
            result.action := coalesce(result.action, one."then");
        end if;
        result.latest := case when result.latest < one.earliest then one.earliest else result.latest end;
    end loop;

    result.waits_for := array(select u.w from (select w, min(place) as place from unnest(result.waits_for) with ordinality x (w, place) group by w) u order by u.place);
    result.rests_on := coalesce((select jsonb_agg(u.at order by u.place) from (
        select at, min(place) as place from jsonb_array_elements(result.rests_on) with ordinality x (at, place) group by at) u), '[]');
    result.status := case
        when collides or (result.rests_on = '[]' and result.waits_for = '{}') then 'undecided'
        when result.waits_for <> '{}' then 'waiting'
        when result.latest is null and (result.earliest is null or open_norm) then 'judged'
        else 'decided' end;
    result.earliest := case when not collides then result.earliest end;
    result.latest := case when result.status = 'decided' then result.latest end;
    return result;
end $$;

-- What has happened in the trajectories of dossiers, in the words that terms count from; `whole` what has happened in
-- all of them, on the last of those days. The agreed end of a contract sets nothing aside before its day.
create or replace function gate.events_of_dossiers(asked uuid[], today date)
returns table (dossier_id uuid, trajectory_id uuid, principal_kind text, own jsonb, contract_ends_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id, t.id, t.principal_kind::text, jsonb_strip_nulls(jsonb_build_object(
        'trajectory_ended', e.ended, 'guidance_ended', e.ended, 'commission_ended', e.ended, 'agreement_ended', e.ended,
        'financial_year_ended', make_date(extract(year from t.ended_on)::integer, 12, 31),
        'principal_contract_ended', case when c.ends_on <= today then c.ends_on end,
        'trajectory_started', s.started, 'start', s.started,
        'service_ended', f.closed, 'deregistration', f.closed)), c.ends_on
    from public.dossiers_dossier d
    left join public.dossiers_trajectory t on t.dossier_id = d.id
    left join public.parties_contract c on c.id = t.contract_id
    cross join lateral (select case when t.ended_on <= today then t.ended_on end as ended) e
    cross join lateral (select case when t.started_on <= today then t.started_on end as started) s
    cross join lateral (select case when d.closed_on <= today then d.closed_on end as closed) f
    where d.id = any (asked)
$$;

-- What these dossiers hold, per key, kind, purpose and mark of a statute, with what has happened to it: `own` in its own
-- trajectory, `whole` in the dossier. With `only_new`, what was not counted before.
create or replace function gate.things_of(asked uuid[], only_new boolean, today date)
returns table (organisation_id uuid, dossier_id uuid, scope_id uuid, trajectory_id uuid, data_key_id uuid, category text,
               purpose text, statutory boolean, occurred_on date, retention_class text, principal text, next_day date,
               own jsonb, whole jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with things as materialized (
        select r.organisation_id, r.dossier_id, r.scope_id, r.trajectory_id, r.data_key_id, r.category::text as category,
               r.purpose::text as purpose, r.marks & 64 <> 0 as statutory, min(r.occurred_on) as occurred_on,
               min(r.retention_class) as retention_class
        from public.dossiers_record r join vault.data_key k on k.id = r.data_key_id
        where r.dossier_id = any (asked) and r.moved_on is null and r.erased_on is null and k.destroyed_at is null
          and not (only_new and exists (
              select from public.retention_ending e
              where e.data_key_id = r.data_key_id and e.scope_id = r.scope_id and e.category = r.category and e.purpose = r.purpose
                and e.statutory = (r.marks & 64 <> 0)))
        group by r.organisation_id, r.dossier_id, r.scope_id, r.trajectory_id, r.data_key_id, r.category, r.purpose, statutory
    ), trajectories as materialized (
        select * from gate.events_of_dossiers(array(select distinct t.dossier_id from things t), today)
    ), wholes as materialized (
        select n.dossier_id, n.kind, n.next_day,
               coalesce((select jsonb_object_agg(u.key, u.last) from (
                   select v.key, max(v.value) as last from trajectories t cross join lateral jsonb_each_text(t.own) v
                   where t.dossier_id = n.dossier_id group by v.key having count(*) = n.trajectories) u), '{}') as whole
        from (select t.dossier_id, greatest(count(t.trajectory_id), 1) as trajectories,
                     case when count(distinct t.principal_kind) = 1 then min(t.principal_kind) end as kind,
                     min(t.contract_ends_on) filter (where t.contract_ends_on > today) as next_day
              from trajectories t group by t.dossier_id) n
    )
    select t.organisation_id, t.dossier_id, t.scope_id, t.trajectory_id, t.data_key_id, t.category, t.purpose, t.statutory,
           t.occurred_on, t.retention_class, coalesce(own.principal_kind, w.kind, ''), w.next_day,
           coalesce(own.own, w.whole) || mine.events,
           case when own.own is null then w.whole
                else (own.own - '{trajectory_ended, service_ended, guidance_ended, placement_ended, principal_contract_ended,
                                  agreement_ended, commission_ended}'::text[])
                     || (w.whole - array['financial_year_ended', 'trajectory_started', 'start', 'deregistration'])
           end || mine.events
    from things t
    join wholes w on w.dossier_id = t.dossier_id
    left join trajectories own on own.trajectory_id = t.trajectory_id
    left join lateral (
        select jsonb_strip_nulls(jsonb_build_object(
            'created', case when t.occurred_on <= today then t.occurred_on end,
            'receipt', case when t.occurred_on <= today then t.occurred_on end,
            'purpose_ended', (
                select case when not x.needed and x.weighed_on <= today then x.weighed_on end
                from public.dossiers_weighing x
                where x.dossier_id = t.dossier_id and x.scope_id = t.scope_id and x.category = t.category
                order by x.id desc limit 1))) as events) mine on true
$$;

-- When necessity is weighed again where the rules ask that every year: a year after it was weighed last, or after the end.
create or replace function gate.weighed_again_on(plan jsonb, own jsonb, dossier uuid, scope uuid, asked text) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (greatest((own ->> 'trajectory_ended')::date, (own ->> 'service_ended')::date, (
                select max(w.weighed_on) from public.dossiers_weighing w
                where w.dossier_id = dossier and w.scope_id = scope and w.category = asked)) + interval '1 year')::date
    where own ?| '{trajectory_ended,service_ended}'
      and jsonb_path_exists(plan, '$.variants.*.reviewed[*] ? (@ == "yearly")')
$$;
revoke all on function gate.weighed_again_on(jsonb, jsonb, uuid, uuid, text) from public, {{application}}, {{auditor}};

-- Count the dates of these dossiers, all in one statement; with `only_new`, of what was not counted before.
create or replace function gate.count_endings(asked uuid[], only_new boolean default false) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date := coalesce(gate.day(), (now() at time zone 'Europe/Amsterdam')::date);
    counted integer;
begin
    if not only_new then
        delete from public.retention_ending e where e.dossier_id = any (asked) and not exists (
            select from public.dossiers_record r join vault.data_key k on k.id = r.data_key_id
            where r.data_key_id = e.data_key_id and r.scope_id = e.scope_id and r.category = e.category
              and r.purpose = e.purpose and (r.marks & 64 <> 0) = e.statutory and r.moved_on is null and r.erased_on is null
              and k.destroyed_at is null);
    end if;
    with things as materialized (
        select * from gate.things_of(asked, only_new, today)
    ), versions as materialized (
        select o.organisation_id, v.id from (select distinct t.organisation_id from things t) o
        cross join lateral gate.version_in_force(o.organisation_id, today) v
    ), asked_of as materialized (
        select t.*, v.id as version_id, p.plan
        from things t
        left join versions v on v.organisation_id = t.organisation_id
        left join lateral (
            select r.plan from public.adoption_retentionplan r
            where r.version_id = v.id and r.category = t.category
              and r.principal in ('', t.principal) and r.purpose in ('', t.purpose)
              and (r.statutory = t.statutory or not r.statutory)
            order by r.statutory desc, r.principal desc, r.purpose desc limit 1) p on true
    )
    insert into public.retention_ending as e
        (id, organisation_id, dossier_id, scope_id, data_key_id, category, purpose, statutory, occurred_on,
         retention_class, status, earliest, latest, due, action, shielded, triggers, rests_on, waits_for, version_id,
         counts_again_on, weigh_on)
    select gen_random_uuid(), a.organisation_id, a.dossier_id, a.scope_id, a.data_key_id, a.category, a.purpose,
           a.statutory, a.occurred_on, a.retention_class, coalesce(f.status, 'undecided'), f.earliest, f.latest,
           case when f.status = 'decided' then coalesce(f.latest, f.earliest) end, coalesce(f.action, ''),
           coalesce(f.shielded, false), coalesce(f.triggers, '{}'), coalesce(f.rests_on, '[]'),
           coalesce(f.waits_for, '{}'), a.version_id, a.next_day,
           case when not coalesce(f.shielded, false) and f.status in ('decided', 'judged')
                     and (f.status = 'judged' or coalesce(f.latest, f.earliest) > y.weigh_on) then y.weigh_on end
    from asked_of a
    left join lateral gate.fate(a.plan, a.own, a.whole) f on a.plan is not null
    left join lateral gate.weighed_again_on(a.plan, a.own, a.dossier_id, a.scope_id, a.category) y (weigh_on) on true
    on conflict (data_key_id, scope_id, category, purpose, statutory) do update set
        occurred_on = excluded.occurred_on, status = excluded.status, earliest = excluded.earliest,
        latest = excluded.latest, due = excluded.due, action = excluded.action, shielded = excluded.shielded,
        triggers = excluded.triggers, rests_on = excluded.rests_on, waits_for = excluded.waits_for,
        version_id = excluded.version_id, counts_again_on = excluded.counts_again_on,
        weigh_on = excluded.weigh_on;
    get diagnostics counted = row_count;
    return counted;
end $$;

revoke all on function gate.count_endings(uuid[], boolean), gate.events_of_dossiers(uuid[], date) from public;

-- Whatever moves a date has the dates of its dossiers counted again: one statement for all that were touched.
create or replace function gate.endings_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched uuid[];
begin
    case tg_argv[0]
        when 'record_new' then touched := array(select distinct n.dossier_id from new_rows n);
        when 'record_gone' then touched := array(select distinct o.dossier_id from old_rows o);
        when 'record' then touched := array(
            select distinct n.dossier_id from new_rows n join old_rows o on o.id = n.id
            where (n.marks & 64, n.occurred_on, n.moved_on, n.erased_on)
                  is distinct from (o.marks & 64, o.occurred_on, o.moved_on, o.erased_on));
        when 'trajectory' then touched := array(
            select distinct n.dossier_id from new_rows n join old_rows o on o.id = n.id
            where (n.ended_on, n.started_on, n.contract_id) is distinct from (o.ended_on, o.started_on, o.contract_id));
        when 'trajectory_new', 'weighing_new' then touched := array(select distinct n.dossier_id from new_rows n);
        when 'dossier' then touched := array(
            select n.id from new_rows n join old_rows o on o.id = n.id where n.closed_on is distinct from o.closed_on);
        when 'contract' then touched := array(
            select distinct t.dossier_id from new_rows n join old_rows o on o.id = n.id
            join public.dossiers_trajectory t on t.contract_id = n.id where n.ends_on is distinct from o.ends_on);
        when 'plan_new' then touched := array(
            select distinct e.dossier_id from public.retention_ending e
            where e.organisation_id in (select n.organisation_id from new_rows n));
        when 'key' then touched := array(
            select distinct e.dossier_id from new_rows n join public.retention_ending e on e.data_key_id = n.id
            where n.destroyed_at is not null);
    end case;
    if cardinality(touched) > 0 then
        perform gate.count_endings(touched, tg_argv[0] = 'record_new');
    end if;
    return null;
end $$;
do $$
declare name text; about text; verb text;
begin
    for about, name, verb in select * from (values
        ('record_new', 'dossiers_record', 'insert'), ('record', 'dossiers_record', 'update'),
        ('record_gone', 'dossiers_record', 'delete'),
        ('trajectory_new', 'dossiers_trajectory', 'insert'), ('trajectory', 'dossiers_trajectory', 'update'),
        ('weighing_new', 'dossiers_weighing', 'insert'), ('dossier', 'dossiers_dossier', 'update'),
        ('contract', 'parties_contract', 'update'), ('plan_new', 'adoption_retentionplan', 'insert'),
        ('key', 'vault.data_key', 'update')) m (about, name, verb) loop
        execute format(
            'create or replace trigger endings_follow_%s after %s on %s referencing %s
             for each statement execute function gate.endings_follow(%L)',
            verb, verb, name, case verb when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
                                        else 'new table as new_rows old table as old_rows' end, about);
    end loop;
end $$;

-- What the calendar alone changes: a contract that ended, a version that came into force. A look-up in an index.
create or replace function gate.count_endings_due(today date, most integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
    version uuid := (select v.id from gate.version_in_force(organisation, today) v);
    touched uuid[];
begin
    if gate.roles() <> '{system}' then
        return 0;
    end if;
    touched := array(
        select distinct e.dossier_id from public.retention_ending e
        where e.organisation_id = organisation and e.counts_again_on <= today limit most);
    if cardinality(touched) = 0 then
        touched := array(
            select distinct e.dossier_id from public.retention_ending e
            where e.organisation_id = organisation and e.version_id is distinct from version limit most);
    end if;
    return case when cardinality(touched) > 0 then gate.count_endings(touched) else 0 end;
end $$;
revoke all on function gate.count_endings_due(date, integer) from public, {{application}}, {{auditor}};
grant execute on function gate.count_endings_due(date, integer) to {{worker}};

-- Who decides on destruction sees the dates of every dossier, and places what stops it; never what it says.
create or replace function gate.decides_on_destruction() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from gate.version_in_force(gate.organisation_id(), gate.day()) v
        join public.adoption_approvalrow a on a.version_id = v.id
        where a.decides && array(select unnest(gate.held_roles()))::varchar[])
$$;
revoke all on function gate.decides_on_destruction() from public;
grant execute on function gate.decides_on_destruction() to {{application}}, {{worker}}, {{auditor}};
call kernel.bind('retention_ending', 'dossier_id', 'dossiers_dossier');
call kernel.bind('retention_ending', 'data_key_id', 'vault.data_key');
call kernel.protect('retention_ending');
call kernel.keep_out('retention_ending', 'dossier_id');
revoke insert, update, delete on retention_ending from {{application}}, {{worker}};
grant select on retention_ending to {{application}}, {{worker}}, {{auditor}};
drop policy if exists counted on retention_ending;
create policy counted on retention_ending to {{owner}} using (true) with check (true);
drop policy if exists seen on retention_ending;
create policy seen on retention_ending for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all()) or (select gate.decides_on_destruction())
        or dossier_id = any (array(select gate.seen_dossier_ids()))));

-- Dossiers of which something is weighed again: a look-up in an index. Who decides on destruction weighs it.
create or replace function gate.to_weigh(today date, most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct e.dossier_id from public.retention_ending e
    where e.organisation_id = gate.organisation_id() and gate.roles() = '{system}' and e.weigh_on <= today
      and not exists (
          select from public.work_task t
          where t.dossier_id = e.dossier_id and t.kind = 'weigh_necessity' and t.done_at is null)
    limit most
$$;
revoke all on function gate.to_weigh(date, integer) from public, {{application}}, {{auditor}};
grant execute on function gate.to_weigh(date, integer) to {{worker}};

-- Holds: placed by who works with the dossier, lifted by who may decide on destruction; never changed otherwise.
call kernel.bind('retention_hold', 'dossier_id', 'dossiers_dossier');
call kernel.bind('retention_hold', 'data_key_id', 'vault.data_key');
call kernel.bind('retention_hold', 'decision_id', 'ledger_decision');
call kernel.bind('retention_hold', 'lifted_decision_id', 'ledger_decision');
call kernel.protect('retention_hold');
call kernel.keep_out('retention_hold', 'dossier_id');
grant select, insert on retention_hold to {{application}};
grant select on retention_hold to {{worker}}, {{auditor}};
revoke update, delete on retention_hold from {{application}}, {{worker}};
grant update (lifted_at, lifted_by_id, lifted_decision_id) on retention_hold to {{application}};

drop policy if exists weighed_again on dossiers_weighing;
create policy weighed_again on dossiers_weighing for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and (select gate.action()) = 'read' and (select gate.decides_on_destruction()));

drop policy if exists seen on retention_hold;
create policy seen on retention_hold for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all()) or (select gate.decides_on_destruction())
        or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists placed on retention_hold;
create policy placed on retention_hold for insert with check (
    organisation_id = (select gate.organisation_id()) and placed_by_id = (select gate.actor_id())
    and lifted_at is null and (select gate.action()) in ('read', 'write')
    and ((select gate.sees_all()) or (select gate.decides_on_destruction())
         or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists lifted on retention_hold;
create policy lifted on retention_hold for update using (
    organisation_id = (select gate.organisation_id()) and lifted_at is null and (select gate.decides_on_destruction()))
with check (lifted_at is not null and lifted_by_id = (select gate.actor_id()));

-- What stops destruction now: what a client asked and has no answer to yet, what somebody placed, and what has to be handed
-- over first. A request to erase does not stand in its own way.
create or replace function gate.holds_on(asked uuid[]) returns table (dossier_id uuid, hold text, since date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.dossier_id, 'access_request', min(r.received_on) from public.rights_request r
    where r.dossier_id = any (asked) and (r.ended_on is null or r.court_until >= gate.day())
      and r."right" not in ('erasure', 'marketing_objection', 'withdraw_consent')
    group by r.dossier_id
    union all
    select h.dossier_id, h.hold::text, min((h.placed_at at time zone 'Europe/Amsterdam')::date) from public.retention_hold h
    where h.dossier_id = any (asked) and h.lifted_at is null
    group by h.dossier_id, h.hold
    union all
    select c.dossier_id, 'pending_complaint', min(coalesce(c.received_on, (c.recorded_at at time zone 'Europe/Amsterdam')::date))
    from public.complaints_complaint c
    where c.dossier_id = any (asked) and c.closed_on is null
    group by c.dossier_id
    union all
    select a.dossier_id, 'breach', min((b.aware_at at time zone 'Europe/Amsterdam')::date)
    from public.breaches_affected a join public.breaches_breach b on b.id = a.breach_id
    where a.dossier_id = any (asked) and not a.left_out and b.closed_at is null
    group by a.dossier_id
    union all
    select o.dossier_id, 'hand_over', o.since from gate.hand_overs_open(asked) o
$$;
revoke all on function gate.holds_on(uuid[]) from public, {{application}}, {{auditor}};
grant execute on function gate.holds_on(uuid[]) to {{worker}};

-- What somebody placed stops the erasing of a single item too, whoever decided so.
create or replace function gate.stays_while_held() returns trigger
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.erased_on is not null and old.erased_on is null and exists (
        select from public.retention_hold h where h.dossier_id = new.dossier_id and h.lifted_at is null) then
        raise exception 'this is not erased: something pending stops it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger stays_while_held before update of erased_on on dossiers_record
    for each row execute function gate.stays_while_held();

revoke all on function gate.things_of(uuid[], boolean, date) from public, {{auditor}};

-- The ledger's own term. Of an event that is over it the place in the tree and the hash stay, and its decision is emptied
-- with it; what is younger nobody empties, the owner included. Events that say how many were emptied stay.
create or replace function gate.log_is_over(organisation uuid, happened timestamptz, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select gate.period_ends(a.log_kept, (date_trunc('month', happened at time zone 'Europe/Amsterdam') + interval '1 month')::date) <= today
        from gate.version_in_force(organisation, today) v
        join public.adoption_approvalrow a on a.version_id = v.id and jsonb_typeof(a.log_kept) = 'object'), false)
$$;
create or replace function gate.ledger_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date := coalesce(gate.day(), (now() at time zone 'Europe/Amsterdam')::date);
    emptied jsonb := to_jsonb(old) || case tg_table_name
        when 'ledger_event' then '{"kind": "ended", "at": "1970-01-01T00:00:00+00:00", "actor_id": null, "responsible_id": null,
            "dossier_id": null, "dossier_ids": [], "categories": [], "purpose": "", "from_where": "", "commitment": "\\x"}'::jsonb
        else '{"at": "1970-01-01T00:00:00+00:00", "actor_id": null, "roles": [], "action": "", "allowed": false, "regulation": "",
            "regulation_hash": "", "rules": [], "articles": [], "purpose": "", "ground": "", "facts_known": "",
            "facts_true": "", "claims": {}}'::jsonb end;
begin
    if to_jsonb(new) - 'at' <> emptied - 'at' or new.at <> 'epoch' or not (case tg_table_name
        when 'ledger_event' then to_jsonb(old) ->> 'kind' not in ('ended', 'ledger_ended') and gate.log_is_over(old.organisation_id, old.at, today)
            and exists (select from public.ledger_leaf l where l.event_id = old.id)
        else gate.log_is_over(old.organisation_id, old.at, today) and not exists (
            select from public.ledger_event e where e.decision_id = old.id and e.kind <> 'ended') end) then
        raise exception '% only grows: update is refused', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace function gate.goes_with_its_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from public.ledger_event e where e.id = old.event_id and e.kind = 'ended') then
        raise exception '% only grows: delete is refused', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;
revoke all on function gate.log_is_over(uuid, timestamptz, date), gate.ledger_ends(), gate.goes_with_its_event() from public;
do $$
declare name text;
begin
    foreach name in array array['ledger_event', 'ledger_decision'] loop
        execute format('create or replace trigger only_grows before delete or truncate on %I '
                       'for each statement execute function kernel.only_grows()', name);
        execute format('create or replace trigger ends before update on %I for each row execute function gate.ledger_ends()', name);
        execute format('drop policy if exists ended on %I', name);
        execute format('create policy ended on %I for update to {{owner}} using (true) with check (at = %L)', name, 'epoch');
    end loop;
end $$;
create or replace trigger only_grows before update or truncate on ledger_shown
    for each statement execute function kernel.only_grows();
create or replace trigger ends before delete on ledger_shown for each row execute function gate.goes_with_its_event();
drop policy if exists ended on ledger_shown;
create policy ended on ledger_shown for delete to {{owner}} using (true);
drop policy if exists ended on ledger_eventcontent;
create policy ended on ledger_eventcontent for delete to {{owner}} using (true);

create or replace function gate.ledger_left_from(organisation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(max((c.details ->> 'last_leaf')::bigint), -1)
    from public.ledger_event e join public.ledger_eventcontent c on c.event_id = e.id
    where e.organisation_id = organisation and e.kind = 'ledger_ended'
$$;
create or replace function gate.ledger_waits() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    -- The tree has the order of transactions: one of a later month may lie before one of an earlier.
    with oldest as materialized (
        select e.organisation_id, e.at from public.ledger_leaf l join public.ledger_event e on e.id = l.event_id
        where l.organisation_id = gate.organisation_id() and l.index > gate.ledger_left_from(gate.organisation_id())
          and e.kind not in ('ended', 'ledger_ended')
        order by l.index limit 1000
    ), months as materialized (
        select o.organisation_id, min(o.at) as at from oldest o
        group by 1, date_trunc('month', o.at at time zone 'Europe/Amsterdam')
    )
    select gate.roles() = '{system}' and exists (
        select from months m where gate.log_is_over(m.organisation_id, m.at, gate.day()))
$$;
create or replace function gate.end_ledger(most integer) returns table (events bigint, last_leaf bigint, counted jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
    going uuid[];
    decisions uuid[];
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' then
        raise exception 'the ledger ends by the worker' using errcode = 'insufficient_privilege';
    end if;
    select array_agg(x.id), max(x.index) into going, last_leaf from (
        select e.id, l.index from public.ledger_leaf l join public.ledger_event e on e.id = l.event_id
        where l.organisation_id = organisation and l.index > gate.ledger_left_from(organisation)
          and e.kind not in ('ended', 'ledger_ended') and gate.log_is_over(organisation, e.at, gate.day())
        order by l.index limit most) x;
    events := coalesce(cardinality(going), 0);
    counted := coalesce((
        select jsonb_object_agg(m.word, m.number) from (
            select to_char(e.at at time zone 'Europe/Amsterdam', 'YYYY-MM') || '.' || e.kind as word, count(*) as number
            from public.ledger_event e where e.id = any (going) group by 1) m), '{}');
    decisions := array(select distinct e.decision_id from public.ledger_event e where e.id = any (going));
    update public.ledger_event set kind = 'ended', at = 'epoch', actor_id = null, responsible_id = null, dossier_id = null,
        dossier_ids = '{}', categories = '{}', purpose = '', from_where = '', commitment = ''
    where id = any (going);
    delete from public.ledger_shown s where s.organisation_id = organisation and s.event_id = any (going);
    delete from public.ledger_eventcontent c where c.event_id = any (going);
    update public.ledger_decision d set at = 'epoch', actor_id = null, roles = '{}', action = '', allowed = false,
        regulation = '', regulation_hash = '', rules = '{}', articles = '{}', purpose = '', ground = '', facts_known = '',
        facts_true = '', claims = '{}'
    where d.id = any (decisions)
      and not exists (select from public.ledger_event e where e.decision_id = d.id and e.kind <> 'ended');
    last_leaf := least(last_leaf, (  -- what still says something is never passed by: its own term comes later
        select l.index - 1 from public.ledger_leaf l join public.ledger_event e on e.id = l.event_id
        where l.organisation_id = organisation and l.index > gate.ledger_left_from(organisation)
          and e.kind not in ('ended', 'ledger_ended')
        order by l.index limit 1));
    return next;
end $$;
revoke all on function gate.ledger_left_from(uuid), gate.ledger_waits(), gate.end_ledger(integer)
    from public, {{application}}, {{auditor}};
grant execute on function gate.ledger_waits(), gate.end_ledger(integer) to {{worker}};
