"""The five counts of a quarter that UWV asks: a PDF of their own as soon as the quarter is over, and not before."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.running import signed_in
from tests.apps.clauses.test_complaints import UNDER, officer
from tests.policy.clauses.register import Registered
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound


@UNDER
def test_uwv_gets_each_quarter_once_it_is_over_and_not_with_the_report_of_the_year(
    here: Registered, house_of: HouseOf
) -> None:
    browser, today = signed_in(officer(house_of(here))), clock.today()
    running = (today.month + 2) // 3
    before = date(today.year, 3 * running - 2, 1) - timedelta(days=1)
    address = reverse("desk:complaint_quarter", args=[before.year, (before.month + 2) // 3])
    page = browser.get(reverse("desk:complaint_figures_of", args=[before.year])).content.decode()
    assert address in page
    assert browser.get(address).content.startswith(b"%PDF")
    not_over = reverse("desk:complaint_quarter", args=[today.year, running])
    assert browser.get(not_over).status_code == NotFound.status
    assert not_over not in browser.get(reverse("desk:complaint_figures_of", args=[today.year])).content.decode()
