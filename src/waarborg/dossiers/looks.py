"""Looking along: a colleague asks for a time-boxed view, a responsible grants or refuses it, and looks back after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.duties import Moment, ended, follow
from waarborg.dossiers.models import View
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.keys import key_in_focus
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.access import Obligations, Permit
from waarborg.policy.model.base import Period, Unit
from waarborg.vault.services import open_keys

GRANT = "granted_by_responsible"
FOR_ANOTHER = Claims(facts=("not_oneself",))
"""True of every decision on a view: the service refuses one's own request, and the database does not show its row."""
TABLE = "dossiers_view"
FATE = "view"
"""The retention class of reasons and answers around a view: they end with the dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What people wrote about a view. Sealed."""

    reason: str = ""
    answer: str = ""
    review: str = ""
    fits: bool = True
    """Did what was seen fit the reason? Said in the review."""


def ask(actor: Actor, dossier_id: UUID, *, reason: str) -> UUID:
    """Ask to look along in a dossier that is not one's own. Open to every colleague; shows nothing of it.

    Raises `InvalidInput` without a reason or when a request is open already, `NotFound` when there is no dossier.
    """
    if not reason.strip():
        raise InvalidInput(_("Some things are not right yet."), {"reason": _("Write down what you need it for.")})
    with open_door(actor, "request", dossier_id=dossier_id) as door:
        door.dossier  # noqa: B018 - raises when there is none
        if rule_for(actor.in_force, actor.roles) is None:
            raise door.refuse()
        open_already = View.objects.filter(dossier_id=dossier_id, account_id=actor.somebody, state=ViewState.REQUESTED)
        if open_already.exists():
            raise InvalidInput(_("You have asked this already. You hear as soon as somebody decides."))
        key = key_in_focus(door, FATE)
        decision = door.note(Kind.VIEW_REQUESTED)
        view_id = new_id()
        View.objects.bulk_create(
            [
                View(
                    id=view_id,
                    organisation_id=actor.organisation_id,
                    dossier_id=dossier_id,
                    account_id=actor.somebody,
                    asked_at=clock.now(),
                    data_key_id=key.id,
                    sealed=key.seal(_written(Words(reason=reason.strip())), row=view_id, table=TABLE),
                    decision_id=decision,
                )
            ]
        )
    return view_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Granting:
    """How a view is granted: which categories (None: all the rule opens), and whether the colleague is on the spot."""

    answer: str = ""
    categories: Sequence[str] | None = None
    on_the_spot: bool = False
    ends_at: datetime | None = None


def grant(actor: Actor, dossier_id: UUID, view_id: UUID, granting: Granting) -> datetime:
    """Grant a view. It ends by itself, at the rule's limit or earlier. Returns when.

    Raises `Refused`, `NotFound`, `Conflict` when it was decided already, `InvalidInput` for one's own request or when
    the regulation wants the colleague on the spot.
    """
    with open_door(actor, "grant", dossier_id=dossier_id, claims=FOR_ANOTHER) as door:
        view, words = _open_request(door, view_id)
        because = door.require_anywhere()
        rule = rule_for(actor.in_force, _roles_of(view))
        if rule is None:
            raise door.refuse()
        if (rule.obliges.on_the_spot or "on_the_spot" in rule.when) and not granting.on_the_spot:
            raise InvalidInput(
                _("Some things are not right yet."),
                {"on_the_spot": _("Confirm that your colleague is with you at the office.")},
            )
        if granting.categories is not None and not granting.categories:
            raise InvalidInput(
                _("Some things are not right yet."), {"categories": _("Choose at least one kind of data.")}
            )
        ends_at = end_of(rule.obliges, granting.ends_at)
        door.note(Kind.VIEW_GRANTED, categories=tuple(granting.categories or ()), details={"view": str(view_id)})
        _save(
            view,
            Words(reason=words.reason, answer=granting.answer),
            state=ViewState.GRANTED,
            rule=rule.id,
            categories=list(granting.categories) if granting.categories is not None else None,
            on_the_spot=granting.on_the_spot,
            decided_by_id=actor.account_id,
            decided_at=clock.now(),
            ends_at=ends_at,
            review_by=_review_day(rule.obliges, ends_at),
        )
        follow(Moment.GRANTED, door, view, words.reason, because)
    return ends_at


def refuse(actor: Actor, dossier_id: UUID, view_id: UUID, *, answer: str) -> None:
    """Refuse a view, with the reason for the colleague. Raises as `grant` does."""
    if not answer.strip():
        raise InvalidInput(_("Some things are not right yet."), {"answer": _("Tell your colleague why not.")})
    with open_door(actor, "grant", dossier_id=dossier_id, claims=FOR_ANOTHER) as door:
        view, words = _open_request(door, view_id)
        door.require_anywhere()
        door.note(Kind.VIEW_REFUSED, details={"view": str(view_id)})
        _save(
            view,
            Words(reason=words.reason, answer=answer.strip()),
            state=ViewState.REFUSED,
            decided_by_id=actor.account_id,
            decided_at=clock.now(),
        )


def review(actor: Actor, dossier_id: UUID, view_id: UUID, *, finding: str, fits: bool = True) -> None:
    """Look back on a view that has ended: was it right? Raises `Refused`, `NotFound`, `InvalidInput`."""
    if not finding.strip():
        raise InvalidInput(_("Some things are not right yet."), {"finding": _("Write down what you found.")})
    with open_door(actor, "grant", dossier_id=dossier_id, claims=FOR_ANOTHER) as door:
        because = door.require_anywhere()
        view = View.objects.filter(pk=view_id, dossier_id=dossier_id, state=ViewState.GRANTED).first()
        if view is None:
            raise NotFound("There is no such view here.")
        words = words_of(view)
        door.note(Kind.VIEW_REVIEWED, details={"view": str(view_id)})
        _save(
            view,
            Words(reason=words.reason, answer=words.answer, review=finding.strip(), fits=fits),
            reviewed_by_id=actor.account_id,
            reviewed_at=clock.now(),
        )
        follow(Moment.REVIEWED, door, view, words.reason, because)


def stop(actor: Actor, dossier_id: UUID, view_id: UUID) -> None:
    """End one's own view before its time. Raises `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        view = View.objects.filter(pk=view_id, account_id=actor.somebody, state=ViewState.GRANTED).first()
        if view is None or view.ended_at is not None:
            raise NotFound("There is no such view here.")
        door.note(Kind.VIEW_ENDED, details={"view": str(view_id)})
        View.objects.filter(pk=view_id).update(ended_at=clock.now())
        view.ended_at = clock.now()
        ended(door, view, words_of(view).reason)


def rule_for(in_force: InForce, roles: Sequence[str]) -> Permit | None:
    """The rule of the regulation by which a colleague in one of these roles may look along, if there is one."""
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Permit) and GRANT in rule.when and "read" in rule.permit:
                named = set(rule.roles) or set(in_force.policy.roles) - set(rule.roles_except)
                if "all" in rule.roles or named & set(roles):
                    return rule
    return None


def opens(in_force: InForce, rule: Permit) -> tuple[str, ...]:
    """The categories that looking along by this rule can open."""
    compiled = in_force.policy.rule(rule.id)
    return tuple(
        category
        for category in in_force.policy.categories
        if any(one.categories is None or category in one.categories for one in compiled)
    )


def words_of(view: View, *, using: str = "default") -> Words:
    """What was written about a view. Raises `NotFound` when its key is gone."""
    found = words_of_all([view], using=using)
    if view.pk not in found:
        raise NotFound("What was written about this view has been destroyed.")
    return found[view.pk]


def words_of_all(views: Sequence[View], *, using: str = "default") -> dict[UUID, Words]:
    """What was written about some views of one organisation, in one statement. What has no key any more is left out."""
    if not views:
        return {}
    keys = open_keys(views[0].organisation_id, {view.data_key_id for view in views}, using=using)
    return {
        view.pk: Words(**json.loads(keys[view.data_key_id].open(bytes(view.sealed), row=view.pk, table=TABLE)))
        for view in views
        if view.data_key_id in keys
    }


def _open_request(door: Door, view_id: UUID) -> tuple[View, Words]:
    view = View.objects.filter(pk=view_id, dossier_id=UUID(door.dossier["id"])).first()
    if view is None:
        raise NotFound("There is no such request here.")
    if view.state != ViewState.REQUESTED:
        raise Conflict("This request has been decided already.")
    if view.account_id == door.actor.account_id:
        raise InvalidInput(_("Nobody decides on their own request. Ask a colleague who may."))
    return view, words_of(view)


def _roles_of(view: View) -> list[str]:
    from waarborg.accounts.models import Membership

    today = clock.today()
    held = Membership.objects.filter(
        account_id=view.account_id, organisation_id=view.organisation_id, from_on__lte=today
    ).exclude(until_on__lt=today)
    return list(held.values_list("role", flat=True))


def end_of(obliges: Obligations, wished: datetime | None) -> datetime:
    """When a view ends: at the rule's limit, at the end of this day when it names none, or sooner if wished."""
    limit = clock.start_of(clock.today() + timedelta(days=1))
    if obliges.ends_after is not None:
        limit = _after(clock.now(), obliges.ends_after)
    return min(limit, wished) if wished and wished > clock.now() else limit


def _after(moment: datetime, period: Period) -> datetime:
    if period.unit is Unit.MINUTES:
        return moment + timedelta(minutes=period.number)
    if period.unit is Unit.HOURS:
        return moment + timedelta(hours=period.number)
    return clock.start_of(shipped_calendar().add(period, clock.day_of(moment)) + timedelta(days=1))


def _review_day(obliges: Obligations, ends_at: datetime) -> date | None:
    if obliges.review_within is None:
        return None
    return clock.day_of(_after(ends_at, obliges.review_within))


def _save(view: View, words: Words, **changes: object) -> None:
    key = open_keys(view.organisation_id, {view.data_key_id})[view.data_key_id]
    sealed = key.seal(_written(words), row=view.pk, table=TABLE)
    View.objects.filter(pk=view.pk).update(sealed=sealed, **changes)
    for name, value in changes.items():  # what follows sees the view as it is now
        setattr(view, name, value)


def _written(words: Words) -> bytes:
    return json.dumps(asdict(words), ensure_ascii=False).encode()
