"""An event as a sentence for people, in the language of the screen."""

from collections.abc import Mapping, Sequence

from waarborg.ledger.selectors import LoggedEvent
from waarborg.ledger.vocabulary import CLAUSES, SENTENCES


def sentence(
    event: LoggedEvent,
    *,
    actor: str,
    dossier: str,
    categories: Sequence[str] | None = None,
    purposes: Mapping[str, str] | None = None,
) -> str:
    """Say who did what with whose data, why, by which articles, and from where.

    `actor` and `dossier` are names as this reader may see them; `categories` and `purposes` are titles from the
    regulation, without which the words of the record stand.
    """
    words = {
        "actor": actor,
        "dossier": dossier,
        "categories": ", ".join(categories if categories is not None else event.categories),
        "purpose": (purposes or {}).get(event.purpose, event.purpose),
        "articles": ", ".join(event.articles),
        "from_where": event.from_where,
    }
    parts = [str(SENTENCES[event.kind])]
    if event.purpose and event.articles:
        parts.append(str(CLAUSES["purpose"]))
    elif event.articles:
        parts.append(str(CLAUSES["articles"]))
    if event.from_where:
        parts.append(str(CLAUSES["from_where"]))
    return " ".join(parts) % words
