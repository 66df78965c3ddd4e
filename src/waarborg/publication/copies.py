"""Copies of the regulation for whoever asks: free, given by any colleague, and written down without a name.

open_copies(actor)      what may be given, what was asked for and not given yet, and what was given last
take_in(actor, New(...))      somebody asked; given at once, or by whom the regulation names
give(actor, copy_id)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor, is_client, is_outsider
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import GivenHow
from waarborg.policy.model.procedures import Duty, Publication
from waarborg.policy.notices import REGULATION
from waarborg.policy.terms_places import placed
from waarborg.publication.choices import CopyFor
from waarborg.publication.models import Copy
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

COMPLAINTS = "complaints_regulation"
"""What a regulation on complaints is called where it is published."""
ASKED = "copy_request"
"""The event of a duty that comes when somebody asks for a copy."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Published:
    """What is published by which rule, and who sends a copy when that is asked."""

    rule: str
    what: str
    title: str
    article: str
    sent_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Somebody asked for a copy."""

    rule: str
    asked_for: str
    how: str
    given: bool
    """It was given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCopy:
    """A copy as people see it."""

    id: UUID
    what: str
    asked_for: str
    how: str
    asked_on: date
    taken_by: str
    given_on: date | None
    given_by: str
    since: date
    """From when the version is in force."""


def published(version: InForce) -> Sequence[Published]:
    """What a regulation publishes and somebody can have a copy of, each once, by its articles.

    One that says nothing of it can be asked for all the same: it is what clients are told (GDPR art. 12(1)).
    """
    sends = next((one.rule.role for one in placed(version.regulation, Duty) if ASKED in one.rule.at), None)
    every = [one for one in placed(version.regulation, Publication) if one.rule.copy_fee or one.rule.owner]
    if not every:
        return [
            Published(rule="", what=REGULATION, title=version.said(version.regulation.title), article="", sent_by="")
        ]
    articles = {article.number: article for article in version.regulation.articles}
    first = {one.rule.publish: one for one in reversed(every)}
    return [
        Published(
            rule=one.rule.id,
            what=one.rule.publish,
            title=_called(version, one.rule.publish) or version.said(articles[one.at.article].title),
            article=one.at.article,
            sent_by=sends or one.rule.owner or "",
        )
        for one in reversed(list(first.values()))
    ]


def _called(version: InForce, what: str) -> str:
    """What people call something that is published; empty for what only its article names."""
    if what == REGULATION:
        return version.said(version.regulation.title)
    return str(_("Complaints regulation")) if what == COMPLAINTS else ""


def gives_copies(actor: Actor) -> bool:
    """Does this actor work here? Any colleague gives them."""
    return not is_client(actor) and not is_outsider(actor)


def copies(actor: Actor) -> tuple[Sequence[SeenCopy], Sequence[SeenCopy]]:
    """What waits, and what was given last. Raises `NotFound` for who does not work here."""
    _require(actor)
    with in_context(actor):
        return copies_in(actor.organisation_id, "default")


def copies_in(organisation_id: UUID, using: str, most: int = MOST) -> tuple[Sequence[SeenCopy], Sequence[SeenCopy]]:
    """The same in a context that may see them."""
    rows = (
        Copy.objects.using(using)
        .filter(organisation_id=organisation_id)
        .select_related("version", "taken_by", "given_by")
    )
    waiting, given = rows.filter(given_on__isnull=True), rows.filter(given_on__isnull=False)
    return [_seen(row) for row in waiting.order_by("asked_on", "id")], [
        _seen(row) for row in given.order_by("-given_on", "-id")[:most]
    ]


def take_in(actor: Actor, new: New) -> UUID:
    """Write down that somebody asked for a copy, and that they got it. Raises `NotFound`, `InvalidInput` per field."""
    _require(actor)
    found = _checked(actor, new)
    with open_door(actor, "read") as door:
        decision = door.note(Kind.COPY_GIVEN if new.given else Kind.COPY_ASKED, details={"rule": found.rule})
        row = Copy(
            id=new_id(),
            organisation_id=actor.organisation_id,
            version_id=actor.in_force.version_id,
            rule=found.rule,
            what=found.what,
            asked_for=new.asked_for,
            how=new.how,
            asked_on=clock.today(),
            taken_by_id=actor.somebody,
            decision_id=decision,
        )
        if new.given:
            row.given_on, row.given_by_id, row.given_decision_id = clock.today(), actor.somebody, decision
        else:
            asked = NewTask(
                kind=TaskKind.SEND_COPY,
                for_role=found.sent_by,
                subject_id=row.pk,
                rule=found.rule,
                article=found.article,
            )
            row.task_id = create(door, asked)
        Copy.objects.using(door.using).bulk_create([row])
    return row.pk


def give(actor: Actor, copy_id: UUID) -> None:
    """Write down that a copy that was asked for is given. Raises `NotFound`."""
    _require(actor)
    with open_door(actor, "read") as door:
        row = Copy.objects.using(door.using).filter(pk=copy_id, given_on__isnull=True).first()
        if row is None:
            raise NotFound("No such copy waits here.")
        decision = door.note(Kind.COPY_GIVEN, details={"rule": row.rule, "copy": str(row.pk)})
        Copy.objects.using(door.using).filter(pk=row.pk).update(
            given_on=clock.today(), given_by_id=actor.somebody, given_decision_id=decision
        )
        _end_task(door, row)


def _end_task(door: Door, row: Copy) -> None:
    """The task of whom the regulation names ends, whoever of the colleagues gave the copy."""
    if row.task_id is not None:
        finish(door, Task.objects.using(door.using).filter(pk=row.task_id, done_at__isnull=True))


def _checked(actor: Actor, new: New) -> Published:
    found = next((one for one in published(actor.in_force) if one.rule == new.rule), None)
    wrong: dict[str, str] = {}
    if found is None:
        wrong["rule"] = _("Choose one from the list.")
    elif not new.given and not found.sent_by:
        wrong["given"] = _("Nobody is named who sends it later. Give it yourself.")
    if new.asked_for not in CopyFor.values:
        wrong["asked_for"] = _("Choose one from the list.")
    if new.how not in GivenHow.values:
        wrong["how"] = _("Choose one from the list.")
    if wrong or found is None:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return found


def _require(actor: Actor) -> None:
    if not gives_copies(actor):
        raise NotFound("There is nothing here for you.")


def _seen(row: Copy) -> SeenCopy:
    return SeenCopy(
        id=row.pk,
        what=row.rule,
        asked_for=str(CopyFor(row.asked_for).label),
        how=str(GivenHow(row.how).label),
        asked_on=row.asked_on,
        taken_by=row.taken_by.display_name,
        given_on=row.given_on,
        given_by=row.given_by.display_name if row.given_by else "",
        since=row.version.in_force_from,
    )
