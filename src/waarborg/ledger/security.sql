-- The ledger only grows. No role of the program, the owner included, changes, deletes or truncates what is in it; what the
-- owner could do to the triggers themselves, the signed tree heads outside the database bring to light.

do $$
declare
    growing text;
begin
    foreach growing in array array['ledger_decision', 'ledger_event', 'ledger_shown', 'ledger_leaf', 'ledger_treehead'] loop
        execute format('create or replace trigger only_grows before update or delete or truncate on %I '
                       'for each statement execute function kernel.only_grows()', growing);
    end loop;
end $$;
-- Of an event's content only the deletion is left, to the worker, when its term is over.
create or replace trigger only_grows before update or truncate on ledger_eventcontent
    for each statement execute function kernel.only_grows();

call kernel.bind('ledger_event', 'decision_id', 'ledger_decision');
call kernel.bind('ledger_eventcontent', 'event_id', 'ledger_event');
call kernel.bind('ledger_shown', 'event_id', 'ledger_event');
call kernel.bind('ledger_leaf', 'event_id', 'ledger_event');

call kernel.protect('ledger_decision');
call kernel.protect('ledger_event');
call kernel.protect('ledger_eventcontent');
call kernel.protect('ledger_shown');
call kernel.protect('ledger_leaf');
call kernel.protect('ledger_treehead');

revoke all on ledger_decision, ledger_event, ledger_eventcontent, ledger_shown, ledger_leaf, ledger_treehead from public;
grant select, insert on ledger_decision, ledger_event, ledger_eventcontent, ledger_shown to {{application}}, {{worker}};
revoke delete on ledger_eventcontent from {{worker}};  -- details go with their event alone, once the log's own term is over
grant select on ledger_leaf, ledger_treehead to {{application}};
grant select, insert on ledger_leaf, ledger_treehead to {{worker}};
grant select on ledger_decision, ledger_event, ledger_eventcontent, ledger_shown, ledger_leaf, ledger_treehead to {{auditor}};

-- What is written, is written for the organisation of the context and by its actor: nobody logs in another's name.
drop policy if exists within on ledger_decision;
create policy within on ledger_decision using (organisation_id = (select gate.organisation_id()))
    with check (organisation_id = (select gate.organisation_id())
                and (actor_id is null or actor_id = (select gate.actor_id())));
-- Who may read it again is said where dossiers are known (dossiers/security.sql).
drop policy if exists written on ledger_event;
create policy written on ledger_event for insert
    with check (organisation_id = (select gate.organisation_id())
                and (actor_id is null or actor_id = (select gate.actor_id())));
drop policy if exists written on ledger_eventcontent;
create policy written on ledger_eventcontent for insert
    with check (organisation_id = (select gate.organisation_id()));
drop policy if exists forgotten on ledger_eventcontent;
drop policy if exists written on ledger_shown;
create policy written on ledger_shown for insert
    with check (organisation_id = (select gate.organisation_id()));
drop policy if exists within on ledger_leaf;
create policy within on ledger_leaf for select to {{application}}
    using (organisation_id = (select gate.organisation_id()));
drop policy if exists within on ledger_treehead;
create policy within on ledger_treehead for select to {{application}}
    using (organisation_id = (select gate.organisation_id()));

-- The worker seals every organisation's events, for which it reads them without their content and decision.
drop policy if exists sealing on ledger_event;
create policy sealing on ledger_event for select to {{worker}} using (true);
drop policy if exists sealing on ledger_leaf;
create policy sealing on ledger_leaf to {{worker}} using (true) with check (true);
drop policy if exists sealing on ledger_treehead;
create policy sealing on ledger_treehead to {{worker}} using (true) with check (true);

-- The auditor recomputes everything.
drop policy if exists audit on ledger_decision;
create policy audit on ledger_decision for select to {{auditor}} using (true);
drop policy if exists audit on ledger_event;
create policy audit on ledger_event for select to {{auditor}} using (true);
drop policy if exists audit on ledger_eventcontent;
create policy audit on ledger_eventcontent for select to {{auditor}} using (true);
drop policy if exists audit on ledger_shown;
create policy audit on ledger_shown for select to {{auditor}} using (true);
drop policy if exists audit on ledger_leaf;
create policy audit on ledger_leaf for select to {{auditor}} using (true);
drop policy if exists audit on ledger_treehead;
create policy audit on ledger_treehead for select to {{auditor}} using (true);

-- What happened between two moments is found by the moment: what was written in other years is not read.
create index if not exists event_at on ledger_event (organisation_id, at);
