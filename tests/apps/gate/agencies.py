"""Agencies for tests of the gate: founded from a regulation's folder, with people in every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from waarborg.accounts.choices import AT_THE_DOOR
from waarborg.accounts.models import Account, Organisation
from waarborg.adoption.founding import FirstAccount, Founding, found
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.declarations import declaration_due, sign_declaration
from waarborg.kernel import clock
from waarborg.policy.vocabulary import regulations_folder

INVENTED = Path(__file__).resolve().parents[2] / "policy" / "regulations"
TEXTS = dict.fromkeys(AT_THE_DOOR, "Ik houd geheim wat ik hier lees.")


def folders() -> list[Path]:
    """Every regulation there is: the shipped ones and the invented ones."""
    shipped = [path for path in sorted(regulations_folder().iterdir()) if any(path.glob("[0-9]*.yaml"))]
    return [path for path in shipped if path.name != "law"] + sorted(
        path for path in INVENTED.iterdir() if path.is_dir()
    )


def newest(folder: Path) -> Path:
    """The version in force today."""
    return max(file for file in folder.glob("[0-9]*.yaml") if date.fromisoformat(file.stem) <= clock.today())


@dataclass(frozen=True)
class Agency:
    """A founded organisation with the first people in it."""

    organisation: Organisation
    accounts: dict[str, UUID]

    def actor(self, who: str, *, strong: bool = True) -> Actor:
        """The actor for one of its people, in all their roles."""
        return actor_at(self.accounts[who], self.organisation.pk, strong=strong)


def agency(folder: Path, people: dict[str, tuple[str, ...]], *, slug: str = "", signed: bool = True) -> Agency:
    """Found an organisation under a regulation with these people: name → roles."""
    file = newest(folder)
    slug = slug or folder.name
    organisation = found(
        Founding(
            slug=slug,
            name=slug.title(),
            dossier_prefix=slug[:3].upper(),
            source=file.read_text(encoding="utf-8"),
            regulation=folder.name,
            in_force_from=date.fromisoformat(file.stem),
            texts=TEXTS,
            first=[
                FirstAccount(login=f"{who}@{slug}", display_name=who.title(), roles=roles)
                for who, roles in people.items()
            ],
        )
    )
    accounts = {who: Account.objects.get(login=f"{who}@{slug}").pk for who in people}
    made = Agency(organisation, accounts)
    if signed:
        for who in people:
            sign_everything(made.actor(who))
    return made


def sign_everything(actor: Actor) -> None:
    """Sign every declaration that is due."""
    for kind in AT_THE_DOOR:
        while (due := declaration_due(actor, kind)) is not None:
            sign_declaration(actor, text_id=due.pk, signed_as="Proef Persoon")
