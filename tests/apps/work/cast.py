"""An agency where people look along: Anna works on the dossier, Bram does not, Dina decides, Sam sees nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tests.apps.gate.agencies import Agency, agency
from waarborg.dossiers import looks
from waarborg.dossiers.declarations import declare
from waarborg.dossiers.records import NewRecord, add_record
from waarborg.dossiers.services import NewDossier, NewTrajectory, open_dossier
from waarborg.gate.actors import Actor, system_at
from waarborg.kernel import clock
from waarborg.parties.services import register_party
from waarborg.policy.vocabulary import regulations_folder

REASON = "Waarneming: Anna is ziek, de kandidaat belt over morgen"
ADDRESS = "robin@voorbeeld.invalid"
NAME = "Robin Proefpersoon"


@dataclass(frozen=True)
class Cast:
    """The people, and the one dossier."""

    agency: Agency
    dossier_id: UUID

    @property
    def anna(self) -> Actor:
        """The coach who works on it."""
        return self.agency.actor("anna")

    @property
    def bram(self) -> Actor:
        """A coach who does not."""
        return self.agency.actor("bram")

    @property
    def dina(self) -> Actor:
        """The responsible."""
        return self.agency.actor("dina")

    @property
    def system(self) -> Actor:
        """The program itself, at the worker's own login."""
        return system_at(self.agency.organisation.pk, using="worker")

    def looking_along(self) -> UUID:
        """Bram asks, and Dina lets him look."""
        view_id = looks.ask(self.bram, self.dossier_id, reason=REASON)
        looks.grant(self.dina, self.dossier_id, view_id, looks.Granting(answer="Akkoord", on_the_spot=True))
        return view_id


LONG_ENOUGH = timedelta(days=2)
"""After which every view of this agency is over."""


def cast(regulation: str = "jm-werkt") -> Cast:
    """Found the agency, with Anna's dossier of Robin."""
    made = agency(
        regulations_folder() / regulation,
        {
            "anna": ("coach",),
            "bram": ("coach",),
            "dina": ("responsible", "administration"),
            "sam": ("system_administrator",),
        },
    )
    dina = made.actor("dina")
    party = register_party(dina, kind="uwv", name="UWV Proefkantoor")
    trajectory = NewTrajectory(principal_id=party, type="werkfit", referred_on=clock.today())
    opened = open_dossier(dina, NewDossier(trajectory=trajectory, coach_id=made.accounts["anna"]))
    anna = made.actor("anna")
    declare(anna, opened.dossier_id, "storage_consent", form="written", from_on=clock.today())
    for record in (NewRecord(category="contact", fields={"name": NAME, "email": ADDRESS}, source="client"),):
        add_record(anna, opened.dossier_id, record)
    return Cast(made, opened.dossier_id)
