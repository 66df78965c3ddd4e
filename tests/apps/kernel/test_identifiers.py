"""Identifiers: of version 7, in the order in which they were made, never the same."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id


def test_an_identifier_is_a_uuid_of_version_seven() -> None:
    identifier = new_id()
    assert identifier.version == 7
    assert identifier.variant == uuid.RFC_4122


def test_later_ones_are_greater() -> None:
    identifiers = [new_id() for _ in range(10_000)]
    assert identifiers == sorted(identifiers)
    assert len(set(identifiers)) == len(identifiers)


def test_no_two_threads_make_the_same_one() -> None:
    with ThreadPoolExecutor(8) as threads:
        identifiers = list(threads.map(lambda _: new_id(), range(10_000)))
    assert len(set(identifiers)) == len(identifiers)


def test_it_is_made_by_the_machines_own_clock() -> None:
    with clock.travel(date(2031, 1, 1)):
        identifier = new_id()
    assert abs((identifier.int >> 80) / 1000 - time.time()) < 60
