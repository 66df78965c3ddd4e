-- E-mail that waits: for one person alone, and only while the regulation lets them file something somewhere. Until it is
-- sorted it hangs on no dossier; its key is reached by whom it waits for.

call kernel.bind('incoming_mailaddress', 'decision_id', 'ledger_decision');
call kernel.bind('incoming_mailaddress', 'ended_decision_id', 'ledger_decision');
call kernel.bind('incoming_incomingmail', 'address_id', 'incoming_mailaddress');
call kernel.bind('incoming_incomingmail', 'decision_id', 'ledger_decision');
call kernel.bind('incoming_incomingmail', 'ended_decision_id', 'ledger_decision');
call kernel.bind('incoming_incomingmail', 'data_key_id', 'vault.data_key');
call kernel.protect('incoming_mailaddress');
call kernel.protect('incoming_incomingmail');

create or replace function gate.works_here(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.accounts_membership m
        where m.account_id = asked and m.organisation_id = gate.organisation_id() and m.person_id is null
          and m.role not in ('principal', 'third_party_viewer', 'auditor')
          and m.from_on <= gate.day() and coalesce(m.until_on, 'infinity') >= gate.day())
$$;

revoke all on incoming_mailaddress, incoming_incomingmail from public;
grant select, insert on incoming_mailaddress to {{application}};
grant update (ended_at, ended_decision_id) on incoming_mailaddress to {{application}};
grant select on incoming_mailaddress to {{worker}}, {{auditor}};
grant select on incoming_incomingmail to {{application}}, {{worker}};
grant insert, delete on incoming_incomingmail to {{worker}};
grant update (state, sealed, ended_at, ended_decision_id) on incoming_incomingmail to {{application}}, {{worker}};

-- An address is seen by who opens its post, and by who gives roles; those make, hand over and end it, never for themselves.
drop policy if exists seen on incoming_mailaddress;
create policy seen on incoming_mailaddress for select using (
    organisation_id = (select gate.organisation_id())
    and (account_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'
         or ((select gate.action()) = 'authorise' and (select gate.wide('authorise')))));
drop policy if exists made on incoming_mailaddress;
create policy made on incoming_mailaddress for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'authorise'
    and (select gate.wide('authorise')) and account_id is distinct from (select gate.actor_id()));
drop policy if exists ended on incoming_mailaddress;
create policy ended on incoming_mailaddress for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'authorise'
    and (select gate.wide('authorise')) and ended_at is null)
with check (organisation_id = (select gate.organisation_id()) and ended_at is not null);
drop policy if exists handed on incoming_mailaddress;
create policy handed on incoming_mailaddress for update to {{owner}} using (ended_at is null) with check (ended_at is null);

-- A message is seen by whom it waits for, while they may write somewhere. The program takes it in, and lets it go.
drop policy if exists own on incoming_incomingmail;
create policy own on incoming_incomingmail for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}'
        or (account_id = (select gate.actor_id())
            and ((select gate.wide('write')) or exists (select from gate.dossier_ids('write'))))));
drop policy if exists taken_in on incoming_incomingmail;
create policy taken_in on incoming_incomingmail for insert to {{worker}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and state = 'waiting'
    and exists (select from incoming_mailaddress a where a.id = address_id and a.account_id = incoming_incomingmail.account_id));
-- What somebody wrote in the portal came to no address; the program takes it in for who works on that commission.
grant insert on incoming_incomingmail to {{application}};
drop policy if exists written on incoming_incomingmail;
create policy written on incoming_incomingmail for insert to {{application}} with check (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and state = 'waiting'
    and address_id is null and gate.works_here(account_id));
drop policy if exists ended on incoming_incomingmail;
create policy ended on incoming_incomingmail for update to {{application}}, {{worker}} using (
    organisation_id = (select gate.organisation_id()) and state = 'waiting'
    and ((select gate.roles()) = '{system}' or account_id = (select gate.actor_id())))
with check (organisation_id = (select gate.organisation_id()) and state <> 'waiting');
drop policy if exists swept on incoming_incomingmail;
create policy swept on incoming_incomingmail for delete to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and state <> 'waiting');
drop policy if exists handed on incoming_incomingmail;
create policy handed on incoming_incomingmail for update to {{owner}} using (state = 'waiting') with check (state = 'waiting');

-- The key of a message is there for whom the message is, in the act of writing alone: no other act looks here.
drop policy if exists incoming on vault.data_key;
create policy incoming on vault.data_key using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and scope_id in (select m.id from incoming_incomingmail m));

-- Whom a message waits for is changed by the owner alone: by who has it, to somebody who works here, with its task.
create or replace function gate.hand_mail(asked uuid, to_account uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if gate.action() <> 'write' or not gate.works_here(to_account) then
        return false;
    end if;
    update public.incoming_incomingmail m set account_id = to_account
    where m.id = asked and m.organisation_id = gate.organisation_id() and m.account_id = gate.actor_id()
      and m.state = 'waiting';
    if not found then
        return false;
    end if;
    update public.work_task t set for_account_id = to_account
    where t.subject_id = asked and t.kind = 'sort_mail' and t.organisation_id = gate.organisation_id() and t.done_at is null;
    return true;
end $$;

-- An address changes hands with all that waits there for who kept it, by who gives roles, who sees nothing of it.
create or replace function gate.hand_address(asked uuid, to_account uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare before uuid; moved integer;
begin
    if gate.action() <> 'authorise' or not gate.wide('authorise') or to_account = gate.actor_id()
       or not gate.works_here(to_account) then
        raise exception 'handing over an address is an act of who gives roles' using errcode = 'insufficient_privilege';
    end if;
    select a.account_id into before from public.incoming_mailaddress a
    where a.id = asked and a.organisation_id = gate.organisation_id() and a.ended_at is null;
    update public.incoming_mailaddress set account_id = to_account where id = asked and account_id = before;
    update public.work_task t set for_account_id = to_account
    where t.kind = 'sort_mail' and t.organisation_id = gate.organisation_id() and t.done_at is null
      and t.subject_id in (select m.id from public.incoming_incomingmail m
                           where m.address_id = asked and m.account_id = before and m.state = 'waiting');
    update public.incoming_incomingmail m set account_id = to_account
    where m.address_id = asked and m.account_id = before and m.state = 'waiting';
    get diagnostics moved = row_count;
    return moved;
end $$;

-- What stands behind an address, before anybody is known to act: where its post goes, and whether somebody opens it today.
create or replace function gate.mail_behind(asked text, day date)
returns table (organisation_id uuid, address_id uuid, keeper_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.organisation_id, a.id, case when exists (
        select from public.accounts_membership m
        where m.account_id = a.account_id and m.organisation_id = a.organisation_id and m.person_id is null
          and m.from_on <= day and coalesce(m.until_on, 'infinity') >= day) then a.account_id end
    from public.incoming_mailaddress a where a.local = asked and a.ended_at is null
$$;

create or replace function gate.organisations_with_mail_over(day date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct m.organisation_id from public.incoming_incomingmail m where m.goes_on <= day or m.state <> 'waiting'
$$;

create or replace function gate.addresses_without_keeper(day date) returns table (slug text, unkept bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.slug::text, count(*) from public.incoming_mailaddress a
    join public.accounts_organisation o on o.id = a.organisation_id
    where a.ended_at is null and not exists (
        select from public.accounts_membership m
        where m.account_id = a.account_id and m.organisation_id = a.organisation_id
          and m.from_on <= day and coalesce(m.until_on, 'infinity') >= day)
    group by o.slug
$$;

revoke all on function gate.hand_mail(uuid, uuid), gate.works_here(uuid), gate.hand_address(uuid, uuid),
    gate.mail_behind(text, date), gate.organisations_with_mail_over(date), gate.addresses_without_keeper(date) from public;
grant execute on function gate.hand_mail(uuid, uuid), gate.hand_address(uuid, uuid) to {{application}};
grant execute on function gate.mail_behind(text, date), gate.organisations_with_mail_over(date) to {{worker}};
grant execute on function gate.addresses_without_keeper(date) to {{application}};
-- Asked within the organisation of the context alone: by the rule above that lets a message in.
grant execute on function gate.works_here(uuid) to {{application}};
