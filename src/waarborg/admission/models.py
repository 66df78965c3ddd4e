"""What shows that somebody may decide for a client, and who that is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Membership, Organisation
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id


class Mandate(models.Model):
    """What a representative's role rests on: that it was seen, by whom and when. Never changed.

    How far it reaches and until when stands in the role. Sealed: who they are, and what was seen.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("mandate")
        constraints = [models.UniqueConstraint(fields=["membership"], name="mandate_once_per_role")]
        indexes = [models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"mandate {self.pk}"
