"""What was given in haste or past a rule is looked back on, by somebody else: was it right, and why.

    open_review(door, row, going)             in the act of giving, where it is asked
    reviews(actor)                            what waits, the overdue first, and what was found lately
    review(actor, review_id, outcome, found)  what somebody other than who gave it found

It is asked by a rule that names a term, and without one of whatever went for acute danger, by order of a judge, or past
a prohibition that a claim set aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.disclosures.choices import ReviewOutcome, ReviewReason
from waarborg.disclosures.models import DisclosedItem, Disclosure, DisclosureReview
from waarborg.disclosures.sealing import TABLE, Said, key_in
from waarborg.disclosures.ways import GROUNDED
from waarborg.disclosures.weighing import WeighedItem
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.dossiers.models import Dossier
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.possible import possible
from waarborg.vault.services import OpenKey, open_keys
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

OVERSEES = "oversee"
"""The act of whoever looks after what leaves the agency: sees the list of it, and looks back."""
REVIEW = "disclosures_disclosurereview"
MOST_DONE = 50
"""As many of those that were looked back on are shown."""
IN_HASTE: Final = {"acute_danger": ReviewReason.DANGER, "court_order": ReviewReason.COURT}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReview:
    """One giving to look back on, or that somebody looked back on."""

    id: UUID
    number: str
    disclosure_id: UUID
    why: ReviewReason
    article: str
    due_on: date | None
    given_at: datetime
    given_by: str
    mine: bool
    """Did the reader give it themself? Then somebody else looks back."""
    recipient: str
    name: str
    purpose: str
    ground: str
    channel: str
    categories: Sequence[str]
    articles: Sequence[str]
    reasons: Mapping[str, str]
    outcome: ReviewOutcome | None
    reviewed_at: datetime | None
    reviewed_by: str
    found: str

    @property
    def overdue(self) -> bool:
        """Has its day been?"""
        return self.outcome is None and self.due_on is not None and self.due_on < clock.today()


def open_review(door: Door, row: Disclosure, going: Sequence[WeighedItem]) -> None:
    """Have it looked back on where that is asked, in the act of giving: a row, and a task for somebody else."""
    found = _asked(door, going)
    if found is None:
        return
    why, because = found
    made = DisclosureReview(
        id=new_id(),
        organisation_id=row.organisation_id,
        disclosure_id=row.pk,
        dossier_id=row.dossier_id,
        why=why,
        rule=because.rules[0],
        article=because.articles[0],
        due_on=_due(going),
        given_by_id=door.actor.somebody,
        made_at=clock.now(),
    )
    door.noting([because])
    made.decision_id = door.note(Kind.DISCLOSURE_TO_REVIEW, details={"disclosure": str(row.pk), "why": why.value})
    DisclosureReview.objects.using(door.using).bulk_create([made])
    new = NewTask(
        kind=TaskKind.REVIEW_GIVING,
        for_role=_overseer(door),
        due_on=made.due_on,
        subject_id=made.pk,
        rule=made.rule,
        article=made.article,
    )
    create(door, new, [because])


def _asked(door: Door, going: Sequence[WeighedItem]) -> tuple[ReviewReason, Answer] | None:
    """Why it is looked back on, and the yes by which it went; None when nothing asks it."""
    for fact, why in IN_HASTE.items():
        for one in going:
            if fact in door.claims.facts and door.rests_on(one.answer, fact):
                return why, one.answer
    for one in going:
        if any(fact in door.claims.facts and door.sets_aside(one.answer, fact) for fact in GROUNDED):
            return ReviewReason.PAST_A_RULE, one.answer
    asked = next((one.answer for one in going if one.answer.obligations.review_within is not None), None)
    return (ReviewReason.ASKED, asked) if asked else None


def _due(going: Iterable[WeighedItem]) -> date | None:
    """The nearest of the terms that the rules set."""
    periods = [one.answer.obligations.review_within for one in going]
    ends = [shipped_calendar().add(period, clock.today()) for period in periods if period is not None]
    return min((clock.day_of(end) if isinstance(end, datetime) else end for end in ends), default=None)


def _overseer(door: Door) -> str:
    """The role that looks back: one that oversees, if it can be not one of who gave it."""
    policy = door.actor.in_force.policy
    able = [role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, [role], OVERSEES)]
    others = [role for role in able if role not in door.actor.roles]
    return next(iter(others or able), "responsible")


def reviews(actor: Actor) -> list[SeenReview]:
    """What waits, the nearest day first, and what was looked back on lately. Raises `Refused` to who may not."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        door.note(Kind.DISCLOSURES_READ)
        every = DisclosureReview.objects.select_related("disclosure").defer("disclosure__sealed_copy")
        waiting = list(every.filter(outcome="").order_by("due_on", "id"))
        done = list(every.exclude(outcome="").order_by("-reviewed_at")[:MOST_DONE])
        return _seen(door, [*waiting, *done])


def one_review(actor: Actor, review_id: UUID) -> SeenReview:
    """One of them. Raises `Refused`, `NotFound`."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        row = _row(review_id)
        door.note(Kind.DISCLOSURES_READ, dossier_id=row.dossier_id, details={"disclosure": str(row.disclosure_id)})
        found = _seen(door, [row])
        if not found:
            raise NotFound("This has been destroyed.")
        return found[0]


def review(actor: Actor, review_id: UUID, *, outcome: str, found: str) -> None:
    """Write down what was found. Raises `Refused`, `NotFound`, `InvalidInput`, `Conflict` to who gave it themself."""
    wrong: dict[str, str] = {}
    if outcome not in ReviewOutcome.values:
        wrong["outcome"] = _("Choose one from the list.")
    if len(found.split()) < 2:  # noqa: PLR2004 - one word is no reason
        wrong["found"] = _("Write down why, in a few words.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        row = _row(review_id)
        door.turn_to(OVERSEES, row.dossier_id, claims=FOR_ANOTHER)
        because = door.require_anywhere()
        if row.given_by_id == actor.account_id:
            raise Conflict(_("You gave this yourself; somebody else looks back on it."))
        if row.outcome:
            raise Conflict(_("Somebody looked back on this already."))
        decision = door.note(
            Kind.DISCLOSURE_REVIEWED, details={"disclosure": str(row.disclosure_id), "outcome": outcome}
        )
        key = key_in(door)
        plain = json.dumps({"found": found.strip()}, ensure_ascii=False).encode()
        DisclosureReview.objects.filter(pk=row.pk).update(
            outcome=outcome,
            reviewed_at=clock.now(),
            reviewed_by_id=actor.somebody,
            data_key_id=key.id,
            sealed=key.seal(plain, row=row.pk, table=REVIEW),
            decision_id=decision,
        )
        tasks = Task.objects.filter(subject_id=row.pk, kind=TaskKind.REVIEW_GIVING, done_at__isnull=True)
        finish(door, tasks, [because])


def _row(review_id: UUID) -> DisclosureReview:
    every = DisclosureReview.objects.select_related("disclosure").defer("disclosure__sealed_copy")
    row = every.filter(pk=review_id).first()
    if row is None:
        raise NotFound("There is nothing to look back on here.")
    return row


def _seen(door: Door, rows: Sequence[DisclosureReview]) -> list[SeenReview]:
    """Rows opened, with their kinds of data, people and numbers: as many statements for one as for many."""
    kinds: dict[UUID, list[str]] = {}
    items = DisclosedItem.objects.filter(disclosure_id__in=[row.disclosure_id for row in rows]).order_by("id")
    for disclosure_id, category in items.values_list("disclosure_id", "category"):
        kinds.setdefault(disclosure_id, []).append(category)
    people = {account for row in rows for account in (row.given_by_id, row.reviewed_by_id) if account}
    names = dict(Account.objects.filter(pk__in=people).values_list("pk", "display_name"))
    keys = open_keys(
        door.actor.organisation_id,
        {key for row in rows for key in (row.data_key_id, row.disclosure.data_key_id) if key},
    )
    numbers = dict(Dossier.objects.filter(pk__in={row.dossier_id for row in rows}).values_list("pk", "number"))
    return [
        _one(door, row, keys, kinds.get(row.disclosure_id, []), names, numbers.get(row.dossier_id, ""))
        for row in rows
        if row.disclosure.data_key_id in keys
    ]


def _one(
    door: Door,
    row: DisclosureReview,
    keys: Mapping[UUID, OpenKey],
    kinds: Sequence[str],
    names: Mapping[UUID, str],
    number: str,
) -> SeenReview:
    given = row.disclosure
    said = Said.from_bytes(keys[given.data_key_id].open(bytes(given.sealed), row=given.pk, table=TABLE))
    found = ""
    if row.sealed is not None and row.data_key_id is not None and row.data_key_id in keys:
        found = json.loads(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=REVIEW))["found"]
    return SeenReview(
        id=row.pk,
        number=number,
        disclosure_id=row.disclosure_id,
        why=ReviewReason(row.why),
        article=row.article,
        due_on=row.due_on,
        given_at=given.given_at or row.made_at,
        given_by=names.get(row.given_by_id, ""),
        mine=row.given_by_id == door.actor.account_id,
        recipient=given.recipient,
        name=said.name,
        purpose=given.purpose,
        ground=given.ground,
        channel=given.channel,
        categories=list(dict.fromkeys(kinds)),
        articles=given.articles,
        reasons=dict(said.reasons),
        outcome=ReviewOutcome(row.outcome) if row.outcome else None,
        reviewed_at=row.reviewed_at,
        reviewed_by=names.get(row.reviewed_by_id, "") if row.reviewed_by_id else "",
        found=found,
    )
