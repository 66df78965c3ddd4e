"""How clients are told who looked; and what is made for them of all that is held."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Dossier
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.rights.models import Request
from waarborg.subject_access.choices import LIVING, Cover, Form, PackageKind, PackageState, Way, Why


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


class Package(models.Model):
    """Everything that is held of a client, or what they may take along, made for one request.

    One that somebody of the client's side downloads `by_themself` has none, unless a person has something to decide:
    then it becomes one. `asked_as` says as whom they were there. `left_out` are kinds of data that an article keeps out
    while nobody but their author saw them. Sealed: where it goes, for one that goes straight to another body.
    `expires_at` is when what was made is destroyed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="+")
    by_themself = models.BooleanField(default=False)
    asked_as = models.CharField(max_length=20, choices=GivenBy, blank=True)
    mandate_seen_on = models.DateField(null=True)
    kind = models.CharField(max_length=12, choices=PackageKind)
    language = models.CharField(max_length=5)
    left_out = ArrayField(models.CharField(max_length=40), default=list)
    recipient = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=PackageState, default=PackageState.MAKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=20, choices=Way, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("package for a client")
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state__in=[*LIVING, PackageState.GIVEN]),
                name="package_one_living_per_request",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("asked_by")),
                name="package_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PackageState.GIVEN)
                | (models.Q(given_by__isnull=False) | models.Q(by_themself=True))
                & models.Q(given_at__isnull=False)
                & ~models.Q(channel=""),
                name="package_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(by_themself=False, request__isnull=False)
                | models.Q(by_themself=True) & ~models.Q(asked_as=""),
                name="package_for_a_request_or_by_themself",
            ),
            models.UniqueConstraint(
                fields=["dossier", "asked_by", "kind"],
                condition=models.Q(by_themself=True, state=PackageState.MAKING),
                name="package_one_download_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-asked_at"]),
            models.Index(
                fields=["organisation", "expires_at"],
                condition=models.Q(ended_at__isnull=True),
                name="package_not_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"package {self.pk}"

    @property
    def right(self) -> str:
        """The right of the vocabulary that it answers, whether somebody had to ask for it or not."""
        if self.request is not None:
            return self.request.right
        return "portability" if self.kind == PackageKind.PORTABILITY else "access"

    @property
    def answers(self) -> UUID:
        """The request that it answers. Raises `NotFound` for what somebody downloads by themself."""
        if self.request_id is None:
            raise NotFound("Nobody asked for this.")
        return self.request_id

    @property
    def for_whom(self) -> str:
        """As whom somebody gets it: the client, or who decides for them."""
        return self.request.asked_by if self.request is not None else self.asked_as


class PackageItem(models.Model):
    """One row of the database that goes along: of which table, of which kind of data. Written by the program alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    model = models.CharField(max_length=60)
    row = models.CharField(max_length=60)
    record_id = models.UUIDField(null=True)
    category = models.CharField(max_length=40)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("item of a package")
        constraints = [models.UniqueConstraint(fields=["package", "model", "row"], name="package_item_once")]

    def __str__(self) -> str:
        return f"item {self.pk}"


class Covering(models.Model):
    """A field of one item that may harm somebody else's privacy, and what a person decided of it.

    Without a decision it is covered. Sealed, under the key of the package: the words to cover, where it is only those.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, models.PROTECT, related_name="coverings")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record_id = models.UUIDField(null=True)
    row = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    why = models.CharField(max_length=10, choices=Why)
    decided = models.CharField(max_length=6, choices=Cover, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("part of a package that may be about somebody else")
        constraints = [
            models.UniqueConstraint(fields=["package", "row", "field"], name="covering_once"),
            models.CheckConstraint(
                condition=models.Q(decided="") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="covering_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"covering {self.pk}"


class PackageFile(models.Model):
    """What was made of a package: the overview as a PDF, or all of it in one ZIP; sealed, in the storage of files."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, models.PROTECT, related_name="files")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    form = models.CharField(max_length=4, choices=Form)
    blob_id = models.UUIDField()
    data_key_id = models.UUIDField()
    size = models.PositiveBigIntegerField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("file of a package")
        constraints = [models.UniqueConstraint(fields=["package", "form"], name="package_file_once")]

    def __str__(self) -> str:
        return f"file of a package {self.pk}"


class PackageLink(models.Model):
    """The address where it is fetched once; hashes alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    package = models.OneToOneField(Package, models.PROTECT, related_name="link")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    address_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("link to a package")

    def __str__(self) -> str:
        return f"link to a package {self.pk}"
