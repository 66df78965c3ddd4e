"""What this room holds of people."""

from typing import Any

from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.letters.keeping import TABLE as LETTER
from waarborg.letters.outbox import TABLE as MAIL
from waarborg.vault.open_key import OpenKey


def _letter(row: Any, key: OpenKey) -> dict[str, bytes]:
    return {} if row.erased_on else {"pdf": key.open(bytes(row.sealed), row=row.pk, table=LETTER)}


def _mail(row: Any, key: OpenKey) -> dict[str, str]:
    return {"message": key.open(bytes(row.sealed), row=row.pk, table=MAIL).decode()}


HOLDINGS = (
    holding(
        "letters.Letter",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_letter,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id view_id given_by_id",
            Holds.CLIENT: "kind category language state made_at channel given_at erased_on",
            Holds.NOBODY: "id organisation_id data_key_id decision_id",
        },
    ),
    holding(
        "letters.Mail",
        Subject.CLIENT,
        Ends.KEY,
        category="correspondence",
        by_person="dossier__person_id",
        opens=_mail,
        columns={
            Holds.SEALED: "sealed",
            Holds.POINTER: "dossier_id",
            Holds.CLIENT: "state queued_at sent_at",
            Holds.NOBODY: "id organisation_id letter_id data_key_id attempts next_attempt_at error decision_id",
        },
    ),
    holding(
        "letters.Round",
        Subject.STAFF,
        Ends.NEVER,
        columns={
            Holds.STAFF: "account_id roles strong began_at",
            Holds.NOBODY: "id organisation_id page state total done sent failed moved_at decision_id",
        },
    ),
)
