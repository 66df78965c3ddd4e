-- What principals ask: seen and taken in by who may read in the dossier; answered with what left.

call kernel.bind('enquiries_enquiry', 'dossier_id', 'dossiers_dossier');
call kernel.bind('enquiries_enquiry', 'trajectory_id', 'dossiers_trajectory');
call kernel.bind('enquiries_enquiry', 'party_id', 'parties_party');
call kernel.bind('enquiries_enquiry', 'disclosure_id', 'disclosures_disclosure');
call kernel.bind('enquiries_enquiry', 'letter_id', 'letters_letter');
call kernel.bind('enquiries_enquiry', 'decision_id', 'ledger_decision');
call kernel.bind('enquiries_enquiry', 'data_key_id', 'vault.data_key');
call kernel.protect('enquiries_enquiry');
grant select, insert on enquiries_enquiry to {{application}};
grant select on enquiries_enquiry to {{worker}}, {{auditor}};
revoke update on enquiries_enquiry from {{application}}, {{worker}};
-- What was asked, by whom and when it came is written once; afterwards only how it was answered.
grant update (outcome, ended_on, disclosure_id, letter_id) on enquiries_enquiry to {{application}};

drop policy if exists seen on enquiries_enquiry;
create policy seen on enquiries_enquiry for select using (
    organisation_id = (select gate.organisation_id()) and (
        (select gate.roles()) = '{system}' or (select gate.sees_all())
        or (not (select gate.from_outside()) and dossier_id = any (array(select gate.seen_dossier_ids())))));
drop policy if exists taken_in on enquiries_enquiry;
create policy taken_in on enquiries_enquiry for insert with check (
    organisation_id = (select gate.organisation_id()) and recorded_by_id = (select gate.actor_id())
    and not (select gate.from_outside()) and outcome = '' and disclosure_id is null and (letter_id is not null) = (asks = 'cooperation')
    and (select gate.action()) = 'read' and received_on <= (select (gate.context() ->> 'day')::date)
    and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids())))
    and exists (select from dossiers_trajectory t
                where t.id = trajectory_id and t.dossier_id = enquiries_enquiry.dossier_id
                  and t.principal_id = enquiries_enquiry.party_id and t.principal_kind <> 'client'));
drop policy if exists went_on on enquiries_enquiry;
create policy went_on on enquiries_enquiry for update using (
    organisation_id = (select gate.organisation_id()) and ended_on is null and not (select gate.from_outside())
    and ((select gate.sees_all()) or dossier_id = any (array(select gate.seen_dossier_ids()))))
with check (organisation_id = (select gate.organisation_id()));

-- A question ends by what was given to who asked since they asked, once the register shows of them what the duty wants;
-- by a letter that refuses it and was given; or because it is asked no more.
create or replace function gate.enquiry_goes_on() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    today date := (gate.context() ->> 'day')::date;
begin
    if gate.only_emptied(to_jsonb(old), to_jsonb(new)) then
        return new;
    end if;
    if new.outcome = 'answered' and not exists (
        select from disclosures_disclosure d
        where d.id = new.disclosure_id and d.dossier_id = new.dossier_id and d.party_id = new.party_id
          and d.state = 'given' and d.given_at >= new.received_on::timestamp at time zone 'Europe/Amsterdam') then
        raise exception 'a question is answered with what was given to who asked' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome = 'answered' and exists (
        select from unnest(new.needs) n (fact)
        where not exists (
            select from parties_assurance a
            where a.party_id = new.party_id and a.fact = n.fact
              and today between a.from_on and coalesce(a.review_on, 'infinity')
              and (a.ended_on is null or today < a.ended_on))) then
        raise exception 'the register of parties does not show this' using errcode = 'insufficient_privilege';
    end if;
    -- What is reported of how a client cooperates goes after the client was told of it.
    if new.outcome = 'answered' and new.asks = 'cooperation' and not exists (
        select from letters_letter l
        where l.id = new.letter_id and l.dossier_id = new.dossier_id and l.kind = 'cooperation' and l.state = 'given') then
        raise exception 'the client is told before it is reported' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome = 'refused' and not exists (
        select from letters_letter l
        where l.id = new.letter_id and l.dossier_id = new.dossier_id and l.kind = 'enquiry_refused' and l.state = 'given') then
        raise exception 'a question is refused by a letter that was given' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace trigger goes_on before update on enquiries_enquiry
    for each row execute function gate.enquiry_goes_on();
