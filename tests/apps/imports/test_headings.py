"""What a heading seems to be follows from words of the field, under whatever catalogue."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.clauses.register import Registered, register
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.imports.headings import guesses, phase_of, plain
from waarborg.imports.targets import choices, exists, target_of


@pytest.fixture(params=register(), ids=lambda here: here.name)
def here(request: pytest.FixtureRequest) -> Registered:
    return request.param


def parts(here: Registered) -> tuple[object, Catalogue]:
    standing = here.standing()
    in_force = SimpleNamespace(policy=standing.policy, regulation=here.regulation, laws=(), version_id=here.name)
    return in_force, catalogue_of(in_force)  # type: ignore[arg-type]


def test_the_usual_headings_are_what_they_are_everywhere(here: Registered) -> None:
    in_force, catalogue = parts(here)
    headings = ["Achternaam", "Voorvoegsel", "Roepnaam", "Geb.datum", "BSN", "Post-code", "Opdrachtgever", "Startdatum"]
    found = [one.target for one in guesses(headings, in_force, catalogue)]  # type: ignore[arg-type]
    last, particle, first, born, number, postcode, principal, started = (
        one or target_of("frame:none") for one in found
    )
    assert last.name == particle.name == first.name == catalogue.identity.key
    assert first.part < particle.part < last.part
    types = [catalogue.entry(one.name).rule.fields[one.field].type for one in (born, number, postcode)]
    assert types == ["birth_date", "bsn", "postcode"]
    assert (str(principal), str(started)) == ("frame:principal", "frame:started_on")


def test_what_the_regulation_shuts_out_is_never_guessed_to_be_something_else(here: Registered) -> None:
    in_force, catalogue = parts(here)
    shut = guesses(["Godsdienst", "Strafblad", "Vakbond"], in_force, catalogue)  # type: ignore[arg-type]
    assert all(one.target is None for one in shut)
    assert all(one.forbidden in catalogue.forbidden for one in shut if one.forbidden)
    assert any(one.forbidden for one in shut)


def test_a_mistake_in_typing_is_seen_through_and_nonsense_is_not_guessed(here: Registered) -> None:
    in_force, catalogue = parts(here)
    near, nonsense, empty = guesses(["Geboortedatm", "Kwik en kwak", ""], in_force, catalogue)  # type: ignore[arg-type]
    assert near.target
    assert catalogue.entry(near.target.name).rule.fields[near.target.field].type == "birth_date"
    assert nonsense.target is None
    assert empty.target is None


def test_everything_that_can_be_chosen_exists_and_survives_being_written(here: Registered) -> None:
    in_force, catalogue = parts(here)
    for choice in choices(in_force, catalogue):  # type: ignore[arg-type]
        assert target_of(str(choice.target)) == choice.target
        assert exists(choice.target, in_force, catalogue)  # type: ignore[arg-type]
    assert not exists(target_of("field:horoscope.sign"), in_force, catalogue)  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_a_heading_is_compared_without_what_does_not_matter(heading: str) -> None:
    assert plain(plain(heading)) == plain(heading)
    assert plain(f"  {heading}!") == plain(heading)


def test_no_two_columns_are_guessed_to_be_the_same() -> None:
    in_force, catalogue = parts(register()[0])
    found = guesses(["Naam", "Naam", "Achternaam"], in_force, catalogue)  # type: ignore[arg-type]
    assert found[0].target
    assert [one.target for one in found[1:]] == [None, None]


@pytest.mark.parametrize(("written", "phase"), [("Afgesloten", "ended"), ("In traject", "running"), ("xyz", None)])
def test_phases_are_known_by_words_of_the_field(written: str, phase: str | None) -> None:
    assert phase_of(written) == phase
