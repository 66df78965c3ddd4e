"""The closed words of a way of working. What an agency names itself (types, phases, goals) is data and not here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a trajectory stands, whatever an agency calls its own phase; what the rest of the program knows of it."""

    REFERRAL = "referral", _("referral")
    INTAKE = "intake", _("intake")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    PLACED = "placed", _("placed")
    ENDED = "ended", _("ended")


class CountsFrom(models.TextChoices):
    """The days of a trajectory that a task or a report counts from; named as the trajectory's own columns."""

    REFERRED = "referred_on", _("day of referral")
    FIRST_INTERVIEW = "first_interview_on", _("day of the first interview")
    PLAN_APPROVED = "plan_approved_on", _("day the plan was approved")
    STARTED = "started_on", _("day of the start")
    PLACED = "placed_on", _("day of the placement")
    PLANNED_END = "planned_end_on", _("planned last day")
    ENDED = "ended_on", _("last day")


class ClosingCheck(models.TextChoices):
    """What is looked at before a trajectory is closed."""

    OUTCOME = "outcome", _("The outcome is chosen")
    REASON = "closing_reason", _("The reason for closing is chosen")
    REPORTS = "reports", _("The final report is there")
    TASKS = "tasks", _("No task of the list is open")
    NECESSITY = "necessity", _("It was weighed what has to be kept")
    PLACEMENT = "placement", _("A placement is written down")
    PAPER = "paper", _("The paper dossier is complete and back")
    CONSENTS = "consents", _("It was looked at which consents end")


class ListName(models.TextChoices):
    """The lists that an agency keeps."""

    GOALS = "goals", _("Goals")
    OUTCOMES = "outcomes", _("Outcomes")
    CLOSING_REASONS = "closing_reasons", _("Reasons for closing")
    TIME_CATEGORIES = "time_categories", _("Kinds of time")
    APPOINTMENT_KINDS = "appointment_kinds", _("Kinds of appointment")
    CONTACT_WAYS = "contact_ways", _("Ways of contact")
