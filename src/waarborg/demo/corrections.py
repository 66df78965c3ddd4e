"""Some example clients turn out to have another telephone number: a correction, with its reason."""

from __future__ import annotations

import datetime as dt

from waarborg.demo.filing import ClientFile
from waarborg.demo.filling import Filled, records_of
from waarborg.demo.offices import offices
from waarborg.demo.people import ENDED
from waarborg.dossiers.records import Correction, correct_record
from waarborg.kernel import clock
from waarborg.policy.model.catalogue import CategoryRule


def correct_numbers(file: ClientFile, at: int) -> None:
    """Correct the telephone number of some clients, some days after it was written down."""
    plan = offices()["corrections"]
    rules = {entry.key: entry.rule for entry in file.catalogue}
    if at % plan["every"] or file.client.stage in ENDED:
        return
    for record in records_of(file.client, list(rules.values())):
        phone = _phone_in(rules[record.category])
        on = max(record.on, file.agency.starts_on) + dt.timedelta(days=plan["after_days"])
        written = file.standing.by_category.get(record.category, [])
        if phone not in record.fields or not written or on > file.agency.population.seeded_on:
            continue
        if file.standing.versions[written[0]] == 1:
            with clock.travel(file.agency.moment(on, 11)):
                _correct(file, record, phone)
        return


def _correct(file: ClientFile, record: Filled, phone: str) -> None:
    number = str(record.fields[phone])
    entry = file.catalogue.entry(record.category)
    correct_record(
        file.worker(file.client.trajectories[-1]),
        file.dossier_id,
        file.standing.by_category[record.category][0],
        Correction(
            fields={**record.fields, phone: number[:-2] + number[:-3:-1]},
            reason=offices()["corrections"]["reason"],
            source=record.source,
            version=1,
            purpose=entry.serves(file.agency.in_force.main_purpose),
        ),
    )


def _phone_in(rule: CategoryRule) -> str:
    return next((name for name, field in rule.fields.items() if field.type == "phone"), "")
