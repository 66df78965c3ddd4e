"""A package given: by a one-time link with a code, on paper, or in the portal. Giving it is answering the request.

settle(actor, dossier_id, package_id)                  whom the article names writes the answer, a letter
deliver(actor, dossier_id, package_id, Way.LINK)       the letter is given, the clock moves; returns the code
packages_for(actor, dossier_id)                        what a client finds in the portal
fetch(actor, dossier_id, package_id, Form.ZIP)         and opens there
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.links import WORKS_FOR, message_of
from waarborg.disclosures.secret_addresses import Fetched, hashed, new_secrets
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import split
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import Channel, LetterState
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.outbox import Message, queue_message
from waarborg.letters.services import give_in, require_identity
from waarborg.policy.term_clock import StepKind
from waarborg.rights.answering import Decision, answer_in
from waarborg.rights.choices import Outcome
from waarborg.rights.models import RequestLetter
from waarborg.subject_access.asking import living
from waarborg.subject_access.choices import Cover, Form, PackageKind, PackageState, Way
from waarborg.subject_access.models import Covering, Package, PackageFile, PackageItem, PackageLink
from waarborg.subject_access.on_paper import off_the_list
from waarborg.subject_access.rules import copy_by
from waarborg.subject_access.sealing import PACKAGE, Goes
from waarborg.subject_access.transferring import write_down
from waarborg.vault.blobs import blob_row, open_blob
from waarborg.vault.services import open_keys

LETTER_BY = {Way.LINK: Channel.EMAIL, Way.PAPER: Channel.IN_PERSON, Way.PORTAL: Channel.IN_PERSON}
"""How the answer goes along with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """It was given; with a link there is a code, which is told in another way."""

    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a client finds in the portal: for which request, in which forms, until when."""

    id: UUID
    kind: PackageKind
    given_at: datetime
    until: datetime
    forms: Sequence[tuple[Form, int]]
    """Each form with its size in bytes."""


def settle(actor: Actor, dossier_id: UUID, package_id: UUID) -> UUID:
    """Write the answer that goes with a package that is ready, by whom the article names; returns the letter.

    Raises `Refused`, `NotFound`, `Conflict`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return _answered(door, _ready(door, package_id))


def deliver(actor: Actor, dossier_id: UUID, package_id: UUID, way: Way) -> Gone:
    """Give it, with the answer, by who may read who the client is. Once.

    Raises `Refused`, `NotFound`, `InvalidInput` when there is no address that is known to be right, and `Conflict` with
    what is missing.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = require_identity(door)
        package = _ready(door, package_id)
        if package.by_themself and package.agreed_by_id == actor.somebody:
            raise Conflict(_("You agreed to this yourself; a colleague must give it."))
        if package.recipient and way is not Way.LINK:
            raise Conflict(_("What goes straight to another body goes by a link."))
        letter = _letter_of(door, package) or _answered(door, package)
        address, code = new_secrets()
        door.noting([because])
        kinds = PackageItem.objects.filter(package_id=package.pk).values_list("category", flat=True).distinct()
        known = catalogue_of(actor.in_force).entries
        decision = door.note(
            Kind.PACKAGE_GIVEN,
            categories=tuple(sorted(kind for kind in kinds if kind in known)),
            details={"package": str(package.pk), "channel": way.value, "recipient": package.recipient or "client"},
        )
        Package.objects.filter(pk=package.pk).update(
            state=PackageState.GIVEN,
            channel=way,
            given_by_id=actor.somebody,
            given_at=clock.now(),
            decision_id=decision,
        )
        if way is Way.LINK:
            _link(door, package, address, code, decision)
        if package.recipient:
            write_down(door, package, _goes(door, package), decision)
        _give_letter(door, package, letter, way, address, decision)
        off_the_list(door, package)
    return Gone(code=code if way is Way.LINK else "")


def _ready(door: Door, package_id: UUID) -> Package:
    """A package of which nothing waits any more. Raises `Conflict` that says what does."""
    package = living(door, package_id)
    if package.state == PackageState.DECIDING or _undecided(package):
        raise Conflict(_("First decide on everything that may be about somebody else."))
    if package.state != PackageState.READY:
        raise Conflict(_("It is not ready yet."))
    if Covering.objects.filter(package_id=package.pk, decided_at__gt=package.made_at).exists():
        raise Conflict(_("Something was decided since it was made. Have it made anew first."))
    if copy_by(door.actor.in_force, package.right).needs_second and package.agreed_at is None:
        raise Conflict(_("A colleague must agree first."))
    return package


def _undecided(package: Package) -> bool:
    return Covering.objects.filter(package_id=package.pk, decided="").exists()


def _answered(door: Door, package: Package) -> UUID:
    """The letter that answers the request: in full, or in part where something is covered or stays out."""
    covered = Covering.objects.filter(package_id=package.pk).exclude(decided=Cover.GIVE).exists()
    rules = copy_by(door.actor.in_force, package.right)
    with translation.override(language_of(door, "request_answer")):
        reasons = []
        if covered:
            reasons.append(
                _("Something in it is about somebody else. That is covered (%(article)s).")
                % _article(door, rules.covered_by)
            )
        reasons += [
            _("Notes that only their writer ever saw are not in it (%(article)s).") % _article(door, article)
            for _kind, article in rules.left_out[:1]
        ]
        done = _("You get everything that we hold of you, with this letter.")
        if package.kind == PackageKind.PORTABILITY:
            done = _("You get the data that you can take along, with this letter.")
            reasons = reasons[:1] if covered else []
        if package.recipient:
            done = _("We send your data straight to whom you named.")
    outcome = Outcome.PARTLY if covered else Outcome.GRANTED
    return answer_in(door, package.answers, Decision(outcome=outcome, reasons="\n".join(reasons), done=done))


def _article(door: Door, where: str) -> dict[str, str]:
    found = door.actor.in_force.article(where) if where else None
    said = f"{found.number} {found.law}".strip() if found else ""
    return {"article": said if " " in said else _("article %(number)s") % {"number": said}}


def _letter_of(door: Door, package: Package) -> UUID | None:
    """An answer that was written and not given yet."""
    rows = RequestLetter.objects.using(door.using).filter(
        request_id=package.answers, does=StepKind.ANSWERED.value, letter__state=LetterState.READY
    )
    return rows.order_by("-letter__made_at").values_list("letter_id", flat=True).first()


def _give_letter(door: Door, package: Package, letter: UUID, way: Way, address: str, decision: UUID) -> None:
    """The letter goes; with a link the message to the client holds the address, or the body's message does."""

    def says(to: str) -> Message:
        return message_of(door, to, package.language, address)

    if not package.recipient:
        give_in(door, letter, LETTER_BY[way], says=says if way is Way.LINK else None)
        return
    goes = _goes(door, package)
    queue_message(door, Letter.objects.get(pk=letter), says(goes.address), decision)
    give_in(door, letter, Channel.IN_PERSON)


def _goes(door: Door, package: Package) -> Goes:
    keys = open_keys(package.organisation_id, {package.data_key_id}, using=door.using)
    return Goes.from_bytes(keys[package.data_key_id].open(bytes(package.sealed or b""), row=package.pk, table=PACKAGE))


def _link(door: Door, package: Package, address: str, code: str, decision: UUID) -> None:
    link = PackageLink(
        id=new_id(),
        organisation_id=package.organisation_id,
        package_id=package.pk,
        dossier_id=package.dossier_id,
        address_hash=hashed(address),
        code_hash=hashed(f"{package.pk}:{code}"),
        made_at=clock.now(),
        expires_at=min(clock.now() + WORKS_FOR, package.expires_at),
        decision_id=decision,
    )
    PackageLink.objects.using(door.using).bulk_create([link])


def packages_for(actor: Actor, dossier_id: UUID) -> Sequence[Offered]:
    """What was given to a client in the portal and is still there. Raises `Refused`, `NotFound`."""
    if actor.narrow is not None:
        return ()  # a package holds more than a mandate that names kinds of data
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        _require_reader(door)
        door.note(Kind.REQUESTS_READ)
        rows = Package.objects.filter(
            dossier_id=dossier_id, state=PackageState.GIVEN, channel=Way.PORTAL, ended_at__isnull=True
        )
        rows = rows.filter(expires_at__gt=clock.now()).order_by("-given_at").prefetch_related("files")
        return [
            Offered(
                id=row.pk,
                kind=PackageKind(row.kind),
                given_at=row.given_at or row.asked_at,
                until=row.expires_at,
                forms=[(Form(file.form), file.size) for file in row.files.all()],
            )
            for row in rows
        ]


def fetch(actor: Actor, dossier_id: UUID, package_id: UUID, form: Form) -> Fetched:
    """What was given in the portal, to its client. Raises `Refused`, `NotFound` also when its time is over."""
    if actor.narrow is not None:
        raise NotFound("A package holds more than a mandate that names kinds of data.")
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        _require_reader(door)
        package = Package.objects.filter(
            pk=package_id, dossier_id=dossier_id, state=PackageState.GIVEN, channel=Way.PORTAL, ended_at__isnull=True
        ).first()
        if package is None or package.expires_at <= clock.now():
            raise NotFound("There is no such package here.")
        door.note(Kind.PACKAGE_FETCHED, details={"package": str(package.pk)}, responsible_id=package.given_by_id)
        pieces = pieces_of(door, package, form)
    return Fetched(name=name_of_file(form), content=b"".join(pieces()))


def _require_reader(door: Door) -> None:
    yes, _no = split(door)
    if not yes:
        raise door.refuse()
    door.noting(yes.values())


def pieces_of(door: Door, package: Package, form: Form) -> Callable[[], Iterator[bytes]]:
    """What was made, to be read after the unit of work. Raises `NotFound` when it is not there for this reader."""
    file = PackageFile.objects.using(door.using).filter(package_id=package.pk, form=form).first()
    keys = open_keys(package.organisation_id, {package.data_key_id}, using=door.using)
    if file is None or package.data_key_id not in keys:
        raise NotFound("There is nothing here.")
    blob, key = blob_row(package.organisation_id, file.blob_id, using=door.using), keys[package.data_key_id]
    return lambda: open_blob(blob, key)


def name_of_file(form: Form) -> str:
    """A name that says nothing of anybody."""
    return f"waarborg-{clock.today().isoformat()}.{form.value}"
