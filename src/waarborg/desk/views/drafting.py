"""The studio: the regulation beside what holds it; a draft changed, held against the law, compared, decided on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms import drafting as forms
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import drafting as pages
from waarborg.desk.pages import drafting_decisions as decisions
from waarborg.desk.requests import DeskRequest
from waarborg.drafting.choices import Why
from waarborg.drafting.examining import examine
from waarborg.drafting.selectors import draft_in_hand, draft_key, drafts, text_named, version_key
from waarborg.drafting.services import approve, begin, decline, keep, put_forward
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.policy.amending import NotHere, choices_in, terms_in, with_head


@require_http_methods(["GET", "POST"])
def studio(request: DeskRequest) -> HttpResponse:
    """What is in force, the draft with what is lacking, and its first day by form."""
    must_be_allowed(request.actor, "propose")
    every = drafts(request.actor)
    held = every[0] if every and not every[0].decided else None
    form = forms.DayForm(request.POST or None, initial=pages.day_initial(held))
    if held and form.is_valid():
        day = form.cleaned_data["in_force_from"].isoformat()
        if _kept(request, form, with_head(held.source, "in_force_from", day), Why.DAY):
            return redirect("desk:studio")
    page = pages.studio_page(request.actor, every, held) | {"form": form}
    return render(request, "desk/studio.html", page, status=_status(form))


@require_POST
def studio_begin(request: DeskRequest) -> HttpResponse:
    """Begin a draft from the version in force."""
    try:
        begin(request.actor)
    except Conflict as already:
        messages.warning(request, str(already))
    return redirect("desk:studio")


@require_GET
def studio_articles(request: DeskRequest) -> HttpResponse:
    """Each article as people read it, beside what enforces it and the tests that hold it."""
    must_be_allowed(request.actor, "propose")
    return render(request, "desk/studio_articles.html", pages.articles_page(request.actor))


@require_GET
def studio_clauses(request: DeskRequest) -> HttpResponse:
    """Each sentence of the source text with what holds it."""
    must_be_allowed(request.actor, "propose")
    return render(request, "desk/studio_clauses.html", pages.clauses_page(request.actor))


@require_http_methods(["GET", "POST"])
def studio_text(request: DeskRequest) -> HttpResponse:
    """The text as YAML. It is kept whether it is right already or not; nothing typed is lost."""
    must_be_allowed(request.actor, "propose")
    held = draft_in_hand(request.actor)
    if held is None:
        return redirect("desk:studio")
    form = forms.TextForm(request.POST or None, initial={"base": held.number, "source": held.source})
    if form.is_valid() and _kept(request, form, form.cleaned_data["source"], Why.TEXT):
        if examine(form.cleaned_data["source"].replace("\r\n", "\n")).mistakes:
            messages.warning(request, _("Kept. It cannot come into force like this: see the mistakes."))
        else:
            messages.success(request, _("Kept."))
        return redirect("desk:studio_text")
    typed = request.POST.get("source", held.source)
    page = {"form": form, "checked": pages.checked(typed), "draft": held}
    return render(request, "desk/studio_text.html", page, status=_status(form))


@require_POST
def studio_check(request: DeskRequest) -> HttpResponse:
    """What is wrong in a text that is being typed. Keeps nothing."""
    must_be_allowed(request.actor, "propose")
    typed = request.POST.get("source", "").replace("\r\n", "\n")
    return render(request, "desk/parts/studio_checked.html", {"checked": pages.checked(typed)})


@require_http_methods(["GET", "POST"])
def studio_terms(request: DeskRequest) -> HttpResponse:
    """Terms and lists by form."""
    must_be_allowed(request.actor, "propose")
    held = draft_in_hand(request.actor)
    if held is None:
        return redirect("desk:studio")
    form = forms.TermsForm(
        request.POST or None,
        initial={"base": held.number},
        terms=terms_in(held.source),
        lists=choices_in(held.source),
        labels=pages.rule_labels(held.source),
    )
    if form.is_valid():
        try:
            text = form.written_into(held.source)
        except NotHere as mistake:
            form.add_error(None, str(mistake))
        else:
            if _kept(request, form, text, Why.TERMS):
                return redirect("desk:studio_text" if examine(text).mistakes else "desk:studio_compare")
    return render(request, "desk/studio_terms.html", {"form": form, "draft": held}, status=_status(form))


@require_http_methods(["GET", "POST"])
def studio_findings(request: DeskRequest) -> HttpResponse:
    """What is found of law in the draft; accepted, justified or answered with a reason that stands in the text."""
    must_be_allowed(request.actor, "propose")
    held = draft_in_hand(request.actor)
    page = decisions.findings_page(request.actor, held, request.POST or None)
    form = page["posted"]
    if held and form and form.is_valid():
        try:
            text, why = decisions.decided(request.actor, held.source, form.cleaned_data)
        except NotHere as mistake:
            form.add_error(None, str(mistake))
        else:
            if _kept(request, form, text, why):
                return redirect("desk:studio_findings")
    status = InvalidInput.status if form else 200
    return render(request, "desk/studio_findings.html", page, status=status)


@require_GET
def studio_compare(request: DeskRequest) -> HttpResponse:
    """Two texts beside each other, the draft and what is in force if nobody chooses: articles, who may more or less,
    terms, and the dossiers that it touches.
    """
    must_be_allowed(request.actor, "propose")
    held, standing = draft_in_hand(request.actor), version_key(request.actor.in_force.regulation.in_force_from)
    every = pages.choices(request.actor)
    first = {"van": standing, "naar": draft_key(held.number) if held else every[0][0]}
    form = forms.CompareForm(request.GET if {"van", "naar"} <= set(request.GET) else first, every=every)
    chosen = form.cleaned_data if form.is_valid() else first
    old, new = (text_named(request.actor, chosen[name]) for name in ("van", "naar"))
    page = pages.compare_page(request.actor, old, new) | {"form": form}
    return render(request, "desk/studio_compare.html", page, status=200 if form.is_valid() else InvalidInput.status)


ACTS = {
    "voorleggen": (put_forward, gettext_lazy("Put forward. Somebody else decides on it.")),
    "vaststellen": (approve, gettext_lazy("Approved. It becomes a version at once, and comes into force on its day.")),
    "afwijzen": (decline, gettext_lazy("Declined. What is in force, stays.")),
}


@require_POST
def studio_act(request: DeskRequest, draft_id: UUID, act: str) -> HttpResponse:
    """Put a draft forward, approve it or decline it."""
    if act not in ACTS:
        raise NotFound("There is no such act.")
    do, said = ACTS[act]
    try:
        do(request.actor, draft_id)
    except (Conflict, InvalidInput) as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, said)
    return redirect("desk:studio")


def _kept(request: DeskRequest, form: Any, text: str, why: Why) -> bool:
    """Keep it as the next number; what is in the way stands at the form, and nothing typed is lost."""
    try:
        keep(request.actor, text, why=why, base=form.cleaned_data["base"])
    except Conflict as other:
        form.add_error(None, str(other))
    except InvalidInput as mistake:
        tell(form, mistake)
    else:
        return True
    return False


def _status(form: Any) -> int:
    return InvalidInput.status if form.is_bound else 200
