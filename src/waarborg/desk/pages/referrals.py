"""New clients in words: who waits for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.referrals import NOBODY, ONESELF, ClientForm, Frame, Section, named
from waarborg.desk.pages.principals import name_of
from waarborg.desk.pages.refusal import articles_of
from waarborg.desk.words import role_in_words, roles_in_words, words_of
from waarborg.dossiers.ages import is_minor
from waarborg.dossiers.beginnings import Beginning
from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.changed import told_of_changes
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.opening import ACT, beforehand, require_opening
from waarborg.dossiers.people_known import Known
from waarborg.dossiers.services import NewDossier, NewTrajectory
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import colleagues
from waarborg.gate.prospects import known_of
from waarborg.imports.judging import Judge, Situation
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.languages import reader_language
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import SeenContract, SeenParty, principals
from waarborg.policy.possible import possible
from waarborg.practice.selectors import Practice, practice_of

FIRST = frozenset({"referral", "commission", "contact_person", "national_number"})
"""What kinds of data serve as that may be known at a referral; with who somebody is and how they are reached."""
ILLNESS = "illness_or_incapacity"
SOURCES: Mapping[str, str] = {
    PartyKind.UWV: "uwv", PartyKind.MUNICIPALITY: "municipality", PartyKind.EMPLOYER: "employer",
    PartyKind.CLIENT: "client",
}  # fmt: skip
"""Who gave what is written down at a referral, by the kind of principal; the others are `principal`."""
MOST_NAMES = 5


def list_page(actor: Actor, found: Sequence[Beginning]) -> dict[str, Any]:
    """What desk/referrals.html needs."""
    practice = practice_of(actor.organisation_id)
    stages = [(phase, [one for one in found if one.phase is phase]) for phase in (Phase.REFERRAL, Phase.INTAKE)]
    return {
        "stages": [
            {"label": phase.label, "key": phase.value, "rows": [_row(one, practice) for one in rows]}
            for phase, rows in stages
            if rows
        ],
        "imports_url": reverse("desk:imports") if possible(actor.in_force.policy, actor.roles, ACT) else "",
        "new_url": reverse("desk:referral_choose") if possible(actor.in_force.policy, actor.roles, ACT) else "",
        "principals_url": reverse("desk:principals"),
        "changed_url": reverse("desk:regulation_changed") if told_of_changes(actor.in_force) else "",
    }


def _row(one: Beginning, practice: Practice) -> dict[str, Any]:
    return {
        "url": reverse("desk:intake", args=[one.number]),
        "number": one.number,
        "name": one.name,
        "principal": one.principal,
        "type": practice.type_label(one.type, reader_language()),
        "referred_on": one.referred_on,
        "days": (clock.today() - one.referred_on).days,
        "handed_out_on": one.handed_out_on,
    }


def choose_page(actor: Actor) -> dict[str, Any]:
    """What desk/referral_choose.html needs: who refers. Raises `Refused` to who may not open dossiers."""
    found = principals(actor)
    running = [(one, agreed) for one in found for agreed in one.running_on(clock.today())]
    require_opening(actor, known_of(actor), beforehand(running[0][1] if running else None))
    return {
        "agreements": [
            {"url": reverse("desk:referral_new", args=[agreed.id]), "name": name_of(one), "number": agreed.number}
            for one, agreed in running
        ],
        "without": [
            {"url": reverse("desk:principal", args=[one.id]), "name": name_of(one)}
            for one in found
            if not one.running_on(clock.today())
        ],
        "themself_url": reverse("desk:referral_themself"),
        "principals_url": reverse("desk:principals"),
        "words": words_of(actor.in_force.regulation),
    }


@dataclass
class NewClient:
    """A new client under one agreement (None: by themself): which questions there are, and what the rules say."""

    actor: Actor
    party: SeenParty | None
    contract: SeenContract | None

    def __post_init__(self) -> None:
        self.catalogue: Catalogue = catalogue_of(self.actor.in_force)
        self.known = known_of(self.actor)
        self.claims = beforehand(self.contract)
        self.kind = self.party.kind if self.party else PartyKind.CLIENT
        self.judge = Judge(self.actor, self.known)
        require_opening(self.actor, self.known, self.claims)

    @property
    def sections(self) -> list[Section]:
        """The kinds of data that this person may write down at a referral, who it is first."""
        grown_up = self._situation(minor=False)
        return [
            Section(entry=entry, source=self._source(entry), needed=entry.rule.identifies)
            for entry in sorted(self.catalogue, key=lambda one: not one.rule.identifies)
            if self._asked_first(entry) and self.judge.writes(grown_up, entry, 0).allowed
        ]

    def _asked_first(self, entry: Entry) -> bool:
        only = entry.rule.only_for.principals
        if only and self.kind not in only:
            return False
        where = self.catalogue.birth_date
        of_person = entry.rule.identifies or (where is not None and where[0] is entry)
        reached = entry.rule.sensitivity == "contact" and not entry.of_trajectory
        return of_person or reached or entry.rule.serves_as in FIRST

    def _source(self, entry: Entry) -> str:
        wanted = SOURCES.get(self.kind, "principal")
        return next((one for one in (wanted, "principal", "client", "staff") if one in entry.sources), entry.sources[0])

    def _situation(self, *, minor: bool | None) -> Situation:
        return Situation(
            principal_kind=str(self.kind),
            acts_as=self.acts_as,
            contract_ran=bool(self.claims.facts),
            contract_runs=bool(self.claims.facts),
            minor=minor,
            mine=True,
        )

    @property
    def acts_as(self) -> str:
        """Who is controller: as was agreed, or else as the regulation says of this kind of principal."""
        if self.contract is not None:
            return str(self.contract.acts_as)
        return str(self.actor.in_force.regulation.controller.acts_as.get(self.kind, "controller"))

    def form(self, data: Any = None) -> ClientForm:
        """The form, with what was typed."""
        practice = practice_of(self.actor.organisation_id)
        policy = self.actor.in_force.policy
        asks = any(ILLNESS in policy.vocabulary.facts_in(rule.when | rule.unless) for rule in policy.rules)
        frame = Frame(types=practice.type_choices(reader_language()), workers=self._workers(), asks_illness=asks)
        return ClientForm(data, catalogue=self.catalogue, sections=self.sections, frame=frame)

    def _workers(self) -> list[tuple[str, str]]:
        policy = self.actor.in_force.policy
        found = [(ONESELF, _("I do")), (NOBODY, _("Nobody yet"))]
        if possible(policy, self.actor.roles, "assign"):
            able = [r for r in policy.roles if policy.kinds.get(r) == "staff" and possible(policy, (r,), "write")]
            named_once = {one.account_id: one for one in colleagues(self.actor, able)}
            regulation = self.actor.in_force.regulation
            found += [
                (str(one.account_id), f"{one.name} ({role_in_words(regulation, one.role)})")
                for one in named_once.values()
            ]
        return found if possible(policy, self.actor.roles, "write") else found[1:]

    def not_yet(self, form: ClientForm) -> bool:
        """Say at its field what may not be written down of somebody of this age; was there any?"""
        born = form.born
        minor = is_minor(self.actor.in_force, born, clock.today()) if born else None
        situation, refused = self._situation(minor=minor), False
        for record in form.records:
            entry = self.catalogue.entry(record.category)
            answer = self.judge.writes(situation, entry, 0)
            if not answer.allowed:
                refused = True
                articles = ", ".join(one.numbered for one in articles_of(self.actor, answer))
                said = _("Article %(article)s does not let you write this down yet.") % {"article": articles}
                form.add_error(next(name for name in form.fields if name.startswith(named(entry, ""))), said)
        return refused

    def new(self, form: ClientForm) -> NewDossier:
        """What the service needs, from what was typed."""
        said, born, chosen = form.cleaned_data, form.born, form.cleaned_data["works_on_it"]
        trajectory = NewTrajectory(
            principal_id=self.party.id if self.party else None,
            contract_id=self.contract.id if self.contract else None,
            type=said["type"],
            referred_on=said["referred_on"],
            acts_as=self.acts_as,
            for_illness=bool(said.get("for_illness")),
            hours_granted=said["hours_granted"],
            plan_approved_on=said["plan_approved_on"],
        )
        coaches = {NOBODY: None, ONESELF: self.actor.account_id}
        return NewDossier(
            trajectory=trajectory,
            minor=is_minor(self.actor.in_force, born, clock.today()) if born else None,
            coach_id=coaches[chosen] if chosen in coaches else UUID(chosen),
            records=form.records,
        )


def new_client(actor: Actor, contract_id: UUID | None) -> NewClient:
    """A new client under this agreement, or by themself. Raises `Refused`, and `NotFound` for one that does not run."""
    if contract_id is None:
        return NewClient(actor, None, None)
    for party in principals(actor):
        for contract in party.running_on(clock.today()):
            if contract.id == contract_id:
                return NewClient(actor, party, contract)
    raise NotFound("There is no such agreement here that runs.")


def new_page(client: NewClient, known: Known) -> dict[str, Any]:
    """What desk/referral_new.html needs beside its form."""
    actor = client.actor
    policy = actor.in_force.policy
    able = [role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, [role], "assign")]
    return {
        "principal": name_of(client.party) if client.party else str(PartyKind.CLIENT.label),
        "number": client.contract.number if client.contract else "",
        "words": words_of(actor.in_force.regulation),
        "own": [{"number": one, "url": reverse("desk:dossier", args=[one])} for one in known.numbers],
        "elsewhere": known.elsewhere,
        "whom_to_ask": list(dict.fromkeys(one.name for one in colleagues(actor, able)))[:MOST_NAMES]
        or [roles_in_words(actor.in_force.regulation, able)],
    }
