"""What was downloaded on the own pages, once it is made: there at once; or a request, where a person has to decide."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.registering import NewRequest, taken_in
from waarborg.subject_access.choices import PackageState, Way
from waarborg.subject_access.models import Package, PackageItem
from waarborg.subject_access.rules import copy_by


def put_ready(door: Door, package: Package, state: PackageState) -> PackageState:
    """What was made goes to the own pages at once; where a person has something to decide, it becomes a request."""
    if state is PackageState.DECIDING or copy_by(door.actor.in_force, package.right).needs_second:
        _becomes_request(door, package)
        return state
    kinds = PackageItem.objects.using(door.using).filter(package_id=package.pk).values_list("category", flat=True)
    known = catalogue_of(door.actor.in_force).entries
    decision = door.note(
        Kind.PACKAGE_GIVEN,
        categories=tuple(sorted(set(kinds) & set(known))),
        details={"package": str(package.pk), "channel": Way.PORTAL.value, "recipient": "client"},
        responsible_id=package.asked_by_id,
    )
    Package.objects.using(door.using).filter(pk=package.pk).update(
        state=PackageState.GIVEN, channel=Way.PORTAL, given_at=clock.now(), decision_id=decision
    )
    return PackageState.GIVEN


def _becomes_request(door: Door, package: Package) -> None:
    """From the day on which they clicked, in their name, with its term, its letter and its task."""
    with translation.override(package.language):
        words = _("I want to download what you hold of me.")
    new = NewRequest(
        rights=(package.right,),
        received_on=clock.day_of(package.asked_at),
        words=words,
        came_by=CameBy.PORTAL,
        identity=Identity.SIGNED_IN,
        asked_by=GivenBy(package.asked_as),
        mandate_seen_on=package.mandate_seen_on,
        recorded_by=package.asked_by_id,
    )
    (request_id,) = taken_in(door, new, ())
    Package.objects.using(door.using).filter(pk=package.pk).update(request_id=request_id)
