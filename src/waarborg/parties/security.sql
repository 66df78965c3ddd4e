call kernel.bind('parties_contract', 'party_id', 'parties_party');
call kernel.protect('parties_party');
call kernel.protect('parties_contract');
grant select, insert, update on parties_party, parties_contract to {{application}}, {{worker}};
grant select on parties_party, parties_contract to {{auditor}};
drop policy if exists within on parties_party;
create policy within on parties_party using (organisation_id = (select gate.organisation_id()));
drop policy if exists within on parties_contract;
create policy within on parties_contract using (organisation_id = (select gate.organisation_id()));
