"""The same few people in every story: who works on it, who does not, who answers for it, who has nothing to do with it.

*Anna* is the coach of the dossier. *Bram* is a coach too, of other people. *Dina* is responsible. *Adam* does the
administration of it. *Sam* gives roles and sees nothing. *Chris* is the client. *Olga* is a coach of another agency.
Every kind of data holds a canary: words that stand nowhere else, so that a page with them shows where they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.test import Client

from tests.apps.gate.agencies import Agency, agency, sign_everything
from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.models import Account
from waarborg.dossiers import assignments, declarations, records, services
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.parties.services import NewContract, agree, register_party
from waarborg.policy.model.catalogue import FieldRule
from waarborg.policy.vocabulary import regulations_folder

Made = TypeVar("Made")

NAME = "Kanariena Vogelaar"
ADDRESS = "Kanariestraat 7"
BSN = "111222333"
CANARY = "kanarie-{category}"
STAFF = ("anna", "bram", "dina", "adam", "sam")
EVERYBODY = (*STAFF, "chris", "olga")
TYPED: Mapping[str, str] = {
    "address": ADDRESS,
    "birth_date": "1989-03-14",
    "bsn": BSN,
    "date": "2026-01-12",
    "email": "kanariena@voorbeeld.nl",
    "iban": "NL91ABNA0417164300",
    "money": "120,00",
    "name": NAME,
    "phone": "0612345678",
    "place": "Kanariedam",
    "postcode": "1234AB",
    "yes_no": "yes",
}


@dataclass
class Cast:
    """Two agencies, the people of the first and Olga of the second, and one dossier with everything in it."""

    here: Agency
    elsewhere: Agency
    accounts: dict[str, UUID]
    number: str
    dossier_id: UUID
    trajectory_id: UUID
    other_number: str
    party_id: UUID
    """The principal of both dossiers."""
    contract_id: UUID
    """And the agreement."""
    records: dict[str, UUID]
    """One record per category that anybody may write."""

    def actor(self, who: str) -> Actor:
        """Somebody at the door."""
        home = self.elsewhere if who == "olga" else self.here
        return actor_at(self.accounts[who], home.organisation.pk, strong=True)

    def browser(self, who: str | None) -> Client:
        """A browser in which this person signed in with two steps; for None nobody did."""
        client = Client()
        if who is not None:
            client.force_login(Account.objects.get(pk=self.accounts[who]))
            session = client.session
            session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
            session.save()
        return client


def gather(regulation: str = "jm-werkt") -> Cast:
    """Found both agencies and let everything be made by the people who may."""
    folder = regulations_folder() / regulation
    here = agency(folder, {"dina": ("responsible",), "sam": ("system_administrator",)}, slug="hier")
    elsewhere = agency(folder, {"olga": ("coach",)}, slug="elders")
    accounts = {**here.accounts, **elsewhere.accounts}
    sam, dina = here.actor("sam"), here.actor("dina")
    for who, role in (("anna", "coach"), ("bram", "coach"), ("adam", "administration")):
        accounts[who] = let_in(here, sam, who, role)
    cast = Cast(here, elsewhere, accounts, "", UUID(int=0), UUID(int=0), "", UUID(int=0), UUID(int=0), {})
    principal = cast.party_id = register_party(dina, kind="uwv", name="UWV Vlietdam")
    agreed = cast.contract_id = agree(dina, principal, NewContract(number="2026-1", starts_on=clock.today()))
    made = _open(cast, principal, agreed, "anna")
    cast.number, cast.dossier_id, cast.trajectory_id = made.number, made.dossier_id, made.trajectory_id
    assignments.assign(dina, made.dossier_id, made.trajectory_id, accounts["adam"], from_on=clock.today())
    cast.other_number = _open(cast, principal, agreed, "bram").number
    accounts["chris"] = _client(here, sam, made.person_id)
    _fill(cast)
    return cast


def let_in(here: Agency, by: Actor, who: str, role: str) -> UUID:
    """Open an account, give it a role, and let it sign."""
    account = open_account(by, login=f"{who}@{here.organisation.slug}", display_name=who.title())
    give_role(by, NewRole(account_id=account.pk, role=role, from_on=clock.today()))
    here.accounts[who] = account.pk
    sign_everything(here.actor(who))
    return account.pk


def _client(here: Agency, by: Actor, person_id: UUID) -> UUID:
    account = open_account(by, login="q7f3k9", display_name="", kind=AccountKind.CLIENT)
    give_role(
        by,
        NewRole(
            account_id=account.pk,
            role="client",
            from_on=clock.today(),
            basis=Basis.OWN_DOSSIER,
            person_id=person_id,
        ),
    )
    here.accounts["chris"] = account.pk
    sign_everything(here.actor("chris"))
    return account.pk


def _open(cast: Cast, principal: UUID, contract: UUID, coach: str) -> services.Opened:
    """A dossier with a coach, opened by whoever the regulation lets, with the consents that it may ask."""
    trajectory = services.NewTrajectory(
        principal_id=principal,
        contract_id=contract,
        type="fit_for_work",
        referred_on=clock.today(),
        started_on=clock.today(),
        phase="running",
    )
    new = services.NewDossier(trajectory=trajectory, handed_out_on=clock.today())
    made = _by_whoever_may(cast, lambda actor: services.open_dossier(actor, new), "dina", "adam", coach)
    _by_whoever_may(
        cast,
        lambda actor: assignments.assign(
            actor, made.dossier_id, made.trajectory_id, cast.accounts[coach], from_on=clock.today()
        ),
        "dina",
        "adam",
    )
    for consent in ("storage_consent", "written_consent", "health_consent"):
        declarations.declare(cast.actor(coach), made.dossier_id, consent, form="written", from_on=clock.today())
    return made


def _by_whoever_may(cast: Cast, act: Callable[[Actor], Made], *people: str) -> Made:
    """Let the first do it whom the regulation does not refuse."""
    for who in people[:-1]:
        try:
            return act(cast.actor(who))
        except Refused:
            continue
    return act(cast.actor(people[-1]))


def _fill(cast: Cast) -> None:
    """One record of every kind, written by whoever may."""
    for entry in catalogue_of(cast.actor("anna").in_force):
        for who in ("anna", "adam"):
            try:
                cast.records[entry.key] = write(cast, who, entry)
            except Refused:
                continue
            break


def write(cast: Cast, who: str, entry: Entry) -> UUID:
    """A record with the canary of its kind."""
    source = next((one for one in entry.rule.sources if one != "uwv"), "uwv") if entry.rule.sources else "client"
    new = records.NewRecord(category=entry.key, fields=canaries(entry), source=source, note="nodig")
    return records.add_record(cast.actor(who), cast.dossier_id, new)


def canaries(entry: Entry) -> dict[str, str]:
    """A value for every field, with the canary wherever words may stand."""
    return {name: _value(rule, entry.key) for name, rule in entry.rule.fields.items()}


def _value(rule: FieldRule, category: str) -> str:
    if rule.choices:
        return rule.choices[0]
    if rule.type in {"number", "minutes", "percentage"}:
        return str(max(rule.minimum or 0, min(20, rule.maximum or 20)))
    return TYPED.get(rule.type, CANARY.format(category=category))
