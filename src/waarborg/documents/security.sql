-- Files that wait: seen by who brought them alone, in a dossier that they may still write in.
call kernel.bind('documents_waitingfile', 'dossier_id', 'dossiers_dossier');
call kernel.bind('documents_waitingfile', 'decision_id', 'ledger_decision');
call kernel.bind('documents_waitingfile', 'data_key_id', 'vault.data_key');
call kernel.bind('documents_waitingfile', 'blob_id', 'vault.blob');
call kernel.protect('documents_waitingfile');
grant select, insert, delete on documents_waitingfile to {{application}};
grant select, delete on documents_waitingfile to {{worker}};
drop policy if exists own on documents_waitingfile;
create policy own on documents_waitingfile using (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id()))
with check (
    organisation_id = (select gate.organisation_id()) and account_id = (select gate.actor_id())
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))));
drop policy if exists over on documents_waitingfile;
create policy over on documents_waitingfile for select to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and expires_at <= (select gate.moment()));
drop policy if exists thrown_away on documents_waitingfile;
create policy thrown_away on documents_waitingfile for delete to {{worker}} using (
    organisation_id = (select gate.organisation_id()) and (select gate.roles()) = '{system}'
    and expires_at <= (select gate.moment()));
create or replace function gate.organisations_with_files_over(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct w.organisation_id from public.documents_waitingfile w where w.expires_at <= moment
$$;
revoke all on function gate.organisations_with_files_over(timestamptz) from public, {{application}}, {{auditor}};
grant execute on function gate.organisations_with_files_over(timestamptz) to {{worker}};

-- Documents: who sees the record sees its file; written by who may write in the dossier, and never changed.
call kernel.bind('documents_document', 'dossier_id', 'dossiers_dossier');
call kernel.bind('documents_document', 'record_id', 'dossiers_record');
call kernel.bind('documents_document', 'decision_id', 'ledger_decision');
call kernel.bind('documents_document', 'data_key_id', 'vault.data_key');
call kernel.bind('documents_document', 'blob_id', 'vault.blob');
do $$
begin
    if not exists (select from pg_constraint where conname = 'document_record_within_dossier') then
        alter table documents_document add constraint document_record_within_dossier
            foreign key (dossier_id, record_id) references dossiers_record (dossier_id, id);
    end if;
end $$;
call kernel.protect('documents_document');
grant select, insert on documents_document to {{application}}, {{worker}};
grant select on documents_document to {{auditor}};
drop policy if exists of_record on documents_document;
create policy of_record on documents_document for select using (
    organisation_id = (select gate.organisation_id())
    and exists (select from dossiers_record r where r.id = record_id));
drop policy if exists filed on documents_document;
create policy filed on documents_document for insert with check (
    organisation_id = (select gate.organisation_id())
    and ((select gate.wide('write')) or dossier_id = any (array(select gate.dossier_ids('write')))
         or (select gate.wide('correct')) or dossier_id = any (array(select gate.dossier_ids('correct')))));
