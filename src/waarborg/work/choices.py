"""The closed words of work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskKind(models.TextChoices):
    """What has to be done. The words are stored, so none is ever renamed."""

    APPROVE_DESTRUCTION = "approve_destruction", _("Approve what is to be destroyed")
    BACKUP_LATE = "backup_late", _("See to it that a backup is made")
    ASK_APPROVAL = "ask_approval", _("Ask whether the client approves it as it is")
    BREACH_ASSESS = "breach_assess", _("Weigh a data breach")
    BREACH_AUTHORITY = "breach_authority", _("Tell the supervisory authority of a data breach")
    BREACH_DRAFT = "breach_draft", _("Possible data breach: draft")
    BREACH_LATE = "breach_late", _("Tell the supervisory authority at once: the hours are over")
    BREACH_LESSON = "breach_lesson", _("Do what was learnt from a data breach")
    BREACH_SOON = "breach_soon", _("The hours of a data breach are running out")
    BREACH_TELL = "breach_tell", _("Give the letter about a data breach")
    BRING_BACK = "bring_back", _("Bring the paper dossier back")
    COMPLAINT = "complaint", _("Handle a complaint")
    COMPLAINT_HEARING = "complaint_hearing", _("Be there when a complaint about you is talked over")
    COMPLAINT_LATE = "complaint_late", _("A complaint is late: its last day is over")
    COMPLAINT_MEASURE = "complaint_measure", _("Do what was agreed after a complaint")
    COMPLAINT_SOON = "complaint_soon", _("Handle a complaint before its last day")
    COMPLAINT_STATUS = "complaint_status", _("Tell a complainant how it stands")
    COMPLAINT_TAKE_OVER = (
        "complaint_take_over",
        _("Say who handles a complaint: whoever handled it may do so no more"),
    )
    CONTROL = "control", _("Do a control")
    ENQUIRY = "enquiry", _("Answer what a principal asks")
    ENQUIRY_LATE = "enquiry_late", _("An answer to a principal is late")
    ENQUIRY_SOON = "enquiry_soon", _("Answer a principal before the last day")
    ERASE_WITHDRAWN = "erase_withdrawn", _("Erase what rested on a consent that was withdrawn")
    FILE_PAPER = "file_paper", _("File the paper dossier")
    GIVE_LETTER = "give_letter", _("Give a letter to the client")
    HAND_OVER = "hand_over", _("Decide who takes a trajectory over")
    HAND_OVER_AT_END = "hand_over_at_end", _("Hand over to a principal whose agreement ended")
    HAND_OVER_LATE = "hand_over_late", _("A hand-over is late: destruction waits for it")
    INFORM = "inform", _("Tell who the regulation names")
    INFORM_MAINTENANCE = "inform_maintenance", _("Know that a supplier does maintenance")
    LISTED = "listed", _("From the list of the trajectory")
    MEND = "mend", _("Mend what a control found")
    NAME_DEPUTY = "name_deputy", _("Name somebody who had no part in it to answer an objection")
    NAME_HOLDER = "name_holder", _("Give a role that the regulation names")
    NEXT_STEP = "next_step", _("Next step")
    OF_AGE = "of_age", _("The client is of age: ask for their own consent")
    PRINT_PACKAGE = "print_package", _("Print what the client asked, and hand it over or post it")
    REHEARSE_RESTORE = "rehearse_restore", _("Rehearse putting a backup back")
    REMINDER = "reminder", _("To do")
    REPORT = "report", _("Write a report")
    REQUEST = "request", _("Answer what the client asks")
    REQUEST_ESCALATED = "request_escalated", _("See to it that a request is answered in time")
    REQUEST_LATE = "request_late", _("An answer to a request is late: our own term is over")
    REQUEST_RECEIPT = "request_receipt", _("Give the letter that confirms a request")
    REQUEST_SILENT = "request_silent", _("No answer came to a request: the client need not wait any longer")
    REQUEST_SOON = "request_soon", _("Answer a request before its last day")
    SEND_COPY = "send_copy", _("Send a copy of the regulation, free")
    SORT_REQUEST = "sort_request", _("Say whose request from the website this is")
    SORT_REQUEST_AGAIN = "sort_request_again", _("A request from the website still waits: say whose it is")
    SORT_REQUEST_LATE = "sort_request_late", _("A request from the website waits until nearly its last day")
    REVIEW_ACT = "review_act", _("Look back on what was done")
    REVIEW_DECIDED = "review_decided", _("Look back on what was decided about a client")
    REVIEW_HOLD = "review_hold", _("Look again at what stops destruction")
    REVIEW_MAINTENANCE = "review_maintenance", _("Look back on maintenance by a supplier")
    REVIEW_PARTY = "review_party", _("Look again at an agreement or at what was made sure of")
    REVIEW_GIVING = "review_giving", _("Look back on what was given")
    REVIEW_VIEW = "review_view", _("Look back on looking along")
    SHRED_PAPER = "shred_paper", _("Shred the paper of what is destroyed")
    SORT_MAIL = "sort_mail", _("Say what a message is that came in")
    TELL_CHANGED = "tell_changed", _("Tell clients that the regulation changed")
    TELL_CLIENT = "tell_client", _("Give the letter about looking along")
    TELL_RECIPIENTS = "tell_recipients", _("Tell everybody who got it what was decided")
    TELL_SOURCES = "tell_sources", _("Tell the client what came from others")
    TELL_UNDELIVERED = "tell_undelivered", _("Tell otherwise that nothing is kept: no e-mail arrived")
    TELL_UNEXPECTED = "tell_unexpected", _("Tell the client what was written down about them")
    WEIGH_NECESSITY = "weigh_necessity", _("Weigh whether everything is still needed")


ABOUT_REQUESTS = (
    TaskKind.REQUEST,
    TaskKind.REQUEST_ESCALATED,
    TaskKind.REQUEST_LATE,
    TaskKind.REQUEST_SILENT,
    TaskKind.REQUEST_SOON,
)
"""What somebody is asked while a request runs; all of it is done once it is answered, or waits for the client."""

TO_SORT = (TaskKind.SORT_REQUEST, TaskKind.SORT_REQUEST_AGAIN, TaskKind.SORT_REQUEST_LATE)
"""What somebody is asked while a request from the website stands in no dossier."""

ABOUT_ENQUIRIES = (TaskKind.ENQUIRY, TaskKind.ENQUIRY_LATE, TaskKind.ENQUIRY_SOON)
"""What somebody is asked while a question of a principal has no answer."""

ABOUT_COMPLAINTS = (
    TaskKind.COMPLAINT,
    TaskKind.COMPLAINT_HEARING,
    TaskKind.COMPLAINT_LATE,
    TaskKind.COMPLAINT_MEASURE,
    TaskKind.COMPLAINT_SOON,
    TaskKind.COMPLAINT_STATUS,
    TaskKind.COMPLAINT_TAKE_OVER,
)
"""What somebody is asked about a complaint. None of it stands with a dossier."""

DONE_BY_ACT = frozenset(
    {
        *(kind for kind in ABOUT_COMPLAINTS if kind is not TaskKind.COMPLAINT_HEARING),
        *ABOUT_ENQUIRIES,
        *ABOUT_REQUESTS,
        TaskKind.APPROVE_DESTRUCTION,
        TaskKind.ASK_APPROVAL,
        TaskKind.BREACH_ASSESS,
        TaskKind.BREACH_AUTHORITY,
        TaskKind.BREACH_LATE,
        TaskKind.BREACH_SOON,
        TaskKind.BREACH_TELL,
        TaskKind.BACKUP_LATE,
        TaskKind.BRING_BACK,
        TaskKind.CONTROL,
        TaskKind.FILE_PAPER,
        TaskKind.GIVE_LETTER,
        TaskKind.HAND_OVER_AT_END,
        TaskKind.HAND_OVER_LATE,
        TaskKind.NAME_DEPUTY,
        TaskKind.NAME_HOLDER,
        TaskKind.PRINT_PACKAGE,
        TaskKind.REHEARSE_RESTORE,
        TaskKind.REPORT,
        TaskKind.REQUEST_RECEIPT,
        TaskKind.REVIEW_DECIDED,
        TaskKind.REVIEW_GIVING,
        TaskKind.REVIEW_HOLD,
        TaskKind.REVIEW_VIEW,
        TaskKind.SEND_COPY,
        TaskKind.SHRED_PAPER,
        TaskKind.SORT_MAIL,
        *TO_SORT,
        TaskKind.TELL_CLIENT,
        TaskKind.TELL_SOURCES,
        TaskKind.TELL_UNDELIVERED,
        TaskKind.TELL_UNEXPECTED,
        TaskKind.TELL_RECIPIENTS,
        TaskKind.WEIGH_NECESSITY,
    }
)
"""Tasks that nobody ticks off: they are done when what they ask has been done."""


class AppointmentState(models.TextChoices):
    """What became of an appointment. The words are stored, so none is ever renamed."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("has been")
    NO_SHOW = "no_show", _("did not come")
    CANCELLED = "cancelled", _("called off")
