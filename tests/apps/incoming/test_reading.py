"""A message as it came: its text whatever it was written in, the files in it, and whether a program sent it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from waarborg.incoming.reading import (
    LONGEST_TEXT,
    NotAMessage,
    TooLong,
    found_in,
    goes_round,
    is_automatic,
    parsed,
    text_of,
)


def raw(body: str, *headers: str) -> bytes:
    return "\r\n".join(["From: a@voorbeeld.nl", *headers, "", body]).encode()


def test_of_a_page_the_words_are_kept_and_nothing_in_it_is_run_or_asked() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><p>Dag&nbsp;Anna,</p><script>x()</script>"
        '<ul><li>een<li>twee</ul><img src="https://spoor.voorbeeld/p.gif">Groet<br>Ilse'
    )
    assert text_of(page).split("\n") == ["Dag Anna,", "", "een", "twee", "Groet", "Ilse"]
    message = parsed(raw(page, "Content-Type: text/html; charset=utf-8"))
    assert "spoor" not in found_in(message).text


def test_the_plain_text_goes_before_the_page() -> None:
    message = EmailMessage()
    message["From"] = "a@voorbeeld.nl"
    message.set_content("Gewone tekst")
    message.add_alternative("<p>Opgemaakt</p>", subtype="html")
    found = found_in(parsed(message.as_bytes()))
    assert (found.text, found.files) == ("Gewone tekst", ())


def test_letters_of_an_unknown_alphabet_are_read_as_well_as_can_be() -> None:
    message = parsed(raw("Één", "Content-Type: text/plain; charset=x-onbekend", "Content-Transfer-Encoding: 8bit"))
    assert "n" in found_in(message).text


def test_a_message_within_a_message_stays_whole_and_a_picture_in_the_text_is_known_as_one() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Doorgestuurd"
    inner.set_content("binnenin")
    message = EmailMessage()
    message["From"], message["Subject"] = "a@voorbeeld.nl", "=?utf-8?q?Caf=C3=A9?="
    message.set_content("Zie onder")
    message.add_attachment(inner)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    found = found_in(parsed(message.as_bytes()))
    assert found.subject == "Café"
    assert [(one.name, one.inline) for one in found.files] == [("message.eml", False), ("logo.png", True)]
    assert b"binnenin" in found.files[0].content


@pytest.mark.parametrize("given", [b"", b"\r\n\r\nzonder kop"])
def test_what_is_no_message_is_said_to_be_none(given: bytes) -> None:
    with pytest.raises(NotAMessage):
        parsed(given)


def test_a_text_that_nobody_reads_is_too_long() -> None:
    with pytest.raises(TooLong):
        found_in(parsed(raw("x" * 900 + "\r\n" + "y " * LONGEST_TEXT)))


def test_who_answers_by_itself_is_known() -> None:
    assert not is_automatic(parsed(raw("x", "Auto-Submitted: no")), "a@voorbeeld.nl")
    assert is_automatic(parsed(raw("x", "Auto-Submitted: auto-generated")), "a@voorbeeld.nl"), "also one of our own"
    assert is_automatic(parsed(raw("x")), "<>")
    assert not goes_round(parsed(raw("x", *[f"Received: {number}" for number in range(30)])))
    assert goes_round(parsed(raw("x", *[f"Received: {number}" for number in range(31)])))
