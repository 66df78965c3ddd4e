"""The client hears before it goes: a letter per client, given as any other letter, or by e-mail to all who have one.

    write_letter(door, row, weighed, because)    in the act of making it ready
    tell_some(organisation_id, …)                the worker's: by e-mail, as whoever asked it; the others stay
    told_by_hand(actor, hand_over_id, part_id)   written down by who told them

Giving the letter is telling the client, in whichever way it is given.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.ways import HAND_OVER
from waarborg.disclosures.weighing import Weighed, entries_in
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import Dossier
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context, open_door
from waarborg.handing_over.models import HandOver, HandOverPart
from waarborg.handing_over.rules import claims_of_row, must_hand_over, rule_for
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import when_given
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.services import give_in

BEFOREHAND = "beforehand"
STEP = 20
WORKER = "worker"


def register() -> None:
    """Let the giving of the letter be the telling."""
    when_given(on_given)


def write_letter(door: Door, row: HandOver, weighed: Weighed, because: Answer) -> UUID:
    """Write the letter in the act of making the hand-over ready; it waits until it is given. Returns its id."""
    language = language_of(door, LetterKind.HAND_OVER)
    with translation.override(language):
        catalogue = catalogue_of(door.actor.in_force)
        said: dict[str, Any] = {
            **heading(door),
            "principal": weighed.party,
            "ended": day_in_words(row.contract.ends_on) if row.contract.ends_on else "",
            "first": day_in_words(row.first_on),
            "last": day_in_words(row.last_on),
            "article": row.article,
            "kinds": [catalogue.title(entry.key) for entry in entries_in(weighed.going)],
        }
    door.noting([because])
    return keep(door, LetterKind.HAND_OVER, language, said).pk


def on_given(door: Door, letter: Letter) -> None:
    """The letter was given: the client was told of what waits."""
    if letter.kind != LetterKind.HAND_OVER:
        return
    parts = HandOverPart.objects.using(door.using).filter(letter_id=letter.pk, disclosure_id__isnull=False)
    for disclosure_id in list(parts.values_list("disclosure_id", flat=True)):
        _told(door, disclosure_id)


def told_by_hand(actor: Actor, hand_over_id: UUID, part_id: UUID) -> None:
    """Write down that this client was told. Raises `NotFound`, `Refused` and `Conflict`."""
    must_hand_over(actor)
    with in_context(actor, HAND_OVER):
        part = (
            HandOverPart.objects.filter(pk=part_id, hand_over_id=hand_over_id)
            .select_related("hand_over__party")
            .first()
        )
    if part is None or part.disclosure_id is None:
        raise NotFound("There is no such client in this hand-over.")
    row = part.hand_over
    claims = claims_of_row(row, rule_for(actor, row.party.kind).to)
    with open_door(actor, HAND_OVER, dossier_id=part.dossier_id, claims=claims) as door:
        door.require_anywhere()
        if not _told(door, part.disclosure_id):
            raise Conflict(_("The client has been told already."))


def untold_after(actor: Actor, row: HandOver, after: UUID | None, *, using: str = "default") -> list[HandOverPart]:
    """The next few parts of which the client was not told, in an order that goes on."""
    with in_context(actor, HAND_OVER, using=using):
        waits = row.parts.using(using).filter(letter_id__isnull=False, disclosure__client_told_at__isnull=True)
        return list((waits.filter(pk__gt=after) if after else waits).order_by("pk")[:STEP])


def tell_some(organisation_id: UUID, hand_over_id: UUID, account_id: UUID, after: UUID | None) -> UUID | None:
    """Tell the next few by e-mail, as whoever asked it; return after whom to go on, or None when it is over."""
    actor = actor_at(account_id, organisation_id, strong=True, using=WORKER)
    with in_context(actor, HAND_OVER, using=WORKER):
        row = HandOver.objects.using(WORKER).filter(pk=hand_over_id).first()
    found = untold_after(actor, row, after, using=WORKER) if row else []
    for part in found:
        try:
            with open_door(actor, "read", dossier_id=part.dossier_id, using=WORKER) as door:
                list(Dossier.objects.using(WORKER).select_for_update().filter(pk=part.dossier_id).values_list("pk"))
                assert part.letter_id is not None  # noqa: S101 - asked for by it
                give_in(door, part.letter_id, Channel.EMAIL)
        except (InvalidInput, Refused, NotFound, Conflict):
            continue  # there is no address that is known to be right, or somebody else works with this client
    return found[-1].pk if found else None


def _told(door: Door, disclosure_id: UUID) -> bool:
    waits = Disclosure.objects.using(door.using).filter(
        pk=disclosure_id, state=DisclosureState.PREPARED, client_told_at__isnull=True
    )
    if not waits.exists():
        return False
    door.note(Kind.CLIENT_TOLD, details={"disclosure": str(disclosure_id)})
    waits.update(client_told_at=clock.now())
    return True
