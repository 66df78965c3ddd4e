"""Under each regulation one agency with somebody in every role, and a dossier per kind of principal in which everything
is as favourable as can be: running, assigned, agreed to, consented to, placed, for illness.

So what is refused there is refused by the very thing that a test changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.test import TransactionTestCase

from tests.apps.clauses.taking_away import take_away
from tests.apps.gate.agencies import Agency, agency, sign_everything
from tests.apps.gate.populations import superuser
from waarborg.adoption.selectors import from_texts
from waarborg.adoption.services import law_texts
from waarborg.dossiers import assignments, declarations, services
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.facts import DECLARED
from waarborg.dossiers.records import NewRecord, write
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.scopes import Scope
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.loader import load_folder, load_laws
from waarborg.policy.model.catalogue import FieldRule
from waarborg.policy.question import Decision

PRINCIPALS = ("insurer", "uwv", "municipality")
OUTSIDE = {"client", "representative", "principal", "system"}
AGAINST = {"opted_out", "marketing_objection"}
STATED = ("necessity_recorded",)
BEFOREHAND = Claims(facts=("contract_running", "not_oneself"))
TYPED = {
    "address": "Proefstraat 7",
    "birth_date": "1989-03-14",
    "bsn": "111222333",
    "date": "2026-01-12",
    "email": "proef@voorbeeld.invalid",
    "iban": "NL91ABNA0417164300",
    "money": "120,00",
    "name": "Robin Proefpersoon",
    "phone": "0612345678",
    "place": "Proefdam",
    "postcode": "1234AB",
    "yes_no": "yes",
}


@dataclass
class House:
    """An agency, and per kind of principal the dossier of one client."""

    agency: Agency
    server: EmbeddedServer
    urls: dict[Login, str]
    dossiers: dict[str, services.Opened] = field(default_factory=dict)
    writers: dict[tuple[str, str], str] = field(default_factory=dict)
    """By category and kind of principal, who may record it."""
    people: dict[str, UUID] = field(default_factory=dict)
    """Whom a test let in."""

    def actor(self, who: str) -> Actor:
        return self.agency.actor(who)

    @property
    def anybody(self) -> Actor:
        return self.actor(next(iter(self.agency.accounts)))

    @property
    def catalogue(self) -> Catalogue:
        return catalogue_of(self.anybody.in_force)

    def let_in(self, who: str, role: str, *, signed: bool = True) -> Actor:
        """Open an account and give it a role, as whoever may."""
        by = self.first("authorise")
        account = open_account(by, login=f"{who}@{self.agency.organisation.slug}", display_name=who.title())
        give_role(by, NewRole(account_id=account.pk, role=role, from_on=clock.today()))
        self.people[who] = account.pk
        actor = actor_at(account.pk, self.agency.organisation.pk, strong=True)
        if signed:
            sign_everything(actor)
        return actor

    def first(self, act: str) -> Actor:
        """Somebody who may do an act on the frame of dossiers."""
        for who in self.agency.accounts:
            try:
                with open_door(self.actor(who), act, claims=BEFOREHAND, dossier_id=self._any_dossier(act)) as door:
                    door.require_anywhere()
                    door.note(Kind.DOSSIER_READ)
            except Refused:
                continue
            return self.actor(who)
        raise LookupError(f"nobody may {act}")

    def _any_dossier(self, act: str) -> UUID | None:
        return next((one.dossier_id for one in self.dossiers.values()), None) if act == "grant" else None

    def kind_for(self, entry: Entry) -> str:
        """A kind of principal under which a category exists."""
        return next(kind for kind in PRINCIPALS if kind in (entry.rule.only_for.principals or PRINCIPALS))

    def writer(self, entry: Entry, kind: str | None = None) -> Actor:
        """Somebody who may record it. Raises LookupError when nobody may."""
        kind = kind or self.kind_for(entry)
        if (entry.key, kind) not in self.writers:
            self.writers[entry.key, kind] = self._found(entry, kind)
        return self.actor(self.writers[entry.key, kind])

    def _found(self, entry: Entry, kind: str) -> str:
        answers: dict[str, Decision] = {}
        for who in self.agency.accounts:
            with open_door(
                self.actor(who), "write", dossier_id=self.dossiers[kind].dossier_id, claims=stated(entry, self)
            ) as door:
                door.note(Kind.DOSSIER_READ)
                answers[who] = door.decide(entry.key, self.scope(door, entry, kind), author=True).decision
            if answers[who].allowed:
                return who
        no = "; ".join(f"{who}: {answer.rules or answer.missing}" for who, answer in answers.items())
        raise LookupError(f"nobody may record {entry.key}: {no}")

    def scope(self, door: Door, entry: Entry, kind: str) -> Scope:
        return door.scope(self.dossiers[kind].trajectory_id) if entry.of_trajectory else door.scope()

    def record(self, entry: Entry, *, kind: str | None = None, by: Actor | None = None, **different: object) -> UUID:
        """Record an item with everything in it, but for what is said to be different."""
        kind = kind or self.kind_for(entry)
        if entry.rule.single:
            self._clear(entry, kind)
        claims = stated(entry, self, different.get("purpose"))
        with open_door(
            by or self.writer(entry, kind), "write", dossier_id=self.dossiers[kind].dossier_id, claims=claims
        ) as door:
            return write(door, an_item(entry, **different))

    def _clear(self, entry: Entry, kind: str) -> None:
        """Make room for what there is one of at a time: an earlier test may have recorded it."""
        with superuser(self.server, self.urls) as god:
            found = god.execute(
                "select id from dossiers_record where category = %s and dossier_id = %s",
                [entry.key, self.dossiers[kind].dossier_id],
            ).fetchall()
            take_away(god, "dossiers_record", [str(one) for (one,) in found])


def stated(entry: Entry, house: House, purpose: object = None) -> Claims:
    """What is claimed when it is recorded: its purpose, and that its necessity is written down."""
    serves = str(purpose) if purpose else entry.serves(house.anybody.in_force.main_purpose)
    return Claims(purpose=serves, facts=STATED)


def an_item(entry: Entry, **different: object) -> NewRecord:
    """An item with every field filled, from the first source that may give it, with its necessity."""
    fields = {name: typed(rule) for name, rule in entry.rule.fields.items()}
    given = {"category": entry.key, "fields": fields, "source": entry.sources[0], "note": "Nodig voor het werk."}
    return NewRecord(**{**given, **different})  # type: ignore[arg-type]


def typed(rule: FieldRule) -> str:
    """A value that fits a field."""
    if rule.choices:
        return rule.choices[0]
    if rule.type in {"number", "minutes", "percentage"}:
        return str(max(rule.minimum or 0, min(20, rule.maximum or 20)))
    return TYPED.get(rule.type, "een paar woorden")


def build(folder: Path, server: EmbeddedServer, urls: dict[Login, str]) -> House:
    """Found the agency and open its dossiers, through the services."""
    version = load_folder(folder, load_laws()).in_force(clock.today())
    in_force = from_texts(
        (folder / f"{version.in_force_from}.yaml").read_text(encoding="utf-8"), law_texts(), version.in_force_from
    )
    people = {role: (role,) for role in in_force.policy.roles if role not in OUTSIDE and acts(in_force.policy, role)}
    made = House(agency(folder, people), server, urls)
    with superuser(server, urls) as god:
        god.execute("update accounts_membership set health_domain = true, bound_by_profession = true")
    assigns, opens = made.first("assign"), made.first("open_dossier")
    for kind in PRINCIPALS:
        party = register_party(assigns, kind=kind, name=kind.title())
        contract = agree(assigns, party, NewContract(number="1", starts_on=clock.today() - timedelta(days=9)))
        trajectory = services.NewTrajectory(
            principal_id=party,
            contract_id=contract,
            type="werkfit",
            referred_on=clock.today(),
            for_illness=True,
            placed_on=clock.today(),
        )
        opened = services.open_dossier(
            opens,
            services.NewDossier(
                trajectory=trajectory, minor=False, handed_out_on=clock.today(), coach_id=opens.account_id
            ),
        )
        made.dossiers[kind] = opened
        for who, account in made.agency.accounts.items():
            if account != opens.account_id and works_in_dossiers(in_force.policy, who):
                assignments.assign(assigns, opened.dossier_id, opened.trajectory_id, account, from_on=clock.today())
        for fact in sorted(DECLARED - AGAINST):
            declarations.declare(made.actor("coach"), opened.dossier_id, fact, form="written", from_on=clock.today())
    return made


def acts(policy: CompiledPolicy, role: str) -> bool:
    """May this role record something, give work or roles, or let others look?"""
    frame = ("assign", "open_dossier", "authorise", "grant")
    asked = [*((action, None) for action in frame), *(("write", category) for category in policy.categories)]
    return any(policy.cell(role, action, category).permits for action, category in asked)


def works_in_dossiers(policy: CompiledPolicy, role: str) -> bool:
    """May this role record something in a dossier that it is assigned to?"""
    assigned = policy.vocabulary.mask("assigned")
    return any(
        permit.when & assigned
        for category in policy.categories
        for permit in policy.cell(role, "write", category).permits
    )


def begin_afresh() -> None:
    """Undo everything that was committed."""
    TransactionTestCase._fixture_teardown(TransactionTestCase())  # type: ignore[attr-defined]
