"""What was made ready goes, or does not: a colleague agrees, the client is told before, it is given, it is taken back.

Everything is weighed again at the moment of giving: a consent withdrawn, a rule that changed, a record corrected or
restricted since, and it does not go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.disclosures.choices import BY_LINK, SPOKEN, DisclosureState, StopReason
from waarborg.disclosures.links import make_link
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.prepared import asked_in, claims_in, require_every_kind, said_in
from waarborg.disclosures.reviewing import open_review
from waarborg.disclosures.sealing import Said
from waarborg.disclosures.subsidies import archive
from waarborg.disclosures.telling import tell_afterwards
from waarborg.disclosures.ways import ACT, SECOND_PERSON
from waarborg.disclosures.weighing import Weighed, WeighedItem, weigh_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.work.obligations import after_act


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """It went; with a one-time link there is a code to tell the recipient in another way."""

    code: str = ""


def agree(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> None:
    """Agree, as a second person, that this goes. Raises `Refused` to who may not read it, `NotFound`, `Conflict`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = waiting(door, disclosure_id)
        if row.prepared_by_id == actor.account_id:
            raise Conflict(_("You prepared this yourself; a colleague must agree."))
        if row.agreed_at is not None:
            raise Conflict(_("A colleague agreed already."))
        require_every_kind(door, row)
        door.note(Kind.DISCLOSURE_AGREED, details={"disclosure": str(row.pk)})
        Disclosure.objects.filter(pk=row.pk).update(agreed_at=clock.now(), agreed_by_id=actor.account_id)


def told_before(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> None:
    """Write down that the client was told before it goes. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        row = waiting(door, disclosure_id)
        door.turn_to(row.act, dossier_id, claims=claims_in(row))
        door.require_anywhere()
        if row.client_told_at is not None:
            raise Conflict(_("The client has been told already."))
        door.note(Kind.CLIENT_TOLD, details={"disclosure": str(row.pk)})
        Disclosure.objects.filter(pk=row.pk).update(client_told_at=clock.now())


def give(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> Gone:
    """Let it go. Raises `Refused` where a rule says no now, `NotFound`, and `Conflict` with what is still missing."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = waiting(door, disclosure_id)
        if said_in(door, row).line:
            raise Conflict(_("This goes with the list that it stands on."))
        items = list(DisclosedItem.objects.filter(disclosure_id=row.pk))
        weighed = weigh_in(door, asked_in(row))
        going = _still(weighed.items, items)
        _ready(row, actor, going)
        _said_since(row, weighed, going)
        door.noting({one.answer.rules[0]: one.answer for one in going}.values())
        decision = door.note(
            Kind.DISCLOSURE_MADE,
            categories=tuple(dict.fromkeys(one.record.entry.key for one in going)),
            details={"disclosure": str(row.pk), "recipient": row.recipient, "channel": row.channel},
        )
        Disclosure.objects.filter(pk=row.pk).update(
            state=DisclosureState.GIVEN, given_at=clock.now(), given_by_id=actor.account_id, decision_id=decision
        )
        said = said_in(door, row)
        code = make_link(door, row, said) if row.channel == BY_LINK else ""
        _follow(door, row, said, going)
        archive(door, row, said)
    return Gone(code=code)


def stop(actor: Actor, dossier_id: UUID, disclosure_id: UUID) -> None:
    """Take back what did not go yet. Raises `Refused`, `NotFound`."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        row = waiting(door, disclosure_id)
        door.turn_to(row.act, dossier_id, claims=claims_in(row))
        if row.prepared_by_id != actor.account_id:
            door.require_anywhere()
        door.note(Kind.DISCLOSURE_STOPPED, details={"disclosure": str(row.pk), "why": StopReason.BY_HAND.value})
        Disclosure.objects.filter(pk=row.pk).update(
            state=DisclosureState.STOPPED, why=StopReason.BY_HAND, ended_at=clock.now()
        )


def waiting(door: Door, disclosure_id: UUID) -> Disclosure:
    """Something of this dossier that waits to be given: what others do with it meanwhile waits for this.

    Raises `NotFound` and `Conflict`.
    """
    row = (
        Disclosure.objects.using(door.using)
        .select_for_update()
        .filter(pk=disclosure_id, dossier_id=UUID(door.dossier["id"]))
        .defer("sealed_copy")
        .first()
    )
    if row is None:
        raise NotFound("There is no such disclosure here.")
    if row.state != DisclosureState.PREPARED:
        raise Conflict(_("This was given or stopped already."))
    return row


def _still(weighed: Sequence[WeighedItem], items: Sequence[DisclosedItem]) -> list[WeighedItem]:
    """The items as they are now, if each may still go as it was copied. Raises `Refused` and `Conflict`."""
    now = {one.record.id: one for one in weighed}
    going = []
    for item in items:
        one = now.get(item.record_id)
        if one is not None and not one.answer.allowed:
            raise Refused(one.answer)
        if one is None or not one.goes:
            raise Conflict(_("Not everything in it may still go. Prepare it again."))
        if one.record.version != item.version or set(item.fields) - {*one.fields, *one.sendable}:
            raise Conflict(_("Something in it was corrected since. Prepare it again."))
        going.append(one)
    return going


def _said_since(row: Disclosure, weighed: Weighed, going: Sequence[WeighedItem]) -> None:
    """What the client says of an item leaves along with it. Raises `Conflict` when the copy is older."""
    said = [*weighed.said, *(said for one in going for said in one.record.said)]
    if row.channel != SPOKEN and any(one.recorded_at > row.prepared_at for one in said):
        raise Conflict(_("The client said something of it since. Prepare it again, so that it goes along."))


def _ready(row: Disclosure, actor: Actor, going: Sequence[WeighedItem]) -> None:
    """What must have been done first. Raises `Conflict` that says what."""
    second = SECOND_PERSON in row.claims or any(one.needs_second for one in going)
    if second and (row.agreed_by_id is None or row.agreed_by_id == actor.account_id):
        raise Conflict(_("A colleague must agree first."))
    if any(one.answer.obligations.tell_client == "beforehand" for one in going) and row.client_told_at is None:
        raise Conflict(_("The client must be told first."))


def _follow(door: Door, row: Disclosure, said: Said, going: Sequence[WeighedItem]) -> None:
    """What comes with a yes: tasks, and a letter to the client; once per rule."""
    by_rule: Mapping[str, Answer] = {one.answer.rules[0]: one.answer for one in going}
    for answer in by_rule.values():
        after_act(door, answer, subject_id=row.pk, looks_back=False)
    open_review(door, row, going)
    telling = next((one for one in by_rule.values() if one.obligations.tell_client == "afterwards"), None)
    if telling is not None:
        tell_afterwards(door, row, said, going, telling)
