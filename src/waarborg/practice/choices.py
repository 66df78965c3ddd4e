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
    OVERVIEWS = "overviews", _("Overviews")


class OverviewOf(models.TextChoices):
    """What an overview is about; the words of the regulation's model."""

    INFLOW = "inflow", _("Clients who began")
    OUTCOME = "outcome", _("Clients who ended, by outcome")
    LEAD_TIME = "lead_time", _("Clients who ended, by how long it took")
    HOURS = "hours", _("Clients who ended, by hours of guidance")
    REQUESTS = "requests", _("Clients who asked something")
    COMPLAINTS = "complaints", _("Clients who complained")


class Side(models.TextChoices):
    """What the people in an overview are counted by."""

    KIND = "kind", _("kind of trajectory")
    PRINCIPAL = "principal", _("principal")
    AGE = "age", _("age")
    REGION = "region", _("part of the country")
    OUTCOME = "outcome", _("outcome")
    LEAD = "lead", _("how long it took")
    HOURS = "hours", _("hours of guidance")
    RIGHT = "right", _("what was asked")
    ANSWER = "answer", _("what became of it")
    SUBJECT = "subject", _("what a complaint was about")
    BECAME = "became", _("what became of a complaint")


class Span(models.TextChoices):
    """How long the periods of an overview are. Each lies within a year."""

    QUARTER = "quarter", _("a quarter")
    HALF = "half", _("half a year")
    YEAR = "year", _("a year")
