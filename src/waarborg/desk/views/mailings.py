"""Lists of addresses: which there are, one made ready, agreed to, given, stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mailings import CountForm, ListForm, WhichListForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import mailings as pages
from waarborg.desk.requests import DeskRequest
from waarborg.disclosures.preparing import WHY
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.mailings import giving, register, telling
from waarborg.mailings.preparing import SaidOfList, prepare_list
from waarborg.mailings.rules import lists_open
from waarborg.mailings.surveys import count_answer, figures_of
from waarborg.mailings.weighing import weigh_list

CODE = "list_code"
"""Where the code of a link waits in the session until it was shown."""


@require_GET
def address_lists(request: DeskRequest) -> HttpResponse:
    """Every list: nobody stands in this overview."""
    _known(request)
    return render(request, "desk/lists_out.html", pages.lists_page(request.actor, register.lists_of(request.actor)))


@require_http_methods(["GET", "POST"])
def address_list_new(request: DeskRequest) -> HttpResponse:
    """Choose which list; then who would stand on it, and what is said about it."""
    _known(request)
    actor = request.actor
    chosen, further = pages.list_asked(request)
    page = {"which_form": WhichListForm(chosen, further=further)}
    asked = pages.asked_list(actor, chosen)
    if asked is None:
        return render(request, "desk/list_out_new.html", page)
    weighed = weigh_list(actor, asked)
    form = ListForm(request.POST or None, statements=pages.statements_of_list(weighed))
    if form.is_bound and form.is_valid() and (made := _prepared(request, form, chosen)):
        return redirect("desk:address_list", made)
    page |= pages.weighed_list_page(actor, weighed, chosen) | {"form": form}
    return render(request, "desk/list_out_new.html", page, status=InvalidInput.status if form.is_bound else 200)


def _prepared(request: DeskRequest, form: ListForm, chosen: dict[str, str]) -> UUID | None:
    said = form.cleaned_data
    asked = pages.asked_list(request.actor, chosen, form.reasons)
    assert asked is not None  # noqa: S101 - weighed already
    reasons = form.reasons | {WHY: said["why"]}
    try:
        return prepare_list(
            request.actor, asked, SaidOfList(address=said["address"], reasons=reasons, language=said["language"])
        )
    except InvalidInput as mistake:
        tell(form, mistake)
        return None


@require_http_methods(["GET", "POST"])
def address_list(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """One list: where it stands, what must still be done, and what came back of a survey."""
    _known(request)
    form = CountForm(request.POST or None)
    if form.is_valid() and _counted(request, list_id, form):
        return redirect("desk:address_list", list_id)
    kept = request.session.pop(CODE, None) or {}
    code = kept.get("code", "") if kept.get("list") == str(list_id) else ""
    whole = register.one_list(request.actor, list_id)
    page = pages.list_page(request.actor, whole, code) | {"form": form, "figures": figures_of(request.actor, list_id)}
    return render(request, "desk/list_out.html", page, status=InvalidInput.status if form.errors else 200)


def _counted(request: DeskRequest, list_id: UUID, form: CountForm) -> bool:
    try:
        count_answer(request.actor, list_id, **form.cleaned_data)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    messages.success(request, _("Counted. Nobody stands behind this number."))
    return True


@require_POST
def address_list_act(request: DeskRequest, list_id: UUID, act: str) -> HttpResponse:
    """Agree, tell the clients, give, or stop."""
    does = _ACTS.get(act)
    if does is None:
        raise NotFound("There is no such act.")
    try:
        does(request, list_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:address_list", list_id)


def _known(request: DeskRequest) -> None:
    """Where the regulation lets this person give no list there is no such page. Raises `NotFound`."""
    if not lists_open(request.actor):
        raise NotFound("There are no lists of addresses here.")


def _agree(request: DeskRequest, list_id: UUID) -> None:
    giving.agree_list(request.actor, list_id)
    messages.success(request, _("You agreed. Your colleague can give it now."))


def _tell(request: DeskRequest, list_id: UUID) -> None:
    told = telling.tell_list(request.actor, list_id)
    said = ngettext("%(told)s client is told by e-mail.", "%(told)s clients are told by e-mail.", told.mails)
    messages.success(request, said % {"told": told.mails})
    if told.letters:
        waits = ngettext(
            "For %(letters)s client without an e-mail address a letter waits in the dossier: giving it is telling.",
            "For %(letters)s clients without an e-mail address a letter waits in the dossier: giving it is telling.",
            told.letters,
        )
        messages.info(request, waits % {"letters": told.letters})


def _give(request: DeskRequest, list_id: UUID) -> None:
    request.session[CODE] = {"list": str(list_id), "code": giving.give_list(request.actor, list_id)}
    messages.success(request, _("Given, and written down."))


def _stop(request: DeskRequest, list_id: UUID) -> None:
    giving.stop_list(request.actor, list_id)
    messages.success(request, _("Stopped. Nothing of it went."))


_ACTS: Mapping[str, Callable[[DeskRequest, UUID], None]] = {
    "akkoord": _agree,
    "vertel": _tell,
    "geven": _give,
    "stoppen": _stop,
}
