"""The e-mail to who complained by the public form: that it came in, and by when they hear. Nothing of the complaint."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.complaints.models import Complaint
from waarborg.complaints.sealing import COMPLAINT, Said
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.letters.days import day_in_words
from waarborg.letters.outbox import wrong_with
from waarborg.vault.services import open_keys


def confirm_by_mail(system: Actor, *, using: str = "worker") -> int:
    """Send what waits in one organisation; return how many went. One that does not go is tried again, and
    stops no other."""
    with in_context(system, using=using):
        rows = list(Complaint.objects.using(using).filter(by_mail=True, mailed_at__isnull=True, sealed__isnull=False))
        keys = open_keys(system.organisation_id, {row.data_key_id for row in rows}, using=using)
        due = [
            (row, Said.from_bytes(keys[row.data_key_id].open(bytes(row.sealed or b""), row=row.pk, table=COMPLAINT)))
            for row in rows
            if row.data_key_id in keys
        ]
    went = 0
    for row, said in due:
        if wrong_with(_message(system, row, said)) is not None:
            continue
        with in_context(system, using=using):
            went += Complaint.objects.using(using).filter(pk=row.pk).update(mailed_at=clock.now())
    return went


def _message(system: Actor, row: Complaint, said: Said) -> EmailMessage:
    with translation.override(said.language):
        until = row.decide_by
        words = {
            "organisation": agency(system.organisation_id).name,
            "received": day_in_words(row.received_on or clock.day_of(row.recorded_at)),
            "until": day_in_words(until) if until else "",
        }
        subject = _("%(organisation)s received your complaint") % words
        body = _(
            "Hello,\n\nOn %(received)s we received your complaint. You have our decision by %(until)s at the latest,"
            " from somebody who has no part in it. You get a letter before that. For your privacy, what you wrote is"
            " not in this e-mail.\n\nKind regards,\n%(organisation)s\n"
        )
        return EmailMessage(subject=subject, body=body % words, to=[said.email])
