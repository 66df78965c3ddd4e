-- The signed context: who acts, for whom, with which roles, and what they claim. Made by the program, verified here.
-- Only the owner can read the secret; a context that does not verify is no context, and then no row exists.

create schema if not exists gate;
revoke all on schema gate from public;
grant usage on schema gate to {{application}}, {{worker}}, {{auditor}}, {{backup}};

create table if not exists gate.secret (
    only_one boolean primary key default true check (only_one),
    inner_pad bytea not null,
    outer_pad bytea not null
);
revoke all on gate.secret from public;

create or replace function gate.context() returns jsonb
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    payload text := current_setting('waarborg.context', true);
    given text := current_setting('waarborg.signature', true);
    expected text;
    content jsonb;
begin
    if payload is null or payload = '' or given is null then
        return null;
    end if;
    select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(payload, 'UTF8'))), 'hex')
      into expected from gate.secret s;
    if expected is null or expected <> given then
        return null;
    end if;
    content := payload::jsonb;
    if (content ->> 'expires')::double precision < extract(epoch from clock_timestamp()) then
        return null;
    end if;
    return content;
end $$;

create or replace function gate.organisation_id() returns uuid
language sql stable parallel safe as $$ select (gate.context() ->> 'organisation')::uuid $$;

create or replace function gate.actor_id() returns uuid
language sql stable parallel safe as $$ select (gate.context() ->> 'actor')::uuid $$;

create or replace function gate.action() returns text
language sql stable parallel safe as $$ select gate.context() ->> 'action' $$;

create or replace function gate.day() returns date
language sql stable parallel safe as $$ select (gate.context() ->> 'day')::date $$;

create or replace function gate.moment() returns timestamptz
language sql stable parallel safe as $$ select (gate.context() ->> 'moment')::timestamptz $$;

create or replace function gate.roles() returns text[]
language sql stable parallel safe as $$
    select coalesce(array(select jsonb_array_elements_text(gate.context() -> 'roles')), '{}')
$$;

-- What was computed for this context is kept for the rest of its transaction, under a seal of its own: a setting that
-- somebody rewrote, or that comes from another context or transaction, is not believed and computed again.
create or replace function gate.seal_of(slot text, value text) returns text
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(
        concat_ws('|', slot, current_setting('waarborg.signature', true), transaction_timestamp(), value), 'UTF8'))), 'hex')
    from gate.secret s
$$;

create or replace function gate.remembered(slot text) returns text
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    kept text := current_setting('waarborg.kept_' || slot, true);
begin
    if kept is null or kept = '' or left(kept, 64) <> gate.seal_of(slot, substr(kept, 65)) then
        return null;
    end if;
    return substr(kept, 65);
end $$;

create or replace function gate.remember(slot text, value text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('waarborg.kept_' || slot, gate.seal_of(slot, value) || value, true);
    return value;
end $$;

-- Did nothing happen to a row but that its contents were emptied, by a destruction? What is otherwise final lets that be.
create or replace function gate.only_emptied(before jsonb, after jsonb) returns boolean
language sql stable parallel safe as $$
    select coalesce(gate.action() = 'destroy' and gate.roles() = '{system}' and after ->> 'sealed' = '\x'
                    and after - 'sealed' = before - 'sealed', false)
$$;

-- Where this database lives: which server, and which database of it. A copy that was put back lives elsewhere: it is
-- closed, and nothing works in it, until what happened since it was made was done again (`waarborg restore`).
create table if not exists gate.birthplace (
    only_one boolean primary key default true check (only_one),
    server bigint not null,
    database oid not null,
    since timestamptz not null default now()
);
revoke all on gate.birthplace from public;
grant select on gate.birthplace to {{backup}};

create or replace function gate.is_closed() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from gate.birthplace b, pg_control_system() s
        where b.server <> s.system_identifier
           or b.database <> (select d.oid from pg_database d where d.datname = current_database()))
$$;

-- The first that works here says where that is; only the owner says it anew, at the end of a restore.
create or replace function gate.settle() returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into gate.birthplace (server, database)
    select s.system_identifier, d.oid from pg_control_system() s, pg_database d where d.datname = current_database()
    on conflict do nothing;
    return not gate.is_closed();
end $$;

create or replace function gate.settle_anew() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from gate.birthplace;
    select gate.settle();
$$;

create schema if not exists kernel;
revoke all on schema kernel from public;

-- Let these logins, and no others, call the functions of the gate that stand when a room says so. "Stand" is: made in this
-- same transaction. A database that is migrated again also holds what later rooms made the time before, and that is theirs
-- to open.
create or replace procedure kernel.let_call(variadic logins regrole[])
language plpgsql as $$
declare
    whom text := (select string_agg(login::text, ', ') from unnest(logins) login);
    standing regprocedure;
begin
    for standing in
        select oid::regprocedure from pg_proc
        where pronamespace = 'gate'::regnamespace and prokind = 'f'
          and xmin::text = (pg_current_xact_id()::text::numeric % 4294967296)::text
    loop
        execute format('revoke all on function %s from public', standing);
        execute format('grant execute on function %s to %s', standing, whom);
    end loop;
end $$;
call kernel.let_call('{{application}}', '{{worker}}', '{{auditor}}', '{{backup}}', '{{owner}}');
-- Nobody but the definer functions may seal: who could, could make up what they may see.
revoke all on function gate.seal_of(text, text), gate.remember(text, text), gate.remembered(text), gate.settle_anew()
    from {{application}}, {{worker}}, {{auditor}}, {{backup}};

-- Every foreign key between an organisation's rows carries the organisation, so that nothing hangs on another's row.
create or replace procedure kernel.bind(child regclass, child_column text, parent regclass)
language plpgsql as $$
declare
    key_name text := left(replace(parent::text, '.', '_') || '_within_organisation', 63);
    reference_name text := left(replace(child::text, '.', '_') || '_' || child_column || '_within', 63);
begin
    if not exists (select from pg_constraint where conrelid = parent and conname = key_name) then
        execute format('alter table %s add constraint %I unique (organisation_id, id)', parent, key_name);
    end if;
    if not exists (select from pg_constraint where conrelid = child and conname = reference_name) then
        execute format(
            'alter table %s add constraint %I foreign key (organisation_id, %I) references %s (organisation_id, id)',
            child, reference_name, child_column, parent);
    end if;
end $$;

-- Row-level security, forced. Definer functions compute facts as the owner, so the owner may look, but not write;
-- the backup must be whole, so it may look too.
create or replace procedure kernel.protect(protected regclass)
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', protected);
    execute format('alter table %s force row level security', protected);
    execute format('drop policy if exists owner_reads on %s', protected);
    execute format('create policy owner_reads on %s for select to {{owner}} using (true)', protected);
    execute format('drop policy if exists backup_reads on %s', protected);
    execute format('create policy backup_reads on %s for select to {{backup}} using (true)', protected);
end $$;

-- What the program's logins may do in general, and with the tables of the libraries we build on.
-- Rooms say in their own security.sql what may be done with theirs. Nobody may truncate anything.

revoke all on schema public from public;
grant usage on schema public to {{application}}, {{worker}}, {{auditor}}, {{backup}};
revoke temporary on database {{database}} from public, {{application}}, {{worker}}, {{auditor}}, {{backup}};

-- A dump must be whole: the backup reads everything, and writes nothing.
grant select on all tables in schema public to {{backup}};
grant select on all sequences in schema public to {{backup}};
alter default privileges in schema public grant select on tables to {{backup}};
alter default privileges in schema public grant select on sequences to {{backup}};

-- Bookkeeping of the framework.
grant select on django_migrations, django_content_type, auth_permission, auth_group, auth_group_permissions
  to {{application}}, {{worker}}, {{auditor}};

-- Sessions: made, kept and ended by the web processes; the worker clears the expired ones.
grant select, insert, update, delete on django_session to {{application}};
grant select, delete on django_session to {{worker}};

-- Sign-in: addresses, confirmations and second factors of those who sign in.
grant select, insert, update, delete on account_emailaddress, account_emailconfirmation, mfa_authenticator
  to {{application}};
grant usage on sequence account_emailaddress_id_seq, account_emailconfirmation_id_seq, mfa_authenticator_id_seq
  to {{application}};

-- Jobs: whoever serves pages may hand out work; the worker does it.
do $$
declare
  table_name text;
  sequence_name text;
begin
  for table_name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and starts_with(relname, 'procrastinate_')
  loop
    execute format('grant select, insert, update, delete on %I to {{worker}}', table_name);
    execute format('grant select, insert, update on %I to {{application}}', table_name);
  end loop;
  for sequence_name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' and starts_with(relname, 'procrastinate_')
  loop
    execute format('grant usage on sequence %I to {{application}}, {{worker}}', sequence_name);
  end loop;
end
$$;
