-- Controls: seen by whose they are and by who oversees them; done by whoever holds the role, once, and never changed.

call kernel.bind('controls_control', 'task_id', 'work_task');
call kernel.bind('controls_control', 'decision_id', 'ledger_decision');
call kernel.bind('controls_control', 'data_key_id', 'vault.data_key');
call kernel.protect('controls_control');
grant select, insert on controls_control to {{application}};
grant select on controls_control to {{worker}}, {{auditor}};

create or replace function gate.oversees_controls() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(select unnest(gate.held_roles())) && '{management,privacy_officer,responsible,system_administrator}'::text[]
$$;
drop policy if exists seen on controls_control;
create policy seen on controls_control for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.oversees_controls())
        or role = any (array(select unnest(gate.held_roles())))));
drop policy if exists done on controls_control;
create policy done on controls_control for insert with check (
    organisation_id = (select gate.organisation_id()) and done_by_id = (select gate.actor_id())
    and role = any (array(select unnest(gate.held_roles())))
    and exists (select from work_task t where t.id = task_id and t.kind = 'control' and t.done_at is null
                and t.rule = controls_control.rule and t.for_role = controls_control.role));

-- Nobody ticks a control off: it is over when what was found, signed, stands there.
create or replace function gate.control_leaves_proof() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.kind = 'control' and new.done_at is not null
       and not exists (select from public.controls_control c where c.task_id = new.id) then
        raise exception 'a control is over when its findings are there' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger control_leaves_proof before update of done_at on work_task
    for each row execute function gate.control_leaves_proof();

-- Lines of the log for a control that is the actor's to do, since the last one: who, when, which dossier by its number, why;
-- nothing of what stands in it. What is unusual, what was lent, and of the rest a sample that nobody chose.
create or replace function gate.log_for_control(
    asked uuid, reads boolean, lends boolean, unusual text[], lending text[], most integer)
returns table (at timestamptz, who text, kind text, dossier text, dossiers integer, allowed boolean, purpose text,
               articles text[], sort text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with control as (
        select t.id, t.rule from public.work_task t
        where t.id = asked and t.kind = 'control' and t.done_at is null
          and t.organisation_id = (select gate.organisation_id())
          and t.for_role = any (array(select unnest(gate.held_roles())))
    ), found as (
        select e.id, e.at, e.actor_id, e.kind, e.dossier_id, cardinality(e.dossier_ids) as dossiers, d.allowed, e.purpose,
               d.articles, s.sort,
               row_number() over (partition by s.sort order by md5(c.id::text || e.id::text)) as place
        from control c
        join public.ledger_event e on e.organisation_id = (select gate.organisation_id())
        join public.ledger_decision d on d.organisation_id = e.organisation_id and d.id = e.decision_id
        cross join lateral (select case when e.kind = any (lending) then 'lent'
                                        when not d.allowed or e.kind = any (unusual) then 'unusual'
                                        else 'ordinary' end as sort) s
        where (e.dossier_id is not null or e.dossier_ids <> '{}')
          and e.at > coalesce((select max(o.done_at) from public.controls_control o
                               where o.organisation_id = e.organisation_id and o.rule = c.rule), '-infinity')
          and ((s.sort = 'lent' and lends) or (s.sort <> 'lent' and reads))
    )
    select f.at, a.display_name::text, f.kind, o.number::text, f.dossiers, f.allowed, f.purpose, f.articles, f.sort
    from found f
    left join public.accounts_account a on a.id = f.actor_id
    left join public.dossiers_dossier o on o.id = f.dossier_id
    where f.place <= most
    order by f.sort desc, f.at
$$;

-- What was done to the system: no dossier, no client, nothing of what it was about.
create or replace function gate.operations(kinds text[], most integer)
returns table (at timestamptz, who text, roles text[], kind text, articles text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.at, a.display_name::text, d.roles, e.kind, d.articles
    from public.ledger_event e
    join public.ledger_decision d on d.organisation_id = e.organisation_id and d.id = e.decision_id
    left join public.accounts_account a on a.id = e.actor_id
    where e.organisation_id = (select gate.organisation_id()) and e.kind = any (kinds)
      and e.dossier_id is null and e.dossier_ids = '{}' and (select gate.oversees_controls())
    order by e.id desc limit most
$$;

-- Who holds which role of the agency today, for who has to do with controls.
create or replace function gate.holders_of_roles() returns table (role text, display_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.role::text, a.display_name::text
    from public.accounts_membership m join public.accounts_account a on a.id = m.account_id
    where m.organisation_id = (select gate.organisation_id()) and m.person_id is null
      and m.from_on <= (select gate.day()) and coalesce(m.until_on, 'infinity') >= (select gate.day())
    order by m.role, a.display_name
$$;

create or replace function gate.organisations_with_a_regulation(today date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct v.organisation_id from public.adoption_version v where v.in_force_from <= today
$$;
revoke all on function gate.oversees_controls(), gate.log_for_control(uuid, boolean, boolean, text[], text[], integer),
    gate.operations(text[], integer), gate.holders_of_roles(), gate.organisations_with_a_regulation(date) from public;
grant execute on function gate.oversees_controls() to {{application}}, {{worker}}, {{auditor}};
grant execute on function gate.log_for_control(uuid, boolean, boolean, text[], text[], integer),
    gate.operations(text[], integer), gate.holders_of_roles() to {{application}};
grant execute on function gate.organisations_with_a_regulation(date) to {{worker}};
revoke all on function gate.organisations_with_a_regulation(date) from {{application}}, {{auditor}};
