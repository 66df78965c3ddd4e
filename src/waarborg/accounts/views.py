"""Coming in by a link, and the page of who has lost the way. The rest of signing in is the library's."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from waarborg.accounts import invitations
from waarborg.accounts.events import address_of
from waarborg.accounts.forms import ChoosePasswordForm
from waarborg.accounts.models import Invitation
from waarborg.kernel.errors import InvalidInput, NotFound

LINK = "invitation"
"""The key in the session under which the hash of a link stands, so that it does not stay in the address."""


@require_safe
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link out of the address bar. Looking at it does not use it."""
    request.session[LINK] = invitations.hashed(token)
    return redirect("account_invitation")


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Choose a password, and go on to the second step: the app one has, or setting one up."""
    try:
        found = invitations.find_hashed(request.session.get(LINK, ""))
    except NotFound:
        request.session.pop(LINK, None)
        return render(request, "account/invitation_over.html", status=NotFound.status)
    form = ChoosePasswordForm(request.POST or None, account=found.account)
    if form.is_valid():
        return _let_in(request, found, form.cleaned_data["password"])
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "account/invitation.html", {"form": form, "login": found.account.login}, status=status)


def _let_in(request: HttpRequest, found: Invitation, password: str) -> HttpResponse:
    """Nobody who sat here before stays signed in; then as with a password that was just typed."""
    if request.user.is_authenticated:
        get_adapter().logout(request)
    request.session.flush()
    try:
        account = invitations.accept(found.token_sha256 or "", password, from_where=address_of(request))
    except NotFound:
        return render(request, "account/invitation_over.html", status=NotFound.status)
    answer: HttpResponse = perform_password_login(request, {"username": account.login}, Login(user=account))
    return answer


@require_GET
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Who to ask."""
    return render(request, "account/password_reset.html")


def not_here(_request: HttpRequest, **_numbers: int) -> HttpResponse:
    """What the library has, and we do not: signing up by oneself, giving a passkey a name."""
    raise Http404
