"""The library that `make bench` measures with, on disk and in memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from casebook.app.content import load_library
from casebook.app.proof import with_marks
from casebook.app.site import last_changes
from casebook.link.library import Library
from casebook.publish.assemble import _pages
from casebook.publish.items import items_of
from casebook.publish.shells import Page
from casebook.publish.site import Site
from tests.bench.corpus import write_corpus

ROOT = Path(__file__).resolve().parents[2]
_DAY = "2026-03-04T12:00:00+0800"


def write_library(root: Path, records: int, seed: int) -> int:
    """A repository with one commit: records, hand-written pages, settings. Returns the bytes of the records."""
    size = write_corpus(root, ROOT / "content/vocab", records, seed)
    shutil.copytree(ROOT / "content/pages", root / "content/pages")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    if shutil.which("git"):
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", "bench"), ("EMAIL", "bench@example.org"), ("DATE", _DAY),
        )}  # fmt: skip
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "bench"]):
            subprocess.run(["git", *command], cwd=root, check=True, env={**os.environ, **who})
    return size


def pages_of(root: Path, site: Site) -> tuple[Library, tuple[Page, ...]]:
    """The library linked, and every page that is poured for it."""
    loaded = load_library(root)
    library = with_marks(root, loaded.value)
    return library, tuple(_pages(library, site, items_of(library), last_changes(root, library)))
