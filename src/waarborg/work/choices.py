"""The closed words of work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskKind(models.TextChoices):
    """What has to be done. The words are stored, so none is ever renamed."""

    APPROVE_DESTRUCTION = "approve_destruction", _("Approve what is to be destroyed")
    ASK_APPROVAL = "ask_approval", _("Ask whether the client approves it as it is")
    BREACH_DRAFT = "breach_draft", _("Possible data breach: draft")
    BRING_BACK = "bring_back", _("Bring the paper dossier back")
    CONTROL = "control", _("Do a control")
    ENQUIRY = "enquiry", _("Answer what a principal asks")
    ENQUIRY_LATE = "enquiry_late", _("An answer to a principal is late")
    ENQUIRY_SOON = "enquiry_soon", _("Answer a principal before the last day")
    ERASE_WITHDRAWN = "erase_withdrawn", _("Erase what rested on a consent that was withdrawn")
    FILE_PAPER = "file_paper", _("File the paper dossier")
    HAND_OVER = "hand_over", _("Decide who takes a trajectory over")
    INFORM = "inform", _("Tell who the regulation names")
    INFORM_MAINTENANCE = "inform_maintenance", _("Know that a supplier does maintenance")
    LISTED = "listed", _("From the list of the trajectory")
    MEND = "mend", _("Mend what a control found")
    NAME_HOLDER = "name_holder", _("Give a role that the regulation names")
    NEXT_STEP = "next_step", _("Next step")
    OF_AGE = "of_age", _("The client is of age: ask for their own consent")
    REMINDER = "reminder", _("To do")
    REPORT = "report", _("Write a report")
    REQUEST = "request", _("Answer what the client asks")
    REQUEST_ESCALATED = "request_escalated", _("See to it that a request is answered in time")
    REQUEST_LATE = "request_late", _("An answer to a request is late: our own term is over")
    REQUEST_RECEIPT = "request_receipt", _("Give the letter that confirms a request")
    REQUEST_SILENT = "request_silent", _("No answer came to a request: the client need not wait any longer")
    REQUEST_SOON = "request_soon", _("Answer a request before its last day")
    SORT_REQUEST = "sort_request", _("Say whose request from the website this is")
    REVIEW_ACT = "review_act", _("Look back on what was done")
    REVIEW_HOLD = "review_hold", _("Look again at what stops destruction")
    REVIEW_MAINTENANCE = "review_maintenance", _("Look back on maintenance by a supplier")
    REVIEW_PARTY = "review_party", _("Look again at an agreement or at what was made sure of")
    REVIEW_GIVING = "review_giving", _("Look back on what was given")
    REVIEW_VIEW = "review_view", _("Look back on looking along")
    SORT_MAIL = "sort_mail", _("Say what a message is that came in")
    TELL_CLIENT = "tell_client", _("Give the letter about looking along")
    TELL_RECIPIENTS = "tell_recipients", _("Tell everybody who got it what was decided")
    TELL_SOURCES = "tell_sources", _("Tell the client what came from others")
    TELL_UNEXPECTED = "tell_unexpected", _("Tell the client what was written down about them")


ABOUT_REQUESTS = (
    TaskKind.REQUEST,
    TaskKind.REQUEST_ESCALATED,
    TaskKind.REQUEST_LATE,
    TaskKind.REQUEST_SILENT,
    TaskKind.REQUEST_SOON,
)
"""What somebody is asked while a request runs; all of it is done once it is answered, or waits for the client."""

ABOUT_ENQUIRIES = (TaskKind.ENQUIRY, TaskKind.ENQUIRY_LATE, TaskKind.ENQUIRY_SOON)
"""What somebody is asked while a question of a principal has no answer."""

DONE_BY_ACT = frozenset(
    {
        *ABOUT_ENQUIRIES,
        *ABOUT_REQUESTS,
        TaskKind.APPROVE_DESTRUCTION,
        TaskKind.ASK_APPROVAL,
        TaskKind.BRING_BACK,
        TaskKind.CONTROL,
        TaskKind.FILE_PAPER,
        TaskKind.NAME_HOLDER,
        TaskKind.REPORT,
        TaskKind.REQUEST_RECEIPT,
        TaskKind.REVIEW_GIVING,
        TaskKind.REVIEW_HOLD,
        TaskKind.REVIEW_VIEW,
        TaskKind.SORT_MAIL,
        TaskKind.SORT_REQUEST,
        TaskKind.TELL_CLIENT,
        TaskKind.TELL_SOURCES,
        TaskKind.TELL_UNEXPECTED,
        TaskKind.TELL_RECIPIENTS,
    }
)
"""Tasks that nobody ticks off: they are done when what they ask has been done."""


class AppointmentState(models.TextChoices):
    """What became of an appointment. The words are stored, so none is ever renamed."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("has been")
    NO_SHOW = "no_show", _("did not come")
    CANCELLED = "cancelled", _("called off")
