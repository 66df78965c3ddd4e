-- Complaints stand apart from dossiers: they are there for who handles them, and for the complainant; never for who works on
-- the dossier, or for the person complained about, whatever their role. Nothing of a complaint hangs on a dossier's key.

call kernel.bind('complaints_complaint', 'dossier_id', 'dossiers_dossier');
call kernel.bind('complaints_complaint', 'party_id', 'parties_party');
call kernel.bind('complaints_complaint', 'follows_id', 'complaints_complaint');
call kernel.bind('complaints_complaint', 'data_key_id', 'vault.data_key');
call kernel.bind('complaints_complaintstep', 'complaint_id', 'complaints_complaint');
call kernel.bind('complaints_complaintstep', 'letter_id', 'complaints_complaintletter');
call kernel.bind('complaints_complaintstep', 'data_key_id', 'vault.data_key');
call kernel.bind('complaints_complaintletter', 'complaint_id', 'complaints_complaint');
call kernel.bind('complaints_complaintletter', 'data_key_id', 'vault.data_key');
call kernel.bind('complaints_complaintfile', 'complaint_id', 'complaints_complaint');
call kernel.bind('complaints_complaintfile', 'data_key_id', 'vault.data_key');
call kernel.bind('complaints_complaintfile', 'blob_id', 'vault.blob');
call kernel.bind('complaints_complaintgiving', 'complaint_id', 'complaints_complaint');
call kernel.bind('complaints_complaintgiving', 'data_key_id', 'vault.data_key');
call kernel.bind('complaints_measure', 'complaint_id', 'complaints_complaint');
call kernel.bind('complaints_actreview', 'complaint_id', 'complaints_complaint');
do $$
declare name text;
begin
    foreach name in array array['complaints_complaint', 'complaints_complaintstep', 'complaints_complaintletter',
                                'complaints_complaintfile', 'complaints_complaintgiving', 'complaints_measure', 'complaints_referralbody', 'complaints_actreview'] loop
        execute format('call kernel.bind(%L, %L, %L)', name, 'decision_id', 'ledger_decision');
        execute format('call kernel.protect(%L)', name);
        execute format('grant select, insert on %I to {{application}}', name);
        execute format('grant select on %I to {{worker}}, {{auditor}}', name);
        execute format('revoke update, delete on %I from {{application}}, {{worker}}', name);
    end loop;
end $$;
grant update (written, dossier_id, about_id, received_on, about_on, take_up_until, missing, terms, confirm_by, meet_by,
              refuse_by, decide_by, seen_by, handler_id, meeting_on, confirmed_on, outcome, refused_because, ended_on, appeal,
              closed_on, keep_until, sealed) on complaints_complaint to {{application}};
-- At its end a file is emptied: what is left is a number in the register, that points at nobody.
grant update (sealed, dossier_id, party_id, about_id, recorded_by_id, handler_id, emptied_at, mailed_at) on complaints_complaint to {{worker}};
grant update (what) on complaints_complaintfile to {{application}};
grant update (channel, given_on) on complaints_complaintgiving to {{application}};
grant update (sealed, sealed_copy) on complaints_complaintgiving to {{worker}};
grant delete on complaints_complaintfile to {{application}}, {{worker}};
grant update (channel, given_on) on complaints_complaintletter to {{application}};
grant update (done_on) on complaints_measure to {{application}};
grant update (sealed) on complaints_complaintletter to {{worker}};
grant update (sealed, handler_id) on complaints_complaintstep to {{worker}};

-- Did somebody work on a dossier: were they ever assigned to it, or does the ledger show an act of theirs in it?
create or replace function gate.worked_on(dossier uuid, account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select dossier is not null and (
        exists (select from public.dossiers_assignment a
                where a.dossier_id = dossier and a.account_id = account and a.organisation_id = gate.organisation_id())
        or exists (select from public.ledger_event e
                   where e.organisation_id = gate.organisation_id() and e.dossier_id = dossier and e.actor_id = account
                     and e.kind = any ('{record_created,record_corrected,record_moved_in,record_moved_out,disclosure_made,disclosure_refused,request_decided,request_item_decided,trajectory_closed,view_granted,view_refused}')))
$$;
-- May this account handle a complaint: a role that handles it held today, not the person it is about, and no part in the work.
create or replace function gate.may_handle(complaint uuid, account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select account is distinct from c.about_id and not gate.worked_on(c.dossier_id, account) and exists (
            select from public.accounts_membership m
            where m.account_id = account and m.organisation_id = c.organisation_id and m.role = any (c.seen_by)
              and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day()))
        from public.complaints_complaint c where c.id = complaint and c.organisation_id = gate.organisation_id()), false)
$$;
-- The complaints of which somebody may know that they are there, and those of which the contents are open to them.
create or replace function gate.complaints_known() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.organisation_id = gate.organisation_id() and (
        (c.seen_by::text[] && gate.judging_roles() and gate.may_handle(c.id, gate.actor_id()))
        -- Who complained for somebody knows of it while they come in for them.
        or (c.recorded_by_id = gate.actor_id() and gate.held_roles() <@ '{client,representative}' and cardinality(gate.held_roles()) > 0
            and exists (select from gate.own_dossiers() o where o.dossier_id = c.dossier_id))
        or (c.complainant = 'client' and exists (
            select from gate.own_dossiers() o where o.dossier_id = c.dossier_id and o.acting = 'client')))
$$;
create or replace function gate.complaints_open() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.id in (select gate.complaints_known())
      and (c.handler_id is null or c.handler_id = gate.actor_id() or gate.held_roles() <@ '{client,representative}')
$$;
-- Those whose handler may handle them no more, because they left, lost the role or came to work on the dossier: for who may name
-- another, and for the program, that asks it. What is in them opens for the next handler alone.
create or replace function gate.complaints_left() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.organisation_id = gate.organisation_id() and c.handler_id is not null and c.outcome = ''
      and (gate.roles() = '{system}' or (c.seen_by::text[] && gate.judging_roles() and gate.may_handle(c.id, gate.actor_id())))
      and not gate.may_handle(c.id, c.handler_id)
$$;
-- Those in which the actor says something for who complains: not with a mandate for reading alone.
create or replace function gate.complaints_spoken() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.id in (select gate.complaints_known()) and exists (select gate.speaks_as(c.dossier_id))
$$;
-- The complaints about a dossier, for the list of to whom something of its client went: for the client themself also those that
-- somebody else made (that something of it went, not what it says), and for the program that puts a copy together.
create or replace function gate.complaints_about(dossier uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.dossier_id = dossier and c.organisation_id = gate.organisation_id() and (
        gate.roles() = '{system}' or c.id in (select gate.complaints_known())
        or exists (select from gate.own_dossiers() o where o.dossier_id = dossier and o.acting = 'client'))
$$;
create or replace function gate.complaints_of_own() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id from public.complaints_complaint c
    where c.organisation_id = gate.organisation_id()
      and c.dossier_id in (select o.dossier_id from gate.own_dossiers() o where o.acting = 'client')
$$;
-- How the complaints of a principal stand, for who signs in for it while an agreement of it runs: a number, days and an outcome.
create or replace function gate.complaints_of_principal()
returns table (year integer, number integer, received_on date, decide_by date, outcome text, ended_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.year::integer, c.number, coalesce(c.received_on, (c.recorded_at at time zone 'Europe/Amsterdam')::date), c.decide_by,
           c.outcome::text, c.ended_on
    from public.complaints_complaint c
    where c.organisation_id = gate.organisation_id() and c.complainant = 'principal' and c.emptied_at is null
      and c.party_id in (select o.party_id from gate.own_commissions() o)
    order by c.year desc, c.number desc
$$;
revoke all on function gate.complaints_of_principal() from public, {{worker}}, {{auditor}};
grant execute on function gate.complaints_of_principal() to {{application}};
create or replace function gate.next_complaint_number(in_year integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('complaint' || gate.organisation_id()::text, in_year));
    return (select coalesce(max(c.number), 0) + 1 from public.complaints_complaint c
            where c.organisation_id = gate.organisation_id() and c.year = in_year);
end $$;
-- Who is so far from it that they may handle it, for who has it before them.
create or replace function gate.handlers_of(complaint uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct m.account_id from public.complaints_complaint c
    join public.accounts_membership m on m.organisation_id = c.organisation_id and m.role = any (c.seen_by)
    where c.id = complaint and c.id in (select gate.complaints_known()) and gate.may_handle(c.id, m.account_id)
$$;
-- The one person who works here and is called so, if there is one: whom a complaint names does not see it from the first.
-- Whoever complains seldom knows a whole name: a first name or a surname is enough where nobody else is called so.
create or replace function gate.colleague_named(name text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with called as (
        select distinct a.id, lower(a.display_name) as whole, regexp_split_to_array(lower(a.display_name), '[^[:alpha:]]+') as words
        from public.accounts_account a join public.accounts_membership m on m.account_id = a.id
        where m.organisation_id = gate.organisation_id() and a.kind = 'staff'
          and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day())
    ), meant as (
        select c.id, case when c.whole = lower(name) then 3 else (
            select count(distinct w) from unnest(array[c.words[1], c.words[cardinality(c.words)]]) w
            where length(w) > 2 and w = any (regexp_split_to_array(lower(name), '[^[:alpha:]]+'))) end as sure
        from called c
    )
    select case when count(*) = 1 then (array_agg(m.id))[1] end from meant m
    where m.sure > 0 and m.sure = (select max(b.sure) from meant b)
$$;
-- The roles somebody holds: a complaint about who leads goes to somebody else. And who commissioned what a complaint is about.
create or replace function gate.roles_of_accused(account uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(select distinct m.role::text from public.accounts_membership m
                 where m.account_id = account and m.organisation_id = gate.organisation_id()
                   and gate.runs(m.role, m.basis, m.party_id, m.from_on, m.until_on, gate.day()))
$$;
create or replace function gate.principals_behind(dossier uuid) returns table (id uuid, kind text, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct on (p.id) p.id, t.principal_kind::text, p.name::text
    from public.dossiers_trajectory t join public.parties_party p on p.id = t.principal_id
    where t.dossier_id = dossier and t.organisation_id = gate.organisation_id()
      and (exists (select from public.complaints_complaint c where c.dossier_id = dossier and c.id in (select gate.complaints_open()))
           or gate.roles() = '{system}')
$$;
-- Does the complainant agree in writing that something of it goes to a recipient, as it stands: the last they said of it is a yes, and
-- they said it themself or it lies there signed.
create or replace function gate.complaint_may_go(complaint uuid, recipient text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select s.kind in ('principal_yes', 'insurer_consent') and (
            exists (select from public.accounts_account a where a.id = s.account_id and a.kind <> 'staff')
            or exists (select from public.complaints_complaintfile f
                       where f.complaint_id = s.complaint_id and f.what = 'consent'
                         -- What was signed before they said no says nothing of now.
                         and f.added_at > coalesce((
                             select max(n.recorded_at) from public.complaints_complaintstep n
                             where n.complaint_id = s.complaint_id and n.kind = case recipient
                                 when 'principal' then 'principal_no' when 'insurer' then 'insurer_no' end), '-infinity')))
        from public.complaints_complaintstep s
        where s.complaint_id = complaint and s.organisation_id = gate.organisation_id()
          and s.kind = any (case recipient when 'principal' then '{principal_yes,principal_no}'::text[]
                                           when 'insurer' then '{insurer_consent,insurer_no}'::text[] end)
        order by s.recorded_at desc, s.id desc limit 1), false)
$$;
-- Where somebody waits for the e-mail that their complaint came in: the organisations alone.
create or replace function gate.organisations_with_complaints_to_confirm() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct c.organisation_id from public.complaints_complaint c where c.by_mail and c.mailed_at is null and c.emptied_at is null
$$;
revoke all on function gate.organisations_with_complaints_to_confirm() from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_complaints_to_confirm() to {{worker}};
-- Every complaint as a line of numbers and days, for who handles complaints: those that they may not read count too.
create or replace function gate.complaints_counted(from_on date, until_on date)
returns table (received_on date, subject text, principal_kind text, outcome text, ended_on date, refuse_by date, decide_by date, measures bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.received_on, c.subject::text, c.principal_kind::text, c.outcome::text, c.ended_on, c.refuse_by, c.decide_by,
           (select count(*) from public.complaints_measure m where m.complaint_id = c.id)
    from public.complaints_complaint c
    where c.organisation_id = gate.organisation_id() and c.written and c.received_on between from_on and until_on
      and exists (select from public.complaints_complaint any_one
                  where any_one.organisation_id = c.organisation_id and any_one.seen_by::text[] && gate.judging_roles())
$$;
-- What was decided about somebody while they complained: shown to who manages it, and nothing of the complaint.
create or replace function gate.acts_during_complaints()
returns table (event_id uuid, complaint_id uuid, dossier_id uuid, number text, kind text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.id, c.id, d.id, d.number::text, e.kind, e.at
    from public.complaints_complaint c
    join public.dossiers_dossier d on d.id = c.dossier_id
    join public.ledger_event e on e.organisation_id = c.organisation_id and e.dossier_id = c.dossier_id
    where c.organisation_id = gate.organisation_id() and e.at >= c.recorded_at
      and (c.closed_on is null or e.at < (c.closed_on + 1)::timestamp at time zone 'Europe/Amsterdam')
      and e.kind = any ('{trajectory_closed,disclosure_made}')
      and (gate.roles() = '{system}' or (c.flagged_to::text[] && gate.judging_roles() and c.about_id is distinct from gate.actor_id()))
      and not exists (select from public.complaints_actreview r where r.event_id = e.id)
    union all
    select a.id, c.id, d.id, d.number::text, 'no_show', a.starts_at
    from public.complaints_complaint c
    join public.dossiers_dossier d on d.id = c.dossier_id
    join public.work_appointment a on a.dossier_id = c.dossier_id and a.state = 'no_show'
    where c.organisation_id = gate.organisation_id() and a.starts_at >= c.recorded_at
      and (c.closed_on is null or a.starts_at < (c.closed_on + 1)::timestamp at time zone 'Europe/Amsterdam')
      and (gate.roles() = '{system}' or (c.flagged_to::text[] && gate.judging_roles() and c.about_id is distinct from gate.actor_id()))
      and not exists (select from public.complaints_actreview r where r.event_id = a.id)
$$;
create or replace function gate.pending_complaint_since(dossier uuid) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min(coalesce(c.received_on, (c.recorded_at at time zone 'Europe/Amsterdam')::date)) from public.complaints_complaint c
    where c.dossier_id = dossier and c.organisation_id = gate.organisation_id() and c.closed_on is null
$$;
do $$
declare made text;
begin
    foreach made in array array['gate.worked_on(uuid, uuid)', 'gate.may_handle(uuid, uuid)', 'gate.complaints_known()', 'gate.complaints_open()', 'gate.complaints_left()', 'gate.complaints_spoken()', 'gate.complaints_about(uuid)',
        'gate.complaints_of_own()', 'gate.next_complaint_number(integer)', 'gate.colleague_named(text)', 'gate.handlers_of(uuid)', 'gate.roles_of_accused(uuid)', 'gate.principals_behind(uuid)', 'gate.complaint_may_go(uuid, text)',
        'gate.complaints_counted(date, date)', 'gate.acts_during_complaints()', 'gate.pending_complaint_since(uuid)'] loop
        execute format('revoke all on function %s from public, {{auditor}}', made);
        execute format('grant execute on function %s to {{application}}, {{worker}}', made);
    end loop;
end $$;

drop policy if exists seen on complaints_complaint;
create policy seen on complaints_complaint for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or id = any (array(select gate.complaints_known()))));
-- Whoever hears a complaint takes it in; a client about their own dossier alone, somebody of a principal as that principal about a
-- commission of its own. Nobody gives it to somebody in the same act.
drop policy if exists taken_in on complaints_complaint;
create policy taken_in on complaints_complaint for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'write' and handler_id is null and outcome = ''
    and closed_on is null and cardinality(seen_by) > 0
    and (((select gate.roles()) = '{system}' and recorded_by_id is null)
         or (recorded_by_id = (select gate.actor_id()) and complainant = 'principal' and (select gate.from_outside())
             and (dossier_id, party_id) in (select o.dossier_id, o.party_id from gate.own_commissions() o))
         or (recorded_by_id = (select gate.actor_id()) and cardinality((select gate.held_roles())) > 0 and not (select gate.from_outside())
             and (not (select gate.held_roles()) <@ '{client,representative}'
                  or dossier_id = any (array(select o.dossier_id from gate.own_dossiers() o where not o.only_reads))))));
drop policy if exists went_on on complaints_complaint;
create policy went_on on complaints_complaint for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and emptied_at is null and id = any (array(select gate.complaints_known())))
with check (organisation_id = (select gate.organisation_id()));
drop policy if exists confirmed_by_mail on complaints_complaint;
create policy confirmed_by_mail on complaints_complaint for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}' and by_mail and mailed_at is null)
with check (organisation_id = (select gate.organisation_id()) and mailed_at is not null);
drop policy if exists file_emptied on complaints_complaint;
create policy file_emptied on complaints_complaint for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and emptied_at is null and closed_on is not null and keep_until < (select gate.day()))
with check (organisation_id = (select gate.organisation_id()) and sealed is null);

-- What is asked about a complaint is done by whoever handles it, also when it was asked of another role, or of whom it is about.
drop policy if exists of_complaint on work_task;
create policy of_complaint on work_task for select to {{application}} using (
    organisation_id = (select gate.organisation_id()) and dossier_id is null
    and kind in ('complaint', 'complaint_hearing', 'complaint_late', 'complaint_soon', 'complaint_status', 'complaint_take_over')
    and subject_id in (select gate.complaints_known() union all
                       select s.id from complaints_complaintstep s where s.kind = 'status_asked'));
drop policy if exists seen on complaints_complaintstep;
create policy seen on complaints_complaintstep for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (complaint_id = any (array(select gate.complaints_open()))
         and (kind <> 'note' or not (select gate.held_roles()) <@ '{client,representative}'))));
drop policy if exists taken on complaints_complaintstep;
create policy taken on complaints_complaintstep for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and complaint_id = any (array(select gate.complaints_known()))
    and (kind in ('assigned', 'withdrawn', 'status_asked')
         or (kind in ('completed', 'file_added', 'principal_yes', 'principal_no', 'insurer_consent', 'insurer_no')
             and (select gate.held_roles()) <@ '{client,representative}')
         or exists (
         select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id()))));
drop policy if exists spoken on complaints_complaintstep;
create policy spoken on complaints_complaintstep as restrictive for insert to {{application}} with check (
    not (select gate.from_clients()) or complaint_id = any (array(select gate.complaints_spoken())));
drop policy if exists file_emptied on complaints_complaintstep;
create policy file_emptied on complaints_complaintstep for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}')
with check (organisation_id = (select gate.organisation_id()) and sealed is null);

drop policy if exists seen on complaints_complaintletter;
create policy seen on complaints_complaintletter for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (complaint_id = any (array(select gate.complaints_open()))
         and (given_on is not null or not (select gate.held_roles()) <@ '{client,representative}'))));
drop policy if exists made on complaints_complaintletter;
create policy made on complaints_complaintletter for insert with check (
    organisation_id = (select gate.organisation_id()) and made_by_id = (select gate.actor_id()) and given_on is null
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())));
drop policy if exists given on complaints_complaintletter;
create policy given on complaints_complaintletter for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and given_on is null
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())))
with check (organisation_id = (select gate.organisation_id()) and given_on is not null);
drop policy if exists file_emptied on complaints_complaintletter;
create policy file_emptied on complaints_complaintletter for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}')
with check (organisation_id = (select gate.organisation_id()));

-- A file comes with it from who complains, or who handles it, who says what it is; it is thrown away before that alone.
drop policy if exists seen on complaints_complaintfile;
create policy seen on complaints_complaintfile for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or complaint_id = any (array(select gate.complaints_open()))));
drop policy if exists added on complaints_complaintfile;
create policy added on complaints_complaintfile for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id is not distinct from (select gate.actor_id())
    and ((select gate.roles()) = '{system}'
         or (what = '' and complaint_id = any (array(select gate.complaints_open())))
         or exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id()))));
drop policy if exists spoken on complaints_complaintfile;
create policy spoken on complaints_complaintfile as restrictive for insert to {{application}} with check (
    not (select gate.from_clients()) or complaint_id = any (array(select gate.complaints_spoken())));
drop policy if exists sorted on complaints_complaintfile;
create policy sorted on complaints_complaintfile for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and what = ''
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())))
with check (organisation_id = (select gate.organisation_id()) and what <> '');
drop policy if exists thrown_away on complaints_complaintfile;
create policy thrown_away on complaints_complaintfile for delete using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or (what = '' and exists (
        select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())))));
-- Something of it goes by whoever handles it, in that act, by a rule of the version in force, while the complainant agrees. That it
-- went, to what kind of recipient and by which article, stands in clear for who may know of the complaint, and once it went for the
-- client whose dossier it is; to whom by name, what of it and the copy stay under the complaint's key.
drop policy if exists seen on complaints_complaintgiving;
create policy seen on complaints_complaintgiving for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or complaint_id = any (array(select gate.complaints_known()))
         or (given_on is not null and complaint_id = any (array(select gate.complaints_of_own())))));
drop policy if exists prepared on complaints_complaintgiving;
create policy prepared on complaints_complaintgiving for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'disclose' and given_on is null
    and recipient = (select gate.context() ->> 'recipient') and prepared_by_id = (select gate.actor_id())
    and gate.complaint_may_go(complaint_id, recipient)
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id()))
    and exists (
        select from gate.version_in_force(organisation_id, gate.day()) v
        join adoption_rulerow r on r.version_id = v.id
        where r.rule = complaints_complaintgiving.rule));
drop policy if exists given on complaints_complaintgiving;
create policy given on complaints_complaintgiving for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and given_on is null and (select gate.action()) = 'disclose'
    and recipient = (select gate.context() ->> 'recipient')
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())))
with check (organisation_id = (select gate.organisation_id()) and given_on is not null and gate.complaint_may_go(complaint_id, recipient));
drop policy if exists file_emptied on complaints_complaintgiving;
create policy file_emptied on complaints_complaintgiving for update to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}')
with check (organisation_id = (select gate.organisation_id()) and sealed is null);

drop policy if exists seen on complaints_measure;
create policy seen on complaints_measure for select using (
    organisation_id = (select gate.organisation_id())
    and ((select gate.roles()) = '{system}' or for_account_id = (select gate.actor_id())
         or (complaint_id = any (array(select gate.complaints_open())) and not (select gate.held_roles()) <@ '{client,representative}')));
drop policy if exists taken on complaints_measure;
create policy taken on complaints_measure for insert with check (
    organisation_id = (select gate.organisation_id()) and done_on is null
    and exists (select from complaints_complaint c where c.id = complaint_id and c.handler_id = (select gate.actor_id())));
drop policy if exists done on complaints_measure;
create policy done on complaints_measure for update to {{application}} using (
    organisation_id = (select gate.organisation_id()) and done_on is null
    and (for_account_id = (select gate.actor_id()) or complaint_id = any (array(select gate.complaints_open()))))
with check (organisation_id = (select gate.organisation_id()) and done_on is not null);

-- Whom one can turn to is for everybody to know; the list is kept by who works here.
drop policy if exists seen on complaints_referralbody;
create policy seen on complaints_referralbody for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists kept on complaints_referralbody;
create policy kept on complaints_referralbody for insert with check (
    organisation_id = (select gate.organisation_id()) and recorded_by_id = (select gate.actor_id())
    and cardinality((select gate.judging_roles())) > 0 and not (select gate.from_outside())
    and not (select gate.held_roles()) <@ '{client,representative}');
drop policy if exists seen on complaints_actreview;
create policy seen on complaints_actreview for select using (
    organisation_id = (select gate.organisation_id()) and (reviewed_by_id = (select gate.actor_id()) or (select gate.roles()) = '{system}'));
drop policy if exists looked_back on complaints_actreview;
create policy looked_back on complaints_actreview for insert with check (
    organisation_id = (select gate.organisation_id()) and reviewed_by_id = (select gate.actor_id())
    and (event_id, complaint_id) in (select a.event_id, a.complaint_id from gate.acts_during_complaints() a));

-- The key of a complaint is made with it, and opens for whom its contents are open; to nobody else, whatever they may read.
drop policy if exists complaint_made on vault.data_key;
create policy complaint_made on vault.data_key for insert with check (
    organisation_id = (select gate.organisation_id()) and retention_class = 'complaint_file' and person_id is null);
drop policy if exists complaint_open on vault.data_key;
create policy complaint_open on vault.data_key using (
    organisation_id = (select gate.organisation_id()) and retention_class = 'complaint_file'
    and ((select gate.roles()) = '{system}' or scope_id = any (array(select gate.complaints_open()))));
drop policy if exists complaint_apart on vault.data_key;
create policy complaint_apart on vault.data_key as restrictive for select to {{application}} using (
    retention_class <> 'complaint_file' or (select gate.roles()) = '{system}'
    or scope_id = any (array(select gate.complaints_open())));

-- It ends when the file is emptied at the end of its term, and by nobody before that; the key of a file when the file is gone.
create or replace function gate.complaint_key_ends() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.destroyed_at is null and new.destroyed_at is not null and not gate.is_closed() and (
        exists (select from public.complaints_complaintfile f where f.data_key_id = new.id)
        or exists (select from public.complaints_complaint c
                   where c.data_key_id = new.id and (c.emptied_at is null or gate.roles() <> '{system}'))) then
        raise exception 'a complaint ends with its term' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function gate.complaint_key_ends() from public;
create or replace trigger complaint_ends before update of destroyed_at on vault.data_key
    for each row when (new.retention_class = 'complaint_file') execute function gate.complaint_key_ends();

-- A complaint goes on in its order. Who handles it is not involved; it is left only with a reason that its days bear, in time and
-- by letter; it is decided by letter; who only asks may take it back, and may not decide.
create or replace function gate.complaint_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    today date := gate.day();
    theirs boolean := gate.held_roles() <@ '{client,representative}' and gate.roles() <> '{system}';
    named boolean := new.about_id is distinct from old.about_id;
begin
    if gate.roles() = '{system}' then
        return new;
    end if;
    if theirs and new.id not in (select gate.complaints_spoken()) then
        raise exception 'a mandate for reading alone says nothing' using errcode = 'insufficient_privilege';
    end if;
    if theirs and (old.outcome <> '' or (new.outcome is distinct from 'withdrawn'
                   and to_jsonb(new) - 'sealed' - 'missing' is distinct from to_jsonb(old) - 'sealed' - 'missing')) then
        raise exception 'who complains may take it back or complete it, and nothing else' using errcode = 'insufficient_privilege';
    end if;
    -- Whom it turns out to be about has no part in it any more: then it waits for another handler.
    if named and (old.handler_id is distinct from gate.actor_id() or new.handler_id is not distinct from new.about_id and new.about_id is not null) then
        raise exception 'who handles it says whom it is about, and is not that person' using errcode = 'insufficient_privilege';
    end if;
    if new.handler_id is distinct from old.handler_id
       and (new.outcome <> old.outcome or (new.handler_id is null and not named)
            or (new.handler_id is not null and (named or not gate.may_handle(new.id, new.handler_id)))) then
        raise exception 'a complaint is handled by somebody who is not involved' using errcode = 'insufficient_privilege';
    end if;
    -- Nobody takes a file from who handles it: they give it on, or may handle it no more.
    if new.handler_id is distinct from old.handler_id and old.handler_id is distinct from gate.actor_id()
       and gate.may_handle(old.id, old.handler_id) then
        raise exception 'a complaint is given on by who handles it' using errcode = 'insufficient_privilege';
    end if;
    if not theirs and new.handler_id is not distinct from old.handler_id and old.handler_id is distinct from gate.actor_id() then
        raise exception 'a complaint goes on by who handles it' using errcode = 'insufficient_privilege';
    end if;
    if new.dossier_id is distinct from old.dossier_id and gate.worked_on(new.dossier_id, gate.actor_id()) then
        raise exception 'a complaint is handled by somebody who is not involved' using errcode = 'insufficient_privilege';
    end if;
    if old.received_on is not null and new.received_on is distinct from old.received_on then
        raise exception 'the day of the first receipt stays' using errcode = 'insufficient_privilege';
    end if;
    if old.outcome <> '' and (new.outcome <> old.outcome or new.ended_on is distinct from old.ended_on) then
        raise exception 'what became of a complaint stays' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome = 'not_taken_up' and old.outcome = '' then
        if new.refuse_by is not null and today > new.refuse_by then
            raise exception 'it is too late to leave this complaint' using errcode = 'insufficient_privilege';
        end if;
        if new.refused_because = 'too_old' and not (new.take_up_until is not null and new.received_on > new.take_up_until) then
            raise exception 'this complaint is not about something of too long ago' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.outcome = '' and new.outcome in ('not_taken_up', 'upheld', 'partly', 'rejected') and not exists (
        select from complaints_complaintletter l
        where l.complaint_id = new.id and l.given_on is not null and l.outcome = new.outcome and l.because = new.refused_because
          and l.kind = case new.outcome when 'not_taken_up' then 'complaint_refused' else 'complaint_decided' end) then
        raise exception 'a complaint is decided by a letter that was given' using errcode = 'insufficient_privilege';
    end if;
    if new.appeal = 'insurer' and old.appeal <> 'insurer' and not (
        exists (select from complaints_complaintstep s where s.complaint_id = new.id and s.kind = 'instance_ended')
        and gate.complaint_may_go(new.id, 'insurer')) then
        raise exception 'the insurer comes last, and with consent' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on complaints_complaint
    for each row execute function gate.complaint_goes_on();
-- For whom the work was done that it is about, by dossier or principal: written here, whoever takes it in or says whose it is.
create or replace function gate.complaint_of_principal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.dossier_id is not null or new.party_id is not null then
        new.principal_kind := coalesce(
            (select t.principal_kind from public.dossiers_trajectory t
             where t.dossier_id = new.dossier_id and t.organisation_id = new.organisation_id
             order by t.referred_on desc, t.id desc limit 1),
            (select p.kind from public.parties_party p where p.id = new.party_id and p.organisation_id = new.organisation_id), '');
    end if;
    -- A number that complaints of one client share: it stays when the file is gone, and points at nobody then. A principal is another.
    if new.dossier_id is not null and new.together is null and new.complainant <> 'principal' then
        new.together := coalesce(
            (select c.together from public.complaints_complaint c
             where c.dossier_id = new.dossier_id and c.organisation_id = new.organisation_id and c.together is not null limit 1), new.id);
    end if;
    return new;
end $$;
create or replace trigger of_principal before insert or update of dossier_id, party_id on complaints_complaint
    for each row execute function gate.complaint_of_principal();
