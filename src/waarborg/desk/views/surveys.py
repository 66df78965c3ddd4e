"""Surveys of satisfaction: how the regulation is read on them, who was invited as numbers, what came back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.mailings import CountForm, ReadingForm
from waarborg.desk.forms.mistakes import carried_out
from waarborg.desk.pages import surveys as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import articles_in_words
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.mailings import invited


@require_http_methods(["GET", "POST"])
def surveys(request: DeskRequest) -> HttpResponse:
    """By what clients may be invited, and every invitation; whoever oversees records a reading."""
    form = ReadingForm(request.POST or None, articles=articles_in_words(request.actor.in_force))
    if form.is_valid() and carried_out(request, form, _record, request.actor, form):
        return redirect("desk:surveys")
    page = pages.surveys_page(request.actor, invited.standing(request.actor), invited.surveys(request.actor))
    return render(
        request, "desk/surveys.html", page | {"form": form}, status=InvalidInput.status if form.is_bound else 200
    )


def _record(actor: Actor, form: ReadingForm) -> str:
    invited.record_reading(actor, **form.cleaned_data)
    return _("Recorded. Clients can be invited by this reading.")


@require_POST
def reading_end(request: DeskRequest) -> HttpResponse:
    """End the reading that stands."""
    invited.end_reading(request.actor)
    messages.success(request, _("Ended. Nobody is invited by it any more."))
    return redirect("desk:surveys")


@require_http_methods(["GET", "POST"])
def survey(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """One invitation with its figures; whoever oversees counts what came back."""
    form = CountForm(request.POST or None)
    if form.is_valid() and carried_out(request, form, _count, request.actor, message_id, form):
        return redirect("desk:survey", message_id)
    one = next((each for each in invited.surveys(request.actor) if each.id == message_id), None)
    if one is None:
        raise NotFound("There is no such survey here.")
    page = pages.survey_page(request.actor, one) | {"form": form}
    return render(request, "desk/survey.html", page, status=InvalidInput.status if form.errors else 200)


def _count(actor: Actor, message_id: UUID, form: CountForm) -> str:
    invited.count_answer(actor, message_id, **form.cleaned_data)
    return _("Counted. Nobody stands behind this number.")
