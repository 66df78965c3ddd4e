"""Fills the demo: all example agencies, side by side as far as the machine has processors, with progress shown.

seed()      makes what is missing; a next start finds everything there, and an interrupted one goes on
"""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import SimpleQueue

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from waarborg.accounts.models import Organisation
from waarborg.demo.hands import Report, fill
from waarborg.demo.material import example_agencies
from waarborg.demo.outsiders import PRINCIPAL
from waarborg.demo.standing import roles_given
from waarborg.kernel import clock
from waarborg.kernel.errors import WaarborgError
from waarborg.kernel.home import home

PATIENCE = 0.1  # seconds between two looks at what the others report


class NotSeeded(WaarborgError):
    """An example agency could not be filled; says which, and why."""


def seed() -> None:
    """Make every example agency that is missing or half made. Raises `NotSeeded`."""
    names = [name for name in example_agencies() if not is_complete(name)]
    if names:
        _side_by_side(names, first_day())


def is_complete(name: str) -> bool:
    """Is everything of this agency there?"""
    organisation = Organisation.objects.filter(slug=name).first()
    return organisation is not None and PRINCIPAL in roles_given(organisation.pk)


def first_day() -> dt.date:
    """The day that all dates are relative to: the day of the first start, kept beside the database."""
    file = home().root / "demo.json"
    if not file.exists():
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps({"seeded_on": clock.today().isoformat()}), encoding="utf-8")
        draft.replace(file)
    return dt.date.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["seeded_on"])


def _side_by_side(names: Sequence[str], today: dt.date) -> None:
    """Fill agencies in as many processes as there are processors: a process has one clock, and it travels."""
    spawned = multiprocessing.get_context("spawn")
    work, reports = spawned.SimpleQueue(), spawned.SimpleQueue()
    number = min(len(names), len(os.sched_getaffinity(0)))
    for name in [*names, *[""] * number]:
        work.put(name)
    processes = [spawned.Process(target=fill, args=(work, reports, today)) for _ in range(number)]
    for process in processes:
        process.start()
    try:
        _show(processes, reports, names)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _show(processes: Sequence[SpawnProcess], reports: SimpleQueue[Report], names: Sequence[str]) -> None:
    """Show how far each agency is until all processes are done. Raises `NotSeeded`."""
    columns = TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks = {name: progress.add_task(name, total=None, start=False) for name in names}
        while any(process.is_alive() for process in processes) or not reports.empty():
            if reports.empty():
                processes[0].join(PATIENCE)
                continue
            name, done, number, wrong = reports.get()
            if wrong:
                raise NotSeeded(f"The example agency {name} could not be filled.\n{wrong}")
            progress.start_task(tasks[name])
            progress.update(tasks[name], completed=done, total=number)
    if any(process.exitcode for process in processes):
        raise NotSeeded("The example agencies were not all filled: a process ended too soon. Start again to go on.")
