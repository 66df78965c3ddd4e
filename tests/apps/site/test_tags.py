"""What the template tags draw: references to articles, days and times, bars, and forms with what is wrong in them."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.test import override_settings
from django.utils.translation import override

from waarborg.kernel.languages import with_marks
from waarborg.policy.english import InDutch

NOON = dt.datetime(2026, 11, 23, 8, 12, tzinfo=dt.UTC)


def draw(source: str, **context: object) -> str:
    return Template("{% load waarborg fields %}" + source).render(Context(context))


class Ask(forms.Form):
    reason = forms.CharField(label="Waarom?", help_text="Kort.")
    whom = forms.ChoiceField(label="Aan wie?", choices=[("j", "Joost\nis er vandaag")], widget=forms.RadioSelect)
    note = forms.CharField(label="Opmerking", required=False)


def test_an_article_of_the_regulation_leads_to_its_text_in_its_version() -> None:
    drawn = draw('{% article "2.6.1" %}', regulation={"url": "/reglement/zilverpad/2026-09-01/"})
    assert 'href="/reglement/zilverpad/2026-09-01/#art-2-6-1"' in drawn
    assert ">art. 2.6.1<" in drawn


def test_an_article_of_a_law_names_the_law_and_leads_nowhere_unless_it_says_where() -> None:
    assert draw("{% article ref full=True %}", ref={"number": "15", "law": "AVG"}, regulation={"url": "/r/"}) == (
        '<span class="wb-art wb-art--tekst">AVG artikel 15</span>'
    )
    assert 'href="/wet/"' in draw("{% article ref %}", ref={"number": "15", "law": "AVG", "url": "/wet/"})


def test_an_article_with_a_letter_is_an_article_and_an_annex_has_a_name_of_its_own() -> None:
    assert ">art. K4<" in draw('{% article "K4" %}')
    assert ">artikel S<" in draw('{% article "S" full=True %}')
    assert ">Bijlage 1<" in draw('{% article "Bijlage 1" %}')


def test_what_an_article_says_is_escaped() -> None:
    assert "<script>" not in draw('{% article "<script>" %}', regulation={"url": "/r/"})


def test_words_that_were_adopted_are_dutch_also_on_an_english_page_and_a_label_without_english_marks_itself() -> None:
    with override("nl"):
        assert draw("{% dutch title %}", title="Bewaren <1>") == "Bewaren &lt;1&gt;"
    with override("en"):
        assert draw('{% dutch "Bewaren" %}{% dutch nothing %}') == '<span lang="nl">Bewaren</span>'
        assert draw("{% dutch title %}", title="Bewaren <1>") == '<span lang="nl">Bewaren &lt;1&gt;</span>'
        shown = draw('{{ one }}{{ two|join:", " }}', one=InDutch("Iets <1>"), two=["Plan", InDutch("Iets")])
        assert shown == '<span lang="nl">Iets &lt;1&gt;</span>Plan, <span lang="nl">Iets</span>'
        sentence = with_marks("changed: %(what)s <1>", what=InDutch("Iets <2>"))
        assert sentence == 'changed: <span lang="nl">Iets &lt;2&gt;</span> &lt;1&gt;'


@pytest.mark.parametrize(
    ("filter_name", "dutch", "english"),
    [
        ("day", "23 november 2026", "23 November 2026"),
        ("weekday", "maandag 23 november 2026", "Monday 23 November 2026"),
        ("clock", "9.12 uur", "9:12"),
        ("moment", "maandag 23 november 2026, 9.12 uur", "Monday 23 November 2026, 9:12"),
    ],
)
@override_settings(TIME_ZONE="Europe/Amsterdam")
def test_days_and_times_are_said_as_people_say_them(filter_name: str, dutch: str, english: str) -> None:
    for language, expected in (("nl", dutch), ("en", english)):
        with override(language):
            assert draw("{{ value|" + filter_name + " }}", value=NOON) == expected


def test_a_day_without_a_time_stays_a_day() -> None:
    with override("nl"):
        assert draw("{{ value|moment }}", value=NOON.date()) == "maandag 23 november 2026"


def test_a_whole_hour_has_no_minutes_and_no_moment_is_empty() -> None:
    with override("nl"):
        assert draw("{{ value|clock }}", value=NOON.replace(minute=0)) == "9 uur"
        assert draw("{{ value|clock }}{{ value|day }}{{ value|moment }}", value=None) == ""


@pytest.mark.parametrize(
    ("value", "maximum", "width"), [(0, 60, "0.00"), (30, 60, "50.00"), (90, 60, "100.00"), (1, 0, "0.00")]
)
def test_a_bar_stays_between_nothing_and_full(value: float, maximum: float, width: str) -> None:
    assert f'class="wb-balk__deel" width="{width}"' in draw("{% bar value maximum %}", value=value, maximum=maximum)


def test_a_stack_leaves_out_what_is_nothing() -> None:
    drawn = draw('{% stack "goed" 6 "fout" 0 "rust" 2 %}')
    assert "wb-balk__deel--goed" in drawn
    assert "wb-balk__deel--fout" not in drawn


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        draw('{% icon "unicorn" %}')


def test_an_empty_form_is_not_red_and_says_what_may_stay_empty() -> None:
    form = Ask()
    drawn = draw("{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    assert " required" not in drawn
    assert drawn.count('aria-required="true"') == 1
    assert drawn.count("(mag leeg blijven)") == 1
    assert 'aria-describedby="id_reason_help"' in drawn
    assert "<small>is er vandaag</small>" in drawn
    assert draw("{% error_summary form %}", form=form).strip() == ""


def test_what_is_missing_is_named_in_the_summary_and_at_the_field_with_a_link() -> None:
    form = Ask({})
    summary = draw("{% error_summary form %}", form=form)
    assert "Er kloppen 2 dingen niet" in summary
    assert '<a href="#id_reason">Vul in: Waarom</a>' in summary
    assert '<a href="#id_whom_0">Kies: Aan wie</a>' in summary
    fields = draw("{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    assert 'id="id_reason_error"' in fields
    assert 'aria-describedby="id_reason_help id_reason_error"' in fields
    assert 'aria-invalid="true"' in fields
