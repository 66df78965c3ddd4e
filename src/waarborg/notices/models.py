"""Notices: what a client must be told one by one, until when, and how it ended."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.letters.models import Letter
from waarborg.notices.choices import LeftBecause, NoticeKind, NoticeState


class ClientNotice(models.Model):
    """One thing that a client must be told: a kind of data and from whom it came, by which article, until when.

    Until that day, or that of the first of `at_latest` that happens. Of data from others there is one per dossier,
    kind of data and source: who was told once knows it. `letter` is the letter that says it; giving that ends the
    notice. What need not be told has its ground, and sealed why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    category = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    record_id = models.UUIDField(null=True)
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    at_latest = ArrayField(models.CharField(max_length=12), default=list)
    rule = models.CharField(max_length=80)
    article = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.OPEN)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=10, choices=LeftBecause, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("notice to a client")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "category", "source"],
                condition=models.Q(kind=NoticeKind.FROM_OTHERS.value),
                name="notice_of_a_source_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=NoticeState.OPEN.value, ended_on__isnull=True)
                | models.Q(state=NoticeState.GIVEN.value, ended_on__isnull=False, letter__isnull=False)
                | models.Q(state=NoticeState.LEFT.value, ended_on__isnull=False, sealed__isnull=False)
                & ~models.Q(because=""),
                name="notice_ended_as_it_may",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier"], condition=models.Q(state=NoticeState.OPEN.value), name="notice_open"),
            models.Index(fields=["letter"]),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
