-- What the actor may see: the compiled rules applied to facts computed from rows. No fact is read from a setting.

-- The facts about one record, as bits of its `marks`; authorship (128) comes from the row's own author.
create table if not exists gate.mark (bit smallint primary key, fact text not null unique);
insert into gate.mark (bit, fact) values
    (1, 'shared'), (2, 'origin_uwv'), (4, 'origin_principal'), (8, 'restricted'),
    (16, 'client_approved_this_version'), (32, 'about_third_person'), (64, 'kept_by_statute'), (128, 'author'),
    (256, 'origin_by_agreement')
on conflict (bit) do update set fact = excluded.fact;
create table if not exists gate.mark_combination (
    marks smallint primary key, true_facts text[] not null, false_facts text[] not null);
insert into gate.mark_combination
select n::smallint,
       coalesce(array(select fact from gate.mark where bit & n <> 0), '{}'),
       coalesce(array(select fact from gate.mark where bit & n = 0), '{}')
from generate_series(0, 511) n
on conflict (marks) do update set true_facts = excluded.true_facts, false_facts = excluded.false_facts;

-- What somebody may state about an act, with a reason and under review. Every other fact is computed from rows, whatever
-- a context says; but that a contract runs can be stated of a dossier that is not there yet.
create table if not exists gate.claimed_fact (fact text primary key, of_dossiers boolean not null);
insert into gate.claimed_fact (fact, of_dossiers) values
    ('acute_danger', true), ('court_order', true), ('statutory_duty', true), ('second_person_agreed', true),
    ('recipient_is_uwv', true), ('recipient_competent', true), ('recipient_under_secrecy', true),
    ('necessity_recorded', true), ('compatibility_tested', true), ('proportionality_weighed', true),
    ('identity_hidden', true), ('caller_verified', true), ('relevant_selection', true), ('processing_agreement', true),
    ('adequate_protection', true), ('destruction_approved', true), ('not_oneself', true), ('aggregated', true),
    ('lent_by_rule', true), ('requested_by_client', true), ('purpose_limited', true), ('contract_running', false)
on conflict (fact) do update set of_dossiers = excluded.of_dossiers;

-- The marks that any rule asks for this action and these roles; others never change an answer. Bit 128 is authorship.
create or replace function gate.relevant(wanted text) returns smallint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    kept text := gate.remembered('relevant_' || wanted);
    content jsonb;
    asked_version uuid;
    held text[];
begin
    if kept is not null then
        return kept::smallint;
    end if;
    content := gate.context();
    asked_version := (content ->> 'version')::uuid;
    held := gate.held_roles();
    return gate.remember('relevant_' || wanted, (
        select coalesce(bit_or(r.marks), 0)::text
        from (select distinct c."group" from public.adoption_cell c
              where c.version_id = asked_version and c.action = wanted and c.role = any (held)
                and (content -> 'narrow' = 'null' or content -> 'narrow' ? c.category)) c
        join public.adoption_rulerow r on r.version_id = asked_version and r."group" = c."group"));
end $$;

-- Scopes of which the same is known get the same answer, so they are one kind. A scope is a trajectory, or the dossier for
-- what belongs to the person. Found once per context, whatever is asked of them.
do $$
begin
    if not exists (select from pg_type where typname = 'kind' and typnamespace = 'gate'::regnamespace) then
        create type gate.kind as (kind bigint, principal_kind text, part text[], granted text[], true_facts text[],
                                  false_facts text[], scope_ids uuid[], dossier_ids uuid[]);
    end if;
    if not exists (select from pg_type where typname = 'yes' and typnamespace = 'gate'::regnamespace) then
        create type gate.yes as (kind bigint, marks smallint, categories text[]);
    end if;
end $$;
drop type if exists gate.answer;

create or replace function gate.kinds() returns setof gate.kind
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    kept text := gate.remembered('kinds');
begin
    if kept is null then
        kept := gate.remember('kinds', coalesce((
            select array_agg(row (k.kind, k.principal_kind, k.part, k.granted_categories, k.true_facts, k.false_facts,
                                  k.scope_ids, k.dossier_ids)::gate.kind)::text
            from (select row_number() over () as kind, s.principal_kind, s.part, s.granted_categories, s.true_facts,
                         s.false_facts, array_agg(s.scope_id) as scope_ids, array_agg(s.dossier_id) as dossier_ids
                  from gate.scopes() s
                  group by s.principal_kind, s.part, s.granted_categories, s.true_facts, s.false_facts) k), '{}'));
    end if;
    return query select k.* from unnest(kept::gate.kind[]) k;
end $$;

-- Every kind of scope, marks and categories at which a role held says yes to `wanted`. With `wide`, and no dossier in
-- focus, the answers that hold without knowing anything of a dossier, and so for every dossier (less knowledge never
-- allows more). Computed once per context.
create or replace function gate.kept_answers(wanted text, wide boolean) returns setof gate.yes
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    slot text := case when wide then 'wide_' else 'near_' end || wanted;
    kept text := gate.remembered(slot);
begin
    if kept is null then
        kept := gate.remember(slot, coalesce((
            select array_agg(row (c.kind, c.marks, c.categories)::gate.yes)::text
            from gate.computed_answers(wanted, wide) c), '{}'));
    end if;
    return query select y.* from unnest(kept::gate.yes[]) y;
end $$;

create or replace function gate.answers(wanted text, wide boolean)
returns table (scope_id uuid, dossier_id uuid, category text, marks smallint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    if wide then
        return query
        select null::uuid, null::uuid, c.category, y.marks
        from gate.kept_answers(wanted, true) y cross join unnest(y.categories) c (category);
    else
        return query
        select s.scope_id, s.dossier_id, c.category, y.marks
        from gate.kept_answers(wanted, false) y
        join gate.kinds() k on k.kind = y.kind
        cross join unnest(k.scope_ids, k.dossier_ids) s (scope_id, dossier_id)
        cross join unnest(y.categories) c (category);
    end if;
end $$;

drop function if exists gate.computed_answers(text, boolean);
create function gate.computed_answers(wanted text, wide boolean)
returns table (kind bigint, marks smallint, categories text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    content jsonb := gate.context();
    asked_version uuid := (content ->> 'version')::uuid;
    held text[];
    relevant smallint;
    claims text[];
    actor_true text[];
    actor_false text[];
    of_records text[];
begin
    if content is null or (wide and content -> 'focus' <> 'null') then
        return;
    end if;
    held := gate.held_roles();
    if cardinality(held) = 0 or not exists (
        select from public.adoption_version v
        where v.id = asked_version and v.organisation_id = (content ->> 'organisation')::uuid)
       or not exists (
        select from public.adoption_cell c
        where c.version_id = asked_version and c.action = wanted and c.role = any (held)) then
        return;
    end if;
    relevant := gate.relevant(wanted);
    claims := array(select jsonb_array_elements_text(content -> 'claims'));
    of_records := array(select m.fact from gate.mark m) || '{part_of_assignment, granted_by_responsible}';
    -- What is known not to be so, nobody states.
    select a.true_facts || array(select c from unnest(claims) c where not c = any (a.false_facts)), a.false_facts
      into actor_true, actor_false from gate.actor_facts() a;
    return query
    with kinds as materialized (
        select k.kind, k.principal_kind, k.part, k.granted, actor_true || k.true_facts as true_facts,
               actor_false || k.false_facts as false_facts
        from gate.kinds() k where not wide and not ('excluded_by_name' = any (k.true_facts))
        union all
        select 0, null, null, null, actor_true, actor_false where wide
    ), asked as materialized (
        -- Which role asks makes no difference any more: cells that are answered by the same rules share their group.
        select distinct c."group", c.category::text as category from public.adoption_cell c
        where c.version_id = asked_version and c.action = wanted and c.role = any (held)
          and (content -> 'narrow' = 'null' or content -> 'narrow' ? c.category)
    ), rules as materialized (
        select r."group", r.permit, r.principals, r.marks,
               r.when_facts::text[] as needs, r.unless_facts::text[] as unless,
               '{part_of_assignment}' && (r.when_facts || r.unless_facts)::text[] as part,
               '{granted_by_responsible}' && (r.when_facts || r.unless_facts)::text[] as granted
        from public.adoption_rulerow r
        where r.version_id = asked_version and r."group" = any (array(select distinct a."group" from asked a))
          and (r.recipients is null or case when content ->> 'recipient' is null then not r.permit
                                       else content ->> 'recipient' = any (r.recipients) end)
          and (r.channels is null or case when content ->> 'channel' is null then not r.permit
                                       else content ->> 'channel' = any (r.channels) end)
          and (r.purposes is null or case when content ->> 'purpose' is null then not r.permit
                                       else content ->> 'purpose' = any (r.purposes) end)
          and (r.grounds is null or case when content ->> 'ground' is null then not r.permit
                                       else content ->> 'ground' = any (r.grounds) end)
    ), live as materialized (
        -- What can still fire, once everything but the facts of a single record is known.
        select k.kind, r."group", r.permit, r.marks, r.needs, r.unless, r.part, r.granted
        from kinds k cross join rules r
        where (r.principals is null
               or case when k.principal_kind is null then not r.permit else k.principal_kind = any (r.principals) end)
          and case when r.permit then r.needs <@ (k.true_facts || of_records)
                   else not (r.needs && k.false_facts) and not (r.unless && k.true_facts) end
    ), open as materialized (
        select l.kind, l."group", bit_or(l.marks) as marks, bool_or(l.part) as part, bool_or(l.granted) as granted
        from live l group by l.kind, l."group" having bool_or(l.permit)
    ), combinations as materialized (
        select m.marks, p.part, v.granted,
               m.true_facts || case when p.part then '{part_of_assignment}'::text[] else '{}' end
                   || case when v.granted then '{granted_by_responsible}'::text[] else '{}' end as true_facts,
               m.false_facts || case when p.part or wide then '{}'::text[] else '{part_of_assignment}' end
                   || case when v.granted or wide then '{}'::text[] else '{granted_by_responsible}' end as false_facts
        from gate.mark_combination m
        cross join (values (true), (false)) p (part)
        cross join (values (true), (false)) v (granted)
        where m.marks & ~relevant = 0 and (not wide or not (p.part or v.granted))
    ), yes as materialized (
        select o.kind, o."group", o.marks as asked, o.part as asks_part, o.granted as asks_granted,
               x.marks, x.part, x.granted
        from open o
        join kinds k on k.kind = o.kind
        join combinations x on x.marks & ~o.marks = 0 and (o.part or not x.part) and (o.granted or not x.granted)
        where (select coalesce(bool_or(l.permit and l.needs <@ (k.true_facts || x.true_facts)), false)
                  and not coalesce(bool_or(not l.permit and not (l.needs && x.false_facts)
                                           and not (l.unless && x.true_facts)), false)
               from live l where l.kind = o.kind and l."group" = o."group")
    ), shapes as materialized (
        select distinct x.marks from combinations x
    )
    select y.kind, h.marks, array_agg(distinct c.category)
    from yes y
    join kinds k on k.kind = y.kind
    join asked c on c."group" = y."group"
    join shapes h on h.marks & y.asked = y.marks
    where (not y.asks_part or y.part = coalesce(
              k.true_facts && '{assigned}' and (k.part is null or c.category = any (k.part)), false))
      and (not y.asks_granted or y.granted = coalesce(
              k.true_facts && '{has_view}' and (k.granted is null or c.category = any (k.granted)), false))
    group by y.kind, h.marks;
end $$;

-- May the actor do this with every dossier of the organisation, in at least one category?
create or replace function gate.wide(wanted text) returns boolean
language sql stable as $$ select exists (select from gate.kept_answers(wanted, true)) $$;

-- The dossiers in which the actor may do this, in at least one category.
create or replace function gate.dossier_ids(wanted text) returns setof uuid
language sql stable as $$
    select distinct d.id from gate.kinds() k cross join unnest(k.dossier_ids) d (id)
    where k.kind in (select y.kind from gate.kept_answers(wanted, false) y)
$$;

-- The frame of a dossier is seen by who may read in it, and by who may do the act at hand with it.
create or replace function gate.seen_dossier_ids() returns setof uuid
language sql stable as $$
    select gate.dossier_ids('read') union
    select gate.dossier_ids(w.action) from (select gate.action() as action) w where w.action <> 'read'
$$;
create or replace function gate.sees_all() returns boolean
language sql stable as $$ select gate.wide('read') or (gate.action() <> 'read' and gate.wide(gate.action())) $$;

-- A link with another system, by the rules in force on a day: where a rule speaks of linking, only what it names, with no
-- more than those fields, started by whom it says. What carries nothing of anybody is a link only where a rule speaks.
create or replace function gate.link_stands(
    organisation uuid, today date, asked_system text, asked_fields text[], starting text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case
        when not exists (select from public.adoption_linkrow l where l.version_id = v.id) then cardinality(asked_fields) = 0
        else exists (
            select from public.adoption_linkrow l
            where l.version_id = v.id and l.system <> '' and l.system = asked_system
              and asked_fields <@ l.fields::text[] and starting && l.roles::text[]) end
    from gate.version_in_force(organisation, today) v
$$;
-- The same for who acts: somebody who starts it themself in a role they hold, or else the program by itself.
create or replace function gate.may_link(asked_system text, asked_fields text[], by_hand boolean) returns boolean
language sql stable as $$
    select gate.action() = 'link' and gate.link_stands(
        gate.organisation_id(), (gate.context() ->> 'day')::date, asked_system, asked_fields,
        case when by_hand then array_remove(gate.held_roles(), 'system') else '{system}' end)
$$;

revoke all on all tables in schema gate from public;
call kernel.let_call('{{application}}', '{{worker}}', '{{auditor}}');
revoke all on function gate.seal_of(text, text), gate.remember(text, text), gate.remembered(text)
    from {{application}}, {{worker}}, {{auditor}};

-- Roles are given and ended by whoever the rules let authorise, and never to oneself.
drop policy if exists given on accounts_membership;
create policy given on accounts_membership for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'authorise'
    and (select gate.wide('authorise')) and account_id is distinct from (select gate.actor_id()));
drop policy if exists ended on accounts_membership;
create policy ended on accounts_membership for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'authorise'
    and (select gate.wide('authorise')) and account_id is distinct from (select gate.actor_id()));

-- Who comes in for an organisation outside that works for the agency does so under its agreement and its secrecy.
create or replace function gate.works_for_us(party uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(gate.party_assured(party, 'processing_agreement', on_day)
                    and gate.party_assured(party, 'recipient_under_secrecy', on_day), false)
$$;
revoke all on function gate.works_for_us(uuid, date) from public;
grant execute on function gate.works_for_us(uuid, date) to {{application}}, {{worker}}, {{auditor}};
drop policy if exists engaged on accounts_membership;
create policy engaged on accounts_membership as restrictive for insert to {{application}}, {{worker}} with check (
    role <> 'supplier' or gate.works_for_us(party_id, ((select gate.context()) ->> 'day')::date));

-- Maintenance is opened by whoever the rules let give work, never for oneself, and only for a supplier bound by both.
drop policy if exists opened on accounts_maintenancewindow;
create policy opened on accounts_maintenancewindow for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign'
    and (select gate.wide('assign')) and opened_by_id = (select gate.actor_id())
    and opened_at = ((select gate.context()) ->> 'moment')::timestamptz and closed_at is null
    and gate.works_for_us(party_id, ((select gate.context()) ->> 'day')::date)
    and exists (
        select from accounts_membership m
        where m.account_id = accounts_maintenancewindow.account_id and m.role = 'supplier'
          and m.party_id = accounts_maintenancewindow.party_id
          and m.organisation_id = accounts_maintenancewindow.organisation_id
          and ((select gate.context()) ->> 'day')::date between m.from_on and coalesce(m.until_on, 'infinity')));
drop policy if exists closed on accounts_maintenancewindow;
create policy closed on accounts_maintenancewindow for update using (
    organisation_id = (select gate.organisation_id()) and closed_at is null
    and (account_id = (select gate.actor_id()) or (select gate.action()) = 'assign' and (select gate.wide('assign'))))
with check (closed_by_id = (select gate.actor_id()));

-- What people declare is written by whoever the rules let give work, each version once.
drop policy if exists published on accounts_declarationtext;
create policy published on accounts_declarationtext for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign'))
    and in_force_from >= ((select gate.context()) ->> 'day')::date);

-- Founding an organisation is the owner's: its first people are let in by nobody, its first texts come with it.
drop policy if exists founded on accounts_membership;
create policy founded on accounts_membership for insert to {{owner}} with check (given_by_id is null);
drop policy if exists founded on accounts_declarationtext;
create policy founded on accounts_declarationtext for insert to {{owner}} with check (true);
