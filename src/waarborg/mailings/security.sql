-- Lists: the list itself holds nobody; who is on it is seen by who may have that dossier in hand, and what went about them
-- is a disclosure of their own dossier, under the rules of that.

call kernel.bind('mailings_addresslist', 'party_id', 'parties_party');
call kernel.bind('mailings_addresslist', 'decision_id', 'ledger_decision');
call kernel.bind('mailings_listmember', 'list_id', 'mailings_addresslist');
call kernel.bind('mailings_listmember', 'dossier_id', 'dossiers_dossier');
call kernel.bind('mailings_listmember', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('mailings_listmember', 'decision_id', 'ledger_decision');
call kernel.bind('mailings_listmember', 'letter_id', 'letters_letter');
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

-- Is this letter the one that tells the client of this dossier of a list? Also for who may not read letters there.
create or replace function gate.is_before_list(asked uuid, dossier uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.letters_letter l
        where l.id = asked and l.dossier_id = dossier and l.kind = 'address_list' and l.organisation_id = gate.organisation_id())
$$;
revoke all on function gate.is_before_list(uuid, uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.is_before_list(uuid, uuid) to {{application}};
-- Who has no e-mail address is told by a letter of their own, written in the act of telling the others.
grant update (letter_id) on mailings_listmember to {{application}};
drop policy if exists written_to on mailings_listmember;
create policy written_to on mailings_listmember for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose' and letter_id is null)
with check (organisation_id = (select gate.organisation_id()) and gate.is_before_list(letter_id, dossier_id));
drop policy if exists before_list on letters_letter;
create policy before_list on letters_letter for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'ready' and given_by_id is null and view_id is null
    and kind = 'address_list' and (select gate.action()) = 'disclose'
    and ((select gate.wide('disclose')) or dossier_id = any (array(select gate.dossier_ids('disclose')))));

-- Each step once, in its order, and given only with the colleague that a rule asks.
create or replace function gate.list_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if old.state <> 'prepared' and (new.state, new.given_at, new.given_by_id, new.address_hash, new.code_hash, new.people)
                                   is distinct from (old.state, old.given_at, old.given_by_id, old.address_hash, old.code_hash, old.people) then
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

-- How the agency reads an article on surveys: recorded and ended by whoever oversees what leaves, seen by all who work here.
call kernel.bind('mailings_surveyreading', 'version_id', 'adoption_version');
call kernel.bind('mailings_surveyreading', 'decision_id', 'ledger_decision');
call kernel.protect('mailings_surveyreading');
grant select, insert on mailings_surveyreading to {{application}};
grant select on mailings_surveyreading to {{worker}}, {{auditor}};
revoke update, delete on mailings_surveyreading from {{application}}, {{worker}};
grant update (ended_at, ended_by_id) on mailings_surveyreading to {{application}};
drop policy if exists seen on mailings_surveyreading;
create policy seen on mailings_surveyreading for select using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_outside()));
drop policy if exists recorded on mailings_surveyreading;
create policy recorded on mailings_surveyreading for insert with check (
    organisation_id = (select gate.organisation_id()) and recorded_by_id = (select gate.actor_id()) and ended_at is null
    and (select gate.action()) = 'oversee' and (select gate.wide('oversee')));
drop policy if exists ended on mailings_surveyreading;
create policy ended on mailings_surveyreading for update using (
    organisation_id = (select gate.organisation_id()) and ended_at is null
    and (select gate.action()) = 'oversee' and (select gate.wide('oversee')))
with check (
    organisation_id = (select gate.organisation_id()) and ended_at is not null and ended_by_id = (select gate.actor_id()));

-- A message to several: seen by who made it; of each client by who may read there; what became of the e-mails as numbers.
call kernel.bind('mailings_groupmessage', 'data_key_id', 'vault.data_key');
call kernel.bind('mailings_groupmessage', 'reading_id', 'mailings_surveyreading');
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
grant insert on mailings_grouprecipient to {{worker}};
grant update (state, sent, data_key_id, sealed, moved_at) on mailings_groupmessage to {{worker}};
grant update (outcome, letter_id, decision_id) on mailings_grouprecipient to {{worker}};
drop policy if exists own on mailings_groupmessage;
create policy own on mailings_groupmessage for select using (
    organisation_id = (select gate.organisation_id()) and (made_by_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'));
drop policy if exists made on mailings_groupmessage;
create policy made on mailings_groupmessage for insert with check (
    organisation_id = (select gate.organisation_id()) and made_by_id = (select gate.actor_id()) and (select gate.action()) = 'write'
    and (reading_id is null or (offer and exists (
        select from mailings_surveyreading r
        where r.id = reading_id and r.ended_at is null and r.version_id = (select v.id from gate.version_in_force(gate.organisation_id(), gate.day()) v)))));
-- That clients were invited to a survey, and how many: seen by whoever works here. Whom, by who made it alone.
drop policy if exists survey on mailings_groupmessage;
create policy survey on mailings_groupmessage for select using (
    organisation_id = (select gate.organisation_id()) and reading_id is not null and not (select gate.from_outside()));
drop policy if exists seen on mailings_grouprecipient;
create policy seen on mailings_grouprecipient for select using (
    organisation_id = (select gate.organisation_id()) and (
        exists (select from mailings_groupmessage m
                where m.id = message_id and (m.made_by_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'))
        or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists written on mailings_grouprecipient;
create policy written on mailings_grouprecipient for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and exists (select from mailings_groupmessage m where m.id = message_id)
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
-- The worker brings it further: one after the other, as whoever made it; what became of somebody is written once.
drop policy if exists went_on on mailings_groupmessage;
create policy went_on on mailings_groupmessage for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and state = 'running'
    and (made_by_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'))
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists looked_at on mailings_grouprecipient;
create policy looked_at on mailings_grouprecipient for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and outcome = 'waiting'
    and exists (select from mailings_groupmessage m where m.id = message_id and m.state = 'running'))
with check (organisation_id = (select gate.organisation_id()) and outcome <> 'waiting');
create or replace function gate.organisations_with_messages_halfway(since timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct m.organisation_id from public.mailings_groupmessage m where m.state = 'running' and m.moved_at <= since
$$;
revoke all on function gate.organisations_with_messages_halfway(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_messages_halfway(timestamptz) to {{worker}};
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
call kernel.bind('mailings_surveycount', 'message_id', 'mailings_groupmessage');
call kernel.bind('mailings_surveycount', 'decision_id', 'ledger_decision');
call kernel.protect('mailings_surveycount');
grant select, insert on mailings_surveycount to {{application}};
grant select on mailings_surveycount to {{worker}}, {{auditor}};
revoke update, delete on mailings_surveycount from {{application}}, {{worker}};
drop policy if exists seen on mailings_surveycount;
create policy seen on mailings_surveycount for select using (
    organisation_id = (select gate.organisation_id()) and (
        exists (select from mailings_addresslist l where l.id = list_id)
        or exists (select from mailings_groupmessage m where m.id = message_id and m.reading_id is not null)));
drop policy if exists counted on mailings_surveycount;
create policy counted on mailings_surveycount for insert with check (
    organisation_id = (select gate.organisation_id()) and (
        ((select gate.action()) = 'disclose' and exists (
            select from mailings_addresslist l
            where l.id = list_id and l.state = 'given' and l.recipient = 'survey_organisation'))
        or ((select gate.action()) = 'oversee' and exists (
            select from mailings_groupmessage m where m.id = message_id and m.reading_id is not null and m.state = 'done'))));
