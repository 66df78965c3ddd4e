"""Every address that answers with a file does so by `kernel.file_answers`, which says what a browser may do with it."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.source import SOURCE, nodes, place, python_files, told

THE_WAY = SOURCE / "kernel" / "file_answers.py"
NO_PAGES = {"FileResponse", "JsonResponse", "StreamingHttpResponse"}
"""Answers of Django that are never a page."""
WORDS_ALONE = {"text/css", "text/plain; charset=utf-8"}
"""No page and no file: the colour of an agency, and where to report a weakness."""


def by_hand(among: Iterable[ast.AST]) -> Iterator[int]:
    """The lines on which a file is answered with in another way."""
    for node in among:
        if isinstance(node, ast.Constant) and node.value == "Content-Disposition":
            yield node.lineno
        if isinstance(node, ast.Call) and (said := ast.unparse(node.func)).endswith(("Response", "Base")):
            given = {word.arg: word.value for word in node.keywords}
            kind = given.get("content_type")
            of_words = isinstance(kind, ast.Constant) and kind.value in WORDS_ALONE
            if said in NO_PAGES or "headers" in given or (kind and not of_words):
                yield node.lineno


def test_there_is_one_way_to_answer_with_a_file() -> None:
    breaches = [
        f"{place(path)}:{line}"
        for path in python_files()
        if path != THE_WAY
        for line in sorted({*by_hand(nodes(path))})
    ]
    assert not breaches, told(breaches, "answer with `kept`, `streamed` or `shown`")


@pytest.mark.parametrize(
    ("said", "caught"),
    [
        ("HttpResponse(pdf, content_type='application/pdf')", True),
        ("HttpResponse(pdf, headers=headers)", True),
        ("StreamingHttpResponse(pieces)", True),
        ("JsonResponse({})", True),
        ("answer['Content-Disposition'] = 'inline'", True),
        ("HttpResponse(template.render(page, request), status=404)", False),
        ("HttpResponse(written, content_type='text/css')", False),
        ("kept(pdf, 'brief.pdf')", False),
    ],
)
def test_the_search_for_other_ways_finds_them(said: str, *, caught: bool) -> None:
    assert bool([*by_hand(ast.walk(ast.parse(said)))]) is caught
