"""What people declare in the browser: a new version, signing it, the register with what lacks, and the proof."""

from __future__ import annotations

import io
from uuid import UUID

import pypdf
from django.urls import reverse

from tests.apps.cast import NAME, Cast, let_in
from waarborg.accounts.models import DeclarationText
from waarborg.kernel import clock
from waarborg.parties.services import pass_on

WORDS = "Geheimhouding van alles wat u bij JM Werkt over iemand te weten komt."


def test_a_new_version_is_signed_anew_and_the_register_says_who_did_and_proves_it(cast: Cast) -> None:
    dina, anna = cast.browser("dina"), cast.browser("anna")
    said = {"kind": "confidentiality", "audience": "staff", "text": "Stil.", "in_force_from": clock.today().isoformat()}
    refused = dina.post(reverse("desk:declaration_text"), said)
    assert refused.status_code == 422
    assert "Stil." in refused.content.decode()
    assert WORDS in refused.content.decode()
    assert dina.post(reverse("desk:declaration_text"), {**said, "text": f"{WORDS}\nStil."}).status_code == 302

    assert anna.get(reverse("desk:dossier", args=[cast.number])).url == reverse("desk:declaration")
    text = DeclarationText.objects.using("owner").get(audience="staff")
    for who in ("anna", "bram", "dina", "adam", "sam"):
        signature = {"text": text.pk, "agreed": "on", "signed_as": f"{who.title()} Proef"}
        assert cast.browser(who).post(reverse("desk:declaration"), signature).status_code == 302
    assert NAME in anna.get(reverse("desk:dossier", args=[cast.number]), follow=True).content.decode()

    page = dina.get(reverse("desk:declarations")).content.decode()
    assert "Anna" in page
    proof = dina.post(reverse("desk:declaration_proof", args=[cast.accounts["anna"]]))
    printed = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(proof.content)).pages)
    assert "Anna Proef" in printed
    assert "Stil." in printed
    for address in (reverse("desk:declarations"), reverse("desk:declaration_text")):
        assert anna.get(address).status_code == 403
    assert anna.post(reverse("desk:declaration_proof", args=[cast.accounts["bram"]])).status_code == 403


def test_who_is_hired_finds_the_duties_of_an_agreement_and_signs_them(cast: Cast) -> None:
    cees = hired(cast)
    browser, mine = cast.browser("cees"), reverse("desk:my_declarations")
    text = pass_on(cast.actor("dina"), cast.contract_id, "Ik houd mij aan wat UWV van het bureau vraagt.")
    assert "2026-1" in browser.get(mine).content.decode()
    sign = reverse("desk:declaration_sign", args=[text])
    assert browser.post(sign, {"text": text, "signed_as": ""}).status_code == 422
    assert browser.post(sign, {"text": text, "agreed": "on", "signed_as": "Cees Proef"}).url == mine
    assert browser.get(sign).status_code == 404
    assert cast.browser("anna").get(sign).status_code == 404
    assert cees


def hired(cast: Cast) -> UUID:
    cast.accounts["cees"] = let_in(cast.here, cast.actor("sam"), "cees", "contractor")
    return cast.accounts["cees"]
