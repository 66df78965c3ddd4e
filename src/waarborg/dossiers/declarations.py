"""What clients, or who decides for them, declare: consents and opt-outs, how far each reaches, and their withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.consent_forms import Asked, article_not_met, asked_for, confirmations
from waarborg.dossiers.consent_proofs import Proved, by_whom, check_proof, keep_proof
from waarborg.dossiers.facts import AGAINST, DECLARED
from waarborg.dossiers.models import ClientDeclaration
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a declaration goes: to which kinds of recipient or the one party, for which kinds of data and purposes,
    until which day (included). What is None is not limited."""

    recipients: tuple[str, ...] | None = None
    party_id: UUID | None = None
    categories: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who declares: the client, or who decides for them; of a representative also when the mandate was seen.

    `confirmed` is what whoever asked says of how they asked: that it was explained, that no was possible.
    """

    who: str
    mandate_seen_on: date | None = None
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What was just withdrawn, in which unit of work, from which day on, and how its article asks it (if one does)."""

    door: Door
    fact: str
    on: date
    asked: Asked | None


def act_of(actor: Actor) -> str:
    """By which act a declaration is made or taken back.

    Whoever works in the dossier writes down what the client says; the client, and who decides for them, say it
    themselves, which is using a right of theirs.
    """
    return "request" if is_client(actor) else "write"


Following = Callable[[Withdrawn], None]
_FOLLOWING: list[Following] = []


def when_withdrawn(follow: Following) -> None:
    """Have something done whenever a declaration is withdrawn, in the same unit of work. For rooms above."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


def declare(
    actor: Actor,
    dossier_id: UUID,
    fact: str,
    *,
    form: str,
    from_on: date,
    reach: Reach | None = None,
    giver: Giver | None = None,
    proved: Proved | None = None,
) -> UUID:
    """Record what a client, or who decides for them, declared: a consent, an opt-out; `proved` on which words.

    Raises `Refused`, and `InvalidInput` for a consent in a weaker form than its article asks, or from whom it is not;
    `NotFound` to a mandate that reaches less far than the declaration.
    """
    if fact not in DECLARED:
        raise InvalidInput(_("Choose what was declared from the list."), {"fact": fact})
    article = article_not_met(actor.in_force, fact, form)
    if article is not None:
        message = _("Article %(article)s asks another form for this.") % {"article": numbered(article)}
        raise InvalidInput(_("Some things are not right yet."), {"form": message})
    if fact in AGAINST:
        raise InvalidInput(_("Write an objection down as an objection."), {"fact": fact})
    require_within(actor, reach.categories if reach else None)
    with open_door(actor, act_of(actor), dossier_id=dossier_id) as door:
        door.require_anywhere()
        asked = asked_for(actor.in_force, fact)
        check_giver(door, asked, giver)
        _check_asking(asked, giver)
        if proved is not None:
            check_proof(door, form, proved)
        confirmed = {"confirmed": sorted(giver.confirmed)} if giver and giver.confirmed else {}
        shown = proved.told() if proved else {}
        decision = door.note(Kind.CONSENT_GIVEN, details={"fact": fact, **confirmed, **shown})
        made = declaration(door, fact, form, giver, decision, from_on=from_on)
        if proved is not None:
            keep_proof(made, proved)
        reach = reach or Reach()
        made.recipients = list(reach.recipients) if reach.recipients else None
        made.party_id = reach.party_id
        made.categories = list(reach.categories) if reach.categories else None
        made.purposes = list(reach.purposes) if reach.purposes else None
        made.until_on = reach.until_on
        ClientDeclaration.objects.bulk_create([made])
    return made.pk


def refuse(actor: Actor, dossier_id: UUID, fact: str, *, on: date, giver: Giver | None = None) -> UUID:
    """Record that a consent was asked and not given. Nothing follows from it but that what needs it does not happen.

    With a mandate for some kinds of data it is said of those. Raises `Refused` and `InvalidInput`.
    """
    asked = asked_for(actor.in_force, fact)
    if asked is None:
        raise InvalidInput(_("Choose what was declared from the list."), {"fact": fact})
    with open_door(actor, act_of(actor), dossier_id=dossier_id) as door:
        door.require_anywhere()
        check_giver(door, asked, giver)
        decision = door.note(Kind.CONSENT_REFUSED, details={"fact": fact})
        made = declaration(door, fact, asked.rule.form, giver, decision, from_on=on)
        made.refused, made.ended_on = True, on
        made.categories = list(actor.narrow) if actor.narrow is not None else None
        ClientDeclaration.objects.bulk_create([made])
    return made.pk


def withdraw(actor: Actor, dossier_id: UUID, fact: str, *, on: date) -> None:
    """End a declaration, as easily as it was given (GDPR art. 7(3)). From that day it holds no more.

    Raises `Refused`, and `NotFound` to a mandate for some kinds of data where it is about others.
    """
    with open_door(actor, act_of(actor), dossier_id=dossier_id) as door:
        door.require_anywhere()
        running = ClientDeclaration.objects.filter(dossier_id=dossier_id, fact=fact, ended_on__isnull=True)
        for row in running if actor.narrow is not None else ():
            require_within(actor, row.categories)
        door.note(Kind.CONSENT_WITHDRAWN, details={"fact": fact})
        if running.update(ended_on=on):
            withdrawn = Withdrawn(door=door, fact=fact, on=on, asked=asked_for(actor.in_force, fact))
            for follow in _FOLLOWING:
                follow(withdrawn)


def is_within(actor: Actor, categories: Sequence[str] | None) -> bool:
    """Does what is said of these kinds of data (None: of all) stay within the mandate of who acts?"""
    return actor.narrow is None or (bool(categories) and set(categories or ()) <= set(actor.narrow))


def require_within(actor: Actor, categories: Sequence[str] | None) -> None:
    """Raises `NotFound` where the mandate of who acts does not reach that far."""
    if not is_within(actor, categories):
        raise NotFound("This mandate does not reach that far.")


def declarations_in(door: Door) -> Sequence[ClientDeclaration]:
    """Everything that was declared in the dossier in focus, refused and withdrawn too, the newest first."""
    rows = ClientDeclaration.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    return list(rows.select_related("party").order_by("-id"))


def declaration(
    door: Door, fact: str, form: str, giver: Giver | None, decision: UUID, *, from_on: date
) -> ClientDeclaration:
    """What was declared, ready to be kept, by the decision that let it."""
    asked = asked_for(door.actor.in_force, fact)
    usual = asked.rule.by[0] if asked is not None and asked.rule.by else GivenBy.CLIENT.value
    return ClientDeclaration(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        fact=fact,
        form=form,
        from_on=from_on,
        given_by=giver.who if giver else usual,
        mandate_seen_on=giver.mandate_seen_on if giver else None,
        proof=by_whom(door),
        decision_id=decision,
    )


def _check_asking(asked: Asked | None, giver: Giver | None) -> None:
    """A yes counts when it was explained and no was possible, where the article has that in it."""
    missing = set(confirmations(asked)) - giver.confirmed if giver is not None else set()
    if missing:
        said = _("Without this the answer is no consent.")
        raise InvalidInput(_("Some things are not right yet."), dict.fromkeys(sorted(missing), said))


def check_giver(door: Door, asked: Asked | None, giver: Giver | None) -> None:
    """A consent is given by whom its article names; who is too young has it given; a representative shows a mandate.

    Raises `InvalidInput`.
    """
    if giver is None:
        return
    wrong: dict[str, str] = {}
    if giver.who not in GivenBy.values or (asked is not None and giver.who not in asked.rule.by):
        article = asked.article if asked else ""
        wrong["who"] = _("Article %(article)s lets somebody else give this.") % {"article": numbered(article)}
    elif giver.who == GivenBy.CLIENT and door.dossier["minor"] and asked is not None and asked.not_by_minors:
        wrong["who"] = _("Article %(article)s: a parent or guardian gives this.") % {
            "article": numbered(asked.not_by_minors)
        }
    if giver.who == GivenBy.REPRESENTATIVE and giver.mandate_seen_on is None:
        wrong["mandate_seen_on"] = _("A representative shows the mandate. Write down when you saw it.")
    if giver.mandate_seen_on is not None and giver.mandate_seen_on > clock.today():
        wrong["mandate_seen_on"] = _("This day has not been yet.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
