-- Accounts: what the database itself knows of who acts.

-- Does a role count on a day? Between its days, and as long as what it rests on lasts: a principal's while an agreement
-- with that principal runs. What a role rests on is looked up in rooms above, when it is asked.
create or replace function gate.runs(role text, basis text, party uuid, from_on date, until_on date, today date) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if today < from_on or today > coalesce(until_on, 'infinity') then
        return false;
    end if;
    if role = 'principal' and basis = 'commission' and party is not null then
        return exists (
            select from public.parties_contract c
            where c.party_id = party and today between c.starts_on and coalesce(c.ends_on, 'infinity'));
    end if;
    return true;
end $$;
revoke all on function gate.runs(text, text, uuid, date, date, date) from public;

create or replace function gate.held_roles() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    content jsonb := gate.context();
    claimed text[] := gate.roles();
begin
    if content is null then
        return '{}';
    end if;
    if content ->> 'actor' is null then
        return case when claimed = '{system}' then claimed else '{}' end;
    end if;
    return array(
        select distinct m.role::text from public.accounts_membership m
        where m.account_id = (content ->> 'actor')::uuid
          and m.organisation_id = (content ->> 'organisation')::uuid
          and m.role = any (claimed)
          and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, (content ->> 'day')::date));
end $$;

-- As what somebody signs who holds this role on this basis.
create or replace function gate.audience_of(role text, basis text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when role in ('supplier', 'volunteer') then role
        when role in ('principal', 'third_party_viewer', 'auditor') then 'outsider'
        when role in ('client', 'representative') then 'everybody'
        when role = 'contractor' or basis = 'hiring' then 'contractor'
        else 'staff' end
$$;

-- The texts that an account has to have signed on a day: of each kind the newest for each of those as whom it comes in.
create or replace function gate.texts_asked(account uuid, organisation uuid, on_day date) returns table (id uuid, kind text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with newest as materialized (
        select distinct on (t.kind, t.audience) t.id, t.kind, t.audience
        from public.accounts_declarationtext t
        where t.organisation_id = organisation and t.contract_id is null and t.in_force_from <= on_day
        order by t.kind, t.audience, t.version desc
    ), comes_as as materialized (
        select distinct gate.audience_of(m.role, m.basis) as audience
        from public.accounts_membership m
        where m.account_id = account and m.organisation_id = organisation
          and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, on_day)
    )
    select distinct n.id, n.kind::text
    from comes_as c join newest n on n.audience = c.audience
         or (n.audience = 'everybody' and not exists (
                select from newest o where o.kind = n.kind and o.audience = c.audience))
$$;
create or replace function gate.has_signed(account uuid, asked uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.accounts_declaration d
        where d.account_id = account and d.text_id = asked and (d.until_on is null or on_day <= d.until_on))
$$;

-- Who is hired works under an agreement that passes duties on once they signed the newest text of them.
create or replace function gate.duties_signed(contract uuid, account uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select contract is null
        or not exists (
            select from public.accounts_membership m
            where m.account_id = account and m.organisation_id = (gate.context() ->> 'organisation')::uuid
              and gate.audience_of(m.role, m.basis) = 'contractor'
              and on_day between m.from_on and coalesce(m.until_on, 'infinity'))
        or coalesce((
            select gate.has_signed(account, t.id, on_day)
            from public.accounts_declarationtext t
            where t.contract_id = contract and t.in_force_from <= on_day
            order by t.version desc limit 1), true)
$$;

-- Facts about the actor, one answer per person and day.
create or replace function gate.actor_facts(out true_facts text[], out false_facts text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    content jsonb := gate.context();
    account uuid := (content ->> 'actor')::uuid;
    organisation uuid := (content ->> 'organisation')::uuid;
    today date := (content ->> 'day')::date;
    moment timestamptz := (content ->> 'moment')::timestamptz;
begin
    select array_agg(fact) filter (where holds), array_agg(fact) filter (where not holds)
      into true_facts, false_facts
    from (
        with asked as materialized (select t.id, t.kind from gate.texts_asked(account, organisation, today) t)
        select 'strong_sign_in' as fact, coalesce((content ->> 'strong')::boolean, false) as holds
        union all
        select k.fact, exists (select from asked a where a.kind = k.kind) and not exists (
            select from asked a where a.kind = k.kind and not gate.has_signed(account, a.id, today))
        from (values ('confidentiality_signed', 'confidentiality'), ('instruction_confirmed', 'instruction')) k (fact, kind)
        union all
        select f.fact, case f.fact
            when 'bound_by_profession' then coalesce(bool_or(m.bound_by_profession), false)
            when 'health_domain_member' then coalesce(bool_or(m.health_domain), false)
            when 'responsible_role_held' then coalesce(bool_or(m.role = 'responsible'), false)
            when 'employment_running' then count(m.id) > 0
            end
        from (values ('bound_by_profession'), ('health_domain_member'), ('responsible_role_held'), ('employment_running'))
             f (fact)
        left join public.accounts_membership m
          on m.account_id = account and m.organisation_id = organisation
         and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today)
        group by f.fact
        union all
        select 'maintenance_window', exists (
            select from public.accounts_maintenancewindow w
            where w.account_id = account and w.organisation_id = organisation and w.closed_at is null
              and w.opened_at <= moment and moment < w.ends_at)
        union all
        -- Of who comes in for an organisation outside, the register of parties says whether there is an agreement.
        select 'processing_agreement', bool_and(gate.party_assured(m.party_id, 'processing_agreement', today))
        from public.accounts_membership m
        where m.account_id = account and m.organisation_id = organisation and m.party_id is not null
          and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today)
        having count(*) > 0
    ) found;
    true_facts := coalesce(true_facts, '{}');
    false_facts := coalesce(false_facts, '{}');
end $$;

-- Was this made sure of about a party, so that it holds on that day? Asked of the register, whoever acts.
create or replace function gate.party_assured(party uuid, asked text, on_day date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return exists (
        select from public.parties_assurance a
        where a.party_id = party and a.fact = asked
          and a.organisation_id = (gate.context() ->> 'organisation')::uuid
          and on_day between a.from_on and coalesce(a.review_on, 'infinity')
          and (a.ended_on is null or on_day < a.ended_on));
end $$;

-- What an account is, and where: asked at every request before any context exists, so it names no client.
drop function if exists gate.memberships_of(uuid, date);
create function gate.memberships_of(account uuid, today date)
returns table (organisation_id uuid, role text)
language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
    select m.organisation_id, m.role::text
    from public.accounts_membership m
    where m.account_id = account and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, today)
    order by m.organisation_id, m.role
$$;

revoke all on function gate.held_roles(), gate.actor_facts(), gate.memberships_of(uuid, date),
    gate.party_assured(uuid, text, date), gate.audience_of(text, text), gate.texts_asked(uuid, uuid, date),
    gate.has_signed(uuid, uuid, date), gate.duties_signed(uuid, uuid, date) from public;
grant execute on function gate.held_roles(), gate.actor_facts(), gate.memberships_of(uuid, date),
    gate.party_assured(uuid, text, date), gate.audience_of(text, text), gate.texts_asked(uuid, uuid, date),
    gate.has_signed(uuid, uuid, date), gate.duties_signed(uuid, uuid, date) to {{application}}, {{worker}}, {{auditor}};

call kernel.bind('accounts_declaration', 'text_id', 'accounts_declarationtext');
call kernel.bind('accounts_declaration', 'decision_id', 'ledger_decision');
call kernel.bind('accounts_membership', 'decision_id', 'ledger_decision');
call kernel.protect('accounts_membership');
call kernel.protect('accounts_declaration');
call kernel.protect('accounts_declarationtext');

call kernel.bind('accounts_maintenancewindow', 'decision_id', 'ledger_decision');
call kernel.protect('accounts_maintenancewindow');

grant select, insert, update on accounts_account to {{application}}, {{worker}};
grant select on accounts_organisation to {{application}}, {{worker}}, {{auditor}};
grant select, insert on accounts_membership to {{application}}, {{worker}};
revoke update on accounts_membership from {{application}}, {{worker}};
grant update (until_on) on accounts_membership to {{application}}, {{worker}};
grant select, insert on accounts_declaration, accounts_declarationtext to {{application}}, {{worker}};
grant select on accounts_membership, accounts_declaration, accounts_declarationtext to {{auditor}};

drop policy if exists within on accounts_membership;
create policy within on accounts_membership for select using (
    organisation_id = (select gate.organisation_id()) or account_id = (select gate.actor_id()));
drop policy if exists within on accounts_declaration;
create policy within on accounts_declaration for select using (
    organisation_id = (select gate.organisation_id()));
drop policy if exists signed on accounts_declaration;
create policy signed on accounts_declaration for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()));
drop policy if exists within on accounts_declarationtext;
create policy within on accounts_declarationtext for select using (
    organisation_id = (select gate.organisation_id()));

-- That maintenance may be done is written once; afterwards only that it is over.
grant select, insert on accounts_maintenancewindow to {{application}};
grant select on accounts_maintenancewindow to {{worker}}, {{auditor}};
revoke update on accounts_maintenancewindow from {{application}}, {{worker}};
grant update (closed_at, closed_by_id) on accounts_maintenancewindow to {{application}};
drop policy if exists within on accounts_maintenancewindow;
create policy within on accounts_maintenancewindow for select using (
    organisation_id = (select gate.organisation_id()));

-- Signing in: sessions, invitations and the counting of attempts. None of them says anything about a client.
grant select, insert, update, delete on accounts_session, accounts_throttle to {{application}};
grant select, delete on accounts_session, accounts_throttle to {{worker}};
grant select, insert, update on accounts_invitation to {{application}};
