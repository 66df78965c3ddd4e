"""What people declare: the register with its proof, a new version of a text, and one's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.declarations import TextForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.start import SignForm
from waarborg.desk.pages import declarations as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate import texts
from waarborg.gate.declarations import sign_declaration
from waarborg.gate.door import must_be_allowed
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language
from waarborg.letters.proofs import declared_on_paper


@require_GET
def declarations(request: DeskRequest) -> HttpResponse:
    """Who signed what, when, and what lacks."""
    found, signers = texts.register(request.actor)
    return render(request, "desk/declarations.html", pages.register_page(request.actor, found, signers))


@require_http_methods(["GET", "POST"])
def declaration_text(request: DeskRequest) -> HttpResponse:
    """A new version of a text: whoever it is for signs it anew before anything opens."""
    must_be_allowed(request.actor, texts.ACT)
    form = TextForm(request.POST or None)
    if form.is_valid():
        try:
            texts.publish(request.actor, texts.NewText(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("From that day on it has to be signed before anything opens."))
            return redirect("desk:declarations")
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, "proposed": pages.proposed(request.actor)}
    return render(request, "desk/declaration_text.html", page, status=status)


@require_POST
def declaration_proof(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """What one person signed, as a PDF."""
    _found, signers = texts.register(request.actor)
    signer = next((one for one in signers if one.account_id == account_id), None)
    if signer is None:
        raise NotFound("There is nobody of this kind here.")
    words = pages.proof_words(request.actor, signer)
    return kept(declared_on_paper(request.actor, words, language=reader_language(), at=clock.now()), "verklaringen.pdf")


@require_GET
def my_declarations(request: DeskRequest) -> HttpResponse:
    """What one signed oneself, and what one may still sign."""
    return render(request, "desk/my_declarations.html", pages.own_page(request.actor, texts.own(request.actor)))


@require_http_methods(["GET", "POST"])
def declaration_sign(request: DeskRequest, text_id: UUID) -> HttpResponse:
    """Sign one text, such as the duties under an agreement."""
    asked = next((one for one in texts.own(request.actor).asked if one.text.id == text_id and not one.counts), None)
    if asked is None:
        raise NotFound("There is nothing of this kind to sign.")
    form = SignForm(request.POST or None, initial={"text": text_id})
    if form.is_valid():
        try:
            sign_declaration(request.actor, text_id=text_id, signed_as=form.cleaned_data["signed_as"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("You signed."))
            return redirect("desk:my_declarations")
    status = InvalidInput.status if form.is_bound else 200
    return render(
        request,
        "desk/declaration_sign.html",
        pages.sign_page(request.actor, asked.text) | {"form": form},
        status=status,
    )
