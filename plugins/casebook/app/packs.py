"""Course packs: the library read, a pack found by id or by name, its files written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.app.content import load_library
from casebook.app.settled import ask, settled
from casebook.edges import disk
from casebook.edges.archive import write_zip
from casebook.edges.trouble import problem_of
from casebook.link.library import Entry, Library
from casebook.model.names import folded
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.formats import FORMATS, Made, Making, file_title, made
from casebook.packs.outline import Edition
from casebook.packs.questions import bank_of
from casebook.packs.whole import members
from casebook.problem import Problem, has_errors
from casebook.publish.site import Site, read_site

ZIP = "zip"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Packed:
    """Paths of the files; `known` are the packs there are, when none has the name; `problems` what stopped us.
    `is_empty`: the pack has nothing for the format."""

    files: tuple[Path, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    is_empty: bool = False


def write_pack(root: Path, name: str, format_name: str, folder: Path | None, layout: str) -> Packed:
    """The files of a pack (id, title or alias) in one format, in all, or as one zip of all; whole or not at all.
    `folder` None is build/packs/<id>."""
    loaded = load_library(root)
    read = read_site(disk.read_text(root / "mkdocs.yml"))
    if read.value is None:
        return Packed(problems=read.problems)
    library = loaded.value
    entry = next(_named(library, name), None)
    if entry is None:
        broken = tuple(problem for problem in loaded.problems if has_errors((problem,)))
        return Packed(known=tuple((one.id, one.title) for one in library.of_kind("pack")), problems=broken)
    target = folder or root / "build" / "packs" / entry.id
    chosen = tuple(FORMATS) if format_name in (ALL, ZIP) else (format_name,)
    pack = settled(root, library, entry, ask(root, library, [library.get(entry.id, Pack)]))
    if has_errors(pack.problems):
        return Packed(problems=pack.problems)
    finished = list(pack_files(library, pack.value, read.value, chosen, Making(layout, _pictures(root))))
    if not finished:
        return Packed(is_empty=True)
    try:
        return Packed(files=_written(target, file_title(entry.title), finished, zipped=format_name == ZIP))
    except OSError as error:
        return Packed(problems=(problem_of(error, root),))


def pack_files(
    library: Library, pack: Pack, site: Site, format_names: tuple[str, ...], making: Making
) -> Iterator[Made]:
    """The files of a pack in some formats."""
    outlines = {edition: outline_of(library, pack, edition, site.name, site.url) for edition in Edition}
    return made(outlines, format_names, replace(making, bank=bank_of(library, pack)))


def _written(folder: Path, title: str, finished: list[Made], *, zipped: bool) -> tuple[Path, ...]:
    if zipped:
        path = folder / f"{title}.zip"
        write_zip(path, members(finished, Edition.TEACHER))
        return (path,)
    disk.replace_files(folder, (one.file for one in finished))
    return tuple(folder / one.file.path for one in finished)


def _pictures(root: Path) -> dict[str, bytes]:
    return {file.path.rsplit("/", 1)[-1]: file.data for file in disk.pictures(root)}


def _named(library: Library, name: str) -> Iterator[Entry]:
    wanted = folded(name)
    return (one for one in library.of_kind("pack") if one.id == name or wanted in one.card.folded)
