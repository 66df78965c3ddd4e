"""Documents made from templates for a few clients, and the e-mail that waits for two of those who guide them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.composing.services import Order, make
from waarborg.demo.agendas import GUIDED
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.filling import NECESSITY, fields_for, records_of
from waarborg.demo.material import material
from waarborg.demo.people import ClientStory, Item, ItemKind
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.documents.models import Document
from waarborg.documents.services import file_fields
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.records import NewRecord
from waarborg.gate.actors import Actor
from waarborg.incoming.addresses import Behind
from waarborg.incoming.addresses import make as make_address
from waarborg.incoming.models import MailAddress
from waarborg.incoming.receiving import take_in
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.letters.typesetting import typeset
from waarborg.policy.possible import possible

FEW = 4
"""Clients for whom something is made."""
MADE = {"letter": "correspondence", "plan": "plan", "progress_report": "report"}
"""Templates, and what they serve as: made where that kind of data has a file."""


@dataclass(frozen=True, slots=True)
class Served:
    """A client, where their file is, and who guides them."""

    client: ClientStory
    dossier_id: UUID
    coach: Actor

    def said(self, words: str) -> str:
        """Words of the example data, about this client."""
        person = self.client.person
        return words.replace("{voornaam}", person.given).replace("{naam}", person.name)


def fill_post(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Make documents for the first few whose trajectory runs, and let e-mail wait for two of their coaches."""
    served = [
        Served(client, dossier_id, ClientFile(agency, client, standing_of(dossier_id)).worker(client.trajectories[-1]))
        for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False)
        if client.stage in GUIDED
    ]
    for one in served[:FEW]:
        with clock.travel(agency.moment(agency.population.seeded_on - dt.timedelta(days=1), 14, 10)):
            _make(agency, one)
    _mail(agency, served)


def _make(agency: Agency, one: Served) -> None:
    catalogue = catalogue_of(agency.in_force)
    for key, entry in ((key, catalogue.serving_as(use)) for key, use in MADE.items()):
        if entry is None or not file_fields(entry) or _has_one(one, entry):
            continue
        new = _record(agency, one, key, entry)
        if new is not None:
            written = one.said(material("post")["letter"]["text"]) if key == "letter" else ""
            with suppress(Refused, NotFound, InvalidInput):  # nobody guides them any more, or something is asked first
                make(one.coach, one.dossier_id, Order(template=key, language="nl", record=new, written=written))


def _has_one(one: Served, entry: Entry) -> bool:
    made = Document.objects.using(OWNER).filter(dossier_id=one.dossier_id, record__category=entry.key)
    return made.exists()


def _record(agency: Agency, one: Served, key: str, entry: Entry) -> NewRecord | None:
    """The fields of a letter from the example data; those of a plan or a report as the story has them."""
    today = clock.today()
    if key == "letter":
        item = Item(ItemKind.LETTER, today, ("staff",), _letter(one, today))
        fields: Mapping[str, Any] = fields_for(entry.rule, item)
    else:
        rules = [each.rule for each in catalogue_of(agency.in_force)]
        told = [record for record in records_of(one.client, rules) if record.category == entry.key]
        fields = told[-1].fields if told else {}
    if not fields:
        return None
    return NewRecord(
        category=entry.key,
        fields=dict(fields),
        source="staff" if "staff" in entry.sources else entry.sources[0],
        purpose=entry.serves(agency.in_force.main_purpose),
        occurred_on=today,
        note=NECESSITY if entry.asks_why else "",
    )


def _letter(one: Served, today: dt.date) -> dict[str, Any]:
    """The values of a letter, under every name that a catalogue has for them."""
    said = material("post")["letter"]
    name, text = one.client.person.name, one.said(said["text"])
    return {
        **{word: said[word] for word in ("direction", "subject", "relevance")},
        **dict.fromkeys(("with_whom", "correspondent"), name),
        **dict.fromkeys(("text", "message"), text),
        "date": today,
    }


def _mail(agency: Agency, served: Sequence[Served]) -> None:
    """An address for each of two coaches, and a message from somebody whom they guide."""
    for one, said in zip(_each_coach(agency, served), material("post")["mail"], strict=False):
        if MailAddress.objects.using(OWNER).filter(account_id=one.coach.somebody).exists():
            continue
        gives = agency.who_may("authorise", other_than=one.coach.account_id)
        with clock.travel(agency.moment(agency.population.seeded_on - dt.timedelta(days=1), 11, 20)):
            make_address(gives, one.coach.somebody)
            address = MailAddress.objects.using(OWNER).get(account_id=one.coach.somebody)
            behind = Behind(agency.id, address.pk, one.coach.somebody)
            take_in(behind, _message(one, said), one.client.person.email)


def _each_coach(agency: Agency, served: Sequence[Served]) -> Iterator[Served]:
    """The first client of each who may write, in the order in which visitors find the coaches."""
    first: dict[UUID, Served] = {}
    for one in served:
        first.setdefault(one.coach.somebody, one)
    for account_id in agency.accounts.values():
        if account_id in first and possible(agency.in_force.policy, first[account_id].coach.roles, "write"):
            yield first[account_id]


def _message(one: Served, said: Mapping[str, Any]) -> bytes:
    """A message as the client sends it, with a file."""
    person = one.client.person
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{person.name} <{person.email}>", "post", said["subject"]
    made["Date"] = clock.now()
    made.set_content(one.said(said["text"]))
    data = {
        "organisation": person.name,
        "title": said["title"],
        "facts": [["E-mail", person.email]],
        "lines": [one.said(line) for line in said["lines"]],
    }
    pdf = typeset("message", "nl", data, at=clock.now())
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename=said["file"])
    return made.as_bytes()
