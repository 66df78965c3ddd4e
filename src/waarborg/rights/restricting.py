"""An item restricted because the client asks it, and that ended again (AVG 18).

restrict(actor, dossier_id, request_id, item_id, reasons)     out of sight of everybody but who must know
announce(actor, dossier_id, restriction_id, on, reasons)      the letter that says that it ends, from which day
lift(actor, dossier_id, restriction_id)                       it ends: once that letter was given, from that day
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.dossiers.models import Restriction
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind, LetterState
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.rights.choices import Decided
from waarborg.rights.deciding import require_judged, settle
from waarborg.rights.going_on import require_words
from waarborg.rights.item_rules import article_of, require_judge
from waarborg.rights.item_words import title_of
from waarborg.rights.judging import by_right
from waarborg.rights.lost import RESTRICTING
from waarborg.rights.models import RequestItem
from waarborg.rights.obstacles import frame_of


def restrict(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID, reasons: str = "") -> UUID:
    """Restrict the whole item. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`; returns the restriction."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, item = require_judged(door, request_id, item_id)
        if row.right not in RESTRICTING:
            raise Conflict(_("The client did not ask to have this restricted."))
        if item.record_id is None:
            raise Conflict(_("A letter that was given is not restricted."))
        frame = frame_of(door, item)
        standing = Restriction.objects.using(door.using).filter(record_id=frame.record_id, lifted_at=None).first()
        if standing is not None and RequestItem.objects.using(door.using).filter(pk=standing.item_id).exists():
            raise Conflict(_("This is restricted already."))
        settle(door, row, item, Decided.DONE, reasons=reasons)
        decision = door.note(
            Kind.RECORD_RESTRICTED, categories=(item.category,), details={"record": str(frame.record_id)}
        )
        if standing is not None:
            return _rests_on(door, standing, item)
        made = Restriction(
            id=new_id(),
            organisation_id=row.organisation_id,
            dossier_id=row.dossier_id,
            record_id=frame.record_id,
            item_id=item.pk,
            category=item.category,
            article=article_of(actor.in_force, "restriction"),
            since=clock.now(),
            account_id=door.actor.somebody,
            decision_id=decision,
        )
        Restriction.objects.using(door.using).bulk_create([made])
        with connections[door.using].cursor() as cursor:
            cursor.execute("select gate.restrict_item(%s)", [item.pk])
        return made.pk


def _rests_on(door: Door, standing: Restriction, item: RequestItem) -> UUID:
    """Let a restriction that came back with a copy rest on this item: the request that it came from was lost."""
    Restriction.objects.using(door.using).filter(pk=standing.pk).update(item_id=item.pk)
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.restrict_item(%s)", [item.pk])
    return standing.pk


def announce(actor: Actor, dossier_id: UUID, restriction_id: UUID, on: date, reasons: str) -> UUID:
    """Write the letter that says that it ends, and why. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        item, found = _require_judged(door, restriction_id)
        if on <= clock.today():
            said = _("The client hears of it first: choose a day that is still to come.")
            raise InvalidInput(_("Some things are not right yet."), {"on": said})
        require_words(reasons, "reasons")
        language = language_of(door, LetterKind.RESTRICTION_LIFTED)
        with translation.override(language):
            said_of_it = {
                **heading(door),
                "what": title_of(actor, item, {}),
                "on": day_in_words(on),
                "reasons": reasons.strip(),
                "article": found.article,
            }
        letter = keep(door, LetterKind.RESTRICTION_LIFTED, language, said_of_it)
        Restriction.objects.using(door.using).filter(pk=found.pk).update(lifting_letter_id=letter.pk, lifts_on=on)
        return letter.pk


def lift(actor: Actor, dossier_id: UUID, restriction_id: UUID) -> None:
    """Let it end. Raises `Refused`, `NotFound`, and `Conflict` while the client was not told, or the day is to come."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        _item, found = _require_judged(door, restriction_id)
        letters = Letter.objects.using(door.using).filter(pk__in=[found.lifting_letter_id], state=LetterState.GIVEN)
        if found.lifts_on is None or not letters.exists():
            raise Conflict(_("First tell the client by letter that it ends."))
        if found.lifts_on > clock.today():
            raise Conflict(_("The client was told that it ends later."))
        door.note(
            Kind.RECORD_RESTRICTION_LIFTED, categories=(found.category,), details={"record": str(found.record_id)}
        )
        with connections[door.using].cursor() as cursor:
            cursor.execute("select gate.lift_restriction(%s)", [found.pk])


def _require_judged(door: Door, restriction_id: UUID) -> tuple[RequestItem, Restriction]:
    rows = Restriction.objects.using(door.using).filter(pk=restriction_id, dossier_id=UUID(door.dossier["id"]))
    found = rows.filter(lifted_at=None).first()
    if found is None:
        raise NotFound("There is no such restriction here.")
    item = RequestItem.objects.using(door.using).select_related("request").filter(pk=found.item_id).first()
    if item is None:
        raise Conflict(_("The request that this came from was lost. Take it in again, and decide on it first."))
    require_judge(door.actor, item.request)
    door.noting(by_right(door, item.request))
    return item, found
