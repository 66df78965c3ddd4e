"""What another version would mean for the dossiers there are: counted by PostgreSQL, without opening one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from django.db import connections

from waarborg.adoption.selectors import Adopted
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.policy.retention_rows import plan_rows


@dataclass(frozen=True, slots=True)
class Impact:
    """Dossiers: open, closed and still kept; of which something would end earlier, later, or at once."""

    open: int
    closed: int
    earlier: int
    later: int
    at_once: int


def impact_of(actor: Actor, ready: Adopted, from_day: date) -> Impact:
    """What a text would mean from its first day, if it were in force. Numbers alone, and nobody in them."""
    plans = json.dumps([asdict(row) for row in plan_rows(ready.regulation, ready.laws)])
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute("select * from gate.dossiers_under(%s, %s)", [plans, from_day])
        row = cursor.fetchone()
    return Impact(*map(int, row))
