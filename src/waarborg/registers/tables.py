"""Every register as tables of words: what a page shows and what a file holds are the same.

register(actor, which, Asked(...), language)      one of `REGISTERS`, as an event
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.controls.choices import Finding
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.gate.policies import InForce, in_force
from waarborg.inventory.registry import holdings
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError, NotFound
from waarborg.kernel.personal_data import Subject
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import Assured, GivenHow, PartyKind, Proof
from waarborg.policy.matrix import matrix
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language
from waarborg.registers.operations import operations_table
from waarborg.registers.outside import copies_table, visits_table
from waarborg.registers.processing import activities, cited_laws, measures
from waarborg.registers.reading import reading, rows_of
from waarborg.registers.words import NOT_YET, in_words

MOST, LARGEST, MONTH = 10, 50, 30
"""How many clients a sample holds when nobody says so, and at the most; days of visits when nobody names a period."""
COUNTED: Mapping[Kind, Promise] = {
    Kind.DOSSIER_OPENED: gettext_lazy("dossiers opened"),
    Kind.DOSSIER_CLOSED: gettext_lazy("dossiers closed"),
    Kind.REGULATION_HANDED_OUT: gettext_lazy("regulation handed to a client"),
    Kind.REGULATION_HANDED_TO_PRINCIPAL: gettext_lazy("regulation handed to a principal"),
    Kind.REQUEST_MADE: gettext_lazy("requests of clients taken in"),
    Kind.REQUEST_DECIDED: gettext_lazy("requests of clients decided"),
    Kind.COMPLAINT_MADE: gettext_lazy("complaints taken in"),
    Kind.DISCLOSURE_MADE: gettext_lazy("times something was given to another"),
    Kind.ACCESS_REFUSED: gettext_lazy("times somebody was refused"),
    Kind.BREACH_REPORTED: gettext_lazy("data breaches reported"),
    Kind.CONTROL_DONE: gettext_lazy("controls done"),
    Kind.DESTRUCTION_CERTIFIED: gettext_lazy("destructions certified"),
}
"""What is counted over a period, in the ledger: what is destroyed later changes none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """On which day, for which period, and by which word a sample is drawn."""

    on: date = field(default_factory=clock.today)
    since: date | None = None
    word: str = ""
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of words."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head above it, for narrow screens."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: what it is, and its tables."""

    which: str
    title: str
    tables: Sequence[Table]


Making = Callable[[Door, InForce, Asked, Language], list[Table]]


def register(actor: Actor, which: str, asked: Asked, language: Language) -> Register:
    """One register, as an event. Raises `NotFound` for one that there is not, and for who reads none."""
    if which not in REGISTERS:
        raise NotFound("There is no such register.")
    title, make = REGISTERS[which]
    with reading(actor, which) as door:
        return Register(which, str(title), make(door, actor.in_force, asked, language))


def _processing(_door: Door, version: InForce, _asked: Asked, language: Language) -> list[Table]:
    heads = [_("What for"), _("Article"), _("Ground"), _("Kinds of data"), _("Who may get them"), _("How long")]
    rows = [
        [
            one.title,
            one.article,
            ", ".join(key.upper() for key in one.basis),
            ", ".join(f"{kind.title}*" if kind.special else kind.title for kind in one.kinds),
            ", ".join(name for _key, name in one.recipients) or NOT_YET,
            ", ".join(sorted({f"{term} ({article})" for kind in one.kinds for term, article in kind.kept if term})),
        ]
        for one in activities(version, language)
    ]
    entities = [
        [one.name, one.kvk or NOT_YET, one.address or NOT_YET] for one in version.regulation.controller.entities
    ]
    return [
        Table(_("What we do with data; * is data that the law treats apart"), heads, rows),
        Table(_("Who is responsible"), [_("Name"), _("Number in the trade register"), _("Address")], entities),
    ]


def _inventory(_door: Door, _version: InForce, _asked: Asked, _language: Language) -> list[Table]:
    rows = []
    for one in holdings():
        if one.about is not Subject.NOBODY:
            name = str(apps.get_model(one.model)._meta.verbose_name)  # noqa: SLF001 - Django's own way to ask
            about = _("clients") if one.about is Subject.CLIENT else _("who works here")
            rows.append([name, about, one.ends.value.replace("_", " "), str(len(one.columns))])
    heads = [_("What is kept"), _("Of whom"), _("How it ends"), _("Columns")]
    return [Table(_("Every table with data of people, and how each comes to an end"), heads, rows)]


def _laws(_door: Door, version: InForce, _asked: Asked, language: Language) -> list[Table]:
    names = Names(version.regulation, language)
    rows = [
        [
            names.said(law.title),
            in_words(law.in_force_from),
            in_words(law.repealed_on),
            names.said((now or law).title) if now or law.repealed_on is None else NOT_YET,
        ]
        for law, now in cited_laws(version)
    ]
    heads = [_("Law that the regulation names"), _("In force from"), _("Repealed on"), _("What holds now")]
    return [Table(_("Laws that are named, and the law that holds today"), heads, rows)]


def _measures(door: Door, version: InForce, _asked: Asked, language: Language) -> list[Table]:
    done = {rule: rest for rule, *rest in rows_of(door, "controls")}
    names, rows = Names(version.regulation, language), []
    held = {"system": _("the program"), "workflow": _("the program asks a person"), "evidence": _("a person")}
    for one in measures(version, language):
        number, at, by, outcome = done.get(one.rule, (0, None, "", ""))
        last = f"{in_words(clock.day_of(at))}, {by}: {Finding(outcome).label} ({number})" if at else NOT_YET
        owner = names.role(one.owner) if one.owner else NOT_YET
        rows.append([one.title, one.article, held[one.holds], owner, one.review or NOT_YET, last])
    heads = [_("Measure"), _("Article"), _("Held by"), _("Whose it is"), _("Looked at every"), _("Last proof")]
    return [Table(_("Measures of the regulation, with who looks at each and what was found last"), heads, rows)]


def _access(door: Door, version: InForce, asked: Asked, language: Language) -> list[Table]:
    """What each role may do by the version of a day, and who held it on that day."""
    then = _version_on(door, version, asked.on)
    names = Names(then.regulation, language)
    may: dict[tuple[str, str], dict[str, set[str]]] = {}
    for line in matrix(then.policy):
        if line.category:
            cell = may.setdefault((line.role, line.action), {})
            cell.setdefault(names.category(line.category), set()).add(line.article)
    people = [
        [name, names.role(role), in_words(from_on), in_words(until_on)]
        for name, role, _basis, from_on, until_on, _signed in rows_of(door, "people")
        if from_on <= asked.on and (until_on is None or until_on >= asked.on)
    ]
    heads = [_("Role"), _("May, if its conditions hold"), _("Kinds of data"), _("Articles")]
    rows = [
        [
            names.role(role),
            names.action(action),
            ", ".join(sorted(kinds)),
            ", ".join(sorted({article for articles in kinds.values() for article in articles})),
        ]
        for (role, action), kinds in sorted(may.items())
    ]
    on = in_words(asked.on)
    return [
        Table(_("Who held which role on %(day)s") % {"day": on}, [_("Name"), _("Role"), _("From"), _("Until")], people),
        Table(_("What each role may do, by the version of %(day)s") % {"day": on}, heads, rows),
    ]


def _people(door: Door, version: InForce, _asked: Asked, language: Language) -> list[Table]:
    names = Names(version.regulation, language)
    rows = [
        [
            name,
            names.role(role),
            in_words(from_on),
            in_words(until_on),
            in_words(clock.day_of(signed)) if signed else NOT_YET,
        ]
        for name, role, _basis, from_on, until_on, signed in rows_of(door, "people")
    ]
    heads = [_("Name"), _("Role"), _("Came"), _("Left"), _("Secrecy signed last")]
    return [Table(_("Who came and who left, and when they signed secrecy"), heads, rows)]


def _parties(door: Door, _version: InForce, _asked: Asked, _language: Language) -> list[Table]:
    rows = [
        [
            str(PartyKind(kind).label),
            name,
            agreement or NOT_YET,
            f"{in_words(starts)} – {in_words(ends)}" if starts else NOT_YET,
            in_words(review),
            ", ".join(str(Assured(fact).label) for fact in assured) or NOT_YET,
            in_words(handed),
        ]
        for kind, name, agreement, _acts, starts, ends, review, assured, handed in rows_of(door, "parties")
    ]
    heads = [_("What they are"), _("Name"), _("Agreement"), _("Days"), _("Looked at again"), _("Made sure of"),
             _("Got the regulation")]  # fmt: skip
    return [Table(_("Who we work with: processors, suppliers, principals and others"), heads, rows)]


def _sample(door: Door, _version: InForce, asked: Asked, _language: Language) -> list[Table]:
    word = asked.word or str(asked.on.year)
    rows = [
        [number, in_words(opened), in_words(handed), in_words(version), _word(GivenHow, channel), _word(Proof, proof),
         in_words(started), in_words(principal)]
        for number, opened, handed, version, channel, proof, started, principal in rows_of(
            door, "sample", word, min(asked.most, LARGEST)
        )
    ]  # fmt: skip
    heads = [_("Dossier"), _("Opened"), _("Regulation and complaints procedure given"), _("Version of"), _("How"),
             _("Proof"), _("Trajectory started"), _("Principal got the regulation")]  # fmt: skip
    title = _("A sample that follows from the word “%(word)s”: the same word gives the same sample") % {"word": word}
    return [Table(title, heads, rows)]


def _counts(door: Door, _version: InForce, asked: Asked, _language: Language) -> list[Table]:
    since = asked.since or date(asked.on.year, 1, 1)
    kinds = [str(kind) for kind in COUNTED]
    found = rows_of(door, "counts", clock.start_of(since), clock.start_of(asked.on), kinds)
    counted = {row[0]: row[1] for row in found}
    rows = [[str(title).capitalize(), str(counted.get(str(kind), 0))] for kind, title in COUNTED.items()]
    days = {"since": in_words(since), "until": in_words(asked.on)}
    return [Table(_("From %(since)s until %(until)s, counted in the log") % days, [_("What"), _("How often")], rows)]


def _operations(door: Door, _version: InForce, asked: Asked, _language: Language) -> list[Table]:
    return [Table(*operations_table(door, asked.since or date(asked.on.year, 1, 1), asked.on))]


def _copies(door: Door, version: InForce, _asked: Asked, _language: Language) -> list[Table]:
    return [Table(*copies_table(door, version))]


def _visits(door: Door, _version: InForce, asked: Asked, _language: Language) -> list[Table]:
    until = asked.on + timedelta(days=1)  # the day itself counts
    return [Table(*visits_table(door, asked.since or asked.on - timedelta(days=MONTH), until))]


def _version_on(door: Door, version: InForce, on: date) -> InForce:
    if on >= version.regulation.in_force_from:
        return version
    try:
        return in_force(door.actor.organisation_id, on, using=door.using)
    except ConfigurationError as none:
        raise NotFound("No version was in force on that day.") from none


def _word(of: type[GivenHow | Proof], key: str | None) -> str:
    return str(of(key).label) if key else NOT_YET


REGISTERS: Mapping[str, tuple[Promise, Making]] = {
    "verwerkingen": (gettext_lazy("What we do with data"), _processing),
    "inventaris": (gettext_lazy("Where data are kept"), _inventory),
    "wetten": (gettext_lazy("Laws that are named"), _laws),
    "maatregelen": (gettext_lazy("Security measures"), _measures),
    "toegang": (gettext_lazy("Who may do what"), _access),
    "mensen": (gettext_lazy("Who came and left"), _people),
    "partijen": (gettext_lazy("Who we work with"), _parties),
    "steekproef": (gettext_lazy("A sample of clients"), _sample),
    "aantallen": (gettext_lazy("Numbers of a period"), _counts),
    "bewerkingen": (gettext_lazy("Every kind of processing"), _operations),
    "kopieen": (gettext_lazy("Copies of the regulation"), _copies),
    "bezoek": (gettext_lazy("Visits to the website"), _visits),
}
"""By the word in the address: what it is called, and how it is made."""
