"""Addresses for e-mail: made, handed over and ended by who gives roles and sees no content; each kept by one person."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, in_context, must_be_allowed, open_door
from waarborg.gate.organisations import Colleague, colleagues
from waarborg.incoming.models import MailAddress
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import possible

NOT_ONESELF: Final = Claims(facts=("not_oneself",))
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another."""
DRAWN: Final = 12
BEFORE: Final = "post-"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAddress:
    """One address, and who opens its post."""

    id: UUID
    address: str
    keeper_id: UUID
    keeper: str
    made_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind an address: where its post goes. Without a keeper nobody opens it just now."""

    organisation_id: UUID
    address_id: UUID
    keeper_id: UUID | None


def domain() -> str:
    """What stands after the @ of every address here; empty when no e-mail comes in."""
    return str(settings.WAARBORG_MAIL_DOMAIN)


def behind(address: str, *, using: str) -> Behind | None:
    """What stands behind an address; None when there is no such address here. One statement, outside any context."""
    local, _at, after = address.strip().lower().rpartition("@")
    if not local or not domain() or after != domain().lower():
        return None
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select organisation_id, address_id, keeper_id from gate.mail_behind(%s, %s)", [local, clock.today()]
        )
        row = cursor.fetchone()
    return Behind(*row) if row else None


def whole(local: str) -> str:
    """An address as it is given out."""
    return f"{local}@{domain()}"


def addresses(actor: Actor) -> Sequence[SeenAddress]:
    """Every address of the organisation, the newest first. Raises `Refused` to who may not give roles."""
    with open_door(actor, "authorise", claims=NOT_ONESELF) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ, details={"what": "mail addresses"})
        rows = MailAddress.objects.filter(organisation_id=actor.organisation_id).select_related("account")
        return [_seen(row) for row in rows.order_by("ended_at", "-made_at")]


def own_addresses(actor: Actor) -> Sequence[str]:
    """The addresses whose post this actor opens. One statement."""
    if not domain():
        return []
    with in_context(actor):
        mine = MailAddress.objects.filter(account_id=actor.somebody, ended_at__isnull=True)
        return [whole(local) for local in mine.order_by("made_at").values_list("local", flat=True)]


def keepers(actor: Actor) -> Sequence[Colleague]:
    """Colleagues who may be asked to open post: the regulation lets a role of theirs write something."""
    policy = actor.in_force.policy
    able = [role for role, kind in policy.kinds.items() if kind == "staff" and possible(policy, (role,), "write")]
    return colleagues(actor, able)


def make(actor: Actor, keeper_id: UUID) -> str:
    """Make an address whose post this colleague opens. Raises `Refused`; `InvalidInput` for who may write nothing."""
    _may_keep(actor, keeper_id)
    with open_door(actor, "authorise", claims=NOT_ONESELF) as door:
        door.require_anywhere()
        made = MailAddress(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=keeper_id,
            local=BEFORE + "".join(secrets.choice(LETTERS) for _letter in range(DRAWN)),
            made_at=clock.now(),
        )
        made.decision_id = door.note(
            Kind.MAIL_ADDRESS_MADE, details={"address": str(made.pk), "account": str(keeper_id)}
        )
        MailAddress.objects.bulk_create([made])
    return whole(made.local)


def hand_over(actor: Actor, address_id: UUID, keeper_id: UUID) -> None:
    """Let another colleague open the post of an address from now on, with what waits there.

    Raises `Refused`, `NotFound`, and `InvalidInput` for who may write nothing.
    """
    _may_keep(actor, keeper_id)
    with open_door(actor, "authorise", claims=NOT_ONESELF) as door:
        door.require_anywhere()
        address = _running(address_id)
        door.note(Kind.MAIL_ADDRESS_HANDED_OVER, details={"address": str(address_id), "account": str(keeper_id)})
        with connections[door.using].cursor() as cursor:
            cursor.execute("select gate.hand_address(%s, %s)", [address.pk, keeper_id])


def end(actor: Actor, address_id: UUID) -> None:
    """Let nothing come in at an address any more; what waits stays with whom it waits. Raises `Refused`, `NotFound`."""
    with open_door(actor, "authorise", claims=NOT_ONESELF) as door:
        door.require_anywhere()
        address = _running(address_id)
        decision = door.note(Kind.MAIL_ADDRESS_ENDED, details={"address": str(address_id)})
        MailAddress.objects.filter(pk=address.pk).update(ended_at=clock.now(), ended_decision_id=decision)


def _running(address_id: UUID) -> MailAddress:
    found = MailAddress.objects.filter(pk=address_id, ended_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such address here.")
    return found


def _may_keep(actor: Actor, keeper_id: UUID) -> None:
    must_be_allowed(actor, "authorise", claims=NOT_ONESELF)
    if keeper_id not in {one.account_id for one in keepers(actor)}:
        said = _("Choose a colleague who may write in dossiers.")
        raise InvalidInput(said, {"keeper": said})


def _seen(row: MailAddress) -> SeenAddress:
    return SeenAddress(
        id=row.pk,
        address=whole(row.local),
        keeper_id=row.account_id,
        keeper=row.account.display_name,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )
