"""An item that is restricted (AVG 18): kept, and out of sight of everybody but who must know."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, Record
from waarborg.kernel.identifiers import new_id


class Restriction(models.Model):
    """That an item is restricted, by which article, since when; and how that ended.

    `item_id` is the item of a request on which it rests. It ends after a letter (`lifting_letter_id`) told the client
    so, not before the day in it. Of the item nothing stands here but its kind: who may see the dossier may know that.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    item_id = models.UUIDField()
    category = models.CharField(max_length=80)
    article = models.CharField(max_length=40)
    since = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    lifting_letter_id = models.UUIDField(null=True)
    lifts_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("restriction")
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(lifted_at__isnull=True), name="restriction_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True)
                | models.Q(lifted_by__isnull=False, lifting_letter_id__isnull=False, lifts_on__isnull=False),
                name="restriction_lifted_after_a_letter",
            ),
        ]
        indexes = [models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"restriction {self.pk}"
