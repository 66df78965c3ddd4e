"""New clients and their principals, at the desk."""

from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.kernel import clock
from waarborg.parties.selectors import principals


def test_who_gives_work_records_a_principal_with_an_agreement(cast: Cast) -> None:
    dina = cast.browser("dina")
    answer = dina.post(reverse("desk:principals"), {"kind": "municipality", "name": "Gemeente Oeverwoude"}, follow=True)
    assert "Gemeente Oeverwoude" in answer.content.decode()
    made = next(one for one in principals(cast.actor("dina")) if one.name == "Gemeente Oeverwoude")
    given = {"number": "2026-8", "starts_on": clock.today().isoformat(), "ends_on": "", "acts_as": "processor"}
    dina.post(reverse("desk:principal", args=[made.id]), given)
    (agreed,) = next(one for one in principals(cast.actor("dina")) if one.id == made.id).contracts
    assert (agreed.number, agreed.acts_as) == ("2026-8", "processor")
    last_day = {"ends_on": clock.today().isoformat()}
    dina.post(reverse("desk:agreement_end", args=[agreed.id]), last_day)
    (agreed,) = next(one for one in principals(cast.actor("dina")) if one.id == made.id).contracts
    assert agreed.ends_on == clock.today()


def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast) -> None:
    answer = cast.browser("dina").post(reverse("desk:principals"), {"kind": "client", "name": "Gemeente Elders"})
    assert answer.status_code == 422
    assert 'value="Gemeente Elders"' in answer.content.decode()


def test_a_coach_reads_who_records_principals_and_by_which_article(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:principals")).content.decode()
    assert "#art-3" in page
    assert "<form" not in page.split("h-record")[-1]
    answer = cast.browser("anna").post(reverse("desk:principals"), {"kind": "uwv", "name": "UWV Elders"})
    assert answer.status_code == 403
    assert "#art-3" in answer.content.decode()


def test_a_client_learns_nothing_of_principals(cast: Cast) -> None:
    assert cast.browser("chris").get(reverse("desk:principals")).status_code == 404


def test_who_has_not_begun_is_listed_for_who_works_on_it_alone(cast: Cast) -> None:
    assert NAME not in cast.browser("bram").get(reverse("desk:referrals")).content.decode()
