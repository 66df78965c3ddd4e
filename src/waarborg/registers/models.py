"""What a person writes for a register, in versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id
from waarborg.registers.choices import WrittenKind


class Written(models.Model):
    """One version of such a text. Never changed: the next one is a row of its own. What it says is sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=WrittenKind)
    number = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("text of a register")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "number"], name="register_text_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
