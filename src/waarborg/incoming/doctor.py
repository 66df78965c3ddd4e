"""What the doctor asks about e-mail that comes in: is it on, and does somebody open the post of every address?"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connections

from waarborg.kernel import clock
from waarborg.kernel.doctor import Finding, check, fine, warning


@check("e-mail that comes in")
def post_is_opened() -> Iterator[Finding]:
    """Where e-mail comes in, every address has somebody who opens its post."""
    if not settings.WAARBORG_MAIL_DOMAIN:
        yield fine("No e-mail comes in: WAARBORG_MAIL_DOMAIN is not set.")
        return
    with connections["default"].cursor() as cursor:
        cursor.execute("select slug, unkept from gate.addresses_without_keeper(%s)", [clock.today()])
        found = cursor.fetchall()
    for slug, unkept in found:
        yield warning(f"{slug}: nobody opens the post of {unkept} addresses.", "Hand each over to a colleague.")
    yield fine("The addresses for e-mail were examined.")
