"""Founding an organisation: the one act that no rule can permit yet, done with the owner's login from the shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections, transaction

from waarborg.accounts.choices import Basis, DeclarationKind
from waarborg.accounts.models import Account, DeclarationText, Membership, Organisation
from waarborg.adoption.selectors import from_texts
from waarborg.adoption.services import OWNER, adopt, law_texts
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.undertakings import says, wordings
from waarborg.policy.vocabulary import standard_vocabulary
from waarborg.vault.services import create_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAccount:
    """One of the first people: who can let the others in."""

    login: str
    display_name: str
    roles: tuple[str, ...]
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What an organisation starts with."""

    slug: str
    name: str
    dossier_prefix: str
    source: str
    regulation: str
    in_force_from: date
    texts: Mapping[DeclarationKind, str]
    first: Sequence[FirstAccount]
    from_on: date | None = None


def found(founding: Founding) -> Organisation:
    """Make an organisation with its keys, its regulation, its declarations and its first accounts. All or nothing."""
    with transaction.atomic(using=OWNER):
        organisation = Organisation(
            id=new_id(),
            slug=founding.slug,
            name=founding.name,
            regulation=founding.regulation,
            dossier_prefix=founding.dossier_prefix,
            created_at=clock.now(),
        )
        organisation.save(using=OWNER, force_insert=True)
        enter(connections[OWNER], Context(organisation_id=organisation.pk, actor_id=None, action="found"))
        create_organisation(organisation.pk, using=OWNER)
        record(
            DecisionEntry(
                organisation_id=organisation.pk, actor_id=None, roles=("system",), action="found", allowed=True
            ),
            [EventEntry(kind=Kind.ORGANISATION_CREATED)],
            using=OWNER,
        )
        adopt(organisation.pk, founding.source, in_force_from=founding.in_force_from)
        _texts(organisation, founding)
        for first in founding.first:
            _first_account(organisation.pk, first, founding.from_on or clock.today())
    return organisation


def _texts(organisation: Organisation, founding: Founding) -> None:
    """What everybody signs: the words of the regulation itself, and what the agency says beside them."""
    regulation = from_texts(founding.source, law_texts(), founding.in_force_from).regulation
    own = dict.fromkeys(words for _article, words in wordings(regulation, standard_vocabulary().dimensions["roles"]))
    for kind, said in founding.texts.items():
        before = [words for words in own if kind == DeclarationKind.CONFIDENTIALITY and not says(said, words)]
        text = "\n".join([*before, said])
        DeclarationText(
            organisation=organisation,
            kind=kind,
            version=1,
            text=text,
            in_force_from=founding.from_on or clock.today(),
        ).save(using=OWNER, force_insert=True)


def _first_account(organisation_id: UUID, first: FirstAccount, from_on: date) -> None:
    account = Account(login=first.login, display_name=first.display_name, created_at=clock.now())
    account.set_password(first.password)
    account.save(using=OWNER, force_insert=True)
    for role in first.roles:
        Membership(
            organisation_id=organisation_id, account=account, role=role, basis=Basis.EMPLOYMENT, from_on=from_on
        ).save(using=OWNER, force_insert=True)
