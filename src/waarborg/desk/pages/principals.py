"""Principals and what was agreed with them, in words. Nothing of a client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.intake import HandOutForm
from waarborg.desk.forms.principals import EndForm, ReviewForm
from waarborg.desk.words import roles_in_words
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.parties.choices import PRINCIPALS, Assured, GivenHow, PartyKind
from waarborg.parties.handing_out import HandedOut, complaints_too, proofs, told_to, ways
from waarborg.parties.reached import SeenContact
from waarborg.parties.reviewing import ToReview
from waarborg.parties.selectors import SeenAssurance, SeenContract, SeenParty
from waarborg.parties.services import ACT
from waarborg.policy.citing import Cited
from waarborg.policy.possible import nearest_permits, possible


def list_page(actor: Actor, found: Sequence[SeenParty]) -> dict[str, Any]:
    """What desk/principals.html needs beside its form."""
    return {"principals": [_line(one) for one in found], **who_may(actor)}


def who_may(actor: Actor) -> dict[str, Any]:
    """May this person record one; and if not, who may, and by which article."""
    policy = actor.in_force.policy
    able = [role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, [role], ACT)]
    permits = [permit for role in able for permit in nearest_permits(policy, role, ACT, policy.categories[0])]
    return {
        "may_record": possible(policy, actor.roles, ACT),
        "who_may": roles_in_words(actor.in_force.regulation, able),
        "article": actor.in_force.article(permits[0].rule.where) if permits else "",
    }


def name_of(one: SeenParty) -> str:
    """Its name; of people who pay for themselves that they do."""
    return one.name or str(PartyKind.CLIENT.label)


def _line(one: SeenParty) -> dict[str, Any]:
    running = one.running_on(clock.today())
    return {
        "url": reverse("desk:principal", args=[one.id]),
        "name": name_of(one),
        "kind": one.kind.label,
        "running": [agreed.number for agreed in running],
        "ends_on": min((agreed.ends_on for agreed in running if agreed.ends_on), default=None),
    }


def principal_page(actor: Actor, one: SeenParty, given: Sequence[HandedOut]) -> dict[str, Any]:
    """What desk/principal.html needs beside its form. People who pay for themselves get the regulation as clients."""
    told = told_to(actor.in_force, "principal") if one.kind in PRINCIPALS and one.kind != PartyKind.CLIENT else None
    return {
        "given": given_lines(given),
        "told": actor.in_force.article(told.where) if told else None,
        "complaints": _complaints(actor, given) if told else None,
        "hand_out_form": hand_out_form(actor) if told else None,
        "hand_out_url": reverse("desk:principal_hand_out", args=[one.id]),
        "principal": {
            "name": name_of(one),
            "kind": one.kind.label,
            "sends": one.kind in PRINCIPALS,
            "contacts_url": reverse("desk:contacts", args=[one.id]),
        },
        "assure_url": reverse("desk:party_assure", args=[one.id]),
        "billing_url": reverse("desk:principal_billing", args=[one.id]) if one.kind in PRINCIPALS else "",
        "contracts": [_contract(agreed) for agreed in one.contracts],
        **who_may(actor),
    }


def _complaints(actor: Actor, given: Sequence[HandedOut]) -> Cited | None:
    """The article by which this principal still has to get the complaints procedure."""
    asked = complaints_too(actor.in_force)
    return actor.in_force.article(asked.where) if asked and not any(one.complaints for one in given) else None


def _contract(agreed: SeenContract) -> dict[str, Any]:
    today = clock.today()
    state = _("runs") if agreed.runs_on(today) else _("ended") if agreed.starts_on <= today else _("still to start")
    return {
        "number": agreed.number,
        "starts_on": agreed.starts_on,
        "ends_on": agreed.ends_on,
        "acts_as": agreed.acts_as.label,
        "state": state,
        "review_on": agreed.review_on,
        "review_url": reverse("desk:agreement_review", args=[agreed.id]),
        "review_form": ReviewForm(initial={"review_on": agreed.review_on}, auto_id=f"id_review_{agreed.id}_%s"),
        "end_url": reverse("desk:agreement_end", args=[agreed.id]),
        "end_form": EndForm(initial={"ends_on": agreed.ends_on}, auto_id=f"id_{agreed.id}_%s"),
    }


def hand_out_form(actor: Actor, data: Any = None) -> HandOutForm:
    """The form for handing the regulation to a principal."""
    told = told_to(actor.in_force, "principal")
    able = ways(told) if told else tuple(GivenHow.values)
    complaints = complaints_too(actor.in_force) is not None
    return HandOutForm(data, ways=able, proofs=proofs(told, "principal"), scans=(), complaints=complaints)


def given_lines(given: Sequence[HandedOut]) -> list[dict[str, Any]]:
    """Who handed which version out, when, how, and what shows it."""
    return [
        {
            "on": one.on,
            "how": one.how.label,
            "proof": one.proof.label,
            "since": one.since,
            "by": one.by,
            "complaints": one.complaints,
        }
        for one in given
    ]


def usual_role(actor: Actor, one: SeenParty) -> str:
    """What the regulation says that the agency is for this kind of principal."""
    return str(actor.in_force.regulation.controller.acts_as.get(one.kind, ""))


def others_page(actor: Actor, found: Sequence[SeenParty]) -> dict[str, Any]:
    """What desk/parties.html needs beside its form."""
    lines = [
        {"url": reverse("desk:principal", args=[one.id]), "name": one.name, "kind": one.kind.label} for one in found
    ]
    return {"parties": lines, **who_may(actor)}


def assurances_of(found: Sequence[SeenAssurance]) -> list[dict[str, Any]]:
    """What was made sure of about one party, each with whether it counts today."""
    today = clock.today()
    return [
        {
            "label": one.fact.label,
            "shown_by": one.shown_by,
            "from_on": one.from_on,
            "review_on": one.review_on,
            "ended_on": one.ended_on,
            "holds": one.holds_on(today),
            "end_url": "" if one.ended_on else reverse("desk:assurance_end", args=[one.id]),
        }
        for one in found
    ]


def contact_lines(found: Sequence[SeenContact]) -> list[dict[str, Any]]:
    """Who is reached at a party, and how."""
    return [
        {
            "name": one.name,
            "position": one.position,
            "email": one.email,
            "telephone": one.telephone,
            "away_url": reverse("desk:contact_away", args=[one.id]),
        }
        for one in found
    ]


def reviews_page(found: Sequence[ToReview]) -> dict[str, Any]:
    """What desk/reviews.html needs: everything to look at again, the nearest first."""
    return {
        "reviews": [
            {
                "url": reverse("desk:principal", args=[one.party_id]),
                "party": one.party,
                "what": Assured(one.fact).label if one.fact else _("Agreement %(number)s") % {"number": one.number},
                "review_on": one.review_on,
                "late": one.late,
            }
            for one in found
        ]
    }
