"""What somebody had typed when their visit ended: kept for them alone, for a while."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id


class Draft(models.Model):
    """A form that could not be saved since nobody was signed in any more. `form` says which form of the dossier."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("draft")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "account", "dossier", "form"], name="draft_one_per_form")
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
