"""What is pinned, declared and bounded: promises between pyproject.toml, the lock files and the code."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
WEB = ROOT / "plugins/casebook/web"
LOCKS = sorted((ROOT / ".lock").glob("*.txt"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
ALL = RUNTIME + [Requirement(line) for lines in (EXTRAS | GROUPS).values() for line in lines]


def pins(lock: Path) -> dict[str, list[str]]:
    """name → versions; more than one where Python versions need different ones."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock.read_text("utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


@pytest.mark.parametrize("lock", [*LOCKS, WEB / "package-lock.json", WEB / ".npmrc"], ids=lambda path: path.name)
def test_a_lock_names_no_host_and_no_folder(lock: Path) -> None:
    assert re.findall(r".*(?:://|--index|--find-links|file:|registry=|localhost).*", lock.read_text("utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(lock: Path) -> None:
    blocks = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_every_web_package_has_a_hash() -> None:
    packages = json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert installed
    assert [name for name, entry in installed.items() if not entry.get("integrity", "").startswith("sha512-")] == []


def test_every_dependency_has_an_upper_bound() -> None:
    unbounded = [str(each) for each in ALL if not {"<", "=="} & {clause.operator for clause in each.specifier}]
    assert unbounded == []


def test_locks_satisfy_what_is_declared() -> None:
    locked: dict[str, list[str]] = {}
    for lock in LOCKS:
        locked |= pins(lock)
    for each in ALL:
        versions = locked.get(canonicalize_name(each.name), [])
        assert versions, f"{each.name} 不在锁文件里：make lock"
        # One of several where each Python has a version of its own (then each says by a marker for which it is).
        fitting = [version for version in versions if version in each.specifier]
        assert fitting == versions or (fitting and each.marker), f"{each} 与锁文件不符：make lock"


def test_the_site_lock_is_part_of_the_dev_lock() -> None:
    dev = pins(ROOT / ".lock/dev.txt")
    assert {name: dev.get(name) for name in pins(ROOT / ".lock/site.txt")} == pins(ROOT / ".lock/site.txt")


def test_every_import_is_declared_and_every_dependency_imported() -> None:
    """Exceptions carry their reason: a dependency reached otherwise than by an import of ours."""
    not_imported = {"mkdocs", "mkdocs-material"}  # run, named in mkdocs.yml
    optional = {
        Requirement(line).name for line in EXTRAS["tantivy"] + EXTRAS["packs"]
    }  # imported where it is installed
    part_of = {"pydantic-core": "pydantic"}  # its errors are pydantic's, released together
    distributions = packages_distributions()
    used = set()
    for path in (ROOT / "plugins/casebook").rglob("*.py"):
        if "node_modules" not in path.parts:
            for module in _imports(ast.parse(path.read_text("utf-8"))) - set(sys.stdlib_module_names) - {"casebook"}:
                name = canonicalize_name(distributions[module][0])
                used.add(part_of.get(name, name))
    assert used | not_imported == {canonicalize_name(each.name) for each in RUNTIME} | optional


def _imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_room_is_a_package() -> None:
    """Without __init__.py a room is a namespace package: it imports, but import-linter silently passes it over."""
    package = ROOT / "plugins/casebook"
    rooms = {path.parent for path in package.rglob("*.py") if "node_modules" not in path.parts}
    assert [str(room) for room in sorted(rooms) if not (room / "__init__.py").is_file()] == []
