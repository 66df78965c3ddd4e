-- Tasks: seen by whom they are for, and by the program that does its own part. Nothing is ever taken away.

call kernel.bind('work_task', 'dossier_id', 'dossiers_dossier');
call kernel.protect('work_task');
do $$
begin
    if not exists (select from pg_constraint where conname = 'work_task_rests_on_decision') then
        alter table work_task
            add constraint work_task_rests_on_decision foreign key (decision_id) references ledger_decision (id),
            add constraint work_task_done_by_its_decision
                foreign key (done_by_decision_id) references ledger_decision (id);
    end if;
end $$;
grant select, insert on work_task to {{application}}, {{worker}};
-- Of a task only its end can be written: not what it asks, of whom, or by when.
grant update (done_at, done_by_id, done_by_decision_id) on work_task to {{application}}, {{worker}};
grant select on work_task to {{auditor}};

-- For me, or for a role that I hold; and of a dossier only while I may read in it, or decide who looks along.
drop policy if exists seen on work_task;
create policy seen on work_task for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}'
        or ((for_account_id = (select gate.actor_id()) or for_role = any (array(select unnest(gate.held_roles()))))
            and (dossier_id is null
                 or (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
                 or (select gate.wide('grant')) or dossier_id = any (array(select gate.dossier_ids('grant')))))));

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
revoke all on function gate.organisations_with_views_over(timestamptz) from public;
grant execute on function gate.organisations_with_views_over(timestamptz) to {{worker}};
