"""What is sealed for signing in opens for whom it was sealed, and for nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waarborg.accounts.sealing import of_account, of_session, open_text, seal_text
from waarborg.kernel.identifiers import new_id
from waarborg.vault.envelope import SealBrokenError

WHOSE = new_id()
OTHERS = [of_account(new_id()), of_session("a"), of_session(str(WHOSE)), b""]


@given(some.text())
def test_a_sealed_text_opens_again_and_says_nothing(text: str) -> None:
    sealed = seal_text(text, of_account(WHOSE))
    assert open_text(sealed, of_account(WHOSE)) == text
    assert len(text) < 4 or text not in sealed


@pytest.mark.parametrize("other", OTHERS, ids=[str(number) for number in range(len(OTHERS))])
def test_it_opens_for_nobody_else(other: bytes) -> None:
    with pytest.raises(SealBrokenError):
        open_text(seal_text("geheim", of_account(WHOSE)), other)


@pytest.mark.parametrize("broken", ["", "geheim", "é", "AAAA"])
def test_what_was_not_sealed_here_does_not_open(broken: str) -> None:
    with pytest.raises(SealBrokenError):
        open_text(broken, of_account(WHOSE))


def test_what_was_changed_does_not_open() -> None:
    sealed = seal_text("geheim", of_account(WHOSE))
    with pytest.raises(SealBrokenError):
        open_text(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"), of_account(WHOSE))
