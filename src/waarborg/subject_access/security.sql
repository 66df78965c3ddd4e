-- How clients are told who looked: read by everybody of the organisation, decided by whom the rules let decide the way of
-- working, never changed: a later row counts.
call kernel.bind('subject_access_logwording', 'decision_id', 'ledger_decision');
call kernel.protect('subject_access_logwording');
grant select, insert on subject_access_logwording to {{application}};
grant select on subject_access_logwording to {{worker}}, {{auditor}};
drop policy if exists within on subject_access_logwording;
create policy within on subject_access_logwording for select using (organisation_id = (select gate.organisation_id()));
drop policy if exists decided on subject_access_logwording;
create policy decided on subject_access_logwording for insert with check (
    organisation_id = (select gate.organisation_id()) and (select gate.action()) = 'define'
    and (select gate.wide('define')) and decided_by_id = (select gate.actor_id()));
