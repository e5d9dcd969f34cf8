"""A small fictional library on disk, with the real settings and hand-written pages; and builds of it in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casebook.app.deployed import verify_site
from casebook.app.site import BuildReport, Places, build, prepare
from casebook.edges import engine
from casebook.edges.progress import Stages
from casebook.problem import Outcome
from casebook.publish.form.shapes import models
from casebook.publish.form.word import template
from tests.records.library import good_folder

ROOT = Path(__file__).resolve().parents[2]
RECORD = "content/methods/liang-bu-gong-zuo-fa.yaml"
Started = subprocess.Popen[str]
Start = Callable[..., Started]


def a_library(folder: Path) -> Path:
    """`folder` with everything a build needs."""
    good_folder(folder)
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    # Briefs take a second or two each time, and have tests of their own.
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("downloads: true", "downloads: false")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def engine_made(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where a small library's engine has been at work. It takes longer than all the rest of a small build; and what the form
    needs of the models next longest: known here, it is known to the processes of every build."""
    models()
    template()
    root = a_library(tmp_path_factory.mktemp("engine"))
    places = Places.below(root, root / "build/site")
    assert prepare(places, None, Stages(quiet=True), None).value is not None
    return places


@pytest.fixture
def cold(tmp_path: Path) -> Path:
    """A library in a folder whose name has a blank and Han characters; nothing was ever built."""
    return a_library(tmp_path / "案例库 副本")


@pytest.fixture
def root(cold: Path, engine_made: Places) -> Path:
    """A cold library with the pages that the engine makes for it, as if it had run: they are taken when its input is the same."""
    mine = Places.below(cold, cold / "build/site")
    shutil.copytree(engine_made.engine, mine.engine)
    engine.remember(mine.cache, engine.engine_key(engine_made.root, engine_made.docs), mine.engine)
    return cold


def change(root: Path, before: str, after: str, path: str = RECORD) -> None:
    """Replace a text that must stand in a file of the library."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def built(root: Path, site: Path | None = None, engine: str | None = None) -> Outcome[BuildReport | None]:
    """One build in this process, into build/site when nothing else is said."""
    return build(root, site or root / "build/site", engine, stages=Stages(quiet=True), patience=0.2)


def codes(outcome: Outcome[BuildReport | None]) -> list[str]:
    """The errors' codes, in order."""
    return [problem.code for problem in outcome.problems if problem.level == "error"]


def is_whole(site: Path) -> bool:
    """Whether the site is what its manifest lists."""
    return verify_site(site, site / "manifest.json").problems == ()


def tree(folder: Path) -> dict[str, bytes]:
    """Bytes by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1", "CI": "1", **more}


def casebook(
    *arguments: object, program: str = "-m casebook", env: Mapping[str, str] | None = None, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """The command line as people run it."""
    return subprocess.run(
        [sys.executable, *program.split(" ", 1), *map(str, arguments)],
        env=environment(**(env or {})),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
