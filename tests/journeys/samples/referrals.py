"""New clients, and who sends them."""

import datetime as dt

from django import forms

ART_3 = {"number": "3", "law": "", "title": "Wie bij de gegevens kan", "text": "", "url": "/reglement/#art-3"}


class Party(forms.Form):
    """A principal."""

    kind = forms.ChoiceField(label="Soort opdrachtgever", choices=[("uwv", "UWV"), ("municipality", "gemeente")])
    name = forms.CharField(label="Naam van de organisatie", help_text="Nooit de naam van een mens.")


class Agreement(forms.Form):
    """What was agreed."""

    number = forms.CharField(label="Nummer van de overeenkomst")
    starts_on = forms.DateField(label="Vanaf")
    acts_as = forms.ChoiceField(
        label="Wat bent u bij deze overeenkomst?",
        choices=[("controller", "verwerkingsverantwoordelijke"), ("processor", "verwerker")],
        widget=forms.RadioSelect,
    )


class End(forms.Form):
    """A last day."""

    ends_on = forms.DateField(label="Laatste dag")


def row(number: int, **different: object) -> dict[str, object]:
    """Somebody who waits."""
    plain = {
        "url": "/dossiers/1/",
        "number": f"HIE-2026-000{number}",
        "name": "Robin Proefpersoon",
        "principal": "UWV Vlietdam",
        "type": "Werkfit maken",
        "referred_on": dt.date(2026, 11, 20),
        "days": 3,
        "handed_out_on": dt.date(2026, 11, 21),
    }
    return {**plain, **different}


PAGES = {
    "referrals": (
        "desk/referrals.html",
        {
            "stages": [
                {"label": "aanmelding", "key": "referral", "rows": [row(1), row(2, name="", principal="", days=1)]},
                {"label": "intake", "key": "intake", "rows": [row(3, handed_out_on=None)]},
            ],
            "new_url": "/aanmeldingen/nieuw/",
            "imports_url": "/invoer/",
            "principals_url": "/opdrachtgevers/",
        },
    ),
    "principals": (
        "desk/principals.html",
        {
            "principals": [
                {
                    "url": "/1/",
                    "name": "UWV Vlietdam",
                    "kind": "UWV",
                    "running": ["2026-1"],
                    "ends_on": dt.date(2027, 1, 1),
                },
                {"url": "/2/", "name": "Gemeente Oeverwoude", "kind": "gemeente", "running": [], "ends_on": None},
            ],
            "may_record": True,
            "form": Party({"kind": "uwv"}),
        },
    ),
    "principal": (
        "desk/principal.html",
        {
            "principal": {"name": "UWV Vlietdam", "kind": "UWV"},
            "contracts": [
                {
                    "number": "2026-1",
                    "starts_on": dt.date(2026, 1, 1),
                    "ends_on": None,
                    "acts_as": "verwerkingsverantwoordelijke",
                    "state": "loopt",
                    "end_url": "/opdrachtgevers/afspraken/1/einde/",
                    "end_form": End(auto_id="id_1_%s"),
                }
            ],
            "may_record": True,
            "form": Agreement(),
        },
    ),
}
SAME_LOOK = {
    "no referrals": ("desk/referrals.html", {"stages": [], "principals_url": "/opdrachtgevers/"}),
    "principals of who may not": (
        "desk/principals.html",
        {"principals": [], "may_record": False, "who_may": "verantwoordelijke", "article": ART_3, "form": Party()},
    ),
    "a principal of who may not": (
        "desk/principal.html",
        {
            "principal": {"name": "UWV Vlietdam", "kind": "UWV"},
            "contracts": [],
            "may_record": False,
            "who_may": "verantwoordelijke",
            "article": ART_3,
            "form": Agreement(),
        },
    ),
}
