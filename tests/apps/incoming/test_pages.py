"""E-mail that waits, in the browser: read by whom it waits for, taken into a dossier, and there said what it is."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from tests.apps.cast import NAME, Cast
from tests.apps.desk.test_statements import counting
from tests.apps.documents import samples
from tests.apps.incoming.conftest import CANARY, SENDER, MailServer, last, message
from waarborg.documents.models import WaitingFile
from waarborg.documents.services import TEXT_ALONE
from waarborg.dossiers.selectors import dossier
from waarborg.incoming.models import IncomingMail

OWNER = "owner"
LIST, MAIL = 10, 6


def came(mailed_in: MailServer, address: str, text: str) -> UUID:
    sent = message(text)
    sent.add_attachment(samples.pdf(), maintype="application", subtype="pdf", filename="Mijn cv.pdf")
    assert mailed_in.hand_in(sent, address)[0] == 250
    return last().pk


def test_from_the_post_to_the_dossier(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address, f"Beste Anna, {CANARY}")
    anna, url = cast.browser("anna"), reverse("desk:unsorted_mail", args=[mail_id])
    waits = anna.get(reverse("desk:unsorted")).content.decode()
    assert "Mijn sollicitatie" in waits
    assert address in waits
    page = anna.get(url).content.decode()
    assert CANARY in page
    assert "kanariena@voorbeeld.nl" in page
    found = anna.post(url, {"q": NAME, "find": "1"}).content.decode()
    assert f'value="{cast.number}"' in found
    nothing_chosen = anna.post(url, {"q": NAME, "dossier": cast.number})
    assert nothing_chosen.status_code == 422
    answer = anna.post(url, {"q": NAME, "dossier": cast.number, "chosen": ["message", "0"]})
    assert answer["Location"] == reverse("desk:documents", args=[cast.number])
    documents = anna.get(answer["Location"]).content.decode()
    assert SENDER.split(" <")[0] in documents
    assert "Mijn cv.pdf" in documents
    assert "Mijn cv.pdf" not in cast.browser("adam").get(answer["Location"]).content.decode()
    assert anna.get(url).status_code == 404
    classified(cast, answer["Location"])


def classified(cast: Cast, waits_at: str) -> None:
    """Say what the message is: its text alone, with what it said of itself filled in already."""
    anna, message_id = cast.browser("anna"), _message_of(cast)
    url = reverse("desk:document_file", args=[cast.number, message_id])
    kinds = anna.get(url).content.decode()
    assert "soort=correspondence" in kinds
    form = anna.get(f"{url}?soort=correspondence").content.decode()
    assert CANARY in form
    assert "Mijn sollicitatie" in form
    given = {
        "f_direction": "ontvangen",
        "f_correspondent": SENDER,
        "f_subject": "Mijn sollicitatie",
        "f_text": f"kort: {CANARY}",
        "source": "client",
        "purpose": cast.actor("anna").in_force.main_purpose,
        "occurred_on": "2026-01-12",
        "file_field": TEXT_ALONE,
    }
    assert anna.post(f"{url}?soort=correspondence", given).status_code == 302
    assert str(message_id) not in anna.get(waits_at).content.decode()
    said = [one.content.fields for one in dossier(cast.actor("adam"), cast.dossier_id).records]
    assert f"kort: {CANARY}" in [fields.get("text") for fields in said]


def _message_of(cast: Cast) -> UUID:
    return WaitingFile.objects.using(OWNER).filter(dossier_id=cast.dossier_id).order_by("received_at", "pk")[0].pk


def test_what_may_not_be_added_is_named_with_its_article(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address, "voor wie?")
    anna = cast.browser("anna")
    refused = anna.post(
        reverse("desk:unsorted_mail", args=[mail_id]), {"q": NAME, "dossier": cast.other_number, "chosen": ["message"]}
    )
    assert refused.status_code == 422, "only what was found among one's own can be chosen"
    assert IncomingMail.objects.using(OWNER).get(pk=mail_id).sealed


@pytest.mark.parametrize("who", ["bram", "dina", "sam", "chris", "olga"])
def test_a_message_is_there_for_nobody_else(cast: Cast, mailed_in: MailServer, address: str, who: str) -> None:
    mail_id = came(mailed_in, address, f"voor anna: {who}")
    browser = cast.browser(who)
    for name, rest in (("unsorted_mail", []), ("unsorted_file", [0]), ("unsorted_picture", [0, 1])):
        answer = browser.get(reverse(f"desk:{name}", args=[mail_id, *rest]))
        assert answer.status_code in {403, 404}
        assert "voor anna" not in answer.content.decode()
    for name in ("unsorted_throw", "unsorted_hand_on"):
        answer = browser.post(reverse(f"desk:{name}", args=[mail_id]), {"colleague": str(cast.accounts["bram"])})
        assert answer.status_code in {302, 403, 404}
    assert IncomingMail.objects.using(OWNER).get(pk=mail_id).account_id == cast.accounts["anna"]


def test_a_file_is_looked_at_as_pictures(cast: Cast, mailed_in: MailServer, address: str) -> None:
    mail_id = came(mailed_in, address, "kijk")
    anna = cast.browser("anna")
    assert anna.get(reverse("desk:unsorted_file", args=[mail_id, 0])).content.decode().count("<img") == 2
    picture = anna.get(reverse("desk:unsorted_picture", args=[mail_id, 0, 2]))
    assert picture["Content-Type"] == "image/png"
    assert "sandbox" in picture["Content-Security-Policy"]
    assert anna.get(reverse("desk:unsorted_file", args=[mail_id, 7])).status_code == 404


def test_handing_on_and_throwing_away(cast: Cast, mailed_in: MailServer, address: str) -> None:
    anna = cast.browser("anna")
    away, on = came(mailed_in, address, "weg ermee"), came(mailed_in, address, "voor Bram")
    assert anna.post(reverse("desk:unsorted_throw", args=[away])).status_code == 302
    assert IncomingMail.objects.using(OWNER).get(pk=away).sealed is None
    to_bram = {"colleague": str(cast.accounts["bram"])}
    assert anna.post(reverse("desk:unsorted_hand_on", args=[on]), {"colleague": "x"}).status_code == 302
    assert anna.post(reverse("desk:unsorted_hand_on", args=[on]), to_bram).status_code == 302
    assert "voor Bram" in cast.browser("bram").get(reverse("desk:unsorted_mail", args=[on])).content.decode()


def test_pages_take_as_many_statements_with_more_that_waits(cast: Cast, mailed_in: MailServer, address: str) -> None:
    anna, counts = cast.browser("anna"), []
    for round_ in range(2):
        mail_id = came(mailed_in, address, f"ronde {round_}")
        for url in (reverse("desk:unsorted"), reverse("desk:unsorted_mail", args=[mail_id])):
            anna.get(url)
            with counting() as counted:
                anna.get(url)
            counts.append(len(counted.statements))
    assert counts[:2] == counts[2:]
    assert counts[0] <= LIST, counts
    assert counts[1] <= MAIL, counts


def test_addresses_are_made_handed_over_and_ended_by_who_gives_roles(cast: Cast, mailed_in: MailServer) -> None:
    sam, url = cast.browser("sam"), reverse("desk:mail_addresses")
    assert url in sam.get(reverse("desk:accounts")).content.decode()
    page = sam.post(url, {"colleague": str(cast.accounts["bram"])}, follow=True).content.decode()
    assert "Bram opent de post" in page
    assert sam.post(url, {"colleague": ""}).status_code == 422
    from waarborg.incoming.models import MailAddress

    made = MailAddress.objects.using(OWNER).get(account_id=cast.accounts["bram"], ended_at=None)
    over = reverse("desk:mail_address_hand_over", args=[made.pk])
    assert "Bram" in sam.get(over).content.decode()
    assert sam.post(over, {"colleague": str(cast.accounts["anna"])}).status_code == 302
    assert cast.browser("anna").get(url).status_code == 403
    assert sam.post(reverse("desk:mail_address_end", args=[made.pk])).status_code == 302
    made.refresh_from_db(using=OWNER)
    assert (made.account_id, made.ended_at is not None) == (cast.accounts["anna"], True)
