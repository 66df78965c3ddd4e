-- Hand-overs hold nobody; which dossiers are in one, and what stays behind, is for who hands over. What goes of a client is
-- a disclosure of their own dossier, under the rules of that.

call kernel.bind('handing_over_handover', 'party_id', 'parties_party');
call kernel.bind('handing_over_handover', 'contract_id', 'parties_contract');
call kernel.bind('handing_over_handover', 'decision_id', 'ledger_decision');
call kernel.bind('handing_over_handoverpart', 'hand_over_id', 'handing_over_handover');
call kernel.bind('handing_over_handoverpart', 'dossier_id', 'dossiers_dossier');
call kernel.bind('handing_over_handoverpart', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('handing_over_handoverpart', 'letter_id', 'letters_letter');
call kernel.bind('handing_over_handoverpart', 'decision_id', 'ledger_decision');
call kernel.bind('handing_over_leftbehind', 'part_id', 'handing_over_handoverpart');
call kernel.bind('handing_over_leftbehind', 'dossier_id', 'dossiers_dossier');
call kernel.bind('handing_over_leftbehind', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    foreach name in array array['handing_over_handover', 'handing_over_handoverpart', 'handing_over_leftbehind'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{auditor}}', name);
        execute format('revoke update, delete on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
grant update (state, purpose, ground, claims, language, told_before, account_id, roles, strong, total, began_at, moved_at, given_at,
              given_by_id, address_hash, code_hash, expires_at, wrong_codes, fetched_at, manifest, received_on, shown_by,
              recorded_by_id, decision_id) on handing_over_handover to {{application}}, {{worker}};
grant update (state, disclosure_id, letter_id, decision_id) on handing_over_handoverpart to {{application}}, {{worker}};
grant delete on handing_over_leftbehind to {{worker}};

-- Does the actor hand over, by a role that the regulation in force lets do that? In the act of handing over alone.
create or replace function gate.hands_over() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select gate.action() = 'hand_over' and (gate.roles() = '{system}' or exists (
        select from gate.version_in_force(gate.organisation_id(), gate.day()) v
        join public.adoption_cell c on c.version_id = v.id and c.action = 'hand_over'
        where c.role = any (array(select unnest(gate.held_roles())))))
$$;
revoke all on function gate.hands_over() from public;
grant execute on function gate.hands_over() to {{application}}, {{worker}}, {{auditor}};

drop policy if exists seen on handing_over_handover;
create policy seen on handing_over_handover for select using (
    organisation_id = (select gate.organisation_id())
    and not ((select gate.roles()) && '{principal, third_party_viewer, client, representative}'));
drop policy if exists planned on handing_over_handover;
create policy planned on handing_over_handover for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and state = 'due'
    and account_id is null and given_at is null);
drop policy if exists went_on on handing_over_handover;
create policy went_on on handing_over_handover for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.hands_over()))
with check (organisation_id = (select gate.organisation_id()));
do $$
declare name text;
begin
    foreach name in array array['handing_over_handoverpart', 'handing_over_leftbehind'] loop
        execute format('drop policy if exists seen on %I', name);
        execute format('create policy seen on %I for select using (
            organisation_id = (select gate.organisation_id()) and ((select gate.hands_over())
            or (select gate.roles()) = ''{system}'' or (select gate.sees_all())
            or (not (select gate.from_outside()) and dossier_id = any (array(select gate.seen_dossier_ids())))))', name);
    end loop;
end $$;
drop policy if exists weighed on handing_over_handoverpart;
create policy weighed on handing_over_handoverpart for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.hands_over()) and exists (
        select from handing_over_handover h
        where h.id = hand_over_id and h.state = 'making' and h.account_id = (select gate.actor_id())));
drop policy if exists went_on on handing_over_handoverpart;
create policy went_on on handing_over_handoverpart for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.hands_over()))
with check (
    organisation_id = (select gate.organisation_id()) and (disclosure_id is null or exists (
        select from disclosures_disclosure d join handing_over_handover h on h.id = hand_over_id
        where d.id = disclosure_id and d.dossier_id = handing_over_handoverpart.dossier_id and d.act = 'hand_over'
          and d.party_id = h.party_id)));
drop policy if exists counted on handing_over_leftbehind;
create policy counted on handing_over_leftbehind for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.hands_over()) and exists (
        select from handing_over_handoverpart p
        where p.id = part_id and p.dossier_id = handing_over_leftbehind.dossier_id));
drop policy if exists counted_again on handing_over_leftbehind;
create policy counted_again on handing_over_leftbehind for delete to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.hands_over()));

-- Each step in its order: nothing goes before its first day, or before everything in it went; fetched once, by whom it is
-- for; received by somebody who wrote that down, and then nothing changes any more.
create or replace function gate.hand_over_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if new.state is distinct from old.state and not (
        (old.state, new.state) in (('due', 'making'), ('ready', 'making'), ('nothing', 'making'), ('making', 'ready'),
                                   ('making', 'nothing'), ('ready', 'given'), ('given', 'received'))) then
        raise exception 'a hand-over goes on in its order' using errcode = 'insufficient_privilege';
    end if;
    if old.state = 'received' then
        raise exception 'what was received stays so' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'given' and old.state = 'ready' and (
        gate.day() < old.first_on or new.given_by_id is distinct from gate.actor_id()
        or exists (
            select from handing_over_handoverpart p left join disclosures_disclosure d on d.id = p.disclosure_id
            where p.hand_over_id = new.id and (p.state in ('waiting', 'failed')
                  or (p.state = 'ready' and d.state is distinct from 'given')))
        or not exists (select from handing_over_handoverpart p where p.hand_over_id = new.id and p.state = 'ready')) then
        raise exception 'something is still missing' using errcode = 'insufficient_privilege';
    end if;
    if new.fetched_at is distinct from old.fetched_at and (old.fetched_at is not null or gate.roles() <> '{system}') then
        raise exception 'a hand-over is fetched once, by who receives it' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'received' and (
        new.recorded_by_id is distinct from gate.actor_id() or new.received_on > gate.day() or new.received_on < old.first_on) then
        raise exception 'somebody writes down on which day it was received' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on handing_over_handover
    for each row execute function gate.hand_over_goes_on();

-- Which trajectories were done under an agreement: numbers and days alone, for who hands over.
drop function if exists gate.trajectories_under(uuid);
create function gate.trajectories_under(asked uuid)
returns table (dossier_id uuid, trajectory_id uuid, principal_kind text, began_on date, ended_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.dossier_id, t.id, t.principal_kind::text, coalesce(t.started_on, t.referred_on), t.ended_on
    from public.dossiers_trajectory t
    where t.contract_id = asked and t.organisation_id = gate.organisation_id() and gate.hands_over()
$$;
-- Everything in the dossier in focus, to weigh it: kinds and marks, and no content.
drop function if exists gate.frames_to_weigh(uuid);
create function gate.frames_to_weigh(asked uuid)
returns table (id uuid, scope_id uuid, category text, marks smallint, by_myself boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.id, r.scope_id, r.category::text, r.marks, coalesce(r.author_id = gate.actor_id(), false)
    from public.dossiers_record r
    where r.dossier_id = asked and r.organisation_id = gate.organisation_id() and gate.hands_over()
      and r.moved_on is null and r.erased_on is null
      and coalesce(gate.context() -> 'focus' ? asked::text, false) and asked <> all (array(select gate.kept_out_ids()))
$$;
create or replace function gate.hand_over_behind(asked bytea, moment timestamptz) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select h.organisation_id, h.id from public.handing_over_handover h
    where h.address_hash = asked and h.state in ('given', 'received') and h.fetched_at is null and h.expires_at > moment
$$;
-- What waits for a principal, for somebody who signs in for it while an agreement of it runs: no dossier, no content.
create or replace function gate.hand_overs_in_portal(moment timestamptz)
returns table (id uuid, agreement text, given_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select h.id, c.number::text, h.given_at, h.expires_at
    from public.handing_over_handover h
    join public.parties_contract c on c.id = h.contract_id
    where h.organisation_id = gate.organisation_id() and h.state in ('given', 'received') and h.fetched_at is null
      and h.expires_at > moment and 'principal' in (select unnest(gate.held_roles()))
      and (select f.true_facts @> '{confidentiality_signed,strong_sign_in}' from gate.actor_facts() f)
      and exists (
          select from public.accounts_membership m
          where m.account_id = gate.actor_id() and m.organisation_id = h.organisation_id and m.role = 'principal'
            and m.party_id = h.party_id and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day()))
    order by h.given_at
$$;
revoke all on function gate.hand_overs_in_portal(timestamptz) from public, {{worker}}, {{auditor}};
grant execute on function gate.hand_overs_in_portal(timestamptz) to {{application}};
-- Where the worker stopped halfway: the organisations alone.
create or replace function gate.organisations_with_hand_overs_halfway(since timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct h.organisation_id from public.handing_over_handover h where h.state = 'making' and h.moved_at <= since
$$;
revoke all on function gate.trajectories_under(uuid), gate.frames_to_weigh(uuid), gate.hand_over_behind(bytea, timestamptz),
    gate.organisations_with_hand_overs_halfway(timestamptz) from public, {{auditor}};
grant execute on function gate.trajectories_under(uuid), gate.frames_to_weigh(uuid) to {{application}}, {{worker}};
grant execute on function gate.hand_over_behind(bytea, timestamptz) to {{application}};
revoke all on function gate.organisations_with_hand_overs_halfway(timestamptz) from {{application}};
grant execute on function gate.organisations_with_hand_overs_halfway(timestamptz) to {{worker}};

-- Who may hand something over without reading it otherwise, has it in hand in the act of handing over, as in that of giving.
drop policy if exists handed_over on dossiers_record;
create policy handed_over on dossiers_record for select using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'hand_over' and (
        (category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('hand_over')))
            in (select a.category, a.marks from gate.answers('hand_over', true) a)
        or (scope_id, category, (marks | case when author_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('hand_over')))
            in (select a.scope_id, a.category, a.marks from gate.answers('hand_over', false) a)));

-- The letter to a client before it goes comes from the act of handing over.
drop policy if exists before_hand_over on letters_letter;
create policy before_hand_over on letters_letter for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'ready' and given_by_id is null and view_id is null
    and kind = 'hand_over' and (select gate.action()) = 'hand_over'
    and ((select gate.wide('hand_over')) or dossier_id = any (array(select gate.dossier_ids('hand_over')))));
-- And the message with the link to it.
drop policy if exists handed_over on letters_mail;
create policy handed_over on letters_mail for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'waiting' and sent_at is null and letter_id is null
    and (select gate.action()) = 'hand_over'
    and ((select gate.wide('hand_over')) or dossier_id = any (array(select gate.dossier_ids('hand_over')))));
-- Of what is handed over the worker makes the disclosures ready, as whoever began it.
grant insert on disclosures_disclosure, disclosures_discloseditem to {{worker}};

-- What waits to be handed over is not destroyed before somebody has it: of which dossiers, since when.
create or replace function gate.hand_overs_open(asked uuid[]) returns table (dossier_id uuid, since date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.dossier_id, min(c.ends_on)
    from public.handing_over_handover h
    join public.parties_contract c on c.id = h.contract_id
    join public.dossiers_trajectory t on t.contract_id = h.contract_id
    where t.dossier_id = any (asked) and h.state not in ('received', 'nothing')
    group by t.dossier_id
$$;
revoke all on function gate.hand_overs_open(uuid[]) from public, {{application}}, {{worker}}, {{auditor}};

-- The end of the agency itself: decided and ticked by whoever oversees what leaves. It holds nobody, and nothing of it is undone.
call kernel.bind('handing_over_agencyend', 'decision_id', 'ledger_decision');
call kernel.bind('handing_over_agencyendtick', 'end_id', 'handing_over_agencyend');
call kernel.bind('handing_over_agencyendtick', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    foreach name in array array['handing_over_agencyend', 'handing_over_agencyendtick'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update, delete on %I from {{application}}, {{worker}}', name);
        execute format('drop policy if exists seen on %I', name);
        execute format('create policy seen on %I for select using (
            organisation_id = (select gate.organisation_id()) and not (select gate.from_outside()))', name);
    end loop;
end $$;
drop policy if exists decided on handing_over_agencyend;
create policy decided on handing_over_agencyend for insert with check (
    organisation_id = (select gate.organisation_id()) and decided_by_id = (select gate.actor_id())
    and (select gate.action()) = 'oversee' and (select gate.wide('oversee')));
drop policy if exists ticked on handing_over_agencyendtick;
create policy ticked on handing_over_agencyendtick for insert with check (
    organisation_id = (select gate.organisation_id()) and done_by_id = (select gate.actor_id())
    and (select gate.action()) = 'oversee' and (select gate.wide('oversee')));
