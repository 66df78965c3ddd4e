"""The closed vocabulary of what can happen: one word per kind of event, and one sentence for people per word.

A kind is never renamed or reused: events are kept for years and proved by their words. A kind without a sentence fails
the tests. The sentences know three words that the caller fills: who, whose dossier, which categories.
"""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What can happen, in alphabetical order. The value is what is stored and proved."""

    ACCESS_REFUSED = "access_refused"
    ACCESS_SHOWN = "access_shown"
    ACCOUNT_ENDED = "account_ended"
    ACCOUNT_OPENED = "account_opened"
    ADDRESS_CONFIRMED = "address_confirmed"
    AGENCY_END_DECIDED = "agency_end_decided"
    AGENCY_END_READ = "agency_end_read"
    AGENCY_END_TICKED = "agency_end_ticked"
    AGENDA_ADDRESS_MADE = "agenda_address_made"
    AGENDA_ADDRESS_WITHDRAWN = "agenda_address_withdrawn"
    AGENDA_READ = "agenda_read"
    APPOINTMENT_CHANGED = "appointment_changed"
    APPOINTMENT_MADE = "appointment_made"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_DECLINED = "approval_declined"
    APPROVAL_ENDED = "approval_ended"
    APPROVAL_GIVEN = "approval_given"
    ASSIGNMENT_ENDED = "assignment_ended"
    ASSIGNMENT_MADE = "assignment_made"
    ASSURANCE_ENDED = "assurance_ended"
    ASSURANCE_MADE = "assurance_made"
    BACKUPS_READ = "backups_read"
    BACKUP_RESTORED = "backup_restored"
    BILLING_CHANGED = "billing_changed"
    BLOB_OPENED = "blob_opened"
    BLOB_STORED = "blob_stored"
    BREACH_ASSESSED = "breach_assessed"
    BREACH_CLOSED = "breach_closed"
    BREACH_LEARNT = "breach_learnt"
    BREACH_LETTER_MADE = "breach_letter_made"
    BREACH_READ = "breach_read"
    BREACH_REMINDED = "breach_reminded"
    BREACH_REPORTED = "breach_reported"
    BREACH_SEARCHED = "breach_searched"
    BREACH_TOLD = "breach_told"
    BREACH_TRACED = "breach_traced"
    CALAMITIES_READ = "calamities_read"
    CALAMITY_CLOSED = "calamity_closed"
    CALAMITY_PLAN_KEPT = "calamity_plan_kept"
    CALAMITY_REGISTERED = "calamity_registered"
    CALAMITY_STEP = "calamity_step"
    CASELOAD_READ = "caseload_read"
    CLIENT_TOLD = "client_told"
    COLLEAGUE_EXCLUDED = "colleague_excluded"
    COMMISSIONS_READ = "commissions_read"
    COMPLAINTS_READ = "complaints_read"
    COMPLAINT_ACT_REVIEWED = "complaint_act_reviewed"
    COMPLAINT_ASSIGNED = "complaint_assigned"
    COMPLAINT_DECIDED = "complaint_decided"
    COMPLAINT_EMPTIED = "complaint_emptied"
    COMPLAINT_GIVEN = "complaint_given"
    COMPLAINT_LETTER_MADE = "complaint_letter_made"
    COMPLAINT_MADE = "complaint_made"
    COMPLAINT_REMINDED = "complaint_reminded"
    COMPLAINT_WENT_ON = "complaint_went_on"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONTACT_PERSON_ADDED = "contact_person_added"
    CONTACT_PERSON_TAKEN_AWAY = "contact_person_taken_away"
    CONTRACT_AGREED = "contract_agreed"
    CONTRACT_ENDED = "contract_ended"
    CONTROLS_READ = "controls_read"
    CONTROL_DONE = "control_done"
    COPY_ASKED = "copy_asked"
    COPY_GIVEN = "copy_given"
    COUNTS_KEPT = "counts_kept"
    DEATH_RECORDED = "death_recorded"
    DECLARATION_SIGNED = "declaration_signed"
    DECLARATION_TEXT_MADE = "declaration_text_made"
    DESTRUCTIONS_READ = "destructions_read"
    DESTRUCTION_APPROVED = "destruction_approved"
    DESTRUCTION_CERTIFIED = "destruction_certified"
    DESTRUCTION_DECLINED = "destruction_declined"
    DESTRUCTION_EMPTY = "destruction_empty"
    DESTRUCTION_LEFT_OUT = "destruction_left_out"
    DESTRUCTION_PROPOSED = "destruction_proposed"
    DISCLOSURES_EXPORTED = "disclosures_exported"
    DISCLOSURES_READ = "disclosures_read"
    DISCLOSURE_AGREED = "disclosure_agreed"
    DISCLOSURE_FETCHED = "disclosure_fetched"
    DISCLOSURE_MADE = "disclosure_made"
    DISCLOSURE_OPENED = "disclosure_opened"
    DISCLOSURE_PREPARED = "disclosure_prepared"
    DISCLOSURE_REFUSED = "disclosure_refused"
    DISCLOSURE_REVIEWED = "disclosure_reviewed"
    DISCLOSURE_STOPPED = "disclosure_stopped"
    DISCLOSURE_TO_REVIEW = "disclosure_to_review"
    DOSSIER_CLOSED = "dossier_closed"
    DOSSIER_OPENED = "dossier_opened"
    DOSSIER_READ = "dossier_read"
    DRAFT_KEPT = "draft_kept"
    DRAFT_OPENED = "draft_opened"
    DRAFT_THROWN_AWAY = "draft_thrown_away"
    ENQUIRIES_READ = "enquiries_read"
    ENQUIRY_ENDED = "enquiry_ended"
    ENQUIRY_MADE = "enquiry_made"
    ENQUIRY_REMINDED = "enquiry_reminded"
    EXCLUSION_LIFTED = "exclusion_lifted"
    EXPORT_MADE = "export_made"
    FILES_DESTROYED = "files_destroyed"
    FILE_THROWN_AWAY = "file_thrown_away"
    FRAME_EMPTIED = "frame_emptied"
    HAND_OVER_BEGUN = "hand_over_begun"
    HAND_OVER_PLANNED = "hand_over_planned"
    HAND_OVER_RECEIVED = "hand_over_received"
    HAND_OVER_WEIGHED = "hand_over_weighed"
    HOLD_LIFTED = "hold_lifted"
    HOLD_PLACED = "hold_placed"
    IMPORT_CONFIRMED = "import_confirmed"
    IMPORT_ENDED = "import_ended"
    IMPORT_MADE = "import_made"
    IMPORT_READ = "import_read"
    IMPORT_RECEIVED = "import_received"
    IMPORT_TRIED = "import_tried"
    IMPORT_UNDONE = "import_undone"
    INVITATION_MADE = "invitation_made"
    INVOICES_READ = "invoices_read"
    INVOICES_TRANSFERRED = "invoices_transferred"
    INVOICE_CREDITED = "invoice_credited"
    INVOICE_DRAFTED = "invoice_drafted"
    INVOICE_FINAL = "invoice_final"
    INVOICE_SENT = "invoice_sent"
    INVOICE_THROWN_AWAY = "invoice_thrown_away"
    KEY_DESTROYED = "key_destroyed"
    LEDGER_ENDED = "ledger_ended"
    LEDGER_READ = "ledger_read"
    LETTER_MADE = "letter_made"
    LETTER_SENT = "letter_sent"
    LIST_KEPT = "list_kept"
    LIST_TAKEN_AWAY = "list_taken_away"
    MAIL_ADDRESS_ENDED = "mail_address_ended"
    MAIL_ADDRESS_HANDED_OVER = "mail_address_handed_over"
    MAIL_ADDRESS_MADE = "mail_address_made"
    MAIL_GONE = "mail_gone"
    MAIL_HANDED_ON = "mail_handed_on"
    MAIL_READ = "mail_read"
    MAIL_RECEIVED = "mail_received"
    MAIL_REFUSED = "mail_refused"
    MAIL_TAKEN_IN = "mail_taken_in"
    MAIL_THROWN_AWAY = "mail_thrown_away"
    MAINTENANCE_CLOSED = "maintenance_closed"
    MAINTENANCE_OPENED = "maintenance_opened"
    MESSAGE_RECEIVED = "message_received"
    MESSAGE_WRITTEN = "message_written"
    NECESSITY_WEIGHED = "necessity_weighed"
    NOTICE_LEFT = "notice_left"
    OBJECTION_LIFTED = "objection_lifted"
    OBJECTION_MADE = "objection_made"
    ORGANISATION_CREATED = "organisation_created"
    ORGANISATION_EXPORTED = "organisation_exported"
    ORGANISATION_IMPORTED = "organisation_imported"
    OVERVIEWS_READ = "overviews_read"
    OVERVIEW_TOLD = "overview_told"
    OVERVIEW_WITHHELD = "overview_withheld"
    PACKAGE_AGREED = "package_agreed"
    PACKAGE_ASKED = "package_asked"
    PACKAGE_COVERED = "package_covered"
    PACKAGE_ENDED = "package_ended"
    PACKAGE_FETCHED = "package_fetched"
    PACKAGE_GIVEN = "package_given"
    PACKAGE_MADE = "package_made"
    PACKAGE_OPENED = "package_opened"
    PAPER_BACK = "paper_back"
    PAPER_DESTROYED = "paper_destroyed"
    PAPER_FILED = "paper_filed"
    PAPER_MOVED = "paper_moved"
    PAPER_PAGES_DESTROYED = "paper_pages_destroyed"
    PAPER_REGISTER_READ = "paper_register_read"
    PAPER_TAKEN_OUT = "paper_taken_out"
    PARTY_REGISTERED = "party_registered"
    PASSWORD_CHOSEN = "password_chosen"  # noqa: S105 - a word
    PERSON_REGISTERED = "person_registered"
    PIECE_TAKEN = "piece_taken"
    PRACTICE_ADOPTED = "practice_adopted"
    PRACTICE_DECLINED = "practice_declined"
    PRACTICE_PROPOSED = "practice_proposed"
    PRINT_MADE = "print_made"
    PUT_AWAY = "put_away"
    PUT_AWAY_CHOSEN = "put_away_chosen"
    PUT_AWAY_OPENED = "put_away_opened"
    READING_DECIDED = "reading_decided"
    RECIPIENTS_FOUND = "recipients_found"
    RECIPIENT_TOLD = "recipient_told"
    RECORDS_LISTED = "records_listed"
    RECORD_CORRECTED = "record_corrected"
    RECORD_CREATED = "record_created"
    RECORD_DESTROYED = "record_destroyed"
    RECORD_MOVED_IN = "record_moved_in"
    RECORD_MOVED_OUT = "record_moved_out"
    RECORD_RESTRICTED = "record_restricted"
    RECORD_RESTRICTION_LIFTED = "record_restriction_lifted"
    RECORD_REVEALED = "record_revealed"
    RECORD_SHARED = "record_shared"
    REGISTERS_READ = "registers_read"
    REGISTER_WRITTEN = "register_written"
    REGULATION_ADOPTED = "regulation_adopted"
    REGULATION_DRAFT_APPROVED = "regulation_draft_approved"
    REGULATION_DRAFT_DECLINED = "regulation_draft_declined"
    REGULATION_DRAFT_MADE = "regulation_draft_made"
    REGULATION_DRAFT_PUT_FORWARD = "regulation_draft_put_forward"
    REGULATION_HANDED_OUT = "regulation_handed_out"
    REGULATION_HANDED_TO_PRINCIPAL = "regulation_handed_to_principal"
    REGULATION_ROUND_BEGUN = "regulation_round_begun"
    REHEARSAL_ASKED = "rehearsal_asked"
    REQUESTS_READ = "requests_read"
    REQUEST_DECIDED = "request_decided"
    REQUEST_ESCALATED = "request_escalated"
    REQUEST_ITEMS_CHOSEN = "request_items_chosen"
    REQUEST_ITEM_DECIDED = "request_item_decided"
    REQUEST_MADE = "request_made"
    REQUEST_MATCHED = "request_matched"
    REQUEST_NOTHING_HELD = "request_nothing_held"
    REQUEST_REMINDED = "request_reminded"
    REQUEST_SENT_AGAIN = "request_sent_again"
    REQUEST_SENT_IN = "request_sent_in"
    REQUEST_TOLD_OTHERWISE = "request_told_otherwise"
    REQUEST_UNANSWERED = "request_unanswered"
    REQUEST_UNDELIVERED = "request_undelivered"
    REQUEST_WENT_ON = "request_went_on"
    RETENTION_SHOWN = "retention_shown"
    REVIEW_PLANNED = "review_planned"
    ROLE_ENDED = "role_ended"
    ROLE_GIVEN = "role_given"
    SEARCH_PERFORMED = "search_performed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SHOWING_ENDED = "showing_ended"
    SHOWING_MADE = "showing_made"
    SHOWING_OPENED = "showing_opened"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    STATEMENT_ADDED = "statement_added"
    SUMMARY_PRINTED = "summary_printed"
    SURVEY_COUNTED = "survey_counted"
    SURVEY_READING_ENDED = "survey_reading_ended"
    SURVEY_READING_RECORDED = "survey_reading_recorded"
    TASKS_MOVED = "tasks_moved"
    TASKS_READ = "tasks_read"
    TASK_COMPLETED = "task_completed"
    TASK_CREATED = "task_created"
    TIME_APPROVAL_TAKEN_BACK = "time_approval_taken_back"
    TIME_APPROVED = "time_approved"
    TIME_ENTERED = "time_entered"
    TIME_READ = "time_read"
    TIME_STRUCK = "time_struck"
    TRAJECTORY_CHANGED = "trajectory_changed"
    TRAJECTORY_CLOSED = "trajectory_closed"
    TRAJECTORY_HANDED_OVER = "trajectory_handed_over"
    TRAJECTORY_OPENED = "trajectory_opened"
    VIEW_ENDED = "view_ended"
    VIEW_GRANTED = "view_granted"
    VIEW_REFUSED = "view_refused"
    VIEW_REQUESTED = "view_requested"
    VIEW_REVIEWED = "view_reviewed"
    WHO_LOOKED_READ = "who_looked_read"


LOOKING: Final = frozenset(
    {
        Kind.ACCESS_REFUSED,
        Kind.ACCESS_SHOWN,
        Kind.BLOB_OPENED,
        Kind.BREACH_READ,
        Kind.BREACH_SEARCHED,
        Kind.CASELOAD_READ,
        Kind.COMMISSIONS_READ,
        Kind.DESTRUCTIONS_READ,
        Kind.DISCLOSURES_READ,
        Kind.DISCLOSURE_OPENED,
        Kind.DOSSIER_READ,
        Kind.INVOICES_READ,
        Kind.LEDGER_READ,
        Kind.MAIL_READ,
        Kind.OVERVIEWS_READ,
        Kind.PACKAGE_OPENED,
        Kind.PUT_AWAY_OPENED,
        Kind.RECORDS_LISTED,
        Kind.RECORD_REVEALED,
        Kind.REGISTERS_READ,
        Kind.RETENTION_SHOWN,
        Kind.SEARCH_PERFORMED,
        Kind.TASKS_READ,
        Kind.WHO_LOOKED_READ,
    }
)
"""Kinds that leave everything as it was; whatever does not stand here counts as a change."""

SENTENCES: Final[dict[Kind, Promise]] = {
    Kind.ACCESS_REFUSED: _("%(actor)s was refused access to %(categories)s of %(dossier)s."),
    Kind.ACCESS_SHOWN: _("%(actor)s looked who has access to %(dossier)s."),
    Kind.ACCOUNT_ENDED: _("%(actor)s ended an account."),
    Kind.ACCOUNT_OPENED: _("%(actor)s opened an account."),
    Kind.ADDRESS_CONFIRMED: _("%(actor)s asked whether the address in %(dossier)s is still right, and it is."),
    Kind.AGENCY_END_DECIDED: _("%(actor)s decided that the agency ends."),
    Kind.AGENCY_END_READ: _("%(actor)s looked how the end of the agency stands."),
    Kind.AGENCY_END_TICKED: _("%(actor)s wrote down that a step of the end of the agency was done."),
    Kind.AGENDA_ADDRESS_MADE: _("%(actor)s made a secret address for a calendar with times alone."),
    Kind.AGENDA_ADDRESS_WITHDRAWN: _("%(actor)s withdrew a secret address for a calendar."),
    Kind.AGENDA_READ: _("%(actor)s looked at their own agenda, with %(dossier)s in it."),
    Kind.APPOINTMENT_CHANGED: _("%(actor)s changed an appointment in %(dossier)s."),
    Kind.APPOINTMENT_MADE: _("%(actor)s made an appointment in %(dossier)s."),
    Kind.APPROVAL_ASKED: _("%(actor)s is to ask whether %(categories)s of %(dossier)s is approved as it is."),
    Kind.APPROVAL_DECLINED: _("%(actor)s wrote down that %(categories)s of %(dossier)s was not approved as it is."),
    Kind.APPROVAL_ENDED: _("%(actor)s wrote down that the approval of %(categories)s of %(dossier)s was taken back."),
    Kind.APPROVAL_GIVEN: _("%(actor)s wrote down that %(categories)s of %(dossier)s was approved as it is."),
    Kind.ASSIGNMENT_ENDED: _("%(actor)s ended an assignment to %(dossier)s."),
    Kind.ASSIGNMENT_MADE: _("%(actor)s assigned somebody to %(dossier)s."),
    Kind.ASSURANCE_ENDED: _("%(actor)s wrote that something about a party outside is so no more."),
    Kind.ASSURANCE_MADE: _("%(actor)s made sure of something about a party outside."),
    Kind.BACKUPS_READ: _("%(actor)s looked how backups stand, and at the plan for a calamity."),
    Kind.CALAMITIES_READ: _("%(actor)s looked at the register of calamities."),
    Kind.CALAMITY_CLOSED: _("%(actor)s closed a calamity, with what is learnt from it."),
    Kind.CALAMITY_REGISTERED: _("%(actor)s registered a calamity."),
    Kind.CALAMITY_STEP: _("%(actor)s wrote down what was done in a calamity."),
    Kind.CALAMITY_PLAN_KEPT: _("%(actor)s wrote a new version of the plan for a calamity."),
    Kind.REHEARSAL_ASKED: _("%(actor)s had putting a backup back rehearsed."),
    Kind.BACKUP_RESTORED: _("%(actor)s put a backup back, and did again what happened since."),
    Kind.BILLING_CHANGED: _("%(actor)s wrote where the invoices of a principal go, or what an hour costs."),
    Kind.BLOB_OPENED: _("%(actor)s opened a file (%(categories)s) of %(dossier)s."),
    Kind.BLOB_STORED: _("%(actor)s stored a file (%(categories)s) in %(dossier)s."),
    Kind.BREACH_ASSESSED: _("%(actor)s weighed a data breach."),
    Kind.BREACH_CLOSED: _("%(actor)s closed a data breach."),
    Kind.BREACH_LEARNT: _("%(actor)s wrote down what is learnt from a data breach."),
    Kind.BREACH_LETTER_MADE: _("%(actor)s made a letter about a data breach."),
    Kind.BREACH_READ: _("%(actor)s read about data breaches."),
    Kind.BREACH_REMINDED: _("%(actor)s reminded of the hours of a data breach."),
    Kind.BREACH_REPORTED: _("%(actor)s reported a data breach."),
    Kind.BREACH_SEARCHED: _("%(actor)s searched in the log whom a data breach concerns."),
    Kind.BREACH_TOLD: _("%(actor)s wrote down who was told of a data breach."),
    Kind.BREACH_TRACED: _("%(actor)s wrote down that a data breach concerns %(dossier)s, or not."),
    Kind.CASELOAD_READ: _("%(actor)s looked at their own caseload, with %(dossier)s in it."),
    Kind.CLIENT_TOLD: _("%(actor)s wrote that the client of %(dossier)s was told."),
    Kind.COLLEAGUE_EXCLUDED: _("%(actor)s kept a colleague out of %(dossier)s by name."),
    Kind.COMMISSIONS_READ: _("%(actor)s looked at their own commissions, with %(dossier)s among them."),
    Kind.COMPLAINTS_READ: _("%(actor)s read complaints."),
    Kind.COMPLAINT_ACT_REVIEWED: _("%(actor)s looked back on what was decided in %(dossier)s."),
    Kind.COMPLAINT_ASSIGNED: _("%(actor)s said who handles a complaint."),
    Kind.COMPLAINT_DECIDED: _("%(actor)s wrote down what became of a complaint."),
    Kind.COMPLAINT_EMPTIED: _("%(actor)s destroyed the file of a complaint. The number stays."),
    Kind.COMPLAINT_GIVEN: _("%(actor)s gave something of a complaint to somebody outside."),
    Kind.COMPLAINT_LETTER_MADE: _("%(actor)s made a letter about a complaint."),
    Kind.COMPLAINT_MADE: _("%(actor)s took in a complaint."),
    Kind.COMPLAINT_REMINDED: _("%(actor)s asked who handles complaints to do it in time."),
    Kind.COMPLAINT_WENT_ON: _("%(actor)s took a step in a complaint."),
    Kind.CONSENT_GIVEN: _("%(actor)s recorded consent for %(categories)s of %(dossier)s."),
    Kind.CONSENT_REFUSED: _("%(actor)s recorded that no consent was given for %(categories)s of %(dossier)s."),
    Kind.CONSENT_WITHDRAWN: _("%(actor)s recorded that consent for %(categories)s of %(dossier)s was withdrawn."),
    Kind.CONTACT_PERSON_ADDED: _("%(actor)s recorded a contact person of an organisation outside."),
    Kind.CONTACT_PERSON_TAKEN_AWAY: _("%(actor)s took away a contact person of an organisation outside."),
    Kind.CONTRACT_AGREED: _("%(actor)s recorded an agreement with a principal."),
    Kind.CONTRACT_ENDED: _("%(actor)s recorded the last day of an agreement with a principal."),
    Kind.CONTROLS_READ: _("%(actor)s looked at the controls of the agency."),
    Kind.CONTROL_DONE: _("%(actor)s did a control that the regulation asks, and wrote down what was found."),
    Kind.COPY_ASKED: _("%(actor)s wrote down that somebody asked for a copy of the regulation."),
    Kind.COPY_GIVEN: _("%(actor)s gave a copy of the regulation, free, to who asked for it."),
    Kind.COUNTS_KEPT: _("%(actor)s counted years of which something is destroyed, with nobody in it."),
    Kind.DEATH_RECORDED: _("%(actor)s wrote down that the person of %(dossier)s died. Nobody comes in for them."),
    Kind.DECLARATION_SIGNED: _("%(actor)s signed the declaration of confidentiality."),
    Kind.DECLARATION_TEXT_MADE: _("%(actor)s wrote a new version of what people declare."),
    Kind.DESTRUCTIONS_READ: _("%(actor)s looked at what is to be destroyed."),
    Kind.DESTRUCTION_APPROVED: _("%(actor)s approved a destruction."),
    Kind.DESTRUCTION_CERTIFIED: _("%(actor)s found nothing left of a destruction and signed its certificate."),
    Kind.DESTRUCTION_DECLINED: _("%(actor)s declined a destruction."),
    Kind.DESTRUCTION_EMPTY: _("%(actor)s found that everything on a list for destruction stayed, and ended it."),
    Kind.DESTRUCTION_LEFT_OUT: _("%(actor)s left %(dossier)s out of a destruction."),
    Kind.DESTRUCTION_PROPOSED: _("%(actor)s proposed a destruction of what is due."),
    Kind.DISCLOSURES_EXPORTED: _("%(actor)s made a file of what left the agency."),
    Kind.DISCLOSURES_READ: _("%(actor)s looked to whom data of %(dossier)s went."),
    Kind.DISCLOSURE_AGREED: _("%(actor)s agreed, as a second person, to giving data of %(dossier)s."),
    Kind.DISCLOSURE_FETCHED: _("%(actor)s let the recipient fetch %(categories)s of %(dossier)s."),
    Kind.DISCLOSURE_MADE: _("%(actor)s provided %(categories)s of %(dossier)s to somebody else."),
    Kind.DISCLOSURE_OPENED: _("%(actor)s opened what was given to them of %(dossier)s (%(categories)s)."),
    Kind.DISCLOSURE_PREPARED: _("%(actor)s prepared to give %(categories)s of %(dossier)s to another."),
    Kind.DISCLOSURE_REFUSED: _("%(actor)s did not provide %(categories)s of %(dossier)s."),
    Kind.DISCLOSURE_REVIEWED: _("%(actor)s looked back on giving data of %(dossier)s."),
    Kind.DISCLOSURE_STOPPED: _("%(actor)s stopped giving data of %(dossier)s to another."),
    Kind.DISCLOSURE_TO_REVIEW: _("Giving data of %(dossier)s by %(actor)s is to be looked back on by somebody else."),
    Kind.DOSSIER_CLOSED: _("%(actor)s closed %(dossier)s."),
    Kind.DOSSIER_OPENED: _("%(actor)s opened a new dossier: %(dossier)s."),
    Kind.DOSSIER_READ: _("%(actor)s read %(categories)s of %(dossier)s."),
    Kind.DRAFT_KEPT: _("What %(actor)s had typed for %(dossier)s was kept for them alone, since they were signed out."),
    Kind.DRAFT_OPENED: _("%(actor)s went on with what they had typed for %(dossier)s."),
    Kind.DRAFT_THROWN_AWAY: _("%(actor)s threw away what they had typed for %(dossier)s."),
    Kind.ENQUIRIES_READ: _("%(actor)s read what principals ask about %(dossier)s."),
    Kind.ENQUIRY_ENDED: _("%(actor)s wrote down what became of a question of a principal about %(dossier)s."),
    Kind.ENQUIRY_MADE: _("%(actor)s took in a question of a principal about %(dossier)s."),
    Kind.ENQUIRY_REMINDED: _("%(actor)s reminded of a question of a principal about %(dossier)s."),
    Kind.EXCLUSION_LIFTED: _("%(actor)s let a colleague in again who was kept out of %(dossier)s."),
    Kind.EXPORT_MADE: _("%(actor)s made an export of %(categories)s of %(dossier)s."),
    Kind.FILES_DESTROYED: _("%(actor)s removed the files of data of %(dossier)s that were destroyed."),
    Kind.FILE_THROWN_AWAY: _("%(actor)s threw away a file that waited in %(dossier)s."),
    Kind.FRAME_EMPTIED: _("%(actor)s emptied what was left of %(dossier)s once its last key was gone."),
    Kind.HAND_OVER_BEGUN: _("%(actor)s began to hand over to a principal whose agreement ended."),
    Kind.HAND_OVER_PLANNED: _("%(actor)s found an agreement that ended, at whose end data go to the principal."),
    Kind.HAND_OVER_RECEIVED: _("%(actor)s recorded that a principal has what was handed over."),
    Kind.HAND_OVER_WEIGHED: _("%(actor)s weighed what of %(dossier)s a principal may hold after its agreement ended."),
    Kind.HOLD_LIFTED: _("%(actor)s lifted what stopped the destruction of %(dossier)s."),
    Kind.HOLD_PLACED: _("%(actor)s stopped the destruction of %(dossier)s."),
    Kind.IMPORT_CONFIRMED: _("%(actor)s confirmed that a file of clients is brought in."),
    Kind.IMPORT_ENDED: _("%(actor)s let a file of clients that waited go."),
    Kind.IMPORT_MADE: _("%(actor)s brought a file of clients in."),
    Kind.IMPORT_READ: _("%(actor)s looked at a file of clients that waits."),
    Kind.IMPORT_RECEIVED: _("%(actor)s handed in a file of clients."),
    Kind.IMPORT_TRIED: _("%(actor)s tried what a file of clients would bring in."),
    Kind.IMPORT_UNDONE: _("%(actor)s undid an import: %(dossier)s is gone."),
    Kind.INVITATION_MADE: _("%(actor)s made a link with which somebody chooses a password."),
    Kind.INVOICES_READ: _("%(actor)s looked at invoices, with %(dossier)s among them."),
    Kind.INVOICES_TRANSFERRED: _("%(actor)s took invoices out for the books, with %(categories)s of %(dossier)s."),
    Kind.INVOICE_CREDITED: _("%(actor)s credited an invoice of %(dossier)s."),
    Kind.INVOICE_DRAFTED: _("%(actor)s drafted an invoice or a credit note in %(dossier)s."),
    Kind.INVOICE_FINAL: _("%(actor)s made an invoice of %(dossier)s final."),
    Kind.INVOICE_SENT: _("%(actor)s sent an invoice of %(dossier)s to the principal."),
    Kind.INVOICE_THROWN_AWAY: _("%(actor)s threw a draft of an invoice of %(dossier)s away."),
    Kind.KEY_DESTROYED: _("%(actor)s destroyed the key of data of %(dossier)s; they can no longer be read."),
    Kind.LEDGER_ENDED: _("%(actor)s emptied what is over the term of the log; counts of it stay."),
    Kind.LEDGER_READ: _("%(actor)s read the ledger."),
    Kind.LETTER_MADE: _("%(actor)s made a letter about %(dossier)s."),
    Kind.LETTER_SENT: _("%(actor)s sent a letter about %(dossier)s."),
    Kind.LIST_KEPT: _("%(actor)s kept a list of dossiers for themself: what it asks for, and nobody in it."),
    Kind.LIST_TAKEN_AWAY: _("%(actor)s took away a list of dossiers that they kept."),
    Kind.MAIL_ADDRESS_ENDED: _("%(actor)s ended an address for e-mail."),
    Kind.MAIL_ADDRESS_HANDED_OVER: _("%(actor)s let another colleague open the post of an address for e-mail."),
    Kind.MAIL_ADDRESS_MADE: _("%(actor)s made an address for e-mail, and named who opens its post."),
    Kind.MAIL_GONE: _("%(actor)s destroyed e-mail that nobody sorted in time."),
    Kind.MAIL_HANDED_ON: _("%(actor)s handed an e-mail that waits on to a colleague."),
    Kind.MAIL_READ: _("%(actor)s looked at e-mail that waits to be sorted."),
    Kind.MAIL_RECEIVED: _("%(actor)s took in an e-mail."),
    Kind.MAIL_REFUSED: _("%(actor)s refused an e-mail."),
    Kind.MAIL_TAKEN_IN: _("%(actor)s took an e-mail into %(dossier)s, where it waits to be filed."),
    Kind.MAIL_THROWN_AWAY: _("%(actor)s threw away an e-mail that waited."),
    Kind.MAINTENANCE_CLOSED: _("%(actor)s closed the window in which a supplier could do maintenance."),
    Kind.MAINTENANCE_OPENED: _("%(actor)s opened a window in which a supplier can do maintenance."),
    Kind.MESSAGE_RECEIVED: _("%(actor)s took in what a principal wrote about %(dossier)s; it waits to be sorted."),
    Kind.MESSAGE_WRITTEN: _("%(actor)s wrote a message from the own pages of %(dossier)s; it waits to be sorted."),
    Kind.NECESSITY_WEIGHED: _("%(actor)s weighed whether %(categories)s of %(dossier)s still have to be kept."),
    Kind.NOTICE_LEFT: _("%(actor)s wrote down why the client need not be told something in %(dossier)s."),
    Kind.OBJECTION_LIFTED: _("%(actor)s recorded that the client of %(dossier)s no longer objects."),
    Kind.OBJECTION_MADE: _("%(actor)s recorded that the client of %(dossier)s objects."),
    Kind.ORGANISATION_CREATED: _("%(actor)s created the organisation."),
    Kind.ORGANISATION_EXPORTED: _("%(actor)s exported the whole organisation."),
    Kind.ORGANISATION_IMPORTED: _("%(actor)s imported the organisation."),
    Kind.OVERVIEWS_READ: _("%(actor)s looked at overviews: counts alone."),
    Kind.OVERVIEW_TOLD: _("%(actor)s had an overview made: counts alone."),
    Kind.OVERVIEW_WITHHELD: _("%(actor)s got no overview: it would have pointed at too few people."),
    Kind.PACKAGE_AGREED: _("%(actor)s agreed, as a second person, to what the client of %(dossier)s gets."),
    Kind.PACKAGE_ASKED: _("%(actor)s had everything put together that is held of the client of %(dossier)s."),
    Kind.PACKAGE_COVERED: _("%(actor)s decided what about others is covered in what the client of %(dossier)s gets."),
    Kind.PACKAGE_ENDED: _("%(actor)s destroyed what had been put together for the client of %(dossier)s."),
    Kind.PACKAGE_FETCHED: _("%(actor)s let the client of %(dossier)s, or whom they named, fetch their data."),
    Kind.PACKAGE_GIVEN: _("%(actor)s gave the client of %(dossier)s, or whom they named, their data (%(categories)s)."),
    Kind.PACKAGE_MADE: _("%(actor)s put together what is held of the client of %(dossier)s."),
    Kind.PACKAGE_OPENED: _("%(actor)s looked at what the client of %(dossier)s gets."),
    Kind.PAPER_BACK: _("%(actor)s brought the paper dossier of %(dossier)s back."),
    Kind.PAPER_DESTROYED: _("%(actor)s recorded that the paper dossier of %(dossier)s was shredded."),
    Kind.PAPER_FILED: _("%(actor)s filed a paper dossier of %(dossier)s."),
    Kind.PAPER_MOVED: _("%(actor)s recorded where the paper dossier of %(dossier)s stands."),
    Kind.PAPER_PAGES_DESTROYED: _("%(actor)s recorded that pages of the paper dossier of %(dossier)s were shredded."),
    Kind.PAPER_REGISTER_READ: _("%(actor)s looked where paper dossiers are, also of %(dossier)s."),
    Kind.PAPER_TAKEN_OUT: _("%(actor)s took the paper dossier of %(dossier)s out of its cabinet (%(categories)s)."),
    Kind.PARTY_REGISTERED: _("%(actor)s recorded an organisation that this one works with."),
    Kind.PASSWORD_CHOSEN: _("%(actor)s chose a new password."),
    Kind.PERSON_REGISTERED: _("%(actor)s registered a person: %(dossier)s."),
    Kind.PIECE_TAKEN: _("%(actor)s took along a document made from %(categories)s of %(dossier)s."),
    Kind.PRACTICE_ADOPTED: _("%(actor)s decided the way of working."),
    Kind.PRACTICE_DECLINED: _("%(actor)s declined a proposal for the way of working."),
    Kind.PRACTICE_PROPOSED: _("%(actor)s proposed a way of working."),
    Kind.PRINT_MADE: _("%(actor)s printed %(categories)s of %(dossier)s."),
    Kind.PUT_AWAY: _("%(actor)s put %(categories)s of %(dossier)s away where nobody reads it."),
    Kind.PUT_AWAY_CHOSEN: _("%(actor)s had %(dossier)s put away on a list instead of destroyed."),
    Kind.PUT_AWAY_OPENED: _("%(actor)s opened %(categories)s of %(dossier)s that was put away, since the law asks it."),
    Kind.READING_DECIDED: _("%(actor)s recorded how the regulation is read."),
    Kind.RECIPIENTS_FOUND: _("%(actor)s found to whom data of %(dossier)s went, who have to be told of a decision."),
    Kind.RECIPIENT_TOLD: _("%(actor)s told a recipient of data of %(dossier)s what was decided on a request."),
    Kind.RECORDS_LISTED: _("%(actor)s saw a list of %(categories)s, also of %(dossier)s."),
    Kind.RECORD_CORRECTED: _("%(actor)s corrected %(categories)s of %(dossier)s."),
    Kind.RECORD_CREATED: _("%(actor)s added %(categories)s to %(dossier)s."),
    Kind.RECORD_DESTROYED: _("%(actor)s destroyed %(categories)s of %(dossier)s."),
    Kind.RECORD_MOVED_IN: _("%(actor)s took %(categories)s into %(dossier)s, where it belongs."),
    Kind.RECORD_MOVED_OUT: _("%(actor)s took %(categories)s out of %(dossier)s, where it stood by mistake."),
    Kind.RECORD_RESTRICTED: _("%(actor)s restricted %(categories)s of %(dossier)s."),
    Kind.RECORD_RESTRICTION_LIFTED: _("%(actor)s lifted the restriction of %(categories)s of %(dossier)s."),
    Kind.RECORD_REVEALED: _("%(actor)s had %(categories)s of %(dossier)s shown whole."),
    Kind.RECORD_SHARED: _("%(actor)s shared a note of their own; it belongs to %(dossier)s from now on."),
    Kind.REGISTERS_READ: _("%(actor)s read a register of the agency."),
    Kind.REGISTER_WRITTEN: _("%(actor)s wrote a new version of a text of a register."),
    Kind.REGULATION_ADOPTED: _("%(actor)s adopted a version of the regulation."),
    Kind.REGULATION_DRAFT_APPROVED: _("%(actor)s approved a draft of the regulation."),
    Kind.REGULATION_DRAFT_DECLINED: _("%(actor)s declined a draft of the regulation."),
    Kind.REGULATION_DRAFT_MADE: _("%(actor)s changed the draft of the regulation."),
    Kind.REGULATION_DRAFT_PUT_FORWARD: _("%(actor)s put a draft of the regulation forward."),
    Kind.REGULATION_HANDED_OUT: _("%(actor)s handed the regulation to the client of %(dossier)s."),
    Kind.REGULATION_HANDED_TO_PRINCIPAL: _("%(actor)s handed the regulation to a principal."),
    Kind.REGULATION_ROUND_BEGUN: _("%(actor)s began to send a changed regulation to who has an earlier one."),
    Kind.REQUESTS_READ: _("%(actor)s read the requests about %(dossier)s."),
    Kind.REQUEST_DECIDED: _("%(actor)s decided on a request about %(dossier)s."),
    Kind.REQUEST_ESCALATED: _(
        "%(actor)s told whom the regulation names that a request about %(dossier)s has no answer yet."
    ),
    Kind.REQUEST_ITEMS_CHOSEN: _("%(actor)s wrote down what a request about %(dossier)s is about."),
    Kind.REQUEST_ITEM_DECIDED: _("%(actor)s decided on %(categories)s in a request about %(dossier)s."),
    Kind.REQUEST_MADE: _("%(actor)s received a request about %(dossier)s."),
    Kind.REQUEST_MATCHED: _("%(actor)s took a request from the website into %(dossier)s."),
    Kind.REQUEST_NOTHING_HELD: _("%(actor)s found nothing of who sent in a request, and says so."),
    Kind.REQUEST_SENT_IN: _("%(actor)s took in a request from the website."),
    Kind.REQUEST_REMINDED: _("%(actor)s asked who answers a request about %(dossier)s to do it in time."),
    Kind.REQUEST_SENT_AGAIN: _("%(actor)s had an answer sent to another address, since none arrived."),
    Kind.REQUEST_TOLD_OTHERWISE: _("%(actor)s wrote down how somebody heard that nothing is kept of them."),
    Kind.REQUEST_UNDELIVERED: _("%(actor)s found that an e-mail to who sent in a request cannot be delivered."),
    Kind.REQUEST_UNANSWERED: _("%(actor)s found that no answer came in time to a request about %(dossier)s."),
    Kind.REQUEST_WENT_ON: _("%(actor)s took a step in a request about %(dossier)s."),
    Kind.RETENTION_SHOWN: _("%(actor)s looked when data of %(dossier)s will be destroyed."),
    Kind.REVIEW_PLANNED: _("%(actor)s said when an agreement is looked at again."),
    Kind.ROLE_ENDED: _("%(actor)s withdrew a role."),
    Kind.ROLE_GIVEN: _("%(actor)s gave a role."),
    Kind.SEARCH_PERFORMED: _("%(actor)s searched, and found %(dossier)s among others."),
    Kind.SECOND_FACTOR_ADDED: _("%(actor)s added a second step for signing in."),
    Kind.SECOND_FACTOR_REMOVED: _("%(actor)s removed a second step for signing in."),
    Kind.SHOWING_ENDED: _("%(actor)s ended what somebody from outside might look at in %(dossier)s."),
    Kind.SHOWING_MADE: _("%(actor)s let somebody from outside look at chosen %(categories)s of %(dossier)s."),
    Kind.SHOWING_OPENED: _("%(actor)s began to look at what the client of %(dossier)s lets them see (%(categories)s)."),
    Kind.SIGNED_IN: _("%(actor)s signed in."),
    Kind.SIGNED_OUT: _("%(actor)s signed out."),
    Kind.SIGN_IN_FAILED: _("Signing in failed for %(actor)s."),
    Kind.STATEMENT_ADDED: _("%(actor)s added what the client says of %(categories)s to %(dossier)s."),
    Kind.SUMMARY_PRINTED: _("%(actor)s made a summary on paper of %(categories)s of %(dossier)s."),
    Kind.SURVEY_COUNTED: _("%(actor)s recorded how many answered a question of the survey."),
    Kind.SURVEY_READING_ENDED: _("%(actor)s ended a reading by which clients were invited to a survey."),
    Kind.SURVEY_READING_RECORDED: _("%(actor)s recorded how an article is read on inviting clients to a survey."),
    Kind.TASKS_MOVED: _("%(actor)s moved a day of %(dossier)s, and with it the days of tasks."),
    Kind.TASKS_READ: _("%(actor)s looked at their own tasks, with %(dossier)s in it."),
    Kind.TASK_COMPLETED: _("%(actor)s completed a task about %(dossier)s."),
    Kind.TASK_CREATED: _("%(actor)s made a task about %(dossier)s."),
    Kind.TIME_APPROVAL_TAKEN_BACK: _("%(actor)s took back the approval of somebody's week of time."),
    Kind.TIME_APPROVED: _("%(actor)s approved somebody's week of time."),
    Kind.TIME_ENTERED: _("%(actor)s recorded time spent on %(dossier)s."),
    Kind.TIME_READ: _("%(actor)s looked at recorded time, also of %(dossier)s."),
    Kind.TIME_STRUCK: _("%(actor)s struck time recorded on %(dossier)s."),
    Kind.TRAJECTORY_CHANGED: _("%(actor)s changed days, phase or goal of a trajectory of %(dossier)s."),
    Kind.TRAJECTORY_CLOSED: _("%(actor)s closed a trajectory of %(dossier)s."),
    Kind.TRAJECTORY_HANDED_OVER: _("%(actor)s handed a trajectory of %(dossier)s over to a colleague."),
    Kind.TRAJECTORY_OPENED: _("%(actor)s started a trajectory in %(dossier)s."),
    Kind.VIEW_ENDED: _("The view of %(actor)s of %(dossier)s ended."),
    Kind.VIEW_GRANTED: _("%(actor)s granted a view of %(categories)s of %(dossier)s."),
    Kind.VIEW_REFUSED: _("%(actor)s refused a view of %(categories)s of %(dossier)s."),
    Kind.VIEW_REQUESTED: _("%(actor)s asked for a view of %(categories)s of %(dossier)s."),
    Kind.VIEW_REVIEWED: _("%(actor)s reviewed a view of %(dossier)s afterwards."),
    Kind.WHO_LOOKED_READ: _("%(actor)s looked who has seen %(dossier)s."),
}

BASIS: Final = _("Basis: %(articles)s.")
"""What follows the sentence where it matters: by which articles."""
