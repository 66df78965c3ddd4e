-- Wrapped keys, in a schema of their own. The auditor, and whoever reads client data without the gate, has nothing here.

revoke all on schema vault from public;
grant usage on schema vault to {{application}}, {{worker}}, {{backup}};

call kernel.bind('vault.data_key', 'wrapped_by_id', 'vault.organisation_key');
call kernel.bind('vault.blob', 'key_id', 'vault.data_key');
call kernel.protect('vault.organisation_key');
call kernel.protect('vault.destroyed_epoch');
call kernel.protect('vault.data_key');
call kernel.protect('vault.blob');

revoke all on vault.organisation_key, vault.destroyed_epoch, vault.data_key, vault.blob from public;
grant select, insert on vault.organisation_key to {{application}};
grant select, insert, update, delete on vault.organisation_key to {{worker}};
grant select on vault.destroyed_epoch to {{application}};
grant select, insert on vault.destroyed_epoch to {{worker}};
grant select, insert, update on vault.data_key to {{worker}};
-- The web's login only ever ends a key: nothing says afterwards of whom a key was, and none is overwritten.
revoke update on vault.data_key from {{application}};
grant select, insert on vault.data_key to {{application}};
grant update (wrapped, wrapped_by_id, destroyed_at, destroyed_under) on vault.data_key to {{application}};
grant select, insert on vault.blob to {{application}}, {{worker}};
grant delete on vault.blob to {{worker}};
grant select on all tables in schema vault to {{backup}};

drop policy if exists within on vault.organisation_key;
create policy within on vault.organisation_key using (organisation_id = (select gate.organisation_id()));
drop policy if exists within on vault.destroyed_epoch;
create policy within on vault.destroyed_epoch using (organisation_id = (select gate.organisation_id()));
-- Keys and files of a dossier are there for whom the dossier is; that is said where dossiers are known
-- (dossiers/security.sql). Who the keys belong to is not known here.

-- The worker re-wraps the keys of every organisation when an epoch ends; to what the keys open it has no way here.
drop policy if exists rotation on vault.organisation_key;
create policy rotation on vault.organisation_key to {{worker}} using (true) with check (true);
drop policy if exists rotation on vault.destroyed_epoch;
create policy rotation on vault.destroyed_epoch to {{worker}} using (true) with check (true);
drop policy if exists rotation on vault.data_key;
create policy rotation on vault.data_key to {{worker}} using (true) with check (true);

-- For tables to which rows are only ever added, whoever asks.
create or replace function kernel.only_grows() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception '% only grows: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

create or replace function vault.only_ends() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.destroyed_at is null and new.destroyed_at is null and current_user::regrole = '{{application}}'::regrole then
        raise exception 'a key is ended or left as it is' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger only_ends before update on vault.data_key
    for each row execute function vault.only_ends();

-- What is destroyed stays destroyed, also by mistake: neither a key nor the record of its end comes back or goes away.
create or replace function vault.stays_destroyed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.destroyed_at is not null then
        raise exception 'what is destroyed stays destroyed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger stays_destroyed before update on vault.data_key
    for each row execute function vault.stays_destroyed();
create or replace trigger never_removed before delete or truncate on vault.data_key
    for each statement execute function kernel.only_grows();
create or replace trigger only_grows before update or delete or truncate on vault.destroyed_epoch
    for each statement execute function kernel.only_grows();

-- Whether any key of somebody still opens anything is asked at every key of theirs that ends.
create index if not exists data_key_of_person on vault.data_key (person_id) where destroyed_at is null;
