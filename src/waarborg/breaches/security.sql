-- Breaches: reported by anybody who works here, seen by who weighs them (and what one reported oneself), kept for good.
-- Whom it concerns is found in the ledger and in what was given by functions that answer who weighs breaches alone.

do $$
declare name text;
begin
    foreach name in array array['breaches_breach', 'breaches_affected', 'breaches_breachnotice', 'breaches_lesson', 'breaches_partyletter'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.bind(%L, %L, %L)', name, 'data_key_id', 'vault.data_key');
        execute format('call kernel.protect(%L)', name);
        execute format('revoke insert, update, delete on %I from {{application}}, {{worker}}', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
    end loop;
    foreach name in array array['breaches_affected', 'breaches_breachnotice', 'breaches_lesson', 'breaches_partyletter'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'breach_id', 'breaches_breach');
    end loop;
end $$;
call kernel.bind('breaches_affected', 'dossier_id', 'dossiers_dossier');
call kernel.bind('breaches_affected', 'letter_id', 'letters_letter');
call kernel.bind('breaches_breachnotice', 'party_id', 'parties_party');
call kernel.bind('breaches_breachnotice', 'letter_id', 'breaches_partyletter');
call kernel.bind('breaches_partyletter', 'party_id', 'parties_party');
call kernel.bind('breaches_lesson', 'task_id', 'work_task');
-- What was reported stays as it was: how it is weighed is written beside it, and that it was closed.
grant update (assessed_at, assessed_by_id, risk, became_public, unreadable, nature, happened_from, happened_until,
              sealed_assessment, part, says_where, tells_authority, tells_clients, tells_employers, rule, article, due_at,
              closed_at, closed_by_id) on breaches_breach to {{application}};
grant update (categories, times, first_at, last_at, accounts, parties, left_out, untold, sealed, letter_id, told_at)
    on breaches_affected to {{application}};
grant update (letter_id, told_at) on breaches_affected to {{worker}};

create or replace function gate.handles_breaches() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (select f.true_facts @> '{confidentiality_signed,strong_sign_in}' from gate.actor_facts() f)
       and (array(select unnest(gate.held_roles())) && '{privacy_officer,responsible}'::text[]
            or exists (select from gate.version_in_force(gate.organisation_id(), gate.day()) v
                       join public.adoption_notice n on n.version_id = v.id
                       where n.notice = 'breach' and n.whom = any (array(select unnest(gate.held_roles())))))
$$;
create or replace function gate.next_breach_number(asked integer) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(max(b.number), 0) + 1 from public.breaches_breach b
    where b.organisation_id = gate.organisation_id() and b.year = asked
$$;

drop policy if exists seen on breaches_breach;
create policy seen on breaches_breach for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.handles_breaches())
        or (reported_by_id = (select gate.actor_id()) and not (select gate.from_outside()))));
drop policy if exists reported on breaches_breach;
create policy reported on breaches_breach for insert with check (
    organisation_id = (select gate.organisation_id()) and reported_by_id = (select gate.actor_id())
    and not (select gate.from_outside()) and not (select gate.from_clients()) and risk = '' and closed_at is null
    and aware_at <= (select gate.moment())
    and (for_role in ('privacy_officer', 'responsible')
         or exists (select from adoption_notice n where n.notice = 'breach' and n.whom = for_role)));
drop policy if exists goes_on on breaches_breach;
create policy goes_on on breaches_breach for update using (
    organisation_id = (select gate.organisation_id()) and closed_at is null and (select gate.handles_breaches()))
with check (organisation_id = (select gate.organisation_id()));

do $$
declare name text;
begin
    foreach name in array array['breaches_affected', 'breaches_breachnotice', 'breaches_lesson', 'breaches_partyletter'] loop
        execute format('drop policy if exists seen on %I', name);
        execute format(
            'create policy seen on %I for select using (organisation_id = (select gate.organisation_id())
             and ((select gate.roles()) = ''{system}'' or (select gate.handles_breaches())))', name);
        execute format('drop policy if exists written on %I', name);
        execute format(
            'create policy written on %I for insert with check (organisation_id = (select gate.organisation_id())
             and (select gate.handles_breaches())
             and exists (select from breaches_breach b where b.id = breach_id and b.closed_at is null))', name);
    end loop;
end $$;
drop policy if exists edited on breaches_affected;
create policy edited on breaches_affected for update using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.handles_breaches())))
with check (organisation_id = (select gate.organisation_id()));
-- Who may give the letter writes that the client was told, and nothing else.
drop policy if exists letter_given on breaches_affected;
create policy letter_given on breaches_affected for update using (
    organisation_id = (select gate.organisation_id()) and told_at is null
    and letter_id in (select l.id from letters_letter l where l.kind = 'breach' and l.state = 'given'))
with check (organisation_id = (select gate.organisation_id()) and told_at is not null);
drop policy if exists letter_seen on breaches_affected;
create policy letter_seen on breaches_affected for select using (
    organisation_id = (select gate.organisation_id())
    and letter_id in (select l.id from letters_letter l where l.kind = 'breach'));

create or replace function gate.affected_goes_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.told_at is distinct from old.told_at and (old.told_at is not null or not exists (
        select from public.letters_letter l where l.id = new.letter_id and l.state = 'given')) then
        raise exception 'a client was told when the letter was given' using errcode = 'insufficient_privilege';
    end if;
    if not (gate.handles_breaches() or gate.roles() = '{system}')
       and to_jsonb(new) - 'told_at' is distinct from to_jsonb(old) - 'told_at' then
        raise exception 'the list is edited by who weighs the breach' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from public.breaches_breach b where b.id = new.breach_id and b.closed_at is not null) then
        raise exception 'this breach is closed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on breaches_affected
    for each row execute function gate.affected_goes_on();

-- A task for a role about a breach, of who reports or weighs it; and for whoever works there, of the program.
drop policy if exists about_a_breach on work_task;
create policy about_a_breach on work_task for insert with check (
    organisation_id = (select gate.organisation_id()) and done_at is null and dossier_id is null
    and kind in ('breach_assess', 'breach_authority', 'breach_soon', 'breach_late')
    and exists (select from breaches_breach b where b.id = subject_id and b.for_role = work_task.for_role));

-- Where the hours of a breach run, and nothing of it: the worker goes there.
create or replace function gate.organisations_with_a_running_breach() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct b.organisation_id from public.breaches_breach b
    where b.due_at is not null and b.closed_at is null and (b.risk = '' or b.tells_authority)
      and not exists (select from public.breaches_breachnotice n where n.breach_id = b.id and n."to" = 'authority')
$$;
revoke all on function gate.organisations_with_a_running_breach() from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_a_running_breach() to {{worker}};

-- Principals of clients whom a breach concerns, and as what the agency holds their data.
create or replace function gate.breach_holders(asked uuid)
returns table (party_id uuid, kind text, name text, acts_as text, dossiers integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.id, p.kind::text, p.name::text, t.acts_as::text, count(distinct a.dossier_id)::integer
    from public.breaches_affected a
    join public.breaches_breach b on b.id = a.breach_id
    join public.dossiers_trajectory t on t.dossier_id = a.dossier_id
    join public.parties_party p on p.id = t.principal_id
    where a.breach_id = asked and b.organisation_id = gate.organisation_id() and not a.left_out
      and (t.ended_on is null or t.ended_on >= (coalesce(b.happened_from, b.aware_at) at time zone 'Europe/Amsterdam')::date)
      and (gate.roles() = '{system}' or gate.handles_breaches())
    group by p.id, p.kind, p.name, t.acts_as
    order by p.name
$$;
create or replace function gate.only_processes(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(bool_and(h.acts_as = 'processor'), false) from gate.breach_holders(asked) h
$$;
-- Of which breaches a principal was told that concern a dossier, for its client and for who decides for them: the number, whom,
-- when, how and by which article. Nothing of what was told; nothing of one of which it was decided not to tell the client.
create or replace function gate.breaches_told_of(asked uuid)
returns table (year integer, number integer, party text, told_at timestamptz, channel text, article text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select b.year::integer, b.number, p.name::text, n.told_at, n.channel::text, b.article::text
    from public.breaches_affected a
    join public.breaches_breach b on b.id = a.breach_id
    join public.breaches_breachnotice n on n.breach_id = b.id and n."to" in ('principal', 'controller') and not n.left
    join public.parties_party p on p.id = n.party_id
    where a.dossier_id = asked and a.organisation_id = gate.organisation_id() and not a.left_out and not a.untold
      and exists (select from public.dossiers_trajectory t where t.dossier_id = asked and t.principal_id = n.party_id)
      and (gate.roles() = '{system}' or exists (select from gate.own_dossiers() o where o.dossier_id = asked and o.categories is null))
    order by n.told_at
$$;
-- A processor tells nothing to the authority (GDPR art. 33(2)); a late notice says so; what goes in writing goes by a letter of
-- this breach to this party, that was kept.
create or replace function gate.breach_is_told() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare breach public.breaches_breach;
begin
    select * into breach from public.breaches_breach b where b.id = new.breach_id;
    if new."to" = 'authority' and gate.only_processes(new.breach_id) then
        raise exception 'who only processes tells the controller' using errcode = 'insufficient_privilege';
    end if;
    if new."to" = 'authority' and new.phase = 'first' and new.late is distinct from (new.told_at > breach.due_at)
       and breach.due_at is not null then
        raise exception 'whether it is late follows from the moment' using errcode = 'insufficient_privilege';
    end if;
    if new."to" = 'employer' and gate.actor_id() is not null and not breach.tells_employers then
        raise exception 'no article has employers told of this breach' using errcode = 'insufficient_privilege';
    end if;
    if new.told_at > gate.moment() then
        raise exception 'this is still to come' using errcode = 'insufficient_privilege';
    end if;
    if new.left or new."to" = 'authority' then
        if new.letter_id is not null or new.channel <> '' then
            raise exception 'a letter goes to a principal or an employer' using errcode = 'insufficient_privilege';
        end if;
    elsif gate.actor_id() is not null and (new.channel = '' or (new.channel = 'telephone') is distinct from (new.letter_id is null)
          or (new.letter_id is not null and not exists (
              select from public.breaches_partyletter l
              where l.id = new.letter_id and l.breach_id = new.breach_id and l."to" = new."to" and l.party_id = new.party_id))) then
        raise exception 'what is told in writing is a letter that was kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger is_told before insert on breaches_breachnotice
    for each row execute function gate.breach_is_told();
-- Nor is a letter made to an employer where no article has them told.
create or replace function gate.breach_letter_is_named() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new."to" = 'employer' and gate.actor_id() is not null
       and not exists (select from public.breaches_breach b where b.id = new.breach_id and b.tells_employers) then
        raise exception 'no article has employers told of this breach' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger is_named before insert on breaches_partyletter
    for each row execute function gate.breach_letter_is_named();
-- It ends once everybody who has to be told of it was, or a reason stands there.
create or replace function gate.breach_goes_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.closed_at is null or old.closed_at is not null then
        return new;
    end if;
    if new.risk = ''
       or (new.tells_authority and not exists (
           select from public.breaches_breachnotice n where n.breach_id = new.id and n."to" = 'authority'))
       or (new.tells_employers and not exists (
           select from public.breaches_breachnotice n where n.breach_id = new.id and n."to" = 'employer'))
       or (new.tells_clients and exists (
           select from public.breaches_affected a
           where a.breach_id = new.id and not a.left_out and not a.untold and a.told_at is null))
       or exists (
           select from gate.breach_holders(new.id) h where h.acts_as = 'processor' and not exists (
               select from public.breaches_breachnotice n
               where n.breach_id = new.id and n."to" = 'controller' and n.party_id = h.party_id)) then
        raise exception 'not everybody was told of this breach' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on breaches_breach
    for each row execute function gate.breach_goes_on();

-- Who opened what between two moments: dossiers by number, kinds of data, by whom; nothing that stands in one.
create or replace function gate.breach_events(since timestamptz, until timestamptz)
returns table (dossier_id uuid, at timestamptz, actor_id uuid, from_where text, categories text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select shown.id, e.at, e.actor_id, e.from_where, e.categories
    from public.ledger_event e
    join public.ledger_decision d on d.organisation_id = e.organisation_id and d.id = e.decision_id
    cross join lateral (select distinct unnest(e.dossier_ids || coalesce(array[e.dossier_id], '{}')) as id) shown
    where e.organisation_id = gate.organisation_id() and e.at between since and until and d.allowed
      and shown.id is not null and e.actor_id is not null and e.kind not like 'breach\_%' and gate.handles_breaches()
$$;
create or replace function gate.breach_openers(since timestamptz, until timestamptz)
returns table (account_id uuid, name text, from_where text, times bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.actor_id, a.display_name::text, e.from_where, count(*)
    from gate.breach_events(since, until) e join public.accounts_account a on a.id = e.actor_id
    group by e.actor_id, a.display_name, e.from_where order by a.display_name, e.from_where
$$;
create or replace function gate.breach_opened(since timestamptz, until timestamptz, who uuid, place text)
returns table (dossier_id uuid, number text, categories text[], times integer, first_at timestamptz, last_at timestamptz,
               accounts uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.number::text,
           coalesce(array(select distinct c from unnest(string_to_array(string_agg(array_to_string(e.categories, ','), ','), ',')) c
                          where c <> '' order by c), '{}'),
           count(*)::integer, min(e.at), max(e.at), array_agg(distinct e.actor_id)
    from gate.breach_events(since, until) e join public.dossiers_dossier o on o.id = e.dossier_id
    where (who is null or e.actor_id = who) and (place = '' or e.from_where = place)
    group by o.id, o.number order by o.number
$$;
create or replace function gate.breach_given(since timestamptz, until timestamptz, whom uuid)
returns table (dossier_id uuid, number text, categories text[], times integer, first_at timestamptz, last_at timestamptz,
               parties uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.number::text, array_agg(distinct i.category::text order by i.category::text),
           count(distinct d.id)::integer, min(d.given_at), max(d.given_at),
           array_remove(array_agg(distinct d.party_id), null)
    from public.disclosures_disclosure d
    join public.disclosures_discloseditem i on i.disclosure_id = d.id
    join public.dossiers_dossier o on o.id = d.dossier_id
    where d.organisation_id = gate.organisation_id() and d.state = 'given' and d.given_at between since and until
      and (whom is null or d.party_id = whom) and gate.handles_breaches()
    group by o.id, o.number order by o.number
$$;
create or replace function gate.dossier_of_a_breach(asked text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id from public.dossiers_dossier o
    where o.organisation_id = gate.organisation_id() and o.number = asked and gate.handles_breaches()
$$;
create or replace function gate.breach_numbers(asked uuid) returns table (dossier_id uuid, number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.number::text from public.breaches_affected a join public.dossiers_dossier o on o.id = a.dossier_id
    where a.breach_id = asked and a.organisation_id = gate.organisation_id() and gate.handles_breaches()
$$;
-- Since when a breach that concerns a dossier is open: that, and nothing else of it, holds destruction.
create or replace function gate.open_breach_since(dossier uuid) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min((b.aware_at at time zone 'Europe/Amsterdam')::date)
    from public.breaches_affected a join public.breaches_breach b on b.id = a.breach_id
    where a.dossier_id = dossier and a.organisation_id = gate.organisation_id() and not a.left_out and b.closed_at is null
$$;
revoke all on function gate.open_breach_since(uuid) from public;
grant execute on function gate.open_breach_since(uuid) to {{application}}, {{worker}};
revoke all on function gate.handles_breaches(), gate.next_breach_number(integer), gate.breach_holders(uuid),
    gate.only_processes(uuid), gate.breach_events(timestamptz, timestamptz), gate.breach_openers(timestamptz, timestamptz),
    gate.breach_opened(timestamptz, timestamptz, uuid, text), gate.breach_given(timestamptz, timestamptz, uuid),
    gate.dossier_of_a_breach(text), gate.breach_numbers(uuid), gate.breaches_told_of(uuid) from public;
grant execute on function gate.handles_breaches() to {{application}}, {{worker}}, {{auditor}};
grant execute on function gate.breaches_told_of(uuid) to {{application}}, {{worker}};
grant execute on function gate.next_breach_number(integer), gate.breach_holders(uuid),
    gate.breach_openers(timestamptz, timestamptz), gate.breach_opened(timestamptz, timestamptz, uuid, text),
    gate.breach_given(timestamptz, timestamptz, uuid), gate.dossier_of_a_breach(text), gate.breach_numbers(uuid)
    to {{application}};
