"""What clients are told: letters about them alone, notices in time, and the version of the regulation that held."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.house import House, an_item
from tests.policy.clauses.register import Registered
from waarborg.kernel import clock
from waarborg.letters import information
from waarborg.letters.services import letters_of, open_letter
from waarborg.rights.choices import CameBy
from waarborg.rights.registering import NewRequest, register

MINE, OTHERS = "insurer", "uwv"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def written_about(house: House, kind: str, words: str) -> list[str]:
    """The letters that are made anew about a client, in words: what we do with data, and what they asked."""
    coach, dossier_id = house.actor("coach"), house.dossiers[kind].dossier_id
    before = {one.id for one in letters_of(coach, dossier_id)}
    information.make(coach, dossier_id)
    asked = NewRequest(rights=("access",), received_on=clock.today(), words=words, came_by=CameBy.TELEPHONE)
    register(coach, dossier_id, asked)
    made = [one.id for one in letters_of(coach, dossier_id) if one.id not in before]
    return sorted(words_of(open_letter(coach, dossier_id, letter_id)) for letter_id in made)


WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=12, max_size=30)


@carrying({"partner-in-werk": ()}, only=True)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, note=WORDS, asked=WORDS)
def test_a_letter_about_one_client_is_the_same_whatever_is_kept_of_another(
    here: Registered, house_of: HouseOf, name: str, note: str, asked: str
) -> None:
    house = house_of(here)
    alone = written_about(house, MINE, "Wat staat er over mij?")
    identity = house.catalogue.identity
    full = {field: name if rule.type == "name" else "" for field, rule in identity.rule.fields.items()}
    house.record(identity, kind=OTHERS, fields={key: value for key, value in full.items() if value})
    contact = house.catalogue.serving_as("contact_note") or house.catalogue.serving_as("progress")
    assert contact
    item = an_item(contact)
    house.record(
        contact,
        kind=OTHERS,
        fields={key: note if value == "een paar woorden" else value for key, value in item.fields.items()},
    )
    written_about(house, OTHERS, asked)
    again = written_about(house, MINE, "Wat staat er over mij?")
    assert again == alone
    assert [value for value in (name, note, asked) if any(value in said for said in again)] == []
