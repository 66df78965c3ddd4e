-- Destruction: nobody destroys alone, by whatever route. A key that opens records ends only on a line of a list that as
-- many people approved as the regulation asks, after the days it asks, while nothing stops it; a list is done only when
-- nothing of it is left, which is looked for in the catalogue of the database itself.

do $$
declare name text;
begin
    foreach name in array array['destruction_destruction', 'destruction_line', 'destruction_approval'] loop
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
grant insert on destruction_approval to {{application}};
grant update (state, not_before) on destruction_destruction to {{application}};
grant update (state, ended_at, certificate, certified_event, proof) on destruction_destruction to {{worker}};
grant update (left_out) on destruction_line to {{application}};
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
    foreach name in array array['destruction_destruction', 'destruction_line', 'destruction_approval'] loop
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
create or replace function gate.key_may_end(asked uuid, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.destruction_line l join public.destruction_destruction d on d.id = l.destruction_id
        where l.data_key_id = asked and l.left_out = '' and d.state = 'approved' and d.not_before <= today
          and l.due <= today and coalesce(gate.destruction_is_approved(d.id), false)
          and not exists (select from gate.holds_on(array[l.dossier_id]))
          and not exists (
              select from public.retention_ending e
              where e.data_key_id = asked and (e.status <> 'decided' or e.earliest > today)))
$$;
create or replace function gate.key_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.destroyed_at is null and new.destroyed_at is not null
       and exists (select from public.retention_ending e where e.data_key_id = new.id)
       and not gate.key_may_end(new.id, gate.day())
       and not exists (
           select from public.retention_ending e where e.data_key_id = new.id
           and e.dossier_id in (select gate.undone_dossier_ids())) then
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
    if old.state in ('declined', 'done') and not (
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
       or (new.step is distinct from old.step and stands <> 'approved') then
        raise exception 'a line of a list goes on in its order' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on destruction_line
    for each row execute function gate.line_goes_on();

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
drop policy if exists ended on dossiers_searchtoken;
create policy ended on dossiers_searchtoken for delete to {{owner}} using (true);
create or replace function gate.empty_sealed(asked uuid) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
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
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
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
    return query select 'paper_paperfile'::text, count(*) from public.paper_paperfile p
        where p.dossier_id = any (whole) and p.destroyed_on is null having count(*) > 0;
    return query select 'destruction_line'::text, count(*) from public.destruction_line l
        where l.destruction_id = asked and l.left_out = '' and l.ended_at is null having count(*) > 0;
end $$;

-- What is due, as a look-up in an index: keys of which everything is due, that open no record that must stay; and where
-- all but what a statute keeps is due, the keys that follow.
create or replace function gate.due_keys(today date, most integer)
returns table (dossier_id uuid, scope_id uuid, data_key_id uuid, retention_class text, categories text[], records bigint,
               files text[], earliest date, due date, rests_on jsonb, triggers jsonb, follows boolean, held boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with due as materialized (
        select e.data_key_id, e.dossier_id from public.retention_ending e
        where e.organisation_id = gate.organisation_id() and e.due <= today and gate.roles() = '{system}'
          and not exists (
              select from public.destruction_line l join public.destruction_destruction d on d.id = l.destruction_id
              where l.data_key_id = e.data_key_id and d.state in ('proposed', 'approved') and l.left_out = '')
        order by e.due limit most
    ), own as materialized (
        select e.dossier_id, min(e.scope_id::text)::uuid as scope_id, e.data_key_id, min(e.retention_class) as retention_class,
               array_agg(distinct e.category::text) as categories, max(e.earliest) as earliest, max(e.due) as due,
               (array_agg(e.rests_on order by e.due desc))[1] as rests_on, (array_agg(e.triggers order by e.due desc))[1] as triggers
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
    ), every as (
        select o.*, false as follows from own o
        union all
        select g.dossier_id, coalesce(k.scope_id, g.dossier_id), k.id, k.retention_class::text, array[k.retention_class::text],
               null, g.due, g.rests_on, g.triggers, true
        from ending g join public.dossiers_dossier d on d.id = g.dossier_id
        join vault.data_key k on k.organisation_id = d.organisation_id and k.person_id = d.person_id and k.destroyed_at is null
        where not exists (select from public.retention_ending e where e.data_key_id = k.id)
          and not exists (
              select from public.destruction_line l join public.destruction_destruction x on x.id = l.destruction_id
              where l.data_key_id = k.id and x.state in ('proposed', 'approved') and l.left_out = '')
    )
    select e.dossier_id, e.scope_id, e.data_key_id, e.retention_class, e.categories,
           (select count(*) from public.dossiers_record r where r.data_key_id = e.data_key_id),
           array(select b.name::text from vault.blob b where b.key_id = e.data_key_id order by b.name),
           e.earliest, e.due, e.rests_on, e.triggers, e.follows,
           exists (select from gate.holds_on(array[e.dossier_id]))
    from every e
$$;
create or replace function gate.organisations_with_something_due(today date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct e.organisation_id from public.retention_ending e where e.due <= today
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
