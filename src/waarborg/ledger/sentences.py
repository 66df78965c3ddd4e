"""An event as a sentence for people, in the language of the screen."""

from django.utils.translation import gettext as _

from waarborg.ledger.vocabulary import SENTENCES, Kind


def sentence(kind: Kind, *, actor: str, dossier: str = "", categories: str = "") -> str:
    """Say who did what with whose data, by names and titles as this reader may see them.

    Where nobody is named the program did it itself, and where no kind of data is named it is "data".
    """
    words = {"actor": actor or _("Waarborg itself"), "dossier": dossier, "categories": categories or _("data")}
    return str(SENTENCES[kind]) % words
