"""A large upload takes no more memory than a small one."""

import subprocess
import sys

SMALL, LARGE = 1, 200
"""In megabytes."""
MORE_AT_MOST = 40
"""Megabytes, of the whole process."""


def peak(megabytes: int) -> int:
    command = [sys.executable, "-m", "tests.apps.documents.large", str(megabytes)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_two_hundred_megabytes_are_received_judged_and_cleaned_in_the_memory_of_one() -> None:
    assert peak(LARGE) < peak(SMALL) + MORE_AT_MOST
