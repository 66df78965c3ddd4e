-- Tasks: seen by whom they are for, and by the program that does its own part. Nothing is ever taken away.

call kernel.bind('work_task', 'dossier_id', 'dossiers_dossier');
call kernel.bind('work_task', 'decision_id', 'ledger_decision');
call kernel.bind('work_task', 'done_by_decision_id', 'ledger_decision');
call kernel.bind('work_task', 'data_key_id', 'vault.data_key');
call kernel.protect('work_task');
grant select, insert on work_task to {{application}}, {{worker}};
-- Of a task only its end can be written: not what it asks, of whom, or by when.
grant update (done_at, done_by_id, done_by_decision_id) on work_task to {{application}}, {{worker}};
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
            and (sealed is null or for_account_id = (select gate.actor_id())
                 or for_role = any (array(select unnest(gate.held_roles())))))));

-- Whoever does an act in a dossier may leave a task about it, to anybody; the decision says by which rule.
drop policy if exists made on work_task;
create policy made on work_task for insert with check (
    organisation_id = (select gate.organisation_id()) and done_at is null and (
        (select gate.roles()) = '{system}'
        or (dossier_id is null and for_account_id = (select gate.actor_id()))
        or (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))));

drop policy if exists done on work_task;
create policy done on work_task for update using (
    organisation_id = (select gate.organisation_id()) and done_at is null)
with check (
    organisation_id = (select gate.organisation_id()) and done_at is not null
    and done_by_id is not distinct from (select gate.actor_id()));

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
