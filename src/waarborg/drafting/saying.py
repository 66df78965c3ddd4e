"""What is wrong in a text, said in the language of whoever reads it.

The policy core says its mistakes in English, as a developer reads them. Here each of its sentences is known by its
shape; the words of the text that stand in it are kept as they are. A shape that is not known is said as it came, with a
sentence around it; a test tries every mistake there is, so that none of them is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from django.utils.translation import gettext, gettext_noop

SHAPES: Sequence[str] = (
    gettext_noop("unknown key `%(key)s`"),
    gettext_noop("`%(key)s` is missing"),
    gettext_noop("`%(key)s` is given twice"),
    gettext_noop("article %(number)s stands twice"),
    gettext_noop("an article has number, title, text and rules"),
    gettext_noop("a regulation is a list of keys"),
    gettext_noop("this is a law, not a regulation"),
    gettext_noop("`rules` is a list"),
    gettext_noop("a rule starts with its `id`"),
    gettext_noop("the key after `id` says what a rule is, one of: %(words)s"),
    gettext_noop("the id is used twice, first at line %(line)s"),
    gettext_noop("the id of a rule in article %(number)s starts with %(start)s"),
    gettext_noop("the file is empty"),
    gettext_noop("the file is named %(name)s"),
    gettext_noop("not YAML: %(what)s"),
    gettext_noop("no YAML tags: %(tag)s"),
    gettext_noop("say it again instead of using an anchor"),
    gettext_noop("a key is a word"),
    gettext_noop("%(text)s is not a day of the calendar"),
    gettext_noop("unknown word `%(word)s` under `%(key)s`: it is none of the %(list)s"),
    gettext_noop("unknown word `%(word)s`: it is none of the %(list)s"),
    gettext_noop("unknown category `%(word)s` under `fields`"),
    gettext_noop("category `%(word)s` is also forbidden"),
    gettext_noop("`%(other)s` serves as `%(use)s` already"),
    gettext_noop("`blocks` waits for what is written down: `proof` is none of the categories, but `%(word)s`"),
    gettext_noop("`binds` says how a law binds; a regulation's rules simply hold"),
    gettext_noop("there is no rule %(name)s"),
    gettext_noop("there is no finding %(name)s"),
    gettext_noop("`%(place)s` cites a law that is neither under `cites` nor in the floor"),
    gettext_noop("goes before itself: %(path)s"),
    gettext_noop("the text of article %(number)s does not say `%(term)s`"),
    gettext_noop("the text says `%(term)s`, which no rule of the article holds"),
    gettext_noop("%(field)s is no field of a rule of this article"),
    gettext_noop("%(field)s is not in %(rule)s"),
    gettext_noop("a permit needs at least one fact under `when`"),
    gettext_noop("a permit names `roles` or `recipients`"),
    gettext_noop("write a period in one unit, such as P7D, P2M or {weeks: 4}"),
    gettext_noop("write a period in one unit, such as {weeks: 4}"),
    gettext_noop("`explained` names what is no choice: %(words)s"),
    gettext_noop("only a date can say when an item `expires`"),
    gettext_noop("a category that `holds_no_file` has no field for a file"),
    gettext_noop("a field says it is about other people, and the category does not say `redacts`"),
    gettext_noop("no overview is about %(words)s; one of: %(list)s"),
    gettext_noop("say at_most, at_least, exactly or as_long_as_necessary"),
    gettext_noop("`exactly` stands alone"),
    gettext_noop("two start events need combine: earliest_of or latest_of"),
    gettext_noop("Input should be a valid list"),
    gettext_noop("Input should be a valid tuple"),
    gettext_noop("Input should be a valid string"),
    gettext_noop("Input should be a valid boolean"),
    gettext_noop("Input should be a valid integer"),
    gettext_noop("Input should be a valid date"),
    gettext_noop("Input should be a valid dictionary"),
    gettext_noop("Input should be a valid dictionary or instance of %(what)s"),
    gettext_noop("Input should be greater than %(number)s"),
    gettext_noop("Input should be greater than or equal to %(number)s"),
    gettext_noop("Input should be less than or equal to %(number)s"),
    gettext_noop("Input should be %(words)s"),
    gettext_noop("String should match pattern '%(pattern)s'"),
    gettext_noop("`%(key)s`: %(rest)s"),
)
"""Every sentence, the particular before the general. The last one holds another sentence."""
REST = "rest"
PLACE = re.compile(r"%\((\w+)\)s")


def in_words(message: str) -> str:
    """A mistake in the language that is on."""
    for shape, known in _known():
        found = known.fullmatch(message)
        if found:
            words = found.groupdict()
            if REST in words:
                words[REST] = in_words(words[REST])
            return gettext(shape) % words
    return gettext("This does not fit here: %(said)s") % {"said": message}


def is_known(message: str) -> bool:
    """Is there a sentence for it? Within a place of the text, for what is said of it."""
    for shape, known in _known():
        found = known.fullmatch(message)
        if found:
            return is_known(found[REST]) if REST in found.groupdict() else bool(shape)
    return False


@cache
def _known() -> Sequence[tuple[str, re.Pattern[str]]]:
    return [(shape, re.compile("".join(_parts(shape)), re.DOTALL)) for shape in SHAPES]


def _parts(shape: str) -> Iterator[str]:
    at = 0
    for place in PLACE.finditer(shape):
        yield re.escape(shape[at : place.start()])
        yield f"(?P<{place[1]}>.+?)"
        at = place.end()
    yield re.escape(shape[at:])
