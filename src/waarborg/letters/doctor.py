"""What the doctor asks of the outbox: is anything stuck?"""

from collections.abc import Iterator

from waarborg.accounts.models import Organisation
from waarborg.gate.actors import system_at
from waarborg.gate.door import in_context
from waarborg.kernel.doctor import Finding, check, fine, wrong
from waarborg.kernel.errors import ConfigurationError
from waarborg.letters.choices import MailState
from waarborg.letters.models import Mail


@check("outbox")
def messages_leave() -> Iterator[Finding]:
    """No message was given up."""
    for organisation in Organisation.objects.order_by("slug"):
        try:
            system = system_at(organisation.pk)
        except ConfigurationError:  # no version in force yet, so nothing can have been sent
            continue
        with in_context(system):
            given_up = Mail.objects.filter(state=MailState.FAILED).count()
        if given_up:
            yield wrong(f"{organisation.slug}: {given_up} messages could not be sent.", "Give these letters by hand.")
    yield fine("The outboxes were examined.")
