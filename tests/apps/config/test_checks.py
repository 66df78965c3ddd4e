"""A deployment that is not safe does not start, and says what to mend."""

import pytest
from django.conf import settings as all_settings
from pytest_django import Settings

from waarborg.cli.run import refuse_unsafe
from waarborg.kernel.errors import ConfigurationError

SAFE = {
    "ORIGIN": "https://dossiers.example.nl",
    "IS_HTTPS": True,
    "ALLOWED_HOSTS": ["dossiers.example.nl"],
    "DEBUG": False,
    "DEMO": False,
    "MAIL": {"EMAIL_HOST": "mail.example.nl"},
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
}
ON_THIS_MACHINE = SAFE | {
    "ORIGIN": "http://127.0.0.1:8000",
    "IS_HTTPS": False,
    "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
}
UNSAFE = {
    "a public demo": {"DEMO": True},
    "public debug pages": {"DEBUG": True},
    "a public address without https": {"ORIGIN": "http://dossiers.example.nl", "IS_HTTPS": False},
    "https without a proxy": {"SECURE_PROXY_SSL_HEADER": None},
    "every host": {"ALLOWED_HOSTS": ["*"]},
    "a local address for a public host": {"ORIGIN": "http://127.0.0.1:8000", "IS_HTTPS": False},
}


def use(settings: Settings, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


def test_a_safe_deployment_starts(settings: Settings) -> None:
    use(settings, SAFE)
    refuse_unsafe()


@pytest.mark.parametrize("extra", [{}, {"DEMO": True}, {"DEBUG": True}])
def test_on_loopback_a_demo_and_debug_pages_are_welcome(settings: Settings, extra: dict[str, object]) -> None:
    use(settings, ON_THIS_MACHINE | extra)
    refuse_unsafe()


@pytest.mark.parametrize("name", sorted(UNSAFE))
def test_an_unsafe_deployment_does_not_start(settings: Settings, name: str) -> None:
    use(settings, SAFE | UNSAFE[name])
    with pytest.raises(ConfigurationError, match="not safe"):
        refuse_unsafe()


def test_the_application_may_not_be_the_owner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    use(settings, SAFE)
    databases = all_settings.DATABASES
    monkeypatch.setitem(databases["default"], "USER", databases["owner"]["USER"])
    with pytest.raises(ConfigurationError, match="owner"):
        refuse_unsafe()
