"""The intake in words: its steps from the regulation and its catalogue, how far it is, and what each step shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.intake import HandOutForm
from waarborg.desk.forms.records import Around
from waarborg.desk.pages.consents import consent_title, scans_of
from waarborg.desk.pages.dossier import readers_of, records_url
from waarborg.desk.pages.gate import next_step
from waarborg.desk.pages.principals import given_lines
from waarborg.desk.pages.records import around, category_of, fields_of
from waarborg.desk.pages.refusal import articles_of
from waarborg.desk.pages.retention import retention_lines
from waarborg.desk.words import words_of
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.consent_forms import OWN_FORM
from waarborg.dossiers.intake import AskedKind, Intake
from waarborg.dossiers.items import Place
from waarborg.dossiers.retention_days import endings_after
from waarborg.gate.actors import Actor
from waarborg.parties.choices import GivenHow
from waarborg.parties.handing_out import HandedOut, proofs, told_to, ways
from waarborg.policy.citing import Cited

REGULATION, PRINCIPAL, ADDRESS = "reglement", "opdrachtgever", "adres"
CONSENT, KIND = "toestemming-", "gegevens-"
"""How the addresses of steps begin."""
DONE, OPEN, SHUT = "done", "open", "shut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: where it stands, whether it is done, and what keeps it shut."""

    key: str
    title: str
    state: str
    note: str = ""
    article: Cited | None = None
    needed: bool = False
    """Does the end of the intake wait for it?"""


def steps_of(actor: Actor, intake: Intake) -> list[Step]:
    """The steps in their order: who it is, the regulation, consents, what is asked, addresses."""
    who = [one for one in intake.kinds if _says_who(actor, one)]
    others = [one for one in intake.kinds if one not in who]
    found = [_kind(actor, intake, one) for one in who]
    found += _handing_out(actor, intake)
    found += [
        Step(
            key=CONSENT + one.asked.fact,
            title=consent_title(one),
            state=DONE if one.state else OPEN,
            note=_answers().get(one.state, ""),
            article=actor.in_force.article(one.asked.article),
        )
        for one in intake.consents
        if one.at_the_start or (one.state and one.asked.rule.form == OWN_FORM)
    ]
    found += [_kind(actor, intake, one) for one in others]
    if intake.addresses:
        unsure = [one for one in intake.addresses if one.types and one.confirmed_on is None]
        state = OPEN if unsure else DONE
        note = _("Nobody asked yet whether it is right.") if unsure else ""
        found.append(Step(key=ADDRESS, title=_("Where they are reached"), state=state, note=note))
    return found


def _says_who(actor: Actor, one: AskedKind) -> bool:
    where = catalogue_of(actor.in_force).birth_date
    return one.entry.rule.identifies or (where is not None and where[0] is one.entry)


def _answers() -> dict[str, str]:
    return {
        "given": _("yes"),
        "refused": _("no"),
        "withdrawn": _("withdrawn"),
        "over": _("over: ask again"),
    }


def _kind(actor: Actor, intake: Intake, one: AskedKind) -> Step:
    awaited = next((each for each in intake.unwritten if each.entry == one.entry), None)
    done = bool(one.records) and awaited is None
    article, note, state = None, "", DONE if done else OPEN
    if awaited is not None:
        article, note = actor.in_force.article(awaited.where), _("The intake waits for it.")
    if not done and not one.writing.allowed:
        articles = articles_of(actor, one.writing)
        state, article = SHUT, articles[0] if articles else None
        note = next_step(actor, one.entry, one.writing) or _("cannot be written down yet")
    return Step(
        key=KIND + one.entry.key,
        title=one.entry.rule.title,
        state=state,
        note=note,
        article=article,
        needed=awaited is not None,
    )


def _handing_out(actor: Actor, intake: Intake) -> Iterator[Step]:
    waits, words = {one.whom for one in intake.waiting}, words_of(actor.in_force.regulation)
    for key, whom, title in (
        (REGULATION, "client", _("The regulation, for the %(client)s") % words),
        (PRINCIPAL, "principal", _("The regulation, for the %(commissioner)s") % words),
    ):
        told = told_to(actor.in_force, whom)
        if told is not None and (whom == "client" or intake.sent_by_somebody):
            yield Step(
                key=key,
                title=title,
                state=OPEN if whom in waits else DONE,
                note=_("The intake waits for it.") if whom in waits and told.rule.blocks else "",
                article=actor.in_force.article(told.where),
                needed=bool(told.rule.blocks),
            )


def overview_page(actor: Actor, intake: Intake) -> dict[str, Any]:
    """What desk/intake.html needs."""
    number, steps = intake.seen.number, steps_of(actor, intake)
    todo = next((step for step in steps if step.state == OPEN), None)
    return {
        **_around(actor, intake),
        "steps": [_line(number, step) for step in steps],
        "done": sum(step.state == DONE for step in steps),
        "total": len(steps),
        "next_url": _step_url(number, todo) if todo else "",
        "next_title": todo.title if todo else "",
        "blocks": [_line(number, step) for step in steps if step.needed and step.state != DONE],
        "start_url": reverse("desk:intake_start", args=[number]) if intake.trajectory else "",
        "ends_url": reverse("desk:intake_ends", args=[number]) if intake.trajectory and intake.may_close else "",
        "consents_url": reverse("desk:consents", args=[number]),
        "letters_url": reverse("desk:letters", args=[number]),
    }


def _around(actor: Actor, intake: Intake) -> dict[str, Any]:
    seen = intake.seen
    return {
        "dossier": {"name": seen.name, "number": seen.number, "url": reverse("desk:dossier", args=[seen.number])},
        "intake_url": reverse("desk:intake", args=[seen.number]),
        "words": words_of(actor.in_force.regulation),
        "principal": (intake.trajectory or {}).get("principal_name") or "",
        "minor": intake.minor,
    }


def _step_url(number: str, step: Step) -> str:
    return reverse("desk:intake_step", args=[number, step.key])


def _line(number: str, step: Step) -> dict[str, Any]:
    return {
        "title": step.title,
        "url": "" if step.state == SHUT else _step_url(number, step),
        "state": step.state,
        "note": step.note,
        "article": step.article,
    }


def step_page(actor: Actor, intake: Intake, key: str) -> dict[str, Any]:
    """What every step needs: where it is among the others. A step that is not there gives nothing."""
    number, steps = intake.seen.number, steps_of(actor, intake)
    at = next((place for place, step in enumerate(steps) if step.key == key), None)
    if at is None:
        return {}
    before = steps[at - 1] if at else None
    after = next((step for step in steps[at + 1 :] if step.state != SHUT), None)
    return {
        **_around(actor, intake),
        "step": _line(number, steps[at]),
        "place": at + 1,
        "total": len(steps),
        "before_url": _step_url(number, before) if before else reverse("desk:intake", args=[number]),
        "after_url": _step_url(number, after) if after else reverse("desk:intake", args=[number]),
    }


def kind_page(actor: Actor, one: AskedKind, number: str) -> dict[str, Any]:
    """What a step about a kind of data needs beside its form."""
    entry = one.entry
    return {
        "category": category_of(entry),
        "warning": entry.rule.warns,
        "readers": readers_of(actor, entry.key),
        "records": [
            {
                "title": values.title_of(entry, record.content.fields),
                "fields": fields_of(entry, record.content.fields, record.covered, number),
                "occurred_on": record.occurred_on,
            }
            for record in one.records
        ],
        "records_url": records_url(number, entry.key),
        "single": entry.rule.single,
    }


def around_at_the_start(actor: Actor, where: Place) -> Around:
    """What may be chosen around the fields. At the start everything serves the purpose that it is asked for."""
    every, serves = around(actor, where), where.entry.serves(actor.in_force.main_purpose)
    return replace(every, purposes=[one for one in every.purposes if one[0] == serves] or every.purposes)


def hand_out_form(actor: Actor, intake: Intake, whom: str, data: Any = None) -> HandOutForm:
    """The form for handing the regulation to the client or the principal."""
    told = told_to(actor.in_force, whom)
    able = ways(told) if told else tuple(GivenHow.values)
    return HandOutForm(data, ways=able, proofs=proofs(told, whom), scans=list(scans_of(intake)))


def hand_out_page(actor: Actor, whom: str, given: Sequence[HandedOut]) -> dict[str, Any]:
    """What a step about handing the regulation out needs beside its form."""
    told, version, regulation = told_to(actor.in_force, whom), actor.in_force, actor.in_force.regulation
    return {
        "told": version.article(told.where) if told else None,
        "blocks": bool(told and told.rule.blocks),
        "signed": bool(told and told.rule.proof == "signature"),
        "version": {"title": regulation.title, "number": regulation.version or "", "since": regulation.in_force_from},
        "given": given_lines(given),
    }


def address_page(intake: Intake) -> dict[str, Any]:
    """What the step about addresses needs."""
    number = intake.seen.number
    return {
        "addresses": [
            {
                "id": one.record.id,
                "title": one.record.entry.rule.title,
                "fields": [
                    line
                    for line in fields_of(one.record.entry, one.record.content.fields, one.record.covered, number)
                    if line["label"] in _labels(one.record.entry.rule.fields, one.types)
                ],
                "confirmed_on": one.confirmed_on,
                "records_url": records_url(number, one.record.entry.key),
            }
            for one in intake.addresses
            if one.types
        ]
    }


def _labels(fields: Any, types: frozenset[str]) -> set[str]:
    return {rule.label for rule in fields.values() if rule.type in types or rule.type in {"postcode", "place"}}


def ends_page(actor: Actor, intake: Intake, on: date) -> dict[str, Any]:
    """What desk/intake_ends.html needs beside its form: when each thing goes, once it is closed on that day."""
    ended = {one["id"] for one in intake.seen.trajectories if one["ended_on"] or one is intake.trajectory}
    closes = len(ended) == len(intake.seen.trajectories)
    after = endings_after(actor, intake.seen, ended=ended, on=on, dossier_closed=closes, weighed=[])
    return {**_around(actor, intake), "terms": retention_lines(actor, after)}
