"""What went straight to another body, written in the register of what was given: to whom, which items, as they went.

So the client's list tells it, the overseer sees it, and who must hear of a correction is known.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.models import DisclosedItem, Disclosure
from waarborg.disclosures.sealing import TABLE, Said, key_in
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.letters.days import day_in_words
from waarborg.subject_access.choices import Cover, Way
from waarborg.subject_access.models import Covering, Package
from waarborg.subject_access.rules import copy_by
from waarborg.subject_access.sealing import Goes

REQUESTED = "requested_by_client"


def write_down(door: Door, package: Package, goes: Goes, decision: UUID) -> None:
    """Write that a package was given to a body, under the decision by which it was, in an open unit of work."""
    key, at, giver = key_in(door), clock.now(), door.actor.somebody
    articles = list(copy_by(door.actor.in_force, package.right).articles)
    row = Disclosure(
        id=new_id(),
        organisation_id=package.organisation_id,
        dossier_id=package.dossier_id,
        recipient=package.recipient,
        channel=Way.LINK,
        claims=[REQUESTED],
        articles=articles,
        language=package.language,
        state=DisclosureState.GIVEN,
        data_key_id=key.id,
        prepared_at=package.asked_at,
        prepared_by_id=giver,
        given_at=at,
        given_by_id=giver,
        decision_id=decision,
    )
    with translation.override(package.language):
        seen = day_in_words(date.fromisoformat(goes.instructed_on))
        instruction = _("The written instruction was seen on %(day)s.") % {"day": seen}
    said = Said(name=goes.name, address=goes.address, reasons={REQUESTED: instruction})
    row.sealed = key.seal(said.to_bytes(), row=row.pk, table=TABLE)
    Disclosure.objects.using(door.using).bulk_create([row])
    DisclosedItem.objects.using(door.using).bulk_create(_items(door, package, row, articles[0]))


def _items(door: Door, package: Package, row: Disclosure, article: str) -> list[DisclosedItem]:
    """Each record that went, in the version that went, with its fields but for those that were covered."""
    entries = catalogue_of(door.actor.in_force).entries
    covered = set(
        Covering.objects.using(door.using)
        .filter(package_id=package.pk, decided=Cover.WHOLE)
        .values_list("record_id", "field")
    )
    with connections[door.using].cursor() as cursor:
        cursor.execute("select record_id, category, version from gate.versions_in_package(%s)", [package.pk])
        went = cursor.fetchall()
    return [
        DisclosedItem(
            id=new_id(),
            organisation_id=row.organisation_id,
            disclosure_id=row.pk,
            dossier_id=row.dossier_id,
            record_id=record_id,
            version=version,
            category=category,
            fields=[name for name in entries[category].rule.fields if (record_id, name) not in covered],
            article=article,
            decision_id=row.decision_id,
        )
        for record_id, category, version in went
        if category in entries
    ]
