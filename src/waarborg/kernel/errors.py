"""Everything Waarborg itself refuses or cannot do, as one small family of errors.

    WaarborgError                 500
    ├── ConfigurationError        500   this installation is set up wrongly; the message says how to mend it
    ├── Unavailable               503   something we depend on (database, scanner, mail) does not answer
    ├── NotFound                  404   not there, or not for you: a stranger cannot tell which
    ├── Refused                   403   the regulation says no; carries the decision with its articles
    ├── InvalidInput              422   what was given cannot be recorded; says which field and why
    └── Conflict                  409   somebody else changed it in the meantime

Each class carries its HTTP status; `kernel.middleware.ErrorPages` turns them into pages.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class WaarborgError(Exception):
    """The root: catch this one to catch whatever Waarborg itself raises."""

    status: ClassVar[int] = 500


class ConfigurationError(WaarborgError):
    """This installation is set up in a way that cannot work or is not safe."""


class Unavailable(WaarborgError):
    """Something we depend on does not answer now; trying later may help."""

    status = 503


class NotFound(WaarborgError):
    """It is not there, or it is not for you. The two are one answer on purpose."""

    status = 404


class Refused(WaarborgError):
    """The regulation does not allow it.

    `decision` is the whole answer of the policy: rules, articles, what is missing, what may be done next.
    """

    status = 403

    def __init__(self, decision: Any, message: str = "The regulation does not allow this.") -> None:
        super().__init__(message)
        self.decision = decision


class InvalidInput(WaarborgError):
    """What was given cannot be accepted.

    `fields` maps the name of each offending field ("" for the whole) to what is wrong with it.
    """

    status = 422

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields: dict[str, str] = dict(fields or {})


class Conflict(WaarborgError):
    """The row was changed since it was read: nothing is written, and nothing of yours is lost."""

    status = 409
