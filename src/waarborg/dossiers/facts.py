"""How the facts about a dossier are found in Python. Its twin in SQL is `gate.scopes()` in security.sql."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waarborg.gate.scopes import Outline, Scope
from waarborg.kernel import clock

DECLARED = frozenset(
    {
        "storage_consent", "written_consent", "no_objection_declared", "survey_consent", "research_consent",
        "health_consent", "parental_consent", "successor_agreed", "opted_out", "marketing_objection",
        "other_sources_consent",
    }
)  # fmt: skip
"""Facts that a client, or who decides for them, declares (`ClientDeclaration`)."""

AGAINST = frozenset({"opted_out", "marketing_objection"})
"""Of those, the ones by which a client keeps data from being used: an objection, at once and without a reason."""

SEEING = frozenset({"access", "copy"})
"""What a client asks in order to see what is kept of them (GDPR 15)."""

SHOWN = "granted_by_client"
"""The fact that a client lets somebody from outside look at chosen items; known per kind of data."""

REPRESENTS = "represents_client"
"""The fact that somebody decides for a client; known per kind of data where their mandate names some."""
READING = frozenset({"read", "download"})
"""What a mandate for reading alone is about."""

TO_ANOTHER = frozenset({"disclose", "hand_over"})
"""Acts by which data go to somebody else."""


def scopes_of(outline: Outline, account_id: UUID | None) -> tuple[Scope, ...]:
    """The dossier itself and each of its trajectories, with what is known of them for this account."""
    dossier = outline.dossier
    if dossier is None:
        return ()
    today = clock.day_of(outline.moment)
    trajectories: list[Mapping[str, Any]] = outline.given["trajectories"]
    own = [
        work
        for work in outline.given["assignments"]
        if account_id and work["account"] == str(account_id) and _runs(work, today)
    ]
    declared = _declared(outline)
    everywhere = {fact for fact, categories in declared.items() if categories is None}
    limited = {fact: categories for fact, categories in declared.items() if categories is not None}
    shown = _together(one["categories"] for one in outline.given["showings"] if runs_now(one, outline.moment))
    if shown:
        limited[SHOWN] = shown
    represented = _represented(outline, dossier)
    if represented:
        limited[REPRESENTS] = represented
    shared = _facts_of_person(outline, dossier, today, everywhere)
    parties = {one["party"] for one in outline.given["memberships"] if one["party"]} | _given_to(outline)
    each = [_trajectory_facts(trajectory, parties, today) for trajectory in trajectories]
    views = [view for view in outline.given["views"] if is_open(view, outline.moment)]
    found = [
        _scope(UUID(one["id"]), dossier, one["kind"], shared | facts, _work_in(own, one), views, limited)
        for one, facts in zip(trajectories, each, strict=True)
    ]
    kinds = {trajectory["kind"] for trajectory in trajectories}
    whole = {
        "agency_is_controller": all(one["agency_is_controller"] for one in each),
        **{
            fact: any(one[fact] for one in each)
            for fact in ("illness_or_incapacity", "placement_exists", "contract_running", "own_commission")
        },
    }
    kind = kinds.pop() if len(kinds) == 1 else None
    return (_scope(UUID(dossier["id"]), dossier, kind, shared | whole, own, views, limited), *found)


def _given_to(outline: Outline) -> set[str]:
    """To whom something is given: what is its own commission is judged of who receives it."""
    context = outline.context
    return {str(context.party)} if context.party and context.action in TO_ANOTHER else set()


def _declared(outline: Outline) -> dict[str, frozenset[str] | None]:
    """What was declared and reaches this recipient, party and purpose: for which categories (None: for all)."""
    context = outline.context
    reaching = [
        one
        for one in outline.given["declared"]
        if (one["recipients"] is None or context.recipient in one["recipients"])
        and (one["purposes"] is None or context.purpose in one["purposes"])
        and (one["party"] is None or one["party"] == str(context.party))
    ]
    facts = {one["fact"] for one in reaching}
    return {fact: _together(one["categories"] for one in reaching if one["fact"] == fact) for fact in facts}


def _facts_of_person(
    outline: Outline, dossier: Mapping[str, Any], today: date, declared: Collection[str]
) -> dict[str, bool]:
    memberships = outline.given["memberships"]
    mine = {one["person"] for one in memberships if one["role"] == "client"}
    closed = dossier["closed_on"]
    found = {
        "dossier_running": closed is None or date.fromisoformat(closed) >= today,
        "own_dossier": dossier["person"] in mine,
        REPRESENTS: _represented(outline, dossier) is None,
        "excluded_by_name": bool(outline.given["excluded"]),
        "hold_pending": bool(outline.given["held"]),
        "regulation_handed_out": dossier["handed_out_on"] is not None,
        SHOWN: False,
        "access_request_open": bool(SEEING & set(outline.given["asked"])),
        **{fact: fact in declared for fact in DECLARED},
    }
    if dossier["minor"] is not None:
        found["client_is_minor"] = dossier["minor"]
    return found


def _represented(outline: Outline, dossier: Mapping[str, Any]) -> frozenset[str] | None:
    """For which kinds of data the actor decides for this client, by the mandates that hold for this act; None: all."""
    return _together(
        one["categories"]
        for one in outline.given["memberships"]
        if one["role"] == "representative"
        and one["person"] == dossier["person"]
        and (not one["only_reads"] or outline.context.action in READING)
    )


def _trajectory_facts(trajectory: Mapping[str, Any], parties: set[str], today: date) -> dict[str, bool]:
    ends = trajectory["contract_ends_on"]
    return {
        "agency_is_controller": trajectory["acts_as"] == "controller",
        "illness_or_incapacity": trajectory["for_illness"],
        "placement_exists": trajectory["placed_on"] is not None,
        "contract_running": ends is None or date.fromisoformat(ends) >= today,
        "own_commission": trajectory["principal"] in parties,
    }


def _scope(
    scope_id: UUID,
    dossier: Mapping[str, Any],
    kind: str | None,
    facts: Mapping[str, bool],
    work: list[Mapping[str, Any]],
    views: list[Mapping[str, Any]],
    limited: Mapping[str, frozenset[str]],
) -> Scope:
    found = {**facts, "assigned": bool(work), "on_the_spot": any(view["on_the_spot"] for view in views)}
    return Scope(
        id=scope_id,
        dossier_id=UUID(dossier["id"]),
        principal_kind=kind,
        true=frozenset(fact for fact, holds in found.items() if holds),
        false=frozenset(fact for fact, holds in found.items() if not holds and fact not in limited),
        part=_together(one["part"] for one in work) if work else None,
        viewed=_together(view["categories"] for view in views) if views else None,
        has_view=bool(views),
        declared=limited,
    )


def _together(lists: Any) -> frozenset[str] | None:
    """The union of some lists of categories, where None is all of them."""
    given = list(lists)
    if any(one is None for one in given):
        return None
    return frozenset(category for one in given for category in one)


def _work_in(own: list[Mapping[str, Any]], trajectory: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [work for work in own if work["trajectory"] == trajectory["id"]]


def _runs(work: Mapping[str, Any], today: date) -> bool:
    until = work["until_on"]
    return date.fromisoformat(work["from_on"]) <= today and (until is None or today <= date.fromisoformat(until))


@dataclass(frozen=True, slots=True)
class OpenView:
    """The actor's own time-boxed look at this dossier, while it lasts."""

    id: UUID
    ends_at: datetime
    rule: str


def open_view(outline: Outline) -> OpenView | None:
    """The actor's own view of this dossier that is open now, the one that lasts longest."""
    found = [
        OpenView(UUID(view["id"]), datetime.fromisoformat(view["ends_at"]), view["rule"])
        for view in outline.given["views"]
        if is_open(view, outline.moment)
    ]
    return max(found, key=lambda view: view.ends_at, default=None)


def is_open(view: Mapping[str, Any], moment: datetime) -> bool:
    """Does this view let its holder look along at that moment?"""
    if view["state"] != "granted" or view["ended_at"] is not None or view["ends_at"] is None:
        return False
    return moment < datetime.fromisoformat(view["ends_at"])


def runs_now(showing: Mapping[str, Any], moment: datetime) -> bool:
    """Was this showing opened by whom it is for, and is its time not over at that moment?"""
    if showing["opened_at"] is None or showing["ended_at"] is not None:
        return False
    return moment < datetime.fromisoformat(showing["runs_until"])
