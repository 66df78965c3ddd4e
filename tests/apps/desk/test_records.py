"""Adding and correcting in the browser: forms from the catalogue, nothing typed is lost, the old text stays."""

from django.urls import reverse

from tests.apps.cast import NAME, Cast
from waarborg.desk.forms.records import PREFIX, Around, RecordForm
from waarborg.dossiers import selectors
from waarborg.dossiers.catalogue import catalogue_of

REPORT = {
    f"{PREFIX}goal": "Kennismaken",
    f"{PREFIX}agreed": "Een brief schrijven",
    "source": "staff",
    "purpose": "labour_participation",
    "occurred_on": "2026-11-02",
}


def add_url(cast: Cast, category: str = "conversation_report") -> str:
    return reverse("desk:record_add", args=[cast.number, category])


def reports(cast: Cast) -> list[dict[str, str]]:
    seen = selectors.dossier(cast.actor("anna"), cast.dossier_id)
    return [dict(record.content.fields) for record in seen.of("conversation_report")]


def test_every_field_of_the_catalogue_has_its_field_in_the_form(cast: Cast) -> None:
    for entry in catalogue_of(cast.actor("anna").in_force):
        form = RecordForm(entry=entry, around=Around(sources=[("client", "")], purposes=[("p", "")]))
        files = {name for name, rule in entry.rule.fields.items() if rule.type == "file"}
        own = {name.removeprefix(PREFIX) for name in form.fields if name.startswith(PREFIX)}
        assert own == entry.rule.fields.keys() - files
        for name in own:
            assert str(form.fields[PREFIX + name].label) == entry.rule.fields[name].label
            assert form.fields[PREFIX + name].required == entry.rule.fields[name].required


def test_what_was_added_stands_in_the_dossier(cast: Cast) -> None:
    answer = cast.browser("anna").post(add_url(cast), REPORT, follow=True)
    assert "Kennismaken" in answer.content.decode()
    assert {"goal": "Kennismaken", "agreed": "Een brief schrijven"} in reports(cast)


def test_a_mistake_keeps_what_was_typed_and_stands_at_its_field(cast: Cast) -> None:
    before = len(reports(cast))
    wrong = REPORT | {f"{PREFIX}minutes": "veel", f"{PREFIX}agreed": "Bel 111222333 maar"}
    answer = cast.browser("anna").post(add_url(cast), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bel 111222333 maar" in page
    assert "Kennismaken" in page
    assert f"id_{PREFIX}minutes_error" in page
    assert f"id_{PREFIX}agreed_error" in page, "no citizen service number in free text"
    assert len(reports(cast)) == before


def test_a_source_that_the_article_does_not_allow_cannot_be_chosen(cast: Cast) -> None:
    answer = cast.browser("anna").post(add_url(cast), REPORT | {"source": "network"})
    assert answer.status_code == 422


def test_a_day_that_has_not_been_yet_is_refused_in_words(cast: Cast) -> None:
    answer = cast.browser("anna").post(add_url(cast), REPORT | {"occurred_on": "2999-01-01"})
    assert answer.status_code == 422
    assert "id_occurred_on_error" in answer.content.decode()


def test_the_form_warns_as_the_regulation_asks(cast: Cast) -> None:
    page = cast.browser("anna").get(add_url(cast)).content.decode()
    assert "Schrijf niets op over gezondheid." in page


def test_a_kind_of_which_there_is_one_cannot_be_added_twice(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:records", args=[cast.number, "contact"])).content.decode()
    assert add_url(cast, "contact") not in page
    again = {f"{PREFIX}name": "Iemand Anders", "source": "client", "purpose": "labour_participation"}
    answer = cast.browser("anna").post(add_url(cast, "contact"), again | {"occurred_on": "2026-11-02"})
    assert answer.status_code == 422
    assert "Verbeter dat." in answer.content.decode()


def correct(cast: Cast, version: int, name: str, reason: str = "verschrijving") -> tuple[int, str]:
    url = reverse("desk:record_correct", args=[cast.number, cast.records["contact"]])
    typed = {f"{PREFIX}name": name, "source": "client", "reason": reason, "version": str(version)}
    answer = cast.browser("anna").post(url, typed)
    return answer.status_code, answer.content.decode()


def test_a_correction_keeps_the_old_text_and_a_late_one_shows_both(cast: Cast) -> None:
    assert correct(cast, 1, "Kanariena Vogel")[0] == 302
    history = reverse("desk:record_history", args=[cast.number, cast.records["contact"]])
    page = cast.browser("anna").get(history).content.decode()
    assert NAME in page
    assert "Kanariena Vogel" in page
    assert "verschrijving" in page
    status, page = correct(cast, 1, "Kanariena Vogels")
    assert status == 409
    assert "Kanariena Vogel<" in page, "what somebody else made of it"
    assert "Kanariena Vogels" in page, "what was typed"
    assert 'name="version" value="2"' in page, "the next attempt builds on what was shown"
    assert correct(cast, 2, NAME)[0] == 302


def test_a_correction_says_why(cast: Cast) -> None:
    status, page = correct(cast, 3, "Iemand Anders", reason="")
    assert status == 422
    assert "Iemand Anders" in page


def test_a_masked_value_is_typed_anew_and_never_shown_in_a_form(cast: Cast) -> None:
    anna = cast.browser("anna")
    url = reverse("desk:record_correct", args=[cast.number, cast.records["bsn"]])
    assert anna.get(url).status_code == 403, "nobody at this agency corrects a number: it is taken out and added"
    page = anna.get(reverse("desk:records", args=[cast.number, "bsn"])).content.decode()
    assert "111222333" not in page
    assert "333" in page


def revealed(cast: Cast, kind: str, **typed: str) -> tuple[int, str]:
    answer = cast.browser("anna").post(reverse("desk:record_reveal", args=[cast.number, cast.records[kind]]), typed)
    return answer.status_code, answer.content.decode()


def test_a_number_is_shown_whole_with_a_reason_once(cast: Cast) -> None:
    status, page = revealed(cast, "bsn")
    assert (status, "111222333" in page) == (422, False)
    status, page = revealed(cast, "bsn", reason="zomaar")
    assert (status, "111222333" in page) == (422, False)
    status, page = revealed(cast, "bsn", reason="statute")
    assert (status, "111222333" in page) == (200, True)
    page = cast.browser("anna").get(reverse("desk:records", args=[cast.number, "bsn"])).content.decode()
    assert "111222333" not in page


def test_what_came_from_a_principal_says_so_with_the_article(cast: Cast) -> None:
    page = cast.browser("anna").get(reverse("desk:records", args=[cast.number, "uwv_information"])).content.decode()
    assert "van UWV" in page
    assert "#art-4" in page
