"""What is sealed of a complaint: who complains and what they say; the words of each step; the letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.complaints.models import Complaint
from waarborg.gate.door import Door
from waarborg.kernel.errors import NotFound
from waarborg.vault.services import NewFate, OpenKey, new_data_keys, open_keys
from waarborg.vault.words import Words

COMPLAINT, STEP, LETTER = "complaints_complaint", "complaints_complaintstep", "complaints_complaintletter"
FILE, GIVING, COPY = "complaints_complaintfile", "complaints_complaintgiving", "complaints_complaintgiving.copy"
FATE = "complaint_file"
"""The retention class: a complaint ends by itself, whatever becomes of the dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Words):
    """Who complains, how they are reached, and what they say."""

    name: str = ""
    address: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    dated: str = ""
    """The date of the complaint itself, as ISO 8601."""
    signed: bool = False
    """On paper, by a scan, or by signing in."""
    description: str = ""
    acts_for: str = ""
    """For whom they complain, when they act for another."""
    found_by: str = ""
    """What they give to be found by, such as the number of a dossier."""
    about_whom: str = ""
    """Which colleague it is about, as the complainant says."""
    third_party: str = ""
    """Who it is about, when that is somebody outside, and what shows it."""
    language: str = "nl"

    def lacks(self, needs: tuple[str, ...]) -> list[str]:
        """The words of what a written complaint holds by the regulation, and this one does not."""
        there: dict[str, Any] = {
            "name": self.name,
            "address": self.address,
            "place": self.place,
            "phone": self.phone,
            "date": self.dated,
            "description": self.description,
            "signature": self.signed,
        }
        return [word for word in needs if word in there and not there[word]]


def new_key(door: Door, complaint_id: UUID) -> OpenKey:
    """The key of a new complaint, that opens nothing else."""
    fate = NewFate(None, complaint_id, FATE, own=True)
    (key,) = new_data_keys(door.actor.organisation_id, [fate], using=door.using)
    return key


def key_of(door: Door, row: Complaint) -> OpenKey:
    """The key of a complaint. Raises `NotFound` to who does not handle it, and once its file was emptied."""
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    if row.data_key_id not in keys:
        raise NotFound("There is no such complaint here.")
    return keys[row.data_key_id]


def said_in(row: Complaint, key: OpenKey) -> Said:
    """What the complainant says."""
    return Said.from_bytes(key.open(bytes(row.sealed or b""), row=row.pk, table=COMPLAINT))
