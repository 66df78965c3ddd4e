"""Regulations and laws written out in a test: only the articles that matter, the rest filled in."""

import datetime as dt
from pathlib import Path

from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.loader import load_laws, load_regulation
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.question import Question
from waarborg.policy.vocabulary import standard_vocabulary

HEAD = """\
regulation: small
title: Klein reglement
in_force_from: 2026-01-01
approved: {by: director, date: 2025-12-01}
controller: {name: Klein, entities: [{name: Klein B.V.}]}
words: {client: {one: cliënt, many: cliënten}}
catalogue: closed
"""
CATALOGUE = """\
- number: "1"
  title: Wat
  text: Dit leggen wij vast.
  rules:
  - {id: 1/contact, category: contact, title: Contact, fields: {name: name}, sensitivity: contact, identifies: true}
  - {id: 1/report, category: report, title: Verslag, fields: {said: text}}
  - {id: 1/capacity, category: capacity, title: Belastbaarheid, fields: {hours: number}, sensitivity: health}
"""
LAW_HEAD = """\
law: statute
title: Een wet
in_force_from: 2020-01-01
consulted_on: 2026-01-01
"""
FACTS = standard_vocabulary().mask


def regulation(folder: Path, articles: str, head: str = HEAD, laws: tuple[Law, ...] = ()) -> Regulation:
    file = folder / "2026-01-01.yaml"
    file.write_text(f"{head}articles:\n{articles}", encoding="utf-8")
    return load_regulation(file, laws)


def laws(folder: Path, articles: str) -> tuple[Law, ...]:
    place = folder / "law"
    place.mkdir()
    (place / "statute.yaml").write_text(f"{LAW_HEAD}articles:\n{articles}", encoding="utf-8")
    return load_laws(place)


def article(number: str, *rules: str, text: str = "Tekst.") -> str:
    written = "".join(f"  - {rule}\n" for rule in rules)
    return f'- number: "{number}"\n  title: Artikel {number}\n  text: {text}\n  rules:\n{written}'


def compiled(folder: Path, *articles: str, floor: str = "", head: str = HEAD) -> CompiledPolicy:
    standing = laws(folder, floor) if floor else ()
    return compile_regulation(regulation(folder, CATALOGUE + "".join(articles), head, standing), standing)


def ask(
    action: str, category: str | None, *true: str, role: str = "coach", false: str = "", **answers: str
) -> Question:
    untrue = FACTS(*false.split())
    return Question((role,), action, category, known=FACTS(*true) | untrue, true=FACTS(*true), **answers)


DAY = dt.date(2026, 6, 1)
