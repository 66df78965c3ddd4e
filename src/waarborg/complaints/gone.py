"""What of complaints went to others, on the lists of to whom something went.

    register()          let those lists ask here
    gone_known(door)    all of it, for who may know of the complaints: no name, nothing of what one says

The client reads what went of every complaint about their dossier; of one that somebody else made that it went, and not
what it says. Nobody who works on the dossier sees any of it there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.complaints.models import Complaint, ComplaintGiving
from waarborg.complaints.numbering import number_of
from waarborg.complaints.rules import CATEGORY, PURPOSE, handles_complaints
from waarborg.complaints.sealing import GIVING
from waarborg.disclosures.elsewhere import AlsoWent, also_told_by
from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, open_keys


def register() -> None:
    """Let what went of complaints stand on the lists of to whom something went."""
    also_told_by(_of_client, _of_period)


def gone_known(door: Door, **when: object) -> list[AlsoWent]:
    """What went of complaints that whoever looks may know of, the newest first. One statement."""
    rows = ComplaintGiving.objects.using(door.using).filter(given_on__isnull=False, **when)
    return [
        _went(door, row, _("Of complaint %(number)s") % {"number": number_of(row.complaint)})
        for row in rows.select_related("complaint").defer("sealed", "sealed_copy").order_by("-given_on", "pk")
    ]


def _of_period(door: Door, from_on: date, until_on: date) -> list[AlsoWent]:
    """Nothing for who handles no complaints."""
    return gone_known(door, given_on__range=(from_on, until_on)) if handles_complaints(door.actor) else []


def _of_client(door: Door) -> Iterator[AlsoWent]:
    """What went of complaints about the dossier in focus. Four statements at most, one where nothing went."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select * from gate.complaints_about(%s)", [UUID(door.dossier["id"])])
        about = [row[0] for row in cursor.fetchall()]
    if not about:
        return
    rows = ComplaintGiving.objects.using(door.using).filter(complaint_id__in=about, given_on__isnull=False)
    found = list(rows.defer("sealed_copy"))
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in found}, using=door.using)
    readable = Complaint.objects.using(door.using).filter(pk__in={row.complaint_id for row in found}).in_bulk()
    for row in found:
        key, complaint = keys.get(row.data_key_id), readable.get(row.complaint_id)
        if key is None or complaint is None or not row.sealed:
            yield _went(door, row, _("Something of a complaint about your dossier, by somebody else"))
        else:
            said, number = _said(key, row), number_of(complaint)
            yield _went(door, row, _("Of complaint %(number)s") % {"number": number}, said)


def _said(key: OpenKey, row: ComplaintGiving) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(key.open(bytes(row.sealed or b""), row=row.pk, table=GIVING))
    return said


def _went(door: Door, row: ComplaintGiving, what: str, said: dict[str, Any] | None = None) -> AlsoWent:
    assert row.given_on is not None  # noqa: S101 - it went
    has_kind = CATEGORY in door.actor.in_force.policy.categories
    return AlsoWent(
        on=row.given_on,
        recipient=row.recipient,
        name=(said or {}).get("name", ""),
        what=what,
        parts=tuple((said or {}).get("parts", ())),
        purpose=PURPOSE if has_kind else "",
        ground=row.ground,
        channel=row.channel,
        articles=(row.article,),
    )
