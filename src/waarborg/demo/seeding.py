"""Fills one example agency: its people, then client by client a whole history, then who looked along, then outsiders.

Every step asks first whether it was done, so a second start makes nothing new and an interrupted one goes on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from waarborg.demo.agendas import fill_agendas
from waarborg.demo.asking import ask_of_agency
from waarborg.demo.auditing import let_auditor_in
from waarborg.demo.brief import file_in_brief
from waarborg.demo.cabinet import fill_cabinet
from waarborg.demo.calamities import plan_for_calamity
from waarborg.demo.charging import send_invoices
from waarborg.demo.complaining import clients_complain
from waarborg.demo.controls import do_controls
from waarborg.demo.corrections import correct_numbers
from waarborg.demo.counting import make_overviews
from waarborg.demo.destroying import destroy_what_is_due
from waarborg.demo.disclosing import give_to_others
from waarborg.demo.drafts_of_regulations import draft_regulation
from waarborg.demo.endings import end_agreements
from waarborg.demo.establishing import Agency, establish
from waarborg.demo.filing import ClientFile
from waarborg.demo.hands_over import change_hands
from waarborg.demo.helping import help_out
from waarborg.demo.intakes import hold_intakes
from waarborg.demo.leaks import have_leaks
from waarborg.demo.looking import look_along
from waarborg.demo.many import do_for_many
from waarborg.demo.noticing import tell_of_agency
from waarborg.demo.outsiders import PRINCIPAL, let_outsiders_in
from waarborg.demo.population import populate
from waarborg.demo.post import fill_post
from waarborg.demo.questions import principals_ask
from waarborg.demo.registering import fill_registers
from waarborg.demo.standing import dossiers_made, roles_given, standing_of
from waarborg.demo.suppliers import work_from_outside
from waarborg.demo.ways_of_working import decide_way, propose_way

Progress = Callable[[str, int, int], None]
"""Told after each client: the agency, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """An agency that is ready; `unwritten` counts by category the records that no rule let anybody write."""

    agency: Agency
    unwritten: Counter[str] = field(default_factory=Counter)


def seed_agency(name: str, today: dt.date, *, clients: int | None = None, progress: Progress | None = None) -> Seeded:
    """Fill one agency as on `today`; with `clients` only so many. Doing it again changes nothing."""
    population = populate(name, today)
    agency = establish(population)
    if PRINCIPAL in roles_given(agency.id):
        return Seeded(agency)
    decide_way(agency)
    wanted = population.clients[:clients]
    standing = dossiers_made(agency.id)
    unwritten: Counter[str] = Counter()
    for at, client in enumerate(wanted):
        if at < len(standing) - 1:
            continue  # a next one was begun, so this one was done
        file = ClientFile(agency, client, standing_of(standing[at]) if at < len(standing) else None)
        unwritten += file.make()
        correct_numbers(file, at)
        if progress:
            progress(name, at + 1, len(wanted))
    help_out(agency, wanted)
    hold_intakes(agency, wanted)
    fill_agendas(agency, wanted)
    fill_cabinet(agency, wanted)
    fill_post(agency, wanted)
    give_to_others(agency, wanted)
    do_for_many(agency, wanted)
    send_invoices(agency, wanted)
    ask_of_agency(agency, wanted)
    principals_ask(agency, wanted)
    clients_complain(agency, wanted)
    tell_of_agency(agency, wanted)
    look_along(agency, wanted)
    change_hands(agency, wanted)
    work_from_outside(agency)
    end_agreements(agency)
    propose_way(agency)
    draft_regulation(agency)
    do_controls(agency)
    plan_for_calamity(agency)
    have_leaks(agency, wanted)
    destroy_what_is_due(agency)
    fill_registers(agency)
    if clients is None:
        file_in_brief(agency)
    make_overviews(agency)
    let_auditor_in(agency)
    let_outsiders_in(agency, wanted)
    return Seeded(agency, unwritten)
