"""Consents in words for the client: the exact wording, what was said, and whose it is to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.admission.selectors import OwnDossier
from waarborg.disclosures.approving import asked_of
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.consent_forms import NAMES_KINDS, confirmations, names_recipients, recipients_of
from waarborg.dossiers.consent_words import TITLES, kinds_about, purposes_about, words_shown
from waarborg.dossiers.declarations import is_within
from waarborg.dossiers.intake import Consent
from waarborg.dossiers.objections import Objection, objecting_under
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.portal.mine.forms import ConsentForm
from waarborg.portal.mine.words import recipient_in_words


def consents_page(actor: Actor, own: OwnDossier, found: Sequence[Consent]) -> dict[str, Any]:
    """What portal/mine/consents.html needs: what holds first."""
    lines = [_line(actor, own, one) for one in found]
    return {
        "consents": sorted(lines, key=lambda line: line["state"] != "given"),
        "approvals_url": reverse("mine:approvals") if asked_of(actor.in_force) else "",
    }


def objection_part(actor: Actor, own: OwnDossier, one: Objection | None) -> dict[str, Any]:
    """Whether they object to recruitment, by which articles they may, and the one step to do or undo it."""
    rule, speaks = objecting_under(actor.in_force), not own.only_reads and is_within(actor, None)
    return {
        "objection": {
            "since": one.from_on if one else None,
            "by": GivenBy(one.given_by).label if one and one.given_by != own.acting else "",
            "articles": [actor.in_force.article(where) for where in rule.articles],
            "stop_url": reverse("mine:objection") if one is None and speaks else "",
            "again_url": reverse("mine:objection_end") if one is not None and speaks else "",
        }
        if rule.facts
        else None
    }


def _line(actor: Actor, own: OwnDossier, one: Consent) -> dict[str, Any]:
    last, titles = one.last, actor.in_force.purposes_said()
    return {
        "title": str(TITLES[one.asked.fact]),
        "article": actor.in_force.article(one.asked.article),
        "state": one.state,
        "since": last.from_on if last is not None else None,
        "ended_on": last.ended_on if last is not None else None,
        "by": GivenBy(last.given_by).label if last is not None and last.given_by != own.acting else "",
        "recipients": [last.party.name]
        if last is not None and last.party is not None
        else [recipient_in_words(key) for key in (last.recipients if last is not None else None) or ()],
        "purposes": [titles.get(key, key) for key in (last.purposes if last is not None else None) or ()],
        "url": reverse("mine:consent", args=[one.asked.fact]),
        "stop_url": reverse("mine:consent_withdraw", args=[one.asked.fact])
        if one.state == "given" and not own.only_reads and last is not None and is_within(actor, last.categories)
        else "",
    }


def answerable(own: OwnDossier, one: Consent) -> bool:
    """May who is here answer it? By whom the article names; not with a mandate for reading alone. With a mandate for
    some kinds of data only what is said per kind."""
    named = own.categories is None or bool(NAMES_KINDS & set(one.asked.rule.scope))
    return not own.only_reads and named and own.acting.value in one.asked.rule.by


def consent_page(actor: Actor, own: OwnDossier, one: Consent) -> dict[str, Any]:
    """What portal/mine/consent.html needs beside its form."""
    return {
        "consent": {
            "title": str(TITLES[one.asked.fact]),
            "article": actor.in_force.article(one.asked.article),
            "lines": words_shown(actor, one, agency(actor.organisation_id).name),
        },
        "agreed": one.last.wording.splitlines() if one.last is not None and one.state == "given" else [],
        "answerable": answerable(own, one),
        "givers": [str(GivenBy(who).label) for who in one.asked.rule.by if who in GivenBy.values],
        "state": one.state,
    }


def form_for(actor: Actor, one: Consent, data: Any) -> ConsentForm:
    """The form for one consent: what it may be about, and what whoever says yes must know."""
    named = set(one.asked.rule.scope)
    to_whom = names_recipients(one.asked)
    recipients = [(key, recipient_in_words(key)) for key in recipients_of(actor.in_force)] if to_whom else []
    return ConsentForm(
        data,
        recipients=recipients,
        kinds=[kind for kind in kinds_about(actor, one) if is_within(actor, kind[:1])] if NAMES_KINDS & named else [],
        purposes=purposes_about(actor, one),
        confirmed=confirmations(one.asked),
    )
