"""Addresses for e-mail, each kept by one person, and the messages that wait there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.incoming.choices import MailState
from waarborg.kernel.identifiers import new_id


class MailAddress(models.Model):
    """What stands before the @ of an address, drawn by lot: it says nothing of anybody. `account` opens its post."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    local = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    decision_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("address for e-mail")

    def __str__(self) -> str:
        return f"address for e-mail {self.pk}"


class IncomingMail(models.Model):
    """One message in quarantine, for `account` alone: sealed, with the files that came along in one encrypted blob.

    It has a key of its own, which is destroyed when it was sorted, thrown away or waited too long. `token` is a keyed
    digest of the message's own number: the same message handed in twice is there once. It goes on `goes_on`. What
    somebody wrote in the portal came to no address.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    address = models.ForeignKey(MailAddress, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=MailState, default=MailState.WAITING)
    token = models.BinaryField()
    data_key_id = models.UUIDField()
    blob_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    goes_on = models.DateField()
    decision_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("message in quarantine")
        constraints = [
            models.UniqueConstraint(fields=["address", "token"], name="incoming_mail_once"),
            models.CheckConstraint(
                condition=models.Q(state=MailState.WAITING) | models.Q(sealed__isnull=True, ended_at__isnull=False),
                name="incoming_mail_ended_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "account"], condition=models.Q(state=MailState.WAITING), name="incoming_waiting"
            ),
            models.Index(fields=["goes_on"]),
        ]

    def __str__(self) -> str:
        return f"message in quarantine {self.pk}"
