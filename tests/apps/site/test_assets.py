"""Building the static files: only when needed, and from a lock file that names no registry."""

import json
from pathlib import Path

import pytest

from waarborg.site import assets
from waarborg.site.assets import AssetsError, build

LOCK = assets.SOURCE_ROOT / "package-lock.json"


def source_tree(root: Path) -> Path:
    for name in assets.INPUTS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((assets.SOURCE_ROOT / name).read_bytes())
    (root / "node_modules").mkdir()
    return root / "built"


def test_what_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    built = source_tree(tmp_path)
    built.mkdir()
    (built / assets.STAMP).write_text(assets.digest(tmp_path), encoding="ascii")
    assert build(root=tmp_path, built=built) is False


def test_a_changed_input_asks_for_a_new_build(tmp_path: Path) -> None:
    source_tree(tmp_path)
    before = assets.digest(tmp_path)
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    assert assets.digest(tmp_path) != before


def test_an_installed_package_carries_its_files_and_builds_nothing(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    assert build(root=tmp_path, built=tmp_path / "built") is False


def test_an_installed_package_without_its_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(AssetsError, match="to build it from"):
        build(root=tmp_path, built=tmp_path / "built")


def test_the_lock_file_names_versions_and_hashes_and_no_registry() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_every_version_is_exact() -> None:
    wanted = json.loads((assets.SOURCE_ROOT / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert version[0].isdigit(), name
