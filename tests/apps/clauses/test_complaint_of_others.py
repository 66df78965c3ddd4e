"""A copy for a client of a dossier about which somebody else complained: who that was stays covered."""

from __future__ import annotations

from dataclasses import replace

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import opened
from tests.apps.clauses.test_complaining import principal_of
from tests.apps.clauses.test_complaints import UNDER, WHOLE, made, officer
from tests.apps.clauses.test_subject_access import Asked, asked
from tests.policy.clauses.register import Registered
from waarborg.complaints import assigning, going_on
from waarborg.complaints.choices import Complainant, StepKind
from waarborg.dossiers.covering import BLACKED
from waarborg.subject_access import deciding
from waarborg.subject_access.choices import Cover, PackageState, Why

NEIGHBOUR = replace(
    WHOLE, name="Sien Overbuur", address="Overweg 9", description="De bezoeker van de buurman schreeuwde op straat."
)
"""Somebody else, who complains about what happened around the client."""


def all_of(one: Asked, package_id: object) -> str:
    """Everything in the copy that somebody can read."""
    return one.contents(package_id).model_dump_json()  # type: ignore[arg-type]


@UNDER
def test_who_else_complained_stays_covered_in_the_copy_of_a_client_until_somebody_decides(
    here: Registered, house_of: HouseOf
) -> None:
    """The right to a copy does not harm the rights of others (GDPR art. 15(4))."""
    house = house_of(here)
    one, karin = asked(house), officer(house)
    theirs = made(house, dossier_id=one.dossier_id, complainant=Complainant.OTHER, said=NEIGHBOUR)
    assigning.assign(karin, theirs, karin.somebody)
    going_on.write_down(karin, theirs, StepKind.TALKED, "Mevrouw Overbuur sliep er slecht van.")
    own = made(house, dossier_id=one.dossier_id, said=replace(WHOLE, description="Mijn coach was drie keer te laat."))
    package_id = one.made()
    said = all_of(one, package_id)
    for words in ("Overbuur", "Overweg 9", "schreeuwde op straat"):
        assert words not in said
    assert BLACKED in said
    assert str(theirs) in said, "that somebody complained is not hidden"
    assert "drie keer te laat" in said, "their own complaint goes as it is"
    assert str(own) in said
    seen = one.seen()
    assert seen.state is PackageState.DECIDING
    put_forward = {(cover.field, cover.why) for cover in seen.coverings if cover.category == "complaint"}
    assert {("name", Why.FROM_OTHER), ("description", Why.FROM_OTHER), ("step", Why.FROM_OTHER)} <= put_forward
    assert all(cover.text is None for cover in seen.coverings if cover.why is Why.FROM_OTHER), "read apart"

    judge = house.actor(deciding.judge_of_others(one.coach) or "responsible")
    for cover in seen.coverings:
        goes = Cover.GIVE if cover.field == "description" else Cover.WHOLE
        deciding.decide(judge, one.dossier_id, cover.id, deciding.Decision(cover=goes))
    one.again(package_id)
    said = all_of(one, package_id)
    assert "schreeuwde op straat" in said
    for words in ("Overbuur", "Overweg 9"):
        assert words not in said


@UNDER
def test_who_speaks_for_the_client_is_covered_and_what_they_say_is_not(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    one = asked(house)
    said_for = replace(WHOLE, name="Bram Gemachtigde", acts_for="Robin Klager")
    made(house, dossier_id=one.dossier_id, complainant=Complainant.REPRESENTATIVE, said=said_for)
    said = all_of(one, one.made())
    assert "Gemachtigde" not in said
    assert "Robin Klager" in said
    assert "niemand belde" in said


@UNDER
def test_a_principal_that_complained_is_covered(here: Registered, house_of: HouseOf) -> None:
    house = house_of(here)
    one, elsewhere = asked(house), opened(house, kind="municipality")
    made(
        house,
        dossier_id=one.dossier_id,
        complainant=Complainant.PRINCIPAL,
        said=replace(WHOLE, name="Gerda Inkoper"),
        party_id=principal_of(elsewhere),
    )
    package_id = one.made()
    assert "Gerda Inkoper" not in all_of(one, package_id)
    (item,) = (each for each in one.contents(package_id).items if each.table == "complaints.Complaint")
    assert {value.name: value.value for value in item.values}["party_id"] == BLACKED
