-- Drafts of the regulation: read by who works on it, made and put forward by whom the rules let propose, approved by whom
-- they let define, and never by who put it forward. An approved text becomes a version, by the worker, and nothing else does.

call kernel.bind('drafting_draft', 'decision_id', 'ledger_decision');
call kernel.bind('drafting_draft', 'decided_decision_id', 'ledger_decision');
call kernel.protect('drafting_draft');
grant select, insert on drafting_draft to {{application}};
-- Of a draft only what became of it can be written, never its text.
grant update (proposed_by_id, proposed_at, approved_by_id, approved_at, declined_by_id, declined_at, decided_decision_id)
    on drafting_draft to {{application}};
grant select on drafting_draft to {{worker}}, {{auditor}};

drop policy if exists within on drafting_draft;
create policy within on drafting_draft for select using (
    organisation_id = (select gate.organisation_id()));

drop policy if exists made on drafting_draft;
create policy made on drafting_draft for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'propose'
    and (select gate.wide('propose')) and made_by_id = (select gate.actor_id())
    and proposed_at is null and approved_at is null and declined_at is null);

drop policy if exists put_forward on drafting_draft;
create policy put_forward on drafting_draft for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'propose'
    and (select gate.wide('propose')) and proposed_at is null and approved_at is null and declined_at is null)
with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'propose'
    and proposed_by_id = (select gate.actor_id()) and approved_at is null and declined_at is null);

drop policy if exists decided on drafting_draft;
create policy decided on drafting_draft for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'define'
    and (select gate.wide('define')) and proposed_at is not null and approved_at is null and declined_at is null)
with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'define'
    and coalesce(approved_by_id, declined_by_id) = (select gate.actor_id())
    and (approved_by_id is null or approved_by_id <> proposed_by_id));

-- Who put a text forward is written once: nobody who approves it says that it was somebody else.
create or replace function gate.draft_goes_on() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.proposed_at is not null and (new.proposed_by_id, new.proposed_at) is distinct from (old.proposed_by_id, old.proposed_at)
       or old.proposed_at is null and (new.approved_at is not null or new.declined_at is not null) then
        raise exception 'a text is put forward once, and decided on afterwards' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on drafting_draft
    for each row execute function gate.draft_goes_on();

-- Was precisely this text approved, by another than who put it forward?
create or replace function gate.approved_draft(draft uuid, text_of_it text, from_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.drafting_draft d
        where d.id = draft and d.organisation_id = gate.organisation_id() and d.source = text_of_it
          and d.in_force_from = from_day and d.approved_at is not null and d.approved_by_id <> d.proposed_by_id)
$$;

-- Is this version being made in this very transaction? Its rows come with it, and none ever after.
create or replace function gate.made_just_now(version uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.adoption_version v
        where v.id = version and v.organisation_id = gate.organisation_id()
          and pg_xact_status((((pg_current_xact_id()::text::bigint >> 32) << 32) | v.xmin::text::bigint)::text::xid8)
              = 'in progress')
$$;

grant insert on adoption_version, adoption_cell, adoption_rulerow, adoption_notice, adoption_dutyrow, adoption_linkrow,
    adoption_retentionplan, adoption_approvalrow, adoption_overviewrow to {{worker}};
grant usage on all sequences in schema public to {{worker}};
drop policy if exists approved on adoption_version;
create policy approved on adoption_version for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'adopt'
    and gate.approved_draft(id, source, in_force_from));
do $$
declare name text;
begin
    foreach name in array array['adoption_cell', 'adoption_rulerow', 'adoption_notice', 'adoption_dutyrow', 'adoption_linkrow',
                                'adoption_retentionplan', 'adoption_approvalrow', 'adoption_overviewrow'] loop
        execute format('drop policy if exists approved on %I', name);
        execute format('create policy approved on %I for insert to {{worker}} with check (
            organisation_id = (select gate.organisation_id()) and (select gate.action()) = ''adopt''
            and (select gate.made_just_now(version_id)))', name);
    end loop;
end $$;

-- Organisations with an approved draft that is no version yet. Names nobody.
create or replace function gate.organisations_with_approved_drafts() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct d.organisation_id from public.drafting_draft d
    where d.approved_at is not null and not exists (select from public.adoption_version v where v.id = d.id)
$$;

revoke all on function gate.approved_draft(uuid, text, date), gate.made_just_now(uuid),
    gate.organisations_with_approved_drafts() from public;
grant execute on function gate.approved_draft(uuid, text, date), gate.made_just_now(uuid),
    gate.organisations_with_approved_drafts() to {{worker}};

-- How many dossiers another version would touch, and of how many something would end earlier, later, or on its first day
-- already: with the plans of a text that is only a draft, from the events that the dates in force are counted from too.
create or replace function gate.dossiers_under(plans jsonb, from_day date)
returns table (open bigint, closed bigint, earlier bigint, later bigint, at_once bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
    today date := coalesce(gate.day(), (now() at time zone 'Europe/Amsterdam')::date);
begin
    if not exists (
        select from public.adoption_cell c
        where c.version_id = (gate.context() ->> 'version')::uuid and c.action in ('propose', 'define')
          and c.role = any (array(select unnest(gate.held_roles())))) then
        raise exception 'what a draft would mean is for who works on the regulation' using errcode = 'insufficient_privilege';
    end if;
    return query
    with planned as materialized (
        select * from jsonb_to_recordset(plans) as given (category text, principal text, purpose text, statutory boolean,
            plan jsonb)
    ), things as materialized (
        select t.* from gate.things_of(
            array(select distinct e.dossier_id from public.retention_ending e where e.organisation_id = organisation), false, today) t
    ), dated as materialized (
        select t.dossier_id, e.due, case when f.status = 'decided' then coalesce(f.latest, f.earliest) end as due_then
        from things t
        join public.retention_ending e on e.data_key_id = t.data_key_id and e.scope_id = t.scope_id
            and e.category = t.category and e.purpose = t.purpose and e.statutory = t.statutory
        left join lateral (
            select r.plan from planned r
            where r.category = t.category and r.principal in ('', t.principal) and r.purpose in ('', t.purpose)
              and (r.statutory = t.statutory or not r.statutory)
            order by r.statutory desc, r.principal desc, r.purpose desc limit 1) p on true
        left join lateral gate.fate(p.plan, t.own, t.whole) f on p.plan is not null
    ), touched as materialized (
        select d.dossier_id,
               bool_or(d.due_then < d.due or (d.due is null and d.due_then is not null)) as sooner,
               bool_or(d.due_then > d.due or (d.due_then is null and d.due is not null)) as longer,
               bool_or(d.due_then <= from_day and (d.due is null or d.due > from_day)) as now
        from dated d group by d.dossier_id
    )
    select count(*) filter (where d.closed_on is null), count(*) filter (where d.closed_on is not null and t.dossier_id is not null),
           count(*) filter (where t.sooner), count(*) filter (where t.longer), count(*) filter (where t.now)
    from public.dossiers_dossier d left join touched t on t.dossier_id = d.id where d.organisation_id = organisation;
end $$;
revoke all on function gate.dossiers_under(jsonb, date) from public;
grant execute on function gate.dossiers_under(jsonb, date) to {{application}};
