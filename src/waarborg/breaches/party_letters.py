"""The letter to a principal or an employer as PDF, from the agency's own text, with nobody in it; the form's fields.

make_letter(actor, breach_id, to, party_id)      made once and kept as it is, to print or send oneself
open_letter(actor, breach_id, letter_id)         the PDF as it was made
authority_fields(seen)                           what the authority's form asks, as far as it is known here
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.breaches.assessing import holders_in, running
from waarborg.breaches.choices import Nature, ToWhom
from waarborg.breaches.client_letters import assessment_of
from waarborg.breaches.models import Breach, PartyLetter
from waarborg.breaches.rules import numbered_as, require_handler
from waarborg.breaches.sealing import LETTER, key_in, opened, text_in
from waarborg.breaches.seen import SeenBreach
from waarborg.breaches.telling import may_be_told, require_named
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.setting import set_letter
from waarborg.parties.models import Party

LANGUAGE = "nl"
"""Principals and employers are written to in Dutch."""


def make_letter(actor: Actor, breach_id: UUID, to: ToWhom, party_id: UUID) -> UUID:
    """Make the letter and keep it; returns it. Nothing is sent: whoever sends it writes that down.

    Raises `NotFound`, `Conflict`, and `InvalidInput` for who need not be told.
    """
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        require_named(door, row, to)
        party = Party.objects.using(door.using).filter(pk=party_id).first()
        if party is None or to is ToWhom.AUTHORITY or not may_be_told(door, row, to, party_id):
            said = _("Choose a principal of somebody whom it concerns.")
            raise InvalidInput(_("Some things are not right yet."), {"party": said})
        pdf, key = _set(door, row, to, party), key_in(door)
        letter = PartyLetter(
            id=new_id(),
            organisation_id=actor.organisation_id,
            breach_id=row.pk,
            to=to,
            party_id=party.pk,
            made_at=clock.now(),
            made_by_id=actor.somebody,
            data_key_id=key.id,
            decision_id=door.note(Kind.BREACH_LETTER_MADE, details={"breach": str(row.pk), "to": to.value}),
        )
        letter.sealed = key.seal(pdf, row=letter.pk, table=LETTER)
        PartyLetter.objects.using(door.using).bulk_create([letter])
    return letter.pk


def open_letter(actor: Actor, breach_id: UUID, letter_id: UUID) -> bytes:
    """The PDF as it was made. Raises `NotFound`."""
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = PartyLetter.objects.using(door.using).filter(pk=letter_id, breach_id=breach_id).first()
        if row is None:
            raise NotFound("There is no such letter.")
        door.note(Kind.BREACH_READ, details={"breach": str(breach_id)})
        keys = opened(actor.organisation_id, [row], using=door.using)
        if row.data_key_id not in keys:
            raise NotFound("This has been destroyed.")
        return text_in(keys[row.data_key_id], row, LETTER)


def _set(door: Door, row: Breach, to: ToWhom, party: Party) -> bytes:
    said = assessment_of(row, using=door.using)
    concerned = sum(one.dossiers for one in holders_in(door, row.pk) if one.party_id == party.pk)
    kind = LetterKind.BREACH_EMPLOYER if to is ToWhom.EMPLOYER else LetterKind.BREACH_PRINCIPAL
    with translation.override(LANGUAGE):
        content = {
            "organisation": Organisation.objects.using(door.using).get(pk=door.actor.organisation_id).name,
            "date": day_in_words(clock.today()),
            "principal": party.name,
            "breach": numbered_as(row.year, row.number),
            "noticed": day_in_words(clock.day_of(row.aware_at)),
            "how_many": str(concerned),
            "happened": said.happened,
            "consequences": said.consequences,
            "measures": said.measures,
            "contact": said.contact,
            "how_to_inspect": said.how_to_inspect,
        }
    return set_letter(kind, LANGUAGE, content, at=clock.now(), way=practice_in(door).way)


def authority_fields(seen: SeenBreach, kinds: Mapping[str, str]) -> dict[str, str]:
    """What GDPR art. 33(3) and the form of the authority ask, in the order of the form; `kinds` names kinds of data."""
    said, concerned = seen.assessment, [one for one in seen.affected if not one.left_out]
    if said is None:
        return {}
    categories = sorted({kinds.get(key, key) for one in concerned for key in one.categories})
    natures = [str(Nature(one).label) for one in seen.nature]
    found = {
        _("What happened"): said.happened,
        _("When it was noticed"): _moment(seen.line.aware_at),
        _("When it began"): _moment(seen.happened_from),
        _("When it ended"): _("it goes on") if seen.goes_on else _moment(seen.happened_until),
        _("What happened to the data"): "; ".join(natures),
        _("How many people it is about"): str(len(concerned)),
        _("Which kinds of data"): ", ".join(categories),
        _("Could nobody read the data (encryption)?"): _("yes") if seen.unreadable else _("no"),
        _("Did the data come into the open?"): _("yes") if seen.became_public else _("no"),
        _("What may follow from it"): said.consequences,
        _("What was done about it"): said.measures,
        _("Are the people themselves told?"): _("yes") if seen.tells_clients else _("no"),
        _("Whom the authority can ask"): said.contact,
    }
    return {name: value for name, value in found.items() if value}


def _moment(value: object) -> str:
    return date_format(localtime(value), "j F Y, H:i") if value else ""  # type: ignore[arg-type]
