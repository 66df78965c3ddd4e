-- Backups. Whatever a copy made before must do again is written in the very transaction that does it, with numbers of rows,
-- days and words; the worker brings it out of the database. Only in a copy that was put back, and is closed, may it be done.

call kernel.protect('backups_repeat');
revoke all on backups_repeat, backups_run from {{application}}, {{worker}}, {{auditor}};
grant select, update (written_at) on backups_repeat to {{worker}};
grant select, insert on backups_run to {{worker}};
grant select on backups_run to {{application}};
drop policy if exists written on backups_repeat;
create policy written on backups_repeat to {{worker}} using (true) with check (true);
drop policy if exists noted on backups_repeat;
create policy noted on backups_repeat for insert to {{owner}} with check (true);

create or replace function gate.note_repeat() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    said jsonb := to_jsonb(new);
    what text := tg_argv[0];
begin
    if gate.is_closed() and what <> 'epoch' then
        return null;  -- what is done again is known already
    end if;
    if what = 'erasure' and not exists (
        select from public.rights_request r join public.dossiers_record d on d.id = (said ->> 'record_id')::uuid
        where r.id = (said ->> 'request_id')::uuid and r."right" in ('erasure', 'objection')
          and (d.erased_on is not null or said ->> 'field' <> '')
          and not exists (select from public.dossiers_restriction x where x.item_id = new.id)) then
        return null;  -- corrected, or restricted
    end if;
    if what = 'account' then  -- it is of no organisation: each in which it ever held a role does it again
        insert into public.backups_repeat (organisation_id, at, what, row_id, value)
        select distinct m.organisation_id, clock_timestamp(), what, new.id, '{}'::jsonb
        from public.accounts_membership m where m.account_id = new.id;
        return null;
    end if;
    if what = 'key' and exists (
        select from public.destruction_putaway p join public.destruction_line l on l.id = p.line_id
        where l.data_key_id = new.id) then
        return null;  -- what was put away is there in no older copy: in that it is put away again, by its list
    end if;
    insert into public.backups_repeat (organisation_id, at, what, row_id, value)
    values (new.organisation_id, clock_timestamp(), what, new.id, case what
        when 'key' then jsonb_build_object('destroyed_at', said -> 'destroyed_at')
        when 'epoch' then jsonb_build_object('kind', said -> 'kind', 'epoch', said -> 'epoch')
        when 'membership' then jsonb_build_object('until_on', said -> 'until_on')
        when 'erasure' then (
            select jsonb_build_object('record', r.id, 'field', said -> 'field', 'erased_on', r.erased_on, 'note', r.erased_note)
            from public.dossiers_record r where r.id = (said ->> 'record_id')::uuid)
        -- What cannot be done again, for what was said is gone with it: that it was there, by days and numbers.
        when 'request' then jsonb_build_object('right', said -> 'right', 'dossier', said -> 'dossier_id',
            'on', said -> 'received_on', 'until', said -> 'due_on', 'ended', said -> 'ended_on')
        when 'complaint' then jsonb_build_object('number', (said ->> 'year') || '-' || (said ->> 'number'),
            'on', coalesce(said ->> 'received_on', left(said ->> 'recorded_at', 10)), 'until', said -> 'decide_by',
            'ended', said -> 'closed_on')
        when 'breach' then jsonb_build_object('number', (said ->> 'year') || '-' || (said ->> 'number'),
            'on', left(said ->> 'aware_at', 10), 'until', left(said ->> 'due_at', 10), 'ended', left(said ->> 'closed_at', 10))
        else said - 'decision_id' - 'lifted_decision_id' - 'sealed' end);
    return null;
end $$;
create or replace trigger said_to_backups after update of destroyed_at on vault.data_key
    for each row when (old.destroyed_at is null and new.destroyed_at is not null)
    execute function gate.note_repeat('key');
create or replace trigger said_to_backups after insert on vault.destroyed_epoch
    for each row execute function gate.note_repeat('epoch');
create or replace trigger said_to_backups after insert or update on dossiers_clientdeclaration
    for each row execute function gate.note_repeat('declaration');
create or replace trigger said_to_backups after update of until_on on accounts_membership
    for each row when (new.until_on is distinct from old.until_on)
    execute function gate.note_repeat('membership');
create or replace trigger said_to_backups after update of is_active on accounts_account
    for each row when (old.is_active and not new.is_active)
    execute function gate.note_repeat('account');
create or replace trigger said_to_backups after insert or update on dossiers_restriction
    for each row execute function gate.note_repeat('restriction');
create or replace trigger said_to_backups after insert or update on retention_hold
    for each row execute function gate.note_repeat('hold');
create or replace trigger said_to_backups after update of carried_out_at on rights_requestitem
    for each row when (old.carried_out_at is null and new.carried_out_at is not null)
    execute function gate.note_repeat('erasure');
create or replace trigger said_to_backups after insert on rights_request
    for each row execute function gate.note_repeat('request');
create or replace trigger said_to_backups_again after update of due_on, ended_on on rights_request
    for each row when ((old.due_on, old.ended_on) is distinct from (new.due_on, new.ended_on))
    execute function gate.note_repeat('request');
create or replace trigger said_to_backups after insert on complaints_complaint
    for each row execute function gate.note_repeat('complaint');
create or replace trigger said_to_backups_again after update of decide_by, closed_on on complaints_complaint
    for each row when ((old.decide_by, old.closed_on) is distinct from (new.decide_by, new.closed_on))
    execute function gate.note_repeat('complaint');
create or replace trigger said_to_backups after insert on breaches_breach
    for each row execute function gate.note_repeat('breach');
create or replace trigger said_to_backups_again after update of due_at, closed_at on breaches_breach
    for each row when ((old.due_at, old.closed_at) is distinct from (new.due_at, new.closed_at))
    execute function gate.note_repeat('breach');

-- In a copy that was put back, and in no other database, the owner does again what the log says.
drop policy if exists repeated on vault.data_key;
create policy repeated on vault.data_key for update to {{owner}} using ((select gate.is_closed())) with check (wrapped is null);
drop policy if exists repeated on vault.blob;
create policy repeated on vault.blob for delete to {{owner}} using ((select gate.is_closed()));
drop policy if exists repeated on dossiers_clientdeclaration;
create policy repeated on dossiers_clientdeclaration for update to {{owner}}
    using ((select gate.is_closed())) with check ((select gate.is_closed()));
drop policy if exists repeated_anew on dossiers_clientdeclaration;
create policy repeated_anew on dossiers_clientdeclaration for insert to {{owner}} with check ((select gate.is_closed()));
drop policy if exists repeated on accounts_membership;
create policy repeated on accounts_membership for update to {{owner}}
    using ((select gate.is_closed())) with check ((select gate.is_closed()));
do $$
declare name text;
begin
    foreach name in array array['dossiers_restriction', 'retention_hold', 'dossiers_record', 'dossiers_recordversion'] loop
        execute format('drop policy if exists repeated on %I', name);
        execute format('create policy repeated on %I for update to {{owner}}
            using ((select gate.is_closed())) with check ((select gate.is_closed()))', name);
    end loop;
    foreach name in array array['dossiers_restriction', 'retention_hold', 'rights_erasedfile'] loop
        execute format('drop policy if exists repeated_anew on %I', name);
        execute format('create policy repeated_anew on %I for insert to {{owner}} with check ((select gate.is_closed()))', name);
    end loop;
end $$;
drop policy if exists repeated on dossiers_searchtoken;
create policy repeated on dossiers_searchtoken for insert to {{owner}} with check ((select gate.is_closed()));

create or replace function gate.repeat_keys(asked uuid[]) returns table (name text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    place text;
    frame uuid;
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    delete from public.dossiers_searchtoken t using public.dossiers_record r
    where r.id = t.record_id and r.data_key_id = any (asked);
    delete from public.invoicing_charged c using public.work_timeentry t
    where t.id = c.time_entry_id and t.data_key_id = any (asked);
    for place in select t.name from gate.derived_tables() t loop
        execute format('delete from %s where data_key_id = any ($1)', place) using asked;
    end loop;
    for place in select t.name from gate.sealed_tables() t loop
        execute format('update %s set sealed = %L where data_key_id = any ($1) and sealed <> %L', place, '', '') using asked;
    end loop;
    update vault.data_key k set wrapped = null, wrapped_by_id = null, destroyed_under = k.wrapped_by_id, destroyed_at = now()
    where k.id = any (asked) and k.destroyed_at is null;
    for place in select t.name from gate.file_tables() t loop
        execute format('delete from %s where data_key_id = any ($1)', place) using asked;
    end loop;
    for frame in
        select d.id from public.dossiers_dossier d
        where d.person_id in (select k.person_id from vault.data_key k where k.id = any (asked))
          and not exists (select from vault.data_key k where k.person_id = d.person_id and k.destroyed_at is null)
    loop
        perform gate.end_access(frame), gate.drop_jobs(array[frame]), gate.empty_frame(frame);
    end loop;
    return query delete from vault.blob b where b.key_id = any (asked) returning b.name::text;
end $$;

create or replace function gate.repeat_declaration(said jsonb, decided uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from public.dossiers_dossier d where d.id = (said ->> 'dossier_id')::uuid) then
        return false;  -- of a dossier that was not there yet
    end if;
    insert into public.dossiers_clientdeclaration
    select (jsonb_populate_record(null::public.dossiers_clientdeclaration, said || jsonb_build_object('decision_id', decided))).*
    on conflict (id) do update set
        recipients = excluded.recipients, party_id = excluded.party_id, categories = excluded.categories,
        purposes = excluded.purposes, until_on = excluded.until_on, ended_on = excluded.ended_on, refused = excluded.refused;
    return true;
end $$;

create or replace function gate.repeat_membership(asked uuid, until date) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    update public.accounts_membership set until_on = until where id = asked;
    return found;
end $$;

create or replace function gate.repeat_account(asked uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    update public.accounts_account set is_active = false where id = asked;
    return found;
end $$;

-- Who did something, where the copy knows them; else whoever stands in it longest: what they did must not be undone by that.
create or replace function gate.known_account(asked uuid, organisation uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        (select a.id from public.accounts_account a where a.id = asked),
        (select m.account_id from public.accounts_membership m where m.organisation_id = organisation
         order by m.from_on, m.id limit 1))
    where asked is not null
$$;

create or replace function gate.repeat_restriction(said jsonb, decided uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare made public.dossiers_restriction := jsonb_populate_record(null::public.dossiers_restriction, said);
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from public.dossiers_record r where r.id = made.record_id) then
        return false;  -- of an item that was not there yet
    end if;
    made.account_id := gate.known_account(made.account_id, made.organisation_id);
    made.lifted_by_id := gate.known_account(made.lifted_by_id, made.organisation_id);
    made.decision_id := decided;
    insert into public.dossiers_restriction select made.*
    on conflict (id) do update set
        lifting_letter_id = excluded.lifting_letter_id, lifts_on = excluded.lifts_on, lifted_at = excluded.lifted_at,
        lifted_by_id = excluded.lifted_by_id;
    update public.dossiers_record r set decision_id = decided,
        marks = case when made.lifted_at is null then r.marks | 8::smallint else r.marks & ~8::smallint end
    where r.id = made.record_id;
    update public.dossiers_recordversion v set
        marks = case when made.lifted_at is null then v.marks | 8::smallint else v.marks & ~8::smallint end
    where v.record_id = made.record_id;
    return true;
end $$;

-- A hold without its words: those were sealed after the copy was made.
create or replace function gate.repeat_hold(said jsonb, decided uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare made public.retention_hold := jsonb_populate_record(null::public.retention_hold, said);
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    made.data_key_id := coalesce(
        (select k.id from vault.data_key k where k.id = made.data_key_id),
        (select k.id from vault.data_key k join public.dossiers_dossier d on d.person_id = k.person_id
         where d.id = made.dossier_id and k.destroyed_at is null order by k.own, k.created_at, k.id limit 1));
    if made.data_key_id is null then
        return false;  -- of a dossier that was not there yet, or of which nothing is left to hold
    end if;
    made.placed_by_id := gate.known_account(made.placed_by_id, made.organisation_id);
    made.lifted_by_id := gate.known_account(made.lifted_by_id, made.organisation_id);
    made.lifted_decision_id := case when made.lifted_at is not null then decided end;
    made.decision_id := decided;
    made.sealed := '';
    insert into public.retention_hold select made.*
    on conflict (id) do update set
        lifted_at = excluded.lifted_at, lifted_by_id = excluded.lifted_by_id, lifted_decision_id = excluded.lifted_decision_id;
    return true;
end $$;

-- An item, or a value in it, that was erased: what is left of it was sealed anew before, as when the client asked it.
create or replace function gate.repeat_erasure(said jsonb, emptied bytea, decided uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    about uuid := (said ->> 'record')::uuid;
    value text := said ->> 'field';
begin
    if not gate.is_closed() then
        raise exception 'this is no copy that was put back' using errcode = 'insufficient_privilege';
    end if;
    insert into public.rights_erasedfile (id, organisation_id, blob_id, erased_at)
    select gen_random_uuid(), f.organisation_id, f.blob_id, now() from public.documents_document f
    where f.record_id = about and (value = '' or f.field = value);
    delete from public.documents_document f where f.record_id = about and (value = '' or f.field = value);
    delete from public.dossiers_recordversion v where v.record_id = about;
    if value = '' then
        update public.rights_requestitem i set statement_id = null
        where i.statement_id in (select s.id from public.dossiers_clientstatement s where s.record_id = about);
        delete from public.dossiers_clientstatement s where s.record_id = about;
    end if;
    update public.dossiers_record r set
        sealed = emptied, version = r.version + 1, decision_id = decided, erased_on = (said ->> 'erased_on')::date,
        erased_note = coalesce((said ->> 'note')::boolean, false), only_one = value <> '' and r.only_one,
        marks = (r.marks & ~16)::smallint
    where r.id = about and r.erased_on is null;
    return found;
end $$;

-- What is still there of keys that were destroyed since: looked for in the catalogue, by another way than it went.
create or replace function gate.left_of_keys(asked uuid[]) returns table (place text, rows bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    for place in
        select format('%I.%I', n.nspname, c.relname) from pg_attribute k
        join pg_class c on c.oid = k.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
        where k.attname = 'data_key_id' and not k.attisdropped
          and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'sealed' and not s.attisdropped)
    loop
        execute format('select count(*) from %s where data_key_id = any ($1) and octet_length(sealed) > 0', place)
            into rows using asked;
        if rows > 0 then return next; end if;
    end loop;
    for place in select t.name from gate.derived_tables() t loop
        execute format('select count(*) from %s where data_key_id = any ($1)', place) into rows using asked;
        if rows > 0 then return next; end if;
    end loop;
    return query select 'vault.data_key'::text, count(*) from vault.data_key k
        where k.id = any (asked) and (k.wrapped is not null or k.destroyed_at is null) having count(*) > 0;
    return query select 'vault.blob'::text, count(*) from vault.blob b where b.key_id = any (asked) having count(*) > 0;
end $$;
revoke all on function gate.note_repeat(), gate.repeat_keys(uuid[]), gate.repeat_declaration(jsonb, uuid),
    gate.repeat_membership(uuid, date), gate.repeat_account(uuid), gate.known_account(uuid, uuid),
    gate.repeat_restriction(jsonb, uuid), gate.repeat_hold(jsonb, uuid), gate.repeat_erasure(jsonb, bytea, uuid),
    gate.left_of_keys(uuid[]) from public, {{application}}, {{worker}}, {{auditor}};

-- Whether this database knows a line of the log outside it.
create or replace function gate.knows_repeat(asked bigint, about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from public.backups_repeat r where r.number = asked and r.row_id = about)
$$;
revoke all on function gate.knows_repeat(bigint, uuid) from public, {{auditor}};
grant execute on function gate.knows_repeat(bigint, uuid) to {{application}}, {{worker}}, {{backup}};

-- A dump must be whole: also the rules and words that are kept in schemas of their own. Not what contexts are signed with.
grant select on all tables in schema gate to {{backup}};
revoke all on gate.secret from {{backup}};

-- The plan for a calamity: seen by who oversees, written by who answers for the agency or keeps it, never changed.
call kernel.bind('backups_calamityplan', 'data_key_id', 'vault.data_key');
call kernel.bind('backups_calamityplan', 'decision_id', 'ledger_decision');
call kernel.protect('backups_calamityplan');
grant select, insert on backups_calamityplan to {{application}};
grant select on backups_calamityplan to {{auditor}};
drop policy if exists seen on backups_calamityplan;
create policy seen on backups_calamityplan for select using (
    organisation_id = (select gate.organisation_id()) and (select gate.oversees_controls()));
drop policy if exists written on backups_calamityplan;
create policy written on backups_calamityplan for insert with check (
    organisation_id = (select gate.organisation_id()) and made_by_id = (select gate.actor_id())
    and array(select unnest(gate.held_roles())) && '{management,responsible,system_administrator}'::text[]);

-- Calamities: written by who oversees, line after line; what was written stays, and a closed one is closed.
do $$
declare name text;
begin
    foreach name in array array['backups_calamity', 'backups_calamitystep'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'data_key_id', 'vault.data_key');
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.protect(%L)', name);
        execute format('revoke insert, update, delete on %I from {{application}}, {{worker}}', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{auditor}}', name);
        execute format('drop policy if exists seen on %I', name);
        execute format(
            'create policy seen on %I for select using (
             organisation_id = (select gate.organisation_id()) and (select gate.oversees_controls()))', name);
    end loop;
end $$;
call kernel.bind('backups_calamity', 'plan_id', 'backups_calamityplan');
call kernel.bind('backups_calamitystep', 'calamity_id', 'backups_calamity');
grant update (over_at, closed_at, closed_by_id, sealed_lesson) on backups_calamity to {{application}};
drop policy if exists written on backups_calamity;
create policy written on backups_calamity for insert with check (
    organisation_id = (select gate.organisation_id()) and registered_by_id = (select gate.actor_id())
    and (select gate.oversees_controls()) and closed_at is null and happened_at <= (select gate.moment()));
drop policy if exists closed on backups_calamity;
create policy closed on backups_calamity for update using (
    organisation_id = (select gate.organisation_id()) and closed_at is null and (select gate.oversees_controls()))
with check (organisation_id = (select gate.organisation_id()) and closed_by_id = (select gate.actor_id()));
drop policy if exists written on backups_calamitystep;
create policy written on backups_calamitystep for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and (select gate.oversees_controls())
    and exists (select from backups_calamity c where c.id = calamity_id and c.closed_at is null));
