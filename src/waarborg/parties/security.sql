-- Principals and their contracts: known to everybody of the organisation, written by whoever the rules let give work.

call kernel.bind('parties_contract', 'party_id', 'parties_party');
call kernel.bind('accounts_membership', 'party_id', 'parties_party');
call kernel.bind('accounts_maintenancewindow', 'party_id', 'parties_party');
call kernel.bind('accounts_declarationtext', 'contract_id', 'parties_contract');
call kernel.bind('parties_partyhandout', 'party_id', 'parties_party');
call kernel.bind('parties_partyhandout', 'version_id', 'adoption_version');
call kernel.bind('parties_partyhandout', 'decision_id', 'ledger_decision');
call kernel.protect('parties_partyhandout');
call kernel.protect('parties_party');
call kernel.protect('parties_contract');
grant select, insert on parties_party, parties_contract, parties_partyhandout to {{application}}, {{worker}};
grant select on parties_party, parties_contract, parties_partyhandout to {{auditor}};
-- What a party is and what was agreed is written once; only the last day of an agreement can come later.
revoke update on parties_party, parties_contract from {{application}}, {{worker}};
grant update (ends_on) on parties_contract to {{application}}, {{worker}};

drop policy if exists within on parties_party;
create policy within on parties_party for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists within on parties_contract;
create policy within on parties_contract for select using (organisation_id = (select gate.organisation_id()));

-- Somebody who comes by themself is no organisation and has no name here: that party comes with their dossier.
drop policy if exists registered on parties_party;
create policy registered on parties_party for insert with check (
    organisation_id = (select gate.organisation_id()) and (
        ((select gate.action()) = 'assign' and (select gate.wide('assign')))
        or (kind = 'client' and (select gate.action()) = 'open_dossier' and (select gate.wide('open_dossier')))));
drop policy if exists agreed on parties_contract;
create policy agreed on parties_contract for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));
drop policy if exists ended on parties_contract;
create policy ended on parties_contract for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));

-- That a principal got the regulation is known to who works here, and written by who gives work or writes in a dossier.
drop policy if exists within on parties_partyhandout;
create policy within on parties_partyhandout for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists handed on parties_partyhandout;
create policy handed on parties_partyhandout for insert with check (
    organisation_id = (select gate.organisation_id()) and account_id is not distinct from (select gate.actor_id()) and (
        ((select gate.action()) = 'assign' and (select gate.wide('assign')))
        or ((select gate.action()) = 'write'
            and ((select gate.wide('write')) or exists (select from gate.dossier_ids('write'))))));
drop policy if exists as_asked on parties_partyhandout;
create policy as_asked on parties_partyhandout as restrictive for insert to {{application}}, {{worker}}
    with check (gate.proof_enough(version_id, 'principal', proof));
-- What was made sure of about a party: seen by everybody of the organisation, written in the act of giving work.
call kernel.bind('parties_assurance', 'party_id', 'parties_party');
call kernel.bind('parties_assurance', 'decision_id', 'ledger_decision');
call kernel.protect('parties_assurance');
grant select, insert on parties_assurance to {{application}}, {{worker}};
grant select on parties_assurance to {{auditor}};
revoke update on parties_assurance from {{application}}, {{worker}};
grant update (ended_on) on parties_assurance to {{application}}, {{worker}};
drop policy if exists within on parties_assurance;
create policy within on parties_assurance for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists made on parties_assurance;
create policy made on parties_assurance for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));
drop policy if exists ended on parties_assurance;
create policy ended on parties_assurance for update using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));

-- When an agreement is looked at again is said again and again.
grant update (review_on) on parties_contract to {{application}};

-- Who is reached at a party: seen by who works here, added and taken away in the act of giving work.
call kernel.bind('parties_contactperson', 'party_id', 'parties_party');
call kernel.bind('parties_contactperson', 'decision_id', 'ledger_decision');
call kernel.bind('parties_contactperson', 'data_key_id', 'vault.data_key');
call kernel.protect('parties_contactperson');
grant select, insert, delete on parties_contactperson to {{application}};
grant select on parties_contactperson to {{worker}}, {{auditor}};
drop policy if exists added on parties_contactperson;
create policy added on parties_contactperson for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));
drop policy if exists taken_away on parties_contactperson;
create policy taken_away on parties_contactperson for delete using (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'assign' and (select gate.wide('assign')));
