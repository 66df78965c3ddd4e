"""A client's own data for the client: who looked, in sentences, by role or by name as the agency decides."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.apps.cast import Cast
from waarborg.dossiers.selectors import dossier
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.selectors import PAGE
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.days import day_in_words
from waarborg.subject_access import wording
from waarborg.subject_access.looked import Log, looked
from waarborg.subject_access.models import LogWording


def log_of(cast: Cast, who: str = "chris", before: str | None = None, language: str = "nl") -> Log:
    with translation.override(language):
        return looked(cast.actor(who), cast.dossier_id, before=before)


def test_a_client_reads_who_looked_when_and_by_which_article(cast: Cast) -> None:
    dossier(cast.actor("anna"), cast.dossier_id)
    with translation.override("nl"):
        today = day_in_words(clock.today())
    line = next(one for one in log_of(cast).lines if one.sentence.startswith("Uw coach las"))
    assert f"van uw dossier. Dat was op {today} om" in line.sentence
    assert line.sentence.endswith(f"en mocht volgens artikel {line.article}.")
    assert "Anna" not in line.sentence
    english = next(one for one in log_of(cast, language="en").lines if one.id == line.id)
    assert english.sentence.startswith("Your job coach read ")
    assert log_of(cast).lines[0].sentence.startswith("U keek wie uw dossier heeft bekeken")


def test_who_was_refused_stands_there_too_and_nobody_else_reads_it(cast: Cast) -> None:
    with pytest.raises(Refused):
        dossier(cast.actor("bram"), cast.dossier_id)
    refused = [one for one in log_of(cast).lines if one.refused]
    assert refused[0].sentence.startswith("Iemand (coach)")
    for who in ("bram", "sam"):
        with pytest.raises(Refused):
            log_of(cast, who)
    assert log_of(cast, "anna").lines


def test_the_agency_decides_whether_names_stand_there(cast: Cast) -> None:
    url = reverse("desk:told_how")
    assert cast.browser("dina").post(url, {"who": ""}).status_code == 422
    assert cast.browser("dina").post(url, {"who": "names"}).status_code == 302
    assert any(one.sentence.startswith("Uw coach Anna las") for one in log_of(cast).lines)
    assert wording.wording_of(cast.actor("anna")).decided_by == "Dina"
    with pytest.raises(Refused):
        wording.decide_wording(cast.actor("sam"), by_name=False)

    def forge() -> None:
        with open_door(cast.actor("anna"), "read", dossier_id=cast.dossier_id) as door:
            decision = door.note(Kind.DOSSIER_READ)
            LogWording.objects.bulk_create([forged_by(cast, decision)])

    with pytest.raises(DatabaseError, match="row-level security"):
        forge()
    wording.decide_wording(cast.actor("dina"), by_name=False)


def forged_by(cast: Cast, decision: UUID) -> LogWording:
    """What somebody would write who may not decide."""
    return LogWording(
        id=new_id(),
        organisation_id=cast.here.organisation.pk,
        by_name=True,
        decided_by_id=cast.accounts["anna"],
        decided_at=clock.now(),
        decision_id=decision,
    )


def test_it_comes_in_pages_and_takes_as_many_statements_however_much_there_is(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            log_of(cast, "anna")
        return len(seen)

    before = statements()
    for _time in range(PAGE):
        dossier(cast.actor("anna"), cast.dossier_id)
    assert statements() == before
    first = log_of(cast)
    second = log_of(cast, before=first.before)
    assert len(first.lines) == PAGE
    assert not {one.id for one in first.lines} & {one.id for one in second.lines}
    page = cast.browser("anna").get(reverse("desk:told", args=[cast.number]))
    assert "mocht volgens artikel" in page.content.decode()
