"""Who of the client's side comes in, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from waarborg.admission.reaching import decides_alone_from
from waarborg.admission.selectors import Comer, Comers
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy
from waarborg.gate.actors import Actor


def admission_page(actor: Actor, number: str, comers: Comers) -> dict[str, Any]:
    """What desk/admission.html needs beside the shared part and its forms."""
    age, where = decides_alone_from(actor.in_force)
    return {
        "comers": [_line(actor, number, one) for one in comers.found],
        "died_on": comers.died_on,
        "client_in": any(one.runs and one.acting is GivenBy.CLIENT for one in comers.found),
        "alone_from": age,
        "alone_article": actor.in_force.article(where) if where else None,
    }


def _line(actor: Actor, number: str, one: Comer) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "who": one.name,
        "is_client": one.acting is GivenBy.CLIENT,
        "acting": one.acting.label,
        "seen": one.seen,
        "seen_on": one.seen_on,
        "by_mail": one.by_mail,
        "kinds": [entries[key].rule.title for key in one.categories or () if key in entries],
        "only_reads": one.only_reads,
        "from_on": one.from_on,
        "until_on": one.until_on,
        "runs": one.runs,
        "has_been": one.has_been,
        "has_phone": one.has_phone,
        "url": reverse("desk:admission_act", args=[number, one.membership_id, "opnieuw"]),
        "stop_url": reverse("desk:admission_act", args=[number, one.membership_id, "stoppen"]),
        "phone_url": reverse("desk:admission_act", args=[number, one.membership_id, "telefoon"]),
    }


def kinds_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of data to which a mandate can be limited."""
    return [(entry.key, entry.rule.title) for entry in catalogue_of(actor.in_force)]
