"""`draft`: a report of a contributor read, held against the library, and written as draft records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casebook.app.content import load_library, taken
from casebook.draft import filled
from casebook.draft.proposal import Proposal, propose
from casebook.draft.report import read_report
from casebook.draft.text import LIMIT, read_text
from casebook.draft.yaml import drafts
from casebook.edges import disk
from casebook.edges.trouble import problem_of
from casebook.files import OutFile
from casebook.problem import Problem


@dataclass(frozen=True, slots=True)
class Drafted:
    """`files` are what was written, below the folder; () when a Problem is an error. `proposal` is None when nothing was read, or
    when a filled template said everything itself."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    proposal: Proposal | None = None


def draft(
    root: Path, file: Path, out: Path, *, title: str = "", source_id: str = "", archive: Path | None = None
) -> Drafted:
    """Draft records of a report below `out`, all of them or none; with `archive` also the text by which they can be verified."""
    try:
        data = disk.read_file(file, LIMIT)
        read = read_text(file.name, data)
    except OSError as error:
        return Drafted((), (problem_of(error, root),))
    if read.value is None:
        return Drafted((), read.problems)
    library = load_library(root).value
    proposal: Proposal | None = None
    if filled.is_filled(read.value):
        made = filled.records(read.value, library, source_id, partial(taken, root))
    else:
        proposal = propose(read_report(read.value, title), library, source_id, partial(taken, root))
        made = drafts(proposal)
    files = [OutFile(str(out / one.path), one.data) for one in made]
    if archive is not None and proposal is not None:
        files.append(OutFile(str(archive / f"{proposal.source}.txt"), proposal.report.text.encode()))
    try:
        there = disk.create_files(files)
    except OSError as error:
        return Drafted((), (*read.problems, problem_of(error, root)))
    if there:
        return Drafted((), (*read.problems, *(Problem(path, 0, 0, "CB909") for path in there)))
    return Drafted(tuple(one.path for one in files), read.problems, proposal)
