-- Requests of clients: seen and taken in by who may read in the dossier; steps are only ever added.

call kernel.bind('rights_request', 'dossier_id', 'dossiers_dossier');
call kernel.bind('rights_request', 'data_key_id', 'vault.data_key');
call kernel.bind('rights_request', 'against_id', 'rights_request');
call kernel.bind('rights_requeststep', 'request_id', 'rights_request');
call kernel.bind('rights_requeststep', 'letter_id', 'letters_letter');
call kernel.bind('rights_requeststep', 'data_key_id', 'vault.data_key');
call kernel.bind('rights_requestletter', 'request_id', 'rights_request');
call kernel.bind('rights_requestletter', 'letter_id', 'letters_letter');
call kernel.bind('rights_requestitem', 'request_id', 'rights_request');
call kernel.bind('rights_requestitem', 'record_id', 'dossiers_record');
call kernel.bind('rights_requestitem', 'letter_id', 'letters_letter');
call kernel.bind('rights_requestitem', 'statement_id', 'dossiers_clientstatement');
call kernel.bind('rights_requestitem', 'data_key_id', 'vault.data_key');
do $$
declare name text;
begin
    foreach name in array array['rights_request', 'rights_requeststep', 'rights_requestletter', 'rights_requestitem'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.bind(%L, %L, %L)', name, 'dossier_id', 'dossiers_dossier');
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
-- What was asked, by whom and when it came is written once; afterwards only how it went on.
grant update (state, due_on, outcome, ended_on, court_until) on rights_request to {{application}};

drop policy if exists seen on rights_request;
create policy seen on rights_request for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all())
        or dossier_id = any (array(select gate.seen_dossier_ids()))
        -- Whom an article names to answer it, or to see to it, knows of the request wherever they may read nothing else.
        or judged_by = any ((select gate.judging_roles())::text[])
        or overseen_by = any ((select gate.judging_roles())::text[])));
call kernel.keep_out('rights_request', 'dossier_id');
drop policy if exists seen on rights_requeststep;
create policy seen on rights_requeststep for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from rights_request r where r.id = request_id));
drop policy if exists seen on rights_requestletter;
create policy seen on rights_requestletter for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from rights_request r where r.id = request_id));

-- What somebody sent in by the public form: for the roles for which it waits, and for the program that takes it in.
call kernel.bind('rights_incomingrequest', 'dossier_id', 'dossiers_dossier');
call kernel.bind('rights_incomingrequest', 'decision_id', 'ledger_decision');
call kernel.bind('rights_incomingrequest', 'ended_decision_id', 'ledger_decision');
call kernel.bind('rights_incomingrequest', 'data_key_id', 'vault.data_key');
call kernel.protect('rights_incomingrequest');
call kernel.keep_out('rights_incomingrequest', 'dossier_id');
grant select, insert on rights_incomingrequest to {{application}};
grant select on rights_incomingrequest to {{worker}}, {{auditor}};
revoke update on rights_incomingrequest from {{application}}, {{worker}};
grant update (state, dossier_id, sealed, ended_at, ended_by_id, ended_decision_id, told_at, told_by, attempts, next_attempt_at,
              undelivered_at) on rights_incomingrequest to {{application}};
grant update (sealed, confirmed_at, told_at, attempts, next_attempt_at, undelivered_at) on rights_incomingrequest to {{worker}};
drop policy if exists seen on rights_incomingrequest;
create policy seen on rights_incomingrequest for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or seen_by::text[] && (select gate.judging_roles())::text[]));
drop policy if exists sent_in on rights_incomingrequest;
create policy sent_in on rights_incomingrequest for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and state = 'waiting');
drop policy if exists dealt_with on rights_incomingrequest;
create policy dealt_with on rights_incomingrequest for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and state = 'waiting')
with check (
    organisation_id = (select gate.organisation_id()) and state <> 'waiting' and ended_by_id = (select gate.actor_id())
    and ended_at = (select gate.moment()));
-- An answer that no e-mail server takes: somebody for whom it waits has it sent anew, or writes down how it was heard. Nothing else
-- of it changes, and what was sent in is gone once they heard it.
drop policy if exists seen_to on rights_incomingrequest;
create policy seen_to on rights_incomingrequest for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and state = 'nothing_held' and undelivered_at is not null and told_at is null)
with check (
    organisation_id = (select gate.organisation_id()) and state = 'nothing_held'
    and (told_at = (select gate.moment()) and told_by <> '' and sealed is null
         or told_at is null and told_by = '' and undelivered_at is null and attempts = 0 and sealed is not null));
create or replace function gate.answer_is_seen_to() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if old.state = 'nothing_held' and gate.roles() <> '{system}'
       and to_jsonb(new) - '{sealed,told_at,told_by,undelivered_at,attempts,next_attempt_at}'::text[]
           is distinct from to_jsonb(old) - '{sealed,told_at,told_by,undelivered_at,attempts,next_attempt_at}'::text[] then
        raise exception 'what was answered stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger seen_to before update on rights_incomingrequest
    for each row execute function gate.answer_is_seen_to();
-- Who sorts a request from the website does the tasks about it, also when they were asked of another role.
drop policy if exists of_sent_in on work_task;
create policy of_sent_in on work_task for select to {{application}} using (
    organisation_id = (select gate.organisation_id()) and dossier_id is null
    and kind in ('sort_request', 'sort_request_again', 'sort_request_late', 'tell_undelivered')
    and subject_id in (select i.id from rights_incomingrequest i));
drop policy if exists told on rights_incomingrequest;
create policy told on rights_incomingrequest for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}')
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists sent_in on vault.data_key;
create policy sent_in on vault.data_key using (
    organisation_id = (select gate.organisation_id()) and retention_class = 'incoming_request'
    and scope_id in (select i.id from rights_incomingrequest i));
-- Did the actor, in this very act, say that something that was sent in belongs to this dossier?
create or replace function gate.just_matched(dossier uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.rights_incomingrequest i
        where i.dossier_id = dossier and i.organisation_id = gate.organisation_id() and i.state = 'matched'
          and i.ended_by_id = gate.actor_id() and i.ended_at = gate.moment())
$$;
create or replace function gate.organisations_with_requests_to_tell() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct i.organisation_id from public.rights_incomingrequest i
    where i.by_mail and i.sealed is not null and i.undelivered_at is null
      and (i.state = 'waiting' and i.confirmed_at is null or i.state = 'nothing_held' and i.told_at is null)
$$;
revoke all on function gate.just_matched(uuid), gate.organisations_with_requests_to_tell() from public, {{auditor}};
grant execute on function gate.just_matched(uuid) to {{application}};
grant execute on function gate.organisations_with_requests_to_tell() to {{worker}};

-- Which dossier a request is of, for whom an article names: to open it there. Only for a context signed for looking up.
create or replace function gate.dossier_of_request(asked uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.dossier_id from public.rights_request r
    where r.id = asked and r.organisation_id = gate.organisation_id() and gate.action() = 'request'
      and (r.judged_by = any (gate.judging_roles()) or r.overseen_by = any (gate.judging_roles()))
$$;
-- Whoever writes a letter about a request need not be able to read the letters of the dossier.
create or replace function gate.letter_is_of(letter uuid, dossier uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from public.letters_letter l
                   where l.id = letter and l.dossier_id = dossier and l.organisation_id = gate.organisation_id())
$$;
revoke all on function gate.dossier_of_request(uuid), gate.letter_is_of(uuid, uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.dossier_of_request(uuid) to {{application}};
grant execute on function gate.letter_is_of(uuid, uuid) to {{application}}, {{worker}};

-- What an objection is about is an answer that was given in the same dossier.
create or replace function gate.was_answered(asked uuid, dossier uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from public.rights_request r
                   where r.id = asked and r.dossier_id = dossier and r.organisation_id = gate.organisation_id()
                     and r.outcome in ('granted', 'partly', 'refused'))
$$;
-- Did somebody guide the client, or decide what is objected to? The program asks it with no dossier in focus.
create or replace function gate.took_part(dossier uuid, contested uuid, somebody uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from public.dossiers_assignment a
                   where a.dossier_id = dossier and a.account_id = somebody
                     and a.organisation_id = gate.organisation_id())
        or exists (select from public.rights_requestletter l
                   where l.request_id = contested and l.written_by_id = somebody and l.outcome <> ''
                     and l.organisation_id = gate.organisation_id())
        or exists (select from public.rights_requestitem i
                   where i.request_id = contested and i.decided_by_id = somebody
                     and i.organisation_id = gate.organisation_id())
$$;
create or replace function gate.had_a_part(dossier uuid, contested uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select gate.took_part(dossier, contested, gate.actor_id())
$$;
revoke all on function gate.was_answered(uuid, uuid), gate.had_a_part(uuid, uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.was_answered(uuid, uuid), gate.had_a_part(uuid, uuid) to {{application}};
revoke all on function gate.took_part(uuid, uuid, uuid) from public, {{application}}, {{auditor}};
grant execute on function gate.took_part(uuid, uuid, uuid) to {{worker}};

-- Whoever may read in the dossier takes a request in: nobody who hears one has to look for who may.
drop policy if exists taken_in on rights_request;
create policy taken_in on rights_request for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and recorded_by_id = (select gate.actor_id())
    and state = 'running' and outcome = '' and court_until is null and (select gate.action()) in ('read', 'write')
    and (against_id is null or "right" = 'objection_to_decision' and gate.was_answered(against_id, dossier_id))
    and received_on <= (select (gate.context() ->> 'day')::date)
    and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
         -- Whom an article names to see to it takes in what somebody sent in by the public form.
         or (overseen_by = any ((select gate.judging_roles())::text[]) and gate.just_matched(dossier_id))));
drop policy if exists taken on rights_requeststep;
create policy taken on rights_requeststep for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and exists (select from rights_request r
                where r.id = request_id and r.dossier_id = rights_requeststep.dossier_id and r.ended_on is null));
drop policy if exists written on rights_requestletter;
create policy written on rights_requestletter for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id())
    and exists (select from rights_request r
                where r.id = request_id and r.dossier_id = rights_requestletter.dossier_id and r.ended_on is null)
    and gate.letter_is_of(letter_id, dossier_id)
    and (outcome = '' or exists (
        select from rights_request r
        where r.id = request_id and (
            r.judged_by = any (array(select unnest(gate.held_roles())))
            or r.judged_by = '' and ((select gate.sees_all()) or r.dossier_id = any (array(select gate.seen_dossier_ids()))
                                     or r.overseen_by = any ((select gate.judging_roles())::text[])))))
    -- An objection is answered by somebody who had no part in it, where its article asks that.
    and (outcome = '' or not exists (
        select from rights_request r
        where r.id = request_id and r.uninvolved and gate.had_a_part(r.dossier_id, r.against_id)))
    -- What is said of a request follows from what was decided on each of its items.
    and (outcome = '' or not exists (
        select from rights_requestitem i
        where i.request_id = rights_requestletter.request_id
          and (i.decided = '' or i.because = 'interest_of_another' and i.agreed_by_id is null
               or i.decided = 'done' and outcome = 'refused' or i.decided = 'refused' and outcome = 'granted'))));
drop policy if exists went_on on rights_request;
create policy went_on on rights_request for update using (
    organisation_id = (select gate.organisation_id()) and ended_on is null
    and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))))
with check (organisation_id = (select gate.organisation_id()));

-- A request ends by a step that says so, on the day of that step; an answer ends it only when its letter was given.
create or replace function gate.request_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if new.ended_on is null or gate.only_emptied(to_jsonb(old), to_jsonb(new)) then
        return new;
    end if;
    if not exists (
        select from rights_requeststep s
        left join rights_requestletter a on a.letter_id = s.letter_id and a.request_id = s.request_id
        left join letters_letter l on l.id = s.letter_id
        where s.request_id = new.id and s."on" = new.ended_on
          and (s.kind in ('withdrawn', 'passed_on') and new.outcome = s.kind
               or s.kind = 'answered' and a.does = 'answered' and a.outcome = new.outcome and l.state = 'given')) then
        raise exception 'a request ends by an answer that was given, or by who asked' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on rights_request
    for each row execute function gate.request_goes_on();

-- What a request is about: written down by who may read it, decided by whom the article names, agreed by a colleague.
grant update (decided, because, article, decided_by_id, decided_at, agreed_by_id, version, statement_id, sealed, decision_id)
    on rights_requestitem to {{application}};
do $$
begin
    if not exists (select from pg_constraint where conname = 'requestitem_record_within_dossier') then
        alter table rights_requestitem add constraint requestitem_record_within_dossier
            foreign key (dossier_id, record_id) references dossiers_record (dossier_id, id);
    end if;
end $$;
drop policy if exists seen on rights_requestitem;
create policy seen on rights_requestitem for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from rights_request r where r.id = request_id));
-- What is restricted while its request is gone, since it came back with a copy made before: it may be named again, whole and by
-- its kind, in a request by which items are restricted. Else nobody could end it, for nobody sees it.
create or replace function gate.lost_restrictions(asked uuid) returns table (record_id uuid, category text, since date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.record_id, x.category::text, (x.since at time zone 'Europe/Amsterdam')::date
    from public.dossiers_restriction x
    where x.dossier_id = asked and x.organisation_id = gate.organisation_id() and x.lifted_at is null
      and not gate.from_clients() and (gate.sees_all() or asked in (select gate.seen_dossier_ids()))
      and not exists (select from public.rights_requestitem i where i.id = x.item_id)
$$;
revoke all on function gate.lost_restrictions(uuid) from public, {{worker}}, {{auditor}};
grant execute on function gate.lost_restrictions(uuid) to {{application}};
drop policy if exists chosen on rights_requestitem;
create policy chosen on rights_requestitem for insert with check (
    organisation_id = (select gate.organisation_id()) and chosen_by_id = (select gate.actor_id()) and decided = ''
    and exists (select from rights_request r
                where r.id = request_id and r.dossier_id = rights_requestitem.dossier_id and r.ended_on is null)
    and (record_id is null or exists (
        select from dossiers_record r where r.id = record_id and r.category = rights_requestitem.category)
        or rights_requestitem.field = '' and exists (
            select from gate.lost_restrictions(rights_requestitem.dossier_id) l join rights_request r on r.id = request_id
            where l.record_id = rights_requestitem.record_id and l.category = rights_requestitem.category
              and r."right" in ('restriction', 'objection')))
    and (letter_id is null or exists (
        select from letters_letter l where l.id = letter_id and l.dossier_id = rights_requestitem.dossier_id)));
drop policy if exists decided on rights_requestitem;
create policy decided on rights_requestitem for update using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_clients())
    and exists (select from rights_request r where r.id = request_id and r.ended_on is null))
with check (
    organisation_id = (select gate.organisation_id())
    and ((select gate.actor_id()) in (decided_by_id, agreed_by_id)));
-- Does this actor decide on a request: whom its article names, or where it names nobody who sees the dossier?
create or replace function gate.judges(judged_by text, overseen_by text, dossier uuid) returns boolean
language sql stable as $$
    select not gate.from_clients() and (
        judged_by = any (array(select unnest(gate.held_roles()))) or judged_by = '' and (
            gate.sees_all() or dossier = any (array(select gate.seen_dossier_ids()))
            or overseen_by = any (gate.judging_roles()::text[])))
$$;
revoke all on function gate.judges(text, text, uuid) from public;
grant execute on function gate.judges(text, text, uuid) to {{application}}, {{worker}}, {{auditor}};
create or replace function gate.request_item_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if gate.only_emptied(to_jsonb(old), to_jsonb(new)) then
        return new;
    end if;
    if old.decided <> '' and (new.decided, new.because, new.article, new.decided_by_id, new.sealed)
           is distinct from (old.decided, old.because, old.article, old.decided_by_id, old.sealed) then
        raise exception 'what was decided stays decided' using errcode = 'insufficient_privilege';
    end if;
    if old.decided = '' and (new.decided_by_id is distinct from gate.actor_id() or not exists (
        select from rights_request r where r.id = new.request_id and gate.judges(r.judged_by, r.overseen_by, r.dossier_id))) then
        raise exception 'an item is decided by whom the article names' using errcode = 'insufficient_privilege';
    end if;
    if new.agreed_by_id is distinct from old.agreed_by_id and (
        old.agreed_by_id is not null or old.decided = '' or new.agreed_by_id is distinct from gate.actor_id()) then
        raise exception 'a colleague agrees once, themself' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on rights_requestitem
    for each row execute function gate.request_item_goes_on();
-- A client takes back what they asked, and answers what they were asked: they neither answer a request nor give time.
drop policy if exists not_by_clients on rights_request;
create policy not_by_clients on rights_request as restrictive for update to {{application}}
using (not (select gate.from_clients()) or exists (select gate.speaks_as(dossier_id)))
with check (not (select gate.from_clients()) or outcome in ('', 'withdrawn'));
drop policy if exists asked_by_themself on rights_request;
create policy asked_by_themself on rights_request as restrictive for insert to {{application}}
with check (not (select gate.from_clients())
            or came_by = 'portal' and identity = 'signed_in' and asked_by in (select gate.speaks_as(dossier_id)));

-- An item that was decided as done is carried out here, by who decided it, once; the owner alone changes what is behind it,
-- since whoever decides may not always read it, and what is restricted is out of their sight from then on.
do $$
declare name text;
begin
    foreach name in array array['dossiers_record', 'dossiers_recordversion', 'rights_requestitem', 'dossiers_restriction'] loop
        execute format('drop policy if exists carried_out on %I', name);
        execute format('create policy carried_out on %I for update to {{owner}} using (true) with check (true)', name);
    end loop;
    foreach name in array array['dossiers_recordversion', 'dossiers_searchtoken', 'dossiers_clientstatement', 'documents_document'] loop
        execute format('drop policy if exists carried_out_gone on %I', name);
        execute format('create policy carried_out_gone on %I for delete to {{owner}} using (true)', name);
    end loop;
    drop policy if exists carried_out_again on dossiers_searchtoken;
    create policy carried_out_again on dossiers_searchtoken for insert to {{owner}} with check (true);
    drop policy if exists carried_out_files on rights_erasedfile;
    create policy carried_out_files on rights_erasedfile for insert to {{owner}} with check (true);
end $$;

-- The outside of the record behind an item, for whom the article names: nothing of what it says.
create or replace function gate.frame_of_item(asked uuid)
returns table (record_id uuid, scope_id uuid, category text, marks smallint, purpose text, occurred_on date,
               created_at timestamptz, version integer, data_key_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id, d.scope_id, d.category::text, d.marks, d.purpose::text, d.occurred_on, d.created_at, d.version::integer, d.data_key_id
    from public.rights_requestitem i
    join public.rights_request r on r.id = i.request_id
    join public.dossiers_record d on d.id = i.record_id
    where i.id = asked and i.organisation_id = gate.organisation_id() and r.ended_on is null
      and gate.judges(r.judged_by, r.overseen_by, r.dossier_id)
      and d.moved_on is null and d.erased_on is null
$$;
create or replace function gate.item_to_carry_out(asked uuid, rights text[]) returns public.rights_requestitem
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare found public.rights_requestitem;
begin
    select i.* into found
    from public.rights_requestitem i join public.rights_request r on r.id = i.request_id
    where i.id = asked and i.organisation_id = gate.organisation_id() and r.ended_on is null and r."right" = any (rights)
      and i.decided = 'done' and i.decided_by_id = gate.actor_id() and i.carried_out_at is null and i.record_id is not null
      and gate.judges(r.judged_by, r.overseen_by, r.dossier_id);
    if found.id is null then
        raise exception 'only what was decided on a request is carried out' using errcode = 'insufficient_privilege';
    end if;
    return found;
end $$;

-- Erased: content, history, tokens, the client's words and files. What a statute keeps, and what somebody still waits to
-- see, is not erased whoever decided so.
create or replace function gate.erase_item(asked uuid, emptied bytea, kinds text[], tokens bytea[], leaves_note boolean)
returns table (data_key_id uuid, alone boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    item public.rights_requestitem := gate.item_to_carry_out(asked, array['erasure', 'objection']);
    kept public.dossiers_record;
    whole boolean := item.field = '';
begin
    select d.* into kept from public.dossiers_record d where d.id = item.record_id for update;
    if kept.moved_on is not null or kept.erased_on is not null or kept.marks & 64 <> 0 then
        raise exception 'this is not erased: a statute keeps it, or it is gone' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from public.rights_request r
               where r.dossier_id = item.dossier_id and r.id <> item.request_id and r.ended_on is null
                 and r."right" in ('access', 'copy', 'portability', 'information')) then
        raise exception 'this is not erased: somebody still waits to see it' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from gate.holds_on(array[item.dossier_id]) h where h.hold not in ('access_request', 'hand_over')) then
        raise exception 'this is not erased: something pending stops it' using errcode = 'insufficient_privilege';
    end if;
    insert into public.rights_erasedfile (id, organisation_id, blob_id, erased_at)
    select gen_random_uuid(), f.organisation_id, f.blob_id, gate.moment() from public.documents_document f
    where f.record_id = kept.id and (whole or f.field = item.field);
    delete from public.documents_document f where f.record_id = kept.id and (whole or f.field = item.field);
    delete from public.dossiers_recordversion v where v.record_id = kept.id;
    delete from public.dossiers_searchtoken t where t.record_id = kept.id;
    if whole then
        update public.rights_requestitem i set statement_id = null
        where i.statement_id in (select s.id from public.dossiers_clientstatement s where s.record_id = kept.id);
        delete from public.dossiers_clientstatement s where s.record_id = kept.id;
    else
        insert into public.dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token)
        select kept.organisation_id, kept.dossier_id, kept.id, t.kind, t.token from unnest(kinds, tokens) t (kind, token);
    end if;
    update public.dossiers_record d set
        sealed = emptied, version = kept.version + 1, changed_at = gate.moment(), decision_id = item.decision_id,
        erased_on = case when whole then gate.day() end, erased_note = whole and leaves_note,
        only_one = not whole and kept.only_one, marks = (kept.marks & ~16)::smallint
    where d.id = kept.id;
    update public.rights_requestitem i set carried_out_at = gate.moment() where i.id = item.id;
    return query select k.id, whole and k.own from vault.data_key k where k.id = kept.data_key_id;
end $$;

-- A letter alone: what it says goes, that it was there stays. Only of the kinds that show no duty done, and only one that was
-- given: nobody has anything to keep by it.
drop policy if exists carried_out on letters_letter;
create policy carried_out on letters_letter for update to {{owner}} using (true) with check (sealed = '' and erased_on is not null);
create or replace function gate.erase_letter(asked uuid, proving_nothing text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare item public.rights_requestitem;
begin
    select i.* into item
    from public.rights_requestitem i join public.rights_request r on r.id = i.request_id
    where i.id = asked and i.organisation_id = gate.organisation_id() and r.ended_on is null
      and r."right" in ('erasure', 'objection') and i.decided = 'done' and i.decided_by_id = gate.actor_id()
      and i.carried_out_at is null and i.letter_id is not null
      and gate.judges(r.judged_by, r.overseen_by, r.dossier_id);
    if item.id is null or exists (
        select from public.rights_request r
        where r.dossier_id = item.dossier_id and r.id <> item.request_id and r.ended_on is null
          and r."right" in ('access', 'copy', 'portability', 'information')) or exists (
        select from gate.holds_on(array[item.dossier_id]) h where h.hold not in ('access_request', 'hand_over')) or exists (
        select from public.rights_requestletter a where a.letter_id = item.letter_id) then
        raise exception 'only what was decided on a request is carried out' using errcode = 'insufficient_privilege';
    end if;
    update public.letters_letter l set sealed = '', erased_on = gate.day()
    where l.id = item.letter_id and l.dossier_id = item.dossier_id and l.state = 'given' and l.kind = any (proving_nothing)
      and l.erased_on is null;
    if not found then
        raise exception 'this letter is not erased by itself' using errcode = 'insufficient_privilege';
    end if;
    update public.rights_requestitem i set carried_out_at = gate.moment() where i.id = item.id;
end $$;

-- Restricted: out of sight of everybody but who must know, with all it said before. Lifted after a letter that was given.
create or replace function gate.restrict_item(asked uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare item public.rights_requestitem := gate.item_to_carry_out(asked, array['restriction', 'objection']);
begin
    if not exists (select from public.dossiers_restriction x where x.item_id = item.id and x.record_id = item.record_id and x.lifted_at is null) then
        raise exception 'a restriction is written down with its article' using errcode = 'insufficient_privilege';
    end if;
    update public.dossiers_record d set marks = (d.marks | 8)::smallint, decision_id = item.decision_id where d.id = item.record_id;
    update public.dossiers_recordversion v set marks = (v.marks | 8)::smallint where v.record_id = item.record_id;
    update public.rights_requestitem i set carried_out_at = gate.moment() where i.id = item.id;
end $$;
-- After a restore a restriction may rest on a request that was lost: then it rests on the one that is taken in again.
grant update (item_id) on dossiers_restriction to {{application}};
create or replace function gate.restriction_rests() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from public.rights_requestitem i where i.id = old.item_id)
       or not exists (select from public.rights_requestitem i where i.id = new.item_id and i.record_id = old.record_id) then
        raise exception 'a restriction rests on its request' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function gate.restriction_rests() from public;
create or replace trigger rests before update of item_id on dossiers_restriction
    for each row when (new.item_id is distinct from old.item_id) execute function gate.restriction_rests();
create or replace function gate.lift_restriction(asked uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare found public.dossiers_restriction;
begin
    select x.* into found
    from public.dossiers_restriction x
    join public.letters_letter l on l.id = x.lifting_letter_id and l.state = 'given'
    join public.rights_requestitem i on i.id = x.item_id
    join public.rights_request r on r.id = i.request_id
    where x.id = asked and x.organisation_id = gate.organisation_id() and x.lifted_at is null and x.lifts_on <= gate.day()
      and gate.judges(r.judged_by, r.overseen_by, r.dossier_id);
    if found.id is null then
        raise exception 'a restriction is lifted after the client was told' using errcode = 'insufficient_privilege';
    end if;
    update public.dossiers_record d set marks = (d.marks & ~8)::smallint where d.id = found.record_id;
    update public.dossiers_recordversion v set marks = (v.marks & ~8)::smallint where v.record_id = found.record_id;
    update public.dossiers_restriction x set lifted_at = gate.moment(), lifted_by_id = gate.actor_id() where x.id = found.id;
end $$;
revoke all on function gate.frame_of_item(uuid), gate.item_to_carry_out(uuid, text[]), gate.restrict_item(uuid),
    gate.erase_item(uuid, bytea, text[], bytea[], boolean), gate.erase_letter(uuid, text[]), gate.lift_restriction(uuid) from public;
grant execute on function gate.frame_of_item(uuid), gate.restrict_item(uuid),
    gate.erase_item(uuid, bytea, text[], bytea[], boolean), gate.erase_letter(uuid, text[]), gate.lift_restriction(uuid) to {{application}};

-- Files of what was erased: taken away by the program, which sees nothing but their numbers.
call kernel.protect('rights_erasedfile');
grant select, delete on rights_erasedfile to {{worker}};
drop policy if exists taken_away on rights_erasedfile;
create policy taken_away on rights_erasedfile to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}');
create or replace function gate.organisations_with_erased_files() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct e.organisation_id from public.rights_erasedfile e
$$;
revoke all on function gate.organisations_with_erased_files() from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_erased_files() to {{worker}};

-- Recipients: found in the act of answering, told by who may see the request; what was written to them is never changed.
call kernel.bind('rights_recipientnotice', 'request_id', 'rights_request');
call kernel.bind('rights_recipientnotice', 'dossier_id', 'dossiers_dossier');
call kernel.bind('rights_recipientnotice', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('rights_recipientnotice', 'mail_id', 'letters_mail');
call kernel.bind('rights_recipientnotice', 'data_key_id', 'vault.data_key');
call kernel.bind('rights_recipientnotice', 'decision_id', 'ledger_decision');
call kernel.protect('rights_recipientnotice');
grant select, insert on rights_recipientnotice to {{application}};
grant select on rights_recipientnotice to {{worker}}, {{auditor}};
grant update (told_at, told_by_id, channel, mail_id) on rights_recipientnotice to {{application}};
drop policy if exists seen on rights_recipientnotice;
create policy seen on rights_recipientnotice for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from rights_request r where r.id = request_id));
drop policy if exists written on rights_recipientnotice;
create policy written on rights_recipientnotice for insert with check (
    organisation_id = (select gate.organisation_id()) and told_at is null
    and exists (select from rights_request r
                where r.id = request_id and r.dossier_id = rights_recipientnotice.dossier_id and r.ended_on is null
                  and gate.judges(r.judged_by, r.overseen_by, r.dossier_id))
    and exists (select from disclosures_disclosure d
                where d.id = disclosure_id and d.dossier_id = rights_recipientnotice.dossier_id and d.state = 'given'));
drop policy if exists told on rights_recipientnotice;
create policy told on rights_recipientnotice for update using (
    organisation_id = (select gate.organisation_id()) and told_at is null and not (select gate.from_clients())
    and exists (select from rights_request r where r.id = request_id))
with check (organisation_id = (select gate.organisation_id()) and told_by_id = (select gate.actor_id()));
-- The e-mail that says so goes in the outbox in the act of telling.
drop policy if exists recipient_told on letters_mail;
create policy recipient_told on letters_mail for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'waiting' and sent_at is null and letter_id is null
    and (select gate.action()) = 'read'
    and exists (select from rights_recipientnotice n where n.dossier_id = letters_mail.dossier_id and n.told_at is null));
