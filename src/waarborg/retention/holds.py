"""Holds: who placed what stops destruction, why, and when somebody looks again; and that it was lifted.

What a client asked and has no answer to yet holds by itself; an answer that refuses something holds as long as the
court can be asked about it. So does what has to be handed over to a principal first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.breaches.holding import breach_since
from waarborg.complaints.holding import complaint_since
from waarborg.dossiers.models import Trajectory
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.handing_over.choices import OVER
from waarborg.handing_over.models import HandOver
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
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

LEAKED = "breach"
"""What a data breach holds by that concerns the dossier, until it is closed."""
COMPLAINED = "pending_complaint"
"""What a complaint holds by, as long as it is open: of itself, and lifted by its end. Who works on the dossier does not
see it, since nobody there is to know of the complaint."""
PROCEDURE = "pending_procedure"
"""What something runs by that is told no closer."""
ASKED = "access_request"
"""What an open request of the client holds by."""
HAND_OVER = "hand_over"
"""What has to be handed over to a principal first holds by this."""
NO_HOLD = ("erasure", "marketing_objection", "withdraw_consent")
"""What a client asks that does not stand in the way of destruction: to erase most of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """What stops destruction, why, and when somebody looks again."""

    hold: str
    words: str
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHold:
    """What holds: placed by somebody, or (without `id`) a request of the client, named by its right, or a hand-over."""

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
    return [one for one in holds_named(actor) if one.hold not in {ASKED, COMPLAINED, "statutory_term"}]


def holds_in(door: Door) -> list[SeenHold]:
    """What holds the dossier in focus now. Six statements at most."""
    dossier_id = UUID(door.dossier["id"])
    articles = {one.hold: _article(one) for one in holds_named(door.actor)}
    undecided = Q(ended_on__isnull=True) | Q(court_until__gte=clock.today())
    asked = Request.objects.using(door.using).filter(undecided, dossier_id=dossier_id)
    found = [
        SeenHold(id=None, hold=ASKED, article=articles.get(ASKED, ""), since=one.received_on, right=one.right)
        for one in asked.exclude(right__in=NO_HOLD).order_by("received_on")
    ]
    found += _complained(door, dossier_id, articles)
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
    return [*found, *_handed_over_first(door)]


def _handed_over_first(door: Door) -> list[SeenHold]:
    """Agreements under which the dossier is, that ended and of which nobody has what goes to the principal."""
    under = {one["contract_ends_on"] for one in door.outline.given["trajectories"]} - {None}
    if not under:
        return []
    contracts = Trajectory.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"])).values("contract_id")
    waiting = HandOver.objects.using(door.using).filter(contract_id__in=contracts).exclude(state__in=OVER)
    return [
        SeenHold(id=None, hold=HAND_OVER, article=row.article, since=row.contract.ends_on or row.first_on)
        for row in waiting.select_related("contract").order_by("last_on")
    ]


def _complained(door: Door, dossier_id: UUID, articles: dict[str, str]) -> list[SeenHold]:
    """An open complaint of the client, or a data breach that is looked into: for the program and who decides alone."""
    if door.actor.account_id is not None and not may_lift(door.actor):
        return []
    found = ((COMPLAINED, complaint_since(door, dossier_id)), (LEAKED, breach_since(door, dossier_id)))
    return [SeenHold(id=None, hold=hold, article=articles.get(hold, ""), since=since) for hold, since in found if since]


def pending_in(door: Door) -> list[str]:
    """What keeps something in the dossier in focus from being erased, in words of holds. Three statements.

    Of a complaint only who decides on destruction is told by its name; to anybody else it is some procedure that runs.
    """
    dossier_id = UUID(door.dossier["id"])
    placed = Hold.objects.using(door.using).filter(dossier_id=dossier_id, lifted_at__isnull=True)
    found = list(placed.order_by("pk").values_list("hold", flat=True))
    if complaint_since(door, dossier_id):
        found.append(COMPLAINED if may_lift(door.actor) else PROCEDURE)
    if breach_since(door, dossier_id):
        found.append(LEAKED)
    return found


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
    if not explains(new.words):
        wrong["words"] = _("Write down why, in a few words at least.")
    if new.review_on <= clock.today():
        wrong["review_on"] = _("Choose a day that is still to come.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
