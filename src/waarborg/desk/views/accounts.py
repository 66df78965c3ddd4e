"""Accounts and roles, for who gives them. Never to oneself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.accounts import NewAccountForm, RoleForm
from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.pages import accounts as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate import authorisations, invitations, staff
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput


@require_http_methods(["GET", "POST"])
def accounts(request: DeskRequest) -> HttpResponse:
    """Who works here, and giving somebody a role."""
    members = staff.members(request.actor)
    form = RoleForm(
        request.POST or None, accounts=pages.account_choices(members), roles=pages.role_choices(request.actor)
    )
    if form.is_valid() and _given(request, form, UUID(form.cleaned_data["account"])):
        messages.success(request, _("The role was given."))
        return redirect("desk:accounts")
    status = InvalidInput.status if form.is_bound else 200
    page = pages.accounts_page(request.actor, members) | {"form": form}
    return render(request, "desk/accounts.html", page, status=status)


@require_http_methods(["GET", "POST"])
def account_new(request: DeskRequest) -> HttpResponse:
    """Somebody new: an account, a first role, and a link to choose a password, which is shown this once."""
    members = staff.members(request.actor)
    form = NewAccountForm(request.POST or None, roles=pages.role_choices(request.actor))
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = authorisations.open_account(request.actor, login=said["login"], display_name=said["name"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            if _given(request, form, made.pk):
                page = {"link": invitations.invite(request.actor, made.pk), "made": True}
                return render(request, "desk/account_link.html", page)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.accounts_page(request.actor, members) | {"form": form}
    return render(request, "desk/account_new.html", page, status=status)


def _given(request: DeskRequest, form: RoleForm, account_id: UUID) -> bool:
    said = form.cleaned_data
    about = {
        name: said[name] for name in ("role", "basis", "from_on", "until_on", "bound_by_profession", "health_domain")
    }
    try:
        authorisations.give_role(request.actor, authorisations.NewRole(account_id=account_id, **about))
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


@require_POST
def role_end(request: DeskRequest, membership_id: UUID) -> HttpResponse:
    """Let a role end today."""
    try:
        authorisations.end_role(request.actor, membership_id, until_on=clock.today())
    except InvalidInput as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _("The role ends today."))
    return redirect("desk:accounts")


@require_POST
def account_invite(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """A link for a colleague who lost the password, shown this once."""
    try:
        link = invitations.invite(request.actor, account_id)
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
        return redirect("desk:accounts")
    return render(request, "desk/account_link.html", {"link": link})


@require_POST
def account_second_step(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """A colleague lost the phone: the second step is taken away, and they may set it up again."""
    try:
        invitations.take_second_factor(request.actor, account_id)
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("They can sign in with their password, and set up the app again."))
    return redirect("desk:accounts")
