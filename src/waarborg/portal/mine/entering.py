"""How a client comes in: by a code to their e-mail address, by a link that was mailed, or with a code out of a letter.

Their second step follows each of these. Whether an address is known, nobody can tell from these pages.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from waarborg.accounts import invitations, mailed_codes
from waarborg.accounts.views import LINK
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.portal.mine.forms import AddressForm, CodeForm, LetterCodeForm


@never_cache
@sensitive_post_parameters("address")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a code."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        if mailed_codes.ask(request, form.cleaned_data["address"], subject=_("Your code to sign in")):
            return redirect("mine:in_code")
        form.add_error("address", _("Too many codes were asked. Wait 15 minutes, and try again."))
    return render(request, "portal/mine/in_start.html", {"form": form}, status=_status(form))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Fill it in."""
    if mailed_codes.waiting(request) is None:
        return redirect("mine:in_start")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        answer = mailed_codes.enter(request, form.cleaned_data["code"], then=reverse("mine:start"))
        if answer is not None:
            return answer
        if mailed_codes.waiting(request) is None:
            return render(request, "portal/mine/in_over.html", {"what": "code"}, status=NotFound.status)
        form.add_error("code", _("This code is not right. Look in the newest e-mail."))
    return render(request, "portal/mine/in_code.html", {"form": form}, status=_status(form))


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link out of the address bar. Looking at it does not use it."""
    request.session[LINK] = invitations.hashed(token)
    return redirect("mine:in_welcome")


@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """What this is, and that it is free to leave; beginning is a button, so that no mail program begins."""
    held = request.session.get(LINK, "")
    try:
        invitations.find_hashed(held)
        if request.method != "POST":
            return render(request, "portal/mine/in_welcome.html", {})
        account = invitations.accept_without_password(held)
    except NotFound:
        return render(request, "portal/mine/in_over.html", {"what": "link"}, status=NotFound.status)
    request.session.flush()
    return mailed_codes.let_in(request, account, then=reverse("mine:start"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest) -> HttpResponse:
    """With a code out of a letter: choose a password, and sign in with that from then on."""
    form = LetterCodeForm(request.POST or None)
    if form.is_valid():
        if mailed_codes.may_guess(request):
            held = invitations.hashed(invitations.plain(form.cleaned_data["code"]))
            try:
                invitations.find_hashed(held)
            except NotFound:
                form.add_error("code", _("This code is not right, was used, or is too old. Ask for a new letter."))
            else:
                request.session[LINK] = held
                return redirect("account_invitation")
        else:
            form.add_error("code", _("Too many attempts. Wait ten minutes, and try again."))
    return render(request, "portal/mine/in_letter.html", {"form": form}, status=_status(form))


def _status(form: AddressForm | CodeForm | LetterCodeForm) -> int:
    return InvalidInput.status if form.is_bound else 200
