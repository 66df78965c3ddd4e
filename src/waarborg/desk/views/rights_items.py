"""The items of a request: chosen, and each decided on; and what the client says of an item or of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.records import RecordForm
from waarborg.desk.forms.rights_items import ChooseForm, StatementForm, TellForm
from waarborg.desk.pages import item_acts as acts
from waarborg.desk.pages import rights_items as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.views.records import correction_of
from waarborg.dossiers import items as records
from waarborg.dossiers import selectors
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.letters.choices import Channel
from waarborg.rights import deciding, erasing, item_selectors, items, recipients, restricting
from waarborg.rights.choices import SAYS_WHAT
from waarborg.rights.judging import dossier_of


@require_http_methods(["GET", "POST"])
def right_items(request: DeskRequest, number: str, request_id: UUID) -> HttpResponse:
    """Choose what a request is about."""
    dossier_id = dossier_numbered(request.actor, number)
    found = item_selectors.to_choose(request.actor, dossier_id, request_id)
    kind = pages.first_kind(found, request.GET.get("kind", ""))
    form = ChooseForm(
        request.POST or None,
        things=pages.things_of(found, kind),
        grounds=pages.grounds_in_words(found),
        says_what=found.right in SAYS_WHAT,
    )
    if form.is_valid() and _chosen(request, dossier_id, request_id, form):
        messages.success(request, _("Written down. Now decide on each item."))
        return redirect("desk:right_request", number, request_id)
    page = pages.kinds_page(number, request_id, found, kind) | {"form": form}
    return render(request, "desk/right_items.html", page, status=InvalidInput.status if form.is_bound else 200)


def _chosen(request: DeskRequest, dossier_id: UUID, request_id: UUID, form: ChooseForm) -> bool:
    said = form.cleaned_data
    chosen = items.Chosen(
        things=[_thing(one) for one in said["things"]], ground=said.get("ground", ""), wanted=said.get("wanted", "")
    )
    try:
        items.choose(request.actor, dossier_id, request_id, chosen)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


def _thing(word: str) -> items.Thing:
    """What a box that was ticked stands for."""
    what, _colon, rest = word.partition(":")
    if what == pages.LETTER:
        return items.Thing(letter_id=UUID(rest))
    record, _colon, field = rest.partition(":")
    return items.Thing(record_id=UUID(record), field=field)


@require_GET
def right_item(request: DeskRequest, request_id: UUID, item_id: UUID, number: str = "") -> HttpResponse:
    """One item to decide on."""
    dossier_id = _dossier(request, number, request_id)
    found = item_selectors.one_item(request.actor, dossier_id, request_id, item_id)
    page = pages.item_page(request.actor, number, request_id, found, acts.forms_for(request.actor, found))
    return render(request, "desk/right_item.html", page)


@require_POST
def right_item_act(request: DeskRequest, request_id: UUID, item_id: UUID, act: str, number: str = "") -> HttpResponse:
    """Decide on an item."""
    dossier_id = _dossier(request, number, request_id)
    found = item_selectors.one_item(request.actor, dossier_id, request_id, item_id)
    forms = acts.forms_for(request.actor, found, sent=act, data=request.POST)
    if act not in forms or act not in ACTS:
        raise NotFound("There is no such act.")
    (does, said), form, at = ACTS[act], forms[act], (dossier_id, request_id, item_id)
    if form.is_valid():
        try:
            does(request, at, form, found)
        except InvalidInput as mistake:
            tell(form, mistake, form.named if isinstance(form, RecordForm) else str)
        except Conflict as conflict:
            messages.error(request, str(conflict))
            return redirect(pages.item_url(number, request_id, item_id))
        else:
            messages.success(request, str(said))
            return redirect(pages.request_url(number, request_id))
    page = pages.item_page(request.actor, number, request_id, found, forms)
    return render(request, "desk/right_item.html", page, status=InvalidInput.status)


def _dossier(request: DeskRequest, number: str, request_id: UUID) -> UUID:
    """Which dossier it is about; without a number of an address by whom an article names."""
    return dossier_numbered(request.actor, number) if number else dossier_of(request.actor, request_id)


At = tuple[UUID, UUID, UUID]
Does = Callable[[DeskRequest, At, Any, item_selectors.OneItem], Any]


def _refuse(request: DeskRequest, at: At, form: Form, _found: item_selectors.OneItem) -> None:
    deciding.refuse(request.actor, *at, form.cleaned_data["because"], form.cleaned_data["reasons"])


def _agree(request: DeskRequest, at: At, _form: Form, _found: item_selectors.OneItem) -> None:
    deciding.agree(request.actor, *at)


def _correct(request: DeskRequest, at: At, form: RecordForm, found: item_selectors.OneItem) -> None:
    if found.record is None:
        raise NotFound("There is no such record here.")
    deciding.correct(request.actor, *at, correction_of(form, found.record))


def _add_words(request: DeskRequest, at: At, form: Form, _found: item_selectors.OneItem) -> None:
    deciding.add_words(request.actor, *at, form.cleaned_data["words"])


def _erase(request: DeskRequest, at: At, form: Form, _found: item_selectors.OneItem) -> None:
    erasing.erase(request.actor, *at, form.cleaned_data["reasons"])


def _restrict(request: DeskRequest, at: At, form: Form, _found: item_selectors.OneItem) -> None:
    restricting.restrict(request.actor, *at, form.cleaned_data["reasons"])


def _announce(request: DeskRequest, at: At, form: Form, found: item_selectors.OneItem) -> None:
    said = form.cleaned_data
    restricting.announce(request.actor, at[0], _restriction(found), said["on"], said["reasons"])


def _lift(request: DeskRequest, at: At, _form: Form, found: item_selectors.OneItem) -> None:
    restricting.lift(request.actor, at[0], _restriction(found))


def _restriction(found: item_selectors.OneItem) -> UUID:
    if found.restricted is None:
        raise NotFound("There is no such restriction here.")
    return UUID(found.restricted["id"])


ACTS: dict[str, tuple[Does, Promise]] = {
    "announce": (
        _announce,
        gettext_lazy("The letter is ready. Give it; then the restriction can end on that day."),
    ),
    "erase": (_erase, gettext_lazy("Erased. Nobody can bring it back.")),
    "lift": (_lift, gettext_lazy("The restriction ended.")),
    "restrict": (_restrict, gettext_lazy("Restricted. Only who must know still sees it.")),
    "add_words": (_add_words, gettext_lazy("Added. It stands with the item now.")),
    "agree": (_agree, gettext_lazy("You agreed. The request can be answered.")),
    "correct": (_correct, gettext_lazy("Corrected. The old text stays in the history.")),
    "refuse": (_refuse, gettext_lazy("Refused. The reasons stand in the letter with the answer.")),
}
"""By the word in the address: what it does, and what is said afterwards."""


@require_GET
def right_notice(request: DeskRequest, number: str, request_id: UUID, notice_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The letter to a recipient (PDF)."""
    dossier_id = dossier_numbered(request.actor, number)
    return kept(recipients.open_notice(request.actor, dossier_id, notice_id), f"{number}.pdf")


@require_POST
def right_notice_tell(request: DeskRequest, number: str, request_id: UUID, notice_id: UUID) -> HttpResponse:
    """Write down that a recipient was told."""
    dossier_id, form = dossier_numbered(request.actor, number), TellForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how they were told."))
        return redirect("desk:right_request", number, request_id)
    try:
        recipients.tell(request.actor, dossier_id, notice_id, Channel(form.cleaned_data["channel"]))
    except (Conflict, InvalidInput) as said:
        messages.error(request, str(said))
    else:
        messages.success(request, _("Written down. An e-mail only says that there is a letter."))
    return redirect("desk:right_request", number, request_id)


@require_http_methods(["GET", "POST"])
def statement_new(request: DeskRequest, number: str, record_id: UUID | None = None) -> HttpResponse:
    """Add what the client says, of an item or of the whole dossier."""
    dossier_id = dossier_numbered(request.actor, number)
    page = _about(request, number, dossier_id, record_id)
    form = StatementForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        new = NewStatement(
            words=said["words"], record_id=record_id, given_by=GivenBy(said["given_by"]), said_on=said["said_on"]
        )
        try:
            add_statement(request.actor, dossier_id, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Added. It stands there now, wherever it is shown or given."))
            return redirect(page["back_url"])
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/statement_new.html", page | {"form": form}, status=status)


def _about(request: DeskRequest, number: str, dossier_id: UUID, record_id: UUID | None) -> dict[str, Any]:
    if record_id is None:
        seen = selectors.dossier(request.actor, dossier_id)
        back = reverse("desk:dossier", args=[number])
        return {"number": number, "name": seen.name, "back_url": back, "back_label": _("Back to the dossier")}
    where, record = records.one(request.actor, dossier_id, record_id)
    return pages.statement_page(where, record)
