-- Who of the client's side signs in: let in from the dossier by who may write there, and never by themself.

call kernel.bind('admission_mandate', 'membership_id', 'accounts_membership');
call kernel.bind('admission_mandate', 'dossier_id', 'dossiers_dossier');
call kernel.bind('admission_mandate', 'data_key_id', 'vault.data_key');
call kernel.bind('admission_mandate', 'decision_id', 'ledger_decision');
call kernel.protect('admission_mandate');
grant select, insert on admission_mandate to {{application}};
grant select on admission_mandate to {{worker}}, {{auditor}};
revoke update on admission_mandate from {{application}}, {{worker}};

-- The client knows who decides for them; of representatives each sees their own mandate alone.
drop policy if exists seen on admission_mandate;
create policy seen on admission_mandate for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.sees_all())
         or dossier_id = any (array(select gate.seen_dossier_ids())))
    and (not (select gate.from_clients()) or exists (
        select from accounts_membership m
        where m.account_id = (select gate.actor_id())
          and (m.id = membership_id or m.role = 'client' and m.person_id = (
              select d.person_id from dossiers_dossier d where d.id = admission_mandate.dossier_id)))));
drop policy if exists written on admission_mandate;
create policy written on admission_mandate for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and seen_by_id = (select gate.actor_id()) and seen_on <= (select gate.day()) and not (select gate.from_clients())
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write'))))
    and exists (
        select from accounts_membership m join dossiers_dossier d on d.person_id = m.person_id
        where m.id = membership_id and d.id = admission_mandate.dossier_id and m.role = 'representative'));

-- The role itself: of the person of a dossier in which the actor may write, for somebody else, while the client lives.
create or replace function gate.may_admit(person uuid, comes uuid) returns boolean
language sql stable as $$
    select gate.action() = 'write' and comes is distinct from gate.actor_id() and not gate.from_clients()
       and exists (select from public.dossiers_dossier d
                   where d.person_id = person and d.organisation_id = gate.organisation_id()
                     and (gate.wide('write') or d.id = any (array(select gate.dossier_ids('write')))))
$$;
revoke all on function gate.may_admit(uuid, uuid) from public;
grant execute on function gate.may_admit(uuid, uuid) to {{application}}, {{worker}}, {{auditor}};
drop policy if exists admitted on accounts_membership;
create policy admitted on accounts_membership for insert with check (
    organisation_id = (select gate.organisation_id()) and role in ('client', 'representative')
    and given_by_id = (select gate.actor_id()) and gate.may_admit(person_id, account_id)
    and exists (select from dossiers_person p where p.id = person_id and p.died_on is null));
drop policy if exists stopped on accounts_membership;
create policy stopped on accounts_membership for update using (
    organisation_id = (select gate.organisation_id()) and role in ('client', 'representative')
    and gate.may_admit(person_id, account_id));

-- A client stops whom they gave a mandate themself; a parent or guardian is stopped from the dossier alone.
drop policy if exists stopped_by_client on accounts_membership;
create policy stopped_by_client on accounts_membership for update using (
    organisation_id = (select gate.organisation_id()) and role = 'representative' and basis = 'mandate'
    and (select gate.action()) = 'request' and person_id in (
        select d.person_id from dossiers_dossier d where 'client' in (select gate.speaks_as(d.id))))
with check (organisation_id = (select gate.organisation_id()) and until_on < (select gate.day()));
-- On the day on which a client decides for themself, the program ends what a parent had.
drop policy if exists came_of_age on accounts_membership;
create policy came_of_age on accounts_membership for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and role = 'representative' and basis = 'parenthood')
with check (organisation_id = (select gate.organisation_id()) and until_on < (select gate.day()));

-- Who came of age and was not told yet: the dossiers alone, for the program.
create or replace function gate.dossiers_come_of_age() returns table (dossier_id uuid, since date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id, p.of_age_on from public.dossiers_dossier d join public.dossiers_person p on p.id = d.person_id
    where d.organisation_id = gate.organisation_id() and gate.roles() = '{system}' and d.closed_on is null
      and p.of_age_on <= gate.day() and p.died_on is null
      and not exists (select from public.letters_letter l where l.dossier_id = d.id and l.kind = 'of_age')
$$;
revoke all on function gate.dossiers_come_of_age() from public, {{application}}, {{auditor}};
grant execute on function gate.dossiers_come_of_age() to {{worker}};

-- An invitation goes by mail, sealed in the outbox like every message.
drop policy if exists invited on letters_mail;
create policy invited on letters_mail for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'waiting' and sent_at is null and letter_id is null
    and (select gate.action()) = 'write' and not (select gate.from_clients())
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));

-- What a client says themself, and who decides for them: only as whom they come in, by the right to ask.
-- A mandate that names kinds of data reaches no further: not to what is said of other kinds or of all, and not to what the
-- client, or who decides in everything, asked.
create or replace function gate.within_mandate(kinds text[]) returns boolean
language sql stable as $$
    select case when jsonb_typeof(gate.context() -> 'narrow') = 'array' then coalesce(
        kinds <@ array(select jsonb_array_elements_text(gate.context() -> 'narrow')), false) else true end
$$;
revoke all on function gate.within_mandate(text[]) from public;
grant execute on function gate.within_mandate(text[]) to {{application}}, {{worker}}, {{auditor}};
drop policy if exists within_mandate on rights_request;
create policy within_mandate on rights_request as restrictive for select to {{application}} using (
    not (select gate.from_clients()) or recorded_by_id = (select gate.actor_id()) or (select gate.within_mandate(null)));
drop policy if exists within_mandate on letters_letter;
create policy within_mandate on letters_letter as restrictive for select to {{application}} using (
    not (select gate.from_clients()) or (select gate.within_mandate(null))
    or exists (select from rights_requestletter a where a.letter_id = letters_letter.id));
drop policy if exists said_by_client on dossiers_clientdeclaration;
create policy said_by_client on dossiers_clientdeclaration for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'request'
    and (select gate.from_clients()) and given_by in (select gate.speaks_as(dossier_id)) and gate.within_mandate(categories::text[])
    and dossier_id = any (array(select gate.dossier_ids('request'))));
drop policy if exists taken_back_by_client on dossiers_clientdeclaration;
create policy taken_back_by_client on dossiers_clientdeclaration for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'request'
    and (select gate.from_clients()) and exists (select gate.speaks_as(dossier_id)) and gate.within_mandate(categories::text[])
    and dossier_id = any (array(select gate.dossier_ids('request'))))
with check (ended_on is not null);

-- Whatever a rule lets clients do, what runs the work is not changed by them: no letter, appointment or task but the one
-- that their own request brought.
do $$
declare changed record;
begin
    for changed in select * from (values
        ('work_task', $c$kind in ('request', 'ask_approval')$c$), ('work_appointment', 'false'), ('letters_letter', 'false')
    ) c (name, but)
    loop
        execute format('drop policy if exists not_by_clients on %I', changed.name);
        execute format('create policy not_by_clients on %I as restrictive for update to {{application}}
                        using (not (select gate.from_clients()) or %s)', changed.name, changed.but);
    end loop;
end $$;
