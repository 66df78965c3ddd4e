"""A password is long and not the first thing that comes to mind. Which characters it has is nobody's business."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator

from waarborg.accounts.forms import ChoosePasswordForm
from waarborg.accounts.models import Account

ANNA = Account(login="anna.devries", display_name="Anna de Vries")


def chosen(password: str, again: str | None = None) -> ChoosePasswordForm:
    return ChoosePasswordForm({"password": password, "again": password if again is None else again}, account=ANNA)


@pytest.mark.parametrize(
    "password",
    [
        "vier gele fietsen in de regen",
        "kortepaardebloem",
        "zonder hoofdletter of cijfer",
        "  spaties aan het begin en eind  ",
        "日本語のパスワードは長い方がいい",
        "p4$Wb!x9Qz&L",
        "een hele alinea die iemand uit zijn hoofd kent " * 4,
        "waarborg met een fiets door Vlietdam",
    ],
)
def test_a_long_password_is_good_whatever_it_is_made_of(password: str) -> None:
    form = chosen(password)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["password"] == password


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elf tekens!", "short"),
        ("aaaaaaaaaaaaaaaa", "the same over and over"),
        ("abababababababab", "the same over and over"),
        ("anna.devries1", "the sign-in name"),
        ("Anna de Vries!", "the name"),
        ("Waarborg2026!", "our own word"),
        ("welkom-wachtwoord1", "our own words"),
        ("", "nothing"),
        ("x" * 100 + "wachtwoorden" * 20, "no end"),
    ],
)
def test_what_a_guesser_tries_first_is_refused(password: str, why: str) -> None:
    assert not chosen(password).is_valid(), why


def test_none_of_the_passwords_that_everybody_uses_is_good() -> None:
    everybodys = [one for one in CommonPasswordValidator().passwords if len(one) >= 12]
    assert len(everybodys) > 100
    assert [one for one in everybodys if chosen(one).is_valid()] == []


def test_a_slip_of_the_finger_is_noticed() -> None:
    form = chosen("vier gele fietsen in de regen", "vier gele fietsen in de regn")
    assert list(form.errors) == ["again"]
