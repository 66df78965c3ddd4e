"""How copies stand, and the plan for a calamity."""

import datetime as dt
from uuid import UUID

from waarborg.backups.calamities import SeenCalamity, SeenStep
from waarborg.backups.choices import CalamityKind
from waarborg.backups.plans import Contact, Plan
from waarborg.desk.forms.backups import PlanForm
from waarborg.desk.forms.calamities import CalamityForm, StepForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
PLAN = Plan(
    number=2,
    made_at=NOON,
    made_by="Joost van Elderen",
    text="Is de server weg, dan belt wie het merkt de beheerder.\n\nDie zet de laatste kopie terug.",
    contacts=[
        Contact("Sam de Wit", "server en kopieën", "06 12345678"),
        Contact("Huiswaard BV", "pand", "020 7654321"),
    ],
)
CALAMITY = SeenCalamity(
    id=UUID(int=1),
    name="2026-1",
    kind=CalamityKind.INTRUSION,
    happened_at=NOON,
    registered_at=NOON,
    registered_by="Joost van Elderen",
    plan=2,
    what="Op alle schermen staat een losgeldbrief.",
    over_at=None,
    closed_at=None,
    lesson="",
    steps=[SeenStep(done_at=NOON, by="Sam de Wit", text="De server is van het net gehaald.")],
)
PAGES = {
    "backups": (
        "desk/backups.html",
        {
            "by_itself": True,
            "last": NOON,
            "late": True,
            "rehearsed": NOON,
            "rehearse_by": dt.date(2027, 11, 23),
            "copies": {"article": "9", "role": "beheerder"},
            "rehearsals": {"article": "2.1", "role": "verantwoordelijke"},
            "key_copy_days": 7,
            "runs": [
                {"at": NOON, "what": "reservekopie gemaakt", "good": True, "counted": ["40.312 rijen", "12 bestanden"]},
                {"at": NOON, "what": "terugzetten beproefd", "good": False, "counted": ["Er is geen plaats."]},
            ],
            "acts": [{"at": NOON, "what": "Sam de Wit liet terugzetten beproeven."}],
            "plan": {"number": 2, "at": NOON},
            "plan_url": "/calamiteitenplan/",
            "rehearse_url": "/reservekopieen/beproeven/",
            "calamities_url": "/calamiteiten/",
        },
    ),
    "calamity plan": (
        "desk/calamity_plan.html",
        {"plan": PLAN, "earlier": [PLAN], "write_url": "/calamiteitenplan/wijzigen/", "back_url": "/reservekopieen/"},
    ),
}
PAGES["calamity"] = (
    "desk/calamity.html",
    {
        "one": CALAMITY,
        "kind": CALAMITY.kind.label,
        "runs": [{"at": NOON, "what": "reservekopie teruggezet", "good": True, "counted": []}],
        "acts": [{"title": "Schrijf op wat er is gedaan", "url": "/x/", "form": StepForm(), "open": True}],
        "plan_url": "/calamiteitenplan/",
        "breach_url": "/datalekken/nieuw/",
        "back_url": "/calamiteiten/",
    },
)
SAME_LOOK = {
    "calamity plan, written": (
        "desk/calamity_plan_write.html",
        {"form": PlanForm({"text": "", "contacts": "Sam"}, plan=None), "back_url": "/calamiteitenplan/"},
    ),
    "calamities": (
        "desk/calamities.html",
        {
            "lines": [{"one": CALAMITY, "kind": CALAMITY.kind.label, "url": "/calamiteiten/1/"}],
            "new_url": "/calamiteiten/nieuw/",
            "back_url": "/reservekopieen/",
        },
    ),
    "calamity, registered": ("desk/calamity_new.html", {"form": CalamityForm({"what": "brand"})}),
}
