-- Paper dossiers: known to who may read in the dossier or take its paper out. Taking out is an act of the rules.

call kernel.bind('paper_paperfile', 'dossier_id', 'dossiers_dossier');
call kernel.bind('paper_paperfile', 'decision_id', 'ledger_decision');
call kernel.bind('paper_loan', 'dossier_id', 'dossiers_dossier');
call kernel.bind('paper_loan', 'paper_id', 'paper_paperfile');
call kernel.bind('paper_loan', 'decision_id', 'ledger_decision');
call kernel.bind('paper_loan', 'back_decision_id', 'ledger_decision');
call kernel.protect('paper_paperfile');
call kernel.protect('paper_loan');
do $$
begin
    if not exists (select from pg_constraint where conname = 'paper_within_dossier') then
        alter table paper_paperfile add constraint paper_within_dossier unique (dossier_id, id);
        alter table paper_loan add constraint loan_within_dossier
            foreign key (dossier_id, paper_id) references paper_paperfile (dossier_id, id);
    end if;
end $$;
grant select, insert on paper_paperfile, paper_loan to {{application}}, {{worker}};
grant select on paper_paperfile, paper_loan to {{auditor}};
grant update (cabinet, shelf, categories, version, destroyed_on) on paper_paperfile to {{application}}, {{worker}};
-- What was taken out by whom is never changed: only that it is back.
grant update (back_at, back_decision_id) on paper_loan to {{application}}, {{worker}};

do $$
declare name text;
begin
    foreach name in array array['paper_paperfile', 'paper_loan'] loop
        execute format('drop policy if exists known on %I', name);
        execute format(
            'create policy known on %I for select using (organisation_id = (select gate.organisation_id()) and (
                (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
                or (select gate.wide(''lend'')) or dossier_id = any (array(select gate.dossier_ids(''lend'')))))', name);
    end loop;
end $$;
drop policy if exists filed on paper_paperfile;
create policy filed on paper_paperfile for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and destroyed_on is null
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
drop policy if exists changed on paper_paperfile;
create policy changed on paper_paperfile for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('write', 'destroy')
    and ((select gate.wide((select gate.action())))
         or dossier_id = any (array(select gate.dossier_ids((select gate.action()))))));
-- What lies in a paper dossier only becomes less: pages are taken out, and no other kinds of data come in this way.
create or replace function gate.paper_thins() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not new.categories <@ old.categories then
        raise exception 'what lies in a paper dossier only becomes less' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger thins before update of categories on paper_paperfile
    for each row execute function gate.paper_thins();
drop policy if exists taken_out on paper_loan;
create policy taken_out on paper_loan for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'lend'
    and borrower_id = (select gate.actor_id()) and back_at is null
    and ((select gate.wide('lend')) or dossier_id = any (array(select gate.dossier_ids('lend')))));
drop policy if exists brought_back on paper_loan;
create policy brought_back on paper_loan for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'lend' and back_at is null
    and ((select gate.wide('lend')) or dossier_id = any (array(select gate.dossier_ids('lend')))))
with check (organisation_id = (select gate.organisation_id()) and back_at is not null);

-- The next number for a cover, counted per organisation.
create table if not exists gate.paper_counter (organisation_id uuid primary key, last integer not null);
revoke all on gate.paper_counter from public;
call kernel.protect('gate.paper_counter');
drop policy if exists counted on gate.paper_counter;
create policy counted on gate.paper_counter to {{owner}} using (true) with check (true);
create or replace function gate.next_paper_number() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
    given integer;
begin
    if organisation is null or gate.action() <> 'write' then
        raise exception 'a number is given only when a paper dossier is filed';
    end if;
    insert into gate.paper_counter as c (organisation_id, last) values (organisation, 1)
    on conflict (organisation_id) do update set last = c.last + 1 returning last into given;
    return given;
end $$;
revoke all on function gate.next_paper_number() from public;
grant execute on function gate.next_paper_number() to {{application}}, {{worker}};
