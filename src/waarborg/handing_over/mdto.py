"""Metadata for archives of public bodies: MDTO (Metagegevens voor Duurzaam Toegankelijke Overheidsinformatie) 1.0.

A dossier is an information object, each file of it a representation. Names and numbers of people never stand in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from waarborg.kernel.xml_text import in_xml

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{NAMESPACE} {NAMESPACE}/MDTO-XML1.0.1.xsd"
FORMATS = {
    ".pdf": ("Acrobat PDF 1.7 - Portable Document Format", "fmt/276"),
    ".json": ("JSON Data Interchange Format", "fmt/817"),
}
"""Per ending the name and number of a format in the PRONOM register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDossier:
    """What is said of one dossier: its number, of which agency, when it ran, by which agreement, why it is shielded."""

    number: str
    agency: str
    agreement: str
    began_on: date
    ended_on: date | None
    handed_over_at: datetime
    shielded_by: str
    language: str


class _Writer:
    """An XML document written in the order of its schema."""

    def __init__(self, name: str) -> None:
        self.root = Element("MDTO", {"xmlns": NAMESPACE, "xmlns:xsi": INSTANCE, "xsi:schemaLocation": SCHEMA})
        self.at = SubElement(self.root, name)

    def say(self, name: str, text: object) -> None:
        SubElement(self.at, name).text = in_xml(text)

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        around, self.at = self.at, SubElement(self.at, name)
        yield
        self.at = around

    def concept(self, name: str, label: str, known_in: str, code: str = "") -> None:
        with self.within(name):
            self.say("begripLabel", label)
            if code:
                self.say("begripCode", code)
            with self.within("begripBegrippenlijst"):
                self.say("verwijzingNaam", known_in)

    def identified(self, name: str, number: str, source: str) -> None:
        with self.within(name):
            self.say("identificatieKenmerk", number)
            self.say("identificatieBron", source)

    def reference(self, name: str, to: str, number: str = "", source: str = "") -> None:
        with self.within(name):
            self.say("verwijzingNaam", to)
            if number:
                self.identified("verwijzingIdentificatie", number, source)

    def to_bytes(self) -> bytes:
        indent(self.root)
        made: bytes = tostring(self.root, encoding="utf-8", xml_declaration=True)
        return made


def of_dossier(one: OfDossier, files: list[str]) -> bytes:
    """The metadata of a dossier, with these files as its representations."""
    xml = _Writer("informatieobject")
    xml.identified("identificatie", one.number, one.agency)
    xml.say("naam", _name(one.number))
    xml.concept("aggregatieniveau", "Dossier", "Begrippenlijst Aggregatieniveaus MDTO")
    with xml.within("dekkingInTijd"):
        xml.concept("dekkingInTijdType", "Looptijd van een dossier", one.agency)
        xml.say("dekkingInTijdBegindatum", one.began_on.isoformat())
        if one.ended_on:
            xml.say("dekkingInTijdEinddatum", one.ended_on.isoformat())
    xml.say("taal", one.language)
    with xml.within("event"):
        xml.concept("eventType", "Overbrenging", "Begrippenlijst EventTypeLijst MDTO")
        xml.say("eventTijd", _moment(one.handed_over_at))
        xml.reference("eventVerantwoordelijkeActor", one.agency)
    xml.concept("waardering", "Tijdelijk te bewaren", "Begrippenlijst Waarderingen MDTO", "V")
    for name in files:
        xml.reference("heeftRepresentatie", name, f"{one.number}/{name}", one.agency)
    xml.reference("archiefvormer", one.agency)
    xml.reference("activiteit", f"Overeenkomst {one.agreement}")
    with xml.within("beperkingGebruik"):
        xml.concept("beperkingGebruikType", "Persoonsgegevens", "Begrippenlijst BeperkingGebruik MDTO")
        xml.say("beperkingGebruikNadereBeschrijving", one.shielded_by)
    return xml.to_bytes()


def of_file(one: OfDossier, name: str, content: bytes) -> bytes:
    """The metadata of one file of it."""
    xml = _Writer("bestand")
    xml.identified("identificatie", f"{one.number}/{name}", one.agency)
    xml.say("naam", name)
    xml.say("omvang", len(content))
    label, code = FORMATS[f".{name.rpartition('.')[2]}"]
    xml.concept("bestandsformaat", label, "PRONOM-register", code)
    with xml.within("checksum"):
        xml.concept("checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
        xml.say("checksumWaarde", hashlib.sha256(content).hexdigest())
        xml.say("checksumDatum", _moment(one.handed_over_at))
    xml.reference("isRepresentatieVan", _name(one.number), one.number, one.agency)
    return xml.to_bytes()


def _name(number: str) -> str:
    return f"Dossier {number}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
