-- What leaves: seen by who may read in the dossier, prepared and given in the act that the rules allow, item by item.

call kernel.bind('disclosures_disclosure', 'dossier_id', 'dossiers_dossier');
call kernel.bind('disclosures_disclosure', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('disclosures_disclosure', 'party_id', 'parties_party');
call kernel.bind('disclosures_disclosure', 'decision_id', 'ledger_decision');
call kernel.bind('disclosures_disclosure', 'data_key_id', 'vault.data_key');
call kernel.bind('disclosures_discloseditem', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('disclosures_discloseditem', 'dossier_id', 'dossiers_dossier');
call kernel.bind('disclosures_discloseditem', 'record_id', 'dossiers_record');
call kernel.bind('disclosures_onetimelink', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('disclosures_onetimelink', 'dossier_id', 'dossiers_dossier');
call kernel.bind('disclosures_discloseditem', 'decision_id', 'ledger_decision');
call kernel.bind('disclosures_onetimelink', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    foreach name in array array['disclosures_disclosure', 'disclosures_discloseditem', 'disclosures_onetimelink'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
-- What goes, to whom and why is written once; afterwards only how it went on.
grant update (state, why, agreed_at, agreed_by_id, client_told_at, given_at, given_by_id, ended_at, decision_id)
    on disclosures_disclosure to {{application}}, {{worker}};
-- What is handed over goes as it was fetched: by its link, or by who signs in for its principal.
grant update (channel) on disclosures_disclosure to {{application}};
grant update (wrong_codes, fetched_at, closed_at) on disclosures_onetimelink to {{application}}, {{worker}};

-- What a principal was given in the portal: of its own commissions, for itself, and as long as they are its own.
create or replace function gate.received_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id from public.disclosures_disclosure d
    where d.organisation_id = gate.organisation_id() and d.state = 'given' and d.act = 'disclose' and d.channel = 'portal'
      and exists (select from gate.own_commissions() c where c.dossier_id = d.dossier_id and c.party_id = d.party_id)
$$;
revoke all on function gate.received_ids() from public, {{worker}}, {{auditor}};
grant execute on function gate.received_ids() to {{application}};

drop policy if exists seen on disclosures_disclosure;
create policy seen on disclosures_disclosure for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all())
        or (not (select gate.from_outside()) and dossier_id = any (array(select gate.seen_dossier_ids())))));
drop policy if exists received on disclosures_disclosure;
create policy received on disclosures_disclosure for select to {{application}} using (
    (select gate.from_outside()) and organisation_id = (select gate.organisation_id())
    and id = any (array(select gate.received_ids())));
drop policy if exists seen on disclosures_discloseditem;
create policy seen on disclosures_discloseditem for select using (
    organisation_id = (select gate.organisation_id()) and exists (
        select from disclosures_disclosure d where d.id = disclosure_id));
drop policy if exists seen on disclosures_onetimelink;
create policy seen on disclosures_onetimelink for select using (
    organisation_id = (select gate.organisation_id()) and exists (
        select from disclosures_disclosure d where d.id = disclosure_id));

-- Prepared as what the transaction says it is, by whoever does so, and nothing of it given yet.
drop policy if exists prepared on disclosures_disclosure;
create policy prepared on disclosures_disclosure for insert with check (
    organisation_id = (select gate.organisation_id()) and act in ('disclose', 'hand_over')
    and (select gate.action()) = act and prepared_by_id = (select gate.actor_id()) and agreed_by_id is null and given_by_id is null
    and client_told_at is null and state in ('prepared', 'refused')
    and recipient = (select gate.context() ->> 'recipient')
    and ((select gate.wide((select gate.action()))) or dossier_id = any (array(select gate.dossier_ids((select gate.action()))))
         or (state = 'refused' and dossier_id = any (array(select gate.dossier_ids('read'))))));

-- May a record in this scope, of this kind, with these marks and from this hand leave by the act at hand?
create or replace function gate.may_go(scope uuid, category text, marks smallint, author uuid) returns boolean
language sql stable as $$
    select gate.action() in ('disclose', 'hand_over') and (exists (
        select from gate.answers(gate.action(), true) a
        where a.category = $2 and a.marks = ($3 | case when $4 = gate.actor_id() then 128 else 0 end)::smallint
                                            & gate.relevant(gate.action()))
    or exists (
        select from gate.answers(gate.action(), false) a
        where a.scope_id = $1 and a.category = $2
          and a.marks = ($3 | case when $4 = gate.actor_id() then 128 else 0 end)::smallint & gate.relevant(gate.action())))
$$;
revoke all on function gate.may_go(uuid, text, smallint, uuid) from public;
grant execute on function gate.may_go(uuid, text, smallint, uuid) to {{application}}, {{worker}}, {{auditor}};

-- A record is in it only where the rules let this very record go to this recipient, for this purpose, on this ground.
drop policy if exists chosen on disclosures_discloseditem;
create policy chosen on disclosures_discloseditem for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('disclose', 'hand_over')
    and exists (
        select from disclosures_disclosure d
        where d.id = disclosure_id and d.state = 'prepared' and d.prepared_by_id = (select gate.actor_id())
          and d.dossier_id = disclosures_discloseditem.dossier_id)
    and exists (
        select from dossiers_record r
        where r.id = record_id and r.dossier_id = disclosures_discloseditem.dossier_id
          and r.category = disclosures_discloseditem.category and r.version = disclosures_discloseditem.version
          and gate.may_go(r.scope_id, r.category, r.marks, r.author_id)));

-- What must be told before it goes to anybody else, where the regulation says so: the items alone, while that is open.
create or replace function gate.held_until_told() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.record_id from public.notices_clientnotice c
    where c.organisation_id = gate.organisation_id() and c.kind = 'unexpected' and c.state = 'open' and c.record_id is not null
      and exists (
          select from gate.version_in_force(c.organisation_id, (gate.context() ->> 'day')::date) v
          join public.adoption_notice n on n.version_id = v.id
          where n.whom = 'client' and n.article = c.article and n.blocks = 'disclosure')
$$;
revoke all on function gate.held_until_told() from public;
grant execute on function gate.held_until_told() to {{application}}, {{worker}};
drop policy if exists told_first on disclosures_discloseditem;
create policy told_first on disclosures_discloseditem as restrictive for insert with check (
    record_id not in (select gate.held_until_told()));

-- How it goes on: a colleague agrees, the client is told, it is given or stopped. Each by whom the rules let.
drop policy if exists went_on on disclosures_disclosure;
create policy went_on on disclosures_disclosure for update using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_outside()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all())
        or dossier_id = any (array(select gate.seen_dossier_ids()))))
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists linked on disclosures_onetimelink;
create policy linked on disclosures_onetimelink for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('disclose', 'hand_over')
    and fetched_at is null and closed_at is null and exists (
        select from disclosures_disclosure d
        where d.id = disclosure_id and d.channel = 'one_time_link' and d.state = 'given'
          and d.given_by_id = (select gate.actor_id())));
drop policy if exists used on disclosures_onetimelink;
create policy used on disclosures_onetimelink for update using (
    organisation_id = (select gate.organisation_id()) and fetched_at is null and closed_at is null and (
        (select gate.roles()) = '{system}'
        or (select gate.action()) in ('write', 'disclose', 'hand_over') and dossier_id = any (array(select gate.seen_dossier_ids()))))
with check (
    organisation_id = (select gate.organisation_id())
    and (fetched_at is null or (select gate.roles()) = '{system}'));

-- Each step once, in its order, and giving only when every item may go at that moment and nothing asked is missing.
create or replace function gate.disclosure_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    content jsonb := gate.context();
    actor uuid := gate.actor_id();
begin
    if old.state not in ('prepared') and new.state is distinct from old.state then
        raise exception 'what was given or stopped stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.channel is distinct from old.channel and not (
        gate.roles() = '{system}' and old.act = 'hand_over' and old.state = 'given'
        and (old.channel, new.channel) = ('one_time_link', 'portal')) then
        raise exception 'how it went is how it was fetched' using errcode = 'insufficient_privilege';
    end if;
    if new.agreed_by_id is distinct from old.agreed_by_id and (
        old.agreed_by_id is not null or new.agreed_by_id is distinct from actor or actor = old.prepared_by_id) then
        raise exception 'a colleague agrees once, and never with their own' using errcode = 'insufficient_privilege';
    end if;
    if new.client_told_at is distinct from old.client_told_at and old.client_told_at is not null then
        raise exception 'that the client was told is written once' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'given' and old.state = 'prepared' then
        if gate.action() <> new.act or new.given_by_id is distinct from actor
           or content ->> 'recipient' is distinct from new.recipient
           or content ->> 'purpose' is distinct from new.purpose
           or content ->> 'ground' is distinct from new.ground
           or content ->> 'channel' is distinct from new.channel
           or content ->> 'party' is distinct from new.party_id::text then
            raise exception 'it is given as what it was prepared as' using errcode = 'insufficient_privilege';
        end if;
        if 'second_person_agreed' = any (new.claims) and (new.agreed_by_id is null or new.agreed_by_id = actor) then
            raise exception 'a colleague must agree first' using errcode = 'insufficient_privilege';
        end if;
        if new.client_told_at is null and exists (
            select from disclosures_discloseditem i
            join gate.version_in_force(new.organisation_id, (content ->> 'day')::date) v on true
            join adoption_rulerow r on r.version_id = v.id and r.rule = i.rule and r.tells_first
            where i.disclosure_id = new.id) then
            raise exception 'the client must be told first' using errcode = 'insufficient_privilege';
        end if;
        if new.party_id is not null and exists (
            select from unnest(new.claims) c (fact)
            where c.fact in ('recipient_competent', 'recipient_under_secrecy', 'processing_agreement', 'adequate_protection',
                             'purpose_limited')
              and not exists (
                select from parties_assurance a
                where a.party_id = new.party_id and a.fact = c.fact
                  and (content ->> 'day')::date between a.from_on and coalesce(a.review_on, 'infinity')
                  and (a.ended_on is null or (content ->> 'day')::date < a.ended_on))) then
            raise exception 'the register of parties does not show this' using errcode = 'insufficient_privilege';
        end if;
        if not exists (select from disclosures_discloseditem i where i.disclosure_id = new.id) or exists (
            select from disclosures_discloseditem i
            left join dossiers_record r on r.id = i.record_id and r.version = i.version and r.moved_on is null
            where i.disclosure_id = new.id and (r.id is null or not gate.may_go(r.scope_id, r.category, r.marks, r.author_id))) then
            raise exception 'something in it may not go' using errcode = 'insufficient_privilege';
        end if;
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on disclosures_disclosure
    for each row execute function gate.disclosure_goes_on();

-- Behind an address: the organisation and the link, for who knows the address, while it works.
create or replace function gate.link_behind(asked bytea, moment timestamptz) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.organisation_id, l.id from public.disclosures_onetimelink l
    where l.address_hash = asked and l.fetched_at is null and l.closed_at is null and l.expires_at > moment
$$;
revoke all on function gate.link_behind(bytea, timestamptz) from public, {{worker}}, {{auditor}};
grant execute on function gate.link_behind(bytea, timestamptz) to {{application}};

-- What a client said of one version of one item: read by who may read the item, written by who may add to that kind.
call kernel.bind('disclosures_clientapproval', 'dossier_id', 'dossiers_dossier');
call kernel.bind('disclosures_clientapproval', 'record_id', 'dossiers_record');
call kernel.bind('disclosures_clientapproval', 'scan_id', 'dossiers_record');
call kernel.bind('disclosures_clientapproval', 'data_key_id', 'vault.data_key');
call kernel.bind('disclosures_clientapproval', 'decision_id', 'ledger_decision');
call kernel.protect('disclosures_clientapproval');
grant select, insert on disclosures_clientapproval to {{application}};
grant select on disclosures_clientapproval to {{worker}}, {{auditor}};
revoke update on disclosures_clientapproval from {{application}}, {{worker}};
grant update (state, answered_by, form, answered_on, written_by_id, scan_id, data_key_id, sealed, ended_at, decision_id)
    on disclosures_clientapproval to {{application}};
-- May something be added about a record in this scope, of this kind, with these marks and from this hand?
create or replace function gate.may_add_to(scope uuid, category text, marks smallint, author uuid) returns boolean
language sql stable as $$
    select gate.action() = 'write' and (exists (
        select from gate.answers('write', true) a
        where a.category = $2 and a.marks = ($3 | case when $4 = gate.actor_id() then 128 else 0 end)::smallint
                                            & gate.relevant('write'))
    or exists (
        select from gate.answers('write', false) a
        where a.scope_id = $1 and a.category = $2
          and a.marks = ($3 | case when $4 = gate.actor_id() then 128 else 0 end)::smallint & gate.relevant('write')))
$$;
revoke all on function gate.may_add_to(uuid, text, smallint, uuid) from public;
grant execute on function gate.may_add_to(uuid, text, smallint, uuid) to {{application}}, {{worker}}, {{auditor}};
drop policy if exists seen on disclosures_clientapproval;
create policy seen on disclosures_clientapproval for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or exists (select from dossiers_record r where r.id = record_id)));
drop policy if exists asked on disclosures_clientapproval;
create policy asked on disclosures_clientapproval for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'asked' and asked_by_id = (select gate.actor_id())
    and exists (
        select from dossiers_record r
        where r.id = record_id and r.dossier_id = disclosures_clientapproval.dossier_id
          and r.version = disclosures_clientapproval.version and r.moved_on is null
          and gate.may_add_to(r.scope_id, r.category, r.marks, r.author_id)));
drop policy if exists answered on disclosures_clientapproval;
create policy answered on disclosures_clientapproval for update using (
    organisation_id = (select gate.organisation_id()) and state in ('asked', 'given') and exists (
        select from dossiers_record r
        where r.id = record_id and r.version = disclosures_clientapproval.version
          and gate.may_add_to(r.scope_id, r.category, r.marks, r.author_id)))
with check (
    organisation_id = (select gate.organisation_id())
    and (state = 'ended' or written_by_id = (select gate.actor_id())));

-- The mark follows what the client said: of this very version, and of no other. Nothing else of a record changes by it.
drop policy if exists approved on dossiers_record;
create policy approved on dossiers_record for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and moved_on is null
    and gate.may_add_to(scope_id, category, marks, author_id))
with check (organisation_id = (select gate.organisation_id()));
create or replace function gate.approval_is_of_this_version() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    approved boolean;
begin
    if gate.action() = 'write' and (
        (new.marks & ~16) <> (old.marks & ~16)
        or to_jsonb(new) - 'marks' - 'decision_id' <> to_jsonb(old) - 'marks' - 'decision_id') then
        raise exception 'approving changes nothing else' using errcode = 'insufficient_privilege';
    end if;
    if new.marks & 16 = old.marks & 16 and (new.version = old.version or new.marks & 16 = 0) then
        return new;
    end if;
    approved := exists (
        select from disclosures_clientapproval a
        where a.record_id = new.id and a.version = new.version and a.state = 'given');
    if approved <> (new.marks & 16 <> 0) then
        raise exception 'an approval is of one version' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger approval_is_of_this_version before update on dossiers_record
    for each row execute function gate.approval_is_of_this_version();

-- Looking back on what was given: asked in the act of giving, done by somebody else who oversees, once.
call kernel.bind('disclosures_disclosurereview', 'dossier_id', 'dossiers_dossier');
call kernel.bind('disclosures_disclosurereview', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('disclosures_disclosurereview', 'data_key_id', 'vault.data_key');
call kernel.bind('disclosures_disclosurereview', 'decision_id', 'ledger_decision');
call kernel.protect('disclosures_disclosurereview');
grant select, insert on disclosures_disclosurereview to {{application}};
grant select on disclosures_disclosurereview to {{worker}}, {{auditor}};
revoke update on disclosures_disclosurereview from {{application}}, {{worker}};
grant update (outcome, reviewed_at, reviewed_by_id, data_key_id, sealed, decision_id)
    on disclosures_disclosurereview to {{application}};
drop policy if exists seen on disclosures_disclosurereview;
create policy seen on disclosures_disclosurereview for select using (
    organisation_id = (select gate.organisation_id()) and exists (
        select from disclosures_disclosure d where d.id = disclosure_id));
drop policy if exists made on disclosures_disclosurereview;
create policy made on disclosures_disclosurereview for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('disclose', 'hand_over') and outcome = ''
    and given_by_id = (select gate.actor_id()) and exists (
        select from disclosures_disclosure d
        where d.id = disclosure_id and d.dossier_id = disclosures_disclosurereview.dossier_id and d.state = 'given'
          and d.given_by_id = (select gate.actor_id())));
drop policy if exists reviewed on disclosures_disclosurereview;
create policy reviewed on disclosures_disclosurereview for update using (
    organisation_id = (select gate.organisation_id()) and outcome = '' and (select gate.action()) = 'oversee'
    and given_by_id is distinct from (select gate.actor_id())
    and ((select gate.wide('oversee')) or dossier_id = any (array(select gate.dossier_ids('oversee')))))
with check (
    organisation_id = (select gate.organisation_id()) and outcome <> '' and reviewed_by_id = (select gate.actor_id()));

-- What a client takes back stops what waits on it, in the same act; they let nothing go and take nothing out.
drop policy if exists not_by_clients on disclosures_disclosure;
create policy not_by_clients on disclosures_disclosure as restrictive for update to {{application}}
using (not (select gate.from_clients()) or state = 'prepared')
with check (not (select gate.from_clients()) or state = 'stopped');
drop policy if exists closed_by_client on disclosures_onetimelink;
create policy closed_by_client on disclosures_onetimelink for update using (
    organisation_id = (select gate.organisation_id()) and fetched_at is null and closed_at is null
    and (select gate.action()) = 'request' and exists (select gate.speaks_as(dossier_id)))
with check (organisation_id = (select gate.organisation_id()) and fetched_at is null and closed_at is not null);

-- What was put to a client they answer themselves, as whom they come in, and take back; of the record only that mark changes.
drop policy if exists answered_by_client on disclosures_clientapproval;
create policy answered_by_client on disclosures_clientapproval for update using (
    organisation_id = (select gate.organisation_id()) and state in ('asked', 'given')
    and (select gate.action()) = 'request' and (select gate.from_clients()) and exists (select gate.speaks_as(dossier_id)))
with check (
    organisation_id = (select gate.organisation_id())
    and (state = 'ended' or form = 'portal' and written_by_id = (select gate.actor_id())
                            and answered_by in (select gate.speaks_as(dossier_id))));
drop policy if exists approved_by_client on dossiers_record;
create policy approved_by_client on dossiers_record for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'request' and moved_on is null
    and (select gate.from_clients()) and exists (select gate.speaks_as(dossier_id)))
with check (organisation_id = (select gate.organisation_id()));
create or replace function gate.clients_only_approve() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if gate.action() = 'request' and gate.from_clients() and (
        (old.marks # new.marks) & ~16 <> 0
        or to_jsonb(new) - 'marks' - 'decision_id' is distinct from to_jsonb(old) - 'marks' - 'decision_id') then
        raise exception 'a client changes nothing of a record but whether they approve it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger clients_only_approve before update on dossiers_record
    for each row execute function gate.clients_only_approve();

-- What somebody else gave is told to the client at the latest on the day on which it first goes on to another, in whichever
-- way it goes (GDPR 14.3.c).
create or replace function gate.gone_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform gate.told_sooner(new.dossier_id, 'disclosure', array(
        select distinct i.category::text from public.disclosures_discloseditem i where i.disclosure_id = new.id), null);
    return new;
end $$;
create or replace function gate.item_gone_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from public.disclosures_disclosure d where d.id = new.disclosure_id and d.state = 'given') then
        perform gate.told_sooner(new.dossier_id, 'disclosure', array[new.category::text], null);
    end if;
    return new;
end $$;
revoke all on function gate.gone_on(), gate.item_gone_on() from public;
create or replace trigger gone_on after update of state on disclosures_disclosure
    for each row when (new.state = 'given' and old.state <> 'given') execute function gate.gone_on();
create or replace trigger item_gone_on after insert on disclosures_discloseditem
    for each row execute function gate.item_gone_on();
