"""Registers: what there is, one as tables, and a text in versions."""

import datetime as dt

from waarborg.desk.forms.registers import AskedForm, TextForm
from waarborg.registers.choices import WrittenKind
from waarborg.registers.tables import Table
from waarborg.registers.texts import SeenText

AT = dt.datetime(2026, 11, 16, 10, 20, tzinfo=dt.UTC)
ROWS = [
    [
        "ZP-2026-0147",
        "3 maart 2026",
        "3 maart 2026",
        "1 januari 2026",
        "email",
        "sent",
        "10 maart 2026",
        "1 februari 2026",
    ],
    ["ZP-2026-0148", "4 maart 2026", "–", "–", "–", "–", "–", "1 februari 2026"],
]
HEADS = ["Dossier", "Geopend", "Reglement gegeven", "Versie van", "Hoe", "Bewijs", "Traject begonnen", "Opdrachtgever"]
PAGES = {
    "registers": (
        "desk/registers.html",
        {
            "registers": [{"url": "/r/1/", "title": "Wat wij met gegevens doen"}],
            "texts": [{"url": "/r/2/", "title": "apparaten en hoe zij beschermd zijn"}],
            "pack_url": "/r/zip/",
            "writes": True,
        },
    ),
    "a register": (
        "desk/register_one.html",
        {
            "title": "Een steekproef van cliënten",
            "tables": [Table("Een steekproef die volgt uit het woord “appel”", HEADS, ROWS), Table("Leeg", HEADS, [])],
            "files": [{"url": "/r/csv/", "name": "CSV"}, {"url": "/r/pdf/", "name": "PDF"}],
            "form": AskedForm(which="steekproef"),
        },
    ),
}
SAME_LOOK = {
    "a text of a register": (
        "desk/register_text.html",
        {
            "title": "apparaten en hoe zij beschermd zijn",
            "seen": SeenText(
                kind=WrittenKind.DEVICES,
                number=2,
                text="Laptop 1: versleuteld.",
                written_at=AT,
                written_by="Dina Vos",
                earlier=[(1, AT, "Dina Vos")],
            ),
            "form": TextForm(text="Laptop 1: versleuteld."),
        },
    ),
}
