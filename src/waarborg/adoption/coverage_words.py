"""How it is said by what a sentence of a regulation's source is held."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELD: Mapping[str, Promise] = {
    "test": _("held by a test that passed"),
    "rule": _("held by a rule that is enforced"),
    "register": _("held by a register"),
    "definition": _("definition: no behaviour of its own"),
    "open": _("not covered"),
}
