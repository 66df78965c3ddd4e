"""Templates: what people write is what is filled in, and what nobody knows is a mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from waarborg.adoption.selectors import from_texts
from waarborg.adoption.services import law_texts
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.vocabulary import regulations_folder
from waarborg.practice.document import parsed, with_template, written
from waarborg.practice.filling import check, keeps_text, known_in, wrong_in
from waarborg.practice.selectors import Practice, shipped_templates, standard
from waarborg.practice.templates import Shape, Slot, Template, blocks_of

AGENCIES = sorted(path.name for path in regulations_folder().iterdir() if (path / "clauses.yaml").exists())


def in_force(agency: str) -> InForce:
    folder: Path = regulations_folder() / agency
    version = load_folder(folder, load_laws()).in_force(clock.today())
    text = (folder / f"{version.in_force_from}.yaml").read_text(encoding="utf-8")
    return from_texts(text, law_texts(), version.in_force_from)


def template(text: str, serves_as: str = "report") -> Template:
    return Template(key="own", nl="Eigen stuk", serves_as=serves_as, text_nl=text)


def test_a_text_is_read_in_headings_items_and_paragraphs() -> None:
    found = blocks_of("# Kop\nEen zin over\n{client.name}.\n- punt\n{this}\n\nSlot.")
    assert [one.shape for one in found] == [
        Shape.HEADING,
        Shape.PARAGRAPH,
        Shape.ITEM,
        Shape.WHOLE,
        Shape.PARAGRAPH,
    ]
    assert found[1].pieces == ("Een zin over", " ", Slot("client", "name"), ".")
    assert [slot.line for slot in found[1].slots] == [3]


@pytest.mark.parametrize("text", ["Goed\nmis {", "Goed\nmis {Client.Name}", "Goed\nmis }", "Goed\n{client.name.first}"])
def test_what_cannot_be_read_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(ValueError, match="2"):
        blocks_of(text)


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_template_that_came_along_fits_every_regulation(agency: str) -> None:
    here = in_force(agency)
    check(shipped_templates(), here)
    uses = {one.serves_as for one in shipped_templates()}
    assert any(known_in(here, use).get("this") for use in uses)


def test_each_template_that_came_along_is_written_in_both_languages() -> None:
    assert all(one.languages == ("nl", "en") and one.en for one in shipped_templates())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Goed.\n\n{client.shoe_size}", 3),
        ("Een {plan} in een zin", 1),
        ("\n{hobby}", 2),
        ("Goed\n{this.nothing}", 2),
    ],
)
@pytest.mark.parametrize("agency", AGENCIES)
def test_what_nobody_knows_is_a_mistake_with_its_line(agency: str, text: str, line: int) -> None:
    (said,) = wrong_in(template(text), in_force(agency))
    assert str(line) in said
    with pytest.raises(InvalidInput):
        check([template(text)], in_force(agency))


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_template_names_the_fields_of_the_catalogue_by_what_they_serve_as_and_by_their_own_word(agency: str) -> None:
    here = in_force(agency)
    known = known_in(here, "report")
    assert known["this"]
    for of, fields in known.items():
        for field in fields:
            assert not wrong_in(template(f"{{{of}.{field}}}"), here)


@pytest.mark.parametrize("agency", AGENCIES)
def test_what_is_the_writers_own_or_in_the_vault_is_never_written_into_a_document(agency: str) -> None:
    here = in_force(agency)
    closed = [
        rule
        for article in here.regulation.articles
        for rule in article.rules
        if getattr(rule, "category", None) and (rule.visibility == "author_only" or rule.in_vault)
    ]
    known = known_in(here, "report")
    for rule in closed:
        assert rule.category not in known
        assert wrong_in(template(f"{{{rule.category}.{next(iter(rule.fields))}}}"), here)


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_kind_of_data_that_cannot_hold_a_written_text_asks_for_none(agency: str) -> None:
    here = in_force(agency)
    assert keeps_text(here, "correspondence")
    assert not keeps_text(here, "report")
    assert wrong_in(template("{written}"), here)
    assert not wrong_in(template("{written}", "correspondence"), here)


def test_an_agencys_own_template_stands_in_the_place_of_the_one_that_came_along() -> None:
    own = {"key": "plan", "nl": "Ons plan", "serves_as": "plan", "text_nl": "# Plan\n{this}"}
    way = with_template(standard().way, own)
    assert parsed(written(way)) == way
    practice = Practice(None, 1, way)
    assert practice.templates["plan"].nl == "Ons plan"
    assert practice.templates["letter"] == standard().templates["letter"]


def test_a_template_of_an_agency_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidInput) as refused:
        with_template(standard().way, {"key": "plan", "nl": "x", "serves_as": "plan", "text_nl": "{"})
    assert any(place.startswith("templates.0") for place in refused.value.fields)
