-- How clients are told who looked: read by everybody of the organisation, decided by whom the rules let decide the way of
-- working, never changed: a later row counts.
call kernel.bind('subject_access_logwording', 'decision_id', 'ledger_decision');
call kernel.protect('subject_access_logwording');
grant select, insert on subject_access_logwording to {{application}};
grant select on subject_access_logwording to {{worker}}, {{auditor}};
drop policy if exists within on subject_access_logwording;
create policy within on subject_access_logwording for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists decided on subject_access_logwording;
create policy decided on subject_access_logwording for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'define'
    and (select gate.wide('define')) and decided_by_id = (select gate.actor_id()));

-- Packages: asked for one request by who may read in the dossier; made by the program; given by a person, once.
do $$
declare name text;
begin
    foreach name in array array['package', 'packageitem', 'covering', 'packagefile', 'packagelink'] loop
        execute format('call kernel.bind(%L, %L, %L)', 'subject_access_' || name, 'dossier_id', 'dossiers_dossier');
        if name <> 'package' then
            execute format('call kernel.bind(%L, %L, %L)', 'subject_access_' || name, 'package_id', 'subject_access_package');
        end if;
        execute format('call kernel.protect(%L)', 'subject_access_' || name);
        execute format('grant select on %I to {{application}}, {{worker}}, {{auditor}}', 'subject_access_' || name);
        execute format('revoke update on %I from {{application}}, {{worker}}', 'subject_access_' || name);
        execute format('call kernel.keep_out(%L, %L)', 'subject_access_' || name, 'dossier_id');
    end loop;
end $$;
call kernel.bind('subject_access_package', 'request_id', 'rights_request');
call kernel.bind('subject_access_package', 'data_key_id', 'vault.data_key');
call kernel.bind('subject_access_package', 'decision_id', 'ledger_decision');
call kernel.bind('subject_access_covering', 'decision_id', 'ledger_decision');
call kernel.bind('subject_access_covering', 'data_key_id', 'vault.data_key');
call kernel.bind('subject_access_packageitem', 'decision_id', 'ledger_decision');
call kernel.bind('subject_access_packagefile', 'decision_id', 'ledger_decision');
call kernel.bind('subject_access_packagefile', 'data_key_id', 'vault.data_key');
call kernel.bind('subject_access_packagefile', 'blob_id', 'vault.blob');
call kernel.bind('subject_access_packagelink', 'decision_id', 'ledger_decision');
grant insert on subject_access_package, subject_access_packagelink to {{application}};
grant update (state, done, agreed_by_id, agreed_at, channel, given_by_id, given_at, ended_at, decision_id)
    on subject_access_package to {{application}};
grant update (state, done, total, made_at, ended_at, channel, given_at, request_id, decision_id)
    on subject_access_package to {{worker}};
grant insert, delete on subject_access_packageitem, subject_access_packagefile to {{worker}};
grant insert on subject_access_covering to {{application}}, {{worker}};
grant update (decided, decided_by_id, decided_at, sealed, decision_id) on subject_access_covering to {{application}};
grant update (wrong_codes, fetched_at, closed_at) on subject_access_packagelink to {{application}};

-- Is it the client, or who decides for them, that acts, and in no other role?
create or replace function gate.for_themself() returns boolean
language sql stable as $$
    select cardinality(gate.held_roles()) > 0 and gate.held_roles() <@ '{client,representative}'
$$;
-- Is it the program itself?
create or replace function gate.by_itself() returns boolean
language sql stable as $$ select gate.actor_id() is null and gate.roles() = '{system}' $$;
revoke all on function gate.for_themself(), gate.by_itself() from public;
grant execute on function gate.for_themself(), gate.by_itself() to {{application}}, {{worker}}, {{auditor}};

-- Seen by who sees the request that it answers; by the client once it was given in the portal; by nobody from outside. What
-- somebody downloads by themself, they see from the start.
drop policy if exists seen on subject_access_package;
create policy seen on subject_access_package for select using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_outside()) and (
        (select gate.by_itself())
        or exists (select from rights_request r where r.id = request_id)
           and (not (select gate.for_themself()) or state = 'given' and channel = 'portal')
        or by_themself and asked_by_id = (select gate.actor_id()) and asked_as in (select gate.speaks_as(dossier_id))));
drop policy if exists asked on subject_access_package;
create policy asked on subject_access_package for insert with check (
    organisation_id = (select gate.organisation_id()) and asked_by_id = (select gate.actor_id()) and state = 'making'
    and not (select gate.from_outside()) and not (select gate.for_themself()) and not by_themself
    and agreed_by_id is null and given_by_id is null and ended_at is null
    and exists (
        select from rights_request r
        where r.id = request_id and r.dossier_id = subject_access_package.dossier_id and r.ended_on is null));
drop policy if exists downloaded on subject_access_package;
create policy downloaded on subject_access_package for insert with check (
    organisation_id = (select gate.organisation_id()) and asked_by_id = (select gate.actor_id()) and state = 'making'
    and (select gate.for_themself()) and by_themself and asked_as in (select gate.speaks_as(dossier_id))
    and (select gate.action()) = 'download' and dossier_id = any (array(select gate.dossier_ids('download')))
    and request_id is null and recipient = '' and agreed_by_id is null and given_by_id is null and ended_at is null);
drop policy if exists went_on on subject_access_package;
create policy went_on on subject_access_package for update using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_outside())
    and not (select gate.for_themself()) and (
        (select gate.by_itself()) or exists (select from rights_request r where r.id = request_id)))
with check (organisation_id = (select gate.organisation_id()));

do $$
declare name text;
begin
    foreach name in array array['packageitem', 'covering', 'packagefile', 'packagelink'] loop
        execute format('drop policy if exists seen on %I', 'subject_access_' || name);
        execute format(
            'create policy seen on %I for select using (organisation_id = (select gate.organisation_id())
             and exists (select from subject_access_package p where p.id = package_id))', 'subject_access_' || name);
        execute format('drop policy if exists made on %I', 'subject_access_' || name);
        execute format('drop policy if exists unmade on %I', 'subject_access_' || name);
    end loop;
    -- What is in it the program finds, and nobody else puts in or takes out.
    foreach name in array array['packageitem', 'packagefile'] loop
        execute format(
            'create policy made on %I for insert with check (organisation_id = (select gate.organisation_id())
             and (select gate.by_itself()) and exists (
                select from subject_access_package p
                where p.id = package_id and p.state = ''making'' and p.dossier_id = %I.dossier_id))',
            'subject_access_' || name, 'subject_access_' || name);
        execute format(
            'create policy unmade on %I for delete using (organisation_id = (select gate.organisation_id())
             and (select gate.by_itself()))',
            'subject_access_' || name);
    end loop;
end $$;
-- Nobody of the client's side sees what is in it before it was given to them.
do $$
declare name text;
begin
    foreach name in array array['packageitem', 'covering', 'packagefile', 'packagelink'] loop
        execute format('drop policy if exists given_first on %I', 'subject_access_' || name);
        execute format(
            'create policy given_first on %I as restrictive for select using (
                not (select gate.for_themself()) or exists (
                    select from subject_access_package p
                    where p.id = package_id and p.state = ''given'' and p.channel = ''portal''))',
            'subject_access_' || name);
    end loop;
end $$;
-- A file is opened by the program for whom it is for, by the client, and by a colleague who may read every item in it.
drop policy if exists whole on subject_access_packagefile;
create policy whole on subject_access_packagefile as restrictive for select to {{application}} using (
    (select gate.by_itself()) or (select gate.for_themself()) or not exists (
        select from subject_access_packageitem i
        where i.package_id = subject_access_packagefile.package_id and i.record_id is not null
          and not exists (select from dossiers_record r where r.id = i.record_id)));
-- The file of a complaint stands apart from the dossier: a colleague opens a package that holds one only if it is open to them,
-- so nobody whom it is about reads it by handling a request.
drop policy if exists apart on subject_access_packagefile;
create policy apart on subject_access_packagefile as restrictive for select to {{application}} using (
    (select gate.by_itself()) or (select gate.for_themself()) or not exists (
        select from subject_access_packageitem i
        where i.package_id = subject_access_packagefile.package_id and i.model = 'complaints.Complaint'
          and i.row <> all (array(select c::text from gate.complaints_open() c))));

-- What may be about somebody else: put forward by the program, or by a colleague who may read it; decided by who may.
drop policy if exists made on subject_access_covering;
create policy made on subject_access_covering for insert with check (
    organisation_id = (select gate.organisation_id()) and decided = '' and decided_by_id is null
    and not (select gate.for_themself()) and exists (
        select from subject_access_package p
        where p.id = package_id and p.dossier_id = subject_access_covering.dossier_id
          and p.state in ('making', 'deciding', 'ready'))
    and ((select gate.by_itself()) or why = 'by_hand' and exists (select from dossiers_record r where r.id = record_id)));
drop policy if exists decided on subject_access_covering;
create policy decided on subject_access_covering for update using (
    organisation_id = (select gate.organisation_id()) and not (select gate.for_themself())
    and exists (select from subject_access_package p where p.id = package_id and p.state in ('deciding', 'ready'))
    and (record_id is null or exists (select from dossiers_record r where r.id = record_id)))
with check (organisation_id = (select gate.organisation_id()) and decided_by_id = (select gate.actor_id()));

drop policy if exists linked on subject_access_packagelink;
create policy linked on subject_access_packagelink for insert with check (
    organisation_id = (select gate.organisation_id()) and fetched_at is null and closed_at is null and exists (
        select from subject_access_package p
        where p.id = package_id and p.state = 'given' and p.channel = 'one_time_link'
          and p.given_by_id = (select gate.actor_id())));
drop policy if exists used on subject_access_packagelink;
create policy used on subject_access_packagelink for update using (
    organisation_id = (select gate.organisation_id()) and fetched_at is null and closed_at is null
    and ((select gate.by_itself()) or not (select gate.for_themself()) and not (select gate.from_outside())))
with check (organisation_id = (select gate.organisation_id())
    and ((select gate.by_itself()) or fetched_at is null and closed_at is not null));

-- Each step in its turn: nothing is given while something in it waits for a decision, or before what was decided is in it.
create or replace function gate.package_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if old.state in ('stopped', 'over', 'given') and new.state <> old.state then
        raise exception 'what was given or stopped stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.state in ('deciding', 'ready', 'failed') and new.state <> old.state and not gate.by_itself() then
        raise exception 'the program makes it' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'given' and old.state <> 'given' and (
        old.state <> 'ready' or new.given_by_id is distinct from gate.actor_id() or exists (
            select from subject_access_covering c where c.package_id = new.id and c.decided = ''
            union all
            select from subject_access_covering c where c.package_id = new.id and c.decided_at > new.made_at)) then
        raise exception 'not everything in it was decided on' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'given' and old.state <> 'given' and gate.by_itself() and (
        not new.by_themself or new.request_id is not null or new.channel <> 'portal') then
        raise exception 'the program gives only what somebody downloads by themself' using errcode = 'insufficient_privilege';
    end if;
    if new.request_id is distinct from old.request_id and (not old.by_themself or old.request_id is not null) then
        raise exception 'a package stays with its request' using errcode = 'insufficient_privilege';
    end if;
    -- Somebody agrees to what was made; made anew, it is agreed to anew.
    if new.agreed_by_id is distinct from old.agreed_by_id and not (new.agreed_by_id is null and new.state = 'making') and (
        old.agreed_by_id is not null or new.agreed_by_id is distinct from gate.actor_id() or old.state <> 'ready') then
        raise exception 'a colleague agrees once, themself' using errcode = 'insufficient_privilege';
    end if;
    if new.agreed_by_id is not null and (
        new.state = 'making' or new.state = 'given' and old.state <> 'given' and (
            new.agreed_at < new.made_at or new.by_themself and new.agreed_by_id = new.given_by_id)) then
        raise exception 'a colleague agrees to what goes, and another gives it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on subject_access_package
    for each row execute function gate.package_goes_on();

-- What somebody downloads and a person has to decide on becomes a request: written down by the program, in their name and on
-- the day of their click.
grant insert on rights_request, rights_requeststep, rights_requestletter to {{worker}};
create or replace function gate.was_downloading(dossier uuid, who uuid, acting text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.subject_access_package p
        where p.dossier_id = dossier and p.organisation_id = gate.organisation_id() and p.by_themself and p.request_id is null
          and p.state in ('deciding', 'ready') and p.asked_by_id = who and p.asked_as = acting
          and day = (p.asked_at at time zone 'Europe/Amsterdam')::date)
$$;
revoke all on function gate.was_downloading(uuid, uuid, text, date) from public, {{application}}, {{auditor}};
grant execute on function gate.was_downloading(uuid, uuid, text, date) to {{worker}};
drop policy if exists downloaded on rights_request;
create policy downloaded on rights_request for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.by_itself()) and state = 'running' and outcome = ''
    and court_until is null and came_by = 'portal' and identity = 'signed_in'
    and gate.was_downloading(dossier_id, recorded_by_id, asked_by, received_on));
drop policy if exists downloaded on rights_requeststep;
create policy downloaded on rights_requeststep for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.by_itself()) and kind = 'received' and exists (
        select from rights_request r
        where r.id = request_id and r.dossier_id = rights_requeststep.dossier_id and r.recorded_by_id = account_id
          and r.received_on = rights_requeststep."on"));
drop policy if exists downloaded on rights_requestletter;
create policy downloaded on rights_requestletter for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.by_itself()) and does = '' and outcome = ''
    and gate.letter_is_of(letter_id, dossier_id) and exists (
        select from rights_request r
        where r.id = request_id and r.dossier_id = rights_requestletter.dossier_id and r.ended_on is null
          and r.recorded_by_id = written_by_id));

-- Behind an address: the organisation and the link, for who knows the address, while it works.
create or replace function gate.package_behind(asked bytea, moment timestamptz) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.organisation_id, l.id from public.subject_access_packagelink l
    where l.address_hash = asked and l.fetched_at is null and l.closed_at is null and l.expires_at > moment
$$;
revoke all on function gate.package_behind(bytea, timestamptz) from public, {{worker}}, {{auditor}};
grant execute on function gate.package_behind(bytea, timestamptz) to {{application}};
create or replace function gate.organisations_with_packages_over(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct p.organisation_id from public.subject_access_package p
    where p.ended_at is null and (p.expires_at <= moment or p.state = 'stopped')
$$;
revoke all on function gate.organisations_with_packages_over(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_packages_over(timestamptz) to {{worker}};

-- What goes straight to another body stands in the register of what was given, by who gave it and under that decision, with
-- what was in it and nothing else.
drop policy if exists transferred on disclosures_disclosure;
create policy transferred on disclosures_disclosure for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and state = 'given' and sealed_copy is null
    and prepared_by_id = (select gate.actor_id()) and given_by_id = (select gate.actor_id()) and agreed_by_id is null
    and exists (
        select from subject_access_package p
        where p.decision_id = disclosures_disclosure.decision_id and p.dossier_id = disclosures_disclosure.dossier_id
          and p.state = 'given' and p.given_by_id = (select gate.actor_id()) and p.channel = disclosures_disclosure.channel
          and p.recipient <> '' and p.recipient = disclosures_disclosure.recipient));
drop policy if exists transferred on disclosures_discloseditem;
create policy transferred on disclosures_discloseditem for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and exists (
        select from disclosures_disclosure d
        join subject_access_package p on p.decision_id = d.decision_id and p.dossier_id = d.dossier_id
        join subject_access_packageitem i on i.package_id = p.id
        where d.id = disclosure_id and d.state = 'given' and d.given_by_id = (select gate.actor_id())
          and d.dossier_id = disclosures_discloseditem.dossier_id and i.model = 'dossiers.Record'
          and i.record_id = disclosures_discloseditem.record_id and i.category = disclosures_discloseditem.category));
-- Which records were in a package, and in which version, for who gave it: numbers, never what they say.
create or replace function gate.versions_in_package(asked uuid) returns table (record_id uuid, category text, version integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.id, r.category::text, coalesce((
        select min(v.version) from public.dossiers_recordversion v
        where v.record_id = r.id and v.replaced_at > p.made_at), r.version)
    from public.subject_access_package p
    join public.subject_access_packageitem i on i.package_id = p.id and i.model = 'dossiers.Record'
    join public.dossiers_record r on r.id = i.record_id
    where p.id = asked and p.organisation_id = gate.organisation_id() and p.state = 'given'
      and p.given_by_id = gate.actor_id()
$$;
revoke all on function gate.versions_in_package(uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.versions_in_package(uuid) to {{application}};

-- What the program may gather: everything of the dossier of a package that is being made for a request that is open, and
-- of no other, in the act of taking it out; but for what its article keeps out while nobody but its author saw it.
create or replace function gate.gathered_dossier_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.dossier_id from public.subject_access_package p
    left join public.rights_request r on r.id = p.request_id
    where p.organisation_id = gate.organisation_id() and p.state = 'making'
      and (r.ended_on is null and r.id is not null or p.by_themself and p.request_id is null)
      and gate.by_itself() and gate.action() = 'export'
      and coalesce(gate.context() -> 'focus' ? p.dossier_id::text, false)
$$;
create or replace function gate.gathered_left_out() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct unnest(p.left_out) from public.subject_access_package p
    where p.dossier_id = any (array(select gate.gathered_dossier_ids())) and p.state = 'making'
$$;
-- How many items stay out, per kind: said to the client, who may contest it.
create or replace function gate.left_out_of(asked uuid) returns table (category text, items bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.category::text, count(*) from public.dossiers_record r
    join public.subject_access_package p on p.dossier_id = r.dossier_id and r.category = any (p.left_out)
    where p.id = asked and p.dossier_id = any (array(select gate.gathered_dossier_ids())) and r.marks & 1 = 0
    group by r.category
$$;
revoke all on function gate.gathered_dossier_ids(), gate.gathered_left_out(), gate.left_out_of(uuid) from public, {{application}}, {{auditor}};
grant execute on function gate.gathered_dossier_ids(), gate.gathered_left_out(), gate.left_out_of(uuid) to {{worker}};
-- Every table that says of which dossier a row is: no list, so that none is forgotten.
do $$
declare
    held record;
    kept_in text;
begin
    for held in
        select c.relname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'dossier_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
          and c.relname not like 'ledger%'
    loop
        kept_in := case when held.name in ('dossiers_record', 'dossiers_recordversion') then
            ' and (marks & 1 <> 0 or category <> all (array(select gate.gathered_left_out())))'
            when held.name = 'documents_document' then
            ' and exists (select from dossiers_record r where r.id = record_id)' else '' end;
        execute format('drop policy if exists gathered on %I', held.name);
        execute format('grant select on %I to {{worker}}', held.name);
        execute format(
            'create policy gathered on %I for select to {{worker}} using (organisation_id = (select gate.organisation_id())
             and dossier_id = any (array(select gate.gathered_dossier_ids()))%s)', held.name, kept_in);
    end loop;
end $$;
drop policy if exists gathered on dossiers_dossier;
create policy gathered on dossiers_dossier for select to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and id = any (array(select gate.gathered_dossier_ids())));

-- Whom an article lets take out what is held has it in hand in that act, of a dossier for which a package is there.
drop policy if exists in_hand on dossiers_record;
create policy in_hand on dossiers_record for select to {{application}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'export'
    and dossier_id in (select p.dossier_id from subject_access_package p where p.ended_at is null)
    and (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('export')))
        in (select a.scope_id, a.category, a.marks from gate.answers('export', false) a));
