"""The closed words of notices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What a client must be told. The words are stored, so none is ever renamed."""

    FROM_OTHERS = "from_others", _("data that came from somebody else")
    UNEXPECTED = "unexpected", _("data outside the expected kinds")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    OPEN = "open", _("to tell")
    GIVEN = "given", _("told")
    LEFT = "left", _("need not be told")


class LeftBecause(models.TextChoices):
    """Why a client need not be told (GDPR art. 14(5)). The words are stored, so none is ever renamed."""

    KNOWN = "known", _("the client knows this already")
    SECRECY = "secrecy", _("an obligation of secrecy forbids it")
    BY_LAW = "by_law", _("a law prescribes that we get these data")
    TOO_MUCH = "too_much", _("telling is impossible, or asks an effort out of proportion")
