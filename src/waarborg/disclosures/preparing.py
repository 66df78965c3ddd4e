"""Something made ready to leave: chosen, stated, copied. Nothing has gone yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from waarborg.disclosures.attaching import AT_THE_END, BY_HAND, attached_in, with_files
from waarborg.disclosures.choices import BY_LINK, CHANNELS, IN_PORTAL, OF_THE_CLIENT, SPOKEN, DisclosureState
from waarborg.disclosures.copies import copy_of
from waarborg.disclosures.frequency import given_too_lately
from waarborg.disclosures.hiding import HIDDEN
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.sealing import COPY, TABLE, Said, key_in
from waarborg.disclosures.subsidies import is_application
from waarborg.disclosures.ways import ASSURED, CALLER, HAND_OVER, SECOND_PERSON, with_reasons
from waarborg.disclosures.weighing import Asked, Weighed, WeighedItem, weigh_in
from waarborg.dossiers.statutes import names_statute
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.contacts import comes_in
from waarborg.policy.citing import numbered
from waarborg.policy.phrases import Language

DANGER = "acute_danger"
"""The ground on which nobody is made to ask first who calls."""
STATUTE = "statutory_duty"
"""The fact that a law asks it: that law is named."""
WHY = ""
"""Under this word stands the reason that the rule itself asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDisclosure:
    """What is to go: which records, to whom by name and where, with a reason per statement; `told` of a call.

    `files` are those of the records whose files go along.
    """

    asked: Asked
    records: frozenset[UUID]
    files: frozenset[UUID] = frozenset()
    name: str = ""
    address: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    scheme: str = ""
    language: Language = "nl"
    line: Mapping[str, str] = field(default_factory=dict)
    """What stands in it per field, where it goes with others in one file."""


def prepare(actor: Actor, dossier_id: UUID, new: NewDisclosure) -> UUID:
    """Make a copy ready to go, and what stands in the way of giving it at once; returns its id.

    Raises `Refused` for a record that may not go, `NotFound`, and `InvalidInput` with a message per field.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        weighed = weigh_in(door, new.asked)
        going = [_as_it_goes(one, new) for one in _chosen(weighed, new.records)]
        _with_an_application(door, new)
        _check(weighed, new, going)
        _somebody_signs_in(door, new)
        return keep_ready(door, weighed, new, going)


def _chosen(weighed: Weighed, wanted: frozenset[UUID]) -> list[WeighedItem]:
    """The records that were chosen, each of which may go. Raises `Refused` and `InvalidInput`."""
    if not wanted:
        raise InvalidInput(_("Some things are not right yet."), {"records": _("Choose what is to go.")})
    chosen = [one for one in weighed.items if one.record.id in wanted]
    if len(chosen) != len(wanted):
        raise InvalidInput(_("Some things are not right yet."), {"records": _("Choose from the list.")})
    for one in chosen:
        if not one.answer.allowed:
            _state_first(weighed, one)
            raise Refused(one.answer)
        if one.too_old_for:
            said = _(
                "Article %(article)s lets go only what is recent. Look whether it is still so, and record it anew."
            )
            raise InvalidInput(
                _("Some things are not right yet."), {"records": said % {"article": numbered(one.too_old_for)}}
            )
        if not one.goes:
            raise InvalidInput(_("Some things are not right yet."), {"records": _("Of this item no field may go.")})
    return chosen


def _as_it_goes(one: WeighedItem, new: NewDisclosure) -> WeighedItem:
    """The item with its files, where those were chosen too. Raises `InvalidInput` when nothing of it is left."""
    whole = one.with_files() if one.record.id in new.files and new.asked.way.channel != SPOKEN else one
    if not whole.fields:
        said = _("Of this item only its file can go. Choose that too.")
        raise InvalidInput(_("Some things are not right yet."), {"records": said})
    return whole


def _state_first(weighed: Weighed, one: WeighedItem) -> None:
    """Raises `InvalidInput` when it could go if somebody wrote down what is so."""
    missing = [fact for fact in one.answer.missing if fact in weighed.statements]
    if missing and len(missing) == len(one.answer.missing):
        articles = ", ".join(map(numbered, one.answer.articles))
        said = _("Say why this is so (article %(article)s).") if articles else _("Say why this is so.")
        told = {f"reason_{fact}": said % {"article": articles} if articles else said for fact in missing}
        raise InvalidInput(_("Some things are not right yet."), told)


def _check(weighed: Weighed, new: NewDisclosure, going: Sequence[WeighedItem]) -> None:
    """Everything that a form may get wrong, with a message per field."""
    wrong = _wrong_address(weighed, new) | _wrong_reasons(weighed, new)
    if any(one.answer.obligations.reason for one in going) and not new.reasons.get(WHY, "").strip():
        wrong["why"] = _("Article %(article)s asks why. Write it down.") % {
            "article": numbered(going[0].answer.articles[0])
        }
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _with_an_application(door: Door, new: NewDisclosure) -> None:
    """Where applications for subsidies are kept, who decides on them gets nothing else.

    Raises `InvalidInput`, and `NotFound` for a trajectory that is not of this dossier.
    """
    if new.asked.trajectory_id:
        door.scope(new.asked.trajectory_id)
    if is_application(door.actor.in_force, new.asked) and not new.scheme.strip():
        said = _("Data go to this recipient with an application alone. Fill in for which scheme.")
        raise InvalidInput(_("Some things are not right yet."), {"scheme": said})


def _somebody_signs_in(door: Door, new: NewDisclosure) -> None:
    """In the portal a copy is found only by somebody who comes in there. Raises `InvalidInput`."""
    party = door.claims.party
    if new.asked.way.channel == IN_PORTAL and (party is None or not comes_in(party, using=door.using)):
        said = _("Nobody of this principal signs in here. Let somebody in first, or choose another way.")
        raise InvalidInput(_("Some things are not right yet."), {"channel": said})


def _wrong_address(weighed: Weighed, new: NewDisclosure) -> dict[str, str]:
    way, wrong = new.asked.way, {}
    if way.channel not in CHANNELS:
        wrong["channel"] = _("Choose one from the list.")
    if not (weighed.party or new.name.strip() or way.recipient in OF_THE_CLIENT):
        wrong["name"] = _("Fill in who receives it.")
    if way.channel == BY_LINK:
        try:
            validate_email(new.address.strip())
        except ValidationError:
            wrong["address"] = _("Fill in an e-mail address.")
    if way.channel == SPOKEN and not new.told.strip():
        wrong["told"] = _("Write down what you told.")
    return wrong


def _wrong_reasons(weighed: Weighed, new: NewDisclosure) -> dict[str, str]:
    wrong, way = {}, new.asked.way
    if way.channel == SPOKEN and way.ground != DANGER and not new.reasons.get(CALLER, "").strip():
        wrong[f"reason_{CALLER}"] = _("Make sure who calls before you tell anything, and write down how you did.")
    for fact in with_reasons(new.asked.stated):
        if fact in ASSURED and weighed.party:
            continue  # the register of parties shows it, or it is not so
        if len(new.reasons.get(fact, "").split()) < 2:  # noqa: PLR2004 - one word is no reason
            wrong[f"reason_{fact}"] = _("Write down why, in a few words.")
        elif fact == STATUTE and not names_statute(new.reasons[fact]):
            wrong[f"reason_{fact}"] = _("Name the law and the article that asks it.")
    return wrong


def keep_ready(door: Door, weighed: Weighed, new: NewDisclosure, going: Sequence[WeighedItem]) -> UUID:
    """Keep what goes, item by item, with its copy, in a door that is open for giving; returns its id."""
    way, at, key = new.asked.way, clock.now(), key_in(door)
    name = weighed.party or new.name.strip() or (weighed.name if way.recipient in OF_THE_CLIENT else "")
    given_too_lately(door, new.asked, going)
    row = Disclosure(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=weighed.dossier_id,
        trajectory_id=new.asked.trajectory_id,
        act=way.act,
        recipient=way.recipient,
        party_id=door.claims.party,
        purpose=way.purpose or "",
        ground=way.ground or "",
        channel=way.channel or "",
        claims=sorted(_needed(door, going)),
        rules=list(dict.fromkeys(one.answer.rules[0] for one in going)),
        articles=list(dict.fromkeys(one.answer.articles[0] for one in going)),
        language=new.language,
        state=DisclosureState.PREPARED,
        data_key_id=key.id,
        prepared_at=at,
        prepared_by_id=door.actor.somebody,
    )
    said = Said(
        name=name,
        address=new.address.strip(),
        reasons={fact: why.strip() for fact, why in new.reasons.items() if why.strip()},
        told=new.told.strip(),
        scheme=new.scheme.strip(),
        line=new.line,
    )
    row.sealed = key.seal(said.to_bytes(), row=row.pk, table=TABLE)
    if way.channel != SPOKEN:
        pdf = copy_of(
            door,
            recipient=name,
            client=weighed.name,
            number=row.pk.hex[-8:] if HIDDEN in door.claims.facts else weighed.number,
            items=going,
            said=weighed.said,
            language=new.language,
            at=at,
        )
        files = {one.record.id: found for one in going if (found := attached_in(one.record, one.fields))}
        if files:
            most = AT_THE_END if way.act == HAND_OVER else BY_HAND
            pdf = with_files(door, pdf, files, recipient=name, language=new.language, at=at, most=most)
        row.sealed_copy = key.seal(pdf, row=row.pk, table=COPY)
    door.noting({one.answer.rules[0]: one.answer for one in going}.values())
    row.decision_id = door.note(
        Kind.DISCLOSURE_PREPARED,
        categories=tuple(dict.fromkeys(one.record.entry.key for one in going)),
        details={"disclosure": str(row.pk), "recipient": way.recipient},
    )
    Disclosure.objects.using(door.using).bulk_create([row])
    DisclosedItem.objects.using(door.using).bulk_create([_item(row, one) for one in going])
    return row.pk


def _needed(door: Door, going: Sequence[WeighedItem]) -> set[str]:
    """The facts stated that some item rests on: what nothing needs is not said of anybody."""
    found = {fact for fact in door.claims.facts if any(door.rests_on(one.answer, fact) for one in going)}
    return found | ({SECOND_PERSON} if any(one.needs_second for one in going) else set())


def _item(row: Disclosure, one: WeighedItem) -> DisclosedItem:
    return DisclosedItem(
        id=new_id(),
        organisation_id=row.organisation_id,
        disclosure_id=row.pk,
        dossier_id=row.dossier_id,
        record_id=one.record.id,
        version=one.record.version,
        category=one.record.entry.key,
        fields=list(one.fields),
        rule=one.answer.rules[0],
        article=one.answer.articles[0],
        decision_id=row.decision_id,
    )
