"""What people see outside the workspace: the demo, the regulation, signing in, and pages that cannot be shown."""

import datetime as dt
from pathlib import Path

from django import forms

from waarborg.site.papers import COOKIES

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
PERSONAS = [
    {
        "key": "zilverpad/mirjam",
        "name": "Mirjam Oosterling",
        "role": "jobcoach",
        "initials": "MO",
        "may": ["werkt in de dossiers van haar eigen kandidaten"],
        "may_not": ["ziet geen andere dossiers"],
    },
    {
        "key": "zilverpad/ruben",
        "name": "Ruben Aydın",
        "role": "beheerder",
        "initials": "RA",
        "may": ["beheert accounts en rollen"],
        "may_not": ["leest geen dossiers"],
    },
]


class SignIn(forms.Form):
    """As allauth makes it."""

    login = forms.CharField(label="Gebruikersnaam")
    password = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput)


class Code(forms.Form):
    """The second step."""

    code = forms.CharField(
        label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    )
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # the sample's own: shown, not used


class Sign(forms.Form):
    """The promise itself."""

    agreed = forms.BooleanField(label="Ik heb dit gelezen en houd mij eraan.")


DECLARATION = {
    "declaration": {
        "title": "Verklaring van geheimhouding",
        "paragraphs": ["Ik vertel niemand wat ik lees."],
        "version": "1",
    }
}
PASSKEY = {"pk": 1, "created_at": NOON, "last_used_at": NOON}
QR = "<?xml version='1.0'?>\n<svg viewBox='0 0 10 10' xmlns='http://www.w3.org/2000/svg'><path d='M1,1H9V9H1z'/></svg>"
ERRORS = {
    f"error {path.name}": (f"errors/{path.name}", {})
    for path in sorted(Path(__file__).parents[3].glob("src/waarborg/site/templates/errors/*.html"))
}
SAME_LOOK = ERRORS | {name: (name, {}) for name in ("400.html", "403.html", "404.html", "500.html", "403_csrf.html")}
"""Pages of one shape: rendering them all is enough, and looking at one of them."""

PAGES = {
    "cookies": ("site/cookies.html", {"cookies": COOKIES}),
    "what holds each sentence": (
        "site/coverage.html",
        {
            "counts": {"all": 2, "test": 1, "rule": 0, "register": 0, "definition": 1, "open": 0},
            "regulations": [
                {
                    "name": "Zilverpad",
                    "counts": {"all": 2, "test": 1, "rule": 0, "register": 0, "definition": 1, "open": 0},
                    "sentences": [
                        {
                            "id": "ZP-2.7a",
                            "says": "Alleen de begeleider leest het dossier.",
                            "held_by": ("2.7/own-candidates", "dossiers.records"),
                            "tests": ["tests/een.py::test_een", "tests/twee.py::test_twee"],
                            "state": "test",
                            "state_said": "waargemaakt door een geslaagde toets",
                        },
                        {
                            "id": "ZP-1.1",
                            "says": "Een cliënt is wie begeleid wordt.",
                            "held_by": (),
                            "tests": [],
                            "state": "definition",
                            "state_said": "definitie: geen eigen gedrag",
                        },
                    ],
                }
            ],
        },
    ),
    "demo": (
        "site/demo.html",
        {
            "demo": True,
            "person": None,
            "enter_url": "/demo/",
            "agencies": [
                {
                    "key": "zilverpad",
                    "name": "Zilverpad",
                    "place": "Vlietdam",
                    "sentence": "Re-integratie en jobcoaching.",
                    "personas": PERSONAS,
                },
                {"key": "tweede", "name": "Tweede Spoor", "place": "", "personas": PERSONAS[:1]},
            ],
        },
    ),
    "regulation": (
        "site/regulation.html",
        {
            "questions": [
                {
                    "question": "Wie mag het lezen?",
                    "answers": [
                        {"text": "Uw eigen jobcoach.", "items": (), "article": "2.7"},
                        {"text": "Alleen hiervoor:", "items": ("begeleiden naar werk",), "article": "2.2"},
                    ],
                }
            ],
            "articles": [
                {
                    "number": "2.7",
                    "title": "Toegang tot de dossiers",
                    "paragraphs": ["Alleen de begeleider.", "Anderen vragen het."],
                    "how": ["Het systeem weigert anderen."],
                    "by_hand": [{"text": "Of het nodig is.", "who": "de verantwoordelijke"}],
                    "rests_on": ["AVG art. 5"],
                },
                {"number": "2.10", "title": "Bezwaar", "paragraphs": ["Binnen zes weken."]},
            ],
            "pdf_url": "/reglement.pdf",
            "not_in_force": "Dit is een oude versie.",
            "versions": [
                {"version": "2026-09-01", "in_force_from": dt.date(2026, 9, 1), "url": "/v/", "current": True}
            ],
        },
    ),
    "declaration": ("accounts/declaration.html", DECLARATION | {"form": Sign(), "article": "2.1"}),
    "declaration, not agreed": ("accounts/declaration.html", DECLARATION | {"form": Sign({})}),
    "declaration, signed": ("accounts/declaration.html", DECLARATION | {"signed_at": NOON}),
    "sign in": ("account/login.html", {"form": SignIn()}),
    "sign in with errors": ("account/login.html", {"form": SignIn({})}),
    "sign out": ("account/logout.html", {}),
    "reauthenticate": ("account/reauthenticate.html", {"form": SignIn()}),
    "password change": ("account/password_change.html", {"form": SignIn()}),
    "password reset": ("account/password_reset.html", {}),
    "invitation": ("account/invitation.html", {"form": SignIn(), "login": "anna"}),
    "invitation, old link": ("account/invitation_over.html", {}),
    "no second step in time": ("account/no_second_factor.html", {}),
    "too many attempts": ("429.html", {}),
    "account ended": ("account/account_inactive.html", {}),
    "second step": ("mfa/authenticate.html", {"form": Code()}),
    "second step again": ("mfa/reauthenticate.html", {"form": Code()}),
    "sign-in settings": (
        "mfa/index.html",
        {"authenticators": {"totp": True, "recovery_codes": True}, "is_mfa_enabled": True},
    ),
    "sign-in settings, nothing yet": ("mfa/index.html", {"authenticators": {}}),
    "set up the app": ("mfa/totp/activate_form.html", {"form": Code(), "totp_svg": QR}),
    "a new phone": ("mfa/totp/deactivate_form.html", {}),
    "make a passkey": (
        "mfa/webauthn/add_form.html",
        {"form": forms.Form(), "js_data": {"creation_options": {"publicKey": {}}}},
    ),
    "passkeys": ("mfa/webauthn/authenticator_list.html", {"authenticators": [PASSKEY]}),
    "a passkey away": (
        "mfa/webauthn/authenticator_confirm_delete.html",
        {"object": PASSKEY, "form": forms.Form()},
    ),
    "a passkey again": (
        "mfa/webauthn/reauthenticate.html",
        {"form": forms.Form(), "js_data": {"request_options": {"publicKey": {}}}},
    ),
    "recovery codes": ("mfa/recovery_codes/index.html", {"unused_codes": ["1234 5678"] * 10, "total_count": 10}),
    "new recovery codes": ("mfa/recovery_codes/generate.html", {"form": forms.Form(), "unused_code_count": 3}),
    "not found": ("errors/404.html", {}),
}
