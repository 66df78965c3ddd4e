"""What this room holds of people."""

from typing import Any

from waarborg.invoicing.paper import PDF, TABLE
from waarborg.kernel.personal_data import Ends, Holds, Subject, holding
from waarborg.vault.open_key import OpenKey


def _invoice(row: Any, key: OpenKey) -> dict[str, Any]:
    found: dict[str, Any] = {"invoice": key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode()}
    if row.sealed_pdf is not None:
        found["pdf"] = key.open(bytes(row.sealed_pdf), row=row.pk, table=PDF)
    return found


HOLDINGS = (
    holding(
        "invoicing.Invoice",
        Subject.CLIENT,
        Ends.KEY,
        category="column:category",
        by_person="dossier__person_id",
        opens=_invoice,
        columns={
            Holds.SEALED: "sealed sealed_pdf sealed_xml",
            Holds.POINTER: "dossier_id trajectory_id undoes_id made_by_id sent_by_id",
            Holds.CLIENT: "party_id category kind state named issued_on made_at sent_at sent_how",
            Holds.NOBODY: "id organisation_id data_key_id decision_id year sequence number",
        },
    ),
    holding(
        "invoicing.Charged",
        Subject.CLIENT,
        Ends.FRAME,
        category="proof",
        by_person="dossier__person_id",
        columns={
            Holds.POINTER: "dossier_id trajectory_id invoice_id time_entry_id",
            Holds.CLIENT: "fixed released_at",
            Holds.NOBODY: "id organisation_id decision_id",
        },
    ),
    holding(
        "invoicing.BillingDetails",
        Subject.NOBODY,
        Ends.NEVER,
        columns={
            Holds.NOBODY: "id organisation_id party_id street postcode place country company_number vat_number email"
            " decision_id"
        },
    ),
    holding(
        "invoicing.AgreedRate",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id contract_id hourly vat decision_id"},
    ),
    holding(
        "invoicing.Series",
        Subject.NOBODY,
        Ends.NEVER,
        columns={Holds.NOBODY: "id organisation_id year last"},
    ),
)
