"""Checks on what is recorded, why, and where it goes: catalogue, purposes, sensitive data, disclosures."""

from __future__ import annotations

from collections.abc import Iterator

from waarborg.policy.lint import Found, Subject, check
from waarborg.policy.model.access import Condition, Permit, Prohibition
from waarborg.policy.model.catalogue import CategoryRule, PurposeRule, Sources


@check("CAT-001")
def closed_catalogue(subject: Subject) -> Iterator[Found]:
    """A closed list of categories."""
    if subject.regulation.catalogue != "closed":
        yield Found(None, "the catalogue is open")
    if not subject.catalogue:
        yield Found(None, "no categories are listed")


@check("CAT-002")
def no_credentials(subject: Subject) -> Iterator[Found]:
    """No passwords of other sites."""
    for kind in subject.catalogue:
        if kind.sensitivity == "credential" or any(field.type == "credential" for field in kind.fields.values()):
            yield Found(kind.id, f"{kind.title}: holds credentials")


@check("CAT-006")
def no_identity_documents(subject: Subject) -> Iterator[Found]:
    """No copies of identity documents."""
    for kind in subject.catalogue:
        if any(field.type == "identity_document" for field in kind.fields.values()):
            yield Found(kind.id, f"{kind.title}: keeps a copy of an identity document")


@check("CAT-007")
def warned_free_text(subject: Subject) -> Iterator[Found]:
    """A sentence at forms with free text."""
    for kind in subject.catalogue:
        if not kind.warns and any(field.type == "text" for field in kind.fields.values()):
            yield Found(kind.id, f"{kind.title}: free text without a warning")


@check("INF-003")
def purposes_with_basis(subject: Subject) -> Iterator[Found]:
    """Every purpose rests on a ground of law."""
    for purpose in subject.own(PurposeRule):
        if not purpose.basis:
            yield Found(purpose.id, f"{purpose.title}: no basis")


@check("INF-006")
def sources_named(subject: Subject) -> Iterator[Found]:
    """Where data come from."""
    general = any("all" in rule.categories for rule in subject.own(Sources))
    named = {category for rule in subject.own(Sources) for category in rule.categories}
    for kind in subject.catalogue:
        if not (general or kind.sources or kind.category in named):
            yield Found(kind.id, f"{kind.title}: no source")


@check("STR-001")
def defined_once(subject: Subject) -> Iterator[Found]:
    """No word of the catalogue or of the purposes has two meanings."""
    words = [(kind.id, f"category {kind.category}") for kind in subject.catalogue]
    words += [(purpose.id, f"purpose {purpose.purpose}") for purpose in subject.own(PurposeRule)]
    seen: set[str] = set()
    for rule, word in words:
        if word in seen:
            yield Found(rule, f"{word} is defined twice")
        seen.add(word)


@check("BSN-001")
def number_by_statute(subject: Subject) -> Iterator[Found]:
    """The citizen service number only for kinds of principal that a statute names."""
    lawful = [set(rule.principals_except) for rule in _law_about(subject, "national_number") if rule.principals_except]
    for kind in _with_number(subject):
        if not kind.only_for.principals:
            yield Found(kind.id, f"{kind.title}: for every kind of principal")
        for allowed in lawful:
            beyond = set(kind.only_for.principals) - allowed
            if beyond:
                yield Found(kind.id, f"{kind.title}: no statute for {', '.join(sorted(beyond))}")


@check("BSN-003")
def number_masked(subject: Subject) -> Iterator[Found]:
    """The number is shown masked."""
    for kind in _with_number(subject):
        if not kind.masked:
            yield Found(kind.id, f"{kind.title}: not masked")


@check("HLT-001")
def health_with_exception(subject: Subject) -> Iterator[Found]:
    """Health data under a cited exception, and for illness or incapacity only."""
    for kind in _sensitive(subject, "health"):
        if not kind.exception:
            yield Found(kind.id, f"{kind.title}: cites no exception")
        if not (kind.only_for.reason or kind.only_for.facts):
            yield Found(kind.id, f"{kind.title}: for everybody")


@check("HLT-003")
def health_under_secrecy(subject: Subject) -> Iterator[Found]:
    """Health data only to people under secrecy; the floor sees to it where a law's condition does."""
    conditions = (rule for rule in subject.law(Condition) if "health" in rule.sensitivity)
    floor = next((rule.id for rule in conditions if "confidentiality_signed" in rule.needs), None)
    for kind in _sensitive(subject, "health"):
        if not {"confidentiality_signed", "bound_by_profession"} & set(kind.always_needs):
            yield Found(kind.id, f"{kind.title}: secrecy is not asked", neutralised_by=floor)


@check("CRM-001")
def criminal_with_exception(subject: Subject) -> Iterator[Found]:
    """Criminal data only under a cited exception."""
    for kind in _sensitive(subject, "criminal"):
        if not kind.exception:
            yield Found(kind.id, f"{kind.title}: cites no exception")


@check("DIS-001")
def no_opt_out(subject: Subject) -> Iterator[Found]:
    """Nothing goes to third parties because nobody objected."""
    agreed = {"written_consent", "no_objection_declared", "research_consent", "survey_consent"}
    for permit in _disclosures(subject):
        if permit.opt_out and not agreed & set(permit.when):
            yield Found(permit.id, "goes out unless the client objects")


@check("DIS-004")
def no_whole_dossier(subject: Subject) -> Iterator[Found]:
    """A principal gets a defined set."""
    for permit in subject.own(Permit):
        gets = {"principal"} & {*permit.roles, *permit.recipients} and {"read", "disclose"} & set(permit.permit)
        if gets and "all" in permit.categories and not permit.sensitivity and permit.items != "chosen":
            yield Found(permit.id, "a principal gets every category")


@check("ACC-001")
def roles_named(subject: Subject) -> Iterator[Found]:
    """Who may do something is said by role."""
    for permit in subject.own(Permit):
        if not (permit.roles or permit.roles_except):
            yield Found(permit.id, "anybody may, whatever their role")


@check("ACC-002")
def no_standing_supplier(subject: Subject) -> Iterator[Found]:
    """A supplier sees something only in a maintenance window."""
    for permit in subject.own(Permit):
        if "supplier" in permit.roles and "maintenance_window" not in permit.when:
            yield Found(permit.id, "a supplier has standing access")


def _law_about(subject: Subject, sensitivity: str) -> Iterator[Prohibition]:
    return (rule for rule in subject.law(Prohibition) if sensitivity in rule.sensitivity)


def _with_number(subject: Subject) -> Iterator[CategoryRule]:
    for kind in subject.catalogue:
        if kind.sensitivity == "national_number" or any(field.type == "bsn" for field in kind.fields.values()):
            yield kind


def _sensitive(subject: Subject, sensitivity: str) -> Iterator[CategoryRule]:
    return (kind for kind in subject.catalogue if kind.sensitivity == sensitivity)


def _disclosures(subject: Subject) -> Iterator[Permit]:
    return (permit for permit in subject.own(Permit) if "disclose" in permit.permit)
