"""Colleagues who asked to look along in each other's dossiers: granted and reviewed, refused, to review, and open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import Look, looks
from waarborg.demo.people import ClientStory, Stage
from waarborg.demo.standing import dossiers_made, views_asked
from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.looks import Granting, ask, grant, refuse, review, rule_for
from waarborg.gate.actors import Actor
from waarborg.kernel import clock

NEXT_DAY = dt.timedelta(days=1)


def look_along(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Let everything asked in `data/offices.yaml` happen, where the regulation knows looking along."""
    asked = views_asked(agency.id)
    dossiers = dict(zip((client.key for client in clients), dossiers_made(agency.id), strict=False))
    for at, look in enumerate(looks()):
        who = _somebody_who_may_ask(agency, look.by)
        found = [client for client in clients if _is_running_with(client, look.in_dossier_of)]
        if who is None or not found:
            continue
        dossier_id = dossiers[found[at % len(found)].key]
        view = asked.get(who.somebody)
        _go_on(agency, who, dossier_id, look, view.pk if view else None, view.state if view else "")
        if look.review and (view is None or view.reviewed_at is None):
            _review(agency, who, dossier_id, look)


def _somebody_who_may_ask(agency: Agency, key: str) -> Actor | None:
    if key not in agency.accounts:
        return None
    actor = agency.actor(key)
    return actor if rule_for(agency.in_force, actor.roles) else None


def _is_running_with(client: ClientStory, coach: str) -> bool:
    story = client.trajectories[-1]
    return client.stage is Stage.RUNNING and len(client.trajectories) == 1 and story.coach == coach


def _go_on(agency: Agency, who: Actor, dossier_id: UUID, look: Look, view_id: UUID | None, state: str) -> None:
    """Ask and decide, as far as that was not done."""
    day = agency.population.seeded_on - dt.timedelta(days=look.asked)
    with clock.travel(agency.moment(day, 9, 10)):
        view_id = view_id or ask(who, dossier_id, reason=look.reason)
    if look.ends == "open" or state not in ("", ViewState.REQUESTED):
        return
    decides = agency.who_may("grant", other_than=who.account_id)
    with clock.travel(agency.moment(day, 10, 5)):
        if look.ends == "refused":
            refuse(decides, dossier_id, view_id, answer=look.answer)
        else:
            grant(decides, dossier_id, view_id, Granting(answer=look.answer, on_the_spot=True))


def _review(agency: Agency, who: Actor, dossier_id: UUID, look: Look) -> None:
    view = views_asked(agency.id)[who.somebody]
    ends_at = view.ends_at
    if ends_at is None or ends_at > clock.now():
        return
    with clock.travel(min(ends_at + NEXT_DAY, clock.now())):
        review(agency.who_may("grant", other_than=who.account_id), dossier_id, view.pk, finding=look.review)
