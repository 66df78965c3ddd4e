"""Checks on the regulation as a document: laws cited, who is responsible, terms of keeping, procedures, references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waarborg.policy.contradictions import contradictions
from waarborg.policy.lint import Found, Subject, check
from waarborg.policy.lint_rights import longer
from waarborg.policy.model.access import ConsentRule, Minors
from waarborg.policy.model.procedures import (
    BreachRule,
    ComplaintRule,
    Confidentiality,
    ControllerRole,
    Measure,
    Notice,
    Overview,
    ProcedureElsewhere,
    Processor,
)
from waarborg.policy.model.retention import HoldRule
from waarborg.policy.retention_collisions import without_rule

EASY_FORMS = frozenset({"any_form", "unambiguous", "explicit"})
REFERENCE = re.compile(r"\bartikel(?:en)? (?P<number>[0-9]+(?:\.[0-9]+)*)(?P<law> (?:van de|van het|[A-Z]{2,}))?")


@check("LAW-001")
def no_repealed_law(subject: Subject) -> Iterator[Found]:
    """No law is cited that is no longer in force."""
    in_force = {law.law for law in subject.floor}
    for law in subject.every_law:
        if law.law in subject.regulation.cites and law.law not in in_force and law.repealed_on:
            instead = f"; now {law.replaced_by}" if law.replaced_by else ""
            yield Found(None, f"{law.title} was repealed on {law.repealed_on}{instead}")


@check("ROL-001")
def is_controller(subject: Subject) -> Iterator[Found]:
    """The agency is responsible for at least some of its commissions."""
    roles = list(subject.regulation.controller.acts_as.values())
    if roles and set(roles) == {"processor"}:
        yield Found(None, "the agency calls itself a processor for every kind of principal")
    for rule in subject.own(ControllerRole):
        if set(rule.agency_acts_as.values()) == {"processor"}:
            yield Found(rule.id, "the agency calls itself a processor for every kind of principal")


@check("ROL-002")
def principals_are_controllers(subject: Subject) -> Iterator[Found]:
    """A principal decides for itself."""
    for rule in subject.own(Processor):
        if rule.acts_as == "processor" and rule.party in {"principal", "employer", "uwv", "municipality"}:
            yield Found(rule.id, f"{rule.party} is called a processor")


@check("ROL-003")
def processors_agreed(subject: Subject) -> Iterator[Found]:
    """Every processor has an agreement."""
    for rule in subject.own(Processor):
        if rule.acts_as == "processor" and "processing_agreement" not in rule.needs:
            yield Found(rule.id, f"{rule.party}: no processing agreement")


@check("ROL-004")
def joint_arrangement(subject: Subject) -> Iterator[Found]:
    """Several entities arrange who does what."""
    controller = subject.regulation.controller
    if len(controller.entities) > 1 and not controller.joint_arrangement:
        yield Found(None, "several entities without an arrangement")


@check("INF-001")
def controller_reachable(subject: Subject) -> Iterator[Found]:
    """A name and a way to reach it."""
    controller = subject.regulation.controller
    if not controller.entities or not all(entity.name for entity in controller.entities):
        yield Found(None, "no legal entity is named")
    if not (controller.contact or controller.website or any(entity.address for entity in controller.entities)):
        yield Found(None, "no way to reach the controller")


@check("CHG-002")
def version_and_date(subject: Subject) -> Iterator[Found]:
    """A version and a day."""
    if not subject.regulation.version:
        yield Found(None, "no version")


@check("CHG-001")
def changes_announced(subject: Subject) -> Iterator[Found]:
    """People hear of changes."""
    told = (rule for rule in subject.own(Notice) if any("change" in moment for moment in rule.at))
    if not subject.regulation.transition.notice and not any(told):
        yield Found(None, "nobody is told of a change")


@check("CNS-003")
def withdrawn_as_easily(subject: Subject) -> Iterator[Found]:
    """Withdrawing is not heavier than giving."""
    for rule in subject.own(ConsentRule):
        if rule.withdrawn == "written" and rule.form in EASY_FORMS:
            yield Found(rule.id, "given freely, withdrawn in writing only")


@check("CNS-005")
def parents_only_for_consent(subject: Subject) -> Iterator[Found]:
    """Parents decide only where consent is the ground."""
    for rule in subject.own(Minors):
        if "consent" not in rule.applies_to or len(rule.applies_to) > 1:
            yield Found(rule.id, "asks a parent for more than consent")


@check("RET-001")
def every_category_ends(subject: Subject) -> Iterator[Found]:
    """Every category has a term."""
    titles = {kind.category: kind for kind in subject.catalogue}
    for category in without_rule(subject.regulation, subject.floor):
        yield Found(titles[category].id, f"{titles[category].title}: no term of keeping")


@check("RET-004")
def no_two_terms(subject: Subject) -> Iterator[Found]:
    """No two terms for the same data, unless the agency decided between them."""
    for found in contradictions(subject.regulation, subject.floor):
        if found.kind == "retention":
            yield Found(found.rules[0], f"{found.message}: {', '.join(found.rules)}")


@check("STR-003")
def no_contradiction(subject: Subject) -> Iterator[Found]:
    """Rules on access do not stop each other."""
    for found in contradictions(subject.regulation, subject.floor):
        if found.kind != "retention":
            yield Found(found.rules[0], found.message)


@check("RET-009")
def holds_named(subject: Subject) -> Iterator[Found]:
    """Something stops destruction while a claim runs."""
    if not any(subject.own(HoldRule)):
        floor = next((rule.id for rule in subject.law(HoldRule)), None)
        yield Found(None, "nothing stops destruction", floor)


@check("SEC-001")
def measures_named(subject: Subject) -> Iterator[Found]:
    """Concrete measures."""
    if not any(subject.own(Measure)):
        yield Found(None, "no measure is named")


@check("SEC-005")
def secrecy_for_staff(subject: Subject) -> Iterator[Found]:
    """Somebody signs secrecy."""
    if not any(subject.own(Confidentiality)):
        yield Found(None, "nobody signs secrecy")


@check("BRE-001")
def breaches_provided(subject: Subject) -> Iterator[Found]:
    """A clause on breaches."""
    if not any(subject.own(BreachRule)):
        yield Found(None, "nothing is said of breaches", next((rule.id for rule in subject.law(BreachRule)), None))


@check("BRE-002")
def breaches_in_time(subject: Subject) -> Iterator[Found]:
    """Every breach reported within the law's term."""
    floor = next((rule.id for rule in subject.law(BreachRule)), None)
    for rule in subject.own(BreachRule):
        own = rule.breach.tell_authority_within
        most = [law.breach.tell_authority_within for law in subject.law(BreachRule)]
        if any(term and (own is None or longer(own, term)) for term in most):
            yield Found(rule.id, "no term for the authority, or one longer than the law's", floor)
        if rule.breach.only_when:
            yield Found(rule.id, f"only when {rule.breach.only_when}", floor)


@check("CMP-001")
def complaints_provided(subject: Subject) -> Iterator[Found]:
    """A complaints procedure that is there."""
    elsewhere = (rule for rule in subject.own(ProcedureElsewhere) if not rule.absent)
    if not any(subject.own(ComplaintRule)) and not any(elsewhere):
        yield Found(None, "no complaints procedure")


@check("STA-001")
def groups_not_too_small(subject: Subject) -> Iterator[Found]:
    """Overviews have a smallest group."""
    for rule in subject.own(Overview):
        if rule.minimum_group is None:
            yield Found(rule.id, "no smallest group")


@check("STR-002")
def references_resolve(subject: Subject) -> Iterator[Found]:
    """Articles referred to are there. A number followed by a law is the law's."""
    numbers = {article.number for article in subject.regulation.articles}
    for article in subject.regulation.articles:
        for found in REFERENCE.finditer(article.text):
            if not found["law"] and not any(_same_article(found["number"], number) for number in numbers):
                yield Found(None, f"article {article.number} refers to article {found['number']}, which is not there")


def _same_article(one: str, other: str) -> bool:
    """The same article, or a paragraph of it."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
