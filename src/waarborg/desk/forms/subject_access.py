"""Forms about a client's own data: how clients are told who looked, what they get, what of it is covered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices
from waarborg.subject_access.asking import To
from waarborg.subject_access.choices import Cover, Way

LANGUAGES = (("nl", "Nederlands"), ("en", "English"))

ROLES, NAMES = "roles", "names"


class ToldHowForm(forms.Form):
    """Names, or roles alone."""

    who = forms.ChoiceField(
        label=_("How do clients read who looked?"),
        choices=((ROLES, _("by their role: your job coach")), (NAMES, _("by name and role: your job coach Anna"))),
        widget=forms.RadioSelect,
    )


class PackageForm(forms.Form):
    """In which language; and, of what may be taken along, whether it goes straight to another body."""

    def __init__(self, data: Any = None, *, transfers: Choices = ()) -> None:
        """`transfers` are the bodies that an article lets it go straight to."""
        super().__init__(data)
        self.fields["language"] = forms.ChoiceField(label=_("In which language?"), choices=LANGUAGES)
        if transfers:
            self.fields["recipient"] = forms.ChoiceField(
                label=_("Where does it go?"),
                choices=[("", _("to the client")), *transfers],
                required=False,
            )
            self.fields["name"] = forms.CharField(label=_("Name of the other body"), max_length=200, required=False)
            self.fields["address"] = forms.EmailField(label=_("E-mail address of the other body"), required=False)
            self.fields["instructed_on"] = day(
                label=_("When did you see the client's written instruction?"),
                help_text=_("Only where it goes straight to another body."),
                required=False,
            )

    def to(self) -> To | None:
        """The other body, when it goes there."""
        said = self.cleaned_data
        if not said.get("recipient"):
            return None
        return To(
            recipient=said["recipient"],
            name=said["name"],
            address=said["address"],
            instructed_on=said["instructed_on"],
        )


class CoverForm(forms.Form):
    """What is decided of something that may be about somebody else."""

    cover = forms.ChoiceField(label=_("What do you decide?"), choices=Cover, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Which words are covered?"),
        help_text=_("Only if you cover some words: one a line, as they stand there."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KindForm(forms.Form):
    """Of which kind of data something is covered that was not put forward."""

    soort = forms.ChoiceField(label=_("Which kind of data?"))

    def __init__(self, data: Any = None, *, kinds: Choices) -> None:
        """`kinds` are those in the package of which something can be covered."""
        super().__init__(data, auto_id="id_too_%s")
        self.fields["soort"].choices = kinds  # type: ignore[attr-defined]


class CoverTooForm(CoverForm):
    """Something that the program did not put forward, covered in whole or in part."""

    what = forms.ChoiceField(label=_("What do you cover?"))
    field_order = ("what", "cover", "words")

    def __init__(self, data: Any = None, *, items: Sequence[tuple[str, Choices]] = ()) -> None:
        """`items` have a title, and their fields as `record:field` with a label."""
        super().__init__(data, auto_id="id_too_%s", initial={"cover": Cover.WHOLE})
        self.fields["what"].choices = [("", _("Choose")), *items]  # type: ignore[attr-defined]
        covers = [one for one in Cover.choices if one[0] != Cover.GIVE]
        self.fields["cover"].choices = covers  # type: ignore[attr-defined]

    def chosen(self) -> tuple[UUID, str]:
        """The item and its field."""
        record, _colon, field = str(self.cleaned_data["what"]).partition(":")
        return UUID(record), field


class DeliverForm(forms.Form):
    """How it is given."""

    way = forms.ChoiceField(label=_("How do you give it?"), choices=Way, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, only_link: bool = False) -> None:
        """`only_link`: it goes straight to another body."""
        super().__init__(data)
        if only_link:
            self.fields["way"].choices = [(Way.LINK.value, Way.LINK.label)]  # type: ignore[attr-defined]
            self.fields["way"].initial = Way.LINK.value
