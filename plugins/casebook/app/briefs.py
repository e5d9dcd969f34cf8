"""Briefs: the library read, records found by id or by name, their pages written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.app.content import load_library
from casebook.edges import disk
from casebook.files import OutFile
from casebook.link.library import Entry, Library
from casebook.model.choices import Status
from casebook.model.names import BRIEF_KINDS, folded
from casebook.packs.brief import brief_pdf
from casebook.problem import Problem, has_errors
from casebook.publish.site import read_site


@dataclass(frozen=True, slots=True)
class Briefs:
    """Paths of the files below the folder; `unknown` are the names that no method or case has, `problems` what stopped us."""

    files: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def write_briefs(root: Path, names: Iterable[str], folder: Path) -> Briefs:
    """The briefs of these methods and cases (ids, titles or aliases), or of all that are published, as <id>.pdf in `folder`.

    Nothing is written when a name is unknown or the settings cannot be read.
    """
    loaded = load_library(root)
    read = read_site(disk.read_text(root / "mkdocs.yml"))
    if read.value is None:
        return Briefs(problems=read.problems)
    library, site = loaded.value, read.value
    found = {name: tuple(_named(library, name)) for name in names}
    unknown = tuple(name for name, entries in found.items() if not entries)
    if unknown:
        broken = tuple(problem for problem in loaded.problems if has_errors((problem,)))
        return Briefs(unknown=unknown, problems=broken)
    chosen = (
        {entry.id: entry for entries in found.values() for entry in entries} if found else dict(_published(library))
    )
    disk.write_files(
        folder,
        (
            OutFile(f"{record_id}.pdf", brief_pdf(library, entry, site.name, site.url))
            for record_id, entry in chosen.items()
        ),
    )
    return Briefs(files=tuple(f"{record_id}.pdf" for record_id in chosen))


def _named(library: Library, name: str) -> Iterator[Entry]:
    wanted = folded(name)
    for kind in BRIEF_KINDS:
        for entry in library.of_kind(kind):
            if entry.id == name or wanted in entry.card.folded:
                yield entry


def _published(library: Library) -> Iterator[tuple[str, Entry]]:
    for kind in BRIEF_KINDS:
        yield from ((entry.id, entry) for entry in library.of_kind(kind) if entry.card.status == Status.PUBLISHED.value)
