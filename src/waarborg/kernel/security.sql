-- What the program's logins may do in general, and with the tables of the libraries we build on.
-- Rooms say in their own security.sql what may be done with theirs. Nobody may truncate anything.

revoke all on schema public from public;
grant usage on schema public to {{application}}, {{worker}}, {{auditor}}, {{backup}};
revoke temporary on database {{database}} from public, {{application}}, {{worker}}, {{auditor}}, {{backup}};

-- A dump must be whole: the backup reads everything, and writes nothing.
grant select on all tables in schema public to {{backup}};
grant select on all sequences in schema public to {{backup}};
alter default privileges in schema public grant select on tables to {{backup}};
alter default privileges in schema public grant select on sequences to {{backup}};

-- Bookkeeping of the framework.
grant select on django_migrations, django_content_type, auth_permission, auth_group, auth_group_permissions
  to {{application}}, {{worker}}, {{auditor}};

-- Sessions: made, kept and ended by the web processes; the worker clears the expired ones.
grant select, insert, update, delete on django_session to {{application}};
grant select, delete on django_session to {{worker}};

-- Sign-in: addresses, confirmations and second factors of those who sign in.
grant select, insert, update, delete on account_emailaddress, account_emailconfirmation, mfa_authenticator
  to {{application}};
grant usage on sequence account_emailaddress_id_seq, account_emailconfirmation_id_seq, mfa_authenticator_id_seq
  to {{application}};

-- Jobs: whoever serves pages may hand out work; the worker does it.
do $$
declare
  table_name text;
  sequence_name text;
begin
  for table_name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and starts_with(relname, 'procrastinate_')
  loop
    execute format('grant select, insert, update, delete on %I to {{worker}}', table_name);
    execute format('grant select, insert, update on %I to {{application}}', table_name);
  end loop;
  for sequence_name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' and starts_with(relname, 'procrastinate_')
  loop
    execute format('grant usage on sequence %I to {{application}}, {{worker}}', sequence_name);
  end loop;
end
$$;
