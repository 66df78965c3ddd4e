"""What shows that a consent was given: the exact words that were put before somebody, and their signature."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import ConsentProof
from waarborg.dossiers.models import ClientDeclaration
from waarborg.dossiers.record_models import Record
from waarborg.gate.actors import is_client
from waarborg.gate.door import Door
from waarborg.kernel.errors import InvalidInput

ON_PAPER_OR_SCREEN = frozenset({"written", "separate_form"})
"""Forms in which a consent carries a signature."""
BY_STAFF = (ConsentProof.ON_SCREEN, ConsentProof.SCAN, ConsentProof.PAPER, ConsentProof.NOTED)
"""What can show it where somebody of the agency writes the answer down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """The words as they were shown, in which language, what shows the answer, and the record with its scan."""

    wording: str
    language: str
    proof: str = ConsentProof.NOTED.value
    record_id: UUID | None = None

    @property
    def wording_sha256(self) -> str:
        """The SHA-256 of the words as UTF-8, in hexadecimal."""
        return sha256(self.wording.encode()).hexdigest()

    def told(self) -> dict[str, str]:
        """What the ledger keeps of it: whoever changes the words afterwards is found out."""
        return {"wording_sha256": self.wording_sha256, "proof": self.proof}


def by_whom(door: Door) -> ConsentProof:
    """What shows a declaration of which nothing more was said."""
    return ConsentProof.OWN_PAGES if is_client(door.actor) else ConsentProof.NOTED


def check_proof(door: Door, form: str, proved: Proved) -> None:
    """What is in writing is signed on this screen or on paper; a scan is there. Raises `InvalidInput` per field."""
    wrong: dict[str, str] = {}
    able = {ConsentProof.OWN_PAGES} if is_client(door.actor) else {*BY_STAFF}
    if proved.proof not in able:
        wrong["proof"] = _("Choose one from the list.")
    elif proved.proof == ConsentProof.NOTED and form in ON_PAPER_OR_SCREEN:
        wrong["proof"] = _("In writing: let them sign on this screen, or say where the signed paper is.")
    elif (proved.proof == ConsentProof.SCAN) != (proved.record_id is not None):
        wrong["record_id"] = _("Choose the scan where it was signed on paper and scanned, and only there.")
    elif proved.record_id is not None and not _is_there(door, proved.record_id):
        wrong["record_id"] = _("Choose one from the list.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _is_there(door: Door, record_id: UUID) -> bool:
    here = Record.objects.using(door.using).filter(pk=record_id, dossier_id=UUID(door.dossier["id"]))
    return here.filter(moved_on=None).exists()


def keep_proof(made: ClientDeclaration, proved: Proved) -> None:
    """Put the proof on a declaration that is not kept yet."""
    made.proof, made.record_id = proved.proof, proved.record_id
    made.wording, made.wording_sha256, made.language = proved.wording, proved.wording_sha256, proved.language
