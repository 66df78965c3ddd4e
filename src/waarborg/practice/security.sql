-- The way of working: read by everybody of the organisation, proposed and approved by whom the rules let do that.

call kernel.bind('practice_practiceversion', 'decision_id', 'ledger_decision');
call kernel.bind('practice_practiceversion', 'decided_decision_id', 'ledger_decision');
call kernel.protect('practice_practiceversion');
grant select, insert on practice_practiceversion to {{application}}, {{worker}};
-- Of a version only what was decided about it can be written, never its text.
grant update (approved_by_id, approved_at, declined_by_id, declined_at, decided_decision_id)
    on practice_practiceversion to {{application}}, {{worker}};
grant select on practice_practiceversion to {{auditor}};

drop policy if exists within on practice_practiceversion;
create policy within on practice_practiceversion for select using (
    organisation_id = (select gate.organisation_id()));

drop policy if exists proposed on practice_practiceversion;
create policy proposed on practice_practiceversion for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'propose'
    and (select gate.wide('propose')) and proposed_by_id = (select gate.actor_id())
    and approved_at is null and declined_at is null);

-- Did the actor propose any of what is not decided yet? Asked when a rule wants a second person.
create or replace function gate.proposed_by_self() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.practice_practiceversion p
        where p.organisation_id = gate.organisation_id() and p.proposed_by_id = gate.actor_id()
          and p.declined_at is null and p.number > coalesce((
              select max(v.number) from public.practice_practiceversion v
              where v.organisation_id = gate.organisation_id() and v.approved_at is not null), 0))
$$;

drop policy if exists decided on practice_practiceversion;
create policy decided on practice_practiceversion for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'define'
    and (select gate.wide('define')) and approved_at is null and declined_at is null
    and not (coalesce((select gate.context()) -> 'claims' ? 'second_person_agreed', false)
             and (select gate.proposed_by_self())))
with check (
    organisation_id = (select gate.organisation_id())
    and coalesce(approved_by_id, declined_by_id) = (select gate.actor_id()));

-- Which version is in force. Asked before a context exists; names nobody.
create or replace function gate.practice_in_force(organisation uuid) returns table (id uuid, sha256 text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.id, p.sha256::text from public.practice_practiceversion p
    where p.organisation_id = organisation and p.approved_at is not null
    order by p.number desc limit 1
$$;

revoke all on function gate.practice_in_force(uuid), gate.proposed_by_self() from public;
grant execute on function gate.practice_in_force(uuid), gate.proposed_by_self() to {{application}}, {{worker}}, {{auditor}};
