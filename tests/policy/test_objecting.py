"""An objection to a decision under each regulation, by table: until when, before whom, by which article."""

import datetime as dt

import pytest

from tests.policy.test_timelines import LAWS, REGULATIONS
from waarborg.policy.objecting import objecting_under, objection_clock

OWN_DAYS = 28
"""What an agency says where its text is silent, for this table."""
TABLE = [
    # Saturday 31 January 2026: four weeks later is Saturday 28 February; a promise is not rolled
    ("working-progression", dt.date(2026, 1, 31), dt.date(2026, 2, 28), "2.1", True),
    # six weeks, over the leap day of 2028
    ("jm-werkt", dt.date(2028, 1, 31), dt.date(2028, 3, 13), "9", True),
    # these texts say nothing of it: the agency's own number of days
    ("click-re-integratie", dt.date(2026, 12, 25), dt.date(2027, 1, 22), "", False),
    ("partner-in-werk", dt.date(2026, 3, 30), dt.date(2026, 4, 27), "", False),
    ("bijstand-naar-werk", dt.date(2028, 2, 1), dt.date(2028, 2, 29), "", False),
]


@pytest.mark.parametrize(("name", "received", "due", "article", "uninvolved"), TABLE, ids=[one[0] for one in TABLE])
def test_it_is_answered_in_time_by_whom_the_text_or_the_law_names(
    name: str, received: dt.date, due: dt.date, article: str, uninvolved: bool
) -> None:
    way = objecting_under(REGULATIONS[name], LAWS, received)
    counted = objection_clock(way, received, OWN_DAYS)
    assert counted.due(received) == due
    assert counted.in_time_until(received) == due
    assert counted.silent_from(received) == due + dt.timedelta(days=1)
    assert counted.terms[0].article == article
    assert (way.role, way.uninvolved) == ("responsible", uninvolved)
