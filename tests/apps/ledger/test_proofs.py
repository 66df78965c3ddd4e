"""A proof in somebody's hands: it holds without us, and a changed one does not."""

import copy
import json
import os
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest

from tests.apps.ledger.conftest import Happen
from waarborg.kernel.database.logins import Login, variable_of
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.commitment import content_commitment
from waarborg.ledger.proofs import check, prove
from waarborg.ledger.sealing import seal
from waarborg.ledger.signing import signing_key

pytestmark = pytest.mark.real_commits


@pytest.fixture
def sealed(organisation: UUID, happen: Happen) -> list[UUID]:
    ids = happen(9)
    seal(organisation, batch=4)
    return ids


def test_every_sealed_event_is_proved(sealed: list[UUID]) -> None:
    for index, event in enumerate(sealed):
        proof = json.loads(json.dumps(prove(event)))
        assert check(proof)
        assert (proof["index"], proof["event"]["id"]) == (index, str(event))


def test_the_signature_can_be_held_against_a_key_from_before(sealed: list[UUID]) -> None:
    proof, own = prove(sealed[0]), signing_key().public_key().public_bytes_raw()
    assert check(proof, trusted_key=own)
    assert not check(proof, trusted_key=bytes(32))


def test_what_the_details_were_can_be_shown_as_well(sealed: list[UUID]) -> None:
    proof = prove(sealed[0])
    content = proof["content"]
    commitment = content_commitment(bytes.fromhex(content["salt"]), content["details"])
    assert proof["event"]["commitment"] == commitment.hex()


def changed(proof: dict[str, Any], *path: str, value: Any) -> dict[str, Any]:
    copied = copy.deepcopy(proof)
    *way, last = path
    place = copied
    for step in way:
        place = place[step]
    place[last] = value
    return copied


def test_a_proof_that_was_changed_does_not_hold(sealed: list[UUID]) -> None:
    proof = prove(sealed[3])
    assert not check(changed(proof, "event", "kind", value="signed_out"))
    assert not check(changed(proof, "data", value=proof["data"].replace("dossier_read", "signed_out")))
    assert not check(changed(proof, "index", value=4))
    assert not check(changed(proof, "path", value=proof["path"][:-1]))
    assert not check(changed(proof, "head", "root", value="00" * 32))
    assert not check(changed(proof, "head", "size", value=10))
    assert not check(changed(proof, "head", "signature", value="00" * 64))


def test_what_is_not_sealed_is_not_proved(sealed: list[UUID], happen: Happen) -> None:
    [waiting] = happen()
    for event in (waiting, new_id()):
        with pytest.raises(NotFound):
            prove(event)


def test_the_shell_verifies_and_proves(sealed: list[UUID], urls: dict[Login, str]) -> None:
    verified = shell(urls, "verify", "--json")
    assert verified["sound"]
    assert verified["organisations"][0]["size"] == 9
    proof = shell(urls, "prove", str(sealed[2]), "--json")
    assert proof["holds"]
    assert check(proof)


def shell(urls: dict[Login, str], *words: str) -> Any:
    environment = os.environ | {variable_of(login): url for login, url in urls.items()}
    command = [sys.executable, "-m", "waarborg.cli.main", "ledger", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
