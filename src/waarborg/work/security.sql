-- Tasks: seen by whom they are for, and by the program that does its own part. Nothing is ever taken away.

call kernel.bind('work_task', 'dossier_id', 'dossiers_dossier');
call kernel.bind('work_task', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('work_task', 'decision_id', 'ledger_decision');
call kernel.bind('work_task', 'done_by_decision_id', 'ledger_decision');
call kernel.bind('work_task', 'data_key_id', 'vault.data_key');
do $$
begin
    if not exists (select from pg_constraint where conname = 'task_trajectory_within_dossier') then
        alter table work_task add constraint task_trajectory_within_dossier
            foreign key (dossier_id, trajectory_id) references dossiers_trajectory (dossier_id, id);
    end if;
end $$;
call kernel.protect('work_task');
call kernel.keep_out('work_task', 'dossier_id');
grant select, insert on work_task to {{application}}, {{worker}};
-- Of a task only its end can be written: not what it asks, or of whom; by when, only of what a list counts from a day.
grant update (done_at, done_by_id, done_by_decision_id, due_on) on work_task to {{application}}, {{worker}};
grant select on work_task to {{auditor}};

-- For me, or for a role that I hold, and of a dossier only while I may read in it or decide who looks along. Who else may,
-- sees that something has to be done there, but not what a colleague wrote down.
drop policy if exists seen on work_task;
create policy seen on work_task for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}'
        or (dossier_id is null
            and (for_account_id = (select gate.actor_id()) or for_role = any (array(select unnest(gate.held_roles())))))
        or (((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
             or (select gate.wide('grant')) or dossier_id = any (array(select gate.dossier_ids('grant'))))
            and (sealed is null or kind in ('listed', 'report') or for_account_id = (select gate.actor_id())
                 or for_role = any (array(select unnest(gate.held_roles())))))
        -- Any colleague gives a copy of the regulation, also one that was asked of somebody else.
        or (kind = 'send_copy' and not (select gate.from_clients()) and not (select gate.from_outside()))
        -- What was given in haste is looked back on by whoever oversees what leaves, also where they may not read.
        or (kind = 'review_giving' and for_role = any (array(select unnest(gate.held_roles())))
            and ((select gate.wide('oversee')) or dossier_id = any (array(select gate.dossier_ids('oversee')))))
        -- What a client asks is answered by whom an article names, also where they may read nothing else.
        or (kind in ('request', 'request_escalated', 'request_late', 'request_silent', 'request_soon') and for_role = any (array(select unnest(gate.held_roles())))
            and dossier_id = any (array(select gate.judged_dossier_ids())))
        -- Who takes a trajectory over is asked of whoever decides who works on it, also where they may not read in it.
        or (kind = 'hand_over' and for_role = any (array(select unnest(gate.held_roles())))
            and ((select gate.wide('assign')) or dossier_id = any (array(select gate.dossier_ids('assign')))))));

-- Whoever does an act in a dossier may leave a task about it, to anybody; the decision says by which rule.
drop policy if exists made on work_task;
create policy made on work_task for insert with check (
    organisation_id = (select gate.organisation_id()) and done_at is null and (
        (select gate.roles()) = '{system}'
        or (dossier_id is null and for_account_id = (select gate.actor_id()))
        -- Whoever hears a complaint, or handles one, asks it of who handles it; without a dossier, so that nobody there sees it.
        or (dossier_id is null and trajectory_id is null and sealed is null
            and kind in ('complaint', 'complaint_hearing', 'complaint_measure', 'complaint_status', 'send_copy'))
        or (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
        or (kind = 'request' and dossier_id = any (array(select gate.judged_dossier_ids())))));

drop policy if exists done on work_task;
create policy done on work_task for update using (
    organisation_id = (select gate.organisation_id()) and done_at is null)
with check (
    organisation_id = (select gate.organisation_id()) and done_at is not null
    and done_by_id is not distinct from (select gate.actor_id()));
drop policy if exists moved on work_task;
create policy moved on work_task for update using (
    organisation_id = (select gate.organisation_id()) and done_at is null and item <> '' and not fixed_day
    and (select gate.action()) in ('write', 'correct', 'close'))
with check (organisation_id = (select gate.organisation_id()) and done_at is null and item <> '');
-- When and what is done are written apart: the end of a task does not change its day.
create or replace function gate.task_day_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.due_on is distinct from old.due_on and (
        new.done_at is not null or old.item = '' and not (old.kind = 'tell_sources' and new.due_on < old.due_on)) then
        raise exception 'permission denied: the day of this task stays' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger task_day_stays before update of due_on on work_task
    for each row execute function gate.task_day_stays();

-- A trajectory that is handed over takes along what its coach still had to do for it: done by the owner, since nobody
-- else may say of whom a task asks something, and only in the act of whoever may decide who works on it.
drop policy if exists handed on work_task;
create policy handed on work_task for update to {{owner}} using (done_at is null) with check (done_at is null);
create or replace function gate.hand_tasks(asked uuid, from_account uuid, to_account uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare moved integer;
begin
    if gate.action() <> 'assign' or not (gate.wide('assign') or asked in (select gate.dossier_ids('assign'))) then
        return 0;
    end if;
    update public.work_task t set for_account_id = to_account
    where t.dossier_id = asked and t.organisation_id = gate.organisation_id() and t.for_account_id = from_account
      and t.done_at is null
      and not exists (select from public.work_task o where t.subject_id is not null and o.subject_id = t.subject_id
                      and o.kind = t.kind and o.for_account_id = to_account);
    get diagnostics moved = row_count;
    return moved;
end $$;
revoke all on function gate.hand_tasks(uuid, uuid, uuid) from public;
grant execute on function gate.hand_tasks(uuid, uuid, uuid) to {{application}}, {{worker}};

-- Where a view is over and not yet written off: the organisations alone, for the worker to act in each.
create or replace function gate.organisations_with_views_over(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct v.organisation_id from public.dossiers_view v
    where v.state = 'granted' and v.ended_at is null and v.ends_at <= moment
$$;
revoke all on function gate.organisations_with_views_over(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_views_over(timestamptz) to {{worker}};

-- Time: under the rules of the kind of data that governs it. Whoever worked always sees what they entered themself.
call kernel.bind('work_timeentry', 'dossier_id', 'dossiers_dossier');
call kernel.bind('work_timeentry', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('work_timeentry', 'note_record_id', 'dossiers_record');
call kernel.bind('work_timeentry', 'decision_id', 'ledger_decision');
call kernel.bind('work_timeentry', 'struck_decision_id', 'ledger_decision');
call kernel.bind('work_timeentry', 'data_key_id', 'vault.data_key');
do $$
begin
    if not exists (select from pg_constraint where conname = 'time_trajectory_within_dossier') then
        alter table work_timeentry add constraint time_trajectory_within_dossier
            foreign key (dossier_id, trajectory_id) references dossiers_trajectory (dossier_id, id);
        alter table work_timeentry add constraint time_note_within_dossier
            foreign key (dossier_id, note_record_id) references dossiers_record (dossier_id, id);
    end if;
end $$;
call kernel.protect('work_timeentry');
call kernel.keep_out('work_timeentry', 'dossier_id');
grant select, insert, delete on work_timeentry to {{application}}, {{worker}};
grant update (struck_at, struck_decision_id) on work_timeentry to {{application}}, {{worker}};
grant select on work_timeentry to {{auditor}};

drop policy if exists read on work_timeentry;
create policy read on work_timeentry for select using (
    organisation_id = (select gate.organisation_id()) and (
        account_id = (select gate.actor_id())
        or (category, (case when account_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.category, a.marks from gate.answers('read', true) a)
        or (trajectory_id, category, (case when account_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.scope_id, a.category, a.marks from gate.answers('read', false) a)));
drop policy if exists write on work_timeentry;
create policy write on work_timeentry for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and account_id = (select gate.actor_id()) and struck_at is null
    and (trajectory_id, category, 128::smallint & (select gate.relevant('write')))
        in (select a.scope_id, a.category, a.marks from gate.answers('write', false) a));
-- What was worked is never changed: an entry is struck by whom it is of, and another one entered.
drop policy if exists struck on work_timeentry;
create policy struck on work_timeentry for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'correct'
    and account_id = (select gate.actor_id()) and struck_at is null
    and (trajectory_id, category, 128::smallint & (select gate.relevant('correct')))
        in (select a.scope_id, a.category, a.marks from gate.answers('correct', false) a))
with check (organisation_id = (select gate.organisation_id()) and struck_at is not null);
-- It goes with the key of its fate.
drop policy if exists ended on work_timeentry;
create policy ended on work_timeentry for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('correct', 'destroy')
    and ((select gate.wide((select gate.action())))
         or dossier_id = any (array(select gate.dossier_ids((select gate.action()))))));

-- Appointments: seen by whose agenda they stand in, and where the dossier is seen; made and changed by who may write there.
call kernel.bind('work_appointment', 'dossier_id', 'dossiers_dossier');
call kernel.bind('work_appointment', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('work_appointment', 'decision_id', 'ledger_decision');
call kernel.bind('work_appointment', 'changed_by_decision_id', 'ledger_decision');
call kernel.bind('work_appointment', 'data_key_id', 'vault.data_key');
do $$
begin
    if not exists (select from pg_constraint where conname = 'appointment_trajectory_within_dossier') then
        alter table work_appointment add constraint appointment_trajectory_within_dossier
            foreign key (dossier_id, trajectory_id) references dossiers_trajectory (dossier_id, id);
    end if;
end $$;
call kernel.protect('work_appointment');
call kernel.keep_out('work_appointment', 'dossier_id');
grant select, insert on work_appointment to {{application}}, {{worker}};
grant update (starts_at, minutes, state, revision, data_key_id, sealed, changed_at, changed_by_decision_id)
    on work_appointment to {{application}}, {{worker}};
grant select on work_appointment to {{auditor}};
drop policy if exists seen on work_appointment;
create policy seen on work_appointment for select using (
    organisation_id = (select gate.organisation_id()) and (
        account_id = (select gate.actor_id())
        or (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists made on work_appointment;
create policy made on work_appointment for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and state = 'planned'
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
drop policy if exists changed on work_appointment;
create policy changed on work_appointment for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and state = 'planned'
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))))
with check (organisation_id = (select gate.organisation_id()));

-- The secret address of an agenda: its owner's alone. Behind it stand times, for who shows the secret.
call kernel.bind('work_agendaaddress', 'decision_id', 'ledger_decision');
call kernel.protect('work_agendaaddress');
grant select, insert on work_agendaaddress to {{application}};
grant update (withdrawn_at) on work_agendaaddress to {{application}};
grant select on work_agendaaddress to {{auditor}};
drop policy if exists own on work_agendaaddress;
create policy own on work_agendaaddress using (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()))
with check (organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()));
-- An address is a feed that goes by itself: made, and leading anywhere, only where the regulation lets there be one.
drop policy if exists linked on work_agendaaddress;
create policy linked on work_agendaaddress as restrictive for insert with check (
    (select gate.may_link('calendar', '{}', false)));
drop function if exists gate.agenda_behind(text);
create or replace function gate.agenda_behind(asked text, today date) returns table (organisation_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.organisation_id, a.account_id from public.work_agendaaddress a
    where encode(a.hashed, 'hex') = asked and a.withdrawn_at is null
      and gate.link_stands(a.organisation_id, today, 'calendar', '{}', '{system}')
$$;
revoke all on function gate.agenda_behind(text, date) from public, {{worker}}, {{auditor}};
grant execute on function gate.agenda_behind(text, date) to {{application}};

-- Drafts: of whoever typed them, whatever else anybody may. The program throws away what is over.
call kernel.bind('work_draft', 'dossier_id', 'dossiers_dossier');
call kernel.bind('work_draft', 'decision_id', 'ledger_decision');
call kernel.bind('work_draft', 'data_key_id', 'vault.data_key');
call kernel.protect('work_draft');
grant select, insert, delete on work_draft to {{application}};
grant select, delete on work_draft to {{worker}};
drop policy if exists own on work_draft;
create policy own on work_draft using (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()))
with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and dossier_id = any (array(select gate.known_dossier_ids())));
drop policy if exists over on work_draft;
create policy over on work_draft for select to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and expires_at <= (select gate.moment()));
drop policy if exists thrown_away on work_draft;
create policy thrown_away on work_draft for delete to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and expires_at <= (select gate.moment()));
create or replace function gate.organisations_with_drafts_over(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct d.organisation_id from public.work_draft d where d.expires_at <= moment
$$;
revoke all on function gate.organisations_with_drafts_over(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_drafts_over(timestamptz) to {{worker}};

-- Approved weeks: seen by whose week it is and by who holds a role that looks at weeks; nobody approves their own.
-- Which of those roles does so, the agency's way of working says.
create or replace function gate.may_look_at_weeks() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(select unnest(gate.held_roles())) && '{administration,management,responsible}'::text[]
$$;
revoke all on function gate.may_look_at_weeks() from public;
grant execute on function gate.may_look_at_weeks() to {{application}}, {{worker}}, {{auditor}};
call kernel.bind('work_timeapproval', 'decision_id', 'ledger_decision');
call kernel.bind('work_timeapproval', 'taken_back_decision_id', 'ledger_decision');
call kernel.protect('work_timeapproval');
grant select, insert on work_timeapproval to {{application}};
grant update (taken_back_at, taken_back_decision_id) on work_timeapproval to {{application}};
grant select on work_timeapproval to {{auditor}};
drop policy if exists seen on work_timeapproval;
create policy seen on work_timeapproval for select using (
    organisation_id = (select gate.organisation_id())
    and (account_id = (select gate.actor_id()) or (select gate.may_look_at_weeks())));
drop policy if exists approved on work_timeapproval;
create policy approved on work_timeapproval for insert with check (
    organisation_id = (select gate.organisation_id()) and taken_back_at is null
    and approved_by_id = (select gate.actor_id()) and account_id <> (select gate.actor_id())
    and (select gate.may_look_at_weeks()));
drop policy if exists taken_back on work_timeapproval;
create policy taken_back on work_timeapproval for update using (
    organisation_id = (select gate.organisation_id()) and taken_back_at is null
    and account_id <> (select gate.actor_id()) and (select gate.may_look_at_weeks()))
with check (organisation_id = (select gate.organisation_id()) and taken_back_at is not null);

-- Time of an approved week stands: nothing is entered in it or struck from it.
create or replace function gate.week_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from public.work_timeapproval a
               where a.organisation_id = new.organisation_id and a.account_id = new.account_id
                 and a.taken_back_at is null and a.week = date_trunc('week', new.worked_on)::date) then
        raise exception 'time of an approved week stands' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger week_stands before insert or update on work_timeentry
    for each row execute function gate.week_stands();

-- What a colleague worked per week and kind of time: no dossier, no client.
create or replace function gate.weeks_of_colleagues(since date)
returns table (account_id uuid, display_name text, week date, activity text, minutes bigint, travel_minutes bigint,
               declarable_minutes numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.account_id, a.display_name::text, date_trunc('week', t.worked_on)::date, t.activity::text,
           sum(t.minutes), sum(t.travel_minutes), sum((t.minutes + t.travel_minutes)::int * t.declarable) / 100.0
    from public.work_timeentry t join public.accounts_account a on a.id = t.account_id
    where t.organisation_id = (select gate.organisation_id()) and t.struck_at is null and t.worked_on >= since
      and t.account_id <> (select gate.actor_id()) and (select gate.may_look_at_weeks())
    group by t.account_id, a.display_name, date_trunc('week', t.worked_on), t.activity
$$;
revoke all on function gate.weeks_of_colleagues(date) from public;
grant execute on function gate.weeks_of_colleagues(date) to {{application}};

-- When a principal gets its reports: the days alone, of its own commissions.
create or replace function gate.own_reports_due() returns table (trajectory_id uuid, item text, due_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.trajectory_id, t.item::text, t.due_on from public.work_task t
    join gate.own_commissions() c on c.trajectory_id = t.trajectory_id
    where t.kind = 'report' and t.done_at is null and not t.left_out and t.due_on is not null
    order by t.due_on, t.item
$$;
revoke all on function gate.own_reports_due() from public, {{worker}}, {{auditor}};
grant execute on function gate.own_reports_due() to {{application}};
