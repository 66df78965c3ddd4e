"""What a service found wrong, said at the fields of the form it came from."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form

from waarborg.desk.forms.judging import JudgingForm
from waarborg.dossiers.free_text import ForbiddenInText
from waarborg.kernel.errors import InvalidInput


def tell(form: Form, mistake: InvalidInput, named: Callable[[str], str] = str) -> None:
    """Add the errors of a service to a form. What no field of the form carries stands above it."""
    if isinstance(mistake, ForbiddenInText) and isinstance(form, JudgingForm):
        form.show_found(mistake, named)
    if not mistake.fields:
        form.add_error(None, str(mistake))
    for name, said in mistake.fields.items():
        field = named(name)
        form.add_error(field if field in form.fields else None, said)
