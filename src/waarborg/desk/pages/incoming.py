"""E-mail and files that wait to be sorted, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waarborg.desk.forms.incoming import MESSAGE
from waarborg.desk.pages.documents import waiting_line
from waarborg.documents.choices import Scan
from waarborg.documents.selectors import FileOfDossier
from waarborg.dossiers.caseloads import CaseloadRow
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.incoming.addresses import SeenAddress, domain, keepers
from waarborg.incoming.choices import LeftOut
from waarborg.incoming.sealing import Part, Sealed
from waarborg.incoming.selectors import OpenMail, SeenMail
from waarborg.kernel.errors import NotFound


def unsorted_page(
    mail: Sequence[SeenMail], files: Sequence[tuple[str, FileOfDossier]], addresses: Sequence[str]
) -> dict[str, Any]:
    """What desk/unsorted.html needs."""
    return {
        "mail": [
            {
                **_heading(one.said),
                "received_at": one.received_at,
                "goes_on": one.goes_on,
                "files": len(one.said.parts),
                "url": reverse("desk:unsorted_mail", args=[one.id]),
            }
            for one in mail
        ],
        "files": [{**waiting_line(number, one), "number": number} for number, one in files],
        "addresses": addresses,
        "days": settings.WAARBORG_QUARANTINE_DAYS,
    }


def mail_page(actor: Actor, found: OpenMail) -> dict[str, Any]:
    """What desk/unsorted_mail.html needs beside its forms."""
    said, mail_id = found.said, found.row.pk
    catalogue = catalogue_of(actor.in_force)
    return {
        **_heading(said),
        "text": said.text,
        "on": said.day,
        "received_at": found.row.received_at,
        "goes_on": found.row.goes_on,
        "parts": [
            {
                "name": part.name,
                "size": filesizeformat(part.size),
                "unscanned": part.scanned is Scan.UNSCANNED,
                "url": reverse("desk:unsorted_file", args=[mail_id, at]) if part.file_kind.previewed else "",
            }
            for at, part in enumerate(said.parts)
        ],
        "left_out": [{"name": name, "why": LeftOut(why).label} for name, why in said.left_out],
        "back_url": reverse("desk:unsorted"),
        "throw_url": reverse("desk:unsorted_throw", args=[mail_id]),
        "request_url": reverse("desk:unsorted_request", args=[mail_id]),
        "hand_url": reverse("desk:unsorted_hand_on", args=[mail_id]),
        "article": catalogue.closing_article,
    }


def _heading(said: Sealed) -> Mapping[str, Any]:
    return {"sender": said.sender or _("nobody"), "subject": said.subject or _("no subject")}


def part_choices(said: Sealed) -> list[tuple[str, str]]:
    """What of a message can be chosen."""
    files = [(str(at), f"{part.name}\n{filesizeformat(part.size)}") for at, part in enumerate(said.parts)]
    return [(MESSAGE, _("The message itself")), *files]


def beforehand(said: Sealed) -> dict[str, Any]:
    """What stands in the form at first: the sender's address to find by, and all but pictures within the text."""
    address = parseaddr(said.sender)[1]
    chosen = [MESSAGE, *(str(at) for at, part in enumerate(said.parts) if not part.inline)]
    return {"q": address, "chosen": chosen}


def found_choices(rows: Sequence[CaseloadRow]) -> list[tuple[str, str]]:
    """The dossiers that were found."""
    return [(row.number, f"{row.name or row.number}\n{_about(row)}") for row in rows]


def _about(row: CaseloadRow) -> str:
    closed = _("closed on %(day)s") % {"day": date_format(row.closed_on, "j F Y")} if row.closed_on else ""
    return " · ".join(part for part in (row.number, row.principal, closed) if part)


def colleague_choices(actor: Actor) -> list[tuple[str, str]]:
    """Colleagues who may write somewhere, each once."""
    return list({str(one.account_id): one.name for one in keepers(actor)}.items())


def file_page(found: OpenMail, place: int, part: Part, pages: int) -> dict[str, Any]:
    """What desk/unsorted_file.html needs."""
    mail_id = found.row.pk
    return {
        "name": part.name,
        "size": filesizeformat(part.size),
        "subject": _heading(found.said)["subject"],
        "unscanned": part.scanned is Scan.UNSCANNED,
        "back_url": reverse("desk:unsorted_mail", args=[mail_id]),
        "pages": [reverse("desk:unsorted_picture", args=[mail_id, place, page]) for page in range(1, pages + 1)],
    }


def addresses_page(found: Sequence[SeenAddress]) -> dict[str, Any]:
    """What desk/mail_addresses.html needs beside its form."""
    return {
        "domain": domain(),
        "back_url": reverse("desk:accounts"),
        "addresses": [
            {
                "address": one.address,
                "keeper": one.keeper,
                "made_at": one.made_at,
                "ended_at": one.ended_at,
                "hand_url": "" if one.ended_at else reverse("desk:mail_address_hand_over", args=[one.id]),
                "end_url": "" if one.ended_at else reverse("desk:mail_address_end", args=[one.id]),
            }
            for one in found
        ],
    }


def hand_over_page(found: Sequence[SeenAddress], address_id: UUID) -> dict[str, Any]:
    """What desk/mail_address.html needs beside its form. Raises `NotFound` for one that has ended."""
    for one in found:
        if one.id == address_id and one.ended_at is None:
            return {"address": one.address, "keeper": one.keeper, "back_url": reverse("desk:mail_addresses")}
    raise NotFound("There is no such address here.")
