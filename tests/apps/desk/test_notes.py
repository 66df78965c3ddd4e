"""Contact notes, notes of one's own, drafts and the lists of a day, as somebody at the desk meets them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.desk import drafts as signed
from waarborg.dossiers.selectors import dossier
from waarborg.kernel import clock
from waarborg.work import drafts
from waarborg.work.appointments import NewAppointment, make
from waarborg.work.time_sheets import sheet_of

AGREED = "Vrijdag een open sollicitatie sturen."


def typed(**different: str) -> dict[str, str]:
    """What a coach types."""
    return {
        "f_goal": "Voortgang",
        "f_agreed": AGREED,
        "next_step": "Brief nakijken",
        "minutes": "45",
        "travel_minutes": "20",
        "activity": "talk",
        "on": clock.today().isoformat(),
        **different,
    }


def url_of(cast: Cast) -> str:
    return reverse("desk:note_add", args=[cast.number])


def test_one_form_makes_a_note_a_task_and_time_and_another_form_follows(cast: Cast) -> None:
    anna = cast.browser("anna")
    before = sheet_of(cast.actor("anna"), clock.today()).total
    answer = anna.post(url_of(cast), typed(again="1"))
    assert (answer.status_code, answer["Location"]) == (302, url_of(cast))
    assert sheet_of(cast.actor("anna"), clock.today()).total - before == 65
    assert "Brief nakijken" in anna.get(reverse("desk:today")).content.decode()
    notes = dossier(cast.actor("anna"), cast.dossier_id).of("conversation_report")
    assert AGREED in {note.content.fields["agreed"] for note in notes}


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    wrong = typed(f_agreed="", minutes="5000")
    answer = cast.browser("anna").post(url_of(cast), wrong, headers={"accept-language": "nl"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vul in: Afgesproken" in page
    assert 'value="Voortgang"' in page
    assert 'value="5000"' in page
    assert 'href="#id_minutes"' in page


def kept_for(page: str) -> str:
    """The signed field of a form."""
    found = re.search(rf'name="{signed.FIELD}" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_after_the_end_of_a_visit_what_was_typed_is_kept_for_its_writer_alone(cast: Cast) -> None:
    anna = cast.browser("anna")
    sent = typed(**{signed.FIELD: kept_for(anna.get(url_of(cast)).content.decode())})
    anna.logout()
    answer = anna.post(url_of(cast), sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    back = cast.browser("anna")
    page = back.get(url_of(cast)).content.decode()
    assert AGREED in page
    assert 'value="45"' in page
    assert AGREED not in cast.browser("adam").get(url_of(cast)).content.decode()
    assert back.post(url_of(cast), typed()).status_code == 302
    assert AGREED not in back.get(url_of(cast)).content.decode(), "what is saved is no draft any more"


def test_a_draft_can_be_thrown_away(cast: Cast) -> None:
    drafts.keep(cast.actor("anna"), cast.dossier_id, drafts.NOTE, {"f_agreed": [AGREED]})
    anna = cast.browser("anna")
    assert AGREED in anna.get(url_of(cast)).content.decode()
    anna.post(reverse("desk:draft_throw_away", args=[cast.number]))
    assert AGREED not in anna.get(url_of(cast)).content.decode()


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJhIjoxfQ:1abc:xyz"])
def test_what_nobody_signed_is_kept_for_nobody(cast: Cast, forged: str) -> None:
    Client().post(url_of(cast), typed(**{signed.FIELD: forged}))
    assert drafts.kept(cast.actor("anna"), cast.dossier_id, drafts.NOTE) is None


def test_a_form_from_an_earlier_visit_is_kept_too(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    token = signed.for_whom(cast.actor("anna"), cast.dossier_id, drafts.NOTE)
    answer = strict.post(url_of(cast), typed(**{signed.FIELD: token}))
    assert answer.status_code == 403
    kept = drafts.kept(cast.actor("anna"), cast.dossier_id, drafts.NOTE)
    assert kept is not None
    assert kept.typed["f_agreed"] == [AGREED]
    drafts.throw_away(cast.actor("anna"), cast.dossier_id, drafts.NOTE)


def test_after_an_appointment_the_note_begins_with_its_day_and_length(cast: Cast) -> None:
    anna, soon = cast.browser("anna"), clock.now() + timedelta(hours=3)
    appointment = NewAppointment(kind="interview", starts_at=soon, minutes=50, place="Kamer 4")
    made = make(cast.actor("anna"), cast.dossier_id, appointment)
    with clock.travel(soon + timedelta(hours=2)):
        anna = cast.browser("anna")
        settled = anna.post(reverse("desk:appointment_settle", args=[cast.number, made]), {"state": "done"})
        assert settled["Location"].startswith(url_of(cast))
        page = anna.get(settled["Location"]).content.decode()
    assert 'value="50"' in page
    assert f'value="{clock.day_of(soon).isoformat()}"' in page


def test_who_writes_chooses_among_their_own(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:note_choose")).content.decode()
    assert NAME in page
    assert cast.other_number not in page


def test_keys_are_switched_off_for_oneself(cast: Cast) -> None:
    anna = cast.browser("anna")
    assert "keys.js" in anna.get(reverse("desk:keys")).content.decode()
    anna.post(reverse("desk:keys"), {"off": "1"})
    assert "keys.js" not in anna.get(reverse("desk:today")).content.decode()
    assert "keys.js" in cast.browser("bram").get(reverse("desk:today")).content.decode()
    anna.post(reverse("desk:keys"), {"on": "1"})


def test_a_calendar_program_reads_times_and_no_one(cast: Cast) -> None:
    anna = cast.browser("anna")
    soon = clock.now() + timedelta(hours=30)
    make(cast.actor("anna"), cast.dossier_id, NewAppointment(kind="video", starts_at=soon, minutes=30, place="Kamer 9"))
    page = anna.post(reverse("desk:agenda_address")).content.decode()
    (address,) = re.findall(r"http://[^<\s]+\.ics", page)
    feed = Client().get(address.removeprefix("http://testserver"))
    text = feed.content.decode()
    assert feed["Content-Type"].startswith("text/calendar")
    assert "Videogesprek" in text
    for word in (*NAME.split(), "Kamer 9", cast.number, str(cast.dossier_id)):
        assert word not in text
    anna.post(reverse("desk:agenda_address"), {"withdraw": "1"})
    assert Client().get(address.removeprefix("http://testserver")).status_code == 404


@pytest.mark.parametrize("name", ["agenda", "hours"])
@pytest.mark.parametrize("query", ["", "?dag=2026-02-03", "?dag=2026-02-03&toon=dag", "?dag=gisteren"])
def test_any_day_may_be_asked_for(cast: Cast, name: str, query: str) -> None:
    assert cast.browser("anna").get(reverse(f"desk:{name}") + query).status_code == 200


def answered(cast: Cast, name: str, *arguments: Any, **data: str) -> int:
    """The status of what a coach sends."""
    return cast.browser("anna").post(reverse(f"desk:{name}", args=arguments), data).status_code


def test_time_is_entered_corrected_and_struck(cast: Cast) -> None:
    day = clock.today().isoformat()
    assert answered(cast, "time_add", cast.number, activity="writing", minutes="30", worked_on=day) == 302
    (entry,) = [one for one in sheet_of(cast.actor("anna"), clock.today()).entries if one.activity == "writing"]
    fields = {"activity": "writing", "worked_on": day}
    assert answered(cast, "time_correct", cast.number, entry.id, minutes="0", **fields) == 422
    assert answered(cast, "time_correct", cast.number, entry.id, minutes="25", **fields) == 302
    (entry,) = [one for one in sheet_of(cast.actor("anna"), clock.today()).entries if one.activity == "writing"]
    assert entry.minutes == 25
    assert answered(cast, "time_correct", cast.number, entry.id, strike="1") == 302
    assert "writing" not in {one.activity for one in sheet_of(cast.actor("anna"), clock.today()).entries}


def test_an_appointment_is_made_and_moved(cast: Cast) -> None:
    day = (clock.today() + timedelta(days=20)).isoformat()
    fields = {"day": day, "at": "10:30", "minutes": "45", "place": "Kantoor"}
    assert answered(cast, "appointment_make", cast.number, kind="horoscope", **fields) == 422
    account = str(cast.accounts["anna"])
    assert answered(cast, "appointment_make", cast.number, kind="interview", account=account, **fields) == 302
    page = cast.browser("anna").get(f"{reverse('desk:agenda')}?dag={day}").content.decode()
    assert NAME in page
    (move,) = set(re.findall(r"/dossiers/[^\"]+/verzetten/", page))
    assert cast.browser("anna").post(move, fields | {"place": ""}).status_code == 422
    assert cast.browser("anna").post(move, fields | {"at": "11:00", "tell": "letter"}).status_code == 302
