"""Who works here and as what, in words. Nothing of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.words import role_in_words
from waarborg.gate.actors import Actor
from waarborg.gate.staff import Member
from waarborg.incoming.addresses import domain
from waarborg.policy.possible import nearest_permits


def accounts_page(actor: Actor, members: Sequence[Member]) -> dict[str, Any]:
    """What desk/accounts.html needs beside its form."""
    return {
        "people": [_person(actor, member) for member in members],
        "article": article_on_roles(actor),
        "hire_url": reverse("desk:account_new"),
        "supplier_url": reverse("desk:supplier_new"),
        "contact_url": reverse("desk:contact_new"),
        "looker_url": reverse("desk:looker_new"),
        "mail_url": reverse("desk:mail_addresses") if domain() else "",
        "form_url": reverse("desk:accounts"),
    }


def _person(actor: Actor, member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "own": member.own,
        "signed_on": member.signed_on,
        "second_factor": member.second_factor,
        "last_sign_in_on": member.last_sign_in_on,
        "ended_on": member.ended_on,
        "invite_url": _of_another(member, "desk:account_invite"),
        "second_step_url": _of_another(member, "desk:account_second_step") if member.second_factor else "",
        "roles": [
            {
                "label": role_in_words(actor.in_force.regulation, held.role),
                "since": held.since,
                "until": held.until,
                "given_by": held.given_by,
                "end_url": "" if member.own or held.until else reverse("desk:role_end", args=[held.id]),
            }
            for held in member.roles
        ],
    }


def _of_another(member: Member, name: str) -> str:
    """The address of an act on a colleague who works here; empty for oneself, and for who left."""
    return "" if member.own or member.ended_on else reverse(name, args=[member.account_id])


def account_choices(members: Sequence[Member]) -> list[tuple[str, str]]:
    """Everybody but oneself."""
    return [(str(member.account_id), member.name) for member in members if not member.own]


def role_choices(actor: Actor) -> list[tuple[str, str]]:
    """The roles that staff can hold, as this agency calls them."""
    policy = actor.in_force.policy
    return [
        (role, role_in_words(actor.in_force.regulation, role))
        for role in policy.roles
        if policy.kinds.get(role) == "staff"
    ]


def article_on_roles(actor: Actor) -> str:
    """The article by which this person gives roles."""
    policy = actor.in_force.policy
    for role in actor.roles:
        for permit in nearest_permits(policy, role, "authorise", policy.categories[0]):
            return permit.rule.where
    return ""
