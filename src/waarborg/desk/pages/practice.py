"""The way of working in words: what holds, what is proposed, and the forms to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.complaint_terms import complaint_terms, complaint_words
from waarborg.desk.pages.letter_texts import letters_changed
from waarborg.desk.words import role_in_words
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.possible import nearest_permits, possible
from waarborg.practice.billing import Billing
from waarborg.practice.choices import ListName, Standing
from waarborg.practice.document import COACH, LOOK_AT_WEEKS, Daily, TrajectoryType, Way
from waarborg.practice.items import Item
from waarborg.practice.selectors import Practice, SeenVersion
from waarborg.subject_access.wording import wording_of

SHOWN_VERSIONS = 10
REPORTING = ("plan", "progress", "report")
"""What a kind of data serves as that a report can be asked in."""


def practice_page(actor: Actor, practice: Practice, versions: Sequence[SeenVersion]) -> dict[str, Any]:
    """What desk/practice.html needs."""
    newest = next(iter(versions), None)
    waiting = newest if newest and newest.waits else None
    decides = possible(actor.in_force.policy, actor.roles, "define")
    return {
        "practice": {"number": practice.number, "version": _version(versions, practice.number)},
        "proposal": _proposal(practice, waiting, decides=decides) if waiting else None,
        "proposes": possible(actor.in_force.policy, actor.roles, "propose"),
        "decides": decides,
        "told": wording_of(actor),
        "article": _article(actor, "define"),
        "types": [_type(one) for one in practice.types.values()],
        "new_url": reverse("desk:practice_type_new"),
        "lists": [_list(practice, name) for name in ListName],
        "daily": _daily(actor, practice.way.daily),
        "daily_url": reverse("desk:practice_daily"),
        "complaints": complaint_terms(actor, practice.way),
        "charged": _charged(practice.way.billing),
        "templates": [one.label(reader_language()) for one in practice.templates.values() if not one.retired],
        "own_letters": len(practice.way.letter_texts),
        "versions": [_version_line(one) for one in versions[:SHOWN_VERSIONS]],
    }


def _charged(billing: Billing | None) -> list[tuple[str, str]]:
    """What the agency charges, in short."""
    if billing is None:
        return []
    return [
        (_("Name on invoices"), billing.seller.name),
        (_("Pay within how many days"), str(billing.pay_within_days)),
        (_("Ways of counting VAT"), ", ".join(one.label(reader_language()) for one in billing.vat)),
        (_("Rates and fixed prices"), str(len(billing.hourly) + len(billing.fixed))),
    ]


def _proposal(practice: Practice, waiting: SeenVersion, *, decides: bool) -> dict[str, Any]:
    return {
        "number": waiting.number,
        "by": waiting.proposed_by,
        "at": waiting.proposed_at,
        "own": waiting.own,
        "changes": changes(practice.way, waiting.way),
        "approve_url": reverse("desk:practice_approve", args=[waiting.id]) if decides else "",
        "decline_url": reverse("desk:practice_decline", args=[waiting.id]) if decides else "",
    }


def changes(old: Way, new: Way) -> list[str]:
    """What differs between two ways of working, in a line per thing."""
    said: list[str] = []
    names = {str(name): str(name.label) for name in ListName}
    for name, label in names.items():
        said += _changed(label, getattr(old.lists, name), getattr(new.lists, name))
    said += _changed(_("Kinds of trajectory"), old.trajectory_types, new.trajectory_types)
    said += _changed(_("Templates"), old.templates, new.templates)
    said += [
        _("%(list)s: changed, “%(item)s”") % {"list": _("Letters to clients"), "item": item}
        for item in letters_changed(old, new)
    ]
    said += [
        _("%(list)s: changed, “%(item)s”") % {"list": _("Terms of complaints"), "item": label}
        for name, label in complaint_words().items()
        if getattr(old.complaints, name) != getattr(new.complaints, name)
    ]
    if old.billing != new.billing:
        said.append(_("What we charge"))
    words = daily_words()
    return said + [
        _("%(list)s: changed, “%(item)s”") % {"list": _("Reminders and time"), "item": words[name]}
        for name in words
        if getattr(old.daily, name) != getattr(new.daily, name)
    ]


def daily_words() -> dict[str, str]:
    """What the settings of a day are called."""
    return {
        "quiet_after_days": _("No contact: after so many days"),
        "reports_ahead_days": _("A report is due: so many days before its day"),
        "warn_at": _("Hours are nearly used from so many percent on"),
        "requests_reminded_days": _("A request: ask for the answer so many days before the last working day"),
        "requests_escalated_days": _("A request: tell whom the regulation names so many days before it"),
        "receipts_given_days": _("A request: ask for the letter that confirms it after so many days"),
        "objections_answered_days": _(
            "An objection to a decision: answered within so many days, where the regulation does not say"
        ),
        "unsorted_asked_after_days": _("E-mail that nobody put away: a task after so many days"),
        "unsorted_gone_after_days": _("E-mail that nobody put away: destroyed after so many days"),
        "coaches": _("Who does what a list asks of the coach"),
        "time_approved_by": _("Who approves weeks of time"),
    }


def _daily(actor: Actor, daily: Daily) -> list[dict[str, str]]:
    regulation = actor.in_force.regulation
    approver = daily.time_approved_by
    said = {
        "coaches": ", ".join(role_in_words(regulation, role) for role in daily.coaches),
        "time_approved_by": role_in_words(regulation, approver) if approver else _("Nobody"),
    }
    return [
        {"label": label, "value": said.get(name) or str(getattr(daily, name))} for name, label in daily_words().items()
    ]


def daily_choices(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """The roles to choose from: of the staff, and of them those that may look at weeks of time."""
    policy, regulation = actor.in_force.policy, actor.in_force.regulation
    roles = [(role, role_in_words(regulation, role)) for role in policy.roles if policy.kinds.get(role) == "staff"]
    return {"roles": roles, "approvers": [one for one in roles if one[0] in LOOK_AT_WEEKS]}


def _changed(label: str, old: Sequence[Item], new: Sequence[Item]) -> list[str]:
    before, after = ({one.key: one for one in items} for items in (old, new))
    said = []
    for key, item in after.items():
        words = {"list": label, "item": item.label(reader_language())}
        if key not in before:
            said.append(_("%(list)s: new, “%(item)s”") % words)
        elif item != before[key]:
            said.append(_("%(list)s: changed, “%(item)s”") % words)
    gone = [one for key, one in before.items() if key not in after]
    return said + [
        _("%(list)s: gone, “%(item)s”") % {"list": label, "item": one.label(reader_language())} for one in gone
    ]


def _type(one: TrajectoryType) -> dict[str, Any]:
    words = reader_language()
    return {
        "label": one.label(words),
        "retired": one.retired,
        "phases": ", ".join(phase.label(words) for phase in one.phases if not phase.retired),
        "tasks": len([task for task in one.tasks if not task.retired]),
        "reports": len([report for report in one.reports if not report.retired]),
        "url": reverse("desk:practice_type", args=[one.key]),
    }


def _list(practice: Practice, name: ListName) -> dict[str, Any]:
    words = reader_language()
    return {
        "label": name.label,
        "items": [one.label(words) for one in practice.lists[name] if not one.retired],
        "url": reverse("desk:practice_list", args=[str(name)]),
    }


def _version(versions: Sequence[SeenVersion], number: int) -> dict[str, Any] | None:
    return next((_version_line(one) for one in versions if one.number == number), None)


def _version_line(one: SeenVersion) -> dict[str, Any]:
    if one.approved:
        state = _("decided by %(name)s") % {"name": one.decided_by}
    elif one.declined:
        state = _("declined by %(name)s") % {"name": one.decided_by}
    else:
        state = _("proposed")
    return {
        "number": one.number,
        "by": one.proposed_by,
        "at": one.proposed_at,
        "state": state,
        "decided_at": one.decided_at,
    }


def _article(actor: Actor, action: str) -> str:
    """The article that says who decides."""
    policy = actor.in_force.policy
    for permit in nearest_permits(policy, None, action, policy.categories[0]):
        return permit.rule.where
    return ""


def list_rows(way: Way, name: str) -> list[dict[str, Any]]:
    """The lines of a list for its form."""
    return [item.model_dump() for item in getattr(way.lists, name)]


def type_rows(one: TrajectoryType) -> dict[str, list[dict[str, Any]]]:
    """The lines of a kind of trajectory for its form."""
    return {
        "phases": [phase.model_dump() for phase in one.phases],
        "tasks": [_dated(task.model_dump()) for task in one.tasks],
        "reports": [_report(report.model_dump()) for report in one.reports],
    }


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **row["after"]}


def _report(row: dict[str, Any]) -> dict[str, Any]:
    every = row["every"]
    return {**_dated(row), "every": (every["weeks"] or every["days"] // 7 or None) if every else None}


def type_initial(one: TrajectoryType | None, base: int) -> dict[str, Any]:
    """What the form of a kind of trajectory starts with."""
    if one is None:
        return {"base": base}
    asked = [f"{field.of}.{field.field}" for field in one.fields]
    about = one.model_dump(include={"nl", "en", "warn_at", "closing", "retired"})
    return {**about, "fields_asked": asked, "base": base}


def executor_choices(actor: Actor) -> list[tuple[str, str]]:
    """Who a task can be for: the coach, or whoever holds a role of the agency."""
    policy, regulation = actor.in_force.policy, actor.in_force.regulation
    roles = [role for role in policy.roles if policy.kinds.get(role) == "staff" and role != COACH]
    return [(COACH, _("whoever works on the trajectory")), *((role, role_in_words(regulation, role)) for role in roles)]


def report_choices(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of data of the regulation that a report can be written in."""
    catalogue = catalogue_of(actor.in_force)
    found = [(use, catalogue.serving_as(use)) for use in REPORTING]
    return [(use, entry.rule.title) for use, entry in found if entry is not None]


def field_choices(actor: Actor) -> list[tuple[str, str]]:
    """The fields of the catalogue that a kind of trajectory can ask for, by what their kind of data serves as."""
    return [
        (f"{entry.rule.serves_as}.{name}", f"{entry.rule.title}: {field.label}")
        for entry in catalogue_of(actor.in_force)
        if entry.rule.serves_as
        for name, field in entry.rule.fields.items()
    ]


def empty_type() -> Mapping[str, list[dict[str, Any]]]:
    """The lines that a new kind of trajectory starts with: where it begins, runs and ends."""
    standings = (Standing.REFERRAL, Standing.INTAKE, Standing.RUNNING, Standing.ENDED)
    phases = [{"key": "", "nl": "", "standing": standing} for standing in standings]
    return {"phases": phases, "tasks": [], "reports": []}
