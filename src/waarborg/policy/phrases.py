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


PLAIN: dict[str, tuple[str, str]] = {
    "q_who": ("Wie is verantwoordelijk voor uw gegevens?", "Who is responsible for your data?"),
    "who": ("Dat is {}.", "That is {}."),
    "q_purposes": ("Waarvoor gebruiken wij uw gegevens?", "What do we use your data for?"),
    "purposes": ("Alleen hiervoor:", "For this alone:"),
    "q_what": ("Welke gegevens hebben wij van u?", "Which data do we have of you?"),
    "kinds": ("Volgens artikel {} kan dat zijn:", "By article {} this can be:"),
    "q_sees": ("Wie kan bij uw gegevens?", "Who can see your data?"),
    "readers": (
        "Alleen wie ze nodig heeft voor het eigen werk. Dat kan zijn:",
        "Only who needs them for their own work. That can be:",
    ),
    "q_given": ("Wie krijgt gegevens van ons?", "To whom do we give data?"),
    "given": (
        "Alleen als een regel het toelaat. Wij schrijven op wie wat kreeg. Het kan gaan om:",
        "Only where a rule allows it. We write down who got what. It can be:",
    ),
    "consent": (
        "Is uw toestemming nodig, dan vragen wij die vooraf. U mag nee zeggen, en later van gedachten veranderen.",
        "Where your consent is needed, we ask beforehand. You may say no, and change your mind later.",
    ),
    "q_kept": ("Hoe lang bewaren wij uw gegevens?", "How long do we keep your data?"),
    "q_rights": ("Wat mag u ons vragen?", "What may you ask of us?"),
    "right": ("U mag {}.", "You may {}."),
    "answer": ("U krijgt antwoord binnen {}.", "You get an answer within {}."),
    "soon": ("U krijgt zo snel mogelijk antwoord.", "You get an answer as soon as possible."),
    "free": ("Dat kost niets.", "That costs nothing."),
    "costs": ("Dat kan geld kosten.", "That may cost money."),
    "q_disagree": ("Bent u het niet met ons eens?", "Do you not agree with us?"),
    "complaint": (
        "U kunt een klacht indienen. Wij beslissen binnen {}.",
        "You can make a complaint. We decide within {}.",
    ),
    "court": ("U kunt naar de rechter, binnen {}.", "You can go to court, within {}."),
    "authority": (
        "U kunt altijd naar de Autoriteit Persoonsgegevens.",
        "You can always go to the data protection authority (Autoriteit Persoonsgegevens).",
    ),
    "q_leak": ("Wat doen wij als er iets misgaat?", "What do we do when something goes wrong?"),
    "leak": (
        "Komen gegevens bij de verkeerde terecht, dan melden wij dat binnen {} bij de Autoriteit Persoonsgegevens.",
        "When data end up with the wrong people, we report it within {} to the data protection authority.",
    ),
    "q_young": ("Bent u nog jong?", "Are you young?"),
    "young": (
        "Bent u jonger dan {} jaar, dan beslist een ouder of voogd met u mee.",
        "If you are younger than {}, a parent or guardian decides with you.",
    ),
}
"""Of the summary in plain words. What they say comes from the rules; here stands only what is around it."""

RIGHTS: dict[str, tuple[str, str]] = {
    "access": ("zien wat wij van u weten", "see what we know of you"),
    "copy": ("daarvan een kopie krijgen", "get a copy of it"),
    "rectification": ("iets laten verbeteren", "have something corrected"),
    "supplement": ("iets laten aanvullen", "have something added"),
    "erasure": ("iets laten wissen", "have something erased"),
    "restriction": ("gegevens laten afschermen", "have data restricted"),
    "portability": ("gegevens meenemen naar een ander", "take data along to somebody else"),
    "objection": ("bezwaar maken tegen wat wij doen", "object to what we do"),
    "marketing_objection": ("bezwaar maken tegen werving", "object to recruitment"),
    "statement": ("uw eigen verklaring laten toevoegen", "have your own statement added"),
    "objection_to_decision": ("bezwaar maken tegen een besluit", "object to a decision"),
    "automated_decision": ("een mens laten beslissen", "have a person decide"),
    "withdraw_consent": ("uw toestemming intrekken", "withdraw your consent"),
    "information": ("weten wat wij met uw gegevens doen", "know what we do with your data"),
    "complaint": ("klagen", "complain"),
}
"""What somebody may ask, after *you may*."""


def phrases(words: dict[str, tuple[str, str]], language: Language) -> dict[str, str]:
    """One language of a list."""
    return {key: english if language == "en" else dutch for key, (dutch, english) in words.items()}
