"""Settings from the environment are read as what they are, or refused with the name of the variable."""

from collections.abc import Callable
from pathlib import Path

import pytest

from waarborg.config import environment as env
from waarborg.kernel.errors import ConfigurationError

NAME = "WAARBORG_TRIED"


@pytest.mark.parametrize(("given", "truth"), [("1", True), ("True", True), ("yes", True), ("0", False), ("NO", False)])
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, given: str, truth: bool) -> None:
    monkeypatch.setenv(NAME, given)
    assert env.truth(NAME, default=not truth) is truth


def test_what_is_not_set_has_its_default() -> None:
    assert env.text(NAME, "quiet") == "quiet"
    assert env.truth(NAME, default=True)
    assert env.number(NAME, 7) == 7
    assert env.words(NAME, ("a", "b")) == ["a", "b"]
    assert env.key(NAME) == b""
    assert env.mail(NAME) == {}
    assert env.origin(NAME, "http://127.0.0.1:8000") == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (lambda: env.truth(NAME, default=False), "perhaps"),
        (lambda: env.number(NAME, 1), "many"),
        (lambda: env.number(NAME, 1), "-1"),
        (lambda: env.number(NAME, 1, at_least=1), "0"),
        (lambda: env.key(NAME), "not hexadecimal"),
        (lambda: env.key(NAME), "abcd"),
        (lambda: env.origin(NAME, ""), "dossiers.example.nl"),
        (lambda: env.origin(NAME, ""), "https://dossiers.example.nl/path"),
        (lambda: env.mail(NAME), "mail.example.nl"),
        (lambda: env.mail(NAME), "smtp://"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], given: str
) -> None:
    monkeypatch.setenv(NAME, given)
    with pytest.raises(ConfigurationError, match=NAME):
        read()


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("deep\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "deep"


def test_a_secret_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "absent"))
    with pytest.raises(ConfigurationError, match=f"{NAME}_FILE"):
        env.text(NAME)


@pytest.mark.parametrize(
    ("scheme", "port", "starttls", "tls"),
    [("smtp", 25, False, False), ("smtp+starttls", 587, True, False), ("smtps", 465, False, True)],
)
def test_a_mail_server_is_one_address(
    monkeypatch: pytest.MonkeyPatch, scheme: str, port: int, starttls: bool, tls: bool
) -> None:
    monkeypatch.setenv(NAME, f"{scheme}://post:p%40ss@mail.example.nl")
    assert env.mail(NAME) == {
        "EMAIL_HOST": "mail.example.nl",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "post",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
    }
