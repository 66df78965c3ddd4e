"""Who works for the agency from outside: maintenance by suppliers."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.maintenance import LookForm, SupplierForm, WindowForm

AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
WINDOW: dict[str, Any] = {
    "url": "/onderhoud/1/",
    "close_url": "/onderhoud/1/sluiten/",
    "name": "Storm de Vries",
    "party": "Systeemhuis Oeverwoude",
    "reason": "Bijwerken van de server",
    "opened_at": AT,
    "opened_by": "Dirk Aalders",
    "over_at": AT + dt.timedelta(hours=4),
    "closed_by": "",
}
RULE = {"rule": "2.7", "longest": "4 uur", "closed": ["BSN", "Inkomen"]}
SUPPLIERS = [("1", "Storm de Vries, Systeemhuis Oeverwoude")]
PAGES = {
    "maintenance": (
        "desk/maintenance.html",
        {
            "open": [WINDOW],
            "past": [WINDOW, {**WINDOW, "closed_by": "Dirk Aalders"}],
            "suppliers": [{"name": "Storm de Vries", "party": "Systeemhuis Oeverwoude"}],
            "form": WindowForm(suppliers=SUPPLIERS, latest=AT),
            "may_record": True,
            **RULE,
        },
    ),
    "maintenance, one window": (
        "desk/maintenance_window.html",
        {
            "window": {**WINDOW, "is_open": True},
            "lines": [
                {
                    "at": AT,
                    "what": "Storm de Vries las contactgegevens van een dossier.",
                    "refused": False,
                    "article": "2.7",
                },
                {
                    "at": AT,
                    "what": "Storm de Vries werd de toegang geweigerd tot inkomen van een dossier.",
                    "refused": True,
                    "article": "",
                },
            ],
        },
    ),
    "maintenance, own": ("desk/maintenance_own.html", {"window": WINDOW, "form": LookForm(), **RULE}),
}
SAME_LOOK = {
    "maintenance, none": (
        "desk/maintenance.html",
        {"open": [], "past": [], "suppliers": [], "rule": None, "form": WindowForm(suppliers=(), latest=AT)},
    ),
    "maintenance, own, none": ("desk/maintenance_own.html", {"window": None, "form": LookForm(), **RULE}),
    "supplier account": (
        "desk/supplier_new.html",
        {"form": SupplierForm(parties=[("1", "Systeemhuis Oeverwoude")]), "article": "2.7"},
    ),
}
