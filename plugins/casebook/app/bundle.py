"""The site as one zip: for a USB stick, or for readers to download from the site itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.app.site import build
from casebook.edges import disk, publication
from casebook.edges.archive import write_zip
from casebook.edges.progress import Stages
from casebook.edges.shelf import Shelf, Written
from casebook.edges.trouble import place_of, problem_of
from casebook.files import OutFile
from casebook.problem import Outcome, Problem
from casebook.publish import manifest, offline
from casebook.publish.site import read_site

_PATIENCE = 600.0  # seconds, as for a build


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished zip; `size` in bytes, `files` in it."""

    path: Path
    size: int
    files: int


def bundle(
    root: Path, site: Path, out: Path | None, *, stages: Stages, patience: float = _PATIENCE
) -> Outcome[Bundle | None]:
    """The library's site, built first, as a zip at `out`; without `out` in the site itself, where its page then offers it.

    Whole or not at all, site and zip alike. The next build takes the zip off the site again: it never offers an old one.
    """
    built = build(root, site, stages=stages, patience=patience)
    if built.value is None:
        return Outcome(None, built.problems)
    root, site = root.resolve(), site.resolve()
    try:
        with publication.held(site, patience), stages.stage("打包"):
            return Outcome(_bundled(root, site, out), built.problems)
    except publication.BusyError:
        return Outcome(None, (Problem(place_of(site, root), 0, 0, "CB613", {"seconds": f"{patience:g}"}),))
    except OSError as error:
        return Outcome(None, (problem_of(error, root),))


def _bundled(root: Path, site: Path, out: Path | None) -> Bundle:
    files = offline.plain(manifest.read_manifest((site / manifest.PATH).read_bytes()) or {})
    held = tuple(_held(root, site, files))
    count = len(files) + 2  # the manifest, and the page to begin with
    if out is not None:
        return Bundle(out, write_zip(out, _contents(site, files, held)), count)
    fresh = publication.fresh_folder(site)
    size = write_zip(fresh / offline.ZIP, _contents(site, files, held))
    _offer(site, fresh, files)
    return Bundle(site / offline.ZIP, size, count)


def _held(root: Path, site: Path, files: Mapping[str, manifest.Digest]) -> Iterator[OutFile]:
    """What is otherwise in the zip than on the site: the page to begin with, the pages that tell of the zip, the manifest."""
    name = read_site(disk.read_text(root / "mkdocs.yml")).value
    yield offline.start_page(name.name if name else "")
    pages = _pages(site, files, None)
    for file in (*pages, offline.listed(files, *pages)):
        yield OutFile(f"{offline.FOLDER}/{file.path}", file.data)


def _pages(site: Path, files: Mapping[str, manifest.Digest], download: offline.Download | None) -> list[OutFile]:
    """The pages that tell of the zip, told anew."""
    there = [path for path in offline.PAGES if path in files]
    return [OutFile(path, offline.with_download((site / path).read_bytes(), download)) for path in there]


def _contents(site: Path, files: Mapping[str, manifest.Digest], held: tuple[OutFile, ...]) -> Iterator[OutFile]:
    yield from held
    given = {file.path for file in held}
    for path in sorted(files):
        if (inside := f"{offline.FOLDER}/{path}") not in given:
            yield OutFile(inside, (site / path).read_bytes())


def _offer(site: Path, fresh: Path, files: Mapping[str, manifest.Digest]) -> None:
    """The new site beside the old one: the zip that already lies there, the pages that tell of it, all else linked over."""
    packed = publication.digest(fresh / offline.ZIP)
    shelf = Shelf(site, fresh)
    changed = _pages(site, files, offline.download_of(packed))
    changed.append(offline.listed({**files, offline.ZIP: packed}, *changed))
    for file in changed:
        shelf.put(file, None)
    for path in files.keys() - {file.path for file in changed}:
        shelf.keep(Written(path, *files[path], 0))
    shelf.settle({*files, manifest.PATH}, is_changed=True)
    publication.swap_in(fresh, site)
