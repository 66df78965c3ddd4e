"""Whom a visitor of the demo can be: everybody who holds a role today, and what their regulation lets them do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts.choices import AccountKind
from waarborg.accounts.models import Account, Membership, Organisation
from waarborg.demo.material import example_agencies
from waarborg.demo.offices import office
from waarborg.desk.words import roles_in_words, words_of
from waarborg.gate.actors import places_of, system_at
from waarborg.gate.door import in_context
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.policy.citing import numbered
from waarborg.policy.compiled import Test
from waarborg.policy.possible import is_possible, possible

REACHES = (
    ("own_dossier", "own"),
    ("represents_client", "represented"),
    ("own_commission", "commissioned"),
    ("granted_by_client", "shown"),
    ("assigned", "assigned"),
    ("granted_by_responsible", "viewed"),
    ("access_request_open", "answering"),
)
"""The fact that a permit to read asks, and how far that reaches; without any of them it reaches everybody."""
MOST_READING, MOST_ACTING, MOST_NEVER = 2, 3, 2
"""How many sentences are shown of each."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to be, at one agency."""

    organisation_id: UUID
    account: Account
    roles: tuple[str, ...]

    @property
    def key(self) -> str:
        """How a form names this persona."""
        return f"{self.organisation_id}.{self.account.pk}"


def personas_at(organisation_id: UUID) -> list[Persona]:
    """Everybody who holds a role at an agency today, in the order in which they came; clients the last."""
    with in_context(system_at(organisation_id)):
        held = Membership.objects.filter(organisation_id=organisation_id, from_on__lte=clock.today())
        rows = list(held.exclude(until_on__lt=clock.today()).select_related("account").order_by("pk"))
    accounts = {row.account_id: row.account for row in rows}
    found = [
        Persona(organisation_id, account, tuple(row.role for row in rows if row.account_id == account.pk))
        for account in accounts.values()
    ]
    return found + [each for each in _clients_at(organisation_id) if each.account.pk not in accounts]


def _clients_at(organisation_id: UUID) -> Iterator[Persona]:
    """The clients who sign in. That somebody is one is told to nobody but themself, so each account is asked."""
    for account in Account.objects.filter(kind=AccountKind.CLIENT).order_by("pk"):
        for place in places_of(account.pk):
            if place.organisation_id == organisation_id:
                yield Persona(organisation_id, account, place.roles)


def persona(key: str) -> Persona:
    """The persona that a form named. Raises `NotFound` when nobody of that name holds a role today."""
    for name in example_agencies():
        organisation = Organisation.objects.filter(slug=name).first()
        if organisation is not None and key.startswith(f"{organisation.pk}."):
            for each in personas_at(organisation.pk):
                if each.key == key:
                    return each
    raise NotFound("There is nobody of this name in the demo.")


def choosing_page() -> list[dict[str, Any]]:
    """What site/demo.html needs: per agency everybody there, with what they may and may not."""
    return list(_agencies())


def _agencies() -> Iterator[dict[str, Any]]:
    for name in example_agencies():
        organisation = Organisation.objects.filter(slug=name).first()
        if organisation is None:
            continue
        version = system_at(organisation.pk).in_force
        yield {
            "key": organisation.slug,
            "name": organisation.name,
            "place": office(name)["place"],
            "sentence": office(name)["sentence"],
            "personas": [_shown(each, version) for each in personas_at(organisation.pk)],
        }


def _shown(each: Persona, version: InForce) -> dict[str, Any]:
    role = roles_in_words(version.regulation, each.roles)
    name = each.account.display_name or role.capitalize()
    may, may_not = sentences(version, each.roles)
    initials = "".join(part[0] for part in (name.split()[0], name.split()[-1])).upper()
    return {"key": each.key, "name": name, "role": role, "initials": initials, "may": may, "may_not": may_not}


def sentences(version: InForce, roles: Sequence[str]) -> tuple[list[str], list[str]]:
    """What somebody in these roles may, and may not, by the regulation: each with the article that says so."""
    reads = _reaches(version, roles)
    words = words_of(version.regulation)
    reading = [_with_article(text % words, reads[reach]) for reach, text in _reading().items() if reach in reads]
    acting = [
        _with_article(text % words, _article_of(version, roles, action))
        for action, text in _acting().items()
        if possible(version.policy, roles, action)
    ]
    may_not = [text % words for reach, text in _never_reading(reads).items() if reach not in reads]
    if reads and not possible(version.policy, roles, "write"):
        may_not.append(_("Write anything down"))
    if "assigned" in reads and not possible(version.policy, roles, "authorise"):
        may_not.append(_("Give roles to people"))
    return [*reading[:MOST_READING], *acting[:MOST_ACTING]], may_not[:MOST_NEVER]


def _reaches(version: InForce, roles: Sequence[str]) -> dict[str, str]:
    """How far the permits to read reach, each with the article of the first that reaches so far."""
    found: dict[str, str] = {}
    for role in roles:
        for category in version.policy.categories:
            cell = version.policy.cell(role, "read", category)
            for permit in cell.permits if is_possible(cell) else ():
                found.setdefault(_reach(version, permit), permit.rule.where)
    return found


def _reach(version: InForce, permit: Test) -> str:
    asked = version.policy.vocabulary.facts_in(permit.rule.when)
    return next((reach for fact, reach in REACHES if fact in asked), "everybody")


def _article_of(version: InForce, roles: Sequence[str], action: str) -> str:
    cells = (version.policy.cell(role, action, category) for role in roles for category in version.policy.categories)
    return next((cell.permits[0].rule.where for cell in cells if is_possible(cell)), "")


def _with_article(text: str, where: str) -> str:
    """A sentence with the article behind it: `4`, or of a law `15 AVG`."""
    return _("%(text)s (article %(article)s)") % {"text": text, "article": numbered(where)}


def _reading() -> dict[str, str]:
    return {
        "own": _("Read what is known of themself"),
        "represented": _("Read for whom they represent"),
        "commissioned": _("Read what their own commissions are about"),
        "shown": _("Look at what a %(client)s lets them see"),
        "assigned": _("Read the dossiers that they work on"),
        "everybody": _("See part of the dossier of all %(clients)s"),
        "viewed": _("Look along when the %(responsible)s allows it"),
        "answering": _("Gather what somebody asks to see of themself"),
    }


def _never_reading(reads: dict[str, str]) -> dict[str, str]:
    if not reads:
        return {"everybody": _("Look into any dossier")}
    if set(reads) & {"own", "represented", "commissioned", "shown"}:
        return {"everybody": _("Look into anybody else's dossier")}
    if "assigned" in reads:
        return {"everybody": _("Just look into a colleague's dossier")}
    return {"assigned": _("Just look into a dossier")}


def _acting() -> dict[str, str]:
    return {
        "assign": _("Decide who works for which %(client)s"),
        "grant": _("Let a colleague look along"),
        "authorise": _("Give roles to people"),
        "open_dossier": _("Open a new dossier"),
    }
