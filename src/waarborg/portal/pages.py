"""The portal's pages in words: the frame of a commission, what a rule opens, and by which article it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.complaints.of_principals import OfPrincipal
from waarborg.disclosures.received import Received
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.commissions import Commission, Commissions, SeenCommission
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.invoicing.received import ReceivedInvoice
from waarborg.kernel.languages import reader_language
from waarborg.policy.citing import Cited
from waarborg.policy.model.catalogue import FILES
from waarborg.policy.names import Names
from waarborg.policy.possible import nearest_permits
from waarborg.policy.vocabulary import standard_vocabulary
from waarborg.practice.selectors import Practice
from waarborg.work.reports_due import Due, ReportsDue

PRINCIPAL = "principal"
HOUR = 60
"""Minutes."""


def commissions_page(found: Commissions, due: ReportsDue) -> dict[str, Any]:
    """What portal/commissions.html needs."""
    lines = [_line(one, found.practice, due) for one in found.found]
    return {
        "running": [one for one in lines if not one["ended_on"]],
        "ended": [one for one in lines if one["ended_on"]],
        "principal_name": found.found[0].principal_name if found.found else "",
    }


def _line(one: Commission, practice: Practice, due: ReportsDue) -> dict[str, Any]:
    return {
        "url": reverse("portal:commission", args=[one.number]),
        "number": one.number,
        "initials": one.initials,
        "type": practice.type_label(one.type, reader_language()),
        "phase": _phase(one, practice) if one.reads else "",
        "referred_on": one.referred_on,
        "started_on": one.started_on,
        "planned_end_on": one.planned_end_on,
        "ended_on": one.ended_on,
        "contract": one.contract_number,
        "contract_ends_on": one.contract_ends_on,
        "hours_granted": one.hours_granted,
        "due": _due(one, practice, due),
        "reads": one.reads,
    }


def _phase(one: Commission, practice: Practice) -> str:
    return practice.phase_label(one.type, one.own_phase, reader_language()) or phase_in_words(one.phase)


def phase_in_words(phase: str) -> str:
    """Where a trajectory stands, in a word."""
    return {
        "referral": _("referred"),
        "intake": _("intake"),
        "running": _("running"),
        "paused": _("paused"),
        "placed": _("placed"),
        "ended": _("ended"),
    }.get(phase, "")


def _due(one: Commission, practice: Practice, due: ReportsDue) -> list[dict[str, Any]]:
    return [{"label": report.label(practice, one.type), "due_on": report.due_on} for report in _of(one, due)]


def _of(one: Commission, due: ReportsDue) -> Sequence[Due]:
    return due.get(one.trajectory_id, ())


def commission_page(actor: Actor, seen: SeenCommission, due: ReportsDue) -> dict[str, Any]:
    """What portal/commission.html needs."""
    return {
        "number": seen.number,
        "write_url": reverse("portal:message", args=[seen.number]),
        "own": [_line(one, seen.practice, due) for one in seen.own],
        "kinds": kinds_of(actor, seen.records, seen.answers),
        "closed": _closed(actor, seen.closed),
        "others": bool([category for category in seen.closed if not _own_permits(actor, category)]),
        "others_article": article_on_reading(actor),
    }


def given_lines(actor: Actor, number: str, given: Iterable[Received]) -> list[dict[str, Any]]:
    """The copies that were given to this principal here."""
    names, entries = Names(actor.in_force.regulation, reader_language()), catalogue_of(actor.in_force).entries
    return [
        {
            "url": reverse("portal:given", args=[number, one.id]),
            "kinds": [entries[key].rule.title for key in one.categories if key in entries],
            "given_at": one.given_at,
            "purpose": names.purpose(one.purpose),
            "ground": names.ground(one.ground),
            "articles": [actor.in_force.article(where) for where in one.articles],
        }
        for one in given
    ]


def charged_part(number: str, found: Sequence[ReceivedInvoice]) -> dict[str, Any]:
    """What was charged for this commission, and the hours in it together."""
    return {
        "hours_charged": Decimal(sum(one.minutes for one in found)) / HOUR,
        "invoices": [
            {
                "number": one.number,
                "kind": one.kind.label,
                "issued_on": one.issued_on,
                "hours": Decimal(one.minutes) / HOUR,
                "url": reverse("portal:invoice", args=[number, one.id]) if one.opens else "",
            }
            for one in found
        ],
    }


def complaint_lines(found: Iterable[OfPrincipal]) -> list[dict[str, Any]]:
    """What this principal complained about, and where each stands."""
    return [
        {
            "number": one.number,
            "received_on": one.received_on,
            "decide_by": one.decide_by,
            "late": one.late,
            "outcome": one.outcome.label if one.outcome else "",
            "ended_on": one.ended_on,
        }
        for one in found
    ]


def kinds_of(actor: Actor, records: Iterable[SeenRecord], answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The records by kind of data, each kind with the article that opens it. Files and covered fields stay here."""
    found = list(records)
    return [
        {
            "label": catalogue_of(actor.in_force).entries[category].rule.title,
            "key": category,
            "article": actor.in_force.article(answer.articles[0]),
            "records": [_record(one) for one in found if one.entry.key == category],
        }
        for category, answer in answers.items()
    ]


def _record(one: SeenRecord) -> dict[str, Any]:
    rules = one.entry.rule.fields
    return {
        "title": values.title_of(one.entry, one.content.fields),
        "on": one.occurred_on,
        "fields": [
            {"label": rule.label, "value": values.shown(rule, one.content.fields[name])}
            for name, rule in rules.items()
            if name in one.content.fields and name not in one.covered and rule.type not in FILES
        ]
        + [{"label": said.heading, "value": said.words} for said in one.said],
    }


def _closed(actor: Actor, closed: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The kinds of data that a rule would open if something more were so: what, and by which article."""
    entries = catalogue_of(actor.in_force).entries
    return [
        {
            "label": entries[category].rule.title,
            "key": category,
            "article": actor.in_force.article(_own_permits(actor, category)[0]),
            "missing": [fact_in_words(fact) for fact in answer.missing],
        }
        for category, answer in closed.items()
        if _own_permits(actor, category)
    ]


def _own_permits(actor: Actor, category: str) -> list[str]:
    """Where the regulation would let one of these roles read this kind of data: the articles."""
    policy = actor.in_force.policy
    return [test.rule.where for role in actor.roles for test in policy.cell(role, "read", category).permits]


def article_on_reading(actor: Actor) -> Cited:
    """The article by which anybody reads here: where it names no outsider, an outsider reads nothing."""
    policy = actor.in_force.policy
    places = (
        test.rule.where
        for category in policy.categories
        for test in nearest_permits(policy, None, "read", category)
        if " " not in test.rule.where
    )
    return actor.in_force.article(next(places, ""))


def fact_in_words(key: str) -> str:
    """A fact, or with `not ` in front its absence."""
    absent, _space, name = key.rpartition(" ")
    found = standard_vocabulary().facts.get(name)
    label = found.label(reader_language()) if found else name.replace("_", " ")
    return _("not: %(fact)s") % {"fact": label} if absent else label
