"""What a service found wrong, said at the fields of the form it came from; or in one line, where there is no form.

tell(form, mistake)                      at its fields
carried_out(request, form, act, ...)     do what a form asks, and tell how it went
in_one_line(mistake)                     where the page shows no form
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from django.contrib import messages
from django.forms import Form

from waarborg.desk.forms.judging import JudgingForm
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.free_text import ForbiddenInText
from waarborg.kernel.errors import Conflict, InvalidInput

Given = ParamSpec("Given")


def tell(form: Form, mistake: InvalidInput, named: Callable[[str], str] = str) -> None:
    """Add the errors of a service to a form. What no field of the form carries stands above it."""
    if isinstance(mistake, ForbiddenInText) and isinstance(form, JudgingForm):
        form.show_found(mistake, named)
    if not mistake.fields:
        form.add_error(None, str(mistake))
    for name, said in mistake.fields.items():
        field = named(name)
        form.add_error(field if field in form.fields else None, said)


def carried_out(
    request: DeskRequest,
    form: Form,
    act: Callable[Given, str | None],
    *given: Given.args,
    **by_name: Given.kwargs,
) -> bool:
    """Do what a form asks. A mistake is told at the form: False, and it stays to be filled in. When somebody was before
    this one, that is told as a message, as is what the act says of itself: nothing is left to fill in."""
    try:
        said = act(*given, **by_name)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return True
    if said:
        messages.success(request, said)
    return True


def in_one_line(mistake: InvalidInput | Conflict) -> str:
    """What is wrong, and with what: for a page that shows no form to tell it at."""
    of_fields = mistake.fields if isinstance(mistake, InvalidInput) else {}
    return " ".join([str(mistake), *map(str, of_fields.values())])
