"""Rules of the house for templates, read as text."""

import re
from pathlib import Path

import pytest

from tests.house.source import kept_files, told

SOURCE = Path(__file__).resolve().parents[2] / "src" / "waarborg"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
NAMES = [str(template.relative_to(SOURCE)) for template in TEMPLATES]

SENT_BY_NOBODY = {
    "site/templates/site/parts/language.html": "chooses the language of a page, and changes nothing else",
    "site/templates/site/request.html": "whoever sends it is nobody here, and may refuse every cookie",
}
"""Forms that act for no account, so that there is nothing to forge, and that work without a cookie."""

every_template = pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)


@every_template
def test_a_template_holds_no_inline_style_and_no_inline_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "javascript:" not in text


@every_template
def test_a_template_asks_nothing_of_another_machine(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text)


@every_template
def test_a_form_that_changes_something_carries_its_token(template: Path) -> None:
    if str(template.relative_to(SOURCE)) in SENT_BY_NOBODY:
        return
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(encoding="utf-8"), re.DOTALL):
        assert "{% csrf_token %}" in form


@every_template
def test_a_table_that_becomes_a_stack_keeps_its_roles(template: Path) -> None:
    for table in re.findall(r"<table[^>]*wb-tabel--stapel.*?</table>", template.read_text(encoding="utf-8"), re.DOTALL):
        for tag in ("table", "thead", "tbody", "tr", "th", "td"):
            assert not re.search(rf"<{tag}(?![^>]*\srole=)[ >]", table), tag


@every_template
def test_a_template_says_what_it_needs(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    speaks_through_its_parent = re.match(r"""\{% extends "(?:errors/|site/error|account/)""", text)
    belongs_to_allauth = "templates/allauth/" in template.as_posix()
    assert "needs:" in text or "may have:" in text or speaks_through_its_parent or belongs_to_allauth


@every_template
def test_a_comment_of_more_lines_is_not_shown_to_visitors(template: Path) -> None:
    assert not re.search(r"\{#(?:(?!#\}).)*\n", template.read_text(encoding="utf-8"))


@every_template
def test_a_template_knows_no_agency_and_no_number_of_days(template: Path) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    words = ("Partner in Werk", "Working Progression", "Click", "Bijstand naar Werk", "JM Werkt")
    assert not [word for word in words if word in text]
    assert not re.search(r"\b\d+ (?:days|weeks|months|years)\b", text)


def test_a_class_of_the_style_sheet_is_on_some_page() -> None:
    """Written whole, or put together of its beginning and a word."""
    sheet = (SOURCE / "site" / "static" / "waarborg" / "css" / "waarborg.css").read_text(encoding="utf-8")
    classes = set(re.findall(r"\.(wb-[\w-]+)", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))
    makers = [path for path in kept_files() if path.is_relative_to(SOURCE) and path.suffix in {".html", ".py", ".js"}]
    pages = "\n".join(path.read_text(encoding="utf-8") for path in makers)
    written = set(re.findall(r"wb-[\w-]+", pages))
    begun = tuple(re.findall(r"(wb-[\w-]*-)\{", pages))
    unused = sorted(name for name in classes - written if not name.startswith(begun))
    assert not unused, told(unused, "take it out of the style sheet")
