"""The library that `make bench` measures with, on disk and in memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from casebook.app.content import load_library
from casebook.app.proof import with_marks
from casebook.app.site import last_changes
from casebook.publish.desk import Desk, desk_for
from casebook.publish.press import Press, press_for
from casebook.publish.shells import Page
from casebook.publish.site import Site
from tests.bench.corpus import write_corpus

ROOT = Path(__file__).resolve().parents[2]
_DAY = "2026-03-04T12:00:00+0800"


def write_library(root: Path, records: int, seed: int) -> int:
    """A repository with one commit: records, hand-written pages, settings. Returns the bytes of the records."""
    size = write_corpus(root, ROOT / "content/vocab", records, seed)
    shutil.copytree(ROOT / "content/pages", root / "content/pages")
    # Without files to download: no rival makes any.
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("downloads: true", "downloads: false")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    if shutil.which("git"):
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", "bench"), ("EMAIL", "bench@example.org"), ("DATE", _DAY),
        )}  # fmt: skip
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "bench"]):
            subprocess.run(["git", *command], cwd=root, check=True, env={**os.environ, **who})
    return size


def pages_of(root: Path, site: Site) -> tuple[Desk, tuple[Page, ...]]:
    """The library on its desk, and every page that is poured for it."""
    library = with_marks(root, load_library(root).value)
    press = press_for(desk_for(library, site), {}, {}, last_changes(root, library))
    return press.desk, tuple(page for name in poured(press) for page in press.pages(name))


def poured(press: Press) -> Iterator[str]:
    """The sheets that are pages, poured into shells; the others are data."""
    data = ("browse", "compare", "course", "data", "form", "known", "redirects")
    return (name for name in press.names() if name.split()[0] not in data)
