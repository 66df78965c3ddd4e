"""Lists that somebody keeps: what is narrowed to and shown, and nothing of anybody in it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id
from waarborg.parties.models import Party


class SavedList(models.Model):
    """A list of dossiers as its owner asks for it. It has no name of its own: the filters say what it is.

    So nobody can write who is in it, and who is in it is asked anew every time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    phase = models.CharField(max_length=12, blank=True)
    principal = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    coach = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    next_step = models.CharField(max_length=10, blank=True)
    sort = models.CharField(max_length=20)
    descending = models.BooleanField(default=False)
    columns = ArrayField(models.CharField(max_length=20))
    saved_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("saved list")
        indexes = [models.Index(fields=["organisation", "account"])]

    def __str__(self) -> str:
        return f"list {self.pk}"
