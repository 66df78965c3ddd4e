"""A regulation page written out: HTML that stands alone, Markdown, and markup for the typesetter of PDF."""

from __future__ import annotations

import re
from html import escape

from waarborg.policy.english import InDutch
from waarborg.policy.page import Page

MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")
TYPST_SIGNS = re.compile(r"([\\#$*_`<>@\[\]~=/+-])")


def as_html(page: Page) -> str:
    """A whole document, without scripts and with headings in order."""
    body = [f"<h1>{_html(page.title)}</h1>", "<dl>"]
    body += [f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in page.facts]
    body.append("</dl>")
    for section in page.sections:
        body.append(f'<section id="{escape(section.anchor)}"><h2>{_html(section.heading, section.title)}</h2>')
        body += [f"<p>{_html(paragraph)}</p>" for paragraph in section.paragraphs]
        for listing in section.listings:
            if listing.heading:
                body.append(f"<h3>{escape(listing.heading)}</h3>")
            body += ["<ul>", *(f"<li>{_html(item)}</li>" for item in listing.items), "</ul>"]
        body.append("</section>")
    head = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width">']
    head.append(f"<title>{escape(page.title)}</title>")
    start = ["<!doctype html>", f'<html lang="{page.language}">', "<head>", *head, "</head>", "<body>", "<main>"]
    return "\n".join((*start, *body, "</main>", "</body>", "</html>", ""))


def as_markdown(page: Page) -> str:
    """Markdown, with every sign that means something to it escaped."""
    lines = [f"# {_markdown(page.title)}", ""]
    lines += [f"- {_markdown(name)}: {_markdown(value)}" for name, value in page.facts]
    for section in page.sections:
        lines += ["", f"## {_markdown(f'{section.heading} {section.title}')}"]
        for paragraph in section.paragraphs:
            lines += ["", _markdown(paragraph)]
        for listing in section.listings:
            lines += ["", f"### {_markdown(listing.heading)}"] if listing.heading else []
            lines += ["", *(f"- {_markdown(item)}" for item in listing.items)]
    return "\n".join(lines) + "\n"


def _below(page: Page) -> str:
    """What stands below every page: of which version it is, and which page."""
    number = '#counter(page).display("1 / 1", both: true)'
    return f"context align(center, text(size: 9pt)[{_typst(page.below)} · {number}])"


def as_typst(page: Page) -> str:
    """Markup that the typesetter makes an accessible PDF of."""
    lines = [
        f'#set document(title: "{_quoted(page.title)}")',
        f'#set text(lang: "{page.language}", size: 10.5pt)',
        f"#set page(margin: 2.2cm, footer: {_below(page)})",
        "#set par(justify: false, leading: 0.7em)",
        "#show heading.where(level: 1): set text(size: 18pt)",
        f"= {_typst(page.title)}",
    ]
    lines += [f"/ {_typst(name)}: {_typst(value)}" for name, value in page.facts]
    for section in page.sections:
        lines += ["", f"== {_typst(section.heading, section.title)}"]
        for paragraph in section.paragraphs:
            lines += ["", _typst(paragraph)]
        for listing in section.listings:
            lines += ["", f"=== {_typst(listing.heading)}"] if listing.heading else [""]
            lines += [f"- {_typst(item)}" for item in listing.items]
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def _html(*texts: str) -> str:
    """Words for HTML, those in Dutch on a page of another language marked as such."""
    return " ".join(one.__html__() if isinstance(one, InDutch) else escape(one) for one in texts if one)


def _typst(*texts: str) -> str:
    """The same for the typesetter."""
    return " ".join(
        f'#text(lang: "nl")[{_plain(one)}]' if isinstance(one, InDutch) else _plain(one) for one in texts if one
    )


def _plain(text: str) -> str:
    return TYPST_SIGNS.sub(r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
