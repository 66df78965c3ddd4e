-- Imports: one's own alone. A file waits under a key that only whoever brought it can reach; what came of it is undone by
-- the worker, and only dossiers in which nothing else happened since.

call kernel.bind('imports_import', 'decision_id', 'ledger_decision');
call kernel.bind('imports_import', 'data_key_id', 'vault.data_key');
call kernel.bind('imports_import', 'blob_id', 'vault.blob');
call kernel.bind('imports_import', 'files_blob_id', 'vault.blob');
call kernel.bind('imports_columnmapping', 'decision_id', 'ledger_decision');
call kernel.bind('imports_importeddossier', 'brought_in_by_id', 'imports_import');
call kernel.bind('imports_importeddossier', 'decision_id', 'ledger_decision');
call kernel.bind('imports_parkedrow', 'brought_by_id', 'imports_import');
call kernel.bind('imports_parkedrow', 'data_key_id', 'vault.data_key');
call kernel.bind('imports_parkedrow', 'decision_id', 'ledger_decision');
call kernel.protect('imports_import');
call kernel.protect('imports_columnmapping');
call kernel.protect('imports_importeddossier');
call kernel.protect('imports_parkedrow');

revoke all on imports_import, imports_columnmapping, imports_importeddossier, imports_parkedrow from public;
grant select, insert on imports_import to {{application}}, {{worker}};
grant update (state, strong, rows, done, coming_in, parked, failed, blob_id, files_blob_id, data_key_id, sealed, kept_until,
              brought_in_at) on imports_import to {{application}}, {{worker}};
grant select, insert on imports_columnmapping to {{application}}, {{worker}};
grant update (columns, sources, changed_at, decision_id) on imports_columnmapping to {{application}}, {{worker}};
grant select, insert on imports_importeddossier, imports_parkedrow to {{application}}, {{worker}};
grant delete on imports_importeddossier to {{worker}};
grant delete on imports_parkedrow to {{application}}, {{worker}};
grant select on imports_import, imports_columnmapping, imports_importeddossier to {{auditor}};

-- One's own; and the program itself, which throws away what has waited long enough.
do $$
declare name text;
begin
    foreach name in array array['import', 'parkedrow'] loop
        execute format('drop policy if exists own on %I', 'imports_' || name);
        execute format(
            'create policy own on %I using (organisation_id = (select gate.organisation_id())
             and (account_id = (select gate.actor_id()) or (select gate.roles()) = ''{system}''))',
            'imports_' || name);
    end loop;
end $$;
drop policy if exists within on imports_columnmapping;
create policy within on imports_columnmapping using (organisation_id = (select gate.organisation_id()));
drop policy if exists own on imports_importeddossier;
create policy own on imports_importeddossier using (
    organisation_id = (select gate.organisation_id())
    and exists (select from imports_import i where i.id = brought_in_by_id));

-- The keys of what waits, and of what is parked, are there for whom the import is.
drop policy if exists waiting on vault.data_key;
create policy waiting on vault.data_key using (
    organisation_id = (select gate.organisation_id())
    and scope_id in (select i.id from imports_import i));

-- The next numbers of dossiers, as many as are asked, in their order.
create or replace function gate.next_dossier_numbers(years integer[]) returns setof text
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select gate.next_dossier_number(y.year) from unnest(years) with ordinality y (year, place) order by y.place
$$;

-- Whoever fills a table from nothing lets PostgreSQL count anew before it goes on: what it planned for an empty table looks
-- through a full one row by row.
create or replace function gate.count_dossiers_anew() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if gate.context() is null then
        raise exception 'counting anew is part of an act';
    end if;
    analyze public.dossiers_person, public.dossiers_dossier, public.dossiers_trajectory, public.dossiers_assignment,
            public.dossiers_clientdeclaration, public.dossiers_record, public.dossiers_searchtoken,
            public.imports_importeddossier, vault.data_key;
end $$;

-- What happened in the dossiers of an import since, other than looking: such dossiers are not undone.
create or replace function gate.changed_since_import(asked uuid, looking text[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct d.dossier_id
    from public.imports_importeddossier d
    join public.imports_import i on i.id = d.brought_in_by_id
    join public.ledger_event e on e.organisation_id = d.organisation_id and e.dossier_id = d.dossier_id
    where i.id = asked and i.organisation_id = gate.organisation_id() and i.account_id = gate.actor_id()
      and e.kind <> all (looking) and e.at > i.brought_in_at
$$;

-- The dossiers that are being undone: of an import of the actor's own that says so, nobody but the worker deletes them.
create or replace function gate.undone_dossier_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.dossier_id from public.imports_importeddossier d
    join public.imports_import i on i.id = d.brought_in_by_id
    where i.organisation_id = gate.organisation_id() and i.account_id = gate.actor_id() and i.state = 'undoing'
$$;
create or replace function gate.undone_person_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.person_id from public.imports_importeddossier d
    join public.imports_import i on i.id = d.brought_in_by_id
    where i.organisation_id = gate.organisation_id() and i.account_id = gate.actor_id() and i.state = 'undoing'
$$;
-- What was said of them in the log goes with them, and nothing else of it by any login before the log's own term.
create or replace function gate.forget_undone() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if gate.action() is distinct from 'open_dossier' then
        raise exception 'what was said is forgotten with a dossier that is undone' using errcode = 'insufficient_privilege';
    end if;
    delete from public.ledger_eventcontent c using public.ledger_event e
    where c.organisation_id = gate.organisation_id() and e.id = c.event_id
      and e.dossier_id = any (array(select gate.undone_dossier_ids()));
end $$;
do $$
declare made record; verb text;
begin
    for made in select * from (values
        ('person', 'id', 'gate.undone_person_ids()'), ('dossier', 'id', 'gate.undone_dossier_ids()'),
        ('trajectory', 'dossier_id', 'gate.undone_dossier_ids()'), ('assignment', 'dossier_id', 'gate.undone_dossier_ids()'),
        ('clientdeclaration', 'dossier_id', 'gate.undone_dossier_ids()'), ('record', 'dossier_id', 'gate.undone_dossier_ids()'),
        ('searchtoken', 'dossier_id', 'gate.undone_dossier_ids()')) m (name, column_name, undone)
    loop
        execute format('grant delete on %I to {{worker}}', 'dossiers_' || made.name);
        -- A row that is deleted must be seen to be found; of what is being undone nothing is read but its number.
        foreach verb in array array['select', 'delete'] loop
            execute format('drop policy if exists %I on %I', 'undone_' || verb, 'dossiers_' || made.name);
            execute format('create policy %I on %I for %s to {{worker}} using (
                organisation_id = (select gate.organisation_id()) and (select gate.action()) = ''open_dossier''
                and %I = any (array(select %s)))',
                'undone_' || verb, 'dossiers_' || made.name, verb, made.column_name, made.undone);
        end loop;
    end loop;
end $$;

-- Where files and parked rows have waited long enough: the organisations alone, for the worker to act in each.
create or replace function gate.organisations_with_imports_over(moment timestamptz, day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.organisation_id from public.imports_import i
    where i.kept_until <= moment and (i.data_key_id is not null or i.state = 'done')
    union
    select p.organisation_id from public.imports_parkedrow p where p.goes_on <= day
$$;
revoke all on function gate.count_dossiers_anew(), gate.next_dossier_numbers(integer[]),
    gate.changed_since_import(uuid, text[]), gate.undone_dossier_ids(), gate.undone_person_ids(), gate.forget_undone(),
    gate.organisations_with_imports_over(timestamptz, date) from public;
grant execute on function gate.count_dossiers_anew(), gate.next_dossier_numbers(integer[]),
    gate.changed_since_import(uuid, text[]) to {{application}}, {{worker}};
grant execute on function gate.undone_dossier_ids(), gate.undone_person_ids(), gate.forget_undone() to {{worker}};
grant execute on function gate.organisations_with_imports_over(timestamptz, date) to {{worker}};
