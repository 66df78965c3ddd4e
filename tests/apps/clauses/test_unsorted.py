"""What comes in, a file or an e-mail, is sorted as a kind of data of the regulation before it is kept, or it goes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from django.test import override_settings

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House
from tests.apps.clauses.test_pieces import a_record, coach, dossier_id
from tests.apps.clauses.test_way_of_working import DECIDES
from tests.policy.clauses.register import Registered
from waarborg.documents import selectors
from waarborg.documents.models import WaitingFile
from waarborg.documents.services import (
    TEXT_ALONE,
    UNSORTED,
    Filing,
    file_fields,
    file_waiting,
    holds_text,
    receive,
    throw_away_old,
)
from waarborg.dossiers.catalogue import Entry
from waarborg.gate.actors import system_at
from waarborg.incoming.addresses import Behind, make
from waarborg.incoming.ending import end_over
from waarborg.incoming.models import IncomingMail, MailAddress
from waarborg.incoming.receiving import take_in
from waarborg.incoming.sorting import Chosen, take_into
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.practice.selectors import practice_of
from waarborg.practice.services import approve, propose

OWNER = "owner"
SORTED_FIRST = {"bijstand-naar-werk": ("BNW-A.overige.10", "BNW-A.overige.11")}
TEXT = b"Hierbij mijn diploma."


def posted(house: House, text: str) -> UUID:
    """A message with a file, for the coach; returns what waits."""
    address = MailAddress.objects.using(OWNER).filter(organisation_id=house.agency.organisation.pk).first()
    if address is None:
        make(house.first("authorise"), coach(house).somebody)
        address = MailAddress.objects.using(OWNER).get(organisation_id=house.agency.organisation.pk)
    sent = EmailMessage()
    sent["From"], sent["Subject"] = "Robin <proef@voorbeeld.invalid>", "Diploma"
    sent.set_content(text)
    sent.add_attachment(TEXT, maintype="text", subtype="plain", filename="diploma.txt")
    at = Behind(house.agency.organisation.pk, address.pk, coach(house).somebody)
    made = take_in(at, sent.as_bytes(), "proef@voorbeeld.invalid")
    assert made
    return made


def field_of(entry: Entry) -> str:
    return next(iter(file_fields(entry)), TEXT_ALONE)


@carrying(SORTED_FIRST)
def test_what_comes_in_is_filed_as_a_kind_of_the_regulation_and_never_as_unsorted(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    anna, where = coach(house), dossier_id(house)
    uploaded = receive(anna, where, "brief.txt", io.BytesIO(TEXT))
    message, attached = take_into(
        anna, posted(house, "Zie de bijlage."), where, Chosen(message=True, parts=frozenset({0}))
    )
    found = selectors.files_of(anna, where)
    assert {uploaded, message, attached} <= {one.id for one in found.waiting}
    assert not UNSORTED & {entry.rule.serves_as for entry in found.writable}
    for entry in house.catalogue:
        if entry.rule.serves_as in UNSORTED:
            for waiting in (uploaded, message, attached):
                with pytest.raises(InvalidInput):
                    file_waiting(anna, where, waiting, Filing(record=a_record(house, entry), field=field_of(entry)))
    for waiting, kinds in ((uploaded, found.fileable), (message, found.writable), (attached, found.fileable)):
        entry = next(one for one in kinds if waiting != message or holds_text(one) or file_fields(one))
        assert file_waiting(anna, where, waiting, Filing(record=a_record(house, entry), field=field_of(entry)))
    assert not {uploaded, message, attached} & {one.id for one in selectors.files_of(anna, where).waiting}


@carrying({"click-re-integratie": ("CLICK-3.9",)}, only=True)
def test_correspondence_that_came_by_e_mail_is_kept_only_with_why_it_matters(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    anna, where = coach(house), dossier_id(house)
    (message,) = take_into(anna, posted(house, "Tot morgen."), where, Chosen(message=True, parts=frozenset()))
    entry = house.catalogue.serving_as("correspondence")
    assert entry
    new = a_record(house, entry)
    without = replace(new, fields={name: value for name, value in new.fields.items() if name != "relevance"})
    with pytest.raises(InvalidInput) as said:
        file_waiting(anna, where, message, Filing(record=without, field=field_of(entry)))
    assert "relevance" in said.value.fields
    assert WaitingFile.objects.using(OWNER).filter(pk=message).exists(), "nothing was kept, and nothing is lost"
    assert file_waiting(anna, where, message, Filing(record=new, field=field_of(entry)))


@carrying(SORTED_FIRST)
def test_what_nobody_sorts_goes_after_the_days_of_the_regulation_whatever_was_set(
    here: Registered, house_of: HouseOf
) -> None:
    house = house_of(here)
    organisation = house.agency.organisation.pk
    way = practice_of(organisation).way
    longest = way.model_copy(update={"daily": way.daily.model_copy(update={"unsorted_gone_after_days": 28})})
    approve(house.actor(DECIDES[house.agency.organisation.slug]), propose(coach(house), longest))
    with override_settings(WAARBORG_QUARANTINE_DAYS=28):
        waiting = receive(coach(house), dossier_id(house), "brief.txt", io.BytesIO(TEXT))
        mail = posted(house, "Dit deelt niemand in.")
    days = 14 if here.name == "bijstand-naar-werk" else 28
    row, file = IncomingMail.objects.using(OWNER).get(pk=mail), WaitingFile.objects.using(OWNER).get(pk=waiting)
    assert row.goes_on == clock.today() + timedelta(days=days)
    assert clock.day_of(file.expires_at) <= clock.today() + timedelta(days=days + 1)
    system = system_at(organisation, using="worker")
    with clock.travel(clock.now() + timedelta(days=days + 1, minutes=1)):
        assert end_over(system) >= 1
        assert throw_away_old(organisation) >= 1
    assert not IncomingMail.objects.using(OWNER).filter(pk=mail).exists()
    assert not WaitingFile.objects.using(OWNER).filter(pk=waiting).exists()
