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
    APPOINTMENT_MADE = "appointment_made"
    ASSIGNMENT_ENDED = "assignment_ended"
    ASSIGNMENT_MADE = "assignment_made"
    BLOB_OPENED = "blob_opened"
    BLOB_STORED = "blob_stored"
    BREACH_REPORTED = "breach_reported"
    CASELOAD_READ = "caseload_read"
    COMPLAINT_DECIDED = "complaint_decided"
    COMPLAINT_MADE = "complaint_made"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    DECLARATION_SIGNED = "declaration_signed"
    DISCLOSURE_MADE = "disclosure_made"
    DISCLOSURE_REFUSED = "disclosure_refused"
    DOSSIER_CLOSED = "dossier_closed"
    DOSSIER_OPENED = "dossier_opened"
    DOSSIER_READ = "dossier_read"
    EXPORT_MADE = "export_made"
    KEY_DESTROYED = "key_destroyed"
    LEDGER_READ = "ledger_read"
    LETTER_SENT = "letter_sent"
    ORGANISATION_CREATED = "organisation_created"
    ORGANISATION_EXPORTED = "organisation_exported"
    ORGANISATION_IMPORTED = "organisation_imported"
    PERSON_REGISTERED = "person_registered"
    READING_DECIDED = "reading_decided"
    RECORDS_LISTED = "records_listed"
    RECORD_CORRECTED = "record_corrected"
    RECORD_CREATED = "record_created"
    RECORD_DESTROYED = "record_destroyed"
    RECORD_RESTRICTED = "record_restricted"
    REGULATION_ADOPTED = "regulation_adopted"
    REQUEST_DECIDED = "request_decided"
    REQUEST_MADE = "request_made"
    RETENTION_SHOWN = "retention_shown"
    ROLE_ENDED = "role_ended"
    ROLE_GIVEN = "role_given"
    SEARCH_PERFORMED = "search_performed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    TASK_COMPLETED = "task_completed"
    TASK_CREATED = "task_created"
    TASKS_READ = "tasks_read"
    TRAJECTORY_CLOSED = "trajectory_closed"
    TRAJECTORY_OPENED = "trajectory_opened"
    VIEW_ENDED = "view_ended"
    VIEW_GRANTED = "view_granted"
    VIEW_REFUSED = "view_refused"
    VIEW_REQUESTED = "view_requested"
    VIEW_REVIEWED = "view_reviewed"
    WHO_LOOKED_READ = "who_looked_read"


SENTENCES: Final[dict[Kind, Promise]] = {
    Kind.ACCESS_REFUSED: _("%(actor)s kreeg geen toegang tot %(categories)s van %(dossier)s."),
    Kind.ACCESS_SHOWN: _("%(actor)s keek wie er toegang heeft tot %(dossier)s."),
    Kind.ACCOUNT_ENDED: _("%(actor)s beëindigde een account."),
    Kind.ACCOUNT_OPENED: _("%(actor)s opende een account."),
    Kind.APPOINTMENT_MADE: _("%(actor)s maakte een afspraak in %(dossier)s."),
    Kind.ASSIGNMENT_ENDED: _("%(actor)s beëindigde een toewijzing aan %(dossier)s."),
    Kind.ASSIGNMENT_MADE: _("%(actor)s wees iemand toe aan %(dossier)s."),
    Kind.BLOB_OPENED: _("%(actor)s opende een bestand (%(categories)s) van %(dossier)s."),
    Kind.BLOB_STORED: _("%(actor)s bewaarde een bestand (%(categories)s) in %(dossier)s."),
    Kind.BREACH_REPORTED: _("%(actor)s meldde een datalek."),
    Kind.CASELOAD_READ: _("%(actor)s bekeek de eigen caseload, met daarin %(dossier)s."),
    Kind.COMPLAINT_DECIDED: _("%(actor)s besliste op een klacht over %(dossier)s."),
    Kind.COMPLAINT_MADE: _("%(actor)s nam een klacht in ontvangst over %(dossier)s."),
    Kind.CONSENT_GIVEN: _("%(actor)s legde toestemming vast voor %(categories)s van %(dossier)s."),
    Kind.CONSENT_WITHDRAWN: _(
        "%(actor)s legde vast dat toestemming voor %(categories)s van %(dossier)s is ingetrokken."
    ),
    Kind.DECLARATION_SIGNED: _("%(actor)s ondertekende de geheimhoudingsverklaring."),
    Kind.DISCLOSURE_MADE: _("%(actor)s verstrekte %(categories)s van %(dossier)s aan een ander."),
    Kind.DISCLOSURE_REFUSED: _("%(actor)s verstrekte %(categories)s van %(dossier)s niet."),
    Kind.DOSSIER_CLOSED: _("%(actor)s sloot %(dossier)s."),
    Kind.DOSSIER_OPENED: _("%(actor)s opende een nieuw dossier: %(dossier)s."),
    Kind.DOSSIER_READ: _("%(actor)s las %(categories)s van %(dossier)s."),
    Kind.EXPORT_MADE: _("%(actor)s maakte een uitdraai van %(categories)s van %(dossier)s."),
    Kind.KEY_DESTROYED: _(
        "%(actor)s vernietigde de sleutel van gegevens van %(dossier)s; zij zijn niet meer te lezen."
    ),
    Kind.LEDGER_READ: _("%(actor)s las het logboek."),
    Kind.LETTER_SENT: _("%(actor)s verstuurde een brief over %(dossier)s."),
    Kind.ORGANISATION_CREATED: _("%(actor)s maakte de organisatie aan."),
    Kind.ORGANISATION_EXPORTED: _("%(actor)s exporteerde de hele organisatie."),
    Kind.ORGANISATION_IMPORTED: _("%(actor)s importeerde de organisatie."),
    Kind.PERSON_REGISTERED: _("%(actor)s schreef een persoon in: %(dossier)s."),
    Kind.READING_DECIDED: _("%(actor)s legde vast hoe het reglement gelezen wordt."),
    Kind.RECORDS_LISTED: _("%(actor)s zag een lijst met %(categories)s, ook van %(dossier)s."),
    Kind.RECORD_CORRECTED: _("%(actor)s verbeterde %(categories)s van %(dossier)s."),
    Kind.RECORD_CREATED: _("%(actor)s voegde %(categories)s toe aan %(dossier)s."),
    Kind.RECORD_DESTROYED: _("%(actor)s vernietigde %(categories)s van %(dossier)s."),
    Kind.RECORD_RESTRICTED: _("%(actor)s schermde %(categories)s van %(dossier)s af."),
    Kind.REGULATION_ADOPTED: _("%(actor)s stelde een versie van het reglement vast."),
    Kind.REQUEST_DECIDED: _("%(actor)s besliste op een verzoek over %(dossier)s."),
    Kind.REQUEST_MADE: _("%(actor)s nam een verzoek in ontvangst over %(dossier)s."),
    Kind.RETENTION_SHOWN: _("%(actor)s keek wanneer gegevens van %(dossier)s worden vernietigd."),
    Kind.ROLE_ENDED: _("%(actor)s trok een rol in."),
    Kind.ROLE_GIVEN: _("%(actor)s gaf een rol."),
    Kind.SEARCH_PERFORMED: _("%(actor)s zocht, en vond onder meer %(dossier)s."),
    Kind.SECOND_FACTOR_ADDED: _("%(actor)s stelde een tweede stap voor het inloggen in."),
    Kind.SECOND_FACTOR_REMOVED: _("%(actor)s verwijderde een tweede stap voor het inloggen."),
    Kind.SIGNED_IN: _("%(actor)s logde in."),
    Kind.SIGNED_OUT: _("%(actor)s logde uit."),
    Kind.SIGN_IN_FAILED: _("Inloggen mislukte voor %(actor)s."),
    Kind.TASK_COMPLETED: _("%(actor)s rondde een taak af over %(dossier)s."),
    Kind.TASK_CREATED: _("%(actor)s maakte een taak over %(dossier)s."),
    Kind.TASKS_READ: _("%(actor)s bekeek de eigen taken, met daarin %(dossier)s."),
    Kind.TRAJECTORY_CLOSED: _("%(actor)s sloot een traject van %(dossier)s."),
    Kind.TRAJECTORY_OPENED: _("%(actor)s begon een traject in %(dossier)s."),
    Kind.VIEW_ENDED: _("De inzage van %(actor)s in %(dossier)s eindigde."),
    Kind.VIEW_GRANTED: _("%(actor)s stond inzage toe in %(categories)s van %(dossier)s."),
    Kind.VIEW_REFUSED: _("%(actor)s weigerde inzage in %(categories)s van %(dossier)s."),
    Kind.VIEW_REQUESTED: _("%(actor)s vroeg inzage in %(categories)s van %(dossier)s."),
    Kind.VIEW_REVIEWED: _("%(actor)s beoordeelde achteraf een inzage in %(dossier)s."),
    Kind.WHO_LOOKED_READ: _("%(actor)s keek wie %(dossier)s heeft ingezien."),
}
