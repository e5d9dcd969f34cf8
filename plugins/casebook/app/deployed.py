"""A deployed copy of the site held against its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.edges import publication
from casebook.edges.trouble import problem_of
from casebook.problem import Problem
from casebook.publish import manifest


@dataclass(frozen=True, slots=True)
class Verdict:
    """`files` is how many the manifest lists; `problems` name the files that are missing, altered or extra, by path."""

    files: int
    problems: tuple[Problem, ...]


def verify_site(folder: Path, listed: Path) -> Verdict:
    """Every file of the copy below `folder` against the manifest `listed`, which may be the copy's own or the builder's."""
    try:
        wanted = manifest.read_manifest(listed.read_bytes())
    except OSError as error:
        return Verdict(0, (problem_of(error, folder),))
    if wanted is None:
        return Verdict(0, (Problem(manifest.PATH, 0, 0, "CB624", {"path": listed.as_posix()}),))
    found = manifest.compare(wanted, publication.files_in(folder))
    paths = (("CB621", found.missing), ("CB622", found.altered), ("CB623", found.extra))
    problems = [Problem(path, 0, 0, code) for code, some in paths for path in some]
    return Verdict(len(wanted), tuple(sorted(problems)))
