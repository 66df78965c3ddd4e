"""The objection of a client to recruitment and to lists of addresses: recorded in one step, holding from that moment.

It asks no reason and costs nothing. Which facts it makes true follows from the rules: each that closes something. What
waits on somebody's table, or in a queue, stops in the same unit of work (`when_objected`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.declarations import Giver, act_of, check_giver, declaration, require_within
from waarborg.dossiers.facts import AGAINST
from waarborg.dossiers.models import ClientDeclaration
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.rights import RightRule

RIGHT = "marketing_objection"
"""The right by which somebody objects, in the words of the regulation."""
WRITTEN = "written"
ANY_FORM = "any_form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objected:
    """A client just objected: in which unit of work, and which facts became true."""

    door: Door
    facts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRule:
    """How this regulation lets somebody object: what it closes, in which forms, by which articles."""

    facts: tuple[str, ...]
    forms: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection that holds: from which day, who made it, in which form."""

    from_on: date
    given_by: str
    form: str


Following = Callable[[Objected], None]
_FOLLOWING: list[Following] = []


def when_objected(follow: Following) -> None:
    """Have something done whenever a client objects, in the same unit of work. For rooms above."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


def objecting_under(version: InForce) -> ObjectionRule:
    """What an objection does under this regulation and the law above it."""
    policy = version.policy
    closing = [rule for rule in policy.rules if not rule.permit and rule.when & policy.vocabulary.mask(*AGAINST)]
    articles = [(article.number, article.rules) for article in version.regulation.articles]
    articles += [(f"{law.law} {article.number}", article.rules) for law in version.laws for article in law.articles]
    rights = [
        (where, rule)
        for where, rules in articles
        for rule in rules
        if isinstance(rule, RightRule) and RIGHT in rule.right
    ]
    forms = {rule.form for _where, rule in rights[:1]}
    return ObjectionRule(
        facts=tuple(
            fact for fact in sorted(AGAINST) if any(rule.when & policy.vocabulary.mask(fact) for rule in closing)
        ),
        forms=(WRITTEN,) if forms == {WRITTEN} else (ANY_FORM, WRITTEN),
        articles=tuple(dict.fromkeys([*(where for where, _rule in rights), *(rule.where for rule in closing)])),
    )


def record_objection(actor: Actor, dossier_id: UUID, *, form: str, on: date, giver: Giver | None = None) -> None:
    """Write down that a client objects. From that moment nothing reaches them that it closes, and what waited stops.

    Raises `Refused`, and `InvalidInput` for a day to come or a form that the regulation does not take.
    """
    rule, wrong = objecting_under(actor.in_force), {}
    if on > clock.today():
        wrong["on"] = _("This day has not been yet.")
    if form not in rule.forms:
        wrong["form"] = _("Choose one from the list.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    require_within(actor, None)
    with open_door(actor, act_of(actor), dossier_id=dossier_id) as door:
        door.require_anywhere()
        check_giver(door, None, giver)
        object_in(door, rule, form=form, on=on, giver=giver)


def object_in(door: Door, rule: ObjectionRule, *, form: str, on: date, giver: Giver | None) -> None:
    """The same in an open unit of work in which the client's words may be written down."""
    holding = {one.fact for one in _holding(door)}
    decision = door.note(Kind.OBJECTION_MADE, details={"facts": list(rule.facts)})
    ClientDeclaration.objects.bulk_create(
        declaration(door, fact, form, giver, decision, from_on=on) for fact in rule.facts if fact not in holding
    )
    objected = Objected(door=door, facts=frozenset(rule.facts))
    for follow in _FOLLOWING:
        follow(objected)


def lift_objection(actor: Actor, dossier_id: UUID) -> None:
    """Write down that a client no longer objects, from today. Raises `Refused`, and `InvalidInput` without one."""
    require_within(actor, None)
    with open_door(actor, act_of(actor), dossier_id=dossier_id) as door:
        door.require_anywhere()
        rows = _holding(door)
        if not rows:
            raise InvalidInput(_("There is no objection here."), {})
        door.note(Kind.OBJECTION_LIFTED)
        ClientDeclaration.objects.filter(pk__in=[row.pk for row in rows]).update(ended_on=clock.today())


def objection_of(actor: Actor, dossier_id: UUID) -> Objection | None:
    """The objection that holds, and no look at anything else. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        return objection_in(door)


def objection_in(door: Door) -> Objection | None:
    """The objection that holds in the dossier in focus."""
    row = next(iter(_holding(door)), None)
    return Objection(from_on=row.from_on, given_by=row.given_by, form=row.form) if row else None


def _holding(door: Door) -> Sequence[ClientDeclaration]:
    rows = ClientDeclaration.objects.using(door.using).filter(
        dossier_id=UUID(door.dossier["id"]), fact__in=AGAINST, ended_on__isnull=True, refused=False
    )
    return list(rows.order_by("id"))
