"""Opening a dossier: who keeps it, who is here already, and who comes by themself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.apps.gate.agencies import Agency, agency
from waarborg.dossiers import people_known
from waarborg.dossiers.ages import age_on
from waarborg.dossiers.assignments import assign, end_assignment
from waarborg.dossiers.history import who_looked
from waarborg.dossiers.models import Person
from waarborg.dossiers.records import Correction, NewRecord, correct_record
from waarborg.dossiers.selectors import dossier
from waarborg.dossiers.services import NewDossier, NewTrajectory, Opened, open_dossier
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.selectors import principals
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.vocabulary import regulations_folder

pytestmark = pytest.mark.real_commits

PEOPLE: dict[str, tuple[str, ...]] = {
    "anna": ("coach",),
    "bram": ("coach",),
    "adam": ("administration",),
    "dina": ("responsible",),
    "sam": ("system_administrator",),
}
NAME = "Roos van den Proefpersoon"
BORN = "1989-03-14"


@pytest.fixture
def here() -> Agency:
    """An agency in which a dossier is read by who is assigned to it, and by nobody else."""
    return agency(regulations_folder() / "jm-werkt", PEOPLE)


def opened(here: Agency, by: str, *, coach: str = "", born: str = BORN, themself: bool = False) -> Opened:
    party = None if themself else register_party(here.actor("dina"), kind="insurer", name="Verzuimpolis Waterkant")
    trajectory = NewTrajectory(principal_id=party, type="reintegration", referred_on=clock.today())
    name = NewRecord(category="contact", fields={"name": NAME, "birth_date": born}, source="client")
    coach_id = here.accounts[coach] if coach else None
    return open_dossier(here.actor(by), NewDossier(trajectory=trajectory, records=[name], coach_id=coach_id))


def test_who_opens_a_dossier_keeps_what_they_made_until_somebody_is_assigned(here: Agency) -> None:
    made = opened(here, "adam")
    assert dossier(here.actor("adam"), made.dossier_id).name == NAME
    with pytest.raises(Refused):
        dossier(here.actor("anna"), made.dossier_id)
    assign(
        here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["bram"], from_on=clock.today(),
        part=["contact"],
    )  # fmt: skip
    assert dossier(here.actor("adam"), made.dossier_id).name == NAME, "a part is not all of it"
    end_assignment(
        here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["bram"], until_on=clock.today()
    )
    assign(here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["anna"], from_on=clock.today())
    assert dossier(here.actor("anna"), made.dossier_id).name == NAME
    with pytest.raises(Refused):
        dossier(here.actor("adam"), made.dossier_id)


def test_who_opened_it_can_be_assigned_to_it_for_good(here: Agency) -> None:
    made = opened(here, "adam")
    assign(here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["adam"], from_on=clock.today())
    assign(here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["anna"], from_on=clock.today())
    assert dossier(here.actor("adam"), made.dossier_id).name == NAME


def test_who_opens_it_for_themself_works_on_it_whoever_else_does(here: Agency) -> None:
    made = opened(here, "anna", coach="anna")
    assign(here.actor("dina"), made.dossier_id, made.trajectory_id, here.accounts["bram"], from_on=clock.today())
    assert dossier(here.actor("anna"), made.dossier_id).name == NAME


def test_who_is_here_already_is_named_to_who_works_with_them_alone(here: Agency) -> None:
    made = opened(here, "anna", coach="anna")
    asked = people_known.Traits(name="roos proefpersoon", birth_date="14-3-1989")
    assert people_known.known_already(here.actor("anna"), asked) == people_known.Known(numbers=(made.number,))
    assert people_known.known_already(here.actor("bram"), asked) == people_known.Known(elsewhere=True)
    looks = [
        event for event in who_looked(here.actor("anna"), made.dossier_id).events if event.kind == "search_performed"
    ]
    assert [event.actor_id for event in looks] == [here.accounts["bram"], here.accounts["anna"]], "the client reads it"
    for nobody in (
        people_known.Traits(name=NAME, birth_date="1989-03-15"),
        people_known.Traits(name="Iemand Anders", birth_date=BORN),
        people_known.Traits(name=NAME),
        people_known.Traits(number="111222333"),
        people_known.Traits(birth_date="geen datum", name=NAME),
    ):
        assert people_known.known_already(here.actor("bram"), nobody).nobody


def test_who_may_not_open_dossiers_does_not_learn_who_is_here(here: Agency) -> None:
    opened(here, "anna", coach="anna")
    with pytest.raises(Refused):
        people_known.known_already(here.actor("sam"), people_known.Traits(name=NAME, birth_date=BORN))


def test_somebody_comes_by_themself_and_their_principal_has_no_name(here: Agency) -> None:
    made = opened(here, "anna", coach="anna", themself=True)
    (trajectory,) = dossier(here.actor("anna"), made.dossier_id).trajectories
    assert (trajectory["kind"], trajectory["principal_name"]) == ("client", "")
    assert principals(here.actor("dina")) == []
    kinds = [event.kind for event in who_looked(here.actor("anna"), made.dossier_id).events]
    assert Kind.DOSSIER_OPENED in kinds


@pytest.mark.clause("PIW-1.4")
def test_nobody_comes_in_without_an_agreement_where_the_regulation_asks_one() -> None:
    here = agency(regulations_folder() / "partner-in-werk", PEOPLE)
    trajectory = NewTrajectory(principal_id=None, type="reintegration", referred_on=clock.today())
    with pytest.raises(Refused) as no:
        open_dossier(here.actor("anna"), NewDossier(trajectory=trajectory))
    assert no.value.decision.missing == ("contract_running",)
    dina = here.actor("dina")
    themself = register_party(dina, kind="client", name="")
    contract = agree(dina, themself, NewContract(number="zelf-1", starts_on=clock.today()))
    trajectory = NewTrajectory(
        principal_id=themself, contract_id=contract, type="reintegration", referred_on=clock.today()
    )
    assert open_dossier(here.actor("anna"), NewDossier(trajectory=trajectory)).number


def test_what_rules_ask_about_age_follows_the_birth_date(here: Agency) -> None:
    young = (clock.today() - timedelta(days=15 * 365)).isoformat()
    made = opened(here, "anna", coach="anna", born=young)
    assert minor(here, made) is True
    (record,) = dossier(here.actor("anna"), made.dossier_id).records
    better = Correction(fields={"name": NAME, "birth_date": BORN}, reason="verkeerd jaar", source="client", version=1)
    correct_record(here.actor("anna"), made.dossier_id, record.id, better)
    assert minor(here, made) is False


def minor(here: Agency, made: Opened) -> bool | None:
    with in_context(here.actor("dina"), "assign"):
        return Person.objects.using("owner").get(pk=made.person_id).minor


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2010, 6, 1), date(2026, 5, 31), 15),
        (date(2010, 6, 1), date(2026, 6, 1), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
    ],
)
def test_an_age_is_counted_in_birthdays(born: date, day: date, years: int) -> None:
    assert age_on(day, born) == years
