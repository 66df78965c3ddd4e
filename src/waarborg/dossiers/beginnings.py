"""Trajectories that have not begun: referred, or in their intake. One's own, or for who may read all, everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.dossiers.choices import Phase
from waarborg.dossiers.named_rows import named_rows
from waarborg.gate.actors import Actor

MOST = 200
"""Trajectories on one page: an agency with more of them at once has another problem."""
BEFORE_THE_START = (Phase.REFERRAL.value, Phase.INTAKE.value)

ROWS = """
select d.id as dossier_id, d.number, d.regulation_handed_out_on as handed_out_on, t.id as trajectory_id,
       t.type, t.phase, t.referred_on, p.name as principal, r.id, r.data_key_id, r.sealed, r.version
from dossiers_trajectory t
join dossiers_dossier d on d.id = t.dossier_id and d.closed_on is null
left join parties_party p on p.id = t.principal_id
left join dossiers_record r on r.dossier_id = d.id and r.category = %(identity)s
where t.phase = any(%(phases)s) and t.ended_on is null
  and (%(all)s or d.id = any(array(select gate.dossier_ids('read'))))
order by t.referred_on, d.number limit %(most)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """One trajectory that has not begun. `name` is empty for who may not read it."""

    dossier_id: UUID
    trajectory_id: UUID
    number: str
    name: str
    principal: str
    type: str
    phase: Phase
    referred_on: date
    handed_out_on: date | None


def beginnings(actor: Actor) -> Sequence[Beginning]:
    """What has still to begin, the longest waiting first, as an event with the dossiers it showed. Raises `Refused`."""
    rows = named_rows(actor, ROWS, {"phases": list(BEFORE_THE_START), "most": MOST})
    return [
        Beginning(
            dossier_id=row["dossier_id"],
            trajectory_id=row["trajectory_id"],
            number=row["number"],
            name=row["name"],
            principal=row["principal"] or "",
            type=row["type"],
            phase=Phase(row["phase"]),
            referred_on=row["referred_on"],
            handed_out_on=row["handed_out_on"],
        )
        for row in rows
    ]
