-- Lists: the list itself holds nobody; who is on it is seen by who may have that dossier in hand, and what went about them
-- is a disclosure of their own dossier, under the rules of that.

call kernel.bind('mailings_addresslist', 'party_id', 'parties_party');
call kernel.bind('mailings_addresslist', 'decision_id', 'ledger_decision');
call kernel.bind('mailings_listmember', 'list_id', 'mailings_addresslist');
call kernel.bind('mailings_listmember', 'dossier_id', 'dossiers_dossier');
call kernel.bind('mailings_listmember', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('mailings_listmember', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    foreach name in array array['mailings_addresslist', 'mailings_listmember'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update, delete on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
grant update (state, agreed_at, agreed_by_id, given_at, given_by_id, ended_at, address_hash, code_hash, expires_at,
              wrong_codes, fetched_at, people, decision_id) on mailings_addresslist to {{application}};

drop policy if exists seen on mailings_addresslist;
create policy seen on mailings_addresslist for select using (
    organisation_id = (select gate.organisation_id()) and not ((select gate.roles()) && '{principal, third_party_viewer, client, representative}'));
drop policy if exists prepared on mailings_addresslist;
create policy prepared on mailings_addresslist for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose'
    and prepared_by_id = (select gate.actor_id()) and agreed_by_id is null and given_by_id is null and state = 'prepared'
    and recipient = (select gate.context() ->> 'recipient') and party_id::text = (select gate.context() ->> 'party'));
drop policy if exists went_on on mailings_addresslist;
create policy went_on on mailings_addresslist for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose')
with check (organisation_id = (select gate.organisation_id()));

drop policy if exists seen on mailings_listmember;
create policy seen on mailings_listmember for select using (
    organisation_id = (select gate.organisation_id()) and exists (
        select from mailings_addresslist l where l.id = list_id));
drop policy if exists chosen on mailings_listmember;
create policy chosen on mailings_listmember for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose'
    and exists (select from mailings_addresslist l where l.id = list_id and l.state = 'prepared'
                and l.prepared_by_id = (select gate.actor_id()))
    and exists (select from disclosures_disclosure d where d.id = disclosure_id
                and d.dossier_id = mailings_listmember.dossier_id and d.state = 'prepared'));

-- Each step once, in its order, and given only with the colleague that a rule asks.
create or replace function gate.list_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if old.state <> 'prepared' and new.state is distinct from old.state then
        raise exception 'what was given or stopped stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.agreed_by_id is distinct from old.agreed_by_id and (
        old.agreed_by_id is not null or new.agreed_by_id is distinct from gate.actor_id()) then
        raise exception 'a colleague agrees once' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'given' and old.state = 'prepared' and (
        new.given_by_id is distinct from gate.actor_id()
        or ('second_person_agreed' = any (new.claims) and (new.agreed_by_id is null or new.agreed_by_id = gate.actor_id()))
        or not exists (
            select from mailings_listmember m join disclosures_disclosure d on d.id = m.disclosure_id
            where m.list_id = new.id and d.state = 'given')) then
        raise exception 'something is still missing' using errcode = 'insufficient_privilege';
    end if;
    if new.fetched_at is distinct from old.fetched_at and (old.fetched_at is not null or gate.roles() <> '{system}') then
        raise exception 'a list is fetched once, by who receives it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on mailings_addresslist
    for each row execute function gate.list_goes_on();

-- Which dossiers there are, to weigh each of them: ids alone, for a context that was signed for looking up.
create or replace function gate.dossiers_to_weigh(most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id from public.dossiers_dossier d
    where d.organisation_id = gate.organisation_id() and gate.action() = 'request'
    order by d.id desc limit most
$$;
revoke all on function gate.dossiers_to_weigh(integer) from public, {{worker}}, {{auditor}};
grant execute on function gate.dossiers_to_weigh(integer) to {{application}};

create or replace function gate.list_behind(asked bytea, moment timestamptz) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.organisation_id, l.id from public.mailings_addresslist l
    where l.address_hash = asked and l.state = 'given' and l.fetched_at is null and l.expires_at > moment
$$;
revoke all on function gate.list_behind(bytea, timestamptz) from public, {{worker}}, {{auditor}};
grant execute on function gate.list_behind(bytea, timestamptz) to {{application}};

-- A message to several: seen by who made it; of each client by who may read there; what became of the e-mails as numbers.
call kernel.bind('mailings_groupmessage', 'decision_id', 'ledger_decision');
call kernel.bind('mailings_grouprecipient', 'message_id', 'mailings_groupmessage');
call kernel.bind('mailings_grouprecipient', 'dossier_id', 'dossiers_dossier');
call kernel.bind('mailings_grouprecipient', 'letter_id', 'letters_letter');
call kernel.bind('mailings_grouprecipient', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    foreach name in array array['mailings_groupmessage', 'mailings_grouprecipient'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update, delete on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
drop policy if exists own on mailings_groupmessage;
create policy own on mailings_groupmessage for select using (
    organisation_id = (select gate.organisation_id()) and (made_by_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'));
drop policy if exists made on mailings_groupmessage;
create policy made on mailings_groupmessage for insert with check (
    organisation_id = (select gate.organisation_id()) and made_by_id = (select gate.actor_id()) and (select gate.action()) = 'write');
drop policy if exists seen on mailings_grouprecipient;
create policy seen on mailings_grouprecipient for select using (
    organisation_id = (select gate.organisation_id()) and (
        exists (select from mailings_groupmessage m where m.id = message_id)
        or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists written on mailings_grouprecipient;
create policy written on mailings_grouprecipient for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and exists (select from mailings_groupmessage m where m.id = message_id)
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
create or replace function gate.mails_of_message(asked uuid) returns table (state text, mails bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.state::text, count(*)
    from public.mailings_grouprecipient r
    join public.mailings_groupmessage m on m.id = r.message_id
    join public.letters_mail x on x.letter_id = r.letter_id
    where m.id = asked and m.organisation_id = gate.organisation_id() and m.made_by_id = gate.actor_id()
    group by x.state
$$;
revoke all on function gate.mails_of_message(uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.mails_of_message(uuid) to {{application}};

-- Counts of a survey: they know nobody. Written by who may give such a list, of one that went to a survey organisation.
call kernel.bind('mailings_surveycount', 'list_id', 'mailings_addresslist');
call kernel.bind('mailings_surveycount', 'decision_id', 'ledger_decision');
call kernel.protect('mailings_surveycount');
grant select, insert on mailings_surveycount to {{application}};
grant select on mailings_surveycount to {{worker}}, {{auditor}};
revoke update, delete on mailings_surveycount from {{application}}, {{worker}};
drop policy if exists seen on mailings_surveycount;
create policy seen on mailings_surveycount for select using (
    organisation_id = (select gate.organisation_id()) and exists (select from mailings_addresslist l where l.id = list_id));
drop policy if exists counted on mailings_surveycount;
create policy counted on mailings_surveycount for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose' and exists (
        select from mailings_addresslist l
        where l.id = list_id and l.state = 'given' and l.recipient = 'survey_organisation'));
