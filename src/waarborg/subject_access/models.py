"""How the agency tells clients who looked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id


class LogWording(models.Model):
    """Whether clients read the names of staff or their roles alone; the newest counts. Without any: roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by_name = models.BooleanField()
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("how clients are told who looked")
        indexes = [models.Index(fields=["organisation", "-decided_at"])]

    def __str__(self) -> str:
        return f"log wording {self.pk}"
