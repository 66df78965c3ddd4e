-- Copies of the regulation: taken in and given by who works here. Counts of visits: one more by whoever asks for a page,
-- read by who reads registers, taken away by the worker. Neither table has a column for who asked or came.

call kernel.bind('publication_copy', 'version_id', 'adoption_version');
call kernel.bind('publication_copy', 'decision_id', 'ledger_decision');
call kernel.bind('publication_copy', 'given_decision_id', 'ledger_decision');
call kernel.bind('publication_copy', 'task_id', 'work_task');
call kernel.protect('publication_copy');
call kernel.protect('publication_visits');
grant select, insert on publication_copy to {{application}};
-- Of a copy that was asked for only that it was given is written later.
grant update (given_on, given_by_id, given_decision_id) on publication_copy to {{application}};
grant select on publication_copy to {{worker}}, {{auditor}};
grant select on publication_visits to {{application}}, {{auditor}};
grant select, delete on publication_visits to {{worker}};

create or replace function gate.works_here() returns boolean
language sql stable as $$
    select cardinality(gate.held_roles()) > 0 and not gate.from_clients() and not gate.from_outside()
$$;
drop policy if exists seen on publication_copy;
create policy seen on publication_copy for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.works_here())
         or 'auditor' = any (array(select unnest(gate.held_roles())))));
drop policy if exists asked on publication_copy;
create policy asked on publication_copy for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.works_here())
    and taken_by_id = (select gate.actor_id()) and coalesce(given_by_id = taken_by_id, true));
drop policy if exists given on publication_copy;
create policy given on publication_copy for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.works_here()) and given_on is null)
with check (
    organisation_id = (select gate.organisation_id()) and given_by_id = (select gate.actor_id()));

drop policy if exists seen on publication_visits;
create policy seen on publication_visits for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}'
         or array(select unnest(gate.held_roles()))
            && '{auditor,management,privacy_officer,responsible,system_administrator}'::text[]));
drop policy if exists forgotten on publication_visits;
create policy forgotten on publication_visits for delete to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}');
drop policy if exists counted on publication_visits;
create policy counted on publication_visits for insert to {{owner}} with check (true);
drop policy if exists counted_more on publication_visits;
create policy counted_more on publication_visits for update to {{owner}} using (true) with check (true);

-- One more of each of some numbers of a day. Words alone, of which none says who came.
create or replace function gate.count_visit(organisation uuid, on_day date, what text[], words text[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into public.publication_visits (organisation_id, day, counted, value, number)
    select organisation, on_day, one.what, one.word, 1 from unnest(what, words) one (what, word)
    where one.what in ('hits', 'page', 'hour', 'browser', 'language') and one.word ~ '^[a-z0-9_]{0,20}$'
    order by 1, 2, 3, 4
    on conflict (organisation_id, day, counted, value) do update set number = publication_visits.number + 1
$$;
create or replace function gate.organisations_with_visits() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct v.organisation_id from public.publication_visits v
$$;
revoke all on function gate.works_here(), gate.count_visit(uuid, date, text[], text[]), gate.organisations_with_visits()
    from public;
grant execute on function gate.works_here() to {{application}}, {{worker}}, {{auditor}};
grant execute on function gate.count_visit(uuid, date, text[], text[]) to {{application}};
grant execute on function gate.organisations_with_visits() to {{worker}};

-- Where a version came into force in the last week, after an earlier one, and nothing was sent or asked since.
create or replace function gate.organisations_with_a_first_day(today date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select v.organisation_id from public.adoption_version v
    where v.in_force_from between today - 7 and today
      and exists (select from public.adoption_version e
                  where e.organisation_id = v.organisation_id and e.in_force_from < v.in_force_from)
      and not exists (select from public.letters_round r
                      where r.organisation_id = v.organisation_id
                        and (r.began_at at time zone 'Europe/Amsterdam')::date >= v.in_force_from)
      and not exists (select from public.work_task t
                      where t.organisation_id = v.organisation_id and t.subject_id = v.id and t.kind = 'tell_changed')
$$;
revoke all on function gate.organisations_with_a_first_day(date) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_a_first_day(date) to {{worker}};
