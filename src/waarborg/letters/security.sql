-- Letters and the outbox: seen by who may read how the client is reached; mail itself by the program alone.

call kernel.bind('letters_letter', 'dossier_id', 'dossiers_dossier');
call kernel.bind('letters_letter', 'view_id', 'dossiers_view');
call kernel.bind('letters_mail', 'letter_id', 'letters_letter');
call kernel.bind('letters_mail', 'dossier_id', 'dossiers_dossier');
do $$
declare name text;
begin
    foreach name in array array['letters_letter', 'letters_mail'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.bind(%L, %L, %L)', name, 'data_key_id', 'vault.data_key');
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{auditor}}', name);
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
-- A letter follows from an act: the program's own, of the two people whom a view is about, or of who writes in the
-- dossier: about an appointment, at the start, about what was written down.
drop policy if exists written on letters_letter;
create policy written on letters_letter for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'ready' and given_by_id is null and (
        (select gate.roles()) = '{system}'
        or exists (select from dossiers_view v where v.id = view_id and v.state = 'granted'
                   and (select gate.actor_id()) in (v.account_id, v.decided_by_id))
        or (view_id is null and kind = 'disclosed' and (select gate.action()) = 'disclose'
            and ((select gate.wide('disclose')) or dossier_id = any (array(select gate.dossier_ids('disclose')))))
        or (view_id is null and kind in ('request_receipt', 'request_question', 'request_longer', 'request_answer', 'request_passed_on',
                                          'restriction_lifted')
            and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
                 or dossier_id = any (array(select gate.judged_dossier_ids()))))
        or (view_id is null and kind = 'mandate_ended' and (select gate.action()) = 'request'
            and 'client' in (select gate.speaks_as(dossier_id)))
        or (view_id is null and kind in ('enquiry_refused', 'cooperation')
            and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))))
        or (view_id is null and (kind = 'group_message' or (kind = 'group_offer' and not gate.objects(dossier_id)))
            and (select gate.action()) = 'write'
            and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))))
        or (view_id is null and kind in ('appointment', 'appointment_moved', 'appointment_off', 'information', 'unexpected_data', 'data_from_others', 'regulation_changed', 'of_age')
            and (select gate.action()) = 'write'
            and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))))));
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
    and (exists (select from letters_letter l where l.id = letter_id)
         or (letter_id is null and (select gate.action()) = 'disclose'
             and ((select gate.wide('disclose')) or dossier_id = any (array(select gate.dossier_ids('disclose')))))));
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
revoke all on function gate.organisations_with_mail(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_mail(timestamptz) to {{worker}};

-- Who may give the letter about a view may write that the client was told of it, and nothing else of the view.
create or replace function gate.only_told() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.client_told_at is distinct from old.client_told_at and (
        old.client_told_at is not null
        or to_jsonb(new) - 'client_told_at' is distinct from to_jsonb(old) - 'client_told_at') then
        raise exception 'that the client was told is written once, and by itself' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger only_told before update of client_told_at on dossiers_view
    for each row execute function gate.only_told();
drop policy if exists told on dossiers_view;
create policy told on dossiers_view for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'read' and client_told_at is null
    and id in (select l.view_id from letters_letter l where l.view_id is not null))
with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'read' and client_told_at is not null);

-- A letter to all at once: one's own; begun by a person for themself, and brought further by the worker alone.
call kernel.bind('letters_round', 'decision_id', 'ledger_decision');
call kernel.protect('letters_round');
grant select on letters_round to {{application}}, {{worker}}, {{auditor}};
grant insert on letters_round to {{application}}, {{worker}};
grant update (state, done, sent, failed, moved_at) on letters_round to {{worker}};
drop policy if exists own on letters_round;
create policy own on letters_round for select using (
    organisation_id = (select gate.organisation_id())
    and (account_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'));
drop policy if exists begun on letters_round;
create policy begun on letters_round for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and state = 'running' and done = 0 and sent = 0 and roles::text[] <@ (select gate.held_roles()));
drop policy if exists went_on on letters_round;
create policy went_on on letters_round for update using (
    organisation_id = (select gate.organisation_id()) and state = 'running'
    and (account_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'))
with check (organisation_id = (select gate.organisation_id()));

-- Where the worker stopped halfway: the organisations alone.
create or replace function gate.organisations_with_rounds_halfway(since timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct r.organisation_id from public.letters_round r where r.state = 'running' and r.moved_at <= since
$$;
revoke all on function gate.organisations_with_rounds_halfway(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_rounds_halfway(timestamptz) to {{worker}};
