"""Somebody asked and got nothing: written down in one step, so that it can be told later."""

from __future__ import annotations

from uuid import UUID

from waarborg.disclosures.choices import SPOKEN, DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.sealing import TABLE, Said, key_in
from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.vocabulary import standard_vocabulary


def refuse(actor: Actor, dossier_id: UUID, *, recipient: str, name: str = "", channel: str = SPOKEN) -> UUID:
    """Write down that somebody asked for data and was given none. Who reads the dossier may.

    Raises `Refused`, `NotFound`, and `InvalidInput` for a kind of recipient that there is not.
    """
    if recipient not in standard_vocabulary().dimensions["recipients"]:
        raise InvalidInput("There is no such kind of recipient.", {"recipient": recipient})
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.turn_to(ACT, dossier_id, claims=Claims(recipient=recipient, channel=channel))
        key = key_in(door)
        row = Disclosure(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            recipient=recipient,
            channel=channel,
            language="nl",
            state=DisclosureState.REFUSED,
            data_key_id=key.id,
            prepared_at=clock.now(),
            prepared_by_id=actor.somebody,
            ended_at=clock.now(),
        )
        row.sealed = key.seal(Said(name=" ".join(name.split())).to_bytes(), row=row.pk, table=TABLE)
        row.decision_id = door.note(
            Kind.DISCLOSURE_REFUSED, details={"disclosure": str(row.pk), "recipient": recipient, "channel": channel}
        )
        Disclosure.objects.bulk_create([row])
    return row.pk
