"""Refuses a deployment that is not safe: `waarborg run` does not start on any of these errors."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's own name


def _is_loopback(host: str) -> bool:
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def _is_public() -> bool:
    return not all(_is_loopback(host) for host in [urlsplit(settings.ORIGIN).hostname or "", *settings.ALLOWED_HOSTS])


@register()
def demo_stays_on_this_machine(**_options: Any) -> list[CheckMessage]:
    """A demo lets anybody be anybody: on loopback only."""
    if settings.DEMO and _is_public():
        return [Error("A demo is reachable from loopback only.", hint="Unset WAARBORG_DEMO.", id="waarborg.E001")]
    return []


@register()
def no_debugging_in_public(**_options: Any) -> list[CheckMessage]:
    """Debug pages show contents and settings to whoever provokes an error."""
    if settings.DEBUG and _is_public():
        return [Error("Debug pages would be public.", hint="Unset WAARBORG_DEBUG.", id="waarborg.E002")]
    return []


@register()
def https_in_public(**_options: Any) -> list[CheckMessage]:
    """Whoever is not on this machine comes over an encrypted line."""
    if _is_public() and not settings.IS_HTTPS:
        return [Error("The address is public and not https.", hint="Set WAARBORG_ORIGIN.", id="waarborg.E003")]
    return []


@register()
def every_host_is_named(**_options: Any) -> list[CheckMessage]:
    """A host that is not ours may not be answered for."""
    if "*" in settings.ALLOWED_HOSTS:
        return [Error("Every host name is answered.", hint="Name them in WAARBORG_HOSTS.", id="waarborg.E004")]
    return []


@register()
def logins_are_apart(**_options: Any) -> list[CheckMessage]:
    """The application may not be the owner: row-level security and the ledger rest on that."""
    default = settings.DATABASES["default"]["USER"]
    same = [
        alias
        for alias, database in settings.DATABASES.items()
        if alias not in {"default", settings.WAARBORG_LOGIN} and database["USER"] == default
    ]
    if same:
        return [
            Error(
                f"The login {default} is used as {settings.WAARBORG_LOGIN} and as {', '.join(same)}.",
                hint="Give each WAARBORG_DATABASE_URL_… a login of its own (docs/operations/database.md).",
                id="waarborg.E005",
            )
        ]
    return []


@register()
def https_ends_at_a_proxy(**_options: Any) -> list[CheckMessage]:
    """Our web server speaks http; without a proxy's word for it every page would redirect to itself for ever."""
    if settings.IS_HTTPS and not settings.SECURE_PROXY_SSL_HEADER:
        return [Error("No proxy says which visitors came by https.", hint="Set WAARBORG_PROXY.", id="waarborg.E006")]
    return []


@register()
def mail_leaves_the_house(**_options: Any) -> list[CheckMessage]:
    """Letters to clients are duties; without a mail server they stay in a folder."""
    if _is_public() and not settings.MAIL:
        return [Warning("Mail is kept in a folder.", hint="Set WAARBORG_MAIL_URL.", id="waarborg.W001")]
    return []
