"""The Merkle tree: RFC 9162's own definitions, the published vectors of Certificate Transparency, and its laws."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.ledger.tree import (
    Frontier,
    consistency_proof,
    empty_root,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(data) for data in INPUTS]
SIZES = range(1, 34)
MANY = [leaf_hash(bytes([number])) for number in SIZES]

sizes = st.integers(1, 120)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def hashed_as_defined(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + hashed_as_defined(leaves[:half]) + hashed_as_defined(leaves[half:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_come_out(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_the_published_inclusion_proof_comes_out() -> None:
    assert [node.hex() for node in inclusion_proof(0, LEAVES)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_the_published_consistency_proof_comes_out() -> None:
    assert [node.hex() for node in consistency_proof(6, LEAVES)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_frontier_gives_the_root_that_the_definition_gives(size: int) -> None:
    assert root_of(MANY[:size]) == hashed_as_defined(MANY[:size])


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_of_every_small_tree_is_proved_in_its_place_alone(size: int) -> None:
    leaves, root = MANY[:size], root_of(MANY[:size])
    for index in range(size):
        proof = inclusion_proof(index, leaves)
        for place in range(size + 1):
            assert verify_inclusion(leaves[index], place, size, proof, root) == (place == index)


@pytest.mark.parametrize("second", SIZES)
def test_every_small_tree_is_the_start_of_every_later_one(second: int) -> None:
    later = root_of(MANY[:second])
    for first in range(second + 1):
        earlier = root_of(MANY[:first])
        proof = consistency_proof(first, MANY[:second])
        assert verify_consistency(first, earlier, second, later, proof)


@given(st.data(), sizes)
def test_a_leaf_is_proved_in_any_tree(data: st.DataObject, size: int) -> None:
    index, leaves = data.draw(st.integers(0, size - 1)), leaves_of(size)
    assert verify_inclusion(leaves[index], index, size, inclusion_proof(index, leaves), root_of(leaves))


@given(st.data(), sizes)
def test_a_leaf_that_was_changed_is_not_proved(data: st.DataObject, size: int) -> None:
    index, leaves = data.draw(st.integers(0, size - 1)), leaves_of(size)
    proof, root = inclusion_proof(index, leaves), root_of(leaves)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)


@given(st.data(), sizes)
def test_a_proof_that_was_changed_proves_nothing(data: st.DataObject, size: int) -> None:
    index, leaves = data.draw(st.integers(0, size - 1)), leaves_of(size)
    proof, root = inclusion_proof(index, leaves), root_of(leaves)
    longer = [*proof, leaf_hash(b"more")]
    assert not verify_inclusion(leaves[index], index, size, longer, root)
    if proof:
        broken = list(proof)
        broken[data.draw(st.integers(0, len(proof) - 1))] = leaf_hash(b"other")
        assert not verify_inclusion(leaves[index], index, size, broken, root)
        assert not verify_inclusion(leaves[index], index, size, proof[:-1], root)


@given(st.data(), sizes)
def test_a_history_that_was_rewritten_is_not_consistent(data: st.DataObject, size: int) -> None:
    first = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, first - 1))
    leaves = leaves_of(size)
    earlier = root_of(leaves[:first])
    leaves[changed] = leaf_hash(b"rewritten")
    proof = consistency_proof(first, leaves)
    assert not verify_consistency(first, earlier, size, root_of(leaves), proof)


@given(st.data(), st.integers(2, 120))
def test_a_consistency_proof_that_was_changed_proves_nothing(data: st.DataObject, size: int) -> None:
    first, leaves = data.draw(st.integers(1, size - 1)), leaves_of(size)
    earlier, later, proof = root_of(leaves[:first]), root_of(leaves), consistency_proof(first, leaves)
    broken = list(proof)
    broken[data.draw(st.integers(0, len(proof) - 1))] = leaf_hash(b"other")
    assert not verify_consistency(first, earlier, size, later, broken)
    assert not verify_consistency(first, earlier, size, later, proof[:-1])
    assert not verify_consistency(first, earlier, size, later, [*proof, leaf_hash(b"more")])


@given(sizes, st.integers(0, 120))
def test_a_frontier_that_was_put_away_grows_on(size: int, more: int) -> None:
    leaves = leaves_of(size + more)
    frontier = Frontier()
    frontier.extend(leaves[:size])
    again = Frontier.unpacked(frontier.size, frontier.packed())
    again.extend(leaves[size:])
    assert again.root() == root_of(leaves)


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = LEAVES[0], LEAVES[1]
    assert leaf_hash(left + right) != node_hash(left, right)


def test_the_empty_tree_starts_every_tree_and_nothing_stands_in_it() -> None:
    assert verify_consistency(0, empty_root(), 8, root_of(LEAVES), [])
    assert not verify_consistency(0, leaf_hash(b""), 8, root_of(LEAVES), [])
    assert not verify_inclusion(LEAVES[0], 0, 0, [], empty_root())


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(8, LEAVES)
    with pytest.raises(IndexError):
        consistency_proof(9, LEAVES)
    with pytest.raises(ValueError, match="does not have"):
        Frontier.unpacked(3, b"\0" * 32)
    assert not verify_consistency(9, root_of(LEAVES), 8, root_of(LEAVES), [])
    assert not verify_consistency(4, root_of(LEAVES[:4]), 8, root_of(LEAVES), [])
