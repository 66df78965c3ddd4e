"""Consents in words: what is asked, on which exact wording, what a no means, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.intake import FORMS, Wording
from waarborg.desk.words import term
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import ConsentProof, GivenBy
from waarborg.dossiers.consent_forms import (
    NAMES_KINDS,
    OWN_FORM,
    confirmations,
    consents_of,
    forms_enough,
    names_recipients,
    recipients_of,
)
from waarborg.dossiers.consent_proofs import BY_STAFF, Proved
from waarborg.dossiers.consent_words import (
    TITLES,
    WITHDRAWING,
    kinds_about,
    purposes_about,
    words_shown,
)
from waarborg.dossiers.intake import Consent, Intake
from waarborg.dossiers.objections import objecting_under
from waarborg.dossiers.selectors import SeenDossier
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.parties.selectors import SeenParty, of_kind
from waarborg.policy.model.catalogue import FILES


def consent_title(one: Consent) -> str:
    """What the consent is for, short."""
    return str(TITLES[one.asked.fact])


def parties_for(actor: Actor, one: Consent) -> Sequence[SeenParty]:
    """For which registered parties alone this consent may be asked, by name; none where it names no recipient."""
    return of_kind(actor, *recipients_of(actor.in_force)) if names_recipients(one.asked) else ()


def choices_of(parties: Sequence[SeenParty]) -> list[tuple[str, str]]:
    """These parties to choose from, each with its kind."""
    return [(str(party.id), f"{party.name} ({term('recipients', party.kind)})") for party in parties]


def wording_of(actor: Actor, intake: Intake, one: Consent, party: SeenParty | None = None) -> Wording:
    """What may be answered: by whom, in which form, and of which recipients and kinds of data.

    Asked for one party, no kind of recipient is chosen any more.
    """
    rule, version = one.asked.rule, actor.in_force
    givers = [who for who in rule.by if who in GivenBy.values]
    if intake.minor and one.asked.not_by_minors:
        decide = [who for who in givers if who != GivenBy.CLIENT]
        givers = list(dict.fromkeys([*decide, GivenBy.PARENT.value, GivenBy.GUARDIAN.value])) if decide else givers
        givers = [who for who in givers if who in rule.by] or givers
    named = NAMES_KINDS & set(rule.scope)
    return Wording(
        givers=tuple(givers),
        forms=tuple(form for form in forms_enough(one.asked) if form in FORMS),
        recipients=[(key, term("recipients", key)) for key in recipients_of(version)]
        if party is None and names_recipients(one.asked)
        else (),
        kinds=kinds_about(actor, one) if named else (),
        purposes=purposes_about(actor, one),
        confirmed=confirmations(one.asked),
        proofs=[(one.value, str(one.label)) for one in BY_STAFF],
        scans=list(scans_of(intake)),
    )


def scans_of(intake: Intake) -> Iterator[tuple[str, str]]:
    """The records of the dossier that have a file: what was signed on paper may be among them."""
    for record in intake.seen.records:
        filed = (name for name, rule in record.entry.rule.fields.items() if rule.type in FILES)
        if any(record.content.fields.get(name) for name in filed):
            title = values.title_of(record.entry, record.content.fields)
            yield str(record.id), f"{record.entry.rule.title}: {title}"


def proved_by(
    actor: Actor, one: Consent, organisation: str, said: Mapping[str, Any], party: SeenParty | None = None
) -> Proved:
    """What shows an answer that was typed: on these words, and signed how."""
    return Proved(
        wording="\n".join(words_shown(actor, one, organisation, party.name if party else "")),
        language=reader_language(),
        proof=said["proof"],
        record_id=UUID(said["record_id"]) if said.get("record_id") else None,
    )


def consent_page(actor: Actor, one: Consent, organisation: str, party: SeenParty | None = None) -> dict[str, Any]:
    """The exact wording of one consent, and what a no and withdrawing mean."""
    return {
        "consent": {
            "title": consent_title(one),
            "fact": one.asked.fact,
            "article": actor.in_force.article(one.asked.article),
            "lines": words_shown(actor, one, organisation, party.name if party else ""),
            "state": one.state,
        },
        "answers": [_in_words(actor, one)] if one.last is not None else [],
    }


def _answer(one: Consent) -> dict[str, Any]:
    last = one.last
    if last is None:
        return {}
    return {
        "state": one.state,
        "from_on": last.from_on,
        "until_on": last.until_on,
        "ended_on": None if last.refused else last.ended_on,
        "who": GivenBy(last.given_by).label,
        "mandate_seen_on": last.mandate_seen_on,
        "form": str(FORMS.get(last.form, last.form)),
        "recipients": [last.party.name] if last.party else [term("recipients", key) for key in last.recipients or ()],
        "kinds": list(last.categories or ()),
        "purposes": list(last.purposes or ()),
        "proof": "" if last.refused else ConsentProof(last.proof).label,
        "lines": last.wording.splitlines(),
        "fingerprint": last.wording_sha256,
    }


def _in_words(actor: Actor, one: Consent) -> dict[str, Any]:
    kinds, purposes, answer = dict(kinds_about(actor, one)), actor.in_force.purposes_said(), _answer(one)
    return answer | {
        "kinds": [kinds.get(key, key) for key in answer["kinds"]],
        "purposes": [purposes.get(key, key) for key in answer["purposes"]],
    }


def consents_page(actor: Actor, intake: Intake) -> dict[str, Any]:
    """What desk/consents.html needs: every consent that the regulation knows, and where it stands."""
    number = intake.seen.number
    titles = {entry.key: entry.rule.title for entry in catalogue_of(actor.in_force)}
    lines, purposes = [], actor.in_force.purposes_said()
    for one in intake.consents:
        answer = _answer(one)
        if answer:
            answer["kinds"] = [titles.get(key, key) for key in answer["kinds"]]
            answer["purposes"] = [purposes.get(key, key) for key in answer["purposes"]]
        lines.append(
            {
                "title": consent_title(one),
                "state": one.state,
                "article": actor.in_force.article(one.asked.article),
                "answer": answer,
                "ask_url": reverse("desk:consent_ask", args=[number, one.asked.fact]),
                "withdraw_url": reverse("desk:consent_withdraw", args=[number, one.asked.fact])
                if one.state == "given"
                else "",
                "withdrawing": [str(WITHDRAWING[does]) for does in one.asked.rule.withdrawal if does in WITHDRAWING],
                "rests": [entry.rule.title for entry in one.rests],
                "one_case": "one_case" in one.asked.rule.scope,
            }
        )
    return {
        "consents": lines,
        "minor": intake.minor,
        "intake_url": reverse("desk:intake", args=[number]),
        "objection": _objection(intake),
        "objection_articles": objection_page(actor)["articles"],
        "object_url": reverse("desk:objection", args=[number]),
        "lift_url": reverse("desk:objection_lift", args=[number]) if intake.objection else "",
    }


def _objection(intake: Intake) -> dict[str, Any]:
    one = intake.objection
    if one is None:
        return {}
    return {"from_on": one.from_on, "who": GivenBy(one.given_by).label, "form": str(FORMS.get(one.form, one.form))}


def objection_page(actor: Actor) -> dict[str, Any]:
    """What an objection closes, and by which articles."""
    rule = objecting_under(actor.in_force)
    return {"articles": [actor.in_force.article(where) for where in rule.articles]}


def consents_in_short(actor: Actor, seen: SeenDossier) -> list[dict[str, Any]]:
    """The consents that this regulation asks of everybody, and those that were given."""
    return [
        {
            "label": str(TITLES[asked.fact]),
            "given": asked.fact in seen.declared,
            "note": "" if asked.fact in seen.declared else _("not given"),
            "article": actor.in_force.article(asked.article),
        }
        for asked in consents_of(actor.in_force)
        if asked.fact in seen.declared or asked.rule.form == OWN_FORM
    ]
