"""Small regulations and laws made in a test, of retention rules alone."""

import datetime as dt

from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import HoldRule, Precedence, RetentionOverride, RetentionRule
from waarborg.policy.retention import Retention
from waarborg.policy.retention_order import Subject

FORMS = {"retain": RetentionRule, "override": RetentionOverride, "hold": HoldRule, "precedence": Precedence}
NOTES = Subject("notes")
INVOICES = Subject("invoices")


def day(text):
    return dt.date.fromisoformat(text)


def rule(name, **written):
    form = next(FORMS[key] for key in FORMS if key in written)
    return form.model_validate({"id": name, **written})


def retain(name, categories="all", start="guidance_ended", **written):
    return rule(name, retain=categories, **{"from": start}, **written)


DOSSIER = retain("6/dossier", at_most={"years": 2})
ADMINISTRATION = retain(
    "6/administration", "invoices", "financial_year_ended", at_least={"years": 7}, because="awr 52.4"
)
CONTRACT = {
    "override": "contract_end", "scope": "trajectories_of_that_principal", "from": "principal_contract_ended",
    "hand_over": {"to": "principal", "by": {"months": 1}},
    "rest": {"by": {"months": 1}, "then": "make_inaccessible", "closed_for": {"years": 1}},
}  # fmt: skip


def regulation_of(*rules, readings=(), categories=("notes", "invoices"), classes=None):
    chosen = classes or {}
    catalogue = tuple(
        CategoryRule.model_validate({
            "id": f"3/{name}", "category": name, "title": name, "fields": {"text": "text"},
            "retention_class": chosen.get(name),
        })
        for name in categories
    )  # fmt: skip
    return Regulation.model_validate({
        "regulation": "proef", "title": "Proef", "in_force_from": day("2020-01-01"), "catalogue": "closed", "words": {},
        "approved": {"by": "responsible", "date": day("2019-12-01")},
        "controller": {"name": "Proef", "entities": ()},
        "articles": (
            {"number": "3", "title": "Wat", "text": "Wat", "rules": catalogue},
            {"number": "6", "title": "Hoe lang", "text": "Hoe lang", "rules": rules},
        ),
        "readings": readings,
    })  # fmt: skip


def law_of(*rules):
    return Law.model_validate({
        "law": "awr", "title": "Wet", "in_force_from": day("1990-01-01"), "consulted_on": day("2026-01-01"),
        "articles": ({"number": "52", "title": "Bewaren", "text": "Bewaren", "rules": rules},),
    })  # fmt: skip


def reading(decided, *about):
    return {"about": about, "question": "?", "decided": decided, "by": "responsible", "date": day("2025-12-01")}


def fate(rules, subject=NOTES, readings=(), laws=(), others=(), holds=(), facts=(), **events):
    days = {name: day(value) for name, value in events.items()}
    ends = Retention(regulation_of(*rules, readings=readings), laws)
    return ends.fate_of(subject, days, others=others, holds=holds, facts=facts)


STATUTE = rule(
    "awr.52/administration",
    retain="invoices",
    at_least={"years": 7},
    binds="minimum",
    **{"from": "financial_year_ended"},
)
