"""The fixed words between the words of a regulation, in Dutch and in English."""

from __future__ import annotations

from typing import Literal

Language = Literal["nl", "en"]

SENTENCES: dict[str, tuple[str, str]] = {
    "anybody": ("Iedereen", "Anybody"),
    "may": ("mag", "may"),
    "may_not": ("mag niet", "may not"),
    "to": ("aan", "to"),
    "by": ("via", "by"),
    "for": ("voor", "for"),
    "for_purpose": ("voor", "for the purpose"),
    "on_ground": ("op grond van", "on the ground of"),
    "if": ("als dit alles zo is", "if all of this is so"),
    "unless": ("behalve als een van deze zo is", "unless one of these is so"),
    "only_if": ("mag alleen", "may only"),
    "but": ("behalve", "except"),
    "nobody_but": ("alle anderen dan", "all but"),
    "view_only": ("alleen kijken", "viewing only"),
    "ends": ("het stopt na {}", "it ends after {}"),
    "tell_beforehand": ("de cliënt hoort het vooraf", "the client is told beforehand"),
    "tell_afterwards": ("de cliënt hoort het achteraf", "the client is told afterwards"),
    "reason": ("met een reden op schrift", "with a written reason"),
    "chosen": ("stuk voor stuk gekozen", "chosen item by item"),
    "review": ("nagekeken binnen {}", "reviewed within {}"),
    "second": ("een tweede persoon beslist mee", "a second person decides too"),
    "recent": ("niets ouder dan {}", "nothing older than {}"),
    "most": ("hoogstens {}", "at most {}"),
    "least": ("minstens {}", "at least {}"),
    "exactly": ("{}", "{}"),
    "necessary": ("zolang het nodig is", "as long as necessary"),
    "never": ("Nooit", "Never"),
    "answer": ("antwoord binnen {}", "answered within {}"),
    "within": ("binnen {}", "within {}"),
    "purpose": ("Doel", "Purpose"),
    "may_many": ("mogen", "may"),
    "may_not_many": ("mogen niet", "may not"),
    "only_if_many": ("mogen alleen", "may only"),
}
"""Of sentences about rules."""

HEADINGS: dict[str, tuple[str, str]] = {
    "force": ("Geldt vanaf", "In force from"),
    "version": ("Versie", "Version"),
    "controller": ("Verantwoordelijk", "Controller"),
    "rests": ("Rust op", "Rests on"),
    "rules": ("Wat het systeem doet", "What the system does"),
    "by_hand": ("Wat mensen doen", "What people do"),
    "readings": ("Wat wij hebben besloten waar de tekst open is", "What we decided where the text is open"),
    "deviations": ("Waar de wet iets anders zegt", "Where the law says otherwise"),
    "summary": ("In het kort", "In short"),
    "article": ("Artikel", "Article"),
}
"""Of the regulation page."""


def phrases(words: dict[str, tuple[str, str]], language: Language) -> dict[str, str]:
    """One language of a list."""
    return {key: english if language == "en" else dutch for key, (dutch, english) in words.items()}
