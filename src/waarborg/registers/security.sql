-- Registers: read by an auditor with a term and by who answers for the agency. An auditor sees numbers, days and proofs,
-- and no content: the role has no rule that lets it read a dossier, and what is shown here holds none.

call kernel.bind('registers_written', 'decision_id', 'ledger_decision');
call kernel.bind('registers_written', 'data_key_id', 'vault.data_key');
call kernel.protect('registers_written');
revoke insert, update, delete on registers_written from {{application}}, {{worker}};
grant select, insert on registers_written to {{application}};
grant select on registers_written to {{worker}}, {{auditor}};

create or replace function gate.reads_registers() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (select f.true_facts @> '{strong_sign_in}' from gate.actor_facts() f)
       and array(select unnest(gate.held_roles()))
           && '{auditor,management,privacy_officer,responsible,system_administrator}'::text[]
$$;
drop policy if exists seen on registers_written;
create policy seen on registers_written for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (select gate.reads_registers())));
drop policy if exists written on registers_written;
create policy written on registers_written for insert with check (
    organisation_id = (select gate.organisation_id()) and written_by_id = (select gate.actor_id())
    and array(select unnest(gate.held_roles()))
        && '{management,privacy_officer,responsible,system_administrator}'::text[]);

-- Who works here or came in, in which role, from when until when, and when they signed last.
create or replace function gate.register_people()
returns table (name text, role text, basis text, from_on date, until_on date, signed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.display_name::text, m.role::text, m.basis::text, m.from_on, m.until_on,
           (select max(d.signed_at) from public.accounts_declaration d
            where d.organisation_id = m.organisation_id and d.account_id = m.account_id and d.kind = 'confidentiality')
    from public.accounts_membership m join public.accounts_account a on a.id = m.account_id
    where m.organisation_id = gate.organisation_id() and m.person_id is null and gate.reads_registers()
    order by m.from_on desc, a.display_name, m.role
$$;
-- Parties that work for the agency or send people: agreements, what was made sure of, when they got the regulation.
create or replace function gate.register_parties()
returns table (kind text, name text, agreement text, acts_as text, starts_on date, ends_on date, review_on date,
               assured text[], handed_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.kind::text, p.name::text, c.number::text, c.acts_as::text, c.starts_on, c.ends_on, c.review_on,
           array(select distinct s.fact::text from public.parties_assurance s
                 where s.party_id = p.id and s.ended_on is null order by 1),
           (select max(h.handed_on) from public.parties_partyhandout h where h.party_id = p.id)
    from public.parties_party p left join public.parties_contract c on c.party_id = p.id
    where p.organisation_id = gate.organisation_id() and p.kind <> 'client' and gate.reads_registers()
    order by p.kind, p.name, c.starts_on
$$;
-- When each control of the regulation was done last, by whom, and what was found in one word.
create or replace function gate.register_controls()
returns table (rule text, number integer, done_at timestamptz, signed_as text, outcome text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct on (c.rule) c.rule::text, c.number, c.done_at, c.signed_as::text, c.outcome::text
    from public.controls_control c
    where c.organisation_id = gate.organisation_id() and gate.reads_registers()
    order by c.rule, c.number desc
$$;
-- A sample of clients that nobody chooses: it follows from a word that is said beforehand. The same word, the same sample.
create or replace function gate.register_sample(word text, most integer)
returns table (number text, opened_on date, handed_on date, version date, channel text, proof text, started_on date,
               principal_handed_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.number::text, d.opened_on, h.handed_on, v.in_force_from, h.channel::text, h.proof::text, t.started_on,
           t.principal_handed_on
    from public.dossiers_dossier d
    left join lateral (
        select o.handed_on, o.channel, o.proof, o.version_id from public.dossiers_handout o
        where o.dossier_id = d.id order by o.handed_on, o.id limit 1) h on true
    left join public.adoption_version v on v.id = h.version_id
    left join lateral (
        select min(j.started_on) as started_on,
               min((select min(p.handed_on) from public.parties_partyhandout p where p.party_id = j.principal_id)) as principal_handed_on
        from public.dossiers_trajectory j where j.dossier_id = d.id) t on true
    where d.organisation_id = gate.organisation_id() and gate.reads_registers()
    order by encode(sha256(convert_to(word || d.id::text, 'UTF8')), 'hex') limit least(most, 50)
$$;
-- What happened in a period, counted in the ledger: what is destroyed later changes none of it.
create or replace function gate.register_counts(since timestamptz, until timestamptz, kinds text[])
returns table (kind text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.kind, count(*) from public.ledger_event e
    where e.organisation_id = gate.organisation_id() and e.at >= since and e.at < until and e.kind = any (kinds)
      and gate.reads_registers()
    group by e.kind
$$;
do $$
declare signature text;
begin
    foreach signature in array array[
        'gate.reads_registers()', 'gate.register_people()', 'gate.register_parties()', 'gate.register_controls()',
        'gate.register_sample(text, integer)', 'gate.register_counts(timestamptz, timestamptz, text[])'] loop
        execute format('revoke all on function %s from public', signature);
        execute format('grant execute on function %s to {{application}}', signature);
    end loop;
end $$;
grant execute on function gate.reads_registers() to {{worker}}, {{auditor}};
