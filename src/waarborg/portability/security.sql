-- An organisation comes in whole: with the owner's login, in a context signed for that and for that organisation alone.
do $$
declare
    of_organisation regclass;
begin
    for of_organisation in
        select c.oid from pg_class c
        where c.relkind in ('r', 'p') and c.relrowsecurity and exists (
            select from pg_attribute a
            where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
    loop
        execute format('drop policy if exists imported on %s', of_organisation);
        execute format(
            'create policy imported on %s for insert to {{owner}} with check (
                organisation_id = (select gate.organisation_id()) and (select gate.action()) = %L)',
            of_organisation, 'import_organisation');
    end loop;
end $$;
