"""Who has access to a dossier and why: the policy asked for each of them, as the gate would ask it if they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from waarborg.accounts.models import Declaration, DeclarationText, MaintenanceWindow, Membership
from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.facts import scopes_of
from waarborg.dossiers.frames import SeenFrame, open_frame
from waarborg.dossiers.models import Exclusion, View
from waarborg.dossiers.selectors import split
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.gate.scopes import AGREED, Outline, actor_facts
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.selectors import facts_of_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who may open the dossier now: as what, by which answers, from when until when."""

    name: str
    roles: tuple[str, ...]
    answers: Mapping[str, Answer]
    """Per category that they may read, the yes."""
    since: date | None = None
    until: datetime | date | None = None
    granted_by: str = ""
    looks_along: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Everybody who may open one dossier."""

    frame: SeenFrame
    holders: Sequence[Holder]


def who_has_access(actor: Actor, dossier_id: UUID) -> Access:
    """Ask for everybody at the organisation. Sign-in is taken to be strong, since nobody gets in otherwise.

    Raises `Refused` and `NotFound`.
    """
    with open_frame(actor, dossier_id, Kind.ACCESS_SHOWN) as (door, frame):
        memberships = _memberships(actor)
        signed, maintained = _signed(actor), _maintained(actor)
        excluded = set(Exclusion.objects.filter(dossier_id=dossier_id).values_list("account_id", flat=True))
        views = _views(dossier_id)
        found = [
            _holder(
                door,
                held,
                {
                    "texts": signed.get(account_id, signed[None]),
                    "excluded": account_id in excluded,
                    "maintenance": account_id in maintained,
                    "agreed": _agreed(held) if account_id in maintained else None,
                },
                views.get(account_id),
            )
            for account_id, held in memberships.items()
        ]
    return Access(frame=frame, holders=[holder for holder in found if holder.answers])


def _holder(door: Door, held: Sequence[Membership], known: Mapping[str, Any], view: View | None) -> Holder:
    account = held[0].account
    given = {
        **door.outline.given,
        "memberships": [_as_outlined(membership) for membership in held],
        "views": [_view_as_outlined(view)] if view else [],
        **known,
    }
    outline = Outline(given, door.context)
    true, false = actor_facts(given, strong=True)
    theirs = replace(
        door,
        actor=replace(door.actor, account_id=account.pk, roles=tuple(one.role for one in held)),
        action="read",
        outline=outline,
        scopes=scopes_of(outline, account.pk),
        actor_true=true,
        actor_false=false,
    )
    answers, _no = split(theirs)
    work = [one for one in given["assignments"] if one["account"] == str(account.pk)]
    return Holder(
        name=account.display_name,
        roles=tuple(dict.fromkeys(answer.decision.role for answer in answers.values() if answer.decision.role)),
        answers=answers,
        since=min((date.fromisoformat(one["from_on"]) for one in work), default=None) if not view else None,
        until=view.ends_at if view else _until(held, work),
        granted_by=view.decided_by.display_name if view and view.decided_by else "",
        looks_along=view is not None,
    )


def _until(held: Sequence[Membership], work: Iterable[Mapping[str, Any]]) -> date | None:
    """The first day on which something ends that they need."""
    ends = [one.until_on for one in held if one.until_on]
    ends += [date.fromisoformat(one["until_on"]) for one in work if one["until_on"]]
    return min(ends, default=None)


def _memberships(actor: Actor) -> dict[UUID, list[Membership]]:
    today = clock.today()
    rows = (
        Membership.objects.filter(organisation_id=actor.organisation_id, from_on__lte=today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        .select_related("account")
        .order_by("account__display_name", "role")
    )
    found: dict[UUID, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.account_id, []).append(row)
    return found


def _signed(actor: Actor) -> dict[UUID | None, list[dict[str, Any]]]:
    """The newest texts as `gate.outline` gives them, for each account that signed any; under None for any other."""
    today = clock.today()
    texts = DeclarationText.objects.filter(
        organisation_id=actor.organisation_id, contract_id=None, in_force_from__lte=today
    )
    newest = {(text.kind, text.audience): text.pk for text in texts.order_by("version")}
    signed: dict[UUID | None, set[UUID]] = {None: set()}
    counting = Declaration.objects.filter(text_id__in=newest.values()).exclude(until_on__lt=today)
    for account_id, text_id in counting.values_list("account_id", "text_id"):
        signed.setdefault(account_id, set()).add(text_id)
    return {
        account_id: [
            {"id": str(text_id), "kind": kind, "audience": audience, "signed": text_id in done}
            for (kind, audience), text_id in newest.items()
        ]
        for account_id, done in signed.items()
    }


def _maintained(actor: Actor) -> set[UUID]:
    """The suppliers for whom maintenance is announced now."""
    running = MaintenanceWindow.objects.filter(
        organisation_id=actor.organisation_id, closed_at=None, opened_at__lte=clock.now(), ends_at__gt=clock.now()
    )
    return set(running.values_list("account_id", flat=True))


def _agreed(held: Sequence[Membership]) -> bool:
    """Is there a processing agreement with everybody for whom they come?"""
    parties = [one.party_id for one in held if one.party_id]
    return all(AGREED in facts_of_party(party, clock.today()) for party in parties)


def _views(dossier_id: UUID) -> dict[UUID, View]:
    running = View.objects.filter(
        dossier_id=dossier_id, state=ViewState.GRANTED, ends_at__gt=clock.now(), ended_at__isnull=True
    )
    return {view.account_id: view for view in running.select_related("decided_by").order_by("ends_at")}


def _as_outlined(membership: Membership) -> dict[str, Any]:
    """As `gate.outline` gives it."""
    return {
        "role": membership.role,
        "basis": membership.basis,
        "person": str(membership.person_id) if membership.person_id else None,
        "party": str(membership.party_id) if membership.party_id else None,
        "profession": membership.bound_by_profession,
        "categories": membership.categories,
        "only_reads": membership.only_reads,
        "health": membership.health_domain,
    }


def _view_as_outlined(view: View) -> dict[str, Any]:
    return {
        "id": str(view.pk),
        "categories": view.categories,
        "on_the_spot": view.on_the_spot,
        "ends_at": view.ends_at.isoformat() if view.ends_at else None,
        "ended_at": None,
        "state": view.state,
        "rule": view.rule,
    }
