"""Founds an example agency and lets its people in: accounts, roles, signatures, principals and their contracts.

Everything goes through the services, by whoever the agency's regulation lets do it. What stands already is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError

from waarborg.accounts.choices import AT_THE_DOOR
from waarborg.accounts.models import Account, Membership, Organisation
from waarborg.adoption.founding import FirstAccount, Founding, found
from waarborg.adoption.services import OWNER, adopt
from waarborg.demo.offices import Member, members, office, offices, texts
from waarborg.demo.people import Population, Principal
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.declarations import declaration_due, sign_declaration
from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties.choices import Proof
from waarborg.parties.handing_out import Handed, hand_to_principal, told_to, ways
from waarborg.parties.models import Contract, Party
from waarborg.parties.reached import Reached, add_contact
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.possible import possible
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

FIRST = ("responsible", "system_administrator")
"""Roles of the first two people, who let the others in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commissioner:
    """A principal as it stands in the database, with its contract."""

    party_id: UUID
    contract_id: UUID
    kind: str


@dataclass(kw_only=True)
class Agency:
    """An example agency that has opened its doors."""

    id: UUID
    population: Population
    starts_on: dt.date
    """The first day of its own history: before it nothing was done in this system."""
    in_force: InForce
    accounts: dict[str, UUID] = field(default_factory=dict)
    """Who is at work, by key."""
    commissioners: dict[str, Commissioner] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """One of its people, signed in with a second factor."""
        if key not in self._actors:
            self._actors[key] = actor_at(self.accounts[key], self.id, strong=True)
        return self._actors[key]

    def who_may(self, action: str, *, other_than: UUID | None = None) -> Actor:
        """The first of its people whom the regulation could ever let do this. Raises LookupError when nobody."""
        for key, account_id in self.accounts.items():
            if account_id != other_than and possible(self.in_force.policy, self.actor(key).roles, action):
                return self.actor(key)
        raise LookupError(f"Nobody at {self.population.agency} may ever {action}.")

    def forget_roles(self) -> None:
        """Look up anew who holds which role: some were given."""
        self._actors.clear()

    def knows(self, role: str) -> bool:
        """Does the regulation give this role anything to see or to arrange?"""
        return any(possible(self.in_force.policy, (role,), action) for action in ("read", "authorise"))

    def asks(self, fact: str) -> bool:
        """Is there any rule to which this fact makes a difference?"""
        policy = self.in_force.policy
        return any(fact in policy.vocabulary.facts_in(rule.when | rule.unless) for rule in policy.rules)

    def moment(self, day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
        """When something that belongs to a day is done: not before the agency's first day, nor later than now."""
        done_on = max(day, self.starts_on)
        at = dt.datetime(done_on.year, done_on.month, done_on.day, hour, minute, tzinfo=clock.AMSTERDAM)
        return min(at, clock.now())


def establish(population: Population) -> Agency:
    """Found the agency or find it, and bring its people and principals up to date."""
    versions = dict(_versions(population))
    earliest = population.seeded_on - dt.timedelta(days=offices()["history_days"])
    starts_on = max(min(versions), earliest)
    organisation = Organisation.objects.filter(slug=population.agency).first()
    if organisation is None:
        with clock.travel(starts_on):
            organisation = _found(population, versions, starts_on)
    agency = Agency(id=organisation.pk, population=population, starts_on=starts_on, in_force=in_force(organisation.pk))
    staff = members(population)
    with clock.travel(agency.moment(starts_on)):
        _let_in(agency, staff)
        _sign(agency, staff)
        _commission(agency)
    return agency


def _versions(population: Population) -> Iterator[tuple[dt.date, str]]:
    """The texts of the regulation that have come into force, by their first day."""
    for file in sorted((regulations_folder() / population.agency).glob("[0-9]*.yaml")):
        first_day = dt.date.fromisoformat(file.stem)
        if first_day <= population.seeded_on:
            yield first_day, file.read_text(encoding="utf-8")


def _found(population: Population, versions: Mapping[dt.date, str], starts_on: dt.date) -> Organisation:
    first_day = max(day for day in versions if day <= starts_on)
    path = regulations_folder() / population.agency / f"{first_day.isoformat()}.yaml"
    organisation = found(
        Founding(
            slug=population.agency,
            name=read(path).value["controller"]["name"],
            dossier_prefix=office(population.agency)["prefix"],
            source=versions[first_day],
            regulation=population.agency,
            in_force_from=first_day,
            texts=texts(),
            first=[
                FirstAccount(login=each.login, display_name=each.name, roles=each.roles[:1])
                for each in members(population)
                if each.roles[0] in FIRST
            ],
            from_on=starts_on,
        )
    )
    for later in sorted(day for day in versions if day > first_day):
        adopt(organisation.pk, versions[later], in_force_from=later)
    return organisation


def _let_in(agency: Agency, staff: Iterable[Member]) -> None:
    """Open an account for everybody, and give the roles that the regulation knows."""
    staff = [each for each in staff if agency.knows(each.roles[0])]
    standing = dict(Account.objects.filter(login__in=[each.login for each in staff]).values_list("login", "pk"))
    held = _roles_held(agency)
    first = [each for each in staff if each.roles[0] in FIRST]
    agency.accounts = {each.key: standing[each.login] for each in first}
    _sign(agency, first)
    for each in staff:
        if each.login not in standing:
            standing[each.login] = _account(agency, each)
        account_id = standing[each.login]
        for role in each.roles:
            if agency.knows(role) and (account_id, role) not in held:
                give_role(agency.who_may("authorise", other_than=account_id), _role(agency, each, account_id, role))
    agency.accounts |= {each.key: standing[each.login] for each in staff if each.signed}
    agency.forget_roles()


def _account(agency: Agency, member: Member) -> UUID:
    """Open an account; who works at two agencies has one, opened by whichever was first."""
    try:
        return open_account(agency.who_may("authorise"), login=member.login, display_name=member.name).pk
    except (InvalidInput, IntegrityError):
        return Account.objects.get(login=member.login).pk


def _role(agency: Agency, member: Member, account_id: UUID, role: str) -> NewRole:
    first_day = agency.starts_on if member.signed else agency.population.seeded_on
    return NewRole(
        account_id=account_id, role=role, from_on=first_day, basis=member.basis, health_domain=member.health_domain
    )


def _roles_held(agency: Agency) -> set[tuple[UUID, str]]:
    rows = Membership.objects.using(OWNER).filter(organisation_id=agency.id, until_on__isnull=True)
    return set(rows.values_list("account_id", "role"))


def _sign(agency: Agency, staff: Iterable[Member]) -> None:
    for each in staff:
        if each.key in agency.accounts and each.signed:
            sign_all(agency.actor(each.key), each.name)


def sign_all(actor: Actor, name: str) -> None:
    """Sign every declaration that is due."""
    for kind in AT_THE_DOOR:
        while (text := declaration_due(actor, kind)) is not None:
            sign_declaration(actor, text_id=text.pk, signed_as=name)


def _commission(agency: Agency) -> None:
    """Record every principal with its contract, and that it got the regulation."""
    parties = dict(Party.objects.using(OWNER).filter(organisation_id=agency.id).values_list("name", "pk"))
    contracts = dict(Contract.objects.using(OWNER).filter(organisation_id=agency.id).values_list("party_id", "pk"))
    records = agency.who_may("assign")
    for principal in agency.population.principals:
        party_id = parties.get(principal.name) or register_party(records, kind=principal.kind, name=principal.name)
        contract_id = contracts.get(party_id)
        if contract_id is None:
            contract_id = agree(records, party_id, _contract(agency, principal))
            _hand_out(agency, records, party_id)
            reached = Reached(name=principal.contact, position=offices()["reached_as"], email=principal.email)
            add_contact(records, party_id, reached)
        agency.commissioners[principal.key] = Commissioner(
            party_id=party_id, contract_id=contract_id, kind=principal.kind
        )


def _hand_out(agency: Agency, records: Actor, party_id: UUID) -> None:
    """Hand the regulation to a principal, where it says that they get it."""
    told = told_to(agency.in_force, "principal")
    if told is not None:
        hand_to_principal(
            records, party_id, Handed(on=clock.today(), how=ways(told)[0], proof=Proof.PAPER, complaints=True)
        )


def _contract(agency: Agency, principal: Principal) -> NewContract:
    return NewContract(
        number=f"{office(agency.population.agency)['prefix']}-{principal.key}",
        starts_on=principal.contract_from,
        ends_on=principal.contract_until,
        acts_as=agency.in_force.regulation.controller.acts_as.get(principal.kind, "controller"),
    )
