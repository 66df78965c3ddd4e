"""Forms of invoices: one to make, which go to the books, where those of a principal go, and what the agency charges."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.disclosures import LANGUAGES
from waarborg.desk.forms.practice import ItemForm
from waarborg.desk.forms.records import Choices, chosen
from waarborg.desk.forms.time import day_field
from waarborg.invoicing.choices import SentHow

VAT_CATEGORIES = (
    ("S", gettext_lazy("with VAT")),
    ("E", gettext_lazy("exempt")),
    ("Z", gettext_lazy("zero rate")),
    ("AE", gettext_lazy("shifted to who pays")),
)


class InvoiceForm(forms.Form):
    """What to charge, and under which references."""

    def __init__(
        self, data: Any = None, *, trajectories: Choices, fixed: Choices, with_name: bool, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        if len(trajectories) > 1:
            self.fields["trajectory"] = chosen(_("Which trajectory"), trajectories)
        self.fields["first"] = day_field(_("Hours from"), help_text=_("Approved hours that stand in no invoice yet."))
        self.fields["until"] = day_field(_("Hours until"))
        if fixed:
            self.fields["fixed"] = forms.MultipleChoiceField(
                label=_("Fixed prices"), choices=fixed, required=False, widget=forms.CheckboxSelectMultiple
            )
        number = _("A number: digits and at most four letters in a row, and no name.")
        self.fields["reference"] = forms.CharField(
            label=_("Reference of the trajectory"), help_text=number, max_length=40
        )
        self.fields["order"] = forms.CharField(
            label=_("Order number of the principal"), help_text=number, max_length=40, required=False
        )
        if with_name:
            self.fields["named"] = forms.BooleanField(
                label=_("Put the name on the paper invoice"),
                help_text=_("Then it does not go by e-mail, unless an article lets the name go so."),
                required=False,
            )
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class SendForm(forms.Form):
    """How it goes."""

    how = forms.ChoiceField(label=gettext_lazy("How does it go?"), choices=SentHow.choices, widget=forms.RadioSelect)


class DetailsForm(forms.Form):
    """Where the invoices of a principal go."""

    street = forms.CharField(label=gettext_lazy("Street and number, or box"), max_length=120)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=80)
    country = forms.CharField(label=gettext_lazy("Country, in two letters"), max_length=2, initial="NL")
    company_number = forms.CharField(label=gettext_lazy("Trade register"), max_length=8, required=False)
    vat_number = forms.CharField(label=gettext_lazy("VAT number"), max_length=14, required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail address for invoices"),
        help_text=gettext_lazy("Of a department, such as invoices@, not of a person."),
        max_length=120,
        required=False,
    )


class RateForm(forms.Form):
    """What an hour costs under an agreement."""

    def __init__(self, data: Any = None, *, vat: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["hourly"] = price_field(_("Euros an hour, without VAT"))
        self.fields["vat"] = forms.ChoiceField(label=_("VAT"), choices=vat)


class ChargingForm(forms.Form):
    """The agency as it stands on its invoices, and how they are numbered and paid."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name on invoices"), max_length=120)
    street = forms.CharField(label=gettext_lazy("Street and number, or box"), max_length=120)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=80)
    company_number = forms.CharField(label=gettext_lazy("Trade register"), max_length=8)
    vat_number = forms.CharField(label=gettext_lazy("VAT number"), max_length=14)
    iban = forms.CharField(label="IBAN", max_length=34)
    email = forms.EmailField(label=gettext_lazy("E-mail address for questions"), max_length=120)
    begins_with = forms.CharField(label=gettext_lazy("Numbers begin with"), max_length=8, required=False)
    pay_within_days = forms.IntegerField(
        label=gettext_lazy("Pay within how many days"), min_value=1, max_value=120, initial=30
    )


class VatForm(ItemForm):
    """A way of counting VAT."""

    category = forms.ChoiceField(label=gettext_lazy("Kind"), choices=VAT_CATEGORIES)
    percent = forms.DecimalField(
        label=gettext_lazy("Percent"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    because = forms.CharField(label=gettext_lazy("Why there is no VAT"), max_length=200, required=False)
    field_order = ("key", "nl", "en", "category", "percent", "because", "retired")

    def item(self) -> dict[str, Any]:
        """As the document has it."""
        made = super().item()
        return made | {"percent": str(made.get("percent", 0))}


def price_field(label: str, **more: Any) -> forms.DecimalField:
    """An amount in euros."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    about = {"label": label, "min_value": 0, "max_digits": 9, "decimal_places": 2, "widget": widget, "localize": True}
    return forms.DecimalField(**{**about, **more})


class HourlyForm(forms.Form):
    """What an hour of a kind of trajectory costs."""

    def __init__(self, *args: Any, kinds: Choices, vat: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"] = forms.ChoiceField(
            label=_("Kind of trajectory"), choices=[("", "–"), *kinds], required=False
        )
        self.fields["hourly"] = price_field(_("Euros an hour, without VAT"), required=False)
        self.fields["vat"] = forms.ChoiceField(label=_("VAT"), choices=vat, required=False)

    @property
    def is_empty(self) -> bool:
        """A line that nobody filled in."""
        return not (self.cleaned_data.get("of") and self.cleaned_data.get("hourly") is not None)

    def item(self) -> dict[str, Any]:
        """As the document has it."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


class FixedForm(ItemForm):
    """A fixed price."""

    def __init__(self, *args: Any, kinds: Choices, vat: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"] = forms.ChoiceField(label=_("Kind of trajectory"), choices=kinds)
        self.fields["amount"] = price_field(_("Euros, without VAT"), required=False)
        self.fields["vat"] = forms.ChoiceField(label=_("VAT"), choices=vat)
        self.order_fields(("key", "nl", "en", "of", "amount", "vat", "retired"))

    def item(self) -> dict[str, Any]:
        """As the document has it."""
        made = super().item()
        return made | {"amount": str(made.get("amount", 0))}
