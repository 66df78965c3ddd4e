"""Paper dossiers: the register, its index on paper, and the parts of one dossier."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.paper import PaperForm, PlaceForm
from waarborg.desk.pages import paper as pages
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.paper import selectors, services


@require_GET
def paper_register(request: DeskRequest) -> HttpResponse:
    """Where every paper dossier is, as far as this person may know of it."""
    found = selectors.register(request.actor)
    return render(request, "desk/paper_register.html", pages.register_page(request.actor, found))


@require_POST
def paper_index(request: DeskRequest) -> HttpResponse:
    """The index of the cabinet by the alphabet, to print."""
    made = selectors.index(request.actor)
    return render(request, "desk/paper_index.html", pages.index_page(request.actor, made))


@require_http_methods(["GET", "POST"])
def dossier_paper(request: DeskRequest, number: str) -> HttpResponse:
    """The paper parts of a dossier; a POST files another one."""
    dossier_id = dossier_numbered(request.actor, number)
    form = PaperForm(request.POST or None, kinds=pages.kinds_to_file(request.actor))
    if form.is_valid():
        try:
            said = form.cleaned_data
            new = services.NewPaper(cabinet=said["cabinet"], shelf=said["shelf"], categories=said["categories"])
            given = services.file_paper(request.actor, dossier_id, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Filed. Write %(number)04d on the cover, and no name.") % {"number": given})
            return redirect("desk:dossier_paper", number)
    seen = selectors.of_dossier(request.actor, dossier_id)
    page = dossier_page(request.actor, seen.frame, "desk:dossier_paper") | pages.paper_page(request.actor, seen)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/dossier_paper.html", page | {"form": form}, status=status)


@require_POST
def paper_take(request: DeskRequest, number: str, paper_id: UUID) -> HttpResponse:
    """Take a paper part out."""
    try:
        services.take_out(request.actor, dossier_numbered(request.actor, number), paper_id)
    except Conflict:
        messages.error(request, _("Somebody was just before you: it is out already."))
    else:
        messages.success(request, _("It stands in your name. Bringing it back is on your list."))
    return redirect("desk:dossier_paper", number)


@require_POST
def paper_back(request: DeskRequest, number: str, paper_id: UUID) -> HttpResponse:
    """Write that a paper part is back."""
    services.bring_back(request.actor, dossier_numbered(request.actor, number), paper_id)
    messages.success(request, _("It is back in its cabinet."))
    return redirect("desk:dossier_paper", number)


@require_POST
def paper_move(request: DeskRequest, number: str, paper_id: UUID) -> HttpResponse:
    """Write where a paper part stands now."""
    form = PlaceForm(request.POST)
    dossier_id = dossier_numbered(request.actor, number)
    try:
        if form.is_valid():
            said = form.cleaned_data
            services.move_paper(
                request.actor, dossier_id, paper_id,
                cabinet=said["cabinet"], shelf=said["shelf"], version=said["version"] or 0,
            )  # fmt: skip
            messages.success(request, _("It stands there now."))
        else:
            services.move_paper(request.actor, dossier_id, paper_id, cabinet="", shelf="", version=0)
    except InvalidInput:
        messages.error(request, _("A few letters and digits, for example A2."))
    except Conflict:
        messages.error(request, _("Somebody else moved it in the meantime. Look where it is."))
    return redirect("desk:dossier_paper", number)
