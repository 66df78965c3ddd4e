"""E-mail that waits: the list, one message, a file of it; the addresses and who opens their post."""

import datetime as dt
from types import SimpleNamespace

from django import forms

DAY, NOON = dt.date(2026, 12, 11), dt.datetime(2026, 11, 27, 11, 0, tzinfo=dt.UTC)
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
MAILED = SimpleNamespace(
    sender="Ilse Hartman <ilse.hartman@voorbeeld.nl>", subject="Mijn sollicitatie", day=DAY, text="Hierbij mijn cv."
)


class Sort(forms.Form):
    """Whose it is, after searching."""

    q = forms.CharField(label="Zoek over wie het gaat", initial="ilse.hartman@voorbeeld.nl")
    dossier = forms.ChoiceField(
        label="Welk dossier", choices=[("1", "Ilse Hartman\nZP-2026-0147 · UWV Vlietdam")], widget=forms.RadioSelect
    )
    chosen = forms.MultipleChoiceField(
        label="Wat daar hoort",
        choices=[("message", "Het bericht zelf"), ("0", "Mijn cv.pdf\n84 kB")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat u niet kiest, wordt vernietigd.",
    )


class Colleague(forms.Form):
    """One of the colleagues."""

    colleague = forms.ChoiceField(label="Collega", choices=[("", "Kies een collega"), ("1", "Els Vos")])


MAIL = {
    "sender": MAILED.sender,
    "subject": MAILED.subject,
    "text": "Goedemorgen,\n\nHierbij mijn cv. Kunt u ernaar kijken?\n\nGroeten, Ilse",
    "on": DAY,
    "received_at": NOON,
    "goes_on": DAY,
    "parts": [
        {"name": "Mijn cv.pdf", "size": "84 kB", "unscanned": True, "url": "/b/"},
        {"name": "notities.docx", "size": "12 kB", "url": ""},
    ],
    "left_out": [{"name": "handtekening.html", "why": "een soort bestand dat hier niet kan worden bewaard"}],
    "searched": True,
    "hand_form": Colleague(),
    "hand_url": "/h/",
    "throw_url": "/w/",
    "request_url": "/v/",
    "back_url": "/n/",
    "article": "3",
}
FILE = {
    "name": "Mijn sollicitatie.pdf",
    "size": "21 kB",
    "number": "ZP-2026-0147",
    "mailed": MAILED,
    "expires_at": NOON,
    "file_url": "/f/",
}
PAGES = {
    "to be sorted": (
        "desk/unsorted.html",
        {
            "mail": [
                {
                    "sender": MAILED.sender,
                    "subject": "Een onderwerp zonder één spatie:" + "lang" * 30,
                    "received_at": NOON,
                    "goes_on": DAY,
                    "files": 2,
                    "url": "/m/",
                }
            ],
            "files": [FILE],
            "addresses": ["post-k7f3q9mwx2ab@in.zilverpad.example"],
        },
    ),
    "e-mail to be sorted": ("desk/unsorted_mail.html", MAIL | {"form": Sort({"q": "ilse"})}),
    "file of an e-mail": (
        "desk/unsorted_file.html",
        {
            "name": "Mijn cv.pdf",
            "size": "84 kB",
            "subject": "Mijn cv",
            "unscanned": True,
            "back_url": "/m/",
            "pages": [PICTURE],
        },
    ),
    "addresses for e-mail": (
        "desk/mail_addresses.html",
        {
            "domain": "in.zilverpad.example",
            "back_url": "/a/",
            "form": Colleague(),
            "addresses": [
                {
                    "address": "post-k7f3q9mwx2ab@in.zilverpad.example",
                    "keeper": "Els Vos",
                    "made_at": NOON,
                    "ended_at": None,
                    "hand_url": "/h/",
                    "end_url": "/e/",
                },
                {
                    "address": "post-a2b3c4d5e6f7@in.zilverpad.example",
                    "keeper": "Bas Kuiper",
                    "made_at": NOON,
                    "ended_at": NOON,
                },
            ],
        },
    ),
    "kind of a file that came by e-mail": (
        "desk/document_kind.html",
        {
            "number": "ZP-2026-0147",
            "file": FILE,
            "back_url": "/d/",
            "groups": [{"title": "", "kinds": [{"label": "Brieven en e-mail", "article": "3", "url": "/k/"}]}],
            "closed": [{"label": "Medische gegevens", "refused_by": "3.6"}],
        },
    ),
}
SAME_LOOK = {
    "e-mail of somebody unknown": ("desk/unsorted_mail.html", MAIL | {"form": Sort(), "left_out": [], "parts": []}),
    "address handed over": (
        "desk/mail_address.html",
        {
            "address": "post-k7f3q9mwx2ab@in.zilverpad.example",
            "keeper": "Els Vos",
            "form": Colleague(),
            "back_url": "/a/",
        },
    ),
}
