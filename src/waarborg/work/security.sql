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
