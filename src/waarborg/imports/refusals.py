"""A no of the rules about a row, in one sentence and with its article. Nothing of the row stands in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry
from waarborg.gate.answers import Answer
from waarborg.kernel.languages import reader_language
from waarborg.policy.citing import numbered
from waarborg.policy.vocabulary import standard_vocabulary


def refused_because(answer: Answer, entry: Entry | None = None) -> tuple[str, str]:
    """What is in the way, and the article that says so (empty when no article lets it at all)."""
    article = answer.articles[0] if answer.articles else (entry.article if entry else "")
    kind = answer.question.principal_kind
    principals = entry.rule.only_for.principals if entry else ()
    if entry and principals and kind not in principals:
        said = _("Not for this kind of principal (%(kind)s): article %(article)s.")
        return said % {"kind": _label("principals", kind or ""), "article": numbered(entry.article)}, entry.article
    if answer.missing:
        needed = ", ".join(_fact(fact) for fact in answer.missing)
        return _("Not before this is so: %(facts)s.") % {"facts": needed}, article
    return _("The regulation does not let you record this."), article


def _label(dimension: str, key: str) -> str:
    found = standard_vocabulary().dimensions[dimension].get(key)
    return found.label(reader_language()) if found else key


def _fact(key: str) -> str:
    absent, _space, name = key.rpartition(" ")
    found = standard_vocabulary().facts.get(name)
    label = found.label(reader_language()) if found else name.replace("_", " ")
    return _("not: %(fact)s") % {"fact": label} if absent else label
