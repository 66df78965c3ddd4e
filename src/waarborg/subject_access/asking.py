"""Having everything put together for a request, in one act; and what becomes of it before it is given.

package_id = ask(actor, dossier_id, request_id)      the worker makes it: seconds, with its progress on the page
again(actor, dossier_id, package_id)                 made anew, with what was decided since
agree(actor, dossier_id, package_id)                 a second pair of eyes
on_paper(actor, dossier_id, package_id)              somebody is asked to print it
stop(actor, dossier_id, package_id)                  destroyed
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.models import Account, Membership
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.going_on import handled
from waarborg.subject_access import jobs
from waarborg.subject_access.choices import LIVING, RIGHTS, PackageKind, PackageState, Way
from waarborg.subject_access.models import Package
from waarborg.subject_access.on_paper import off_the_list, put_on_the_list
from waarborg.subject_access.rules import copy_by
from waarborg.subject_access.sealing import PACKAGE, Goes, new_key
from waarborg.vault.services import destroy

KEPT_FOR = timedelta(days=30)
"""What was made and not fetched is destroyed after this: it can be made again as long as the request runs."""
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """The body that it goes straight to, by the written instruction of the client, seen on a day (AVG 20.2)."""

    recipient: str
    name: str
    address: str
    instructed_on: date | None


def ask(actor: Actor, dossier_id: UUID, request_id: UUID, *, language: str = "", to: To | None = None) -> UUID:
    """Have it made, by who handles the request. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, _counted = handled(door, request_id)
        kind = RIGHTS.get(row.right)
        if kind is None:
            raise Conflict(_("This request asks something else."))
        if Package.objects.filter(request_id=row.pk, state__in=[*LIVING, PackageState.GIVEN]).exists():
            raise Conflict(_("This was put together already."))
        goes = _checked(actor, row.right, kind, to)
        rules, key = copy_by(actor.in_force, row.right), new_key(door)
        package = Package(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            request_id=row.pk,
            kind=kind,
            language=language if language in LANGUAGES else language_for(door),
            left_out=[one for one, _article in rules.left_out],
            recipient=to.recipient if to else "",
            asked_by_id=actor.somebody,
            asked_at=clock.now(),
            expires_at=clock.now() + KEPT_FOR,
            data_key_id=key.id,
        )
        if goes:
            package.sealed = key.seal(goes.to_bytes(), row=package.pk, table=PACKAGE)
        package.decision_id = door.note(Kind.PACKAGE_ASKED, details={"package": str(package.pk)})
        Package.objects.bulk_create([package])
    _hand_over(package)
    return package.pk


def again(actor: Actor, dossier_id: UUID, package_id: UUID) -> None:
    """Have it made anew, with what was decided since: a colleague who agreed looks anew.

    Raises `Refused`, `NotFound`, `Conflict`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        package = living(door, package_id)
        handled(door, package.answers)
        if package.state == PackageState.MAKING:
            raise Conflict(_("It is being made at this moment."))
        door.note(Kind.PACKAGE_ASKED, details={"package": str(package.pk)})
        Package.objects.filter(pk=package.pk).update(state=PackageState.MAKING, agreed_by_id=None, agreed_at=None)
    _hand_over(package)


def agree(actor: Actor, dossier_id: UUID, package_id: UUID) -> None:
    """Agree, as a second person, to what goes. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        package = living(door, package_id)
        handled(door, package.answers)
        if package.asked_by_id == actor.account_id:
            raise Conflict(_("You had this put together yourself; a colleague must agree."))
        if package.agreed_at is not None or package.state != PackageState.READY:
            raise Conflict(_("There is nothing to agree to now."))
        door.note(Kind.PACKAGE_AGREED, details={"package": str(package.pk)})
        Package.objects.filter(pk=package.pk).update(agreed_by_id=actor.somebody, agreed_at=clock.now())


def on_paper(actor: Actor, dossier_id: UUID, package_id: UUID) -> None:
    """Have somebody print it and give it: a task, ticked off by giving. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        package = living(door, package_id)
        row, counted = handled(door, package.answers)
        if package.recipient:
            raise Conflict(_("What goes straight to another body goes by a link."))
        door.note(Kind.PACKAGE_ASKED, details={"package": str(package.pk), "channel": Way.PAPER.value})
        put_on_the_list(door, package, row, counted)


def stop(actor: Actor, dossier_id: UUID, package_id: UUID) -> None:
    """Take it back: its key is destroyed at once, the files soon after. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        package = living(door, package_id)
        handled(door, package.answers)
        door.note(Kind.PACKAGE_ENDED, details={"package": str(package.pk)})
        Package.objects.filter(pk=package.pk).update(state=PackageState.STOPPED)
        off_the_list(door, package)
        destroy(actor.organisation_id, {package.data_key_id})


def living(door: Door, package_id: UUID) -> Package:
    """A package of the dossier in focus that may still be given: what others do with it meanwhile waits for this.

    Raises `NotFound` and `Conflict`.
    """
    rows = Package.objects.using(door.using).filter(pk=package_id, dossier_id=UUID(door.dossier["id"]))
    package = rows.select_related("request").select_for_update(of=("self",)).first()
    if package is None:
        raise NotFound("There is no such package here.")
    if package.state not in LIVING:
        raise Conflict(_("This was given or stopped already."))
    return package


def _hand_over(package: Package) -> None:
    jobs.make.defer(organisation_id=str(package.organisation_id), package_id=str(package.pk))


def _checked(actor: Actor, right: str, kind: PackageKind, to: To | None) -> Goes | None:
    """To whom it goes straight: only what may be taken along, and only to whom the regulation names."""
    if to is None:
        return None
    allowed = copy_by(actor.in_force, right).transfer_to - {"client"}
    if kind != PackageKind.PORTABILITY or to.recipient not in allowed:
        raise InvalidInput(
            _("Some things are not right yet."), {"recipient": _("No article lets it go straight to them.")}
        )
    wrong = {}
    if not to.name.strip():
        wrong["name"] = _("Write down who it goes to.")
    if "@" not in to.address:
        wrong["address"] = _("Write down an e-mail address.")
    if to.instructed_on is None or to.instructed_on > clock.today():
        wrong["instructed_on"] = _("On which day did you see the client's written instruction?")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    assert to.instructed_on is not None  # noqa: S101 - judged above
    return Goes(name=to.name.strip(), address=to.address.strip(), instructed_on=to.instructed_on.isoformat())


def language_for(door: Door) -> str:
    """The language of the client's own account; else Dutch."""
    accounts = Membership.objects.using(door.using).filter(person_id=UUID(door.dossier["person"]), role="client")
    rows = Account.objects.using(door.using).filter(pk__in=accounts.values("account_id"))
    found = rows.values_list("language", flat=True).first()
    return found if found in LANGUAGES else "nl"
