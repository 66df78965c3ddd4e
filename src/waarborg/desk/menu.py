"""The menu of the workspace: an entry per place, in groups, and for whom it shows.

An entry shows where the regulation lets anything happen behind it. A room that gets a page of its own adds one entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waarborg.backups.selectors import may_see as keeps_copies
from waarborg.breaches.rules import handles, may_report
from waarborg.complaints.rules import looks_back, may_open_any
from waarborg.controls.selectors import may_see
from waarborg.destruction.proposing import decides_on_destruction, may_look
from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.looks import rule_for
from waarborg.enquiries.selectors import answers_principals
from waarborg.gate.actors import Actor, is_outsider
from waarborg.gate.suppliers import ROLE, is_supplier
from waarborg.handing_over.rules import hands_over
from waarborg.mailings.rules import lists_open
from waarborg.overviews.rules import sees_overviews
from waarborg.paper.rules import paper_rules
from waarborg.policy.possible import possible
from waarborg.publication.copies import gives_copies
from waarborg.registers.reading import reads_registers
from waarborg.rights.clocks import answers_requests

Shows = Callable[[Actor], object]


@dataclass(frozen=True)
class Entry:
    """One link of the menu. The label may hold one of the agency's own words (`%(clients)s`)."""

    name: str
    label: str | Promise
    icon: str
    shows: Shows
    key: str = ""


def may(action: str) -> Shows:
    """Shows to whoever may do this with anything at all."""
    return lambda actor: possible(actor.in_force.policy, actor.roles, action)


def _looks_along(actor: Actor) -> bool:
    return bool(may("grant")(actor) or rule_for(actor.in_force, actor.roles))


def _keeps_paper(actor: Actor) -> bool:
    return bool(paper_rules(actor.in_force) and may("lend")(actor))


def _only_reports(actor: Actor) -> bool:
    return may_report(actor) and not handles(actor)


def _looks_at_destruction(actor: Actor) -> bool:
    return decides_on_destruction(actor) or (is_outsider(actor) and may_look(actor))


def _everybody(_actor: Actor) -> bool:
    return True


WORK = (
    Entry("desk:today", _("Today"), "today", lambda actor: not is_supplier(actor), "g v"),
    Entry("desk:maintenance", _("Maintenance"), "gear", lambda actor: ROLE in actor.roles),
    Entry("desk:caseload", _("My %(clients)s"), "people", may("read"), "g c"),
    Entry("desk:agenda", _("Agenda"), "calendar", may("write")),
    Entry("desk:hours", _("Hours"), "hours", may("write"), "g u"),
    Entry("desk:view_requests", _("Looking along"), "eye", _looks_along),
)
OTHERS = (
    Entry("desk:referrals", _("New clients"), "plus", may("open_dossier")),
    Entry("desk:rights_open", _("Requests"), "message", answers_requests),
    Entry("desk:complaints", _("Complaints"), "scales", may_open_any),
    Entry("desk:complaint_acts", _("Decided during a complaint"), "eye", looks_back),
    Entry("desk:enquiries_open", _("Questions of principals"), "message", answers_principals),
    Entry("desk:address_lists", _("Lists of addresses"), "share", lists_open),
    Entry("desk:surveys", _("Satisfaction"), "chart", may(OVERSEES)),
    Entry("desk:hand_overs", _("Handing over"), "share", hands_over),
    Entry("desk:given_register", _("Given to others"), "share", may(OVERSEES)),
)
AGENCY = (
    Entry("desk:accounts", _("Accounts and roles"), "gear", may("authorise")),
    Entry("desk:controls", _("Controls"), "check-round", may_see),
    Entry("desk:backups", _("Backups"), "box", keeps_copies),
    Entry("desk:paper_register", _("Paper dossiers"), "box", _keeps_paper),
    Entry("desk:breaches", _("Data breaches"), "warning", handles),
    Entry("desk:breach_new", _("Report a data breach"), "warning", _only_reports),
    Entry("desk:overviews", _("Overviews"), "chart", sees_overviews),
    Entry("desk:destructions", _("Destruction"), "box", _looks_at_destruction),
)
RULES = (
    Entry("site:regulation", _("Regulation"), "law", _everybody),
    Entry("desk:my_access", _("What may I see?"), "lock", _everybody),
    Entry("desk:copies", _("Copies of the regulation"), "law", gives_copies),
    Entry("desk:registers", _("Registers"), "law", reads_registers),
    Entry("desk:practice", _("Way of working"), "pen", may("propose")),
    Entry("desk:studio", _("Regulation studio"), "pen", may("define")),
)
GROUPS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    ("", WORK),
    (_("In and out"), OTHERS),
    (_("The agency"), AGENCY),
    (_("Rules"), RULES),
)


OUTSIDE = ("site:regulation", "desk:registers", "desk:destructions")
"""What an auditor, who works here no more than a client does, finds in the menu."""


def shown_to(actor: Actor, name: str) -> bool:
    """Does this place stand in the menu of this person? One that is in no menu is there for whoever gets the link."""
    found = [entry for _title, entries in GROUPS for entry in entries if entry.name == name]
    return all(entry.shows(actor) for entry in found)


def menu(actor: Actor, slug: str, words: Mapping[str, str], path: str) -> Sequence[Mapping[str, Any]]:
    """Groups of links for this person at the agency with this slug; `path` is where they are now."""
    links = ((title, list(_links(actor, entries, slug, words, path))) for title, entries in GROUPS)
    return [{"title": title, "links": found} for title, found in links if found]


def _links(
    actor: Actor, entries: Sequence[Entry], slug: str, words: Mapping[str, str], path: str
) -> Iterator[Mapping[str, Any]]:
    for entry in entries:
        if entry.shows(actor) and (entry.name in OUTSIDE or not is_outsider(actor)):
            url = reverse(entry.name, args=[slug] if entry.name.startswith("site:") else [])
            label = str(entry.label) % words
            yield {
                "label": label,
                "url": url,
                "icon": entry.icon,
                "key": entry.key,
                "current": path.startswith(url),
            }
