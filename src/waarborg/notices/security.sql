-- Notices to clients: seen by who reads in the dossier; opened and ended in the act that is decided.

call kernel.bind('notices_clientnotice', 'dossier_id', 'dossiers_dossier');
call kernel.bind('notices_clientnotice', 'letter_id', 'letters_letter');
call kernel.bind('notices_clientnotice', 'decision_id', 'ledger_decision');
call kernel.bind('notices_clientnotice', 'data_key_id', 'vault.data_key');
call kernel.protect('notices_clientnotice');
grant select, insert on notices_clientnotice to {{application}}, {{worker}};
grant select on notices_clientnotice to {{auditor}};
-- What has to be told, until when and by which article is written once; afterwards only how it ended.
grant update (state, letter_id, ended_on, because, account_id, data_key_id, sealed, decision_id)
    on notices_clientnotice to {{application}}, {{worker}};

drop policy if exists seen on notices_clientnotice;
create policy seen on notices_clientnotice for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all())
        or dossier_id = any (array(select gate.seen_dossier_ids()))
        or ((select gate.action()) = 'write'
            and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))))));
call kernel.keep_out('notices_clientnotice', 'dossier_id');
drop policy if exists opened on notices_clientnotice;
create policy opened on notices_clientnotice for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'open' and letter_id is null
    and (select gate.action()) = 'write'
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
drop policy if exists ended on notices_clientnotice;
create policy ended on notices_clientnotice for update using (
    organisation_id = (select gate.organisation_id()) and state = 'open')
with check (
    organisation_id = (select gate.organisation_id())
    and (state = 'open' or account_id is not distinct from (select gate.actor_id())));

-- Data from others are told at the latest when the client is first written or spoken to, and when they first go to another
-- (GDPR 14.3): whatever brings that forward, the day of the notice and of its task come forward with it. Done by the owner:
-- nobody else changes until when something has to be told.
drop policy if exists sooner on notices_clientnotice;
create policy sooner on notices_clientnotice for update to {{owner}} using (true) with check (state = 'open');
drop policy if exists sooner on work_task;
create policy sooner on work_task for update to {{owner}} using (kind = 'tell_sources' and done_at is null)
with check (kind = 'tell_sources' and done_at is null);
create or replace function gate.told_sooner(dossier uuid, what text, kinds text[], said_by uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.notices_clientnotice n set due_on = gate.day()
    where n.dossier_id = dossier and n.organisation_id = gate.organisation_id() and n.state = 'open' and what = any (n.at_latest)
      and n.due_on > gate.day() and (kinds is null or n.category = any (kinds))
      and (said_by is null or n.letter_id is distinct from said_by);
    if found then
        update public.work_task t set due_on = gate.day()
        where t.subject_id = dossier and t.organisation_id = gate.organisation_id() and t.kind = 'tell_sources'
          and t.done_at is null and t.due_on > gate.day();
    end if;
end $$;
revoke all on function gate.told_sooner(uuid, text, text[], uuid) from public, {{auditor}};
grant execute on function gate.told_sooner(uuid, text, text[], uuid) to {{application}}, {{worker}};
create or replace function gate.written_to() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform gate.told_sooner(new.dossier_id, 'contact', null, new.id);
    return new;
end $$;
create or replace trigger written_to after update of state on letters_letter
    for each row when (new.state = 'given' and old.state <> 'given' and new.kind not in ('breach_employer', 'breach_principal', 'enquiry_refused'))
    execute function gate.written_to();

-- Told is what a letter said that was given: no notice ends so by itself, in whichever way it is written down.
create or replace function gate.told_by_a_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' and gate.only_emptied(to_jsonb(old), to_jsonb(new)) then
        return new;
    end if;
    if new.state = 'given' and not exists (
        select from public.letters_letter l
        where l.id = new.letter_id and l.dossier_id = new.dossier_id and l.state = 'given') then
        raise exception 'a client is told by a letter that was given' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function gate.told_by_a_letter() from public;
create or replace trigger told_by_a_letter before insert or update on notices_clientnotice
    for each row execute function gate.told_by_a_letter();
