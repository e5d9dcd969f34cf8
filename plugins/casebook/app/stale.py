"""`stale`: which records should be looked at again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.app.content import load_library
from casebook.check.age import grown_old
from casebook.files import SourceText
from casebook.load.places import place
from casebook.problem import Problem


def stale(root: Path, on: date, years: int) -> tuple[Problem, ...]:
    """What has grown old on that day, by file and place."""
    found: list[Problem] = []
    for entry in load_library(root).value.entries.values():
        findings = tuple(grown_old(entry.record, on, years))
        if findings:
            found += place(SourceText(entry.path, (root / entry.path).read_bytes()), findings)
    return tuple(sorted(found))
