"""How often a rule lets something go to the same recipient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import Disclosure
from waarborg.disclosures.weighing import Asked, WeighedItem
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.citing import numbered


def given_too_lately(door: Door, asked: Asked, going: Sequence[WeighedItem]) -> None:
    """Raises `InvalidInput` naming the article when the same rule let something go to this recipient too short ago."""
    limited = {one.answer.rules[0]: one for one in going if one.limits.frequency is not None}
    if not limited:
        return
    before = Disclosure.objects.using(door.using).filter(
        dossier_id=door.dossier["id"], recipient=asked.way.recipient, state=DisclosureState.GIVEN
    )
    for rule, one in limited.items():
        assert one.limits.frequency is not None  # noqa: S101 - as chosen above
        latest = before.filter(rules__contains=[rule]).order_by("-given_at").values_list("given_at", flat=True).first()
        if latest is None:
            continue
        again = shipped_calendar().add(one.limits.frequency, clock.day_of(latest))
        if clock.today() < (clock.day_of(again) if isinstance(again, datetime) else again):
            said = _("Article %(article)s lets this go again only later.") % {
                "article": numbered(one.answer.articles[0])
            }
            raise InvalidInput(_("Some things are not right yet."), {"records": said})
