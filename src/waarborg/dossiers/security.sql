-- Dossiers: how the facts of this room are found in SQL, and who sees which row.

-- The scopes the actor has to do with: the dossiers in focus, or those they work on, may view, own or commissioned.
create or replace function gate.scopes()
returns table (scope_id uuid, dossier_id uuid, principal_kind text, part text[], granted_categories text[],
               true_facts text[], false_facts text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    content jsonb := gate.context();
    organisation uuid := (content ->> 'organisation')::uuid;
    actor uuid := (content ->> 'actor')::uuid;
    today date := (content ->> 'day')::date;
    at timestamptz := (content ->> 'moment')::timestamptz;
    own_persons uuid[];
    represented uuid[];
    own_parties uuid[];
    given_to uuid := case when content ->> 'action' in ('disclose', 'hand_over') then (content ->> 'party')::uuid end;
    wanted uuid[];
    looked_at text[] := case when jsonb_typeof(content -> 'narrow') = 'array'
                             then array(select jsonb_array_elements_text(content -> 'narrow')) end;
    declarable text[] := array(select f.fact from gate.declared_fact f order by f.fact);
    seeing text[] := '{access,copy}'; -- what a client asks in order to see what is kept of them (GDPR 15)
begin
    select coalesce(array_agg(m.person_id) filter (where m.role = 'client'), '{}'),
           -- A mandate for some kinds of data holds where nothing else is looked at, one for reading where one reads.
           coalesce(array_agg(m.person_id) filter (where m.role = 'representative'
               and (m.categories is null or coalesce(looked_at <@ m.categories::text[], false))
               and (not m.only_reads or content ->> 'action' in ('read', 'download'))), '{}'),
           coalesce(array_agg(m.party_id) filter (where m.party_id is not null), '{}')
      into own_persons, represented, own_parties
    from public.accounts_membership m
    where m.account_id = actor and m.organisation_id = organisation and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today);

    if jsonb_typeof(content -> 'focus') = 'array' then
        wanted := array(
            select d.id from public.dossiers_dossier d
            where d.organisation_id = organisation
              and d.id = any (array(select jsonb_array_elements_text(content -> 'focus')::uuid)));
    else
        wanted := array(
            select a.dossier_id from public.dossiers_assignment a
            where a.account_id = actor and a.organisation_id = organisation
              and today between a.from_on and coalesce(a.until_on, 'infinity')
            union
            select v.dossier_id from public.dossiers_view v
            where v.account_id = actor and v.organisation_id = organisation and v.state = 'granted'
              and at < v.ends_at and v.ended_at is null
            union
            select o.dossier_id from gate.open_showings(actor, organisation, at) o
            union
            select d.id from public.dossiers_dossier d
            where d.organisation_id = organisation and d.person_id = any (own_persons || represented)
            union
            select t.dossier_id from public.dossiers_trajectory t
            where t.organisation_id = organisation and t.principal_id = any (own_parties)
            union
            select r.dossier_id from public.rights_request r
            where r.organisation_id = organisation and r.ended_on is null and r."right" = any (seeing));
    end if;

    return query
    with frames as materialized (
        select t.id as scope_id, t.dossier_id, t.principal_id, t.principal_kind::text as principal_kind,
               t.acts_as = 'controller' as controller, t.for_illness, t.placed_on is not null as placed,
               coalesce(c.ends_on is null or c.ends_on >= today, true) as contract_running
        from public.dossiers_trajectory t
        left join public.parties_contract c on c.id = t.contract_id
        where t.dossier_id = any (wanted)
    ), work as materialized (
        select a.dossier_id, a.trajectory_id, bool_or(a.part is null) as whole,
               coalesce(array_agg(distinct p.category::text) filter (where p.category is not null), '{}') as part
        from public.dossiers_assignment a left join unnest(a.part) p (category) on true
        where a.account_id = actor and a.dossier_id = any (wanted)
          and today between a.from_on and coalesce(a.until_on, 'infinity')
        group by a.dossier_id, a.trajectory_id
    ), scoped as materialized (
        select f.scope_id, f.dossier_id, f.principal_kind, f.controller, f.for_illness, f.placed, f.contract_running,
               coalesce(f.principal_id = given_to, false) or f.principal_id = any (own_parties) as commissioned,
               w.dossier_id is not null as assigned,
               case when not w.whole then w.part end as part
        from frames f left join work w on w.trajectory_id = f.scope_id and w.dossier_id = f.dossier_id
        union all
        select d.id, d.id, f.principal_kind, coalesce(f.controller, true), coalesce(f.for_illness, false),
               coalesce(f.placed, false), coalesce(f.contract_running, false), coalesce(f.commissioned, false),
               w.dossier_id is not null, case when not w.whole then w.part end
        from unnest(wanted) d (id)
        left join (
            select f.dossier_id,
                   case when min(f.principal_kind) = max(f.principal_kind) then min(f.principal_kind) end as principal_kind,
                   bool_and(f.controller) as controller, bool_or(f.for_illness) as for_illness,
                   bool_or(f.placed) as placed, bool_or(f.contract_running) as contract_running,
                   bool_or(coalesce(f.principal_id = given_to, false) or f.principal_id = any (own_parties)) as commissioned
            from frames f group by f.dossier_id) f on f.dossier_id = d.id
        left join (
            select w.dossier_id, bool_or(w.whole) as whole,
                   coalesce(array_agg(distinct p.category) filter (where p.category is not null), '{}') as part
            from work w left join unnest(w.part) p (category) on true group by w.dossier_id) w on w.dossier_id = d.id
    ), looks as materialized (
        select v.dossier_id, bool_or(v.on_the_spot) as on_the_spot, bool_or(v.categories is null) as whole,
               coalesce(array_agg(distinct c.category::text) filter (where c.category is not null), '{}') as categories
        from public.dossiers_view v left join unnest(v.categories) c (category) on true
        where v.account_id = actor and v.dossier_id = any (wanted) and v.state = 'granted'
          and at < v.ends_at and v.ended_at is null
        group by v.dossier_id
    ), declared as materialized (
        -- A declaration for some kinds of data holds where nothing else is looked at.
        select r.dossier_id, array_agg(r.fact order by r.fact) as facts
        from (
            select c.dossier_id, c.fact::text as fact
            from public.dossiers_clientdeclaration c left join unnest(c.categories) k (category) on true
            where c.dossier_id = any (wanted) and c.fact = any (declarable)
              and today between c.from_on and coalesce(c.until_on, 'infinity')
              and (c.ended_on is null or today < c.ended_on)
              and (c.recipients is null or content ->> 'recipient' = any (c.recipients))
              and (c.purposes is null or content ->> 'purpose' = any (c.purposes))
              and (c.party_id is null or content ->> 'party' = c.party_id::text)
            group by c.dossier_id, c.fact
            having bool_or(c.categories is null)
                or coalesce(looked_at <@ array_agg(k.category::text) filter (where k.category is not null), false)) r
        group by r.dossier_id
    ), shown as materialized (
        -- What a client lets somebody look at holds, like a declaration, where nothing else is looked at.
        select o.dossier_id, array_agg(distinct i.category::text) as categories
        from gate.open_showings(actor, organisation, at) o join public.dossiers_shownrecord i on i.showing_id = o.id
        where o.dossier_id = any (wanted) group by o.dossier_id
    ), of_dossiers as materialized (
        select d.id, coalesce(d.closed_on >= today, true) as running, d.person_id = any (own_persons) as own,
               d.person_id = any (represented) as represents, d.regulation_handed_out_on is not null as handed_out,
               p.minor and coalesce(today < p.of_age_on, true) as minor, l.dossier_id is not null as has_view, coalesce(l.on_the_spot, false) as on_the_spot,
               case when not l.whole then l.categories end as granted,
               exists (select from public.dossiers_exclusion e
                       where e.dossier_id = d.id and e.account_id = actor and e.lifted_at is null) as excluded,
               coalesce(looked_at <@ h.categories, false) as shown,
               exists (select from public.rights_request r
                       where r.dossier_id = d.id and r.ended_on is null and r."right" = any (seeing)) as access_asked,
               content ->> 'action' = 'destroy' and exists (select from gate.holds_on(array[d.id])) as held,
               coalesce(c.facts, '{}') as declared,
               array(select f from unnest(declarable) f where f <> all (coalesce(c.facts, '{}'))) as undeclared
        from public.dossiers_dossier d
        join public.dossiers_person p on p.id = d.person_id
        left join looks l on l.dossier_id = d.id
        left join declared c on c.dossier_id = d.id
        left join shown h on h.dossier_id = d.id
        where d.id = any (wanted)
    )
    select s.scope_id, s.dossier_id, s.principal_kind, s.part, d.granted,
           array_remove(array[
               case when s.assigned then 'assigned' end,
               case when d.has_view then 'has_view' end,
               case when d.on_the_spot then 'on_the_spot' end,
               case when d.running then 'dossier_running' end,
               case when d.own then 'own_dossier' end,
               case when d.represents then 'represents_client' end,
               case when s.commissioned then 'own_commission' end,
               case when s.controller then 'agency_is_controller' end,
               case when d.excluded then 'excluded_by_name' end,
               case when d.minor then 'client_is_minor' end,
               case when s.for_illness then 'illness_or_incapacity' end,
               case when s.placed then 'placement_exists' end,
               case when s.contract_running then 'contract_running' end,
               case when d.shown then 'granted_by_client' end,
               case when d.access_asked then 'access_request_open' end,
               case when d.held then 'hold_pending' end,
               case when d.handed_out then 'regulation_handed_out' end], null) || d.declared,
           array_remove(array[
               case when not s.assigned then 'assigned' end,
               case when not d.has_view then 'has_view' end,
               case when not d.on_the_spot then 'on_the_spot' end,
               case when not d.running then 'dossier_running' end,
               case when not d.own then 'own_dossier' end,
               case when not d.represents then 'represents_client' end,
               case when not s.commissioned then 'own_commission' end,
               case when not s.controller then 'agency_is_controller' end,
               case when not d.excluded then 'excluded_by_name' end,
               case when not d.minor then 'client_is_minor' end,
               case when not s.for_illness then 'illness_or_incapacity' end,
               case when not s.placed then 'placement_exists' end,
               case when not s.contract_running then 'contract_running' end,
               case when not d.shown then 'granted_by_client' end,
               case when not d.access_asked then 'access_request_open' end,
               case when not d.held then 'hold_pending' end,
               case when not d.handed_out then 'regulation_handed_out' end], null) || d.undeclared
    from scoped s join of_dossiers d on d.id = s.dossier_id;
end $$;

-- Facts that a client, or who decides for them, declares.
create table if not exists gate.declared_fact (fact text primary key);
insert into gate.declared_fact (fact) values
    ('storage_consent'), ('written_consent'), ('no_objection_declared'), ('survey_consent'), ('research_consent'),
    ('health_consent'), ('parental_consent'), ('successor_agreed'), ('opted_out'), ('marketing_objection'),
    ('other_sources_consent')
on conflict do nothing;
revoke all on gate.declared_fact from public;

-- What the program may know of a dossier before it decides: no content, no name; only of the dossier that the signed
-- context is about, so that nobody walks past the others.
create or replace function gate.outline(asked uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    content jsonb := gate.context();
    organisation uuid := (content ->> 'organisation')::uuid;
    actor uuid := (content ->> 'actor')::uuid;
    today date := (content ->> 'day')::date;
begin
    if content is null then
        return null;
    end if;
    if asked is not null and not coalesce(content -> 'focus' ? asked::text, false) then
        asked := null;
    end if;
    return jsonb_build_object(
        'memberships', coalesce((
            select jsonb_agg(jsonb_build_object('role', m.role, 'basis', m.basis, 'person', m.person_id, 'party', m.party_id,
                       'profession', m.bound_by_profession, 'health', m.health_domain, 'categories', m.categories,
                       'only_reads', m.only_reads))
            from public.accounts_membership m
            where m.account_id = actor and m.organisation_id = organisation and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today)), '[]'),
        'maintenance', exists (
            select from public.accounts_maintenancewindow w
            where w.account_id = actor and w.organisation_id = organisation and w.closed_at is null
              and w.opened_at <= (content ->> 'moment')::timestamptz
              and (content ->> 'moment')::timestamptz < w.ends_at),
        'agreed', (
            select bool_and(exists (
                select from public.parties_assurance a
                where a.party_id = m.party_id and a.fact = 'processing_agreement'
                  and today between a.from_on and coalesce(a.review_on, 'infinity')
                  and (a.ended_on is null or today < a.ended_on)))
            from public.accounts_membership m
            where m.account_id = actor and m.organisation_id = organisation and m.party_id is not null
              and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today)),
        'texts', coalesce((
            select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'audience', t.audience, 'signed', t.signed)) from (
                select distinct on (t.kind, t.audience) t.id, t.kind, t.audience, exists (
                    select from public.accounts_declaration d
                    where d.text_id = t.id and d.account_id = actor
                      and today <= coalesce(d.until_on, 'infinity')) as signed
                from public.accounts_declarationtext t
                where t.organisation_id = organisation and t.contract_id is null and t.in_force_from <= today
                order by t.kind, t.audience, t.version desc) t), '[]'),
        'dossier', (
            select jsonb_build_object('id', d.id, 'number', d.number, 'person', d.person_id, 'opened_on', d.opened_on,
                       'closed_on', d.closed_on, 'handed_out_on', d.regulation_handed_out_on,
                       'minor', p.minor and coalesce(today < p.of_age_on, true), 'version', d.version)
            from public.dossiers_dossier d join public.dossiers_person p on p.id = d.person_id
            where d.id = asked and d.organisation_id = organisation),
        'trajectories', coalesce((
            select jsonb_agg(jsonb_build_object('id', t.id, 'principal', t.principal_id, 'principal_name', y.name,
                       'kind', t.principal_kind, 'acts_as', t.acts_as, 'type', t.type, 'phase', t.phase,
                       'own_phase', t.own_phase, 'goal', t.goal, 'outcome', t.outcome,
                       'closing_reason', t.closing_reason, 'first_interview_on', t.first_interview_on,
                       'plan_approved_on', t.plan_approved_on,
                       'for_illness', t.for_illness, 'hours_granted', t.hours_granted, 'referred_on', t.referred_on,
                       'started_on', t.started_on, 'planned_end_on', t.planned_end_on, 'placed_on', t.placed_on,
                       'ended_on', t.ended_on, 'contract_ends_on', c.ends_on, 'has_contract', c.id is not null,
                       'version', t.version)
                       order by t.referred_on, t.id)
            from public.dossiers_trajectory t
            join public.parties_party y on y.id = t.principal_id
            left join public.parties_contract c on c.id = t.contract_id
            where t.dossier_id = asked and t.organisation_id = organisation), '[]'),
        'assignments', coalesce((
            select jsonb_agg(jsonb_build_object('trajectory', a.trajectory_id, 'account', a.account_id,
                       'name', n.display_name, 'part', a.part, 'from_on', a.from_on, 'until_on', a.until_on,
                       'covers_for', a.covers_for_id)
                       order by a.from_on, a.id)
            from public.dossiers_assignment a join public.accounts_account n on n.id = a.account_id
            where a.dossier_id = asked and a.organisation_id = organisation), '[]'),
        'views', coalesce((
            select jsonb_agg(jsonb_build_object('id', v.id, 'categories', v.categories, 'on_the_spot', v.on_the_spot,
                       'ends_at', v.ends_at, 'ended_at', v.ended_at, 'state', v.state, 'rule', v.rule)
                       order by v.asked_at)
            from public.dossiers_view v
            where v.dossier_id = asked and v.organisation_id = organisation and v.account_id = actor), '[]'),
        'declared', coalesce((
            select jsonb_agg(jsonb_build_object('fact', c.fact, 'recipients', c.recipients, 'party', c.party_id,
                       'categories', c.categories, 'purposes', c.purposes))
            from public.dossiers_clientdeclaration c
            where c.dossier_id = asked and c.organisation_id = organisation
              and today between c.from_on and coalesce(c.until_on, 'infinity')
              and (c.ended_on is null or today < c.ended_on)), '[]'),
        'showings', coalesce((
            select jsonb_agg(jsonb_build_object('id', h.id, 'opened_at', h.opened_at, 'runs_until', h.runs_until,
                       'ended_at', h.ended_at, 'categories', array(
                           select distinct i.category from public.dossiers_shownrecord i where i.showing_id = h.id))
                       order by h.id)
            from public.dossiers_showing h join public.dossiers_dossier d on d.id = h.dossier_id
            where h.dossier_id = asked and h.organisation_id = organisation and h.account_id = actor
              and coalesce(d.closed_on >= today, true)), '[]'),
        'weighed', coalesce((
            select jsonb_agg(jsonb_build_object('scope', w.scope_id, 'category', w.category, 'needed', w.needed,
                       'on', w.weighed_on) order by w.id)
            from public.dossiers_weighing w
            where w.dossier_id = asked and w.organisation_id = organisation), '[]'),
        'restricted', coalesce((
            select jsonb_agg(jsonb_build_object('id', x.id, 'record', x.record_id, 'category', x.category,
                       'article', x.article, 'since', x.since, 'letter', x.lifting_letter_id, 'lifts_on', x.lifts_on)
                       order by x.since, x.id)
            from public.dossiers_restriction x
            where x.dossier_id = asked and x.organisation_id = organisation and x.lifted_at is null), '[]'),
        'practice', (select p.id from gate.practice_in_force(organisation) p),
        'asked', coalesce((
            select jsonb_agg(distinct r."right") from public.rights_request r
            where r.dossier_id = asked and r.organisation_id = organisation and r.ended_on is null), '[]'),
        'held', content ->> 'action' = 'destroy' and exists (select from gate.holds_on(array[asked])),
        'excluded', exists (
            select from public.dossiers_exclusion e
            where e.dossier_id = asked and e.organisation_id = organisation and e.account_id = actor
              and e.lifted_at is null));
end $$;

-- Does the client of a dossier object to recruitment today? The objection holds from the act, also for the program.
create or replace function gate.objects(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.dossiers_clientdeclaration c
        where c.dossier_id = asked and c.organisation_id = gate.organisation_id()
          and c.fact in ('marketing_objection', 'opted_out') and not c.refused
          and (gate.context() ->> 'day')::date between c.from_on and coalesce(c.until_on, 'infinity')
          and (c.ended_on is null or (gate.context() ->> 'day')::date < c.ended_on))
$$;

-- A number and its dossier, within the organisation: says that there is one, and nothing of it. Only for a context that
-- was signed for looking up, in which nothing else is done.
create or replace function gate.dossier_numbered(asked text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id from public.dossiers_dossier d
    where d.number = asked and d.organisation_id = gate.organisation_id() and gate.action() = 'request'
$$;

-- The dossiers that the actor was kept out of by name: whatever a rule lets them do, nothing of these is there for them.
create or replace function gate.kept_out_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.dossier_id from public.dossiers_exclusion e
    where e.organisation_id = gate.organisation_id() and e.account_id = gate.actor_id() and e.lifted_at is null
$$;
create or replace procedure kernel.keep_out(kept regclass, dossier_column text)
language plpgsql as $$
begin
    execute format('drop policy if exists kept_out on %s', kept);
    execute format(
        'create policy kept_out on %s as restrictive to {{application}}, {{worker}}, {{auditor}}
         using (%I is null or %I <> all (array(select gate.kept_out_ids())))',
        kept, dossier_column, dossier_column);
end $$;

-- What a principal sent here under an agreement that runs: the frame of each commission, and nothing of the person. For
-- who holds that principal's role today, signed secrecy and signed in strongly.
drop function if exists gate.own_commissions() cascade;
create function gate.own_commissions()
returns table (trajectory_id uuid, dossier_id uuid, number text, party_id uuid, principal_name text, type text, phase text, own_phase text,
               contract_number text, contract_ends_on date, hours_granted numeric, referred_on date, started_on date,
               planned_end_on date, ended_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.id, t.dossier_id, d.number::text, y.id, y.name::text, t.type::text, t.phase::text, t.own_phase::text, c.number::text,
           c.ends_on, t.hours_granted, t.referred_on, t.started_on, t.planned_end_on, t.ended_on
    from public.dossiers_trajectory t
    join public.dossiers_dossier d on d.id = t.dossier_id
    join public.parties_party y on y.id = t.principal_id
    left join public.parties_contract c on c.id = t.contract_id
    where t.organisation_id = gate.organisation_id() and 'principal' = any (gate.held_roles())
      and (select f.true_facts @> '{confidentiality_signed,strong_sign_in}' from gate.actor_facts() f)
      and coalesce(c.ends_on >= gate.day(), true)
      and t.principal_id in (
          select m.party_id from public.accounts_membership m
          where m.account_id = gate.actor_id() and m.organisation_id = gate.organisation_id() and m.role = 'principal'
            and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day()))
      and d.id <> all (array(select gate.kept_out_ids()))
    order by t.ended_on is not null, t.referred_on desc, d.number
$$;
-- The dossiers of the actor themself, and of those for whom they decide: the frame alone, for who signed in strongly.
-- Policies of later rooms ask it; their own files make them again, in this same transaction.
drop function if exists gate.own_dossiers() cascade;
create function gate.own_dossiers()
returns table (membership_id uuid, dossier_id uuid, number text, acting text, categories text[], only_reads boolean,
               until_on date, opened_on date, closed_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id, d.id, d.number::text,
           case when m.role = 'client' then 'client' when m.basis = 'parenthood' then 'parent'
                when m.basis = 'guardianship' then 'guardian' else 'representative' end, m.categories::text[], m.only_reads, m.until_on, d.opened_on,
           d.closed_on
    from public.accounts_membership m
    join public.dossiers_dossier d on d.person_id = m.person_id and d.organisation_id = m.organisation_id
    where m.account_id = gate.actor_id() and m.organisation_id = gate.organisation_id()
      and m.role in ('client', 'representative') and m.role = any (gate.held_roles())
      and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day())
      and (gate.context() ->> 'strong')::boolean
    order by m.role, d.number
$$;
revoke all on function gate.own_dossiers() from public, {{worker}}, {{auditor}};
grant execute on function gate.own_dossiers() to {{application}};
-- As whom the actor may speak for the client of a dossier: asking, consenting, taking back. Reading alone is not speaking.
create or replace function gate.speaks_as(asked uuid) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when m.role = 'client' then 'client' when m.basis = 'parenthood' then 'parent'
                when m.basis = 'guardianship' then 'guardian' else 'representative' end
    from public.accounts_membership m join public.dossiers_dossier d on d.person_id = m.person_id
    where d.id = asked and m.account_id = gate.actor_id() and m.organisation_id = gate.organisation_id()
      and d.organisation_id = m.organisation_id and m.role = any (gate.held_roles()) and not m.only_reads
      and m.role in ('client', 'representative')
      and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day())
$$;
revoke all on function gate.speaks_as(uuid) from public;
grant execute on function gate.speaks_as(uuid) to {{application}}, {{worker}}, {{auditor}};
-- Does a client act, or who decides for them, in no role of the agency's own?
create or replace function gate.from_clients() returns boolean
language sql stable as $$
    select cardinality(gate.held_roles()) > 0 and gate.held_roles() <@ '{client,representative}'
$$;
revoke all on function gate.from_clients() from public;
grant execute on function gate.from_clients() to {{application}}, {{worker}}, {{auditor}};
-- What a client lets this account look at now: opened by it, its time not over, not taken back, the dossier running.
create or replace function gate.open_showings(viewer uuid, organisation uuid, at timestamptz)
returns table (id uuid, dossier_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select h.id, h.dossier_id from public.dossiers_showing h join public.dossiers_dossier d on d.id = h.dossier_id
    where h.account_id = viewer and h.organisation_id = organisation and h.ended_at is null
      and h.opened_at <= at and at < h.runs_until
      and h.organisation_id = gate.organisation_id() and viewer = gate.actor_id()
      and coalesce(d.closed_on >= gate.day(), true)
$$;
create or replace function gate.chosen_record_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.record_id from gate.open_showings(gate.actor_id(), gate.organisation_id(), gate.moment()) o
    join public.dossiers_shownrecord i on i.showing_id = o.id
$$;
revoke all on function gate.open_showings(uuid, uuid, timestamptz), gate.chosen_record_ids() from public;
grant execute on function gate.open_showings(uuid, uuid, timestamptz), gate.chosen_record_ids()
    to {{application}}, {{worker}}, {{auditor}};

-- Does somebody act who comes from outside, in no role of the agency's own?
create or replace function gate.from_outside() returns boolean
language sql stable as $$
    select cardinality(gate.held_roles()) > 0 and gate.held_roles() <@ '{principal,third_party_viewer,auditor}'
$$;
revoke all on function gate.from_outside() from public;
grant execute on function gate.from_outside() to {{application}}, {{worker}}, {{auditor}};
revoke all on function gate.own_commissions() from public, {{worker}}, {{auditor}};
grant execute on function gate.own_commissions() to {{application}};
-- The agreement under which a trajectory is done.
create or replace function gate.contract_of(trajectory uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.contract_id from public.dossiers_trajectory t
    where t.id = trajectory and t.organisation_id = gate.organisation_id()
$$;
revoke all on function gate.contract_of(uuid) from public;
grant execute on function gate.contract_of(uuid) to {{application}}, {{worker}}, {{auditor}};

-- The dossiers an actor has to do with in this context, whatever for: in focus, seen, to be decided on, asked for.
create or replace function gate.known_dossier_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select gate.seen_dossier_ids() union
    select gate.dossier_ids('grant') union
    select v.dossier_id from public.dossiers_view v
    where v.account_id = (select gate.actor_id()) and v.organisation_id = (select gate.organisation_id()) union
    select d.id from public.dossiers_dossier d
    where d.organisation_id = (select gate.organisation_id()) and d.id = any (array(
        select f::uuid from jsonb_array_elements_text(
            (select case when jsonb_typeof(c -> 'focus') = 'array' then c -> 'focus' end from gate.context() c)) f))
$$;
create or replace function gate.knows_all() returns boolean
language sql stable as $$
    select gate.sees_all() or gate.wide('grant') or (gate.actor_id() is null and gate.roles() = '{system}')
$$;
create or replace function gate.known_scope_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with known as materialized (select gate.known_dossier_ids() as id)
    select k.id from known k union all
    select s.scope_id from gate.kinds() k cross join unnest(k.scope_ids, k.dossier_ids) s (scope_id, dossier_id)
    where s.dossier_id in (select k.id from known k)
$$;
-- The dossiers with an open request that the actor must answer or see to, by a role that an article names: of these they
-- know that there is a request, and its number, also where they may read nothing.
create or replace function gate.judging_roles() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when f.true_facts @> '{confidentiality_signed,strong_sign_in}'
                then array(select unnest(gate.held_roles())) else '{}' end
    from gate.actor_facts() f
$$;
create or replace function gate.judged_dossier_ids() returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
    select distinct r.dossier_id from public.rights_request r
    where r.organisation_id = gate.organisation_id() and r.ended_on is null
      and (r.judged_by = any (gate.judging_roles()) or r.overseen_by = any (gate.judging_roles()))
      and r.dossier_id <> all (array(select gate.kept_out_ids()));
end $$;
create or replace function gate.numbers_of(asked uuid[]) returns table (id uuid, number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.id, d.number::text from public.dossiers_dossier d
    where d.id = any (asked) and d.organisation_id = (select gate.organisation_id())
      and ((select gate.knows_all()) or (select gate.wide('assign')) or d.id = any (array(select gate.known_dossier_ids()))
           or d.id = any (array(select gate.judged_dossier_ids())))
$$;

-- The dossiers that somebody asked to look along in, what still waits first: where to ask the rules who may decide.
-- Only for a context that was signed for looking up.
create or replace function gate.looked_dossiers(most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select v.dossier_id from public.dossiers_view v
    where v.organisation_id = gate.organisation_id() and gate.action() = 'request'
    order by v.state = 'requested' or (v.state = 'granted' and v.reviewed_at is null) desc, v.asked_at desc limit most
$$;
create or replace function gate.dossier_of_view(asked uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select v.dossier_id from public.dossiers_view v
    where v.id = asked and v.organisation_id = gate.organisation_id() and gate.action() = 'request'
$$;

-- Who is here already: for people whom somebody wants to open a dossier for, which of them have one. Asked with
-- keyed tokens of what the asker has at hand; only by who may open dossiers, in the act of opening.
create or replace function gate.people_known(asked jsonb) returns table (place integer, dossier_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
begin
    if organisation is null or gate.action() <> 'open_dossier' or not gate.wide('open_dossier') then
        return;
    end if;
    return query
    with people as materialized (
        select (p ->> 'place')::integer as place, decode(p ->> 'number', 'hex') as number,
               decode(p ->> 'birth', 'hex') as birth,
               array(select decode(w, 'hex') from jsonb_array_elements_text(p -> 'words') w) as words
        from jsonb_array_elements(asked) p
    )
    select p.place, t.dossier_id from people p
    join public.dossiers_searchtoken t
      on t.organisation_id = organisation and t.kind = 'number' and t.token = p.number
    union
    select p.place, t.dossier_id from people p
    join public.dossiers_searchtoken t
      on t.organisation_id = organisation and t.kind = 'birth_date' and t.token = p.birth
    where cardinality(p.words) > 0 and not exists (
        select from unnest(p.words) w where not exists (
            select from public.dossiers_searchtoken n
            where n.organisation_id = organisation and n.kind = 'name' and n.token = w and n.dossier_id = t.dossier_id));
end $$;

-- The next number of a year, counted per organisation; the counter's row is locked until the dossier is there.
create table if not exists gate.dossier_counter (
    organisation_id uuid not null, year integer not null, last integer not null, primary key (organisation_id, year));
revoke all on gate.dossier_counter from public;
call kernel.protect('gate.dossier_counter');
drop policy if exists counted on gate.dossier_counter;
create policy counted on gate.dossier_counter to {{owner}} using (true) with check (true);
create or replace function gate.next_dossier_number(asked_year integer) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    organisation uuid := gate.organisation_id();
    given integer;
    prefix text;
begin
    if organisation is null or gate.action() <> 'open_dossier' then
        raise exception 'a number is given only when a dossier is opened';
    end if;
    insert into gate.dossier_counter as c (organisation_id, year, last) values (organisation, asked_year, 1)
    on conflict (organisation_id, year) do update set last = c.last + 1 returning last into given;
    select o.dossier_prefix into prefix from public.accounts_organisation o where o.id = organisation;
    return format('%s-%s-%s', prefix, asked_year, lpad(given::text, 4, '0'));
end $$;

revoke all on function gate.scopes(), gate.outline(uuid), gate.next_dossier_number(integer), gate.dossier_numbered(text),
    gate.numbers_of(uuid[]), gate.known_dossier_ids(), gate.knows_all(), gate.known_scope_ids(),
    gate.looked_dossiers(integer), gate.dossier_of_view(uuid), gate.kept_out_ids(), gate.judging_roles(),
    gate.judged_dossier_ids() from public;
revoke all on function gate.people_known(jsonb) from public, {{auditor}};
grant execute on function gate.people_known(jsonb), gate.next_dossier_number(integer) to {{application}}, {{worker}};
grant execute on function gate.looked_dossiers(integer), gate.dossier_of_view(uuid) to {{application}}, {{worker}};
grant execute on function gate.scopes(), gate.outline(uuid), gate.dossier_numbered(text), gate.numbers_of(uuid[]),
    gate.known_dossier_ids(), gate.knows_all(), gate.known_scope_ids(), gate.kept_out_ids(), gate.judging_roles(),
    gate.judged_dossier_ids()
    to {{application}}, {{worker}}, {{auditor}};

call kernel.bind('dossiers_dossier', 'person_id', 'dossiers_person');
call kernel.bind('dossiers_trajectory', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_trajectory', 'principal_id', 'parties_party');
call kernel.bind('dossiers_trajectory', 'contract_id', 'parties_contract');
call kernel.bind('dossiers_assignment', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_assignment', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('dossiers_exclusion', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_exclusion', 'lifted_decision_id', 'ledger_decision');
call kernel.bind('dossiers_weighing', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_handout', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_handout', 'version_id', 'adoption_version');
call kernel.bind('dossiers_addressconfirmation', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_clientdeclaration', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_clientdeclaration', 'party_id', 'parties_party');
-- The words that were shown are those whose fingerprint stands beside them.
alter table dossiers_clientdeclaration drop constraint if exists declaration_words_are_whole;
alter table dossiers_clientdeclaration add constraint declaration_words_are_whole check (
    wording_sha256 = case wording when '' then '' else encode(sha256(convert_to(wording, 'UTF8')), 'hex') end);
call kernel.bind('dossiers_record', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_record', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('dossiers_recordversion', 'record_id', 'dossiers_record');
call kernel.bind('dossiers_recordversion', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_searchtoken', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_searchtoken', 'record_id', 'dossiers_record');
call kernel.bind('dossiers_view', 'dossier_id', 'dossiers_dossier');

call kernel.bind('accounts_membership', 'person_id', 'dossiers_person');

do $$
declare name text; part text;
begin
    -- No effect without its decision: the row that a rule allowed points at the answer that allowed it.
    foreach name in array array['dossiers_person', 'dossiers_dossier', 'dossiers_trajectory', 'dossiers_assignment',
                                'dossiers_exclusion', 'dossiers_clientdeclaration', 'dossiers_record',
                                'dossiers_recordversion', 'dossiers_view', 'dossiers_weighing', 'dossiers_handout',
                                'dossiers_addressconfirmation'] loop
        execute format('alter table %I drop constraint if exists %I', name, name || '_rests_on_decision');
        call kernel.bind(name::regclass, 'decision_id', 'ledger_decision');
    end loop;
    -- What is sealed opens with a key of the same organisation.
    foreach name in array array['dossiers_exclusion', 'dossiers_record', 'dossiers_recordversion', 'dossiers_view'] loop
        call kernel.bind(name::regclass, 'data_key_id', 'vault.data_key');
    end loop;
    -- What hangs on a trajectory or a record hangs on the dossier of that trajectory or record.
    foreach name in array array['trajectory', 'record'] loop
        if not exists (select from pg_constraint where conname = name || '_within_dossier') then
            execute format('alter table %I add constraint %I unique (dossier_id, id)',
                           'dossiers_' || name, name || '_within_dossier');
        end if;
    end loop;
    for name, part in select * from (values ('assignment', 'trajectory'), ('record', 'trajectory'),
                                            ('recordversion', 'record'), ('searchtoken', 'record')) m (name, part) loop
        if not exists (select from pg_constraint where conname = name || '_' || part || '_within_dossier') then
            execute format('alter table %I add constraint %I foreign key (dossier_id, %I) references %I (dossier_id, id)',
                           'dossiers_' || name, name || '_' || part || '_within_dossier', part || '_id',
                           'dossiers_' || part);
        end if;
    end loop;
    foreach name in array array['person', 'dossier', 'trajectory', 'assignment', 'exclusion', 'clientdeclaration',
                                'record', 'recordversion', 'searchtoken', 'view', 'weighing', 'handout',
                                'addressconfirmation'] loop
        execute format('call kernel.protect(%L)', 'dossiers_' || name);
        execute format('grant select, insert on %I to {{application}}, {{worker}}', 'dossiers_' || name);
        execute format('grant select on %I to {{auditor}}', 'dossiers_' || name);
        if name not in ('person', 'exclusion', 'view') then
            execute format('call kernel.keep_out(%L, %L)', 'dossiers_' || name,
                           case name when 'dossier' then 'id' else 'dossier_id' end);
        end if;
    end loop;
end $$;
-- What a row is about is written once; only what can happen to it afterwards can be changed.
revoke update on dossiers_person, dossiers_dossier, dossiers_trajectory, dossiers_assignment, dossiers_clientdeclaration,
    dossiers_exclusion, dossiers_record, dossiers_view, dossiers_weighing, dossiers_handout, dossiers_addressconfirmation
    from {{application}}, {{worker}};
grant update (minor, of_age_on, died_on) on dossiers_person to {{application}}, {{worker}};
grant update (closed_on, regulation_handed_out_on, version) on dossiers_dossier to {{application}}, {{worker}};
grant update (contract_id, phase, own_phase, goal, outcome, closing_reason, for_illness, hours_granted, first_interview_on,
              plan_approved_on, started_on, planned_end_on, placed_on, ended_on, version)
    on dossiers_trajectory to {{application}}, {{worker}};
grant update (lifted_at, lifted_decision_id, sealed) on dossiers_exclusion to {{application}}, {{worker}};
grant update (until_on) on dossiers_assignment to {{application}}, {{worker}};
grant update (ended_on) on dossiers_clientdeclaration to {{application}}, {{worker}};
grant update (sealed, source, marks, occurred_on, version, changed_at, decision_id, moved_on, only_one)
    on dossiers_record to {{application}}, {{worker}};
grant update (state, rule, categories, on_the_spot, decided_by_id, decided_at, ends_at, ended_at, review_by,
              reviewed_by_id, reviewed_at, client_told_at, data_key_id, sealed)
    on dossiers_view to {{application}}, {{worker}};
grant delete on dossiers_searchtoken to {{application}}, {{worker}};
grant usage on all sequences in schema public to {{application}}, {{worker}};

-- The scope of a record is its trajectory, or its dossier when it belongs to the person.
do $$
begin
    if not exists (select from pg_constraint where conname = 'record_scope_is_its_own') then
        alter table dossiers_record add constraint record_scope_is_its_own
            check (scope_id = coalesce(trajectory_id, dossier_id));
    end if;
end $$;

-- Records: by scope, category and marks (authorship among them), from one uncorrelated look at the rules per context.
-- Nothing comes in that a client approved already (16): that is said of a version that stands.
drop policy if exists read on dossiers_record;
create policy read on dossiers_record for select using (
    organisation_id = (select gate.organisation_id()) and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.category, a.marks from gate.answers('read', true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.scope_id, a.category, a.marks from gate.answers('read', false) a)));
-- Who may give something to another without reading it otherwise, has it in hand in the act of giving.
drop policy if exists given on dossiers_record;
create policy given on dossiers_record for select using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose' and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('disclose')))
            in (select a.category, a.marks from gate.answers('disclose', true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('disclose')))
            in (select a.scope_id, a.category, a.marks from gate.answers('disclose', false) a)));
drop policy if exists write on dossiers_record;
create policy write on dossiers_record for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and marks & 16 = 0 and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('write')))
            in (select a.category, a.marks from gate.answers('write', true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('write')))
            in (select a.scope_id, a.category, a.marks from gate.answers('write', false) a)));
drop policy if exists correct on dossiers_record;
create policy correct on dossiers_record for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('correct', 'restrict')
    and moved_on is null and erased_on is null and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant((select gate.action()))))
            in (select a.category, a.marks from gate.answers((select gate.action()), true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant((select gate.action()))))
            in (select a.scope_id, a.category, a.marks from gate.answers((select gate.action()), false) a)))
with check (organisation_id = (select gate.organisation_id()));

-- Where a record came from stays with it, whatever else is corrected; and what was shared stays so.
create or replace function gate.origin_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.marks & ~new.marks & 7 <> 0 then
        raise exception 'where a record came from stays with it, and what was shared stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger origin_stays before update of marks on dossiers_record
    for each row execute function gate.origin_stays();

drop policy if exists read on dossiers_recordversion;
create policy read on dossiers_recordversion for select using (
    organisation_id = (select gate.organisation_id()) and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.category, a.marks from gate.answers('read', true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.scope_id, a.category, a.marks from gate.answers('read', false) a)));
drop policy if exists correct on dossiers_recordversion;
create policy correct on dossiers_recordversion for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'correct'
    and exists (
        select from dossiers_record r
        where r.id = record_id and r.scope_id = dossiers_recordversion.scope_id
          and r.category = dossiers_recordversion.category and r.marks = dossiers_recordversion.marks
          and r.author_id is not distinct from dossiers_recordversion.author_id));

-- What a record said before goes with it when it is taken to the dossier where it belongs; nothing is taken otherwise.
grant delete on dossiers_recordversion to {{application}}, {{worker}};
drop policy if exists moved on dossiers_recordversion;
create policy moved on dossiers_recordversion for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'correct'
    and exists (select from dossiers_record r where r.id = record_id and r.moved_on is not null)
    and ((select gate.wide('correct')) or dossier_id = any (array(select gate.dossier_ids('correct')))));

-- Search tokens: found only where the record behind them may be read.
drop policy if exists read on dossiers_searchtoken;
create policy read on dossiers_searchtoken for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from dossiers_record r where r.id = record_id));
drop policy if exists write on dossiers_searchtoken;
create policy write on dossiers_searchtoken for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) in ('write', 'correct')
    and ((select gate.wide((select gate.action())))
         or dossier_id = any (array(select gate.dossier_ids((select gate.action()))))));
drop policy if exists replace on dossiers_searchtoken;
create policy replace on dossiers_searchtoken for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'correct'
    and ((select gate.wide('correct')) or dossier_id = any (array(select gate.dossier_ids('correct')))));

-- The frame: visible where anything in it may be read, or where the act at hand is allowed.
do $$
declare name text; key text; column_name text;
begin
    foreach name in array array['dossier', 'trajectory', 'assignment', 'exclusion', 'clientdeclaration', 'weighing', 'handout',
                                'addressconfirmation'] loop
        column_name := case name when 'dossier' then 'id' else 'dossier_id' end;
        execute format('drop policy if exists seen on %I', 'dossiers_' || name);
        execute format(
            'create policy seen on %I for select using (organisation_id = (select gate.organisation_id()) and (
                %I = any (array(select gate.seen_dossier_ids())) or (select gate.sees_all())))',
            'dossiers_' || name, column_name);
    end loop;
end $$;
drop policy if exists seen on dossiers_person;
create policy seen on dossiers_person for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from dossiers_dossier d where d.person_id = dossiers_person.id));

-- Making and changing the frame: only in the act that the rules allow.
do $$
declare
    made record;
begin
    for made in select * from (values
        ('person', 'insert', array['open_dossier']), ('dossier', 'insert', array['open_dossier']),
        ('trajectory', 'insert', array['open_dossier']), ('assignment', 'insert', array['assign', 'open_dossier']),
        ('exclusion', 'insert', array['assign']), ('weighing', 'insert', array['close']), ('clientdeclaration', 'insert', array['write']),
        ('handout', 'insert', array['write', 'open_dossier']), ('addressconfirmation', 'insert', array['write', 'read']),
        ('person', 'update', array['open_dossier', 'correct', 'write']),
        ('dossier', 'update', array['close', 'correct', 'write', 'open_dossier']),
        ('trajectory', 'update', array['close', 'correct', 'write']),
        ('assignment', 'update', array['assign']), ('exclusion', 'update', array['assign']),
        ('clientdeclaration', 'update', array['write', 'correct'])) m (name, verb, acts)
    loop
        execute format('drop policy if exists %I on %I', 'made_by_' || made.verb, 'dossiers_' || made.name);
        execute format(
            'create policy %I on %I for %s %s (organisation_id = (select gate.organisation_id())
             and (select gate.action()) = any (%L::text[])
             and ((select gate.wide((select gate.action()))) %s))',
            'made_by_' || made.verb, 'dossiers_' || made.name, made.verb,
            case made.verb when 'insert' then 'with check' else 'using' end, made.acts,
            case made.name
                when 'person' then case made.verb when 'update' then
                    'or exists (select from dossiers_dossier d where d.person_id = dossiers_person.id)' else '' end
                when 'dossier' then case made.verb when 'update' then
                    'or id = any (array(select gate.dossier_ids((select gate.action()))))' else '' end
                else 'or dossier_id = any (array(select gate.dossier_ids((select gate.action()))))' end);
    end loop;
end $$;

-- Is a kind of data written down for a trajectory, or for the person? That it is there is told to whoever works here, also
-- to who may not read it.
create or replace function gate.is_written(trajectory uuid, asked_category text, for_trajectory boolean) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.dossiers_trajectory t join public.dossiers_record r on r.dossier_id = t.dossier_id
        where t.id = trajectory and t.organisation_id = gate.organisation_id()
          and r.category = asked_category and r.moved_on is null
          and (not for_trajectory or r.trajectory_id = t.id))
$$;
revoke all on function gate.is_written(uuid, text, boolean) from public;
grant execute on function gate.is_written(uuid, text, boolean) to {{application}}, {{worker}};

-- Where the regulation says so, no trajectory leaves its intake before client and principal have the regulation, nor before
-- what a duty asks is written down. What does not start at all waits for nothing.
create or replace function gate.stays_in_intake() returns trigger
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    before text[] := array['referral', 'intake'];
    version uuid;
begin
    if old.phase <> all (before) or new.phase = any (before || 'ended'::text) then
        return new;
    end if;
    select v.id into version
    from gate.version_in_force(new.organisation_id, (gate.context() ->> 'day')::date) v;
    if exists (
        select from public.adoption_notice n
        where n.version_id = version and n.notice = 'regulation' and n.blocks = 'leaving_intake' and (
            (n.whom = 'client' and not exists (
                select from public.dossiers_dossier d
                where d.id = new.dossier_id and d.regulation_handed_out_on is not null))
            or (n.whom = 'principal' and new.principal_kind <> 'client' and not exists (
                select from public.parties_partyhandout h
                where h.party_id = new.principal_id and h.version_id = version)))) then
        raise exception 'the intake is not over: somebody has still to get the regulation'
            using errcode = 'insufficient_privilege';
    end if;
    if exists (
        select from public.adoption_dutyrow u
        where u.version_id = version and u.blocks = 'leaving_intake' and not exists (
            select from public.dossiers_record r
            where r.dossier_id = new.dossier_id and r.category = u.category and r.moved_on is null
              and (not u.per_trajectory or r.trajectory_id = new.id))) then
        raise exception 'the intake is not over: something has still to be written down'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger stays_in_intake before update of phase on dossiers_trajectory
    for each row execute function gate.stays_in_intake();

-- That the client has the regulation is so because somebody handed it out, in the way that its article asks. Who has one
-- already hears of a change in the way of the article about changes.
create or replace function gate.was_handed_out() returns trigger
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.regulation_handed_out_on is null and gate.action() = 'destroy' and gate.roles() = '{system}' then
        return new;
    end if;
    if new.regulation_handed_out_on is distinct from old.regulation_handed_out_on and not exists (
        select from public.dossiers_handout h
        where h.dossier_id = new.id and h.handed_on = new.regulation_handed_out_on) then
        raise exception 'the regulation is handed out with its proof' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger was_handed_out before update of regulation_handed_out_on on dossiers_dossier
    for each row execute function gate.was_handed_out();
drop policy if exists as_asked on dossiers_handout;
create policy as_asked on dossiers_handout as restrictive for insert to {{application}}, {{worker}}
    with check (gate.proof_enough(version_id, 'client', proof)
                or exists (select from dossiers_dossier d where d.id = dossier_id and d.regulation_handed_out_on is not null));
-- What shows a consent: on their own pages the client alone answers, what is in writing is signed, a scan is of this dossier.
drop policy if exists as_proved on dossiers_clientdeclaration;
create policy as_proved on dossiers_clientdeclaration as restrictive for insert to {{application}}, {{worker}} with check (
    (proof = 'own_pages') = (select gate.from_clients())
    and (record_id is null or exists (
        select from dossiers_record r
        where r.id = dossiers_clientdeclaration.record_id and r.dossier_id = dossiers_clientdeclaration.dossier_id))
    and not (wording <> '' and proof = 'noted' and form in ('written', 'separate_form')));

-- Views: one's own, and those one may decide on. Asking is open to every colleague; granting is not.
drop policy if exists seen on dossiers_view;
create policy seen on dossiers_view for select using (
    organisation_id = (select gate.organisation_id()) and (
        account_id = (select gate.actor_id())
        or (select gate.wide('grant')) or dossier_id = any (array(select gate.dossier_ids('grant')))
        or dossier_id = any (array(select gate.dossier_ids('read')))
        or (select gate.roles()) = '{system}'));
drop policy if exists asked on dossiers_view;
create policy asked on dossiers_view for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and state = 'requested' and decided_by_id is null);
drop policy if exists decided on dossiers_view;
create policy decided on dossiers_view for update using (
    organisation_id = (select gate.organisation_id()) and (
        ((select gate.action()) = 'grant' and account_id is distinct from (select gate.actor_id())
            and ((select gate.wide('grant')) or dossier_id = any (array(select gate.dossier_ids('grant')))))
        or (account_id = (select gate.actor_id()) and state = 'granted')
        or (account_id = (select gate.actor_id()) and state = 'requested')
        or (select gate.roles()) = '{system}'))
with check (
    organisation_id = (select gate.organisation_id()) and (
        ((select gate.action()) = 'grant' and account_id is distinct from (select gate.actor_id()))
        or (account_id = (select gate.actor_id()) and (state = 'withdrawn' or ended_at is not null))
        or (select gate.roles()) = '{system}'));

-- What the floors below keep of a dossier is there for whom the dossier is: its events, its keys, its people's accounts.
drop policy if exists within on ledger_event;
drop policy if exists seen on ledger_event;
create policy seen on ledger_event for select using (
    organisation_id = (select gate.organisation_id()) and (
        actor_id = (select gate.actor_id()) or (select gate.knows_all())
        or dossier_id = any (array(select gate.seen_dossier_ids()))
        or dossier_id = any (array(select gate.dossier_ids('grant')))
        or dossier_ids && array(select gate.seen_dossier_ids())));
drop policy if exists seen on ledger_shown;
drop policy if exists within on ledger_shown;
create policy seen on ledger_shown for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.knows_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))
        or dossier_id = any (array(select gate.dossier_ids('grant')))));
drop policy if exists within on ledger_eventcontent;
drop policy if exists seen on ledger_eventcontent;
create policy seen on ledger_eventcontent for select using (
    organisation_id = (select gate.organisation_id()) and exists (select from ledger_event e where e.id = event_id));

drop policy if exists within on vault.data_key;
drop policy if exists known on vault.data_key;
create policy known on vault.data_key using (
    organisation_id = (select gate.organisation_id()) and (
        scope_id is null or (select gate.knows_all()) or scope_id = any (array(select gate.known_scope_ids()))));
drop policy if exists within on vault.blob;
drop policy if exists known on vault.blob;
create policy known on vault.blob using (
    organisation_id = (select gate.organisation_id()) and exists (select from vault.data_key k where k.id = key_id));

drop policy if exists within on accounts_membership;
create policy within on accounts_membership for select using (
    account_id = (select gate.actor_id())
    or (organisation_id = (select gate.organisation_id())
        and (person_id is null or exists (select from dossiers_person p where p.id = person_id))));

-- Lists that somebody keeps: their own alone, and nothing of a client in them.
call kernel.bind('dossiers_savedlist', 'decision_id', 'ledger_decision');
call kernel.bind('dossiers_savedlist', 'principal_id', 'parties_party');
call kernel.protect('dossiers_savedlist');
grant select, insert, delete on dossiers_savedlist to {{application}}, {{worker}};
grant select on dossiers_savedlist to {{auditor}};
drop policy if exists own on dossiers_savedlist;
create policy own on dossiers_savedlist using (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()))
with check (organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()));

-- What a client lets somebody from outside look at: written by whoever may write there, opened once by whom it is for,
-- taken back by whoever may write there.
call kernel.bind('dossiers_showing', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_showing', 'decision_id', 'ledger_decision');
call kernel.bind('dossiers_shownrecord', 'showing_id', 'dossiers_showing');
call kernel.bind('dossiers_shownrecord', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_shownrecord', 'record_id', 'dossiers_record');
call kernel.bind('dossiers_shownrecord', 'decision_id', 'ledger_decision');
call kernel.protect('dossiers_showing');
call kernel.protect('dossiers_shownrecord');
grant select, insert on dossiers_showing, dossiers_shownrecord to {{application}};
grant select on dossiers_showing, dossiers_shownrecord to {{worker}}, {{auditor}};
revoke update on dossiers_showing, dossiers_shownrecord from {{application}}, {{worker}};
grant update (opened_at, runs_until, ended_at) on dossiers_showing to {{application}};
drop policy if exists seen on dossiers_showing;
create policy seen on dossiers_showing for select using (
    organisation_id = (select gate.organisation_id()) and (
        account_id = (select gate.actor_id())
        or (not (select gate.from_outside())
            and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))))));
drop policy if exists seen on dossiers_shownrecord;
create policy seen on dossiers_shownrecord for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from dossiers_showing h where h.id = showing_id));
drop policy if exists made on dossiers_showing;
create policy made on dossiers_showing for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and made_by_id = (select gate.actor_id()) and opened_at is null and runs_until is null and ended_at is null
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write'))))
    and exists (
        select from accounts_membership m
        where m.account_id = dossiers_showing.account_id and m.organisation_id = dossiers_showing.organisation_id
          and m.role = 'third_party_viewer'));
drop policy if exists chosen on dossiers_shownrecord;
create policy chosen on dossiers_shownrecord for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and exists (
        select from dossiers_showing h
        where h.id = showing_id and h.made_by_id = (select gate.actor_id()) and h.opened_at is null
          and h.dossier_id = dossiers_shownrecord.dossier_id)
    and exists (
        select from dossiers_record r
        where r.id = record_id and r.dossier_id = dossiers_shownrecord.dossier_id
          and r.category = dossiers_shownrecord.category));
drop policy if exists opened on dossiers_showing;
create policy opened on dossiers_showing for update using (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and opened_at is null and ended_at is null and ends_at > (select gate.moment()))
with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and opened_at = (select gate.moment()) and ended_at is null);
-- Whoever opens it has no longer than what was written down for them.
drop policy if exists no_longer on dossiers_showing;
create policy no_longer on dossiers_showing as restrictive for update to {{application}} using (true)
with check (runs_until is null or runs_until <= ends_at);
drop policy if exists taken_back on dossiers_showing;
create policy taken_back on dossiers_showing for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and ended_at is null
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))))
with check (
    organisation_id = (select gate.organisation_id()) and (
        ended_at is not null or (account_id = (select gate.actor_id()) and opened_at = (select gate.moment()))));

-- Whom a client lets look at chosen items sees those, and no other item of the same kind.
do $$
declare name text; key text;
begin
    for name, key in select * from (values ('dossiers_record', 'id'), ('dossiers_recordversion', 'record_id')) m (name, key) loop
        execute format('drop policy if exists only_chosen on %I', name);
        execute format(
            'create policy only_chosen on %I as restrictive for select to {{application}}, {{worker}}, {{auditor}}
             using ((select not (''third_party_viewer'' = any (gate.held_roles()))) or %I = any (array(select gate.chosen_record_ids())))',
            name, key);
    end loop;
end $$;
-- Nobody who is hired works under an agreement whose duties they did not sign, whoever assigns them.
drop policy if exists duties_signed on dossiers_assignment;
create policy duties_signed on dossiers_assignment as restrictive for insert to {{application}}, {{worker}} with check (
    gate.duties_signed(gate.contract_of(trajectory_id), account_id, ((select gate.context()) ->> 'day')::date));

-- Who is reached at a party is known to who works here, and to nobody from outside.
drop policy if exists within on parties_contactperson;
create policy within on parties_contactperson for select using (
    organisation_id = (select gate.organisation_id()) and not (select gate.from_outside()));

-- What the client said stands with an item: seen with it, added by who may read it there or by the client; never changed.
call kernel.bind('dossiers_clientstatement', 'decision_id', 'ledger_decision');
call kernel.bind('dossiers_clientstatement', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_clientstatement', 'record_id', 'dossiers_record');
call kernel.bind('dossiers_clientstatement', 'data_key_id', 'vault.data_key');
do $$
begin
    if not exists (select from pg_constraint where conname = 'clientstatement_record_within_dossier') then
        alter table dossiers_clientstatement add constraint clientstatement_record_within_dossier
            foreign key (dossier_id, record_id) references dossiers_record (dossier_id, id);
    end if;
end $$;
call kernel.protect('dossiers_clientstatement');
call kernel.keep_out('dossiers_clientstatement', 'dossier_id');
grant select, insert, delete on dossiers_clientstatement to {{application}}, {{worker}};
grant select on dossiers_clientstatement to {{auditor}};
drop policy if exists of_record on dossiers_clientstatement;
create policy of_record on dossiers_clientstatement for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from dossiers_record r where r.id = record_id));
drop policy if exists said on dossiers_clientstatement;
create policy said on dossiers_clientstatement for insert with check (
    organisation_id = (select gate.organisation_id())
    and (account_id = (select gate.actor_id()) or (select gate.action()) = 'write')
    and (select gate.action()) in ('read', 'write', 'correct', 'add_statement')
    and exists (
        select from dossiers_record r
        where r.id = record_id and r.data_key_id = dossiers_clientstatement.data_key_id and r.moved_on is null and (
            not (select gate.roles()) && '{client,representative}'
            or (r.scope_id, r.category, (r.marks | case when r.author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('add_statement')))
                in (select a.scope_id, a.category, a.marks from gate.answers('add_statement', false) a))));
-- It goes with an item that is taken to the dossier where it belongs; nothing is taken otherwise.
drop policy if exists moved on dossiers_clientstatement;
create policy moved on dossiers_clientstatement for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'correct'
    and exists (select from dossiers_record r where r.id = record_id and r.moved_on is not null)
    and ((select gate.wide('correct')) or dossier_id = any (array(select gate.dossier_ids('correct')))));

-- That something is restricted is known to who may see the dossier: its kind, since when, by which article; not what it says.
call kernel.bind('dossiers_restriction', 'decision_id', 'ledger_decision');
call kernel.bind('dossiers_restriction', 'dossier_id', 'dossiers_dossier');
call kernel.bind('dossiers_restriction', 'record_id', 'dossiers_record');
call kernel.protect('dossiers_restriction');
call kernel.keep_out('dossiers_restriction', 'dossier_id');
grant select, insert on dossiers_restriction to {{application}};
grant select on dossiers_restriction to {{worker}}, {{auditor}};
grant update (lifting_letter_id, lifts_on) on dossiers_restriction to {{application}};
drop policy if exists seen on dossiers_restriction;
create policy seen on dossiers_restriction for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists restricted on dossiers_restriction;
create policy restricted on dossiers_restriction for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()) and lifted_at is null
    and not (select gate.from_clients()) and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))));
drop policy if exists announced on dossiers_restriction;
create policy announced on dossiers_restriction for update using (
    organisation_id = (select gate.organisation_id()) and lifted_at is null and not (select gate.from_clients())
    and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))))
with check (organisation_id = (select gate.organisation_id()) and lifted_at is null);
