"""New clients, and who sends them."""

import datetime as dt

from django import forms

from waarborg.desk.forms.principals import AssuranceForm

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


class Client(forms.Form):
    """A new client."""

    name = forms.CharField(label="Naam")
    birth_date = forms.CharField(label="Geboortedatum", required=False, help_text="Bijvoorbeeld 14-3-1989.")
    referred_on = forms.DateField(label="Op welke dag kwam de aanmelding?")
    works_on_it = forms.ChoiceField(
        label="Wie werkt eraan?",
        choices=[("me", "Ik"), ("nobody", "Nog niemand")],
        widget=forms.RadioSelect,
        help_text="Wie het opent, houdt het tot er iemand aan werkt.",
    )
    different = forms.BooleanField(label="Ik heb het gevraagd: dit is iemand anders", required=False)

    @property
    def sections(self) -> list[dict[str, object]]:
        """One kind of data."""
        about = {"key": "contact", "title": "Naam en contact", "warning": "Niets over gezondheid.", "article": ART_3}
        return [about | {"fields": [self["name"], self["birth_date"]]}]

    @property
    def frame(self) -> list[forms.BoundField]:
        """The rest."""
        return [self["referred_on"], self["works_on_it"]]


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
    "who refers": (
        "desk/referral_choose.html",
        {
            "agreements": [{"url": "/1/", "name": "UWV Vlietdam", "number": "2026-1"}],
            "without": [{"url": "/2/", "name": "Gemeente Oeverwoude"}],
            "themself_url": "/aanmeldingen/nieuw/zelf/",
            "principals_url": "/opdrachtgevers/",
        },
    ),
    "a new client": (
        "desk/referral_new.html",
        {
            "principal": "UWV Vlietdam",
            "number": "2026-1",
            "form": Client({"name": "", "birth_date": "14-3-1989"}),
            "own": [{"number": "HIE-2026-0001", "url": "/dossiers/HIE-2026-0001/"}],
            "elsewhere": True,
            "whom_to_ask": ["Dina", "Daan"],
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
            "principal": {"name": "UWV Vlietdam", "kind": "UWV", "sends": True},
            "assurances": [],
            "assurance_form": AssuranceForm(auto_id="id_assure_%s"),
            "assure_url": "/opdrachtgevers/1/nagegaan/",
            "told": ART_3,
            "given": [
                {"on": dt.date(2026, 1, 5), "how": "per post", "proof": "getekend", "since": dt.date(2026, 1, 1)}
            ],
            "hand_out_form": End(auto_id="id_hand_out_%s"),
            "hand_out_url": "/opdrachtgevers/1/reglement/",
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
