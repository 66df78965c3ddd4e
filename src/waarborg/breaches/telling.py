"""Whom a person tells of a breach, and writes down here that they did: the authority, principals, employers.

A principal or an employer is told in writing by a letter that was made and kept here, or by telephone.

tell(actor, breach_id, Telling(to=..., told_at=...))     told; for the authority with its number and phase
leave(actor, breach_id, to, party_id, reason)            it was decided not to tell them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.breaches.assessing import UNTIL_TOLD, holders_in, running
from waarborg.breaches.choices import SPOKEN, Part, Phase, ToldBy, ToWhom
from waarborg.breaches.models import Breach, BreachNotice, PartyLetter
from waarborg.breaches.rules import require_handler, says_too_little, version_of
from waarborg.breaches.sealing import NOTICE, Told, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.breaching import says_who_is_told
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who was told, when and what; with the authority its phase and number, and why it was late where it was; with
    anybody else how (`channel`)."""

    to: ToWhom
    told_at: datetime
    party_id: UUID | None = None
    phase: str = ""
    channel: str = ""
    reference: str = ""
    why_late: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def tell(actor: Actor, breach_id: UUID, new: Telling) -> UUID:
    """Write down that they were told. Raises `NotFound`, `Conflict`, and `InvalidInput` with a message per field."""
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        if row.assessed_at is None:
            raise Conflict(_("First weigh it."))
        require_named(door, row, new.to)
        letter = _letter(door, row, new)
        late = _check(door, row, new, letter)
        said = Told(fields=dict(new.fields), reference=new.reference.strip(), why=new.why_late.strip())
        made = _keep(door, row, new, said, late=late, letter=letter)
        if new.to is ToWhom.AUTHORITY:
            tasks = Task.objects.using(door.using).filter(subject_id=row.pk, kind__in=UNTIL_TOLD)
            finish(door, tasks.filter(done_at__isnull=True))
    return made


def leave(actor: Actor, breach_id: UUID, to: ToWhom, party_id: UUID | None, reason: str) -> UUID:
    """Write down why they are not told. Raises `NotFound`, `Conflict` and `InvalidInput`."""
    require_handler(actor)
    with open_door(actor, "read") as door:
        row = running(door, breach_id)
        if to in {ToWhom.AUTHORITY, ToWhom.CONTROLLER}:
            raise Conflict(_("Whether they are told follows from how it was weighed and from the law."))
        require_named(door, row, to)
        if says_too_little(reason):
            wrong = {"reason": _("Write down why, in a few words at least.")}
            raise InvalidInput(_("Some things are not right yet."), wrong)
        new = Telling(to=to, party_id=party_id, told_at=clock.now())
        return _keep(door, row, new, Told(why=reason.strip()), left=True)


def _letter(door: Door, row: Breach, new: Telling) -> PartyLetter | None:
    """What is told in writing goes by the newest letter that was made for them about this breach."""
    if new.party_id is None or new.channel in {"", *SPOKEN}:
        return None
    made = PartyLetter.objects.using(door.using).filter(breach_id=row.pk, to=new.to, party_id=new.party_id)
    return made.defer("sealed").order_by("-made_at").first()


def may_be_told(door: Door, row: Breach, to: ToWhom, party_id: UUID) -> bool:
    """Is this somebody to tell: a principal of whom it concerns, as what the agency works for them; or an employer?"""
    if to is ToWhom.EMPLOYER:
        return row.tells_employers
    acts = {one.acts_as for one in holders_in(door, row.pk) if one.party_id == party_id}
    return bool(acts) and (to is ToWhom.CONTROLLER) == ("processor" in acts)


def require_named(door: Door, row: Breach, to: ToWhom) -> None:
    """Raises `Conflict` for an employer where no article has employers told of this breach: it is about their client.

    Says which article was looked at, and who may tell an employer of it.
    """
    if to is not ToWhom.EMPLOYER or row.tells_employers:
        return
    version = version_of(door.actor, row.aware_at, using=door.using)
    found = version.article(says_who_is_told(version.regulation, version.laws))
    said = _(
        "Article %(article)s does not have employers told of this breach: who works where is data of the client too."
        " Tell the client; they can tell their employer themself. Does somebody have to be told all the same? Then"
        " weigh the breach again, or have the regulation changed."
    )
    raise Conflict(said % {"article": found.numbered})


def _keep(
    door: Door,
    row: Breach,
    new: Telling,
    said: Told,
    *,
    late: bool = False,
    left: bool = False,
    letter: PartyLetter | None = None,
) -> UUID:
    key, made = key_in(door), new_id()
    details = {"breach": str(row.pk), "to": new.to.value, "phase": new.phase, "left": left}
    notice = BreachNotice(
        id=made,
        organisation_id=door.actor.organisation_id,
        breach_id=row.pk,
        to=new.to,
        party_id=new.party_id,
        phase=new.phase,
        channel=new.channel,
        letter=letter,
        told_at=new.told_at,
        left=left,
        late=late,
        recorded_at=clock.now(),
        recorded_by_id=door.actor.somebody,
        data_key_id=key.id,
        sealed=key.seal(said.to_bytes(), row=made, table=NOTICE),
        decision_id=door.note(Kind.BREACH_TOLD, details=details),
    )
    BreachNotice.objects.using(door.using).bulk_create([notice])
    return made


def _check(door: Door, row: Breach, new: Telling, letter: PartyLetter | None) -> bool:
    """Whether it is late. Raises `Conflict` for what may not be told, and `InvalidInput`."""
    wrong: dict[str, str] = {}
    late = False
    if new.told_at > clock.now():
        wrong["told_on"] = _("This moment is still to come.")
    if new.to is ToWhom.AUTHORITY:
        late = _check_authority(door, row, new, wrong)
    elif new.party_id is None:
        wrong["party"] = _("Choose who was told.")
    else:
        if not may_be_told(door, row, new.to, new.party_id):
            wrong["party"] = _("Choose a principal of somebody whom it concerns.")
        if new.channel not in ToldBy.values:
            wrong["channel"] = _("Choose how they were told.")
        elif new.channel not in SPOKEN and letter is None:
            wrong["channel"] = _("What goes in writing is kept here: first make the letter.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return late


def _check_authority(door: Door, row: Breach, new: Telling, wrong: dict[str, str]) -> bool:
    if row.part == Part.PROCESSOR:
        raise Conflict(_("We only process these data. Tell the principal: they tell the authority."))
    earlier = BreachNotice.objects.using(door.using).filter(breach_id=row.pk, to=ToWhom.AUTHORITY).exists()
    if new.phase not in Phase.values or (new.phase == Phase.FIRST) == earlier:
        wrong["phase"] = _("The first notice comes first, and only once.")
    if not new.reference.strip():
        wrong["reference"] = _("Fill in the number that the authority gave it.")
    late = new.phase == Phase.FIRST and row.due_at is not None and new.told_at > row.due_at
    if late and says_too_little(new.why_late):
        wrong["why_late"] = _("It is later than the hours that there are: write down why.")
    return late
