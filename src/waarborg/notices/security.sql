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

-- Told is what a letter said that was given: no notice ends so by itself, in whichever way it is written down.
create or replace function gate.told_by_a_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
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
