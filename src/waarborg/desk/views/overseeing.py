"""What left the agency, for who oversees it; and what was given in haste, looked back on by somebody else."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.overseeing import FileForm, LookBackForm, PeriodForm
from waarborg.desk.pages import overseeing as pages
from waarborg.desk.pages.disclosures import every_recipient
from waarborg.desk.requests import DeskRequest
from waarborg.disclosures import overseeing, reviewing
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language


@require_GET
def given_register(request: DeskRequest) -> HttpResponse:
    """What left the agency in a period."""
    return _register(request, FileForm(purposes=pages.purposes_in(request.actor)))


@require_POST
def given_csv(request: DeskRequest) -> HttpResponse:
    """The same as a sheet, for a purpose."""
    form, period = FileForm(request.POST, purposes=pages.purposes_in(request.actor)), _period(request)
    if not form.is_valid() or not period.is_valid():
        return _register(request, form)
    sheet = overseeing.as_csv(request.actor, _asked(period), form.cleaned_data["purpose"], reader_language())
    return kept("\ufeff" + sheet, "waarborg.csv")


def _register(request: DeskRequest, file_form: FileForm) -> HttpResponse:
    form, found = _period(request), None
    if form.is_valid():
        try:
            found = overseeing.left(request.actor, _asked(form))
        except InvalidInput as mistake:
            tell(form, mistake)
    wrong = found is None or file_form.is_bound
    page = pages.register_page(request.actor, found, form, file_form)
    return render(request, "desk/given_register.html", page, status=InvalidInput.status if wrong else 200)


def _period(request: DeskRequest) -> PeriodForm:
    usual = pages.this_year()
    given = request.GET or {"from_on": usual.from_on, "until_on": usual.until_on}
    return PeriodForm(given, recipients=every_recipient())


def _asked(form: PeriodForm) -> overseeing.Period:
    said = form.cleaned_data
    return overseeing.Period(from_on=said["from_on"], until_on=said["until_on"], recipient=said["recipient"])


@require_GET
def giving_reviews(request: DeskRequest) -> HttpResponse:
    """What waits to be looked back on, and what was found."""
    found = reviewing.reviews(request.actor)
    return render(request, "desk/giving_reviews.html", pages.reviews_page(request.actor, found))


@require_http_methods(["GET", "POST"])
def giving_review(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """One of them: what was given, why, and what somebody else finds of it."""
    one = reviewing.one_review(request.actor, review_id)
    form = LookBackForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            reviewing.review(request.actor, review_id, **form.cleaned_data)
        except (InvalidInput, Conflict) as mistake:
            tell(form, mistake if isinstance(mistake, InvalidInput) else InvalidInput(str(mistake)))
        else:
            messages.success(request, _("The check is closed."))
            return redirect("desk:giving_review", review_id)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/giving_review.html", pages.review_page(request.actor, one, form), status=status)
