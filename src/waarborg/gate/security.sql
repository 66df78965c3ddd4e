-- What the actor may see: the compiled rules applied to facts computed from rows. No fact is read from a setting.

-- The facts about one record, as bits of its `marks`. `author` is the row's own column.
create table if not exists gate.mark (bit smallint primary key, fact text not null unique);
insert into gate.mark (bit, fact) values
    (1, 'shared'), (2, 'origin_uwv'), (4, 'origin_principal'), (8, 'restricted'),
    (16, 'client_approved_this_version'), (32, 'about_third_person'), (64, 'kept_by_statute')
on conflict (bit) do update set fact = excluded.fact;
create table if not exists gate.mark_combination (
    marks smallint primary key, true_facts text[] not null, false_facts text[] not null);
insert into gate.mark_combination
select n::smallint,
       coalesce(array(select fact from gate.mark where bit & n <> 0), '{}'),
       coalesce(array(select fact from gate.mark where bit & n = 0), '{}')
from generate_series(0, 127) n
on conflict (marks) do nothing;

-- The marks that any rule asks for this action and these roles; others never change an answer.
create or replace function gate.relevant_marks(wanted text) returns smallint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked_version uuid := (gate.context() ->> 'version')::uuid;
    held text[] := gate.held_roles();
begin
    return (
        select coalesce(bit_or(r.marks), 0)::smallint
        from public.adoption_cell c
        join public.adoption_rulerow r on r.version_id = c.version_id and r."group" = c."group"
        where c.version_id = asked_version and c.action = wanted and c.role = any (held));
end $$;

-- Every (scope, category, author, marks) at which a role held says yes to `wanted`. A scope is a trajectory, or the
-- dossier for what belongs to the person; with `wide` the one answer that holds without knowing anything of a
-- dossier, and so for every dossier (less knowledge never allows more).
create or replace function gate.answers(wanted text, wide boolean)
returns table (scope_id uuid, dossier_id uuid, category text, author boolean, marks smallint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    content jsonb := gate.context();
    asked_version uuid := (content ->> 'version')::uuid;
    held text[] := gate.held_roles();
    relevant smallint := gate.relevant_marks(wanted);
    claims text[] := array(select jsonb_array_elements_text(content -> 'claims'));
    actor_true text[];
    actor_false text[];
begin
    if content is null or cardinality(held) = 0 or not exists (
        select from public.adoption_version v
        where v.id = asked_version and v.organisation_id = (content ->> 'organisation')::uuid) then
        return;
    end if;
    select a.true_facts, a.false_facts into actor_true, actor_false from gate.actor_facts() a;
    return query
    with scopes as materialized (
        select s.scope_id, s.dossier_id, s.principal_kind, s.part, s.granted_categories, s.true_facts, s.false_facts,
               dense_rank() over (order by s.principal_kind, s.true_facts, s.false_facts) as kind
        from gate.scopes() s where not wide
        union all
        select null, null, null, null, null, '{}', '{}', 0 where wide
    ), kinds as materialized (
        select distinct on (s.kind) s.kind, s.principal_kind, s.true_facts, s.false_facts from scopes s order by s.kind
    ), combinations as materialized (
        select a.author, m.marks, p.part, v.granted,
               m.true_facts || case when a.author then '{author}'::text[] else '{}' end
                   || case when p.part then '{part_of_assignment}'::text[] else '{}' end
                   || case when v.granted then '{granted_by_responsible}'::text[] else '{}' end as true_facts,
               m.false_facts || case when a.author then '{}'::text[] else '{author}' end
                   || case when p.part or wide then '{}'::text[] else '{part_of_assignment}' end
                   || case when v.granted or wide then '{}'::text[] else '{granted_by_responsible}' end as false_facts
        from (values (true), (false)) a (author)
        cross join (values (true), (false)) p (part)
        cross join (values (true), (false)) v (granted)
        join gate.mark_combination m on m.marks & ~relevant = 0
        where not wide or not (p.part or v.granted)
    ), groups as materialized (
        select distinct c.role, c."group" from public.adoption_cell c
        where c.version_id = asked_version and c.action = wanted and c.role = any (held)
    ), needed as materialized (
        select k.kind, k.principal_kind, k.true_facts as kind_true, k.false_facts as kind_false,
               x.author, x.marks, x.part, x.granted, x.true_facts, x.false_facts
        from kinds k join combinations x
          on (x.part = false or k.true_facts && '{assigned}') and (x.granted = false or k.true_facts && '{has_view}')
    ), yes as materialized (
        select n.kind, g.role, g."group", n.author, n.marks, n.part, n.granted
        from needed n cross join groups g
        cross join lateral gate.group_says(
            asked_version, g."group", n.principal_kind, content ->> 'recipient', content ->> 'channel',
            content ->> 'purpose', content ->> 'ground',
            actor_true || claims || n.kind_true || n.true_facts,
            actor_false || n.kind_false || n.false_facts) says
        where says
    )
    select distinct s.scope_id, s.dossier_id, c.category::text, y.author, y.marks
    from yes y
    join scopes s on s.kind = y.kind
    join public.adoption_cell c
      on c.version_id = asked_version and c.role = y.role and c.action = wanted and c."group" = y."group"
    where y.part = coalesce(s.true_facts && '{assigned}' and (s.part is null or c.category = any (s.part)), false)
      and y.granted = coalesce(
          s.true_facts && '{has_view}' and (s.granted_categories is null or c.category = any (s.granted_categories)),
          false);
end $$;

-- May the actor do this with every dossier of the organisation, in at least one category?
create or replace function gate.wide(wanted text) returns boolean
language sql stable as $$ select exists (select from gate.answers(wanted, true)) $$;

-- The dossiers in which the actor may do this, in at least one category.
create or replace function gate.dossier_ids(wanted text) returns setof uuid
language sql stable as $$ select distinct a.dossier_id from gate.answers(wanted, false) a $$;

revoke all on all tables in schema gate from public;
revoke all on all functions in schema gate from public;
grant execute on all functions in schema gate to {{application}}, {{worker}}, {{auditor}};
