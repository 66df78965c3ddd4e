"""What a request is about, item by item, and what was decided on each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import ClientStatement, Dossier, Record
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.rights.choices import Decided
from waarborg.rights.models import Request


class RequestItem(models.Model):
    """One thing that a request is about: a record, one value or file in it, or a letter.

    `ground` is why the client asks it, `because` the word for why it was refused, `article` where the decision stands.
    Sealed: what it should become, in the client's words, and the reasons, in plain words for them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=80, blank=True)
    occurred_on = models.DateField()
    ground = models.CharField(max_length=40, blank=True)
    chosen_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    decided = models.CharField(max_length=8, choices=Decided, blank=True)
    because = models.CharField(max_length=40, blank=True)
    article = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    carried_out_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(null=True)
    statement = models.ForeignKey(ClientStatement, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("item of a request")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(record__isnull=False, letter__isnull=True)
                | models.Q(record__isnull=True, letter__isnull=False, field=""),
                name="request_item_is_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(decided="", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(decided="") & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="request_item_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided=Decided.REFUSED) | ~models.Q(because="") & ~models.Q(article=""),
                name="request_item_refused_by_an_article",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("decided_by")),
                name="request_item_agreed_by_another",
            ),
            models.UniqueConstraint(fields=["request", "record", "field"], name="request_item_once"),
            models.UniqueConstraint(fields=["request", "letter"], name="request_item_letter_once"),
        ]
        indexes = [models.Index(fields=["record"])]

    def __str__(self) -> str:
        return f"item of a request {self.pk}"
