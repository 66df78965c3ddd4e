"""Holds: who placed what stops destruction, why, and when somebody looks again; and that it was lifted.

What a client asked and has no answer to yet holds by itself, and no longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.retention_rows import HoldRow, hold_rows
from waarborg.retention.models import Hold
from waarborg.retention.rules import approval_of
from waarborg.retention.sealing import HOLD, key_in, words_of
from waarborg.rights.models import Request
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

ASKED = "access_request"
"""What an open request of the client holds by."""
NO_HOLD = ("erasure", "marketing_objection", "withdraw_consent")
"""What a client asks that does not stand in the way of destruction: to erase most of all."""
FEWEST_WORDS = 3
"""A reason of fewer words says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """What stops destruction, why, and when somebody looks again."""

    hold: str
    words: str
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHold:
    """What holds: placed by somebody, or (without `id`) a request of the client, named by its right."""

    id: UUID | None
    hold: str
    article: str
    since: date
    review_on: date | None = None
    placed_by: str = ""
    words: str = ""
    right: str = ""


def holds_named(actor: Actor) -> Sequence[HoldRow]:
    """What may hold, in the words of the regulation and the law, with the article of each."""
    return hold_rows(actor.in_force.regulation, actor.in_force.laws)


def placeable(actor: Actor) -> Sequence[HoldRow]:
    """What somebody places by hand: all but what follows from a request or from a term of the law."""
    return [one for one in holds_named(actor) if one.hold not in {ASKED, "statutory_term"}]


def holds_in(door: Door) -> list[SeenHold]:
    """What holds the dossier in focus now. Three statements at most."""
    dossier_id = UUID(door.dossier["id"])
    articles = {one.hold: _article(one) for one in holds_named(door.actor)}
    asked = Request.objects.using(door.using).filter(dossier_id=dossier_id, ended_on__isnull=True)
    found = [
        SeenHold(id=None, hold=ASKED, article=articles.get(ASKED, ""), since=one.received_on, right=one.right)
        for one in asked.exclude(right__in=NO_HOLD).order_by("received_on")
    ]
    placed = list(Hold.objects.using(door.using).filter(dossier_id=dossier_id, lifted_at__isnull=True).order_by("pk"))
    words = words_of(door.actor.organisation_id, placed, using=door.using)
    names = dict(
        Account.objects.using(door.using)
        .filter(pk__in={one.placed_by_id for one in placed})
        .values_list("pk", "display_name")
    )
    found += [
        SeenHold(
            id=one.pk,
            hold=one.hold,
            article=one.article,
            since=clock.day_of(one.placed_at),
            review_on=one.review_on,
            placed_by=names.get(one.placed_by_id, ""),
            words=words.get(one.pk, ""),
        )
        for one in placed
    ]
    return found


def placed_in(door: Door) -> list[str]:
    """What somebody placed on the dossier in focus, and nobody lifted."""
    placed = Hold.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]), lifted_at__isnull=True)
    return list(placed.order_by("pk").values_list("hold", flat=True))


def place(actor: Actor, dossier_id: UUID, new: NewHold) -> UUID:
    """Stop the destruction of a dossier until somebody lifts it. Raises `Refused`, `NotFound` and `InvalidInput`."""
    named = {one.hold: one for one in placeable(actor)}
    _check(new, named)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = door.require_anywhere()
        key, made = key_in(door), new_id()
        row = Hold(
            id=made,
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            hold=new.hold,
            article=_article(named[new.hold]),
            placed_at=clock.now(),
            placed_by_id=actor.somebody,
            review_on=new.review_on,
            data_key_id=key.id,
            sealed=key.seal(new.words.strip().encode(), row=made, table=HOLD),
            decision_id=door.note(Kind.HOLD_PLACED, details={"hold": new.hold}),
        )
        Hold.objects.using(door.using).bulk_create([row])
        create(door, _look_again(actor, made, new.review_on, named[new.hold]), [because])
    return made


def lift(actor: Actor, dossier_id: UUID, hold_id: UUID) -> None:
    """Let destruction go its way again. For who may decide on destruction. Raises `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = Hold.objects.using(door.using).filter(pk=hold_id, dossier_id=dossier_id, lifted_at__isnull=True).first()
        if row is None or not may_lift(actor):
            raise NotFound("There is no such hold for you to lift.")
        row.lifted_decision_id = door.note(Kind.HOLD_LIFTED, details={"hold": row.hold})
        row.lifted_at, row.lifted_by_id = clock.now(), actor.somebody
        row.save(using=door.using, update_fields=["lifted_at", "lifted_by_id", "lifted_decision_id"])
        waiting = Task.objects.using(door.using).filter(kind=TaskKind.REVIEW_HOLD, subject_id=hold_id)
        finish(door, waiting.filter(done_at__isnull=True))


def may_lift(actor: Actor) -> bool:
    """Does this person hold a role that decides on destruction?"""
    return bool(set(approval_of(actor).decides) & set(actor.roles))


def _look_again(actor: Actor, hold_id: UUID, on: date, because: HoldRow) -> NewTask:
    decides = approval_of(actor).decides
    return NewTask(
        kind=TaskKind.REVIEW_HOLD,
        for_role=decides[0] if decides else "",
        for_account_id=None if decides else actor.somebody,
        due_on=on,
        subject_id=hold_id,
        rule=because.rule,
        article=_article(because),
    )


def _article(row: HoldRow) -> str:
    return f"{row.source} {row.article}".strip()


def _check(new: NewHold, named: dict[str, HoldRow]) -> None:
    wrong: dict[str, str] = {}
    if new.hold not in named:
        wrong["hold"] = _("Choose one from the list.")
    if len(new.words.split()) < FEWEST_WORDS:
        wrong["words"] = _("Write down why, in a few words at least.")
    if new.review_on <= clock.today():
        wrong["review_on"] = _("Choose a day that is still to come.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
