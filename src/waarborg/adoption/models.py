"""Adopted versions of regulations, and their compiled rows that row-level security reads."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.identifiers import new_id


class Version(models.Model):
    """A regulation version as adopted: its text and the laws beside it, its hash, who decided. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    regulation = models.SlugField()
    in_force_from = models.DateField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    laws = models.JSONField()
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("regulation version")
        constraints = [models.UniqueConstraint(fields=["organisation", "in_force_from"], name="version_one_per_day")]

    def __str__(self) -> str:
        return f"{self.regulation}@{self.in_force_from}"


class Cell(models.Model):
    """One question without its circumstances: role, action and category, and the group of rules that answers it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    category = models.CharField(max_length=80)
    group = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "role", "action", "category"], name="cell_once"),
        ]
        indexes = [models.Index(fields=["version", "action", "role", "group"], name="cell_by_question")]

    def __str__(self) -> str:
        return f"{self.role} {self.action} {self.category}"


class Notice(models.Model):
    """One rule about what people are told or handed: to whom, with which proof, and what waits for it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    notice = models.CharField(max_length=60)
    whom = models.CharField(max_length=40)
    article = models.CharField(max_length=40)
    proof = models.CharField(max_length=40, blank=True)
    blocks = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "notice", "whom"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.notice} {self.whom}"


class DutyRow(models.Model):
    """A duty that something waits for: what does not go on before this kind of data is written down."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    duty = models.CharField(max_length=60)
    category = models.CharField(max_length=80)
    per_trajectory = models.BooleanField()
    blocks = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "rule"], name="duty_once")]

    def __str__(self) -> str:
        return self.rule


class LinkRow(models.Model):
    """What a rule says of links with other systems: the rule itself (no system), or a transfer that it names."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    system = models.CharField(max_length=60, blank=True)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    roles = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "rule", "system"], name="link_once")]

    def __str__(self) -> str:
        return f"{self.rule} {self.system}"


class RetentionPlan(models.Model):
    """How one kind of data ends under a version, ready for counting. An empty word stands for every other one."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    category = models.CharField(max_length=80)
    principal = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    statutory = models.BooleanField()
    of_trajectory = models.BooleanField()
    plan = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "category", "principal", "purpose", "statutory"], name="retention_plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"how {self.category} ends"


class ApprovalRow(models.Model):
    """How many people approve a destruction under a version, in which roles, how long is waited, and what it covers.

    `log_kept` is how long it stays who did and saw what.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    approvals = models.PositiveSmallIntegerField()
    cooling_off = models.JSONField(null=True)
    covers = ArrayField(models.CharField(max_length=40), default=list)
    decides = ArrayField(models.CharField(max_length=40), default=list)
    looks = ArrayField(models.CharField(max_length=40), default=list)
    log_kept = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.approvals} people approve"


class OverviewRow(models.Model):
    """About what overviews may be made under a version, of which smallest group, and which roles see them."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    subjects = ArrayField(models.CharField(max_length=20))
    smallest = models.PositiveSmallIntegerField()
    roles = ArrayField(models.CharField(max_length=40))

    def __str__(self) -> str:
        return f"groups of {self.smallest}"


class RuleRow(models.Model):
    """One compiled rule of a group. A list of words that is null matches anything."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    group = models.PositiveIntegerField()
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    permit = models.BooleanField()
    principals = ArrayField(models.CharField(max_length=40), null=True)
    recipients = ArrayField(models.CharField(max_length=40), null=True)
    channels = ArrayField(models.CharField(max_length=40), null=True)
    purposes = ArrayField(models.CharField(max_length=80), null=True)
    grounds = ArrayField(models.CharField(max_length=40), null=True)
    when_facts = ArrayField(models.CharField(max_length=60))
    unless_facts = ArrayField(models.CharField(max_length=60))
    marks = models.SmallIntegerField(help_text="The facts about a record that this rule asks, as bits.")
    tells_first = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["version", "group"], name="rule_row_by_group")]

    def __str__(self) -> str:
        return self.rule
