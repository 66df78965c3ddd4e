"""Forms about data breaches: the report in a minute, looking for whom it concerns, weighing, telling, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from waarborg.breaches.assessing import Weighing
from waarborg.breaches.choices import Nature, Phase, Risk, ToldBy, ToWhom
from waarborg.breaches.finding import Search
from waarborg.breaches.reporting import NewBreach
from waarborg.breaches.sealing import Assessment
from waarborg.breaches.telling import Telling
from waarborg.desk.forms.principals import day
from waarborg.desk.forms.records import Choices
from waarborg.kernel import clock

LONGEST, LONGEST_LINE = 4000, 200


def words_field(label: str, help_text: str = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def time_field(label: str, *, required: bool = True, **about: Any) -> forms.TimeField:
    """A time by the clock on the wall."""
    return forms.TimeField(
        label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **about
    )


def moment_named(said: Mapping[str, Any], name: str) -> datetime | None:
    """A day and a time by the clock on the wall; the first of two moments in the night that has an hour twice."""
    on = said.get(f"{name}_on")
    if on is None:
        return None
    return datetime.combine(on, said.get(f"{name}_at") or time(), tzinfo=clock.AMSTERDAM)


def this_minute() -> time:
    """The time of now, to the minute."""
    return timezone.localtime(clock.now()).time().replace(second=0, microsecond=0)


THE_MINUTE_ITSELF = timedelta(seconds=59, microseconds=999999)
"""Until a minute that somebody names is: that minute too."""


class ReportForm(forms.Form):
    """What happened, and since when it is known."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["what"] = words_field(
            _("What happened?"),
            _("What you saw or did, and which data it is about. You need not be certain. Name nobody by name."),
            rows=5,
        )
        self.fields["aware_on"] = day(label=_("Noticed on which day?"), initial=clock.today)
        self.fields["aware_at"] = time_field(_("And at what time?"), initial=this_minute)
        self.fields["goes_on"] = forms.BooleanField(label=_("It still goes on"), required=False)
        self.fields["done"] = words_field(_("What did you do about it already?"), rows=2, required=False)

    def new(self) -> NewBreach:
        """What was reported."""
        said = self.cleaned_data
        aware = moment_named(said, "aware") or clock.now()
        return NewBreach(what=said["what"], aware_at=aware, goes_on=said["goes_on"], done=said["done"])


class SearchForm(forms.Form):
    """Between which moments, opened by whom or given to whom."""

    def __init__(self, data: Any = None, *, initial: Any = None, openers: Choices = (), parties: Choices = ()) -> None:
        super().__init__(data, initial=initial)
        self.fields["where"] = forms.ChoiceField(
            label=_("Where do we look?"),
            choices=[("opened", _("What was opened here, in the log")), ("given", _("What was given to others"))],
            widget=forms.RadioSelect,
            initial="opened",
        )
        self.fields["since_on"] = day(label=_("From which day?"))
        self.fields["since_at"] = time_field(_("And which time?"), initial=time())
        self.fields["until_on"] = day(label=_("Until which day?"))
        self.fields["until_at"] = time_field(_("And until which time?"), initial=time(23, 59))
        self.fields["opener"] = forms.ChoiceField(
            label=_("Opened by whom, and from where?"),
            help_text=_("Choose the times first; then it is shown who opened something."),
            choices=[("", _("everybody")), *openers],
            required=False,
        )
        self.fields["party"] = forms.ChoiceField(
            label=_("Given to whom?"), choices=[("", _("everybody")), *parties], required=False
        )

    def asked(self) -> Search:
        """What is looked for."""
        said = self.cleaned_data
        since, until = moment_named(said, "since"), moment_named(said, "until")
        assert since is not None and until is not None  # noqa: S101, PT018 - both days are required
        account, _slash, place = said["opener"].partition("|")
        return Search(
            since=since,
            until=until + THE_MINUTE_ITSELF,
            given=said["where"] == "given",
            account_id=UUID(account) if account else None,
            from_where=place,
            party_id=UUID(said["party"]) if said["party"] else None,
        )


class AssessForm(forms.Form):
    """How it is weighed, and the words for others."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["nature"] = forms.MultipleChoiceField(
            label=_("What happened to the data?"),
            choices=[(one.value, str(one.label).capitalize()) for one in Nature],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["from_on"] = day(label=_("It began on which day?"), required=False)
        self.fields["from_at"] = time_field(_("At what time did it begin?"), required=False)
        self.fields["until_on"] = day(label=_("It ended on which day?"), required=False)
        self.fields["until_at"] = time_field(_("At what time did it end?"), required=False)
        self.fields["risk"] = forms.ChoiceField(
            label=_("How likely is it that somebody suffers from it?"),
            choices=[(one.value, str(one.label).capitalize()) for one in Risk],
            widget=forms.RadioSelect,
        )
        self.fields["reasons"] = words_field(_("Why?"), _("Kept in the register, also when nobody is told."))
        self.fields["became_public"] = forms.BooleanField(label=_("The data came into the open"), required=False)
        self.fields["unreadable"] = forms.BooleanField(
            label=_("Nobody can read the data: they are encrypted, and the key did not leak"), required=False
        )
        self.fields["happened"] = words_field(
            _("What happened, in plain words"), _("Clients, principals and the authority read this. Name nobody.")
        )
        self.fields["consequences"] = words_field(_("What may follow from it?"))
        self.fields["measures"] = words_field(_("What was done about it, and what will be?"))
        self.fields["advice"] = words_field(_("What can people do themselves?"), required=False)
        self.fields["contact"] = words_field(_("Whom do they ask, and how?"), rows=2)
        self.fields["how_to_inspect"] = words_field(
            _("Where can the notice to the authority be read?"),
            _("Needed where the regulation says so."),
            rows=2,
            required=False,
        )

    def weighing(self) -> Weighing:
        """How it was weighed."""
        said = self.cleaned_data
        words = ("reasons", "happened", "consequences", "measures", "advice", "contact", "how_to_inspect")
        return Weighing(
            risk=said["risk"],
            nature=said["nature"],
            became_public=said["became_public"],
            unreadable=said["unreadable"],
            happened_from=moment_named(said, "from"),
            happened_until=moment_named(said, "until"),
            assessment=Assessment(**{name: said[name].strip() for name in words}),
        )


class AddForm(forms.Form):
    """A dossier by its number, and why."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["number"] = forms.CharField(label=_("Number of the dossier"), max_length=40)
        self.fields["reason"] = words_field(_("Why does it concern this dossier?"), rows=2)


class LeaveForm(forms.Form):
    """Which dossier on the list, and why it is left out or not told."""

    def __init__(self, data: Any = None, *, affected: Choices = ()) -> None:
        super().__init__(data)
        self.fields["affected"] = forms.ChoiceField(label=_("Which dossier?"), choices=affected)
        self.fields["reason"] = words_field(_("Why?"), rows=2)


class AuthorityForm(forms.Form):
    """That the authority was told: which notice, when, under which number."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["phase"] = forms.ChoiceField(
            label=_("Which notice is it?"),
            choices=[(one.value, str(one.label).capitalize()) for one in Phase],
            widget=forms.RadioSelect,
        )
        self.fields["told_on"] = day(label=_("On which day was it told?"), initial=clock.today)
        self.fields["told_at"] = time_field(_("At what time was it told?"), initial=this_minute)
        self.fields["reference"] = forms.CharField(
            label=_("The number that the authority gave it"), max_length=LONGEST_LINE
        )
        self.fields["why_late"] = words_field(
            _("Why was it late?"), _("Only where the hours were over."), required=False
        )

    def telling(self, fields: Mapping[str, str]) -> Telling:
        """What was told, with the fields as they stood."""
        said = self.cleaned_data
        return Telling(
            to=ToWhom.AUTHORITY,
            told_at=moment_named(said, "told") or clock.now(),
            phase=said["phase"],
            reference=said["reference"],
            why_late=said["why_late"],
            fields=fields,
        )


class LetterForm(forms.Form):
    """To which principal or employer a letter is made."""

    def __init__(self, data: Any = None, *, parties: Choices = ()) -> None:
        super().__init__(data)
        self.fields["party"] = forms.ChoiceField(label=_("To whom?"), choices=[("", _("Choose one")), *parties])

    def chosen(self) -> tuple[ToWhom, UUID]:
        """As what, and whom."""
        to, _bar, party = self.cleaned_data["party"].partition("|")
        return ToWhom(to), UUID(party)


class PartyForm(forms.Form):
    """Which principal or employer was told, how and when."""

    def __init__(self, data: Any = None, *, parties: Choices = ()) -> None:
        super().__init__(data)
        self.fields["party"] = forms.ChoiceField(
            label=_("Whom?"), choices=[("", _("Choose one")), *parties], required=False
        )
        self.fields["channel"] = forms.ChoiceField(
            label=_("How were they told?"),
            help_text=_("In writing it is the letter that was made last for them."),
            choices=[(one.value, str(one.label).capitalize()) for one in ToldBy],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["told_on"] = day(label=_("Told on which day?"), initial=clock.today)
        self.fields["told_at"] = time_field(_("At what time was it?"), initial=this_minute)

    def telling(self) -> Telling:
        """Who was told. The choice holds as what and who."""
        said = self.cleaned_data
        to, _bar, party = said["party"].partition("|")
        return Telling(
            to=ToWhom(to) if to else ToWhom.PRINCIPAL,
            told_at=moment_named(said, "told") or clock.now(),
            party_id=UUID(party) if party else None,
            channel=said["channel"],
        )


class NotToldForm(forms.Form):
    """Why employers or a principal are not told."""

    def __init__(self, data: Any = None, *, parties: Choices = ()) -> None:
        super().__init__(data)
        self.fields["party"] = forms.ChoiceField(label=_("Who is not told?"), choices=parties)
        self.fields["reason"] = words_field(_("Why not?"), rows=2)


class LessonForm(forms.Form):
    """What is done so that it does not happen again, and by when."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["lesson"] = words_field(_("What do we do, so that it does not happen again?"), rows=2)
        self.fields["due_on"] = day(label=_("Before which day?"))


class PlainForm(forms.Form):
    """Nothing to fill in."""
