"""Everything that counts as processing (GDPR art. 4(2)), each with the events by which the log shows that it was done.

An operation without an event would be one that nobody can look back on; a test keeps that from happening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.registers.reading import rows_of
from waarborg.registers.words import in_words

OPERATIONS: Mapping[str, tuple[Promise, tuple[Kind, ...]]] = {
    "collection": (_("collecting"), (Kind.IMPORT_RECEIVED, Kind.MAIL_RECEIVED, Kind.MESSAGE_RECEIVED)),
    "recording": (_("recording"), (Kind.RECORD_CREATED, Kind.IMPORT_CONFIRMED, Kind.TIME_ENTERED)),
    "organisation": (_("organising"), (Kind.ASSIGNMENT_MADE, Kind.MAIL_TAKEN_IN, Kind.RECORD_MOVED_IN)),
    "structuring": (_("structuring"), (Kind.TRAJECTORY_OPENED, Kind.TRAJECTORY_CHANGED, Kind.DOSSIER_OPENED)),
    "storage": (_("keeping"), (Kind.BLOB_STORED, Kind.PAPER_FILED, Kind.BACKUP_RESTORED)),
    "alteration": (_("updating and changing"), (Kind.RECORD_CORRECTED, Kind.STATEMENT_ADDED, Kind.ADDRESS_CONFIRMED)),
    "retrieval": (_("looking up"), (Kind.SEARCH_PERFORMED, Kind.RECORDS_LISTED, Kind.PAPER_TAKEN_OUT)),
    "consultation": (_("reading"), (Kind.DOSSIER_READ, Kind.BLOB_OPENED, Kind.RECORD_REVEALED)),
    "use": (_("using"), (Kind.LETTER_MADE, Kind.PRINT_MADE, Kind.PIECE_TAKEN, Kind.INVOICE_FINAL)),
    "transmission": (_("passing on"), (Kind.DISCLOSURE_MADE, Kind.DISCLOSURE_FETCHED, Kind.LETTER_SENT)),
    "dissemination": (_("spreading"), (Kind.EXPORT_MADE, Kind.ORGANISATION_EXPORTED, Kind.HAND_OVER_RECEIVED)),
    "making_available": (_("making available"), (Kind.SHOWING_MADE, Kind.VIEW_GRANTED, Kind.PACKAGE_GIVEN)),
    "alignment": (_("bringing together"), (Kind.OVERVIEW_TOLD, Kind.PACKAGE_MADE, Kind.COUNTS_KEPT)),
    "restriction": (_("restricting"), (Kind.RECORD_RESTRICTED, Kind.RECORD_RESTRICTION_LIFTED, Kind.HOLD_PLACED)),
    "erasure": (_("erasing"), (Kind.RECORD_DESTROYED, Kind.FILE_THROWN_AWAY, Kind.FRAME_EMPTIED)),
    "destruction": (_("destroying"), (Kind.KEY_DESTROYED, Kind.PAPER_DESTROYED, Kind.DESTRUCTION_CERTIFIED)),
}
"""By the word of the law, in its order: what it is called, and its events."""


def operations_table(door: Door, since: date, until: date) -> tuple[str, Sequence[str], Sequence[Sequence[str]]]:
    """Title, heads and rows: every operation, its events, and how often they were in a period."""
    kinds = [str(kind) for _title, some in OPERATIONS.values() for kind in some]
    counted = {row[0]: row[1] for row in rows_of(door, "counts", clock.start_of(since), clock.start_of(until), kinds)}
    rows = [
        [
            str(title).capitalize(),
            ", ".join(kind.value.replace("_", " ") for kind in some),
            str(sum(counted.get(str(kind), 0) for kind in some)),
        ]
        for title, some in OPERATIONS.values()
    ]
    days = {"since": in_words(since), "until": in_words(until)}
    heads = [gettext("Operation"), gettext("Events by which the log shows it"), gettext("How often")]
    return gettext("All that counts as processing, from %(since)s until %(until)s") % days, heads, rows
