"""Form fields as people meet them: label, help, error and control, tied together for every reader."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT = "utrecht-select utrecht-select--html-select wb-select"


@register.inclusion_tag("site/form/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field of a form, whatever its widget. Choices of one question stand in a fieldset with its legend.

    A label of a choice may have a second line (after a newline), which is shown small under the first.
    """
    described = [f"{bound.auto_id}_{part}" for part in _parts_below(bound)]
    # `required` would make the browser colour an empty field red before anybody has filled in anything.
    bound.form.use_required_attribute = False
    own = bound.field.widget.attrs.get("class", "")
    attributes: dict[str, Any] = {"class": f"{_style_of(bound.field.widget)} {own}".strip()}
    if bound.field.required:
        attributes["aria-required"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    kind = _kind_of(bound.field.widget)
    return {
        "field": bound,
        "kind": kind,
        "control": SafeString("") if kind == "group" else bound.as_widget(attrs=attributes),
        "choices": _choices_of(bound, attributes) if kind == "group" else [],
        "help_id": f"{bound.auto_id}_help",
        "error_id": f"{bound.auto_id}_error",
        "errors": _errors_of(bound),
    }


@register.inclusion_tag("site/form/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What does not fit, counted, with a link to each place. Nothing when the form has no errors."""
    found = [{"text": error, "target": _target_of(bound)} for bound in form for error in _errors_of(bound)]
    general = [{"text": error, "target": ""} for error in form.non_field_errors()]
    return {"errors": general + found}


@register.inclusion_tag("site/form/error_summary.html")
def error_summary_of(forms: Iterable[BaseForm]) -> dict[str, Any]:
    """The same for a page with several forms: a line per form, each with its own places."""
    each = [error_summary(form)["errors"] for form in forms]
    return {"errors": [error for errors in each for error in errors]}


def _parts_below(bound: BoundField) -> list[str]:
    return [part for part, there in (("help", bound.help_text), ("error", bound.errors)) if there]


def _errors_of(bound: BoundField) -> list[str]:
    """What is wrong with a field. An empty one is named, since "this field is required" helps nobody in a list."""
    said: list[str] = []
    for error in bound.errors.as_data():
        if error.code == "required":
            asks = _("Choose: %(label)s") if _is_choice(bound.field.widget) else _("Fill in: %(label)s")
            said.append(asks % {"label": str(bound.label).rstrip("?:")})
        else:
            said.extend(error.messages)
    return said


def _is_choice(widget: Widget) -> bool:
    return isinstance(widget, (Select, RadioSelect, CheckboxSelectMultiple))


def _kind_of(widget: Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "group"
    return "checkbox" if isinstance(widget, CheckboxInput) else "single"


def _style_of(widget: Widget) -> str:
    if isinstance(widget, (CheckboxInput, RadioSelect, CheckboxSelectMultiple)):
        return ""
    if isinstance(widget, FileInput):
        return "wb-bestand"
    if isinstance(widget, Textarea):
        return TEXTAREA
    return SELECT if isinstance(widget, Select) else TEXTBOX


def _choices_of(bound: BoundField, attributes: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a group, each with its own control; help and error are tied to every one of them."""
    described = {name: value for name, value in attributes.items() if name == "aria-describedby"}
    options = []
    for option in bound.subwidgets:
        option.data["attrs"] |= described
        first, _newline, rest = str(option.choice_label).partition("\n")
        options.append({"control": option.tag(), "label": first, "small": rest})
    return options


def _target_of(bound: BoundField) -> str:
    first_option = "_0" if _kind_of(bound.field.widget) == "group" else ""
    return f"{bound.auto_id}{first_option}"
