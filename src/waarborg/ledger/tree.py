"""Merkle trees and their proofs, as RFC 9162 (and RFC 6962) define them. Pure: needs only a hash function.

A tree over a list of leaves has one root. An *inclusion proof* shows that one leaf is under a root; a *consistency
proof* shows that an earlier root's leaves are all still there, in place, under a later root. Whoever holds an old root
can so find out, without trusting us, that nothing before it was changed or taken away.

This file stands alone on purpose: it can be handed to an auditor with a proof.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Hashes = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of a leaf. The prefix keeps a leaf from posing as a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def empty_root() -> bytes:
    """The root of a tree without leaves."""
    return hashlib.sha256(b"").digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: the roots of its complete subtrees, largest first.

    All that is needed to add leaves and to name the root, in logarithmic space: sealing never rereads the archive.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        size, node = self.size, leaf
        while size & 1:
            node = node_hash(self.peaks.pop(), node)
            size >>= 1
        self.peaks.append(node)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            self.add(leaf)

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.peaks:
            return empty_root()
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def packed(self) -> bytes:
        """The peaks as bytes, to be kept beside the size."""
        return b"".join(self.peaks)

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> "Frontier":
        """Rebuild a frontier. Raises `ValueError` when the bytes do not belong to a tree of `size` leaves."""
        if size < 0 or len(packed) != 32 * size.bit_count():
            raise ValueError(f"a tree of {size} leaves does not have {len(packed)} bytes of peaks")
        return cls(size, [packed[at : at + 32] for at in range(0, len(packed), 32)])


def root_of(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1: the root over all leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1: the path from leaf `index` to the root. Raises `IndexError` when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    return _inclusion(index, 0, len(leaves), lambda low, high: root_of(leaves[low:high]))


def consistency_proof(first: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.4.1: that the first `first` leaves are the start of `leaves`. Raises `IndexError` outside 0…n."""
    if not 0 <= first <= len(leaves):
        raise IndexError(f"a tree of {first} is no start of one of {len(leaves)}")
    if first in (0, len(leaves)):
        return []
    return _consistency(first, 0, len(leaves), lambda low, high: root_of(leaves[low:high]), whole=True)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2: whether `leaf` stands at `index` under `root` of a tree of `size` leaves."""
    if not 0 <= index < size:
        return False
    first, last, node = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            node = node_hash(part, node)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            node = node_hash(node, part)
        first, last = first >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, 2.1.4.2: whether the tree of `first` leaves is the start of the tree of `second` leaves."""
    if not 0 <= first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof and first_root == empty_root()
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    return _walk(first, second, path) == (first_root, second_root)


def _walk(first: int, second: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency path leads to, or nothing when it is too long or too short."""
    low, high = first - 1, second - 1
    while low & 1:
        low, high = low >> 1, high >> 1
    older = newer = path[0]
    for part in path[1:]:
        if high == 0:
            return None
        if low & 1 or low == high:
            older, newer = node_hash(part, older), node_hash(part, newer)
            while not low & 1 and low:
                low, high = low >> 1, high >> 1
        else:
            newer = node_hash(newer, part)
        low, high = low >> 1, high >> 1
    return (older, newer) if high == 0 else None


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _inclusion(index: int, low: int, high: int, root: Hashes) -> list[bytes]:
    if high - low == 1:
        return []
    middle = low + _split(high - low)
    if index < middle:
        return [*_inclusion(index, low, middle, root), root(middle, high)]
    return [*_inclusion(index, middle, high, root), root(low, middle)]


def _consistency(first: int, low: int, high: int, root: Hashes, *, whole: bool) -> list[bytes]:
    if first == high:
        return [] if whole else [root(low, high)]
    middle = low + _split(high - low)
    if first <= middle:
        return [*_consistency(first, low, middle, root, whole=whole), root(middle, high)]
    return [*_consistency(first, middle, high, root, whole=False), root(low, middle)]
