"""A list made ready: a disclosure per person, with what goes of them, sealed under their own key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import BY_LINK, DisclosureState
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.preparing import WHY
from waarborg.disclosures.sealing import FATE, TABLE, Said
from waarborg.disclosures.ways import SECOND_PERSON, with_reasons
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.models import AddressList, ListMember
from waarborg.mailings.weighing import LOOKING_UP, AskedList, OnTheList, WeighedList, weigh_in
from waarborg.policy.phrases import Language
from waarborg.vault.services import data_key

BEFOREHAND = "beforehand"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfList:
    """Where the link goes, why, and per statement its reason."""

    address: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    language: Language = "nl"


def prepare_list(actor: Actor, asked: AskedList, said: SaidOfList) -> UUID:
    """Make it ready: everybody who may stand on it today, and nobody else. Nothing goes yet.

    Raises `NotFound`, and `InvalidInput` with a message per field.
    """
    with open_door(actor, LOOKING_UP) as door:
        weighed = weigh_in(door, asked)
        _check(weighed, said)
        row = _row(door, weighed, said)
        row.decision_id = door.note_each(
            [
                EventEntry(
                    kind=Kind.DISCLOSURE_PREPARED,
                    dossier_id=person.dossier_id,
                    categories=tuple(dict.fromkeys(one.row["category"] for one in person.going)),
                    details={"list": str(row.pk), "recipient": row.recipient},
                )
                for person in weighed.people
            ]
        )
        AddressList.objects.bulk_create([row])
        made = [(person, _disclosure(door, row, weighed, said, person)) for person in weighed.people]
        Disclosure.objects.bulk_create(one for _person, one in made)
        DisclosedItem.objects.bulk_create(item for person, one in made for item in _items(one, person))
        ListMember.objects.bulk_create(
            ListMember(
                id=new_id(),
                organisation_id=row.organisation_id,
                list_id=row.pk,
                dossier_id=one.dossier_id,
                disclosure_id=one.pk,
                decision_id=row.decision_id,
            )
            for _person, one in made
        )
    return row.pk


def _check(weighed: WeighedList, said: SaidOfList) -> None:
    wrong: dict[str, str] = {}
    for fact in with_reasons(weighed.asked.stated):
        if len(said.reasons.get(fact, "").split()) < 2:  # noqa: PLR2004 - one word is no reason
            wrong[f"reason_{fact}"] = _("Write down why, in a few words.")
    if len(said.reasons.get(WHY, "").split()) < 2:  # noqa: PLR2004 - as above
        wrong["why"] = _("Write down why, in a few words.")
    try:
        validate_email(said.address.strip())
    except ValidationError:
        wrong["address"] = _("Fill in an e-mail address.")
    if not weighed.people and not wrong:
        wrong["why"] = _("Nobody may stand on this list now.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _row(door: Door, weighed: WeighedList, said: SaidOfList) -> AddressList:
    asked, answers = weighed.asked, weighed.answers
    door.noting(answers)
    claims = {fact for fact in door.claims.facts if any(door.rests_on(one, fact) for one in answers)}
    if any(one.obligations.second_person for one in answers):
        claims.add(SECOND_PERSON)
    return AddressList(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        party_id=asked.party_id,
        recipient=asked.rule.recipient,
        rule=asked.rule.rule.id,
        purpose=asked.purpose,
        ground=asked.ground,
        claims=sorted(claims),
        told_before=any(one.obligations.tell_client == BEFOREHAND for one in answers),
        language=said.language,
        prepared_at=clock.now(),
        prepared_by_id=door.actor.somebody,
    )


def _disclosure(door: Door, row: AddressList, weighed: WeighedList, said: SaidOfList, person: OnTheList) -> Disclosure:
    key = data_key(
        row.organisation_id,
        person_id=person.person_id,
        scope_id=person.dossier_id,
        retention_class=FATE,
        using=door.using,
    )
    made = Disclosure(
        id=new_id(),
        organisation_id=row.organisation_id,
        dossier_id=person.dossier_id,
        recipient=row.recipient,
        party_id=row.party_id,
        purpose=row.purpose,
        ground=row.ground,
        channel=BY_LINK,
        claims=row.claims,
        rules=list(dict.fromkeys(one.answer.rules[0] for one in person.going)),
        articles=list(dict.fromkeys(one.answer.articles[0] for one in person.going)),
        language=row.language,
        state=DisclosureState.PREPARED,
        data_key_id=key.id,
        prepared_at=row.prepared_at,
        prepared_by_id=row.prepared_by_id,
        decision_id=row.decision_id,
    )
    line = {f"{one.row['category']}.{name}": text for one in person.going for name, text in one.fields.items()}
    reasons = {fact: why.strip() for fact, why in said.reasons.items() if why.strip()}
    content = Said(name=weighed.party, address=said.address.strip(), reasons=reasons, line=line)
    made.sealed = key.seal(content.to_bytes(), row=made.pk, table=TABLE)
    return made


def _items(made: Disclosure, person: OnTheList) -> Sequence[DisclosedItem]:
    return [
        DisclosedItem(
            id=new_id(),
            organisation_id=made.organisation_id,
            disclosure_id=made.pk,
            dossier_id=made.dossier_id,
            record_id=one.row["id"],
            version=one.row["version"],
            category=one.row["category"],
            fields=list(one.fields),
            rule=one.answer.rules[0],
            article=one.answer.articles[0],
            decision_id=made.decision_id,
        )
        for one in person.going
    ]
