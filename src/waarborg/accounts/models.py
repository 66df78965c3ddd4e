"""Organisations, people who sign in, what they are there, and what they signed."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.choices import AccountKind, Audience, Basis, DeclarationKind, InvitationKind
from waarborg.kernel.identifiers import new_id


class Organisation(models.Model):
    """An agency: the controller. Everything belongs to one; nothing crosses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    regulation = models.SlugField(help_text="The id of the regulation it adopts versions of.")
    dossier_prefix = models.CharField(max_length=6)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.slug


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts by login name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this login name, whatever its case."""
        return self.get(login__iexact=username)

    def create_user(self, login: str, password: str | None = None, **fields: object) -> Account:
        """Make an account; without a password it cannot sign in with one."""
        account = Account(login=login, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in. A client's login is random, and nothing here says who they are.

    `mail_token` finds the account of a client by the e-mail address that they type; the address is kept nowhere here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(_("sign-in name"), max_length=150, unique=True)
    display_name = models.CharField(_("name"), max_length=150, blank=True)
    kind = models.CharField(max_length=12, choices=AccountKind, default=AccountKind.STAFF)
    language = models.CharField(max_length=5, default="nl")
    single_keys = models.BooleanField(_("single keys"), default=True)
    is_active = models.BooleanField(default=True)
    mail_token = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        verbose_name = _("account")

    def __str__(self) -> str:
        return f"account {self.pk}"


class Membership(models.Model):
    """One role of one account at one organisation, from a day until a day, both included.

    `person_id` says whose dossier a client or representative has; `party_id` whose commissions a principal has.
    `categories` are the only kinds of data that a mandate is about (None: all); with `only_reads` it is for reading
    alone. One that was taken back on its first day ends the day before, and never counted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.EMPLOYMENT)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    party_id = models.UUIDField(null=True)
    bound_by_profession = models.BooleanField(default=False)
    health_domain = models.BooleanField(default=False)
    categories = ArrayField(models.CharField(max_length=80), null=True)
    only_reads = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("role of a person")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_by__isnull=True) | ~models.Q(given_by=models.F("account")),
                name="membership_never_to_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on") - timedelta(days=1)),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "account", "role", "person_id"],
                condition=models.Q(until_on__isnull=True),
                name="membership_one_open_per_role",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["account", "organisation"])]

    def __str__(self) -> str:
        return f"{self.role} of {self.account_id}"


class DeclarationText(models.Model):
    """The wording of a declaration, by version, for who comes in as what. A new version has to be signed anew.

    Duties that a principal passes on belong to its agreement.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=DeclarationKind)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    contract_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField()
    text = models.TextField()
    in_force_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "audience", "contract_id", "version"],
                name="declaration_text_version",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(kind=DeclarationKind.PASSED_ON, contract_id__isnull=False)
                | (~models.Q(kind=DeclarationKind.PASSED_ON) & models.Q(contract_id__isnull=True)),
                name="declaration_text_of_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Declaration(models.Model):
    """A signature under a declaration, and the last day on which it counts where it is signed again by then.

    Never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = models.ForeignKey(DeclarationText, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=DeclarationKind)
    signed_as = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    wording_sha256 = models.CharField(max_length=64)
    until_on = models.DateField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["account", "text"])]

    def __str__(self) -> str:
        return f"{self.kind} by {self.account_id}"


class MaintenanceWindow(models.Model):
    """For how long a supplier may do what the regulation lets during maintenance, what for, and who opened that.

    It ends at `ends_at`, or when somebody closes it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    party_id = models.UUIDField()
    reason = models.CharField(max_length=300)
    rule = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("maintenance window")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(opened_by=models.F("account")), name="maintenance_never_to_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")), name="maintenance_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["account", "organisation", "ends_at"])]

    def __str__(self) -> str:
        return f"maintenance by {self.account_id}"


class Invitation(models.Model):
    """Somebody is let in anew: by a link to choose a password, or by setting up a second factor again.

    Only the hash of a link is kept. Until it expires the account may set up a second factor, if it has none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=InvitationKind)
    token_sha256 = models.CharField(max_length=64, null=True, unique=True)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_by__isnull=True) | ~models.Q(made_by=models.F("account")),
                name="invitation_never_to_oneself",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=InvitationKind.PASSWORD, token_sha256__isnull=False)
                | models.Q(kind=InvitationKind.SECOND_FACTOR, token_sha256__isnull=True),
                name="invitation_password_has_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} invitation of {self.account_id}"


class Session(AbstractBaseSession):
    """Somebody's visit. `session_key` is the hash of what the browser holds, `session_data` is sealed under it.

    `began_at` is when they signed in, `seen_at` (within some minutes) when they were last here.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("session")

    def __str__(self) -> str:
        return f"session of {self.account_id}"
