"""Regulations and laws from their files: read strictly, typed, every reference followed, every number said.

Raises RegulationErrors with all mistakes of one stage; a later stage starts only when the earlier found none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from waarborg.policy import references, wording
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.parsing import Source, parse
from waarborg.policy.problems import RegulationError, RegulationErrors
from waarborg.policy.reading import Document, read
from waarborg.policy.vocabulary import Vocabulary, regulations_folder, standard_vocabulary


class NotInForce(ValueError):
    """A day before the first version of a regulation."""


@dataclass(frozen=True)
class Folder:
    """An agency's folder: its versions by the day they come into force, and where its cases and clauses stand."""

    path: Path
    versions: tuple[Regulation, ...]
    case_files: tuple[Path, ...]
    clauses_file: Path | None

    def in_force(self, day: dt.date) -> Regulation:
        """The one version in force that day. Raises NotInForce before the first."""
        in_force = [version for version in self.versions if version.in_force_from <= day]
        if not in_force:
            first = self.versions[0]
            raise NotInForce(f"{first.regulation} is in force from {first.in_force_from}, not on {day}")
        return in_force[-1]


def load_laws(folder: Path | None = None, vocabulary: Vocabulary | None = None) -> tuple[Law, ...]:
    """Every version of every law of the floor; by default the floor shipped with the program."""
    folder = folder or regulations_folder() / "law"
    documents = [read(file) for file in sorted(folder.rglob("*.yaml"))]
    sources = [
        parse(document) for document in documents if isinstance(document.value, dict) and "law" in document.value
    ]
    laws = tuple(source.parsed for source in sources if isinstance(source.parsed, Law))
    _refuse(error for source in sources for error in _mistakes(source, vocabulary or standard_vocabulary(), laws))
    _refuse(_twice([(source, source.parsed.law) for source in sources if isinstance(source.parsed, Law)]))
    return laws


def laws_in_force(laws: Sequence[Law], day: dt.date) -> tuple[Law, ...]:
    """Of every law the version in force that day; none of a repealed one."""
    newest: dict[str, Law] = {}
    for law in sorted(laws, key=lambda law: law.in_force_from):
        if law.in_force_from <= day:
            newest[law.law] = law
    return tuple(law for law in newest.values() if law.repealed_on is None or day < law.repealed_on)


def load_regulation(file: Path, laws: Sequence[Law], vocabulary: Vocabulary | None = None) -> Regulation:
    """One version from its file."""
    return _regulation(_checked(read(file), laws, vocabulary))


def load_folder(folder: Path, laws: Sequence[Law], vocabulary: Vocabulary | None = None) -> Folder:
    """An agency's folder with all its versions. Raises also when a day has two versions or the folder none."""
    files = sorted(folder.glob("*.yaml"))
    documents = [read(file) for file in files if file.name != "clauses.yaml"]
    if not documents:
        raise RegulationErrors([RegulationError(folder, 1, None, "the folder holds no version of a regulation")])
    sources = [_checked(document, laws, vocabulary) for document in documents]
    _refuse(_misnamed(sources))
    _refuse(_twice([(source, _regulation(source).regulation) for source in sources]))
    clauses = folder / "clauses.yaml"
    return Folder(
        path=folder,
        versions=tuple(sorted((_regulation(source) for source in sources), key=lambda version: version.in_force_from)),
        case_files=tuple(sorted((folder / "cases").glob("*.yaml"))),
        clauses_file=clauses if clauses.is_file() else None,
    )


def load(path: Path, laws: Sequence[Law], vocabulary: Vocabulary | None = None) -> Folder:
    """A folder, or one version from its file with the cases and clauses beside it."""
    if not path.is_file():
        return load_folder(path, laws, vocabulary)
    clauses = path.parent / "clauses.yaml"
    return Folder(
        path=path.parent,
        versions=(load_regulation(path, laws, vocabulary),),
        case_files=tuple(sorted((path.parent / "cases").glob("*.yaml"))),
        clauses_file=clauses if clauses.is_file() else None,
    )


def _checked(document: Document, laws: Sequence[Law], vocabulary: Vocabulary | None) -> Source:
    source = parse(document)
    if not isinstance(source.parsed, Regulation):
        raise RegulationErrors([document.error((), "this is a law, not a regulation")])
    _refuse(_mistakes(source, vocabulary or standard_vocabulary(), laws))
    return source


def _regulation(source: Source) -> Regulation:
    if not isinstance(source.parsed, Regulation):
        raise TypeError("only regulations are asked for here")
    return source.parsed


def _mistakes(source: Source, vocabulary: Vocabulary, laws: Sequence[Law]) -> Iterator[RegulationError]:
    yield from references.check(source, vocabulary, laws)
    yield from _words(source)


def _words(source: Source) -> Iterator[RegulationError]:
    """Texts and rules that do not say the same. A law is quoted in short, so its text need not say every number."""
    rules = {rule.id: rule for article in source.parsed.articles for rule in article.rules}
    for article in source.parsed.articles:
        place = (*source.articles[article.number], "text")
        try:
            for text in (article.text, article.summary or ""):
                wording.filled(article, rules, text)
        except wording.UnknownPlaceholder as mistake:
            yield source.document.error(place, str(mistake))
            continue
        if isinstance(source.parsed, Law):
            continue
        for rule, term in wording.unsaid(article, rules):
            yield source.error(rule.id, f"the text of article {article.number} does not say `{term}`")
        for term in wording.unruled(article):
            yield source.document.error(place, f"the text says `{term}`, which no rule of the article holds")


def _misnamed(sources: list[Source]) -> Iterator[RegulationError]:
    names = {_regulation(source).regulation for source in sources}
    for source in sources:
        version = _regulation(source)
        if source.document.file.stem != version.in_force_from.isoformat():
            yield source.document.error(("in_force_from",), f"the file is named {version.in_force_from}.yaml")
        if len(names) > 1:
            yield source.document.error(("regulation",), f"one folder holds one regulation, not {sorted(names)}")


def _twice(sources: list[tuple[Source, str]]) -> Iterator[RegulationError]:
    seen: dict[tuple[str, dt.date], Source] = {}
    for source, name in sources:
        key = (name, source.parsed.in_force_from)
        first = seen.setdefault(key, source)
        if first is not source:
            other = first.document.file.name
            yield source.document.error(("in_force_from",), f"{other} is in force from the same day")


def _refuse(errors: Iterator[RegulationError]) -> None:
    found = list(errors)
    if found:
        raise RegulationErrors(found)
