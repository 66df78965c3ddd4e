"""The compiled rules of a version as rows, which row-level security reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connections

from waarborg.adoption.models import Version
from waarborg.adoption.selectors import Adopted
from waarborg.policy.blocking import duty_rows
from waarborg.policy.breaching import BREACH, handler_of
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.linking import link_rows
from waarborg.policy.notices import all_notices
from waarborg.policy.overviews import overview_row
from waarborg.policy.retention_rows import approval_row, plan_rows
from waarborg.policy.rows import Row, rows
from waarborg.policy.vocabulary import standard_vocabulary

RECORD_BITS: Mapping[str, int] = {
    "shared": 1, "origin_uwv": 2, "origin_principal": 4, "restricted": 8,
    "client_approved_this_version": 16, "about_third_person": 32, "kept_by_statute": 64, "author": 128,
    "origin_by_agreement": 256,
}  # fmt: skip

STORE_CELLS = """
insert into adoption_cell (organisation_id, version_id, role, action, category, "group")
select %s, %s, role, action, category, "group"
from jsonb_to_recordset(%s::jsonb) as given (role text, action text, category text, "group" integer)
"""
STORE_RULES = """
insert into adoption_rulerow (organisation_id, version_id, "group", rule, article, source, permit, principals,
    recipients, channels, purposes, grounds, when_facts, unless_facts, marks, tells_first)
select %s, %s, "group", rule, article, source, permit, principals,
    recipients, channels, purposes, grounds, when_facts, unless_facts, marks, tells_first
from jsonb_to_recordset(%s::jsonb) as given ("group" integer, rule text, article text, source text, permit boolean,
    principals text[], recipients text[], channels text[], purposes text[], grounds text[],
    when_facts text[], unless_facts text[], marks smallint, tells_first boolean)
"""
STORE_NOTICES = """
insert into adoption_notice (organisation_id, version_id, notice, whom, article, proof, blocks)
select %s, %s, notice, whom, article, proof, blocks
from jsonb_to_recordset(%s::jsonb) as given (notice text, whom text, article text, proof text, blocks text)
"""
STORE_DUTIES = """
insert into adoption_dutyrow (organisation_id, version_id, rule, article, duty, category, per_trajectory, blocks)
select %s, %s, rule, article, duty, category, per_trajectory, blocks
from jsonb_to_recordset(%s::jsonb) as given (rule text, article text, duty text, category text, per_trajectory boolean,
    blocks text)
"""
STORE_LINKS = """
insert into adoption_linkrow (organisation_id, version_id, rule, article, system, fields, roles)
select %s, %s, rule, article, system, fields, roles
from jsonb_to_recordset(%s::jsonb) as given (rule text, article text, system text, fields text[], roles text[])
"""
STORE_PLANS = """
insert into adoption_retentionplan
    (organisation_id, version_id, category, principal, purpose, statutory, of_trajectory, plan)
select %s, %s, category, principal, purpose, statutory, of_trajectory, plan
from jsonb_to_recordset(%s::jsonb) as given (category text, principal text, purpose text, statutory boolean,
    of_trajectory boolean, plan jsonb)
"""
STORE_APPROVALS = """
insert into adoption_approvalrow
    (organisation_id, version_id, rule, article, approvals, cooling_off, covers, decides, looks, log_kept)
select %s, %s, rule, article, approvals, cooling_off, covers, decides, looks, log_kept
from jsonb_to_recordset(%s::jsonb) as given (rule text, article text, approvals smallint, cooling_off jsonb,
    covers text[], decides text[], looks text[], log_kept jsonb)
"""
STORE_OVERVIEWS = """
insert into adoption_overviewrow (organisation_id, version_id, rule, article, subjects, smallest, roles)
select %s, %s, rule, article, subjects, smallest, roles
from jsonb_to_recordset(%s::jsonb) as given (rule text, article text, subjects text[], smallest smallint, roles text[])
"""
"""Thousands of rows in one statement each: a second, where a statement with a place for every value takes ten."""


@dataclass(frozen=True)
class Grouped:
    """Cells that are answered by the same rules share one group of them."""

    cells: list[dict[str, Any]]
    rules: list[dict[str, Any]]


def store(version: Version, ready: Adopted, *, using: str) -> None:
    """Write the rows of a version that stands in the database already."""
    written = ready.policy.derived.get("stored")
    if written is None:
        written = ready.policy.derived["stored"] = _written(ready)
    with connections[using].cursor() as cursor:
        for statement, made in written:
            cursor.execute(statement, [version.organisation_id, version.pk, made])


def _written(ready: Adopted) -> list[tuple[str, str]]:
    """The statements, each with its rows as JSON: the same for every agency that adopts the same text."""
    grouped = grouped_rows(ready.policy)
    every: tuple[tuple[str, list[Any]], ...] = (
        (STORE_RULES, grouped.rules),
        (STORE_CELLS, grouped.cells),
        (STORE_NOTICES, _notices(ready)),
        (STORE_DUTIES, [asdict(row) for row in duty_rows(ready.regulation)]),
        (STORE_LINKS, [asdict(row) for row in link_rows(ready.regulation)]),
        (STORE_PLANS, [asdict(row) for row in plan_rows(ready.regulation, ready.laws)]),
        (STORE_APPROVALS, [asdict(approval_row(ready.regulation, ready.policy, ready.laws))]),
        (STORE_OVERVIEWS, _overviews(ready)),
    )
    return [(statement, json.dumps(made)) for statement, made in every]


def _overviews(ready: Adopted) -> list[dict[str, Any]]:
    row = overview_row(ready.regulation, ready.policy)
    return [asdict(row)] if row else []


def _notices(ready: Adopted) -> list[dict[str, str]]:
    """Who is told of what, with which proof, and what waits for it; and who is told of a data breach, to weigh it."""
    weighs = handler_of(ready.regulation, ready.policy.roles)
    return [
        {"notice": BREACH, "whom": weighs, "article": "", "proof": "", "blocks": ""},
        *(
            {
                "notice": notice,
                "whom": whom,
                "article": told.where,
                "proof": told.rule.proof or "",
                "blocks": told.rule.blocks or "",
            }
            for (notice, whom), told in all_notices(ready.regulation, ready.laws).items()
        ),
    ]


def grouped_rows(policy: CompiledPolicy) -> Grouped:
    """The policy as cells, and the rules of each group."""
    cells: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(policy):
        cells.setdefault((row.role, row.action, row.category), []).append(row)
    groups: dict[frozenset[Any], int] = {}
    grouped = Grouped([], [])
    for (role, action, category), answering in cells.items():
        by_conditions = {_conditions(row): row for row in answering}
        key = frozenset(by_conditions)
        if key not in groups:
            groups[key] = len(groups) + 1
            grouped.rules.extend(_rules(groups[key], by_conditions.values()))
        grouped.cells.append({"role": role, "action": action, "category": category, "group": groups[key]})
    return grouped


def _conditions(row: Row) -> tuple[Any, ...]:
    return (
        row.rule, row.part, row.permit, row.principals, row.recipients, row.channels, row.purposes, row.grounds,
        tuple(row.when), tuple(row.unless), row.tells_first,
    )  # fmt: skip


def _rules(group: int, answering: Iterable[Row]) -> Iterator[dict[str, Any]]:
    names = {fact.position: fact.key for fact in standard_vocabulary().facts.values()}
    for row in answering:
        when, unless = [names[at] for at in row.when], [names[at] for at in row.unless]
        yield {
            "group": group,
            "rule": row.rule,
            "article": row.article,
            "source": row.source,
            "permit": row.permit,
            "principals": row.principals,
            "recipients": row.recipients,
            "channels": row.channels,
            "purposes": row.purposes,
            "grounds": row.grounds,
            "when_facts": when,
            "unless_facts": unless,
            "tells_first": row.tells_first,
            "marks": sum(RECORD_BITS.get(fact, 0) for fact in {*when, *unless}),
        }
