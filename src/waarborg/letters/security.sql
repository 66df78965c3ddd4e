-- Letters and the outbox: seen by who may read how the client is reached; mail itself by the program alone.

call kernel.bind('letters_letter', 'dossier_id', 'dossiers_dossier');
call kernel.bind('letters_letter', 'view_id', 'dossiers_view');
call kernel.bind('letters_mail', 'letter_id', 'letters_letter');
call kernel.bind('letters_mail', 'dossier_id', 'dossiers_dossier');
do $$
declare name text;
begin
    foreach name in array array['letters_letter', 'letters_mail'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{auditor}}', name);
        if not exists (select from pg_constraint where conname = name || '_rests_on_decision') then
            execute format('alter table %I add constraint %I foreign key (decision_id) references ledger_decision (id)',
                           name, name || '_rests_on_decision');
        end if;
    end loop;
end $$;
-- What a letter says is never changed; only that it was given. Of mail, only how the sending went.
grant update (state, channel, given_at, given_by_id) on letters_letter to {{application}}, {{worker}};
grant update (state, attempts, next_attempt_at, error, sent_at) on letters_mail to {{worker}};

drop policy if exists seen on letters_letter;
create policy seen on letters_letter for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}'
        or (dossier_id, category) in (select a.dossier_id, a.category from gate.answers('read', false) a)
        or category in (select a.category from gate.answers('read', true) a)));
drop policy if exists written on letters_letter;
create policy written on letters_letter for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and state = 'ready' and given_by_id is null);
drop policy if exists given on letters_letter;
create policy given on letters_letter for update using (
    organisation_id = (select gate.organisation_id()) and state = 'ready')
with check (
    organisation_id = (select gate.organisation_id()) and state = 'given'
    and given_by_id is not distinct from (select gate.actor_id()));

-- Who may give a letter may put a message about it in the outbox; nobody but the program takes one out.
drop policy if exists queued on letters_mail;
create policy queued on letters_mail for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'waiting' and sent_at is null
    and exists (select from letters_letter l where l.id = letter_id));
drop policy if exists seen on letters_mail;
create policy seen on letters_mail for select using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}');
drop policy if exists sent on letters_mail;
create policy sent on letters_mail for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}');

-- Where something waits: the organisations alone, for the worker to act in each.
create or replace function gate.organisations_with_mail(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct m.organisation_id from public.letters_mail m where m.state = 'waiting' and m.next_attempt_at <= moment
$$;
create or replace function gate.organisations_with_clients_to_tell() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct v.organisation_id from public.dossiers_view v
    where v.state = 'granted' and v.ended_at is not null and v.client_told_at is null
      and not exists (select from public.letters_letter l where l.view_id = v.id)
$$;
revoke all on function gate.organisations_with_mail(timestamptz), gate.organisations_with_clients_to_tell() from public;
grant execute on function gate.organisations_with_mail(timestamptz), gate.organisations_with_clients_to_tell() to {{worker}};
