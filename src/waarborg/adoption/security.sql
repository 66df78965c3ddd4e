-- The compiled rules as rows, and the answer they give. Written apart from policy.decision and proved equal to it.

call kernel.bind('adoption_cell', 'version_id', 'adoption_version');
call kernel.bind('adoption_rulerow', 'version_id', 'adoption_version');
call kernel.bind('adoption_notice', 'version_id', 'adoption_version');
call kernel.bind('adoption_dutyrow', 'version_id', 'adoption_version');
call kernel.bind('adoption_linkrow', 'version_id', 'adoption_version');
call kernel.bind('adoption_retentionplan', 'version_id', 'adoption_version');
call kernel.bind('adoption_approvalrow', 'version_id', 'adoption_version');
call kernel.bind('adoption_overviewrow', 'version_id', 'adoption_version');
call kernel.protect('adoption_version');
call kernel.protect('adoption_cell');
call kernel.protect('adoption_rulerow');
call kernel.protect('adoption_notice');
call kernel.protect('adoption_dutyrow');
call kernel.protect('adoption_linkrow');
call kernel.protect('adoption_retentionplan');
call kernel.protect('adoption_approvalrow');
call kernel.protect('adoption_overviewrow');
grant select on adoption_version, adoption_cell, adoption_rulerow, adoption_notice, adoption_dutyrow, adoption_linkrow,
    adoption_retentionplan, adoption_approvalrow, adoption_overviewrow to {{application}}, {{worker}}, {{auditor}};

do $$
declare name text;
begin
    foreach name in array array['adoption_version', 'adoption_cell', 'adoption_rulerow', 'adoption_notice', 'adoption_dutyrow', 'adoption_linkrow',
                                'adoption_retentionplan', 'adoption_approvalrow', 'adoption_overviewrow'] loop
        execute format('drop policy if exists within on %I', name);
        execute format(
            'create policy within on %I for select using (organisation_id = (select gate.organisation_id()))', name);
    end loop;
end $$;

-- Adopting is the owner's act (the shell, or the studio's worker); nothing adopted is ever changed.
do $$
declare name text;
begin
    foreach name in array array['adoption_version', 'adoption_cell', 'adoption_rulerow', 'adoption_notice', 'adoption_dutyrow', 'adoption_linkrow',
                                'adoption_retentionplan', 'adoption_approvalrow', 'adoption_overviewrow'] loop
        execute format('drop policy if exists adopted on %I', name);
        execute format('create policy adopted on %I for insert to {{owner}} with check (true)', name);
    end loop;
end $$;

-- Which version is in force for an organisation on a day. Asked before a context exists; names nobody.
create or replace function gate.version_in_force(organisation uuid, today date)
returns table (id uuid, sha256 text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select v.id, v.sha256::text from public.adoption_version v
    where v.organisation_id = organisation and v.in_force_from <= today
    order by v.in_force_from desc limit 1
$$;

-- What the rules of one group say: a permit fires when every named thing is known and matches; a prohibition fires
-- unless something it names is known to be otherwise. One row, inlined by the planner into whoever asks.
create or replace function gate.group_says(
    asked_version uuid, asked_group integer, principal text, recipient text, channel text, purpose text, ground text,
    true_facts text[], false_facts text[]) returns setof boolean
language sql stable as $$
    select coalesce(bool_or(r.permit and fires), false) and not coalesce(bool_or(not r.permit and fires), false)
    from public.adoption_rulerow r
    cross join lateral (select case when r.permit then
        r.when_facts::text[] operator(pg_catalog.<@) true_facts
        and (r.principals is null or coalesce(principal = any (r.principals), false))
        and (r.recipients is null or coalesce(recipient = any (r.recipients), false))
        and (r.channels is null or coalesce(channel = any (r.channels), false))
        and (r.purposes is null or coalesce(purpose = any (r.purposes), false))
        and (r.grounds is null or coalesce(ground = any (r.grounds), false))
    else
        not (r.when_facts::text[] operator(pg_catalog.&&) false_facts)
        and not (r.unless_facts::text[] operator(pg_catalog.&&) true_facts)
        and (r.principals is null or principal is null or principal = any (r.principals))
        and (r.recipients is null or recipient is null or recipient = any (r.recipients))
        and (r.channels is null or channel is null or channel = any (r.channels))
        and (r.purposes is null or purpose is null or purpose = any (r.purposes))
        and (r.grounds is null or ground is null or ground = any (r.grounds))
    end as fires) f
    where r.version_id = asked_version and r."group" = asked_group
$$;

-- One question put to the rows: for the tests that hold both enforcers against each other, and for auditors.
create or replace function gate.decide(
    asked_version uuid, asked_role text, asked_action text, asked_category text, principal text, recipient text,
    channel text, purpose text, ground text, true_facts text[], false_facts text[]) returns boolean
language sql stable as $$
    select coalesce((
        select says from public.adoption_cell c
        cross join lateral gate.group_says(
            asked_version, c."group", principal, recipient, channel, purpose, ground, true_facts, false_facts) says
        where c.version_id = asked_version and c.role = asked_role and c.action = asked_action
          and c.category = asked_category), false)
$$;

-- Does what shows that the regulation was handed out do for the article that asks it? Nothing asked: anything does.
create or replace function gate.proof_enough(asked_version uuid, told text, shown text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select not exists (
        select from public.adoption_notice n
        where n.version_id = asked_version and n.notice = 'regulation' and n.whom = told and n.proof = 'signature'
          and shown <> all (array['on_screen', 'scan', 'paper']))
$$;
revoke all on function gate.version_in_force(uuid, date) from public;
call kernel.let_call('{{application}}', '{{worker}}', '{{auditor}}');
revoke all on function gate.seal_of(text, text), gate.remember(text, text), gate.remembered(text)
    from {{application}}, {{worker}}, {{auditor}};
