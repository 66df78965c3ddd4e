-- Invoices: under the rules of the kind of data that governs them. What is final never changes, and numbers have no gaps.

call kernel.bind('invoicing_invoice', 'dossier_id', 'dossiers_dossier');
call kernel.bind('invoicing_invoice', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('invoicing_invoice', 'party_id', 'parties_party');
call kernel.bind('invoicing_invoice', 'undoes_id', 'invoicing_invoice');
call kernel.bind('invoicing_invoice', 'data_key_id', 'vault.data_key');
call kernel.bind('invoicing_invoice', 'decision_id', 'ledger_decision');
call kernel.bind('invoicing_charged', 'dossier_id', 'dossiers_dossier');
call kernel.bind('invoicing_charged', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('invoicing_charged', 'invoice_id', 'invoicing_invoice');
call kernel.bind('invoicing_charged', 'time_entry_id', 'work_timeentry');
call kernel.bind('invoicing_charged', 'decision_id', 'ledger_decision');
call kernel.bind('invoicing_billingdetails', 'party_id', 'parties_party');
call kernel.bind('invoicing_billingdetails', 'decision_id', 'ledger_decision');
call kernel.bind('invoicing_agreedrate', 'contract_id', 'parties_contract');
call kernel.bind('invoicing_agreedrate', 'decision_id', 'ledger_decision');
do $$
declare name text;
begin
    if not exists (select from pg_constraint where conname = 'invoice_trajectory_within_dossier') then
        alter table invoicing_invoice add constraint invoice_trajectory_within_dossier
            foreign key (dossier_id, trajectory_id) references dossiers_trajectory (dossier_id, id);
    end if;
    foreach name in array array['invoicing_invoice', 'invoicing_charged', 'invoicing_billingdetails',
                                'invoicing_agreedrate', 'invoicing_series'] loop
        execute format('call kernel.protect(%L)', name);
        execute format('revoke insert, update, delete on %I from {{application}}, {{worker}}', name);
        execute format('grant select on %I to {{application}}, {{worker}}, {{auditor}}', name);
    end loop;
end $$;
call kernel.keep_out('invoicing_invoice', 'dossier_id');
grant insert, delete on invoicing_invoice, invoicing_charged to {{application}}, {{worker}};
grant update (state, year, sequence, number, issued_on, sealed, sealed_pdf, sealed_xml, sent_at, sent_by_id, sent_how,
              decision_id) on invoicing_invoice to {{application}}, {{worker}};
grant update (released_at) on invoicing_charged to {{application}}, {{worker}};
grant insert on invoicing_billingdetails, invoicing_agreedrate to {{application}}, {{worker}};
grant update (street, postcode, place, country, company_number, vat_number, email, decision_id)
    on invoicing_billingdetails to {{application}}, {{worker}};
grant update (hourly, vat, decision_id) on invoicing_agreedrate to {{application}}, {{worker}};

-- Do the rules let this act be done with an invoice in this scope, of this kind, from this hand?
create or replace function gate.invoice_allowed(act text, scope uuid, category text, author uuid) returns boolean
language sql stable as $$
    select exists (
        select from gate.answers($1, true) a
        where a.category = $3 and a.marks
            = (case when $4 = gate.actor_id() then 128 else 0 end)::smallint & gate.relevant($1))
    or exists (
        select from gate.answers($1, false) a
        where a.scope_id = $2 and a.category = $3 and a.marks
            = (case when $4 = gate.actor_id() then 128 else 0 end)::smallint & gate.relevant($1))
$$;
revoke all on function gate.invoice_allowed(text, uuid, text, uuid) from public;
grant execute on function gate.invoice_allowed(text, uuid, text, uuid) to {{application}}, {{worker}}, {{auditor}};

drop policy if exists read on invoicing_invoice;
create policy read on invoicing_invoice for select using (
    organisation_id = (select gate.organisation_id()) and (
        (category, (case when made_by_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.category, a.marks from gate.answers('read', true) a)
        or (trajectory_id, category, (case when made_by_id = (select gate.actor_id()) then 128 else 0 end)::smallint & (select gate.relevant('read')))
            in (select a.scope_id, a.category, a.marks from gate.answers('read', false) a)));
-- What was sent to a principal: of its own commissions, charged to itself, and as long as they are its own.
create or replace function gate.received_invoice_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.id from public.invoicing_invoice i
    where i.organisation_id = gate.organisation_id() and i.state = 'sent'
      and exists (select from gate.own_commissions() c where c.trajectory_id = i.trajectory_id and c.party_id = i.party_id)
$$;
revoke all on function gate.received_invoice_ids() from public, {{worker}}, {{auditor}};
grant execute on function gate.received_invoice_ids() to {{application}};
drop policy if exists received on invoicing_invoice;
create policy received on invoicing_invoice for select to {{application}} using (
    (select gate.from_outside()) and organisation_id = (select gate.organisation_id())
    and id = any (array(select gate.received_invoice_ids())));
drop policy if exists drafted on invoicing_invoice;
create policy drafted on invoicing_invoice for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and state = 'draft'
    and made_by_id = (select gate.actor_id()) and gate.invoice_allowed('write', trajectory_id, category, made_by_id)
    and party_id = (select t.principal_id from dossiers_trajectory t where t.id = invoicing_invoice.trajectory_id));
drop policy if exists went_on on invoicing_invoice;
create policy went_on on invoicing_invoice for update using (
    organisation_id = (select gate.organisation_id()) and (
        ((select gate.action()) = 'write' and gate.invoice_allowed('write', trajectory_id, category, (select gate.actor_id())))
        or ((select gate.action()) = 'disclose' and state = 'final'
            and gate.invoice_allowed('disclose', trajectory_id, category, (select gate.actor_id())))))
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists thrown_away on invoicing_invoice;
create policy thrown_away on invoicing_invoice for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and state = 'draft'
    and gate.invoice_allowed('write', trajectory_id, category, (select gate.actor_id())));

-- What is final stays as it is; afterwards only that it went, and that it is in the books.
create or replace function gate.invoice_goes_on() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.state = 'draft' and new.state in ('draft', 'final') or gate.only_emptied(to_jsonb(old), to_jsonb(new)) then
        return new;
    end if;
    if (to_jsonb(new) - '{state,sent_at,sent_by_id,sent_how,decision_id}'::text[])
       is distinct from (to_jsonb(old) - '{state,sent_at,sent_by_id,sent_how,decision_id}'::text[]) then
        raise exception 'permission denied: what is final never changes' using errcode = 'insufficient_privilege';
    end if;
    if new.state is distinct from old.state and not (
        old.state = 'final' and new.state = 'sent' and new.sent_by_id is not distinct from gate.actor_id()
        and (not new.named or gate.action() = 'disclose')) then
        raise exception 'permission denied: it goes from draft to final to sent' using errcode = 'insufficient_privilege';
    end if;
    if (new.sent_at, new.sent_by_id, new.sent_how) is distinct from (old.sent_at, old.sent_by_id, old.sent_how)
       and new.state is not distinct from old.state then
        raise exception 'permission denied: that it went is written once' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger invoice_goes_on before update on invoicing_invoice
    for each row execute function gate.invoice_goes_on();

-- By e-mail goes what says nothing of anybody: the message follows from sending it, in the same act.
drop policy if exists invoiced on letters_mail;
create policy invoiced on letters_mail for insert with check (
    organisation_id = (select gate.organisation_id()) and state = 'waiting' and sent_at is null and letter_id is null
    and exists (select from invoicing_invoice i where i.decision_id = letters_mail.decision_id and i.state = 'sent'
                and i.dossier_id = letters_mail.dossier_id and i.sent_by_id = (select gate.actor_id())));

-- The next number. Two who ask at once wait for each other, and a number that no invoice took is taken back with the act.
drop policy if exists counted on invoicing_series;
create policy counted on invoicing_series for all to {{owner}} using (true) with check (true);
create or replace function gate.next_invoice_number(asked integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare given integer;
begin
    if gate.action() is distinct from 'write' or gate.organisation_id() is null then
        raise exception 'permission denied: numbers are given to invoices' using errcode = 'insufficient_privilege';
    end if;
    insert into public.invoicing_series as s (id, organisation_id, year, last)
    values (gen_random_uuid(), gate.organisation_id(), asked, 1)
    on conflict (organisation_id, year) do update set last = s.last + 1
    returning last into given;
    return given;
end $$;
revoke all on function gate.next_invoice_number(integer) from public, {{worker}}, {{auditor}};
grant execute on function gate.next_invoice_number(integer) to {{application}};
create or replace function gate.number_was_taken() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from public.invoicing_invoice i where i.organisation_id = new.organisation_id
                   and i.year = new.year and i.sequence = new.last)
       and not exists (select from public.invoicing_series s where s.id = new.id and s.last > new.last) then
        raise exception 'an invoice takes every number' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
drop trigger if exists number_was_taken on invoicing_series;
create constraint trigger number_was_taken after insert or update on invoicing_series
    deferrable initially deferred for each row execute function gate.number_was_taken();

-- What is charged: seen and thrown away with its invoice. Time is charged without being read: the sums alone come out.
drop policy if exists read on invoicing_charged;
create policy read on invoicing_charged for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from invoicing_invoice i where i.id = invoice_id));
drop policy if exists charged on invoicing_charged;
create policy charged on invoicing_charged for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and released_at is null
    and time_entry_id is null
    and exists (select from invoicing_invoice i where i.id = invoice_id and i.state = 'draft' and i.kind = 'invoice'
                and i.trajectory_id = invoicing_charged.trajectory_id and i.made_by_id = (select gate.actor_id())));
drop policy if exists thrown_away on invoicing_charged;
create policy thrown_away on invoicing_charged for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write'
    and exists (select from invoicing_invoice i where i.id = invoice_id and i.state = 'draft'));
-- It can be charged again once a credit note that undoes its invoice is final.
drop policy if exists released on invoicing_charged;
create policy released on invoicing_charged for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and released_at is null
    and exists (select from invoicing_invoice c where c.undoes_id = invoice_id and c.state <> 'draft'))
with check (organisation_id = (select gate.organisation_id()) and released_at is not null);
drop policy if exists counted on invoicing_charged;
create policy counted on invoicing_charged for insert to {{owner}} with check (true);

create or replace function gate.charge_time(asked uuid, first date, until date, approved_only boolean)
returns table (activity text, minutes numeric)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare invoice public.invoicing_invoice;
begin
    select * into invoice from public.invoicing_invoice i
    where i.id = asked and i.organisation_id = gate.organisation_id() and i.state = 'draft' and i.kind = 'invoice'
      and i.made_by_id = gate.actor_id();
    if invoice.id is null or gate.action() is distinct from 'write' then
        raise exception 'permission denied: time is charged by who makes the invoice' using errcode = 'insufficient_privilege';
    end if;
    return query
    with found as (
        select t.* from public.work_timeentry t
        where t.organisation_id = invoice.organisation_id and t.trajectory_id = invoice.trajectory_id
          and t.struck_at is null and t.worked_on between first and until and t.declarable > 0
          and not exists (select from public.invoicing_charged c where c.time_entry_id = t.id and c.released_at is null)
          and (not approved_only or exists (
              select from public.work_timeapproval a
              where a.organisation_id = t.organisation_id and a.account_id = t.account_id
                and a.taken_back_at is null and a.week = date_trunc('week', t.worked_on)::date))),
    charged as (
        insert into public.invoicing_charged (id, organisation_id, dossier_id, trajectory_id, invoice_id, time_entry_id, fixed, decision_id)
        select gen_random_uuid(), f.organisation_id, f.dossier_id, f.trajectory_id, invoice.id, f.id, '', invoice.decision_id
        from found f
        returning time_entry_id)
    select f.activity::text, sum((f.minutes + f.travel_minutes)::int * f.declarable) / 100.0
    from found f join charged c on c.time_entry_id = f.id group by f.activity order by f.activity;
end $$;
revoke all on function gate.charge_time(uuid, date, date, boolean) from public, {{worker}}, {{auditor}};
grant execute on function gate.charge_time(uuid, date, date, boolean) to {{application}};

-- Where invoices go and what was agreed: known to who works here, written by who gives work, as all about principals.
do $$
declare name text;
begin
    foreach name in array array['invoicing_billingdetails', 'invoicing_agreedrate'] loop
        execute format('drop policy if exists within on %I', name);
        execute format('create policy within on %I for select using (organisation_id = (select gate.organisation_id()))', name);
        execute format('drop policy if exists made on %I', name);
        execute format('create policy made on %I for insert with check (organisation_id = (select gate.organisation_id())
            and (select gate.action()) = ''assign'' and (select gate.wide(''assign'')))', name);
        execute format('drop policy if exists changed on %I', name);
        execute format('create policy changed on %I for update using (organisation_id = (select gate.organisation_id())
            and (select gate.action()) = ''assign'' and (select gate.wide(''assign'')))', name);
    end loop;
end $$;
