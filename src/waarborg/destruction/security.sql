-- Destruction: nobody destroys alone, by whatever route. A key that opens records ends only on a line of a list that as
-- many people approved as the regulation asks, after the days it asks, while nothing stops it; a list is done only when
-- nothing of it is left, which is looked for in the catalogue of the database itself.

do $$
declare name text;
begin
    foreach name in array array['destruction_destruction', 'destruction_line', 'destruction_approval', 'destruction_shredding'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.protect(%L)', name);
        execute format('revoke insert, update, delete on %I from {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{application}}, {{worker}}, {{auditor}}', name);
    end loop;
end $$;
call kernel.bind('destruction_line', 'destruction_id', 'destruction_destruction');
call kernel.bind('destruction_line', 'dossier_id', 'dossiers_dossier');
call kernel.bind('destruction_line', 'data_key_id', 'vault.data_key');
call kernel.bind('destruction_approval', 'destruction_id', 'destruction_destruction');
grant insert on destruction_destruction, destruction_line to {{worker}};
call kernel.bind('destruction_shredding', 'destruction_id', 'destruction_destruction');
call kernel.bind('destruction_shredding', 'paper_id', 'paper_paperfile');
grant insert on destruction_approval, destruction_shredding to {{application}};
grant update (state, not_before) on destruction_destruction to {{application}};
grant update (state, ended_at, certificate, certified_event, proof) on destruction_destruction to {{worker}};
grant update (left_out, fate) on destruction_line to {{application}};
grant update (left_out, step, ended_at) on destruction_line to {{worker}};

-- Who may look at lists: whose approval counts. They see numbers, and need not read any dossier.
create or replace function gate.looks_at_destruction() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from gate.version_in_force(gate.organisation_id(), gate.day()) v
        join public.adoption_approvalrow a on a.version_id = v.id
        where (a.looks || a.decides) && array(select unnest(gate.held_roles()))::varchar[])
$$;
revoke all on function gate.looks_at_destruction() from public;
grant execute on function gate.looks_at_destruction() to {{application}}, {{worker}}, {{auditor}};
do $$
declare name text;
begin
    foreach name in array array['destruction_destruction', 'destruction_line', 'destruction_approval', 'destruction_shredding'] loop
        execute format('drop policy if exists seen on %I', name);
        execute format(
            'create policy seen on %I for select using (organisation_id = (select gate.organisation_id())
             and ((select gate.roles()) = ''{system}'' or (select gate.looks_at_destruction())))', name);
    end loop;
    foreach name in array array['destruction_destruction', 'destruction_line'] loop
        execute format('drop policy if exists proposed on %I', name);
        execute format(
            'create policy proposed on %I for insert to {{worker}} with check (
             organisation_id = (select gate.organisation_id()) and (select gate.roles()) = ''{system}'')', name);
        execute format('drop policy if exists goes_on on %I', name);
        execute format(
            'create policy goes_on on %I for update using (organisation_id = (select gate.organisation_id())
             and ((select gate.roles()) = ''{system}'' or (select gate.looks_at_destruction())))', name);
    end loop;
end $$;
drop policy if exists given on destruction_approval;
create policy given on destruction_approval for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and role = any (array(select unnest(gate.held_roles()))) and at = (select gate.moment())
    and (select f.true_facts @> '{confidentiality_signed,strong_sign_in}' from gate.actor_facts() f)
    and (select gate.looks_at_destruction())
    and exists (select from destruction_destruction d where d.id = destruction_id and d.state = 'proposed'));

-- Enough people approved: as many as it asks, no two of them the same, and one who may destroy among them.
create or replace function gate.destruction_is_approved(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct a.account_id) >= greatest(2, max(d.approvals))
           and bool_or(a.role = any (r.decides)) and bool_and(a.role = any (r.looks || r.decides))
    from public.destruction_destruction d
    join public.destruction_approval a on a.destruction_id = d.id and a.approved
    cross join lateral gate.version_in_force(d.organisation_id, (a.at at time zone 'Europe/Amsterdam')::date) v
    join public.adoption_approvalrow r on r.version_id = v.id
    where d.id = asked
$$;
create or replace function gate.line_may_go(asked uuid, today date) returns setof public.destruction_line
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.* from public.destruction_line l join public.destruction_destruction d on d.id = l.destruction_id
    where l.data_key_id = asked and l.left_out = '' and d.state = 'approved' and d.not_before <= today
      and l.due <= today and coalesce(gate.destruction_is_approved(d.id), false)
      and not exists (select from gate.holds_on(array[l.dossier_id]))
$$;
-- What is put away may go from where it was before its term is over: once it lies elsewhere, under a key of its own.
create or replace function gate.key_may_end(asked uuid, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from gate.line_may_go(asked, today) l
        where case when l.fate = 'put_away' then exists (
                       select from public.destruction_putaway p where p.line_id = l.id and octet_length(p.sealed) > 0)
                   else not exists (
                       select from public.retention_ending e
                       where e.data_key_id = asked and (e.status <> 'decided' or e.earliest > today)) end)
$$;
create or replace function gate.key_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- What an organisation keeps under one key for nobody in particular (breaches, controls, plans) ends by no person.
    if old.destroyed_at is null and new.destroyed_at is not null and not new.own and new.person_id is null
       and new.scope_id is null and gate.roles() <> '{system}' and not gate.is_closed() then
        raise exception 'nobody destroys alone: others share this key' using errcode = 'insufficient_privilege';
    end if;
    if old.destroyed_at is null and new.destroyed_at is not null
       and (exists (select from public.retention_ending e where e.data_key_id = new.id)
            or exists (select from public.destruction_putaway p where p.data_key_id = new.id)
            or not new.own and exists (select from public.dossiers_dossier d where d.person_id = new.person_id))
       and not gate.key_may_end(new.id, gate.day())
       and not exists (select from gate.undone_person_ids() u where u = new.person_id)
       and not exists (
           select from public.retention_ending e where e.data_key_id = new.id
           and e.dossier_id in (select gate.undone_dossier_ids()))
       and not gate.is_closed() then  -- a copy put back: what was destroyed since is destroyed in it again
        raise exception 'nobody destroys alone: this is on no list that was approved, or its day has not come'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger ends before update of destroyed_at on vault.data_key
    for each row execute function gate.key_ends();

-- A list goes on in its order: approved by enough people, done when nothing is left. What was done stays as it was.
create or replace function gate.destruction_goes_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.state in ('declined', 'done', 'nothing') and not (
        old.state = 'done' and old.proof is null and to_jsonb(new) - 'proof' = to_jsonb(old) - 'proof') then
        raise exception 'what was decided stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.not_before is distinct from old.not_before and not (old.state = 'proposed' and new.state = 'approved') then
        raise exception 'the days to think it over are counted once' using errcode = 'insufficient_privilege';
    end if;
    if new.state is distinct from old.state and not coalesce(case new.state
        when 'approved' then old.state = 'proposed' and gate.destruction_is_approved(new.id)
            and new.not_before >= case when jsonb_typeof(new.cooling_off) = 'object'
                                  then gate.period_ends(new.cooling_off, gate.day()) else gate.day() end
        when 'declined' then old.state = 'proposed' and exists (
            select from public.destruction_approval a where a.destruction_id = new.id and not a.approved)
        when 'nothing' then old.state = 'approved' and not exists (
            select from public.destruction_line l where l.destruction_id = new.id and l.left_out = '')
        when 'done' then old.state = 'approved' and not exists (select from gate.residue_of(new.id)) end, false) then
        raise exception 'a destruction is approved by enough people, and done when nothing is left'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on destruction_destruction
    for each row execute function gate.destruction_goes_on();
create or replace function gate.line_goes_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    stands text := (select d.state from public.destruction_destruction d where d.id = old.destruction_id);
begin
    if new.step < old.step or (old.left_out <> '' and new.left_out = '')
       or (new.left_out is distinct from old.left_out and old.step > 0)
       or (new.left_out is distinct from old.left_out and stands <> 'proposed' and gate.roles() <> '{system}')
       or (new.fate is distinct from old.fate
           and not (old.fate = 'destroy' and old.closed_until is not null and stands = 'proposed'))
       or (new.step is distinct from old.step and stands <> 'approved') then
        raise exception 'a line of a list goes on in its order' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on destruction_line
    for each row execute function gate.line_goes_on();

-- What was put away: by the worker alone, on a line of an approved list; its number, kinds and days are seen by whose
-- approval counts, and what it says by nobody, but where a duty of the law is stated and the rules let that person give it.
do $$
declare name text;
begin
    foreach name in array array['destruction_putaway', 'destruction_opening'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.bind(%L, %L, %L)', name, 'data_key_id', 'vault.data_key');
        execute format('call kernel.protect(%L)', name);
        execute format('revoke insert, update, delete on %I from {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{application}}, {{worker}}, {{auditor}}', name);
        execute format('drop policy if exists seen on %I', name);
        execute format(
            'create policy seen on %I for select using (organisation_id = (select gate.organisation_id())
             and ((select gate.roles()) = ''{system}'' or (select gate.looks_at_destruction())))', name);
    end loop;
end $$;
call kernel.bind('destruction_putaway', 'line_id', 'destruction_line');
call kernel.bind('destruction_putaway', 'dossier_id', 'dossiers_dossier');
call kernel.bind('destruction_opening', 'put_away_id', 'destruction_putaway');
grant insert on destruction_putaway to {{worker}};
grant insert on destruction_opening to {{application}};
drop policy if exists put_away on destruction_putaway;
create policy put_away on destruction_putaway for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and exists (select from destruction_line l where l.id = line_id and l.fate = 'put_away' and l.closed_until = until_on));
create or replace function gate.opened_put_away() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.data_key_id from public.destruction_putaway p
    where p.organisation_id = gate.organisation_id() and gate.action() = 'open_archive'
      and gate.context() -> 'focus' ? p.dossier_id::text
      and not exists (
          select from unnest(p.categories) c (category)
          where not exists (
              select from gate.answers('open_archive', false) a
              where a.dossier_id = p.dossier_id and a.category = c.category
                and a.marks = case when p.statute then 64::smallint else 0::smallint end & gate.relevant('open_archive')))
$$;
revoke all on function gate.opened_put_away() from public, {{auditor}};
grant execute on function gate.opened_put_away() to {{application}}, {{worker}};
drop policy if exists put_away on vault.data_key;
create policy put_away on vault.data_key as restrictive to {{application}}
    using (retention_class <> 'put_away' or id in (select gate.opened_put_away()));
drop policy if exists opened on destruction_opening;
create policy opened on destruction_opening for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and at = (select gate.moment()) and (select gate.context()) -> 'claims' ? duty
    and data_key_id in (select gate.opened_put_away()));

-- Everything that one key sealed, as rows, for the one moment in which it is put away.
create or replace function gate.sealed_under(asked uuid) returns table (place text, said jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' or not exists (
        select from gate.line_may_go(asked, gate.day()) l where l.fate = 'put_away') then
        raise exception 'this is on no list that was approved, or its day has not come' using errcode = 'insufficient_privilege';
    end if;
    for place in select t.name from gate.sealed_tables() t union select t.name from gate.derived_tables() t order by 1 loop
        for said in execute format('select to_jsonb(t) from %s t where t.data_key_id = $1', place) using asked loop
            return next;
        end loop;
    end loop;
end $$;
revoke all on function gate.line_may_go(uuid, date), gate.sealed_under(uuid) from public, {{application}}, {{auditor}};
grant execute on function gate.sealed_under(uuid) to {{worker}};

-- Emptying what a key sealed, in every table that seals anything: found in the catalogue, so that none is forgotten.
create or replace function gate.sealed_tables() returns table (name text)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'sealed' and not a.attisdropped)
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'data_key_id' and not a.attisdropped)
    order by 1
$$;
do $$
declare name text;
begin
    for name in select t.name from gate.sealed_tables() t loop
        execute format('drop policy if exists emptied on %s', name);
        execute format('create policy emptied on %s for update to {{owner}} using (true) with check (sealed = %L)', name, '');
    end loop;
end $$;
-- What was derived from what a key sealed, and names it: it goes with it.
create or replace function gate.derived_tables() returns table (name text)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute k on k.attrelid = c.oid and k.attname = 'data_key_id' and not k.attisdropped
    where c.relkind = 'r' and n.nspname = 'public' and c.relname not in ('destruction_line', 'retention_ending')
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('sealed', 'blob_id') and not a.attisdropped)
    order by 1
$$;
-- What else says something of a dossier, without a key: it goes when the last key is gone, in this order.
create or replace function gate.frame_tables() returns table (name text)
language sql immutable as $$
    select unnest(array[
        'handing_over_leftbehind', 'handing_over_handoverpart',
        'mailings_grouprecipient', 'mailings_listmember', 'invoicing_charged', 'rights_requestletter',
        'subject_access_packageitem', 'subject_access_packagelink', 'disclosures_discloseditem',
        'disclosures_onetimelink', 'dossiers_addressconfirmation', 'dossiers_handout', 'dossiers_restriction',
        'dossiers_shownrecord', 'dossiers_showing', 'dossiers_weighing', 'dossiers_clientdeclaration',
        'dossiers_assignment', 'retention_ending'])
$$;
-- Of these an empty place stays: that there was a dossier with this number, and until when.
create or replace function gate.emptied_tables() returns table (name text)
language sql immutable as $$
    select unnest(array['dossiers_person', 'dossiers_dossier', 'dossiers_trajectory'])
$$;
do $$
declare name text;
begin
    for name in select t.name from gate.derived_tables() t
                union select f.name from gate.frame_tables() f
                union select unnest(array['dossiers_searchtoken', 'paper_loan']) loop
        execute format('drop policy if exists ended_by_destruction on %s', name);
        execute format('create policy ended_by_destruction on %s for delete to {{owner}} using (true)', name);
    end loop;
    for name in select t.name from gate.emptied_tables() t union select unnest(array['accounts_membership', 'paper_paperfile']) loop
        execute format('drop policy if exists emptied on %I', name);
        execute format('create policy emptied on %I for update to {{owner}} using (true) with check (true)', name);
    end loop;
end $$;
create or replace function gate.empty_sealed(asked uuid) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    name text;
    emptied bigint := 0;
    rows bigint;
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' or not gate.key_may_end(asked, gate.day()) then
        raise exception 'this is on no list that was approved, or its day has not come' using errcode = 'insufficient_privilege';
    end if;
    delete from public.dossiers_searchtoken t using public.dossiers_record r
    where r.id = t.record_id and r.data_key_id = asked;
    delete from public.invoicing_charged c using public.work_timeentry t
    where t.id = c.time_entry_id and t.data_key_id = asked;
    for name in select t.name from gate.derived_tables() t loop
        execute format('delete from %s where data_key_id = $1', name) using asked;
    end loop;
    for name in select t.name from gate.sealed_tables() t loop
        execute format('update %s set sealed = %L where data_key_id = $1 and sealed <> %L', name, '', '') using asked;
        get diagnostics rows = row_count;
        emptied := emptied + rows;
    end loop;
    return emptied;
end $$;

-- What pointed to the files of a key that is gone: nothing opens them any more, and nothing names them.
create or replace function gate.file_tables() returns table (name text)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'blob_id' and not a.attisdropped)
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'data_key_id' and not a.attisdropped)
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'dossier_id' and not a.attisdropped)
    order by 1
$$;
revoke all on function gate.file_tables() from public, {{application}}, {{auditor}};
do $$
declare name text;
begin
    for name in select t.name from gate.file_tables() t loop
        execute format('drop policy if exists unhung on %s', name);
        execute format('create policy unhung on %s for delete to {{owner}} using (true)', name);
    end loop;
end $$;
create or replace function gate.unhang_files(asked uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    name text;
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}'
       or not exists (select from vault.data_key k join public.destruction_line l on l.data_key_id = k.id
                      where k.id = asked and k.destroyed_at is not null and l.left_out = '') then
        raise exception 'files go after their key' using errcode = 'insufficient_privilege';
    end if;
    for name in select t.name from gate.file_tables() t loop
        execute format('delete from %s where data_key_id = $1', name) using asked;
    end loop;
end $$;
revoke all on function gate.unhang_files(uuid) from public, {{application}}, {{auditor}};
grant execute on function gate.unhang_files(uuid) to {{worker}};

-- Who signed in for somebody whose name is gone does not any more: no session, no role, no way to find the account.
create or replace function gate.end_access(asked uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid := (select d.person_id from public.dossiers_dossier d where d.id = asked);
    theirs uuid[] := array(select distinct m.account_id from public.accounts_membership m where m.person_id = person);
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' then
        raise exception 'this ends with a destruction' using errcode = 'insufficient_privilege';
    end if;
    update public.accounts_membership m set until_on = greatest(m.from_on - 1, least(m.until_on, gate.day() - 1)) where m.person_id = person;
    delete from public.accounts_session s where s.account_id = any (theirs) and not exists (
        select from public.accounts_membership m
        where m.account_id = s.account_id and coalesce(m.until_on >= gate.day(), true));
    update public.accounts_account a set is_active = false, mail_token = null, password = '!'
    where a.id = any (theirs) and not exists (
        select from public.accounts_membership m
        where m.account_id = a.id and coalesce(m.until_on >= gate.day(), true));
end $$;

-- What waits to be done about somebody who is gone is not done any more; what was done says nothing of them either.
create or replace function gate.drop_jobs(asked uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' then
        raise exception 'this ends with a destruction' using errcode = 'insufficient_privilege';
    end if;
    delete from public.procrastinate_jobs j
    where j.status <> 'doing' and exists (select from unnest(asked) w where j.args::text like '%' || w::text || '%');
end $$;

-- Once no key of a person opens anything: the frame in which their data hung is emptied. Says whether that was so.
create or replace function gate.empty_frame(asked uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    name text;
    person uuid := (select d.person_id from public.dossiers_dossier d where d.id = asked);
begin
    if gate.action() <> 'destroy' or gate.roles() <> '{system}' then
        raise exception 'this ends with a destruction' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from vault.data_key k where k.person_id = person and k.destroyed_at is null)
       or not exists (select from public.dossiers_assignment a where a.dossier_id = asked) then
        return false;
    end if;
    for name in select t.name from gate.frame_tables() t loop
        execute format('delete from public.%I where dossier_id = $1', name) using asked;
    end loop;
    update public.dossiers_trajectory set own_phase = '', goal = '', outcome = '', closing_reason = '', for_illness = false,
        hours_granted = null, first_interview_on = null, plan_approved_on = null, planned_end_on = null, placed_on = null
    where dossier_id = asked;
    update public.dossiers_dossier set regulation_handed_out_on = null where id = asked;
    update public.dossiers_person set minor = null, of_age_on = null, died_on = null where id = person;
    return true;
end $$;
revoke all on function gate.end_access(uuid), gate.drop_jobs(uuid[]), gate.empty_frame(uuid), gate.derived_tables(),
    gate.frame_tables(), gate.emptied_tables() from public, {{application}}, {{auditor}};
grant execute on function gate.end_access(uuid), gate.drop_jobs(uuid[]), gate.empty_frame(uuid) to {{worker}};

-- Paper of which something goes with an approved list, whose day has come, and that nothing holds: which kinds of data
-- in it go, and which stay because something of them is still kept.
create or replace function gate.paper_going(asked uuid)
returns table (paper_id uuid, dossier_id uuid, index_number integer, cabinet text, shelf text, going text[], staying text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with lines as materialized (
        select l.dossier_id, l.data_key_id, l.categories, l.identity, l.follows from public.destruction_line l
        where l.destruction_id = asked and l.left_out = '' and l.organisation_id = gate.organisation_id()
    ), found as (
        select p.id, p.dossier_id, p.index_number, p.cabinet::text, p.shelf::text, p.categories::text[] as categories, array(
            select c from unnest(p.categories::text[]) c
            where exists (select from lines l where l.dossier_id = p.dossier_id
                          and (l.identity or not l.follows and c = any (l.categories)))
              and not exists (
                  select from public.retention_ending e
                  where e.dossier_id = p.dossier_id and e.category = c
                    and e.data_key_id not in (select l.data_key_id from lines l))) as going
        from public.paper_paperfile p
        where p.destroyed_on is null and p.dossier_id in (select l.dossier_id from lines l)
    )
    select f.id, f.dossier_id, f.index_number, f.cabinet, f.shelf, f.going,
           array(select c from unnest(f.categories) c where c <> all (f.going))
    from found f where cardinality(f.going) > 0
$$;
create or replace function gate.paper_to_shred() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select g.paper_id from public.destruction_destruction d cross join lateral gate.paper_going(d.id) g
    where d.organisation_id = gate.organisation_id() and d.state = 'approved' and d.not_before <= gate.day()
      and gate.looks_at_destruction() and not exists (select from gate.holds_on(array[g.dossier_id]))
$$;
revoke all on function gate.paper_going(uuid), gate.paper_to_shred() from public, {{auditor}};
grant execute on function gate.paper_going(uuid), gate.paper_to_shred() to {{application}}, {{worker}};
drop policy if exists shredded_as_listed on paper_paperfile;
create policy shredded_as_listed on paper_paperfile for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and id = any (array(select gate.paper_to_shred())))
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists known_as_listed on paper_paperfile;
create policy known_as_listed on paper_paperfile for select to {{application}} using (
    organisation_id = (select gate.organisation_id())
    and (id = any (array(select gate.paper_to_shred()))
         or id = any (array(select s.paper_id from destruction_shredding s where (select gate.looks_at_destruction())))));
drop policy if exists lent_as_listed on paper_loan;
create policy lent_as_listed on paper_loan for select to {{application}} using (
    organisation_id = (select gate.organisation_id()) and paper_id = any (array(select gate.paper_to_shred())));
-- Nobody shreds alone either: paper goes with a list that was approved, or not at all.
create or replace function gate.paper_goes_by_list() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (new.destroyed_on, new.categories) is distinct from (old.destroyed_on, old.categories)
       and not (old.destroyed_on is not null and new.destroyed_on = old.destroyed_on and new.categories = '{}')
       and new.id not in (select gate.paper_to_shred()) then
        raise exception 'nobody destroys alone: this paper is on no list that was approved, or its day has not come'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function gate.paper_goes_by_list() from public;
create or replace trigger goes_by_list before update of destroyed_on, categories on paper_paperfile
    for each row execute function gate.paper_goes_by_list();
-- Of a part that was shredded nothing is said any more but its number, and nothing of who took it out.
create or replace function gate.paper_is_gone() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.whole then
        update public.paper_paperfile set categories = '{}', shelf = '' where id = new.paper_id and destroyed_on is not null;
        delete from public.paper_loan where paper_id = new.paper_id;
    end if;
    return null;
end $$;
revoke all on function gate.paper_is_gone() from public;
create or replace trigger paper_is_gone after insert on destruction_shredding
    for each row execute function gate.paper_is_gone();
drop policy if exists ticked_off on destruction_shredding;
create policy ticked_off on destruction_shredding for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and at = (select gate.moment()) and (select gate.looks_at_destruction())
    and (select f.true_facts @> '{confidentiality_signed,strong_sign_in}' from gate.actor_facts() f)
    and exists (select from destruction_destruction d where d.id = destruction_id and d.state = 'approved'));

-- What is left of a destruction: looked for in every table that names a key, in files, tokens, paper and what waits to
-- be done. It shares nothing with how things are destroyed.
create or replace function gate.residue_of(asked uuid) returns table (place text, rows bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    keys uuid[] := array(select l.data_key_id from public.destruction_line l where l.destruction_id = asked and l.left_out = '');
    whole uuid[] := array(
        select distinct l.dossier_id from public.destruction_line l
        where l.destruction_id = asked and l.left_out = '' and l.identity);
begin
    for place in
        select format('%I.%I', n.nspname, c.relname) from pg_attribute k
        join pg_class c on c.oid = k.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
        where k.attname = 'data_key_id' and not k.attisdropped
          and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'sealed' and not s.attisdropped)
    loop
        execute format('select count(*) from %s where data_key_id = any ($1) and octet_length(sealed) > 0', place)
            into rows using keys;
        if rows > 0 then return next; end if;
    end loop;
    return query select 'vault.data_key'::text, count(*) from vault.data_key k
        where k.id = any (keys) and (k.wrapped is not null or k.destroyed_at is null) having count(*) > 0;
    return query select 'vault.blob'::text, count(*) from vault.blob b where b.key_id = any (keys) having count(*) > 0;
    return query select 'dossiers_searchtoken'::text, count(*) from public.dossiers_searchtoken t
        join public.dossiers_record r on r.id = t.record_id where r.data_key_id = any (keys) having count(*) > 0;
    return query select 'procrastinate_jobs'::text, count(*) from public.procrastinate_jobs j
        where j.status in ('todo', 'doing') and exists (
            select from unnest(keys || whole) w where j.args::text like '%' || w::text || '%') having count(*) > 0;
    return query select 'paper_paperfile'::text, count(*) from gate.paper_going(asked) having count(*) > 0;
    for place in select t.name from gate.derived_tables() t loop
        execute format('select count(*) from %s where data_key_id = any ($1)', place) into rows using keys;
        if rows > 0 then return next; end if;
    end loop;
    return query select 'accounts_session'::text, count(*) from public.accounts_session s
        join public.accounts_membership m on m.account_id = s.account_id
        join public.dossiers_dossier d on d.person_id = m.person_id
        where d.id = any (whole) and not exists (
            select from public.accounts_membership o
            where o.account_id = s.account_id and coalesce(o.until_on >= gate.day(), true)) having count(*) > 0;
    return query select 'dossiers_assignment'::text, count(*) from public.dossiers_assignment a
        join public.dossiers_dossier d on d.id = a.dossier_id
        where d.id = any (whole) and not exists (
            select from vault.data_key k where k.person_id = d.person_id and k.destroyed_at is null)
        having count(*) > 0;
    return query select 'destruction_line'::text, count(*) from public.destruction_line l
        where l.destruction_id = asked and l.left_out = '' and l.ended_at is null having count(*) > 0;
end $$;

-- What is due, as a look-up in an index: keys of which everything is due, that open no record that must stay; and where
-- all but what a statute keeps is due, the keys that follow.
drop function if exists gate.due_keys(date, integer);
create function gate.due_keys(today date, most integer)
returns table (dossier_id uuid, scope_id uuid, data_key_id uuid, retention_class text, categories text[], records bigint,
               files text[], earliest date, due date, rests_on jsonb, triggers jsonb, follows boolean, held boolean,
               is_put_away boolean, may_be_put_away boolean, statute_until date, handed_over date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with listed as materialized (
        select l.data_key_id from public.destruction_destruction d join public.destruction_line l on l.destruction_id = d.id
        where d.organisation_id = gate.organisation_id() and d.state in ('proposed', 'approved') and l.left_out = ''
    ), past as materialized (
        select e.data_key_id, e.dossier_id, e.due from public.retention_ending e
        where e.organisation_id = gate.organisation_id() and e.due <= today and gate.roles() = '{system}'
          and e.data_key_id not in (select l.data_key_id from listed l)
    ), archived as materialized (  -- what was put away, and whose last day has come
        select p.* from public.destruction_putaway p
        where p.organisation_id = gate.organisation_id() and gate.roles() = '{system}' and p.until_on <= today
          and octet_length(p.sealed) > 0 and p.data_key_id not in (select l.data_key_id from listed l)
    ), held as materialized (
        select distinct h.dossier_id from gate.holds_on(array(
            select p.dossier_id from past p union select a.dossier_id from archived a)) h
    ), due as materialized (  -- what is held says so, and takes nobody's place
        (select p.data_key_id from past p
         where p.dossier_id not in (select h.dossier_id from held h) order by p.due, p.data_key_id limit most)
        union all
        (select p.data_key_id from past p
         where p.dossier_id in (select h.dossier_id from held h) order by p.due, p.data_key_id limit most)
    ), own as materialized (
        select e.dossier_id, min(e.scope_id::text)::uuid as scope_id, e.data_key_id, min(e.retention_class) as retention_class,
               array_agg(distinct e.category::text) as categories, max(e.earliest) as earliest, max(e.due) as due,
               (array_agg(e.rests_on order by e.due desc))[1] as rests_on, (array_agg(e.triggers order by e.due desc))[1] as triggers,
               bool_and(e.action in ('make_inaccessible', 'closed_archive')) as is_put_away,
               bool_and(e.action in ('make_inaccessible', 'closed_archive', 'destroy_or_make_inaccessible')) as may_be_put_away
        from public.retention_ending e
        where e.data_key_id in (select d.data_key_id from due d)
        group by e.dossier_id, e.data_key_id
        having bool_and(e.due is not null and e.due <= today)
    ), ending as materialized (
        select o.dossier_id, max(o.due) as due, (array_agg(o.rests_on order by o.due desc))[1] as rests_on,
               (array_agg(o.triggers order by o.due desc))[1] as triggers
        from own o
        where not exists (
            select from public.retention_ending e
            where e.dossier_id = o.dossier_id and not e.shielded and (e.due is null or e.due > today))
        group by o.dossier_id
    ), statutory as (
        -- What a statute keeps stays when all the rest goes: in the closed archive, without a name.
        select e.dossier_id, min(e.scope_id::text)::uuid, e.data_key_id, min(e.retention_class),
               array_agg(distinct e.category::text), null::date, min(g.due),
               (array_agg(e.rests_on order by e.due desc))[1], (array_agg(e.triggers order by e.due desc))[1],
               false, true, true, max(e.due)
        from ending g join public.retention_ending e on e.dossier_id = g.dossier_id
        where e.shielded and e.data_key_id not in (select l.data_key_id from listed l) and not exists (
            select from public.retention_ending o
            where o.data_key_id = e.data_key_id and o.dossier_id = e.dossier_id
              and not (o.shielded and o.status = 'decided' and o.due is not null))
        group by e.dossier_id, e.data_key_id
        having max(e.due) > today
    ), every as (
        select o.dossier_id, o.scope_id, o.data_key_id, o.retention_class, o.categories, o.earliest, o.due, o.rests_on,
               o.triggers, false as follows, o.is_put_away, o.may_be_put_away, null::date as statute_until
        from own o
        union all select * from statutory
        union all
        select p.dossier_id, p.dossier_id, p.data_key_id, 'put_away', p.categories::text[], null, p.until_on, p.rests_on,
               '{}', false, false, false, null
        from archived p
        union all
        select g.dossier_id, coalesce(k.scope_id, g.dossier_id), k.id, k.retention_class::text, array[k.retention_class::text],
               null, g.due, g.rests_on, g.triggers, true, false, false, null
        from ending g join public.dossiers_dossier d on d.id = g.dossier_id
        join vault.data_key k on k.organisation_id = d.organisation_id and k.person_id = d.person_id and k.destroyed_at is null
        where not exists (select from public.retention_ending e where e.data_key_id = k.id)
          and k.id not in (select l.data_key_id from listed l)
    )
    select e.dossier_id, e.scope_id, e.data_key_id, e.retention_class, e.categories,
           (select count(*) from public.dossiers_record r where r.data_key_id = e.data_key_id and r.erased_on is null)
           + coalesce((select p.records from public.destruction_putaway p where p.data_key_id = e.data_key_id), 0),
           array(select b.name::text from vault.blob b where b.key_id = e.data_key_id order by b.name),
           e.earliest, e.due, e.rests_on, e.triggers, e.follows,
           e.dossier_id in (select h.dossier_id from held h), e.is_put_away, e.may_be_put_away, e.statute_until,
           (select max(h.received_on) from public.handing_over_handoverpart p
            join public.handing_over_handover h on h.id = p.hand_over_id
            where p.dossier_id = e.dossier_id and p.disclosure_id is not null)
    from every e
$$;
create or replace function gate.organisations_with_something_due(today date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct e.organisation_id from public.retention_ending e where e.due <= today
    union select p.organisation_id from public.destruction_putaway p where p.until_on <= today and octet_length(p.sealed) > 0
    union select d.organisation_id from public.destruction_destruction d
    where d.state = 'approved' and d.not_before <= today or d.state = 'done' and d.proof is null
$$;
revoke all on function gate.destruction_is_approved(uuid), gate.key_may_end(uuid, date), gate.sealed_tables(),
    gate.empty_sealed(uuid), gate.residue_of(uuid), gate.due_keys(date, integer),
    gate.organisations_with_something_due(date) from public, {{application}}, {{auditor}};
grant execute on function gate.empty_sealed(uuid), gate.residue_of(uuid), gate.due_keys(date, integer),
    gate.organisations_with_something_due(date) to {{worker}};

-- The numbers of the dossiers on a list, for whose approval counts; nothing else of them.
create or replace function gate.numbers_on_list(asked uuid) returns table (id uuid, number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct d.id, d.number::text from public.destruction_line l join public.dossiers_dossier d on d.id = l.dossier_id
    where l.destruction_id = asked and l.organisation_id = gate.organisation_id() and gate.looks_at_destruction()
$$;
revoke all on function gate.numbers_on_list(uuid) from public, {{auditor}};
grant execute on function gate.numbers_on_list(uuid) to {{application}}, {{worker}};

-- What else there is of these dossiers: what stays where it is, until when.
create or replace function gate.stays_on_list(asked uuid)
returns table (dossier_id uuid, categories text[], due date, article text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.dossier_id, array_agg(distinct e.category::text), e.due,
           coalesce(case when (e.rests_on -> 0 ->> 'is_law')::boolean then (e.rests_on -> 0 ->> 'source') || ' ' else '' end
                    || (e.rests_on -> 0 ->> 'article'), '')
    from public.retention_ending e
    where e.dossier_id in (
        select l.dossier_id from public.destruction_line l
        where l.destruction_id = asked and l.organisation_id = gate.organisation_id())
      and not exists (
        select from public.destruction_line l
        where l.destruction_id = asked and l.data_key_id = e.data_key_id and l.left_out = '')
      and (gate.roles() = '{system}' or gate.looks_at_destruction())
    group by e.dossier_id, e.due, 4
$$;
revoke all on function gate.stays_on_list(uuid) from public, {{auditor}};
grant execute on function gate.stays_on_list(uuid) to {{application}}, {{worker}};

create or replace function gate.numbers_put_away() returns table (id uuid, number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct d.id, d.number::text from public.destruction_putaway p join public.dossiers_dossier d on d.id = p.dossier_id
    where p.organisation_id = gate.organisation_id() and gate.looks_at_destruction()
$$;
revoke all on function gate.numbers_put_away() from public, {{auditor}};
grant execute on function gate.numbers_put_away() to {{application}}, {{worker}};

-- What of a dossier lies closed, for who reads in it, and the program: kinds, days and articles. Nothing of what it says.
create or replace function gate.closed_parts(asked uuid)
returns table (categories text[], records integer, statute boolean, rests_on jsonb, since_on date, until_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.categories::text[], p.records, p.statute, p.rests_on, p.put_away_on, p.until_on from public.destruction_putaway p
    where p.dossier_id = asked and p.organisation_id = gate.organisation_id() and octet_length(p.sealed) > 0
      and (gate.roles() = '{system}' or gate.sees_all() or asked in (select gate.seen_dossier_ids()))
$$;
revoke all on function gate.closed_parts(uuid) from public, {{auditor}};
grant execute on function gate.closed_parts(uuid) to {{application}}, {{worker}};

-- Whose approval counts also sees what others are asked about a list: with the last of it all of that is done.
drop policy if exists asked_of_lists on work_task;
create policy asked_of_lists on work_task for select using (
    organisation_id = (select gate.organisation_id()) and dossier_id is null
    and kind in ('approve_destruction', 'shred_paper') and (select gate.looks_at_destruction()));

-- What may be counted of a year: outcomes, lead times and hours of its trajectories, and nothing of anybody.
call kernel.protect('destruction_keptcount');
call kernel.bind('destruction_keptcount', 'decision_id', 'ledger_decision');
revoke insert, update, delete on destruction_keptcount from {{application}}, {{worker}};
grant select on destruction_keptcount to {{application}}, {{worker}}, {{auditor}};
grant insert on destruction_keptcount to {{worker}};
drop policy if exists seen on destruction_keptcount;
create policy seen on destruction_keptcount for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.looks_at_destruction())));
drop policy if exists kept on destruction_keptcount;
create policy kept on destruction_keptcount for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}');
create or replace function gate.years_ended(asked uuid[]) returns setof integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct extract(year from t.ended_on)::integer from public.dossiers_trajectory t
    where t.dossier_id = any (asked) and t.organisation_id = gate.organisation_id() and t.ended_on is not null
$$;
create or replace function gate.counts_of_year(asked integer) returns table (measure text, value text, people bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with ended as materialized (
        select t.id, t.outcome, t.started_on, t.ended_on, (
            select sum(e.minutes) from public.work_timeentry e where e.trajectory_id = t.id and e.struck_at is null) as minutes
        from public.dossiers_trajectory t
        where t.organisation_id = gate.organisation_id() and gate.roles() = '{system}' and t.started_on is not null
          and t.ended_on between make_date(asked, 1, 1) and make_date(asked, 12, 31)
    )
    select 'outcome', e.outcome::text, count(*) from ended e where e.outcome <> '' group by e.outcome
    union all
    select 'lead_time', (3 * (1 + (e.ended_on - e.started_on) / 92))::text, count(*) from ended e group by 2
    union all
    select 'hours', (10 * (1 + (e.minutes - 1) / 600))::text, count(*) from ended e where e.minutes > 0 group by 2
$$;
revoke all on function gate.years_ended(uuid[]), gate.counts_of_year(integer) from public, {{application}}, {{auditor}};
grant execute on function gate.years_ended(uuid[]), gate.counts_of_year(integer) to {{worker}};

-- What a key sealed is found by its key, in every table that names one: without it each key would cost what is stored.
do $$
declare found record;
begin
    for found in
        select c.oid::regclass as place, left('key_of_' || c.relname, 63) as name, k.attnotnull as always
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute k on k.attrelid = c.oid and k.attname = 'data_key_id' and not k.attisdropped
        where c.relkind = 'r' and n.nspname = 'public' and c.relname not in ('destruction_line', 'retention_ending')
    loop
        execute format('create index if not exists %I on %s (data_key_id)%s', found.name, found.place,
                       case when found.always then '' else ' where data_key_id is not null' end);
    end loop;
end $$;
create index if not exists membership_of_person on accounts_membership (person_id) where person_id is not null;
